"""Files that stand in a text as base64: the body of a broken mail, a data URI, what somebody pasted.

In: text. Out: the bytes of each block that is a file of a kind we know by its first bytes, or a package that begins inside it.
Deliberately does not unpack what is no file (keys, certificates, hashes): it is no text and nothing a reader overlooked.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator

from outscan.extract.sniff import sniff
from outscan.limits import Purse
from outscan.types import Blob, HiddenKind, Where

_BLOCK = re.compile(r"(?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{48,}={0,2}(?:\r?\n[A-Za-z0-9+/]{1,200}={0,2}(?![^\r\n]))*")
_SHORTEST = 48
_FILES = frozenset({"zip", "docx", "xlsx", "pptx", "ofd", "odt", "ods", "odp", "pdf", "doc", "xls", "ppt", "ole", "msg", "rtf"})
_FILES |= {"encrypted", "7z", "rar", "gz", "png", "jpg", "gif", "tiff", "webp"}


def packed(where: Where, text: str, purse: Purse) -> Iterator[Blob]:
    """Yield every file that stands in `text` as base64."""
    for number, found in enumerate(_BLOCK.finditer(text), 1):
        purse.tick()
        lines = found.group().replace("\r", "").split("\n")
        for tried in ("".join(lines), "".join(lines[1:])):  # the first line may be the end of a cut one
            data = base64.b64decode(tried[: len(tried) // 4 * 4]) if len(tried) >= _SHORTEST else b""
            purse.spend(len(data))
            if data and sniff(Blob(where, data)) in _FILES:
                yield Blob(where.inside(f"base64-{number}"), data, HiddenKind.EMBEDDED_FILE)
                break
