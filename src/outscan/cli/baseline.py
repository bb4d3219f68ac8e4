"""`outscan baseline add`: scan files and write what a named reviewer sets aside into a baseline file.

In: paths, reviewer, reason, last day. Out: entries appended to the file. Marks are never written.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import Command, Group, config_options, lang_option, make_config, must_exist
from outscan.errors import OutscanError
from outscan.words import say


@click.group("baseline", cls=Group, help=say("help.baseline_long"))
def command() -> None:
    """Group what can be done with a baseline."""


@command.command("add", cls=Command, help=say("help.baseline_add"))
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--into", required=True, type=click.Path(), help=say("help.baseline_into"))
@click.option("--reviewer", required=True, help=say("help.baseline_reviewer"))
@click.option("--reason", required=True, help=say("help.baseline_reason"))
@click.option("--expires", required=True, type=click.DateTime(["%Y-%m-%d"]), help=say("help.baseline_expires"))
@click.option("--rule", multiple=True, help=say("help.baseline_rule"))
@lang_option
@config_options
def add(**typed: Any) -> int:
    """Scan, and append an entry for each upheld finding that is no mark."""
    from outscan.baseline import append, reviewed
    from outscan.batch.walk import jobs
    from outscan.isolate import Fence
    from outscan.scanner import Scanner

    paths, into, rules = typed.pop("paths"), Path(typed.pop("into")), typed.pop("rule")
    signed = {"reviewer": typed.pop("reviewer"), "reason": typed.pop("reason")}
    expires: date = typed.pop("expires").date()
    must_exist(paths)
    found = list(jobs(paths))
    if into.exists() and any(Path(job.path).exists() and into.samefile(job.path) for job in found):
        raise OutscanError(say("problem.output_input", path=into))
    scanner = Scanner.build(make_config(typed))
    findings = [
        finding for _, report in Fence(scanner).run(found) for finding in report.findings if not rules or finding.rule in rules
    ]
    count = append(into, reviewed(findings, **signed, expires=expires))
    sys.stdout.write(f"{say('baseline_added', n=count, path=into)}\n")
    return 0
