"""One finished item as the ledger's rows: what is recorded of a content, a judgement, a verdict.

In: contents and known readings. Out: one transaction for a group of items: results, sums, and the end of their jobs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, update

from outscan.batch.content import Content, Judged, hint, voice, wordless
from outscan.batch.deciding import Decided, Decider, beside_text, carried, clauses_text, decided
from outscan.batch.ledger import Run, count, decodable, few, judgements_of, readings_of
from outscan.batch.remote import fetch
from outscan.batch.stored import unnamed, unpack_findings, unpack_stored
from outscan.batch.tables import item, judgement, number, parcel, reading, verdict
from outscan.nouns import replace
from outscan.proofs import BOUND, ENDING, beside, told_by
from outscan.store import Store, jobs
from outscan.types import Where

HEARD = 4096
"""So many decisions are remembered: the same judgement is decided once, however many items share it."""


@dataclass(frozen=True, slots=True)
class Task:
    """An item in hand: its row, its job, its real path and name."""

    row: Row[Any]
    lease: jobs.Lease
    path: str
    name: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an item: a new content, or a reading and judgement that were known."""

    task: Task
    content: Content | None = None
    opened: bool = True
    """Whether the content came from this item's own bytes, not from equal ones under another path."""
    known: tuple[Row[Any], Row[Any]] | None = None


@dataclass(slots=True)
class Recorder:
    """Writes groups of settled items; the one place where a verdict is recorded."""

    store: Store
    run: Run
    decider: Decider
    holder: str
    counts: Counter[str] = field(default_factory=Counter)
    """The sums of the group recorded last."""
    _decisions: dict[tuple[int, bytes, str, bool], tuple[Decided, bool, str]] = field(default_factory=dict)
    _listed: frozenset[str] | None = None
    _found: dict[int, str] = field(default_factory=dict)
    """What lies beside the items of the group, by their rows."""

    def record(self, group: Sequence[Settled]) -> list[Settled]:
        """Record `group` in one transaction; returns those whose job was still ours and is done now."""
        self._found = {one.task.row.id: self._beside(one.task, _sha256(one)) for one in group}
        with self.store.write() as link:
            mine = jobs.done(link, self.holder, [one.task.lease.id for one in group])
            ours = list({one.task.lease.id: one for one in group if one.task.lease.id in mine}.values())
            if ours:
                pairs = self._rows(link, ours)
                self._verdicts(link, ours, pairs)
        return ours

    def _rows(self, link: Connection, ours: Sequence[Settled]) -> list[tuple[Row[Any], Row[Any]]]:
        """The reading and the judgement of each item, entered where they are new."""
        new = [(key(one), one.content) for one in ours if one.content is not None]
        fresh = dict(new)
        self._enter_readings(link, fresh)
        known = readings_of(link, self.run.making, fresh)
        alone = {key(one): one.task.name for one in ours if one.content is not None and one.content.lost}
        rows = [
            {"reading": known[k].id, "voice": v, "since": j.since, "turns": j.turns, "findings": j.findings}
            for k, content in {(k, id(content)): (k, content) for k, content in new}.values()
            for v, j in _voices(content)
            if alone.get(k, j.name) == j.name
        ]
        for some in few(rows):
            link.execute(self.store.insert(judgement).on_conflict_do_nothing(), some)
        judged = judgements_of(link, {(row["reading"], row["voice"]) for row in rows}, self.run.day)
        out = []
        for one in ours:
            if one.known is not None:
                out.append(one.known)
                continue
            row = known[key(one)]
            out.append((row, judged[row.id, _voice(one)]))
        return out

    def _enter_readings(self, link: Connection, fresh: dict[tuple[str, str], Content]) -> None:
        rows = [
            {
                "making": self.run.making,
                "sha256": sha256,
                "hint": makings,
                "size": content.size,
                "kind": content.kind,
                "deaf": content.deaf,
                "gaps": ",".join(content.gaps)[:200],
                "kept": content.kept,
                "facts": json.dumps(content.facts.sums()),
                "seconds": round(content.seconds, 4),
            }
            for (sha256, makings), content in fresh.items()
        ]
        for some in few(rows):
            link.execute(self.store.insert(reading).on_conflict_do_nothing(), some)
        parcels = {k: content.parcel for k, content in fresh.items() if content.parcel}
        if parcels:
            known = readings_of(link, self.run.making, parcels)
            for some in few({"reading": known[k].id, "facts": data} for k, data in parcels.items()):
                link.execute(self.store.insert(parcel).on_conflict_do_nothing(), some)
        peopled = {k: content.facts.persons for k, content in fresh.items() if content.facts.persons}
        if peopled:
            known = readings_of(link, self.run.making, peopled)
            hashes = [{"reading": known[k].id, "hash": person} for k, persons in peopled.items() for person in persons]
            for some in few(hashes):
                link.execute(self.store.insert(number).on_conflict_do_nothing(), some)

    def _beside(self, task: Task, sha256: str) -> str:
        """What the proof beside an item says, looked for anew in every run; "" where there is none."""
        if not sha256:
            return ""
        if "://" not in task.path:
            return beside_text(beside(task.path, Where((task.name,)), sha256))
        if task.path + ENDING not in self._papers():
            return ""
        data, _ = fetch(task.path + ENDING, BOUND)
        return beside_text(told_by(data if data is not None and len(data) <= BOUND else b"", Where((task.name,)), sha256))

    def _papers(self) -> frozenset[str]:
        """The proofs among the objects of the run: an object store is not asked for what its listing did not show."""
        if self._listed is None:
            with self.store.read() as link:
                asked = select(item.c.path).where(item.c.run == self.run.id, item.c.path.like(f"%{ENDING}"))
                self._listed = frozenset(link.execute(asked).scalars())
        return self._listed

    def _verdicts(self, link: Connection, ours: Sequence[Settled], pairs: Sequence[tuple[Row[Any], Row[Any]]]) -> None:
        items, verdicts, counts = [], [], Counter[str]()
        for one, (read, judged) in zip(ours, pairs, strict=True):
            done, whole, gaps = self._decision(read, judged, named=decodable(one.task.path))
            by = self._found[one.task.row.id]
            done = replace(done, verdict=carried(self.decider.policy, done.verdict, by))
            state = "done" if whole else "incomplete"
            size = one.content.size if one.content else one.task.row.size
            items.append(
                {
                    "key": one.task.row.id,
                    "state": state,
                    "reason": ",".join(filter(None, [one.task.row.reason, reason(one.content, gaps)]))[:200],
                    "sha256": read.sha256,
                    "reading": read.id,
                    "size": max(size, one.task.row.size if not read.sha256 else 0),
                    "stamp": (one.content.stamp if one.content and read.sha256 else "") or one.task.row.stamp,
                }
            )
            verdicts.append(
                {
                    "item": one.task.row.id,
                    "run": self.run.id,
                    "judgement": judged.id,
                    "deciding": self.run.deciding,
                    "day": self.run.day,
                    "action": done.verdict.action.value,
                    "level": done.level.value,
                    "domain": done.domain[:64],
                    "findings": sum(f.upheld for f in done.findings),
                    "clauses": clauses_text(done.verdict),
                    "holds_until": done.holds_until,
                    "beside": by,
                }
            )
            counts.update({f"state:{state}": 1, f"action:{done.verdict.action.value}": 1, "bytes": one.task.row.size})
            counts.update(f"reason:{word}" for word in (one.task.row.reason, *gaps.split(",")) if word)
            counts["reused" if one.content is None else "read" if one.opened else "shared"] += 1
        changed = update(item).where(item.c.id == bindparam("key"))
        link.execute(changed, items)
        link.execute(self.store.insert(verdict).on_conflict_do_nothing(), verdicts)
        count(self.store, link, self.run.id, self.holder, counts)
        self.counts = counts

    def _decision(self, read: Row[Any], judged: Row[Any], *, named: bool) -> tuple[Decided, bool, str]:
        same = read.id, judged.findings, judged.turns, named
        if same not in self._decisions:
            if len(self._decisions) >= HEARD:
                self._decisions.clear()
            kept = unpack_stored(read.kept) if named else unnamed(unpack_stored(read.kept))
            done = decided(self.decider, kept, unpack_findings(judged.findings), judged.turns)
            self._decisions[same] = (done, not kept.gaps and not kept.partial, read.gaps)
        return self._decisions[same]


