"""Figures in circles, brackets, squares, above and below the line, and Han that count place by place, where they are figures.

In: text. Out: edits `(start, end, replacement)`. ① before a paragraph, ② behind a word and m³ are no figures: what is one stands
beside another, before a colon and a figure, behind the star of a mark, or before what it counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.lazy_regex import lazy

Edit = tuple[int, int, str]


def _in_signs() -> dict[str, str]:
    """What each figure in a sign says."""
    ranges = (
        (0x2460, 1, 20), (0x2474, 1, 20), (0x2488, 1, 20), (0x24EB, 11, 20), (0x24F5, 1, 10), (0x2776, 1, 10), (0x2780, 1, 10),
        (0x278A, 1, 10), (0x3251, 21, 35), (0x32B1, 36, 50), (0x1F101, 0, 9),
    )  # fmt: skip
    said = {chr(first + at - low): str(at) for first, low, high in ranges for at in range(low, high + 1)}
    return said | dict.fromkeys("⓪⓿\U0001f100\U0001f10b\U0001f10c", "0")


_SIGNS = _in_signs()
_RAISED = {char: str(at) for signs in ("⁰¹²³⁴⁵⁶⁷⁸⁹", "₀₁₂₃₄₅₆₇₈₉") for at, char in enumerate(signs)}
_HAN = {
    char: str(at)
    for signs in ("〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○〡〢〣〤〥〦〧〨〩")
    for at, char in enumerate(signs)
}
FIGURES = _SIGNS | _RAISED
"""Every such figure but Han, and what it says."""
_ONE, _HIGH, _PLACE = ("".join(chars) for chars in (_SIGNS, _RAISED, _HAN))
_UNIT = "平方|公里|千米|厘米|毫米|万|亿|[吨米项人条张年][^初末]|km|KM|%"
_SURE = "".join(char for char, said in _SIGNS.items() if int(said) > 20)
_RUN = lazy(
    rf"[{_ONE}{_HIGH}](?:(?<=[{_ONE}])(?:[{_ONE}]+|(?=[:：.][{_ONE}\d]|平方|0{{1,6}}(?:{_UNIT}))|(?<=[★☆].)|(?<=[{_ONE}\d][:：].)(?=\d\d))"
    rf"|(?<=[{_SURE}])(?={_UNIT})|(?<=[{_HIGH}])(?:(?<![0-9A-Za-z)）{_HIGH}].)[{_HIGH}]*(?={_UNIT}|[:：.][{_HIGH}])"
    rf"|(?<=[:：].)[{_HIGH}]+|(?<=[★☆].)[{_HIGH}]*|(?<=[{_HIGH}]\..)[{_HIGH}]*(?={_UNIT})))"
)
_PLACES = lazy(rf"[{_PLACE}](?:(?<=[{_PLACE}][:：].)[{_PLACE}]{{2,}}|[{_PLACE}]{{0,20}}(?=[:：][{_PLACE}]{{3,}}|平方))")
_ZEROS = frozenset("零〇○")
_SPOKEN = 3
"""Fewer Han than this before a unit without a zero among them are an estimate: 三四平方公里."""


def figures(text: str) -> Iterator[Edit]:
    """Figures in signs, above and below the line."""
    for run in _RUN.finditer(text):
        said = [FIGURES[char] for char in run.group()]
        if len(said) == 1 or not _counts(said):
            yield from ((run.start() + at, run.start() + at + 1, figure) for at, figure in enumerate(said))


def _counts(said: list[str]) -> bool:
    """Whether figures only count on: ①②③ are three references."""
    return [int(one) for one in said] == list(range(int(said[0]), int(said[0]) + len(said)))


def numerals(text: str) -> Iterator[Edit]:
    """Han that count place by place: 一:二〇〇〇."""
    for run in _PLACES.finditer(text):
        said = run.group()
        if text.startswith("平方", run.end()) and len(said) < _SPOKEN and _ZEROS.isdisjoint(said[1:]) and said[0] < "〡":
            continue
        yield from ((run.start() + at, run.start() + at + 1, _HAN[char]) for at, char in enumerate(run.group()))
