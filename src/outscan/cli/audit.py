"""`outscan audit verify`: walk a record and say whether it is whole, against anchors kept elsewhere.

In: an export (lines) or a database. Out: exit code 0 whole, 1 broken, 2 not readable. Needs no gate to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outscan.cli.options import Group
from outscan.errors import OutscanError
from outscan.words import say
from outscan.words.gate import GATE
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.gate.audit.chain import Anchor, Event
    from outscan.gate.stamps import Stamp

SHOWN = 20


@click.group("audit", cls=Group, help=say("help.audit"))
def command() -> None:
    """Group the commands of the record."""


@command.command("verify", help=say("help.audit_verify"))
@click.argument("source")
@click.option("--anchor", "anchors", multiple=True, type=click.Path(exists=True), help=say("help.anchors"))
@click.option("--stamps", type=click.Path(exists=True), default=None, help=say("help.stamps"))
@click.option("--tsa", type=click.Path(exists=True), default=None, help=say("help.tsa"))
@click.option("--head", "heads", multiple=True, help=say("help.heads"))
def verify_command(source: str, anchors: tuple[str, ...], heads: tuple[str, ...], stamps: str | None, tsa: str | None) -> int:
    """Verify, and say every fault in one line."""
    from outscan.gate.audit.chain import verify

    if bool(stamps) is not bool(tsa):
        raise click.UsageError("--stamps, --tsa")
    stamped = _stamps(Path(stamps), Path(tsa)) if stamps and tsa else []
    wrong = [one.path.name for one in stamped if one.anchor is None]
    known = [*_anchors(anchors, heads), *(one.anchor for one in stamped if one.anchor)]
    found = verify(_events(source), known)
    for name in wrong:
        click.echo(f"  {said(GATE, 'audit_stamp_wrong', name=name)}")
    if times := [one.at for one in stamped if one.at]:
        click.echo(said(GATE, "audit_stamps", count=len(times), last=f"{max(times):%Y-%m-%d %H:%M:%S}Z"))
    if found.whole and not wrong:
        click.echo(said(GATE, "audit_whole", count=found.count, head=found.head, anchors=found.anchors))
        return 0
    click.echo(said(GATE, "audit_broken", count=found.count, faults=len(found.faults) + len(wrong)))
    for fault in found.faults[:SHOWN]:
        click.echo(f"  {said(GATE, f'audit_fault_{fault.kind}', seq=fault.seq)}")
    return 1


def _stamps(folder: Path, roots: Path) -> list[Stamp]:
    from outscan.gate.stamps import present, stamps

    if not present():
        raise OutscanError(said(GATE, "gate_stamp_extra"))
    found = stamps(folder, roots)
    if not found:
        raise click.UsageError(f"--stamps {folder}")
    return found


def _anchors(files: tuple[str, ...], heads: tuple[str, ...]) -> Iterator[Anchor]:
    from outscan.gate.audit.chain import anchor_of

    for text in heads:
        anchor = anchor_of(text)
        if anchor is None:
            raise click.UsageError(f"--head {text}")
        yield anchor
    for name in files:
        found = [one for one in map(anchor_of, Path(name).read_text("utf-8", "replace").splitlines()) if one]
        if not found:
            raise click.UsageError(f"--anchor {name}")
        yield from found


def _events(source: str) -> Iterator[Event | None]:
    if "://" in source or _is_database(Path(source)):
        from outscan.gate.audit.record import events
        from outscan.gate.tables import GATE as TABLES
        from outscan.store import open_store

        with open_store(source, TABLES, writable=False) as store, store.read() as link:
            yield from events(link)
        return
    from outscan.gate.audit.chain import parse

    try:
        with Path(source).open("rb") as file:
            yield from map(parse, file)
    except OSError as error:
        raise OutscanError(said(GATE, "gate_settings_unread", path=source, why=error.strerror)) from None


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False
