"""What happens by itself: terms that run out, rules that are read again, notices that are tried again, heads that are anchored.

In: a `House`, time. Out: events. One thread; a round that fails is tried again in the next.
"""

from __future__ import annotations

import json
import logging
import threading
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, exists, select, update

from outscan.errors import OutscanError
from outscan.gate import anchors, cases, holds, moment, own_rules, releases, scans, webhooks
from outscan.gate.audit.record import append, head
from outscan.gate.heap import give_back
from outscan.gate.states import Act
from outscan.gate.tables import APPROVALS, APPROVED, CASE_SCANS, DELIVERIES, HELD, ONCE, SCANS, SESSIONS
from outscan.gate.who import CLOCK, GATE, Who
from outscan.nouns import replace
from outscan.scanner import Scanner

if TYPE_CHECKING:
    from outscan.gate.house import House

LOG = logging.getLogger("outscan.gate")
ROUND_SECONDS = 5.0
GIVE_BACK_ROUNDS = 60
"""After the first round and every so many (five minutes) memory that is free goes back to the system."""
AGAIN_SECONDS = 60
"""After which an anchor that a place did not take is sent again."""


def reload(house: House, who: Who) -> None:
    """Compile the rules again and put them in force for new scans; running ones end under the old. Raises OutscanError."""
    with house.store.read() as link:
        config = own_rules.joined(house.base, own_rules.kept(link), Path(house.settings.data))
    scanner = Scanner.build(replace(config, as_of=house.scanner.config.as_of))
    house.scanner = scanner
    with house.store.write() as link:
        append(link, who, "pack.activated", f"pack:{scanner.pack.version}", detail={"pack": house.pack})


def recheck(link: Connection, house: House, who: Who) -> int:
    """Queue a scan under the rules in force of every approved file that is held; how many those were.

    Files that are not held are judged again when they are handed in again; until then their approval does not pass.
    """
    wanted = (
        select(SCANS, HELD.c.key)
        .join(APPROVED, APPROVED.c.scan == SCANS.c.id)
        .join(APPROVALS, APPROVALS.c.id == APPROVED.c.approval)
        .join(HELD, HELD.c.id == SCANS.c.held)
        .where(APPROVALS.c.state == "active", APPROVED.c.pack != house.pack, HELD.c.destroyed == "")
    )
    count = 0
    for row in link.execute(wanted).all():
        copy = house.spool.copied(house.vault.open(row.held, row.key), house.settings.load.max_body)
        order = scans.Order(
            row.door,
            tuple(json.loads(row.recipients)),
            row.channel,
            tuple((key, answer) for key, answer, _ in scans.declared(row)),
        )
        scans.accept(link, who, house.queue, scans.Arrived(copy.name, row.name, row.sha256, row.size), order)
        house.engine.entered()
        count += 1
    return count


