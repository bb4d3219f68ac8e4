"""What an office has released: the opening names the office, says that it is released, and gives a day that is not to come.

In: what a writing opens with (folded), and the day of judging. Out: yes or no. Law: an embargo, a draft, a day of release to come
or a word that keeps it back makes it none; what is released excuses words and figures in sentences, never a table or a mark.
"""

from __future__ import annotations

import re
from datetime import date

from outscan.lazy_regex import lazy

__all__ = ["released"]

OPENS = 500
"""Characters of a writing in which it says that it is released."""
NEAR = 90
"""Characters between the day of release and the word or the office that releases."""
_OFFICE = lazy(
    r"(?:统计|水利|水文|气象|财政|审计|商务|教育|卫生|环境|生态|农业|自然资源|能源|海关|税务|发改|外汇|人民银行|调查|证监"
    r"|交通|工信|科技|人社|民政)[\u4e00-\u9fff]{0,6}(?:局|厅|委|部|署|总队|中心|总局|银行)"
    r"|人民政府|新闻办|(?i:\b(?:bureau|statistics office|office for national|statistical office|national statistics"
    r"|ministry|central bank|agency"
    r"|department|administration|customs|commission|authority|statistics)\b)"
)
_SAID = lazy(
    r"(?:今[日天]|昨[日天]|现已|已)(?:正式)?(?:发布|公布)|日(?:正式)?(?:发布|公布)|发布(?:时间|日期)[:：]|发布了?《"
    r"|统计公报|公报|新闻稿|新闻发布会|信息公开|来源[:：]"
    r"|(?i:\b(?:press (?:notice|release)|news release|statistical (?:release|bulletin)|(?:first|data) release"
    r"|for immediate release"
    r"|released|published|publishes|communiqu[eé]|media release)\b)"
)
_HELD = lazy(
    r"内部|未公布|未发布|尚未|(?:公布|发布|公开)前|拟(?:于|定|发)|送审|审议稿|征求意见|初稿|草稿|讨论稿|勿|不得|保密|待发"
    r"|预发|底稿|将于|定于|[绝机秘]密|提前|先睹|通气"
    r"|(?i:\b(?:embargo\w*|not (?:yet|for)|draft|internal|confidential|do not|don't|restricted|secret|to be (?:released"
    r"|published)"
    r"|will be (?:released|published)|before (?:the )?(?:release|publication)|until|ahead of|pre-release|advance"
    r"|please keep|unpublished"
    r"|unreleased|due (?:on|for))\b)"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = lazy(
    r"(?P<y>20\d\d|19\d\d)(?:年|[-./])(?P<m>\d{1,2})(?:月|[-./])(?P<d>\d{1,2})"
    r"|(?i:(?P<d2>\d{1,2})(?:st|nd|rd|th)? (?P<m2>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]* (?P<y2>20\d\d"
    r"|19\d\d))"
    r"|(?i:(?P<m3>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (?P<d3>\d{1,2}),? (?P<y3>20\d\d|19\d\d))"
)


def released(opening: str, as_of: date) -> bool:
    """Whether a writing that opens like this was released by an office on a day that is not after `as_of`."""
    text = opening[:OPENS]
    if _HELD.search(text) or not _OFFICE.search(text):
        return False
    said = [found.span() for found in _SAID.finditer(text)]
    for found in _DATE.finditer(text):
        day = _day(found)
        near = any(found.start() - NEAR <= b and a <= found.end() + NEAR for a, b in said)
        if day is not None and near:
            return day <= as_of  # the first day beside it is the day of release
    return False


def _day(found: re.Match[str]) -> date | None:
    year, day = found["y"] or found["y2"] or found["y3"], found["d"] or found["d2"] or found["d3"]
    named = found["m2"] or found["m3"]
    month = _MONTHS.index(named.lower()) + 1 if named else int(found["m"])
    try:
        return date(int(year), month, int(day))
    except ValueError:
        return None
