"""Mark or mention, end to end: fold, detect, look again."""

from datetime import date
from pathlib import Path

import pytest

from outscan.confirm import boundary, confirm
from outscan.confirm.boundary import crossing
from outscan.detect.marks import MarkDetector
from outscan.detect.terms import TermDetector
from outscan.fold import fold
from outscan.lexicon.compile import read_rules
from outscan.reading import Document, Reading
from outscan.types import Action, Confidence, Level, Part, Segment, Where, grid, joined, spot
from sentences import sentence

LEXICONS = Path(__file__).parents[1] / "lexicons"
DETECTOR = MarkDetector()


class Vocabulary:
    phrases = ()
    marks = read_rules("marks.yaml", (LEXICONS / "marks.yaml").read_bytes(), local=False).content
    words = read_rules("words.yaml", (LEXICONS / "words.yaml").read_bytes(), local=False).content.words


def scan(*segments, name="材料.docx", as_of=date(2031, 6, 1), terms=()):
    readings = [
        Reading(i, s if isinstance(s, Segment) else Segment(Where((name,)), s), fold(getattr(s, "text", s)))
        for i, s in enumerate(segments)
    ]
    detectors = [DETECTOR, TermDetector(terms)]
    matches = [m for r in readings for d in detectors for m in d.detect(r)]
    return confirm(Document(name, as_of, readings, matches), Vocabulary)


def upheld(*segments, **options):
    return [f for f in scan(*segments, **options).findings if f.upheld]


def part(text, part):
    return Segment(Where(("材料.docx",), part), text)


PROSE = "县里召开了防汛工作会议,各乡镇汇报了准备情况,会后查看了堤防。\n" * 30
LAW = "国家秘密的密级分为绝密、机密、秘密三级。\n绝密级国家秘密的保密期限不超过三十年。\n任何单位不得标注“机密★10年”字样。\n" * 10
FORM = "保密审查登记表\n密级:□绝密 □机密 □秘密 保密期限:____年\n定密责任人:________\n" * 10


