"""Pages and pictures to text: the second chance of what holds no readable text.

In: a blob, its kind, and the gap a reader left with a page number. Out: the text that is seen there, with the engine's
mean confidence, or the gap again. RapidOCR reads with the models its wheel carries; nothing is fetched, nothing logged.
Limits: pages and seconds of OCR per document; what is left over is a gap that says so.
Deliberately does not correct what it saw: marks know the typical slips of OCR. Imports nothing heavy before a page needs it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from outscan.limits import Purse
from outscan.types import HARD, SOFT, Blob, Gap, GapReason, Part, Segment

if TYPE_CHECKING:
    from outscan.ocr.pictures import Pictures

__all__ = ["MODELS", "Line", "Ocr", "engine_name", "models"]

DOUBTFUL = 0.5
"""A mean confidence below this is a guess: the text is kept, and the gap too."""
MODELS = {"Det": "PP-OCRv6_det_small.onnx", "Rec": "PP-OCRv6_rec_small.onnx", "Cls": "ch_ppocr_mobile_v2.0_cls_mobile.onnx"}
"""The models inside the wheel; a wheel without them is no engine, because the library would try to fetch them."""


def engine_name() -> str | None:
    """The engine and its models for `made_with`, None where the extra is not installed. Imports nothing heavy."""
    if models() is None:
        return None
    try:
        return f"rapidocr {version('rapidocr')} ({MODELS['Rec'].removesuffix('.onnx')})"
    except PackageNotFoundError:
        return None


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it was seen: its text, the engine's confidence (0-1), and its box in pixels."""

    text: str
    confidence: float
    left: float
    top: float
    right: float
    bottom: float

    @property
    def height(self) -> float:
        """Pixels from top to bottom."""
        return self.bottom - self.top

    @property
    def upright(self) -> bool:
        """Whether the box is that of a line from left to right; one character may be either."""
        return self.right - self.left >= self.height or len(self.text) < 2  # noqa: PLR2004 - one character has no direction


@dataclass(slots=True)
class Ocr:
    """The second chance of one top-level document, with its budget. `see` is what `unpack` is given."""

    purse: Purse
    pages: int = 0
    seconds: float = 0.0
    _pictures: Pictures | None = field(default=None, repr=False)

    @staticmethod
    def available() -> bool:
        """Whether the engine and its models are installed."""
        return models() is not None

    def see(self, blob: Blob, kind: str, gap: Gap) -> Iterator[Segment | Gap]:
        """Yield what is seen on the page of `gap`, and the gap again where it was not or hardly legible."""
        limits = self.purse.limits
        if gap.page is None or not self.available():
            yield gap
        elif self.pages >= limits.max_ocr_pages:
            yield Gap(gap.where, GapReason.SKIPPED, f"max_ocr_pages {limits.max_ocr_pages}")
        elif self.seconds >= limits.max_ocr_seconds:
            yield Gap(gap.where, GapReason.SKIPPED, f"max_ocr_seconds {limits.max_ocr_seconds:g}")
        else:
            yield from _told(gap, self._seen(blob, kind, gap.page))

    def _seen(self, blob: Blob, kind: str, page: int) -> list[Line] | None:
        """The lines on the page, None where it cannot be drawn."""
        from outscan.ocr.engine import look  # noqa: PLC0415 - heavy
        from outscan.ocr.pictures import Pictures  # noqa: PLC0415 - heavy

        self._pictures = self._pictures or Pictures(self.purse)
        self.pages += 1
        started = time.monotonic()
        try:
            picture = self._pictures.picture(blob, kind, page)
            return None if picture is None else look(picture)
        finally:
            spent = time.monotonic() - started
            self.seconds += spent
            self.purse.started += spent  # OCR has a budget of its own


def _told(gap: Gap, lines: list[Line] | None) -> Iterator[Segment | Gap]:
    if lines is None:
        yield gap
        return
    weight = sum(len(line.text) for line in lines)
    confidence = sum(line.confidence * len(line.text) for line in lines) / weight if weight else 1.0
    yield Segment(gap.where.at(Part.IMAGE, gap.where.spot), reading(lines), ocr=round(confidence, 3))
    if weight and confidence < DOUBTFUL:
        yield Gap(gap.where, GapReason.GARBLED, f"ocr confidence {confidence:.2f}")


def reading(lines: list[Line]) -> str:
    """The lines joined as they are read: SOFT between lines, HARD over a gap of more than three lines' height."""
    parts: list[str] = []
    for before, line in zip([None, *lines], lines, strict=False):
        if before is not None:
            parts.append(HARD if line.top - before.bottom > 3 * max(before.height, line.height) else SOFT)
        parts.append(line.text)
    return "".join(parts)
