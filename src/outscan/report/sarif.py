"""SARIF 2.1.0, for people whose CI shows it.

In: `Report`s. Out: one SARIF log. A place in a document is a logical location: line numbers mean nothing in a docx.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from urllib.parse import quote

from outscan.report.identity import identity
from outscan.report.mask import Masker
from outscan.types import Action, Finding, Report
from outscan.words import Words

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
GRAVITY = {
    Action.RELEASE: "note",
    Action.PROCESS: "warning",
    Action.REVIEW: "warning",
    Action.ESCALATE: "error",
    Action.WITHHOLD: "error",
}


def _rule(finding: Finding, words: Words) -> dict[str, object]:
    return {
        "id": finding.rule,
        "name": finding.rule.replace("/", "-"),
        "shortDescription": {"text": words.title(finding) or finding.rule},
        "properties": {
            "domain": finding.domain,
            "basis": [f"{b.cite} {b.item}".strip() for b in finding.basis],
            "certainty": [b.certainty.value for b in finding.basis],
        },
    }


def _result(finding: Finding, report: Report, masker: Masker, words: Words) -> dict[str, object]:
    action = finding.advice.action if finding.advice else Action.REVIEW
    level = words.say("in_brackets", text=words.level(finding.level))
    quoted = masker.match(finding.matches[0]) if finding.matches else ""
    message = f"{words.title(finding)}{level}{words.say('colon')}{quoted}"
    result: dict[str, object] = {
        "ruleId": finding.rule,
        "level": GRAVITY[action] if finding.upheld else "none",
        "kind": "fail" if finding.upheld else "notApplicable",
        "message": {"text": message},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(masker.name(report.path))}},
                "logicalLocations": [{"fullyQualifiedName": masker.place(m.where, words), "kind": "resource"}],
            }
            for m in finding.matches[:10]
        ],
        "partialFingerprints": {"outscan/v1": identity(finding)},
        "properties": {"action": action.value, "because": [masker.because(b, words) for b in finding.because]},
    }
    if not finding.upheld:
        why = finding.dismissed or finding.declared or finding.baselined
        result["suppressions"] = [{"kind": "external", "justification": masker.because(why, words)}]
    return result


def _uri(path: str) -> str:
    return quote(path.replace("\\", "/"), safe="/:")


def _notification(report: Report, masker: Masker, words: Words) -> list[dict[str, object]]:
    return [
        {
            "level": "error",
            "message": {"text": f"{masker.place(g.where, words)}{words.say('colon')}{words.unread(g)}"},
            "descriptor": {"id": f"gap/{g.reason.value}"},
        }
        for g in report.gaps
    ]


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """One run with all files' findings; incomplete files make the invocation unsuccessful."""
    words = Words(lang)
    rules: dict[str, dict[str, object]] = {}
    results: list[dict[str, object]] = []
    notes: list[dict[str, object]] = []
    for report in reports:
        masker = Masker(show=show_hits)
        for finding in report.findings:
            rules.setdefault(finding.rule, _rule(finding, words))
            results.append(_result(finding, report, masker, words))
        notes.extend(_notification(report, masker, words))
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "outscan",
                        "version": str(run.get("outscan", "")),
                        "language": "zh-CN" if lang != "en" else "en-US",
                        "rules": list(rules.values()),
                        "properties": {k: str(run.get(k, "")) for k in ("pack", "rules", "policy", "model", "options", "as_of")},
                    }
                },
                "results": results,
                "invocations": [
                    {"executionSuccessful": not notes and not run.get("partial"), "toolExecutionNotifications": notes}
                ],
                "columnKind": "unicodeCodePoints",
            }
        ],
    }
    return (json.dumps(log, ensure_ascii=False, indent=1) + "\n").encode()
