"""Mail: a message with attachments, written line by line so that no boundary is drawn by lot.

In: texts and attachments. Out: bytes of RFC 5322.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping

EDGE = "=_sample_edge"


def _word(text: str) -> str:
    return f"=?utf-8?B?{base64.b64encode(text.encode()).decode()}?="


def _wrapped(data: bytes) -> str:
    told = base64.b64encode(data).decode()
    return "\r\n".join(told[i : i + 76] for i in range(0, len(told), 76))


def eml(subject: str, body: str, attachments: Mapping[str, bytes] | None = None) -> bytes:
    """A message in Chinese with a plain body."""
    head = [
        f"From: {_word('资料室')} <archive@example.org>",
        f"To: {_word('合作方联络人')} <partner@example.com>",
        f"Subject: {_word(subject)}",
        "Date: Mon, 05 Jan 2026 09:00:00 +0800",
        "Message-ID: <sample@example.org>",
        "MIME-Version: 1.0",
        f'Content-Type: multipart/mixed; boundary="{EDGE}"',
    ]
    parts = [f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{_wrapped(body.encode())}"]
    for name, data in (attachments or {}).items():
        parts.append(
            f'Content-Type: application/octet-stream; name="{_word(name)}"\r\nContent-Transfer-Encoding: base64\r\n'
            f'Content-Disposition: attachment; filename="{_word(name)}"\r\n\r\n{_wrapped(data)}'
        )
    told = "".join(f"--{EDGE}\r\n{part}\r\n" for part in parts)
    return ("\r\n".join(head) + f"\r\n\r\n{told}--{EDGE}--\r\n").encode("ascii")
