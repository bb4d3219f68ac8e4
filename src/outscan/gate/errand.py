"""What a fenced worker does for the gate: scan one upload, stopping at a mark that may not be stored; or process one.

In: `Errand`s, each with what its sender declared. Out: a `Report`, `Stopped`, or a processing `Result`.
Law: on a network where it may not be stored a genuine mark ends the reading as soon as it is seen.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NoReturn

from outscan.gate.decision import Network, genuine, genuine_level
from outscan.isolate import scan_job
from outscan.nouns import replace
from outscan.process import Options, Result, Work
from outscan.scanner import Scanner, Seen
from outscan.types import Finding, Gap, Job, Level, Report, SoFar

NICE = 10
"""Workers leave the processor to the server first, so that health is answered while they read."""


class Errand(Job, frozen=True):
    """A job with what was declared of it, the network it came in on, and the processing that was asked for, if any."""

    recipient: str = ""
    declarations: tuple[tuple[str, bool], ...] = ()
    declared_by: str = ""
    network: Network = Network.INTERNET
    options: Options | None = None


@dataclass(frozen=True, slots=True)
class Stopped:
    """A genuine mark was seen that may not be stored here: its level and the rules that saw it, nothing else."""

    level: Level
    rules: tuple[str, ...]


class _Stop(Exception):
    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__()
        self.findings = findings


def run(scanner: Scanner, job: Job, seen: Seen) -> Report | Stopped | Result:
    """The work of the gate's workers."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, NICE)
    if not isinstance(job, Errand):
        return scan_job(scanner, job, seen)
    config = replace(scanner.config, recipient=job.recipient, declarations=job.declarations, declared_by=job.declared_by)
    scanner = replace(scanner, config=config)
    if job.options is not None:
        return Work(job.options, job.name)(scanner, job, seen)
    try:
        return _judged(scan_job(scanner, job, _watch(job.network, seen)), job.network)
    except _Stop as stop:
        return stopped(stop.findings)


def _watch(network: Network, seen: Seen) -> Seen:
    def watched(thing: tuple[Finding, ...] | Gap | SoFar) -> None:
        if not isinstance(thing, Gap | SoFar) and not network.may_store(genuine_level(thing)):
            _end(thing)
        seen(thing)

    return watched


def _end(findings: tuple[Finding, ...]) -> NoReturn:
    raise _Stop(findings)


def _judged(report: Report, network: Network) -> Report | Stopped:
    return report if network.may_store(genuine_level(report.findings)) else stopped(report.findings)


def stopped(findings: tuple[Finding, ...]) -> Stopped:
    """What may be told of findings that may not be kept."""
    return Stopped(genuine_level(findings), tuple(dict.fromkeys(f.rule for f in findings if genuine(f))))


def options_of(wishes: dict[str, Any]) -> Options:
    """The processing somebody asked for."""
    return Options(
        techniques=tuple(wishes.get("techniques", ())),
        precision=wishes.get("precision"),
        columns=tuple(wishes.get("columns", ())),
        aggregate=wishes.get("aggregate", ""),
        keep_hidden=bool(wishes.get("keep_hidden")),
    )
