"""The wire format (docs/wire.md): `outscan.file/1` and `outscan.run/1`.

In: `Report`s. Out: dictionaries and UTF-8 lines. Masked unless hits may be shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from outscan.report.identity import identity
from outscan.report.mask import Masker
from outscan.types import (
    Advice,
    Basis,
    Count,
    Finding,
    Gap,
    Hidden,
    Match,
    Ours,
    Plain,
    Quote,
    Reason,
    Report,
    Risk,
    Threshold,
    Value,
    Word,
)
from outscan.words import Words

FILE_SCHEMA = "outscan.file/1"
RUN_SCHEMA = "outscan.run/1"
CONTEXT_AT = "context_at"
"""The fact of a match that was read back: a masked quote cannot be looked for in a masked context."""
WIRE = Words()
"""Sentences on the wire are Chinese, with names of evidence as they are."""
ENGLISH = Words("en")
"""Details of gaps are English on the wire: technical words and figures that programs know."""


def wire(reason: Reason, masker: Masker) -> dict[str, object]:
    """A reason as key and typed values, the document's words masked: whoever reads it can say it in either language."""
    return {"key": reason.key, "values": {name: _value(one, masker) for name, one in reason.values}}


def _value(value: Value, masker: Masker) -> object:
    match value:
        case Quote(text, unit):
            return {"quote": masker.context(text), "unit": unit}
        case Threshold(text, unit):
            return {"threshold": text, "unit": unit}
        case Word(name):
            return {"word": name}
        case Ours(zh, en):
            return {"zh": zh, "en": en}
        case Count(number):
            return {"count": number}
        case Plain(text):
            return {"plain": text}
        case Reason():
            return wire(value, masker)
        case _:
            return {"list": [_value(one, masker) for one in value]}


def _at(match: Match, masker: Masker) -> int:
    """Where in the context on the wire the quote begins, -1 where it does not stand there."""
    at = match.context.find(match.quote)
    return int(match.facts.get(CONTEXT_AT, at if at < 0 else len(masker.context(match.context[:at]))))


def _match(match: Match, masker: Masker) -> dict[str, object]:
    return {
        "where": masker.where(match.where),
        "quote": masker.match(match),
        "context": masker.context(match.context),
        "context_at": _at(match, masker),
        "visible": match.visible,
        "ocr": match.ocr,
    }


def _basis(basis: Basis) -> dict[str, object]:
    return {"cite": basis.cite, "item": basis.item, "certainty": basis.certainty.value}


def _advice(advice: Advice | None) -> dict[str, object] | None:
    if advice is None:
        return None
    return {
        "action": advice.action.value,
        "techniques": list(advice.techniques),
        "approver": advice.approver,
        "note": advice.note,
        "approver_en": advice.approver_en,
        "note_en": advice.note_en,
    }


def _finding(finding: Finding, masker: Masker) -> dict[str, object]:
    first = finding.matches[0] if finding.matches else None
    dismissed = finding.dismissed
    return {
        "rule": finding.rule,
        "kind": finding.kind.value,
        "domain": finding.domain,
        "level": finding.level.value,
        "title": finding.title,
        "title_en": finding.title_en,
        "basis": _basis(finding.basis[0]) if finding.basis else None,
        "bases": [_basis(b) for b in finding.basis],
        "where": masker.where(finding.where),
        "quote": masker.match(first) if first else "",
        "context": masker.context(first.context) if first else "",
        "context_at": _at(first, masker) if first else -1,
        "visible": first.visible if first else True,
        "ocr": first.ocr if first else None,
        "also": [_match(m, masker) for m in finding.matches[1:]],
        "confidence": finding.confidence.value,
        "state": finding.state or None,
        "because": [masker.because(b, WIRE, wire=True) for b in finding.because],
        "reasons": [wire(b, masker) for b in finding.because],
        "ask": finding.ask or None,
        "ask_en": finding.ask_en or None,
        "settled_by": finding.settled_by,
        "dismissed": None
        if dismissed is None
        else {"reason": masker.because(dismissed, WIRE, wire=True), **wire(dismissed, masker)},
        "declared": _said(finding.declared, masker),
        "baselined": _said(finding.baselined, masker),
        "set_aside": wire(said, masker) if (said := finding.declared or finding.baselined) else None,
        "advice": _advice(finding.advice),
        "fingerprint": identity(finding),
    }


