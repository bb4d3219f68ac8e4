"""Backup and restore of a gate on PostgreSQL, by the server's own programs `pg_dump` and `pg_restore`.

In: a database URL, a file. Out: a dump; the events that stand in one, read without restoring it; a restored database.
Law: a password goes by the environment, never on a command line; a restore is one transaction, into an empty database.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy import create_engine, inspect, make_url
from sqlalchemy.pool import NullPool

from outscan.errors import OutscanError, StoreError
from outscan.gate.audit.chain import Event
from outscan.gate.tables import AUDIT
from outscan.store.faults import store_faults
from outscan.words.gate import GATE
from outscan.words.said import said

_COPY = re.compile(r"COPY [\w.]*gate_audit \(([^)]*)\) FROM stdin;")
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v"}


def dump(url: str, out: Path) -> None:
    """Dump the whole database of `url` to `out` (0600, custom format). Raises OutscanError."""
    try:
        os.close(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        _run("pg_dump", ("--format=custom", "--no-owner", f"--file={out}"), url)
    except FileExistsError:
        raise OutscanError(said(GATE, "gate_restore_there", path=out)) from None
    except OSError as error:
        raise OutscanError(said(GATE, "gate_not_writable", path=out, why=error.strerror or type(error).__name__)) from None
    except OutscanError:
        out.unlink(missing_ok=True)
        raise


def restore(url: str, source: Path) -> None:
    """Restore a dump into the database of `url`, all of it or nothing. Raises OutscanError."""
    _run(
        "pg_restore",
        ("--single-transaction", "--exit-on-error", "--no-owner", f"--dbname={make_url(url).database}", str(source)),
        url,
    )


def is_dump(path: Path) -> bool:
    """Whether a file is a dump in the custom format."""
    with path.open("rb") as file:
        return file.read(5) == b"PGDMP"


def is_empty(url: str) -> bool:
    """Whether the database of `url` holds no table. Raises StoreError where it cannot be reached."""
    named = make_url(url)
    engine = create_engine(named.set(drivername="postgresql+psycopg"), poolclass=NullPool)
    with store_faults(named.render_as_string(hide_password=True)), engine.connect() as link:
        return not inspect(link).get_table_names()


def events(source: Path) -> Iterator[Event | None]:
    """The record inside a dump, in the order of its numbers; None for a line that is no event. Raises OutscanError."""
    copied = _run("pg_restore", ("--data-only", f"--table={AUDIT.name}", "--file=-", str(source)))
    found: list[Event | None] = []
    columns: Sequence[str] = ()
    for line in copied.decode("utf-8", "replace").split("\n"):
        if begun := _COPY.match(line):
            columns = [one.strip().strip('"') for one in begun[1].split(",")]
        elif line == r"\.":
            columns = ()
        elif columns:
            found.append(_event(columns, line))
    yield from sorted(found, key=lambda one: one.seq if one else 0)


def _event(columns: Sequence[str], line: str) -> Event | None:
    """One row of a COPY, as the server's manual writes them: fields by tabs, a backslash before what is not itself."""
    values = [_ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), one) for one in line.split("\t")]
    try:
        row = dict(zip(columns, values, strict=True))
        return Event(**{**row, "seq": int(row["seq"]), "detail": json.loads(row["detail"])})
    except (ValueError, KeyError, TypeError):
        return None


def _run(program: str, words: Sequence[str], url: str = "") -> bytes:
    """Run one of PostgreSQL's programs; what it wrote. Raises OutscanError; its own words may name data and are not repeated."""
    found = shutil.which(program)
    if found is None:
        raise OutscanError(said(GATE, "gate_pg_program", program=program))
    done = subprocess.run(  # noqa: S603 - a program of PostgreSQL, with words of our own
        [found, *words], env=_environment(url), capture_output=True, check=False, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise StoreError(said(GATE, "gate_pg_failed", program=program, code=done.returncode))
    return done.stdout


def _environment(url: str) -> dict[str, str]:
    if not url:
        return dict(os.environ)
    at = make_url(url)
    named = {
        "PGHOST": at.host,
        "PGPORT": str(at.port or 5432),
        "PGUSER": at.username,
        "PGPASSWORD": str(at.password) if at.password is not None else None,
        "PGDATABASE": at.database,
        **{f"PG{key.upper()}": value for key, value in at.query.items() if isinstance(value, str) and key.startswith("ssl")},
    }
    return {**os.environ, **{key: value for key, value in named.items() if value}}
