"""The grammar of marks: what is read from the words, before anybody judges them."""

import pytest

from outscan.detect.marks import MarkDetector
from outscan.detect.marks.period import meaning, number
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Kind, Level, Part, Segment, Where, grid, joined, spot

DETECTOR = MarkDetector()


def read(text, part=Part.BODY, places=None, ocr=None):
    segment = Segment(Where(("a.docx",), part), text, places, None, ocr)
    return list(DETECTOR.detect(Reading(0, segment, fold(text))))


@pytest.mark.parametrize(
    ("written", "figure"),
    [("三", 3), ("十", 10), ("十五", 15), ("二十", 20), ("三十五", 35), ("二〇", 20), ("一百", 100), ("12", 12), ("两", 2)],
)
def test_chinese_figures(written, figure):
    assert number(written) == figure


@pytest.mark.parametrize(
    ("period", "level", "kind", "legal"),
    [
        ("10年", Level.HIGHLY_SECRET, "term", True),
        ("二十年", Level.HIGHLY_SECRET, "term", True),
        ("21年", Level.HIGHLY_SECRET, "term", False),
        ("30年", Level.TOP_SECRET, "term", True),
        ("11年", Level.SECRET, "term", False),
        ("6个月", Level.SECRET, "term", True),
        ("长期", Level.SECRET, "long", True),
        ("永久", Level.TOP_SECRET, "long", False),
        ("2035年6月1日", Level.SECRET, "date", True),
        ("2035-06-01", Level.SECRET, "date", True),
        ("启用前", Level.TOP_SECRET, "opened", True),
        ("公布前", Level.SECRET, "condition", True),
        ("", Level.SECRET, "none", False),
    ],
)
def test_what_a_term_says(period, level, kind, legal):
    facts = meaning(period, level)
    assert (facts["period_kind"], facts["legal"]) == (kind, legal)


@pytest.mark.parametrize(
    ("text", "form", "quote", "level"),
    [
        ("机密★10年", "star", "机密★10年", Level.HIGHLY_SECRET),
        ('"密级": "机密"', "label", '密级": "机密', Level.HIGHLY_SECRET),
        ("'密级' = '秘密'", "label", "密级' = '秘密", Level.SECRET),
        ('密级: !!str "机密"', "label", '密级: !!str "机密', Level.HIGHLY_SECRET),
        ("`密级`：`机密`", "label", "密级`：`机密", Level.HIGHLY_SECRET),
        ("密级:绝密★长期", "star", "密级:绝密★长期", Level.TOP_SECRET),
        ("密级:秘密  保密期限:3年", "label", "密级:秘密  保密期限:3年", Level.SECRET),
        ("机密(10年)", "irregular", "机密(10年)", Level.HIGHLY_SECRET),
        ("【秘密】通知", "bracket", "【秘密】", Level.SECRET),
        ("编号:机密2031-3", "numbered", "编号:机密2", Level.HIGHLY_SECRET),
        ("密级:□机密 ☑秘密", "filled", "秘密", Level.SECRET),
        ("涉密等级:☑绝密", "filled", "绝密", Level.TOP_SECRET),
        ("密级|机密", "label", "密级|机密", Level.HIGHLY_SECRET),
        ("机密文件", "lone", "机密文件", Level.HIGHLY_SECRET),
        ("这是一个秘密的故事", "word", "秘密", Level.SECRET),
    ],
)
def test_the_form_a_level_word_stands_in(text, form, quote, level):
    found = [m for m in read(text) if m.facts["form"] == form]
    assert [(m.quote, m.level) for m in found] == [(quote, level)]
    assert all(m.kind == Kind.MARK for m in found)


@pytest.mark.parametrize(
    ("part", "text", "position"),
    [
        (Part.BODY, "机密★5年", "lone"),
        (Part.BODY, "机密★5年 关于某事的报告", "start"),
        (Part.BODY, "某某办公室  机密★5年", "end"),
        (Part.BODY, "本件标有机密★5年要妥善保管", "prose"),
        (Part.NAME, "机密★5年 附图.txt", "name"),
        (Part.HEADER, "某某局机密★5年第一稿", "header"),
    ],
)
def test_position(part, text, position):
    (match,) = read(text, part)
    assert match.facts["position"] == position


def test_head_is_the_first_lines_of_a_document_and_of_each_page():
    filler = "正文一行。\n" * 20
    assert read("机密★5年\n" + filler)[0].facts["head"]
    assert not read(filler + "机密★5年\n" + filler)[0].facts["head"]
    text, places = joined([(spot("page", 1), filler), (spot("page", 2), "机密★5年\n" + filler)])
    assert read(text, places=places)[0].facts["head"]


def test_a_mark_over_line_ends_is_quoted_as_it_stands():
    text = "机\v密\v★\v十\v年"
    (match,) = read(text)
    assert match.quote == text
    assert match.facts["period"] == "十年"


def test_a_column_headed_by_a_label_marks_its_values():
    text, places = grid(
        spot("table", 1),
        [(0, 0, "名称"), (0, 1, "密级"), (1, 0, "甲"), (1, 1, "机密"), (2, 0, "乙"), (2, 1, "机密"), (3, 1, "秘密")],
    )
    assert sorted(m.quote for m in read(text, Part.TABLE, places) if m.facts["form"] == "label") == ["机密", "机密", "秘密"]
    plain = "名称\t密级\n甲\t机密\n乙\t秘密"
    assert sorted(m.quote for m in read(plain) if m.facts["form"] == "label") == ["机密", "秘密"]


def test_ocr_misreadings_are_read_only_where_the_text_was_seen():
    assert [m.level for m in read("绍蜜大长期", ocr=0.8)] == [Level.TOP_SECRET]
    assert read("绍蜜大长期") == []


def test_ladders_of_others():
    assert {m.facts["ladder"] for m in read("NATO SECRET")} == {"NATO"}
    assert {m.facts["ladder"] for m in read("極機密")} == {"TW"}
    assert [m.rule for m in read("核心商密★5年")] == ["mark/commercial"]
    assert [m.rule for m in read("工作秘密★5年")] == ["mark/work-secret"]
    assert [m.facts["colour"] for m in read("TLP:AMBER+STRICT")] == ["AMBER+STRICT"]


@pytest.mark.parametrize(
    "text", ["", "\n\t\v", "密", "机\n密", "★★★", "密级", "内", "Secretary", "密级\t\n\t", "☑", "编号:", "机\t密"]
)
def test_odd_texts_break_nothing(text):
    for match in read(text):
        assert "".join(text[a:b] for a, b in match.spans) == match.quote
