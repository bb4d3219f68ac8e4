"""JSON and GeoJSON: every key and value as a person reads them, numbers as they were written.

In: text. Out: segments of `key: value` lines with paths (`$.a[0].b`); grids for records, points and rings. Where the text is no
sound JSON it is read as plain text with its escapes undone. Equal keys of one object are all read, not only the last.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from outscan.extract.text.lines import paragraphs
from outscan.types import SOFT, Gap, GapReason, Part, Segment, Where, grid, joined, named, unread

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?|\\([nrt\"\\/])")
_OBJECT = re.compile(r'[\ufeff\s]*[\[{][\s\[{]*"(?:[^"\\]|\\.){0,200}"\s*[:,]')
_RUN_KEYS = frozenset({"text", "insert", "plain_text", "content", "value", "t", "v", "s", "literal", "str", "string", "chars"})
"""Keys under which editors keep the words of a run."""
_SHORT_RUN, _LONGEST_RUN = 12, 4000
"""A list of runs has at least one short one; what is longer together is a list of texts."""
_FEW = 3
"""A list of so many equal rows is a table."""


class Members(list[tuple[str, Any]]):
    """The members of a JSON object in order, equal keys included."""


def read_tree(where: Where, text: str) -> Iterator[Segment | Gap]:
    """Yield what a JSON text holds, and a gap where it is broken off: the rest is not here to be read."""
    documents = _documents(text)
    if documents is None:
        laid, places = paragraphs(unescaped(text))
        if laid:
            yield Segment(where.at(Part.BODY), laid, places)
        if _OBJECT.match(text):
            yield Gap(where, GapReason.CORRUPT, unread("json"))
        return
    lines: list[tuple[str, str]] = []
    for number, document in enumerate(documents):
        root = "$" if len(documents) == 1 else f"$[{number}]"
        for found in _walk(document, root):
            if isinstance(found, tuple):
                lines.append(found)
            else:
                yield Segment(where.at(Part.TABLE), *found.laid)
    if lines:
        yield Segment(where.at(Part.BODY), *joined(lines))


def unescaped(text: str) -> str:
    """`text` with JSON and JavaScript escapes undone."""
    if "\\" not in text:
        return text
    return _ESCAPE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    high, low, simple = match.groups()
    if simple:
        return {"n": "\n", "r": "\n", "t": "\t"}.get(simple, simple)
    units = bytes.fromhex(high) + (bytes.fromhex(low) if low else b"")
    return units.decode("utf-16-be", "replace")


def _documents(text: str) -> list[Any] | None:
    """The document of a JSON text, or those of its lines; None where it is neither."""
    text = text.lstrip("\ufeff").strip()
    try:
        return [_parsed(text)]
    except (ValueError, RecursionError):
        pass
    try:
        return [_parsed(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError):
        return None


def _parsed(text: str) -> Any:  # noqa: ANN401 - whatever a JSON text holds
    return json.loads(text, object_pairs_hook=Members, parse_int=str, parse_float=str, parse_constant=str)


class _Table:
    """A grid found on the way."""

    __slots__ = ("laid",)

    def __init__(self, path: str, rows: list[list[str]]) -> None:
        cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
        self.laid = grid(named(path), cells, "RC")


def _walk(document: Any, root: str) -> Iterator[tuple[str, str] | _Table]:  # noqa: ANN401 - whatever a JSON text holds
    """(path, words) of every scalar and short list, and tables; in the order of the document, however deep it is."""
    stack: list[tuple[str, str, Any]] = [(root, "", document)]
    while stack:
        path, key, value = stack.pop()
        if isinstance(value, Members):
            if key and not value:
                yield path, key
            elif key:
                yield path, f"{key}:"
            stack.extend((f"{path}.{name}", name, inner) for name, inner in reversed(value))
        elif isinstance(value, list):
            if said := _run(value):
                yield path, said
            rows = _rows(value)
            if rows:
                if key:
                    yield path, f"{key}:"
                yield _Table(path, rows)
            elif all(not isinstance(inner, list) for inner in value):
                yield path, _line(key, ", ".join(_word(inner) for inner in value))
            else:
                if key:
                    yield path, f"{key}:"
                stack.extend((f"{path}[{i}]", "", inner) for i, inner in reversed(list(enumerate(value))))
        else:
            yield path, _line(key, _word(value))


def _run(values: list[Any]) -> str:
    """The sentence that a list of runs cuts into pieces (rich text of editors, letters one by one), "" where it is none."""
    if values and isinstance(values[0], str) and sum(isinstance(v, str) and len(v) == 1 for v in values) * 2 < len(values):
        return ""
    pieces: list[str] = []
    for value in values:
        if isinstance(value, Members):
            found = next((inner for key, inner in value if key.lower() in _RUN_KEYS and isinstance(inner, str)), None)
            nested = next((inner for key, inner in value if key.lower() in _RUN_KEYS and isinstance(inner, Members)), None)
            if found is None and nested is not None:
                found = next((inner for key, inner in nested if key.lower() in _RUN_KEYS and isinstance(inner, str)), None)
            if found is None:
                return ""
            pieces.append(found)
        elif isinstance(value, str):
            pieces.append(value)
        else:
            return ""
    short = sum(len(piece) <= _SHORT_RUN for piece in pieces)
    text = "".join(pieces)
    return text.replace("\n", SOFT) if len(pieces) > 1 and short and not text.isascii() and len(text) <= _LONGEST_RUN else ""


def _line(key: str, words: str) -> str:
    return f"{key}: {words}".replace("\n", SOFT) if key else words.replace("\n", SOFT)


def _word(value: str | bool | None) -> str:  # noqa: FBT001 - a JSON scalar
    return value if isinstance(value, str) else {True: "true", False: "false", None: "null"}[value]


def _rows(values: list[Any]) -> list[list[str]] | None:
    """Rows of a list that is a table: equal lists of scalars, records of equal keys, or GeoJSON points; None where it is none."""
    if len(values) < _FEW:
        return None
    if all(_scalars(v) for v in values) and len({len(v) for v in values}) == 1 and values[0]:
        return [[_word(x) for x in v] for v in values]
    records = [_record(v) for v in values]
    if any(r is None for r in records):
        return None
    keys = [k for k, _ in records[0] or []]
    if not keys or any([k for k, _ in r or []] != keys for r in records):
        return None
    return [keys, *([w for _, w in r or []] for r in records)]


def _scalars(value: Any) -> bool:  # noqa: ANN401 - whatever a JSON text holds
    return isinstance(value, list) and not isinstance(value, Members) and not any(isinstance(x, list) for x in value)


def _record(value: Any) -> list[tuple[str, str]] | None:  # noqa: ANN401 - whatever a JSON text holds
    """The cells of an object of scalars, nested objects laid flat and positions split; None where it holds more."""
    if not isinstance(value, Members):
        return None
    cells: list[tuple[str, str]] = []
    for key, inner in value:
        if isinstance(inner, Members):
            nested = _record(inner)
            if nested is None:
                return None
            cells += nested
        elif _scalars(inner):
            cells += [("" if i else key, _word(x)) for i, x in enumerate(inner)]
        elif isinstance(inner, list):
            return None
        else:
            cells.append((key, _word(inner)))
    return cells
