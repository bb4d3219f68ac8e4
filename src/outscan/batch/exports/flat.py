"""One row of a register as plain values, shared by every export."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from outscan.batch.deciding import clauses_from
from outscan.report.mask import visible
from outscan.types import Action, GapReason, Level
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.said import said

HEADS = (
    *("row", "path", "state", "verdicts", "level", "domain", "findings", "why", "gaps", "kind", "size", "sha256"),
    *("holds", "recipient"),
)
"""Columns of every table; `head` gives their words."""


def head(name: str, words: Words) -> str:
    """The word over a column."""
    if name in {"findings", "gaps"}:
        return words.say(name)
    return {"sha256": "SHA-256", "holds": said(BATCH, "explain_holds")}.get(name) or said(BATCH, name)


def flat(row: Row[Any], recipient: str, words: Words) -> tuple[int | str, ...]:
    """A row as people read it, in the order of HEADS."""
    return (
        row.id,
        visible(row.path),
        said(BATCH, f"state_{row.state}"),
        words.action(Action(row.action)) if row.action else "",
        words.level(Level(row.level)) if row.level and row.level != "none" else "",
        row.domain or "",
        row.findings or 0,
        _why(row.clauses, row.raised, words.lang) if row.clauses else "",
        _gaps(row.reason, words.lang) if row.reason else "",
        row.kind or "",
        row.size,
        row.sha256,
        row.holds_until or "",
        recipient,
    )


@lru_cache(maxsize=4096)
def _why(clauses: str, raised: str, lang: str) -> str:
    words = Words(lang)
    told = [f"{words.reason(one.why)} {one.basis}".strip() for one in clauses_from(clauses) if one.action > Action.RELEASE]
    return "；".join(([said(BATCH, "package")] if raised else []) + told)


@lru_cache(maxsize=1024)
def _gaps(reason: str, lang: str) -> str:
    words, known = Words(lang), {one.value for one in GapReason}
    return "；".join(words.gap(GapReason(one)) if one in known else one for one in reason.split(","))