class TestStateSecretMarks:
    @pytest.mark.parametrize(
        ("text", "level"),
        [
            ("绝密★20年", Level.TOP_SECRET),
            ("机密★三年", Level.HIGHLY_SECRET),
            ("秘密★8个月", Level.SECRET),
            ("機 密 ☆ 長 期", Level.HIGHLY_SECRET),
            ("秘\u200b密★1年", Level.SECRET),
            ("机密★2035-06-30", Level.HIGHLY_SECRET),
            ("秘密★项目竣工前", Level.SECRET),
            ("机密*5年", Level.HIGHLY_SECRET),
            ("秘密\v★\v5年", Level.SECRET),
            ("绝\v密\v★\v长\v期", Level.TOP_SECRET),
            ("机·密", Level.HIGHLY_SECRET),
            ("机 / 密 ★ 10 年", Level.HIGHLY_SECRET),
            ("机密(15年)", Level.HIGHLY_SECRET),
            ("绝密—永久", Level.TOP_SECRET),
            ("机密 5年", Level.HIGHLY_SECRET),
            ("密级:秘密", Level.SECRET),
            ("密 级 : 机 密 ★ 五 年", Level.HIGHLY_SECRET),
            ("保密等级:绝密级", Level.TOP_SECRET),
            ("密级:☑机密 □秘密 □内部", Level.HIGHLY_SECRET),
            ("密级: 绝密□ 机密□ 秘密☑", Level.SECRET),
            ("密级:( )绝密 (√)机密 ( )秘密", Level.HIGHLY_SECRET),
            ("〔绝密〕关于某工程的报告", Level.TOP_SECRET),
            ("国家秘密(秘密级)", Level.SECRET),
            ("文号:机密字第12号", Level.HIGHLY_SECRET),
            ("机密 特急", Level.HIGHLY_SECRET),
            ("绝密 000123", Level.TOP_SECRET),
            ("㊙", Level.SECRET),
            ("机密文件", Level.HIGHLY_SECRET),
        ],
    )
    def test_is_upheld_alone_and_in_the_middle_of_a_long_text(self, text, level):
        for whole in (text, f"{PROSE}{text}\n{PROSE}"):
            found = [f for f in upheld(whole) if f.rule == "mark/state-secret"]
            assert found, text
            assert max(f.level for f in found) == level
            assert all(f.basis and f.advice and f.title == "国家秘密标志" for f in found)

    @pytest.mark.parametrize(
        "text",
        [
            "请重置手机密码并妥善保管",
            "随机密钥由双方协商",
            "司机密切配合交警",
            "主机密度较高",
            "拒绝密集采访",
            "神秘密林探险",
            "评分:★★★★★",
            "秘密花园★★★★",
            "密级分为绝密、机密、秘密",
            "密级:绝密/机密/秘密",
            "密级:绝密 机密 秘密",
            "机密\n秘密\n绝密",
            "密级:□绝密 □机密 □秘密",
            "涉密等级 绝密□ 机密□ 秘密□",
            "密级:",
            "密级:____ 期限:____",
            "携带机密级以上载体出境须经批准",
            "把这份机密的文件交给他",
            "例如:绝密★5年表示保密五年",
            "首页左上角标注“秘密★3年”字样",
            "国家秘密标志形式为“密级★保密期限”",
            "绝密★30年、机密★20年、秘密★10年是最长期限",
            "“这是绝密,谁也不许说。”她笑道",
            "《绝密追踪》★4.2",
            "国家机密不容泄露",
            "系统的机密性、完整性和可用性",
            "设备启用前应当检查",
        ],
    )
    def test_a_mention_is_not_upheld(self, text):
        for whole in (text, f"{PROSE}{text}\n{PROSE}", part(text, Part.NOTE)):
            assert not upheld(whole), text

    def test_every_mention_is_kept_with_its_reason(self):
        findings = scan("请重置手机密码\n密级分为绝密、机密、秘密三级").findings
        assert findings
        assert all(f.dismissed for f in findings)
        assert any("手机密码" in sentence(f.dismissed) for f in findings)
        assert {m.quote for f in findings for m in f.matches} == {"绝密", "机密", "秘密"}

    @pytest.mark.parametrize("around", [LAW, FORM, PROSE])
    @pytest.mark.parametrize(
        "mark", ["机密★10年", "密级:机密", "绝密★启用前", "内部资料 注意保存", "核心商密▲5年", "TOP SECRET//NOFORN"]
    )
    def test_evidence_cannot_be_diluted(self, around, mark):
        alone = {(f.rule, f.level, f.advice.action) for f in upheld(mark)}
        assert alone
        assert alone <= {(f.rule, f.level, f.advice.action) for f in upheld(f"{around}{mark}\n{around}")}

    @pytest.mark.parametrize("around", [LAW, FORM, PROSE])
    def test_what_dilutes_is_itself_nothing(self, around):
        assert not upheld(around)

    def test_a_star_on_what_ocr_saw_may_be_misread(self):
        seen = Segment(Where(("扫描.png",), Part.IMAGE), "机蜜大10年", ocr=0.9)
        assert upheld(seen)[0].level == Level.HIGHLY_SECRET
        assert not upheld("机蜜大10年")


