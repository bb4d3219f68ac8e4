"""Paths as text: the `d` of SVG, the abbreviated data of OFD, the `path` of VML.

In: the text of a path and the matrix it is drawn under. Out: contours. Sources: SVG 1.1 §8.3, GB/T 33190-2016 §9.3, ECMA-376-4
§14.1.2.19. What is damaged ends the path there: the contours before it stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from outscan.extract.outlines.shape import IDENTITY, Contour, Matrix, Pen, times
from outscan.lazy_regex import lazy

_TOKEN = lazy(r"([A-Za-z])|([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_OFD = {"S": "M", "M": "M", "L": "L", "Q": "Q", "B": "C", "A": "A", "C": "Z"}
_VML = lazy(r"(wa|wr|at|ar|qx|qy|nf|ns|ae|al|[mlcrvtxe])|(-?\d+)|(,)|@\d+")
MOST = 400_000
"""Tokens of one path."""


def svg_path(text: str, matrix: Matrix = IDENTITY) -> list[Contour]:
    """The contours of an SVG path."""
    pen = Pen(matrix)
    last = (0.0, 0.0)
    for command, given in _commands(text, _TAKES):
        last = _svg(pen, command, given, last)
    return pen.contours


def ofd_path(text: str, matrix: Matrix = IDENTITY) -> list[Contour]:
    """The contours of an OFD path object's AbbreviatedData: M L Q B A C, always absolute."""
    pen = Pen(matrix)
    takes = {name: _TAKES[meant] for name, meant in _OFD.items()}
    for command, given in _commands(text, takes):
        _svg(pen, _OFD[command], given, pen.at)
    return pen.contours


def _commands(text: str, takes: dict[str, int]) -> Iterator[tuple[str, list[float]]]:
    """Each command with one set of its numbers; a repeated set repeats the command (a move goes on as lines)."""
    command, given = "", list[float]()
    for count, found in enumerate(_TOKEN.finditer(text)):
        if count > MOST:
            return
        if found[1]:
            command, given = found[1], []
            if takes.get(command.upper() if command not in takes else command, -1) < 0:
                return
            if takes.get(command, takes.get(command.upper(), 0)) == 0:
                yield command, []
            continue
        given.append(float(found[2]))
        if command and len(given) == takes.get(command, takes.get(command.upper(), 0)):
            yield command, given
            given = []
            command = {"M": "L", "m": "l"}.get(command, command)


def _svg(pen: Pen, command: str, given: list[float], last: tuple[float, float]) -> tuple[float, float]:
    """Draw one command; the last control point comes back, for the smooth curves."""
    x0, y0 = pen.at if command.islower() else (0.0, 0.0)
    kind = command.upper()
    xy = [value + (x0, y0)[i % 2] for i, value in enumerate(given)]
    control = pen.at
    if kind == "M":
        pen.move(xy[0], xy[1])
    elif kind == "L":
        pen.line(xy[0], xy[1])
    elif kind == "H":
        pen.line(given[0] + x0, pen.at[1])
    elif kind == "V":
        pen.line(pen.at[0], given[0] + y0)
    elif kind == "Z":
        pen.close()
    elif kind == "C":
        control = (xy[2], xy[3])
        pen.curve((xy[0], xy[1]), control, (xy[4], xy[5]))
    elif kind == "S":
        first, control = (2 * pen.at[0] - last[0], 2 * pen.at[1] - last[1]), (xy[0], xy[1])
        pen.curve(first, control, (xy[2], xy[3]))
    elif kind == "Q":
        control = (xy[0], xy[1])
        pen.bend(control, (xy[2], xy[3]))
    elif kind == "T":
        control = (2 * pen.at[0] - last[0], 2 * pen.at[1] - last[1])
        pen.bend(control, (xy[0], xy[1]))
    elif kind == "A":
        pen.curve(pen.at, (given[5] + x0, given[6] + y0), (given[5] + x0, given[6] + y0))
    return control if kind in "CSQT" else pen.at


def vml_path(text: str, matrix: Matrix = IDENTITY) -> list[Contour]:
    """The contours of a VML path: whole numbers, a missing one is 0, one letter for many sets."""
    pen = Pen(matrix)
    for command, given in _vml_commands(text):
        if command == "x":
            pen.close()
        x0, y0 = pen.at if command in "trv" else (0.0, 0.0)
        size = {"m": 2, "t": 2, "l": 2, "r": 2, "c": 6, "v": 6, "qx": 2, "qy": 2}.get(command, 0)
        for at in range(0, len(given) - size + 1, size) if size else ():
            xy = [value + (x0, y0)[i % 2] for i, value in enumerate(given[at : at + size])]
            if command in "mt" and not at:
                pen.move(xy[0], xy[1])
            elif size == 2:
                pen.line(xy[0], xy[1])
            else:
                pen.curve((xy[0], xy[1]), (xy[2], xy[3]), (xy[4], xy[5]))
            x0, y0 = pen.at if command in "trv" else (0.0, 0.0)
    return pen.contours


def _vml_commands(text: str) -> Iterator[tuple[str, list[float]]]:
    command, given, waiting = "", list[float](), False
    for count, found in enumerate(_VML.finditer(text.lower())):
        if count > MOST:
            break
        if found[1]:
            if command:
                yield command, [*given, 0.0] if waiting else given
            command, given, waiting = found[1], [], False
        elif found[2]:
            given.append(float(found[2]))
            waiting = False
        elif found[3]:
            if waiting or not given:
                given.append(0.0)
            waiting = True
    if command:
        yield command, given


_TRANSFORM = lazy(r"(\w+)\s*\(([^)]*)\)")


def svg_transform(text: str) -> Matrix:
    """The matrix of an SVG `transform`; what is not understood moves nothing."""
    matrix = IDENTITY
    for name, numbers in _TRANSFORM.findall(text):
        given = [float(one[1]) for one in _TOKEN.findall(numbers) if one[1]]
        matrix = times(_transform(name, given), matrix)
    return matrix


def _transform(name: str, given: list[float]) -> Matrix:
    if name == "matrix" and len(given) == 6:
        return given[0], given[1], given[2], given[3], given[4], given[5]
    if name == "translate" and given:
        return 1.0, 0.0, 0.0, 1.0, given[0], given[1] if len(given) > 1 else 0.0
    if name == "scale" and given:
        return given[0], 0.0, 0.0, given[1] if len(given) > 1 else given[0], 0.0, 0.0
    if name == "rotate" and given:
        c, s = math.cos(math.radians(given[0])), math.sin(math.radians(given[0]))
        x, y = (given[1], given[2]) if len(given) > 2 else (0.0, 0.0)
        return c, s, -s, c, x - c * x + s * y, y - s * x - c * y
    return IDENTITY
