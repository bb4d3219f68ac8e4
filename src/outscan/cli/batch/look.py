"""`outscan batch diff`, `explain`, `cancel`: what a ledger says, read without disturbing whoever writes it.

In: a ledger. Out: lines or JSON on stdout.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from outscan.batch.explaining import again
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.mending import asked_to_stop, cancel
from outscan.batch.rows import differences, explained
from outscan.cli.batch.options import ledger, run_number, told
from outscan.cli.options import Command
from outscan.errors import StoreError
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.language import language
from outscan.words.said import said


@click.command("diff", cls=Command, help=told("diff"))
@click.argument("first", type=int)
@click.argument("second", type=int)
@ledger
@click.option("-f", "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help=told("format"))
def diff_command(**typed: Any) -> int:
    """What is new, gone, or judged differently; exit code 1 where there is any."""
    words, any_ = Words.here(), False
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        first, second = find_run(link, typed["first"]), find_run(link, typed["second"])
        for what, path, before, after in differences(link, first, second):
            any_ = True
            if typed["form"] == "jsonl":
                click.echo(json.dumps({"what": what, "path": path, "before": before, "after": after}, ensure_ascii=False))
                continue
            click.echo(f"{said(BATCH, f'diff_{what}')}  {path}  {_shown(words, before)} → {_shown(words, after)}")
    if not any_ and typed["form"] == "text":
        click.echo(said(BATCH, "no_hits"))
    return 1 if any_ else 0


def _shown(words: Words, action: str) -> str:
    if not action:
        return "–"
    return words.action(Action(action)) if action in set(Action) else said(BATCH, f"state_{action}")


@click.command("explain", cls=Command, help=told("explain"))
@click.argument("row", type=int)
@ledger
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help=told("format"))
def explain_command(**typed: Any) -> int:
    """The masked report of a row, and the same verdict reached again with the rules kept in the ledger."""
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        one = explained(link, typed["row"])
        verdict = again(link, one)
    if typed["form"] == "json":
        from outscan.report.json import line

        told_ = {"report": json.loads(line(one.report)), "again": verdict.action.value, "same": verdict.action == one.row.action}
        click.echo(json.dumps({**told_, "made_with": one.made, "decided_with": one.decides}, ensure_ascii=False, indent=1))
    else:
        from outscan.report import SINKS, run_facts

        sys.stdout.write(SINKS["text"]([one.report], run_facts([one.report], one.report.made_with), lang=language()).decode())
        click.echo(f"{said(BATCH, 'explain_row', row=typed['row'])} · {one.row.day} · sha256 {one.report.sha256}")
        if one.row.holds_until:
            click.echo(f"{said(BATCH, 'explain_holds')} {one.row.holds_until}")
        click.echo(f"{said(BATCH, 'explain_made')} outscan {one.made['outscan']} · {one.made['rules']} · {one.decides['policy']}")
        same = verdict.action == one.row.action
        other = said(BATCH, "explain_other", action=Words.here().action(verdict.action))
        click.echo(said(BATCH, "explain_same") if same else other)
    return 0 if verdict.action == one.row.action else 2


@click.command("cancel", cls=Command, help=told("cancel"))
@ledger
@run_number
def cancel_command(**typed: Any) -> int:
    """Give a run up; a process that is working on it stops after the files in hand."""
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        run = find_run(link, typed["number"])
    try:
        with open_ledger(typed["ledger"], create=False) as store:
            cancel(store, run)
            click.echo(said(BATCH, "cancelled", run=run.id))
    except StoreError:
        if "://" in typed["ledger"]:
            raise
        asked_to_stop(Path(typed["ledger"])).touch(mode=0o600)
        click.echo(said(BATCH, "cancel_asked", run=run.id))
    return 0
