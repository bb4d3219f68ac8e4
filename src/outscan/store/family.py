"""A set of tables with a history of its own: brought up to date, or refused where it is newer than this program.

In: a connection inside a transaction. Out: nothing, or StoreError. alembic is loaded only where there is something to change.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, MetaData, inspect, text

from outscan.errors import StoreError
from outscan.words.said import said
from outscan.words.store import STORE

_MARK = "jobs_version"
"""A table every store has: a file that holds tables and not this one is another program's."""
_SCRIPTS = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Family:
    """Tables of one room: `versions` is the folder of its alembic scripts, `head` the revision of the newest one."""

    name: str
    tables: MetaData
    versions: Path
    head: str

    @property
    def table(self) -> str:
        """The table that holds this family's revision."""
        return f"{self.name}_version"


def revision(link: Connection, family: Family) -> str:
    """The revision of `family` in this database, "" where it was never made."""
    if not inspect(link).has_table(family.table):
        return ""
    row = link.execute(text(f'SELECT version_num FROM "{family.table}"')).first()  # noqa: S608 - a name of our own
    return str(row[0]) if row else ""


def check(link: Connection, family: Family, shown: str) -> bool:
    """Whether `family` is up to date. Raises StoreError where it is newer than this program or the database is another's."""
    found = revision(link, family)
    if found > family.head:
        raise StoreError(said(STORE, "store_newer", shown=shown, room=family.name, found=found))
    if not found and link.dialect.name == "sqlite" and (theirs := inspect(link).get_table_names()) and _MARK not in theirs:
        raise StoreError(said(STORE, "store_foreign", shown=shown))
    return found == family.head


def bring(link: Connection, family: Family) -> None:
    """Make or upgrade the tables of `family`, in the transaction of `link`."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.set_main_option("version_locations", str(family.versions).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes.update(connection=link, family=family)
    command.upgrade(config, "head")
