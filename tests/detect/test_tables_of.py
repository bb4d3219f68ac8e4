"""Tables told by what stands in them: military rows, radar, soundings, weather, keys, sections, parameters."""

from __future__ import annotations

import pytest

from outscan.detect.tables import TableDetector
from outscan.detect.tables.parameters import parameters
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Part, Segment, Where, grid, spot


def of_text(text: str) -> list[Match]:
    return list(TableDetector().detect(Reading(0, Segment(Where(), text), fold(text))))


def of_rows(rows: list[list[str]]) -> list[Match]:
    cells = [(r, c, value) for r, row in enumerate(rows) for c, value in enumerate(row) if value]
    text, places = grid(spot("sheet", name="成果"), cells, "A1")
    return list(TableDetector().detect(Reading(0, Segment(Where(("表.xlsx",), Part.TABLE), text, places), fold(text))))


def kinds(matches: list[Match]) -> list[str]:
    return [match.rule.removeprefix("table/") for match in matches]


def placed(head, names, *columns, count=8):
    rows = [list(head)]
    for i in range(count):
        row = [f"P{i}", names[i % len(names)], f"{30.1 + i * 0.02171:.5f}", f"{103.3 + i * 0.01317:.5f}"]
        rows.append([*row, *(str(column(i)) for column in columns)])
    return rows


def of(rows):
    return [match.facts.get("of") for match in of_rows(rows) if match.rule == "table/positions"]


HEAD = ("id", "name", "lat", "lon")
MILITARY = [
    ["弹药库北门", "营区锅炉房", "水塔"],
    ["机堡", "哨所", "桥"],
    ["ammunition shed", "barracks gate", "water tower"],
    ["pier 2, grey ships", "radar head", "school"],
    ["火箭军某部大门", "导弹阵地入口", "乡政府"],
]
CIVIL = [
    ["军民路站", "东门", "医院"],
    ["泵房", "变电站", "水厂"],
    ["school", "town hall", "bus stop"],
    ["军事博物馆", "景区东门", "停车场"],
    ["radar chart shop", "Barrack Street", "Navy Pier cafe"],
]


@pytest.mark.parametrize("names", MILITARY, ids=[names[0] for names in MILITARY])
def test_rows_that_name_military_works(names):
    assert of(placed(HEAD, names)) == ["military"]


@pytest.mark.parametrize("names", CIVIL, ids=[names[0] for names in CIVIL])
def test_one_such_word_or_none_is_no_military_table(names):
    assert of(placed(HEAD, names)) == [""]


@pytest.mark.parametrize(
    ("more", "what"),
    [
        (("频率MHz", "峰值功率kW"), "radar"),
        (("freq_MHz", "antenna_m"), "radar"),
        (("频点", "天线增益"), "radar"),
        (("水深", "声速"), "seabed"),
        (("depth_m", "svp_ms"), "seabed"),
        (("测深", "底质粒径"), "seabed"),
        (("套餐", "人数"), ""),
        (("频率", "次数"), ""),
        (("深度", "水量"), ""),
        (("power", "price"), ""),
        (("depth", "diameter"), ""),
    ],
)
def test_two_heads_that_belong_together(more, what):
    assert of(placed((*HEAD, *more), ["甲", "乙", "丙"], lambda i: 20 + i * 3, lambda i: 1490 + i * 7 % 31)) == [what]


@pytest.mark.parametrize(
    ("heads", "what"),
    [
        (("时间", "气压", "气温", "湿度", "风向", "风速"), "weather"),
        (("UTC", "P_hPa", "T", "RH", "WD", "WS"), "weather"),
        (("time", "pressure", "temp", "humidity", "wind_dir", "wind speed"), "weather"),
        (("时间", "温度", "车速", "油量", "里程", "转速"), ""),
        (("time", "T", "price", "sold", "left", "bikes"), ""),
    ],
)
def test_weather_is_told_by_its_heads_and_minutes(heads, what):
    rows = [["st", "lat", "lon", *heads]]
    rows += [
        ["N3", "37.61832", "101.22951", f"2026-11-12 08:{i:02d}", f"{790 + i % 5}", "1.2", "44", "90", f"{i % 9}.1"]
        for i in range(24)
    ]
    assert of(rows) == [what]


