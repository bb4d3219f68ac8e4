"""`outscan scan PATH… [-]`: one file, some files, a folder, or standard input.

In: paths and options. Out: results on stdout or a file, progress on stderr, an exit code.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import config_options, make_config

if TYPE_CHECKING:
    from outscan.scanner import Scanner
    from outscan.types import Job, Report

MANY = 6
"""From so many files on, the screen shows a few lines for each, unless -v asks for more."""
FORMATS = ("text", "json", "jsonl", "html", "xlsx", "sarif", "junit")


@click.command("scan", help="检查文件、文件夹或标准输入（-）。结果写到标准输出，进度写到标准错误。")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-f", "--format", "form", type=click.Choice(FORMATS), default="text", help="结果格式")
@click.option("-o", "--output", type=click.Path(), default=None, help="结果写入文件（权限 600）")
@click.option("-j", "--jobs", type=click.IntRange(1), default=1, help="同时检查的文件数")
@click.option("--name", default="stdin", help="标准输入的文件名")
@click.option("--show-hits", is_flag=True, help="显示命中原文（默认遮盖）")
@click.option("--lang", type=click.Choice(["zh-CN", "en"]), default="zh-CN", help="显示语言")
@click.option(
    "--fail-on", type=click.Choice(["process", "review", "escalate", "withhold"]), default=None, help="仅从此级起返回非零"
)
@click.option("--exit-zero", is_flag=True, help="只作提示，总是返回 0（内部错误除外）")
@click.option("--exit-map", type=click.Choice(["clamav"]), default=None, help="退出码换成 clamscan 的含义")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度")
@click.option("-v", "--verbose", is_flag=True, help="文件很多时也逐个显示全部（从不写出文件原文）")
@click.option("--no-color", is_flag=True, help="不用颜色")
@config_options
def command(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Scan, show, and say by the exit code what must be done."""
    from outscan.batch.walk import ABSENT  # noqa: PLC0415 - lazy by design
    from outscan.cli.ending import INTERRUPTED, OURS, stop_on_signals  # noqa: PLC0415 - lazy by design
    from outscan.scanner import Scanner  # noqa: PLC0415 - lazy by design

    config = make_config(typed)
    jobs = list(_jobs(typed["paths"], typed["name"], form=typed["form"]))
    scanner = Scanner.build(config)
    stop_on_signals()
    typed["brief"] = len(jobs) >= MANY and not typed["verbose"]
    reports: list[Report] = []
    interrupted = False
    try:
        _show(_scan(scanner, jobs, typed), scanner, typed, reports)
    except KeyboardInterrupt:
        interrupted = True
    _finish(reports, scanner, typed, left=jobs[len(reports) :])
    if interrupted:
        return INTERRUPTED
    return OURS if all(job.gap == ABSENT for job in jobs) and jobs else _code(reports, typed)


def _jobs(paths: tuple[str, ...], name: str, *, form: str) -> Iterator[Job]:
    """What the paths name. Where none of them is there a program reading jsonl still gets its objects, a person a sentence."""
    from outscan.batch.walk import exists, jobs  # noqa: PLC0415 - lazy by design
    from outscan.types import Job  # noqa: PLC0415 - lazy by design

    named = [p for p in paths if p != "-"]
    if named and len(named) == len(paths) and not any(exists(p) for p in named):
        wrong = click.UsageError("；".join(f"找不到：{p.encode('utf-8', 'backslashreplace').decode()}" for p in named))
        if form not in {"json", "jsonl"}:
            raise wrong
        wrong.show()
    for path in paths:
        if path == "-":
            yield Job(name, name, sys.stdin.buffer.read())
        else:
            yield from jobs([path])


def _scan(scanner: Scanner, jobs: list[Job], typed: dict[str, Any]) -> Iterator[Report]:
    from outscan.isolate import outcomes  # noqa: PLC0415 - lazy by design

    found = (outcome.report for outcome in outcomes(scanner, _handed(jobs, typed), min(typed["jobs"], max(len(jobs), 1))))
    if typed["quiet"] or not sys.stderr.isatty() or len(jobs) < 2:  # noqa: PLR2004 - one file needs no progress
        yield from found
        return
    from outscan.cli.progress import counted  # noqa: PLC0415 - lazy by design

    yield from counted(found, len(jobs), typed["lang"])


