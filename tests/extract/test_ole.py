"""Compound files: written, opened, cut, and asked what they are."""

from __future__ import annotations

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.ooxml_made import packed
from outscan.errors import Unreadable
from outscan.extract.ole import Compound, compound, leftovers, ole_kind, properties, read
from outscan.extract.ole.embedded import embedded, native
from outscan.extract.ole.officeart import blips, shape_words
from outscan.extract.ole.strings import runs
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Segment, Where
from outscan.words.places import place_words
from sentences import english
from unpacked import gaps, seen, words

WHERE = Where(("样例.ole",))
CHART = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p>青鸾水库平面图</text:p>'
    "</office:text></office:body></office:document-content>"
)


def property_set(page: int, values: dict[int, str], custom: dict[str, str] | None = None) -> bytes:
    """A property set stream with text values, and a second section of named ones."""

    def section(pairs: dict[int, bytes]) -> bytes:
        head, body = struct.pack("<II", 0, len(pairs)), b""
        for key, raw in pairs.items():
            head += struct.pack("<II", key, 8 + 8 * len(pairs) + len(body))
            body += raw
        return head + body

    def text(value: str) -> bytes:
        raw = value.encode("gb18030" if page == 936 else "utf-8") + b"\0"
        raw += b"\0" * (-len(raw) % 4)
        return struct.pack("<II", 0x1E, len(raw)) + raw

    sections = [section({1: struct.pack("<IHH", 2, page, 0), **{k: text(v) for k, v in values.items()}})]
    if custom is not None:
        names = b"".join(
            struct.pack("<II", i, len(n.encode("gb18030")) + 1) + n.encode("gb18030") + b"\0" for i, n in enumerate(custom, 2)
        )
        names += b"\0" * (-len(names) % 4)
        numbered = {i: text(v) for i, v in enumerate(custom.values(), 2)}
        sections.append(section({0: struct.pack("<I", len(custom)) + names, 1: struct.pack("<IHH", 2, page, 0), **numbered}))
    out = struct.pack("<HHI16sI", 0xFFFE, 0, 2, b"\0" * 16, len(sections))
    at = 28 + 20 * len(sections)
    for part in sections:
        out += b"\0" * 16 + struct.pack("<I", at)
        at += len(part)
    return out + b"".join(sections)


def test_what_is_written_is_read_back():
    streams = {("小",): b"a" * 10, ("夹", "大"): b"b" * 9000, ("夹", "空"): b"", ("夹", "中"): b"c" * 4095}
    opened = Compound(compound(streams))
    assert {p: opened.stream(p) for p in opened.paths} == {p: (d, True) for p, d in streams.items()}
    assert opened.storages == [("夹",)]


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=8), st.binary(max_size=6000), max_size=12))
def test_any_streams_survive_the_round_trip(streams):
    data = compound({(name,): body for name, body in streams.items()})
    opened = Compound(data)
    assert {p[0]: opened.stream(p)[0] for p in opened.paths} == streams


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        ([("WordDocument",)], "doc"),
        ([("Workbook",)], "xls"),
        ([("Book",)], "xls"),
        ([("PowerPoint Document",)], "ppt"),
        ([("__properties_version1.0",)], "msg"),
        ([("VBA", "dir"), ("PROJECT",)], "vba"),
        ([("EncryptedPackage",), ("EncryptionInfo",)], "encrypted"),
        ([("\tDRMContent",)], "encrypted"),
        ([("VisioDocument",)], "ole"),
        ([("ObjectPool", "_1", "WordDocument")], "ole"),
    ],
)
def test_kinds_by_streams_at_the_root(names, kind):
    assert ole_kind(compound(dict.fromkeys(names, b"x"))) == kind


