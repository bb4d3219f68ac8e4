from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.pdf_made import Made, u16
from outscan.errors import Unreadable
from outscan.extract.base import Reader
from outscan.limits import Budget, Limits
from outscan.types import Blob, Gap, GapReason, Hidden, HiddenKind, Inert, Segment, Where, unread
from outscan.unpack import Unpacker


def seen(data: bytes, name: str):
    """Everything unpack yields for `data` under `name`."""
    return list(Unpacker(Budget()).unpack(Blob(Where((name,)), data)))


def words(pieces, **want):
    """The text of all segments, joined; narrowed by hidden kind or part."""
    return "\n".join(
        p.text
        for p in pieces
        if isinstance(p, Segment) and all(getattr(p, k, None) == v or getattr(p.where, k, None) == v for k, v in want.items())
    )


def gaps(pieces):
    return [p.reason for p in pieces if isinstance(p, Gap)]


def packed(*members, **options) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **options) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.pdf", "a.docx", "a.zip", "a", "a.eml", "a.html", "a.ofd"]))
@settings(max_examples=150, deadline=None)
def test_no_bytes_raise_and_none_vanish(data, name):
    pieces = seen(data, name)
    assert any(not (isinstance(p, Segment) and p.where.part == "name") for p in pieces)


@given(st.binary(min_size=1, max_size=60), st.integers(0, 400))
@settings(max_examples=60, deadline=None)
def test_no_mutation_of_an_archive_raises(patch, at):
    data = bytearray(
        packed(
            ("通知.txt", "春季学期安排".encode() * 9), ("表.csv", "甲,乙\n1,2\n".encode() * 9), compression=zipfile.ZIP_DEFLATED
        )
    )
    data[at : at + len(patch)] = patch
    assert seen(bytes(data), "资料.zip")


@given(st.integers(1, 200))
@settings(max_examples=40, deadline=None)
def test_a_truncated_archive_always_leaves_a_gap(cut):
    data = packed(("通知.txt", "春季学期安排".encode() * 9), compression=zipfile.ZIP_DEFLATED)
    assert gaps(seen(data[: max(len(data) - cut, 1)], "资料.zip"))


def test_names_come_before_contents_and_places_name_the_way():
    pieces = seen(packed(("内/说明.txt", "会议纪要")), "外.zip")
    assert pieces[0].text == "外.zip"
    body = next(p for p in pieces if isinstance(p, Segment) and p.text == "会议纪要")
    assert body.where.member == ("外.zip", "内/说明.txt")


def test_depth_ends_with_one_gap():
    data = b"x"
    for _ in range(40):
        data = packed(("a.zip", data))
    assert gaps(seen(data, "a.zip")) == [GapReason.TOO_DEEP]


def test_a_spent_budget_stops_with_one_gap():
    data = packed(*((f"{i}.txt", b"word " * 50) for i in range(30)))
    pieces = list(Unpacker(Budget(Limits(max_members=5))).unpack(Blob(Where(("a.zip",)), data)))
    assert gaps(pieces) == [GapReason.TOO_MANY]
    inner = packed(("in.zip", data), ("b.zip", data), ("c.zip", data))
    pieces = list(Unpacker(Budget(Limits(max_total_bytes=20_000))).unpack(Blob(Where(("o.zip",)), inner)))
    assert gaps(pieces) == [GapReason.TOO_LARGE]


def test_one_budget_is_shared_through_all_nesting():
    budget = Budget()
    list(Unpacker(budget).unpack(Blob(Where(("o.zip",)), packed(("i.zip", packed(("a.txt", b"hello")))))))
    assert budget.members_met == 2
    assert budget.bytes_spent > 5


def test_empty_unknown_and_encrypted_are_said():
    assert gaps(seen(b"", "a.txt")) == [GapReason.UNREADABLE]
    assert gaps(seen(bytes(range(256)) * 4, "a.bin")) == [GapReason.UNSUPPORTED]
    assert gaps(seen(b"-----BEGIN PGP MESSAGE-----\n\nabc", "a.asc")) == [GapReason.ENCRYPTED]


