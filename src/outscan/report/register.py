"""台账 and 汇总表: the register of what is to be provided, and its monthly summary, as a workbook.

In: `Report`s and what the applicant stated. Out: xlsx bytes. What a person must write (receipt, return) stays empty.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping, Sequence

import xlsxwriter

from outscan.output import SIGNATURE
from outscan.report.mask import Masker
from outscan.types import Action, Report
from outscan.words import Words

HEADS = (
    ("编号", 14),
    ("日期", 12),
    ("承办人", 10),
    ("接收方", 24),
    ("国别", 10),
    ("资料名称", 40),
    ("份数", 8),
    ("SHA-256", 66),
    ("结论", 12),
    ("依据", 50),
    ("未检部分", 10),
    ("审批人", 12),
    ("有效期", 12),
    ("发送时间", 14),
    ("渠道", 14),
    ("回执", 12),
    ("清退", 12),
)


def render(reports: Sequence[Report], stated: Mapping[str, str], *, show_hits: bool = False) -> bytes:
    """One row a file on 台账, counts by recommendation on 汇总表."""
    out, words = io.BytesIO(), Words()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"author": SIGNATURE})
    head = book.add_format({"bold": True, "bg_color": "#E8ECF1", "border": 1, "text_wrap": True})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    page = book.add_worksheet("台账")
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    for column, (cell, width) in enumerate(HEADS):
        page.write_string(0, column, cell, head)
        page.set_column(column, column, width)
    for row, report in enumerate(reports, 1):
        masker = Masker(show=show_hits)
        basis = dict.fromkeys(f"{b.cite} {b.item}".strip() for f in report.findings if f.upheld for b in f.basis)
        cells = (
            f"{stated.get('编号', '')}-{row}" if stated.get("编号") else str(row),
            stated.get("申请日期", ""),
            stated.get("承办人", ""),
            stated.get("接收方", ""),
            stated.get("国别", ""),
            masker.name(report.path),
            stated.get("份数", ""),
            report.sha256,
            words.action(report.verdict.action),
            "；".join(basis),
            str(len(report.gaps)),
            *[""] * 6,
        )
        for column, cell in enumerate(cells):
            page.write_string(row, column, cell, wrap)
    summary = book.add_worksheet("汇总表")
    counts = Counter(r.verdict.action for r in reports)
    for column, cell in enumerate(("月份", "部门", *(words.action(a) for a in Action), "合计")):
        summary.write_string(0, column, cell, head)
        summary.set_column(column, column, 14)
    summary.write_string(1, 0, stated.get("申请日期", "")[:7], wrap)
    summary.write_string(1, 1, stated.get("申请单位", ""), wrap)
    for column, action in enumerate(Action, 2):
        summary.write_number(1, column, counts[action], wrap)
    summary.write_number(1, 2 + len(Action), len(reports), wrap)
    book.close()
    return out.getvalue()
