"""Tables of surveyors and geophysicists: control points, levelling, gravity, geoid, heights, positions.

In: a block and its columns. Out: a kind and its facts, or nothing. A header word alone is never enough: the figures must fit.
"""

from __future__ import annotations

import re

from outscan.detect.coordinates import context, ranges
from outscan.detect.tables.columns import Columns, step
from outscan.detect.tables.places import armed, of
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block

Facts = dict[str, str | float | int | bool]
FEW = 3
PAIR, EXACT = 2, 2.0
"""So many places by name, so exact in metres, that are a list."""
METRES = 1852.0
"""Of one minute of latitude."""
GRID = 9
"""Rows from which a regular grid is one."""
GEODETIC = 0.05
"""Metres; finer than any map for the public."""
_POINTS = lazy(r"点名|点号|点位|控制点|三角点|导线点|GPS点|GNSS点|点之记|标石|(?i:point|station|monument|benchmark)|Pt\.?\s?No")
_GRADES = lazy(r"等级|级别|标石|(?i:\border\b|grade|class\b)")
_CONTROL = lazy(
    r"控制点|三角点|大地点|导线点|(?:GPS|GNSS)[^ ]{0,4}点|控制网|点之记|坐标成果|基准站|CORS"
    r"|(?i:control point|geodetic|triangulation|control network)"
)
_ANOMALIES = lazy(
    r"重力异常|布格|自由空间|空间异常|均衡异常|(?i:anomal|bouguer|free[- _]?air|isostatic)|(?<![A-Za-z])(?i:faa?|c?ba"
    r"|sba|gfa|gb)(?![A-Za-z])"
)
_GRAVITY = lazy(r"重力值|绝对重力|重力加速度|重力点|(?i:gravity|mgal|(?<![a-z])g_?(?:obs|abs|val)|obs_?g(?![a-z]))|毫伽|[mμ]Gal")
_GEOID = lazy(r"高程异常|垂线偏差|大地水准面|[ξηζ]|(?i:geoid|deflection|height anomaly|undulation)")
_HEIGHTS = lazy(r"高程|正常高|大地高|海拔|H\b|(?i:height|elev)")
_LEVELLING = lazy(r"水准|(?i:benchmark|levell?ing)")
_HEADER_XY = lazy(r"纵坐标|横坐标|北坐标|东坐标|\bX\b|X坐标|X\(|(?i:northing|easting)")


def survey(block: Block, columns: Columns) -> tuple[str, Facts] | None:
    """What kind of surveying table this is, with its facts; None for none."""
    heading, title = block.heading, block.title
    words = f"{title} {heading}"
    plane = columns.north is not None and columns.east is not None
    sphere = columns.lat is not None and columns.lon is not None
    if block.count >= FEW and columns.gravity is not None and (_GRAVITY.search(words) or plane or sphere):
        return "gravity_points", {}
    found = _field(block, columns, words) if sphere else _plane_field(block, columns) if plane else None
    if found:
        return found
    if not plane and block.count >= FEW and _GEOID.search(heading) and any(columns.digits[n] > 1 for n in columns.numbers):
        return "geoid_grid", {"step_arcmin": 0.0}
    if plane or sphere:
        return _points(block, columns, words, plane=plane)
    if block.count >= FEW and columns.national and _HEIGHTS.search(heading) and columns.numbers:
        return "levelling", {"grade": "national"}
    if block.count >= FEW and _LEVELLING.search(words) and _HEIGHTS.search(heading) and columns.names:
        return "levelling", {"grade": "none"}
    if (
        block.count >= FEW
        and _HEADER_XY.search(heading)
        and (_POINTS.search(heading) or _GRADES.search(heading))
        and len(columns.numbers) > 1
    ):
        return "control_points", {
            "grade": _grade(columns),
            "system": "local",
            "precision_m": _fine(columns),
            "datum": _datum(words),
        }
    return None


def _plane_field(block: Block, columns: Columns) -> tuple[str, Facts] | None:
    """The same over northings and eastings: the spacing in minutes of latitude."""
    spacing = round(step(columns.numbers.get(columns.north or 0, [])) / METRES, 2)
    signed = block.count >= GRID and any(min(columns.numbers[number]) < 0 for number in columns.anomalies)
    if _ANOMALIES.search(block.heading) and signed:
        return "gravity_grid", {"step_arcmin": spacing}
    return ("geoid_grid", {"step_arcmin": spacing}) if _GEOID.search(block.heading) and signed else None


