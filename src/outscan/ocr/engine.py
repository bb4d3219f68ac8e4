"""The engine: a picture to lines of text, in the direction it is written.

In: a plain RGB picture. Out: `Line`s in reading order. Pinned to the models of the installed wheel, two threads, silent.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
from PIL import Image

from outscan.ocr import MODELS, models
from outscan.ocr.line import Line

LONG_SIDE = 2600
"""Pixels; a longer picture is made smaller, a much longer one is cut into tiles."""
DETECTED = 2000
"""Pixels of the long side the engine works on; memory grows with its square (1.07 GB at 2339 pixels, measured)."""
SMALL_SIDE = 1000
"""Pixels; a picture whose long side is shorter is enlarged."""
CROWDED = 12
"""A page with more lines than this was not overlooked."""
TALL = 3.0
"""Beyond this ratio of its sides a picture is a strip (a long screenshot) and is cut into tiles."""
GLANCE = 1200
"""Pixels of the long side for a second glance: on a large, nearly blank page the detector sees a lone line only when small."""
ASKED = 5
"""Of the longest lines, so many are asked whether they stand on their head."""
THIN = 6
"""Beyond this ratio of its sides a picture is padded before the engine sees it."""
COLUMN = 1.8
"""A box so many times higher than wide is read downwards too."""
INK, SQUARE = 60, 1.05
"""Levels of grey from the ground to ink; of a column's width, the height of one character."""
UNSURE = 0.8
"""A mean confidence below this is worth a look at the picture turned by a quarter."""


