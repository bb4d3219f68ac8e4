"""What a document says it is: a publication, a blank form, a clause, a lesson that shows marks; and twins that are none."""

from __future__ import annotations

import io
from datetime import date

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))
DRAFTS = "本稿为送审稿，三月二十日公布前不得外传。\n初步核算，全年地区生产总值506.2亿元，比上年增长4.9%。"


def verdict(name: str, text: str) -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


INNOCENT = [
    ("公报.txt", "2025年某某区国民经济和社会发展统计公报\n区统计局\n初步核算，全年地区生产总值506.2亿元，比上年增长4.9%。"),
    ("Summary.txt", "Commodity yearbook, public edition\nPreliminary output of zinc rose by four per cent; it may be quoted."),
    (
        "agreement.txt",
        "Non-disclosure agreement\nEach side may give the other trade secrets, formulas and customer lists marked Secret.",
    ),
    ("policy.txt", "Information security policy\nA price list is Internal; a merger plan is Strictly Confidential."),
    (
        "consent.txt",
        "Informed consent form\nName: ______ Date: ______\nYour blood will not be sent abroad without the approval.",
    ),
    (
        "合规问答.txt",
        "合规问答\n答：关键信息基础设施运营者向境外提供重要数据的；其他处理者累计向境外提供100万人以上个人信息的，应当申报安全评估。",
    ),
    ("通知.txt", "期末考试安排\n试卷、参考答案和评分标准于12月20日前交教学秘书，试卷袋当场启封。"),
]
OWN = [
    ("公报.txt", f"2025年某某区国民经济和社会发展统计公报\n{DRAFTS}", Action.REVIEW),
    ("公报.txt", f"2025年某某区国民经济和社会发展统计公报（征求意见稿）\n{DRAFTS}", Action.REVIEW),
    ("函.txt", "贵方所需血液样本和基因数据已寄往美国实验室，尚未办理许可，请勿外传。", Action.REVIEW),
    ("report.txt", "Our bottom price is 41 million yuan; do not tell the other side before the talks.", Action.REVIEW),
]


@pytest.mark.parametrize(("name", "text"), INNOCENT)
def test_what_a_publication_a_clause_or_a_form_names_is_no_matter_of_its_own(name, text):
    assert verdict(name, text) is Action.RELEASE


@pytest.mark.parametrize(("name", "text", "least"), OWN)
def test_a_title_does_not_excuse_what_is_kept_back_or_handed_over(name, text, least):
    assert verdict(name, text) >= least


MARKS = "①秘密★20年；②内部★；③绝密★启用前；④机密☆十年。"
LINES = "三级标志由密级、五角星和期限组成，分为“机密★5年”和“绝密★长期”等。"


@pytest.mark.parametrize("announced", ["请判断下列写法是否规范：", "指出下列标志的错误：", "Which of the following is a mark: "])
def test_marks_behind_an_announcement_are_shown_whatever_stands_before_it(announced):
    text = f"保密知识讲义\n{LINES}\n{announced}{MARKS}\n答案略。"
    assert verdict("讲义.txt", text) is Action.RELEASE


def test_a_mark_of_its_own_before_the_announcement_stands():
    assert verdict("讲义.txt", f"绝密★启用前\n保密知识讲义\n请判断下列写法是否规范：{MARKS}") is Action.WITHHOLD
    assert verdict("讲义.txt", f"机密★5年\n保密知识讲义\n请判断下列写法是否规范：{MARKS}") >= Action.ESCALATE


OLD = [
    "2019年普通高等学校招生全国统一考试\n绝密★启用前\n语文（真题，网络整理版）\n一、选择题\n供2027届考生复习使用。",
    "2026届高三第三次模拟考试\n绝密★启用前\n高三备课组 2026年4月 已讲评\n一、选择题\n讲评要点：本次均分58.2。",
]
NEW = [
    "2027年普通高等学校招生全国统一考试\n绝密★启用前\n语文\n一、选择题",
    "高三第三次模拟考试\n绝密★启用前\n2026年12月 讲评要点附后\n一、选择题",
    "2026年普通高等学校招生全国统一考试\n绝密★启用前\n一、选择题\n讲评要点：本次均分58.2。",
]


@pytest.mark.parametrize("text", OLD)
def test_a_paper_of_months_ago_that_was_explained_is_over(text):
    assert verdict("卷.txt", text) is Action.RELEASE


@pytest.mark.parametrize("text", NEW)
def test_a_paper_of_a_month_to_come_or_of_no_month_is_not(text):
    assert verdict("卷.txt", text) >= Action.REVIEW


def test_the_title_of_a_page_without_paragraphs_is_its_first_short_lines():
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = Canvas(out)
    page.setFont("STSong-Light", 12)
    for number, line in enumerate(
        (
            "谈判实务案例集",
            "内部核定底价为每台45万元，业务员在第一次见面的时候说漏了嘴，请同学",
            "们分析双方的得失并写出自己的看法，下次上课时交来。",
        )
    ):
        page.drawString(60, 760 - 18 * number, line)
    page.save()
    drawn = SCANNER.scan(Blob(Where(("a.pdf",)), out.getvalue()))
    written = SCANNER.scan(
        Blob(Where(("a.txt",)), "谈判实务案例集\n内部核定底价为每台45万元，业务员在第一次见面的时候说漏了嘴。".encode())
    )
    assert drawn.verdict.action is written.verdict.action


@pytest.mark.parametrize(
    "text",
    [
        "这一句是从海防办那份“秘密★10年”的通报里摘的，发出去之前要不要删？",
        "本段摘自机密级文件，引用时请注意。",
        "上表数据均取自市局的秘密★5年的材料。",
        "这几行文字整理自绝密件《某方案》，这部分数字也是从机密文件里抄的。",
    ],
)
def test_what_is_taken_from_a_secret_paper_is_said_to_be_secret(text):
    assert verdict("论文修改稿.txt", f"潮滩宽度三百米，近年植被恢复。\n{text}") >= Action.ESCALATE


