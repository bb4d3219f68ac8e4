"""Cases and releases over HTTP.

In: `Ask`s. Out: `Reply`s. Law: a decision asks for a password given within five minutes; a release check answers yes or why not.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from outscan.gate import cases, moment, paper, releases
from outscan.gate.audit.record import append
from outscan.gate.auth import accounts
from outscan.gate.binding import Ground
from outscan.gate.faults import Refused
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import OFFICE, SENDERS, STAFF, TEXT, Operation, Parameter, choice, integer
from outscan.gate.http.reading import FORMS, attachment
from outscan.gate.http.reply import Reply
from outscan.gate.states import APPROVERS, Role
from outscan.gate.tables import CASE_SCANS, SCANS
from outscan.report import run_facts
from outscan.types import Report
from outscan.words.gate import GATE

_CASE = "/v1/cases/{case}"
_DRAFTERS = frozenset({Role.HANDLER, *APPROVERS})


async def create(ask: Ask) -> Reply:
    """POST /v1/cases: a new case in draft."""
    body = await ask.body_as(shapes.Content)

    def make(link: Connection) -> Reply:
        case = cases.create(link, ask.house, ask.who, shapes.plain(body))
        return Reply({"id": case, **cases.brief(cases.find(link, case))}, 201, {"Location": f"/v1/cases/{case}"})

    return await ask.once(make)


async def correct(ask: Ask) -> Reply:
    """POST /v1/cases/{case}/revisions: another revision of the same case."""
    body = await ask.body_as(shapes.Content)

    def make(link: Connection) -> Reply:
        cases.correct(link, ask.house, ask.who, ask.path["case"], ask.number("version"), shapes.plain(body))
        return Reply(cases.brief(cases.find(link, ask.path["case"])), 201)

    return await ask.once(make)


async def listed(ask: Ask) -> Reply:
    """GET /v1/cases: those one may see, or those that wait for one."""
    queue = ask.query("queue") == "true"
    return Reply({"cases": await ask.read(lambda link: cases.listed(link, ask.who, queue=queue, most=ask.number("limit")))})


async def show(ask: Ask) -> Reply:
    """GET /v1/cases/{case}: the whole of it; `emergency` is what an officer may do on that path now."""

    def look(link: Connection) -> dict[str, Any]:
        shown = cases.shown(link, ask.who, ask.path["case"])
        way = cases.emergency_open(link, ask.house, ask.who, cases.find(link, ask.path["case"]))
        return shown | {"emergency": way or None}

    return Reply(await ask.read(look))


async def act(ask: Ask) -> Reply:
    """POST /v1/cases/{case}/acts: one act of the table."""
    body = await ask.body_as(shapes.Deed)
    if body.act in cases.DECISIONS:
        ask.must_be_fresh()
    deed = cases.Deed(body.act, body.version, body.reason, body.to, body.ground, body.level)

    def do(link: Connection) -> Reply:
        if not cases.may_see(link, ask.who, case=ask.path["case"]):
            raise Refused("not_found", "case")
        cases.act(link, ask.house, ask.who, ask.path["case"], deed)
        return Reply(cases.brief(cases.find(link, ask.path["case"])))

    return await ask.once(do)


async def emergency(ask: Ask) -> Reply:
    """POST /v1/cases/{case}/emergency: two officers let it go before the ladder, which looks at it afterwards."""
    body = await ask.body_as(shapes.Emergency)
    ask.must_be_fresh()
    case = ask.path["case"]

    def do(link: Connection) -> Reply:
        if not cases.may_see(link, ask.who, case=case):
            raise Refused("not_found", "case")
        state = cases.emergency(link, ask.house, ask.who, case, body.version, Ground(body.ground), body.reason)
        return Reply({"state": "asked" if state == "asked" else "granted", "until": None if state == "asked" else state})

    return await ask.once(do)


async def form(ask: Ask) -> Reply:
    """GET /v1/cases/{case}/form.docx: 对外提供资料审批表, filled with what the case says; looking at it is an event."""

    def look(link: Connection) -> bytes:
        shown = cases.shown(link, ask.who, ask.path["case"])
        content = shown["revisions"][-1]["content"]
        wanted = select(SCANS.c.record).join(CASE_SCANS, CASE_SCANS.c.scan == SCANS.c.id)
        rows = link.execute(
            wanted.where(CASE_SCANS.c.case == shown["id"], CASE_SCANS.c.revision == shown["revision"]).order_by(
                CASE_SCANS.c.position
            )
        ).all()
        reports = [paper.unpack(row.record) for row in rows]
        name = accounts.find(link, shown["owner"]).name
        return approval_form(ask.house.settings.unit, shown["number"], name, content, reports)

    data = await ask.read(look)
    await ask.write(lambda link: append(link, ask.who, "form.read", f"case:{ask.path['case']}"))
    return Reply(data, 200, {"Content-Disposition": attachment("form.docx")}, FORMS["docx"])


def approval_form(unit: str, number: str, name: str, content: dict[str, object], reports: list[Report]) -> bytes:
    """对外提供资料审批表 of a case; `name` is its handler's."""
    from outscan.report.form import TEMPLATES, fill

    def joined(key: str) -> str:
        value = content[key]
        return "；".join(str(one) for one in value) if isinstance(value, list) else str(value)

    stated = {
        "编号": number,
        "申请单位": unit,
        "申请日期": moment.here()[:10],
        "承办人": name,
        "接收方": joined("recipients"),
        "国别": joined("country"),
        "项目": joined("project"),
        "用途": joined("purpose"),
        "提供方式": joined("channels"),
        "份数": joined("copies"),
        "理由": joined("necessity"),
        "协议编号": joined("agreement"),
    }
    return fill(TEMPLATES / "approval.docx", reports, stated, run_facts(reports, reports[0].made_with))


