"""A run from its manifest to its end: begun or gone on with, worked by an engine, summed up.

In: sources, a configuration, a ledger. Out: `Run`, finished or stopped.
Law: found = listed + unlistable, listed = done + incomplete + skipped; a run whose counts differ says so and is not finished.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Integer, case, cast, delete, exists, func, insert, literal, or_, select, update

from outscan.batch.ledger import (
    POISON,
    Run,
    add_entries,
    count,
    find_run,
    keep_pack,
    known,
    new_run,
    runs,
    set_state,
    shown_path,
    sums,
)
from outscan.batch.makings import canonical, deciding_makings, digest, reading_makings
from outscan.batch.manifest import Entry, Ignores, list_sources
from outscan.batch.package import package_of
from outscan.batch.packs import packs
from outscan.batch.tables import deciding, item, making, reading, run, tally, verdict
from outscan.config import Config
from outscan.errors import OutscanError, StoreError
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.store import Store, jobs
from outscan.words.batch import BATCH
from outscan.words.said import said

STRETCH = 1000
"""So many entries of the manifest are one commit."""
CLOCK_SECONDS, DAY_SECONDS = 3600.0, 86_400.0
"""A clock may be set right by an hour; one that is a day off says another day."""
MOST_RANK = 900_000_000


@dataclass(frozen=True, slots=True)
class Begun:
    """A run that is ready to be worked on, with the scanner it is worked with."""

    run: Run
    scanner: Scanner
    resumed: bool


def absolute(sources: Sequence[str]) -> tuple[str, ...]:
    """Sources as the ledger knows them: whole paths, so that the same command from another folder is the same run.

    What is named twice, or lies in another source, is met once. Raises OutscanError for a name that is none.
    """
    if "" in sources:
        raise OutscanError(said(BATCH, "no_source", path="''"))
    whole = dict.fromkeys(one if "://" in one else os.path.abspath(one) for one in sources)
    return tuple(one for one in whole if not any(_lies_in(one, other) for other in whole))


def _lies_in(one: str, other: str) -> bool:
    """Whether a path is met through a folder that is a source, too; through a link of that name it is not."""
    if one == other or "://" in one or "://" in other or os.path.islink(other) or not os.path.isdir(other):
        return False
    inside = os.path.relpath(one, other)
    between = Path(one).parents[: inside.count(os.sep)]
    return not inside.startswith(os.pardir) and not any(part.is_symlink() for part in (Path(one), *between))


BESIDE_LEDGER = ("", "-wal", "-shm", "-journal", ".lock", ".cancel")
"""What belongs to an SQLite ledger, by the endings of its names."""


def apart(sources: Sequence[str], outputs: Sequence[str | Path], ledger: str = "") -> None:
    """Raise OutscanError where an output lies inside a source or is one, or is the ledger itself.

    A run must not scan what it writes, and nothing may be written over what is scanned or recorded.
    """
    own = {os.path.realpath(ledger) + ending for ending in BESIDE_LEDGER} if ledger and "://" not in ledger else set()
    for output in outputs:
        whole = Path(os.path.realpath(output))
        if str(whole) in own:
            raise OutscanError(said(BATCH, "own_ledger", path=output))
        for source in sources:
            if "://" in source:
                continue
            place = os.path.realpath(source)
            if str(whole) == place or (os.path.isdir(source) and whole.is_relative_to(place)):
                raise OutscanError(said(BATCH, "own_output", path=output))


def begin(
    store: Store,
    sources: Sequence[str],
    config: Config,
    *,
    ignored: Ignores | None = None,
    options: dict[str, Any] | None = None,
    dated: bool = False,
    trust: bool = True,
    listener: Callable[[int], None] | None = None,
) -> Begun:
    """Go on with the unfinished run of `sources` where everything it was made with is the same, else list a new one.

    `dated` says that a person named the day: then a run of another day is another run. Without `trust` no file is taken for
    what it was by its times: every one is hashed. Raises OutscanError.
    """
    named = tuple(shown_path(one)[0] for one in absolute(sources))
    scanner = Scanner.build(config)
    with store.write() as link:
        _clock(link, dated=dated)
        reads, decides = canonical(reading_makings(scanner)), canonical(deciding_makings(scanner))
        made = known(store, link, making, digest(reading_makings(scanner)), reads)
        decided = known(store, link, deciding, digest(deciding_makings(scanner)), decides)
        for name, data in packs(scanner).items():
            keep_pack(store, link, name, data)
        open_ = [one for one in runs(link) if one.state in {"running", "listing"} and one.sources == named]
        for old in open_:
            same = (old.making, old.deciding) == (made, decided) and (not dated or old.day == config.as_of.isoformat())
            if old.state == "running" and same:
                _revive(store, link, old)
                day = date.fromisoformat(old.day)
                return Begun(old, scanner if day == config.as_of else Scanner.build(replace(config, as_of=day)), resumed=True)
            _forget(link, old)
        values = {
            "sources": json.dumps(named, ensure_ascii=False),
            "options": json.dumps({**written(config), **(options or {})}, ensure_ascii=False),
            "making": made,
            "deciding": decided,
            "day": config.as_of.isoformat(),
        }
        number = new_run(link, values)
    try:
        for stretch in _stretches(list_sources(absolute(sources), ignored)):
            with store.write() as link:
                add_entries(link, number, stretch)
            if listener:
                listener(len(stretch))
    except StoreError:
        raise
    except OutscanError:  # a source that is not there: no run of it was begun
        with store.write() as link:
            _forget(link, find_run(link, number))
        raise
    with store.write() as link:
        _queue(store, link, number, trust=trust)
        return Begun(find_run(link, number), scanner, resumed=False)


def _clock(link: Connection, *, dated: bool) -> None:
    """Raise OutscanError where the clock went back behind what the ledger holds, or is not that of the database.

    The day a verdict is made for is taken from it: an exam paper is withheld or released by it.
    """
    at = jobs.now(link)
    began, ended = link.execute(select(func.max(run.c.began), func.max(run.c.ended))).one()
    last = max(began or 0.0, ended or 0.0)
    if last - at > CLOCK_SECONDS:
        raise OutscanError(said(BATCH, "clock_back", now=_minute(at), last=_minute(last)))
    if not dated and abs(time.time() - at) > DAY_SECONDS:
        raise OutscanError(said(BATCH, "clock_apart", now=_minute(time.time()), other=_minute(at)))


def _minute(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))


def written(config: Config) -> dict[str, Any]:
    """What another machine needs to make the same scanner, beside its own rules and models."""
    return {
        "limits": asdict(config.limits),
        "ocr": config.ocr,
        "recipient": config.recipient,
        "declarations": [list(one) for one in config.declarations],
        "declared_by": config.declared_by,
        "cleared_pictures": sorted(config.cleared_pictures),
        "contact": config.contact,
    }


def _stretches(entries: Iterator[Entry]) -> Iterator[list[Entry]]:
    stretch: list[Entry] = []
    last = time.monotonic()
    for one in entries:
        stretch.append(one)
        if len(stretch) >= STRETCH or time.monotonic() - last > 1:
            yield stretch
            stretch, last = [], time.monotonic()
    if stretch:
        yield stretch


def _revive(store: Store, link: Connection, old: Run) -> None:
    """Free what a dead owner held. A document cannot kill the owner, which never opens one: its death is held against none."""
    if store.sqlite:  # nobody else can hold anything: this process owns the file
        held = jobs.job.c.queue == old.queue, jobs.job.c.worker != ""
        link.execute(update(jobs.job).where(*held).values(worker="", due=0.0, tries=0))


def _forget(link: Connection, old: Run) -> None:
    """A listing that was cut off is listed again; a run made with other rules stays as it is and is not gone on with."""
    jobs.drop(link, old.queue)
    if old.state == "listing":
        link.execute(delete(item).where(item.c.run == old.id))
        link.execute(delete(tally).where(tally.c.run == old.id))
        link.execute(delete(run).where(run.c.id == old.id))
    else:
        set_state(link, old.id, "superseded")


def _queue(store: Store, link: Connection, number: int, *, trust: bool) -> None:
    """From the manifest to jobs: what is known by its stamp, what shares a size, and in which order."""
    mine = item.c.run == number, item.c.state == "todo"
    earlier = item.alias("earlier")
    same = earlier.c.stamp == item.c.stamp, earlier.c.path == item.c.path, earlier.c.run < number
    if trust and link.execute(select(func.count()).select_from(run)).scalar_one() > 1:
        sha = select(func.max(earlier.c.sha256)).where(*same, earlier.c.sha256 != "").scalar_subquery()
        link.execute(update(item).where(*mine, item.c.stamp != "").values(sha256=func.coalesce(sha, "")))
    shared = item.c.size.in_(select(item.c.size).where(*mine).group_by(item.c.size).having(func.count() > 1))
    link.execute(update(item).where(*mine, or_(shared, item.c.size.in_(select(reading.c.size)))).values(twin=True))
    listed = int(link.execute(select(func.count()).select_from(item).where(*mine)).scalar_one())
    third = link.execute(select(item.c.size).where(*mine).order_by(item.c.size.desc()).offset(listed // 3).limit(1)).scalar() or 0
    killed = exists(select(earlier.c.id).where(*same, earlier.c.reason.like("%crashed%")))
    kib = case((item.c.size / 1024 > MOST_RANK, MOST_RANK), else_=item.c.size / 1024)
    rank = case((killed, POISON), (item.c.size > third, 0 - kib), else_=1)
    columns = ["queue", "rank", "ref"]
    link.execute(
        insert(jobs.job).from_select(
            columns, select(literal(f"batch-{number}"), cast(rank, Integer), item.c.id).where(*mine).order_by(item.c.id)
        )
    )
    counts = Counter[str]()
    for state, why, many in link.execute(
        select(item.c.state, item.c.reason, func.count()).where(item.c.run == number).group_by(item.c.state, item.c.reason)
    ):
        counts["found"] += many
        counts["listed"] += many if state != "unlistable" else 0
        if state != "todo":
            counts[f"state:{state}"] += many
            counts[f"reason:{why}"] += many
    total = link.execute(select(func.coalesce(func.sum(item.c.size), 0)).where(*mine)).scalar_one()
    count(store, link, number, "", {**counts, "bytes_listed": int(total)})
    set_state(link, number, "running")


def end(store: Store, number: int) -> Run:
    """Close a run that has nothing left to do: sum up the package. Raises OutscanError where the counts do not agree."""
    with store.write() as link:
        link.execute(select(run.c.id).where(run.c.id == number).with_for_update())  # the last two workers both come here
        now = find_run(link, number)
        if now.state != "running" or jobs.left(link, now.queue)[0]:
            return now
        totals = sums(link, number)
        recorded = sum(totals[f"state:{state}"] for state in ("done", "incomplete", "skipped"))
        judged = int(link.execute(select(func.count()).select_from(verdict).where(verdict.c.run == number)).scalar_one())
        if recorded != totals["listed"] or judged != totals["state:done"] + totals["state:incomplete"]:
            raise OutscanError(said(BATCH, "counts_differ", listed=totals["listed"], recorded=recorded))
        package = package_of(store, link, now)
        set_state(link, number, "done", package=package)
        return find_run(link, number)
