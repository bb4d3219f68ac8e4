"""Transformation parameters and grid files, which are told by their labels wherever the figures stand.

In: folded text. Out: (kind, start, end, facts). A lesson writes DX, DY, DZ too; only labels with non-zero figures are a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.tables.survey import Facts
from outscan.late import late

REACH = 700
"""Characters in which the labels of one set stand."""
_LABEL = late(
    r"(?<![A-Za-z])(?P<label>[DdTtΔ△]\s?_?[XYZxyz]|[XYZ](?:轴)?(?:平移|轴平移)|平移(?:参数)?\s?[XYZ]"
    r"|[RrεωΩ]\s?_?[XYZxyz]|[XYZ](?:轴)?旋转|旋转(?:角|参数)?\s?[XYZ]|尺度(?:因子|参数|比|改正)?\s?[mKk]?|比例(?:因子|参数|系数)|缩放(?:因子|系数)|旋转角?\s?[αθT]"
    r"|[DS]?(?:scale|SCALE|Scale)|[mKk](?=\s?[=:(（]))"
    r"(?:\s?[(（][^()（）\n]{0,10}[)）])?\s?[=:\t|,为]?\s{0,3}(?P<value>[-−+]?\d{1,9}(?:\.\d{1,14})?)"
)
_HEADS = late(
    r"(?P<head>(?:[DdTtΔ△]_?[Xx]|X平移)[^\n]{0,14}?(?:[DdTtΔ△]_?[Yy]|Y平移)[^\n]{0,100})\n"
    r"(?:[-|: \t]{3,120}\n)?(?P<row>[^\n]{5,200})"
)
_ASCII_GRID = late(
    r"ncols\s+(?P<columns>\d{1,7})\s+nrows\s+(?P<rows>\d{1,7})\s+xll(?:corner"
    r"|center)\s+(?P<x>[-\d.]+)\s+yll(?:corner|center)\s+(?P<y>[-\d.]+)\s+cellsize\s+(?P<size>[\d.]+)",
    re.IGNORECASE,
)
_NUMBER = late(r"[-−+]?\d+(?:\.\d+)?")
_SETS = {7: 7, 6: 7, 5: 7, 4: 4, 3: 3}


def parameters(text: str) -> Iterator[tuple[str, int, int, Facts]]:
    """Yield sets of transformation parameters with their figures, and the head of an ASCII height grid."""
    yield from _labelled(text)
    for hit in _HEADS.finditer(text):
        numbers = [number for number in _NUMBER.findall(hit["row"]) if number.strip("-+−.0")]
        heads = len(re.findall(r"[DdTtΔ△Rrεω]_?[XYZxyz]|[XYZ](?:平移|旋转)|尺度|ppm|[mKk]\b", hit["head"]))
        if len(numbers) >= 3 and heads >= 3:  # noqa: PLR2004 - three parameters are the smallest set
            yield (
                "transformation_parameters",
                hit.start(),
                min(hit.end(), hit.start() + 120),
                {"numbers": len(numbers), "set": _SETS.get(min(heads, 7), 7), "header": True},
            )
    for hit in _ASCII_GRID.finditer(text):
        yield "dem_grid", hit.start(), hit.end(), {"rows": int(hit["rows"]), "step_m": float(hit["size"]), "header": True}


def _labelled(text: str) -> Iterator[tuple[str, int, int, Facts]]:
    """Labels with a figure each: DX=-12.3 m, 平移X 12.3, εx -0.12″ …, three axes at least."""
    hits = list(_LABEL.finditer(text)) if re.search("[DdTtΔ△][XYZxyz]|平移|旋转", text) else []
    first = 0
    while first < len(hits):
        last = first
        while last + 1 < len(hits) and hits[last + 1].start() - hits[first].start() < REACH:
            last += 1
        group = hits[first : last + 1]
        labels = {re.sub(r"[\s_]", "", hit["label"]).lower() for hit in group}
        valued = sum(1 for hit in group if hit["value"].strip("-+−.0"))
        shifts = {
            label[-1] if label[-1] in "xyz" else label[0]
            for label in labels
            if re.fullmatch(r"[dtδ△][xyz]|[xyz]轴?平移|平移(?:参数)?[xyz]|[xyz]轴平移", label)
        }
        turns = any(re.match(r"[rεω][xyz]|旋转|[xyz]轴?旋转|尺度|比例|缩放|m\Z|k\Z|scale", label) for label in labels)
        if (len(shifts) >= 2 and turns and valued >= 3) or (len(shifts) == 3 and valued >= 3):  # noqa: PLR2004 - two or three axes, three figures
            kinds = 7 if len(labels) >= 5 else 4 if turns else 3  # noqa: PLR2004 - Bursa-Wolf has seven
            yield (
                "transformation_parameters",
                group[0].start(),
                min(group[-1].end(), group[0].start() + 60),
                {"numbers": valued, "set": kinds, "header": True},
            )
        first = last + 1
