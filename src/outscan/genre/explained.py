"""Rules explained to everybody: questions and answers on a rule, an open day's questions, a commentary, advice to newcomers.

In: what a writing opens with. Out: the words that say so, None where it explains nothing. Law: both its first lines and its form
must say it (three questions with their answers, or that it is no legal advice, or may be copied); answers that are somebody's own
(an agreed line, a floor, what is attached) explain nothing.
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

__all__ = ["EXPLAINS", "explained"]

HEAD = 120
"""Characters of the first lines in which a writing says what it explains."""
EXPLAINS = 900
"""Characters in which its questions stand."""
ASKED = 3
_HEAD = lazy(
    r"(?:规定|法规|条例|办法|范围|制度|政策|管理|保密|须知|常识|知识|科普|开放日|参观|家长|新生|公众|游客|学生|居民"
    r"|读者)[^\n,，。]{0,8}(?:问答|解读|释义|答疑)|小知识|小常识|科普(?:知识|问答|文章)"
    r"|(?i:\b(?:questions(?: and answers)?|faq|q ?& ?a)\b[^\n]{0,20}\b(?:on|about)\b[^\n]{0,40}\b(?:rules?|laws?"
    r"|regulations?|controls?)\b"
    r"|\b(?:guide|note|notes|commentary|introduction) (?:to|on)\b[^\n]{0,40}\b(?:rules?|laws?|regulations?)\b"
    r"|\bwhat [a-z ]{3,30} should know\b)"
)
_QUESTION = lazy(
    r"(?m:(?:^|[\n 。])[^\n:：。]{0,4}问)[:：][^\n?？]{2,80}[?？]\s*答[:：]"
    r"|(?i:\bQ ?\d{0,2}[:.] ?[^\n?]{4,120}\?\s*A ?\d{0,2}[:.])"
)
_FREE = lazy(
    r"依据公开的?(?:规定|法规)|欢迎[^。\n]{0,4}(?:打印|张贴|转载|转发)"
    r"|(?i:\b(?:is|are) not legal advice\b|\bmay be (?:kept|copied|shared|printed)\b|\bfree to copy\b)"
)
_OWN = lazy(
    r"现(?:将|把|附)|随(?:函|信)|附[上后表]|见附|请查收|口径|统一(?:说|答|回)|底线|底价|报价|贵方|勿外传|不得透露|不回应"
    r"|我方的?(?:立场|意见|方案)"
    r"|(?i:\b(?:attached|enclosed|herewith|bottom line|floor price|do not (?:tell|forward|share|quote)|our (?:position|price"
    r"|offer|process))\b)"
)

_MEASURED = lazy(r"\d\.\d{3}|\d ?[°度]\d")
"""A figure as fine as measured ones: rules give none."""


def explained(opening: str) -> str | None:
    """The words in which a writing that opens so says that it explains rules to everybody."""
    opening = opening[:EXPLAINS]
    found = _HEAD.search(opening[:HEAD])
    if found is None or _OWN.search(opening) or _MEASURED.search(opening):
        return None
    asked = sum(1 for _ in _QUESTION.finditer(opening)) >= ASKED
    return found[0] if asked or _FREE.search(opening) else None
