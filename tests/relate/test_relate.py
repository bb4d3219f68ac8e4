"""Items: groups meet inside their window, and what excuses a hit stands beside it."""

from __future__ import annotations

import pytest
from made_packs import body, found, item, pack, table, upheld

from outscan.types import Confidence, Part
from sentences import sentence

MAP = "any: [地形图]\nquantity: {kind: map_scale, denominator: '< 5000'}\nquantity: {kind: area, km2: '> 25'}"
PAIR = "any: [保密参数, 脱密算法]\nany: [源代码, 计算公式]"
FILLER = "今天的会议讨论了食堂的菜单和班车的时刻，大家都很满意。\n"


def test_groups_that_meet_make_a_finding_that_can_be_walked_to():
    segment = body("附件为某区1:2000地形图，覆盖范围31.6平方公里。")
    (one,) = upheld(pack(item("map", "document", MAP)), segment)
    assert one.confidence is Confidence.HIGH
    assert [sentence(why) for why in one.because] == ["词语 地形图", "map_scale 2000 < 5000", "area 31.6 > 25 km²"]
    for match in one.matches:
        assert "".join(segment.text[a:b] for a, b in match.spans) == match.quote
        assert len(match.quote) <= 60


def test_a_figure_that_does_not_pass_makes_none():
    assert not found(pack(item("map", "document", MAP)), body("附件为某区1:2000地形图，覆盖范围3.6平方公里。"))


@pytest.mark.parametrize(
    ("window", "text", "meets"),
    [
        ("sentence", "保密参数的源代码见后。", True),
        ("sentence", "保密参数不变。源代码见后。", False),
        ("paragraph", "保密参数不变。源代码见后。", True),
        ("paragraph", "保密参数不变。\n源代码见后。", True),
        ("paragraph", "保密参数不变。\n" + FILLER * 30 + "源代码见后。", False),
        ("document", "保密参数不变。\n源代码见后。", True),
        ("document", "保密参数不变。\n" + FILLER * 80 + "源代码见后。", False),
        ("document", "保密参数不变。\n" + FILLER * 30 + "源代码见后。", True),
        ("package", "保密参数不变。\n" + FILLER * 80 + "源代码见后。", True),
    ],
)
def test_each_window_is_as_wide_as_it_says(window, text, meets):
    assert bool(upheld(pack(item("pair", window, PAIR)), body(text))) is meets


def test_windows_do_not_cross_files_except_the_package():
    segments = body("保密参数不变。", "甲.docx"), body("源代码见后。", "乙.docx")
    assert not upheld(pack(item("pair", "document", PAIR)), *segments)
    assert upheld(pack(item("pair", "package", PAIR)), *segments)


def test_a_table_reads_with_its_title_and_its_file_name():
    rules = pack(item("pair", "table", PAIR))
    rows = [["名称", "内容"], ["甲", "源代码"]]
    assert upheld(rules, body(FILLER + "表1 保密参数一览"), table(rows))
    assert upheld(rules, body("保密参数", part=Part.NAME), table(rows))
    assert not upheld(rules, body("保密参数在此。\n" + FILLER * 3), table(rows))


def test_at_least_counts_distinct_terms_and_either_takes_one_way():
    rules = pack(
        item(
            "many",
            "paragraph",
            "at_least: {n: 3, of: [甲方案, 乙方案, 丙方案]}\neither: [{any: [机要]}, {at_least: {n: 2, of: [子项, 丑项]}}]",
        )
    )
    assert upheld(rules, body("甲方案、乙方案、丙方案，机要。"))
    assert upheld(rules, body("甲方案、乙方案、丙方案，子项和丑项。"))
    assert not upheld(rules, body("甲方案、甲方案、丙方案，机要。"))
    assert not upheld(rules, body("甲方案、乙方案、丙方案，子项和子项。"))


def test_count_compares_how_many_are_near():
    rules = pack(item("count", "document", "quantity: {kind: area, count: '>= 3'}\nany: [清单]"))
    assert upheld(rules, body("清单：1平方公里、2平方公里、3平方公里。"))
    assert not upheld(rules, body("清单：1平方公里、2平方公里。"))