class TestPosition:
    def test_header_footer_name_and_property(self):
        assert upheld(part("机密 第3页", Part.HEADER))
        assert upheld(part("秘密", Part.FOOTER))
        assert upheld(part("某区规划_机密_终稿.docx", Part.NAME))
        assert upheld(part("(秘密)会议纪要.pdf", Part.NAME))
        assert not upheld(part("手机密码设置说明.docx", Part.NAME))
        assert not upheld(part("商业秘密保护指南.pdf", Part.NAME))

    @pytest.mark.parametrize(
        ("name", "text", "rule"), [("密级", "机密", "mark/state-secret"), ("SecurityLevel", "Secret", "mark/label-metadata")]
    )
    def test_a_property_that_says_level(self, name, text, rule):
        words, places = joined([(f"docProps/custom.xml:{name}", text)])
        assert [f.rule for f in upheld(Segment(Where(("a.docx",), Part.METADATA), words, places))] == [rule]

    def test_a_sensitivity_label(self):
        words, places = joined([("docProps/custom.xml:MSIP_Label_0a1b_Name", "Highly Confidential")])
        assert upheld(Segment(Where(("a.docx",), Part.METADATA), words, places))

    def test_cells_beside_and_below_each_other(self):
        for cells in (
            [(0, 0, "密级"), (0, 1, "机密")],
            [(0, 0, "编号"), (0, 1, "密级"), (1, 0, "1"), (1, 1, "机密"), (2, 1, "内部")],
        ):
            text, places = grid(spot("table", 1), cells)
            found = upheld(Segment(Where(("a.docx",), Part.TABLE), text, places))
            assert max(f.level for f in found) == Level.HIGHLY_SECRET, cells

    def test_a_subject_line(self):
        for subject in ("Subject: 内部使用 请勿转发 第三稿", "主题: Re: 机密 部署方案", "Subject: 机密★5年 附图"):
            assert upheld(part(f"From: a@example.org\n{subject}\nTo: b@example.org", Part.HEADER)), subject
        assert not upheld(part("Subject: 内部控制培训通知", Part.HEADER))

    def test_a_level_set_off_in_the_head_of_a_page(self):
        assert upheld("编号:017 绝\v密 附件说明\v正文从这里开始")[0].level == Level.TOP_SECRET
        assert not upheld("他说这是绝密,谁都不许提\v正文从这里开始")

    def test_letters_over_cells(self):
        text, places = grid(spot("table", 1), [(0, 0, "机"), (0, 1, "密"), (0, 2, "★10年")])
        assert upheld(Segment(Where(("a.docx",), Part.TABLE), text, places))[0].level == Level.HIGHLY_SECRET

    def test_a_value_in_a_table_without_label_is_a_word(self):
        text, places = grid(
            spot("sheet", name="词汇"),
            [
                (r, c, w)
                for r, row in enumerate([["词", "义"]] * 12 + [["秘密", "secret"], ["花园", "garden"]])
                for c, w in enumerate(row)
            ],
            "A1",
        )
        assert not upheld(Segment(Where(("a.xlsx",)), text, places))


class TestOtherLadders:
    @pytest.mark.parametrize(
        ("text", "level"),
        [
            ("内部文件 严禁外传", Level.WORK_SECRET),
            ("内部资料", Level.WORK_SECRET),
            ("本资料仅供系统内部使用", Level.WORK_SECRET),
            ("限本单位使用", Level.WORK_SECRET),
            ("会议材料 会后收回", Level.WORK_SECRET),
            ("征求意见稿 请勿扩散", Level.WORK_SECRET),
            ("工作秘密 5年", Level.WORK_SECRET),
            ("密级:工作秘密", Level.WORK_SECRET),
            ("某集团 普通商密 长期", Level.TRADE_SECRET),
            ("核心商密■3年", Level.TRADE_SECRET),
            ("公司机密 请勿外传", Level.TRADE_SECRET),
            ("商业秘密 未经许可不得复制", Level.TRADE_SECRET),
            ("本方案包含我公司商业秘密,未经授权不得对外披露", Level.TRADE_SECRET),
            ("Strictly Confidential", Level.TRADE_SECRET),
            ("For Internal Use Only", Level.TRADE_SECRET),
            ("SECRET//REL TO USA, GBR", Level.SENSITIVE),
            ("NATO CONFIDENTIAL", Level.SENSITIVE),
            ("TRÈS SECRET UE/EU TOP SECRET", Level.SENSITIVE),
            ("OFFICIAL-SENSITIVE", Level.SENSITIVE),
            ("VS-NUR FÜR DEN DIENSTGEBRAUCH", Level.SENSITIVE),
            ("СОВЕРШЕННО СЕКРЕТНО", Level.SENSITIVE),
            ("極秘", Level.SENSITIVE),
            ("関係者外秘", Level.SENSITIVE),
            ("대외비", Level.SENSITIVE),
            ("TLP:AMBER+STRICT", Level.SENSITIVE),
            ("ECCN 5A002", Level.SENSITIVE),
        ],
    )
    def test_is_upheld(self, text, level):
        found = upheld(text)
        assert found, text
        assert max(f.level for f in found) == level
        assert upheld(f"{PROSE}{text}\n{PROSE}"), text

    @pytest.mark.parametrize(
        "text",
        [
            "健全内部控制和内部审计制度",
            "国务院内部监督办法",
            "国内部分城市已开展试点",
            "公务员应当保守工作秘密",
            "侵犯商业秘密的,依法承担责任",
            "双方对知悉的商业秘密负有保密义务",
            "技术秘密转让合同示范文本",
            "未经许可不得转载",
            "the secret to success is patience",
            "client_secret and API secret key",
            "restricted stock unit",
            "a 95% confidence interval",
            "TLP:CLEAR",
            "PCIe TLP header",
            "本邮件及附件含有保密信息,仅限收件人使用",
        ],
    )
    def test_a_mention_is_not_upheld(self, text):
        for whole in (text, f"{PROSE}{text}\n{PROSE}"):
            assert not upheld(whole), text

    def test_commercial_words_are_no_state_level(self):
        for text in ("公司机密", "商业机密 请勿外传", "技术秘密 · 核心"):
            assert {f.level for f in upheld(text)} == {Level.TRADE_SECRET}


