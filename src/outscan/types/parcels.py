"""What one file brings to a package: small facts that outlive its scan and can be joined with those of other files.

In: nothing. Out: `MemberFacts`. Strings, numbers and places only: they pickle, turn into JSON by msgspec
and can be kept in a ledger. Law: no words of a document: values of cells stand there as digests.
"""

from __future__ import annotations

from outscan.nouns import Struct
from outscan.types.places import Spot


class TableFacts(Struct, frozen=True):
    """One table: what its columns can be, and digests of what might be a key to another table.

    `keys[i]` and `pairs[i]` belong to one row: the digest of what names it, and of its coordinates (0: none). `heads` are
    the digests of its column heads, which may be the codes of stations or samples; `links` those of further columns by which
    it may join two other tables.
    """

    spot: Spot
    segment: int
    rows: int
    roles: tuple[str, ...] = ()
    keys: tuple[int, ...] = ()
    pairs: tuple[int, ...] = ()
    heads: tuple[int, ...] = ()
    system: str = ""
    links: tuple[tuple[int, ...], ...] = ()


class MemberFacts(Struct, frozen=True):
    """One file, or one member of a container: its tables, its areas, and what it says of itself.

    `stem` is the digest of its name without the ending; `km2` the largest area it tells of maps, `scale` the smallest
    denominator (0: none); `quiet` that no finding of its own stands.
    """

    member: tuple[str, ...]
    stem: int = 0
    quiet: bool = True
    signals: tuple[str, ...] = ()
    km2: float = 0.0
    scale: float = 0.0
    people: tuple[int, ...] = ()
    tables: tuple[TableFacts, ...] = ()
