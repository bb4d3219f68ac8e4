"""Heads of ICAP and HTTP messages: a first line and fields, read tolerantly and never changed.

In: the bytes up to the empty line. Out: `Head`. Real clients send raw UTF-8 in addresses, bare line feeds, fields twice and
blanks before a colon; each is read, none is repaired in what is passed on. Raises `BadMessage` where no head can be made out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_FIELDS = 200
_FIELD = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)[ \t]*:[ \t]*(.*)", re.DOTALL)
_FOLDED = re.compile(r"\r?\n[ \t]+")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")


class BadMessage(Exception):
    """What came in is no message of the protocol; `status` is the ICAP status that says so."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status, self.reason = status, reason


@dataclass(frozen=True, slots=True)
class Head:
    """The first line and the fields of one message; `raw` is what came in, the empty line included."""

    line: str
    fields: tuple[tuple[str, str], ...]
    raw: bytes = b""

    def get(self, name: str) -> str:
        """The value of a field, several joined by commas as HTTP does (RFC 9110 §5.3); empty where there is none."""
        return ", ".join(value for key, value in self.fields if key == name)

    def one(self, name: str) -> str:
        """The value of a field that may stand only once. Raises BadMessage where two differ."""
        values = {value for key, value in self.fields if key == name}
        if len(values) > 1:
            raise BadMessage(400, f"two different {name}")
        return values.pop() if values else ""


def parse_head(raw: bytes) -> Head:
    """The head in `raw`, which ends with its empty line. Field names come out in lower case."""
    text = _FOLDED.sub(" ", raw.decode("utf-8", "surrogateescape").rstrip("\r\n"))
    first, *rest = text.replace("\r\n", "\n").split("\n")
    if not first.strip() or _CONTROL.search(first):
        raise BadMessage(400, "no first line")
    if len(rest) > MOST_FIELDS:
        raise BadMessage(400, "too many fields")
    fields = []
    for line in rest:
        found = _FIELD.fullmatch(line)
        if found is None or _CONTROL.search(found[2]):
            raise BadMessage(400, "a line that is no field")
        fields.append((found[1].lower(), found[2].rstrip()))
    return Head(first.strip(), tuple(fields), raw)
