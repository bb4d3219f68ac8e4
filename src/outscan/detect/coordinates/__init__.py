"""Coordinates of China in text, and the systems they are in (坐标).

In: a reading. Out: `coordinates/<kind>` matches, one for each place in text (at most MOST of a kind a segment); kinds and
facts are in docs/evidence.md. Columns of numbers in a grid are the matter of `tables`.
Deliberately does not transform: nothing here needs the place itself, only that it is one, how fine, and in which system.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from outscan.detect.base import AtOnce, match
from outscan.detect.coordinates import context
from outscan.detect.coordinates.angles import points
from outscan.detect.coordinates.codes import codes
from outscan.detect.coordinates.planes import geocentric, mercator, planes
from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import figured
from outscan.reading import Reading
from outscan.types import Kind, Match

MOST = 200
_RICH = lazy(
    r"\.(?:(?<=\d\.)\d{3}|(?<=\d{6}\.)\d)|[-: ](?<=\d.)[0-5]\d[-: ][0-5]\d"
    r"|[ ,'\u00a0\u2009\u202f](?<=\d.)\d{3}[ ,'\u00a0\u2009\u202f]\d{3}"
)
"""Without any of these a text holds no place written without degree signs, with parted thousands or in kilometres. They begin at
the sign behind a figure: there are fewer of these than of figures."""
_SHAPES = b"0.000", b"000000.0", b"0-00-00", b"0-000-000", b"0-000?000", b"0?000-000", b"0?000?000"
"""What it looks for in an outline, where blanks beyond ASCII are one sign with letters."""
_ANY = lazy(r"\d|坐标|GCJ|BD")


class CoordinateDetector(AtOnce):
    """The detector of places in numbers."""

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield the coordinates and systems of one reading."""
        text = reading.folded.text
        if not _ANY.search(text):
            return
        yield from codes(reading)
        rich = figured(text, *_SHAPES) and bool(_RICH.search(text))
        for point in islice(points(text, rich=rich), MOST):
            named = context.datum(text, point.start, point.end)
            facts: dict[str, str | float | int | bool] = {
                "lat": round(point.lat, 8),
                "lon": round(point.lon, 8),
                "precision_m": point.precision,
                "labelled": point.labelled,
                "datum": named,
                "public_offset": named in context.OFFSET,
                "public_context": context.public(text, point.start, point.end),
            }
            yield match(reading, "coordinates/geographic", Kind.QUANTITY, point.start, point.end, facts=facts)
        for plane in islice(planes(text, rich=rich), MOST):
            facts = {
                "northing": plane.northing,
                "easting": plane.easting,
                "zone": plane.zone,
                "width": plane.width,
                "precision_m": plane.precision,
                "labelled": plane.labelled,
                "datum": context.datum(text, plane.start, plane.end),
            }
            yield match(reading, "coordinates/projected", Kind.QUANTITY, plane.start, plane.end, facts=facts)
        for start, end, lat, lon, precision in islice(geocentric(text) if rich else (), MOST):
            facts = {"lat": round(lat, 8), "lon": round(lon, 8), "precision_m": precision, "labelled": True}
            facts |= {"datum": context.datum(text, start, end), "public_offset": False, "public_context": False}
            yield match(reading, "coordinates/geographic", Kind.QUANTITY, start, end, facts=facts)
        for start, end, x, y, precision in islice(mercator(text), MOST):
            facts = {"x": x, "y": y, "precision_m": precision}
            yield match(reading, "coordinates/mercator", Kind.QUANTITY, start, end, facts=facts)
