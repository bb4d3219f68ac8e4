"""What a program calls: a file or bytes in, a report out, behind the same fence as the command line.

In: paths or bytes, a `Config`. Out: `Report`s. A document that hangs, crashes its reader or eats memory becomes a report with a
gap; it never takes the caller down. `Scanner` scans in the caller's own process, without that fence.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from outscan.config import Config
from outscan.errors import OutscanError
from outscan.isolate import outcomes
from outscan.report.json import file_object
from outscan.scanner import Scanner
from outscan.types import Job, Report
from outscan.words import say

Source = str | os.PathLike[str] | bytes


def scan(source: Source, *, name: str = "", config: Config | None = None) -> Report:
    """The report of one file, or of `bytes` that bear `name`.

    Raises OutscanError where the configuration is wrong or `bytes` have no name, because a name is read like any other text.
    A path that cannot be opened is a report with a gap.
    """
    if isinstance(source, bytes) and not name:
        raise OutscanError(say("problem.nameless_bytes"))
    return next(scan_many([source], names=[name], config=config))


def scan_many(
    sources: Iterable[Source], *, names: Iterable[str] = (), config: Config | None = None, workers: int = 1
) -> Iterator[Report]:
    """One report for each source, in their order, scanned by `workers` processes; read as fast as the caller takes them.

    `names` go with the sources where these are bytes or should be called otherwise than their files.
    """
    given = list(sources)
    called = [*names, *[""] * len(given)][: len(given)]
    jobs = [_job(one, name) for one, name in zip(given, called, strict=True)]
    for outcome in outcomes(Scanner.build(config), jobs, workers):
        yield outcome.report


def to_dict(report: Report, *, show_hits: bool = False) -> dict[str, object]:
    """`report` as `outscan.file/1` (docs/wire.md): what was matched is masked unless `show_hits`."""
    return file_object(report, show_hits=show_hits)


def _job(source: Source, name: str) -> Job:
    if isinstance(source, bytes):
        return Job(name, name, source)
    path = os.fspath(source)
    return Job(path, name or os.path.basename(path))