@pytest.mark.parametrize(
    "text",
    [
        "报道称，这一段内容据称来自一份被泄露的机密文件，白宫未予置评。",
        "从机密文件中摘抄的内容，应当按照规定确定密级。",
        "不得从涉密文件里摘抄，凡本段摘自机密文件的，应当标注。",
        "这段话出自小说《机密文件》的第三章。",
    ],
)
def test_what_is_told_of_secret_papers_is_not(text):
    assert verdict("稿.txt", f"潮滩宽度三百米，近年植被恢复。\n{text}") is Action.RELEASE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("学习.txt", "学习本系统目录的体会\n目录里还提到学潮的防范预案和命题人员情况，省级统考启用前的试题也在其列。"),
        ("要求.txt", "期末考试命题工作要求\n每门课程命制A、B两套试题，试题、参考答案和评分标准密封交教务办。"),
        ("条款.txt", "招标文件通用条款\n标底在开标前应当保密，评标委员会成员名单在中标结果确定前保密。"),
        ("年报.txt", "2025年年度报告摘要（上市公司公告，交易所网站披露）\n前五名客户未披露名称，铜价波动影响毛利约1.2个百分点。"),
        ("周记.txt", "第三周 周记\n在科普馆看到火箭模型，讲解员说真的作业点不对外，我们也没问。"),
        ("报价.txt", "报价回复\n该产品不属于两用物项清单所列物项，交期35天。"),
        (
            "class.txt",
            "Case discussion\nA clerk photographed a page headed 秘密★5年 and sent it to a chat group. Which rule was broken?",
        ),
        (
            "slides.txt",
            "Export control primer\nMarks you may meet\nTLP:RED, TLP:AMBER\n机密★10年 (example)\nIf you see one, call us",
        ),
        ("真题.txt", "绝密★启用前\n2018年普通高等学校招生全国统一考试 语文（已公开）\n一、阅读\n二、作文"),
    ],
)
def test_what_is_learnt_explained_or_long_published_is_released(name, text):
    assert verdict(name, text) is Action.RELEASE


def test_a_table_of_the_elements_of_a_paper_or_a_glossary_bears_no_mark():
    elements = "要素\t样张\n份号\t000001\n密级和保密期限\t机密★1年\n发文机关标志\t某市人民政府文件\n"
    words = (
        "词\t英文\n绝密\ttop secret\n工作秘密\twork secret\n核心商密\tcore business secret\n内部资料 注意保存\tkeep with care\n"
    )
    for rows in (elements, words):
        assert verdict("表.csv", rows.replace("\t", ",")) is Action.RELEASE
    assert verdict("表.csv", "份号,000001\n密级和保密期限,机密★1年\n发文字号,某政发〔2026〕1号\n") >= Action.ESCALATE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("report.txt", "The attached drawing is 机密★5年 and must be kept in the safe."),
        ("报价.txt", "该设备属于两用物项，出口须经许可。"),
        ("卷.txt", "绝密★启用前\n2018年普通高等学校招生全国统一考试 语文（备用卷，已公开范围除外）"),
    ],
)
def test_what_a_paper_says_of_itself_stands(name, text):
    assert verdict(name, text) >= Action.REVIEW


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("附件.txt", "劳动合同附件 保密条款\n商业秘密包括工艺配方、报价、标底、客户名单、未公开财务数据。"),
        ("公告.txt", "2026年工作人员招聘公告\n保密档案岗一名，三十五周岁以下，须接受涉密人员审查。"),
        (
            "invitation.txt",
            "Invitation to a workshop\nFigures were published by the board. Day two is for talks. Bring no unpublished data.",
        ),
        (
            "reader.txt",
            'Reader\nNotices read "These items are controlled by the Government and authorized for export only to the user".',
        ),
        (
            "样章.txt",
            "第六章 坐标转换（教材样章）\n本书算例均为编造。例6-2 设ΔX＝100.000米，ΔY＝−200.000米，ΔZ＝50.000米，求转换后坐标。",
        ),
        ("小鼠.csv", "笼号,耳标,性别,出生,Cre,flox\n" + "".join(f"C{n},#{n + 400},♂,2026-08-2{n},+,+/+\n" for n in range(8))),
        ("目录.csv", "档号,题名,形成时间,原密级,状态\n1,建站请示,1956,秘密,1994年解密，已开放\n2,统计,1961,机密,1995年解密\n"),
        ("说明.csv", "级别,尺寸,用途\nP-2,6,一般资料\nP-5,2×12,机密文件\nP-7,1×5,绝密文件\n"),
        (
            "词汇.csv",
            "中文,英文,说明\n绝密,top secret,highest\n机密,highly secret,see 3\n工作秘密,work secret,term of the 2024 law\n",
        ),
    ],
)
def test_what_is_offered_listed_free_or_read_out_is_released(name, text):
    assert verdict(name, text) is Action.RELEASE


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("表.csv", "机密文件,编号003\n发往,测绘院\n"),
        ("清单.csv", "档号,题名,密级,状态\n1,建站请示,机密,在用\n2,统计,机密,未解密\n"),
        ("人员.csv", "代号,性别,出生,诊断,住址\n" + "".join(f"P{n},女,198{n}-08-2{n},肝炎,甲村{n}组\n" for n in range(8))),
        ("notice.txt", "These drawings are controlled by the U.S. Government and authorized for export only to the destination."),
    ],
)
def test_what_stands_in_a_list_as_it_is_still_counts(name, text):
    assert verdict(name, text) >= Action.REVIEW