@cache
def _engine() -> Any:  # noqa: ANN401 - the library has no types
    """The one engine of this process: about a second and 100 MB to load."""
    folder = models()
    # ONNX Runtime from 1.29 on would keep a device number in the home folder and send what it did to its maker, unless told
    # not to before it is loaded (microsoft/onnxruntime#27379, #29843). The extra stays below 1.29; this holds for a newer one.
    os.environ.update(ORT_DISABLE_TELEMETRY="1", ORT_TELEMETRY_DISABLED="1")
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    import onnxruntime  # noqa: PLC0415 - heavy, and an extra
    from rapidocr import RapidOCR  # noqa: PLC0415 - heavy, and an extra

    onnxruntime.disable_telemetry_events()  # where the variables are not heard (Windows)
    params: dict[str, Any] = {f"{task}.model_path": str(folder / name) for task, name in MODELS.items() if folder}
    params |= {
        "Global.log_level": "critical",
        "Global.text_score": 0.01,
        "Global.max_side_len": DETECTED,
        "EngineConfig.onnxruntime.intra_op_num_threads": 2,
        "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    }
    engine = RapidOCR(params=params)
    logging.getLogger("RapidOCR").disabled = True
    return engine


def look(picture: Image.Image) -> list[Line]:
    """The lines of `picture`, in the direction most of it is written."""
    return [line for seen, _ in views(picture) for line in seen]


def views(picture: Image.Image) -> Iterator[tuple[list[Line], bool]]:
    """The lines of `picture` tile by tile, and whether more tiles follow: whoever has no time left stops there."""
    tiles = list(_tiles(_sized(picture)))
    for number, (left, top, tile) in enumerate(tiles, 1):
        frame, seen = _turned(_padded(tile))
        seen = _ordered([*_columns(frame, seen), *_overlooked(frame, seen)])
        yield (
            [Line(s.text, s.confidence, s.left + left, s.top + top, s.right + left, s.bottom + top) for s in seen],
            number < len(tiles),
        )


def _turned(tile: Image.Image) -> tuple[Image.Image, list[Line]]:
    """`tile` turned so that most of its writing runs from left to right and downwards, and the lines seen on it."""
    seen = _run(tile)
    weight = sum(len(line.text) for line in seen)
    sure = sum(line.confidence * len(line.text) for line in seen) / weight if weight else 0.0
    lying = sum(line.upright for line in seen) * 2 < len(seen)
    if lying and sure >= UNSURE:  # the engine lays a tall box on its side before it reads: so the page lies, not the writing
        seen = [Line(s.text, s.confidence, s.top, tile.width - s.right, s.bottom, tile.width - s.left) for s in seen]
        tile, seen = tile.transpose(Image.Transpose.ROTATE_90), _ordered(seen)
    elif seen and (lying or sure < UNSURE):
        quarter = tile.transpose(Image.Transpose.ROTATE_90)
        other = _run(quarter)
        if sum(line.confidence**2 * len(line.text) for line in other) > sure**2 * weight:
            tile, seen = quarter, other
    if not _upside_down(tile, seen):
        return tile, seen
    wide, high = tile.size
    seen = [Line(s.text, s.confidence, wide - s.right, high - s.bottom, wide - s.left, high - s.top) for s in seen]
    return tile.transpose(Image.Transpose.ROTATE_180), _ordered(seen)


def _upside_down(tile: Image.Image, seen: list[Line]) -> bool:
    """Whether most lines stand on their head: the engine reads each of them, but their order is that of the picture."""
    long = sorted((s for s in seen if s.upright and len(s.text) > 1), key=lambda s: s.left - s.right)[:ASKED]
    if len(seen) < 2 or not long:  # one line has no order
        return False
    turned = 0
    for line in long:
        crop = tile.crop((int(max(line.left, 0)), int(max(line.top, 0)), int(line.right), int(line.bottom)))
        answer: Any = getattr(_engine()(_array(crop), use_det=False, use_cls=True, use_rec=False), "cls_res", None)
        turned += bool(answer) and str(answer[0][0]) == "180"
    return turned * 2 > len(long)


def _overlooked(tile: Image.Image, seen: list[Line]) -> Iterator[Line]:
    """Lines found by a glance at a smaller copy of `tile` where none was `seen`; each is read from `tile` itself."""
    long = max(tile.size)
    if long <= GLANCE or len(seen) > CROWDED:
        return
    factor = GLANCE / long
    small = tile.resize((max(round(tile.width * factor), 1), max(round(tile.height * factor), 1)), Image.Resampling.LANCZOS)
    for left, top, right, bottom in _boxes(small):
        x0, y0, x1, y1 = left / factor, top / factor, right / factor, bottom / factor
        middle = ((x0 + x1) / 2, (y0 + y1) / 2)
        if any(one.left <= middle[0] <= one.right and one.top <= middle[1] <= one.bottom for one in seen):
            continue
        margin = max(y1 - y0, 20)
        area = (max(int(x0 - margin), 0), max(int(y0 - margin), 0), int(x1 + margin), int(y1 + margin))
        part = tile.crop((area[0], area[1], min(area[2], tile.width), min(area[3], tile.height)))
        for one in _run(part):
            yield Line(one.text, one.confidence, one.left + area[0], one.top + area[1], one.right + area[0], one.bottom + area[1])


def _boxes(picture: Image.Image) -> list[tuple[float, float, float, float]]:
    """Where the detector sees writing: (left, top, right, bottom) in pixels."""
    result = _engine()(_array(picture), use_det=True, use_cls=False, use_rec=False)
    boxes = getattr(result, "boxes", None)
    found = [] if boxes is None else [([float(x) for x, _ in box], [float(y) for _, y in box]) for box in boxes]
    return [(min(xs), min(ys), max(xs), max(ys)) for xs, ys in found]


def _array(picture: Image.Image) -> Any:  # noqa: ANN401 - numpy's array types say nothing here
    """The pixels of `picture` as the engine wants them: blue, green, red."""
    return np.ascontiguousarray(np.asarray(picture)[:, :, ::-1])


def _sized(picture: Image.Image) -> Image.Image:
    """`picture` neither too small for its strokes to be told apart nor larger than memory allows."""
    long, short = max(picture.size), max(min(picture.size), 1)
    if long < SMALL_SIDE:
        factor = min(SMALL_SIDE / long, 4.0)
    elif long > LONG_SIDE and long / short <= TALL:
        factor = LONG_SIDE / long
    elif long > LONG_SIDE:
        factor = min(1.0, LONG_SIDE / short)
    else:
        return picture
    return picture.resize(
        (max(round(picture.width * factor), 1), max(round(picture.height * factor), 1)), Image.Resampling.LANCZOS
    )


def _padded(picture: Image.Image) -> Image.Image:
    """`picture` with room around it where it is a thin strip: the engine would blow its short side up a hundredfold."""
    long, short = max(picture.size), min(picture.size)
    if long <= THIN * short:
        return picture
    size = (max(picture.width, long // THIN), max(picture.height, long // THIN))
    paper = Image.new("RGB", size, picture.getpixel((0, 0)))
    paper.paste(picture, (0, 0))
    return paper


def _columns(tile: Image.Image, seen: list[Line]) -> list[Line]:
    """`seen` with tall boxes read downwards, where that is surer: the engine lays them on their side."""
    read = [_column(tile, line) or line if line.height > COLUMN * (line.right - line.left) else line for line in seen]
    kept: list[Line] = []
    for line in sorted(read, key=lambda one: one.top):
        above = next((one for one in kept if _below(one, line)), None)
        if above is None:
            kept.append(line)
        else:  # the engine cuts the last character off a column as often as not
            text = above.text + line.text
            sure = (above.confidence * len(above.text) + line.confidence * len(line.text)) / len(text)
            left, right = min(above.left, line.left), max(above.right, line.right)
            kept[kept.index(above)] = Line(text, sure, left, above.top, right, line.bottom)
    return kept


def _below(above: Line, line: Line) -> bool:
    """Whether `line` is one character that goes on with the column `above` it."""
    wide = above.right - above.left
    same = abs(above.left + above.right - line.left - line.right) <= wide / 2 and line.right - line.left <= 1.3 * wide
    return len(line.text) == 1 and above.height > COLUMN * wide and same and -wide / 2 <= line.top - above.bottom <= wide


def _column(tile: Image.Image, line: Line) -> Line | None:
    """The characters in a tall box, cut apart where nothing is between them and set side by side; None where that reads worse."""
    box = (int(max(line.left, 0)), int(max(line.top, 0)), int(line.right) + 1, int(line.bottom) + 1)
    strip = tile.crop(box)
    cuts = _cuts(strip)
    if len(cuts) < 2:  # one character has no direction
        return None
    side = strip.width
    row = Image.new("RGB", (len(cuts) * (side + side // 4) + side, side * 2), strip.getpixel((0, 0)))
    for i, (top, bottom) in enumerate(cuts):
        row.paste(
            strip.crop((0, top, side, bottom)), (side // 2 + i * (side + side // 4), side // 2 + (side - (bottom - top)) // 2)
        )
    found = _run(_padded(row))
    text = "".join(one.text for one in found)
    sure = sum(one.confidence * len(one.text) for one in found) / len(text) if text else 0.0
    if sure <= line.confidence and len(text) <= len(line.text):
        return None
    return Line(text, sure, line.left, line.top, line.right, line.bottom)


def _cuts(strip: Image.Image) -> list[tuple[int, int]]:
    """(top, bottom) of each character of a column: rows with ink, joined as long as they make no more than a square."""
    grey = np.asarray(strip.convert("L"), dtype=np.int16)
    inked = np.abs(grey - int(np.median(grey))).max(axis=1) > INK
    runs: list[list[int]] = []
    for row, ink in enumerate(inked.tolist()):
        if ink and runs and row - runs[-1][1] <= 1:
            runs[-1][1] = row + 1
        elif ink:
            runs.append([row, row + 1])
    side, joined = strip.width * SQUARE, list[list[int]]()
    for top, bottom in runs:
        if joined and bottom - joined[-1][0] <= side:
            joined[-1][1] = bottom
        else:
            joined.append([top, bottom])
    return [(top, bottom) for top, bottom in joined if bottom - top > 2]  # a speck


def _tiles(picture: Image.Image) -> Iterator[tuple[int, int, Image.Image]]:
    """(left, top, tile): `picture` whole, or a long strip cut with an overlap of one line's height, lying or standing."""
    wide, high = picture.size
    overlap = max(80, min(2 * min(wide, high), LONG_SIDE // 4))
    for left in range(0, max(wide - overlap, 1), LONG_SIDE - overlap) if wide > LONG_SIDE else (0,):
        for top in range(0, max(high - overlap, 1), LONG_SIDE - overlap) if high > LONG_SIDE else (0,):
            yield left, top, picture.crop((left, top, min(left + LONG_SIDE, wide), min(top + LONG_SIDE, high)))


def _run(picture: Image.Image) -> list[Line]:
    result = _engine()(_array(picture), use_det=True, use_cls=True, use_rec=True)
    if getattr(result, "boxes", None) is None or result.txts is None:
        return []
    lines = []
    for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
        xs, ys = [float(x) for x, _ in box], [float(y) for _, y in box]
        if text.strip():
            lines.append(Line(text.strip(), float(score), min(xs), min(ys), max(xs), max(ys)))
    return _ordered(lines)


def _ordered(lines: list[Line]) -> list[Line]:
    """`lines` row by row, from left to right within a row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: one.top + one.bottom):
        middle = (line.top + line.bottom) / 2
        if rows and middle < (rows[-1][0].top + rows[-1][0].bottom) / 2 + min(line.height, rows[-1][0].height) / 2:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda one: one.left)]
