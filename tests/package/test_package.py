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
WORKS = ["三连营房", "弹药洞库", "雷达站", "油料库", "岗亭"]
GRID = csv([["cell", "la", "lo"], *[[f"C{i:02d}", f"{30.1 + i * 0.01371:.6f}", f"{104.2 + i * 0.01523:.6f}"] for i in range(14)]])
MILITARY = {"点.csv": GRID, "对照.txt": "\n".join(f"C{i:02d} {WORKS[i % 5]}" for i in range(14))}
MAILED = {
    "a.eml": "Subject: list\nContent-Type: text/plain; charset=utf-8\n\n"
    + "\n".join(f"C{i:02d}: {['barracks', 'radar hut', 'gate'][i % 3]}" for i in range(14)),
    "b.csv": GRID,
}
EVENTS = {
    "grid.csv": GRID,
    "events.csv": csv([["cell", "code", "when"], *[[f"C{i * 5 % 14:02d}", f"K{i % 3}", "2027-01-02 0700"] for i in range(20)]]),
    "codes.txt": "K0：潜艇离港\nK1：潜艇返港\nK2：舰艇护航",
}
ORDERED = {
    "a.csv": csv(
        [["k", "name", "town"], *[[i, f"{['Ma', 'Li', 'He'][i % 3]} {['Wei', 'Lan'][i % 2]}", "Jinhua"] for i in range(40)]]
    ),
    "b.csv": csv([["idx", "apoe", "hbv"], *[[500 + i, "e3/e4", ["pos", "neg"][i % 2]] for i in range(40)]]),
    "c.csv": csv([["k", "idx"], *[[i, 539 - i] for i in range(40)]]),
}
COVER = {
    "甲.csv": csv(
        [["码", "人员"], *[[f"R{i:02d}", name] for i, name in enumerate(("周启年", "江予川", "罗定坤", "鲍世隆", "丁若蘅"))]]
    ),
    "乙.csv": csv([["码", "护照号", "城市"], *[[f"R{i:02d}", f"E1234{i:04d}", "汉堡"] for i in range(5)]]),
}
COUNTED = {
    "表.csv": csv([["点", "dX", "dY"], *[[f"K{i}", f"{31.2 * i - 120.3:.3f}", f"{77.1 + 12.4 * i:.3f}"] for i in range(12)]]),
    "起点.txt": "0号点：X=3471205.118 Y=39528774.902（CGCS2000）",
}
SHEET = {
    "图.csv": csv([["图元", "图上x", "图上y"], ["门", 112.4, 88.1], ["罐", 131.0, 92.7], ["洞口", 140.6, 61.3]]),
    "角点.txt": "左下角 东经101°22′30″ 北纬25°10′00″，比例尺五万分之一，以左下角为零点。",
}
CONTROL = {
    "a.txt": "三个盘：HMI-1左岸闸门，HMI-2右岸闸门，HMI-3底孔。",
    "b.txt": "10.40.7.21、10.40.7.22、10.40.7.23，远程口 58.10.3.9:4433",
    "c.txt": "账号 oper 密码 Zm#1998，联锁写1旁路。",
}
FIRMS = {
    "fig.csv": csv(
        [["unit", "turnover", "staff", "loss"], *[["ABCDE"[i], 400 + i * 71, 80 + i * 13, 20 - i * 9] for i in range(5)]]
    ),
    "n.txt": "图中字母：A为恒源轴承，B为东台玻璃，C为利华印染，D为齐欣铸造，E为旭日玩具。",
}
LIVE = {
    "卷.txt": "1. 阅读材料，说明理由。（12分）\n2. 计算下列各题。（14分）\n3. 简述影响。（10分）",
    "表.csv": "事项,日期\n入闱,12月30日\n付印,12月30日\n全省统一考试,12月31日",
}
SET_B = {
    "s.txt": "Sheet B\n1. Why is the man late? A) Rain. B) Bus. C) Sleep. D) Work.\n"
    "2. What is sold? A) Tea. B) Rice. C) Ink. D) Salt.",
    "k.csv": "n,key\n1,B\n2,C\n3,A\n4,D",
    "note.txt": "For the national entrance examination on 19 December 2037, reserve set, not to be opened.",
}
RANGED = {
    "点.csv": csv(
        [["号", "x", "y"], *[[f"{n:03d}", f"{3_412_000 + 613.37 * n:.2f}", f"{511_000 + 431.71 * n:.2f}"] for n in range(1, 19)]]
    ),
    "图例.txt": "颜色按规范。\n001至007号为弹药洞库，008至012为雷达阵地，013至018为油料库。",
}
RANGED_EN = {
    "grid.csv": csv(
        [["id", "N", "E"], *[[f"P{n:02d}", f"{3_412_000 + 613.37 * n:.2f}", f"{511_431.7 + n:.2f}"] for n in range(1, 15)]]
    ),
    "key.txt": "Please use the green pen. P01 to P06 are munition bunkers, P07 to P14 are radar mounts.",
}
MAILED_KEY = {
    "data/S4.csv": csv([["t", "v"], *[[day, 71.25 + i] for i, day in enumerate(DAYS)]]),
    "data/S5.csv": csv([["t", "v"], *[[day, 31.25 + i] for i, day in enumerate(DAYS)]]),
    "to_you.txt": "To place them: S4 is the section below the weir at Shuanghe, S5 is the mouth of the Lin river. "
    "Not published anywhere, please do not quote.",
}
LETTERED = {
    "到检.csv": csv([["编号", "姓名", "电话"], *[[i, ["王芳", "李伟", "张敏"][i % 3], f"1391234{i:04d}"] for i in range(1, 21)]]),
    "批.csv": csv([["编号", "K1", "K2"], *[[i, ["+", "-"][i % 2], ["AA", "AG"][i % 2]] for i in range(1, 21)]]),
    "对照.txt": "K1 = 乙肝表面抗原\nK2 = ALDH2基因位点",
}
LETTERED_EN = {
    "who.csv": csv([["ref", "full name", "phone"], *[[i, "Li Wei", f"1391234{i:04d}"] for i in range(1, 21)]]),
    "r.csv": csv([["ref", "A1", "A2"], *[[i, ["+", "-"][i % 2], 4 + i % 3] for i in range(1, 21)]]),
    "k.txt": "A1 stands for HIV antibody\nA2 stands for glucose",
}
TENDER = {
    "钢结构.csv": csv([["项", "吨", "单价元"], ["主梁", 310, 9120], ["支腿", 205, 9340], ["杂项", 44, 10100]]),
    "纪要.txt": "人工按三万工时计。领导意见：加十五个点报，对方压价就让到九个点，最低不破成本。6月18日上午开标。",
}
TENDER_EN = {
    "pumps.csv": csv([["item", "pcs", "EUR"], ["pump", 4, 18200], ["valve", 16, 940], ["panel", 2, 7600]]),
    "notes.txt": "Bids close on Friday at noon. Put twelve on top of everything; if they push we go down to seven.",
}
VISIT = {
    "车.txt": "1号前导车，交警；2号主车：省长、部长；3号备车。9点12分由后门出发。",
    "房.csv": csv([["房", "客", "警卫"], ["801", "部长", "双岗"], ["803", "省长", "单岗"], ["805", "医生", "无"]]),
}
VISIT_EN = {
    "cars.txt": "Lead car with police, main car with the Vice-Premier, 14:05 from the pier.",
    "floor.txt": "Ninth floor: the Vice-Premier in 902, guards in 901 and 903 all night.",
    "menu.txt": "Soup, fish, pears.",
}
JOINT = {
    "package/military": [MILITARY, MAILED, EVENTS, RANGED, RANGED_EN],
    "package/origin": [COUNTED, SHEET],
    "package/control": [CONTROL],
    "package/firms": [FIRMS],
    "package/water": [WATER, GAUGES, MAILED_KEY],
    "package/areas": [LOTS, LISTS, CROPS],
    "package/points": [SAME],
    "package/grids": [TWO_GRIDS],
    "package/persons": [PERSONS, PUPILS, ADMITTED, ORDERED, COVER, LETTERED, LETTERED_EN],
    "package/tender": [TENDER, TENDER_EN],
    "package/visit": [VISIT, VISIT_EN],
    "package/places": [PLACES],
    "package/gravity": [GRAVITY],
    "package/exam": [EXAM, LIVE, SET_B],
}
APART = [
    {
        "点.csv": RANGED["点.csv"],
        "图例.txt": "001至007号为行道树，008至012为路灯，013至018为座椅。",
    },
    {
        "S4.csv": MAILED_KEY["data/S4.csv"],
        "readme.txt": "S4 is the first run of the script, S5 is the second one.",
    },
    {
        "到检.csv": LETTERED["到检.csv"],
        "批.csv": csv([["编号", "K1", "K2"], *[[i, "是", "否"] for i in range(1, 21)]]),
        "对照.txt": "K1 = 参加春游\nK2 = 自带午餐",
    },
    {
        "钢结构.csv": TENDER["钢结构.csv"],
        "通知.txt": "6月18日上午开标，请各投标人派代表参加，携带身份证件。",
    },
    {
        "pumps.csv": TENDER_EN["pumps.csv"],
        "offer.txt": "We give a discount of five per cent for orders above ten pieces.",
    },
    {
        "cars.txt": "Main car for Professor Li, second car for the students, 14:05 from the pier.",
        "floor.txt": "Ninth floor: Professor Li in 902; the guard at the door has the key.",
    },
    {
        "a.txt": "The president spoke of trade. " + "Rain fell on the square. " * 20 + "Police closed the road.",
        "b.txt": "Guards of the bank were trained. " + "Rain fell on the square. " * 20 + "The minister was in Oslo.",
    },
    {
        "a.txt": "The governor opened the fair, newspapers reported; police closed the road for an hour.",
        "b.txt": "A museum about the president and his guards opens on Monday.",
    },
    {"a.csv": GRID, "b.txt": "\n".join(f"C{i:02d} {['军事博物馆', '公园', '广场', '车站'][i % 4]}" for i in range(14))},
    {
        "stops.csv": GRID,
        "times.csv": csv([["trip", "stop", "dep"], *[[f"R{i % 3}", f"C{i:02d}", f"07:1{i % 10}"] for i in range(14)]]),
        "routes.csv": "trip,name\nR0,大学城\nR1,军区总医院\nR2,火车站",
    },
    {
        "orders.csv": csv([["order", "sku"], *[[f"O{i:02d}", f"S{i % 4}"] for i in range(14)]]),
        "goods.csv": csv([["sku", "name"], *[[f"S{i}", "mug"] for i in range(4)]]),
        "towns.csv": csv([["order", "city"], *[[f"O{i:02d}", "Ulm"] for i in range(14)]]),
    },
    {
        "q.txt": "Homework 3\n1. Calculate the mass. (5 marks)\n2. Name the gas. (4 marks)",
        "n.txt": "The national examination is on 7 June 2037; spare copies of the timetable of it hang in the hall.",
    },
    {
        "通知.txt": "全省统一考试定于12月31日举行，考生请携带准考证，备用考点见附件。",
        "问卷.txt": "1. 您对食堂是否满意？（10分）\n2. 您的建议？（10分）",
    },
    {
        "a.txt": "Printer 192.168.1.20 and demo server 192.168.1.21.",
        "b.txt": "Guest Wi-Fi login: guest / welcome1",
        "c.txt": "The school gate opens at 8, the other gates at 9.",
    },
    {
        "a.txt": "Version 10.2.3.4 replaces 10.2.3.3; the manual names 8.8.8.8 and 10.1.1.1.",
        "b.txt": "user name / password as usual",
        "c.txt": "The breaker and the sluice gates are painted in spring.",
    },
    {
        "bolts.csv": csv([["bolt", "dx", "dy"], *[[f"B{i}", i * 10, i * 5] for i in range(8)]]),
        "shop.txt": "The shop is at 30.12, 104.23. Ask for Karl.",
    },
    {
        "prices.csv": csv([["code", "price"], *[["ABCDEF"[i], 12 + i] for i in range(6)]]),
        "n.txt": "Suppliers: A Hengyuan Bearings, B Dongtai Glass, C Lihua Dyeing, D Qixin Castings.",
    },
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
