"""What control words do to the state of a group.

In: the parser, its state, the word's number and whether it switches on. Out: `ACTIONS` by control word.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from outscan.extract.rtf.state import State
from outscan.extract.rtf.vocabulary import CHARSETS
from outscan.extract.sight import WHITE, alike, tiny
from outscan.types import SOFT

if TYPE_CHECKING:
    from outscan.extract.rtf.parser import Parser

Action = Callable[["Parser", State, int | None, bool], None]


def _set(name: str) -> Action:
    def action(parser: Parser, state: State, _: int | None, on: bool) -> None:  # noqa: FBT001 - one shape for all actions
        parser.state = state.but(name, on)

    return action


def _font(parser: Parser, state: State, number: int | None, _: bool) -> None:  # noqa: FBT001 - one shape for all actions
    parser._font = number or 0  # noqa: SLF001 - actions are the parser's own
    parser.state = state.but("font", number or 0)


def _charset(parser: Parser, _: State, number: int | None, __: bool) -> None:  # noqa: FBT001 - one shape for all actions
    if number in CHARSETS:
        parser.fonts[parser._font] = CHARSETS[number]  # noqa: SLF001 - actions are the parser's own


def _colour(index: int) -> Action:
    def action(parser: Parser, _: State, number: int | None, __: bool) -> None:  # noqa: FBT001 - one shape for all actions
        parser._colour[index] = (number or 0) & 0xFF  # noqa: SLF001 - actions are the parser's own

    return action


def _ink(parser: Parser, state: State, number: int | None, _: bool) -> None:  # noqa: FBT001 - one shape for all actions
    index = number or 0
    parser.state = state.but("white", 0 < index < len(parser.colours) and alike(parser.colours[index], WHITE))


def _plain(parser: Parser, state: State, _: int | None, __: bool) -> None:  # noqa: FBT001 - one shape for all actions
    if state.hidden or state.deleted or state.white or state.tiny or state.shaded or state.double:
        parser.state = replace(state, hidden=False, deleted=False, white=False, tiny=False, shaded=False, double=False)


def _page(parser: Parser, _: State, number: int | None, __: bool) -> None:  # noqa: FBT001 - one shape for all actions
    parser.page = number or 1252


def _revised(parser: Parser, state: State, _: int | None, on: bool) -> None:  # noqa: FBT001 - one shape for all actions
    if on and (not parser.out.insertions or parser.out.insertions[-1] != state.story.spot):
        parser.out.insertions.append(state.story.spot)


def _default(parser: Parser, _: State, number: int | None, __: bool) -> None:  # noqa: FBT001 - one shape for all actions
    parser.default = number or 0


ACTIONS: dict[str, Action] = {
    "v": _set("hidden"),
    "deleted": _set("deleted"),
    "intbl": _set("inside"),
    "revised": _revised,
    "f": _font,
    "fcharset": _charset,
    "cpg": lambda p, _, n, __: p.fonts.update({p._font: n or 1252}),  # noqa: SLF001 - actions are the parser's own
    "ansicpg": _page,
    "deff": _default,
    "red": _colour(0),
    "green": _colour(1),
    "blue": _colour(2),
    "cf": _ink,
    "highlight": lambda p, s, n, _: setattr(p, "state", s.but("shaded", bool(n))),
    "chcbpat": lambda p, s, n, _: setattr(p, "state", s.but("shaded", bool(n))),
    "cbpat": lambda p, s, n, _: setattr(p, "state", s.but("shaded", bool(n))),
    "cb": lambda p, s, n, _: setattr(p, "state", s.but("shaded", bool(n))),
    "fs": lambda p, s, n, _: setattr(p, "state", s.but("tiny", tiny((n or 0) / 2))),
    "uc": lambda p, s, n, _: setattr(p, "state", s.but("uc", max(n or 0, 0))),
    "af": lambda p, s, n, _: setattr(p, "state", s.but("asian", n or 0) if s.double else s),
    "dbch": _set("double"),
    "loch": lambda p, s, *_: setattr(p, "state", s.but("double", False)),
    "hich": lambda p, s, *_: setattr(p, "state", s.but("double", False)),
    "plain": _plain,
    "pard": lambda p, s, *_: setattr(p, "state", s.but("inside", False)),
    "par": lambda _, s, *__: s.story.paragraph(inside=s.inside),
    "sect": lambda _, s, *__: s.story.paragraph(),
    "cell": lambda _, s, *__: s.story.cell(),
    "nestcell": lambda _, s, *__: s.story.add(SOFT),
    "row": lambda _, s, *__: s.story.row(),
    "mac": lambda p, *_: setattr(p, "page", 10000),
    "pc": lambda p, *_: setattr(p, "page", 437),
    "pca": lambda p, *_: setattr(p, "page", 850),
}
