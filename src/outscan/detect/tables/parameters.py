"""Transformation parameters and grid files, which are told by their labels wherever the figures stand.

In: folded text. Out: (kind, start, end, facts). A lesson writes DX, DY, DZ too; only labels with non-zero figures are a set.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy

REACH = 700
"""Characters in which the labels of one set stand."""
_LABEL = lazy(
    r"(?<![A-Za-z])(?P<label>[DdTtΔ△]\s?_?[XYZxyz]|[XYZ](?:轴)?(?:平移|轴平移)|平移(?:参数)?\s?[XYZ]"
    r"|[RrεωΩ]\s?_?[XYZxyz]|[XYZ](?:轴)?旋转|旋转(?:角|参数)?\s?[XYZ]|尺度(?:因子|参数|比|改正)?\s?[mKk]?|比例(?:因子"
    r"|参数|系数)|缩放(?:因子|系数)|旋转角?\s?[αθT]"
    r"|[DS]?(?:scale|SCALE|Scale)|[mKk](?=\s?[=:(（,\t|]))"
    r"(?:\s?[(（][^()（）\n]{0,10}[)）])?\s?[=:\t|,为]?\s{0,3}(?P<value>[-−+]?\d{1,9}(?:\.\d{1,14})?)"
)
_HEADS = lazy(
    r"(?P<head>(?:[DdTtΔ△]_?[Xx]|X平移)[^\n]{0,14}?(?:[DdTtΔ△]_?[Yy]|Y平移)[^\n]{0,100})\n"
    r"(?:[-|: \t]{3,120}\n)?(?P<row>[^\n]{5,200})"
)
_FILLED = lazy(r"[=:]\s?[-−+]?\d")
"""A head that has its figures beside its labels (ΔX=0) has none in the line below."""
_ASCII_GRID = lazy(
    r"ncols\s+(?P<columns>\d{1,7})\s+nrows\s+(?P<rows>\d{1,7})\s+xll(?:corner"
    r"|center)\s+(?P<x>[-\d.]+)\s+yll(?:corner|center)\s+(?P<y>[-\d.]+)\s+cellsize\s+(?P<size>[\d.]+)",
    re.IGNORECASE,
)
_NUMBER = lazy(r"[-−+]?\d+(?:\.\d+)?")
_NUMERALS = "零〇一二三四五六七八九十百千"
_HAN = f"[{_NUMERALS}万两点]"
_N3 = (
    r"(?:[XYZxyz](?:轴|方向)?\s?(?:[=为是:：]|is )?\s?)?(?:[-−+]|[正负]|minus |plus )?"
    rf"(?:\d{{1,5}}(?:\.\d{{1,10}})?|{_HAN}{{1,16}})\s?(?:米|m|秒|角秒|″|\"|sec|arcsec|arc-seconds|metres|seconds)?"
)
_AND = r"(?:\s?[、,，;；/和及]\s?|,? and | )\s?"
_ROW = rf"{_N3}{_AND}{_N3}{_AND}{_N3}"
_GAP = rf"[^。\n\d\-−+{_NUMERALS}XYZxyz]"
_SENTENCE = lazy(
    rf"(?:平移(?:量|参数|分量|值)?|[Tt]ranslations?|[Ss]hifts?|ΔX){_GAP}{{0,28}}(?P<shift>{_ROW})"
    rf"(?:[^。\n]{{0,60}}?(?:旋转(?:量|参数|角)?|转角|[Rr]otations?){_GAP}{{0,28}}(?P<turn>{_ROW}))?"
    r"(?:[^。\n]{0,40}?(?:尺度|缩放|[Ss]cale)[^。\n\d\-−+]{0,20}(?P<scale>[-−+]?\d{1,5}(?:\.\d{1,12})?))?"
)
"""Seven parameters told in a sentence: shifts, turns and a scale, three figures after each name."""
_AXIS = lazy(r"[XxΔ△](?:(?<=[DdTtΔ△][Xx])|(?<=[DdTtΔ△][ _][Xx])|(?=平移))")
"""Stands wherever shifts along axes are named."""
_SETS = {7: 7, 6: 7, 5: 7, 4: 4, 3: 3}


def parameters(text: str) -> Iterator[tuple[str, int, int, Facts]]:
    """Yield sets of transformation parameters with their figures, and the head of an ASCII height grid."""
    yield from _labelled(text)
    for hit in _SENTENCE.finditer(text) if "平移" in text or "ranslation" in text or "hift" in text or "ΔX" in text else ():
        if (hit["turn"] or hit["scale"]) and re.search(r"[1-9一二三四五六七八九]", hit["shift"]):
            given = 3 + 3 * bool(hit["turn"]) + bool(hit["scale"])
            facts: Facts = {"numbers": given, "set": 7 if hit["turn"] else 4, "header": True}
            yield "transformation_parameters", hit.start(), min(hit.end(), hit.start() + 60), facts
    for hit in _HEADS.finditer(text) if _AXIS.search(text) else ():
        numbers = [number for number in _NUMBER.findall(hit["row"]) if number.strip("-+−.0")]
        heads = len(re.findall(r"[DdTtΔ△Rrεω]_?[XYZxyz]|[XYZ](?:平移|旋转)|尺度|ppm|[mKk]\b", hit["head"]))
        if len(numbers) >= 3 and heads >= 3 and not _FILLED.search(hit["head"]):
            yield (
                "transformation_parameters",
                hit.start(),
                min(hit.end(), hit.start() + 120),
                {"numbers": len(numbers), "set": _SETS.get(min(heads, 7), 7), "header": True},
            )
    for hit in _ASCII_GRID.finditer(text) if "ncols" in text or "NCOLS" in text else ():
        yield "dem_grid", hit.start(), hit.end(), {"rows": int(hit["rows"]), "step_m": float(hit["size"]), "header": True}


def _labelled(text: str) -> Iterator[tuple[str, int, int, Facts]]:
    """Labels with a figure each: DX=-12.3 m, 平移X 12.3, εx -0.12″ …, three axes at least."""
    hits = list(_LABEL.finditer(text)) if "平移" in text or "旋转" in text or _AXIS.search(text) else []
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
        if (len(shifts) >= 2 and turns and valued >= 3) or (len(shifts) == 3 and valued >= 3):
            kinds = 7 if len(labels) >= 5 else 4 if turns else 3
            yield (
                "transformation_parameters",
                group[0].start(),
                min(group[-1].end(), group[0].start() + 60),
                {"numbers": valued, "set": kinds, "header": True},
            )
        first = last + 1
