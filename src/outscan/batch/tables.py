"""The tables of a ledger: what was read of contents, apart from what was decided about items.

In: nothing. Out: SQLAlchemy tables and their `Family`.
A `reading` belongs to bytes and makings; its `judgement`s to a name and a span of days; a `verdict` to an item: a path in one
run, with recipient, declarations, policy and day. Quotes are kept blotted out; nothing here can be turned back into a text.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from outscan.store import Family

BIG = BigInteger().with_variant(Integer(), "sqlite")
TABLES = MetaData()

pack = Table(
    "pack",
    TABLES,
    Column("digest", String(80), primary_key=True),
    Column("data", LargeBinary, nullable=False),
)
"""Lexicons and policies as they were, zipped, by hash: what a verdict of years ago is decided with again."""

making = Table(
    "making",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("told", Text, nullable=False),
)
"""What readings are made with: rules, model, options, OCR engine, tool."""

deciding = Table(
    "deciding",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("digest", String(64), nullable=False, unique=True),
    Column("told", Text, nullable=False),
)
"""What verdicts are decided with: policy, recipient, declarations, baseline."""

run = Table(
    "run",
    TABLES,
    Column("id", Integer, primary_key=True),
    Column("state", String(16), nullable=False),
    Column("began", Float, nullable=False),
    Column("ended", Float),
    Column("sources", Text, nullable=False),
    Column("options", Text, nullable=False),
    Column("making", Integer, ForeignKey("making.id"), nullable=False),
    Column("deciding", Integer, ForeignKey("deciding.id"), nullable=False),
    Column("day", String(10), nullable=False),
    Column("package", Text, nullable=False, server_default=""),
)

item = Table(
    "item",
    TABLES,
    Column("id", BIG, primary_key=True),
    Column("run", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("raw", LargeBinary),
    Column("source", Text, nullable=False),
    Column("state", String(12), nullable=False),
    Column("reason", String(200), nullable=False, server_default=""),
    Column("size", BIG, nullable=False, server_default="0"),
    Column("stamp", String(120), nullable=False, server_default=""),
    Column("twin", Boolean, nullable=False, server_default="0"),
    Column("sha256", String(64), nullable=False, server_default=""),
    Column("reading", BIG),
    Index("item_run", "run", "id"),
    Index("item_stamp", "stamp"),
    postgresql_with={"fillfactor": "80"},
)
"""`stamp` is device, inode, size, mtime_ns and ctime_ns: a file of the same stamp at the same path holds the same bytes."""

reading = Table(
    "reading",
    TABLES,
    Column("id", BIG, primary_key=True),
    Column("making", Integer, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("hint", String(80), nullable=False),
    Column("size", BIG, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("deaf", Boolean, nullable=False),
    Column("gaps", String(200), nullable=False),
    Column("kept", LargeBinary, nullable=False),
    Column("facts", Text, nullable=False),
    Column("seconds", Float, nullable=False),
    UniqueConstraint("making", "sha256", "hint", name="reading_key"),
)

judgement = Table(
    "judgement",
    TABLES,
    Column("id", BIG, primary_key=True),
    Column("reading", BIG, nullable=False),
    Column("voice", String(32), nullable=False),
    Column("since", String(10), nullable=False),
    Column("turns", String(10), nullable=False),
    Column("findings", LargeBinary, nullable=False),
    UniqueConstraint("reading", "voice", "since", name="judgement_key"),
)
"""The findings of one reading under one name (`voice`), good from the day `since` until before the day `turns`."""

number = Table(
    "number",
    TABLES,
    Column("reading", BIG, primary_key=True, autoincrement=False),
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
)
"""Keyed hashes of the identity numbers in a reading: whoever lacks the installation's key learns nothing from them."""

parcel = Table(
    "parcel",
    TABLES,
    Column("reading", BIG, primary_key=True, autoincrement=False),
    Column("facts", LargeBinary, nullable=False),
)
"""What a content brings to a package (`parcels`), for those that bring something; every digest in it is keyed."""

verdict = Table(
    "verdict",
    TABLES,
    Column("item", BIG, primary_key=True, autoincrement=False),
    Column("run", Integer, nullable=False),
    Column("judgement", BIG, nullable=False),
    Column("deciding", Integer, nullable=False),
    Column("day", String(10), nullable=False),
    Column("action", String(12), nullable=False),
    Column("raised", String(12), nullable=False, server_default=""),
    Column("level", String(16), nullable=False),
    Column("domain", String(64), nullable=False),
    Column("findings", Integer, nullable=False),
    Column("clauses", Text, nullable=False),
    Column("holds_until", String(10), nullable=False),
    Column("beside", String(24), nullable=False, server_default=""),
    Index("verdict_run", "run", "item"),
)
"""`holds_until` is the next day on which a date can turn it, "" where none can; `raised` what the package as a whole asks for;
`beside` how the proof beside the file stood to it, and the action it carries."""

tally = Table(
    "tally",
    TABLES,
    Column("run", Integer, primary_key=True, autoincrement=False),
    Column("worker", String(200), primary_key=True),
    Column("what", String(64), primary_key=True),
    Column("count", BigInteger, nullable=False),
)
"""Sums of a run, written in the transaction of what they count, one row a worker: `status` reads a handful of rows."""

BATCH = Family("batch", TABLES, Path(__file__).parent / "versions", head="0003")
