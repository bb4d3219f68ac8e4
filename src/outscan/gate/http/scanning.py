"""Scans over HTTP: upload, wait, look, report, process, download, report a false alarm.

In: `Ask`s. Out: `Reply`s. Law: full is said before a body is read; what was accepted is answered for.
"""

from __future__ import annotations

import asyncio
import base64
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, Row, select

from outscan.gate import scans
from outscan.gate.binding import Channel, recipients
from outscan.gate.cases import may_see
from outscan.gate.faults import Refused
from outscan.gate.http import shapes, upload
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import FLAG, SENDERS, TEXT, Operation, Parameter, choice, integer
from outscan.gate.http.reply import Reply
from outscan.gate.scans import QUEUED, Arrived, Order
from outscan.gate.spool import Upload
from outscan.gate.tables import SCANS
from outscan.words.gate import GATE

_NAME = {"type": "string", "minLength": 1, "maxLength": 1024, "pattern": r"^[^\x00-\x20\x7f/\\.][^\x00-\x1f\x7f/\\]*$"}
_DECLARED = {"type": "string", "maxLength": 256, "pattern": "^[a-z0-9_./-]+=(yes|no)$"}
_FIELDS = frozenset({"recipient", "channel", "declare", "hold", "notify"})


async def submit(ask: Ask) -> Reply:
    """POST /v1/scans: stream the body into the spool, enter it, wait as long as asked for."""
    house = ask.house
    try:
        received = await _receive(ask)
        size, digest = received.upload.size, received.upload.sha256
        try:
            order = order_of(ask, received.fields)
            arrived = Arrived(received.upload.name, received.name, digest, size)
            print_ = json.dumps([digest, received.name, received.fields, sorted(ask.raw_query)], ensure_ascii=False)

            def enter(link: Connection) -> Reply:
                scans.check_quota(link, ask.who, house.settings.load, size)
                return Reply({"id": scans.accept(link, ask.who, house.queue, arrived, order)}, 202)

            entered = await ask.once(enter, print_)
        except BaseException:
            received.upload.drop()
            raise
    finally:
        ask.arrived()
    scan = str(entered.body["id"])  # type: ignore[index]  # what `enter` made
    headers = {"Content-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(digest)).decode()}:", **entered.headers}
    if "Idempotency-Replayed" in entered.headers:
        received.upload.drop()
    else:
        house.engine.entered()
    row = await wait(ask, scan, ask.number("wait"))
    return _reply(ask, row, headers)


async def _receive(ask: Ask) -> upload.Received:
    most = ask.house.settings.load.max_body
    media = ask.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = ask.chunks(most)
    if media == "multipart/form-data":
        return await upload.multipart(body, ask.headers, ask.house.spool, most)
    if media in {"application/x-www-form-urlencoded", "text/xml", "application/xml"} or media.startswith("multipart/"):
        raise Refused("media_type", "multipart/form-data")
    return await upload.raw(body, ask.house.spool, ask.query("name", upload.UNNAMED), most)


async def enter(ask: Ask, files: Sequence[tuple[Upload, str]], order: Order) -> list[str]:
    """Enter a page's uploads in one transaction; their scans, in order. Raises Refused, and then none is entered."""
    house = ask.house

    def work(link: Connection) -> list[str]:
        made = []
        for arrived, name in files:
            scans.check_quota(link, ask.who, house.settings.load, arrived.size)
            made.append(
                scans.accept(link, ask.who, house.queue, Arrived(arrived.name, name, arrived.sha256, arrived.size), order)
            )
        return made

    made = await ask.write(work)
    house.engine.entered()
    return made


def order_of(ask: Ask, fields: dict[str, list[str]], about: tuple[tuple[str, str], ...] = ()) -> Order:
    """What was said with an upload, in fields or in the query. Raises Refused."""
    if unknown := set(fields) - _FIELDS:
        raise Refused("invalid", min(unknown)[:64])

    def typed(name: str) -> list[str]:
        return [*fields.get(name, []), *ask.queries(name)]

    declared = []
    for one in typed("declare"):
        key, _, answer = one.partition("=")
        if not key or answer not in {"yes", "no"}:
            raise Refused("invalid", "declare")
        declared.append((key, answer == "yes"))
    channel = (typed("channel") or [""])[-1]
    if channel and channel not in set(Channel):
        raise Refused("invalid", "channel")
    if any(word not in {"true", "false"} for name in ("hold", "notify") for word in typed(name)):
        raise Refused("invalid", "hold")
    who_gets = typed("recipient")
    return Order(
        "http",
        tuple(who_gets),
        channel,
        tuple(declared),
        hold=typed("hold")[-1:] == ["true"],
        mode=ask.house.mode("http", recipients(who_gets)),
        notify=typed("notify")[-1:] == ["true"],
        about=about,
    )


async def wait(ask: Ask, scan: str, seconds: float) -> Row[Any]:
    """The row of a scan, after it is finished or `seconds` have passed."""
    done, loop = asyncio.Event(), asyncio.get_running_loop()

    def finished() -> None:
        loop.call_soon_threadsafe(done.set)

    ask.house.engine.listen(scan, finished)
    try:
        row = await ask.read(lambda link: scans.find(link, scan))
        if row.state == scans.QUEUED and seconds:
            with suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), seconds)
            row = await ask.read(lambda link: scans.find(link, scan))
    finally:
        ask.house.engine.deaf(scan, finished)
    return row


