"""What a database says when something is wrong, as one sentence of ours.

In: an exception of the database's driver. Out: `StoreError` with what to do; `StoreGone` where trying again may help.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from outscan.errors import StoreError
from outscan.words.said import said
from outscan.words.store import STORE

_SIGNS = (
    ("is full", "store_full"),
    ("disk i/o error", "store_full"),
    ("no space left", "store_full"),
    ("readonly", "store_read_only"),
    ("read-only", "store_read_only"),
    ("locked", "store_locked"),
    ("not a database", "store_foreign"),
    ("malformed", "store_corrupt"),
)
"""Words of SQLite's and PostgreSQL's messages, in the order in which they are looked for."""


class StoreGone(StoreError):
    """The connection was lost or never came about: trying again may help, and nothing recorded is lost."""


def sentence(error: SQLAlchemyError, shown: str, *, looking: bool = False) -> StoreError:
    """`error` as one of ours; never the statement or its values, which could quote a document's name."""
    message = str(error.orig) if isinstance(error, DBAPIError) and error.orig is not None else type(error).__name__
    lower = message.lower()
    for sign, key in _SIGNS:
        if sign in lower:
            # Looking, too, needs room for the memory a log shares.
            return StoreError(said(STORE, "store_full_looking" if looking and key == "store_full" else key, shown=shown))
    why = message.splitlines()[0][:200] if message else type(error).__name__
    if isinstance(error, DBAPIError) and (error.connection_invalidated or _lost(error)):
        return StoreGone(said(STORE, "store_unreachable", shown=shown, why=why))
    return StoreError(said(STORE, "store_failed", shown=shown, why=why))


def _lost(error: DBAPIError) -> bool:
    """Whether PostgreSQL ended the session or never opened it (SQLSTATE classes 08, 57P; a driver's error without state)."""
    state = getattr(error.orig, "sqlstate", None)
    module = type(error.orig).__module__ or ""
    if not module.startswith("psycopg"):
        return False
    return (state is None and type(error.orig).__name__ in {"OperationalError", "InterfaceError"}) or bool(
        state and (state.startswith(("08", "57P")) or state == "53300")
    )


@contextmanager
def store_faults(shown: str, *, looking: bool = False) -> Iterator[None]:
    """Turn what the database raises inside into StoreError or StoreGone. `looking` says that nothing was to be written."""
    try:
        yield
    except SQLAlchemyError as error:
        raise sentence(error, shown, looking=looking) from None