def _said(reason: Reason | None, masker: Masker) -> str | None:
    return None if reason is None else masker.because(reason, WIRE, wire=True)


def gap_object(gap: Gap, masker: Masker) -> dict[str, object]:
    """A gap on the wire."""
    said = {} if gap.detail is None else {"said": wire(gap.detail, masker)}
    return {"where": masker.where(gap.where), "reason": gap.reason.value, "detail": ENGLISH.detail(gap), **said}


def _hidden(hidden: Hidden, masker: Masker) -> dict[str, object]:
    return {"where": masker.where(hidden.where), "kind": hidden.kind.value, "count": hidden.count}


def _risk(risk: Risk, masker: Masker) -> dict[str, object]:
    because = [
        {
            "where": masker.where(r.where),
            "quote": masker.quote(r.quote),
            "features": [masker.because(f, WIRE, wire=True) for f in r.features],
            "reasons": [wire(f, masker) for f in r.features],
        }
        for r in risk.because
    ]
    return {"score": round(risk.score, 4), "raised": risk.raised, "domain": risk.domain, "because": because}


def file_object(report: Report, *, show_hits: bool = False) -> dict[str, object]:
    """One file as `outscan.file/1`: findings first upheld then set aside, gravest first inside each."""
    masker = Masker(show=show_hits)
    verdict = report.verdict
    return {
        "schema": FILE_SCHEMA,
        "path": masker.name(report.path),
        "name": masker.name(report.name),
        "sha256": report.sha256,
        "size": report.size,
        "type": report.type,
        "action": verdict.action.value,
        "complete": report.complete,
        "partial": report.partial,
        "coverage": {
            "parts": report.coverage.parts,
            "read": report.coverage.read,
            "inert": report.coverage.inert,
            "gaps": [gap_object(g, masker) for g in report.gaps],
        },
        "hidden": [_hidden(h, masker) for h in report.hidden],
        "findings": [_finding(f, masker) for f in report.findings],
        "risk": _risk(report.risk, masker),
        "verdict": {
            "action": verdict.action.value,
            "clauses": [
                {
                    "id": c.id,
                    "action": c.action.value,
                    "why": masker.because(c.why, WIRE, wire=True),
                    "basis": c.basis,
                    "reason": wire(c.why, masker),
                }
                for c in verdict.clauses
            ],
        },
        "declarations": [{"key": d.key, "answer": d.answer, "by": d.by, "wording": d.wording} for d in report.declarations],
        "recipient": report.recipient,
        "made_with": {
            "outscan": report.made_with.outscan,
            "rules": report.made_with.rules,
            "policy": report.made_with.policy,
            "model": report.made_with.model,
            "options": report.made_with.options,
            "as_of": report.made_with.as_of,
            "ocr": report.made_with.ocr,
            **({"helpers": report.made_with.helpers} if report.made_with.helpers else {}),
        },
    }


def line(report: Report, *, show_hits: bool = False) -> str:
    """One JSONL line, without the line end."""
    return json.dumps(file_object(report, show_hits=show_hits), ensure_ascii=False)


def summary(reports: Iterable[Report]) -> dict[str, object]:
    """Files by action, and how many were incomplete."""
    reports = list(reports)
    actions = Counter(r.verdict.action.value for r in reports)
    return {"files": len(reports), "actions": dict(sorted(actions.items())), "incomplete": sum(not r.complete for r in reports)}


def run_object(reports: Iterable[Report], run: Mapping[str, object], *, show_hits: bool = False) -> dict[str, object]:
    """A run as `outscan.run/1`."""
    reports = list(reports)
    return {
        "schema": RUN_SCHEMA,
        "run": dict(run),
        "files": [file_object(r, show_hits=show_hits) for r in reports],
        "summary": summary(reports),
    }


def render(reports: Iterable[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """The whole run as one JSON document."""
    del lang
    return (json.dumps(run_object(reports, run, show_hits=show_hits), ensure_ascii=False, indent=1) + "\n").encode()
