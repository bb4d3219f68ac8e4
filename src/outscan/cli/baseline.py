"""`outscan baseline add`: scan files and write what a named reviewer sets aside into a baseline file.

In: paths, reviewer, reason, last day. Out: entries appended to the file. Marks are never written.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import config_options, make_config


@click.group("baseline", help="基线：把已复核的疑点按人、理由、期限记下来。密级标志不能进入基线。")
def command() -> None:
    """Group what can be done with a baseline."""


@command.command("add", help="检查文件，把其中的疑点（或 --rule 指定的）记入基线文件。")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--into", required=True, type=click.Path(), help="基线文件（TOML）")
@click.option("--reviewer", required=True, help="复核人")
@click.option("--reason", required=True, help="理由")
@click.option("--expires", required=True, type=click.DateTime(["%Y-%m-%d"]), help="有效期的最后一天")
@click.option("--rule", multiple=True, help="只记这些规则的疑点，可多次")
@config_options
def add(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Scan, and append an entry for each upheld finding that is no mark."""
    from outscan.baseline import append, reviewed  # noqa: PLC0415 - lazy by design
    from outscan.batch.walk import jobs  # noqa: PLC0415 - lazy by design
    from outscan.isolate import Fence  # noqa: PLC0415 - lazy by design
    from outscan.scanner import Scanner  # noqa: PLC0415 - lazy by design

    paths, into, rules = typed.pop("paths"), Path(typed.pop("into")), typed.pop("rule")
    told = {"reviewer": typed.pop("reviewer"), "reason": typed.pop("reason")}
    expires: date = typed.pop("expires").date()
    scanner = Scanner.build(make_config(typed))
    findings = [
        finding
        for _, report in Fence(scanner).run(list(jobs(paths)))
        for finding in report.findings
        if not rules or finding.rule in rules
    ]
    count = append(into, reviewed(findings, **told, expires=expires))
    sys.stdout.write(f"新记入 {count} 条：{into}\n")
    return 0
