"""Edits inside the parts of a package: formatting kept, everything else byte for byte."""

from __future__ import annotations

import io
import re
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.limits import Budget
from outscan.process.formats import edit
from outscan.process.markup import Markup
from outscan.process.package import Archive
from outscan.process.task import LABEL, Options, Task, Wanted
from outscan.types import HiddenKind, Where
from process.made import INNOCENT, MARK, blob, docx_of_runs, docx_with, edited, shared_with, xlsx_with


def task(*quotes: str, keep: bool = True, **more) -> Task:
    wanted = [Wanted(Where(("a",)), quote, everywhere=True) for quote in quotes]
    return Task(Options(keep_hidden=keep), wanted, **more)


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def test_words_across_runs_are_cut_and_every_run_keeps_its_look():
    bold, red = "<w:rPr><w:b/></w:rPr>", '<w:rPr><w:color w:val="FF0000"/></w:rPr>'
    data = docx_of_runs(("密级：", ""), ("机", bold), ("密★1", red), ("0年", ""), ("，以下正文", bold))
    made = part(edit(blob("a", data), "docx", task(MARK)), "word/document.xml")
    before = re.sub(r' w:rsid\w*="\w*"', "", part(data, "word/document.xml"))
    assert f'{bold}<w:t xml:space="preserve">{LABEL}</w:t>' in made
    assert re.sub("机|密★1|0年", "", before) == made.replace(LABEL, "")


def test_members_that_are_not_touched_are_the_bytes_they_were():
    data = docx_with(MARK, INNOCENT)
    made = edit(blob("a", data), "docx", task(MARK))
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(made)) as after:
        assert before.namelist() == after.namelist()
        changed = [n for n in before.namelist() if before.read(n) != after.read(n)]
        assert set(changed) == {"word/document.xml", "docProps/app.xml", "docProps/core.xml"}
        for a, b in zip(before.infolist(), after.infolist(), strict=True):
            assert a.compress_type == b.compress_type
            if a.filename not in changed:
                assert (a.compress_size, a.CRC) == (b.compress_size, b.CRC)


def test_tracked_changes_are_accepted_and_comments_leave_with_their_anchors():
    data = docx_with("前文。")
    ins = '<w:ins w:id="1" w:author="甲"><w:r><w:t>新增句。</w:t></w:r></w:ins>'
    gone = '<w:del w:id="2" w:author="甲"><w:r><w:delText>旧句删去。</w:delText></w:r></w:del>'
    anchor = '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:commentRangeEnd w:id="0"/>'
    data = edited(data, "word/document.xml", "前文。</w:t></w:r>", f"前文。</w:t></w:r>{ins}{gone}{anchor}")
    made = part(edit(blob("a", data), "docx", task(keep=False)), "word/document.xml")
    assert "新增句。" in made
    assert "旧句" not in made
    assert "w:ins" not in made
    assert "comment" not in made
    Markup(made.encode())


def test_hidden_runs_go():
    data = docx_of_runs(("看得见", ""), ("藏起来的话", "<w:rPr><w:vanish/></w:rPr>"))
    made = part(edit(blob("a", data), "docx", task(keep=False)), "word/document.xml")
    assert "藏起来" not in made
    assert "看得见" in made


def test_a_cell_alone_is_cut_where_another_shows_the_same_string():
    data = shared_with([["共同文字", 1], ["共同文字", 2]])
    one = Wanted(Where(("a",)), "共同文字", cell=("成果", 1, 0), place="共同文字", at=0)
    made = edit(blob("a", data), "xlsx", Task(Options(keep_hidden=True), [one]))
    from openpyxl import load_workbook

    sheet = load_workbook(io.BytesIO(made)).active
    assert sheet["A1"].value == "共同文字"
    assert sheet["A2"].value == LABEL


def test_a_shared_string_nobody_shows_any_more_is_emptied():
    data = shared_with([["只有一处", 1], ["别的", 2]])
    one = Wanted(Where(("a",)), "只有一处", cell=("成果", 0, 0), place="只有一处", at=0)
    made = edit(blob("a", data), "xlsx", Task(Options(), [one]))
    assert "只有一处" not in part(made, "xl/sharedStrings.xml")
    from openpyxl import load_workbook

    assert load_workbook(io.BytesIO(made)).active["A1"].value == LABEL


def test_a_hidden_sheet_goes_with_everything_that_speaks_of_it():
    data = xlsx_with([["看得见"]], hidden="藏起来的一页", formula="=旧稿!A1")
    made = edit(blob("a", data), "xlsx", task(keep=False))
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(made))
    assert book.sheetnames == ["成果"]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any("藏起来".encode() in archive.read(n) or "旧稿!".encode() in archive.read(n) for n in archive.namelist())


def test_a_formula_goes_with_the_value_that_was_cut():
    data = edited(
        xlsx_with([[1, 2]]),
        "xl/worksheets/sheet1.xml",
        '<c r="B1" t="n"><v>2</v></c>',
        '<c r="B1"><f>A1*345.678</f><v>345.678</v></c>',
    )
    one = Wanted(Where(("a",)), "345.678", cell=("成果", 0, 1), place="345.678", at=0, text="")
    made = part(edit(blob("a", data), "xlsx", Task(Options(), [one])), "xl/worksheets/sheet1.xml")
    assert "<f>" not in made
    assert "345.678" not in made


def test_hidden_words_that_also_stand_in_plain_sight_are_left():
    told = task(keep=False, hidden=[(HiddenKind.WHITE_TEXT, Where(("a",)), "同一句话")], visible="同一句话")
    assert told.unseen(("a",), HiddenKind.WHITE_TEXT) == []


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(
        st.text("abc/", min_size=1, max_size=6).filter(lambda n: not n.endswith("/")),
        st.binary(max_size=80),
        min_size=1,
        max_size=5,
    )
)
def test_an_archive_packed_again_holds_what_it_held(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    packed = Archive.open(out.getvalue(), Budget()).packed()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {n: archive.read(n) for n in archive.namelist()} == members
