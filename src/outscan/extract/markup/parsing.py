"""A document handed to the parser: without its document type, forgiven where it breaks off.

In: its text. Out: what the listener heard, and a gap for what the parser could not follow.
"""

from __future__ import annotations

import re
from typing import Any, cast
from urllib.parse import unquote

from lxml import etree

from outscan.extract.asides import asides
from outscan.extract.markup.listener import Found, Listener
from outscan.limits import Budget
from outscan.types import HARD, GapReason, unread

ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL | re.IGNORECASE)
_URI = re.compile(r"^(?:https?|urn|schemas?|ftp):")


_NAMESPACE = re.compile(r"\bxmlns(?::[\w.-]+)?\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')")


def stated(data: bytes) -> str:
    """The encoding the declaration of the document names, "" where it names none."""
    found = re.match(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", data[:400])
    return found.group(1).decode("ascii") if found else ""


def undefined(text: str, found: Found) -> str:
    """`text` without its document type, whose comments and default values are kept as a comment of the document."""
    at = text[: 1 << 20].upper().find("<!DOCTYPE")
    doctype = _DOCTYPE.match(text, at) if at >= 0 else None
    found.comments += [("xmlns", said) for said in _spoken(text)]
    if doctype is None:
        return text
    literals = list(re.findall(r"\"([^\"]*)\"|'([^']*)'", doctype.group()))
    inside = doctype.group()
    found.comments += [("DOCTYPE", said) for said in asides(inside[len("<!DOCTYPE") :].encode())]
    words = [
        a or b for a, b in literals if (a or b) and not _URI.match((a or b).lower()) and not (a or b).startswith(("-//", "+//"))
    ]
    if words:
        found.comments.append(("DOCTYPE", HARD.join(words)))
    return text[: doctype.start()] + text[doctype.end() :]


def _spoken(text: str) -> list[str]:
    """Names of namespaces that say something: no parser hands them on."""
    if "xmlns" not in text:
        return []
    named = (unquote(found[1] or found[2]) for found in _NAMESPACE.finditer(text))
    return list(dict.fromkeys(name for name in named if not name.isascii()))


def walk(text: str, found: Found, budget: Budget) -> None:
    """Feed the parser and listen; a document that breaks off leaves what was read so far and a gap."""
    listener = Listener(found, budget)
    parser = etree.XMLParser(
        target=cast("Any", listener), resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True
    )
    data = re.sub(r"&(?!#?\w+;)", "&amp;", text).encode("utf-8", "replace")
    try:
        for at in range(0, len(data), 1 << 20):
            parser.feed(data[at : at + (1 << 20)])
        parser.close()
    except etree.XMLSyntaxError as error:
        found.gaps.append((GapReason.CORRUPT, unread("xml_line", line=error.lineno or 0)))
        if not any(found.lines) or error.lineno:
            _rest(text, listener, error.lineno or 1)


def _rest(text: str, listener: Listener, line: int) -> None:
    """What stands behind the place where the parser gave up, with its tags taken away."""
    tail = text.split("\n", max(line - 1, 0))[-1]
    plain = re.sub(r"<[^<>]*>", HARD, tail)
    listener.found.lines += [piece.strip() for piece in plain.split(HARD) if piece.strip()]
