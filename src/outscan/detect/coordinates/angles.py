"""Latitude and longitude in degrees: with signs, in words, beside labels, and as bare decimal pairs.

In: folded text. Out: `Point`s in text order. A pair needs a latitude and a longitude of China side by side; bare decimals
also need a label or datum close by, or two more pairs like them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from outscan.detect.coordinates import context, ranges
from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import figured
from outscan.nouns import Struct

GAP = 26
"""How far a longitude may stand from its latitude."""
RUN = 3
"""So many alike need no label."""
FINE = 3
"""Decimals from which a bare pair of degrees is one."""


class Angle(Struct, frozen=True):
    """One reading of a latitude or longitude: where, degrees, how fine in metres, and whether it says which of the two it is."""

    start: int
    end: int
    degrees: float
    precision: float
    axis: str


class Point(Struct, frozen=True):
    """A latitude and longitude in text."""

    start: int
    end: int
    lat: float
    lon: float
    precision: float
    labelled: bool


_SIGNED = lazy(
    r"(?P<d>\d{1,3}(?:\.\d{1,15})?)\s?[°º度](?!\s?[CcF℃K])(?:\s?(?P<m>\d{1,2}(?:\.\d{1,10})?)\s?(?:[′'’分]"
    r"|(?=\s?\d{1,2}(?:\.\d+)?[″\"秒]))"
    r"(?:\s?(?P<s>\d{1,2}(?:\.\d{1,8})?)\s?(?:″|′′|''|’’|\"|”|秒))?)?\s?(?P<after>[NSEW](?![A-Za-z])|北纬|东经)?",
    needs=("°", "º", "度"),
    reach=(24, 80),
)
_LABELLED = lazy(
    r"[北纬东经Lln](?:(?P<lat>(?<=北)纬|(?<=纬)度|(?<=[Ll])(?:at(?:itude)?|AT(?:ITUDE)?)\b)|(?P<lon>(?<=东)经"
    r"|(?<=经)度|(?<=[Ll])(?:on(?:gitude)?|ON(?:GITUDE)?|ng|NG)\b))"
    r"\s?(?:[(（][^()（）\n]{0,8}[)）])?[\"'”\s:=为是约]{0,5}(?P<d>\d{1,3}\.\d{1,15})(?!\s?[°度\d])"
)
_PARTED = lazy(
    r"(?P<d>[1-9](?<![\d.:-].)\d{1,2})(?P<sep>[-:])(?P<m>[0-5]\d)(?P=sep)(?P<s>[0-5]\d\.\d{1,8})(?!\d)\s?(?P<after>[NSEW](?![A-Za-z]))?"
)
"""30-12-12.1 and 30:12:12.1; decimals of a second tell it from a time and a date."""
_BEHIND = lazy(
    r"(?P<dd>[1-9](?<![\d.].)\d{1,2}\.\d{3,15})\s?(?P<letter>[NE])(?![A-Za-z])"
    r"|(?P<d>[1-9](?<![\d.-].)\d{1,2})[ -](?P<m>[0-5]\d)[ -](?P<s>[0-5]\d(?:\.\d{1,8})?)\s?(?P<letter2>[NE])(?![A-Za-z])"
)
"""30.203361N and 30 12 12.1 N."""
_PACKED = lazy(
    r"(?P<a>(?P<ad>[1-5](?<![\d.].)\d)(?P<am>[0-5]\d)(?P<as>[0-5]\d\.\d{1,6}))(?![\d])[^\d\n.]{1,16}"
    r"(?P<b>(?P<bd>1[0-3]\d|[7-9]\d)(?P<bm>[0-5]\d)(?P<bs>[0-5]\d\.\d{1,6}))(?!\d)"
)
"""ddmmss.s and dddmmss.s written as one number, side by side and labelled."""
_LETTERED = lazy(
    r"[NE](?<![A-Za-z].)(?:\s?(?P<d>\d{1,3})[ \-:°]\s?(?P<m>[0-5]?\d)[ \-:′']\s?(?P<s>[0-5]?\d"
    r"(?:\.\d{1,8})?)(?!\d)|\s?(?P<dd>\d{1,3}\.\d{3,15})(?!\d))"
)
_BARE = lazy(r"(?P<a>[1-9]\d{0,2}\.\d{3,15})(?:\s?[,，;；、/]\s{0,2}| {1,4})(?P<b>[1-9]\d{0,2}\.\d{3,15})(?![\d%])")
_AXIS_BEFORE = lazy(
    r"(?:(?P<lat>北纬|纬度|\bN|\blat(?:itude)?)|(?P<lon>东经|经度|\bE|\blon(?:gitude)?|\blng))[\s:=为约是]{0,4}$", re.IGNORECASE
)


def points(text: str, *, rich: bool = True) -> Iterator[Point]:
    """Yield every latitude–longitude pair of China in `text`; `rich` says that there may be some without their signs."""
    angles = _distinct(sorted(_angles(text, rich=rich), key=lambda one: (one.start, -one.end)))
    used = -1
    for first, second in pairwise(angles):
        if first.start < used or second.start - first.end > GAP or "\n" in text[first.end : second.start]:
            continue
        point = _pair(first, second, labelled=True)
        if point:
            used = point.end
            yield point
    if figured(text, b"0.000"):
        yield from _bare(text)


def _distinct(angles: list[Angle]) -> list[Angle]:
    """`angles` without those that lie inside the one before: one writing of a figure counts once."""
    out: list[Angle] = []
    for one in angles:
        if not out or one.start >= out[-1].end:
            out.append(one)
    return out


def _angles(text: str, *, rich: bool) -> Iterator[Angle]:
    if "°" in text or "度" in text or "º" in text:
        for hit in _SIGNED.finditer(text):
            yield _signed(text, hit)
    for hit in _LABELLED.finditer(text):
        digits = len(hit["d"].partition(".")[2])
        yield Angle(hit.start(), hit.end(), float(hit["d"]), ranges.degrees(digits), "lat" if hit["lat"] else "lon")
    if rich:
        yield from _parted(text)
    for hit in _LETTERED.finditer(text):
        axis = "lat" if text[hit.start()] == "N" else "lon"
        yield _angle(hit, hit["dd"], axis)


def _angle(hit: re.Match[str], degrees: str | None, axis: str) -> Angle:
    """The angle of a match with groups d, m, s, or with `degrees` and their decimals."""
    if degrees:
        return Angle(hit.start(), hit.end(), float(degrees), ranges.degrees(len(degrees.partition(".")[2])), axis)
    return Angle(hit.start(), hit.end(), _sum(hit["d"], hit["m"], hit["s"]), _fine(hit["d"], hit["m"], hit["s"]), axis)


def _parted(text: str) -> Iterator[Angle]:
    """Degrees, minutes and seconds without their signs."""
    for hit in _PARTED.finditer(text):
        axis = {"N": "lat", "E": "lon"}.get(hit["after"] or text[hit.start() - 1 : hit.start()].strip() or "", "")
        if not axis and (before := _AXIS_BEFORE.search(text, max(0, hit.start() - 14), hit.start())):
            axis = "lat" if before["lat"] else "lon"
        yield _angle(hit, None, axis)
    for hit in _BEHIND.finditer(text):
        yield _angle(hit, hit["dd"], "lat" if (hit["letter"] or hit["letter2"]) == "N" else "lon")
    for hit in _PACKED.finditer(text):
        if context.labelled(text, hit.start(), hit.end()):
            for name, axis in (("a", "lat"), ("b", "lon")):
                d, m, s = hit[name + "d"], hit[name + "m"], hit[name + "s"]
                yield Angle(*hit.span(name), _sum(d, m, s), _fine(d, m, s), axis)


def _signed(text: str, hit: re.Match[str]) -> Angle:
    axis, start = "", hit.start()
    before = _AXIS_BEFORE.search(text, max(0, start - 14), start)
    if before and not hit["after"]:
        axis, start = ("lat" if before["lat"] else "lon"), before.start()
    if hit["after"]:
        axis = "lat" if hit["after"] in {"N", "S", "北纬"} else "lon"
    return Angle(start, hit.end(), _sum(hit["d"], hit["m"], hit["s"]), _fine(hit["d"], hit["m"], hit["s"]), axis)


def _sum(d: str, m: str | None, s: str | None) -> float:
    return float(d) + float(m or 0) / 60 + float(s or 0) / 3600


def _fine(d: str, m: str | None, s: str | None) -> float:
    """Metres that the last digit stands for."""
    unit, last = (1.0, d) if not m else (1 / 60, m) if not s else (1 / 3600, s)
    return float(f"{ranges.DEGREE * unit * 10.0 ** -len(last.partition('.')[2]):.3g}")


def _pair(first: Angle, second: Angle, *, labelled: bool) -> Point | None:
    """The two as one place of China, None where they cannot be."""
    if first.axis == second.axis != "":
        return None
    if first.axis == second.axis and min(first.precision, second.precision) >= ranges.DEGREE:
        return None  # two whole degrees without north or east are angles of anything
    swapped = first.axis == "lon" or second.axis == "lat" or (first.axis == second.axis == "" and ranges.longitude(first.degrees))
    lat, lon = (second, first) if swapped else (first, second)
    if not (ranges.latitude(lat.degrees) and ranges.longitude(lon.degrees)):
        return None
    return Point(first.start, second.end, lat.degrees, lon.degrees, max(first.precision, second.precision), labelled)


def _bare(text: str) -> Iterator[Point]:
    """Decimal pairs without degree signs: kept where labelled, or where three or more stand near one another."""
    found: list[Point] = []
    for hit in _BARE.finditer(text):
        if hit.start() and text[hit.start() - 1] in "0123456789.":
            continue
        digits = min(len(hit["a"].partition(".")[2]), len(hit["b"].partition(".")[2]))
        angles = [Angle(*hit.span(name), float(hit[name]), ranges.degrees(digits), "") for name in ("a", "b")]
        point = _pair(angles[0], angles[1], labelled=context.labelled(text, hit.start(), hit.end()))
        if point:
            found.append(point)
    for index, point in enumerate(found):
        near = [other for other in found[max(0, index - RUN) : index + RUN] if abs(other.start - point.start) < 100 * RUN]
        if point.labelled or len(near) >= RUN or context.datum(text, point.start, point.end):
            yield point
