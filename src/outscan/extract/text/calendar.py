"""Calendars and contact cards: folded lines joined, escapes and quoted-printable undone (RFC 5545, RFC 6350, vCard 2.1).

In: text. Out: text with one property a line.
"""

from __future__ import annotations

import quopri
import re

from outscan.legible import decode

_FOLD = re.compile(r"\r?\n[ \t]")
_SOFT_BREAK = re.compile(r"=\r?\n")
_QUOTED = re.compile(r"^([^:\r\n]{0,200}ENCODING=QUOTED-PRINTABLE[^:\r\n]{0,200}:)(.*)$", re.IGNORECASE | re.MULTILINE)
_ESCAPE = re.compile(r"\\([nN,;\\])")


def unfolded(text: str) -> str:
    """The properties of a calendar or card, each on one line."""
    if "QUOTED-PRINTABLE" in text.upper():
        text = _QUOTED.sub(_plain, _SOFT_BREAK.sub("", text))
    return _ESCAPE.sub(lambda m: " " if m.group(1) in "nN" else m.group(1), _FOLD.sub("", text))


def _plain(match: re.Match[str]) -> str:
    raw = quopri.decodestring(match.group(2).encode("utf-8"))
    return match.group(1) + decode(raw).text
