"""What is handed on: registers, what two runs differ in, the overview."""

from __future__ import annotations

import csv
import json
import zipfile

import openpyxl
import pytest

from batch.made import HANDED, MARKED, PLAIN, package, run
from outscan.batch.exports import EXPORTS
from outscan.batch.exports.changes import write as write_changes
from outscan.batch.exports.drawing import bars
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.rows import gravest
from outscan.types import Action, Level
from outscan.words import Words

CANARY = "金丝雀栖云阁九七三"
FILES = {**HANDED, "甲/b.txt": MARKED + CANARY}


@pytest.fixture
def done(tmp_path):
    source = package(tmp_path / "p", FILES)
    told = run(tmp_path / "l.db", source)
    return tmp_path / "l.db", source, told


def export(ledger, form, target):
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        EXPORTS[form](link, find_run(link), target)
    return target


def test_jsonl_has_a_row_for_everything(done, tmp_path):
    lines = [json.loads(line) for line in export(done[0], "jsonl", tmp_path / "o.jsonl").read_text("utf-8").splitlines()]
    assert len(lines) == done[2]["found"]
    assert {line["path"].rpartition("/")[2]: line["action"] for line in lines}["绝密★30年 纪要.txt"] == "withhold"
    assert all(line["clauses"] for line in lines)


def test_csv_opens_in_excel_and_nothing_in_it_acts(done, tmp_path):
    data = export(done[0], "csv", tmp_path / "o.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert len(lines) == done[2]["found"] + 1
    assert not any(cell.startswith(("=", "+", "-", "@")) for line in lines for cell in line)


def test_the_workbook_is_the_same_twice_and_holds_no_formula(done, tmp_path):
    first, second = (export(done[0], "xlsx", tmp_path / f"{n}.xlsx").read_bytes() for n in "12")
    assert first == second
    with zipfile.ZipFile(tmp_path / "1.xlsx") as book:
        sheets = b"".join(book.read(name) for name in book.namelist() if "worksheets/" in name)
        assert b"<f>" not in sheets
        assert b"autoFilter" in sheets
        assert b'orientation="landscape"' in sheets
        assert b'state="frozen"' in sheets
        assert "台账".encode() in book.read("xl/workbook.xml")
    assert not list(tmp_path.glob(".*"))


def test_a_row_of_a_register_shows_the_whole_of_its_reasons(done, tmp_path):
    book = openpyxl.load_workbook(export(done[0], "xlsx", tmp_path / "o.xlsx"))
    page = book["台账"]
    head = [cell.value for cell in page[1]]
    long = max(page.iter_rows(min_row=2), key=lambda row: len(row[head.index("理由和依据")].value or ""))
    assert all(long[head.index(name)].alignment.wrap_text for name in ("路径", "理由和依据"))
    assert not long[head.index("SHA-256")].alignment.wrap_text
    assert page.row_dimensions[long[0].row].height > 20
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.print_title_rows) == ("landscape", 9, "$1:$1")


def test_a_size_is_a_whole_number_however_large(done, tmp_path):
    page = openpyxl.load_workbook(export(done[0], "xlsx", tmp_path / "o.xlsx"))["台账"]
    size = next(cell for cell in page[1] if cell.value == "大小（字节）")
    assert {page.cell(row, size.column).number_format for row in range(2, page.max_row + 1)} == {"0"}
    assert page.column_dimensions[size.column_letter].width >= len(str(10 << 30))


def test_the_summary_says_for_whom_how_many_and_why_not(done, tmp_path):
    page = openpyxl.load_workbook(export(done[0], "xlsx", tmp_path / "o.xlsx"))["汇总表"]
    rows_ = [[cell.value for cell in row if cell.value is not None] for row in page.iter_rows()]
    assert str(done[1]) in rows_[1]
    assert "2026-06-01" in rows_[2][0]
    assert ["合计", 6, 3, 0, 1, 1, 1] in rows_
    assert any(row[0] == "未检原因" for row in rows_ if row)
    levels = [row[0] for row in rows_ if row and row[0] in {"疑似绝密", "疑似机密", "无"}]
    assert levels[-3:] == ["疑似绝密", "疑似机密", "无"]  # the gravest first


