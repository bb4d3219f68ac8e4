"""The whole way: scan, plan, cut, scan again, prove."""

from __future__ import annotations

import io
import json
import re
import zipfile

import pytest

from outscan.config import Config
from outscan.process import Options, Work, process
from outscan.process.pipeline import code
from outscan.scanner import Scanner
from outscan.types import Action, Kind, Segment
from process.made import INNOCENT, MARK, WORK_MARK, blob, docx_with, odt_with, pdf_with, pptx_with, strings, table_rows, xlsx_with

GIVEN = Options(authority="虚保〔2026〕7号", reason="已批准公开", authority_sha256="ab" * 32)
RTF = (
    r"{\rtf1\ansi\ansicpg936{\info{\author Zhang}}"
    + "".join(f"\\u{ord(c)}?" for c in MARK)
    + r"\par "
    + "".join(f"\\u{ord(c) if ord(c) < 32768 else ord(c) - 65536}?" for c in INNOCENT)
    + r"\par}"
)
HTML = (
    f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>通知</title></head>"
    f"<body><p>{MARK}</p><p>{INNOCENT}</p></body></html>"
)


def zipped(name: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return out.getvalue()


def mail(body: str) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "资料", "a@example.cn", "b@example.org"
    message["Received"] = "from inner.example.cn by gate"
    message.set_content(body)
    message.add_attachment(
        docx_with(MARK, INNOCENT), maintype="application", subtype="vnd.openxmlformats-officedocument.wordprocessingml.document",
        filename="a.docx",
    )  # fmt: skip
    return message.as_bytes()


MARKED = {
    "a.docx": lambda: docx_with(MARK, INNOCENT),
    "a.xlsx": lambda: xlsx_with([[MARK], [INNOCENT]]),
    "a.pptx": lambda: pptx_with("合作方案", MARK, INNOCENT),
    "a.pdf": lambda: pdf_with(MARK, INNOCENT),
    "a.odt": lambda: odt_with(MARK, INNOCENT),
    "a.txt": f"{MARK}\r\n{INNOCENT}\r\n".encode,
    "b.txt": lambda: f"{MARK}\n{INNOCENT}\n".encode("gb18030"),
    "c.txt": lambda: f"\ufeff{MARK}\n{INNOCENT}\n".encode("utf-16-le"),
    "a.html": HTML.encode,
    "a.rtf": RTF.encode,
    "a.zip": lambda: zipped("内/a.docx", docx_with(MARK, INNOCENT)),
    "a.eml": lambda: mail(f"{MARK}\n{INNOCENT}\n"),
}


def done(scanner, name, data, options=GIVEN):
    return process(scanner, blob(name, data), Work(options, "out" + name[name.rindex(".") :]))


def said(scanner, name, data):
    """All that a reader is told of a file, line ends left out."""
    pieces = [piece.text for piece in scanner.read(blob(name, data)) if isinstance(piece, Segment)]
    return "".join(pieces).replace("\v", "").replace("\n", "")


@pytest.mark.parametrize("name", MARKED)
def test_a_mark_is_refused_without_authority_and_the_way_is_told(scanner, name):
    result = done(scanner, name, MARKED[name](), Options())
    assert result.data is None
    assert result.proof is None
    assert any("outscan form" in why and "--authority" in why for why in result.refusals)
    assert code(result) == 1


@pytest.mark.parametrize("name", MARKED)
def test_a_mark_with_authority_is_gone_and_a_person_must_confirm(scanner, name):
    result = done(scanner, name, MARKED[name]())
    assert result.data is not None, (result.refusals, result.remains)
    assert result.proof.residual == ()
    assert result.proof.action is Action.REVIEW
    assert result.proof.authority_sha256 == "ab" * 32
    assert code(result) == 3
    text = "".join(strings(result.data).split())
    assert MARK not in text
    again = scanner.scan(blob("out" + name[1:], result.data))
    assert not any(f.upheld for f in again.findings)
    assert not again.gaps


@pytest.mark.parametrize("name", MARKED)
def test_the_rest_of_the_text_is_still_there(scanner, name):
    result = done(scanner, name, MARKED[name]())
    assert INNOCENT in said(scanner, "out" + name[name.rindex(".") :], result.data)


def test_rich_text_leaves_no_numbers_of_the_characters_it_lost(scanner):
    made = done(scanner, "a.rtf", MARKED["a.rtf"]()).data.decode("latin-1")
    assert not any(f"u{ord(c)}?" in made for c in MARK if c not in INNOCENT)


def test_top_secret_is_refused_whatever_the_authority(scanner):
    result = done(scanner, "a.docx", docx_with("绝密★30年", INNOCENT))
    assert result.data is None
    assert "绝密" in result.refusals[0]


def test_an_authority_needs_its_reason_and_its_document(scanner):
    for given in (Options(authority="号"), Options(authority="号", reason="因"), Options(reason="因", authority_sha256="00")):
        assert done(scanner, "a.docx", docx_with(MARK), given).data is None


@pytest.mark.parametrize(
    "data",
    [
        lambda: xlsx_with([[INNOCENT]], hidden=MARK),
        lambda: xlsx_with([[INNOCENT]], comment=MARK),
        lambda: pptx_with("题", INNOCENT, notes=MARK),
    ],
    ids=["sheet", "comment", "notes"],
)
def test_dropping_what_carries_the_mark_counts_as_removing_it(scanner, data):
    name = "a.pptx" if b"ppt/" in data() else "a.xlsx"
    assert done(scanner, name, data(), Options()).data is None
    result = done(scanner, name, data())
    assert result.proof.action is Action.REVIEW
    assert MARK not in strings(result.data)


def test_a_work_secret_is_no_easier(scanner):
    assert done(scanner, "a.docx", docx_with(WORK_MARK, INNOCENT), Options()).data is None


def test_a_table_of_control_points_is_dropped_and_still_needs_a_person(scanner):
    for name, data in (
        ("a.docx", docx_with("测区概况", table=table_rows())),
        ("a.xlsx", xlsx_with([[float(c) if c[0].isdigit() else c for c in row] for row in table_rows()])),
        ("a.csv", "\n".join(",".join(row) for row in table_rows()).encode()),
    ):
        result = done(scanner, name, data, Options())
        assert result.data is not None, (name, result.refusals, result.remains)
        assert result.proof.action is Action.REVIEW, name
        text = strings(result.data)
        assert all(row[2] not in text and row[3] not in text for row in table_rows()[1:]), name
        assert "松鹤岭3" in said(scanner, "out" + name[1:], result.data)
        assert any("主管部门" in note for note in result.proof.notes)


def test_an_innocent_file_loses_its_properties_only(scanner):
    data = docx_with(INNOCENT)
    result = done(scanner, "a.docx", data, Options())
    assert result.proof.action is Action.RELEASE
    assert code(result) == 0
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(result.data)) as after:
        told = re.compile(rb' w:rsid\w*="\w*"')
        assert told.sub(b"", before.read("word/document.xml")) == after.read("word/document.xml")
        assert "python-docx" in before.read("docProps/core.xml").decode()
        assert "python-docx" not in after.read("docProps/core.xml").decode()


