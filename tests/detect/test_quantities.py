from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.detect.quantities import QuantityDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Segment, Where, grid, spot


def seen(text: str) -> list[tuple[str, dict[str, object]]]:
    reading = Reading(0, Segment(Where(), text), fold(text))
    return [(m.rule.removeprefix("quantity/"), dict(m.facts)) for m in QuantityDetector().detect(reading)]


def facts(text: str, kind: str) -> list[dict[str, object]]:
    return [values for rule, values in seen(text) if rule == kind]


@pytest.mark.parametrize(
    ("text", "denominator"),
    [
        ("提交1:5万地形图12幅", 50_000),
        ("采用1∶50,000比例尺成图", 50_000),
        ("1：5 万数字线划图", 50_000),
        ("比例尺 1/50000", 50_000),
        ("比例尺为五万分之一", 50_000),
        ("1:5萬地形圖", 50_000),
        ("1比5万的底图", 50_000),
        ("一比五万地形图", 50_000),
        ("map scale 1:50k", 50_000),
        ("topographic map at a scale of 1 to 25,000", 25_000),
        ("1:0.5万地形图", 5000),
        ("1:2千地形图", 2000),
        ("1:2.5万军图", 25_000),
        ("这批五万图，请查收", 50_000),
        ("万分之一地形图", 10_000),
        ("测区 1:500 数字化图", 500),
    ],
)
def test_map_scale_in_every_writing(text: str, denominator: int) -> None:
    assert facts(text, "map_scale") == [{"denominator": denominator}]


@pytest.mark.parametrize(
    "text",
    [
        "二抗按1:5000稀释后孵育一小时",
        "水泥浆配比1:500",
        "CT变比1:1000",
        "杠杆最高1:500",
        "中奖概率为1:50000",
        "时间 12:30 比分 1:3",
        "零件图比例 1:50",
        "今年中签率万分之一",
        "千分之一的误差率",
        "药液按1:1000兑水喷雾",
        "版本 2.1:500",
        "边坡1:500",
        "两者之比为1/500",
    ],
)
def test_other_ratios_are_no_scale(text: str) -> None:
    assert facts(text, "map_scale") == []


@pytest.mark.parametrize(
    ("text", "denominator", "style"),
    [
        ("J50E001001.dwg", 50_000, "new"),
        ("图号I49G096096", 10_000, "new"),
        ("K51K02300001", 500, "new"),
        ("图幅 J-50-5-B", 50_000, "old"),
        ("J-50-5-B-4", 25_000, "old"),
        ("I-49-144-(64)", 10_000, "old"),
        ("地质图 H-48-(17)", 200_000, "old"),
    ],
)
def test_sheet_numbers(text: str, denominator: int, style: str) -> None:
    assert facts(text, "sheet_number") == [{"denominator": denominator, "style": style}]


@pytest.mark.parametrize("text", ["J50E025001", "型号 A50E999999", "XJ50E001001", "料号 B-50-12", "I49G097001", "合同 J-50-5"])
def test_codes_that_cannot_be_a_sheet(text: str) -> None:
    assert facts(text, "sheet_number") == []


