"""`outscan form FILE… -o FORM.docx`: 审批表, 审查报告 or 台账, pre-filled from a scan.

In: files and what the applicant states. Out: a docx or xlsx of mode 600; signatures, level and opinions stay empty.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import Command, config_options, force_option, jobs_option, lang_option, make_config, must_exist
from outscan.errors import OutscanError
from outscan.output import guard, write_private
from outscan.words import say

STATED = {
    "number": "编号",
    "unit": "申请单位",
    "applicant": "承办人",
    "phone": "联系电话",
    "country": "国别",
    "project": "项目",
    "purpose": "用途",
    "channel": "提供方式",
    "copies": "份数",
    "why": "理由",
    "agreement": "协议编号",
}
"""Fields of the form by the option that fills them."""


def _stated(command: Any) -> Any:  # noqa: ANN401 - a click decorator
    for name in reversed(STATED):
        command = click.option(f"--{name}", default="", help=say(f"help.{name}"))(command)
    return command


@click.command("form", cls=Command, help=say("help.form_long"))
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-o", "--output", required=True, type=click.Path(), help=say("help.form_output"))
@force_option
@click.option("--kind", type=click.Choice(["approval", "review", "register"]), default=None, help=say("help.form_kind"))
@click.option("--template", type=click.Path(), default=None, help=say("help.template"))
@click.option("--proof", multiple=True, type=click.Path(), help=say("help.proofs"))
@click.option("--show-hits", is_flag=True, help=say("help.show_hits"))
@jobs_option
@lang_option
@_stated
@config_options
def command(**typed: Any) -> int:
    """Scan behind the fence, fill, write; the exit code is that of the scan."""
    from outscan.batch.walk import jobs
    from outscan.cli.exit_codes import exit_code
    from outscan.cli.signals import stop_on_signals
    from outscan.isolate import outcomes
    from outscan.report import run_facts
    from outscan.scanner import Scanner

    paths = typed["paths"]
    must_exist(paths)
    kind = _kind(typed["output"], typed["kind"])
    found = list(jobs(paths))
    inputs = [job.path for job in found]
    guard(typed["output"], inputs=[*inputs, *typed["proof"]], force=typed["force"])
    stated = {field: typed[name] for name, field in STATED.items()}
    config = make_config(typed)
    stated |= {"接收方": config.recipient, "申请日期": config.as_of.isoformat()}
    scanner = Scanner.build(config)
    stop_on_signals()
    reports = [o.report for o in outcomes(scanner, found, typed["jobs"])]
    run = run_facts(reports, scanner.makings(), pack=scanner.pack.version)
    if kind == "register":
        from outscan.report.register import render

        data = render(reports, stated, show_hits=typed["show_hits"])
        write_private(typed["output"], data, inputs=inputs, force=typed["force"])
        return exit_code(reports)
    from outscan.report.form import TEMPLATES, fill

    template = Path(typed["template"]) if typed["template"] else TEMPLATES / f"{kind}.docx"
    proofs = _proofs(dict.fromkeys([*typed["proof"], *_beside(inputs)]))
    data = fill(template, reports, stated, run, proofs, show_hits=typed["show_hits"])
    write_private(typed["output"], data, inputs=inputs, force=typed["force"])
    return exit_code(reports)


def _kind(output: str, kind: str | None) -> str:
    """What is written: the register as xlsx, everything else as docx; refused where name and kind disagree."""
    ending = Path(output).suffix.lower()
    wanted = {None: (".docx", ".xlsx"), "register": (".xlsx",)}.get(kind, (".docx",))
    if ending not in wanted:
        raise OutscanError(say("problem.form_ending", path=output, endings=" ".join(wanted)))
    return kind or ("register" if ending == ".xlsx" else "approval")


def _beside(inputs: list[str]) -> list[str]:
    """Proofs that lie beside the files and speak of them: what became of a copy belongs in its form."""
    from outscan.proofs import beside, proof_path
    from outscan.types import BesideState, Where

    out = []
    for one in inputs:
        digest = _digest(one) if proof_path(one).is_file() else ""
        proof = beside(one, Where((one,)), digest) if digest else None
        if proof is not None and proof.state is BesideState.FITS:
            out.append(str(proof_path(one)))
    return out


def _digest(path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _proofs(paths: Iterable[str]) -> list[Any]:
    from outscan.process.proof import load_proof

    return [load_proof(Path(p)) for p in paths]
