"""Processing a document: plan, cut, scan again, and again until nothing is left or nothing changes; then the proof.

In: a scanner, a `Blob`, the options. Out: `Result`. Law 8: a processed copy is proved, not promised. A copy that is not proved is
not handed out.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field

from outscan.formats import FormatTrait, having
from outscan.isolate import open_blob
from outscan.limits import Budget
from outscan.process.formats import edit
from outscan.process.leaving import lost, unread
from outscan.process.plan import Plan, make_plan, plan_lines
from outscan.process.proof import action_of, approvers_of, dump, notes_of
from outscan.process.remnants import left
from outscan.process.search import squeeze, squeezed
from outscan.process.second_reader import found_again
from outscan.process.task import Options, Refused, Task, Wanted
from outscan.reading import Document
from outscan.scanner import Scanner, Seen
from outscan.types import Action, Blob, Change, Gap, HiddenKind, Job, Proof, Report, Where
from outscan.words import Words, say

_WIDTHS = having(FormatTrait.WIDTHS)

STEPS = 8
"""So often a copy is cut and scanned again before what remains is called residual."""
_LEAST = 2
BLOTTED = "███"
"""What stands for a removed word, however long it was."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one document. `data` is there only where the copy is proved."""

    before: Report
    planned: tuple[tuple[str, Where, int], ...] = ()
    refusals: tuple[str, ...] = ()
    data: bytes | None = None
    proof: Proof | None = None
    proof_json: bytes = b""
    remains: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a fenced worker: process the job's document with these options under the name of the copy."""

    options: Options
    name: str
    dry_run: bool = False
    notes: tuple[str, ...] = ()

    def __call__(self, scanner: Scanner, job: Job, seen: Seen) -> Result:
        """Open, process, prove."""
        del seen
        blob = open_blob(job, scanner.config.limits)
        if isinstance(blob, Gap):
            return Result(
                scanner.unread(Blob(blob.where, b""), job.path, [blob], partial=False), refusals=(say("refusal.unopened"),)
            )
        return process(scanner, blob, self, job.path)


