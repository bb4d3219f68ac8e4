"""What a ledger keeps of a reading: what machine made it, and the ledgers of earlier versions."""

from __future__ import annotations

import zlib

import msgspec

from batch.made import MARKED, package, run
from outscan.batch.ledger import open_ledger
from outscan.batch.rows import explained
from outscan.batch.stored import Stored, pack_stored, unpack_stored
from outscan.batch.tables import reading
from outscan.nouns import replace
from outscan.types import Coverage, Gap, GapReason, Risk, Where, unread

GAP = Gap(Where(("包.zip", "a.pdf")), GapReason.IMAGE_ONLY, unread("as_is", text="page 3"), 2)


def test_what_took_part_is_kept():
    kept = Stored((GAP,), (), Coverage(3, 2, 0), Risk(model="m"), engine="rapidocr 1.4.4; STSong 1", helpers="unar 1.10.7")
    assert unpack_stored(pack_stored(kept)) == kept


def test_a_ledger_of_an_earlier_version_is_read():
    """Version 0.1 kept gaps by names, their details as bare sentences, and nothing after the passages."""
    where = msgspec.to_builtins(GAP.where)
    told = [
        [{"where": where, "reason": "image_only", "detail": "page 3", "page": 2}],
        [],
        msgspec.to_builtins(Coverage(3, 2, 0)),
        False,
        *(0.25, None, False, "m", []),
    ]
    kept = unpack_stored(zlib.compress(msgspec.msgpack.encode(told)))
    assert kept == Stored((GAP,), (), Coverage(3, 2, 0), Risk(0.25, None, False, "m", ()))
    assert (kept.engine, kept.helpers) == ("", "")


def test_a_row_says_what_took_part_in_its_reading(tmp_path):
    run(tmp_path / "l.db", package(tmp_path / "p", {"a.txt": MARKED}))
    with open_ledger(tmp_path / "l.db") as store:
        with store.read() as link:
            one = explained(link, 1)
            assert (one.report.made_with.ocr, one.report.made_with.helpers) == (None, None)
        kept = replace(unpack_stored(one.row.kept), engine="rapidocr 1.4.4; STSong 1", helpers="unar 1.10.7")
        with store.write() as link:
            link.execute(reading.update().values(kept=pack_stored(kept)))
        with store.read() as link:
            made = explained(link, 1).report.made_with
    assert (made.ocr, made.helpers) == ("rapidocr 1.4.4; STSong 1", "unar 1.10.7")
