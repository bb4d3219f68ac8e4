"""What an id that a report prints means: when it speaks, on what basis, and the way forward.

In: the pack, the policy, an id. Out: a few lines, None for an id nobody prints. Knows items, marks, registered documents,
clauses of a verdict and reasons of gaps.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.decide import Policy
from outscan.lexicon.model import Advised, MarkKind, MarksFile
from outscan.lexicon.pack import Pack, PackItem
from outscan.types import Action, Advice, Certainty, GapReason
from outscan.words import Words, say

_GAP = "gap/"
STATED = ("clean", "declaration", "baseline", "cleared_pictures", "fingerprint/sensitive", "fingerprint/cleared")
"""Ids with a sentence of their own: clauses that are no row of the policy, and registered documents."""


def ids(pack: Pack, policy: Policy) -> list[str]:
    """Every id a report may print."""
    marks = [kind.id for kind in pack.marks.marks] if pack.marks else []
    rows = [row.id for row in policy.rows]
    return [*(item.id for item in pack.items), *marks, *rows, *STATED, *(f"{_GAP}{reason.value}" for reason in GapReason)]


def explained(pack: Pack, policy: Policy, key: str) -> str | None:
    """The lines that explain `key`."""
    words = Words.here()
    if item := pack.item(key):
        return "\n".join(_item(item, words))
    mark = next((kind for kind in pack.marks.marks if kind.id == key), None) if pack.marks else None
    if pack.marks and mark:
        return "\n".join(_mark(mark, pack.marks, words))
    if row := next((one for one in policy.rows if one.id == key), None):
        why = (row.why_en if words.lang == "en" else "") or row.why
        action = say("explain_advised") if row.action == "advice" else words.action(Action(row.action))
        return f"{row.id}  {action}\n{why}\n{say('explain_basis', basis=row.basis or '-')}"
    if key.startswith(_GAP) and key.removeprefix(_GAP) in set(GapReason):
        return f"{key}  {words.gap(GapReason(key.removeprefix(_GAP)))}\n{say('explain_gap')}"
    return f"{key}  {say('explain_' + key.replace('/', '_'))}" if key in STATED else None


def _item(item: PackItem, words: Words) -> Iterator[str]:
    yield f"{item.id}  {(item.title_en if words.lang == 'en' else '') or item.title}"
    cites = (f"{cite} {point}".strip() + _sure(sure, words) for cite, point, sure in item.bases)
    yield say("explain_basis", basis=say("and").join(cites))
    yield from (say("explain_superseded", cite=cite, by=by) for cite, by in item.written.superseded)
    yield say("explain_groups", window=say(f"window_{item.window}"), n=len(item.conditions))
    for number, group in enumerate(item.written.groups, 1):
        yield f"  {number}. {say('or').join(say(one.replace('/', '_')) if one.startswith('state/') else one for one in group)}"
    if item.unless:
        yield say("explain_unless", words=say("listed").join(item.unless))
    if item.ask:
        yield f"{say('ask')}{say('colon')}{(item.ask_en if words.lang == 'en' else '') or item.ask}"
    yield _way(item.advice, words)


def _mark(kind: MarkKind, marks: MarksFile, words: Words) -> Iterator[str]:
    yield f"{kind.id}  {(kind.title_en if words.lang == 'en' else '') or kind.title}"
    cited = ((marks.basis[one.instrument], one) for one in kind.basis)
    cites = (f"{text.cite} {one.item}".strip() + _sure(Certainty(one.certainty or text.certainty), words) for text, one in cited)
    yield say("explain_basis", basis=say("and").join(cites))
    yield say("explain_mark")
    yield _way(_advised(kind.advice), words)


def _advised(own: Advised) -> Advice:
    return Advice(Action(own.action), (), own.approver, own.note, own.approver_en, own.note_en)


def _way(advice: Advice, words: Words) -> str:
    approver, note = words.approver(advice), words.note(advice)
    whom = say("in_brackets", text=approver) if approver else ""
    return f"{say('advice')}{say('colon')}{words.action(advice.action)}{whom}{say('and') + note if note else ''}"


def _sure(certainty: Certainty, words: Words) -> str:
    sentence = words.certainty(certainty)
    return say("in_brackets", text=sentence) if sentence else ""