@pytest.mark.parametrize(
    ("text", "kind", "fact", "value"),
    [
        ("测区面积三十一点六平方公里", "area", "km2", 31.6),
        ("覆盖3,972平方千米", "area", "km2", 3972),
        ("流转土地4.5万亩", "area", "km2", 30),
        ("3160 公顷", "area", "km2", 31.6),
        ("about 31.6 km² in all", "area", "km2", 31.6),
        ("12 sq km", "area", "km2", 12),
        ("等高距5米", "contour_interval", "m", 5),
        ("contour interval of 10 m", "contour_interval", "m", 10),
        ("5米等高线", "contour_interval", "m", 5),
        ("格网间距10米", "grid_resolution", "m", 10),
        ("5m格网", "grid_resolution", "m", 5),
        ("DEM分辨率2米", "grid_resolution", "m", 2),
        ("5′×5′格网平均重力异常", "grid_resolution", "arcmin", 5),
        ("点密度10km×10km的重力资料", "grid_resolution", "m", 10_000),
        ("正射影像地面分辨率优于0.2米", "image_resolution", "m", 0.2),
        ("orthophoto, GSD 5 cm", "image_resolution", "m", 0.05),
        ("平面中误差±0.05m", "positional_accuracy", "m", 0.05),
        ("positional accuracy better than 5 m", "positional_accuracy", "m", 5),
        ("高程异常精度优于±0.5米", "height_anomaly_accuracy", "m", 0.5),
        ("高度相对量测精度优于5%", "relative_height_accuracy", "percent", 5),
        ("重力异常精度优于±1毫伽", "gravity_accuracy", "mgal", 1),
        ("重力值979362.145mGal", "gravity", "mgal", 979362.145),
        ("gravity is 979 412.187 mGal", "gravity", "mgal", 979412.187),
        ("stations 979 41.2 mGal", "gravity", "mgal", 41.2),
        ("垂线偏差精度±3″", "deflection_accuracy", "arcsec", 3),
        ("洪峰流量5400立方米每秒", "discharge", "m3s", 5400),
        ("1,200 m³/s", "discharge", "m3s", 1200),
        ("下泄800秒立米", "discharge", "m3s", 800),
        ("坝基渗流量104.1L/s", "discharge", "m3s", 0.1041),
        ("总库容3.2亿立方米", "storage", "m3", 3.2e8),
        ("蓄水8600万方", "storage", "m3", 8.6e7),
        ("汛限水位145.0米", "level", "m", 145),
        ("水深12.5米", "depth", "m", 12.5),
        ("海拔3200米", "height", "m", 3200),
        ("水准环线总长1200千米", "length", "m", 1.2e6),
        ("装机容量1200万千瓦", "capacity", "kw", 1.2e7),
        ("500千伏线路", "voltage", "kv", 500),
        ("中标价3.5亿元", "money", "yuan", 3.5e8),
        ("涉及12万人", "persons", "persons", 120_000),
        ("可采储量320万吨", "ore_reserve", "t", 3.2e6),
        ("二〇二七年", "year", "year", 2027),
        ("2027年普通高等学校招生", "year", "year", 2027),
        ("1956—2016年逐日流量", "series", "years", 61),
    ],
)
def test_measures_in_base_units(text: str, kind: str, fact: str, value: float) -> None:
    assert any(found.get(fact) == pytest.approx(value) for found in facts(text, kind)), seen(text)


def test_both_ends_of_a_range() -> None:
    assert [found["m"] for found in facts("10~20米等高距", "contour_interval")] == [20, 10]


def test_axis_of_an_accuracy() -> None:
    axes = [found["axis"] for found in facts("平面精度优于10米，高程精度优于1.2米，中误差3厘米", "positional_accuracy")]
    assert axes == ["plane", "height", "any"]


def test_full_date() -> None:
    assert facts("考试定于2027年6月7日", "date") == [{"year": 2027, "month": 6, "day": 7}]
    assert facts("2027-06-07", "date") == [{"year": 2027, "month": 6, "day": 7}]
    assert facts("版本 2027-16-07", "date") == []


@pytest.mark.parametrize("text", ["跑步5公里", "身高1.8米", "第3人称", "方案3方法", "ID20270607A", "v1.2.3", "五人次"])
def test_everyday_figures_name_nothing(text: str) -> None:
    assert [rule for rule, _ in seen(text) if rule in {"length", "height", "depth", "persons", "storage", "date"}] == []


@given(st.text(alphabet="0123456789.,:1:5万千米亿平方公里分之一×′mk /~±图J50E-", max_size=80))
def test_quotes_are_the_document_s_own_words(text: str) -> None:
    reading = Reading(0, Segment(Where(), text), fold(text))
    for found in QuantityDetector().detect(reading):
        assert "".join(text[a:b] for a, b in found.spans) == found.quote
        assert found.facts


def of_rows(rows: list[list[str]], kind: str) -> list[dict[str, object]]:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    text, places = grid(spot("table"), cells, "A1")
    made = Reading(0, Segment(Where(("表.xlsx",)), text, places), fold(text))
    found = [m for m in QuantityDetector().detect(made) if m.rule == f"quantity/{kind}"]
    assert all("".join(text[a:b] for a, b in m.spans) == m.quote for m in found)
    return [dict(m.facts) for m in found]


@pytest.mark.parametrize(
    "rows",
    [
        [["产品", "比例尺", "面积（平方公里）"], ["地形图", "1:2000", "31.6"]],
        [["product", "scale", "area/km2"], ["topo map", "1:2000", "31.6"]],
        [["产品", "地形图"], ["比例尺", "1:2000"], ["面积/km²", "31.6"]],
        [["面积（km2）", "31.6"]],
        [["图名", "覆盖面积(公顷)"], ["甲", "3160"]],
    ],
)
def test_a_unit_in_the_head_or_label(rows: list[list[str]]) -> None:
    assert of_rows(rows, "area") == [{"km2": 31.6}]