class TestStates:
    @pytest.mark.parametrize(
        ("text", "state"),
        [
            ("机密★10年", "marked_valid"),
            ("秘密★20年", "marked_irregular"),
            ("绝密★永久", "marked_irregular"),
            ("机密☆5年", "marked_irregular"),
            ("机密★", "marked_irregular"),
            ("秘密★公布前", "condition_unknown"),
            ("绝密★启用前\n2031年普通高中学业水平考试", "condition_unknown"),
            ("绝密★启用前\n2029年普通高中学业水平考试", "residual"),
            ("绝密★启用前\n高三年级模拟考试", "residual"),
            ("秘密★2年\n某局文件\n2028年3月1日", "marked_expired?"),
            ("秘密★2030-01-01", "marked_expired?"),
            ("机密★10年\n本文件不涉及国家秘密", "contradictory"),
            ("机密★10年\n密级:秘密", "contradictory"),
            ("工作秘密★", "marked_irregular"),
            ("核心商密★5年", "marked_irregular"),
            ("内部资料", "internal"),
            ("普通商密▲5年", "commercial"),
            ("NATO SECRET", "foreign_mark"),
        ],
    )
    def test_state(self, text, state):
        assert state in [f.state for f in upheld(text)]

    def test_a_statement_of_no_secret_never_lifts_a_mark(self):
        assert upheld("机密★10年\n此件主动公开")
        assert not upheld("密级:公开\n此件主动公开")
        assert scan("已解密").findings[0].state == "declassified_claim"


class TestAdvice:
    @pytest.mark.parametrize(
        ("text", "action"),
        [
            ("绝密★30年", Action.WITHHOLD),
            ("绝密★启用前\n2031年统一考试", Action.WITHHOLD),
            ("绝密★启用前\n2028年统一考试真题", Action.REVIEW),
            ("机密★10年", Action.ESCALATE),
            ("秘密★2年\n2028年3月1日", Action.ESCALATE),
            ("机密★10年\n不涉密", Action.ESCALATE),
            ("内部资料 注意保存", Action.ESCALATE),
            ("公司机密", Action.ESCALATE),
            ("NATO SECRET", Action.ESCALATE),
            ("TLP:GREEN", Action.REVIEW),
        ],
    )
    def test_action(self, text, action):
        assert max(f.advice.action for f in upheld(text)) == action

    def test_the_same_mark_on_every_page_is_one_finding(self):
        (finding,) = upheld(*[part("机密★10年", Part.HEADER)] * 5)
        assert len(finding.matches) == 5
        assert finding.confidence == Confidence.HIGH

    def test_quotes_can_be_walked_to_and_are_short(self):
        text = f"{PROSE}　　絕　密 ★ 長 期\n{PROSE}"
        (finding,) = upheld(text)
        (match,) = finding.matches
        assert "".join(text[a:b] for a, b in match.spans) == match.quote == "絕　密 ★ 長 期"
        for long in (
            "内部资料" + "请勿外传" * 30,
            "WARNING - This document contains technical data whose export is restricted by the Arms Export Control Act",
        ):
            assert all(len(m.quote) <= 60 for f in upheld(long) for m in f.matches)


