"""Pages and pictures to text: the second chance of what holds no readable text.

In: a blob, its kind, and the gap a reader left with a page number. Out: the text that is seen there, with the engine's
mean confidence, or the gap again; and whether the text of pages says what they show (`check`).
RapidOCR reads with the models its wheel carries; nothing is fetched, nothing logged.
Limits: pages and seconds of OCR per document; what is left over is a gap that says so.
Deliberately does not correct what it saw: marks know the typical slips of OCR. Imports nothing heavy before a page needs it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from outscan.barcodes import codes
from outscan.legible import THRESHOLD, rubbish
from outscan.limits import Budget
from outscan.ocr.agreement import GROSS, agreement, unsaid
from outscan.ocr.layout import reading
from outscan.ocr.line import Line
from outscan.types import SOFT, Blob, Gap, GapReason, Part, Segment, Where, unread
from outscan.types import spot as at_page

if TYPE_CHECKING:
    from PIL import Image

    from outscan.ocr.pictures import Pictures

__all__ = ["MODELS", "Line", "Ocr", "engine_name", "models"]

DOUBTFUL = 0.5
"""A mean confidence below this is a guess: the text is kept, and the gap too."""
SPECKS = 10
"""Characters; fewer guesses on a picture are leaves, icons and corners, not writing."""
DRAWN = "pdf"
"""The kind whose pages have text of their own and can be drawn as well."""
MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx", "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx"}
"""The models inside the wheel; a wheel without them is no engine, because the library would try to fetch them."""


def engine_name() -> str | None:
    """The engine and its models for `made_with`, None where the extra is not installed. Imports nothing heavy."""
    folder = models()
    if folder is None:
        return None
    # pip names the folder of its notes by the version; importing importlib.metadata takes as long as scanning a short document.
    noted = sorted(folder.parents[1].glob("rapidocr-*.dist-info"))
    if not noted:
        return None
    return f"{noted[-1].stem.replace('-', ' ')} ({MODELS['Rec'].removesuffix('.onnx')})"


@cache
def models() -> Path | None:
    """The folder of the models in the installed wheel, None where the extra is missing or incomplete."""
    try:
        spec = find_spec("rapidocr")
    except ValueError:
        spec = None
    if spec is None or spec.origin is None or find_spec("onnxruntime") is None:
        return None
    folder = Path(spec.origin).parent / "models"
    return folder if all((folder / name).is_file() for name in MODELS.values()) else None


@dataclass(slots=True)
class Ocr:
    """The second chance of one top-level document, with its budget. `see` and `check` are what `unpack` is given.

    With `force` every page that can be drawn is looked at, not only those a reader could not read or does not trust.
    """

    budget: Budget
    force: bool = False
    pages: int = 0
    seconds: float = 0.0
    _pictures: Pictures | None = field(default=None, repr=False)
    fonts: set[str] = field(default_factory=set)
    """Of this machine, that pages were drawn with: they are part of what the report was made with."""
    _looked: list[tuple[Where, Gap, list[Line]]] = field(default_factory=list, repr=False)

    @staticmethod
    def available() -> bool:
        """Whether the engine and its models are installed."""
        return models() is not None

    def see(self, blob: Blob, kind: str, gap: Gap) -> Iterator[Segment | Gap]:
        """Yield what is seen on the page of `gap`, and the gap again where it was not or hardly legible."""
        limits = self.budget.limits
        if gap.page is None or not self.available():
            yield gap
        elif self.pages >= limits.max_ocr_pages:
            yield Gap(gap.where, GapReason.SKIPPED, unread("max_ocr_pages", most=limits.max_ocr_pages))
        elif self.seconds >= limits.max_ocr_seconds:
            yield Gap(gap.where, GapReason.SKIPPED, unread("max_ocr_seconds", most=f"{limits.max_ocr_seconds:g}"))
        else:
            lines, missing, cut = self._seen(blob, kind, gap.page)
            if kind == DRAWN and lines is not None and not missing:
                self._looked.append((blob.where, gap, lines))
            yield from _segments(gap, lines)
            if cut:
                yield Gap(gap.where, GapReason.SKIPPED, unread("max_ocr_seconds", most=f"{limits.max_ocr_seconds:g}"))
            if missing and gap.reason is GapReason.GARBLED:  # words that were not believed were not seen either
                yield _without(gap.where, missing)

    def check(self, blob: Blob, kind: str, said: Sequence[Segment]) -> Iterator[Segment | Gap]:
        """Yield a gap for every page of `blob` whose text is not what it shows, and what was seen and not `said`.

        Looks at pages that were not believed, and with `force` at all that hold text.
        """
        looked = {gap.page: (gap, lines) for where, gap, lines in self._looked if where == blob.where}
        self._looked = [one for one in self._looked if one[0] != blob.where]
        if kind != DRAWN or not (looked or self.force):
            return
        pages = _by_page(said)
        for number, (gap, lines) in looked.items():
            text = pages.get(number or 0, "")
            if gap.reason is GapReason.GARBLED and text and rubbish(text) <= THRESHOLD:
                yield from _disagreement(gap.where, text, lines)
        left = [number for number in sorted(pages) if number not in looked] if self.force and self.available() else []
        for at, number in enumerate(left):
            where = blob.where.at(Part.IMAGE, at_page("page", number + 1))
            gap = Gap(where, GapReason.IMAGE_ONLY, unread("visible_text"), number)
            if self.pages >= self.budget.limits.max_ocr_pages or self.seconds >= self.budget.limits.max_ocr_seconds:
                yield Gap(where, GapReason.SKIPPED, unread("pages_not_looked_at", count=len(left) - at))
                return
            seen, missing, cut = self._seen(blob, kind, number)
            if seen is None or cut:
                yield gap
                continue
            if missing:
                yield _without(where, missing)
                continue
            if other := unsaid(pages[number], seen):
                yield from _segments(gap, other)
            yield from _disagreement(where, pages[number], seen)

    def _seen(self, blob: Blob, kind: str, page: int) -> tuple[list[Line] | None, int, bool]:
        """The lines on the page, None where it cannot be drawn; how many fonts it lacked; whether time ran out over it."""
        from outscan.ocr.engine import views  # noqa: PLC0415 - heavy
        from outscan.ocr.pictures import Pictures  # noqa: PLC0415 - heavy

        self._pictures = self._pictures or Pictures(self.budget)
        self.pages += 1
        began, started = time.thread_time(), time.monotonic()
        try:
            sheet = self._pictures.picture(blob, kind, page)
            if sheet is None:
                return None, 0, False
            self.fonts.update(sheet.fonts)
            lines: list[Line] = []
            for seen, more in views(sheet.picture):
                lines += seen
                if more and self.seconds + time.monotonic() - started >= self.budget.limits.max_ocr_seconds:
                    return lines, sheet.missing, True
            if kind == DRAWN:  # a picture's own reader has looked for codes
                lines += _codes(sheet.picture)
            return lines, sheet.missing, False
        finally:
            spent = time.monotonic() - started
            self.seconds += spent
            self.budget.started += time.thread_time() - began  # OCR has a budget of its own


def _codes(picture: Image.Image) -> list[Line]:
    """What codes on a page say, as lines below it."""
    wide, high = picture.size
    return [Line(text, 1.0, 0.0, high + 60.0 * i, wide, high + 60.0 * i + 20) for i, text in enumerate(codes(picture)[0], 1)]


def _without(where: Where, missing: int) -> Gap:
    """Words in fonts that are neither embedded nor on this machine were read, if at all, but not seen."""
    return Gap(where, GapReason.GARBLED, unread("fonts_missing", missing=missing))


def _segments(gap: Gap, lines: list[Line] | None) -> Iterator[Segment | Gap]:
    if lines is None:
        yield gap
        return
    weight = sum(len(line.text) for line in lines)
    confidence = sum(line.confidence * len(line.text) for line in lines) / weight if weight else 1.0
    yield Segment(gap.where.at(Part.IMAGE, gap.where.spot), reading(lines), ocr=round(confidence, 3))
    if weight >= SPECKS and confidence < DOUBTFUL:
        yield Gap(gap.where, GapReason.GARBLED, unread("ocr_confidence", confidence=f"{confidence:.2f}"))


def _by_page(said: Sequence[Segment]) -> dict[int, str]:
    """Page (from 0) → all that was read of it."""
    pages: dict[int, list[str]] = {}
    for segment in said:
        for index, spot in enumerate(segment.places.spots if segment.places is not None else ()):
            first = spot.steps[0] if spot.steps else None
            if first and first.kind == "page" and first.number and segment.places is not None:
                start, end = segment.places.bounds(index, len(segment.text))
                pages.setdefault(first.number - 1, []).append(segment.text[start:end])
    return {number: SOFT.join(parts) for number, parts in pages.items()}


def _disagreement(where: Where, text: str, lines: list[Line]) -> Iterator[Gap]:
    share = agreement(text, lines)
    if share < GROSS:
        yield Gap(where, GapReason.GARBLED, unread("seen_otherwise", share=f"{share:.2f}"))
