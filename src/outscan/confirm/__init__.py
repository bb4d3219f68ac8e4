"""Look again in context: each mark becomes a finding, upheld or dismissed with a reason; each other match, evidence.

In: a `Document` and the pack's vocabulary (marks and innocent words). Out: `Confirmed(findings, evidence)`. Law: no match
is dropped, a complete mark in mark position stands wherever it is set, and more text around it changes nothing. Knows no
catalogue item (`relate` does) and takes no decision (`decide` does).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from outscan.confirm.boundary import SHORT, crossing
from outscan.confirm.context import Context, context
from outscan.confirm.dispatch import judge
from outscan.confirm.document import refine
from outscan.confirm.papers import own_phrases
from outscan.confirm.ruling import Ruling
from outscan.confirm.shown import shown
from outscan.confirm.words import Innocents, innocents
from outscan.lexicon.model import Advised, MarkKind, MarksFile
from outscan.nouns import replace
from outscan.reading import Confirmed, Document, Evidence, Reading
from outscan.types import Action, Advice, Basis, Certainty, Confidence, Finding, Kind, Level, Match, Reason, because
from outscan.words.packages import STOP

DOMAIN = "marks"


class Vocabulary(Protocol):
    """What of the pack confirm needs."""

    @property
    def words(self) -> Mapping[str, Sequence[str]]:
        """Innocent longer words by the word inside them."""
        ...

    @property
    def phrases(self) -> Sequence[str]:
        """What our own papers say of the items: titles, notes, questions."""
        ...

    @property
    def marks(self) -> MarksFile | None:
        """The kinds of marks, with title, basis and advice."""
        ...


def confirm(document: Document, vocabulary: Vocabulary) -> Confirmed:
    """Findings of all marks and evidence of everything else, in the order of the text."""
    known = innocents(vocabulary.words)
    readings = {reading.index: reading for reading in document.readings}
    marks = [m for m in document.matches if m.kind == Kind.MARK]
    first = [(c, judge(c, known)) for c in (context(readings[m.segment], m) for m in marks)]
    ruled = refine(document, shown(first))
    others = [m for m in document.matches if m.kind != Kind.MARK]
    own = own_phrases(document, vocabulary.phrases)
    evidence = tuple(
        Evidence(m, because("accident.own") if own.hold(m) else _accident(readings[m.segment], m, known)) for m in others
    )
    return Confirmed(tuple(_findings(ruled, vocabulary.marks)), evidence)


def _accident(reading: Reading, match: Match, known: Innocents) -> Reason | None:
    """Why a hit is an accident of neighbouring characters, None where it is a word of its own."""
    if match.kind is not Kind.TERM or (len(match.quote) > SHORT and not known.know(match.quote)):
        return None
    text = reading.folded.text
    start = reading.folded.position(match.start)
    end = reading.folded.position(match.end)
    if found := known.around(text, start, end):
        return because("accident.part", word=found)
    if found := crossing(text, start, end):
        return because("accident.across", word=found)
    return None


def _findings(ruled: Iterable[tuple[Context, Ruling]], marks: MarksFile | None) -> Iterable[Finding]:
    """One finding for each thing said: the same words in the same state on every page are one, and so are mentions."""
    groups: dict[tuple[object, ...], list[tuple[Context, Ruling]]] = {}
    for one, ruling in ruled:
        if ruling.dismissed is not None:
            key: tuple[object, ...] = (one.match.rule, one.match.level, ruling.dismissed)
        else:
            key = (one.match.rule, one.match.level, one.words, ruling.state, ruling.confidence, one.part)
        groups.setdefault(key, []).append((one, ruling))
    kinds = {kind.id: kind for kind in marks.marks} if marks else {}
    for members in groups.values():
        yield _finding(members, kinds.get(members[0][0].match.rule), marks)


def _finding(members: list[tuple[Context, Ruling]], kind: MarkKind | None, marks: MarksFile | None) -> Finding:
    one, ruling = members[0]
    basis = _basis(kind, marks) if kind and marks else ()
    return Finding(
        rule=one.match.rule,
        kind=Kind.MARK,
        domain=DOMAIN,
        level=one.match.level,
        title=kind.title if kind else one.match.rule,
        title_en=kind.title_en if kind else "",
        basis=basis,
        matches=tuple(c.match for c, _ in members),
        because=ruling.because if ruling.dismissed is None else (),
        confidence=ruling.confidence,
        advice=_advice(one, ruling, kind) if ruling.dismissed is None else None,
        state=ruling.state,
        dismissed=ruling.dismissed,
    )


def _basis(kind: MarkKind, marks: MarksFile) -> tuple[Basis, ...]:
    """The legal texts a kind of mark rests on."""
    cited = ((c, marks.basis[c.instrument]) for c in kind.basis)
    return tuple(Basis(text.cite, str(c.item), Certainty(c.certainty or text.certainty)) for c, text in cited)


def _advice(one: Context, ruling: Ruling, kind: MarkKind | None) -> Advice:
    """The way forward: 绝密 or a live examination is withheld, doubt is reviewed, every other mark is escalated."""
    own = kind.advice if kind else Advised("escalate")
    action = Action(own.action)
    as_ruled = Advice(max(action, Action.ESCALATE), (), own.approver, own.note, own.approver_en, own.note_en)
    if ruling.state == "residual" or ruling.confidence == Confidence.LOW:
        return replace(as_ruled, action=Action.REVIEW)
    if one.match.rule == "mark/exam":
        return replace(as_ruled, action=Action.WITHHOLD, note=STOP["exam"][0], note_en=STOP["exam"][1])
    if one.match.rule == "mark/state-secret" and one.match.level == Level.TOP_SECRET:
        return replace(as_ruled, action=Action.WITHHOLD, note=STOP["top_secret"][0], note_en=STOP["top_secret"][1])
    return as_ruled
