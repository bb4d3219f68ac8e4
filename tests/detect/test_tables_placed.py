"""Tables told by where or when their rows are: stations, moorings, depots, ships, keys in running text; and twins."""

from __future__ import annotations

import pytest

from outscan.detect.tables import TableDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Part, Segment, Where, grid, spot

Table = list[list[str]]
LETTERS = "CAEBBDACEDAABECDBCAE"


def of_sheet(rows: Table) -> dict[str, Match]:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    text, places = grid(spot("sheet", name="一"), cells, "A1")
    found = TableDetector().detect(Reading(0, Segment(Where(("表.xlsx",), Part.TABLE), text, places), fold(text)))
    return {match.rule[6:]: match for match in found}


def of_text(words: str) -> dict[str, Match]:
    found = TableDetector().detect(Reading(0, Segment(Where(("a.txt",)), words), fold(words)))
    return {match.rule[6:]: match for match in found}


def by_minute(heads: list[str], values: list[str], *, step: int = 1, moving: float = 0.0) -> Table:
    rows = [
        ["K1", f"2031-05-03 08:{i * step % 60:02d}", f"{39.90458 + moving * i:.5f}", f"{98.36217:.5f}", *values]
        for i in range(30)
    ]
    return [["站号", "时间", "纬度", "经度", *heads], *rows]


@pytest.mark.parametrize("heads", [["气压", "风速"], ["wind", "qnh", "rvr"], ["气温", "湿度"]])
def test_two_elements_by_the_minute_at_one_exact_place_are_a_station(heads: list[str]) -> None:
    values = [f"{880 - 90 * i}.5" for i in range(len(heads))]
    assert of_sheet(by_minute(heads, values))["positions"].facts["of"] == "weather"


@pytest.mark.parametrize(
    "table",
    [
        by_minute(["气压"], ["880.1"]),
        by_minute(["气压", "风速"], ["880.1", "3.0"], moving=0.0021),
        by_minute(["车速", "油量"], ["41", "30"]),
    ],
    ids=["one element", "what moves", "a bus"],
)
def test_what_moves_or_measures_one_thing_is_no_station(table: Table) -> None:
    found = of_sheet(table)
    assert "weather_series" not in found
    assert "positions" not in found or found["positions"].facts["of"] != "weather"


def flowing(heads: list[str]) -> Table:
    rows = [["M1", f"2031-03-03 {i % 24:02d}:00", f"{31 + (37 * i) % 150}.4", str(53 * i % 360), "10"] for i in range(24)]
    return [heads, *rows]


@pytest.mark.parametrize(
    "heads", [["站", "时间", "流速cm/s", "流向", "水层"], ["mooring", "utc", "curr_speed", "curr_dir", "depth_m"]]
)
def test_speed_and_way_of_the_water_by_the_hour_are_currents(heads: list[str]) -> None:
    assert "current_series" in of_sheet(flowing(heads))


@pytest.mark.parametrize("heads", [["塔", "时间", "风速", "风向", "高度"], ["truck", "utc", "speed", "dir", "load"]])
def test_wind_and_traffic_are_no_currents(heads: list[str]) -> None:
    assert "current_series" not in of_sheet(flowing(heads))


def depots(head: str, *, large: int = 40_000) -> Table:
    return [["Code", "Lat", "Lon", head], *([f"D{i}", f"33.{i}548", f"114.{i}456", str(large + 7 * i)] for i in range(1, 8))]


@pytest.mark.parametrize("head", ["State reserve wheat t", "储备铜（吨）", "战备柴油t", "strategic reserve crude, t"])
def test_a_head_that_names_goods_of_the_reserve_speaks_for_its_column(head: str) -> None:
    assert "stores" in of_sheet(depots(head))


def test_small_or_private_stock_is_no_reserve() -> None:
    assert "stores" not in of_sheet(depots("State reserve wheat t", large=3))
    assert "stores" not in of_sheet(depots("Wheat t"))


def ships(names: list[str], task: str) -> Table:
    rows = [
        [names[i % len(names)], f"2031-10-{i + 1:02d}T05:20", f"26.9{i}619", f"122.8{i}686", task if i % 3 else "patrol"]
        for i in range(9)
    ]
    return [["Vessel", "Time", "Lat", "Lon", "Task"], *rows]


@pytest.mark.parametrize(
    ("names", "task"), [(["Haijing 1411", "Haijing 1412"], "AIS off"), (["渔政204", "渔政206"], "关AIS伴航")]
)
def test_ships_of_the_state_that_go_dark_are_named_works(names: list[str], task: str) -> None:
    assert of_sheet(ships(names, task))["positions"].facts["of"] == "military"


def test_fishing_boats_are_not() -> None:
    assert of_sheet(ships(["Lurong 204", "Lurong 206"], "AIS off"))["positions"].facts["of"] == ""


@pytest.mark.parametrize("between", ["-", ". ", " ", "．"])
def test_answers_one_behind_the_other_are_a_key(between: str) -> None:
    words = "  ".join(f"{n}{between}{letter}" for n, letter in enumerate(LETTERS, 21))
    assert of_text(f"印刷车间收\n{words}\n")["answer_key"].facts["answers"] == len(LETTERS)


@pytest.mark.parametrize(
    "words",
    [
        " ".join(f"{7 * n % 40}-{letter}" for n, letter in enumerate(LETTERS, 1)),
        " ".join(f"{n}-A" for n in range(1, 21)),
        "1-C 2-A 3-E 4-B 5-B",
    ],
    ids=["out of order", "one letter", "five"],
)
def test_seats_gates_and_short_runs_are_no_key(words: str) -> None:
    assert "answer_key" not in of_text(words)


def test_firms_by_code_or_what_only_they_report() -> None:
    firms = ["恒岭冶炼", "中沙矿业", "金陂选矿", "新塘钽业", "宝峰材料"]
    rows = [[str(i + 1), name, f"9143731290191{i}B9", str(22503 + i), str(712 + i), "2120"] for i, name in enumerate(firms)]
    assert "establishments" in of_sheet([["序", "企业名称", "统一社会信用代码", "营业收入千元", "从业人员", "应交税金"], *rows])
    assert "establishments" not in of_sheet(
        [["序", "企业名称", "网站编号", "营业收入千元", "城市", "年份"], *([*row[:2], "a", row[3], "x", "2031"] for row in rows)]
    )


def test_two_exact_places_by_name_are_a_list() -> None:
    assert (
        of_sheet([["站名", "经度", "纬度"], ["河口遥测站", "98.412736", "24.118352"], ["龙背水文站", "98.377214", "24.096681"]])[
            "positions"
        ].facts["rows"]
        == 2
    )
    assert "positions" not in of_sheet(
        [["站名", "经度", "纬度"], ["河口遥测站", "98.41", "24.11"], ["龙背水文站", "98.37", "24.09"]]
    )
