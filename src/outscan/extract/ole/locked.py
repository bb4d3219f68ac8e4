"""Word, Excel and PowerPoint files without their password, by msoffcrypto-tool (an extra).

In: bytes, passwords. Out: the document inside, None where no password fits or the extra is not installed.
Source: [MS-OFFCRYPTO] 2.3.
"""

from __future__ import annotations

import io
from collections.abc import Sequence


def opened(data: bytes, passwords: Sequence[str]) -> bytes | None:
    """The document without its lock."""
    try:
        import msoffcrypto
    except ImportError:
        return None
    for password in passwords:
        out = io.BytesIO()
        try:
            file = msoffcrypto.OfficeFile(io.BytesIO(data))
            file.load_key(password=password, **({"verify_password": True} if file.format == "ooxml" else {}))
            file.decrypt(out)
        except Exception:  # noqa: BLE001, S112 - a wrong password, or what the library cannot open: raised in many ways
            continue
        if out.tell():
            return out.getvalue()
    return None
