"""The proof of a processed copy: written beside it, loaded for a form, checked again later.

In: what was done and what a second scan and a second reader found. Out: `proof.json`, which never holds a removed word; `Proof`.
A keyed seal tells whether someone edited it: the key is this installation's own (keys.py).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import msgspec

from outscan.errors import OutscanError, StoreError
from outscan.keys import derived, installation_key
from outscan.types import Action, Change, Coverage, Level, Makings, Part, Proof, Report, Where

SCHEMA = "outscan.proof/1"
_GRAVE = Level.SECRET
_AUTHORITY = frozenset({"surveying", "geology", "hydrology"})
"""Domains in which processing must be done or certified by the competent authority (测绘成果管理条例 art. 16)."""


class _Where(msgspec.Struct, frozen=True):
    member: list[str]
    part: str
    spot: str


class _Change(msgspec.Struct, frozen=True):
    technique: str
    where: _Where
    count: int = 1
    note: str = ""


class ProofFile(msgspec.Struct, frozen=True):
    """`proof.json`, as written."""

    schema: str
    name: str
    type: str
    sha256_before: str
    sha256_after: str
    size_after: int
    changes: list[_Change]
    residual: list[str]
    coverage: dict[str, int]
    action: str
    authority: str = ""
    reason: str = ""
    authority_sha256: str = ""
    notes: list[str] = []
    made_with: dict[str, str | None] = {}
    seal: str = ""


def proof_path(out: str | Path) -> Path:
    """Where the proof of `out` lies: beside it."""
    target = Path(out)
    return target.with_name(target.name + ".proof.json")


def action_of(before: Report, after: Report, residual: tuple[str, ...], *, marks: bool) -> Action:
    """The proof's own action: editing by the sender lowers no level, a person with authority confirms (保密法 art. 23-25)."""
    action = after.verdict.action
    if residual:
        action = max(action, Action.PROCESS)
    if marks or any(f.upheld and f.level >= _GRAVE for f in before.findings):
        action = max(action, Action.REVIEW)
    return action


def notes_of(before: Report, *, marks: bool) -> list[str]:
    """What a person must know before he confirms."""
    notes = []
    grave = [f for f in before.findings if f.upheld and f.level >= _GRAVE]
    if marks:
        notes.append("原件的标志依据所列批准文件去除；编辑文件不降低密级，须由有权限的人员核对批准文件后确认")
    if grave:
        notes.append("原件含疑似秘密级以上事项；提供人自行处理不降低密级，须由定密责任人或主管部门确认")
    if any(f.domain in _AUTHORITY for f in grave):
        notes.append("测绘、地质、水文资料须由主管部门处理或认定（《测绘成果管理条例》第十六条等）")
    return notes


def dump(proof: Proof, name: str, kind: str, size: int, hide: Callable[[str], str]) -> bytes:
    """`proof.json` of `proof`; `hide` blots out removed words in names of members and places."""
    made = asdict(proof.made_with) if proof.made_with else {}
    file = ProofFile(
        schema=SCHEMA,
        name=hide(name),
        type=kind,
        sha256_before=proof.sha256_before,
        sha256_after=proof.sha256_after,
        size_after=size,
        changes=[
            _Change(
                c.technique, _Where([hide(m) for m in c.where.member], str(c.where.part), hide(c.where.spot)), c.count, c.note
            )
            for c in proof.changes
        ],
        residual=list(proof.residual),
        coverage=asdict(proof.coverage),
        action=str(proof.action),
        authority=proof.authority,
        reason=proof.reason,
        authority_sha256=proof.authority_sha256,
        notes=list(proof.notes),
        made_with=made,
    )
    sealed = msgspec.structs.replace(file, seal=seal(file, create=True))
    return msgspec.json.format(msgspec.json.encode(sealed), indent=2) + b"\n"


def seal(file: ProofFile, *, create: bool = False) -> str:
    """The keyed digest of everything else in the proof. Raises StoreError where this installation has no key."""
    key = derived(installation_key(create=create), "outscan proof")
    bare = msgspec.json.encode(msgspec.structs.replace(file, seal=""))
    return "hmac-sha256:" + hmac.new(key, bare, hashlib.sha256).hexdigest()


def load_file(path: Path) -> ProofFile:
    """The proof file at `path`. Raises OutscanError where it is none."""
    try:
        file = msgspec.json.decode(path.read_bytes(), type=ProofFile)
    except OSError as error:
        raise OutscanError(f"{path}: 打不开处理证明（{error.strerror}）") from None
    except msgspec.DecodeError as error:
        raise OutscanError(f"{path}: 不是处理证明，或已损坏（{error}）") from None
    if file.schema != SCHEMA:
        raise OutscanError(f"{path}: 处理证明的格式是 {file.schema!r}，本程序认识 {SCHEMA}")
    return file


def load_proof(path: Path) -> Proof:
    """The proof at `path`, as a form shows it. Raises OutscanError where it is none."""
    file = load_file(path)
    try:
        return Proof(
            sha256_before=file.sha256_before,
            sha256_after=file.sha256_after,
            changes=tuple(
                Change(c.technique, Where(tuple(c.where.member), Part(c.where.part), c.where.spot), c.count, c.note)
                for c in file.changes
            ),
            residual=tuple(file.residual),
            coverage=Coverage(**file.coverage),
            action=Action(file.action),
            authority=file.authority,
            reason=file.reason,
            authority_sha256=file.authority_sha256,
            notes=tuple(file.notes),
            made_with=Makings(**file.made_with) if file.made_with else None,  # type: ignore[arg-type]  # checked by their names
        )
    except (TypeError, ValueError) as error:
        raise OutscanError(f"{path}: 处理证明的内容不完整（{type(error).__name__}）") from None


@dataclass(frozen=True, slots=True)
class Check:
    """What became of a proof when it was checked again: `wrong` breaks it, `remarks` do not."""

    wrong: tuple[str, ...]
    remarks: tuple[str, ...]
    action: Action


def check(file: ProofFile, data: bytes, again: Report) -> Check:
    """Hold a proof against the file it speaks of and a fresh scan of that file."""
    wrong: list[str] = []
    remarks: list[str] = []
    if hashlib.sha256(data).hexdigest() != file.sha256_after:
        wrong.append("文件与证明不符：SHA-256 不同，文件在处理之后被改动")
    try:
        if not hmac.compare_digest(seal(file), file.seal):
            wrong.append("证明的校验封签不符：证明被改动，或不是本机出具")
    except StoreError:
        remarks.append("本机没有出具证明时的密钥，不能核对证明的校验封签；请在出具证明的机器上核对")
    if file.residual:
        wrong.append(f"证明本身记有残留 {len(file.residual)} 处")
    left = [f for f in again.findings if f.upheld]
    if left:
        wrong.append(f"重新检查发现疑点 {len(left)} 处")
    if again.gaps:
        wrong.append(f"重新检查有 {len(again.gaps)} 部分未能检查")
    made, now = file.made_with, again.made_with
    if made.get("rules") != now.rules or made.get("policy") != now.policy:
        remarks.append("规则包与出具证明时不同，本次按现行规则包检查")
    return Check(tuple(wrong), tuple(remarks), max(Action(file.action), again.verdict.action))