def answered(head, pairs, letters, count=10):
    rows = [head] if head else []
    rows += [
        [one for p in range(pairs) for one in (str(1 + i + p * count), letters[(i * 7 + p) % len(letters)])] for i in range(count)
    ]
    return rows


@pytest.mark.parametrize(
    ("head", "pairs", "letters", "count"),
    [
        (["题号", "选", "题号", "选"], 2, "ABCD", 10),
        (["题号", "答案"], 1, "ABCDE", 40),
        (["question", "key"], 1, "ABCD", 20),
        (["Question", "Answer", "Question", "Answer", "Question", "Answer"], 3, "ABCD", 8),
        (["小题", "正确选项"], 1, "ABC", 30),
    ],
)
def test_a_key_of_an_examination(head, pairs, letters, count):
    found = of_rows(answered(head, pairs, letters, count))
    assert kinds(found) == ["answer_key"]
    assert found[0].facts["answers"] == pairs * count


@pytest.mark.parametrize(
    ("head", "letters", "count"),
    [
        (["学号", "等级"], "ABC", 30),
        (["工号", "绩效"], "ABCD", 30),
        (["题号", "答案"], "AB", 30),
        (["题号", "答案"], "ABCD", 9),
        (["room", "block"], "ABCD", 30),
    ],
)
def test_marks_and_classes_in_letters_are_no_key(head, letters, count):
    assert "answer_key" not in kinds(of_rows(answered(head, 1, letters, count)))


@pytest.mark.parametrize(
    "caption", ["断面号 CS17 左岸起  测时 2026.08.14", "CS4  river  left bank", "大断面 3  八五基面  实测", "XS 12  主航道  八月"]
)
def test_sections_below_a_caption_one_after_the_other(caption):
    def section(base):
        return "\n".join(f"{i * 6.5:.1f}\t{base - 9 * (1 - ((i - 14) / 14) ** 2):.2f}" for i in range(29))

    assert kinds(of_text(f"{caption}\n{section(478.4)}\n{caption}\n{section(477.1)}\n")) == ["cross_section"]
    climb = "\n".join(f"{i * 6.5:.1f}\t{400 + i / 10:.2f}" for i in range(29))
    assert "cross_section" not in kinds(of_text(f"{caption}\n{climb}\n"))


@pytest.mark.parametrize(
    "text",
    [
        "三个平移量分别为负一百二十六点四一三米、负八十七点零五二米、正四十三点六六八米；三个旋转角依次为零点三一七秒、负一点二〇四秒、二点七七三秒",
        "平移X为-112.4371米、Y为86.0925米、Z为31.7748米，旋转分别为0.84127秒、-1.20763秒、2.03318秒",
        "The shifts are X minus 118.402, Y 87.117 and Z 45.908 metres; rotations 1.20391, -0.88123 and 2.01577 arc-seconds",
        "平移量：-23.142、108.557、61.208 m；旋转 1.2035、-0.8812、2.0417 秒",
        "平移值依次是正十二点三、负八点一、负三十点二米，转角依次为一点一、零点二、零点九秒",
    ],
)
def test_parameters_in_words_and_by_axes(text):
    assert [kind for kind, *_ in parameters(fold(text).text)] == ["transformation_parameters"]


@pytest.mark.parametrize(
    "text",
    [
        "平移三步、旋转两次、缩放一半",
        "平移参数为一、二、三三个，旋转参数三个。",
        "向前平移十米、左转三十度、再走五米",
        "本章讲平移、旋转和尺度三类参数。",
        "图形平移后再旋转九十度，尺度不变。",
    ],
)
def test_figures_of_speech_are_no_parameters(text):
    assert not list(parameters(fold(text).text))
