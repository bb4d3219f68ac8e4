"""How a run stands, computed from the ledger alone: the sums, what is left, who works.

In: a connection. Out: dictionaries fit for a screen, a status file, a Prometheus text file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from outscan.batch.ledger import Run, runs, sums
from outscan.batch.reasons import reason
from outscan.report.mask import visible
from outscan.store import jobs
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.language import language
from outscan.words.packages import PACKAGES
from outscan.words.said import said

FEW = 4
"""Files of a matter that are named on a line."""
STATES = ("done", "incomplete", "skipped", "unlistable")


def status_of(link: Connection, run: Run) -> dict[str, Any]:
    """One run: counts by state, action and reason, what is left, how fast."""
    totals = sums(link, run.id)
    left, held = jobs.left(link, run.queue)
    seconds = max((run.ended or jobs.now(link)) - run.began, 0.0)
    return {
        "run": run.id,
        "state": run.state,
        "sources": list(run.sources),
        "day": run.day,
        "recipient": run.options.get("recipient", ""),
        "found": totals["found"],
        "listed": totals["listed"],
        **{state: totals[f"state:{state}"] for state in STATES},
        "left": left,
        "in_hand": held,
        "actions": {action.value: totals[f"action:{action.value}"] for action in Action if totals[f"action:{action.value}"]},
        "reasons": {what[7:]: many for what, many in sorted(totals.items()) if what.startswith("reason:") and many},
        "raised_by_package": totals["raised"],
        "bytes": totals["bytes"],
        "bytes_listed": totals["bytes_listed"],
        "contents_read": totals["read"],
        "results_reused": totals["reused"] + totals["shared"],
        "seconds": round(seconds, 1),
        "package": dict(run.package),
    }


def crossings(package: Mapping[str, Any]) -> list[str]:
    """What the package as a whole comes to, a sentence each: sums that cross a line, matters that arise between files."""
    out = []
    for one in package.get("crossed", []):
        total, line = (
            said(BATCH, f"package_{one['what']}", n=f"{one['sum']:g}"),
            said(BATCH, "package_crossed", line=f"{one['least']:g}"),
        )
        out.append(said(BATCH, "package_line", total=total, line=line, cite=one["cite"]))
    out += [matter(one) for one in package.get("joint", [])]
    if package.get("unjoined"):
        out.append(said(BATCH, "package_unjoined", n=package["unjoined"]))
    return out


def matter(one: Mapping[str, Any]) -> str:
    """A matter that arises between files: what it is called, why, in which files, and the law."""
    words, english = Words.here(), language() == "en"
    title = PACKAGES[one["rule"]][english] if one["rule"] in PACKAGES else str(one["rule"])
    names = [visible(path.replace("\\", "/").rpartition("/")[2]) for path in (*one["paths"], *one["earlier"])]
    shown = said(BATCH, "listed_names").join(names[:FEW]) + ("…" if len(names) > FEW else "")
    whys = said(BATCH, "between").join(words.reason(reason(because)) for because in one["why"])
    files = said(BATCH, "package_files" if not one["earlier"] else "package_earlier", n=len(names), names=shown)
    action = words.action(Action(one["action"]))
    return said(BATCH, "package_matter", action=action, title=title, whys=whys, files=files, cite=one["cite"])


def all_statuses(link: Connection) -> list[dict[str, Any]]:
    """Every run of a ledger."""
    return [status_of(link, run) for run in runs(link)]


def code(status: Mapping[str, Any]) -> int:
    """The exit code of a run (design/CONTRACT): 1 beats 3, 3 beats 0."""
    actions = status["actions"]
    if any(actions.get(action.value) for action in (Action.PROCESS, Action.ESCALATE, Action.WITHHOLD)):
        return 1
    unsure = (
        actions.get(Action.REVIEW.value)
        or status["reasons"].get("name")
        or status["raised_by_package"]
        or status["package"].get("unjoined")
        or status["incomplete"]
        or status["unlistable"]
    )
    return 3 if unsure or status["left"] or not status["listed"] else 0


def prometheus(status: Mapping[str, Any]) -> str:
    """The same as a Prometheus text file."""
    lines = ["# TYPE outscan_batch_items gauge"]
    lines += [f'outscan_batch_items{{state="{state}"}} {status[state]}' for state in (*STATES, "listed", "found", "left")]
    lines += ["# TYPE outscan_batch_verdicts gauge"]
    lines += [f'outscan_batch_verdicts{{action="{action}"}} {many}' for action, many in status["actions"].items()]
    for name in ("bytes", "bytes_listed", "contents_read", "results_reused", "seconds", "rate", "free_bytes"):
        if name in status:
            lines += [f"# TYPE outscan_batch_{name} gauge", f"outscan_batch_{name} {status[name]}"]
    return "\n".join(lines) + "\n"
