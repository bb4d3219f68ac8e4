"""Words that are stored from their end to their beginning, whole texts or line by line.

In: a text. Out: its lines as they are read, where they are words only so. A text is turned round where its commonest words are;
of those taken here hardly one in ten thousand comes about by the end of one word and the beginning of the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.lazy_regex import lazy
from outscan.lazy_regex.literals import Literals
from outscan.types import CELL, HARD, SOFT

_WORDS = (
    "地形图", "提供", "单位", "资料", "项目", "公里", "外方", "数据", "我们", "面积", "方案", "合作",
    "研究", "情况", "问题", "通知", "同志", "军事", "坐标", "系统", "管理", "安全", "部门", "要求",
    "覆盖", "信息", "计划", "已经", "平方", "比例", "标准", "建设", "发展", "经济", "组织", "水库",
    "军队", "时间", "需要", "他们", "附件", "报告", "秘密", "绝密", "必须", "严禁", "涉密", "测绘",
    "根据", "复制", "外传", "经费", "领导", "会同", "目前", "位置", "部署",
)  # fmt: skip
_TURNED = tuple(word[::-1] for word in _WORDS)
_LITERALS = Literals([word.encode() for word in _TURNED])
_PLAIN = frozenset({"the", "and", "of", "to", "for", "is", "be", "not", "this", "will", "with", "are", "from", "in"})
_BACK = frozenset(
    {"eht", "dna", "fo", "ot", "rof", "si", "eb", "ton", "siht", "lliw", "htiw", "era", "morf", "dedulcni", "terces"}
)
_LETTERS = lazy(r"[A-Za-z]+")
_FEWEST = 2
_ENDS = "。！？；"
_BREAK = lazy(f"[{HARD}{SOFT}{CELL}]")
_MOST, _LONGEST = 200, 4000
"""Lines of one text, and characters of one, that are read the other way."""
_STRETCH = 8192
"""Characters asked about at a time."""


def turned(text: str) -> Iterator[tuple[int, str]]:
    """Yield (where it begins, how it reads) of every line that is turned round, and of all of them together."""
    found: list[tuple[int, str]] = []
    reached = 0
    for at in range(0, len(text), _STRETCH):
        if len(found) < _MOST and _may(text[at : at + _STRETCH]):
            start, end = _whole(text, max(at, reached), at + _STRETCH)
            for line in _BREAK.split(text[start:end]):
                if len(line) <= _LONGEST and is_turned(line):
                    found.append((start, line[::-1]))
                start += len(line) + 1
            reached = end
    yield from found
    if len(found) > 1:
        yield found[0][0], HARD.join(line for _, line in reversed(found))
    if not found and reached and len(text) <= _LONGEST and not any(word in text for word in _WORDS):
        yield 0, "".join(_BREAK.split(text))[::-1]


def _may(text: str) -> bool:
    if " eht " in text or " fo " in text or " ot " in text:
        return True
    return not text.isascii() and _LITERALS.count(text.encode("utf-8", "replace")) >= _FEWEST


def _whole(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch out to the ends of its lines, as far as a line may be long."""
    before = max(text.rfind(sign, max(start - _LONGEST, 0), start) for sign in (HARD, SOFT, CELL)) + 1 if start else 0
    behind = [at for sign in (HARD, SOFT, CELL) if (at := text.find(sign, end, end + _LONGEST)) >= 0]
    return before or start, min(behind, default=min(end + _LONGEST, len(text)))


def is_turned(line: str) -> bool:
    """Whether a line reads from its end."""
    if line.isascii():
        words = [word.lower() for word in _LETTERS.findall(line)]
        back = sum(word in _BACK for word in words)
        return back >= _FEWEST and back > 2 * sum(word in _PLAIN for word in words)
    back = _LITERALS.count(line.encode("utf-8", "replace"))
    if not back or (back < _FEWEST and line.lstrip()[:1] not in _ENDS):
        return False
    return back > 2 * sum(word in line for word in _WORDS)
