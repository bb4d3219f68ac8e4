"""`outscan batch export`, `seal`, `verify`: what is handed on.

In: a ledger, or a sealed folder. Out: files; an exit code (verify: 1 where anything is not as sealed).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outscan.cli.batch.options import ledger, run_number
from outscan.cli.options import Command, lang_option
from outscan.errors import OutscanError
from outscan.words.batch import BATCH
from outscan.words.batch_help import helped
from outscan.words.said import said


@click.command("export", cls=Command, help=helped("export"))
@ledger
@run_number
@click.option("-f", "--format", "form", type=click.Choice(["xlsx", "html", "jsonl", "csv"]), required=True, help=helped("format"))
@click.option("-o", "--output", type=click.Path(), required=True, help=helped("output"))
@click.option("--force", is_flag=True, help=helped("force"))
def export_command(**typed: Any) -> int:
    """Write the register of a run, or its overview."""
    from outscan.batch.exports import EXPORTS
    from outscan.batch.ledger import find_run, open_ledger
    from outscan.batch.running import apart

    target = Path(typed["output"])
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        run = find_run(link, typed["number"])
        apart(run.sources, [target], typed["ledger"])
        if typed["form"] == "html" and target.exists() and not target.is_dir():
            raise OutscanError(said(BATCH, "seal_exists", path=target))
        full = target.is_dir() and any(target.iterdir()) if typed["form"] == "html" else target.exists()
        if full and not typed["force"]:
            raise OutscanError(said(BATCH, "output_exists", path=target))
        EXPORTS[typed["form"]](link, run, target)
    click.echo(said(BATCH, "exported", path=target / "index.html" if typed["form"] == "html" else target))
    return 0


@click.command("seal", cls=Command, help=helped("seal"))
@ledger
@run_number
@click.option("-o", "--output", type=click.Path(), required=True, help=helped("output"))
@click.option("--sm3", is_flag=True, help=helped("sm3"))
def seal_command(**typed: Any) -> int:
    """Copy what may be released into a new folder, with its manifest."""
    from outscan.batch.bag import NAMES
    from outscan.batch.ledger import find_run, open_ledger
    from outscan.batch.running import apart
    from outscan.batch.sealing import seal

    target = Path(typed["output"])
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        run = find_run(link, typed["number"])
        apart(run.sources, [target], typed["ledger"])
        made = seal(link, run, target, sm3=typed["sm3"])
    click.echo(said(BATCH, "seal_made", n=made.many, left=made.left, path=target))
    if made.renamed:
        click.echo(said(BATCH, "seal_renamed", n=made.renamed, name=target / NAMES))
    return 0


@click.command("verify", cls=Command, help=helped("verify"))
@click.argument("folder", type=click.Path())
@lang_option
def verify_command(**typed: Any) -> int:
    """Hold a sealed folder to its manifest."""
    from outscan.batch.verifying import verify
    from outscan.report.mask import visible

    told_ = verify(Path(typed["folder"]))
    wrong = told_.wrong
    for one in wrong:
        click.echo(said(BATCH, f"verify_{one.what}", **_places(one.what, visible(one.path), visible(one.old))))
    click.echo(said(BATCH, "verify_bad", n=len(wrong)) if wrong else said(BATCH, "verify_good", n=told_.many))
    if told_.sm3 is not None:
        click.echo(said(BATCH, "verify_sm3" if told_.sm3 else "verify_no_sm3"))
    return 1 if wrong else 0


def _places(what: str, path: str, old: str) -> dict[str, str]:
    return {"old": old, "new": path} if what == "renamed" else {"path": path}
