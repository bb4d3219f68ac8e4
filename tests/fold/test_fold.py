import pytest

from outscan.fold import fold


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ＴＯＰ　ＳＥＣＲＥＴ：１０", "TOP SECRET:10"),
        ("機密★長期", "机密★长期"),
        ("祕密", "秘密"),
        ("啓用前", "启用前"),
        ("機　密 ☆ 10 年", "机密★10年"),
        ("绝\u200b密\ufe0f⭐\ufe0f3\u00ad年", "绝密★3年"),
        ("内\u202e部", "内部"),
        ("內(nèi)部資料", "内部资料"),
        ("規（guī）範", "规范"),
        ("⽔文⽉报", "水文月报"),
        ("㊙", "秘"),
        ("机̶密̶", "机密"),
        ("ТОР SЕСRЕТ", "TOP SECRET"),
        ("TRÈS SECRET", "TRES SECRET"),
        ("TRE\u0300S SECRET", "TRES SECRET"),
        ("面积 31㎢", "面积 31km²"),
        ("топографическая карта", "топографическая карта"),
        ("topographic\v map", "topographic map"),
        ("2031 年 5 月 1 日", "2031年5月1日"),
        ("𝐒𝐄𝐂𝐑𝐄𝐓", "SECRET"),
    ],
)
def test_a_disguise_is_undone(written, read):
    assert fold(written).text == read


@pytest.mark.parametrize(
    "text", ["坐标(x)与高程(m)", "10³ 与 ①", "Latin words stay", "表一\t表二\n表三", "", "著作权", "一个 Word 文件"]
)
def test_what_means_something_stays(text):
    assert fold(text).text == text


def test_a_wide_gap_between_han_is_a_column_not_letter_spacing():
    assert fold("密级" + " " * 9 + "机密").text == "密级" + " " * 9 + "机密"
    assert fold("机" + " " * 3 + "密").text == "机密"


def test_a_run_is_looked_at_as_a_whole():
    # A blank beside an invisible character, and the other way round.
    for run in (" \u200b", "\u200b ", "\u200b \u200b\u3000", "\v \u200b"):
        assert fold(f"机{run}密").text == "机密"


def test_lines_say_where_a_line_began_although_its_break_is_gone():
    folded = fold("机\v密\v★\v10年\n正文")
    assert folded.text == "机密★10年\n正文"
    assert folded.lines == (1, 2, 3)
    assert folded.line_at(0, 1) == (0, 1)
    assert folded.line_at(0, 6) == (0, 6)


def test_the_quote_comes_from_the_original():
    text = "　　絕　密 ★ 啟\u200b用 前"
    folded = fold(text)
    at = folded.text.index("绝密★启用前")
    a, b = folded.original(at, at + 6)
    assert text[a:b] == "絕　密 ★ 啟\u200b用 前"


def test_expansion_leads_back_to_the_one_sign_it_came_from():
    folded = fold("约31㎢多")
    at = folded.text.index("km²")
    assert folded.original(at, at + 3) == (3, 4)
    assert folded.original(at + 3, at + 4) == (4, 5)
    assert folded.position(3) == at


def test_gap_at_tells_what_was_folded_away():
    folded = fold("机 密文件")
    assert folded.gap_at(1)
    assert not folded.gap_at(2)
    assert folded.spaced(0, 2)
    assert not folded.spaced(1, 4)
