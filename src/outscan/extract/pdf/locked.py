"""A PDF without its password.

In: bytes, passwords. Out: the document as qpdf writes it unencrypted, None where no password fits. What earlier revisions held is
not in it: a file with more than one says so by an end that is not its last.
"""

from __future__ import annotations

import io
from collections.abc import Sequence

import pikepdf

from outscan.errors import Unreadable
from outscan.types import GapReason, unread

_END = b"%%EOF"
_LINEAR = 2
"""Ends of a file that was written once: one, or two where it begins with a copy of its first page's table."""


def opened(data: bytes, passwords: Sequence[str]) -> bytes | None:
    """The document without its lock. Raises Unreadable where it has earlier revisions, which would be lost."""
    for password in passwords:
        try:
            with pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True) as pdf:
                if data.count(_END) > (_LINEAR if pdf.is_linearized else 1):
                    raise Unreadable(GapReason.ENCRYPTED, unread("earlier_revisions"))
                out = io.BytesIO()
                pdf.save(out)
                return out.getvalue()
        except pikepdf.PasswordError:
            continue
        except pikepdf.PikepdfError:
            return None
    return None
