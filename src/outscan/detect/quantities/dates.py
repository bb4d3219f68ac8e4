"""Years, dates, lengths of series.

In: a reading. Out: `quantity/year` {year}, `quantity/date` {year, month, day}, `quantity/series` {years}.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from outscan.detect.base import match
from outscan.detect.quantities.numerals import in_words
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

MOST = 2000
"""Years kept of one segment."""
FIRST, LAST = 1900, 2100
_ROUND = str.maketrans("○oO0", "〇〇〇〇")
_YEAR = lazy(
    r"[12](?<![\d.].)[09]\d\d(?:\s?(?:年(?:\s?(?P<month>1[0-2]|0?[1-9])\s?月(?:\s?(?P<day>3[01]|[12]\d"
    r"|0?[1-9])\s?[日号])?)?|学年|届|级(?=考|高))"
    r"|(?P<sign>[-/.])(?P<m>1[0-2]|0?[1-9])(?P=sign)(?P<d>3[01]|[12]\d|0?[1-9])(?![\d.]))"
)
_WORDS = lazy(r"[一二][九〇零○oO0][〇零○oO0一二三四五六七八九]{2}年(?!级)")
_ENGLISH = lazy(
    r"(?:FY|[Ff]iscal [Yy]ear|[Yy]ear|[Ii]n|[Ss]ince|(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)) ?(?P<year>(?:19|20)\d\d)\b",
    needs=("19", "20"),
    reach=(16, 6),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?"
    "|Dec(?:ember)?"
)
_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SINCE = ("FY", "ear", "In", "in", "ince")
"""Without one of these, or a month, no English word stands before a year: figures are full of 19 and 20."""
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_ENGLISH_DAY = lazy(
    rf"\b(?:(?P<day>{_DAY})(?:st|nd|rd|th)? (?:of )?(?P<month>{_MONTH})\.?,? "
    rf"|(?P<name>{_MONTH})\.? (?P<d>{_DAY})(?:st|nd|rd|th)?,? )(?P<year>(?:19|20)\d\d)\b",
    needs=("19", "20"),
    reach=(26, 6),
)
_SPAN = lazy(
    r"[12](?<![\d.].)[09]\d\d年?\s?[-~—–至到]{1,2}\s?(?P<to>(?:19|20)\d\d)年?[^。；\n]{0,16}?(?P<word>逐日|逐时|逐月"
    r"|日均|系列|资料|观测|记录|daily|hourly|series|record)"
)
_LONG = lazy(
    r"(?P<years>\d{1,3})\s?(?:年|-?\s?years?)(?:的|长|逐日|逐时|日|实测|水文|径流|连续| of| daily| hourly|\s){0,5}(?:系列"
    r"|资料系列|序列|series|records?)",
    needs=("系列", "序列", "series", "record"),
    reach=(64, 10),
)


def dates(reading: Reading) -> Iterator[Match]:
    """Yield the years and dates of a reading, and how long a series it speaks of."""
    text = reading.folded.text
    for hit in islice(_YEAR.finditer(text), MOST):
        year = int(text[hit.start() : hit.start() + 4])
        if FIRST <= year < LAST:
            yield match(reading, "quantity/year", Kind.QUANTITY, hit.start(), hit.end(), facts={"year": year})
            yield from _dated(reading, hit, year)
    for hit in islice(_WORDS.finditer(text), MOST):
        year = int(in_words(hit.group()[:4].translate(_ROUND)))
        yield match(reading, "quantity/year", Kind.QUANTITY, hit.start(), hit.end(), facts={"year": year})
    named = any(month in text for month in _NAMES)
    for hit in islice(_ENGLISH.finditer(text) if named or any(word in text for word in _SINCE) else (), MOST):
        facts = {"year": int(hit["year"])}
        yield match(reading, "quantity/year", Kind.QUANTITY, hit.start(), hit.end(), facts=facts)
    for hit in islice(_ENGLISH_DAY.finditer(text) if named else (), MOST):
        month = _MONTHS.index((hit["month"] or hit["name"])[:3].lower()) + 1
        day = {"year": int(hit["year"]), "month": month, "day": int(hit["day"] or hit["d"])}
        yield match(reading, "quantity/date", Kind.QUANTITY, hit.start(), hit.end(), facts=day)
    yield from _spans(reading, text)


def _dated(reading: Reading, hit: re.Match[str], year: int) -> Iterator[Match]:
    month, day = hit["month"] or hit["m"], hit["day"] or hit["d"]
    if month and day:
        facts = {"year": year, "month": int(month), "day": int(day)}
        yield match(reading, "quantity/date", Kind.QUANTITY, hit.start(), hit.end(), facts=facts)


def _spans(reading: Reading, text: str) -> Iterator[Match]:
    for hit in _SPAN.finditer(text):
        years = int(hit["to"]) - int(text[hit.start() : hit.start() + 4]) + 1
        if years > 0:
            yield match(reading, "quantity/series", Kind.QUANTITY, hit.start(), hit.end(), facts={"years": years})
    if "列" in text or "series" in text or "record" in text:
        for hit in _LONG.finditer(text):
            facts = {"years": int(hit["years"])}
            yield match(reading, "quantity/series", Kind.QUANTITY, hit.start(), hit.end(), facts=facts)
