"""A late expression answers like a compiled one, whether or not it had to be compiled."""

import gc
import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.config import Config
from outscan.lazy_regex import LONG, Lazy, Near, lazy
from outscan.scanner import Scanner

TEXTS = st.text("ab密级 1", max_size=30)


@given(TEXTS)
def test_every_question_is_answered_as_by_a_compiled_expression(text):
    source = r"(?P<level>密级?)\s?\d?"
    for question in ("search", "match", "fullmatch"):
        ours, theirs = (getattr(one, question)(text) for one in (lazy(source, needs="密"), re.compile(source)))
        assert (ours and ours.span()) == (theirs and theirs.span())
    spans = [m.span() for m in re.finditer(source, text)]
    assert [m.span() for m in lazy(source, needs="密").finditer(text)] == spans
    assert lazy(source, needs="密").findall(text) == re.findall(source, text)
    assert lazy(source, needs="密").sub("·", text) == re.sub(source, "·", text)
    assert lazy(source).split(text) == re.split(source, text)


def test_a_wrong_expression_is_not_compiled_before_a_text_could_meet_it():
    broken = lazy("(", needs=["机密"])
    assert broken.search("秘密文件") is None
    assert list(broken.finditer("")) == []


def test_a_long_text_is_searched_without_looking_for_what_is_needed():
    assert lazy("a", needs="z").search("b" * LONG + "a").start() == LONG


def test_flags_and_bounds_are_kept():
    one = lazy("secret", re.IGNORECASE)
    assert one.search("a SECRET", 3) is None
    assert one.match("a SECRET", 2).group() == "SECRET"
    assert one.pattern == "secret"


def near() -> dict[str, Near]:
    """Every expression of the house that is asked around its anchors only, by its place in the file that holds it."""
    Scanner.build(Config(ocr="off"))
    found = {}
    for one in gc.get_objects():
        if type(one) is Lazy and one._reach is not None:
            made = re.compile(one._source, one._flags)
            found[made.pattern] = Near(made, one._needs, *one._reach)
    return found


NEAR = near()
FRAGMENTS = st.sampled_from(
    [
        *(
            "12幅",
            "共六十张",
            "，每幅面积",
            "各约",
            " 31.6平方公里",
            "2.5 km²",
            "25 KM2",
            " of 4 sq km each",
            "8 sheets",
            "三十亩",
            "合计",
        ),
        *("每块的面积约为", "0.5 hectares", "per map ", "20 maps", " 3 acres", "24 map sheets at 30 Square Miles", "×1.2公顷"),
        *("In 2031", "year 1998", "FY2030", "September 2029", "3rd of May, 2031", "May 5th, 2031 ", "2019年", "1", "20", "190"),
        *("30年逐日", "系列", "45 years of daily", " records", "资料系列", "series", "12-year hydro"),
        *(
            "POINT (",
            "116.39",
            " 39.90)",
            "MULTIPOLYGON Z(((",
            "geohash: ",
            "wx4g0b",
            "GeoHash编码 = ",
            'PROJCS["CGCS2000"',
            "+proj=tmerc",
        ),
        *("towgs84=", "TOWGS84[", "12.5,-3.25, 0,", "epsg code 4490", "EPSG：", "4326", "EPSG代码 2437", "/0/"),
        *("墨卡托", "Web Mercator", "EPSG:3857", "900913", "8557", " 12345678.1, 4567890.2"),
        *("北纬30°", "30.2034º N", "114度", "12.1′", " 12.5分", '35.25"', "3″", " 35.5秒", "东经", "E", "NSEW", "1234567.5"),
        *("密级", "：机密", "加密级", "安全等级", "定密", "密别", "Security Classification", "CLASSIFICATION", "秘密级别"),
        *("试题", "A卷", "答案及评分标准", "注意事项", "paper", "PAPER", "Answer Key", "Marking scheme", "questions", "卷)"),
        *("。", "\n", " ", "，", "的", "a"),
    ]
)
PARTS = st.lists(st.tuples(st.lists(FRAGMENTS, min_size=1, max_size=6).map("".join), st.integers(0, 120)), max_size=12)


@pytest.mark.parametrize("source", sorted(NEAR), ids=range(len(NEAR)))
def test_around_its_anchors_an_expression_finds_what_it_finds_everywhere(source):
    one = NEAR[source]
    apart = "。" * (LONG // 20)

    @settings(deadline=None, max_examples=40)
    @given(PARTS)
    def holds(parts):
        text = apart.join("".join((said, "之" * blanks)) for said, blanks in parts) + "。" * LONG
        everywhere = [(hit.span(), hit.groups()) for hit in one.made.finditer(text)]
        assert [(hit.span(), hit.groups()) for hit in one.finditer(text)] == everywhere
        first = one.search(text)
        assert (first.span() if first else None) == (everywhere[0][0] if everywhere else None)

    holds()


def test_each_of_these_expressions_is_met_and_looked_for_in_stretches():
    fillers = "。" * LONG
    said = [
        "12幅，每幅面积31.6平方公里",
        "每幅面积31.6平方公里，共12幅",
        "year 1998",
        "May 5th, 2031 ",
        "30年逐日系列",
        "POINT (116.39 39.90)",
    ]
    said += ["geohash: wx4g0b", 'PROJCS["CGCS2000"', "Web Mercator", "A卷", "北纬30°12′35.25″", "安全等级"]
    said += ["+towgs84=12.5,-3.25,0", "EPSG:4490"]
    texts = [fillers + one + fillers for one in said]
    for source, one in NEAR.items():
        met = [text for text in texts if one.search(text)]
        assert met, source
        assert all(one.stretches(text) for text in met)


def test_where_anchors_are_everywhere_all_of_the_text_is_searched():
    one = Near(re.compile("ab+"), ("b",), 4, 4)
    text = "ab" * LONG
    assert one.stretches(text) is None
    assert len(list(one.finditer(text))) == LONG
    assert list(itertools.islice(one.finditer("b" * 9), 1)) == []
