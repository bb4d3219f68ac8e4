"""A verdict of years ago, decided again from what the ledger kept: the reading, the rules of then, the declarations, the day.

In: a row. Out: the verdict it comes to now. No file is opened, and nothing of today's rules takes part.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, select

from outscan.batch.deciding import Decider, decided
from outscan.batch.kept import unpack_findings, unpack_kept
from outscan.batch.packs import policy_of
from outscan.batch.rows import Explained
from outscan.batch.tables import pack
from outscan.errors import OutscanError
from outscan.types import Declaration, Verdict
from outscan.words.batch import BATCH
from outscan.words.said import said


def again(link: Connection, one: Explained) -> Verdict:
    """The verdict of a row with the policy of its day. Raises OutscanError where the ledger does not hold that policy.

    A baseline is not kept in a ledger: what it set aside was set aside by a person, and is decided here without it only
    where there was none.
    """
    data = link.execute(select(pack.c.data).where(pack.c.digest == one.decides["policy"])).scalar()
    if data is None:
        raise OutscanError(said(BATCH, "no_row", row=one.row.id))
    declarations = tuple(Declaration(key, bool(yes), one.decides["declared_by"]) for key, yes in one.decides["declarations"])
    decider = Decider(policy_of(data), declarations, None, date.fromisoformat(one.row.day))
    return decided(decider, unpack_kept(one.row.kept), unpack_findings(one.row.found), one.row.turns).verdict
