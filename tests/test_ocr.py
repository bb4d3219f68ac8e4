from __future__ import annotations

import io
import logging
import socket
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from outscan.limits import Budget, Limits
from outscan.ocr import Line, Ocr, _segments, engine_name, reading
from outscan.ocr.agreement import GROSS, agreement, unsaid
from outscan.types import Blob, Gap, GapReason, Part, Segment, Where, spot
from outscan.unpack import Unpacker
from outscan.words.places import place_words
from sentences import english

needs_engine = pytest.mark.skipif(not Ocr.available(), reason="the ocr extra is not installed")
WHERE = Where(("图.png",), Part.IMAGE, spot("page", 1))
GAP = Gap(WHERE, GapReason.IMAGE_ONLY, None, 0)


def written(
    text: str = "QINGSHAN 2024",
    *,
    turned: float = 0,
    size: tuple[int, int] = (700, 200),
    ink: str = "black",
    paper: str = "white",
) -> bytes:
    picture = Image.new("RGB", size, paper)
    ImageDraw.Draw(picture).text((60, 60), text, font=ImageFont.load_default(64), fill=ink)
    kept = io.BytesIO()
    picture.rotate(turned, expand=True, fillcolor=paper).save(kept, "PNG")
    return kept.getvalue()


def see(data: bytes, ocr: Ocr | None = None, page: int | None = 0) -> list[Segment | Gap]:
    ocr = ocr or Ocr(Budget())
    return list(ocr.see(Blob(Where(("图.png",)), data), "png", Gap(WHERE, GapReason.IMAGE_ONLY, None, page)))


@pytest.mark.ocr
@needs_engine
@pytest.mark.parametrize("turned", [0, 5, 90, 180, 270])
def test_writing_is_seen_however_it_lies(turned: float) -> None:
    [segment] = see(written(turned=turned))
    assert isinstance(segment, Segment)
    assert segment.text.replace(" ", "") == "QINGSHAN2024"
    assert segment.where == WHERE
    assert segment.ocr is not None
    assert segment.ocr > 0.8


@pytest.mark.ocr
@needs_engine
@pytest.mark.parametrize(("ink", "paper"), [("#c8c8c8", "#e1e1e1"), ("white", "black"), ("#c81e1e", "#ffe1e1")])
def test_faint_inverted_and_red_writing_is_seen(ink: str, paper: str) -> None:
    [segment] = see(written(ink=ink, paper=paper))
    assert isinstance(segment, Segment)
    assert "2024" in segment.text


@pytest.mark.ocr
@needs_engine
def test_a_lone_line_on_a_large_blank_page_is_seen() -> None:
    [segment] = see(written(size=(1654, 2339)))
    assert isinstance(segment, Segment)
    assert "2024" in segment.text


@pytest.mark.ocr
@needs_engine
def test_a_picture_without_words_was_looked_at() -> None:
    picture = Image.radial_gradient("L").resize((300, 300))
    kept = io.BytesIO()
    picture.save(kept, "PNG")
    [segment] = see(kept.getvalue())
    assert isinstance(segment, Segment)
    assert segment.text == ""


@pytest.mark.ocr
@needs_engine
def test_nothing_is_fetched_and_nothing_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket.socket, "connect", refused)
    with caplog.at_level(logging.DEBUG):
        see(written("QINGSHAN"))
    out, err = capfd.readouterr()
    assert "QINGSHAN" not in caplog.text + out + err
    assert "RapidOCR" not in out + err


@pytest.mark.ocr
@needs_engine
def test_the_budget_of_pages_is_told_with_its_figure() -> None:
    ocr = Ocr(Budget(Limits(max_ocr_pages=1)))
    assert isinstance(see(written(), ocr)[0], Segment)
    [gap] = see(written(), ocr)
    assert isinstance(gap, Gap)
    assert (gap.reason, english(gap)) == (GapReason.SKIPPED, "max_ocr_pages 1")


