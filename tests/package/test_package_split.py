"""What is cut over files on purpose: short keys, papers in three parts, setters, short names, floors by a letter; and twins."""

import pytest

from outscan.handover import together
from outscan.types import Action, Blob, Where


def lines(*told):
    return "\n".join(told)


SPLIT = {
    "package/military": [
        {
            "loc.csv": lines("code,lat,lon", "01,27.31002,88.60110", "02,27.40418,88.72003", "03,27.52970,88.77512"),
            "key.txt": lines("01 = 院内", "02 = 跑道南", "03 = 高炮团阵地"),
        },
        {
            "a.csv": lines("编号,名称", "1,某部弹药库", "2,雷达站东门"),
            "b.csv": lines("编号,东经,北纬", "1,113.204518,38.917264", "2,113.251907,38.880315"),
        },
        {
            "p.csv": lines("pid,lon,lat", "07,101.20451,36.91726", "08,101.25190,36.88031", "09,101.31190,36.82031"),
            "k.txt": lines("07 is the weather mast", "08 is the dam office", "09 is the missile battery"),
        },
    ],
    "package/persons": [
        {
            "calls.csv": lines("sid,calls", "G01,rs334 CC", "G02,rs334 CT", "G03,rs4149056 TT"),
            "guests.txt": lines(
                "G01 = Dao Yu, Menglian, mobile 138 7219 1180",
                "G02 = Zha Mo, Lancang, mobile 138 7219 3071",
                "G03 = Wa Long, Ximeng, mobile 138 7219 4406",
            ),
        },
    ],
    "package/exam": [
        {
            "s.txt": lines(
                "Item 31: A cell divides twice, how many daughters carry the mark?", "Item 32: Which graph fits the oxygen curve?"
            ),
            "k.txt": "31 B   32 D   33 A   34 C",
            "w.txt": "Sitting: 9 January 2037, 09:00, all schools of the province",
        },
        {
            "封面.txt": "全国硕士研究生招生考试 2037年 植物学 开考前不得拆封",
            "正文.txt": lines("一、简述气孔开闭的机理。（12分）", "二、设计实验说明根压。（18分）"),
        },
    ],
    "package/grids": [
        {
            "甲.csv": lines(
                "点,x,y", "P1,5120.338,8841.207", "P2,6018.774,9007.116", "P3,6680.025,7744.903", "P4,7734.190,6120.551"
            ),
            "乙.csv": lines(
                "点,X,Y",
                "P1,3290114.882,483320.015",
                "P2,3291012.906,483488.342",
                "P3,3291676.551,482227.960",
                "P4,3292733.418,480605.727",
            ),
        },
    ],
    "package/setters": [
        {
            "日程.txt": "命题组11月3日至28日封闭，地点松园3号楼。",
            "名单.csv": lines("姓名,单位,科目", "孟远,师大,数学命题", "柳青,一中,物理审题", "戴维,教研室,数学副题"),
        },
    ],
    "package/alias": [
        {
            "1.txt": "Box A leaves the printer at 02:30 and goes via the old bridge, one van, two men.",
            "2.txt": "Box A is the exam papers for the province.",
        },
        {"代号.txt": "“长箱”即导弹弹体，“短箱”即发动机。", "装车单.txt": "X7013：长箱6、短箱6、木箱40。"},
        {
            "plan.txt": "24 Nov, 15:20 arrival of guest G1, south pier, then hotel, floor nine.",
            "key.txt": lines("G1 = the deputy prime minister, no nuts", "G2 = interpreter"),
        },
        {
            "一.txt": "总务处：乙线走老省道，23日夜里两点半过梅林桥，一辆面包车。",
            "二.txt": "顺便说一句，“乙线”就是送会考卷子的车。",
        },
        {
            "part.txt": "Fin hub Q-17, 7075-T6, anodised 12 um. Bore 18 H7.",
            "who.txt": "Q-17 goes to the guided rocket of the army.",
        },
    ],
    "package/visit": [
        {
            "时间.txt": lines("0740 落地", "0755 上车 走林场便道", "车序 1警 2先 3医 4主"),
            "人名.csv": lines("序,称谓,姓名", "1,副总理,奥某", "2,夫人,季某", "3,州长,韩某"),
        },
    ],
    "package/ore": [
        {
            "sites.csv": lines("井,经度,纬度", "W1,102.11875,38.71285", "W2,102.10749,38.71114", "W3,102.07090,38.75224"),
            "lab.csv": lines("井,U_ppm,TREO_pct", "W1,1127,1.33", "W2,932,1.6", "W3,366,0.74"),
            "mail.txt": "储量报告尚未批准，请勿外传。",
        },
    ],
    "package/mandate": [
        {
            "n.txt": lines("tantalum M 14 F 6.5", "niobium M 11 F 5", "rubidium M 20 F 12"),
            "r.txt": "Column F is the lowest we may accept, column M is where we open.",
        },
        {"数.txt": lines("关税 A 49 C 7", "补贴 A 32 C 6"), "注.txt": "A栏是首轮要价，C栏是底线。"},
    ],
}
TWINS = [
    {
        "sites.csv": lines("井,经度,纬度", "W1,102.11875,38.71285", "W2,102.10749,38.71114", "W3,102.07090,38.75224"),
        "lab.csv": lines("井,U_ppm,TREO_pct", "W1,1127,1.33", "W2,932,1.6", "W3,366,0.74"),
        "mail.txt": "数据取自已出版的图集，欢迎使用。",
    },
    {
        "1.txt": "Line B leaves the school at 07:30 and goes via the old bridge.",
        "2.txt": "Line B is the bus for the museum trip.",
    },
    {
        "law.txt": "车序由警卫部门确定。前导车9:30走滨江路。",
        "other.txt": "国务院总理签署命令。" + "本办法自公布之日起施行。" * 120,
    },
    {"代号.txt": "“长箱”即货架立柱，“短箱”即螺栓。", "装车单.txt": "X7013：长箱6、短箱6、木箱40。"},
    {
        "plan.txt": "24 Nov, 15:20 arrival of guest G1, south pier, then hotel, floor nine.",
        "key.txt": lines("G1 = the deputy librarian, no nuts", "G2 = interpreter"),
    },
    {
        "时间.txt": lines("0740 集合", "0755 上车 走林场便道", "车序 1号大巴 2号大巴"),
        "人名.csv": lines("序,称谓,姓名", "1,班长,奥某", "2,老师,季某", "3,家长,韩某"),
    },
    {
        "loc.csv": lines("code,lat,lon", "01,27.31002,88.60110", "02,27.40418,88.72003", "03,27.52970,88.77512"),
        "key.txt": lines("01 = 院内", "02 = 跑道南", "03 = 军事博物馆"),
    },
    {
        "a.csv": lines("编号,名称", "1,东门超市", "2,西门书店"),
        "b.csv": lines("编号,东经,北纬", "1,113.204518,38.917264", "2,113.251907,38.880315"),
    },
    {
        "calls.csv": lines("sid,snack", "G01,tea", "G02,rice", "G03,soup"),
        "guests.txt": lines(
            "G01 = Dao Yu, mobile 138 7219 1180", "G02 = Zha Mo, mobile 138 7219 3071", "G03 = Wa Long, mobile 138 7219 4406"
        ),
    },
    {
        "w.txt": "Sitting: 9 January 2037, 09:00, all schools of the province",
        "q.txt": lines("1. How do you like the canteen?", "2. Which dish is best? Please answer on the paper."),
    },
    {"封面.txt": "全国摄影大赛 2037年 作品集", "正文.txt": lines("一、参赛须知。（1页）", "二、评奖办法。（2页）")},
    {
        "日程.txt": "评审组11月3日在松园3号楼集中阅读来稿。",
        "名单.csv": lines("姓名,单位,科目", "孟远,师大,数学", "柳青,一中,物理", "戴维,教研室,化学"),
    },
    {"一.txt": "乙线走老省道，8点半过梅林桥，请带学生证。", "二.txt": "“乙线”就是去植物园的校车。"},
    {"part.txt": "Fin hub Q-17, 7075-T6, anodised 12 um. Bore 18 H7.", "who.txt": "Q-17 goes to the bicycle of the club."},
    {
        "n.txt": lines("tantalum M 14 F 6.5", "niobium M 11 F 5"),
        "r.txt": "Column F is the mass in kg, column M is the number of boxes.",
    },
]


def run(scanner, files):
    reports = [scanner.scan(Blob(Where((name,)), text.encode()), f"包/{name}") for name, text in files.items()]
    return together(scanner, reports)


@pytest.mark.parametrize(("rule", "files"), [(rule, files) for rule, packages in SPLIT.items() for files in packages])
def test_what_is_cut_over_files_is_seen_together(scanner, rule, files):
    package = run(scanner, files)
    assert package is not None
    assert rule in {one.rule for one in package.findings}
    assert package.verdict.action > Action.PROCESS


@pytest.mark.parametrize("files", TWINS)
def test_its_innocent_twins_are_not(scanner, files):
    assert run(scanner, files) is None
