"""`outscan form FILE… -o FORM.docx`: 审批表, 审查报告 or 台账, pre-filled from a scan.

In: files and what the applicant states. Out: a docx or xlsx of mode 600; signatures, level and opinions stay empty.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outscan.cli.options import config_options, make_config

STATED = {
    "number": ("编号", "审批表编号"),
    "unit": ("申请单位", "申请单位"),
    "applicant": ("承办人", "承办人"),
    "phone": ("联系电话", "联系电话"),
    "country": ("国别", "接收方国别（地区）"),
    "project": ("项目", "项目名称及依据"),
    "purpose": ("用途", "用途"),
    "channel": ("提供方式", "提供方式、渠道"),
    "copies": ("份数", "份数、载体"),
    "why": ("理由", "提供理由、必要性和保密措施"),
    "agreement": ("协议编号", "保密协议编号"),
}


def _stated(command: Any) -> Any:  # noqa: ANN401 - a click decorator
    for name, (_, told) in reversed(STATED.items()):
        command = click.option(f"--{name}", default="", help=told)(command)
    return command


@click.command(
    "form", help="生成《对外提供资料审批表》（docx）、审查报告（docx）或台账（xlsx），事实已填好，密级、意见、签字留空。"
)
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help="写入的文件（.docx 或 .xlsx）")
@click.option("--kind", type=click.Choice(["approval", "review", "register"]), default=None, help="审批表、审查报告、台账")
@click.option("--template", type=click.Path(), default=None, help="本单位自己的模板（字段见 docs/forms.md）")
@click.option("--proof", multiple=True, type=click.Path(), help="技术处理的 proof.json，可多次")
@click.option("--show-hits", is_flag=True, help="显示命中原文（默认遮盖）")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help="同时检查的文件数")
@_stated
@config_options
def command(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Scan behind the fence, fill, write; the exit code is that of the scan."""
    from outscan.batch.walk import exists, jobs  # noqa: PLC0415 - lazy by design
    from outscan.cli.ending import exit_code, stop_on_signals  # noqa: PLC0415 - lazy by design
    from outscan.isolate import outcomes  # noqa: PLC0415 - lazy by design
    from outscan.report import run_facts  # noqa: PLC0415 - lazy by design
    from outscan.report.file import write_private  # noqa: PLC0415 - lazy by design
    from outscan.scanner import Scanner  # noqa: PLC0415 - lazy by design

    paths = typed["paths"]
    if not any(exists(p) for p in paths):
        raise click.UsageError("；".join(f"找不到：{p.encode('utf-8', 'backslashreplace').decode()}" for p in paths))
    stated = {field: typed[name] for name, (field, _) in STATED.items()}
    config = make_config(typed)
    stated |= {"接收方": config.recipient, "申请日期": config.as_of.isoformat()}
    scanner = Scanner.build(config)
    stop_on_signals()
    reports = [o.report for o in outcomes(scanner, list(jobs(paths)), typed["jobs"])]
    run = run_facts(reports, scanner.makings(), pack=scanner.pack.version)
    kind = typed["kind"] or ("register" if typed["output"].lower().endswith(".xlsx") else "approval")
    if kind == "register":
        from outscan.report.register import render  # noqa: PLC0415 - lazy by design

        write_private(typed["output"], render(reports, stated, show_hits=typed["show_hits"]))
        return exit_code(reports)
    from outscan.report.form import TEMPLATES, fill  # noqa: PLC0415 - lazy by design

    template = Path(typed["template"]) if typed["template"] else TEMPLATES / f"{kind}.docx"
    proofs = _proofs(typed["proof"])
    write_private(typed["output"], fill(template, reports, stated, run, proofs, show_hits=typed["show_hits"]))
    return exit_code(reports)


def _proofs(paths: tuple[str, ...]) -> list[Any]:
    if not paths:
        return []
    from outscan.process.proof import load_proof  # noqa: PLC0415 - lazy by design

    return [load_proof(Path(p)) for p in paths]
