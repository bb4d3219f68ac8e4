"""`outscan batch status`: every run of a ledger, from the ledger alone. Loads nothing that reads documents.

In: a ledger. Out: lines or JSON on stdout.
"""

from __future__ import annotations

import json
from typing import Any

import click

from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.run_status import all_statuses, code, crossings, status_of
from outscan.cli.batch.options import ledger, run_number
from outscan.cli.options import Command
from outscan.report.mask import visible
from outscan.store import jobs
from outscan.types import Action
from outscan.words import Words
from outscan.words.batch import BATCH, why
from outscan.words.batch_help import helped
from outscan.words.said import said

NEXT = ("encrypted", "image_only", "timeout", "crashed")
"""Reasons that something can be done about, each with its sentence."""


@click.command("status", cls=Command, help=helped("status"))
@ledger
@run_number
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text", help=helped("format"))
def status_command(**typed: Any) -> int:
    """Every run of a ledger, or one."""
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        many = [status_of(link, find_run(link, typed["number"]))] if typed["number"] else all_statuses(link)
        living = jobs.living(link)
    if typed["form"] == "json":
        click.echo(json.dumps({"runs": many, "workers": living}, ensure_ascii=False, indent=1))
        return code(many[-1]) if many else 0
    for one in many:
        show(one)
        sources = "、".join(visible(source) for source in one["sources"])
        click.echo(f"  {sources} · {one['day']} · {one['recipient'] or said(BATCH, 'none_recipient')}")
        if one["reasons"]:
            click.echo("  " + " · ".join(f"{why(reason)} {n}" for reason, n in one["reasons"].items()))
    for worker in living:
        click.echo(f"  {worker['name']} · {worker['host']} · {worker['silent']} s")
    return code(many[-1]) if many else 0


def show(last: dict[str, Any]) -> None:
    """The last word on a run: counts, verdicts, what was reused, lines of the law that are crossed, what to do next."""
    names = ("found", "listed", "done", "incomplete", "skipped", "unlistable")
    state = said(BATCH, f"run_{last['state']}")
    click.echo(said(BATCH, "run_line", run=last["run"], state=state, **{name: last[name] for name in names}))
    if last["actions"]:
        words = Words.here()
        click.echo(" · ".join(f"{words.action(Action(action))} {n}" for action, n in last["actions"].items()))
    click.echo(said(BATCH, "reused", read=last["contents_read"], reused=last["results_reused"]))
    if last["left"]:
        click.echo(said(BATCH, "left_over", n=last["left"]))
    for sentence in crossings(last["package"]):
        click.echo(sentence)
    for reason in NEXT if last["state"] == "done" else ():
        if many := last["reasons"].get(reason):
            click.echo(said(BATCH, f"next_{reason}", n=many))
