"""Commands of an SMTP session: one line each, strict about its end and its addresses (RFC 5321 §4.1).

In: a line as it came. Out: `Command`. A line that ends in a bare line feed, holds a NUL or is too long is refused: what two
servers read differently is how mail is smuggled past a check. Raises `Refused`.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

MOST_LINE = 2048
"""Bytes of a command line; RFC 5321 asks for 512, extensions lengthen it."""

_PATH = re.compile(r"\s*<([^<>\x00-\x1f\x7f]*)>\s*(.*)", re.DOTALL)
_PARAMETER = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]*)(?:=([\x21-\x3c\x3e-\x7e\x80-\U0010ffff]+))?")
_ROUTE = re.compile(r"@[^:]+:")
KNOWN = frozenset({"SIZE", "BODY", "SMTPUTF8", "AUTH"})


class Refused(Exception):
    """An answer that ends a command, and with `close` the session."""

    def __init__(self, code: int, text: str, *, close: bool = False) -> None:
        super().__init__(text)
        self.code, self.text, self.close = code, text, close


@dataclass(frozen=True, slots=True)
class Command:
    """A verb in capitals and the rest of its line."""

    verb: str
    rest: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox with the parameters of its command; empty for the null sender of a bounce."""

    mailbox: str
    parameters: dict[str, str] = field(default_factory=dict)


def parse_command(line: bytes) -> Command:
    """The command in `line`, its line end included."""
    if not line.endswith(b"\r\n") or b"\r" in line[:-2] or b"\0" in line:
        raise Refused(500, "5.5.2 a line ends with CR LF", close=True)
    if len(line) > MOST_LINE:
        raise Refused(500, "5.5.2 line too long")
    try:
        text = line[:-2].decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(500, "5.5.2 line is not UTF-8") from None
    verb, _, rest = text.strip().partition(" ")
    return Command(verb.upper(), rest.strip())


def parse_address(rest: str, word: str) -> Address:
    """The mailbox of `MAIL FROM:<…> SIZE=…` or `RCPT TO:<…>`; `word` is FROM or TO. Unknown parameters are refused."""
    if rest[: len(word) + 1].upper() != f"{word}:":
        raise Refused(501, f"5.5.4 expected {word}:<address>")
    found = _PATH.fullmatch(rest[len(word) + 1 :])
    if found is None:
        raise Refused(501, "5.1.7 an address stands in angle brackets")
    mailbox = _ROUTE.sub("", found[1], count=1) if found[1].startswith("@") else found[1]
    if word == "TO" and (not mailbox or ("@" not in mailbox and mailbox.lower() != "postmaster")):
        raise Refused(501, "5.1.3 no mailbox")
    parameters = {}
    for parameter in found[2].split():
        one = _PARAMETER.fullmatch(parameter)
        if one is None or one[1].upper() not in KNOWN:
            raise Refused(555, "5.5.4 unknown parameter")
        parameters[one[1].upper()] = one[2] or ""
    return Address(mailbox, parameters)


def too_early(stream: asyncio.StreamReader) -> bool:
    """Whether words wait in the clear that would be taken for ones said under TLS."""
    return bool(stream._buffer)  # type: ignore[attr-defined]  # noqa: SLF001 - asyncio has no other word for it
