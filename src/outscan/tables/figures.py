"""Figures, dates and angles as they stand in cells, and what they say.

In: the text of a cell. Out: yes or no, a float, degrees with how fine they are. Blanks, commas and apostrophes may part
thousands; an angle may be written 30°12′12.1″, 30-12-12.1, 30:12:12.1, 30 12 12.1, N30.2034, 30.2034N.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

_THIN = " \u00a0\u2009\u202f'’"
_NUMBER = rf"[-+−]?(?:\d{{1,3}}(?:[{_THIN}]\d{{3}}){{1,3}}|\d{{1,14}}(?:,\d{{3}})*)(?:\.\d{{0,12}})?(?:%)?"
NUMBER = lazy(rf"{_NUMBER}\Z")
FIGURE_CELL = lazy(rf"(?<![^\t\n]){_NUMBER}(?![^\t\n])")
"""A number that has a cell of a grid to itself."""
DATE = lazy(
    r"(?:(?:19|20)\d\d[-/.年]\d{1,2}(?:[-/.月]\d{1,2}日?)?(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
    r"|\d{1,2}月(?:\d{1,2}日)?|\d{1,2}[-/]\d{1,2}|\d{1,2}日|(?:19|20)\d\d年?"
    r"|[一二三四五六七八九十]{1,2}月|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|\d{1,2}:\d{2})\Z"
)
_BEFORE = r"(?:(?P<before>[NSEW]|北纬|东经|南纬|西经)\s?)?"
_AFTER = r"\s?(?P<after>[NSEW]|北|东|南|西)?\Z"
ANGLE = lazy(
    rf"{_BEFORE}(?P<d>\d{{1,3}})\s?[°º度]\s?(?P<m>\d{{1,2}}(?:\.\d+)?)\s?[′'’分]\s?"
    rf"(?:(?P<s>\d{{1,2}}(?:\.\d+)?)\s?(?:″|\"|”|''|′′|秒)?)?{_AFTER}"
    rf"|{_BEFORE.replace('before', 'before2')}(?P<d2>\d{{2,3}})(?P<sep>[-: ])(?P<m2>[0-5]?\d)(?P=sep)(?P<s2>[0-5]?\d\.\d+)"
    rf"{_AFTER.replace('after', 'after2')}"
    r"|(?P<letter>[NSEW])\s?(?P<dd>\d{1,3}\.\d{2,15})\Z|(?P<dd2>\d{1,3}\.\d{2,15})\s?[°º]?\s?(?P<letter2>[NSEW])\Z"
    r"|(?P<dd3>\d{1,3}\.\d{2,15})\s?[°º]\Z"
)
"""Seconds parted by a hyphen, colon or blank have decimals: without them they are a time or a date."""
METRES = 111_000.0
"""Of one degree of latitude."""
_PACKED = {6: 2, 7: 3}
"""Figures of ddmmss and dddmmss before the point, and how many of them are degrees."""


def figure(text: str) -> float:
    """The value of a cell that NUMBER matches."""
    try:
        return float(text)
    except ValueError:
        pass  # thousands are parted, or a sign stands there
    for sign in (",", *_THIN):
        text = text.replace(sign, "")
    return float(text.replace("−", "-").rstrip("%") or 0)


def decimals(text: str) -> int:
    """How many decimals a figure is written with."""
    return len(text.rstrip("%").partition(".")[2])


def angle(text: str) -> tuple[float, float] | None:
    """Degrees, and the metres its last digit stands for, of a cell that ANGLE matches; None for any other."""
    hit = ANGLE.match(text)
    if hit is None:
        return None
    plain = hit["dd"] or hit["dd2"] or hit["dd3"]
    if plain:
        return float(plain), _fine(1.0, plain)
    d, m, s = (hit["d"], hit["m"], hit["s"]) if hit["d"] else (hit["d2"], hit["m2"], hit["s2"])
    degrees = float(d) + float(m or 0) / 60 + float(s or 0) / 3600
    return degrees, _fine(1 / 3600, s) if s else _fine(1 / 60, m) if m else METRES


def packed(text: str) -> tuple[float, float] | None:
    """Degrees and fineness of ddmmss.s or dddmmss.s written as one number, None where it cannot be one."""
    whole, _, fraction = text.partition(".")
    wide = _PACKED.get(len(whole))
    if wide is None or not whole.isdecimal() or (fraction and not fraction.isdecimal()):
        return None
    d, m, s = int(whole[:wide]), int(whole[wide : wide + 2]), int(whole[wide + 2 :])
    if m > 59 or s > 59:
        return None
    return d + m / 60 + float(f"{s}.{fraction or 0}") / 3600, _fine(1 / 3600, f"{s}.{fraction}" if fraction else str(s))


def _fine(unit: float, last: str) -> float:
    return float(f"{METRES * unit * 10.0 ** -len(last.partition('.')[2]):.3g}")
