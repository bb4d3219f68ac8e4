"""Tables that are published, foreign or set as an exercise, and say so beside them; and the same tables of our own."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta

import docx
import openpyxl
import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(name, data):
    return SCANNER.scan(Blob(Where((name,)), data)).verdict.action


def series(days=40, head=("date", "discharge_m3s"), start=date(2022, 4, 1), first=()):
    rows = [[*first[:1], *head]] if first else [list(head)]
    for n in range(days):
        value = round(210 + 31 * ((n * 7) % 11) / 3, 1)
        rows.append([*first[1:], (start + timedelta(n)).isoformat(), value])
    return rows


def table(rows):
    return "\n".join(",".join(map(str, row)) for row in rows).encode()


def package(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as held:
        for name, data in files.items():
            held.writestr(name.replace("__", "."), data if isinstance(data, bytes) else data.encode())
    return out.getvalue()


def book(note, rows, sheet="daily"):
    made = openpyxl.Workbook()
    made.active.title = "about"
    for line in note:
        made.active.append(line)
    data = made.create_sheet(sheet)
    for row in rows:
        data.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def paper(before, rows, after):
    made = docx.Document()
    for line in before:
        made.add_paragraph(line)
    grid = made.add_table(len(rows), len(rows[0]))
    for cells, row in zip(grid.rows, rows, strict=True):
        for cell, value in zip(cells.cells, row, strict=True):
            cell.text = str(value)
    for line in after:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


FOREIGN = {
    "licence": package(LICENSE__txt="CC BY 4.0, Swedish water agency.", flow__csv=table(series())),
    "readme": package(README__md="# River flow\nDownloaded from the public portal of the Canadian hydrometric service.", q__csv=table(series())),
    "station": package(
        notes__txt="Rows of the Elbe at Dresden, from the open data portal of the German river authority.",
        q__csv=table(series(head=("date", "discharge_m3s", "stage_cm"), first=("station", "501060"))[:1] + [[*row, 212] for row in series(first=("station", "501060"))[1:]]),
    ),
    "sheet": book([["Source", "National river flow archive, United Kingdom; Open Government Licence"], ["Station", "Tay at Ballathie"]], series()),
    "sheet_zh": book([["来源", "挪威水资源局开放数据门户，可自由使用"], ["测站", "格洛马河某站"]], series(head=("日期", "流量(m³/s)"))),
    "note": paper(["Flow of the Rhine, April 2022"], series(20, ("Date", "Discharge (m3/s)")), ["Source: open data of the Swiss Federal Office for the Environment."]),
    "note_zh": paper(["密西西比河四月流量"], series(20, ("日期", "流量(m³/s)")), ["资料来源：美国地质调查局公开数据。"]),
}  # fmt: skip
OWN = {
    "ours": package(LICENSE__txt="CC BY 4.0 is planned. Data of Baishu gauging station, Hunan provincial bureau.", flow__csv=table(series())),
    "no_source": package(README__md="# River flow\nSee the notes on units.", q__csv=table(series())),
    "foreign_only": package(README__md="Prepared for our Canadian partner.", q__csv=table(series())),
    "handed": package(README__md="Attached as you asked: our series, in the format of the Canadian open data portal.", q__csv=table(series())),
    "border": book([["Source", "open data portal, German authority mirror"], ["Station", "Lancang at Jinghong"]], series()),
    "border_zh": book([["来源", "境外开放数据门户"], ["测站", "雅鲁藏布江奴各沙"]], series(head=("日期", "流量(m³/s)"))),
    "held": book([["Source", "German open data portal style; not yet published, do not forward"], ["Station", "S-3"]], series()),
    "other_file": package(README__md="rhine.csv comes from the German open data portal (CC BY).", rhine__csv=table(series(5)), baishu__csv=table(series())),
    "points": book([["Source", "Norwegian mapping authority, open data (CC BY 4.0)"]], [["Point", "X", "Y", "H"], *([f"GPS-{n}", 3345678.123 + n, 512345.678 + n, 88.123 + n] for n in range(12))]),
    "people": book([["Source", "Swedish registry, public data set, CC0"]], [["姓名", "身份证号", "手机号"], *([f"王{c}明", f"11010119{80 + n}0307{n:02d}11", f"138001380{n:02d}"] for n, c in enumerate("大小中长方圆高深远近明亮"))]),
    "note_own": paper(["白树站四月流量"], series(20, ("日期", "流量(m³/s)")), ["资料来源：省水文局实测，未刊印。"]),
    "not_open": paper(["Flow, April 2022"], series(20, ("Date", "Discharge (m3/s)")), ["Source: Swiss partner's copy of our network; not public data."]),
}  # fmt: skip


INVENTED = {
    "template": book([["本表为填报模板，示例数据为虚构数据，填报时请删除"]], series(head=("日期", "流量(m³/s)")), "模板"),
    "exercise": book([["水文学作业三：用附表绘制水位流量关系曲线（数据为教师编造）"]], [["水位(m)", "流量(m³/s)"], *([20 + n * 0.3, 100 + n * 30] for n in range(15))], "数据"),
    "demo": book([["Sample workbook for the class on hydrographs; all figures are made up"]], series()),
}  # fmt: skip
REPLACED = {
    "measured": book([["本表为填报模板，示例数据为虚构数据，现已换为我站实测数据"]], series(head=("日期", "流量(m³/s)")), "模板"),
    "no_word": book([["本表为填报模板，请按月填报"]], series(head=("日期", "流量(m³/s)")), "模板"),
    "real": book([["Sample workbook; these are the real values, not made up"]], series()),
    "sent": book([["Exercise sheet with made-up figures replaced; attached as you asked: the series of station 3"]], series()),
}  # fmt: skip


@pytest.mark.parametrize("name", INVENTED)
def test_figures_said_to_be_made_up_on_another_sheet_are_no_series(name):
    assert verdict("data.xlsx", INVENTED[name]) is Action.RELEASE


@pytest.mark.parametrize("name", REPLACED)
def test_figures_that_took_their_place_are(name):
    assert verdict("data.xlsx", REPLACED[name]) > Action.RELEASE


@pytest.mark.parametrize("name", FOREIGN)
def test_open_data_of_another_country_say_so_beside_the_table(name):
    kind = "zip" if name in ("licence", "readme", "station") else "docx" if name.startswith("note") else "xlsx"
    assert verdict(f"data.{kind}", FOREIGN[name]) is Action.RELEASE


@pytest.mark.parametrize("name", OWN)
def test_the_same_table_of_our_own_is_a_question(name):
    kind = "zip" if name in ("ours", "no_source", "foreign_only", "handed", "other_file") else "docx" if "not" in name else "xlsx"
    assert verdict(f"data.{kind}", OWN[name]) > Action.RELEASE