def _handed(jobs: list[Job], typed: dict[str, Any]) -> Iterator[Job]:
    """The jobs; when the last one is in its worker's hands the screen is got ready, while the worker reads."""
    yield from jobs
    if typed["form"] == "text" and not typed["output"]:
        importlib.import_module("outscan.report.text")


def _show(reports: Iterable[Report], scanner: Scanner, typed: dict[str, Any], shown: list[Report]) -> None:
    """Print what can be printed as it comes (text and jsonl on stdout); add every report to `shown`, whole or not at all."""
    from outscan.cli.ending import unbroken  # noqa: PLC0415 - lazy by design

    if typed["output"] or typed["form"] not in {"text", "jsonl"}:
        shown.extend(reports)
        return
    if typed["form"] == "jsonl":
        from outscan.report.json import line  # noqa: PLC0415 - lazy by design

        for report in reports:
            with unbroken():
                sys.stdout.write(line(report, show_hits=typed["show_hits"]) + "\n")
                sys.stdout.flush()
                shown.append(report)
        return
    console = words = None
    for report in reports:
        # Not before the first report is there: the worker reads while the screen is got ready (see `_handed`).
        from outscan.report.text import show  # noqa: PLC0415 - lazy by design

        console, words = console or _console(typed), words or _words(typed)
        with unbroken():
            show(
                console,
                report,
                words,
                show_hits=typed["show_hits"],
                pack=scanner.pack.version,
                contact=scanner.config.contact or scanner.pack.contact,
                brief=typed["brief"],
            )
            shown.append(report)


def _finish(reports: list[Report], scanner: Scanner, typed: dict[str, Any], *, left: list[Job]) -> None:
    """Write what is written at the end: the text summary, or a whole document to stdout or a file of mode 600.

    `left` is what an interruption left unread: every output says so.
    """
    missing = len(left)
    if typed["form"] == "text" and not typed["output"]:
        from outscan.report.text import show_summary  # noqa: PLC0415 - lazy by design

        if len(reports) != 1 or missing:
            show_summary(
                _console(typed),
                reports,
                _words(typed),
                masked=not typed["show_hits"],
                missing=missing,
                brief=typed["brief"],
                pack=scanner.pack.version,
            )
        return
    if typed["form"] == "jsonl" and not typed["output"]:
        from outscan.report.json import line  # noqa: PLC0415 - lazy by design

        for job in left:
            sys.stdout.write(line(scanner.skipped(job.path, job.name, "interrupted"), show_hits=typed["show_hits"]) + "\n")
        sys.stdout.flush()
        return
    from outscan.report import SINKS, run_facts  # noqa: PLC0415 - lazy by design

    run = run_facts(reports, scanner.makings(), missing=missing, pack=scanner.pack.version)
    extra: dict[str, Any] = {}
    if typed["form"] == "html" and not missing:
        from outscan.cli.pictures import draw  # noqa: PLC0415 - lazy by design

        extra["pictures"] = draw(scanner, reports, show_hits=typed["show_hits"], workers=typed["jobs"])
    data = SINKS[typed["form"]](reports, run, show_hits=typed["show_hits"], lang=typed["lang"], **extra)
    if typed["output"]:
        from outscan.report.file import write_private  # noqa: PLC0415 - lazy by design

        write_private(typed["output"], data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()


def _code(reports: list[Report], typed: dict[str, Any]) -> int:
    from outscan.cli.ending import LOOK, exit_code, exit_code_clamav  # noqa: PLC0415 - lazy by design
    from outscan.types import Action  # noqa: PLC0415 - lazy by design

    if typed["exit_zero"]:
        return 0
    if not reports:
        return LOOK  # an empty folder: nothing was checked
    if typed["fail_on"]:
        reports = [r for r in reports if r.verdict.action >= Action(typed["fail_on"])]
    return exit_code_clamav(reports) if typed["exit_map"] else exit_code(reports)


def _console(typed: dict[str, Any]) -> Any:  # noqa: ANN401 - rich is imported lazily
    from rich.console import Console  # noqa: PLC0415 - lazy by design

    return Console(no_color=typed["no_color"] or None, highlight=False, markup=False, emoji=False)


def _words(typed: dict[str, Any]) -> Any:  # noqa: ANN401 - imported lazily
    from outscan.words import Words  # noqa: PLC0415 - lazy by design

    return Words(typed["lang"])
