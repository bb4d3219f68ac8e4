"""What stands beside the words of a story: field codes, form fields, controls, bookmarks, authors, other branches.

In: elements and what a story keeps. Out: hidden things at the present spot.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

from outscan.extract.docx.names import CHOICE, FALLBACK, VAL, W
from outscan.extract.docx.run_buffer import words
from outscan.extract.docx.story_state import StoryState
from outscan.extract.element import Element
from outscan.extract.ooxml import local, wordy
from outscan.types import SOFT, HiddenKind

_LAYOUT_FIELDS = frozenset(
    [
        "PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION", "TOC", "PAGEREF", "REF", "SEQ", "STYLEREF", "NOTEREF", "HYPERLINK",
        "DATE", "TIME", "FORMTEXT", "FORMCHECKBOX",
    ]
)  # fmt: skip


def alternate(kept: StoryState, element: Element, read: Callable[[Element], None]) -> None:
    """Read the branch a modern program shows; the other one only where it says something else."""
    choices = [c for c in element if c.tag == CHOICE]
    fallbacks = [c for c in element if c.tag == FALLBACK]
    for branch in choices or fallbacks:
        read(branch)
    known = "".join(words(c) for c in choices)
    for fallback in fallbacks if choices else ():
        if (said := words(fallback)) and said not in known:
            kept.hide(HiddenKind.HIDDEN_TEXT, said)


def codes(kept: StoryState, shown: str) -> None:
    """Keep field codes that may hold words; page numbers and contents are layout."""
    for code in shown.split(SOFT):
        first = code.split(maxsplit=1)[:1]
        if first and not (unquote(code).isascii() and first[0].upper() in _LAYOUT_FIELDS):
            kept.hide(HiddenKind.FIELD_CODE, code.strip())


def form(kept: StoryState, field_char: Element) -> None:
    """Keep what a form field offers and asks."""
    for data in field_char.iter(W + "default", W + "listEntry", W + "helpText", W + "statusText", W + "name"):
        value = data.get(VAL, "")
        if wordy(value):
            kept.hide(HiddenKind.FORM_FIELD, value)


def control(kept: StoryState, properties: Element) -> None:
    """Keep the titles and choices of a content control."""
    for child in properties.iter():
        if local(child) in {"alias", "tag", "listItem", "docPartGallery"}:
            for value in dict.fromkeys((child.get(VAL, ""), child.get(W + "displayText", ""), child.get(W + "value", ""))):
                if wordy(value):
                    kept.hide(HiddenKind.FORM_FIELD, value)


def bookmark(kept: StoryState, element: Element) -> None:
    """Keep the name of a bookmark that says something."""
    name = element.get(W + "name", "")
    if not name.startswith("_") and not name.isascii():
        kept.hide(HiddenKind.DEFINED_NAME, name)


def author(kept: StoryState, element: Element) -> None:
    """Keep who made a change."""
    if name := element.get(W + "author", ""):
        kept.authors.setdefault(name, kept.spot)