@dataclass(slots=True)
class _State:
    """What is kept from step to step."""

    data: bytes
    name: str
    original: bytes
    words: dict[str, Wanted] = field(default_factory=dict)
    changes: Counter[tuple[str, Where, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    marks: bool = False


def process(scanner: Scanner, blob: Blob, work: Work, path: str = "") -> Result:
    """Process one document. Refusals and what remains are sentences for a person."""
    before, document = scanner.examine(blob, path)
    plan = make_plan(before, document, work.options)
    plan.refusals = [*plan.refusals, *unread(before.gaps)]
    planned = tuple(plan_lines(plan, before))
    if plan.refusals or work.dry_run:
        return Result(before, planned, tuple(plan.refusals))
    state = _State(blob.data, blob.name, blob.data, notes=[*work.notes])
    after = before
    try:
        for step in range(STEPS):
            made = _cut(scanner, state, plan, document, after, work.options, step)
            same = made == state.data and state.name == work.name
            state.data, state.name = made, work.name
            if same and step > 1:
                break
            after, document = scanner.examine(Blob(Where((work.name,)), made), work.name)
            if not any(f.upheld for f in after.findings):
                break
            plan = make_plan(after, document, work.options, step=step + 1)
            if step and (work.options.precision or work.options.aggregate or work.options.techniques):
                state.notes = [*dict.fromkeys([*state.notes, say("change.rest_deleted")])]
            if plan.refusals:
                return Result(before, planned, tuple(plan.refusals))
    except Refused as why:
        return Result(before, planned, tuple(str(why).split("\n")))
    except Exception as error:  # noqa: BLE001 - law 4: a document cannot raise; whatever a format's room trips over is a refusal
        return Result(before, planned, (say("refusal.structure", name=type(error).__name__),))
    return _result(scanner, before, after, state, planned, work)


def _cut(scanner: Scanner, state: _State, plan: Plan, document: Document, report: Report, options: Options, step: int) -> bytes:
    blob = Blob(Where((state.name,)), state.data)
    state.marks |= plan.marks
    for one in plan.wanted:
        state.words.setdefault(f"{one.before[-8:]}|{one.quote}|{one.after[:8]}", one)
    everywhere = [w for w in state.words.values() if w.everywhere and w not in plan.wanted]
    task = Task(
        options,
        [*plan.wanted, *(_anywhere(w) for w in everywhere)],
        hidden=_hidden(document),
        budget=Budget(scanner.config.limits),
        step=step,
        visible="".join(squeeze(r.segment.text).text for r in document.readings if r.segment.hidden is None),
    )
    made = edit(blob, report.type, task)
    if why := lost(scanner, report, task.left):
        raise Refused("\n".join(why))
    state.changes.update(task.changes)
    state.notes += [note for note in task.notes if note not in state.notes]
    return made


def _anywhere(wanted: Wanted) -> Wanted:
    """A word cut in an earlier step: wherever it still stands it goes."""
    return Wanted(Where(("",)), wanted.quote, text=wanted.text, technique=wanted.technique, everywhere=True)


def _hidden(document: Document) -> list[tuple[HiddenKind, Where, str]]:
    return [(r.segment.hidden, r.segment.where, r.segment.text) for r in document.readings if r.segment.hidden is not None]


def _result(
    scanner: Scanner, before: Report, after: Report, state: _State, planned: tuple[tuple[str, Where, int], ...], work: Work
) -> Result:
    names = Words.here()
    standing = [
        say(
            "change.left",
            title=names.title(f),
            rule=f.rule,
            place=_blot(state, f"{names.part(f.where.part)} {names.place(f.where.spot)}"),
        )
        for f in after.findings
        if f.upheld
    ]
    gaps = [
        say("change.unread", reason=names.unread(g), place=_blot(state, names.place(g.where.spot))).strip() for g in after.gaps
    ]
    words = _must_be_gone(state)
    again = [
        say("change.second_sees", how=how) for how in found_again(state.data, after.type, words, Budget(scanner.config.limits))
    ]
    again += (
        [] if state.words or after.type == before.type else [say("change.type_changed", before=before.type, after=after.type)]
    )
    residual = tuple(dict.fromkeys([*standing, *gaps, *again, *_measured(before, state)]))
    options = work.options
    proof = Proof(
        sha256_before=before.sha256,
        sha256_after=hashlib.sha256(state.data).hexdigest(),
        changes=tuple(Change(t, w, n, note) for (t, w, note), n in state.changes.items()),
        residual=residual,
        coverage=after.coverage,
        action=action_of(before, after, residual, marks=state.marks),
        authority=options.authority if state.marks else "",
        reason=options.reason if state.marks else "",
        authority_sha256=options.authority_sha256 if state.marks else "",
        notes=(*notes_of(before, marks=state.marks), *state.notes),
        made_with=after.made_with,
        approvers=tuple(approvers_of(before)),
    )
    if residual:
        return Result(before, planned, proof=proof, remains=residual)
    sealed = dump(proof, work.name, after.type, len(state.data), lambda text: _blot(state, text))
    return Result(before, planned, data=state.data, proof=proof, proof_json=sealed)


def _measured(before: Report, state: _State) -> list[str]:
    """What is left that tells of removed words: sizes and counts in a package, widths of single letters in a PDF."""
    traces = [] if before.type in _WIDTHS else left(state.original, state.data, before.type)
    traced = [say("proof.trace_unread")] if traces is None else [say("proof.trace_left", where=name) for name in traces]
    if before.type not in _WIDTHS or not state.words:
        return traced
    from outscan.process.pdf import measured

    return traced + [say("proof.trace_widths", page=number) for number in measured(state.original, state.data)]


def _must_be_gone(state: _State) -> list[str]:
    """Words no reader may find: long ones as they are, short ones with the text that stood around them."""
    words = []
    for one in state.words.values():
        quote = squeezed(one.quote)
        if squeezed(one.text) and quote in squeezed(one.text):
            continue
        if one.everywhere:
            words.append(one.quote)
        elif len(quote) >= _LEAST and one.cell is None:
            around = squeezed(one.before)[-6:] + quote + squeezed(one.after)[:6]
            if len(around) > len(quote) + 6:
                words.append(around)
    return words


def _blot(state: _State, text: str) -> str:
    """`text` with every removed word in it blotted out."""
    for one in state.words.values():
        if len(one.quote) >= _LEAST and one.quote in text:
            text = text.replace(one.quote, BLOTTED)
    return text


def code(result: Result) -> int:
    """The exit code: 0 proved and released, 3 proved and a person must confirm, 1 anything else."""
    if result.data is None or result.proof is None:
        return 1
    return 0 if result.proof.action is Action.RELEASE else 3
