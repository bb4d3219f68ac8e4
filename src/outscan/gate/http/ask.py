"""One request as a handler sees it: who asks, the checked parameters, the body, the database in a thread.

In: ASGI scope and receive. Out: `Ask`. Everything a handler needs; it never touches the framework.
"""

from __future__ import annotations

import asyncio
import functools
import hashlib
import hmac
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, insert, select

from outscan.gate import moment
from outscan.gate.auth.sessions import is_fresh
from outscan.gate.faults import Refused
from outscan.gate.house import House, secret_of
from outscan.gate.http import body
from outscan.gate.http.door import Door, Room
from outscan.gate.http.operation import Operation, Parameter
from outscan.gate.http.reply import Reply
from outscan.gate.tables import ONCE
from outscan.gate.who import Who

T = TypeVar("T")
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
NOBODY = Who("")


@dataclass(slots=True)
class Ask:
    """One request."""

    door: Door
    operation: Operation
    headers: Mapping[str, str]
    raw_query: list[tuple[str, str]]
    path: Mapping[str, str]
    receive: body.Receive
    source: str
    request: str
    who: Who = NOBODY
    language: str = "zh-CN"
    secure: bool = False
    room: Room | None = None
    """The place of an upload among those that arrive."""
    _query: dict[str, list[str]] = field(default_factory=dict)
    _body: bytes | None = None

    @property
    def house(self) -> House:
        """The running gate."""
        return self.door.house

    def arrived(self) -> None:
        """The upload is in the spool and entered, or it is not: its place is free again."""
        if self.room is not None:
            self.room.leave()

    async def run(self, work: Callable[[], T]) -> T:
        """Do `work` in a thread."""
        return await asyncio.get_running_loop().run_in_executor(self.door.pool, work)

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a thread, in one reading transaction."""

        def reading() -> T:
            with self.house.store.read() as link:
                return work(link)

        return await self.run(reading)

    async def write(self, work: Callable[[Connection], T]) -> T:
        """Do `work` in a thread, in one writing transaction."""

        def writing() -> T:
            with self.house.store.write() as link:
                return work(link)

        return await self.run(writing)

    def check_query(self) -> None:
        """Raise Refused for a query parameter that is unknown, given twice or not what its schema says."""
        known = {one.name: one for one in self.operation.query}
        for name, value in self.raw_query:
            parameter = known.get(name)
            if parameter is None or (not parameter.many and name in self._query) or not _fits(parameter, value):
                raise Refused("invalid", name[:64])
            self._query.setdefault(name, []).append(value)

    def query(self, name: str, default: str = "") -> str:
        """A checked query parameter."""
        return self._query.get(name, [default])[-1]

    def queries(self, name: str) -> list[str]:
        """All values of a checked query parameter."""
        return self._query.get(name, [])

    def number(self, name: str) -> int:
        """A checked whole number, its default where it was not given."""
        schema = next(one.schema for one in self.operation.query if one.name == name)
        return int(self.query(name, str(schema["default"])))

    def chunks(self, most: int) -> AsyncIterator[bytes]:
        """The body as it comes. Raises Refused at once where it is declared too long."""
        body.check_head(self.headers, most)
        return body.chunks(self.receive, self.house.settings.load, most)

    async def body_as(self, kind: type[T]) -> T:
        """The JSON body as a strict shape. Raises Refused naming the field that is wrong."""
        media = self.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise Refused("media_type", "application/json")
        raw = await self.raw()
        try:
            return msgspec.convert(_whole(msgspec.json.decode(raw)), kind)
        except msgspec.ValidationError as error:
            raise Refused("invalid", _where(str(error))) from None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Refused("bad_body", "JSON") from None

    async def raw(self) -> bytes:
        """A short body as a whole, read once."""
        if self._body is None:
            self._body = await body.whole(self.receive, self.headers, self.house.settings.load)
        return self._body

    @property
    def key(self) -> str:
        """The Idempotency-Key, "" where none was sent. Raises Refused for one that is malformed."""
        given = self.headers.get("idempotency-key", "")
        if given and not _KEY.fullmatch(given):
            raise Refused("bad_request", "Idempotency-Key")
        return given

    def fingerprint(self, *parts: str) -> str:
        """What a repeated key must agree with: operation, path and content, under a key of this installation."""
        text = "\0".join((self.operation.name, json.dumps(dict(self.path), sort_keys=True), *parts))
        return hmac.new(secret_of(self.house, "once"), text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    async def once(self, work: Callable[[Connection], Reply], *parts: str) -> Reply:
        """Do `work` in one writing transaction, once for each Idempotency-Key of an account; a repetition gets the same reply."""
        key = self.key if self.operation.once else ""
        if not key:
            return await self.write(work)
        content = parts or (hashlib.sha256(await self.raw()).hexdigest(),)
        print_ = self.fingerprint(*content)
        return await self.write(
            functools.partial(self._once, work=work, key=hashlib.sha256(key.encode()).hexdigest(), print_=print_)
        )

    def _once(self, link: Connection, work: Callable[[Connection], Reply], key: str, print_: str) -> Reply:
        if link.dialect.name != "sqlite":  # two of one key at once: the second waits and finds the first one's reply
            link.exec_driver_sql(f"SELECT pg_advisory_xact_lock({int(key[:15], 16)})")
        known = link.execute(select(ONCE).where(ONCE.c.account == self.who.account, ONCE.c.key == key)).first()
        if known is not None:
            if not hmac.compare_digest(known.fingerprint, print_):
                raise Refused("key_reused")
            return Reply(json.loads(known.reply), known.status, {"Idempotency-Replayed": "true"})
        reply = work(link)
        link.execute(
            insert(ONCE).values(
                account=self.who.account,
                key=key,
                fingerprint=print_,
                status=reply.status,
                reply=json.dumps(reply.body, ensure_ascii=False),
                at=moment.here(),
            )
        )
        return reply

    def must_be_fresh(self) -> None:
        """Raise Refused unless the password was given lately in this session (a token cannot decide)."""
        if not self.who.session or not is_fresh(self.who, self.house.settings.auth):
            raise Refused("prove_again")


def figure(text: str, digits: int) -> int | None:
    """A number somebody typed: at most so many ASCII digits (`int` also takes signs, spaces and digits of other scripts)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def _whole(value: object) -> object:
    """`value` with 1.0 as 1: JSON knows one kind of number, and a whole one is an integer (JSON Schema, 6.1.1)."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(one) for one in value]
    return {key: _whole(one) for key, one in value.items()} if isinstance(value, dict) else value


def _where(message: str) -> str:
    """The place of a validation error, without the value that was wrong."""
    _, found, place = message.rpartition(" - at `$.")
    return place.rstrip("`")[:64] if found else message.partition(",")[0][:64]


def _fits(parameter: Parameter, value: str) -> bool:
    schema: Mapping[str, Any] = parameter.schema
    if schema.get("type") == "integer":
        return bool(re.fullmatch(r"-?[0-9]{1,12}", value)) and schema["minimum"] <= int(value) <= schema["maximum"]
    if "enum" in schema:
        return value in schema["enum"]
    pattern = schema.get("pattern")
    if pattern and not re.search(pattern.replace("$", r"\Z"), value):
        return False
    return bool(schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", 1024))
