"""What only arises together: found over files, zips and mails, and not where files only lie beside one another."""

import io
import itertools
import pickle
import zipfile

import msgspec
import pytest

from outscan.handover import together
from outscan.package import join
from outscan.types import Action, Blob, Where

DAYS = [f"2024-{m:02d}-{d:02d}" for m in (5, 6) for d in range(1, 29)]
CODES = [f"P{i:03d}" for i in range(20)]
POINTS = [(f"G{i:02d}", 3_400_000 + 997.123 * i, 500_000 + 731.457 * i) for i in range(8)]


def csv(rows):
    return "\n".join(",".join(map(str, row)) for row in rows)


WATER = {
    "模型/flow.csv": csv([["date", "H01", "H02", "H03"], *[[day, 50.1 + i, 60.2 + i, 70.3 + i] for i, day in enumerate(DAYS)]]),
    "站点.csv": csv(
        [["代码", "站名", "经度", "纬度"], *[[f"H0{i}", f"{i}号水文站", 100.12345 + i, 25.12345 + i] for i in (1, 2, 3)]]
    ),
}
GAUGES = {
    **{f"S10{i}.csv": csv([["date", "q"], *[[day, 5.25 + i] for day in DAYS]]) for i in (1, 2, 3)},
    "gauges.csv": csv(
        [["station_id", "river", "lat", "lon"], *[[f"S10{i}", "Nan River", 25.12345 + i, 100.2345 + i] for i in (1, 2, 3)]]
    ),
}
LOTS = {f"第{i}批.txt": f"第{i}批交付1:2000地形图数据9幅，覆盖面积9.2平方公里。" for i in (1, 2, 3)}
LISTS = {
    f"lot{i}.csv": csv([["sheet", "scale", "area (km2)"], *[[f"N{i}{k}", "1:1000", 1.0] for k in range(9)]]) for i in (1, 2, 3)
}
SAME = {
    "甲.csv": csv([["点号", "X", "Y"], *[[n, f"{x:.3f}", f"{y:.3f}"] for n, x, y in POINTS]]),
    "乙.csv": csv([["点号", "X", "Y"], *[[n, f"{x - 48.213:.3f}", f"{y + 117.664:.3f}"] for n, x, y in POINTS]]),
}
CROPS = {
    f"sheet_{k}.csv": "\n".join(
        ["corner_x,corner_y,scale,contour_m,points"]
        + [f"{512000 + 5300 * k + 731 * i % 4999:d},{4093000 + 977 * i % 4999:d},1:2000,1,{40 + i}.13" for i in range(24)]
    )
    for k in range(3)
}
TWO_GRIDS = {
    "甲册.csv": csv([["点名", "x", "y"], *[[n, f"{x:.4f}", f"{y:.4f}"] for n, x, y in POINTS]]),
    "乙册.csv": csv([["点名", "北", "东"], *[[n, f"{x - 3_300_000:.4f}", f"{y - 480_000:.4f}"] for n, x, y in POINTS]]),
}
PUPILS = {
    "a.csv": csv([["学号", "姓名"], *[[f"202601{i:02d}", "王芳李伟张敏"[i % 3 * 2 :][:2]] for i in range(12)]]),
    "b.csv": csv([["学号", "检查"], *[[f"202601{i:02d}", ["HBsAg阳性", "正常", "色弱"][i % 3]] for i in range(12)]]),
}
ADMITTED = {
    "p.csv": csv([["住院号", "患者姓名", "电话"], *[[f"Z{i:04d}", "赵敏", f"1381234{i:04d}"] for i in range(12)]]),
    "d.csv": csv([["住院号", "出院诊断"], *[[f"Z{i:04d}", "肺炎"] for i in range(12)]]),
}
PERSONS = {
    "临床.csv": csv([["受试者编号", "诊断", "rs671"], *[[code, "糖尿病", "AG"] for code in CODES]]),
    "对照.csv": csv([["受试者编号", "姓名", "联系电话"], *[[code, "王芳", "13512345678"] for code in CODES]]),
}
PLACES = {
    "点位.csv": csv(
        [["编号", "东经", "北纬"], *[[f"F{i:02d}", f"{104.12345 + i / 9:.5f}", f"{30.12345 + i / 9:.5f}"] for i in range(10)]]
    ),
    "清单.csv": csv([["编号", "名称"], *[[f"F{i:02d}", f"{i}号变电站"] for i in range(10)]]),
}
GRAVITY = {
    "g.csv": csv([["pt", "g_mgal"], *[[f"N{i:03d}", 979100.123 + i] for i in range(12)]]),
    "pos.csv": csv(
        [["pt", "lat", "lon"], *[[f"N{i:03d}", f"{30.123456 + i / 99:.6f}", f"{104.123456 + i / 99:.6f}"] for i in range(12)]]
    ),
}
EXAM = {
    "A.txt": "2027年硕士研究生招生考试 水力学 试题\n"
    + "\n".join(f"{i}. 下列说法正确的是\nA. 甲 B. 乙 C. 丙 D. 丁" for i in range(1, 11)),
    "B.txt": "\n".join(f"{i}. {'ABCD'[i % 4]}" for i in range(1, 11)),
}
JOINT = {
    "package/water": [WATER, GAUGES],
    "package/areas": [LOTS, LISTS, CROPS],
    "package/points": [SAME, TWO_GRIDS],
    "package/persons": [PERSONS, PUPILS, ADMITTED],
    "package/places": [PLACES],
    "package/gravity": [GRAVITY],
    "package/exam": [EXAM],
}
APART = [
    {
        "名单.csv": csv([["学号", "姓名"], *[[code, "张伟"] for code in CODES]]),
        "成绩.csv": csv([["学号", "平时", "期末"], *[[code, 88, 91] for code in CODES]]),
    },
    {
        "门店.csv": csv(
            [["编号", "经度", "纬度"], *[[f"M{i}", f"{104.12345 + i / 9:.5f}", f"{30.12345 + i / 9:.5f}"] for i in range(10)]]
        ),
        "名称.csv": csv([["编号", "名称"], *[[f"M{i}", f"便利店{i}"] for i in range(10)]]),
    },
    {
        "练习.txt": "七年级数学单元练习\n" + "\n".join(f"{i}. 计算\nA. 1 B. 2 C. 3 D. 4" for i in range(1, 11)),
        "答案.txt": EXAM["B.txt"],
    },
    {
        "名册.csv": csv([["学号", "姓名"], *[[f"202601{i:02d}", "王芳"] for i in range(12)]]),
        "食堂.csv": csv([["学号", "余额"], *[[f"202601{i:02d}", 12.5 + i] for i in range(12)]]),
    },
    {
        "shop1.csv": csv([["x", "y", "price"], *[[512000 + i * 97, 4093000 + i * 71, 12 + i] for i in range(24)]]),
        "shop2.csv": csv([["x", "y", "price"], *[[522000 + i * 97, 4093000 + i * 71, 12 + i] for i in range(24)]]),
    },
    {"一.txt": "论文使用公开的1:5万地形图，研究区面积12平方公里。", "二.txt": "课程报告：研究区面积18平方公里，底图为地形图。"},
    {
        "met.csv": csv([["date", "S1", "S2", "S3"], *[[day, 20.5, 21.5, 22.5] for day in DAYS]]),
        "st.csv": csv([["id", "name", "lat", "lon"], *[[f"S{i}", f"气象角{i}", 30.123 + i, 104.123 + i] for i in (1, 2, 3)]]),
    },
]


