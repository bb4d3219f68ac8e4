"""`outscan batch watch 待发/ --pass 可发/ --hold 待批/`: copy what may go, hold the rest."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import Any

import click

from outscan.batch.watching import Watch
from outscan.cli.batch.options import need, told
from outscan.cli.options import Command, config_options, lang_option, make_config
from outscan.report.mask import visible
from outscan.scanner import Scanner
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.said import said


@click.command("watch", cls=Command, help=told("watch"))
@click.argument("folder", type=click.Path())
@lang_option
@click.option("--pass", "passed", required=True, type=click.Path(), help=told("pass"))
@click.option("--hold", "held", required=True, type=click.Path(), help=told("hold"))
@click.option("--settle", type=click.FloatRange(0), default=10.0, show_default=True, help=told("settle"))
@click.option("--once", is_flag=True, help=told("once"))
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help=told("jobs"))
@config_options
def watch_command(**typed: Any) -> int:
    """Watch until interrupted."""
    need("watchfiles", "batch")
    config = make_config(typed)
    folders = (Path(typed["folder"]), Path(typed["passed"]), Path(typed["held"]))
    watch = Watch(Scanner.build(config), *folders, settle=typed["settle"], workers=typed["jobs"])
    words = Words.here()
    watch.heard = lambda action, path: click.echo(f"{words.action(Action(action))}  {visible(path)}")
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), watch.stop.ask)
    click.echo(said(BATCH, "watching", path=folders[0]), err=True)
    watch.keep(once=typed["once"])
    return 0
