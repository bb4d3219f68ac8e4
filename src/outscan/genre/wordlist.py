"""Words that are named, not said: a row that sets a word beside its translation, a quotation of words learned or of an old label.

In: the folded text of a table (rows by line, cells by tab) and a place. Out: whether its row is such a pair. Law: only the row
and its neighbours tell, so that rows added elsewhere change nothing; a row with a figure is data and never a pair, unless the
translation repeats it (机密★10年).
"""

from __future__ import annotations

from outscan.lazy_regex import lazy

__all__ = ["barred", "labelled", "named", "paired", "row"]

BARS = 2
"""A row of a table drawn with bars has so many at least."""
LONGEST = 40
"""Characters of a cell that still names a thing."""
BESIDE = 80
"""Characters beside a quotation that its sentence is read in."""
_QUOTED = (("“", "”"), ("「", "」"), ('"', '"'))
_STOP = lazy(r"[。；;!?！？\n]|\. ")
_LEARNED = lazy(
    r"(?:背|默写|听写|朗读|念|学|拼写|造句)[^，。“]{0,6}$|(?i:\b(?:spell\w*|recit\w+|dictation|learn\w*"
    r"|memori[sz]\w+)\b[^.\"“]{0,24}$)"
)
_WORDS = lazy(r"[\u4e00-\u9fff]{1,6}(?:[、,，][\u4e00-\u9fff]{1,6})+|[A-Za-z ]{2,24}(?:, ?[A-Za-z ]{2,24})+")
_THING = lazy(
    r"(?:字样)?的?[^，,。；\n]{0,6}(?:袋|印章|木印|旧章|牌|标签|封套|信封|纸箱|文件夹|抽屉|贴纸|胶带)"
    r"|,? (?:\w+ ){0,2}(?:stamp|box|folder|envelope|label|bag|sign|drawer|sticker|binder)s?\b"
)
_DISUSED = lazy(
    r"空(?:袋|盒|夹|信封|箱)|旧|早年|当年|废止|作废|停用|弃用|装饰|展柜|展品|陈列|道具|留念|供参观|不再使用|改装"
    r"|(?i:\b(?:on (?:display|show)|old|disused|retired|museum|empty|decorat\w+|souvenir|prop|flea market|no longer used)\b)"
)
_HAN, _LATIN, _DIGIT = lazy(r"[\u3400-\u9fff]"), lazy(r"[A-Za-z]{2}"), lazy(r"\d+")


def row(text: str, at: int) -> tuple[int, int]:
    """Where the row that holds offset `at` begins and ends."""
    end = text.find("\n", at)
    return text.rfind("\n", 0, at) + 1, len(text) if end < 0 else end


def named(text: str, at: int) -> bool:
    """Whether the row that holds `at` is such a pair, and gives no figure in what it remarks."""
    low, high = row(text, at)
    return paired(text, at) and not _DIGIT.search(text[low:high])


def paired(text: str, at: int) -> bool:
    """Whether the row that holds `at`, and the one above or below it, set a Chinese word beside one in Latin letters."""
    low, high = row(text, at)
    if not _pair(text[low:high]):
        return False
    above = low > 0 and _pair(text[slice(*row(text, low - 1))])
    return above or (high < len(text) and _pair(text[slice(*row(text, high + 1))]))


def labelled(text: str, at: int) -> tuple[int, int] | None:
    """Where the quotation around `at` begins and ends that lists words somebody learns, or shows the label of a disused thing.

    Only the sentence of the quotation tells; the label of a thing in use (盖有“内部资料”字样的文件) is none.
    """
    for opening, closing in _QUOTED:
        low = text.rfind(opening, max(0, at - LONGEST), at + 1)
        high = text.find(closing, max(at, low + 1), at + LONGEST)
        if low < 0 or high < 0 or (opening != closing and closing in text[low:at]):
            continue
        words, before, behind = text[low + 1 : high], text[max(0, low - BESIDE) : low], text[high + 1 : high + 1 + BESIDE]
        if _LEARNED.search(before) and _WORDS.fullmatch(words):
            return low, high
        if (thing := _THING.match(behind)) and _DISUSED.search(_sentence(before, behind, thing.end())):
            return low, high
    return None


def _sentence(before: str, behind: str, least: int) -> str:
    """The sentence around a quotation: from the last stop before it to the first stop behind the thing it labels."""
    stop = _STOP.search(behind, least)
    return _STOP.split(before)[-1] + behind[: stop.start() if stop else len(behind)]


def barred(text: str, at: int) -> bool:
    """Whether the line of running text that holds `at` is a row of a table drawn with bars (| 中文 | English |)."""
    return _bars(text[slice(*row(text, at))])


def _bars(line: str) -> bool:
    return line.count("|") >= BARS and "\t" not in line


def _cells(line: str) -> list[str]:
    return line.split("|") if _bars(line) else line.split("\t")


def _pair(line: str) -> bool:
    """Whether a row opens with a word and its translation; what is remarked on them behind may be anything."""
    words = [cell for cell in _cells(line) if cell.strip()]
    pair = words[:2]
    if len(pair) < 2 or any(len(cell) > LONGEST for cell in pair):  # noqa: PLR2004 - a word and its pair
        return False
    if _DIGIT.findall(pair[0]) != _DIGIT.findall(pair[1]):  # a translation repeats the figure of its word (机密★10年)
        return False
    han = [cell for cell in pair if _HAN.search(cell)]
    return bool(han) and any(_LATIN.search(cell) and not _HAN.search(cell) for cell in pair)
