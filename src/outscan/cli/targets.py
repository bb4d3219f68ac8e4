"""What a scan is asked to look at: named paths, a list of paths, standard input, less what is excluded; all of it counted.

In: what was typed. Out: jobs, and how many files were left out.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import absent
from outscan.errors import OutscanError
from outscan.types import Job
from outscan.words import say


@dataclass(frozen=True, slots=True)
class Targets:
    """The files of a run, in the order named, and how many `--exclude` left out."""

    jobs: list[Job]
    excluded: int = 0


def targets(typed: dict[str, Any], *, program: bool) -> Targets:
    """What `paths`, `--files-from`, `--name` and `--exclude` come to.

    Where none of the named paths is there, a `program` still gets its objects and a person a sentence (UsageError).
    """
    paths = [*typed["paths"], *_listed(typed["files_from"], null=typed["null"])]
    if not paths:
        raise click.UsageError(say("problem.no_paths"))
    _complain(paths, program=program)
    left_out = _excluder(typed["exclude"])
    jobs, excluded = [], 0
    for path in paths:
        for job, inner in _jobs(path, typed["name"]):
            if left_out(inner):
                excluded += 1
            else:
                jobs.append(job)
    return Targets(jobs, excluded)


def _jobs(path: str, name: str) -> Iterator[tuple[Job, str]]:
    """The jobs of one named path, each with its path inside what was named, as `--exclude` sees it."""
    from outscan.batch.walk import jobs

    if path == "-":
        yield Job(name, name, sys.stdin.buffer.read()), name
        return
    top = path if os.path.isdir(path) else os.path.dirname(path)
    for job in jobs([path]):
        yield job, os.path.relpath(job.path, top or ".")


def _listed(source: str | None, *, null: bool) -> list[str]:
    if source is None:
        return []
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise OutscanError(say("problem.files_from", path=source, why=error.strerror)) from None
    lines = data.split(b"\0") if null else data.splitlines()
    return [os.fsdecode(line) for line in lines if line.strip()]


def _complain(paths: Sequence[str], *, program: bool) -> None:
    from outscan.batch.walk import exists

    named = [path for path in paths if path != "-"]
    if not named or len(named) < len(paths) or any(exists(path) for path in named):
        return
    wrong = click.UsageError(absent(named))
    if not program:
        raise wrong
    wrong.show()


def _excluder(patterns: Sequence[str]) -> Callable[[str], bool]:
    """Whether a path is left out by `patterns`, written as in gitignore; never read from the folder being scanned."""
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec

    for pattern in patterns:
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError as error:
            raise click.UsageError(say("problem.exclude", pattern=pattern, why=error)) from None
    return GitIgnoreSpec.from_lines(patterns).match_file
