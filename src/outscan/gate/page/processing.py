"""Process: which way where there is a choice, then both sides with what changed, and the proof in one line.

In: `Ask`s. Out: pages. Law: a mark is not taken out here; what is shown of either side is masked as it is elsewhere.
"""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import Connection, Row

from outscan.gate import paper, scans
from outscan.gate.audit.record import append
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import STAFF, Operation, Parameter, integer
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import mine
from outscan.gate.leaves import Viewed
from outscan.gate.page.forms import fields_of, one
from outscan.gate.page.inside import answer_of, call
from outscan.gate.page.leaf import LeafGroup, Shown, leaf_groups, shown
from outscan.gate.page.look import go, page
from outscan.gate.page.seeing import ready, stamp, waiting
from outscan.gate.viewing import held
from outscan.report.order import upheld
from outscan.words import Words

OFFERED = ("redact", "replace_wording", "reduce_precision", "aggregate_series", "drop_column", "drop_rows")
"""The techniques the API takes; the others belong to a format and are used wherever they apply."""
PRECISIONS = ("0.01", "0.1", "1")
"""Degrees that coordinates may be rounded to."""


async def choose(ask: Ask) -> Reply:
    """GET /scans/{scan}/process: what is advised for each matter, and what else can be chosen."""
    row = held(await mine(ask))
    if row.owner != ask.who.account or row.kind != "scan":
        raise Refused("forbidden")
    words = Words(ask.language)
    report = await ask.run(lambda: paper.unpack(row.record))
    advised: dict[str, list[str]] = {}
    for finding in upheld(report):
        if finding.advice:
            advised.setdefault(words.title(finding), []).extend(finding.advice.techniques)
    matters = [(title, [words.technique(one) for one in dict.fromkeys(ways)]) for title, ways in advised.items()]
    ways = [way for way in OFFERED if any(way in several for several in advised.values()) or way in {"redact", "replace_wording"}]
    values = {"scan": row.id, "name": row.name, "matters": matters, "ways": ways, "precisions": PRECISIONS}
    return await page(ask, "process.html", **values)


async def process(ask: Ask) -> Reply:
    """POST /scans/{scan}/process: technical processing; on to the copy's own verdict."""
    fields = await fields_of(ask)
    body: dict[str, Any] = {"techniques": [way for way in fields.get("technique", []) if way in OFFERED]}
    if one(fields, "precision") in PRECISIONS and "reduce_precision" in body["techniques"]:
        body["precision"] = float(one(fields, "precision"))
    if "aggregate_series" in body["techniques"]:
        body["aggregate"] = "monthly"
    body["keep_hidden"] = "keep_hidden" in fields
    made = await answer_of(ask, "scan_process", body=body)
    return go(f"/scans/{made['id']}")


async def beside(ask: Ask) -> Reply:
    """GET /scans/{scan}/beside: the original and its processed copy, what differs outlined in both."""
    copy = held(await mine(ask))
    if copy.kind != "process":
        raise Refused("not_found", "copy")
    original = held(await ask.read(lambda link: _parent(link, copy)))
    viewer = ask.house.viewer
    show = viewer.shows(ask.who.session, copy.id) and viewer.shows(ask.who.session, original.id)
    try:
        view = await ready(viewer.look(original, copy, show=show))
    except Refused:
        return await waiting(ask, copy, failed=True)
    if view is None:
        return await waiting(ask, copy, viewer.progress(original, copy, show=show), beside=True)
    sheet = ask.number("sheet")
    detail = {"sheet": sheet, "masked": not show, "beside": original.id}
    await ask.write(lambda link: append(link, ask.who, "content.viewed", f"scan:{copy.id}", detail=detail))
    words = Words(ask.language)
    values = _both(view, sheet, words) | {
        "scan": copy.id,
        "original": original.id,
        "name": copy.name,
        "show": show,
        "proof": proof_line(copy, words),
        "stamp": await stamp(ask, copy),
    }
    return await page(ask, "beside.html", **values)


def _parent(link: Connection, copy: Row[Any]) -> Row[Any]:
    return scans.find(link, copy.parent)


def _both(view: Viewed, sheet: int, words: Words) -> dict[str, Any]:
    """One sheet of each side. Pages are drawn beside one another where both are drawn; else the text that was read."""
    other = view.other or Viewed((), (), ())
    pages = [[one for one in side.pages if len(one.member) == 1] for side in (view, other)]  # of the documents themselves
    drawn = min(map(len, pages))
    sides = [_changed_first(one) for one in (view, other)]
    count = drawn or max(1, *(len(one) for one in sides))
    sheet = min(sheet, count)
    leaves: list[list[Shown]] = [[], []]
    if not drawn:
        for side, (one, parts) in enumerate(zip((view, other), sides, strict=True)):
            met: set[int] = set()
            leaves[side] = [shown(one, number, met, words) for number in (parts[sheet - 1].leaves if sheet <= len(parts) else ())]
    changed = [sum(len(leaf.changes) for leaf in one.leaves) for one in (view, other)]
    return {
        "sheet": sheet,
        "count": count,
        "leaves": leaves,
        "pictures": (pages[0][sheet - 1], pages[1][sheet - 1]) if drawn else None,
        "changed": changed,
    }


def _changed_first(view: Viewed) -> list[LeafGroup]:
    return leaf_groups(view.leaves, range(len(view.leaves)))


def proof_line(copy: Row[Any], words: Words) -> dict[str, Any] | None:
    """残留, 覆盖, 校验值, and what was done, out of the proof that lies beside the copy."""
    if not copy.proof:
        return None
    proof = json.loads(copy.proof)
    coverage = proof["coverage"]
    parts, seen = coverage["parts"], coverage["read"] + coverage["inert"]
    done: dict[str, int] = {}
    for change in proof["changes"]:
        name = words.technique(change["technique"])
        done[name] = done.get(name, 0) + change["count"]
    return {
        "residual": len(proof["residual"]),
        "percent": 100 if seen >= parts else 100 * seen // parts,
        "sha256": proof["sha256_after"],
        "done": sorted(done.items()),
        "notes": proof["notes"],
    }


async def proof(ask: Ask) -> Reply:
    """GET /scans/{scan}/proof.json: the proof to keep beside the copy."""
    return await call(ask, "scan_proof")


_SCAN = "/scans/{scan}"
PAGES = (
    Operation("GET", _SCAN + "/process", "page_process_choose", choose, STAFF, "scan", media="text/html"),
    Operation("POST", _SCAN + "/process", "page_process", process, STAFF, "scan", statuses=(303,), media="text/html"),
    Operation(
        "GET",
        _SCAN + "/beside",
        "page_beside",
        beside,
        STAFF,
        "content",
        query=(Parameter("sheet", integer(1, 999_999, 1)),),
        media="text/html",
    ),
    Operation("GET", _SCAN + "/proof.json", "page_proof", proof, STAFF, "scan", media="*/*"),
)