def test_kind_of_rubbish_behind_the_signature_is_no_exception():
    assert ole_kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 600) == "ole"
    assert ole_kind(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") == "ole"


def test_a_cut_file_is_read_as_far_as_it_goes_and_says_so():
    whole = compound({("正文",): b"z" * 40_000})
    directory_first = bytearray(whole)
    opened = Compound(bytes(directory_first))
    start = opened._entries["正文",].isectStart
    opened._data = whole[: 512 * (start + 11)]
    data, gaps = opened.read(("正文",), WHERE)
    assert data == b"z" * 5120
    assert gaps[0].reason is GapReason.CORRUPT
    assert "34880 bytes missing" in english(gaps[0])


def test_a_loop_in_the_chain_ends():
    opened = Compound(compound({("环",): b"z" * 40_000}))
    start = opened._entries["环",].isectStart
    opened._ole.fat[start] = start
    data, whole = opened.stream(("环",))
    assert len(data) == 512
    assert not whole


def test_a_file_without_directory_is_unreadable():
    with pytest.raises(Unreadable):
        Compound(compound({("正文",): b"z" * 40_000})[:700])


def test_what_cannot_be_opened_gives_a_gap_and_its_legible_runs():
    data = compound({("VisioDocument",): "管线改迁方案终稿".encode("utf-16-le") * 400})
    found = list(read(Blob(WHERE, data[:3000]), Budget()))
    assert found[0].reason is GapReason.CORRUPT
    assert "管线改迁方案终稿" in found[1].text


def test_properties_in_gbk_and_custom_ones_by_name():
    data = compound(
        {
            ("\x05SummaryInformation",): property_set(936, {2: "勘测说明", 4: "王五"}),
            ("\x05DocumentSummaryInformation",): property_set(936, {15: "某测绘院"}, {"密级": "内部"}),
        }
    )
    blob = Blob(WHERE, data)
    told = {
        (s.hidden, place_words(s.where_at(0).spot)): s.text for s in properties(Compound(data), blob) if isinstance(s, Segment)
    }
    assert told[HiddenKind.PROPERTY, ".SummaryInformation:title"] == "勘测说明"
    assert told[HiddenKind.PERSON_PROPERTY, ".SummaryInformation:author"] == "王五"
    assert told[HiddenKind.PERSON_PROPERTY, ".DocumentSummaryInformation:company"] == "某测绘院"
    assert told[HiddenKind.CUSTOM_PROPERTY, ".DocumentSummaryInformation:密级"] == "密级: 内部"


def test_a_broken_property_set_is_a_gap():
    data = compound({("\x05SummaryInformation",): b"\xfe\xff" + b"\0" * 22 + b"\1\0\0\0" + b"\xff" * 20})
    (gap,) = properties(Compound(data), Blob(WHERE, data))
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.CORRUPT


def package(name: str, content: bytes) -> bytes:
    """An Ole10Native stream."""
    raw = name.encode("gbk") + b"\0"
    body = b"\x02\x00" + raw + b"C:\\" + raw + struct.pack("<II", 0x30000, len(raw) + 3) + b"C:\\" + raw
    body += struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body


def test_packages_give_the_file_with_its_name():
    assert native(package("附件.txt", b"hello")) == ("附件.txt", b"hello")
    assert native(b"\x04\0\0\0\x02\x00") is None
    data = compound({("\x01Ole10Native",): package("附件.txt", b"hello"), ("\x01CompObj",): b"x"})
    pieces = list(read(Blob(WHERE, data), Budget()))
    (blob,) = [p for p in pieces if isinstance(p, Blob)]
    assert (blob.name, blob.data, blob.hidden) == ("附件.txt", b"hello", HiddenKind.EMBEDDED_FILE)
    assert any(isinstance(p, Inert) for p in pieces)
    assert not any(isinstance(p, Gap) for p in pieces)


def test_an_unknown_kind_is_a_gap_and_its_words_are_read():
    words = "航测成果交接清单第一册".encode("utf-16-le") + b"\0\0" + b"plain words here"
    data = compound({("VisioDocument",): b"\x01\x02" * 40 + words})
    pieces = list(read(Blob(WHERE, data), Budget()))
    assert pieces[0].reason is GapReason.UNSUPPORTED
    text = "".join(p.text for p in pieces if isinstance(p, Segment) and p.hidden is HiddenKind.RAW_STRING)
    assert "航测成果交接清单第一册" in text
    assert "plain words here" in text


def test_runs_do_not_read_ascii_at_the_wrong_alignment():
    assert list(runs(b"\x00" + "http pages".encode("utf-16-le") + b"\0\0")) == ["http pages"]


def test_pictures_and_shape_words_in_a_drawing():
    png = b"\x89PNG\r\n\x1a\n" + b"0" * 30
    blip = struct.pack("<HHI", 0x6E0 << 4, 0xF01E, 17 + len(png)) + b"u" * 16 + b"\xff" + png
    words = "坝址示意图".encode("utf-16-le") + b"\0\0"
    option = struct.pack("<HHI", 1 << 4 | 3, 0xF00B, 6 + len(words)) + struct.pack("<HI", 0x8000 | 0x381, len(words)) + words
    assert list(blips(b"__" + blip + option, Budget())) == [("png", png)]
    assert list(shape_words(blip + option)) == [("alt", "坝址示意图")]


def test_what_wps_adds_is_read_as_runs_and_counted():
    data = compound({("WpsCustomData",): b"\x01\x02" + "附加数据条目".encode("utf-16-le"), ("_signatures", "s"): b"\x30\x82"})
    pieces = list(leftovers(Compound(data), Blob(WHERE, data), ()))
    assert [p.text for p in pieces if isinstance(p, Segment)] == ["附加数据条目"]
    assert [place_words(p.where.spot) for p in pieces if isinstance(p, Inert)] == ["WpsCustomData", "_signatures/s"]
    assert not [p for p in pieces if isinstance(p, Gap)]


def test_words_in_single_bytes_are_not_taken_for_rare_characters():
    assert list(runs(b"\0\1\2cdnetuerwork\0\1\2")) == ["cdnetuerwork"]
    assert "青山水库平面图" in list(runs(b"\1\2" + "青山水库平面图".encode("utf-16-le") + b"\1\2"))


def test_a_directory_that_misses_its_last_entry_says_so():
    whole = compound({("正文",): b"z" * 5000})
    size = 512
    first = struct.unpack_from("<I", whole, 48)[0]
    assert not Compound(whole).damage
    if (first + 2) * size == len(whole):  # the directory is the last sector: cut its last entry
        assert Compound(whole[:-128]).damage
    else:
        assert Compound(whole[: (first + 1) * size + 384]).damage


def test_a_property_set_without_sections_is_empty_not_broken():
    data = compound({("\x05SummaryInformation",): b"\xfe\xff" + b"\0" * 26})
    assert list(properties(Compound(data), Blob(WHERE, data))) == []


def objects(streams):
    return list(read(Blob(WHERE, compound(streams)), Budget()))


def mathtype(*characters, prefix=b""):
    head = b"\x05\x01\x00\x05\x00DSMT4\0\x00"
    body = b"".join(b"\x02\x00\x83" + struct.pack("<H", ord(c)) for c in characters)
    return b"\x1c\0" + b"\0" * 26 + head + prefix + b"\x0a\x01\x00" + body + b"\0\0"


@pytest.mark.parametrize(
    "prefix",
    [
        b"",
        b"\x13WinAllBasicCodePages\0",
        b"\x11\x05Times New Roman\0\x11\x05Symbol\0",
        b"\x12\x00\x02\x2f\x2f\x01\x2f\x02\x01\x01\x00",
        b"\x08\x01\x00",
        b"\x64\x03abc",
        b"\x10\x00\0\0\0\0\0\0",
        b"\x03\x00\x0e\x00\x00",
    ],
)
def test_the_characters_of_a_formula_are_read(prefix):
    pieces = objects({("Equation Native",): mathtype("密", "=", "x", prefix=prefix)})
    assert [p.text for p in pieces if isinstance(p, Segment)] == ["密=x"]
    assert not [p for p in pieces if isinstance(p, Gap)]


@pytest.mark.parametrize("machinery", ["\x01CompObj", "\x01Ole10FmtProgID"])
@pytest.mark.parametrize("version", [1, 2])
def test_a_formula_of_the_macintosh_has_neither_header_nor_wide_characters(version, machinery):
    body = b"".join(b"\x12\x83" + c.encode() for c in "F=IlB")
    records = bytes([version, 0, 1, 1, 0]) + b"\x0a\x01" + body + b"\0\0"
    native = struct.pack("<I", len(records)) + records
    made = Compound(compound({("o", "\x01Ole10Native"): native, ("o", machinery): b"\0Equation.3\0"}))
    found = list(embedded(made, Blob(WHERE, b""), ("o",), "对象"))
    assert [p.text for p in found if isinstance(p, Segment)] == ["F=IlB"]
    assert [p for p in found if not isinstance(p, Segment)] == []


def test_a_formula_without_characters_is_inert_and_one_of_no_sense_a_gap():
    assert [type(p) for p in objects({("Equation Native",): mathtype()})] == [Inert]
    assert any(
        isinstance(p, Gap) for p in objects({("Equation Native",): b"\x1c\0" + b"\0" * 26 + b"\x05\x01\x00\x05\x00A\0\0\x63\x63"})
    )


def test_streams_that_are_files_are_read_as_such_and_folders_of_thumbnails():
    made = {("think-cellXML",): "<?xml version='1.0'?><r>机密</r>".encode(), ("\x01CompObj",): b"\0" * 20}
    pieces = objects(made)
    assert [p.name for p in pieces if isinstance(p, Blob)] == ["think-cellXML"]
    assert not [p for p in pieces if isinstance(p, Gap)]
    thumbs = {
        ("Catalog",): b"\x10\0" + "会议照片.jpg".encode("utf-16-le"),
        ("1",): b"\x0c\0\0\0" + b"\0" * 8 + b"\xff\xd8\xff\xe0" + b"\0" * 30,
    }
    pieces = objects(thumbs)
    assert [p.data[:2] for p in pieces if isinstance(p, Blob)][-1:] in ([b"\xff\xd8"], [b"\xe4\xbc"])
    assert not [p for p in pieces if isinstance(p, Gap)]


def test_the_name_of_an_item_is_machinery():
    made = {("\x03Ole10ItemName",): b"item\0"}
    found = compound(made)
    assert [type(p) for p in leftovers(Compound(found), Blob(WHERE, found), ())] == [Inert]


@pytest.mark.parametrize(("name", "content"), [
    ("package_stream", packed({"mimetype": "application/vnd.oasis.opendocument.chart", "content.xml": CHART})),
    ("package_stream", packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": CHART})),
])  # fmt: skip
def test_an_object_whose_content_is_a_document_in_a_stream_is_read(name, content):
    found = seen(
        compound({(name,): content, ("properties_stream",): bytes(4) + b"\x9c\x31" + bytes(10), ("\x01CompObj",): bytes(84)}),
        "对象",
    )
    assert "青鸾水库平面图" in words(found)
    assert not gaps(found)


def test_an_object_that_holds_more_than_documents_stays_a_gap():
    content = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": CHART})
    assert gaps(seen(compound({("package_stream",): content, ("other",): bytes(range(200))}), "对象"))


def test_the_pool_of_objects_of_word_2003_is_unpacked_and_one_cut_short_is_a_gap():
    inner = compound({("\x01Ole10Native",): b"\x04\0\0\0word"})
    packed = struct.pack("<I", len(inner)) + zlib.compress(inner)
    found = objects({("_1541934435",): packed, ("_1541934436",): packed[:-30]})
    whole, cut = [p for p in found if isinstance(p, Blob)]
    assert whole.data == inner
    assert inner.startswith(cut.data)
    assert [p.where.member[-1] for p in found if isinstance(p, Gap)] == [cut.where.member[-1]]
