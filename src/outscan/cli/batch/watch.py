"""`outscan batch watch 待发/ --pass 可发/ --hold 待批/`: copy what may go, hold the rest."""

from __future__ import annotations

import signal
from collections import Counter
from pathlib import Path
from typing import Any

import click

from outscan.batch.watching import Watch
from outscan.cli.batch.options import need
from outscan.cli.options import Command, config_options, lang_option, make_config
from outscan.report.mask import visible
from outscan.scanner import Scanner
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH, why
from outscan.words.batch_help import helped
from outscan.words.said import said

WHATS = ("before", "temporary", "double", "changed", "unlistable")


@click.command("watch", cls=Command, help=helped("watch"))
@click.argument("folder", type=click.Path())
@lang_option
@click.option("--pass", "passed", required=True, type=click.Path(), help=helped("pass"))
@click.option("--hold", "held", required=True, type=click.Path(), help=helped("hold"))
@click.option("--settle", type=click.FloatRange(0), default=10.0, show_default=True, help=helped("settle"))
@click.option("--once", is_flag=True, help=helped("once"))
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help=helped("jobs"))
@config_options
def watch_command(**typed: Any) -> int:
    """Watch until interrupted."""
    need("watchfiles", "batch")
    dated, once = typed["as_of"] is not None, typed["once"]
    config = make_config(typed)
    folders = (Path(typed["folder"]), Path(typed["passed"]), Path(typed["held"]))
    watch = Watch(Scanner.build(config), *folders, settle=typed["settle"], workers=typed["jobs"], dated=dated, heard=_tell)
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), watch.stop.ask)
    click.echo(said(BATCH, "watching", path=folders[0]), err=True)
    watch.keep(once=once)
    words = Words.here()
    counts = [f"{words.action(one)} {watch.counts[one.value]}" for one in Action if watch.counts[one.value]]
    counts += [said(BATCH, f"watch_{what}", n=watch.counts[what]) for what in WHATS if watch.counts[what]]
    click.echo(" · ".join(counts) or said(BATCH, "watch_nothing"), err=True)
    return _code(watch.counts) if once else 0


def _tell(what: str, path: str, why_: str) -> None:
    """Say what became of a file, or what is in the way."""
    if what == "waits":
        click.echo(said(BATCH, "watch_waits", why=why_), err=True)
    elif what == "unlistable":
        click.echo(f"{said(BATCH, 'state_unlistable')}  {visible(path)}  {why(why_)}")
    else:
        click.echo(f"{Words.here().action(Action(what))}  {visible(path)}")


def _code(counts: Counter[str]) -> int:
    """The exit code of what was there: 1 beats 3, 3 beats 0."""
    if any(counts[one.value] for one in (Action.PROCESS, Action.ESCALATE, Action.WITHHOLD)):
        return 1
    return 3 if counts[Action.REVIEW.value] or counts["unlistable"] or counts["changed"] else 0