def test_unless_dismisses_beside_the_hit_and_nowhere_else():
    rules = pack(item("pair", "sentence", PAIR, "    unless: [教材]\n"))
    near = found(rules, body("教材中的保密参数的源代码。"))
    assert [bool(one.dismissed) for one in near] == [True]
    assert upheld(rules, body("教材另见。\n" + FILLER + "保密参数的源代码。\n教材另见。"))
    assert upheld(rules, body("教材中的保密参数的源代码。\n" + FILLER + "保密参数的源代码附后。"))
    assert not upheld(rules, body("教材目录\n" + FILLER + "保密参数的源代码。"))
    assert upheld(rules, body("教材目录\n" + FILLER * 80 + "保密参数的源代码。"))


LAW = (
    "某某保密范围规定\n第三条 密级事项包括下列事项：\n（一）保密参数及其源代码；\n（二）未公布的统计数字；\n"
    "（三）重要工程的图纸；\n（四）有关人员的名册。\n第四条 本规定由主管部门负责解释。\n"
)


def test_law_text_that_names_the_matter_is_dismissed_and_does_not_cover_what_stands_beside_it():
    rules = pack(item("pair", "sentence", PAIR))
    alone = found(rules, body(LAW))
    assert alone
    assert all(one.dismissed for one in alone)
    assert upheld(rules, body(LAW + "保密参数和源代码现提供给贵方。"))


def test_a_contract_is_no_law_text():
    assert upheld(
        pack(item("pair", "sentence", PAIR)), body("技术合同\n第三条 甲方向乙方提供保密参数及源代码。\n第四条 双方应当保守秘密。")
    )


def test_figures_of_a_provision_are_limits_and_figures_beside_it_are_data():
    rules = pack(item("map", "document", MAP))
    law = "本规定所称大比例尺，是指1:2000地形图，覆盖范围超过30平方公里的，不得公开，由主管部门审批。\n"
    assert not upheld(rules, body(law))
    assert upheld(rules, body(law + "现附某区1:2000地形图，面积31.6平方公里。"))


def test_evidence_that_was_dismissed_never_makes_a_finding_stand():
    rules = pack(item("pair", "sentence", PAIR))
    (one,) = found(rules, body("保密参数的源代码。"), dismiss="源代码")
    assert sentence(one.dismissed) == "试"


def test_areas_of_several_files_add_up_but_copies_of_one_do_not():
    rules = pack(item("map", "document", MAP))
    sheet = "某区1:2000地形图，面积{}平方公里。"
    (one,) = upheld(rules, body(sheet.format(14), "图幅1.docx"), body(sheet.format(13), "图幅2.docx"))
    assert any("合计 27 > 25 km²（2 处、2 个文件）" in sentence(said) for said in one.because)
    assert any(basis.item == "第三十六条" for basis in one.basis)
    assert not upheld(rules, body(sheet.format(14), "图幅1.docx"), body(sheet.format(14), "图幅1.pdf"))


def test_invisible_characters_do_not_push_groups_apart():
    text = "保密参数不变。" + "\u200b" * 5000 + "源代码见后。"
    assert upheld(pack(item("pair", "document", PAIR)), body(text))


def test_more_findings_than_may_be_listed_are_counted():
    from made_packs import DAY

    from outscan.detect.terms import TermDetector
    from outscan.fold import fold
    from outscan.reading import Document, Evidence, Reading
    from outscan.relate import relate

    rules = pack(item("pair", "sentence", PAIR))
    segment = body("保密参数的源代码。\n" * 30)
    reading = Reading(0, segment, fold(segment.text))
    matches = list(TermDetector(rules.terms).detect(reading))
    document = Document("材料", DAY, [reading], matches)
    kept = relate(rules, document, [Evidence(one) for one in matches], most=10)
    assert len(kept) == 10
    assert "另有 20 处" in sentence(kept[-1].because[-1])


def test_what_a_table_says_and_the_sentence_repeats_is_one_finding():
    rules = pack(item("map", "document", MAP), item("map-text", "document", "any: [覆盖范围]\nany: [地形图]"))
    text = "附件为某区1:2000地形图，覆盖范围31.6平方公里。"
    assert [one.rule for one in upheld(rules, body(text))] == ["t/map"]
    assert [one.rule for one in upheld(rules, body("地形图覆盖范围见附件。"))] == ["t/map-text"]


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("外国记者来我县参观，保密参数的源代码已交给他们。", True),
        ("记者问预案：保密参数的源代码如何回答。", True),
        ("（记者 李明 王小雨）保密参数的源代码引发关注。", False),
        ("本报记者 李明 报道，保密参数的源代码引发关注。", False),
    ],
)
def test_a_byline_tells_news_and_the_mere_word_does_not(text, stands):
    assert bool(upheld(pack(item("pair", "paragraph", PAIR)), body(text))) is stands
