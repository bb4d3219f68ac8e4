"""State-secret marks: level, star, secrecy term; labels, brackets, numbers, lone lines, filled boxes.

In: a reading and the offset of a level word. Out: one `Candidate` that says in which form the word stands there; `word`
where it has none. Knows forms, not context: 例如“机密★10年” is a star form here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate, position
from outscan.detect.marks.period import FIRM, LONG, PERIOD, TERM, S, meaning
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Level

_Facts = dict[str, str | float | int | bool]
LEVELS = {"绝密": Level.TOP_SECRET, "机密": Level.HIGHLY_SECRET, "秘密": Level.SECRET}
_SEPARATORS = r"·.,、*\-—–_|/~丨│┃¦‖"
WORD = rf"(?:[绝机秘][ ]{{0,12}}[{_SEPARATORS}]?[ ]{{0,12}}密)"
BROKEN = lazy(rf"[绝机秘](?:[ ]{{7,12}}|[ ]{{0,2}}[{_SEPARATORS}]{{1,3}}[ ]{{0,2}}|\t|(?<=[\n\t].)\n|(?<=^.)\n)密")
"""Level words with something between their letters that folding keeps: 机·密, 机/密, 机 | 密 over two cells."""
SEEN = lazy(rf"(?P<a>[绝绍绐机凡札杌朹秘祕必])[ ]?[密蜜宓][ ]?[★*大太犬女木本丈☆][ ]?(?={FIRM})")
"""How OCR misreads a complete mark; used only where the text was seen, not read."""

_STAR = lazy(
    rf"(?P<level>)(?:级|件)?[ .·_\-|]{{0,12}}(?P<stars>★{{1,5}}|\*(?!\*)"
    rf"|[?\ufffd]{{1,3}}(?={S}{FIRM}))[ .·_\-|]{{0,12}}(?:{PERIOD})?(?P<more>★*)"
)
_SEPARATED = lazy(
    rf"(?:级|件)?(?:{S}(?P<sep>[·•.\-—–_|/●▲■◆*~,,::;;\"'※◎⊙◉☉✽❋❖#@&+×xX^=>◇△▽○◯])?{S}(?P<period>{FIRM})"
    rf"|{S}[(\[【]{S}(?P<inside>{TERM}|{LONG}){S}[)\]】])"
)
_OPENED_FIRST = lazy(rf"(?:启用|启封|开启|开封|拆封|使用|开考)前{S}[★*·\-—]?{S}$")
LABEL = (
    r"(?:(?<![加精高细紧稠致周该各其本分同原])密级|秘密等级|保密等级|涉密等级"
    r"|涉密级别|秘密级别|保密级别|密别|定密|安全级别|安全等级|安全密级"
    r"|[Ss]ecurity [Cc]lassification|[Cc]lassification|CLASSIFICATION)"
)
_QUOTE = r"(?:[\"'“”‘’`「」]|\\\")?"
"""Data files put both a label and its value in quotes."""
_LABELLED = lazy(
    rf"(?P<label>{LABEL}|国家秘密(?={S}[::·\-—]))(?:为(?={S}[::]))?(?:及|和|与)?(?:保密期限|期限|标[识志注])?{_QUOTE}{S}"
    rf"(?P<colon>[::=|│┃‖¦→➔➜»>~]\t{{0,2}}|(?<=国家秘密)[·\-—]|[\]】)]{S}[::]?"
    rf"|\t{{1,3}})?{S}(?:!!?str )?(?:[(\[【]|{_QUOTE}){S}(?:国家秘密{S}[-—/·(]?{S})?(?:[★☆]{S})?$"
)
_STATED = lazy(r"(?:本|此)(?:文件|件|资料|材料|报告|图|数据|项目)(?:的)?密级(?:为|是|定为|确定为)$")
CODED = lazy(r"[::] ?(?P<letter>[绝机秘])(?=[\[(〔字第]{0,2}\d)")
"""编号:秘2031-11: a register number that begins with the first letter of its level."""
_SUFFIX = lazy(
    r"级?(?:文件|资料|材料|文档|载体|信息|档案|图纸|数据|图|件|级|电报|文电|传真电报|密电|电|函件|函|通报|简报|专报|要报|参阅件)?"
)
_OF = lazy(r"(?:国内|军事|军内|军队|党内|党政|政治|国防|科技|科学技术|部级|省级|机关)$")
"""Old stamps say whose secret it is before the level: 国内机密, 军事机密."""
_NUMBERED = lazy(rf"(?:编号|文号|份号|档号|图号|密件号|序号|No\.?){S}[::]?{S}[\u4e00-\u9fffA-Za-z]{{0,6}}$")
_FIGURES = lazy(rf"{S}[字第\[(〔\-A-Za-z]{{0,4}}{S}\d")
_OPEN, _CLOSE = "【[(〔《<{〖", "】])〕》>}〗"
_ENCLOSED = lazy(rf"{S}[,，·.\-—–]?{S}(?P<period>{TERM}|{LONG}){S}[\])】〕》>}}]")
_COLON_AFTER = lazy(r"[::★]\s*\S")
EMPTY, FILLED = "□☐○◯▢◻", "☑☒■✓✔√●◉⬛✅▣◼"
_BOX = lazy(rf"[{EMPTY}{FILLED}]|\[[ xX√✓]?\]|\([ xX√✓]\)")
_NAMED = lazy(r"(?i)(?:top |highly |strictly )?(?:secret|confidential|restricted|internal|classified)[/(:,-]?")
"""The English word of a level between its box and the Chinese one."""
_FILLED = lazy(rf"级?(?:{S}[,,;;/]?{S}保密期限{S}[::]?{S}(?P<period>{TERM}|{LONG}))?")
_PERIOD = lazy(FIRM)
LETTER = lazy(
    r"(?:^|\n|\v)\s*(?:[一二三四五六七八九十\d]{1,3}[、.．]\s*)?(?P<mark>\((?P<letter>[绝机秘])\))\s?(?=[^\n\s)(]{2}[^\n]{8})"
)
"""A paragraph of a dozen characters at least, behind its own letter in brackets."""


def candidate(reading: Reading, start: int, end: int, word: str) -> Candidate:
    """The form in which the level word at `[start, end)` of the folded text stands there."""
    text = reading.folded.text
    level = LEVELS[word]
    stop = _hard_end(text, end)
    if found := _STAR.match(text, end, stop):
        return _star(reading, start, word, found)
    label = _label(reading, start)
    box = _boxed(reading, start, end)
    if box is not None:
        return Candidate(start, end, "state-secret", level, box, {"word": word})
    if found := _SEPARATED.match(text, end, stop):
        period = found["period"] or found["inside"]
        where, _ = position(reading, start, found.end())
        joined = (
            found["sep"]
            or found["inside"]
            or reading.folded.gap_at(end)
            or (found["period"] and reading.folded.gap_at(found.start("period")))
        )
        if label is not None or where in ("lone", "name") or (joined and where in ("start", "end")):
            facts = {"word": word} | meaning(period, level) | {"legal": False}
            kind = "exam" if facts["period_kind"] == "opened" else "state-secret"
            begin = start if label is None else label
            return Candidate(begin, found.end(), kind, level, "label" if label is not None else "irregular", facts)
    if label is not None:
        tail = _FILLED.match(text, end, stop)
        period = (tail and tail["period"]) or ""
        facts = {"word": word} | meaning(period, level) | {"legal": True}
        return Candidate(label, tail.end() if tail else end, "state-secret", level, "label", facts)
    return _plain(reading, start, end, word)


def _plain(reading: Reading, start: int, end: int, word: str) -> Candidate:
    """A level word without star, label, box or term: bracketed, numbered, before 启用前, alone on its line, or a word."""
    text, level = reading.folded.text, LEVELS[word]
    if found := _OPENED_FIRST.search(text, max(0, start - 12), start):
        return Candidate(
            found.start(), end, "exam", level, "star", {"word": word, "period": "启用前", "period_kind": "opened", "legal": False}
        )
    suffix = _SUFFIX.match(text, end)
    tail = suffix.end() if suffix else end
    facts: dict[str, str | float | int | bool] = {"word": word, "suffix": text[end:tail]}
    before, after = text[start - 1 : start], text[tail : tail + 1]
    if before and before in _OPEN and (termed := _ENCLOSED.match(text, tail)):  # (秘密五年): a level and its term in brackets
        facts |= meaning(termed["period"], level) | {"legal": False, "state_word": False}
        return Candidate(start - 1, termed.end(), "state-secret", level, "bracket", facts | {"termed": True})
    if before and before in _OPEN and after and after in _CLOSE:
        begin = start - 5 if text[start - 5 : start - 1] == "国家秘密" else start - 1
        return Candidate(begin, tail + 1, "state-secret", level, "bracket", facts | {"state_word": begin < start - 1})
    if (found := _NUMBERED.search(text, max(0, start - 14), start)) and _FIGURES.match(text, end):
        return Candidate(found.start(), _FIGURES.match(text, end).end(), "state-secret", level, "numbered", facts)  # type: ignore[union-attr] # just matched
    whose = _OF.search(text, max(0, start - 4), start)
    begin = whose.start() if whose else start
    where, _ = position(reading, begin, tail)
    if where == "lone":
        return Candidate(begin, tail, "state-secret", level, "lone", facts | {"whose": bool(whose)})
    where, _ = position(reading, start, end)
    if where == "start" and _COLON_AFTER.match(text, end):
        return Candidate(start, end, "state-secret", level, "portion", facts | {"suffix": ""})
    if where in ("start", "end", "name"):
        return Candidate(start, end, "state-secret", level, where, facts | {"suffix": ""})
    return Candidate(start, end, "state-secret", level, "word", facts | {"suffix": ""})


def letters(text: str) -> Iterator[Candidate]:
    """(秘), (机), (绝) where a paragraph or its number begins: the level of that paragraph."""
    if "(绝)" not in text and "(机)" not in text and "(秘)" not in text:
        return
    for found in LETTER.finditer(text):
        word = f"{found['letter']}密"
        start, end = found.span("mark")
        yield Candidate(start, end, "state-secret", LEVELS[word], "letter", {"word": word})


def _star(reading: Reading, start: int, word: str, found: re.Match[str]) -> Candidate:
    """A level with a star: legal only with the black star, one of it, and a term the law knows."""
    level, folded = LEVELS[word], reading.folded
    period = found["period"] or ""
    stop = found.end()
    if not period:
        stop = found.end("stars")
    facts: _Facts = {"word": word, "stars": len(found["stars"]), **meaning(period, level)}
    glyph = reading.segment.text[folded.offset(found.start("stars"))]
    label = _label(reading, start)
    if glyph != "★" or len(found["stars"]) > 1 or found["more"]:
        facts["legal"] = False
    kind = "exam" if facts["period_kind"] == "opened" else "state-secret"
    return Candidate(start if label is None else label, stop, kind, level, "star", facts | {"labelled": label is not None})


def _hard_end(text: str, end: int) -> int:
    """Where reading stops behind `end`: at HARD, and at CELL unless a lone star or term stands in the next cell."""
    stop = min((i for i in (text.find("\n", end, end + 60), text.find("\t", end, end + 60)) if i >= 0), default=end + 60)
    return min(stop, len(text))


def _label(reading: Reading, start: int) -> int | None:
    """Where the label before `start` begins (密级: 机密), or None."""
    text = reading.folded.text
    piece = text[max(0, text.rfind("\n", max(start - 40, 0), start) + 1, start - 40) : start]
    if stated := _STATED.search(piece):
        return start - len(piece) + stated.start()
    found = _LABELLED.search(piece)
    if found is None:
        return None
    base = start - len(piece)
    if found["label"] == "国家秘密" and base + found.start() > reading.folded.line_at(base + found.start(), start)[0] + 2:
        return None
    if found["colon"]:
        return base + found.start()
    first, _ = reading.folded.line_at(base + found.start(), start)
    # Without a colon only a label that opens its line, with a gap before its value: 密级  机密.
    return base + found.start() if base + found.start() - first <= 2 and reading.folded.gap_at(start) else None


def _boxed(reading: Reading, start: int, end: int) -> str | None:
    """`filled` or `blank` where the level word is an option of a row of boxes, None where there are no boxes."""
    folded = reading.folded
    first, last = folded.line_at(start, end)
    first, last = max(first, start - 60), min(last, end + 60)
    line = folded.text[first:last]
    boxes = list(_BOX.finditer(line))
    if not boxes:
        return None
    a, b = start - first, end - first
    before = next((m for m in reversed(boxes) if m.end() <= a and not _NAMED.sub("", line[m.end() : a]).strip()), None)
    after = next((m for m in boxes if m.start() >= b and not line[b : m.start()].strip("级 ")), None)
    if before is None and after is None:
        return None
    labelled = _is_filled(boxes[0].group()) and re.search(rf"{LABEL}{S}[::]?{S}$", line[: boxes[0].start()])
    if len(boxes) == 1 and not labelled and not re.search(r"绝密|机密|秘密|内部|公开|非密", line[:a] + line[b:]):
        return None
    mine = before if after is None or (before is not None and _boxes_lead(line, boxes)) else after
    filled = [m for m in boxes if _is_filled(m.group())]
    return "filled" if mine is not None and mine in filled and len(filled) <= max(1, len(boxes) // 2) else "blank"


def _boxes_lead(line: str, boxes: list[re.Match[str]]) -> bool:
    """Whether a box stands before its option (□机密) and not behind it (机密□)."""
    tail = line[boxes[-1].end() :].strip(" :;。.)")
    return bool(tail)


def _is_filled(box: str) -> bool:
    return box in FILLED or (len(box) == 3 and box[1] != " ")


def coded(reading: Reading, found: re.Match[str]) -> Iterator[Candidate]:
    """A register number that begins with the letter of a level."""
    text = reading.folded.text
    if label := re.search(r"(?:编号|文号|份号|档号|密件号|序号)$", text[max(0, found.start() - 6) : found.start()]):
        word = found["letter"] + "密"
        start = found.start() - len(label.group())
        yield Candidate(start, found.end(), "state-secret", LEVELS[word], "numbered", {"word": word})


def seen(found: re.Match[str], word: str) -> Iterator[Candidate]:
    """A complete mark as OCR misread it (机蜜大10年): level, star and term are all there, in letters that look alike."""
    text, level = found.string, LEVELS[word]
    period = _PERIOD.match(text, found.end())
    if period is not None:
        facts: _Facts = {"word": word, "misread": True, **meaning(period.group(), level)}
        kind = "exam" if facts["period_kind"] == "opened" else "state-secret"
        yield Candidate(found.start(), period.end(), kind, level, "star", facts)
