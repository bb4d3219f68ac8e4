"""See: a held document as pictures of its pages or as the text that was read, its places outlined and listed beside.

In: `Ask`s. Out: pages and pictures. Law: masked until somebody gives a reason and the password, which is an event; every look is
an event; every picture bears who looks, when and at which case; the bytes themselves are another door's.
"""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from typing import Any

from sqlalchemy import Connection, Row, select

from outscan.gate import moment, scans
from outscan.gate.audit.record import append
from outscan.gate.engine import Progress
from outscan.gate.faults import Refused
from outscan.gate.http.ask import Ask, figure
from outscan.gate.http.operation import STAFF, Operation, Parameter, choice, integer
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import mine
from outscan.gate.leaves import Hit, Viewed
from outscan.gate.page.forms import fields_of, one
from outscan.gate.page.inside import prove
from outscan.gate.page.leaf import leaf_groups, shown
from outscan.gate.page.look import go, page
from outscan.gate.tables import CASE_SCANS, CASES
from outscan.gate.viewing import held
from outscan.report.mask import Masker
from outscan.types import Where
from outscan.words import Words

WAIT_SECONDS = 0.7
"""A document that takes longer to read is waited for on a page of its own."""
MOST_BESIDE = 200
_TABS = ("pages", "text", "hidden")
_NAMES = Masker(show=True)


async def see(ask: Ask) -> Reply:
    """GET /scans/{scan}/see: one sheet of a document, its places listed beside."""
    return await _see(ask)


async def _see(ask: Ask, wrong: str = "", reason: str = "") -> Reply:
    row = held(await mine(ask))
    show = ask.house.viewer.shows(ask.who.session, row.id)
    coming = ask.house.viewer.look(row, None, show=show)
    try:
        view = await ready(coming)
    except Refused:
        return await waiting(ask, row, failed=True)
    if view is None:
        return await waiting(ask, row, ask.house.viewer.progress(row, None, show=show))
    sheet = ask.number("sheet") if ask.operation.method == "GET" else 1
    chosen = ask.query("tab") if ask.operation.method == "GET" else ""
    detail = {"sheet": sheet, "masked": not show}
    await ask.write(lambda link: append(link, ask.who, "content.viewed", f"scan:{row.id}", detail=detail))
    values = _sheet(view, chosen, sheet, Words(ask.language))
    values |= {"scan": row.id, "name": row.name, "show": show, "stamp": await stamp(ask, row), "wrong": wrong, "reason": reason}
    return await page(ask, "see.html", status=422 if wrong else 200, **values)


async def waiting(ask: Ask, row: Row[Any], far: Progress | None = None, *, failed: bool = False, beside: bool = False) -> Reply:
    """The page while a document is read, and how far that is; or that it could not be read in time: what to do instead."""
    values: dict[str, Any] = {"name": row.name, "scan": row.id, "failed": failed, "far": far or Progress()}
    return await page(ask, "reading.html", status=409 if failed else 200, beside=beside, **values)


async def reading(ask: Ask) -> Reply:
    """GET /scans/{scan}/reading: how far the reading for a look has come; on to the look where it is done."""
    row, viewer, beside = held(await mine(ask)), ask.house.viewer, ask.query("beside") == "1"
    first, other = row, None
    if beside:
        first, other = held(await ask.read(lambda link: scans.find(link, row.parent))), row
    show = all(viewer.shows(ask.who.session, one.id) for one in (first, other) if one is not None)
    if viewer.look(first, other, show=show).done():
        return go(f"/scans/{row.id}/{'beside' if beside else 'see'}")
    return await waiting(ask, row, viewer.progress(first, other, show=show), beside=beside)


async def ready(coming: Future[Viewed | None]) -> Viewed | None:
    """What was looked at, None while it is still being read. Raises Refused where it cannot be shown."""
    try:
        async with asyncio.timeout(WAIT_SECONDS):
            view = await asyncio.shield(asyncio.wrap_future(coming))
    except TimeoutError:
        return None
    if view is None:
        raise Refused("unusable", "view")
    return view


def _sheet(view: Viewed, chosen: str, sheet: int, words: Words) -> dict[str, Any]:
    """What one sheet shows."""
    plain = [number for number, leaf in enumerate(view.leaves) if leaf.hidden is None]
    hidden = [number for number, leaf in enumerate(view.leaves) if leaf.hidden is not None]
    tabs = [tab for tab, there in zip(_TABS, (view.pages, plain, hidden), strict=True) if there] or ["text"]
    own = bool(view.pages) and len(view.pages[0].member) == 1
    tab = chosen if chosen in tabs else tabs[0] if own else next((one for one in tabs if one != "pages"), tabs[0])
    parts = [] if tab == "pages" else leaf_groups(view.leaves, plain if tab == "text" else hidden)
    count = max(1, len(view.pages) if tab == "pages" else len(parts))
    sheet = min(sheet, count)
    on: dict[int, int] = {}
    if tab == "pages":
        on = {hit.number: hit.page + 1 for hit in view.hits if hit.page >= 0}
    else:
        where = {leaf: number for number, part in enumerate(parts, 1) for leaf in part.leaves}
        on = {hit.number: where[hit.leaf] for hit in view.hits if hit.leaf in where}
    mine = [hit for hit in view.hits if on.get(hit.number) == sheet]
    met: set[int] = set()
    leaves = [shown(view, leaf, met, words) for leaf in parts[sheet - 1].leaves] if parts else []
    others = sorted(set(on.values()))
    picture = view.pages[sheet - 1] if tab == "pages" else None
    return {
        "tabs": tabs,
        "tab": tab,
        "sheet": sheet,
        "count": count,
        "leaves": leaves,
        "picture": picture,
        "inside": _NAMES.place(Where(picture.member), words) if picture and len(picture.member) > 1 else "",
        "hits": [listed(view, hit, words) for hit in mine[:MOST_BESIDE]],
        "hits_more": max(0, len(mine) - MOST_BESIDE),
        "elsewhere": len(view.hits) - len(mine),
        "following": next((one for one in others if one > sheet), None),
        "preceding": next((one for one in reversed(others) if one < sheet), None),
        "beyond": view.beyond,
    }


