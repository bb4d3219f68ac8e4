"""Attributes of an element that carry words, and files that stand in them.

In: an element's name and attributes. Out: their words told to `Collected`, their files appended to a list of (how, source).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import unquote

from outscan.extract.collected import Collected
from outscan.extract.html.script import strings
from outscan.extract.html.vocabulary import ADDRESSES, ATTRIBUTES
from outscan.types import HiddenKind

CARRIED = re.compile(r"data:[\w.+-]{1,80}/[\w.+-]{1,80}(?:;[\w.+=-]{1,80})*;base64,[A-Za-z0-9+/=%_-]+", re.IGNORECASE)
"""A file in an attribute or script, wherever it stands there: srcset, onclick, a string of a program."""
DATA_URI = re.compile(r"url\(\s*[\"']?(data:[^\"')]+)", re.IGNORECASE)


def worded(tag: str, attributes: Mapping[str, str], hidden: Collected, embedded: list[tuple[str, str]]) -> None:
    """Collect the words and files in the attributes of one element."""
    for name, value in attributes.items():
        if not (said := value.strip() if value else ""):
            continue
        if name in ATTRIBUTES:
            hidden.hide(ATTRIBUTES[name], f"{tag}@{name}", said)
        elif name == "content" and tag == "meta":
            of = attributes.get("name") or attributes.get("property") or attributes.get("http-equiv") or ""
            hidden.hide(HiddenKind.PROPERTY, f"meta {of}".strip(), said)
        elif name.startswith("data-") or (
            not value.isascii() and name not in ADDRESSES and name not in ("class", "style", "srcdoc")
        ):
            hidden.hide(HiddenKind.CUSTOM_PROPERTY, f"{tag}@{name}", said)
        elif name == "srcdoc":
            embedded.append(("srcdoc", value))
        elif name in ADDRESSES:
            _address(f"{tag}@{name}", said, hidden, embedded)
        elif name == "style":
            embedded.extend(("data", uri) for uri in DATA_URI.findall(value))
        elif ";base64," in value:
            embedded.extend(("data", uri) for uri in CARRIED.findall(value))
        elif "%" in value and not (plain := unquote(value)).isascii():
            hidden.hide(HiddenKind.EXTERNAL_LINK, f"{tag}@{name}", plain.strip())


def _address(at: str, value: str, hidden: Collected, embedded: list[tuple[str, str]]) -> None:
    if value[:5].lower() == "data:":
        embedded.append(("data", value))
    elif not (plain := unquote(value)).isascii() or value[:5].lower() in ("file:", "\\\\"):
        hidden.hide(HiddenKind.EXTERNAL_LINK, at, plain.strip())
    elif value[:11].lower() == "javascript:":
        for text in strings(plain):
            hidden.hide(HiddenKind.SCRIPT, at, text.strip())
