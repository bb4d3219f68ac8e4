"""`outscan scan PATH… [-]`: one file, some files, a folder, or standard input.

In: paths and options. Out: results on stdout or in files, progress on stderr, an exit code.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import Command, config_options, force_option, jobs_option, lang_option, make_config
from outscan.sinks import SINKS
from outscan.words import say

if TYPE_CHECKING:
    from outscan.cli.outputs import Output
    from outscan.cli.targets import Targets
    from outscan.scanner import Scanner
    from outscan.types import Job, Report

STREAMS = {"json", "jsonl"}
"""What programs read: they get an object also for a path that is not there."""


@click.command("scan", cls=Command, help=say("help.scan_long"))
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("-f", "--format", "form", type=click.Choice(list(SINKS)), default=None, help=say("help.format"))
@click.option("-o", "--output", "outputs", multiple=True, type=click.Path(), help=say("help.output"))
@force_option
@jobs_option
@click.option("--name", default="stdin", help=say("help.name"))
@click.option("--files-from", type=click.Path(), default=None, help=say("help.files_from"))
@click.option("-0", "--null", is_flag=True, help=say("help.null"))
@click.option("--exclude", multiple=True, help=say("help.exclude"))
@click.option("--summary", is_flag=True, help=say("help.summary"))
@click.option("--show-hits", is_flag=True, help=say("help.show_hits"))
@lang_option
@click.option(
    "--fail-on", type=click.Choice(["process", "review", "escalate", "withhold"]), default=None, help=say("help.fail_on")
)
@click.option("--exit-zero", is_flag=True, help=say("help.exit_zero"))
@click.option("--exit-map", type=click.Choice(["clamav"]), default=None, help=say("help.exit_map"))
@click.option("-q", "--quiet", is_flag=True, help=say("help.quiet"))
@click.option("-v", "--verbose", is_flag=True, help=say("help.verbose"))
@click.option("--no-color", is_flag=True, help=say("help.no_color"))
@config_options
def command(**typed: Any) -> int:
    """Scan, show, and say by the exit code what must be done."""
    from outscan.batch.walk import ABSENT
    from outscan.cli.exit_codes import INTERRUPTED, OURS
    from outscan.cli.signals import stop_on_signals
    from outscan.cli.targets import targets
    from outscan.scanner import Scanner

    config = make_config(typed)
    found = targets(typed, program=typed["form"] in STREAMS)
    outputs = _outputs(typed, found)
    scanner = Scanner.build(config)
    stop_on_signals()
    reports: list[Report] = []
    interrupted = False
    try:
        _take(_scan(scanner, found.jobs, typed), typed, reports)
    except KeyboardInterrupt:
        interrupted = True
    if len(reports) == len(found.jobs):
        _take(_package(scanner, reports), typed, reports)
    _finish(reports, scanner, typed, found, outputs)
    if interrupted:
        return INTERRUPTED
    return OURS if found.jobs and all(job.gap == ABSENT for job in found.jobs) else _code(reports, typed)


def _outputs(typed: dict[str, Any], found: Targets) -> list[Output]:
    if not typed["outputs"]:
        return []
    from outscan.cli.outputs import planned

    return planned(typed["outputs"], typed["form"], [job.path for job in found.jobs], force=typed["force"])


def _scan(scanner: Scanner, jobs: list[Job], typed: dict[str, Any]) -> Iterator[Report]:
    from outscan.isolate import outcomes

    found = (outcome.report for outcome in outcomes(scanner, _handed(jobs, typed), min(typed["jobs"], max(len(jobs), 1))))
    if typed["quiet"] or not sys.stderr.isatty() or len(jobs) < 2:  # noqa: PLR2004 - one file needs no progress
        yield from found
        return
    from outscan.cli.progress import counted

    yield from counted(found, len(jobs), typed["lang"])


def _handed(jobs: list[Job], typed: dict[str, Any]) -> Iterator[Job]:
    """The jobs; when the last one is in its worker's hands the screen is got ready, while the worker reads."""
    yield from jobs
    if _on_screen(typed):
        importlib.import_module("outscan.report.text")


def _on_screen(typed: dict[str, Any]) -> bool:
    return typed["form"] in (None, "text") and not typed["outputs"]


def _take(reports: Iterator[Report], typed: dict[str, Any], taken: list[Report]) -> None:
    """Add every report to `taken`, and print what a program reads as it comes (jsonl), whole or not at all."""
    from outscan.cli.signals import unbroken

    if typed["form"] != "jsonl" or typed["outputs"]:
        taken.extend(reports)
        return
    from outscan.report.json import line

    for report in reports:
        with unbroken():
            sys.stdout.write(line(report, show_hits=typed["show_hits"]) + "\n")
            sys.stdout.flush()
            taken.append(report)


def _package(scanner: Scanner, reports: list[Report]) -> Iterator[Report]:
    """What the files of this run make only together, as one more report; an interrupted run has none."""
    if len(reports) > 1:
        from outscan.handover import together

        made = together(scanner, reports)
        if made is not None:
            yield made


def _finish(reports: list[Report], scanner: Scanner, typed: dict[str, Any], found: Targets, outputs: list[Output]) -> None:
    """Write what is written at the end: the screen, or whole documents to stdout or files.

    What an interruption left unread, and what was excluded, every output says.
    """
    left = found.jobs[len(reports) :]
    if typed["form"] == "jsonl" and not outputs:
        from outscan.report.json import line
        from outscan.types import unread

        for job in left:
            sys.stdout.write(
                line(scanner.skipped(job.path, job.name, unread("interrupted")), show_hits=typed["show_hits"]) + "\n"
            )
        sys.stdout.flush()
        return
    from outscan.report import run_facts

    pack = scanner.pack
    run = run_facts(reports, scanner.makings(), missing=len(left), excluded=found.excluded, pack=pack.version)
    contact = scanner.config.contact or pack.contact
    if _on_screen(typed) or outputs:
        from outscan.cli.screen import print_run

        print_run(reports, run, typed, contact=contact, summary=bool(outputs))
    if _on_screen(typed):
        return
    from outscan.cli.outputs import rendered, to_stdout, write

    shown: dict[str, Any] = {"show_hits": typed["show_hits"], "lang": typed["lang"]}
    if any(form and SINKS[form].pictures for form in (typed["form"], *(one.form for one in outputs))) and not left:
        from outscan.cli.pictures import draw

        shown["pictures"] = draw(scanner, reports, show_hits=typed["show_hits"], workers=typed["jobs"])
    if not outputs:
        to_stdout(rendered(typed["form"], reports, run, **shown))
        return
    inputs = [job.path for job in found.jobs]
    write(outputs, reports, run, inputs, force=typed["force"], quiet=typed["quiet"], **shown)


def _code(reports: list[Report], typed: dict[str, Any]) -> int:
    from outscan.cli.exit_codes import LOOK, exit_code, exit_code_clamav
    from outscan.types import Action

    if typed["exit_zero"]:
        return 0
    if not reports:
        return LOOK  # an empty folder: nothing was checked
    if typed["fail_on"]:
        floor = Action(typed["fail_on"])
        grave = [r for r in reports if r.verdict.action >= floor]
        unread = any(not r.complete for r in reports)
        return exit_code_clamav(grave, unread=unread) if typed["exit_map"] else exit_code(grave, unread=unread)
    return exit_code_clamav(reports) if typed["exit_map"] else exit_code(reports)
