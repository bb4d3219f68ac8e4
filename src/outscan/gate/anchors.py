"""Where the head of the record goes so that the server cannot take it back: files on another share, a log host, stamps.

In: the settings of the record, an anchor. Out: whether every place has it. What fails is logged by place and tried again.
"""

from __future__ import annotations

import logging
import logging.handlers
import os
from pathlib import Path

from outscan.gate import stamps
from outscan.gate.audit.chain import Anchor
from outscan.gate.settings import Audit

LOG = logging.getLogger("outscan.gate")


def places(audit: Audit) -> tuple[str, ...]:
    """Every place of the settings, as a word for each."""
    return (
        *(f"file:{one}" for one in audit.anchor_files),
        *((f"syslog:{audit.anchor_syslog}",) if audit.anchor_syslog else ()),
        *((f"stamp:{audit.timestamp.url}",) if audit.timestamp.url else ()),
    )


def send(audit: Audit, place: str, anchor: Anchor) -> bool:
    """Send the head to one place; whether it arrived as far as can be known."""
    kind, _, where = place.partition(":")
    if kind == "file":
        return _line(Path(where), anchor.text())
    if kind == "syslog":
        return _syslog(where, anchor.text())
    return stamps.stamp(audit.timestamp, anchor)


def _line(path: Path, text: str) -> bool:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        LOG.error("anchor %s: %s", path, error.strerror)
        return False
    return True


def _syslog(address: str, text: str) -> bool:
    host, colon, port = address.rpartition(":")
    where: str | tuple[str, int] = (host, int(port)) if colon and port.isdigit() else address
    try:
        handler = logging.handlers.SysLogHandler(where, facility=logging.handlers.SysLogHandler.LOG_AUTHPRIV)
        handler.emit(logging.LogRecord("outscan", logging.INFO, "", 0, text, (), None))
        handler.close()
    except OSError as error:
        LOG.error("anchor syslog: %s", error.strerror)
        return False
    return True
