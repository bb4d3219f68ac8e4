from __future__ import annotations

import random
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.detect.tables import TableDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Part, Segment, Where, grid, spot

POINTS = [
    ["雁栖1", "三等", "3794512.345", "36589123.456", "412.051"],
    ["鹿鸣2", "四等", "3795310.118", "36590277.902", "455.330"],
    ["石桥3", "三等", "3796044.870", "36588410.237", "398.774"],
    ["柏树4", "四等", "3793870.401", "36591632.118", "430.006"],
]


def of_text(text: str) -> list[Match]:
    return list(TableDetector().detect(Reading(0, Segment(Where(), text), fold(text))))


def of_rows(rows: list[list[str]], style: str = "A1") -> list[Match]:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    text, places = grid(spot("sheet", name="成果"), cells, style)
    segment = Segment(Where(("表.xlsx",), Part.TABLE), text, places)
    return list(TableDetector().detect(Reading(0, segment, fold(text))))


def kinds(matches: list[Match]) -> list[str]:
    return [m.rule.removeprefix("table/") for m in matches]


HEAD = ["点名", "等级", "X(m)", "Y(m)", "H(m)"]


@pytest.mark.parametrize("separator", ["\t", ",", "  ", " | "])
def test_control_points_in_text(separator: str) -> None:
    text = "\n".join(["某测区三角点成果表", *(separator.join(row) for row in [HEAD, *POINTS])])
    (found,) = of_text(text)
    assert found.rule == "table/control_points"
    assert found.facts["rows"] == 4
    assert found.facts["grade"] == "national"
    assert found.facts["precision_m"] == 0.001
    assert found.quote.startswith("点名")
    assert "雁栖1" in found.quote


def test_control_points_in_a_sheet_with_a_late_header_and_a_title() -> None:
    rows = [
        ["某县控制网平差报告"],
        ["坐标系统", "CGCS2000"],
        [],
        ["序号", *HEAD],
        *[[str(i + 1), *row] for i, row in enumerate(POINTS)],
    ]
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["datum"], found.facts["rows"]) == ("table/control_points", "CGCS2000", 4)
    assert found.where.spot.sheet == "成果"


def test_control_points_without_header_and_with_easting_first() -> None:
    (found,) = of_rows([[row[0], row[3], row[2], row[4]] for row in POINTS])
    assert found.rule == "table/control_points"
    assert found.facts["header"] is False


def test_a_header_of_two_merged_rows() -> None:
    rows = [["点名", "等级", "平面坐标", "", "高程"], ["", "", "X", "Y", ""], *POINTS]
    assert kinds(of_rows(rows, "RC")) == ["control_points"]


def test_lines_that_end_on_the_page_only() -> None:
    text = "\v".join([" ".join(HEAD), *(" ".join(row) for row in POINTS)])
    assert kinds(of_text(text)) == ["control_points"]


def test_records_of_json() -> None:
    records = ", ".join(f'{{"点名": "{r[0]}", "等级": "{r[1]}", "X": "{r[2]}", "Y": {r[3]}}}' for r in POINTS)
    assert "control_points" in kinds(of_text(f'{{"features": [{records}]}}'))


def _field() -> list[list[str]]:
    maker = random.Random(7)
    return [
        [f"{34 + i / 12:.4f}", f"{108 + j / 12:.4f}", f"{maker.uniform(-90, 60):.2f}", f"{maker.uniform(-250, -20):.2f}"]
        for i in range(4)
        for j in range(4)
    ]


def test_gravity_grid_with_and_without_header() -> None:
    (named,) = of_rows([["纬度", "经度", "空间异常", "布格异常"], *_field()])
    assert named.rule == "table/gravity_grid"
    assert named.facts["step_arcmin"] == pytest.approx(5, abs=0.02)
    (bare,) = of_rows(_field())
    assert bare.rule == "table/gravity_grid"
    assert bare.facts["header"] is False


def test_absolute_gravity() -> None:
    rows = [["点号", "重力值(mGal)"], ["G01", "979362.145"], ["G02", "979401.882"], ["G03", "979377.004"]]
    assert kinds(of_rows(rows)) == ["gravity_points"]


