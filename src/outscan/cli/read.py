"""`outscan read PATH…`: every piece of text with its place, as the scanner sees it. Shows text by its nature.

In: paths. Out: text or JSON lines on stdout.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import Command, config_options, jobs_option, lang_option, make_config, must_exist
from outscan.words import say

if TYPE_CHECKING:
    from outscan.scanner import Scanner
    from outscan.types import Cells, Gap, Job, Segment


@click.command("read", cls=Command, help=say("help.read_long"))
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("-f", "--format", "form", type=click.Choice(["text", "jsonl"]), default="text", help=say("help.format"))
@jobs_option
@lang_option
@config_options
def command(**typed: Any) -> int:
    """Read and print; 3 where something could not be read."""
    from outscan.batch.walk import jobs
    from outscan.cli.exit_codes import LOOK, OK
    from outscan.cli.signals import stop_on_signals
    from outscan.isolate import Fence
    from outscan.scanner import Scanner
    from outscan.types import Gap, Report

    paths = typed["paths"]
    must_exist(paths)
    scanner = Scanner.build(make_config(typed))
    stop_on_signals()
    tell: Callable[[str, Segment | Gap], None] = _line if typed["form"] == "jsonl" else _screen
    code = OK
    for job, result in Fence(scanner, typed["jobs"], read_job).run(list(jobs(paths))):
        pieces = result.gaps if isinstance(result, Report) else result
        for piece in pieces:
            tell(job.path, piece)
            if isinstance(piece, Gap):
                code = LOOK
    return code


def read_job(scanner: Scanner, job: Job, seen: object) -> list[Segment | Gap]:
    """The work behind the fence: segments and gaps of one file, in the order they were read."""
    from outscan.isolate import open_blob
    from outscan.types import Gap

    del seen
    blob = open_blob(job, scanner.config.limits)
    return [blob] if isinstance(blob, Gap) else list(scanner.read(blob))


def _pieces(piece: Segment) -> list[tuple[Any, str]]:
    """(where, text) of every place of a segment, separators of the inside shown as a person would see them."""
    text = piece.text
    if piece.places is None or not len(piece.places.starts):
        return [(piece.where, text)] if text else []
    if piece.cells is not None and piece.cells.between:
        return _rows(piece, piece.cells)
    found = []
    for index in range(len(piece.places.starts)):
        start, end = piece.places.bounds(index, len(text))
        words = text[start:end].rstrip("\n\v\t")
        if words:
            found.append((piece.where_at(start), words))
    return found


def _rows(piece: Segment, cells: Cells) -> list[tuple[Any, str]]:
    """(where, row) of a table that is written row by row: a row as it stands in the file, empty cells included."""
    rows: dict[int, list[str]] = {}
    columns: dict[int, int] = {}
    for index, (row, column) in enumerate(zip(cells.rows, cells.columns, strict=True)):
        start, end = piece.places.bounds(index, len(piece.text)) if piece.places else (0, 0)
        skipped = cells.between * (column - columns.get(row, 0))
        rows.setdefault(row, []).append(skipped + piece.text[start:end].rstrip("\n\v\t"))
        columns[row] = column
    return [(piece.where.at(piece.where.part, cells.prefix.then("row", row + 1)), "".join(parts)) for row, parts in rows.items()]


def _line(path: str, piece: Segment | Gap) -> None:
    from outscan.types import Gap
    from outscan.words import Words

    if isinstance(piece, Gap):
        pieces: list[dict[str, object]] = [
            {
                "path": path,
                "where": _where(piece.where),
                "gap": {"reason": piece.reason.value, "detail": Words("en").detail(piece)},
            }
        ]
    else:
        pieces = [
            {"path": path, "where": _where(where), "text": text.replace("\v", "\n"), "hidden": piece.hidden, "ocr": piece.ocr}
            for where, text in _pieces(piece)
        ]
    for one in pieces:
        sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


def _where(where: Any) -> dict[str, object]:  # noqa: ANN401 - types are imported lazily
    from outscan.report.mask import place_fields
    from outscan.words.places import place_words

    spot = place_words(where.spot)
    return {"member": list(where.member), "part": where.part.value, "spot": spot, **place_fields(where, str)}


def _screen(path: str, piece: Segment | Gap) -> None:
    from outscan.report.mask import visible
    from outscan.types import Gap
    from outscan.words import Words

    words = Words.here()
    if isinstance(piece, Gap):
        place = " ▸ ".join((path, *piece.where.member[1:]))
        sys.stdout.write(f"○ {visible(place)} {visible(words.place(piece.where.spot))} {words.unread(piece)}\n")
        return
    for where, text in _pieces(piece):
        place = " ▸ ".join((path, *where.member[1:]))
        hidden = f" [{words.hidden(piece.hidden)}]" if piece.hidden else ""
        sys.stdout.write(f"{visible(place)} › {visible(words.place(where.spot))} ({words.part(where.part)}){hidden}\n")
        for line in text.replace("\v", "\n").split("\n"):
            sys.stdout.write(f"    {visible(line)}\n")