def _field(block: Block, columns: Columns, words: str) -> tuple[str, Facts] | None:
    """A grid of anomalies or of the geoid over latitude and longitude; headless ones must be regular and signed."""
    lat, lon = columns.numbers.get(columns.lat or 0, []), columns.numbers.get(columns.lon or 0, [])
    spacing = round(60 * max(step(lat), step(lon)), 2) if lat and lon else 0.0
    if block.count >= FEW and _GEOID.search(words):
        return "geoid_grid", {"step_arcmin": spacing}
    if block.count >= FEW and _ANOMALIES.search(words) and columns.anomalies:
        return "gravity_grid", {"step_arcmin": spacing}
    signed = [number for number in columns.anomalies if min(columns.numbers[number]) < 0 < max(columns.numbers[number])]
    wide = [number for number in columns.anomalies if max(map(abs, columns.numbers[number])) > 10]
    others = len(columns.numbers) - 2
    if block.count >= GRID and not columns.names and spacing and 0 < others == len(columns.anomalies) and signed and wide:
        return "gravity_grid", {"step_arcmin": spacing}
    return None


def _points(block: Block, columns: Columns, words: str, *, plane: bool) -> tuple[str, Facts] | None:
    precision = _fine(columns)
    if block.count < FEW and (block.count < PAIR or plane or precision > EXACT or not columns.names):
        return None
    facts: Facts = {"precision_m": precision, "datum": _datum(words)}
    if plane and not columns.names and columns.grade is None and block.count >= 2 * GRID and not _POINTS.search(words):
        north, east = columns.numbers[columns.north or 0], columns.numbers[columns.east or 0]
        spacing = min((value for value in (step(north), step(east)) if value), default=0.0)
        if spacing >= 1 and len(columns.numbers) > 2:
            return "dem_grid", {"step_m": round(spacing, 3)}
    graded = columns.grade is not None or _GRADES.search(words)
    control = _CONTROL.search(words)
    surveyed = plane and precision < 1 and (not columns.geocentric or columns.names)
    if block.count >= FEW and (
        (graded and (plane or precision <= 1))
        or (not plane and _geodetic(block, columns, words, precision))
        or (control and precision <= 1)
        or (surveyed and (_POINTS.search(words) or columns.zoned or columns.names))
    ):
        system = "geocentric" if columns.geocentric else "projected" if plane else "geographic"
        return "control_points", facts | {"grade": _grade(columns), "system": system}
    names = _names(block, columns)
    named = (precision < 1 or _HEADER_XY.search(words)) if plane else (columns.names or columns.sexagesimal)
    if named:
        return "positions", {
            "precision_m": precision,
            "public_context": bool(context.PUBLIC.search(f"{words} {names}")) and not armed(names),
            "of": of(block, columns),
            "datum": _datum(words),
        }
    return None


def _geodetic(block: Block, columns: Columns, words: str, precision: float) -> bool:
    """Whether latitudes and longitudes are a surveyor's: seconds to four decimals, or named points with heights."""
    if columns.sexagesimal:
        return precision <= GEODETIC and bool(columns.names or _POINTS.search(words))
    named = _POINTS.search(words) or re.search(r"\bPt\b|站名|测站", words)
    public = context.PUBLIC.search(f"{words} {_names(block, columns)}")
    return precision <= GEODETIC and bool(named and _HEIGHTS.search(block.heading)) and not public


def _names(block: Block, columns: Columns) -> str:
    return " ".join(text for number in columns.names[:3] for text in block.column(number)[:20])


def _grade(columns: Columns) -> str:
    if columns.grade is None:
        return "none"
    return "national" if columns.national else "project"


def _datum(words: str) -> str:
    named = context.DATUM.search(words)
    return (named.lastgroup or "") if named else ""


def _fine(columns: Columns) -> float:
    """Metres that the last digit of the coordinates stands for."""
    if columns.north is not None and columns.east is not None:
        digits = min(columns.digits[columns.north], columns.digits[columns.east])
        return ranges.metres(digits) if columns.metres == 1 else max(ranges.metres(max(digits - 3, 0)), 10.0 ** (3 - digits))
    if columns.sexagesimal and columns.lat is not None:
        return columns.fine
    if columns.lat is not None and columns.lon is not None:
        return ranges.degrees(min(columns.digits[columns.lat], columns.digits[columns.lon]))
    return ranges.metres(min(columns.digits.values(), default=0))
