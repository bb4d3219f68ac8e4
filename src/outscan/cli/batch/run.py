"""`outscan batch run SOURCE… --ledger L` and `outscan batch worker`: scan a package, or join in.

In: sources and options. Out: rows in the ledger, progress on stderr, one line on stdout, an exit code.
"""

from __future__ import annotations

import math
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from outscan.batch.engines import ENGINES, Crew
from outscan.batch.engines.workers import join, same
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.manifest import ignores
from outscan.batch.mending import REASONS, asked_to_stop, cancel, retry
from outscan.batch.pace import Pace, Stop, parse_size, parse_window
from outscan.batch.run_status import code, status_of
from outscan.batch.running import Begun, absolute, apart, begin, end
from outscan.cli.batch.options import ledger, need, passwords_option, readable, run_number, with_passwords
from outscan.cli.batch.progress import Progress
from outscan.cli.batch.status import show
from outscan.cli.options import Command, Jobs, config_options, make_config
from outscan.errors import OutscanError
from outscan.nouns import replace
from outscan.store import Store
from outscan.words.batch import BATCH
from outscan.words.batch_help import helped
from outscan.words.said import said

MIB = 1 << 20
INTERRUPTED = 130
LISTING_SECONDS = 5.0


def pacing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of how hard a run may press, shared by `run`, `retry` and `worker`."""
    for option in reversed(
        [
            click.option("-j", "--jobs", type=Jobs(), default=None, help=helped("jobs")),
            click.option("--min-free", default=None, help=helped("min_free")),
            click.option("--window", default=None, help=helped("window")),
            click.option("--read-mb-s", type=click.FloatRange(0, min_open=True), default=None, help=helped("read_mb_s")),
            click.option("--max-open", type=click.IntRange(1), default=None, help=helped("max_open")),
            click.option("--status-file", type=click.Path(), default=None, help=helped("status_file")),
            click.option("-q", "--quiet", is_flag=True, help=helped("quiet")),
        ]
    ):
        command = option(command)
    return command


@click.command("run", cls=Command, help=helped("run"))
@click.argument("sources", nargs=-1, required=True, type=click.Path())
@ledger
@click.option("--engine", type=click.Choice(sorted(ENGINES)), default="local", help=helped("engine"))
@click.option("--scheduler", default=None, help=helped("scheduler"))
@click.option("--tls-ca", type=click.Path(), default=None, help=helped("tls"))
@click.option("--tls-cert", type=click.Path(), default=None, help=helped("tls"))
@click.option("--tls-key", type=click.Path(), default=None, help=helped("tls"))
@passwords_option
@click.option("--ignore-file", type=click.Path(), default=None, help=helped("ignore"))
@click.option("--rehash", is_flag=True, help=helped("rehash"))
@pacing
@config_options
def run_command(**typed: Any) -> int:
    """List, scan, record; go on where a run was interrupted."""
    dated = typed["as_of"] is not None
    config = with_passwords(make_config(typed), typed)
    apart(sources := absolute(typed["sources"]), [typed["ledger"]] if "://" not in typed["ledger"] else [])
    status_apart(typed, sources)
    ignored = ignores(typed["ignore_file"])
    if typed["engine"] == "dask":
        need("distributed", "dask")
    crew = make_crew(typed)
    with open_ledger(typed["ledger"]) as store:
        begun = begin(store, sources, config, ignored=ignored, dated=dated, trust=not typed["rehash"], listener=listing(typed))
        return _worked(store, begun, crew, typed)


def status_apart(typed: dict[str, Any], sources: Sequence[str]) -> None:
    """Raise OutscanError where the status file, or the one for Prometheus beside it, would lie where it may not or cannot."""
    if typed["status_file"] is None:
        return
    path = Path(typed["status_file"])
    if not path.name or path.is_dir() or not path.absolute().parent.is_dir():
        raise OutscanError(said(BATCH, "status_place", path=path))
    apart(sources, [path, path.with_suffix(".prom")], typed["ledger"])


def listing(typed: dict[str, Any]) -> Callable[[int], None]:
    """Says now and then how many files were met: a large share takes minutes."""
    met, last = 0, time.monotonic()

    def heard(many: int) -> None:
        nonlocal met, last
        met += many
        if not typed["quiet"] and time.monotonic() - last > LISTING_SECONDS:
            last = time.monotonic()
            click.echo(said(BATCH, "listing", found=met), err=True)

    return heard


def _worked(store: Store, begun: Begun, crew: Crew, typed: dict[str, Any]) -> int:
    """Let the engine work on a begun run; say how it ended."""
    with store.read() as link:
        first = status_of(link, begun.run)
    if not typed["quiet"]:
        figures = {"listed": first["listed"], "bytes": readable(first["bytes_listed"])}
        resumed = {"run": begun.run.id, "done": first["done"] + first["incomplete"], "left": first["left"]}
        click.echo(said(BATCH, "resumed", **resumed) if begun.resumed else said(BATCH, "listed", **figures), err=True)
    progress = Progress(first, crew.pace.folder, typed["status_file"], quiet=typed["quiet"])
    crew.listener = progress.hear
    interrupted = False
    crew.stop.file = asked_to_stop(Path(store.shown)) if store.sqlite else None
    if crew.stop.file is not None:
        crew.stop.file.unlink(missing_ok=True)  # asked of an owner that died before it heard
    try:
        with progress:
            ENGINES[typed.get("engine") or "local"](store, begun, crew)
            ended = end(store, begun.run.id)
            with store.read() as link:
                last = status_of(link, ended)
            progress.stand(last)
    except KeyboardInterrupt:
        interrupted = True
        with store.read() as link:
            last = status_of(link, find_run(link, begun.run.id))
    if crew.stop.by_file and crew.stop.file is not None:
        cancel(store, begun.run)
        crew.stop.file.unlink(missing_ok=True)
        last["state"] = "cancelled"
    show(last)
    if interrupted or (crew.stop.asked and last["left"]):
        click.echo(said(BATCH, "stopped"), err=True)
        return INTERRUPTED
    return code(last)


def make_crew(typed: dict[str, Any]) -> Crew:
    """How hard to press, and who says stop: the first Ctrl-C or SIGTERM finishes what is in hand, the second ends at once."""
    if math.isnan(typed["read_mb_s"] or 0.0):
        raise OutscanError(said(BATCH, "rate_form"))
    local = "://" not in typed["ledger"]
    folder = Path(typed["ledger"]).absolute().parent if local else Path.cwd()
    pace = Pace(
        folder,
        parse_size(typed["min_free"]) if typed["min_free"] else 0,
        parse_window(typed["window"]) if typed["window"] else None,
        (typed["read_mb_s"] or 0.0) * MIB,
    )
    workers = typed["jobs"] or os.cpu_count() or 1
    names = ("scheduler", "tls_ca", "tls_cert", "tls_key")
    crew = Crew(
        min(workers, typed["max_open"] or workers),
        pace,
        Stop(),
        name=typed.get("name") or "",
        options={name: typed.get(name) for name in names},
    )

    def asked(*_: object) -> None:
        crew.stop.ask()
        sys.stderr.write(said(BATCH, "stopping") + "\n")

    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), asked)
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)  # a closed terminal does not end a night's run
    return crew


@click.command("worker", cls=Command, help=helped("worker"))
@ledger
@click.option("--name", default=None, help=helped("name"))
@passwords_option
@click.option("--stay", is_flag=True, help=helped("stay"))
@pacing
@config_options
def worker_command(**typed: Any) -> int:
    """Work on every unfinished run of a shared ledger."""
    crew = make_crew(typed)
    stay = typed["stay"]
    status_apart(typed, ())
    config = with_passwords(make_config(typed), typed)
    with open_ledger(typed["ledger"], create=False) as store:
        settled = join(store, config, crew, stay=stay)
    click.echo(said(BATCH, "settled", n=settled))
    return INTERRUPTED if crew.stop.asked else 0


@click.command("retry", cls=Command, help=helped("retry"))
@ledger
@run_number
@passwords_option
@click.option("--reason", "reasons", multiple=True, type=click.Choice(REASONS), help=helped("reason"))
@pacing
@config_options
def retry_command(**typed: Any) -> int:
    """Check again what could not be read, and nothing else."""
    config = with_passwords(make_config(typed), typed)
    crew = make_crew(typed)
    with open_ledger(typed["ledger"], create=False) as store:
        with store.read() as link:
            run = find_run(link, typed["number"])
        status_apart(typed, run.sources)
        begun = same(store, run, config, unlock=True)  # before a row is touched: what may not go on changes nothing
        many = retry(store, run, typed["reasons"])
        click.echo(said(BATCH, "retrying", n=many) if many else said(BATCH, "no_hits"), err=True)
        with store.read() as link:
            begun = replace(begun, run=replace(find_run(link, run.id), making=begun.run.making))
        return _worked(store, begun, crew, typed)
