"""A run read back from our own JSON: nothing that a sink shows is lost, and what was masked stays masked.

In: bytes of `outscan.run/1` or of lines of `outscan.file/1`. Out: `Report`s and the run's facts. Raises OutscanError for
anything else. Offsets in texts are not on the wire; no sink shows them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from outscan.errors import OutscanError
from outscan.nouns import names
from outscan.report.json import CONTEXT_AT, FILE_SCHEMA, RUN_SCHEMA
from outscan.types import (
    Action,
    Advice,
    Basis,
    Certainty,
    Clause,
    Confidence,
    Count,
    Coverage,
    Declaration,
    Finding,
    Gap,
    GapReason,
    Hidden,
    HiddenKind,
    Kind,
    Level,
    Makings,
    Match,
    Ours,
    Part,
    Plain,
    Quote,
    Reason,
    Report,
    Risk,
    RiskReason,
    Span,
    Spot,
    Step,
    Threshold,
    Value,
    Verdict,
    Where,
    Word,
    named,
    unread,
)
from outscan.words import REASONS, say

Entry = Mapping[str, Any]
_SHORT = 60
"""A quote longer than this was put together from several stretches."""


def read_run(data: bytes, path: str) -> tuple[list[Report], dict[str, object]]:
    """Reports and facts of the run in `data`; `path` is for the sentence that says what is wrong."""
    try:
        files, run = _files(data)
        return [report(one) for one in files], run
    except KeyError as error:
        raise OutscanError(say("problem.report_old", path=path, key=error.args[0])) from None
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise OutscanError(say("problem.no_report", path=path)) from None


def _files(data: bytes) -> tuple[list[Entry], dict[str, object]]:
    whole = _objects(data)
    if len(whole) == 1 and whole[0].get("schema") == RUN_SCHEMA:
        return list(whole[0]["files"]), dict(whole[0]["run"])
    if not whole or any(one.get("schema") != FILE_SCHEMA for one in whole):
        raise ValueError(RUN_SCHEMA)
    return whole, {"tool": "outscan", **whole[0]["made_with"], "files": len(whole)}


def _objects(data: bytes) -> list[Entry]:
    """The one document, or a document a line."""
    try:
        return [json.loads(data)]
    except json.JSONDecodeError:
        return [json.loads(line) for line in data.splitlines() if line.strip()]


def report(entry: Entry) -> Report:
    """One `outscan.file/1` object as a report. Raises KeyError for what is missing, ValueError for words nobody knows."""
    coverage, verdict = entry["coverage"], entry["verdict"]
    return Report(
        path=entry["path"],
        name=entry["name"],
        sha256=entry["sha256"],
        size=entry["size"],
        type=entry["type"],
        findings=tuple(_finding(one) for one in entry["findings"]),
        gaps=tuple(Gap(_where(g["where"]), GapReason(g["reason"]), _detail(g)) for g in coverage["gaps"]),
        hidden=tuple(Hidden(_where(h["where"]), HiddenKind(h["kind"]), h["count"]) for h in entry["hidden"]),
        coverage=Coverage(coverage["parts"], coverage["read"], coverage["inert"]),
        risk=_risk(entry["risk"], entry["made_with"]["model"]),
        verdict=Verdict(
            Action(verdict["action"]),
            tuple(Clause(c["id"], Action(c["action"]), _reason(c["reason"]), c["basis"]) for c in verdict["clauses"]),
        ),
        made_with=Makings(**{name: entry["made_with"].get(name) for name in names(Makings)}),
        declarations=tuple(Declaration(d["key"], d["answer"], d["by"], d["wording"]) for d in entry["declarations"]),
        recipient=entry["recipient"],
        partial=entry["partial"],
    )


def _where(entry: Entry) -> Where:
    steps = _spot(entry["steps"]) if "steps" in entry else named(entry["spot"])
    return Where(tuple(entry["member"]), Part(entry["part"]), steps, _spot(entry.get("around", [])))


def _spot(entries: list[Entry]) -> Spot:
    return Spot(tuple(Step(one["kind"], one.get("number"), one.get("name", ""), one.get("column", 0)) for one in entries))


def _finding(entry: Entry) -> Finding:
    rule, kind, level = entry["rule"], Kind(entry["kind"]), Level(entry["level"])
    advice, dismissed, aside = entry["advice"], entry["dismissed"], entry["set_aside"]
    said = None if aside is None else _reason(aside)
    return Finding(
        rule=rule,
        kind=kind,
        domain=entry["domain"],
        level=level,
        title=entry["title"],
        title_en=entry["title_en"],
        basis=tuple(Basis(b["cite"], b["item"], Certainty(b["certainty"])) for b in entry["bases"]),
        matches=tuple(_match(one, rule, kind, level) for one in (entry, *entry["also"])),
        because=tuple(_reason(one) for one in entry["reasons"]),
        confidence=Confidence(entry["confidence"]),
        advice=_advice(advice) if advice else None,
        ask=entry["ask"] or "",
        ask_en=entry.get("ask_en") or "",
        settled_by=entry.get("settled_by"),
        state=entry["state"] or "",
        dismissed=None if dismissed is None else _reason(dismissed),
        declared=said if entry["declared"] is not None else None,
        baselined=said if entry["baselined"] is not None else None,
    )


def _advice(entry: Entry) -> Advice:
    return Advice(
        Action(entry["action"]),
        tuple(entry["techniques"]),
        entry["approver"],
        entry["note"],
        entry.get("approver_en", ""),
        entry.get("note_en", ""),
    )


def _match(entry: Entry, rule: str, kind: Kind, level: Level) -> Match:
    quote, facts = entry["quote"], {CONTEXT_AT: entry["context_at"]}
    spans = (Span(0, len(quote)),) if len(quote) <= _SHORT else (Span(0, _SHORT), Span(_SHORT, len(quote)))
    return Match(
        rule, kind, _where(entry["where"]), 0, spans, quote, entry["context"], level, facts, entry["visible"], entry["ocr"]
    )


def _risk(entry: Entry, model: str) -> Risk:
    reasons = tuple(RiskReason(_where(r["where"]), r["quote"], tuple(_reason(f) for f in r["reasons"])) for r in entry["because"])
    return Risk(entry["score"], entry["domain"], entry["raised"], model, reasons)


def _detail(gap: Entry) -> Reason | None:
    """What a gap says; reports of before it had a key say it in English only."""
    if "said" in gap:
        return _reason(gap["said"])
    return unread("as_is", text=gap["detail"]) if gap["detail"] else None


def _reason(entry: Entry) -> Reason:
    if entry["key"] not in REASONS:
        raise ValueError(entry["key"])
    return Reason(entry["key"], tuple((name, _value(one)) for name, one in entry["values"].items()))


def _value(entry: Entry) -> Value:
    match entry:
        case {"quote": text, "unit": unit}:
            return Quote(text, unit)
        case {"threshold": text, "unit": unit}:
            return Threshold(text, unit)
        case {"word": name}:
            return Word(name)
        case {"zh": zh, "en": en}:
            return Ours(zh, en)
        case {"count": number}:
            return Count(number)
        case {"plain": text}:
            return Plain(text)
        case {"list": several}:
            return tuple(_value(one) for one in several)
        case _:
            return _reason(entry)
