"""What stands beside the words of a story: field codes, form fields, controls, bookmarks, authors, other branches.

In: elements. Out: hidden things at the present spot.
"""

from __future__ import annotations

from dataclasses import dataclass

from outscan.extract.docx.kept import Kept
from outscan.extract.docx.line import words
from outscan.extract.docx.names import CHOICE, FALLBACK, VAL, W
from outscan.extract.ooxml import Element, local, wordy
from outscan.types import SOFT, HiddenKind

_LAYOUT_FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "TOC",
        "PAGEREF",
        "REF",
        "SEQ",
        "STYLEREF",
        "NOTEREF",
        "HYPERLINK",
        "DATE",
        "TIME",
        "FORMTEXT",
        "FORMCHECKBOX",
    ]
)


@dataclass(slots=True)
class Beside(Kept):
    """Keeps what a reader of the open document does not see as words."""

    def _alternate(self, alternate: Element, read: object) -> None:
        """Read the branch a modern program shows; the other one only where it says something else."""
        choices = [c for c in alternate if c.tag == CHOICE]
        fallbacks = [c for c in alternate if c.tag == FALLBACK]
        for branch in choices or fallbacks:
            read(branch)  # type: ignore[operator]  # one of our own bound methods
        known = "".join(words(c) for c in choices)
        for fallback in fallbacks if choices else ():
            if (said := words(fallback)) and said not in known:
                self.hide(HiddenKind.HIDDEN_TEXT, said)

    def _codes(self, codes: str) -> None:
        """Keep field codes that may hold words; page numbers and contents are layout."""
        for code in codes.split(SOFT):
            first = code.split(maxsplit=1)[:1]
            if first and not (code.isascii() and first[0].upper() in _LAYOUT_FIELDS):
                self.hide(HiddenKind.FIELD_CODE, code.strip())

    def _form(self, field_char: Element) -> None:
        for data in field_char.iter(W + "default", W + "listEntry", W + "helpText", W + "statusText", W + "name"):
            value = data.get(VAL, "")
            if wordy(value):
                self.hide(HiddenKind.FORM_FIELD, value)

    def _control(self, properties: Element) -> None:
        for child in properties.iter():
            if local(child) in {"alias", "tag", "listItem", "docPartGallery"}:
                for value in dict.fromkeys((child.get(VAL, ""), child.get(W + "displayText", ""), child.get(W + "value", ""))):
                    if wordy(value):
                        self.hide(HiddenKind.FORM_FIELD, value)

    def _bookmark(self, element: Element) -> None:
        name = element.get(W + "name", "")
        if not name.startswith("_") and not name.isascii():
            self.hide(HiddenKind.DEFINED_NAME, name)

    def _author(self, element: Element) -> None:
        if name := element.get(W + "author", ""):
            self.authors.setdefault(name, self.spot)
