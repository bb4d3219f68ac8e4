"""The proof of a processed copy: written beside it, loaded for a form, checked again later.

In: what was done and what a second scan and a second reader found. Out: `proof.json`, which never holds a removed word; `Proof`.
It is signed by this installation, so that another machine can tell who made it (proofs/).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from outscan.errors import OutscanError
from outscan.nouns import asdict
from outscan.proofs import BOUND, OldProofFile, ProofFile, Signer, Signing, parse, proof_path, sign, signer_of
from outscan.proofs.shape import SCHEMA, Done, Place
from outscan.types import Action, Change, Coverage, Finding, Level, Makings, Proof, Report, Spot, Where, named
from outscan.words import Words, language, say
from outscan.words.places import place_words

__all__ = ["Check", "action_of", "approvers_of", "check", "dump", "load_file", "load_proof", "notes_of", "proof_path"]

_GRAVE = Level.SECRET
_AUTHORITY = frozenset({"surveying", "geology", "hydrology"})
"""Domains in which processing must be done or certified by the competent authority (测绘成果管理条例 art. 16)."""


def action_of(before: Report, after: Report, residual: tuple[str, ...], *, marks: bool) -> Action:
    """The proof's own action: editing by the sender lowers no level, a person with authority confirms (保密法 art. 23-25).

    What had to be approved before is never below review afterwards, whatever is left of it.
    """
    action = after.verdict.action
    if residual:
        action = max(action, Action.PROCESS)
    if marks or _grave(before) or before.verdict.action >= Action.ESCALATE:
        action = max(action, Action.REVIEW)
    return action


def approvers_of(before: Report) -> list[str]:
    """Who the matters of the original name as those who approve or confirm, gravest matter first."""
    words = Words.here()
    upheld = sorted((f for f in before.findings if f.upheld), key=lambda f: -f.level.rank)
    return list(dict.fromkeys(words.approver(f.advice) for f in upheld if f.advice is not None and f.advice.approver))


def notes_of(before: Report, *, marks: bool) -> list[str]:
    """What a person must know before he confirms."""
    notes = []
    grave = _grave(before)
    if marks:
        notes.append(say("proof.note_marks"))
    if grave:
        notes.append(say("proof.note_grave"))
    if any(f.domain in _AUTHORITY for f in grave):
        notes.append(say("proof.note_authority"))
    if before.verdict.action >= Action.ESCALATE:
        notes.append(say("proof.note_escalated", action=Words(language()).action(before.verdict.action)))
    if (grave or marks or before.verdict.action >= Action.ESCALATE) and (named := approvers_of(before)):
        notes.append(say("proof.note_approvers", names=say("listed").join(named)))
    return notes


def _grave(before: Report) -> list[Finding]:
    return [f for f in before.findings if f.upheld and f.level >= _GRAVE]


def dump(proof: Proof, name: str, kind: str, size: int, hide: Callable[[str], str]) -> bytes:
    """`proof.json` of `proof`, signed; `hide` blots out removed words in names of members and places."""
    file = ProofFile(
        schema=SCHEMA,
        name=hide(name),
        type=kind,
        sha256_before=proof.sha256_before,
        sha256_after=proof.sha256_after,
        size_after=size,
        changes=[_done(change, hide) for change in proof.changes],
        residual=list(proof.residual),
        coverage=asdict(proof.coverage),
        action=proof.action,
        authority=proof.authority,
        reason=proof.reason,
        authority_sha256=proof.authority_sha256,
        notes=list(proof.notes),
        made_with=asdict(proof.made_with) if proof.made_with else {},
        approvers=list(proof.approvers),
    )
    return msgspec.json.format(msgspec.json.encode(sign(file)), indent=2) + b"\n"


def _done(change: Change, hide: Callable[[str], str]) -> Done:
    where = change.where
    place = Place(
        [hide(member) for member in where.member],
        where.part,
        hide(place_words(where.spot)),
        [step._replace(name=hide(step.name)) for step in where.spot.steps],
    )
    return Done(change.technique, place, change.count, change.note)


def load_file(path: Path) -> ProofFile | OldProofFile:
    """The proof file at `path`. Raises OutscanError where it is none."""
    try:
        with path.open("rb") as file:
            data = file.read(BOUND + 1)
    except OSError as error:
        raise OutscanError(say("proof.closed", path=path, why=error.strerror)) from None
    return parse(data, path)


def load_proof(path: Path) -> Proof:
    """The proof at `path`, as a form shows it. Raises OutscanError where it is none."""
    file = load_file(path)
    try:
        return Proof(
            sha256_before=file.sha256_before,
            sha256_after=file.sha256_after,
            changes=tuple(
                Change(
                    c.technique,
                    Where(tuple(c.where.member), c.where.part, Spot(tuple(c.where.steps)) or named(c.where.spot)),
                    c.count,
                    c.note,
                )
                for c in file.changes
            ),
            residual=tuple(file.residual),
            coverage=Coverage(**file.coverage),
            action=file.action,
            authority=file.authority,
            reason=file.reason,
            authority_sha256=file.authority_sha256,
            notes=tuple(file.notes),
            made_with=Makings(**file.made_with) if file.made_with else None,  # type: ignore[arg-type]  # checked by their names
            approvers=tuple(file.approvers) if isinstance(file, ProofFile) else (),
        )
    except (TypeError, ValueError) as error:
        raise OutscanError(say("proof.incomplete", path=path, why=type(error).__name__)) from None


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a proof when it was checked again: `wrong` breaks it, `remarks` do not.

    A proof nobody here can vouch for is never below review: it holds for whoever trusts its maker.
    """

    wrong: tuple[str, ...]
    remarks: tuple[str, ...]
    action: Action


def check(file: ProofFile | OldProofFile, data: bytes, again: Report) -> Check:
    """Hold a proof against the file it speaks of and a fresh scan of that file. Raises StoreError for a bad list of keys."""
    wrong: list[str] = []
    signing = signer_of(file)
    action = max(file.action, again.verdict.action)
    if hashlib.sha256(data).hexdigest() != file.sha256_after:
        wrong.append(say("proof.changed_file"))
    if signing.signer is Signer.BROKEN:
        wrong.append(say("proof.changed_proof"))
    if signing.signer in {Signer.FOREIGN, Signer.SEALED}:
        action = max(action, Action.REVIEW)
    if file.residual:
        wrong.append(say("proof.has_residual", n=len(file.residual)))
    left = [f for f in again.findings if f.upheld]
    if left:
        wrong.append(say("proof.found_again", n=len(left)))
    if again.gaps:
        wrong.append(say("proof.gaps_again", n=len(again.gaps)))
    return Check(tuple(wrong), tuple(_remarks(file, signing, again)), action)


def _remarks(file: ProofFile | OldProofFile, signing: Signing, again: Report) -> list[str]:
    out = []
    if signing.signer is Signer.FOREIGN:
        out.append(say("proof.foreign", key=signing.key))
    if signing.signer is Signer.TRUSTED:
        out.append(say("proof.by_trusted", name=signing.name or signing.key))
    if signing.signer is Signer.SEALED:
        out.append(say("proof.old_unchecked", schema=file.schema))
    elif isinstance(file, OldProofFile):
        out.append(say("proof.old", schema=file.schema))
    if file.made_with.get("rules") != again.made_with.rules or file.made_with.get("policy") != again.made_with.policy:
        out.append(say("proof.other_rules"))
    return out
