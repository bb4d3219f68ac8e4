"""text/enriched (RFC 1896) as plain text: commands in angle brackets taken away, their parameters too.

In: text. Out: text. `<<` is a bracket, one line end is a blank, more of them are one fewer.
"""

from __future__ import annotations

import re

_PARAMETER = re.compile(r"<param>[^<]*</param>", re.IGNORECASE)
_COMMAND = re.compile(r"<<|</?[A-Za-z][A-Za-z0-9-]{0,59}>")
_BREAKS = re.compile(r"(?:\r?\n)+")


def plain(text: str) -> str:
    """The words of an enriched text; a parameter that is more than a name or number stays."""
    text = _PARAMETER.sub(lambda m: "" if m.group().isascii() else m.group(), text)
    text = _BREAKS.sub(lambda m: "\n" * max(m.group().count("\n") - 1, 0) or " ", text)
    return _COMMAND.sub(lambda m: "<" if m.group() == "<<" else "", text)
