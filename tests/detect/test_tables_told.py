"""Weather by the minute, logins, trade by firm, keys across, tracks and stations: told by heads together and by values."""

from __future__ import annotations

import pytest

from outscan.detect.tables import TableDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Part, Segment, Where, grid, spot


def of_rows(rows: list[list[str]]) -> list[Match]:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    text, places = grid(spot("sheet", name="成果"), cells, "A1")
    return list(TableDetector().detect(Reading(0, Segment(Where(("表.xlsx",), Part.TABLE), text, places), fold(text))))


def kinds(rows: list[list[str]]) -> set[str]:
    return {match.rule.removeprefix("table/") for match in of_rows(rows)}


def timed(head: list[str], step: int, count: int = 24) -> list[list[str]]:
    return [head] + [
        [
            f"2026-09-14 {i * step // 60 % 24:02d}:{i * step % 60:02d}",
            *(f"{10 + 7 * i % 11 + j}.{i % 9}" for j in range(len(head) - 1)),
        ]
        for i in range(count)
    ]


@pytest.mark.parametrize(
    ("head", "step"),
    [
        (["time", "T", "RH", "p", "ws", "wd", "gust", "vis"], 1),
        (["utc", "wind_dir", "wind_m_s", "T", "p_hPa", "visibility", "launch window"], 3),
        (["utc", "p hPa", "T", "RH", "dd10", "ff10", "vis"], 1),
        (["时间", "气温", "湿度", "10m风", "云底m", "能见度m"], 15),
        (["时间", "风速70m", "风向", "气压hPa", "温度", "湿度"], 5),
    ],
)
def test_weather_by_the_minute_is_known_by_its_elements(head, step):
    assert "weather_series" in kinds(timed(head, step))


@pytest.mark.parametrize(
    ("head", "step"),
    [
        (["time", "T", "RH"], 1),
        (["time", "T", "RH", "p", "ws", "wd"], 60),
        (["时间", "价格", "数量", "库存", "客流"], 5),
        (["time", "cpu", "memory", "disk", "net"], 1),
        (["时间", "心率", "血压", "体温", "呼吸"], 5),
    ],
)
def test_rooms_hours_and_other_series_are_not(head, step):
    assert "weather_series" not in kinds(timed(head, step))


LOGINS = [
    [["host", "ip", "login", "pw"], ["a1", "10.1.1.2", "op", "Zk#22"], ["a2", "10.1.1.3", "op", "Zk#23"]],
    [
        ["unit", "ip", "port", "user", "pass"],
        ["G1", "172.21.4.11", "502", "eng", "Dragon"],
        ["G2", "172.21.4.12", "502", "eng", "Dr2"],
    ],
    [["设备", "地址", "账号", "口令"], ["闸一", "10.3.2.1", "opr", "zk1"], ["闸二", "10.3.2.2", "opr", "zk2"]],
    [["主机", "IP", "用户名", "密码"], ["db", "192.168.3.4", "sa", "qwe!1"], ["web", "192.168.3.5", "root", "toor9"]],
    [["gateway", "address", "account", "password"], ["n", "10.9.0.1:22", "adm", "x9y8"], ["s", "10.9.0.2:22", "adm", "x9y7"]],
]
NO_LOGINS = [
    [["host", "ip", "login", "pw"], ["a1", "10.1.1.2", "op", "****"], ["a2", "10.1.1.3", "op", "****"]],
    [["host", "ip", "role", "owner"], ["a1", "10.1.1.2", "web", "Li"], ["a2", "10.1.1.3", "db", "Wu"]],
    [["姓名", "账号", "密码", "备注"], ["李", "li", "（略）", "新"], ["王", "wang", "（略）", "新"]],
    [["field", "type", "user", "password"], ["a", "text", "yes", "yes"], ["b", "int", "no", "no"]],
    [["设备", "地址", "账号", "口令"], ["闸一", "10.3.2.1", "opr", "无"], ["闸二", "10.3.2.2", "opr", "略"]],
]


@pytest.mark.parametrize("rows", LOGINS)
def test_hosts_with_names_and_passwords_are_logins(rows):
    assert "logins" in kinds(rows)


@pytest.mark.parametrize("rows", NO_LOGINS)
def test_hosts_without_what_opens_them_are_not(rows):
    assert "logins" not in kinds(rows)


def across(papers: list[str], letters: str, count: int) -> list[list[str]]:
    rows = [["题号", *(str(i + 1) for i in range(count))]]
    return rows + [[name, *(letters[(i * (n + 2)) % len(letters)] for i in range(count))] for n, name in enumerate(papers)]