def test_hidden_things_stay_where_that_is_asked_for(scanner):
    data = docx_with(INNOCENT)
    assert done(scanner, "a.docx", data, Options(keep_hidden=True)).data is not None
    with zipfile.ZipFile(io.BytesIO(done(scanner, "a.docx", data, Options(keep_hidden=True)).data)) as after:
        assert "python-docx" in after.read("docProps/core.xml").decode()


def test_the_proof_never_holds_a_removed_word(scanner):
    result = done(scanner, "a.docx", docx_with(MARK, INNOCENT))
    assert MARK.encode() not in result.proof_json
    proof = json.loads(result.proof_json)
    assert proof["sha256_before"] != proof["sha256_after"]
    assert proof["made_with"]["rules"].startswith("sha256:")


def test_what_cannot_be_read_cannot_be_proved(scanner):
    """A picture nobody reads is a gap: nothing is processed, and the way forward is said."""
    from PIL import Image, ImageDraw

    drawn = Image.new("RGB", (400, 400), "white")
    ImageDraw.Draw(drawn).text((40, 180), "CONTROL POINTS 1987", fill="black")
    picture = io.BytesIO()
    drawn.save(picture, "PNG")
    result = done(scanner, "a.zip", zipped("图.png", picture.getvalue()), Options())
    assert result.data is None
    assert any("图.png" in why for why in result.refusals)


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.html"])
def test_hostile_strings_stay_as_they_are(scanner, name):
    hostile = "<script>alert(1)</script> =cmd|' /C calc'!A0 {{7*7}} &amp; \x1b[31m".replace(
        "\x1b", "" if name == "a.docx" else "\x1b"
    )
    made = {
        "a.docx": lambda: docx_with(MARK, hostile),
        "a.txt": f"{MARK}\n{hostile}\n".encode,
        "a.html": f"<html><body><p>{MARK}</p><p>{hostile.replace('<', '&lt;')}</p></body></html>".encode,
    }[name]()
    result = done(scanner, name, made)
    assert result.data is not None, (result.refusals, result.remains)
    before, after = strings(made), strings(result.data)
    for piece in ("=cmd|", "{{7*7}}", "alert(1)"):
        assert before.count(piece) == after.count(piece)


def test_residual_marks_need_a_declaration():
    from outscan.process.plan import RESIDUAL_KEY, make_plan
    from outscan.reading import Document
    from outscan.types import Advice, Coverage, Declaration, Finding, Level, Makings, Match, Report, Risk, Span, Verdict, Where

    match = Match("mark/exam", Kind.MARK, Where(("往年.txt",)), 0, (Span(0, 6),), "绝密★启用前")
    finding = Finding(
        "mark/exam",
        Kind.MARK,
        "marks",
        Level.TOP_SECRET,
        "考试标志",
        (),
        (match,),
        advice=Advice(Action.WITHHOLD),
        state="residual",
    )
    made = Makings("0", "r", "p", "m", "o", "2026-01-01")

    def report(*declared: Declaration) -> Report:
        return Report(
            "往年.txt",
            "往年.txt",
            "",
            0,
            "txt",
            (finding,),
            (),
            (),
            Coverage(),
            Risk(),
            Verdict(Action.REVIEW, ()),
            made,
            declared,
        )

    from datetime import date

    from outscan.fold import fold
    from outscan.reading import Reading
    from outscan.types import Segment

    segment = Segment(Where(("往年.txt",)), "绝密★启用前\n试题")
    document = Document("往年.txt", date(2026, 1, 1), [Reading(0, segment, fold(segment.text))])
    refused = make_plan(report(), document, Options())
    assert RESIDUAL_KEY in refused.refusals[0]
    allowed = make_plan(report(Declaration(RESIDUAL_KEY, answer=True, by="某人")), document, Options())
    assert allowed.refusals == []
    assert [w.quote for w in allowed.wanted] == ["绝密★启用前"]
    assert allowed.marks