def test_geoid() -> None:
    rows = [["B", "L", "高程异常(m)"], *[[f"{34.1 + i / 10:.3f}", f"{108.2 + i / 10:.3f}", f"-{20 + i}.113"] for i in range(5)]]
    assert kinds(of_rows(rows)) == ["geoid_grid"]


def test_height_grid() -> None:
    rows = [[f"{589000 + 10 * j}", f"{3794000 + 10 * i}", f"{400 + i + j}.2"] for i in range(6) for j in range(6)]
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["step_m"]) == ("table/dem_grid", 10)


def test_ascii_grid() -> None:
    (found,) = of_text("ncols 400\nnrows 300\nxllcorner 589000\nyllcorner 3794000\ncellsize 5\nNODATA_value -9999\n")
    assert (found.rule, found.facts["step_m"], found.facts["rows"]) == ("table/dem_grid", 5, 300)


@pytest.mark.parametrize(
    ("dates", "step"),
    [
        ([f"{m}月" for m in range(1, 13)], "month"),
        ([f"2021-03-{d:02d}" for d in range(1, 31)], "day"),
        ([f"2021-07-01 {h:02d}:00" for h in range(24)], "hour"),
        ([str(y) for y in range(1990, 2010)], "year"),
    ],
)
def test_series_of_discharge(dates: list[str], step: str) -> None:
    rows = [["时间", "流量(m³/s)", "水位(m)"], *[[d, f"{800 + 3 * i}.5", f"{300 + i}.12"] for i, d in enumerate(dates)]]
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["step"]) == ("table/discharge_series", step)


def test_the_daily_table_of_a_yearbook() -> None:
    head = ["日", *[f"{m}月" for m in range(1, 13)]]
    rows = [
        ["柏树水文站 2021年 逐日平均流量表"],
        head,
        *[[str(d), *[f"{100 + d * m}.5" for m in range(1, 13)]] for d in range(1, 32)],
    ]
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["step"], found.facts["station"]) == ("table/discharge_series", "day", True)


@pytest.mark.parametrize(
    ("head", "rows", "kind"),
    [
        (["水位(m)", "库容(万m³)"], [[f"{100 + 5 * i}", f"{20 * i * i + 1}"] for i in range(8)], "storage_curve"),
        (["水位(m)", "流量(m³/s)"], [[f"{100 + i}", f"{50 * i + 3}"] for i in range(8)], "rating_curve"),
        (["起点距(m)", "河底高程(m)"], [[f"{5 * i}", f"{120 - i if i < 4 else 112 + i}.3"] for i in range(8)], "cross_section"),
        (["坝体测点", "渗压(kPa)", "水平位移(mm)"], [[f"P{i}", f"{30 + i}.2", f"{i}.8"] for i in range(8)], "dam_monitoring"),
    ],
)
def test_curves_and_sections(head: list[str], rows: list[list[str]], kind: str) -> None:
    assert kinds(of_rows([head, *rows])) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "DX=-12.345m，DY=98.7m，DZ=-45.2m，RX=1.23″，RY=-0.5″，RZ=2.2″，m=3.4ppm",
        "ΔX(m)\tΔY(m)\tΔZ(m)\tεX(″)\tεY(″)\tεZ(″)\tm(ppm)\n-12.3\t45.6\t-7.8\t1.2\t0.3\t-2.1\t3.3",
        "X平移 12.345\nY平移 -98.700\n旋转角 1.2345\n尺度因子 1.00012",
    ],
)
def test_parameters_with_figures(text: str) -> None:
    assert "transformation_parameters" in kinds(of_text(text))


def test_parameters_without_figures_are_a_lesson() -> None:
    assert of_text("布尔莎模型含三个平移参数 DX、DY、DZ，三个旋转参数 RX、RY、RZ 和一个尺度参数 m") == []


