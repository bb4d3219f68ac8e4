"""What a file is called on its way: in `Content-Disposition`, in an address, in raw GBK bytes.

In: values of fields and addresses as they came (bytes that are no UTF-8 kept as surrogates). Out: a name a person reads, without
folders. A marked name is a finding, so a name is decoded as a person's program would, never cut down to what is easy.
"""

from __future__ import annotations

import re
from email.message import Message
from urllib.parse import unquote_to_bytes, urlsplit

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def spoken(raw: bytes) -> str:
    """Bytes of a name as text: UTF-8, else GB 18030, else as Latin-1, which loses none of them."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("latin-1")


def from_disposition(value: str) -> str:
    """The file name of a `Content-Disposition` (RFC 6266, RFC 2231 continuations and charsets); empty where it names none."""
    message = Message()
    message["Content-Disposition"] = _CONTROL.sub(" ", spoken(value.encode("utf-8", "surrogateescape")))
    try:
        name = message.get_filename("")
    except (LookupError, ValueError, UnicodeError):
        return ""
    return _base(spoken(unquote_to_bytes(name.encode("utf-8", "surrogateescape"))))


def from_address(address: str) -> str:
    """The last step of an address's path, its escapes undone; empty where it ends in a slash."""
    try:
        path = urlsplit(address).path
    except ValueError:
        path = address
    return _base(spoken(unquote_to_bytes(path.encode("utf-8", "surrogateescape"))))


def _base(name: str) -> str:
    return name.replace("\\", "/").rsplit("/", 1)[-1].strip()
