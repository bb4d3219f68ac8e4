"""RFC 3161: the head of the record stamped by a time-stamp authority of the unit's choice, and those stamps checked.

In: an anchor; a folder of stamps. Out: two files a stamp (`NAME.head`, the line; `NAME.tsr`, the authority's reply), anchors.
Law: a stamp is kept only where it is the authority's own, over exactly our line, for our request. What was never stamped is
not proved by it; an authority that is away is asked again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http.client import HTTPException
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from outscan.errors import ConfigError
from outscan.gate.audit.chain import Anchor, anchor_of
from outscan.gate.outward import post
from outscan.gate.settings import Timestamp
from outscan.words.gate import GATE
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.gate.certificate import Certificate

LOG = logging.getLogger("outscan.gate")
_HEADERS = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
_OK = 200


@dataclass(frozen=True, slots=True)
class Stamp:
    """One stamp as found in a folder; `anchor` is None where it does not hold."""

    path: Path
    anchor: Anchor | None
    at: datetime | None


def present() -> bool:
    """Whether the extra that stamps need is installed."""
    return find_spec("rfc3161_client") is not None


def check_settings(settings: Timestamp) -> None:
    """Raise ConfigError where stamps are asked for and something of them is missing."""
    if not settings.url:
        return
    if not present():
        raise ConfigError(said(GATE, "gate_stamp_extra"))
    if not settings.folder or not settings.roots:
        raise ConfigError(said(GATE, "gate_stamp_settings"))
    _roots(Path(settings.roots))


def stamp(settings: Timestamp, anchor: Anchor) -> bool:
    """Have `anchor` stamped and keep the stamp, once; whether it is. What fails is logged by its kind and tried again."""
    path = Path(settings.folder) / f"{anchor.chain[:8]}-{anchor.seq:012d}"
    if path.with_suffix(".tsr").exists():
        return True
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder, VerificationError

    line = anchor.text().encode("ascii")
    request = TimestampRequestBuilder().data(line).hash_algorithm(HashAlgorithm.SHA256).build()
    try:
        reply = _reply(settings.url, request.as_bytes())
        _verify(reply, line, _roots(Path(settings.roots)), request.nonce)
        _keep(path, line, reply)
    except (OSError, ValueError, HTTPException, VerificationError, ConfigError) as error:
        LOG.error("time stamp: %s", type(error).__name__)
        return False
    return True


def stamps(folder: Path, roots: Path) -> list[Stamp]:
    """Every stamp of a folder, checked against the authority's certificates. Raises ConfigError where those are unreadable."""
    trusted = _roots(roots)
    return [_stamp(path, trusted) for path in sorted(folder.glob("*.tsr"))]


def _stamp(path: Path, trusted: Sequence[Certificate]) -> Stamp:
    from rfc3161_client import VerificationError

    try:
        line = path.with_suffix(".head").read_bytes()
        at = _verify(path.read_bytes(), line, trusted, None)
        return Stamp(path, anchor_of(line.decode("ascii")), at)
    except (OSError, ValueError, VerificationError):
        return Stamp(path, None, None)


def _reply(url: str, query: bytes) -> bytes:
    status, reply = post(url, query, _HEADERS, private=True)
    if status != _OK:
        raise OSError(status, f"HTTP {status}")
    return reply


def _verify(reply: bytes, line: bytes, trusted: Sequence[Certificate], nonce: int | None) -> datetime:
    """The moment of a stamp over `line`. Raises ValueError or VerificationError."""
    from rfc3161_client import VerifierBuilder, decode_timestamp_response

    response = decode_timestamp_response(reply)
    VerifierBuilder(roots=list(trusted), nonce=nonce).build().verify_message(response, line)
    return response.tst_info.gen_time


def _roots(path: Path) -> Sequence[Certificate]:
    from outscan.gate.certificate import read  # noqa: PLC0415 - only where stamps are asked for

    return read(path)


def _keep(path: Path, line: bytes, reply: bytes) -> None:
    """Write both files, the stamp last: a head without one is only an attempt."""
    for suffix, data in ((".head", line), (".tsr", reply)):
        part = path.with_suffix(f"{suffix}.part")
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path.with_suffix(suffix))