@pytest.mark.parametrize("behind", ["精度 ±(2.5+0.5) mm，RTK ±8 mm，电池 180 天", "accuracy 2.5 mm, 0.5 ppm, 180 days"])
def test_parameters_that_are_all_nought_are_none_whatever_stands_below(behind: str) -> None:
    assert of_text(f"示例值均为零：ΔX=0，ΔY=0，ΔZ=0，εx=0，εy=0，εz=0，m=0。\n{behind}") == []


def test_names_with_numbers() -> None:
    rows = [["姓名", "手机"], *[[f"李{c}", f"139{i:08d}"] for i, c in enumerate("甲乙丙丁")]]
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["phones"]) == ("table/name_list", 4)


@pytest.mark.parametrize(
    "rows",
    [
        [["姓名", "语文", "数学"], ["张三", "88", "90"], ["李四", "77", "99"], ["王五", "80", "70"]],
        [["月份", "现金流量(万元)", "余额"], *[[f"{m}月", f"{m * 10}", f"{m}"] for m in range(1, 13)]],
        [["日期", "开盘", "收盘"], *[[f"2021-03-{d:02d}", f"{3200 + d}.12", f"{3210 + d}.55"] for d in range(1, 20)]],
        [["日期", "访问流量", "点击"], *[[f"2021-03-{d:02d}", f"{3200 + d}", f"{10 + d}"] for d in range(1, 20)]],
        [
            ["年份", "降水量(mm)", "水资源总量(亿m³)"],
            *[[str(y), f"{900 + y % 7}.1", f"{400 + y % 5}.2"] for y in range(2010, 2022)],
        ],
        [["订单号", "客户号"], *[[f"37945{i:02d}", f"365891{i:02d}"] for i in range(8)]],
        [["球队", "胜", "负"], ["甲队", "12", "3"], ["乙队", "10", "5"], ["丙队", "8", "7"]],
    ],
)
def test_other_tables_have_no_kind(rows: list[list[str]]) -> None:
    assert kinds(of_rows(rows)) == []


def test_shops_are_positions_of_a_public_map() -> None:
    rows = [["名称", "经度", "纬度"], *[[f"便利店{i}", f"108.{900 + i}", f"34.{200 + i}"] for i in range(6)]]
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["public_context"]) == ("table/positions", True)


@given(
    st.lists(
        st.lists(
            st.sampled_from(["点名", "X", "3794512.345", "36589123.456", "1月", "流量", "12.5", ""]), min_size=1, max_size=6
        ),
        max_size=12,
    )
)
def test_quotes_are_the_document_s_own_words(rows: list[list[str]]) -> None:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row)]
    text, places = grid(spot("table"), cells)
    assert isinstance(places.starts, array)
    segment = Segment(Where(), text, places)
    for found in TableDetector().detect(Reading(0, segment, fold(text))):
        assert "".join(text[a:b] for a, b in found.spans) == found.quote
        assert all(end - start <= 60 for start, end in found.spans) or found.rule == "table/transformation_parameters"


def test_a_daily_table_whose_title_stands_elsewhere() -> None:
    head = ["日", *[f"{m}月" for m in range(1, 13)]]
    rows = [head, *[[str(d), *[f"{100 + d * m}.5" for m in range(1, 13)]] for d in range(1, 32)]]
    assert kinds(of_rows(rows)) == ["daily_matrix"]


YEARS = [[str(2011 + row), *(f"{100 + 37 * ((row + month) % 9)}.{month % 10}" for month in range(12))] for row in range(6)]
MONTHS = [f"{number}月" for number in range(1, 13)]


def test_years_by_months_are_a_series_of_months() -> None:
    (found,) = of_rows([["柏树站逐月平均流量(m³/s)"], ["年份", *MONTHS], *YEARS])
    assert found.rule == "table/discharge_series"
    assert found.facts["rows"] == 72
    assert found.facts["step"] == "month"


def test_stations_by_months_are_a_series_too() -> None:
    rows = [["柏树", *YEARS[0][1:]], ["石桥", *YEARS[1][1:]]]
    assert kinds(of_rows([["各水文站月均流量"], ["站名", *MONTHS], *rows])) == ["discharge_series"]