@pytest.mark.parametrize("head", ["比例尺分母", "比例尺", "Scale denominator"])
def test_a_denominator_under_its_head(head: str) -> None:
    assert of_rows([["产品", head], ["地形图", "2000"]], "map_scale") == [{"denominator": 2000}]


def test_areas_of_a_column_come_to_a_sum_but_not_beside_its_own_total() -> None:
    rows = [["图号", "面积（平方公里）"], *[[f"A{i}", "1"] for i in range(36)]]
    assert {"km2": 36, "pieces": 36} in of_rows(rows, "area")
    assert not any("pieces" in one for one in of_rows([*rows, ["合计", "36"]], "area"))


@pytest.mark.parametrize(
    ("text", "km2"),
    [
        ("1:2000地形图 32幅，每幅1平方公里。", 32),
        ("36 sheets of 1 km2 each", 36),
        ("每幅面积1平方公里，共36幅", 36),
        ("地形图三十六幅×1平方公里", 36),
        ("测区东西长8公里、南北宽5公里", 40),
        ("the survey block of 8 km by 5 km", 40),
        ("测区范围8km×5km", 40),
        ("A片12.5平方公里、B片8平方公里和C片7平方公里", 27.5),
    ],
)
def test_areas_told_in_pieces(text: str, km2: float) -> None:
    assert km2 in [one["km2"] for one in facts(text, "area")]


@pytest.mark.parametrize(
    "text", ["房间长8米、宽5米", "全区120平方公里，其中城区30平方公里", "面积20平方公里至30平方公里", "图纸幅面 50 cm × 50 cm"]
)
def test_areas_that_do_not_add_up(text: str) -> None:
    assert not [one for one in facts(text, "area") if "pieces" in one]


@pytest.mark.parametrize(
    ("text", "denominator"),
    [
        ("比例尺分母2000", 2000),
        ("比例尺分母：2000", 2000),
        ("地形图比例尺的分母为 5000", 5000),
        ('"比例尺分母": 25000,', 25_000),
        ("scale denominator = 10,000", 10_000),
        ("scale_denominator: 2000", 2000),
        ("比例尺分母为5万", 50_000),
    ],
)
def test_a_denominator_behind_its_label(text: str, denominator: int) -> None:
    assert facts(text, "map_scale") == [{"denominator": denominator}]


@pytest.mark.parametrize("text", ["比例尺分母为1:2000", "比例尺分母越大图越小，共2000幅", "scale denominator 12.5", "分母2000"])
def test_no_denominator_of_its_own(text: str) -> None:
    assert {"denominator": 2000} not in facts(text.replace("1:2000", "1:999"), "map_scale")


@pytest.mark.parametrize(
    "text",
    [
        "面积（平方公里）：31.6",
        "面积(km²)=31.6",
        "面积_平方公里: 31.6",
        '"面积（平方公里）": 31.6',
        "覆盖面积【单位：公顷】为3,160",
        "area (km2): 31.6",
    ],
)
def test_a_unit_in_the_label_of_running_text(text: str) -> None:
    assert {"km2": 31.6} in facts(text, "area")


@pytest.mark.parametrize("text", ["面积（平方公里）", "面积（平方公里）：见附表31.6", "图1（公里）：3:1"])
def test_a_label_without_its_figure(text: str) -> None:
    assert facts(text, "area") == []


@pytest.mark.parametrize(
    ("text", "km2"),
    [
        ("甲区 12.5 平方公里\n乙区 20 平方公里\n", 32.5),
        ("- 甲区：12.5 km²；\n- 乙区：8 km²；\n- 丙区：7 km²。\n", 27.5),
    ],
)
def test_areas_line_by_line_come_to_a_sum(text: str, km2: float) -> None:
    assert km2 in [one["km2"] for one in facts(text, "area")]


@pytest.mark.parametrize(
    "text", ["全区 120 平方公里\n其中城区 30 平方公里\n", "甲区 12 平方公里。\n\n乙区另行说明，那里有 20 平方公里"]
)
def test_lines_that_do_not_add_up(text: str) -> None:
    assert not [one for one in facts(text, "area") if "pieces" in one]