@dataclass(slots=True)
class Keeper:
    """The thread that keeps time."""

    house: House
    _stopping: threading.Event = field(default_factory=threading.Event)
    _thread: threading.Thread | None = None
    _anchored: dict[str, tuple[str, float]] = field(default_factory=dict)
    """What each place last heard, and when it is its turn again."""

    def start(self) -> None:
        """Begin."""
        self.tidy()
        self._thread = threading.Thread(target=self._live, name="keeper", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stopping.set()
        if self._thread:
            self._thread.join(10)

    def _live(self) -> None:
        scanner = self.house.scanner
        for number in count(1):
            if self._stopping.wait(ROUND_SECONDS):
                return
            try:
                self.round()
            except OutscanError as error:
                LOG.error("keeper: %s", type(error).__name__)
            if number % GIVE_BACK_ROUNDS == 1 or self.house.scanner is not scanner:
                give_back()  # the rules before these: by now no idle worker's parent holds them
                scanner = self.house.scanner

    def round(self) -> None:
        """One round."""
        house = self.house
        with house.store.read() as link:
            waiting = webhooks.due(link)
        for delivery in waiting:
            target = next((one for one in house.settings.webhooks if one.url == delivery.target), None)
            done = target is not None and webhooks.send(target, delivery)
            with house.store.write() as link:
                webhooks.settle(link, delivery, done=done)
        with house.store.write() as link:
            releases.lapse(link)
            cases.overdue(link, house)
            for held in holds.overdue(link):
                holds.destroy(link, CLOCK, house.vault, held, "term")
                house.viewer.forget(held)
            expire(link)
            forget(link, house)
        self.anchor()

    def anchor(self) -> None:
        """Send the head where the server cannot reach it, when it moved and the time has come; soon again where that failed."""
        audit = self.house.settings.audit
        now = moment.now().timestamp()
        waiting = [one for one in anchors.places(audit) if self._anchored.get(one, ("", 0.0))[1] <= now]
        if not waiting:
            return
        with self.house.store.read() as link:
            found = head(link)
        for place in waiting:
            known = self._anchored.get(place, ("", 0.0))[0]
            if found is None or found.digest == known:
                continue
            if anchors.send(audit, place, found):
                self._anchored[place] = (found.digest, now + audit.anchor_seconds)
            else:
                self._anchored[place] = (known, now + min(AGAIN_SECONDS, audit.anchor_seconds))

    def tidy(self) -> None:
        """At the start: wipe spool files no queued scan knows and sealed files no row knows."""
        with self.house.store.read() as link:
            known = {row.spool for row in link.execute(select(SCANS.c.spool).where(SCANS.c.spool != "")).all()}
            kept = {row.id for row in link.execute(select(HELD.c.id).where(HELD.c.destroyed == "")).all()}
        for name in self.house.spool.names():
            if name not in known:
                self.house.spool.drop(name)
        for path in self.house.vault.folder.iterdir():
            if path.name not in kept:
                self.house.vault.destroy(path.name)


def expire(link: Connection) -> None:
    """End approvals whose time is over, and their cases with them."""
    late = link.execute(
        select(APPROVALS).where(APPROVALS.c.state.in_(["active", "suspended"]), APPROVALS.c.until <= moment.here())
    ).all()
    for row in late:
        link.execute(update(APPROVALS).where(APPROVALS.c.id == row.id).values(state="ended", why="expired"))
        append(link, CLOCK, "approval.ended", f"approval:{row.id}", "expired", {"case": row.case})
        cases.by_clock(link, row.case, Act.END, "expired")


def forget(link: Connection, house: House) -> None:
    """Retention: old replies, sessions, notices, reports. The record itself forgets nothing."""
    keep = house.settings.keep
    link.execute(delete(ONCE).where(ONCE.c.at <= moment.ahead(-keep.once_hours * 3600)))
    link.execute(delete(SESSIONS).where(SESSIONS.c.expires <= moment.here()))
    link.execute(delete(DELIVERIES).where(DELIVERIES.c.state != "waiting", DELIVERIES.c.created <= moment.ahead(-30 * 86400)))
    in_case = exists().where(CASE_SCANS.c.scan == SCANS.c.id)
    classes = (
        ("passed", keep.passed_days, (SCANS.c.answer == "pass", ~in_case)),
        ("scan", keep.scan_days, (SCANS.c.answer != "pass", ~in_case)),
        ("case", keep.case_days, (in_case,)),
    )
    for name, days, those in classes:
        if not days:
            continue
        old = (SCANS.c.report != "", SCANS.c.finished != "", SCANS.c.finished <= moment.ahead(-days * 86400))
        for row in link.execute(select(SCANS.c.id).where(*old, *those).limit(100)).all():
            link.execute(update(SCANS).where(SCANS.c.id == row.id).values(report="", record="", proof=""))
            append(link, GATE, "report.forgotten", f"scan:{row.id}", "term", {"class": name, "days": days})
