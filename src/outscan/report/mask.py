"""Hide what was quoted, make visible what would act: the door every sink's strings go through.

In: a `Report` and whether hits may be shown. Out: strings and dictionaries fit for a screen, a page or a wire.
Law: a report is as secret as what it quotes; nothing of a document acts on the reader's terminal or page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from outscan.lazy_regex import lazy
from outscan.legible import whole_name
from outscan.nouns import Struct
from outscan.types import Match, Reason, Step, Where
from outscan.words import Words
from outscan.words.places import place_words

BLOCK = "█"
QUOTE_CHARS = 60

_ACTING = lazy(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u2028\u2029\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]|[\U000e0000-\U000e007f]"
)
_UNSEEN = lazy("[\u200b-\u200d\u2060\ufeff]")
_BREAKS = lazy(r"[\t\n\v\f\r]+")


def mask(text: str) -> str:
    """`text` with every letter, digit and ideograph blotted out; punctuation and length stay, so a person can recognise it."""
    return "".join(BLOCK if c.isalnum() else c for c in text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found.group())
    if code < 0x20:  # noqa: PLR2004 - C0 controls have pictures of their own in Unicode
        return chr(0x2400 + code)
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004 - how Python carries a byte of a name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"<U+{code:04X}>"


def visible(text: str) -> str:
    """`text` with control, bidi and invisible characters shown as pictures or code points, and on one line."""
    if text.isprintable():  # nothing that acts or breaks a line is printable; a register asks this a million times
        return text
    return _ACTING.sub(_picture, _BREAKS.sub(" ", text))


def clip(text: str, limit: int = QUOTE_CHARS) -> str:
    """`text` cut to `limit` characters with an ellipsis."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


class Masker(Struct, frozen=True):
    """How reports may be shown: `show` quotes as they are, or blot them out. Names of places are shown whole either way."""

    show: bool

    def quote(self, text: str, limit: int = QUOTE_CHARS) -> str:
        """The matched words, blotted out unless shown, at most `limit` characters.

        Characters without width are left out: they cannot be seen, and what stands is still in the original's order.
        """
        text = clip(visible(_UNSEEN.sub("", text)), limit)
        return text if self.show else mask(text)

    def match(self, match: Match) -> str:
        """What a match quotes; a table may quote its header and one row, each as long as a quote."""
        return self.quote(match.quote, 2 * QUOTE_CHARS + 1 if len(match.spans) > 1 else QUOTE_CHARS)

    def context(self, text: str) -> str:
        """The surroundings of a match, blotted out unless shown."""
        text = visible(text)
        return text if self.show else mask(text)

    def because(self, reason: Reason | None, words: Words, *, wire: bool = False) -> str:
        """A reason as a sentence, the document's words in it blotted out unless shown; '' for none."""
        return "" if reason is None else words.reason(reason, self.context, wire=wire)

    def name(self, text: str) -> str:
        """A path, member, sheet or spot: always whole, because a person opens the place by it; what would act is made visible."""
        return visible(whole_name(text))

    def where(self, where: Where) -> dict[str, object]:
        """A place as the wire shows it."""
        return {
            "member": [self.name(m) for m in where.member],
            "part": where.part.value,
            "spot": self.name(place_words(where.spot)),
            **place_fields(where, self.name),
        }

    def place(self, where: Where, words: Words) -> str:
        """A place as a person reads it: 外.zip ▸ 表.xlsx › 成本!C7 (隐藏内容)."""
        inner = " ▸ ".join(self.name(m) for m in where.member)
        spot = f" › {self.name(words.place(where.spot))}" if where.spot else ""
        return f"{inner}{spot} ({words.part(where.part)})"


def place_fields(where: Where, name: Callable[[str], str]) -> dict[str, object]:
    """A place as fields of the wire: `page`, `slide`, `sheet`, `row`, `column` where it has them, and every step of it."""
    cell = where.spot.step("cell", "grid")
    named = {
        "page": where.page,
        "slide": where.spot.number("slide"),
        "sheet": None if where.spot.sheet is None else name(where.spot.sheet),
        "row": cell.number if cell else None,
        "column": cell.column if cell else None,
    }
    fields: dict[str, object] = {key: value for key, value in named.items() if value is not None}
    for key, spot in (("steps", where.spot), ("around", where.around)):
        if spot:
            fields[key] = [_step(step, name) for step in spot.steps]
    return fields


def _step(step: Step, name: Callable[[str], str]) -> dict[str, object]:
    fields = {"kind": step.kind, "number": step.number, "name": name(step.name), "column": step.column}
    return {key: value for key, value in fields.items() if value not in (None, "") and (key, value) != ("column", 0)}
