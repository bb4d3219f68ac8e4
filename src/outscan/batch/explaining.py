"""A verdict of years ago, decided again from what the ledger kept: the reading, the rules of then, the declarations, the day.

In: a row. Out: the verdict it comes to now. No file is opened, and nothing of today's rules takes part.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection

from outscan.batch.deciding import carried, decided
from outscan.batch.packs import decider_of
from outscan.batch.rows import Explained, stored_of
from outscan.batch.stored import unpack_findings
from outscan.errors import OutscanError, PolicyError
from outscan.types import Verdict
from outscan.words.batch import BATCH
from outscan.words.said import said


def again(link: Connection, one: Explained) -> Verdict:
    """The verdict of a row with the policy and the baseline of its day. Raises OutscanError where the ledger holds them not."""
    try:
        decider = decider_of(link, one.decides, date.fromisoformat(one.row.day))
    except PolicyError as error:
        raise OutscanError(said(BATCH, "other_rules", row=one.row.id, version=one.decides["outscan"], why=error)) from None
    if decider is None:
        raise OutscanError(said(BATCH, "no_rules", row=one.row.id))
    verdict = decided(decider, stored_of(one.row), unpack_findings(one.row.found), one.row.turns).verdict
    return carried(decider.policy, verdict, one.row.beside)
