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
    ("names", "task"),
    [
        (["Haijing 1411", "Haijing 1412"], "AIS off"),
        (["渔政204", "渔政206"], "关AIS伴航"),
        (["CCG 331", "CCG 332"], "transponder off"),
        (["海警11", "海警12"], "AIS关闭"),
    ],
)
def test_ships_of_the_state_that_go_dark_are_named_works(names: list[str], task: str) -> None:
    assert of_sheet(ships(names, task))["positions"].facts["of"] == "military"


def test_fishing_boats_are_not() -> None:
    assert of_sheet(ships(["Lurong 204", "Lurong 206"], "AIS off"))["positions"].facts["of"] == ""


@pytest.mark.parametrize("between", ["-", ". ", " ", "．"])
def test_answers_one_behind_the_other_are_a_key(between: str) -> None:
    words = "  ".join(f"{n}{between}{letter}" for n, letter in enumerate(LETTERS, 21))
    assert of_text(f"印刷车间收卷\n{words}\n")["answer_key"].facts["answers"] == len(LETTERS)


@pytest.mark.parametrize(
    "words",
    [
        "key " + " ".join(f"{7 * n % 40}-{letter}" for n, letter in enumerate(LETTERS, 1)),
        "key " + " ".join(f"{n}-A" for n in range(1, 21)),
        "1-C 2-A 3-E 4-B 5-B",
        "Boarding: " + ", ".join(f"{n} {letter}" for n, letter in enumerate(LETTERS, 1)),
    ],
    ids=["out of order", "one letter", "five", "gates"],
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


def test_a_column_may_stand_between_a_question_and_its_answer() -> None:
    rows = [[str(i), ["判断", "单选"][i % 2], LETTERS[i], "2"] for i in range(1, 20)]
    assert "answer_key" in of_sheet([["考号", "题组", "标准答案", "分值"], *rows])
    assert "answer_key" not in of_sheet([["座号", "班组", "等第", "人数"], *rows])


def test_an_enterprise_and_its_code_may_share_a_cell() -> None:
    rows = [[f"Bohe Plastics (91440995{i}MA5C6109X)", str(56073.5 + i), str(148 + i), str(8649 + i)] for i in range(6)]
    assert "establishments" in of_sheet([["Enterprise (credit code)", "Output", "Staff", "Energy"], *rows])
    bare = [["Bohe Plastics", *row[1:]] for row in rows]
    assert "establishments" not in of_sheet([["Enterprise", "Output", "Staff", "Floor"], *bare])


def test_heads_of_tariff_numbers_carry_their_length() -> None:
    rows = [[f"Linlan Timber Co {i}", "84335990", "KR", str(377.1 + i), str(818976 + i)] for i in range(6)]
    assert "trade" in of_sheet([["enterprise", "hs8", "dest", "qty_t", "usd"], *rows])


def wells(served: str) -> Table:
    rows = [[f"W-{i}", f"112.61{i}137", f"30.70{i}291", str(92 + i), served if i % 2 else "医院"] for i in range(8)]
    return [["井号", "经度", "纬度", "井深m", "供水对象"], *rows]


def test_among_hospitals_no_barracks_are_public() -> None:
    assert of_sheet(wells("部队营区"))["positions"].facts["public_context"] is False
    assert of_sheet(wells("学校"))["positions"].facts["public_context"] is True


def test_quotas_of_scarce_minerals_by_firm_need_no_tariff_number() -> None:
    rows = [[f"岭{i}稀土", str(310 + i), str(290 - i)] for i in range(6)]
    assert "trade" in of_sheet([["企业", "2031年稀土指标(吨)", "上年"], *rows])
    assert "trade" not in of_sheet([["企业", "2031年招聘指标", "上年"], *rows])


def test_what_only_a_respondent_reports_names_it_whatever_it_is_called() -> None:
    rows = [[f"华{i}锡业", str(9120 + i), str(212 + i), str(31 + i), str(77 + i)] for i in range(6)]
    assert "establishments" in of_sheet([["户名", "产值", "从业人数", "税金", "用电"], *rows])
    assert "establishments" not in of_sheet([["户名", "票数", "名次", "得分", "组别"], *rows])


def test_shells_by_number_at_exact_places_are_military() -> None:
    rows = [[f"点{i}", f"30.70{i}123", f"112.60{i}456", f"{20 + i}枚"] for i in range(6)]
    assert of_sheet([["点名", "纬度", "经度", "存弹"], *rows])["positions"].facts["of"] == "military"
    assert of_sheet([["点名", "纬度", "经度", "存货"], *rows])["positions"].facts["of"] == ""