def run(scanner, files):
    reports = [scanner.scan(Blob(Where((name.rpartition("/")[2],)), text.encode()), f"包/{name}") for name, text in files.items()]
    return reports, together(scanner, reports)


CASES = [(rule, files) for rule, packages in JOINT.items() for files in packages]


@pytest.mark.parametrize(("rule", "files"), CASES)
def test_a_folder_scanned_in_one_run_is_a_package(scanner, rule, files):
    _, package = run(scanner, files)
    assert package is not None
    (found,) = [one for one in package.findings if one.rule == rule][:1]
    named = {match.where.member[0] for match in found.matches}
    assert len(named) > 1
    assert named <= {f"包/{name}" for name in files}
    assert package.verdict.action > Action.RELEASE


@pytest.mark.parametrize(("rule", "files"), CASES)
def test_so_is_a_zip(scanner, rule, files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    report = scanner.scan(Blob(Where(("包.zip",)), packed.getvalue()))
    assert rule in {one.rule for one in report.findings if one.upheld}
    assert report.verdict.action > Action.RELEASE


@pytest.mark.parametrize("files", APART)
def test_files_that_only_lie_beside_one_another_make_nothing(scanner, files):
    _, package = run(scanner, files)
    assert package is None


def test_the_facts_are_small_plain_and_in_any_order(scanner):
    reports, _ = run(scanner, {**WATER, **PERSONS})
    facts = [fact for report in reports for fact in report.facts]
    assert pickle.loads(pickle.dumps(facts)) == facts
    told = msgspec.json.encode(facts).decode()
    assert len(told) < 20_000
    assert "糖尿病" not in told
    assert "王芳" not in told
    first, *others = [join(order) for order in itertools.permutations(facts)]
    assert first
    assert all(other == first for other in others)


def test_more_files_take_no_finding_away(scanner):
    _, small = run(scanner, WATER)
    _, large = run(scanner, {**WATER, **PERSONS, **APART[0]})
    assert {one.rule for one in small.findings} <= {one.rule for one in large.findings}
