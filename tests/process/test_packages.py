# ruff: noqa: E501 - markup reads best on one line
"""Documents and presentations: what is hidden in them leaves with everything that showed it; what stays is what it was."""

from __future__ import annotations

import io
import zipfile

import pytest

from outscan.nouns import replace
from outscan.process import Options, Work, process
from outscan.process.convert import converted
from outscan.process.formats import edit
from outscan.process.plan import make_plan
from outscan.process.task import Task, Wanted
from outscan.types import Action, Advice, Finding, Kind, Level, Match, Span, Where, because
from process.made import INNOCENT, MARK, blob, docx_with, edited, pptx_with, table_rows, xlsx_with

WORD = "青鸾计划"
SEVEN = b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24)
GIVEN = Options(authority="虚保〔2026〕7号", reason="已批准公开", authority_sha256="ab" * 32)


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}


def with_parts(data: bytes, **more: bytes) -> bytes:
    """The package with further parts, `__` in a name standing for `/`; a part that is there is replaced."""
    named = {name.replace("__", "/").replace("_dot_", "."): inner for name, inner in more.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            if info.filename not in named:
                after.writestr(info, before.read(info.filename))
        for name, inner in named.items():
            after.writestr(name, inner)
    return out.getvalue()


def word(*inside: str) -> str:
    """The body of a document, of the mark-up `inside`, after processing without anything wanted."""
    data = edited(docx_with("前文。"), "word/document.xml", "<w:p>", "".join(inside) + "<w:p>")
    return parts(edit(blob("a", data), "docx", Task(Options(), [])))["word/document.xml"]


def row(said: str, look: str = "") -> str:
    return f"<w:tr>{look}<w:tc><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:tc></w:tr>"


@pytest.mark.parametrize(
    "look", ["<w:trPr><w:del w:id='1' w:author='x'/></w:trPr>", "<w:trPr><w:hidden/></w:trPr>"], ids=["deleted", "hidden"]
)
def test_rows_that_are_deleted_or_hidden_go_and_a_table_of_none_goes_with_them(look):
    made = word(f"<w:tbl>{row('留下的行')}{row('走的行', look)}</w:tbl>", f"<w:tbl>{row('独行', look)}</w:tbl>")
    assert "留下的行" in made
    assert not any(gone in made for gone in ("走的行", "独行"))
    assert made.count("<w:tbl>") == 1


def test_hidden_marks_of_paragraphs_are_no_runs_and_web_text_is_no_secret():
    made = word(
        "<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:webHidden/></w:rPr><w:t>页码</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>可见</w:t></w:r></w:p>"
    )
    assert "页码" in made
    assert "可见" in made


def test_values_a_document_keeps_for_itself_and_its_sittings_go():
    settings = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docVars><w:docVar w:name="k" w:val="v"/></w:docVars><w:rsids><w:rsid w:val="00A1"/></w:rsids><w:zoom w:percent="90"/></w:settings>'
    data = with_parts(docx_with(INNOCENT), word__settings_dot_xml=settings.encode())
    made = parts(edit(blob("a", data), "docx", Task(Options(), [])))["word/settings.xml"]
    assert not any(gone in made for gone in ("docVar", "rsid"))
    assert "zoom" in made


def test_hidden_slides_go_with_their_notes_and_other_notes_are_emptied():
    from pptx import Presentation

    deck = Presentation(io.BytesIO(pptx_with("首页", INNOCENT, notes="提示一句")))
    second = deck.slides.add_slide(deck.slide_layouts[5])
    second.shapes.title.text = "藏着的页"
    second.notes_slide.notes_text_frame.text = "藏着的提示"
    second._element.set("show", "0")
    out = io.BytesIO()
    deck.save(out)
    asked = Task(Options(), [])
    whole = "".join(parts(edit(blob("a", out.getvalue()), "pptx", asked)).values())
    assert not any(gone in whole for gone in ("藏着的", "提示一句"))
    assert INNOCENT in whole
    kept = "".join(parts(edit(blob("a", out.getvalue()), "pptx", Task(Options(keep_hidden=True), []))).values())
    assert "藏着的提示" in kept


RELATION = '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/oleObject" Target="../embeddings/x.7z"/></Relationships>'
FRAME = "<p:graphicFrame><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></p:graphicFrame>"
OBJECT = '<p:oleObj r:id="rIdX" name="附件对象"/>'


@pytest.mark.parametrize(
    "shown",
    [
        FRAME.format(OBJECT),
        f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="v">{FRAME.format(OBJECT)}</mc:Choice></mc:AlternateContent>',
        OBJECT,
    ],
    ids=["frame", "choice", "bare"],
)
def test_an_embedded_file_that_must_be_cut_and_cannot_goes_with_what_shows_it(shown):
    data = edited(pptx_with("题", INNOCENT), "ppt/slides/slide1.xml", "</p:spTree>", f"{shown}</p:spTree>")
    data = edited(data, "ppt/slides/_rels/slide1.xml.rels", "</Relationships>", RELATION)
    data = with_parts(data, ppt__embeddings__x_dot_7z=SEVEN, ppt__embeddings__empty_dot_bin=b"")
    wanted = Wanted(Where(("a", "ppt/embeddings/x.7z")), WORD)
    made = parts(edit(blob("a", data), "pptx", Task(Options(), [wanted])))
    assert "ppt/embeddings/x.7z" not in made
    assert not any(gone in made["ppt/slides/slide1.xml"] for gone in ("附件对象", "graphicFrame", "AlternateContent"))
    assert INNOCENT in made["ppt/slides/slide1.xml"]
    still = parts(edit(blob("a", data), "pptx", Task(Options(), [])))
    assert "附件对象" in still["ppt/slides/slide1.xml"]


def test_words_before_a_change_and_after_it_are_both_looked_for():
    change = "<w:p><w:r><w:t>青</w:t></w:r><w:del w:id='1' w:author='x'><w:r><w:delText>鸾计</w:delText></w:r></w:del><w:ins w:id='2' w:author='x'><w:r><w:t>龙</w:t></w:r></w:ins><w:r><w:t>划</w:t></w:r></w:p>"
    data = edited(docx_with("前文。"), "word/document.xml", "<w:p>", change + "<w:p>")
    wanted = Wanted(Where(("a",)), WORD, everywhere=True)
    made = parts(edit(blob("a", data), "docx", Task(Options(keep_hidden=True), [wanted])))["word/document.xml"]
    assert "鸾计" not in made
    assert "龙" in made


def processed(scanner, name: str, data: bytes, options: Options):
    return process(scanner, blob(name, data), Work(options, "out" + name[name.rindex(".") :]))


def test_places_are_rounded_first_and_what_is_still_found_is_deleted_and_said(scanner):
    data = "\n".join(",".join(line) for line in table_rows(14)).encode()
    result = processed(scanner, "a.csv", data, Options(precision=0.01))
    assert result.data is not None, (result.refusals, result.remains)
    assert b"3442242.358" not in result.data
    assert not any(finding.upheld for finding in scanner.scan(blob("out.csv", result.data)).findings)
    assert {change.technique for change in result.proof.changes} == {"reduce_precision", "drop_column"}
    assert any("余下" in note for note in result.proof.notes)


def test_a_mark_that_comes_to_light_later_is_refused_like_the_first(scanner):
    """A marked member inside a package: nothing of it is processed away without an approval, whichever step meets it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("甲.docx", docx_with(MARK, INNOCENT))
        archive.writestr("乙.xlsx", xlsx_with([[INNOCENT]]))
    assert processed(scanner, "a.zip", out.getvalue(), Options()).refusals
    done = processed(scanner, "a.zip", out.getvalue(), GIVEN)
    assert done.data is not None, (done.refusals, done.remains)
    assert MARK not in "".join(parts(done.data).values())


def test_a_mark_in_the_name_alone_is_gone_with_the_name_of_the_copy(scanner):
    result = processed(scanner, f"{MARK}.docx", docx_with(INNOCENT), GIVEN)
    assert [finding.rule for finding in result.before.findings] == ["mark/state-secret"]
    assert result.proof.action is Action.REVIEW
    assert result.proof.residual == ()


REFUSED = {
    "fingerprint": (Kind.FINGERPRINT, None, "登记"),
    "item": (Kind.ITEM, Advice(Action.PROCESS), "处理"),
    "withheld": (Kind.ITEM, Advice(Action.WITHHOLD, ("redact",)), "不得"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_no_technique_makes_safe_is_refused_with_its_reason(scanner, name):
    kind, advice, said = REFUSED[name]
    report, document = scanner.examine(blob("a.txt", INNOCENT.encode()))
    match = Match("x/1", kind, Where(("a.txt",)), 0, (Span(0, 4),), INNOCENT[:4])
    finding = Finding("x/1", kind, "d", Level.SECRET, "某事项", (), (match,), advice=advice)
    dismissed = replace(finding, dismissed=because("mention.listed"))
    plan = make_plan(replace(report, findings=(dismissed, finding)), document, Options())
    [why] = plan.refusals
    assert said in why
    assert plan.wanted == []


def test_what_needs_no_conversion_is_handed_on_as_it_is(scanner, tmp_path):
    plain = tmp_path / "a.txt"
    plain.write_text(INNOCENT, "utf-8")
    for path in (str(plain), str(tmp_path / "gone.doc")):
        job, notes = converted(path, None, scanner)
        assert (job.path, job.data, notes) == (path, None, ())


def test_an_old_document_is_converted_only_under_the_name_of_the_new_format(scanner, tmp_path):
    from extract.test_doc import word as old

    path = tmp_path / "a.doc"
    path.write_bytes(old({"text": f"{INNOCENT}\r"}))
    job, notes = converted(str(path), str(tmp_path / "b.doc"), scanner)
    assert (job.data, notes) == (None, ())
