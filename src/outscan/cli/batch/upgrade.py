"""`outscan batch upgrade`: a ledger of an older version brought up to date, with everything that stands in it.

In: a ledger. Out: one line on stdout. A ledger of a newer version is refused, and not touched.
"""

from __future__ import annotations

from typing import Any

import click

from outscan.batch.ledger import open_ledger
from outscan.batch.tables import BATCH as TABLES
from outscan.cli.batch.options import ledger
from outscan.cli.options import Command
from outscan.words.batch import BATCH
from outscan.words.batch_help import helped
from outscan.words.said import said


@click.command("upgrade", cls=Command, help=helped("upgrade"))
@ledger
def upgrade_command(**typed: Any) -> int:
    """Open the ledger as its one writer, which upgrades it; nothing else is done."""
    with open_ledger(typed["ledger"], create=False) as store:
        click.echo(said(BATCH, "upgraded", shown=store.shown, head=TABLES.head))
    return 0
