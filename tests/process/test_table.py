"""Figures rounded, columns dropped, series by month."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.process import Options, Work, process
from outscan.process.table import Found, drop_columns, monthly, named_columns, rounded, table_at
from outscan.process.task import LABEL
from outscan.tables import rows
from outscan.types import Kind, Match, Segment, Span, Where, grid, spot
from process.made import INNOCENT, blob, docx_with, shared_with, strings, table_rows, xlsx_with


def segment(rows: list[list[str]]) -> Segment:
    laid = [(r, c, text) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return Segment(Where(("a.xlsx",)), *grid(spot("table", 1), laid))


def found(made: Segment, row: int = 1) -> Found:
    first = next(c for line in rows(made) for c in line if c.row == row)
    return table_at(made, Match("table/x", Kind.TABLE, made.where, 0, (Span(first.start, first.end),), ""))


def applied(made: Segment, cuts) -> str:
    text = made.text
    for start, end, put in sorted(cuts, reverse=True):
        text = text[:start] + put + text[end:]
    return text


@given(st.decimals(-180, 180, places=6), st.sampled_from([0.01, 0.1, 0.5]))
def test_degrees_are_rounded_to_a_multiple_of_the_step(number, step):
    made = Decimal(rounded(str(number), step))
    assert made % Decimal(str(step)) == 0
    assert abs(made - number) <= Decimal(str(step)) / 2


def test_metres_are_rounded_to_a_kilometre_for_a_hundredth_of_a_degree():
    assert rounded("3442242.358", 0.01) == "3442000"
    assert rounded("117°7′30″", 0.01) == LABEL


def test_the_columns_of_figures_go_and_names_stay():
    made = segment(table_rows(5))
    text = applied(made, drop_columns(found(made)))
    assert text.split("\n")[0] == f"点名\t等级\t{LABEL}\t{LABEL}\t{LABEL}"
    assert text.split("\n")[1] == "松鹤岭0\t二等\t\t\t"
    assert not any(row[2] in text for row in table_rows(5)[1:])


def test_numbers_of_rows_are_no_figures():
    made = segment([["序号", "流量"], *[[str(i), f"{i * 3.7:.1f}"] for i in range(1, 6)]])
    assert found(made).columns == {1}


def test_days_become_months():
    days = [[f"2021-{m:02d}-{d:02d}", f"{m * 100 + d}"] for m in (1, 2) for d in (1, 2, 3)]
    made = segment([["日期", "流量"], *days])
    lines = applied(made, monthly(found(made))).split("\n")
    assert lines[1] == "2021-01\t102"
    assert lines[4] == "2021-02\t202"
    assert lines[2].strip() == lines[3].strip() == ""


def test_a_column_is_dropped_by_its_name():
    made = segment([["姓名", "电话"], ["甲", "1"], ["乙", "2"]])
    assert applied(made, named_columns(made, ("电话",))) == f"姓名\t{LABEL}\n甲\t\n乙\t"


TITLE = "松鹤岭控制点成果表"


def csv_with(rows):
    return "\n".join(",".join(row) for row in rows).encode("utf-8-sig")


def docx_of_rows(rows):
    lines = [row[0] for row in rows if len(row) == 1]
    return docx_with(*lines, table=[row for row in rows if len(row) > 1])


@pytest.mark.parametrize(
    ("name", "make"), [("a.xlsx", xlsx_with), ("b.xlsx", shared_with), ("a.csv", csv_with), ("a.docx", docx_of_rows)]
)
@pytest.mark.parametrize(
    "above", [[[INNOCENT]], [[INNOCENT], ["单位：米；仅供练习。"]], [[TITLE], [INNOCENT]]], ids=["one", "two", "titled"]
)
def test_a_sentence_above_a_table_stays_and_its_title_goes(scanner, name, make, above):
    result = process(scanner, blob(name, make([*above, *table_rows()])), Work(Options(), "out" + name[1:]))
    assert result.data is not None, (result.refusals, result.remains)
    left = strings(result.data)
    assert INNOCENT in left
    assert TITLE not in left
    assert "松鹤岭3" in left
    assert not any(row[2] in left for row in table_rows()[1:])