def test_the_same_bytes_make_the_same_copy(scanner):
    for name in ("a.docx", "a.pdf", "a.xlsx"):
        data = MARKED[name]()
        assert done(scanner, name, data).data == done(scanner, name, data).data


def test_precision_is_reduced_where_it_is_asked_for():
    text = "测站位于东经117.123456度，北纬38.654321度。"
    scanner = Scanner.build(Config(ocr="off"))
    report, document = scanner.examine(blob("a.txt", text.encode()))
    from outscan.process.techniques import TECHNIQUES

    technique = next(t for t in TECHNIQUES if t.name == "reduce_precision")
    matches = [m for m in document.matches if m.rule.startswith("coordinates/")]
    assert report.type == "txt"
    for match in matches:
        for start, end, put in technique.cuts(document.readings[match.segment].segment, match, Options(precision=0.01)):
            assert float(put) == pytest.approx(float(document.readings[match.segment].segment.text[start:end]), abs=0.005)
    assert matches


SHEET = "拟提供1:2000地形图的图形文件（test.dwg），连续覆盖面积约80平方公里。"
TALK = "双方讨论了1:2000地形图的测制要求，连续覆盖面积约80平方公里。"


@pytest.mark.parametrize("technique", ["coarsen_scale", "replace_wording"])
def test_a_sentence_about_what_is_handed_over_is_not_made_vague(scanner, technique):
    """The drawing stays what it is, whatever its sentence says: change the product, not the sentence."""
    result = process(scanner, blob("a.docx", docx_with(SHEET)), Work(Options(techniques=(technique,)), "b.docx"))
    assert result.before.verdict.action > Action.RELEASE
    assert result.data is None
    assert any("改成果" in why for why in result.refusals)


def test_a_scale_is_redacted_unless_something_else_is_asked_for(scanner):
    result = process(scanner, blob("a.docx", docx_with(SHEET)), Work(Options(), "b.docx"))
    assert result.data is not None, result
    assert {change.technique for change in result.proof.changes} >= {"redact"}
    assert "coarsen_scale" not in {change.technique for change in result.proof.changes}


def test_precision_rounds_every_kind_of_table_that_holds_places(scanner):
    """Columns of a table whose kind is new to processing are rounded too: it asks for a trait, not for a name."""
    from outscan.process.techniques import TECHNIQUES
    from outscan.types import Match, Span, Where

    reduce = next(one for one in TECHNIQUES if one.name == "reduce_precision")
    for kind in ("positions", "gravity_points", "geoid_grid", "dem_grid", "control_points"):
        assert reduce.fits(Match(f"table/{kind}", Kind.TABLE, Where(("a",)), 0, (Span(0, 1),), "1"))
    for kind in ("name_list", "rating_curve", "of_a_unit"):
        assert not reduce.fits(Match(f"table/{kind}", Kind.TABLE, Where(("a",)), 0, (Span(0, 1),), "1"))


def test_a_sheet_of_an_open_document_is_emptied_where_that_is_asked_for(scanner):
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{v}</text:p></table:table-cell>" for v in row)
        + "</table:table-row>"
        for row in [*table_rows(), ["", "", "", "", "另注"]]
    )
    names = {"office": "office", "table": "table", "text": "text"}
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}><office:body><office:spreadsheet>'
        f'<table:table table:name="成果">{cells}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
    result = process(scanner, blob("a.ods", out.getvalue()), Work(Options(techniques=("drop_sheet",)), "b.ods"))
    assert result.data is not None, (result.refusals, result.remains)
    assert "drop_sheet" in {change.technique for change in result.proof.changes}
    with zipfile.ZipFile(io.BytesIO(result.data)) as made:
        assert "另注" not in made.read("content.xml").decode()


def test_a_sheet_is_emptied_where_that_is_asked_for(scanner):
    data = xlsx_with([*table_rows(), ["", "", "", "", "另注"]])
    result = process(scanner, blob("a.xlsx", data), Work(Options(techniques=("drop_sheet",)), "b.xlsx"))
    assert result.data is not None, (result.refusals, result.remains)
    assert "drop_sheet" in {change.technique for change in result.proof.changes}
    with zipfile.ZipFile(io.BytesIO(result.data)) as made:
        assert "另注" not in "".join(made.read(name).decode("utf-8", "replace") for name in made.namelist())