def test_months_of_something_else_are_no_series_of_water() -> None:
    assert not of_rows([["各门店月销售额"], ["门店", *MONTHS], *[[f"店{row[0]}", *row[1:]] for row in YEARS]])
    assert not of_rows([["月份", "PV流量", "跳出率"], *[[name, "812.4", "32.1"] for name in MONTHS]])


@pytest.mark.parametrize("head", [["Elevation (m)", "Storage (million m3)"], ["Z", "V"], ["高程(m)", "容积(万m³)"]])
def test_a_storage_curve_is_known_by_its_title(head: list[str]) -> None:
    rows = [[str(200 + 2 * number), str(100 + 30 * number * number)] for number in range(8)]
    title = "Storage curve of the reservoir" if "Storage" in head[1] else "某水库库容曲线表"
    assert kinds(of_rows([[title], head, *rows])) == ["storage_curve"]


def test_deflections_of_named_points_are_values_of_the_geoid() -> None:
    rows = [[name, f"{number}.31", f"-{number}.07"] for number, name in enumerate(["雁栖", "鹿鸣", "石桥", "柏树"], 1)]
    assert kinds(of_rows([["点名", "ξ(″)", "η(″)"], *rows])) == ["geoid_grid"]


def test_a_set_of_four_parameters_and_a_set_in_a_markdown_table() -> None:
    text = "四参数：平移量 dx=-3021.553，dy=1877.206，旋转角 0°12′33.6″，比例因子1.0000127。"
    assert kinds(of_text(text)) == ["transformation_parameters"]
    bar = "| --- " * 7 + "|"
    text = f"| DX | DY | DZ | RX | RY | RZ | m |\n{bar}\n| -11.4 | 65.9 | 12.3 | 0.5 | -1.2 | 2.8 | 4.6 |"
    assert "transformation_parameters" in kinds(of_text(text))


LABELLED = [(n, x, y) for n, _, x, y, _ in POINTS]
ECEF = [[f"S{i}", "-1334567.1234", "5335000.1000", f"322000{i}.2000"] for i in range(3)]


@pytest.mark.parametrize(
    ("rows", "system"),
    [
        ([["点名", *(p[0] for p in LABELLED)], ["X", *(p[1] for p in LABELLED)], ["Y", *(p[2] for p in LABELLED)]], "projected"),
        ([row for n, x, y in LABELLED for row in (["点名", n, "等级", "二等"], ["X坐标", x, "Y坐标", y])], "projected"),
        ([["点号", "X(km)", "Y(km)"], *[[n, "3794.51234", "36589.12345"] for n in "abc"]], "projected"),
        ([["点号", "X", "Y"], *[[n, "3 794 512.34", "36 589 123.45"] for n in "abc"]], "projected"),
        ([["站名", "X", "Y", "Z"], *ECEF], "geocentric"),
        (
            [["Point", "Order", "B", "L"], *[[f"A{i}", "2nd", f"30-1{i}-12.1234", "104-05-06.7890"] for i in range(3)]],
            "geographic",
        ),
        ([["点名", "B", "L"], *[[f"A{i}", f"301{i}12.12345", "1040506.78901"] for i in range(3)]], "geographic"),
    ],
)
def test_control_points_in_every_form(rows: list[list[str]], system: str) -> None:
    (found,) = of_rows(rows)
    assert (found.rule, found.facts["system"], found.facts["rows"]) == ("table/control_points", system, found.facts["rows"])


