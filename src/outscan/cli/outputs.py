"""Where a result goes and in which format: the screen, a stream, or files whose endings say what they hold.

In: `-o` and `-f`, reports. Out: files of mode 600, a line for each on stderr. Nothing is written over what would be lost.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from outscan.output import guard, write_private
from outscan.sinks import SINKS
from outscan.types import Report
from outscan.words import say


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write, and its format."""

    path: str
    form: str


def planned(paths: Sequence[str], form: str | None, inputs: Sequence[str | Path], *, force: bool) -> list[Output]:
    """What `-o` and `-f` ask for, refused where they disagree or something would be lost (UsageError, OutscanError)."""
    outputs = [Output(path, _form(path, form)) for path in paths]
    for number, one in enumerate(outputs):
        if any(Path(one.path) == Path(other.path) for other in outputs[:number]):
            raise click.UsageError(say("problem.output_twice", path=one.path))
        guard(one.path, inputs=inputs, force=force)
    return outputs


def _form(path: str, form: str | None) -> str:
    ending = Path(path).suffix.lower()
    named = next((name for name, sink in SINKS.items() if ending in sink.endings), None)
    if form is None:
        if named is None:
            raise click.UsageError(
                say("problem.format_unknown", path=path, known=" ".join(sink.endings[0] for sink in SINKS.values()))
            )
        return named
    if named not in (None, form) and ending not in SINKS[form].also:
        raise click.UsageError(say("problem.format_differs", path=path, form=form, endings=" ".join(SINKS[form].endings)))
    return form


def write(
    outputs: Iterable[Output],
    reports: Sequence[Report],
    run: Mapping[str, object],
    inputs: Sequence[str | Path],
    *,
    force: bool,
    quiet: bool = False,
    **shown: Any,
) -> None:
    """Write every output, and say each in one line on stderr."""
    for one in outputs:
        write_private(one.path, rendered(one.form, reports, run, **shown), inputs=inputs, force=force)
        if not quiet:
            click.echo(say("written", path=one.path, form=one.form, n=len(reports)), err=True)


def rendered(
    form: str,
    reports: Sequence[Report],
    run: Mapping[str, object],
    *,
    show_hits: bool,
    lang: str,
    pictures: Any = None,  # noqa: ANN401 - imported lazily
) -> bytes:
    """The bytes of one format."""
    from outscan.report import SINKS as RENDERS

    extra = {"pictures": pictures} if SINKS[form].pictures and pictures else {}
    return RENDERS[form](reports, run, show_hits=show_hits, lang=lang, **extra)


def to_stdout(data: bytes) -> None:
    """Write a whole document to stdout."""
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
