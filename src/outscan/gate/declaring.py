"""Facts a person states after a check: exactly those its findings ask for, decided again without reading the document.

In: the row of a scan, answers, who states them. Out: the questions with what was answered; the row decided anew. Law: only what
an item asks may be stated, by the sender, with a name, as an event; a scan that stands in a case is not changed any more, and
what other rules judged is read again, not decided again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, Row, update

from outscan.decide import decide_again, questions
from outscan.gate import moment, paper, scans
from outscan.gate.audit.record import append
from outscan.gate.cases import may_see
from outscan.gate.decision import Mode, decide, genuine_level
from outscan.gate.faults import Refused
from outscan.gate.tables import SCANS
from outscan.gate.who import Who
from outscan.nouns import replace
from outscan.tally import ordered
from outscan.types import Declaration, Level, Report

if TYPE_CHECKING:
    from outscan.gate.house import House

CASE, RULES, STATE = "case", "pack", "state"
"""Why nothing can be stated of a scan now."""


def asked(link: Connection, house: House, row: Row[Any]) -> dict[str, Any]:
    """What the findings of a scan ask, what was stated, and what the verdict would be without; `closed` says why not now."""
    if not row.record:
        return {"questions": [], "statements": [], "closed": STATE, "action": row.action or None, "without": None}
    report = paper.unpack(row.record)
    said = {key: (answer, by) for key, answer, by in scans.declared(row)}
    found = questions(report.findings)
    without = decide_again(house.scanner.policy, report, ()).verdict.action if said else report.verdict.action
    return {
        "questions": [
            {
                "key": key,
                "title": one.title,
                "title_en": one.title_en,
                "ask": one.ask,
                "ask_en": one.ask_en,
                "answer": _word(said[key][0]) if key in said else None,
                "by": said[key][1] if key in said else "",
                "settled": one.declared is not None,
            }
            for key, one in found.items()
        ],
        "statements": [{"key": key, "answer": _word(answer), "by": by} for key, (answer, by) in said.items()],
        "closed": _closed(link, house, row) or None,
        "action": row.action,
        "without": without.value,
    }


def _word(answer: bool) -> str:  # noqa: FBT001 - an answer
    return "yes" if answer else "no"


def _closed(link: Connection, house: House, row: Row[Any]) -> str:
    """Why nothing can be stated of a scan now, "" where it can."""
    if row.state != scans.DONE or row.stopped or row.kind != "scan" or not row.record:
        return STATE
    if may_see(link, Who(""), scan=row.id, standing=True):
        return CASE
    return "" if row.pack == house.pack else RULES


def declare(link: Connection, house: House, who: Who, scan: str, answers: Mapping[str, str], by: str) -> Row[Any]:
    """State `answers` (key to yes, no, or none for no longer) in the name of `by`, decide anew. Raises Refused."""
    row = scans.find(link, scan, lock=True)
    if row.owner != who.account:
        raise Refused("forbidden")
    if closed := _closed(link, house, row):
        raise Refused("state", closed)
    report = paper.unpack(row.record)
    if unknown := set(answers) - set(questions(report.findings)):
        raise Refused("invalid", f"answers[{min(unknown)[:64]}]")
    name = by if by == who.name else f"{by} ({who.login})"
    kept = {key: [key, answer, known] for key, answer, known in scans.declared(row)}
    for key, answer in answers.items():
        kept.pop(key, None)
        if answer != "none":
            kept[key] = [key, answer == "yes", name]
    statements = list(kept.values())
    report = _again(house, row, report, statements)
    decision = decide(report, mode=Mode(row.mode), network=house.settings.network_level)
    shown, record = paper.pack_again(row.report, report)
    level = max((one.level for one in report.findings if one.upheld), default=Level.NONE)
    values = {
        "answer": decision.answer.value,
        "would": decision.would.value,
        "action": decision.action.value,
        "level": max(level, genuine_level(report.findings)).value,
        "rules": json.dumps(decision.rules),
        "declarations": json.dumps(statements, ensure_ascii=False),
        "report": shown,
        "record": record,
        "finished": moment.here(),
    }
    link.execute(update(SCANS).where(SCANS.c.id == row.id).values(**values))
    detail = {"sha256": row.sha256, "answers": dict(answers), "by": name, "before": row.action, "action": decision.action.value}
    append(link, who, "scan.declared", f"scan:{row.id}", decision.answer.value, detail)
    return scans.find(link, scan)


def _again(house: House, row: Row[Any], report: Report, statements: list[list[Any]]) -> Report:
    """`report` as a scan would have made it with these statements."""
    said = [Declaration(key, answer, by) for key, answer, by in statements]
    config = replace(
        house.scanner.config,
        recipient="；".join(json.loads(row.recipients)),
        declarations=tuple((one.key, one.answer) for one in said),
        declared_by=scans.declared_by(row.owner, [one.by for one in said]),
    )
    made = replace(report.made_with, options=f"sha256:{config.digest()}")
    again = decide_again(house.scanner.policy, report, said)
    return replace(again, findings=ordered(again.findings), made_with=made)
