"""Reasons as the sentences a person reads, for tests that speak of what is said."""

from outscan.errors import Unreadable
from outscan.types import Gap, Ours, Reason, because
from outscan.words import Words


def sentence(reason: Reason | None) -> str:
    """The Chinese sentence with the document's words shown and names of evidence as they are."""
    return "" if reason is None else Words().reason(reason, wire=True)


def stated(text: str) -> Reason:
    """A reason that says `text` as it is."""
    return because("said.as_is", text=Ours(text))


def english(gap: Gap | Unreadable) -> str:
    """What a gap says, as it stands on the wire; '' where it says nothing."""
    return Words("en").reason(gap.detail) if gap.detail else ""
