"""Forms as browsers send them: read by ourselves, the session's token checked before anything is done.

In: `Ask`. Out: fields. Law: every form carries the token; a form with files carries it before the first file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from outscan.gate.faults import Refused
from outscan.gate.http import guard
from outscan.gate.http.ask import Ask, figure
from outscan.words.gate import GATE
from outscan.words.page import PAGE

Fields = Mapping[str, list[str]]
_MOST = 1200


async def fields_of(ask: Ask) -> dict[str, list[str]]:
    """The fields of a form without files. Raises Refused where it is none."""
    if ask.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/x-www-form-urlencoded":
        raise Refused("media_type", "application/x-www-form-urlencoded")
    try:
        pairs = parse_qsl((await ask.raw()).decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST)
    except ValueError:  # not ASCII, not UTF-8 when decoded, or too many
        raise Refused("bad_body") from None
    found: dict[str, list[str]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value.replace("\r\n", "\n"))
    return found


async def check_token(ask: Ask) -> None:
    """Raise Refused unless the form carries its session's token; one with files is checked while it is read."""
    if not ask.operation.upload:
        check_fields(ask, await fields_of(ask))


def check_fields(ask: Ask, fields: Fields) -> None:
    """Raise Refused unless the token stands among `fields`."""
    guard.check_token(ask.who, one(fields, "csrf"))


def one(fields: Fields, name: str, default: str = "") -> str:
    """The last value of a field, trimmed."""
    return fields.get(name, [default])[-1].strip()


def lines(fields: Fields, name: str) -> list[str]:
    """A field of one entry a line."""
    return [line.strip() for line in one(fields, name).splitlines() if line.strip()]


def number(fields: Fields, name: str, default: int) -> int:
    """A whole number. Raises Refused naming the field."""
    found = figure(one(fields, name) or str(default), 9)
    if found is None:
        raise Refused("invalid", name)
    return found


def content(fields: Fields) -> dict[str, Any]:
    """What a case asks, as the API takes it."""
    return {
        "title": one(fields, "title"),
        "scans": fields.get("scan", []),
        "recipients": lines(fields, "recipients"),
        "country": one(fields, "country"),
        "project": one(fields, "project"),
        "purpose": one(fields, "purpose"),
        "necessity": one(fields, "necessity"),
        "channels": fields.get("channel", []),
        "copies": number(fields, "copies", 1),
        "agreement": one(fields, "agreement"),
    }


MENDABLE = frozenset({"invalid", "unusable", "unlawful", "state", "conflict", "forbidden", "own_case"})
"""Refusals that are said at the form itself, with everything that was typed still in it."""


def typed_of(fields: Fields) -> dict[str, Any]:
    """What was typed about a case, as it stands in its form."""
    content = {name: one(fields, name) for name in ("title", "country", "project", "purpose", "necessity", "agreement", "copies")}
    return content | {
        "scans": fields.get("scan", []),
        "recipients": lines(fields, "recipients"),
        "channels": fields.get("channel", []),
    }


def sentence(refused: Refused | None, language: str) -> str:
    """A refusal in words, with what it concerns."""
    if refused is None:
        return ""
    english = language == "en"
    text = GATE[f"problem_{refused.kind}"][english]
    field = refused.detail.partition("[")[0]
    label = PAGE.get(field) if refused.kind == "invalid" else PAGE.get(f"refused_{field}", PAGE.get(field))
    return f"{text}: {label[english]}" if english and label else f"{text}：{label[0]}" if label else text
