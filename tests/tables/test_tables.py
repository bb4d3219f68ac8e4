"""The one reader of tables: rows, blocks, tables turned round, records told by labels, figures in all their writings."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.tables import Lines, Rows, blocks, records, rows, turned
from outscan.tables.figures import angle, figure, packed
from outscan.types import Part, Segment, Where, grid, spot

POINTS = (
    ("JZ01", "3794512.345", "36589123.456"),
    ("JZ02", "3795310.118", "36590277.902"),
    ("JZ03", "3796044.870", "36588410.237"),
)


def sheet(lines):
    cells = [(r, c, text) for r, line in enumerate(lines) for c, text in enumerate(line) if text]
    return Segment(Where(("a.xlsx",), Part.TABLE), *grid(spot("table"), cells, "A1"))


def text(words):
    return Segment(Where(("a.txt",)), words)


@pytest.mark.parametrize(
    ("written", "degrees", "metres"),
    [
        ("30°12′12.1234″", 30.2033676, 0.00308),
        ("30-12-12.1234", 30.2033676, 0.00308),
        ("30:12:12.1", 30.2033611, 3.08),
        ("30 12 12.1234", 30.2033676, 0.00308),
        ("N30.203367", 30.203367, 0.111),
        ("104.085219E", 104.085219, 0.111),
        ("北纬30°12′12.1″", 30.2033611, 3.08),
        ("30°12.3456′", 30.20576, 0.185),
    ],
)
def test_angles_in_every_writing(written, degrees, metres):
    found = angle(written)
    assert found is not None
    assert found[0] == pytest.approx(degrees, abs=1e-6)
    assert found[1] == pytest.approx(metres, rel=0.01)


@pytest.mark.parametrize("written", ["08:30:15", "2024-05-06", "12-11-20", "30.5", "10-12", "3.14"])
def test_times_dates_and_plain_figures_are_no_angles(written):
    assert angle(written) is None


def test_packed_degrees():
    assert packed("301212.12345")[0] == pytest.approx(30.2033676, abs=1e-6)
    assert packed("1040506.789")[0] == pytest.approx(104.0852192, abs=1e-6)
    assert packed("306112.1") is None
    assert packed("30121.5") is None


@pytest.mark.parametrize("written", ["3 794 512.345", "3,794,512.345", "3\u00a0794\u00a0512.345", "3'794'512.345", "3794512.345"])
def test_parted_thousands_are_one_figure(written):
    assert figure(written) == 3794512.345


@given(st.text(st.sampled_from("12.,;|\t\n\v点名 \u3000"), max_size=80))
def test_every_cell_is_the_text_s_own(words):
    made = text(words)
    for row in rows(made):
        for cell in row:
            assert made.text[cell.start : cell.end] == cell.text


def test_a_table_that_runs_from_left_to_right():
    made = sheet([["点名", *(p[0] for p in POINTS)], ["X", *(p[1] for p in POINTS)], ["Y", *(p[2] for p in POINTS)]])
    (block,) = blocks(made)
    other = turned(block)
    assert other is not None
    assert [cell.text for cell in other.header[0]] == ["点名", "X", "Y"]
    assert [cell.text for cell in other.rows[1]] == list(POINTS[1])


def test_a_table_of_rows_is_not_turned_round():
    (block,) = blocks(sheet([["点名", "X", "Y"], *POINTS]))
    assert turned(block) is None


@pytest.mark.parametrize(
    "words",
    [
        "\n".join(f"{n} N={x} E={y}" for n, x, y in POINTS),
        "\n\n".join(f"点名：{n}\n等级：二等\n纵坐标X：{x}\n横坐标Y：{y}" for n, x, y in POINTS),
        "\n".join(f"Name: {n}; Northing: {x}; Easting: {y}" for n, x, y in POINTS),
    ],
)
def test_records_told_by_labels(words):
    (block,) = records(text(words))
    assert block.count == 3
    assert [[cell.text for cell in row if cell.text in POINTS[i]] for i, row in enumerate(block.rows)] == [
        list(p) for p in POINTS
    ]


def test_cards_over_cells():
    made = sheet([line for n, x, y in POINTS for line in (["点名", n, "等级", "二等"], ["X坐标", x, "Y坐标", y])])
    (block,) = records(made)
    assert block.count == 3


@pytest.mark.parametrize("words", ["时间：12:30 地点：会议室", "a=12, b=13", "价格: 12 数量: 30 合计: 360", "X=1 alone"])
def test_other_labels_are_no_records(words):
    assert not list(records(text(words)))


CELLS = st.sampled_from(
    ["", "12.5", "-3", "1,024", "30°12′12.1″", "2026-01-31", "JZ01", "甲", "点名", " 7 ", "8%", "两\n行", "a\tb", "元"]
)
LINES = st.lists(st.lists(CELLS, min_size=1, max_size=5), min_size=1, max_size=12)


@given(LINES, st.integers(1, 14))
def test_rows_of_a_grid_cut_when_asked_for_are_its_rows(lines, most):
    segment = sheet(lines)
    asked = Lines.first(segment, most)
    assert [asked[number] for number in range(len(asked))] == list(rows(segment))[:most]
    unit = re.compile(r"(?<![^\t\n])元(?![^\t\n])")
    met = {number for number in range(len(asked)) if any(cell.text == "元" for cell in asked[number])}
    assert met <= set(asked.holding(unit))


@given(LINES)
def test_rows_that_are_only_counted_count_as_if_they_were_kept(lines):
    """A block of which one row is kept is the block of which all are, its rows aside."""
    segment = sheet(lines)
    kept, counted = list(blocks(segment, 100)), list(blocks(segment, 1))
    assert [(one.header, one.title, one.count, one.stop, one.rows[:1]) for one in kept] == [
        (one.header, one.title, one.count, one.stop, one.rows) for one in counted
    ]


@given(LINES, st.integers(0, 9))
def test_rows_that_several_ask_for_are_the_same_for_each(lines, first):
    segment = sheet(lines * 40)
    shared, whole = Rows(segment), list(rows(segment))
    assert [row for row, _ in zip(shared, range(first), strict=False)] == whole[:first]
    assert list(shared) == whole
    assert list(shared) == whole