@pytest.mark.parametrize(
    ("papers", "letters", "count"), [(["A", "B"], "ACBDD", 10), (["00023", "00420"], "BDAC", 10), (["key"], "ABCDACD", 20)]
)
def test_a_key_across_is_a_key(papers, letters, count):
    assert "answer_key" in kinds(across(papers, letters, count))


@pytest.mark.parametrize(("papers", "letters", "count"), [(["A"], "ACBD", 6), (["班"], "AB", 20), (["等级"], "优良中", 20)])
def test_few_or_uniform_letters_are_not(papers, letters, count):
    assert "answer_key" not in kinds(across(papers, letters, count))


def test_trade_needs_tariff_firm_and_two_of_amount_price_quota():
    rows = [["税号", "企业", "数量kg", "单价USD"], *([f"2846901{i}", "岭川公司", f"{i}323", f"{i}5.2"] for i in range(1, 7))]
    assert "trade" in kinds(rows)
    assert "trade" not in kinds([[one for at, one in enumerate(row) if at != 1] for row in rows])
    assert "trade" not in kinds([["税号", "商品", "税率", "退税率"], *([f"2846901{i}", "铽", f"{i}", "13"] for i in range(1, 7))])


@pytest.mark.parametrize(
    ("head", "name", "what"),
    [
        (["plate", "ts", "lon", "lat"], "苏A8885{}", "vehicles"),
        (["vin", "time", "lon", "lat"], "LCW0134388441523{}", "vehicles"),
        (["站名", "时间", "经度", "纬度", "频率MHz"], "小江桥{}", "stations"),
        (["shop", "ts", "lon", "lat"], "North {}", ""),
    ],
)
def test_positions_say_whose_they_are(head, name, what):
    rows = [
        [name.format(i), f"2026-10-26 13:5{i}", f"118.72729{i}", f"32.06872{i}", *(["231.32"] if len(head) > 4 else [])]
        for i in range(6)
    ]
    found = [match for match in of_rows([head, *rows]) if match.rule == "table/positions"]
    assert [match.facts.get("of") for match in found] == [what]


def test_a_list_of_names_may_be_tracks_as_well():
    drivers = [["vin", "driver", "phone", "ts", "lon", "lat"]] + [
        [f"LCW0134388441523{i}", "Geng Wei", f"1390000123{i}", f"2026-04-11 21:5{i}", f"113.38880{i}", f"34.53422{i}"]
        for i in range(8)
    ]
    assert {"name_list", "positions"} <= kinds(drivers)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["姓名", "身份证号", "诊断"], ["王某{}", "11010519800312012{}", "肺结核"]),
        (["员工", "部门", "证件"], ["赵某{}", "三室", "32010219790723452{}"]),
        (["学员", "电话"], ["李某{}", "1391234567{}"]),
        (["Name", "ID", "finding"], ["Zhou Wei {}", "44030619900101112{}", "carrier"]),
    ],
)
def test_people_are_listed_in_rows_of_one_number(head, row):
    assert "name_list" in kinds([head] + [[cell.format(i) for cell in row] for i in range(1, 6)])


@pytest.mark.parametrize(
    ("head", "row"),
    [
        (["品名", "条码"], ["课桌{}", "69010519800312012{}"]),
        (["姓名", "奖项"], ["王某{}", "一等奖"]),
        (["姓名", "项目编号"], ["王某{}", "2026110105198003{}"]),
        (["联系人", "单位"], ["李某{}", "第{}中学"]),
    ],
)
def test_goods_prizes_and_codes_of_projects_are_no_list_of_people(head, row):
    assert "name_list" not in kinds([head] + [[cell.format(i) for cell in row] for i in range(1, 6)])


def test_one_number_over_and_over_is_a_placeholder():
    rows = [["name", "id", "mobile"]] + [[f"测试用户{i}", "11010119900101000X", "13800138000"] for i in range(9)]
    assert "name_list" not in kinds(rows)


SOME = ["周启年", "江予川", "罗定坤", "鲍世隆", "丁若蘅", "郑一鸣"]


