"""Lines break between Chinese characters, never before a closing mark, never inside an English word."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from outscan.report.cjk_wrap import CLOSING, CjkWrap, wrapped


@given(st.text("甲乙丙，。（） abcXYZ-█/", max_size=120), st.integers(4, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text, width):
    lines = [line.plain for line in wrapped(Text(text), width)]
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in lines)


def test_a_sentence_breaks_where_the_line_is_full():
    lines = [line.plain for line in wrapped(Text("· 发现国家秘密标志。须经有审批权的主管部门批准"), 20, 2)]
    assert lines[0] == "· 发现国家秘密标志。"
    assert lines[1].startswith("须经")


def test_no_line_begins_with_a_closing_mark_and_no_word_is_torn():
    lines = [line.plain for line in wrapped(Text("位置在正文之中（见附件三）与 docProps/core.xml 之内，另有一处。"), 22)]
    assert not [line for line in lines if line[:1] in CLOSING]
    assert any("docProps/" in line for line in lines)


def test_later_lines_hang_and_styles_stay():
    out = io.StringIO()
    Console(file=out, width=12, color_system=None).print(CjkWrap(Text("· 一二三四五六七八九十", style="bold"), hang=2))
    assert out.getvalue().splitlines() == ["· 一二三四五", "  六七八九十"]


def test_many_files_are_told_in_a_few_lines(scanner):
    from house.made import CASES, SAMPLES
    from outscan import Blob, Where
    from outscan.report.text import show_run
    from outscan.words import Words

    out = io.StringIO()
    console = Console(file=out, width=100, color_system=None, markup=False, highlight=False, emoji=False)
    chosen = [c for c in CASES if not c.ocr][:40]
    reports = [
        scanner.scan(Blob(Where((c.file,)), (SAMPLES / c.name / c.file).read_bytes()), f"{c.name}/{c.file}") for c in chosen
    ]
    show_run(console, reports, {"pack": "1"}, Words(), brief=True)
    told = out.getvalue()
    assert all(case.name in told for case in chosen)
    assert len(told.splitlines()) < 8 * len(chosen)
    assert "未发现需处理的内容" in told
    assert "不等于不涉密" in told
