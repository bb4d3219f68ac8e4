"""Releases: reserve → send → confirm. The register (台账) says *sent* only when the door says so.

In: a write transaction, a wish. Out: a token of a minute, or the reasons why not; rows of the register.
Law: check, consumption and event are one transaction; what nobody confirms goes to the officer.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update

from outscan.gate import approvals, cases, moment
from outscan.gate.audit.record import append
from outscan.gate.binding import BY_HAND, Channel, Item, Refusal, Wish, file_name, recipients, refusals
from outscan.gate.faults import Refused
from outscan.gate.states import Act
from outscan.gate.tables import CASES, RELEASES, SCANS
from outscan.gate.who import CLOCK, Who

if TYPE_CHECKING:
    from outscan.gate.house import House

RESERVED, SENT, FAILED, UNCONFIRMED = "reserved", "sent", "failed", "unconfirmed"
RELEASED = "released"
"""已放行（未确认发送）: what a door says that cannot know whether it arrived (ICAP)."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a release check says: a token where it may leave, else why not. `number` is the case's."""

    token: str = ""
    expires: str = ""
    case: str = ""
    number: str = ""
    ground: str = ""
    reasons: tuple[Refusal, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether it may leave now."""
        return bool(self.token)


def wish_of(house: House, sha256: str, name: str, who_gets: list[str], copies: int, channel: Channel) -> Wish:
    """A wish under the rules in force."""
    return Wish(Item(sha256.lower(), file_name(name)), recipients(who_gets), copies, channel, house.pack)


def check(link: Connection, house: House, who: Who, wish: Wish, door: str) -> Ruling:
    """Check and reserve in one: a pass takes its copies at once."""
    best: tuple[Refusal, ...] = (Refusal.CONTENT,)
    if wish.channel not in BY_HAND:
        for approval, item in approvals.of_content(link, wish.item.sha256):
            refused = refusals(approvals.binding_of(approval, item), wish, moment.now())
            if not refused and approvals.consume(link, approval, item, wish.copies):
                return _reserve(link, house, who, wish, door, approval, item.position)
            refused = refused or (Refusal.COPIES,)
            best = refused if best == (Refusal.CONTENT,) or len(refused) < len(best) else best
        if best == (Refusal.CONTENT,) and _clean(link, wish):
            return _reserve(link, house, who, wish, door, None, 0)
    else:
        best = (Refusal.CHANNEL,)
    detail = {"sha256": wish.item.sha256, "channel": wish.channel.value, "reasons": [one.value for one in best], "door": door}
    append(link, who, "release.refused", f"sha256:{wish.item.sha256}", "refused", detail)
    return Ruling(reasons=best)


def _clean(link: Connection, wish: Wish) -> bool:
    """Whether exactly this file was read whole and released by the rules in force, on nobody's word."""
    found = link.execute(
        select(SCANS.c.id, SCANS.c.name).where(
            SCANS.c.sha256 == wish.item.sha256,
            SCANS.c.pack == wish.pack,
            SCANS.c.would == "pass",
            SCANS.c.complete == 1,
            SCANS.c.declarations == "[]",
        )
    ).all()
    graver = link.execute(
        select(SCANS.c.name).where(SCANS.c.sha256 == wish.item.sha256, SCANS.c.pack == wish.pack, SCANS.c.would != "pass")
    ).all()
    named = [row for row in found if file_name(row.name) == wish.item.name]
    return bool(named) and not any(file_name(row.name) == wish.item.name for row in graver)


def _reserve(link: Connection, house: House, who: Who, wish: Wish, door: str, approval: Row[Any] | None, position: int) -> Ruling:
    token, release = f"osr_{secrets.token_urlsafe(24)}", uuid4().hex
    expires = moment.ahead(house.settings.reserve_seconds)
    case = approval.case if approval is not None else ""
    link.execute(
        insert(RELEASES).values(
            id=release,
            token=_digest(token),
            approval=approval.id if approval is not None else "",
            position=position,
            case=case,
            sha256=wish.item.sha256,
            name=wish.item.name,
            recipients=json.dumps(sorted(wish.recipients), ensure_ascii=False),
            copies=wish.copies,
            channel=wish.channel.value,
            door=door,
            by=who.account,
            state=RESERVED,
            note="",
            created=moment.here(),
            expires=expires,
            settled="",
        )
    )
    number = link.execute(select(CASES.c.number).where(CASES.c.id == case)).scalar() if case else ""
    detail = {"sha256": wish.item.sha256, "case": case, "copies": wish.copies, "channel": wish.channel.value, "door": door}
    append(link, who, "release.reserved", f"release:{release}", detail=detail)
    ground = approval.ground if approval is not None else "clean"
    return Ruling(token, expires, case, number or "", ground)


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def settle(link: Connection, who: Who, token: str, state: str, note: str = "") -> str:
    """The door says how it ended; the release's id. Raises Refused for a token that is unknown, another's, used or over."""
    row = link.execute(select(RELEASES).where(RELEASES.c.token == _digest(token)).with_for_update()).first()
    if row is None or row.by != who.account:
        raise Refused("not_found", "release")
    if row.state != RESERVED or row.expires <= moment.here():
        raise Refused("state", row.state if row.state != RESERVED else "expired")
    _ended(link, who, row, state, note)
    return str(row.id)


def settle_by_officer(link: Connection, who: Who, release: str, state: str, reason: str) -> None:
    """The officer found out how an unconfirmed release ended."""
    row = link.execute(select(RELEASES).where(RELEASES.c.id == release).with_for_update()).first()
    if row is None:
        raise Refused("not_found", "release")
    if row.state != UNCONFIRMED:
        raise Refused("state", row.state)
    _ended(link, who, row, state, reason)


def _ended(link: Connection, who: Who, row: Row[Any], state: str, note: str) -> None:
    link.execute(update(RELEASES).where(RELEASES.c.id == row.id).values(state=state, note=note, settled=moment.here()))
    if row.approval and state == FAILED:
        approvals.give_back(link, row.approval, row.position, row.copies)
    append(
        link, who, f"release.{state}", f"release:{row.id}", detail={"sha256": row.sha256, "case": row.case, "copies": row.copies}
    )
    if row.approval and state in {SENT, RELEASED} and not _open(link, row.approval) and approvals.used_up(link, row.approval):
        cases.by_clock(link, row.case, Act.FULFIL, "sent")


def _open(link: Connection, approval: str) -> bool:
    """Whether something of an approval is still on its way."""
    waiting = select(RELEASES.c.id).where(RELEASES.c.approval == approval, RELEASES.c.state.in_([RESERVED, UNCONFIRMED]))
    return link.execute(waiting.limit(1)).first() is not None


def lapse(link: Connection) -> int:
    """Mark what nobody confirmed in time; the copies stay taken until the officer says what became of it."""
    late = link.execute(select(RELEASES).where(RELEASES.c.state == RESERVED, RELEASES.c.expires <= moment.here())).all()
    for row in late:
        link.execute(update(RELEASES).where(RELEASES.c.id == row.id).values(state=UNCONFIRMED))
        append(link, CLOCK, "release.unconfirmed", f"release:{row.id}", detail={"sha256": row.sha256, "case": row.case})
    return len(late)


def hand_over(link: Connection, house: House, who: Who, case: str, receipt: dict[str, Any]) -> str:
    """Enter a hand-over in person or by 机要: the only way an approved 秘密 or 机密 leaves. The release's id."""
    wanted = link.execute(select(SCANS).where(SCANS.c.id == receipt["scan"])).first()
    if wanted is None:
        raise Refused("unusable", "scan")
    channel = Channel(receipt["channel"])
    wish = Wish(
        Item(wanted.sha256, file_name(wanted.name)), recipients([receipt["recipient"]]), receipt["copies"], channel, house.pack
    )
    for approval, item in approvals.of_content(link, wish.item.sha256):
        if approval.case != case:
            continue
        reasons = refusals(approvals.binding_of(approval, item), wish, moment.now())
        if reasons:
            raise Refused("unlawful", " ".join(one.value for one in reasons))
        if not approvals.consume(link, approval, item, wish.copies):
            raise Refused("unlawful", Refusal.COPIES.value)
        _reserve(link, house, who, wish, "hand", approval, item.position)
        row = link.execute(
            select(RELEASES).where(RELEASES.c.approval == approval.id).order_by(RELEASES.c.created.desc()).limit(1)
        ).one()
        _ended(link, who, row, SENT, receipt["receipt"])
        return str(row.id)
    raise Refused("unlawful", Refusal.CONTENT.value)


def register(link: Connection, *, state: str, most: int) -> list[dict[str, Any]]:
    """The register, newest first."""
    wanted = select(RELEASES, CASES.c.number).join(CASES, CASES.c.id == RELEASES.c.case, isouter=True)
    if state:
        wanted = wanted.where(RELEASES.c.state == state)
    rows = link.execute(wanted.order_by(RELEASES.c.created.desc()).limit(most)).all()
    return [
        {
            "id": row.id,
            "case": row.number,
            "sha256": row.sha256,
            "name": row.name,
            "recipients": json.loads(row.recipients),
            "copies": row.copies,
            "channel": row.channel,
            "door": row.door,
            "state": row.state,
            "note": row.note,
            "created": row.created,
            "settled": row.settled or None,
        }
        for row in rows
    ]
