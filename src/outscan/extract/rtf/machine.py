"""What control words do: the state of the group that is open, and the tables a file begins with.

In: control words with their numbers. Out: `Machine`, whose state the parser reads; `ACTIONS` by control word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from outscan.extract.rtf.state import Parsed, State
from outscan.extract.rtf.vocabulary import CHARSETS
from outscan.extract.sight import BLACK, WHITE, Colour, alike, tiny
from outscan.nouns import replace
from outscan.types import SOFT


class Machine:
    """The state of a reading: its groups, fonts, colours and code pages."""

    def __init__(self) -> None:
        self.out = Parsed()
        self.state = State(self.out.body)
        self.page, self.default = 1252, -1
        self.fonts: dict[int, int] = {}
        self.colours: list[Colour] = [BLACK]
        self.font = -1
        self.mixed = [0, 0, 0]
        """The colour that is being told: red, green, blue."""

    def act(self, word: str, number: int | None) -> None:
        """Do what a control word of `ACTIONS` says."""
        ACTIONS[word](self, number)

    def pages(self) -> Iterator[int]:
        """Code pages to try for bytes, most likely first."""
        state = self.state
        fonts = (state.asian, state.font) if state.double else (state.font,)
        for font in (*fonts, self.default):
            page = self.fonts.get(font)
            if page:
                yield page
        yield self.page

    def colour(self) -> None:
        """A colour of the table ends."""
        self.colours.append((self.mixed[0], self.mixed[1], self.mixed[2]))
        self.mixed = [0, 0, 0]

    def put(self, name: str, value: bool | int) -> None:  # noqa: FBT001 - the value of any switch
        """One thing of the open group becomes `value`."""
        self.state = self.state.but(name, value)

    def choose(self, number: int | None) -> None:
        r"""\f: a font, for the text or for the table of fonts."""
        self.font = number or 0
        self.put("font", self.font)

    def charset(self, number: int | None) -> None:
        r"""\fcharset of the font that is being told."""
        if number in CHARSETS:
            self.fonts[self.font] = CHARSETS[number]

    def ink(self, number: int | None) -> None:
        r"""\cf: a colour of the table, which may be that of the paper."""
        index = number or 0
        self.put("white", 0 < index < len(self.colours) and alike(self.colours[index], WHITE))

    def plain(self, _: int | None) -> None:
        r"""\plain: characters as they are by default."""
        state = self.state
        if state.hidden or state.deleted or state.white or state.tiny or state.shaded or state.double:
            self.state = replace(state, hidden=False, deleted=False, white=False, tiny=False, shaded=False, double=False)

    def revised(self, number: int | None) -> None:
        r"""\revised: the place was inserted by somebody."""
        spot = self.state.story.spot
        if number != 0 and (not self.out.insertions or self.out.insertions[-1] != spot):
            self.out.insertions.append(spot)

    def asian(self, number: int | None) -> None:
        r"""\af: the font of the other script, where two-byte text is on."""
        if self.state.double:
            self.put("asian", number or 0)


Action = Callable[[Machine, int | None], None]


def _switch(name: str) -> Action:
    """A word that switches on, and off with 0."""
    return lambda machine, number: machine.put(name, number != 0)


def _off(name: str) -> Action:
    return lambda machine, _: machine.put(name, value=False)


def _shade(machine: Machine, number: int | None) -> None:
    machine.put("shaded", bool(number))


def _mix(index: int) -> Action:
    def action(machine: Machine, number: int | None) -> None:
        machine.mixed[index] = (number or 0) & 0xFF

    return action


def _page(page: int) -> Action:
    def action(machine: Machine, number: int | None) -> None:
        machine.page = page or number or 1252

    return action


def _default(machine: Machine, number: int | None) -> None:
    machine.default = number or 0


def _font_page(machine: Machine, number: int | None) -> None:
    machine.fonts[machine.font] = number or 1252


ACTIONS: dict[str, Action] = {
    "v": _switch("hidden"),
    "deleted": _switch("deleted"),
    "intbl": _switch("inside"),
    "revised": Machine.revised,
    "f": Machine.choose,
    "fcharset": Machine.charset,
    "cpg": _font_page,
    "ansicpg": _page(0),
    "mac": _page(10000),
    "pc": _page(437),
    "pca": _page(850),
    "deff": _default,
    "red": _mix(0),
    "green": _mix(1),
    "blue": _mix(2),
    "cf": Machine.ink,
    "highlight": _shade,
    "chcbpat": _shade,
    "cbpat": _shade,
    "cb": _shade,
    "fs": lambda machine, number: machine.put("tiny", tiny((number or 0) / 2)),
    "uc": lambda machine, number: machine.put("uc", max(number or 0, 0)),
    "af": Machine.asian,
    "dbch": _switch("double"),
    "loch": _off("double"),
    "hich": _off("double"),
    "plain": Machine.plain,
    "pard": _off("inside"),
    "par": lambda machine, _: machine.state.story.paragraph(inside=machine.state.inside),
    "sect": lambda machine, _: machine.state.story.paragraph(),
    "cell": lambda machine, _: machine.state.story.cell(),
    "nestcell": lambda machine, _: machine.state.story.add(SOFT),
    "row": lambda machine, _: machine.state.story.row(),
}