def _on_the_wire(row: Row[Any]) -> dict[str, object]:
    """A scan on the wire, without its report."""
    fields: dict[str, object] = {
        "schema": "outscan.gate.scan/1",
        "id": row.id,
        "state": row.state,
        "kind": row.kind,
        "parent": row.parent or None,
        "name": row.name,
        "size": row.size,
        "sha256": row.sha256,
        "created": row.created,
        "finished": row.finished or None,
        "held": bool(row.held),
        "decision": None,
    }
    if row.state != QUEUED:
        fields["decision"] = {
            "answer": row.answer,
            "would": row.would,
            "action": row.action,
            "complete": bool(row.complete),
            "mode": row.mode,
            "stopped": row.stopped or None,
            "rules": json.loads(row.rules),
            "failure": row.failure.partition("\n")[0] or None,
            "reasons": row.failure.splitlines()[1:],
        }
    return fields


def _reply(ask: Ask, row: Row[Any], headers: dict[str, str]) -> Reply:
    shown = _on_the_wire(row)
    if shown["decision"]:
        key = f"answer_{row.answer}" if not row.stopped else "answer_stopped"
        chinese, english = GATE[key]
        message = (english if ask.language == "en" else chinese).format(contact=ask.house.settings.contact)
        shown["decision"] = {**dict(shown["decision"]), "message": message}  # type: ignore[call-overload]  # a mapping
    if row.state == scans.QUEUED:
        shown["progress"] = asdict(ask.house.engine.progress(row.id))
        ahead = {"Location": f"/v1/scans/{row.id}", "Retry-After": str(ask.house.engine.retry_after())}
        return Reply(shown, 202, {**headers, **ahead})
    if row.mode != "enforce" and row.answer != row.would:
        headers = {**headers, "Outscan-Mode": f"{row.mode}; would={row.would}"}
    return Reply(shown, 200, headers)


async def mine(ask: Ask) -> Row[Any]:
    """The scan of the path, where the asker may see it; else as if it were not there."""

    def look(link: Connection) -> Row[Any]:
        row = scans.find(link, ask.path["scan"])
        if row.owner != ask.who.account and not may_see(link, ask.who, scan=row.id):
            raise Refused("not_found", "scan")
        return row

    return await ask.read(look)


async def show(ask: Ask) -> Reply:
    """GET /v1/scans/{scan}: how it stands; waits where asked to."""
    row = await mine(ask)
    if row.state == scans.QUEUED and ask.number("wait"):
        row = await wait(ask, row.id, ask.number("wait"))
    return _reply(ask, row, {})


async def listed(ask: Ask) -> Reply:
    """GET /v1/scans: the asker's own, newest first."""

    def look(link: Connection) -> list[dict[str, object]]:
        rows = link.execute(
            select(SCANS).where(SCANS.c.owner == ask.who.account).order_by(SCANS.c.created.desc()).limit(ask.number("limit"))
        ).all()
        return [_on_the_wire(row) for row in rows]

    return Reply({"scans": await ask.read(look)})


async def process(ask: Ask) -> Reply:
    """POST /v1/scans/{scan}/process: technical processing of held bytes; the copy is a scan of its own."""
    wanted = await ask.body_as(shapes.Processing)
    row = await mine(ask)
    if row.owner != ask.who.account:
        raise Refused("forbidden")
    if not row.held:
        raise Refused("no_bytes")
    house = ask.house
    if house.engine.waiting >= house.settings.load.queue:
        raise Refused("full", retry=house.engine.retry_after())

    spooled = (await ask.run(lambda: house.unsealed(row.held))).name

    def enter(link: Connection) -> Reply:
        made = scans.accept_processing(link, ask.who, house.queue, row, spooled, shapes.plain(wanted))
        return Reply({"id": made}, 202)

    try:
        entered = await ask.once(enter)
    except BaseException:
        house.spool.drop(spooled)
        raise
    if "Idempotency-Replayed" in entered.headers:
        house.spool.drop(spooled)
    else:
        house.engine.entered()
    made = await wait(ask, str(entered.body["id"]), ask.number("wait"))  # type: ignore[index]  # what `enter` made
    return _reply(ask, made, dict(entered.headers))


_WAIT = Parameter("wait", integer(0, 60, 0))
_SCAN = "/v1/scans/{scan}"
OPERATIONS = (
    Operation(
        "POST",
        "/v1/scans",
        "scan_submit",
        submit,
        SENDERS,
        "scan",
        upload=True,
        once=True,
        statuses=(200, 202),
        query=(
            _WAIT,
            Parameter("name", _NAME),
            Parameter("recipient", TEXT, many=True),
            Parameter("channel", choice(*Channel)),
            Parameter("declare", _DECLARED, many=True),
            Parameter("hold", FLAG),
            Parameter("notify", FLAG),
        ),
    ),
    Operation("GET", "/v1/scans", "scan_list", listed, SENDERS, "scan", query=(Parameter("limit", integer(1, 500, 50)),)),
    Operation("GET", _SCAN, "scan_show", show, SENDERS, "scan", query=(_WAIT,), statuses=(200, 202)),
    Operation(
        "POST",
        _SCAN + "/process",
        "scan_process",
        process,
        SENDERS,
        "scan",
        body=shapes.Processing,
        query=(_WAIT,),
        statuses=(200, 202),
        once=True,
    ),
)