def listed(view: Viewed, hit: Hit, words: Words) -> dict[str, Any]:
    """A place of a finding for the list beside."""
    finding = view.findings[hit.finding]
    return {
        "number": hit.number + 1,
        "title": words.title(finding),
        "rule": hit.rule,
        "place": _NAMES.place(hit.where, words),
        "quote": _NAMES.quote(hit.quote),
        "visible": hit.visible,
    }


async def stamp(ask: Ask, row: Row[Any]) -> str:
    """What stands across everything of a document that is shown: who looks, when, at which case."""

    def look(link: Connection) -> str:
        wanted = select(CASES.c.number).join(CASE_SCANS, CASE_SCANS.c.case == CASES.c.id).where(CASE_SCANS.c.scan == row.id)
        return str(link.execute(wanted.order_by(CASES.c.number.desc()).limit(1)).scalar() or row.id[:8])

    who = " ".join(dict.fromkeys([ask.who.name, ask.who.login]))
    return f"{who} · {moment.read(moment.here()).astimezone():%Y-%m-%d %H:%M} · {await ask.read(look)}"


async def picture(ask: Ask) -> Reply:
    """GET /scans/{scan}/pages/{number}.png: one page, stamped, coarse unless its words may be seen."""
    row = held(await mine(ask))
    number = figure(ask.path["number"], 6)
    if not number:
        raise Refused("not_found", "page")
    show = ask.house.viewer.shows(ask.who.session, row.id)
    across = await stamp(ask, row)
    drawn = await ask.run(lambda: ask.house.viewer.draw(row, number - 1, across, show=show))
    if drawn is None:
        raise Refused("not_found", "page")
    return Reply(drawn, 200, {"Content-Disposition": "inline"}, "image/png")


async def inside(ask: Ask) -> Reply:
    """GET /scans/{scan}/inside/{number}.png: one page of a document inside the document, as the look counts them."""
    row, number = held(await mine(ask)), figure(ask.path["number"], 6)
    if number is None:
        raise Refused("not_found", "page")
    viewer = ask.house.viewer
    show = viewer.shows(ask.who.session, row.id)
    view = await asyncio.wrap_future(viewer.look(row, None, show=show))
    pages = view.pages if view is not None else ()
    if not 1 <= number <= len(pages):
        raise Refused("not_found", "page")
    chosen, across = pages[number - 1], await stamp(ask, row)
    drawn = await ask.run(lambda: viewer.draw(row, chosen.number, across, member=chosen.member, show=show))
    if drawn is None:
        raise Refused("not_found", "page")
    return Reply(drawn, 200, {"Content-Disposition": "inline"}, "image/png")


async def unmask(ask: Ask) -> Reply:
    """POST /scans/{scan}/unmask: see the words, for a reason and after the password; the event first."""
    fields = await fields_of(ask)
    row, reason = held(await mine(ask)), one(fields, "reason")
    if wrong := (await prove(ask, fields) if reason else "reason_missing"):
        return await _see(ask, wrong, reason)
    await ask.write(lambda link: append(link, ask.who, "report.unmasked", f"scan:{row.id}", detail={"reason": reason[:256]}))
    ask.house.viewer.grant(ask.who.session, row.id)
    return go(f"/scans/{row.id}/see")


async def mask(ask: Ask) -> Reply:
    """POST /scans/{scan}/mask: no longer."""
    row = await mine(ask)
    ask.house.viewer.withdraw(ask.who.session, row.id)
    return go(f"/scans/{row.id}/see")


_SCAN = "/scans/{scan}"
_SHEET = Parameter("sheet", integer(1, 999_999, 1))
PAGES = (
    Operation(
        "GET",
        _SCAN + "/reading",
        "page_reading",
        reading,
        STAFF,
        "content",
        query=(Parameter("beside", choice("1")),),
        media="text/html",
    ),
    Operation(
        "GET",
        _SCAN + "/see",
        "page_see",
        see,
        STAFF,
        "content",
        query=(_SHEET, Parameter("tab", choice(*_TABS))),
        media="text/html",
    ),
    Operation(
        "GET",
        _SCAN + "/pages/{number}.png",
        "page_picture",
        picture,
        STAFF,
        "content",
        query=(Parameter("show", choice("1")),),
        media="image/png",
    ),
    Operation(
        "GET",
        _SCAN + "/inside/{number}.png",
        "page_inside",
        inside,
        STAFF,
        "content",
        query=(Parameter("show", choice("1")),),
        media="image/png",
    ),
    Operation("POST", _SCAN + "/unmask", "page_unmask", unmask, STAFF, "content", statuses=(303,), media="text/html"),
    Operation("POST", _SCAN + "/mask", "page_mask", mask, STAFF, "content", statuses=(303,), media="text/html"),
)
