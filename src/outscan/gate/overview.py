"""What the office is shown of a month and of its rules: figures, the head of the record to print and file, false alarms, clocks.

In: a connection. Out: plain values. Counts and ids; the sheet's foot is the anchor that costs nothing: stamped paper.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import Column, Connection, func, insert, select, update

from outscan.gate import moment
from outscan.gate.audit.record import append, head
from outscan.gate.clocks import UNDETERMINED_DAYS, Calendar, leak_deadline
from outscan.gate.faults import Refused
from outscan.gate.tables import ACCOUNTS, APPROVALS, CASES, CLOCKS, FALSE_ALARMS, RELEASES, SCANS
from outscan.gate.who import Who


def month(link: Connection, year: int, number: int) -> dict[str, Any]:
    """汇总表 of one month: scans by answer, cases by state, releases by state, and the anchor for its foot."""
    start = f"{year:04d}-{number:02d}"
    end = f"{year + number // 12:04d}-{number % 12 + 1:02d}"

    def counted(column: Column[Any], at: Column[Any]) -> dict[str, int]:
        rows = link.execute(select(column, func.count()).where(at >= start, at < end).group_by(column)).all()
        return {str(key): int(count) for key, count in sorted(rows)}

    anchor = head(link)
    return {
        "month": start,
        "scans": counted(SCANS.c.answer, SCANS.c.created),
        "departments": _departments(link, start, end),
        "doors": counted(SCANS.c.door, SCANS.c.created),
        "cases": counted(CASES.c.state, CASES.c.created),
        "approvals": {path or "ladder": count for path, count in counted(APPROVALS.c.path, APPROVALS.c.at).items()},
        "releases": counted(RELEASES.c.state, RELEASES.c.created),
        "false_alarms": counted(FALSE_ALARMS.c.state, FALSE_ALARMS.c.at),
        "anchor": anchor.text() if anchor else None,
    }


def _departments(link: Connection, start: str, end: str) -> dict[str, dict[str, int]]:
    """Checks of a month by department of who sent them, and by answer; what came through a door without an account is ""."""
    department = func.coalesce(ACCOUNTS.c.department, "")
    asked = select(department, SCANS.c.answer, func.count()).select_from(SCANS)
    asked = asked.join(ACCOUNTS, ACCOUNTS.c.id == SCANS.c.owner, isouter=True)
    out: dict[str, dict[str, int]] = {}
    for name, answer, count in link.execute(
        asked.where(SCANS.c.created >= start, SCANS.c.created < end, SCANS.c.answer != "").group_by(department, SCANS.c.answer)
    ).all():
        out.setdefault(str(name), {})[str(answer)] = int(count)
    return out


def false_alarms(link: Connection) -> dict[str, Any]:
    """Reports of wrong findings and how many each rule has."""
    rows = link.execute(select(FALSE_ALARMS).order_by(FALSE_ALARMS.c.at.desc()).limit(1000)).all()
    counts = link.execute(
        select(FALSE_ALARMS.c.rule, FALSE_ALARMS.c.state, func.count()).group_by(FALSE_ALARMS.c.rule, FALSE_ALARMS.c.state)
    ).all()
    rules: dict[str, dict[str, int]] = {}
    for rule, state, count in counts:
        rules.setdefault(rule, {})[state] = count
    return {"reports": [row._asdict() for row in rows], "rules": rules}


def answer(link: Connection, who: Who, alarm: str, outcome: str, text: str) -> None:
    """The officer's answer to a report. It changes no rule and releases nothing."""
    done = link.execute(
        update(FALSE_ALARMS)
        .where(FALSE_ALARMS.c.id == alarm, FALSE_ALARMS.c.state == "open")
        .values(state=outcome, answer=text, answered_by=who.account, answered=moment.here())
    )
    if not done.rowcount:
        raise Refused("not_found", "false_alarm")
    append(link, who, "false_alarm.answered", f"false_alarm:{alarm}", outcome)


def start_clock(link: Connection, who: Who, calendar: Calendar, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Start the clock of a suspected leak (24 hours) or of an undetermined matter (ten working days)."""
    at = moment.now().astimezone()
    due = leak_deadline(at) if facts["kind"] == "leak" else calendar.after(at, UNDETERMINED_DAYS)
    clock = uuid4().hex
    values = {
        "id": clock,
        "kind": facts["kind"],
        "case": facts["case"],
        "note": facts["note"],
        "by": who.account,
        "started": moment.text(at),
        "due": moment.text(due),
        "settled": "",
    }
    link.execute(insert(CLOCKS).values(**values))
    append(
        link, who, "clock.started", f"clock:{clock}", detail={"kind": facts["kind"], "case": facts["case"], "due": values["due"]}
    )
    return values


def clocks(link: Connection) -> list[dict[str, Any]]:
    """Every clock, the most urgent first."""
    rows = link.execute(select(CLOCKS).order_by(CLOCKS.c.settled, CLOCKS.c.due)).all()
    return [row._asdict() for row in rows]


def stop_clock(link: Connection, who: Who, clock: str) -> None:
    """The report was made, or the matter determined."""
    done = link.execute(update(CLOCKS).where(CLOCKS.c.id == clock, CLOCKS.c.settled == "").values(settled=moment.here()))
    if not done.rowcount:
        raise Refused("not_found", "clock")
    append(link, who, "clock.settled", f"clock:{clock}")
