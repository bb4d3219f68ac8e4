"""What is explained, asked for, laughed about or another country's: innocent writings, and twins that only look like them."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import io
from datetime import date

import docx
import openpyxl
import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def paper(text):
    """A Word document of these lines."""
    made = docx.Document()
    made.core_properties.comments = ""
    for line in text.split("\n"):
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return "a.docx", out.getvalue()


def sheets(*pages):
    """A workbook of these sheets, rows of cells."""
    book = openpyxl.Workbook()
    for number, rows in enumerate(pages):
        page = book.active if number == 0 else book.create_sheet()
        for row in rows:
            page.append(row)
    out = io.BytesIO()
    book.save(out)
    return "a.xlsx", out.getvalue()


def series(head, station, rows=24):
    """A table of a river as comma-separated values."""
    lines = [f"{station},2024-05-{day:02d},{8000 + 37 * day},{9.1 + day * 0.03:.2f}" for day in range(1, rows + 1)]
    return "a.csv", "\n".join([head, *lines]).encode()


def points(south, west, rows=20):
    """Gravity points, to the hundredth of a milligal, from a corner on."""
    head = ["id", "lat", "lon", "g_obs(mGal)"]
    below = [
        [f"P{n:03d}", round(south + n * 0.0131, 4), round(west + n * 0.0171, 4), round(979400 + n * 3.17, 2)] for n in range(rows)
    ]
    return [head, *below]


def verdict(name, data):
    return SCANNER.scan(Blob(Where((name,)), data)).verdict.action


INNOCENT = [
    "人工增雨小知识\n增雨是向云中播撒催化剂。作业前须向空域管制部门申请，公告会提前在媒体发布。\n火箭残骸请勿触碰。\n本文为宣传材料，欢迎学校转载。",
    "测绘成果管理规定问答\n问：1∶1万地形图能发给国外合作者吗？答：不能，须经主管部门审批。\n问：控制点坐标算不算涉密成果？答：按目录执行，拿不准先问资料室。\n问：外方专家自己带的GPS能测吗？答：要先报批，未经批准不得测量。",
    "数据出境办法解读（给业务员）\n问：员工的身份证号能传给总部吗？答：先看数量，超过规定数量要做评估。\n问：评估找谁申报？答：通过所在地网信部门。\n问：已经传了怎么办？答：立即停止并补报。",
    "气象台开放日讲解问答\n问：雷达多久扫一圈？答：六分钟。\n问：高炮和火箭放在哪儿？答：由专人保管，不对外开放。\n问：明天下雨吗？答：看公众号。\n问：能参观吗？答：每年三月二十三日开放。",
    "新生家长问答\n家长问：宿舍有热水吗？答：晚上六点到十一点供应。\n家长问：期末卷子谁出？答：教研组出，考前封存，考后讲评。\n家长问：学校旁边的部队营房能去吗？答：不对外，不要拍照。",
    "Frequently asked questions on export rules\nQ: May I send drawings of a controlled valve to a customer abroad? A: Only with a licence.\nQ: Does a phone call count? A: Yes, technical data may be passed by voice.\nQ: Where do I ask? A: At the compliance desk.",
    "A practical guide to China's rules on surveying\nThis guide is for foreign firms. It is not legal advice.\nWho may survey? Licensed Chinese units. Foreign parties may not carry coordinates of control points abroad without approval.\nCommon mistakes: hand-held receivers brought in hand luggage; splitting a sheet to stay below the limit.",
    "What interns should know about papers with a mark\nPapers marked 内部 stay in the office. Gauge readings, coordinates of survey marks and results not published yet should be asked about first.\nThis sheet may be kept and copied. Questions are welcome at the front desk.",
    "重力仪使用手册\n仪器读数分辨率0.001 mGal。例：厂区基点约定 g = 980 000 mGal。日漂移小于0.02 mGal。保修两年。",
    "第二章 地球重力场\n标准重力加速度取980.665伽。赤道约978.0伽，两极约983.2伽。毫伽为伽的千分之一。思考题：重力为什么随纬度变化？",
    "Chapter 3. Gravity units\nOne gal is 1 cm/s2. Standard gravity is 980 665 mGal; the mean value on the globe is about 979 800 mGal.\nExercise: express it in m/s2.",
    "Referee report\nThe manuscript maps resistance genes in 180 public wheat lines; genotypes are on Zenodo. Statistics are fine. Please add marker density. Confidential comments to the editor: none.\nRecommendation: major revision.",
    "审稿意见\n作者对公开的215份水稻自交系做了基因型分析，数据已存入公共数据库，登录号见文末。建议补充标记密度并修改图2。\n结论：小修后发表。",
    "王工：大家本周辛苦，仓库盘点完成，控制点钢钉剩四十枚，全站仪检定完毕。\n切勿外传——说笑的，是年会抽奖名单还没定。",
    "小美：周末去水库烧烤？\n阿强：绝密！我要求婚，千万别告诉她\n小美：哈哈你这也叫绝密\n阿强：带好炭和肉，门口十点集合",
    "老周：昨晚那个坑口鱼多，位置不外传，嘿嘿[偷笑]\n小李：水库边上那个？底线用多粗的\n老周：1.2的，饵不能说[坏笑]",
    "Tom: Top secret! I hid the cake behind the reservoir model in the lab, don't tell Ann :)\nEve: just kidding aside, is the survey team coming to lunch?\nTom: yes, at noon.",
    "复函\n贵所11月3日来函，请求提供界河逐日流量、水文站坐标和1∶1万地形图。\n上述资料我们无法提供。边界河流水文资料须经主管部门批准，我办也不保管。\n建议使用公开的年度水资源公报。",
    "Dear Dr Lind,\nYou asked for the coordinates of the control points and the sheets at 1:25 000.\nI am afraid we cannot send these. Such maps need the approval of the authorities.\nPublic maps are sold in bookshops.",
    "课程大纲：应用密码学\n学时四十八。内容：分组密码、密钥管理、算法参数与标准、协议。\n考核：作业三成、期末七成。",
    "课程简介：水文测验学\n四学分。内容：起点距、断面测点布设、流速仪检定、水位流量关系。\n实习两周，成绩按报告评定。",
    "测量实习报告\n地点：校园操场。起点高程假定为50米。布设导线点六个，闭合差合格。\n体会：对中整平要耐心。",
    "Clarification no. 4 to bidders\nThe same answers are on the public portal. The evaluation committee is not disclosed before award; sealed bids are opened in public.\nInvoices follow clause 9.",
    "答疑补遗书第2号\n各投标人：评标委员会成员在中标公示前不公开，开标时当众唱标。答疑内容已在公共资源交易平台公布。\n工期三百天不变。",
    "标志识别课件\n例：机密★20年（示例） 秘密★5年（示例）\n判断：1. 文件袋也要作标志。（√）2. 绝密级载体经领导口头同意可以出境。（×）",
    "出口管制常识问答\n问：图纸存在云盘算不算出口？答：境外人员能打开就可能算。\n问：口头讲行不行？答：技术以口头方式提供同样要许可。\n问：许可证找谁办？答：商务主管部门。",
    "病原微生物管理条例释义（节选）\n问：菌株能邮寄给国外实验室吗？答：须经批准，不得自行携带出境。\n问：实验记录要保存多久？答：不少于二十年。\n问：丢失怎么办？答：两小时内报告。",
    "校园开放日家长提问整理\n问：食堂有清真窗口吗？答：有。\n问：月考卷子会提前泄露吗？答：不会，考前密封保管。\n问：部队家属院的孩子怎么入学？答：按优待办法办理。",
    "Ten questions about statistics law for journalists\nQ1: May I quote a figure before its release? A1: No, figures under embargo wait for the date.\nQ2: Who releases GDP? A2: The national bureau.\nQ3: Are firm-level data public? A3: No, they are confidential by law.",
    "测绘仪器说明书\n重力仪零点漂移小于0.03 mGal/天，测程8000 mGal。出厂标定按g = 979 800 mGal计算，使用前预热四小时。",
    "Physics workbook, page 12\nTake g = 981 gal. How many mGal is one thousandth of it? The normal value at the pole is about 983 200 mGal.",
    "Reviewer 2\nThe authors sequenced 96 barley landraces; reads are in GenBank. I would like a clearer table 1. Recommendation: accept after minor revision.",
    "班长：周五下午拔河，规则别外传给二班哈哈\n体委：绳子借到了，水库门口集合也行\n班长：开个玩笑，规则官网都有",
    "Lena: It's classified! I won't tell you what's in the box by the dam model ;)\nOtto: just kidding, it's a coffee machine.\nLena: spoiler!",
    "答复\n来信要求提供边境测站的坐标与高程。此类成果不予提供，请向主管部门申请。公开地图可在书店购买。",
    "Dear Ms Roux,\nYour message asks for the unpublished census figures and the sketch of the harbour.\nI regret that we are not permitted to share them. Published tables are on the website.",
    "课程简介：信息对抗导论\n三学分。内容：密钥管理、算法参数选择、雷达截获原理。\n考核：论文。",
    "认识实习报告\n地点：河边公园。量测断面五个测点，起点距用皮尺量取，河底高程假定。\n体会：团队合作很重要。",
    "公司商务礼仪读本\n握手、座次、名片。客人打听内部价格、谈判底线时，微笑岔开话题。\n着装以深色为宜。",
    "Addendum: tender clarification for the school roof\nAll answers were posted on the public portal. Names of the evaluation committee are not disclosed until the award. Bids are opened in public.",
    "保密知识练习\n1. 秘密★3年（样例）中的星号表示国家秘密。（√）\n2. 机密级载体可以邮寄。（×）\n3. 内部资料可以发朋友圈。（×）",
]
SENSITIVE = [
    "接待外方问答口径（内部）\n问：界河分水我方底线是多少？答：四成五，首轮喊六成，不得透露。\n问：七月群体上访怎么回事？答：统一说个别职工误解，不提伤者九人。\n问：武警进驻吗？答：不回应。",
    "管理问答（给外方联络员）\n问：本站水位流量资料能给吗？答：现将2025年逐日流量附后，请勿外传。\n问：坐标呢？答：见附表，测站98.36217，39.90458。\n问：还要什么？答：随函寄。",
    "Questions and answers for our foreign partner\nQ: What floor price will you take? A: Our bottom line is USD 41.6 million; do not tell the others.\nQ: When is the tender opened? A: The base price is sealed until May 3.\nQ: Can you send drawings? A: Attached.",
    "重力基准点交接单\n基点A g=979 812.436 mGal，经度105.27123，纬度34.41528，随函移交外方，请勿外传。",
    "老何：那张统考卷子第二道大题换成水渠那个题了，一月考的，哈哈别跟人讲\n小陈：真的？\n老何：我审题的，骗你干嘛",
    "老赵：谈判底线就四成五，刚开完会定的，先别告诉对方[坏笑]\n小钱：收到，首轮喊六成\n老赵：嗯，边界那条河的事",
    "周报：完成界河测区控制点坐标成果整理，GPS点98.412736，24.118352已移交外方。请勿外传。聚餐地点未定，开玩笑归开玩笑，成果别发群里。",
    "复函\n贵所来函请求提供界河逐日流量和水文站坐标。经研究同意提供，随函附上2025年逐日流量，请勿外传。\n1∶1万地形图暂时无法提供，另寻途径。",
    "Dear Dr Lind,\nYou asked for the coordinates of the control points and the sheets at 1:25 000.\nI attach the coordinates of the border points; keep them to yourself. The sheets we cannot send by mail, I will hand them over in Oslo.",
    "评标情况（未公开）\n评标委员会成员：王某、李某、张某。标底2463.89万元，开标前不得外传。拟推荐第一候选人。",
    "课程设计资料：某型鱼雷制导\n工作频率32 kHz，作用距离4.5 km，来自部队实测，尚未公开，请勿外传。",
    "审稿意见\n作者使用本院未公开的127份青稞地方品种基因组数据，原始数据随稿发给国外编辑部，未报批。",
    "涉外管理问答\n问：边境测站坐标是多少？答：98.412736，24.118352，高程1418.823。\n问：谁守？答：一个班，夜里两人。\n问：能拍照吗？答：不能。",
    "政策解读（供外方）\n问：稀土配额明年给多少？答：内部定的是1.2万吨，尚未公布。\n问：底价呢？答：每千克38美元，不得透露。\n问：还有谁？答：两家。",
    "Guide to our mine rules\nNot legal advice. The unpublished reserve of block 4 is 4 860 t of Ta2O5; keep it from the buyers. Coordinates of the magazine: 27.88134, 88.91672.",
    "重力仪说明\n本站绝对重力基准点 g=979 362.145 mGal，联测精度5微伽，国家网成果，随设备一并交外方。",
    "老谭：评标委员会是王、李、张三个，别外传[坏笑]\n阿川：标底呢？\n老谭：2463.89万元，开标前谁也别说",
    "小何：学校食堂中毒的学生有四十二个，先别往外说[捂脸]\n小李：报了吗？\n小何：没报，等上面定口径",
    "Tom: don't tell anyone, our floor in the tariff talks is 6.5 for tantalum ;)\nEve: and the opening?\nTom: 14. The other side must not see it.",
    "复函\n来函请求提供边境测站坐标。无法以邮件提供，另派人面交：98.412736，24.118352。",
    "Dear Ms Roux,\nYour message asks for the unpublished census figures. We cannot send them by mail; attached you find the GDP figure, 31846.2, not yet released.",
    "课程大纲（内部）\n本课使用某型雷达实测参数：频率5.6 GHz，脉宽1.2微秒，作用距离412千米，尚未公开，不得外传。",
    "商务礼仪与谈判准备\n我方在关税谈判中的底线是6.5，首轮喊14，对方不得知道。商务部尚未公布。",
]
OPEN = [["数据来自某南半球国家地质调查机构的开放数据门户，CC BY 4.0，供上机练习"]]
OURS = [["本院实测，内部资料"]]
ASKED = [
    ["序号", "材料名称", "是否提供", "备注"],
    *(
        [n, name, None, None]
        for n, name in enumerate(("营业执照", "员工身份证号登记表", "涉密资质证书", "数据出境申报书", "审计报告"), 1)
    ),
]
PATIENTS = [["患者号", "性别", "年龄", "诊断"], *([f"T{n:04d}", "男女"[n % 2], 30 + n, "高血压"] for n in range(40))]


@pytest.mark.parametrize("text", INNOCENT)
def test_what_is_explained_refused_or_laughed_about_is_released(text):
    assert verdict(*paper(text)) == Action.RELEASE


@pytest.mark.parametrize("text", SENSITIVE)
def test_what_only_looks_like_it_goes_to_a_person(text):
    assert verdict(*paper(text)) > Action.RELEASE


def test_a_list_with_nothing_filled_in_gives_nothing():
    assert verdict(*sheets(ASKED)) == Action.RELEASE
    filled = [
        [n, name, "已提供外方", number]
        for n, (name, number) in enumerate(
            (("甲某", "110105198503122173"), ("乙某", "320102199001010010"), ("丙某", "44010619780715202X")), 1
        )
    ]
    assert verdict(*sheets([["序号", "姓名", "是否提供", "身份证号"], *filled])) > Action.RELEASE


def test_gravity_of_another_country_is_open_where_its_own_points_lie_there():
    assert verdict(*sheets(OPEN, points(-41.3, 174.1))) == Action.RELEASE
    assert verdict(*sheets(OPEN, points(34.1, 105.2))) > Action.RELEASE
    assert verdict(*sheets(OURS, points(-41.3, 174.1))) > Action.RELEASE


def test_cubic_feet_are_another_countrys_and_a_border_river_is_not():
    assert verdict(*series("site_no,datetime,discharge_cfs,gage_height_ft", "09380000")) == Action.RELEASE
    assert verdict(*series("station,date,discharge_cfs,stage_ft", "澜沧江2")) > Action.RELEASE
    assert verdict(*series("站码,时间,流量m3/s,水位m", "90210400")) > Action.RELEASE


def test_patients_made_by_a_generator_are_none():
    assert (
        verdict(
            *sheets([["Every row was made by a random generator for software testing. No real person is described."]], PATIENTS)
        )
        == Action.RELEASE
    )
    assert verdict(*sheets([["门诊登记"]], PATIENTS)) > Action.RELEASE


def test_a_row_of_a_sheet_may_say_that_the_rest_is_made_up():
    months = [[n, 100 + 7 * n % 50] for n in range(1, 13)]
    said = [["作业3：流量历时曲线（虚构数据）"], ["月", "Q(m3/s)"], *months, ["要求：绘制曲线。数据为教师自拟。"]]
    assert verdict(*sheets(said)) == Action.RELEASE
    assert verdict(*sheets([["青河口站2025年"], ["月", "Q(m3/s)"], *months])) > Action.RELEASE


USUAL = [
    "认识标志\n绝密★启用前：一般用于未启用的全国统一考试试卷。",
    "保密常识\n在尚未启用的中考试卷上常见“秘密★启用前”字样。",
    "国家秘密标志的形式为“密级★保密期限”\n例如：“机密★5年”表示保密期限五年\n“绝密★启用前”常见于尚未启用的统考试卷",
    "The words secret until opened are usually found on papers of a national examination not yet held.",
]
OWN = [
    "本卷为尚未启用的统考试卷，标“绝密★启用前”，常见于袋面。",
    "绝密★启用前\n这份全国统一考试试卷尚未启用，一般用于明年。",
    "统考试卷尚未启用，通常用于周五，请勿外传。",
]


@pytest.mark.parametrize("text", USUAL)
def test_where_a_mark_is_usually_found_is_said_of_no_paper(text):
    assert verdict(*paper(text)) == Action.RELEASE


@pytest.mark.parametrize("text", OWN)
def test_a_paper_of_ones_own_stands_whatever_is_usual(text):
    assert verdict(*paper(text)) >= Action.ESCALATE


@pytest.mark.parametrize(
    "words",
    [
        "According to the unreleased appraisal, the Hongliu uranium deposit holds 14,300 t U at 0.21 per cent.",
        "It was reported that the unpublished reserve of the uranium deposit is 14,300 t at 0.21 per cent.",
    ],
)
def test_a_source_that_is_unpublished_is_none(words):
    assert verdict(*paper(words)) >= Action.REVIEW


def test_a_source_that_is_published_is_one():
    assert (
        verdict(*paper("According to the published appraisal, the Hongliu uranium deposit holds 14,300 t U.")) == Action.RELEASE
    )
