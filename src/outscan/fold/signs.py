"""Signs of mark-up that stand inside what is read: emphasis, tags, commands, escapes, colours of a terminal.

In: text. Out: edits `(start, end, replacement)` that leave what a person reads once the mark-up is shown as it is meant.
A sign is undone only where it stands between the characters of one word, mark or sentence (`机**密**★`, `每秒**12**升`); at
the edge of a line it does no harm and stays. Code, tables of operators and quotation are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from outscan.fold.figures import FIGURES, figures, numerals
from outscan.lazy_regex import lazy

Edit = tuple[int, int, str]

GLUE = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇々★☆⭐"
"""Characters that belong to what stands before and behind them."""
_MARK = "绝絕机機秘祕密★☆⭐"
_EDGE = f"{GLUE}0-9"

_TERMINAL = lazy("\x1b\\[[0-9;:?]{0,24}[A-Za-z]|\x1b\\][^\x07\x1b\n]{0,2000}(?:\x07|\x1b\\\\)")
_SUBTITLE = lazy(r"\{\\[^{}\n]{1,200}\}")
_NAMES = "b|i|u|s|em|strong|font|span|sub|sup|mark|small|big|code|kbd|samp|tt|del|ins|strike|abbr|cite|q|var|a|c|v|ruby|rb|nobr"
_TAG = lazy(
    rf"</?(?:{_NAMES}|nowiki|noinclude|wbr)(?:\s[\t\n\v\x20-\x3b\x3d\x3f-\x7e]{{0,300}})?/?>|<!-- {{0,8}}-->", re.IGNORECASE
)
_INLINE = rf"(?:(?<=[{_EDGE}\]}}].)|(?=.{{0,79}}?[\]}}][{_EDGE}\[{{]))"
"""Behind the bracket that opens a tag: something goes on before it, or behind the tag."""
_BOARD = lazy(
    rf"\[{_INLINE}/?(?:b|i|u|s|color|colour|size|font|url|center|left|right|align|highlight|sup|sub|code|quote|spoiler)"
    r"(?:=[\x21-\x5a\x5e-\x7e]{1,60})?\]"
    rf"|\{{{_INLINE}(?:color(?::[\w#]{{1,20}})?|\*|_|\+|-|\?\?)\}}",
    re.IGNORECASE,
)
_APOSTROPHES = lazy(rf"'{{2,5}}(?=[{_EDGE}])|(?<=[{_EDGE}])'{{2,5}}")
_LINK = lazy(r"\[\[?([^\[\]\n]{1,80})\]\(<?[^()\s<>%\x80-\U0010ffff]{0,400}>?(?: \"[\x20-\x21\x23-\x7e]{0,80}\")?\)")
_WIKILINK = lazy(r"\[\[(?:[^\[\]\n|]{1,80}\|)?([^\[\]\n|]{1,80})\]\]")
_NOTE = lazy(rf"(?<=[{_MARK}])\[\^[\w-]{{1,20}}\](?=[{_MARK}])")
_PAIR = lazy(
    r"(?P<sign>\*{1,3}|~~|==|\+\+|//|#{1,2}|`{1,3}|_{2,3})(?=[^\s*~=+/#`_])(?P<inside>[^\n\v\t]{1,200}?)(?<=\S)(?P=sign)"
)
_FIGURE = lazy(r"[\d.,%+\-]{1,20}\w{0,4}")
_ROLE = lazy(r":[a-z]{2,20}:(?=`)|(?<=`):[a-z]{2,20}:")
_INSIDE = lazy(
    r"[`\\'\"^{}\[\]<>=+*_~#|/$@ ](?:(?<=[绝絕机機秘祕][^$@])[`\\'\"^{}\[\]<>=+*_~#|/ ]{0,7}(?=密)"
    r"|(?<=密.)[`\\'\"^{}\[\]<>=+*_~#|/$@ ]{0,7}(?=[★☆⭐])"
    r"|(?<=[★☆⭐][`\\'\"^{}=+*_~#|/])[`\\'\"^{}=+*_~#|/]{0,7}(?=\d|[一二三五十长永启])"
    r"|(?<=\d[`\\'\"^{}=+*_~#])[`\\'\"^{}=+*_~#]{0,7}(?=\d?(?:年|个月)))"
)
_PLAIN_SEPARATOR = frozenset(["*", "_", "/", "|", "~", " "])
"""Signs that by themselves separate (机/密): the grammar of marks knows them, and words (手机/密码) need them."""
_ESCAPED = lazy(rf"\\(?:(?<=[{_EDGE}*_`]\\) (?=[{_EDGE}])|(?<=[{_EDGE}]\\)(?=[★☆⭐*_\[\](){{}}#+.!-]))")
_STAR = lazy(r"(?:\$\\|\\)(?:bigstar|star|medstar|blackstar|FiveStar|ding\{7[2-9]\}|textborn)(?:\{\})?(?:\$|(?![A-Za-z]))")
_ENVIRONMENT = lazy(
    r"\\(?:begin|end)\{[A-Za-z*]{1,30}\}(?:\[[^\[\]\n]{0,40}\])?|\\(?:documentclass|usepackage)(?:\[[^\[\]\n]{0,80}\])?\{[\w,-]{1,80}\}"
)
_COMMAND = lazy(
    r"\\[A-Za-z]{2,20}\*?(?:\[[^\[\]\n]{0,40}\]|\{[\x21-\x7a]{0,40}\}(?=[\[{]))*\{([^{}\\\n]{1,200})\}"
    r"|\{\\[A-Za-z]{2,12}(?:\{-?[\w.]{1,8}\})? ?([^{}\\\n]{1,200})\}"
)
_SPACE = lazy(
    rf"(?<=[{_EDGE}])(?:\\[,;:!> ]|\\(?:quad|qquad|hfill|null|relax)\b ?|\\hspace\*?\{{[^{{}}\n]{{0,20}}\}})+ ?(?=[{_EDGE}])"
)
_EMPTY = lazy(rf"(?<=[{_EDGE}:：，。.])\{{\}}(?=[{_EDGE}:：，。.])")
"""What parts two letters in TeX and says nothing."""
_BRACED = lazy(rf"(?:\{{[{_EDGE}:：，。.★]\}}){{3,}}")
"""Letters that are kept one by one from being changed (BibTeX)."""
_TURN = lazy(rf"(?<=[{_EDGE}:：，。])\\[nNrth](?=[{_EDGE}:：])")
"""A new line or a wide blank as strings and subtitles write it, between the letters of one sentence."""
_HAN = lazy(f"[{GLUE}]")


def _terminal(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _TERMINAL.finditer(text))


def _subtitle(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _SUBTITLE.finditer(text) if m.group().isascii())


def _tags(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _TAG.finditer(text))


def _board(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _BOARD.finditer(text))


def _apostrophes(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _APOSTROPHES.finditer(text))


def _links(text: str) -> Iterator[Edit]:
    """`[机密](x)★10年` and `[[机密]]★10年` read as their words; a footnote's number inside a mark as nothing."""
    for found in (*_LINK.finditer(text), *_WIKILINK.finditer(text)):
        if _touches(text, found.start(), found.end()):
            yield found.start(), found.start(1), ""
            yield found.end(1), found.end(), ""
    for note in _NOTE.finditer(text):
        yield note.start(), note.end(), ""