def key(one: Settled) -> tuple[str, str]:
    """The key of a content's reading. What could not be opened, or not be read to its end, is nobody else's reading."""
    assert one.content is not None  # noqa: S101 - asked of new contents only
    if one.content.lost or not one.content.sha256:
        return one.content.sha256, f"item:{one.task.row.id}"
    return one.content.sha256, hint(one.task.name)


def _sha256(one: Settled) -> str:
    return one.content.sha256 if one.content is not None else str(one.known[0].sha256) if one.known else ""


def _voices(content: Content) -> list[tuple[str, Judged]]:
    """The judgements to enter. A content in which nothing was seen has one for all names that say nothing."""
    judged = [(_heard_as(content, one), one) for one in content.judged]
    if content.deaf:
        since = content.judged[0].since if content.judged else ""
        judged.append(("", Judged("", since, "", b"")))
    return judged


def _voice(one: Settled) -> str:
    assert one.content is not None  # noqa: S101 - asked of new contents only
    return _heard_as(one.content, next(judged for judged in one.content.judged if judged.name == one.task.name))


def _heard_as(content: Content, one: Judged) -> str:
    """Under which voice a judgement is kept: "" for what every name that says nothing shares."""
    return "" if one.quiet and (content.deaf or wordless(one.name)) else voice(one.name)


_PLAIN = {"FileNotFoundError": "vanished", "PermissionError": "denied", "changed while read": "changed"}


def reason(content: Content | None, gaps: str) -> str:
    """Why an item is not complete, in words of the wire."""
    plain = [_PLAIN[one] for one in (content.details if content else ()) if one in _PLAIN]
    return ",".join(dict.fromkeys([*plain, *(word for word in gaps.split(",") if word)]))[:200]
