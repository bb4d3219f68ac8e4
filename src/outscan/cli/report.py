"""`outscan report RUN.json`: a run that was kept as JSON, written in another format without scanning again.

In: what `outscan scan -f json` (or jsonl) wrote. Out: the screen, a stream or files, and the exit code of the run.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import Command, force_option, lang_option
from outscan.cli.outputs import planned, rendered, to_stdout, write
from outscan.errors import OutscanError
from outscan.sinks import SINKS
from outscan.words import say


@click.command("report", cls=Command, help=say("help.report_long"))
@click.argument("path", metavar="RUN.json", type=click.Path())
@click.option("-f", "--format", "form", type=click.Choice(list(SINKS)), default=None, help=say("help.format"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(), help=say("help.output"))
@force_option
@click.option("--summary", is_flag=True, help=say("help.summary"))
@click.option("--show-hits", is_flag=True, help=say("help.show_hits"))
@lang_option
@click.option("--no-color", is_flag=True, help=say("help.no_color"))
def command(**typed: Any) -> int:
    """Read, check, write; the exit code is that of the run."""
    from outscan.cli.exit_codes import exit_code
    from outscan.cli.screen import print_run
    from outscan.report.reading import read_run

    path = typed["path"]
    reports, run = read_run(_bytes(path), path)
    outputs = planned(typed["outputs"], typed["form"], [path], force=typed["force"])
    shown = {"show_hits": typed["show_hits"], "lang": typed["lang"]}
    if outputs:
        write(outputs, reports, run, [path], force=typed["force"], **shown)
    elif typed["form"] in (None, "text"):
        print_run(reports, run, typed, contact="")
    else:
        to_stdout(rendered(typed["form"], reports, run, **shown))
    return exit_code(reports, unread=bool(run.get("partial")))


def _bytes(path: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    except OSError as error:
        raise OutscanError(say("problem.cannot_open", path=path, why=error.strerror)) from None
