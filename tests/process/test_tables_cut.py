"""Figures of a table: rounded, averaged month by month, or gone with their rows; whatever cannot be done so is said."""

from __future__ import annotations

import pytest

from outscan.process import Options, Work, process
from outscan.process.table import Found, coarsen, drop_rows, head_texts, monthly, named_columns, rounded, table_at
from outscan.process.task import LABEL
from outscan.tables import Cell
from outscan.types import Kind, Match, Segment, Span, Where, grid, spot
from process.made import INNOCENT, blob, docx_with, table_rows, xlsx_with


def segment(rows: list[list[str]]) -> Segment:
    laid = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return Segment(Where(("a.xlsx",)), *grid(spot("table", 1), laid))


def cells(rows: list[list[str]]) -> list[list[Cell]]:
    at, out = 0, []
    for number, row in enumerate(rows):
        line = []
        for column, text in enumerate(row):
            line.append(Cell(text, at, at + len(text), column, number))
            at += len(text) + 1
        out.append(line)
    return out


def put(cuts) -> list[str]:
    return [text for _, _, text in cuts]


@pytest.mark.parametrize(
    ("written", "precision", "left"),
    [
        ("117.123456", 0.01, "117.12"),
        ("−33.987", 0.1, "-34"),
        ("0.004", 0.01, "0"),
        ("3,442,242.358", 0.01, "3442000"),
        ("三千", 0.01, LABEL),
        ("117.1", 0.0, LABEL),
    ],
)
def test_figures_are_rounded_to_the_step_and_what_is_no_figure_goes(written, precision, left):
    assert rounded(written, precision) == left


def test_columns_are_rounded_and_names_stay():
    made = Found([], cells([["甲", "117.123456", ""], ["乙", "38.654321", "9"]]), {1, 2})
    assert put(coarsen(made, 0.01)) == ["117.12", "38.65", "9"]


def test_rows_go_with_their_title_and_a_table_without_a_head_says_so():
    rows = cells([["甲", "1"], ["乙", "2"]])
    assert put(drop_rows(Found([], rows, {1}, [Cell("成果表", 90, 93, 0, 0)]))) == [LABEL, LABEL, LABEL, "", ""]
    assert put(drop_rows(Found(rows[:1], rows[1:], {1}))) == ["", ""]


def test_days_without_a_date_and_words_among_figures_are_averaged_as_far_as_they_go():
    rows = cells([["2021-01-01", "缺测"], ["2021-01-02", "4"], ["合计", "9"], ["2021-02-01", "缺测"]])
    assert put(monthly(Found([], rows, {1}))) == ["2021-01", "4", "", "", "", "", "2021-02", LABEL]
    assert put(monthly(Found([], cells([["2021-01-01", "12000"], ["2021-01-02", "14001"]]), {1}))) == ["2021-01", "13000", "", ""]


def test_a_series_without_days_loses_its_columns():
    assert put(monthly(Found([], cells([["甲", "1.5"], ["乙", "2.5"]]), {1}))) == [LABEL, ""]


def test_a_place_outside_every_table_has_none():
    made = segment([["一句话"]])
    match = Match("table/x", Kind.TABLE, made.where, 0, (Span(0, 1),), "")
    assert table_at(made, match) == Found([], [], set())


def test_columns_are_named_by_what_heads_them():
    made = segment(table_rows(3))
    assert "高程H(m)" in list(head_texts(made))
    assert list(head_texts(Segment(Where(("a.txt",)), "高程"))) == []
    assert put(named_columns(made, ("高程H(m)",)))[0] == LABEL
    assert not list(named_columns(Segment(Where(("a.txt",)), "高程"), ("高程",)))


def processed(scanner, name: str, data: bytes, **more):
    return process(scanner, blob(name, data), Work(Options(**more), "out" + name[1:]))


def test_a_column_that_is_not_there_and_options_that_apply_to_nothing_are_said(scanner):
    data = docx_with(INNOCENT)
    assert any("电话" in why for why in processed(scanner, "a.docx", data, columns=("电话",)).refusals)
    assert any("--precision" in why for why in processed(scanner, "a.docx", data, precision=0.01).refusals)
    assert any("--aggregate" in why for why in processed(scanner, "a.docx", data, aggregate="month").refusals)


def test_a_named_column_is_cleared_whatever_was_found(scanner):
    data = xlsx_with([["姓名", "电话"], ["甲", "无"], ["乙", "无"]])
    result = processed(scanner, "a.xlsx", data, columns=("电话",))
    assert result.data is not None, result.refusals
    assert {change.technique for change in result.proof.changes} >= {"drop_column"}


def test_a_plan_alone_changes_nothing(scanner):
    data = docx_with("测区概况", table=table_rows())
    result = process(scanner, blob("a.docx", data), Work(Options(), "b.docx", dry_run=True))
    assert result.data is None
    assert result.planned
    assert all(count > 0 for _, _, count in result.planned)


def test_a_file_that_cannot_be_opened_is_refused(scanner, tmp_path):
    from outscan.types import Job

    result = Work(Options(), "b.docx")(scanner, Job(str(tmp_path / "gone.docx"), "gone.docx"), lambda _: None)
    assert result.data is None
    assert result.refusals
    (tmp_path / "a.txt").write_text(INNOCENT, "utf-8")
    assert Work(Options(), "b.txt")(scanner, Job(str(tmp_path / "a.txt"), "a.txt"), lambda _: None).data is not None


def test_whatever_a_format_trips_over_is_a_refusal(scanner):
    """Two members of one name: the scan reads them, no editor takes them apart."""
    import io
    import warnings
    import zipfile

    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", INNOCENT)
        archive.writestr("A.txt", INNOCENT)
    result = processed(scanner, "a.zip", out.getvalue())
    assert result.data is None
    assert result.refusals