def _pairs(text: str) -> Iterator[Edit]:
    """A pair of equal signs around a word, where the word goes on outside them."""
    at = 0
    while found := _PAIR.search(text, at):
        sign, inside = found["sign"], found["inside"]
        at = found.end()
        if not _emphasis(text, found, sign, inside):
            at = found.start() + len(sign)
            continue
        yield found.start(), found.start("inside"), ""
        yield found.end("inside"), found.end(), ""


def _emphasis(text: str, found: re.Match[str], sign: str, inside: str) -> bool:
    before, after = text[found.start() - 1 : found.start()] if found.start() else "", text[found.end() : found.end() + 1]
    if before == sign[0] or after == sign[0]:
        return False
    marked = (bool(before) and before in _MARK and inside[0] in _MARK) or (bool(after) and after in _MARK and inside[-1] in _MARK)
    if sign == "*" and before == "密":  # 机密*10年: the sign stands for the star
        return False
    if sign[0] in "*~=+":
        return marked or _touches(text, found.start(), found.end())
    # Ticks, slashes and hashes also quote, divide and head: undone inside a mark, ticks around figures too.
    return marked or (sign[0] == "`" and bool(_FIGURE.fullmatch(inside)) and _touches(text, found.start(), found.end()))


def _touches(text: str, start: int, end: int) -> bool:
    """Whether a word goes on before `start` or behind `end`."""
    return bool((start and _HAN.match(text, start - 1)) or _HAN.match(text, end))


