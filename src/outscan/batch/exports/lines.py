"""jsonl: one object a row, in the order of the manifest, with everything a program may want and no word of a document."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
from sqlalchemy import Connection

from outscan.batch.deciding import clauses_from
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run
from outscan.batch.rows import register, streamed
from outscan.words import Words


def write(link: Connection, run: Run, target: Path) -> None:
    """Write the rows of `run`."""
    recipient, encode = str(run.options.get("recipient", "")), msgspec.json.Encoder().encode
    none = msgspec.Raw(b"[]")
    with whole(target) as file:
        for row in streamed(link, register(run)):
            line = {
                "schema": "outscan.row/1",
                "run": run.id,
                "row": row.id,
                "path": row.path,
                "state": row.state,
                "reason": row.reason or None,
                "action": row.action,
                "raised_by_package": bool(row.raised),
                "level": row.level,
                "domain": row.domain or None,
                "findings": row.findings or 0,
                "clauses": _clauses(row.clauses) if row.clauses else none,
                "type": row.kind,
                "size": row.size,
                "sha256": row.sha256 or None,
                "day": run.day,
                "holds_until": row.holds_until or None,
                "recipient": recipient,
            }
            file.write(encode(line) + b"\n")


@lru_cache(maxsize=4096)
def _clauses(text: str) -> msgspec.Raw:
    """The clauses of a verdict as JSON: most rows share theirs with many others."""
    words = Words()
    clauses = [
        {"id": one.id, "action": one.action.value, "why": words.reason(one.why, wire=True), "basis": one.basis}
        for one in clauses_from(text)
    ]
    return msgspec.Raw(msgspec.json.encode(clauses))