def test_the_gravest_stand_first(done):
    with open_ledger(done[0], writable=False) as store, store.read() as link:
        found = gravest(link, find_run(link), 10)
    ranks = [(Action(row.action), Level(row.level)) for row in found]
    assert ranks == sorted(ranks, reverse=True)
    assert [row.action for row in found] == ["withhold", "escalate", "review"]


def test_the_workbook_splits_at_the_limit(done, tmp_path, monkeypatch):
    monkeypatch.setattr("outscan.batch.exports.workbook.MOST_ROWS", 2)
    with zipfile.ZipFile(export(done[0], "xlsx", tmp_path / "o.xlsx")) as book:
        assert book.read("xl/workbook.xml").decode().count("台账") >= 3


def test_the_overview_draws_links_and_quotes_nothing(done, tmp_path):
    page = export(done[0], "html", tmp_path / "html") / "index.html"
    text = page.read_text("utf-8")
    assert text.count("<svg") == 6  # five drawings and what their colours mean
    assert "<script" not in text
    assert "default-src 'none'" in text.replace("&#x27;", "'")
    linked = [part.partition('"')[0] for part in text.split('href="')[1:]]
    assert linked
    assert all((tmp_path / "html" / one).is_file() for one in linked)


def test_no_word_of_a_document_is_in_the_ledger_or_an_export(done, tmp_path):
    for form in EXPORTS:
        export(done[0], form, tmp_path / f"out-{form}")
    made = [path for path in tmp_path.rglob("*") if path.is_file() and path.relative_to(tmp_path).parts[0] != "p"]
    assert any(path.name.startswith("l.db") for path in made)
    for path in made:
        data = path.read_bytes()
        assert CANARY.encode() not in data, path
        assert CANARY.encode().hex().encode() not in data, path


def test_few_bars_are_drawn_and_the_rest_is_one():
    drawn = bars([(f"<{n}>", {"release": n}) for n in range(1, 40)], Words(), "…")
    assert drawn.count("<text") == 30
    assert "<1>" not in drawn


def test_what_differs_is_a_workbook_the_same_twice(done, tmp_path, monkeypatch):
    ledger, source, _ = done
    (source / "甲" / "a.txt").write_text(MARKED)
    (source / "=new.txt").write_text(PLAIN)
    (source / "bad.docx").unlink()
    run(ledger, source)
    made = []
    for number in (1, 2, 3):
        if number == 3:
            monkeypatch.setattr("outscan.batch.exports.changes.MOST_ROWS", 2)
        with open_ledger(ledger, writable=False) as store, store.read() as link:
            told = write_changes(link, find_run(link, 1), find_run(link, 2), tmp_path / f"{number}.xlsx")
        assert told == {"changed": 1, "new": 1, "gone": 1}
        made.append(tmp_path / f"{number}.xlsx")
    assert made[0].read_bytes() == made[1].read_bytes()
    page = openpyxl.load_workbook(made[0])["两次运行对比"]
    rows_ = [[cell.value for cell in row] for row in page.iter_rows(min_row=2, max_row=4)]
    assert {(row[0], row[2], row[3]) for row in rows_} == {
        ("结论改变", "放行", "报批"),
        ("新增", "–", "放行"),
        ("消失", "人工复核", "–"),
    }
    assert all(cell.data_type != "f" for row in page.iter_rows() for cell in row)
    assert (page.page_setup.orientation, page.page_setup.paperSize, page.freeze_panes) == ("landscape", 9, "C2")
    assert [cell.value for cell in page["A"]][-1] == "未变 4"
    assert len(openpyxl.load_workbook(made[2]).sheetnames) == 2
