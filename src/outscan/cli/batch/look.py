"""`outscan batch diff`, `explain`, `cancel`: what a ledger says, read without disturbing whoever writes it.

In: a ledger. Out: lines or JSON on stdout.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

from outscan.batch.comparing import KINDS, Change, changes, shown, unchanged
from outscan.batch.explaining import again
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.mending import asked_to_stop, cancel
from outscan.batch.rows import explained, row_number
from outscan.cli.batch.options import Number, ledger, run_number
from outscan.cli.options import Command
from outscan.errors import OutscanError, StoreError
from outscan.report.mask import visible
from outscan.words import Words
from outscan.words.batch import BATCH
from outscan.words.batch_help import helped
from outscan.words.language import language
from outscan.words.said import said


@click.command("diff", cls=Command, help=helped("diff"))
@click.argument("first", type=Number())
@click.argument("second", type=Number())
@ledger
@click.option("-f", "--format", "form", type=click.Choice(["text", "jsonl", "xlsx"]), default="text", help=helped("format"))
@click.option("-o", "--output", type=click.Path(), default=None, help=helped("diff_output"))
@click.option("--force", is_flag=True, help=helped("force"))
def diff_command(**typed: Any) -> int:
    """What is new, gone, or judged differently; exit code 1 where there is any."""
    target = Path(typed["output"]) if typed["output"] else None
    if (typed["form"] == "xlsx") != (target is not None):
        raise OutscanError(said(BATCH, "diff_workbook"))
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        first, second = find_run(link, typed["first"]), find_run(link, typed["second"])
        if target is not None:
            from outscan.batch.exports.changes import write

            _free(target, (*first.sources, *second.sources), typed["ledger"], force=typed["force"])
            many = write(link, first, second, target)
            click.echo(said(BATCH, "exported", path=target))
        else:
            many = _lines(changes(link, first, second), typed["form"])
        if typed["form"] != "jsonl":
            kinds = [f"{said(BATCH, f'diff_{what}')} {many[what]}" for what in KINDS]
            same = said(BATCH, "diff_same", n=unchanged(link, first, second))
            click.echo(" · ".join([*kinds, same]))
    return 1 if many else 0


def _lines(found: Iterable[Change], form: str) -> Counter[str]:
    words, many = Words.here(), Counter[str]()
    for one in found:
        many[one.what] += 1
        if form == "jsonl":
            rows = {"row_before": one.row_before or None, "row_after": one.row_after or None}
            told_ = {"what": one.what, "path": one.path, "before": one.before, "after": one.after, **rows}
            click.echo(json.dumps(told_, ensure_ascii=False))
        else:
            turn = f"{shown(words, one.before)} → {shown(words, one.after)}"
            click.echo(f"{said(BATCH, f'diff_{one.what}')}  {visible(one.path)}  {turn}")
    return many


def _free(target: Path, sources: Sequence[str], ledger_: str, *, force: bool) -> None:
    """Raise OutscanError where `target` lies inside a source, is the ledger, or is there already."""
    from outscan.batch.running import apart

    apart(sources, [target], ledger_)
    if target.exists() and not force:
        raise OutscanError(said(BATCH, "output_exists", path=target))


@click.command("explain", cls=Command, help=helped("explain"))
@click.argument("row")
@ledger
@run_number
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help=helped("format"))
def explain_command(**typed: Any) -> int:
    """The masked report of a row or a path, and the same verdict reached again with the rules kept in the ledger."""
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        number = row_number(link, typed["row"], typed["number"])
        one = explained(link, number)
        verdict = again(link, one)
    if typed["form"] == "json":
        from outscan.report.json import line

        told_ = {"report": json.loads(line(one.report)), "again": verdict.action.value, "same": verdict.action == one.row.action}
        click.echo(json.dumps({**told_, "made_with": one.made, "decided_with": one.decides}, ensure_ascii=False, indent=1))
    else:
        from outscan.report import SINKS, run_facts

        facts = {**run_facts([one.report], one.report.made_with), "kept": True}
        sys.stdout.write(SINKS["text"]([one.report], facts, lang=language()).decode())
        click.echo(f"{said(BATCH, 'explain_row', row=number)} · {one.row.day} · sha256 {one.report.sha256}")
        if one.row.holds_until:
            click.echo(f"{said(BATCH, 'explain_holds')} {one.row.holds_until}")
        click.echo(f"{said(BATCH, 'explain_made')} outscan {one.made['outscan']} · {one.made['rules']} · {one.decides['policy']}")
        same = verdict.action == one.row.action
        other = said(BATCH, "explain_other", action=Words.here().action(verdict.action))
        click.echo(said(BATCH, "explain_same") if same else other)
    return 0 if verdict.action == one.row.action else 2


@click.command("cancel", cls=Command, help=helped("cancel"))
@ledger
@run_number
def cancel_command(**typed: Any) -> int:
    """Give a run up; a process that is working on it stops after the files in hand."""
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        run = find_run(link, typed["number"])
    if run.state not in {"running", "listing"}:
        raise OutscanError(said(BATCH, "done_before", run=run.id, state=said(BATCH, f"run_{run.state}")))
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