def test_control_points_as_lines_and_cards() -> None:
    lines = "\n".join(f"{n} N={x} E={y}" for n, x, y in LABELLED)
    cards = "\n\n".join(f"点名：{n}\n等级：二等\n纵坐标X：{x}\n横坐标Y：{y}" for n, x, y in LABELLED)
    assert kinds(of_text(cards)) == ["control_points"]
    assert kinds(of_text(f"控制点\n{lines}")) == ["control_points"]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (
            [
                ["site", "lat", "lon", "G_OBS", "FA", "BA"],
                *[[f"N{i}", f"30.06{i}916", f"104.39{i}694", f"97912{i}.248", "-57.81", "-265.1"] for i in range(4)],
            ],
            "gravity_points",
        ),
        ([["点号", "g_mgal", "H"], *[[f"N{i}", f"97912{i}.248", "2142.1"] for i in range(4)]], "gravity_points"),
        ([["lat", "lon", "FAA", "CBA"], *[[f"30.{i}0", f"104.{i}0", "-57.8", "-265.1"] for i in range(4)]], "gravity_grid"),
        (
            [["某水文站"], ["日期", "Z", "Q"], *[[f"2024-05-{i:02d}", f"412.{i}", f"{300 + i}"] for i in range(1, 20)]],
            "discharge_series",
        ),
        (
            [["某站逐日水位表"], ["日期", "8时", "20时"], *[[f"2024-05-{i:02d}", f"412.{i}", f"412.{i}"] for i in range(1, 20)]],
            "water_level",
        ),
        (
            [["某水文站逐日平均流量"], ["date", "v1"], *[[f"2024-05-{i:02d}", f"{300 + i}.5"] for i in range(1, 20)]],
            "discharge_series",
        ),
        ([["样本号", "性别", "rs671", "HLA-B"], *[[f"S{i}", "男", "AG", "46:01/15:02"] for i in range(4)]], "genotypes"),
    ],
)
def test_columns_by_their_short_heads(rows: list[list[str]], kind: str) -> None:
    assert kinds(of_rows(rows)) == [kind]


@pytest.mark.parametrize(
    "rows",
    [
        [["季度", "Q1", "Q2"], ["收入", "12.5", "13.5"], ["成本", "8.1", "9.2"]],
        [["X", "Y", "Z"], ["1.0", "2.0", "3.0"], ["2.0", "3.0", "4.0"], ["3.0", "4.0", "5.0"]],
        [["时间", "值"], *[[f"08:30:{i:02d}", "12"] for i in range(9)]],
    ],
)
def test_short_heads_of_other_matters(rows: list[list[str]]) -> None:
    assert kinds(of_rows(rows)) == []


@pytest.mark.parametrize(
    "text",
    [
        "三个平移量分别为-12.345、45.678、-78.912米，旋转角为0.123、-0.345、0.567秒，尺度改正-1.234ppm。",
        "The transformation uses translations of 12.31, -45.67 and 78.9 m, rotations 0.12, 0.34 and -0.56 arcsec.",
    ],
)
def test_seven_parameters_in_a_sentence(text: str) -> None:
    (found,) = of_text(text)
    assert (found.rule, found.facts["set"]) == ("table/transformation_parameters", 7)


def _calls(*, head: bool) -> list[list[str]]:
    dice = random.Random(3)
    pairs = (("A", "G"), ("C", "T"), ("A", "T"))
    rows = [[f"S{i}", *("".join(dice.choices(pair, k=2)) for pair in pairs)] for i in range(12)]
    return [["id", "m1", "m2", "m3"], *rows] if head else rows


SECTION = [["0", "312.5"], ["10", "308.2"], ["20", "304.9"], ["30", "303.3"], ["40", "305.8"], ["50", "311.7"]]
PEOPLE = [
    ["P1", "F", "1962-04-01", "E11.9"],
    ["P2", "M", "1980-10-15", "I10"],
    ["P3", "F", "1955-02-28", "C50.9"],
    ["P4", "M", "1973-06-06", "E11.9"],
    ["P5", "F", "1991-08-17", "J45.0"],
]


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (_calls(head=True), "genotypes"),
        (_calls(head=False), "genotypes"),
        (PEOPLE, "microdata"),
        ([["编号", "性别", "年龄", "月收入"], *[[f"K{i}", "男", str(30 + i), str(4000 + i)] for i in range(6)]], "microdata"),
        ([["CS12 河道横断"], ["x", "z"], *SECTION], "cross_section"),
        ([["日期", "甲"], *[[f"2024-06-{i + 1:02d}", str(300 + i * 3 % 40 + 0.5)] for i in range(24)]], "dated_series"),
    ],
)
def test_tables_are_known_by_their_values(rows, kind):
    assert kind in kinds(of_rows(rows))


