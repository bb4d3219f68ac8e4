"""Which room rules on which kind of mark.

In: the context of one mark match. Out: a `Ruling`: upheld or dismissed with a reason a person reads, and how sure we are.
"""

from __future__ import annotations

from collections.abc import Callable

from outscan.confirm import foreign, internal
from outscan.confirm.borne import borne
from outscan.confirm.context import Context
from outscan.confirm.general import general
from outscan.confirm.quiz import offered, posed, titled
from outscan.confirm.ruling import Ruling, no, yes
from outscan.confirm.scheme import record, scheme
from outscan.confirm.state import state_secret
from outscan.confirm.worded import domestic, english
from outscan.confirm.words import Innocents
from outscan.types import Confidence, because

KINDS: dict[str, Callable[[Context, Innocents], Ruling]] = {
    "state-secret": state_secret,
    "exam": state_secret,
    "internal": internal.internal,
    "work-secret": internal.work_secret,
    "commercial": internal.commercial,
    "business": internal.business,
    "foreign": foreign.foreign,
    "tlp": foreign.tlp,
    "export-control": foreign.export_control,
    "elements": foreign.elements,
    "label-metadata": foreign.metadata,
    "declassified": foreign.claim,
}
FORMS: dict[str, Callable[[Context, Innocents], Ruling]] = {
    "domestic": domestic,
    "owned": internal.owned,
    **dict.fromkeys(("filled-in", "ticked", "handling", "notice-line"), english),
}
"""Forms that are ruled on by one ladder whatever the kind."""
TOLD = {
    "mark/state-secret": "marked_irregular", "mark/exam": "marked_irregular", "mark/internal": "internal",
    "mark/work-secret": "internal", "mark/commercial": "commercial", "mark/foreign": "foreign_mark",
}  # fmt: skip
"""Kinds that a note may tell of one's own paper, and their states."""


def judge(context: Context, innocents: Innocents) -> Ruling:
    """Rule on one mark match by its own line, and by what a note tells of the paper that bore it."""
    state = TOLD.get(context.match.rule)
    if state and not (context.enumerated() or context.option()) and borne(context):
        return yes(Confidence.MEDIUM, because("mark.told", words=context.words), state)
    ruled = FORMS.get(context.fact("form")) if context.match.rule != "mark/state-secret" else None
    ruling = (ruled or KINDS[context.match.rule.removeprefix("mark/")])(context, innocents)
    if ruling.dismissed is None:
        return no(shown) if (shown := _shown(context)) else ruling
    return ruling


def _shown(context: Context) -> str | None:
    """Why a mark that stands by its own line is none by the sentence or the rows around it."""
    if general(context):
        return "mention.general"
    if scheme(context):
        return "mention.scheme"
    if offered(context):
        return "mention.option"
    if titled(context) and not context.fact("period"):
        return "mention.title_of_work"
    if posed(context):
        return "mention.posed"
    return (
        "mention.record" if context.match.rule in ("mark/internal", "mark/foreign", "mark/business") and record(context) else None
    )