@pytest.mark.ocr
@needs_engine
def test_the_budget_of_seconds_is_told_with_its_figure() -> None:
    ocr = Ocr(Budget(Limits(max_ocr_seconds=0.001)))
    see(written(), ocr)
    [gap] = see(written(), ocr)
    assert isinstance(gap, Gap)
    assert (gap.reason, english(gap)) == (GapReason.SKIPPED, "max_ocr_seconds 0.001")


@pytest.mark.ocr
@needs_engine
def test_a_page_of_a_pdf_is_drawn_and_seen() -> None:
    kept = io.BytesIO()
    Image.open(io.BytesIO(written())).save(kept, "PDF")
    gap = Gap(Where(("件.pdf",), Part.IMAGE, spot("page", 1)), GapReason.IMAGE_ONLY, None, 0)
    [segment] = Ocr(Budget()).see(Blob(Where(("件.pdf",)), kept.getvalue()), "pdf", gap)
    assert isinstance(segment, Segment)
    assert "2024" in segment.text
    assert place_words(segment.where.spot) == "第1页"


def test_a_gap_without_a_page_stays() -> None:
    [gap] = see(b"", page=None)
    assert isinstance(gap, Gap)


def test_what_cannot_be_drawn_stays_a_gap() -> None:
    [gap] = see(b"rubbish")
    assert isinstance(gap, Gap)
    assert gap.reason is GapReason.IMAGE_ONLY


def test_the_engine_is_named_with_its_models_or_not_at_all() -> None:
    name = engine_name()
    assert (name is not None) == Ocr.available()
    assert name is None or name.startswith("rapidocr ")


def test_blocks_far_apart_are_not_read_together() -> None:
    lines = [Line("标题", 0.9, 0, 0, 100, 20), Line("上行", 0.9, 0, 25, 100, 45), Line("页脚", 0.9, 0, 500, 100, 520)]
    assert reading(lines) == "标题\v上行\n页脚"


def test_the_door_imports_nothing_heavy() -> None:
    source = Path(__import__("outscan.ocr", fromlist=["x"]).__file__).read_text("utf-8")
    top = [line for line in source.splitlines() if line.startswith(("import ", "from "))]
    assert not any(name in line for line in top for name in ("PIL", "numpy", "rapidocr", "pypdfium2"))


def two_faced(text: str, shown: str) -> bytes:
    """A page in a standard font whose ToUnicode map says `text` where `shown` is drawn."""
    pairs = dict(zip(shown, text, strict=True))
    body = "".join(f"<{ord(a):02X}> <{ord(b):04X}>\n" for a, b in pairs.items())
    cmap = f"1 begincodespacerange <00> <FF> endcodespacerange\n{len(pairs)} beginbfchar\n{body}endbfchar"
    content = f"BT /F1 40 Tf 60 700 Td ({shown}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    out = "%PDF-1.4\n" + "".join(f"{n} 0 obj\n{o}\nendobj\n" for n, o in enumerate(objects, 1))
    return (out + "trailer\n<< /Root 1 0 R /Size 7 >>\n%%EOF\n").encode()


def unpacked(data: bytes, *, force: bool) -> list[Segment | Gap]:
    budget = Budget()
    ocr = Ocr(budget, force=force)
    pieces = Unpacker(budget, see=ocr.see, check=ocr.check).unpack(Blob(Where(("件.pdf",)), data))
    return [piece for piece in pieces if isinstance(piece, Segment | Gap)]


@pytest.mark.ocr
@needs_engine
def test_force_sees_through_a_page_whose_text_is_not_what_it_shows() -> None:
    data = two_faced("PQBLICTEXSAR", "SECRETVWXYZU".replace("E", "J", 1).replace("E", "K", 1))
    pieces = unpacked(data, force=True)
    [seen] = [p for p in pieces if isinstance(p, Segment) and p.ocr is not None]
    assert "VWXYZU" in seen.text.replace(" ", "")
    assert place_words(seen.where.spot) == "第1页"
    assert GapReason.GARBLED in [p.reason for p in pieces if isinstance(p, Gap)]