def test_an_empty_member_is_counted_and_no_gap():
    pieces = seen(packed(("a.txt", b""), ("b.txt", b"text")), "a.zip")
    assert not gaps(pieces)
    assert any(isinstance(p, Inert) for p in pieces)


def test_an_archive_behind_a_picture_is_opened():
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB\x60\x82"
    pieces = seen(png + packed(("暗.txt", "藏在图后的话")), "图.png")
    assert "藏在图后的话" in words(pieces)
    assert any(isinstance(p, Hidden) and p.kind is HiddenKind.EMBEDDED_FILE for p in pieces)


def test_words_behind_a_picture_are_read():
    png = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + b"\0" * 17 + b"\0\0\0\0IEND\xaeB\x60\x82"
    assert "图后另有说明文字" in words(seen(png + "图后另有说明文字".encode(), "图.png"))


def test_a_name_that_promises_what_the_bytes_are_not():
    pieces = seen("只是普通文字".encode(), "报告.pdf")
    assert words(pieces, part="body") == "只是普通文字"
    assert gaps(pieces) == [GapReason.CORRUPT]


def test_mark_words_in_unknown_bytes_are_shown():
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        data = bytes(range(256)) * 4 + b"\0\0" + "机密★10年".encode(encoding) + b"\0\0" + bytes(range(200, 256)) * 4
        assert "机密★10年" in words(seen(data, "a.bin"), hidden=HiddenKind.RAW_STRING), encoding


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (ValueError("x"), GapReason.CORRUPT),
        (RecursionError(), GapReason.CORRUPT),
        (Unreadable(GapReason.ENCRYPTED), GapReason.ENCRYPTED),
    ],
)
def test_what_a_reader_raises_is_a_gap_beside_what_it_had_read(error, reason, monkeypatch):
    import outscan.extract.text as room

    def read(blob: Blob, budget: Budget) -> Iterator[Segment]:
        yield Segment(blob.where, "读到这里")
        raise error

    monkeypatch.setattr(room, "read", read)
    unpacker = Unpacker(Budget(), readers=(Reader("text", frozenset({"txt"})),))
    pieces = list(unpacker.unpack(Blob(Where(("a.txt",)), b"text")))
    assert "读到这里" in words(pieces)
    assert gaps(pieces) == [reason]


def test_a_reader_that_finds_nothing_leaves_a_gap(monkeypatch):
    import outscan.extract.text as room

    monkeypatch.setattr(room, "read", lambda *_: iter(()))
    assert gaps(seen(b"text", "a.txt")) == [GapReason.UNREADABLE]


@pytest.mark.parametrize(
    "error",
    [
        RuntimeError("allocation"),
        MemoryError(),
        ValueError(),
        Unreadable(GapReason.TOO_LARGE, unread("max_image_pixels", found=2, most=1)),
    ],
)
def test_where_looking_at_a_page_fails_the_page_is_lost_and_not_the_document(error):
    def failing(*_):
        raise error
        yield

    made = Made()
    picture = made.stream(
        bytes(range(100)) * 100,
        "/Type /XObject /Subtype /Image /Width 100 /Height 100 /ColorSpace /DeviceGray /BitsPerComponent 8",
    )
    note = f"/Annots [<< /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents {u16('后面的文字')} >>]"
    made.page("q 500 0 0 700 0 0 cm /I Do Q", note, f"/XObject << /I {picture} 0 R >>")
    pieces = list(Unpacker(Budget(), see=failing).unpack(Blob(Where(("a.pdf",)), made.build())))
    assert "image_only" in gaps(pieces)
    assert "corrupt" not in gaps(pieces)
    assert "后面的文字" in words(pieces)