def _roles(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _ROLE.finditer(text))


def _inside(text: str) -> Iterator[Edit]:
    return (
        (m.start(), m.end(), "") for m in _INSIDE.finditer(text) if m.group() not in _PLAIN_SEPARATOR and not m.group().isspace()
    )


def _escapes(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _ESCAPED.finditer(text))


def _empties(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _EMPTY.finditer(text))


def _braced(text: str) -> Iterator[Edit]:
    for run in _BRACED.finditer(text):
        for at in range(run.start(), run.end(), 3):
            yield at, at + 1, ""
            yield at + 2, at + 3, ""


def _turns(text: str) -> Iterator[Edit]:
    return ((m.start(), m.end(), "") for m in _TURN.finditer(text))


def _commands(text: str) -> Iterator[Edit]:
    """TeX: a command around words is its words, an environment begins a line, the star is a star."""
    for found in _STAR.finditer(text):
        yield found.start(), found.end(), "★"
    for found in _ENVIRONMENT.finditer(text):
        yield found.start(), found.end(), "\v"
    for found in _SPACE.finditer(text):
        yield found.start(), found.end(), ""
    for found in _COMMAND.finditer(text):
        group = 1 if found[1] is not None else 2
        if not found[group].isascii():
            yield found.start(), found.start(group), ""
            yield found.end(group), found.end(), ""


SIGNS: tuple[tuple[tuple[str, ...], Callable[[str], Iterator[Edit]]], ...] = (
    (("\x1b",), _terminal),
    (("{\\",), _subtitle),
    (("</", "/>", "<wbr", "<!--"), _tags),
    (("[/", "{*}", "{color", "{_}", "{+}"), _board),
    (("''",), _apostrophes),
    (("](", "]]", "[^"), _links),
    (("*", "~~", "==", "++", "//", "#", "`", "__"), _pairs),
    ((":`", "`:"), _roles),
    (
        (
            "密`", "密\\", "密'", '密"', "密^", "密{", "密}", "密[", "密]", "密<", "密>", "密=", "密+", "密*", "密_", "密~",
            "密#", "密$", "密|", "密/",
        ),
        _inside,
    ),
    (
        ("机`", "机\\", "机'", '机"', "机*", "机_", "机{", "绝`", "绝\\", "绝*", "绝_", "秘`", "秘\\", "秘*", "秘_", "秘{"),
        _inside,
    ),
    (("★`", "★*", "★_", "★\\", "★'", "0*", "0`", "0_", "5*", "5`", "5_"), _inside),
    (("{}",), _empties),
    (("}{",), _braced),
    (("\\n", "\\N", "\\r", "\\t", "\\h"), _turns),
    (("\\",), _escapes),
    (("\\",), _commands),
    (tuple(FIGURES), figures),
    (("〇", "○", "零零", "〡", "〢", "〣", "〤", "〥", "〦", "〧", "〨", "〩"), numerals),
)  # fmt: skip
"""What has to stand in a text before a kind of sign is looked for, and what looks for it."""
