"""Workers on any number of machines: this process only waits and watches, or is itself one of them.

In: a PostgreSQL ledger. Out: rows. `work` lists and waits; `join` is `outscan batch worker`, which asks the ledger what is to be
done, makes sure its rules are the run's, and works.
"""

from __future__ import annotations

import json
import os
import socket
import time
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import select

from outscan.batch.engines import Crew
from outscan.batch.engines.local import AGAIN_SECONDS, PATIENCE_SECONDS, enlisted, keep_on
from outscan.batch.ledger import Run, known, runs
from outscan.batch.makings import canonical, deciding_makings, digest, reading_makings
from outscan.batch.running import Begun, end
from outscan.batch.tables import deciding, making
from outscan.config import Config
from outscan.errors import OutscanError
from outscan.limits import Limits
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.store import Store, StoreGone, jobs
from outscan.words.batch import BATCH
from outscan.words.said import said


def work(store: Store, begun: Begun, crew: Crew) -> None:
    """Wait until workers elsewhere have done everything. Raises OutscanError where the ledger is a file of this machine."""
    shared(store, "workers")
    while not crew.stop.asked:
        try:
            with store.read() as link:
                if not jobs.left(link, begun.run.queue)[0]:
                    return
        except StoreGone:
            crew.listener("away", {})
        time.sleep(AGAIN_SECONDS)


def shared(store: Store, engine: str) -> None:
    """Raise OutscanError where other machines cannot use this ledger."""
    if store.sqlite:
        raise OutscanError(said(BATCH, "needs_shared", engine=engine))


def join(store: Store, config: Config, crew: Crew, *, stay: bool = False) -> int:
    """Work on every unfinished run of the ledger; returns how many items this worker settled. Raises OutscanError."""
    shared(store, "worker")
    name, settled, away = crew.name or f"{socket.gethostname()}-{os.getpid()}", 0, 0.0
    while not crew.stop.asked:
        try:
            with store.read() as link:
                running = [(one, jobs.left(link, one.queue)[0]) for one in runs(link) if one.state == "running"]
            open_ = [one for one, left in running if left]
            for one in (one for one, left in running if not left):
                end(store, one.id)  # everything was done, and the database went away before that was said
            for one in open_:
                begun = same(store, one, config)
                with enlisted(store, one.queue, name, crew):
                    settled += keep_on(store, begun, crew, name)
                end(store, one.id)
        except StoreGone:  # nothing is in hand here: look again when the database is back
            away = away or time.monotonic()
            if time.monotonic() - away > PATIENCE_SECONDS:
                raise
            time.sleep(AGAIN_SECONDS)
            continue
        away = 0.0
        if not open_ and not stay:
            break
        if not open_:
            time.sleep(AGAIN_SECONDS)
    return settled


def same(store: Store, one: Run, config: Config, *, unlock: bool = False) -> Begun:
    """The run with a scanner of this machine that is made like the run's. Raises OutscanError where it cannot be.

    With `unlock` the passwords may be others: what is read then is entered as made with them.
    """
    scanner = Scanner.build(like(one, config))
    ours, decides_ = reading_makings(scanner), deciding_makings(scanner)
    with store.read() as link:
        made = link.execute(select(making.c.told).where(making.c.id == one.making)).scalar_one()
        decides = link.execute(select(deciding.c.told).where(deciding.c.id == one.deciding)).scalar_one()
    theirs = {**json.loads(made), **json.loads(decides)}
    mine: dict[str, Any] = json.loads(json.dumps({**ours, **decides_}))
    what = sorted(key for key in {*theirs, *mine} - ({"passwords"} if unlock else set()) if theirs.get(key) != mine.get(key))
    if what:
        raise OutscanError(said(BATCH, "makings_differ", what="、".join(what)))
    if unlock and digest(ours) != digest(json.loads(made)):
        with store.write() as link:
            one = replace(one, making=known(store, link, making, digest(ours), canonical(ours)))
    return Begun(one, scanner, resumed=True)


def like(one: Run, config: Config) -> Config:
    """This machine's configuration with everything the run wrote down put in its place."""
    options = one.options
    names = {f.name for f in fields(Limits)}
    return replace(
        config,
        limits=Limits(**{name: figure for name, figure in options["limits"].items() if name in names}),
        ocr=str(options["ocr"]),
        recipient=str(options["recipient"]),
        declarations=tuple((str(key), bool(answer)) for key, answer in options["declarations"]),
        declared_by=str(options["declared_by"]),
        cleared_pictures=frozenset(options["cleared_pictures"]),
        as_of=date.fromisoformat(one.day),
    )
