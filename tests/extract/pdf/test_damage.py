from __future__ import annotations

import io

import pikepdf
import pytest

from extract.pdf_made import Made, pieces, segments, shown, u16
from outscan.errors import Exceeded, Unreadable
from outscan.extract.pdf import read
from outscan.extract.pdf.fonts import to_unicode
from outscan.limits import Budget, Limits
from outscan.types import Blob, Gap, GapReason, HiddenKind, Segment, Where
from sentences import english

BODY = "本报告记录青山水库的日常巡查工作。"


def simple() -> bytes:
    made = Made()
    made.lines(BODY)
    return made.build()


def gaps(data: bytes) -> list[Gap]:
    return [piece for piece in pieces(data) if isinstance(piece, Gap)]


def locked(**how: object) -> bytes:
    kept = io.BytesIO()
    pikepdf.open(io.BytesIO(simple())).save(kept, encryption=pikepdf.Encryption(**how))
    return kept.getvalue()


def test_a_password_is_a_gap_and_the_empty_one_is_tried() -> None:
    with pytest.raises(Unreadable) as why:
        pieces(locked(user="fiction", owner="other", R=6))
    assert why.value.reason is GapReason.ENCRYPTED
    assert any(BODY in s.text for s in segments(locked(user="", owner="other", R=6)))


def test_a_broken_encryption_dictionary_is_encrypted() -> None:
    made = Made()
    made.lines(BODY)
    data = made.build(trailer="/Encrypt << /Filter /Standard /V 99 /R 99 /O (a) /U (b) /P -4 >> /ID [<00> <00>]")
    with pytest.raises(Unreadable) as why:
        pieces(data)
    assert why.value.reason is GapReason.ENCRYPTED


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95])
def test_a_file_cut_short_is_never_clean(share: float) -> None:
    data = simple()
    assert any(gap.reason is GapReason.CORRUPT for gap in gaps(data[: int(len(data) * share)]))


def test_a_sound_file_has_no_gap() -> None:
    assert gaps(simple()) == []


def test_a_broken_content_stream_is_told() -> None:
    made = Made()
    made.lines(BODY * 20)
    data = bytearray(made.build())
    at = data.index(b"stream\n", data.index(b"/FlateDecode")) + 12
    data[at : at + 8] = b"\xff" * 8
    assert any(gap.reason in (GapReason.CORRUPT, GapReason.GARBLED) for gap in gaps(bytes(data)))


def test_what_follows_the_end_is_handed_on() -> None:
    [blob] = [piece for piece in pieces(simple() + "\n另有说明\n".encode()) if isinstance(piece, Blob)]
    assert blob.data.decode().strip() == "另有说明"


def test_comment_lines_are_read_but_not_the_binary_mark() -> None:
    data = simple()
    assert not any(s.hidden is HiddenKind.MARKUP_COMMENT for s in segments(data))
    noted = data.replace(b"\nxref\n", "\n%内部备忘一则\nxref\n".encode(), 1)
    assert [s.text for s in segments(noted) if s.hidden is HiddenKind.MARKUP_COMMENT] == ["内部备忘一则"]


def cmap(*pairs: tuple[int, int]) -> str:
    rows = "\n".join(f"<{code:04X}> <{text:04X}>" for code, text in pairs)
    return f"1 begincodespacerange <0000> <FFFF> endcodespacerange {len(pairs)} beginbfchar\n{rows}\nendbfchar"


def page_in(encoding: str, text: str, table: str | None) -> bytes:
    made = Made()
    extra = f"/ToUnicode {made.stream(table)} 0 R" if table else ""
    info = "" if encoding != "Identity-H" else "Identity"
    descendant = made.cid
    if info:
        descendant = made.add(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X "
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
        )
    font = made.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /{encoding} /DescendantFonts [{descendant} 0 R] {extra} >>"
    )
    made.page(f"BT /F1 12 Tf 60 700 Td {shown(text)} Tj ET", font=font)
    return made.build()