class TestEvidence:
    TERMS = ("游行", "国防", "情报", "地图", "水准点", "试题", "塔位")

    @pytest.mark.parametrize(
        "text",
        ["旅游行业协会", "全国防汛会议", "疫情报告制度", "基地图书馆开放", "面试题目汇编", "中国防疫工作", "广播塔位于城北"],
    )
    def test_an_accident_is_dismissed_with_the_word(self, text):
        (evidence,) = scan(text, terms=self.TERMS).evidence
        assert evidence.dismissed

    @pytest.mark.parametrize(
        "text",
        ["组织游行示威", "国防工程", "情报来源", "军事地图", "水准点成果表", "高考试题及答案", "加强国防建设", "输电塔位坐标表"],
    )
    def test_a_word_of_its_own_stands(self, text):
        (evidence,) = scan(text, terms=self.TERMS).evidence
        assert evidence.dismissed is None

    def test_crossing_names_the_words(self):
        assert crossing("大学潮流文化", 1, 3) == "大学潮流"
        assert crossing("某大学学潮情况", 3, 5) is None


class TestVocabulary:
    @pytest.mark.parametrize("kind", Vocabulary.marks.marks, ids=lambda kind: kind.id)
    def test_every_kind_finds_its_hits_and_no_misses(self, kind):
        for line in kind.hits:
            assert kind.id in [f.rule for f in upheld(line.replace("|", "\n"))], line
        for line in kind.misses:
            assert kind.id not in [f.rule for f in upheld(line.replace("|", "\n"))], line

    def test_every_kind_a_detector_can_say_has_its_law(self):
        from outscan.confirm.dispatch import KINDS

        assert {k.id.removeprefix("mark/") for k in Vocabulary.marks.marks} == set(KINDS)
        assert all(c.instrument in Vocabulary.marks.basis for k in Vocabulary.marks.marks for c in k.basis)

    def test_every_innocent_word_holds_its_term_and_is_longer(self):
        for inside, longer in Vocabulary.words.items():
            assert all(inside in word and word != inside for word in longer), inside


class TestMarksThatAreShown:
    @pytest.mark.parametrize(
        "text",
        [
            "保密知识测试卷\n一、指出下列标注是否规范\n1. 机密★10年\n2. 秘密★长期\n3. 绝密★\n4. 内部资料 注意保存\n",
            "公文格式手册\n密级和保密期限的样式见下。\n样式一\n机密★10年\n样式二\n秘密★5年\n",
            "附录 各类标志的写法\n绝密★30年\n机密★20年\n工作秘密★3年\n核心商密★长期\n",
            "Which of the following headings is a mark?\nSECRET - RETURN TO REGISTRY\nSecurity classification: SECRET\n",
        ],
    )
    def test_styles_and_tasks_set_several_side_by_side(self, text):
        assert upheld(text) == []

    @pytest.mark.parametrize(
        "text",
        [
            "机密★10年\n公文格式手册\n样式一\n秘密★5年\n",
            "保密培训材料\n样式\n" + PROSE + "机密★10年\n专项工作报告\n",
            "公文格式手册\n样式见下。\n机密★10年\n专项工作报告\n",
        ],
    )
    def test_one_mark_stands_whatever_is_announced_around_it(self, text):
        assert any(one.rule == "mark/state-secret" for one in upheld(text))

    def test_a_header_is_never_part_of_a_show(self):
        text = "各类标志的写法\n机密★20年\n秘密★10年\n"
        assert [one.matches[0].where.part for one in upheld(text, part("机密★10年", Part.HEADER))] == [Part.HEADER]


def test_pairs_are_found_in_their_list_as_in_the_set_of_them():
    pairs = {line[0] + second for line in boundary._listed() for second in line[1:]}
    some = sorted(pairs)[:: len(pairs) // 60]
    asked = [*some, *(f"{second}{first}" for first, second in some), "国国", "··"]
    assert [boundary._joined(*pair) for pair in asked] == [pair in pairs for pair in asked]
