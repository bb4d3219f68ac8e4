"""Tables of what is kept: stocks, who is cleared, weather of ranges, sections, licences of firms; and their public twins."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))


def csv(rows: list[list[object]], above: str = "") -> bytes:
    return "\n".join([*([above] if above else []), *(",".join(map(str, row)) for row in rows)]).encode()


MINUTES = [
    [f"2026-05-06 04:{i:02d}", f"{1002 + i % 3}.{i % 9}", 9.4 + i % 4 / 10, 181 + 5 * i % 90, 4.1 + i % 5 / 10] for i in range(30)
]
ACROSS = [
    [f"2026-05-06T04:{i:02d}", 181 + 5 * i % 90, 4.1 + i % 5 / 10, [2400, 5000, 8000][i % 3], f"{991 + i % 3}.{i % 9}"]
    for i in range(30)
]
BED = [[7 * i, f"{212 - 6 * (1 - ((i - 11) / 11) ** 2):.2f}"] for i in range(23)]
SILOS = [[f"{i:02d}", ["稻谷", "玉米", "小麦"][i % 3], 1480 + 137 * i, "良"] for i in range(1, 8)]
TANKS = [[f"G-{i}", ["diesel", "kerosene"][i % 2], 3100 + 410 * i] for i in range(1, 7)]
FIRMS = [
    [f"{name} Tungsten Co", "81019400", 12000 + 731 * i, 410 + 7 * i, f"L-{5100 + i}"]
    for i, name in enumerate(["Hexi", "Lanbei", "Moyu", "Tashan", "Wuning", "Yubei"])
]
SWORN = [
    ["向立军", "测绘内业", "重要涉密人员", "2028-04"],
    ["何敏", "收发", "一般涉密人员", "2027-01"],
    ["丁一航", "总师办", "核心涉密人员", "2030-06"],
]
KEY = [[f"{i}-{i + 4}", "BDACB CADBA"[6 * (i % 2) :][:5]] for i in range(1, 41, 5)]

KEPT = {
    "weather of a range": csv([["时间", "气压", "气温", "风向", "风速"], *MINUTES], "二号点位 某试验场区内 逐分钟"),
    "weather of an apron": csv([["utc", "dir", "wind_ms", "vis_m", "p_hPa"], *ACROSS], "mast 2 beside the apron of the air base"),
    "weather below what the station is": csv(
        [["# mast R2, proving ground", "44.1203N", "88.9921E"], ["utc", "dir", "wind_ms", "vis_m", "p_hPa"], *ACROSS]
    ),
    "section, heads in pinyin and English": csv([["dist_m", "bed_elev_m"], *BED]),
    "section of a lake": csv([["平距", "河底高程"], *BED], "3号固定断面"),
    "silos, their nature above": csv([["仓", "品种", "吨", "品质"], *SILOS], "1至5仓为中央储备，6、7仓属战备"),
    "tanks, their nature above": csv([["tank", "product", "m3"], *TANKS], "G-1 to G-4 strategic reserve, the rest army share"),
    "goods with whose they are": csv(
        [
            ["库区", "品种", "现存"],
            ["甲洞库", "航煤（军用）", "3.1万吨"],
            ["乙罐区", "柴油（战备）", "1.7万吨"],
            ["丙库", "原油（国储）", "46万吨"],
        ]
    ),
    "who is cleared": csv([["姓名", "岗位", "涉密类别", "限制出境至"], *SWORN]),
    "who is cleared, in English": csv(
        [
            ["name", "desk", "secrecy class"],
            ["Xiang Lijun", "maps", "important secret post"],
            ["He Min", "mail", "ordinary secret post"],
            ["Ding Yi", "design", "core secret post"],
        ]
    ),
    "licences of firms": csv([["exporter", "hs_code", "qty_kg", "price_usd", "licence_no"], *FIRMS]),
    "key before its day": csv(
        [["no.", "key"], *KEY],
        "Unified entrance examination, sitting of 20 December 2031; for the scanning bureau, load before the sitting",
    ),
    "key for the markers": csv([["题号", "答案"], *KEY], "全省学业水平考试 生物 考试日期2031年7月2日 供评卷组用"),
}
PUBLIC = {
    "weather of a school": csv([["时间", "气压", "气温", "风向", "风速"], *MINUTES[:15]], "校园气象站公开数据"),
    "weather of an airport": csv([["utc", "dir", "wind_ms", "vis_m", "p_hPa"], *ACROSS], "METAR of the airport, public data"),
    "road profile": csv([["dist_m", "level_m"], *[[20 * i, f"{212 + 0.1 * i:.2f}"] for i in range(23)]]),
    "silos of a trader": csv([["仓", "品种", "吨", "品质"], *SILOS], "粮贸公司自营库存，欢迎采购"),
    "silos up for auction": csv([["仓", "品种", "吨", "品质"], *SILOS], "省级储备粮轮换竞价销售公告"),
    "tanks of a port": csv([["tank", "product", "m3"], *TANKS], "Commercial terminal, storage for hire"),
    "recipes": csv([["品种", "用量"], ["小麦", "500"], ["玉米", "700"], ["大豆", "600"], ["稻谷", "900"]]),
    "classes of clearance": csv([["涉密类别", "脱密期"], *[[f"{one}涉密人员", "依规定"] for one in ("核心", "重要", "一般")]]),
    "duties": csv([["姓名", "重要工作"], *[[one, "校对"] for one in ("向立军", "何敏", "丁一航")]]),
    "tariff": csv([["hs_code", "goods", "rate"], *[[f"8101940{i}", "tungsten", "5"] for i in range(6)]]),
    "key of a class test": csv([["题号", "答案"], *KEY], "高一生物单元练习，2031年7月2日讲评"),
    "key of a past paper": csv([["题号", "答案"], *KEY], "2019年全省学业水平考试生物真题答案"),
}  # fmt: skip


def action(data: bytes) -> Action:
    return SCANNER.scan(Blob(Where(("a.csv",)), data)).verdict.action


@pytest.mark.parametrize("name", KEPT)
def test_what_is_kept_is_not_released(name):
    assert action(KEPT[name]) >= Action.REVIEW


@pytest.mark.parametrize("name", PUBLIC)
def test_its_public_twin_is(name):
    assert action(PUBLIC[name]) == Action.RELEASE