@pytest.mark.ocr
@needs_engine
def test_force_says_nothing_of_a_page_that_shows_its_text() -> None:
    pieces = unpacked(two_faced("ABCDEFGHIJKLMN", "ABCDEFGHIJKLMN"), force=True)
    assert not [p for p in pieces if isinstance(p, Gap)]
    assert not [p for p in pieces if isinstance(p, Segment) and p.ocr is not None]


@pytest.mark.ocr
@needs_engine
def test_without_force_a_page_that_is_believed_is_not_looked_at() -> None:
    assert not [p for p in unpacked(two_faced("ABCDEFGHIJKLMN", "ABCDEFGHIJKLMN"), force=False) if getattr(p, "ocr", None)]


def line(text: str, top: float, confidence: float = 0.95) -> Line:
    return Line(text, confidence, 0, top, 100, top + 20)


def test_slips_of_the_engine_are_forgiven_and_other_words_are_not() -> None:
    said = "关于青山水库除险加固工程的报告 二、坝高四十八点五米"
    slips = [line("关于青山水库除险加固工程的报告", 0), line("二、坝高四十人点五米", 30)]
    assert agreement(said, slips) > 0.8
    assert unsaid(said, slips) == []
    other = [line("另有内容写在这一页的画面之上", 0), line("二、坝高四十八点五米", 30)]
    assert agreement(said, other) < GROSS
    assert unsaid(said, other) == other[:1]


def test_what_is_seen_dimly_or_hardly_at_all_proves_nothing() -> None:
    assert agreement("甲", [line("另有内容写在这一页的画面之上", 0, 0.4)]) == 1.0
    assert agreement("甲", [line("印", 0)]) == 1.0


@pytest.mark.ocr
@needs_engine
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_lines_of_a_turned_page_are_read_from_its_top(turned: int) -> None:
    picture = Image.new("RGB", (1000, 700), "white")
    words = ["FIRST LINE OF ALL", "SECOND LINE HERE", "THIRD LINE BELOW"]
    for number, text in enumerate(words):
        ImageDraw.Draw(picture).text((60, 80 + 180 * number), text, font=ImageFont.load_default(64), fill="black")
    kept = io.BytesIO()
    picture.rotate(turned, expand=True, fillcolor="white").save(kept, "PNG")
    [segment] = see(kept.getvalue())
    assert isinstance(segment, Segment)
    assert [word for word in segment.text.replace(" ", "").split("\n") for word in word.split("\v")] == [
        word.replace(" ", "") for word in words
    ]


def test_a_few_guesses_are_specks_many_are_writing_that_was_not_read() -> None:
    assert not [p for p in _segments(GAP, [line("中", 0, 0.2)]) if isinstance(p, Gap)]
    [gap] = [p for p in _segments(GAP, [line("模糊不清的一行手写文字", 0, 0.3)]) if isinstance(p, Gap)]
    assert (gap.reason, english(gap)) == (GapReason.GARBLED, "ocr confidence 0.30")


def _table(rows, left=(0, 120, 300)):
    return [
        Line(text, 0.9, left[c], 100 + 30 * r, left[c] + 80, 120 + 30 * r)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if text
    ]


def test_cells_seen_one_by_one_are_a_table_by_where_they_stand():
    lines = [
        Line("控制点成果表", 0.9, 60, 20, 260, 45),
        *_table([["点名", "X", "Y"], ["G1", "3794512.3", ""], ["G2", "", "36589123.4"]]),
    ]
    assert reading(lines) == "控制点成果表\v点名\tX\tY\nG1\t3794512.3\t\nG2\t\t36589123.4"


def test_two_words_side_by_side_are_no_table():
    lines = [
        Line("000012", 0.9, 0, 0, 80, 20),
        Line("机密★10年", 0.9, 300, 0, 400, 20),
        Line("关于工作的报告", 0.9, 50, 60, 350, 85),
    ]
    assert "\t" not in reading(lines)
