"""Tables known by their values: ledgers, matrices, keys in runs, short heads, and the twins that look like them."""

from __future__ import annotations

import math

import pytest

from outscan.detect.tables import TableDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Part, Segment, Where, grid, spot

Table = list[list[str]]


def of_sheet(rows: Table) -> list[Match]:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    text, places = grid(spot("sheet", name="一"), cells, "A1")
    return list(TableDetector().detect(Reading(0, Segment(Where(("表.xlsx",), Part.TABLE), text, places), fold(text))))


def of_text(words: str) -> set[str]:
    return {one.rule[6:] for one in TableDetector().detect(Reading(0, Segment(Where(("a.txt",)), words), fold(words)))}


def kinds(rows: Table) -> set[str]:
    return {match.rule[6:] for match in of_sheet(rows)}


def every_way(rows: Table) -> list[set[str]]:
    """The kinds of a table as a sheet, lying down, as cards, as commas and as a list of lists."""
    cards = "\n\n".join("\n".join(f"{h}: {v}" for h, v in zip(rows[0], row, strict=False)) for row in rows[1:])
    lists = ",\n".join(str(row) for row in rows)
    return [
        kinds(rows),
        kinds([list(column) for column in zip(*rows, strict=False)]),
        of_text(cards),
        of_text("\n".join(",".join(row) for row in rows)),
        of_text(lists),
    ]


HOSTS = [["机", "址", "户", "钥"], *([f"plc{i}", f"10.31.{i}.4{i}", ["admin", "opr"][i % 2], f"Zk{i}#22{i}q"] for i in range(6))]
WEAK = [["host", "port", "cve"], *([f"10.9.{i}.2{i}", "443", f"CVE-2026-{2100 + 31 * i}"] for i in range(6))]
RADIO = [
    ["呼", "主", "备", "时段"],
    *([f"石桥{i}", f"{31 + 2.125 * i:.3f}", f"{46.35 + 1.075 * i:.3f}", "06:00"] for i in range(7)),
]
WATCH = [
    ["gangwei", "qi", "zhi", "kouling"],
    *([f"门{i % 3}", f"{2 * i:02d}:00", f"{2 * i + 2:02d}:00", "秋风 明月"] for i in range(7)),
]
STORES = [["库", "品", "存"], *([f"石桥{i}库", ["储备铜", "储备锡"][i % 2], str(2100 + 90 * i)] for i in range(6))]
BLOCKS = [["块段", "类", "矿石", "品位"], *([f"II-{i}", ["122b", "333"][i % 2], f"{210 + 9 * i}.5", f"2.{i}1"] for i in range(6))]
VIALS = [
    ["strain", "box", "pos", "vials"],
    *([["NiV-0", "Y.pestis "][i % 2] + str(i), str(i), f"A{i + 1}", "9"] for i in range(6)),
]
SHOTS = [["shot", "v0", "burn_s", "Isp"], *([f"R{i}", f"91{i}.2", f"4.{i}1", f"24{i}.3"] for i in range(6))]
TALKS = [["款", "先要", "不退"], *([f"第{i}款", f"{40 - i}%", f"{12 - i}%"] for i in range(6))]
MOVES = [["run", "from", "to", "dep", "wagons"], *([f"J80{i}1", "Shiqiao", "Hei mil siding", f"0{i}:15", "32"] for i in range(6))]
STAFF = [["人", "月薪", "评"], *([name, "18400", "B"] for name in ("周启年", "江予川", "罗定坤", "鲍世隆", "丁若蘅", "郑一鸣"))]
STR = [
    ["样", "a", "b", "c", "d"],
    *([f"X{i}", *(f"{8 + (i * k) % 7}/{11 + (i + k) % 6}" for k in (3, 4, 5, 6))] for i in range(12)),
]
STR[1][1:] = ["14/16"] * 4
FIRMS = [["户", "a", "b", "c"], *([f"9151012{i}MA6{i}X7P{i}4N", f"{900 + i}", f"{60 + i}", f"{7 * (i - 3)}"] for i in range(8))]
QUOTAS = [["号", "户", "量", "价"], *([f"284690{i}9", f"岭{i}公司", f"{900 + i}", "31.5"] for i in range(6))]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (HOSTS, "logins"),
        (WEAK, "weak_hosts"),
        (RADIO, "radio_net"),
        (WATCH, "watch"),
        (STORES, "stores"),
        (BLOCKS, "ore_blocks"),
        (VIALS, "pathogens"),
        (SHOTS, "firings"),
        (TALKS, "bargain"),
        (MOVES, "movements"),
        (STAFF, "staff"),
        (QUOTAS, "trade"),
        (FIRMS, "establishments"),
    ],
)
def test_values_tell_what_a_table_is_however_it_is_set(rows, kind):
    assert [kind in found for found in every_way(rows)] == [True] * 5


