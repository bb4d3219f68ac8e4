"""Houses, people and requests for tests of the gate: the real door over ASGI, the real store, the real workers."""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from dataclasses import dataclass, field
from uuid import uuid4

import httpx2
import msgspec
from sqlalchemy import insert

from outscan.config import Config
from outscan.gate import moment
from outscan.gate.auth import accounts, sessions
from outscan.gate.auth.passwords import hashed
from outscan.gate.house import open_house
from outscan.gate.http.app import build
from outscan.gate.http.server import OPERATIONS
from outscan.gate.page import FACE
from outscan.gate.settings import Settings
from outscan.gate.states import Role
from outscan.gate.tables import ACCOUNTS, SCANS

PLAIN = "关于春季运动会的通知，天气晴朗，请各班准时到场。".encode()
MARK = "秘密★5年\n关于某项工作的说明\n".encode()
ITEM = "测区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方。".encode()
PASSWORD = "correct horse battery 9"
_HASH = hashed(PASSWORD)
BASE = "http://127.0.0.1:8470"


def settings(folder, **given):
    return msgspec.convert({"data": str(folder), "load": {"workers": 1}, "network_level": "internal", **given}, Settings)


@contextlib.contextmanager
def house(folder, *, scan=False, **given):
    """An open house; with `scan` its engine runs."""
    made = open_house(settings(folder, **given), Config(ocr="off"))
    try:
        if scan:
            made.engine.start()
        yield made
    finally:
        made.close()


def person(made, login, *roles, department="一室", kind="local"):
    """An account that is active: (id, session secret, csrf)."""
    account = uuid4().hex
    with made.store.write() as link:
        link.execute(
            insert(ACCOUNTS).values(
                id=account,
                login=login,
                name=login,
                department=department,
                roles=json.dumps([one.value for one in roles]),
                kind=kind,
                password=_HASH if kind == "local" else "",
                state="active",
                must_change=0,
                language="zh-CN",
                created=moment.here(),
            )
        )
    return account


@dataclass
class Caller:
    """Somebody who speaks to the door."""

    door: Doorway
    headers: dict = field(default_factory=dict)
    account: str = ""

    def __call__(self, method, path, **given):
        headers = {**self.headers, **given.pop("headers", {})}
        return self.door.ask(method, path, headers=headers, **given)


class Doorway:
    """The ASGI application in an event loop of its own thread."""

    def __init__(self, made):
        self.house = made
        self.app, self.door = build(made, OPERATIONS, FACE)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()

    def ask(self, method, path, **given):
        async def once():
            transport = httpx2.ASGITransport(app=self.app, raise_app_exceptions=True)
            async with httpx2.AsyncClient(transport=transport, base_url=BASE) as client:
                reply = await client.request(method, path, **given)
                await reply.request.aread()
                return reply

        return asyncio.run_coroutine_threadsafe(once(), self.loop).result(60)

    def session(self, account, *, fresh=True):
        """A caller signed on as `account`, with its CSRF token."""
        with self.house.store.write() as link:
            secret, who = sessions.begin(link, account, "127.0.0.1", self.house.settings.auth, proved=fresh)
        return Caller(self, {"cookie": f"outscan-session={secret}", "x-csrf-token": who.csrf}, account)

    def token(self, account, *scopes):
        """A caller with a token of a service account."""
        who = who_of(self.house, account)
        with self.house.store.write() as link:
            _, secret = sessions.issue(link, who, account, {"scopes": list(scopes), "days": 1})
        return Caller(self, {"authorization": f"Bearer {secret}"}, account)

    def close(self):
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(5)
        self.door.pool.shutdown()


@contextlib.contextmanager
def doorway(folder, **given):
    with house(folder, **given) as made:
        door = Doorway(made)
        try:
            yield door
        finally:
            door.close()


def who_of(made, account):
    from outscan.gate.who import Who

    with made.store.read() as link:
        row = accounts.find(link, account)
    return Who(account, row.login, row.name, accounts.roles_of(row), "127.0.0.1", session="x", proved=moment.here())


def scanned(made, account, name="a.docx", sha256="", action="escalate", rules=("surveying/2020-18",), **given):
    """A finished scan as the engine leaves it, without its engine."""
    scan = uuid4().hex
    row = {
        "id": scan,
        "owner": account,
        "door": "http",
        "kind": "scan",
        "parent": "",
        "name": name,
        "size": 10,
        "sha256": sha256 or uuid4().hex * 2,
        "state": "done",
        "answer": "pass" if action == "release" else action,
        "would": "pass" if action == "release" else action,
        "action": action,
        "complete": 1,
        "mode": "enforce",
        "stopped": "",
        "level": "none",
        "rules": json.dumps(list(rules)),
        "recipients": "[]",
        "channel": "",
        "declarations": "[]",
        "wishes": "{}",
        "report": "{}",
        "record": "",
        "proof": "",
        "pack": made.pack,
        "spool": "",
        "held": "",
        "failure": "",
        "created": moment.here(),
        "finished": moment.here(),
        **given,
    }
    with made.store.write() as link:
        link.execute(insert(SCANS).values(**row))
    return row


def content(*rows, **given):
    """The body of a case about some scans."""
    return {
        "title": "合作资料",
        "scans": [row["id"] for row in rows],
        "recipients": ["ACME Ltd"],
        "country": "某国",
        "purpose": "联合研究",
        "channels": ["email"],
        "copies": 1,
        **given,
    }


STAFF = {
    "handler": (Role.HANDLER,),
    "other": (Role.HANDLER,),
    "department": (Role.DEPARTMENT,),
    "business": (Role.BUSINESS,),
    "office": (Role.OFFICE,),
    "office2": (Role.OFFICE,),
    "leader": (Role.LEADER,),
}


def staff(door):
    """A small unit: login → caller."""
    return {login: door.session(person(door.house, login, *roles)) for login, roles in STAFF.items()}


def act(caller, case, did, **given):
    """One act on a case as it stands; the reply."""
    now = caller("GET", f"/v1/cases/{case}").json()
    body = {"act": did, "version": now["version"], "reason": "经审查同意", **given}
    return caller("POST", f"/v1/cases/{case}/acts", json=body)


def approved(door, people, *rows, ground="not_secret", level="none", **given):
    """A case taken through its whole ladder; its id."""
    made = people["handler"]("POST", "/v1/cases", json=content(*rows, **given))
    assert made.status_code == 201, made.text
    case = made.json()["id"]
    assert act(people["handler"], case, "submit").status_code == 200
    while (state := people["handler"]("GET", f"/v1/cases/{case}").json()["state"]) in people:
        reply = act(people[state], case, "agree", ground=ground, level=level)
        if reply.status_code != 200:
            return reply
    assert state == "approved"
    return case
