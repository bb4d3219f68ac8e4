"""`outscan audit verify`: walk a record and say whether it is whole, against anchors kept elsewhere.

In: an export (lines) or a database. Out: exit code 0 whole, 1 broken, 2 not readable. Needs no gate to run.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from outscan.errors import OutscanError
from outscan.words.gate import GATE
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.gate.audit.chain import Anchor, Event

SHOWN = 20


@click.group("audit", help="关卡的审计记录：verify")
def command() -> None:
    """Group the commands of the record."""


@command.command("verify", help="核对审计记录链。SOURCE 为导出的文件，或数据库（文件路径、postgresql://）。")
@click.argument("source")
@click.option("--anchor", "anchors", multiple=True, type=click.Path(exists=True), help="含链头的文件（另存的链头、日志），可多次")
@click.option("--head", "heads", multiple=True, help="链头一行（如月度汇总表上所印），可多次")
def verify_command(source: str, anchors: tuple[str, ...], heads: tuple[str, ...]) -> int:
    """Verify, and say every fault in one line."""
    from outscan.gate.audit.chain import verify  # noqa: PLC0415 - lazy by design

    known = list(_anchors(anchors, heads))
    found = verify(_events(source), known)
    if found.whole:
        click.echo(said(GATE, "audit_whole", count=found.count, head=found.head, anchors=found.anchors))
        return 0
    click.echo(said(GATE, "audit_broken", count=found.count, faults=len(found.faults)))
    for fault in found.faults[:SHOWN]:
        click.echo(f"  {said(GATE, f'audit_fault_{fault.kind}', seq=fault.seq)}")
    return 1


def _anchors(files: tuple[str, ...], heads: tuple[str, ...]) -> Iterator[Anchor]:
    from outscan.gate.audit.chain import anchor_of  # noqa: PLC0415 - lazy by design

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
        from outscan.gate.audit.record import events  # noqa: PLC0415 - lazy by design
        from outscan.gate.tables import GATE as TABLES  # noqa: PLC0415 - lazy by design
        from outscan.store import open_store  # noqa: PLC0415 - lazy by design

        with open_store(source, TABLES, writable=False) as store, store.read() as link:
            yield from events(link)
        return
    from outscan.gate.audit.chain import parse  # noqa: PLC0415 - lazy by design

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