def test_pairs_of_lengths_are_genotypes():
    assert "genotypes" in kinds(STR)


@pytest.mark.parametrize(
    "rows",
    [
        [["model", "address", "user", "password"], *([f"RT{i}", "192.168.1.1", "admin", "admin"] for i in range(6))],
        [["product", "cve", "fixed"], *([f"lib{i}", f"CVE-2026-{2100 + i}", "2.1"] for i in range(6))],
        [["台", "频率", "城"], *([f"台{i}", f"{88 + 1.2 * i:.3f}", f"城{i}"] for i in range(7))],
        [["call", "out", "in"], *([f"BR{i}AA", f"{438.5 + 0.025 * i:.3f}", f"{433.5 + 0.025 * i:.3f}"] for i in range(7))],
        [["县", "甲", "乙"], *([f"县{i}", f"{31.117 + 4.3 * i:.3f}", f"{40.221 + 3.1 * i:.3f}"] for i in range(7))],
        [["岗", "起", "止", "姓名"], *([f"前台{i % 3}", "08:00", "16:00", "周启年"] for i in range(7))],
        [["库", "品", "存"], *([f"社区库{i}", "应急手电", "21"] for i in range(6))],
        [["房号", "层", "面积", "均价"], *([str(331 + i), "3", "89.5", "1.25"] for i in range(6))],
        [["株", "盒", "位", "支"], *([f"DH5a-{i}", str(i), f"A{i + 1}", "9"] for i in range(6))],
        [["组", "L", "T"], *([str(i), f"0.{i}1", f"1.{i}2"] for i in range(6))],
        [["拍品", "一月", "二月"], *([f"第{i}件", f"{40 - i}%", f"{12 - i}%"] for i in range(6))],
        [["车次", "起", "终", "开", "票价"], *([f"K{i}", "甲站", "乙站", f"0{i}:15", "32"] for i in range(6))],
        [
            ["项", "开", "完", "验", "结"],
            *([f"工段{i}", *(f"{1 + (i * k) % 12}/{1 + (i * 5) % 28}" for k in (1, 2, 3, 4))] for i in range(12)),
        ],
        [["局", "一", "二", "三", "四"], *([f"第{i}场", *(f"11/{3 + (i * k) % 7}" for k in (1, 2, 3, 4))] for i in range(12))],
        [["物料", "商", "量", "价"], *([f"3001{i}009", f"岭{i}公司", f"{900 + i}", "31.5"] for i in range(6))],
        [["代码", "企业", "补贴"], *([f"9151012{i}MA6{i}X7P{i}4N", f"岭{i}公司", f"{60 + i}"] for i in range(8))],
    ],
)
def test_what_only_looks_like_it_is_not(rows):
    heard = {"logins", "weak_hosts", "radio_net", "watch", "stores", "ore_blocks", "pathogens", "firings", "bargain"}
    heard |= {"movements", "genotypes", "trade", "establishments", "staff"}
    assert [found & heard for found in every_way(rows)] == [set()] * 5


def field(first: float, step: float, other: float, across: float, size: int, digits: int, value: object) -> Table:
    assert callable(value)
    head = ["", *(f"{other + across * k:.{digits}f}" for k in range(size))]
    return [head, *([f"{first + step * i:.{digits}f}", *(value(i, k) for k in range(size))] for i in range(size))]


def ground(i: int, k: int) -> str:
    return f"{480 + 9 * math.sin(i / 3 + k / 4):.2f}"


def pull(i: int, k: int) -> str:
    return f"{40 * math.sin(i / 3 + k / 4) - 12:.2f}"