async def hand_over(ask: Ask) -> Reply:
    """POST /v1/cases/{case}/hand-overs: the officer enters a hand-over in the register."""
    body = await ask.body_as(shapes.HandOver)
    ask.must_be_fresh()

    def enter(link: Connection) -> Reply:
        release = releases.hand_over(link, ask.house, ask.who, ask.path["case"], shapes.plain(body))
        return Reply({"id": release, "state": releases.SENT}, 201)

    return await ask.once(enter)


async def check(ask: Ask) -> Reply:
    """POST /v1/release-check: may exactly this leave now? A pass reserves its copies for a minute."""
    body = await ask.body_as(shapes.ReleaseCheck)
    house = ask.house
    wish = releases.wish_of(house, body.sha256, body.name, body.recipients, body.copies, body.channel)

    def look(link: Connection) -> Reply:
        ruling = releases.check(link, house, ask.who, wish, "http")
        reasons = [{"reason": one.value, "message": GATE[f"refusal_{one.value}"][ask.language == "en"]} for one in ruling.reasons]
        return Reply(
            {
                "decision": "pass" if ruling.passed else "refused",
                "token": ruling.token or None,
                "expires": ruling.expires or None,
                "case": ruling.number or None,
                "ground": ruling.ground or None,
                "reasons": reasons,
            }
        )

    return await ask.once(look)


async def settle(ask: Ask) -> Reply:
    """POST /v1/releases/{token}: sent, or failed."""
    body = await ask.body_as(shapes.Release)
    release = await ask.write(lambda link: releases.settle(link, ask.who, ask.path["token"], body.state, body.note))
    return Reply({"id": release, "state": body.state})


async def register(ask: Ask) -> Reply:
    """GET /v1/releases: the register."""
    rows = await ask.read(lambda link: releases.register(link, state=ask.query("state"), most=ask.number("limit")))
    return Reply({"releases": rows})


async def settle_late(ask: Ask) -> Reply:
    """POST /v1/releases/{release}/settlement: what became of a release nobody confirmed."""
    body = await ask.body_as(shapes.Settled)
    ask.must_be_fresh()
    await ask.write(lambda link: releases.settle_by_officer(link, ask.who, ask.path["token"], body.state, body.reason))
    return Reply({"id": ask.path["token"], "state": body.state})


_LIMIT = Parameter("limit", integer(1, 1000, 100))
OPERATIONS = (
    Operation("POST", "/v1/cases", "case_create", create, _DRAFTERS, "case", body=shapes.Content, statuses=(201,), once=True),
    Operation(
        "GET", "/v1/cases", "case_list", listed, STAFF, "case", query=(_LIMIT, Parameter("queue", choice("true", "false")))
    ),
    Operation("GET", _CASE, "case_show", show, STAFF, "case"),
    Operation(
        "POST",
        _CASE + "/emergency",
        "case_emergency",
        emergency,
        OFFICE | {Role.LEADER},
        "decide",
        body=shapes.Emergency,
        once=True,
    ),
    Operation(
        "POST",
        _CASE + "/revisions",
        "case_correct",
        correct,
        _DRAFTERS,
        "case",
        body=shapes.Content,
        statuses=(201,),
        once=True,
        query=(Parameter("version", integer(0, 1_000_000, 0)),),
    ),
    Operation("POST", _CASE + "/acts", "case_act", act, STAFF, "case", body=shapes.Deed, once=True),
    Operation("GET", _CASE + "/form.docx", "case_form", form, STAFF, "case", media=FORMS["docx"]),
    Operation(
        "POST", _CASE + "/hand-overs", "hand_over", hand_over, OFFICE, "office", body=shapes.HandOver, statuses=(201,), once=True
    ),
    Operation("POST", "/v1/release-check", "release_check", check, SENDERS, "release", body=shapes.ReleaseCheck, once=True),
    Operation("POST", "/v1/releases/{token}", "release_settle", settle, SENDERS, "release", body=shapes.Release),
    Operation(
        "GET",
        "/v1/releases",
        "release_list",
        register,
        OFFICE | {Role.LEADER},
        "office",
        query=(_LIMIT, Parameter("state", TEXT)),
    ),
    Operation(
        "POST", "/v1/releases/{token}/settlement", "release_settle_late", settle_late, OFFICE, "office", body=shapes.Settled
    ),
)