@pytest.mark.parametrize(
    ("names", "head", "found"),
    [
        (SOME, "主要诊断", True),
        (SOME, "用药", True),
        (["Zhou Wei", "Ding Ruo", "Bao Shilong", "Luo Ding", "Zheng Yiming", "Jiang Yu"], "diagnosis", True),
        (["患者A", "患者B", "患者C", "患者D", "患者E", "患者F"], "诊断", False),
        (["周某", "江某", "罗某", "鲍某", "丁某", "郑某"], "诊断", False),
        ([*SOME[:5], "郑某"], "诊断", True),
        ([*SOME[:4], "丁*", "郑**"], "诊断", True),
        ([*SOME[:3], "鲍某", "丁某", "郑某"], "诊断", False),
        (SOME, "培训科目", False),
        (SOME, "参赛项目", False),
    ],
)
def test_people_beside_their_illness_are_persons(names, head, found):
    heading = ["No", "Name" if head == "diagnosis" else "姓名", "职务", head]
    rows = [heading, *([str(i), name, "主任", f"第{i}项"] for i, name in enumerate(names, 1))]
    assert ("microdata" in kinds(rows)) is found


def lying(title: list[str], unit: str = "") -> list[list[str]]:
    days = [["月\\日", *(str(d) for d in range(1, 32))]]
    return [
        [*title, unit],
        *days,
        *([str(m), *(f"{300 + 50 * (m * 5 % 7) + d * 7 % 23}.{d % 9}" for d in range(1, 32))] for m in range(1, 13)),
    ]


@pytest.mark.parametrize(
    ("title", "unit", "kind"),
    [
        (["下口（界河左岸）", "2019"], "单位 m³/s", "discharge_series"),
        (["柏树水文站", "2020"], "水位 m", "water_level"),
        (["昌渡站 2025年"], "", "daily_matrix"),
        (["用电 2025年"], "", "daily_matrix"),
    ],
)
def test_a_row_a_month_and_a_column_a_day_is_the_yearbook_s_table_lying_down(title, unit, kind):
    assert kind in kinds(lying(title, unit))


@pytest.mark.parametrize(
    ("title", "gauge"),
    [
        ("昌渡站 2025年", True),
        ("柏河下口", True),
        ("东门加油站 2025年", False),
        ("气象站日照", False),
        ("象山站人次", False),
        *((f"{name} 2025年", False) for name in ("河南", "河北", "浙江", "江苏", "江西", "天河区", "过渡期", "摆渡车")),
        *((f"{name}站 2025年", False) for name in ("驿", "快递", "工作", "换电", "加油", "服务", "回收", "充电")),
        *((f"{name} 2025年", True) for name in ("清江", "洛河", "石门渡", "老渡口", "柳河站", "石驿水库")),
        ("2025年", False),
    ],
)
def test_a_daily_table_says_whether_its_title_names_a_station(title, gauge):
    (found,) = [match for match in of_rows(lying([title])) if match.rule == "table/daily_matrix"]
    assert found.facts["gauge"] is gauge


@pytest.mark.parametrize(
    ("heads", "military"),
    [
        (["炮/架", "弹库存(枚)", "看守"], True),
        (["火箭架", "弹药", "岗哨"], True),
        (["shells", "guards", "note"], True),
        (["弹种", "数量(枚)", "备注"], True),
        (["弹库存(枚)", "月租", "备注"], False),
        (["金牌枚数", "银牌枚数", "铜牌枚数"], False),
        (["看守", "岗哨", "备注"], False),
        (["花炮(枚)", "礼炮(枚)", "鞭炮"], False),
        (["烟花火箭(枚)", "烟花礼弹库存", "看守"], False),
        (["消防水炮", "值守", "备注"], False),
        (["月租", "车位", "看守"], False),
        (["评分", "电话", "营业时间"], False),
    ],
)
def test_stores_of_shells_and_their_guards_are_military(heads, military):
    rows = [["点名", "经度", "纬度", *heads]] + [
        [f"南{i}梁", f"106.3714{i}", f"35.9276{i}", "2", f"{30 + i}", "1人"] for i in range(6)
    ]
    assert [match.facts["of"] for match in of_rows(rows) if match.rule == "table/positions"] == ["military" if military else ""]


def test_anomalies_over_northings_are_a_grid():
    rows = [["easting", "northing", "free_air", "bouguer"]] + [
        [f"{500000 + 2500 * (i % 5)}.0", f"{4400000 + 2500 * (i // 5)}.0", f"{-19.99 + i}", f"{-195.7 + 3 * i}"]
        for i in range(20)
    ]
    assert "gravity_grid" in kinds(rows)
    plain = [["easting", "northing", "price", "area"], *([*row[:2], f"{i}.5", f"{i + 80}.2"] for i, row in enumerate(rows[1:]))]
    assert not {"gravity_grid", "geoid_grid"} & kinds(plain)
