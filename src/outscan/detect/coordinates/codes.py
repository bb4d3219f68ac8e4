"""Coordinates and systems as programs write them: WKT, geohash, `+towgs84`, `.prj`, EPSG numbers, and datum words.

In: a reading. Out: matches. Source: OGC 06-103r4 (WKT), PROJ `+towgs84`, the EPSG numbers of the Chinese systems.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

from outscan.detect.base import match
from outscan.detect.coordinates import context, ranges
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

MOST = 50
QUOTE = 60
_WKT = lazy(
    r"[PLMplm](?<![A-Za-z].)(?:(?:ULTI)?(?:P?OINT|L?INESTRING|P?OLYGON))\s?(?:ZM?"
    r"|M)?\s?\({1,3}\s?(?P<x>-?\d{1,8}(?:\.\d{1,15})?)\s{1,3}(?P<y>-?\d{1,8}(?:\.\d{1,15})?)",
    re.IGNORECASE,
    needs=("(",),
    reach=(24, 64),
)
_GEOHASH = lazy(
    r"[Gg]eo-?[Hh]ash(?:编码|值|码)?[\"'\s:=为是]{0,5}(?P<code>[0-9b-hjkmnp-z]{5,12})\b", needs=("ash",), reach=(8, 32)
)
_TOWGS84 = lazy(
    r"(?:towgs84|TOWGS84)[^\d\n\-+]{1,8}(?P<numbers>-?\d[-\d.,\s]{4,160})", needs=("towgs84", "TOWGS84"), reach=(1, 190)
)
_AXIS = lazy(r"PARAMETER\[\"X_Axis_Translation\",(?P<numbers>-?\d[\d.]*)\]")
_PRJ = lazy(
    r"(?=[PG+])(?:(?:PROJCS|GEOGCS|PROJCRS|GEOGCRS)\s?\[\s?\"(?P<name>[^\"\n]{1,80})\""
    r"|\+proj=(?P<proj>tmerc|utm|longlat|gauss)[^\n]{0,160})",
    needs=("PROJC", "GEOGC", "+proj="),
    reach=(1, 190),
)
_EPSG = lazy(
    r"(?:EPSG|epsg)(?:\s?[:：]{1,2}\s?|\s(?:code\s)?|/0/|代码\s?)(?P<code>\d{4,5})(?!\d)", needs=("EPSG", "epsg"), reach=(1, 24)
)
_BASE32 = "0123456789bcdefghjkmnpqrstuvwxyz"
_SYSTEMS = {
    "CGCS2000": [*range(4479, 4481), *range(4490, 4555)],
    "BJ54": [4214, *range(21413, 21464), *range(2401, 2443)],
    "XA80": [4610, *range(2327, 2391)],
    "NEWBJ54": [4555],
    "WGS84": [4326, 3857, *range(32643, 32654)],
}
_EPSG_DATUM = {code: name for name, codes in _SYSTEMS.items() for code in codes}
_CHINESE = frozenset({"CGCS2000", "BJ54", "XA80", "NEWBJ54", "LOCAL"})


def codes(reading: Reading) -> Iterator[Match]:
    """Yield what a program wrote of a place or a coordinate system."""
    text = reading.folded.text
    yield from _shapes(reading, text)
    yield from _geohashes(reading, text)
    for pattern in (_TOWGS84, _AXIS):
        for hit in islice(pattern.finditer(text), MOST):
            numbers = [part for part in re.split(r"[,\s]+", hit["numbers"].strip(" ,")) if part.strip("-.0")]
            named = context.datum(text, hit.start(), hit.end())
            if numbers:
                local = named in _CHINESE or named == ""
                yield _code(
                    reading,
                    "towgs84",
                    hit.start(),
                    min(hit.end(), hit.start() + QUOTE),
                    {"parameters": len(numbers), "local": local},
                )
    for hit in islice(_PRJ.finditer(text), MOST):
        words = context.DATUM.search(hit.group())
        datum = (words.lastgroup or "") if words else ""
        yield _code(
            reading, "prj", hit.start(), min(hit.end(), hit.start() + QUOTE), {"datum": datum, "local": datum in _CHINESE}
        )
    for hit in islice(_EPSG.finditer(text), MOST):
        code = int(hit["code"])
        if code in _EPSG_DATUM:
            yield _code(reading, "epsg", hit.start(), hit.end(), {"code": code, "datum": _EPSG_DATUM[code]})
    for hit in islice(context.datums(text), MOST):
        name = hit.lastgroup or ""
        yield _code(reading, "datum", hit.start(), hit.end(), {"datum": name, "public_offset": name in context.OFFSET})


def _code(reading: Reading, kind: str, start: int, end: int, facts: Mapping[str, str | float | int | bool]) -> Match:
    return match(reading, f"coordinates/{kind}", Kind.TABLE if kind == "towgs84" else Kind.QUANTITY, start, end, facts=facts)


def _shapes(reading: Reading, text: str) -> Iterator[Match]:
    for hit in islice(_WKT.finditer(text), MOST):
        x, y = float(hit["x"]), float(hit["y"])
        digits = min(len(hit["x"].partition(".")[2]), len(hit["y"].partition(".")[2]))
        if ranges.longitude(x) and ranges.latitude(y):
            lat, lon, precision = y, x, ranges.degrees(digits)
        elif ranges.latitude(x) and ranges.longitude(y):
            lat, lon, precision = x, y, ranges.degrees(digits)
        elif ranges.northing(y) and ranges.easting(x)[0]:
            lat, lon, precision = y, x, ranges.metres(digits)
        else:
            continue
        inside = text[hit.end() : text.find(")", hit.end())] if ")" in text[hit.end() : hit.end() + 100_000] else ""
        facts = _around(text, hit.start(), hit.end())
        facts |= {"count": inside.count(",") + 1, "lat": lat, "lon": lon, "precision_m": precision}
        yield _code(reading, "wkt", hit.start(), hit.end(), facts)


def _geohashes(reading: Reading, text: str) -> Iterator[Match]:
    for hit in islice(_GEOHASH.finditer(text), MOST):
        lat, lon, size = _decode(hit["code"].lower())
        if ranges.latitude(lat) and ranges.longitude(lon):
            facts = _around(text, hit.start(), hit.end())
            facts |= {"count": 1, "lat": lat, "lon": lon, "precision_m": size}
            yield _code(reading, "geohash", hit.start(), hit.end(), facts)


def _decode(code: str) -> tuple[float, float, float]:
    """The centre of a geohash cell in degrees and its height in metres."""
    lat, lon, even = [-90.0, 90.0], [-180.0, 180.0], True
    for letter in code:
        bits = _BASE32.index(letter)
        for shift in (4, 3, 2, 1, 0):
            side = lon if even else lat
            middle = (side[0] + side[1]) / 2
            side[0 if bits >> shift & 1 else 1] = middle
            even = not even
    return (lat[0] + lat[1]) / 2, (lon[0] + lon[1]) / 2, float(f"{(lat[1] - lat[0]) * ranges.DEGREE:.3g}")


def _around(text: str, start: int, end: int) -> dict[str, str | float | int | bool]:
    named = context.datum(text, start, end)
    return {"datum": named, "public_offset": named in context.OFFSET, "public_context": context.public(text, start, end)}