def test_a_map_that_contradicts_its_encoding_makes_the_page_garbled() -> None:
    honest = cmap(*((ord(c), ord(c)) for c in BODY))
    false = cmap(*((ord(c), ord("春") + i) for i, c in enumerate(BODY)))
    assert gaps(page_in("UniGB-UTF16-H", BODY, honest)) == []
    [gap] = gaps(page_in("UniGB-UTF16-H", BODY, false))
    assert (gap.reason, gap.page) == (GapReason.GARBLED, 0)


def test_glyph_numbers_without_a_way_to_unicode_make_the_page_garbled() -> None:
    found = gaps(page_in("Identity-H", BODY, None))
    assert [(gap.reason, gap.page) for gap in found] == [(GapReason.GARBLED, 0)]
    assert gaps(page_in("Identity-H", BODY, cmap(*((ord(c), ord(c)) for c in BODY)))) == []


def test_ranges_of_a_map_are_followed() -> None:
    data = b"2 beginbfrange <0001> <0003> <4E00> <0010> <0011> [<0041> <00420043>] endbfrange"
    assert to_unicode(data) == {1: "一", 2: "丁", 3: "丂", 16: "A", 17: "BC"}


def test_a_form_value_in_a_broken_page_is_still_read() -> None:
    made = Made()
    made.page("BT", f"/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /T (f) /V {u16('填写内容')} /Rect [1 1 9 9] >>]")
    assert any("填写内容" in s.text for s in segments(made.build()))


def test_a_stream_that_swells_is_stopped_by_its_actual_size() -> None:
    made = Made()
    made.page(" " * 80_000_000)
    blob = Blob(Where(("件.pdf",)), made.build())
    with pytest.raises(Exceeded, match="max_member_bytes"):
        list(read(blob, Budget(Limits(max_member_bytes=20_000_000))))


def test_an_attachment_that_swells_is_a_gap_of_its_own() -> None:
    made = Made()
    file = made.stream(bytes(80_000_000), "/Type /EmbeddedFile")
    made.lines(BODY)
    data = made.build(f"/AF [<< /Type /Filespec /F (a.bin) /EF << /F {file} 0 R >> >>]")
    found = list(read(Blob(Where(("件.pdf",)), data), Budget(Limits(max_member_bytes=20_000_000))))
    assert [gap.reason for gap in found if isinstance(gap, Gap)] == [GapReason.TOO_LARGE]
    assert any(isinstance(piece, Segment) and BODY in piece.text for piece in found)


def subset(table: str, widths: str = "") -> bytes:
    """A page in a subset font of which nothing is known but its map and its widths."""
    made = Made()
    descendant = made.add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X "
        f"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> {widths} >>"
    )
    font = made.add(
        "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {made.stream(table)} 0 R >>"
    )
    made.page("BT /F1 12 Tf 60 700 Td <" + "".join(f"{code:04X}" for code in range(1, 41)) + "> Tj ET", font=font)
    return made.build()


def test_a_map_that_calls_many_glyphs_one_character_is_not_believed() -> None:
    assert gaps(subset(cmap(*((code, ord(BODY[code % len(BODY)])) for code in range(1, len(BODY) + 1))))) == []
    [gap] = gaps(subset(cmap(*((code, ord("公开"[code % 2])) for code in range(1, 41)))))
    assert (gap.reason, gap.page) == (GapReason.GARBLED, 0)


def test_wide_glyphs_called_by_narrow_letters_are_not_believed() -> None:
    letters = cmap(*((code, ord("A") + code) for code in range(1, 41)))
    assert gaps(subset(letters, "/DW 500")) == []
    [gap] = gaps(subset(letters, "/DW 1000"))
    assert "widths" in english(gap)
    assert gaps(subset(letters, "/DW 1000 /W [1 [500 510] 3 40 480]")) == []


def test_han_that_nobody_writes_one_after_another_are_not_believed() -> None:
    [gap] = gaps(page_in("UniGB-UTF16-H", "".join(chr(0x9100 + 7 * i) for i in range(60)), None))
    assert gap.reason is GapReason.GARBLED
    assert "clarity" in english(gap)
