"""Lines that break where Chinese breaks: between any two characters, but never before a closing mark.

In: styled text and a width in cells. Out: lines for rich, whose own wrapping knows only blanks and so tears a Chinese
sentence apart at its first blank. English words stay whole.
"""

from __future__ import annotations

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.text import Text

CLOSING = frozenset("，。；：、！？）》】」』”’％%)]},;:.!?·")
OPENING = frozenset("（《【「『“‘([{")


class CjkWrap:
    """Text that fills the width it is given; every line after the first is moved in by `hang` cells."""

    def __init__(self, text: Text | str, style: str = "", hang: int = 0) -> None:
        self.text = Text(text, style=style) if isinstance(text, str) else text
        self.hang = hang

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for number, line in enumerate(wrapped(self.text, options.max_width, self.hang)):
            yield Text.assemble(" " * self.hang if number else "", line, no_wrap=True, overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max((cell_len(line) for line in self.text.plain.splitlines()), default=0)
        return Measurement(min(widest, 8), min(widest, options.max_width))


def wrapped(text: Text, width: int, hang: int = 0) -> list[Text]:
    """`text` as lines of at most `width` cells, those after the first `hang` cells shorter."""
    plain, offsets = text.plain, []
    start, used, room, may = 0, 0, max(width, 4), 0
    for at, character in enumerate(plain):
        size = cell_len(character)
        if at > start and _breaks(plain, at):
            may = at
        while used + size > room and at > start:
            cut = may if may > start else at
            offsets.append(cut)
            start, room = cut, max(width - hang, 4)
            used = cell_len(plain[cut:at])
        used += size
    lines = text.divide(offsets) if offsets else [text]
    for line in lines:
        line.rstrip()
    return list(lines)


def _breaks(plain: str, at: int) -> bool:
    """Whether a line may end before the character at `at`."""
    before, after = plain[at - 1], plain[at]
    if after in CLOSING or before in OPENING or after == " ":
        return False
    return before == " " or cell_len(before) > 1 or cell_len(after) > 1 or before in "/▸›-█" or after == "█"