@pytest.mark.parametrize(
    ("rows", "kind", "facts"),
    [
        (field(38, 0.0833, 101, 0.0833, 9, 4, pull), "gravity_grid", {"step_arcmin": 5.0}),
        (field(3412000, 5, 512000, 5, 12, 0, ground), "dem_grid", {"step_m": 5.0, "rows": 144}),
        (field(0, 5, 0, 5, 12, 0, ground), "dem_grid", {"step_m": 5.0}),
        (field(38, 0.0001, 101, 0.0001, 12, 4, ground), "dem_grid", {"step_m": 11.1}),
        ([["柳河站"], *field(1, 1, 0, 1, 24, 0, ground)], "daily_matrix", {"gauge": True}),
        ([["园区负荷"], *field(1, 1, 0, 1, 24, 0, ground)], "daily_matrix", {"gauge": False}),
    ],
)
def test_a_matrix_says_what_it_is_of_by_its_axes(rows, kind, facts):
    (found,) = [one for one in of_sheet(rows) if one.rule == f"table/{kind}"]
    assert {name: found.facts[name] for name in facts} == facts


@pytest.mark.parametrize(
    "value",
    [
        lambda i, k: f"{i * k + 1:.1f}",
        lambda i, k: f"{(7 * i + 13 * k) % 97:.1f}",
        lambda i, k: str(i + k),
    ],
    ids=["product", "noise", "whole"],
)
def test_look_up_tables_and_noise_over_offsets_are_no_ground(value):
    assert not {"dem_grid", "gravity_grid"} & kinds(field(0, 5, 0, 5, 12, 0, value))


@pytest.mark.parametrize(
    ("rows", "count"),
    [
        ([["块", "键"], *([f"{5 * i + 1}-{5 * i + 5}", "BADCA"] for i in range(4))], 20),
        ([["q", "key"], *([str(i + 1), str(1 + i * 7 % 4)] for i in range(20))], 20),
        ([["ti", "daan"], *([str(i + 1), "ABCD"[i * 7 % 4]] for i in range(20))], 20),
        ([["题", "键"], *([str(i + 1), ["A", "BD", "C", "AC"][i % 4]] for i in range(20))], 20),
    ],
)
def test_keys_in_runs_in_numbers_and_of_several_letters(rows, count):
    assert [one.facts["answers"] for one in of_sheet(rows) if one.rule == "table/answer_key"] == [count]


@pytest.mark.parametrize(
    "rows",
    [
        [["学号", "等级"], *([str(i + 1), "ABCD"[i % 4]] for i in range(20))],
        [["q", "mean"], *([str(i + 1), str(1 + i % 4)] for i in range(20))],
        [["页", "段"], *([f"{5 * i + 1}-{5 * i + 5}", "ABC"] for i in range(6))],
    ],
)
def test_grades_means_and_ranges_of_pages_are_no_key(rows):
    assert "answer_key" not in kinds(rows)


def test_short_heads_and_shape_tell_curves_and_sections():
    curve = [["H", "W"], *([str(420 + 2 * i), f"{1200 + 310 * i**1.9:.0f}"] for i in range(12))]
    section = [["D", "h"], *([str(5 * i), f"{118 - 9 * (1 - ((i - 12) / 12) ** 2):.2f}"] for i in range(25))]
    assert "storage_curve" in kinds(curve)
    assert "cross_section" in kinds(section)
    assert "storage_curve" not in kinds([["H", "W"], *([str(10 + 5 * (i % 4)), str(20 + i)] for i in range(12))])
    assert "cross_section" not in kinds([["x", "y"], *([str(i - 10), str((i - 10) ** 2)] for i in range(21))])


def test_weather_is_told_by_its_figures():
    minute = [["t", "a", "b", "c", "d", "e"]] + [
        [
            f"2026-10-12 05:{i:02d}",
            f"{-3 + i % 7 / 10}",
            str(41 + i % 5),
            f"87{i % 9}.1",
            str(230 + 7 * (i % 11)),
            f"{3 + i % 13 / 10}",
        ]
        for i in range(30)
    ]
    room = [row[:4] for row in minute]
    assert "weather_series" in kinds(minute)
    assert "weather_series" not in kinds(room)


def test_people_are_listed_without_heads_by_surname_and_number():
    listed = [[name, f"1381234567{i}"] for i, name in enumerate(("周启年", "江予川", "罗定坤", "鲍世隆"))]
    assert "name_list" in kinds(listed)
    assert "name_list" not in kinds([[f"柏树{i}号楼", f"1381234567{i}"] for i in range(5)])
