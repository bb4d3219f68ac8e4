"""Lines that are nothing but marking: a mark with its term or handling, side by side, in one language or two.

In: the folded line and where something was folded away in it. Out: yes or no. Every word of such a line is a level, a term or
what must be done with the paper (工作秘密 (work secret) · 3年 · do not forward 请勿外传); one other word makes it prose. Two
different levels are a list, a level with nothing but its translation a line of a glossary.
"""

from __future__ import annotations

from collections.abc import Callable

from outscan.detect.marks.period import LONG, TERM
from outscan.lazy_regex import lazy

__all__ = ["whole"]

LONGEST = 120
"""Characters of a line of marks."""
_HAN = r"[\u4e00-\u9fff]"
_LEVEL = lazy(
    r"(?:国家秘密|工作秘密|商业秘密|技术秘密|(?:核心|普通)(?:商密|商业秘密)|[绝机秘]密)级?(?:文件|资料|材料|件)?"
    r"|内部(?:资料|文件|材料|刊物|参考|参阅|事项|限阅|通报|简报|(?:情况)?反映|情况)?(?!使用|传阅|掌握|发行)|内参"
    r"|(?:领导)?参阅(?:件|材料)?"
)
_GLOSS = lazy(
    r"(?i:(?:(?:core|work|state|trade|commercial|business|top|highly|most|strictly|company)[ -])*"
    r"(?:secrets?|confidential|classified)"
    r"|internal(?: (?:material|information|document|matter|reader))?(?! (?:use|only|circulation|reference))"
    r"|restricted)(?![a-z])"
)
_TERMED = lazy(
    rf"(?:保密)?(?:期限)?[::]?(?:{TERM}|{LONG})"
    r"|(?i:(?:for )?(?:\d{1,3}|one|two|three|five|ten|twenty|thirty)[ -](?:years?|months?)|long[- ]?term)(?![a-z])"
)
_HANDLED = lazy(
    rf"(?:未经{_HAN}{{0,6}}(?:批准|许可|同意|授权))?[,, ]?(?:不得|请勿|严禁|禁止|切勿|不准|不许|勿){_HAN}{{1,8}}"
    rf"|(?:请?注意|妥善)保[存密管]|对内掌握|[阅用会看](?:后|毕){_HAN}{{2,6}}"
    rf"|(?:仅|只)?(?:限|供){_HAN}{{1,8}}(?:使用|参阅|参考|传阅|阅读|掌握|阅)|内部(?:使用|传阅|掌握|发行)"
    r"|(?i:(?:for )?internal(?: (?:use|circulation|reference))?(?: only)?(?![a-z])"
    r"|(?:please )?(?:do not|don't|not (?:for|to be)|no) (?:[a-z]+ ?){1,4}"
    r"|(?:please )?(?:return|destroy) (?:after|to|by) (?:[a-z]+ ?){1,3}|handle with care|keep (?:safe|secret|locked)"
    r"|for [a-z]+(?: [a-z]+)? only)"
)
_NUMBERED = lazy(r"第?\d{1,4}[期号份]|\d{4}年|(?i:copy|no\.?) ?\d{1,6}")
_GRADES = lazy(r"(?<!工作)(?<!商业)(?<!技术)(?<!国家)[绝机秘]密|工作秘密|商业秘密|技术秘密")


def whole(line: str, gap_at: Callable[[int], bool]) -> bool:
    """Whether `line`, in which `gap_at` says where a blank stood, holds a mark, its term or handling, and no other word."""
    if len(line) > LONGEST or len(set(_GRADES.findall(line))) > 1:
        return False
    at, last, marked, termed = 0, 0, False, False
    while at < len(line):
        if not line[at].isalnum():
            at += 1
            continue
        found = _LEVEL.match(line, at) or _GLOSS.match(line, at)
        said = found or _TERMED.match(line, at) or _HANDLED.match(line, at) or _NUMBERED.match(line, at)
        if said is None or not said[0] or (last and at == last and not _apart(line, at, gap_at)):
            return False
        marked, termed = marked or found is not None, termed or (found is None and _NUMBERED.match(line, at) is None)
        at = last = at + len(said[0].rstrip())
    return marked and termed


def _apart(line: str, at: int, gap_at: Callable[[int], bool]) -> bool:
    """Whether what ends and what begins at `at` were set apart: by a blank, or by the change of letters."""
    return gap_at(at) or line[at - 1].isascii() != line[at].isascii()