@pytest.mark.parametrize(
    "rows",
    [
        [
            ["省", "代码"],
            *[[name, code] for name, code in zip("甲乙丙丁戊己庚辛壬癸子丑", ["AC", "AT", "CA", "TA"] * 3, strict=True)],
        ],
        [["x", "z"], *SECTION],
        [["地区", "男", "女"], *[[f"县{i}", str(90 + i), str(80 + i)] for i in range(6)]],
        [["日期", "甲"], *[[f"2024-06-{i + 1:02d}", str((-1) ** i * i)] for i in range(24)]],
    ],
)
def test_values_that_could_be_anything_are_no_table_of_ours(rows):
    assert not {"genotypes", "microdata", "cross_section", "dated_series"} & set(kinds(of_rows(rows)))


def _rows_of(head: list[str], row: list[str], count: int = 8) -> list[list[str]]:
    """A head and rows in which every figure differs from row to row."""
    return [head, *[[cell.replace("#", str(11 + 7 * n)) for cell in row] for n in range(count)]]


@pytest.mark.parametrize(
    ("head", "row", "kind"),
    [
        (
            ["单位代码", "单位", "营业收入", "期末用工", "综合能耗"],
            ["9143010076#", "湘潭第#纸厂", "#20", "#", "#05"],
            "establishments",
        ),
        (
            ["ID code", "Firm", "Turnover", "Staff", "Coal t"],
            ["5512004#", "Tuo Brick Works #", "#20", "#", "#05"],
            "establishments",
        ),
        (["企业", "产值", "利润", "从业人员", "用电"], ["灯塔#厂集团公司", "#20", "#", "#0", "#05"], "establishments"),
        (["姓名", "岗位工资", "请假天数", "考核等级"], ["王小明", "#200", "#", "良"], "staff"),
        (["Name", "Salary", "Leave", "Remark"], ["Hua Lin#", "#200", "#", "often late"], "staff"),
    ],
)
def test_rows_of_single_respondents_are_known_by_heads_and_values(head: list[str], row: list[str], kind: str) -> None:
    assert kind in kinds(of_rows(_rows_of(head, row)))


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["上榜公司", "营业收入", "利润"], ["灯塔#集团公司", "#20", "#"]),
        (["地区", "产值", "利润", "从业人员", "用电"], ["第#县", "#20", "#", "#0", "#05"]),
        (["岗位", "月薪", "要求"], ["钳工#级", "#200", "五年经验"]),
    ],
)
def test_lists_of_companies_regions_and_vacancies_are_no_respondents(head: list[str], row: list[str]) -> None:
    assert not {"establishments", "staff"} & set(kinds(of_rows(_rows_of(head, row))))


def test_level_and_flow_that_rise_together_are_a_river_whatever_the_station_is_called() -> None:
    level = [87.3 + (n * n % 11) / 20 for n in range(40)]
    rows = [
        ["CODE", "DT", "Z", "Q"],
        *[["4402", f"2021-{1 + n // 28:02d}-{1 + n % 28:02d}", f"{z:.2f}", f"{z * 90 - 7000:.1f}"] for n, z in enumerate(level)],
    ]
    assert kinds(of_rows(rows)) == ["discharge_series"]


def test_two_letters_that_go_their_own_ways_are_no_river() -> None:
    rows = [["CODE", "DT", "Z", "Q"], *[["4402", f"2021-01-{1 + n:02d}", f"{5 + n % 2}.1", f"{80 - n}.0"] for n in range(26)]]
    assert "discharge_series" not in kinds(of_rows(rows))


@pytest.mark.parametrize(("number", "known"), [("NA#", False), ("S#", True)])
def test_genotypes_of_a_public_panel_are_nobody_s(number: str, known: bool) -> None:  # noqa: FBT001 - a parameter of the test
    rows = [
        ["sample", "rs1042522", "rs1801133"],
        *[[number.replace("#", str(18500 + n)), "AG"[n % 2] + "G", "CT"] for n in range(9)],
    ]
    assert ("genotypes" in kinds(of_rows(rows))) is known
