"""`outscan rules simulate --ledger L`: what other rules would change in a recorded run, before they are put in force.

In: a ledger, the rules to try. Out: lines or JSON on stdout. Neither the ledger nor a document is touched.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.batch.options import ledger, need, passwords_option, run_number, with_passwords
from outscan.cli.options import Command, jobs_option, overlay_option
from outscan.words import Words, say
from outscan.words.batch import BATCH
from outscan.words.batch_help import helped
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.batch.simulating import Turn


@click.command("simulate", cls=Command, help=helped("simulate"))
@ledger
@run_number
@click.option("-c", "--config", "config_file", type=click.Path(), help=say("help.config_file"))
@overlay_option
@click.option("--baseline", type=click.Path(), default=None, help=say("help.baseline_file"))
@click.option("--sample", type=click.IntRange(0), default=200, show_default=True, help=helped("sample"))
@passwords_option
@jobs_option
@click.option("-f", "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help=helped("format"))
def simulate_rules(**typed: Any) -> int:
    """Decide every row again, read a sample again, and say what would be another recommendation."""
    need("sqlalchemy", "batch")
    from outscan.batch.engines.workers import like
    from outscan.batch.ledger import find_run, open_ledger
    from outscan.batch.simulating import contents, decided_again, differing, read_again
    from outscan.config import load_config
    from outscan.scanner import Scanner
    from outscan.signed import require

    baseline = Path(typed["baseline"]) if typed["baseline"] else None
    config = load_config(typed["config_file"], overlays=tuple(Path(o) for o in typed["overlay"]), baseline=baseline)
    require(config.signed)
    plain = typed["form"] == "text"
    with open_ledger(typed["ledger"], writable=False) as store, store.read() as link:
        run = find_run(link, typed["number"])
        scanner = Scanner.build(like(run, with_passwords(config, typed)))
        reads, decides = differing(link, run, scanner)
        if plain:
            click.echo(said(BATCH, "simulated", run=run.id, what="、".join([*reads, *decides]) or said(BATCH, "simulated_none")))
        turned = _print_turns("decided", decided_again(link, run, scanner), plain=plain)
        if reads:
            if plain:
                click.echo(said(BATCH, "simulated_sample", n=min(typed["sample"], all_ := contents(link, run)), all=all_))
            turned += _print_turns("read", read_again(link, run, scanner, typed["sample"], typed["jobs"]), plain=plain)
    return 1 if turned else 0


def _print_turns(what: str, turns: Iterable[Turn], *, plain: bool) -> int:
    """Say every row that turns, then how many do and from what to what; returns how many."""
    words, counts, seen, untold = Words.here(), Counter[tuple[str, str]](), 0, 0
    from outscan.report.mask import visible

    for one in turns:
        seen += 1
        untold += one.after is None
        if one.after is None or not one.turned:
            continue
        counts[words.action(one.before), words.action(one.after)] += 1
        if plain:
            click.echo(f"  {one.row}  {visible(one.path)}  {words.action(one.before)} → {words.action(one.after)}")
        else:
            line = {"by": what, "row": one.row, "path": one.path, "before": one.before.value, "after": one.after.value}
            click.echo(json.dumps(line, ensure_ascii=False))
    if plain:
        click.echo(said(BATCH, f"simulated_{what}", n=seen, turned=counts.total()))
        for (before, after), many in sorted(counts.items()):
            click.echo(f"    {before} → {after}  {many}")
        if untold:
            click.echo(said(BATCH, "simulated_untold", n=untold))
    return counts.total()
