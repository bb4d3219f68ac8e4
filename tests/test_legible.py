from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.legible import (
    _PRIVATE,
    _RUBBISH,
    _RUIN,
    THRESHOLD,
    _holds_private,
    _suspect,
    clarity,
    decode,
    decode_name,
    names,
    rubbish,
)
from outscan.legible.clarity import _by_neighbours

SAYING = "关于调整春季学期课程安排的通知，请各学院于三月十五日前报送教学计划。"
TRADITIONAL = "關於調整春季學期課程安排的通知，請各學院於三月十五日前報送教學計畫。"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "hz", "utf-7"]
)
def test_chinese_is_read_whatever_it_was_written_in(encoding):
    got = decode(SAYING.encode(encoding))
    assert got.text == SAYING
    assert got.sound


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TRADITIONAL, "big5"),
        ("これは会議の案内です。", "cp932"),
        ("Протокол заседания кафедры", "cp1251"),
        ("Über die Größe der Fläche", "cp1252"),
    ],
)
def test_neighbours_are_not_taken_for_gbk(text, encoding):
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("word", ["机密", "绝密", "秘密★10年", "内部资料 注意保存"])
def test_four_bytes_of_gbk_are_enough(word):
    assert decode(word.encode("gbk")).text == word


def test_a_declared_charset_is_a_candidate_only():
    assert decode(SAYING.encode("gb18030"), "utf-8").text == SAYING
    assert decode(SAYING.encode("utf-8"), "gb2312").text == SAYING
    assert decode(SAYING.encode("gb18030"), "no-such-charset").text == SAYING


def test_one_bad_byte_is_said_and_the_rest_is_read():
    got = decode("第一行\n".encode() + b"\xff" + "第二行机密".encode())
    assert "第二行机密" in got.text
    assert not got.sound


def test_a_text_cut_inside_a_character_is_unsound():
    got = decode("全文机密材料".encode()[:-1])
    assert got.text.startswith("全文机密材")
    assert not got.sound


def test_lines_in_two_encodings_are_both_read():
    got = decode((SAYING + "\n").encode() + SAYING.encode("gbk"))
    assert got.text == f"{SAYING}\n{SAYING}"
    assert got.sound


def test_overlong_utf8_is_never_sound():
    assert not decode(b"\xc1\x81\xc0\xaf " + SAYING.encode()).sound


def test_random_bytes_are_never_sound_text():
    assert not decode(bytes(range(256)) * 8).sound


def test_ascii_with_a_plus_sign_stays_ascii():
    assert decode(b"tel +8610-1234567 and a+b-c").text == "tel +8610-1234567 and a+b-c"


def test_names_of_archives_read_in_gbk():
    assert decode_name("附件三.txt".encode("gbk")) == "附件三.txt"


@given(st.binary(max_size=300))
def test_decoding_never_raises_and_never_drops_the_end(data):
    got = decode(data)
    assert isinstance(got.text, str)
    assert got.text or not data.strip(b"\xef\xbb\xbf\xff\xfe\0\x84\x31\x95\x33")


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200))
def test_sound_utf8_comes_back_as_it_was(text):
    if "\0" not in text and "\x1b" not in text and "~{" not in text and "+" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8")).text == text


def test_rubbish_is_a_share():
    assert rubbish(SAYING) == 0
    assert rubbish("") == 0
    assert rubbish("(cid:12)(cid:7)(cid:90)") > THRESHOLD
    assert rubbish("\ufffd\ufffd机密") == pytest.approx(0.5)
    assert rubbish(SAYING.encode("gbk").decode("latin-1")) > THRESHOLD


def test_plain_chinese_is_clearer_than_its_ruins():
    assert clarity(SAYING) > 0.8
    assert clarity(SAYING.encode("utf-8").decode("gb18030", "replace")) < 0.3
    assert clarity(os.fsdecode(b"plain")) == 1.0


def test_private_characters_side_by_side_are_words_nobody_can_tell():
    from outscan.legible import private

    assert private("会议安排如下\n\ue001\ue002\ue003")
    assert not private("张\ue001同志")
    assert not private("\uf0b7 条目 \uf0e0\uf0e0")


def test_signs_of_symbol_fonts_beside_text_are_no_rubbish():
    text = "法律框架\t\uf06e\t\uf06e\n政治风险\t\uf06e\t\uf06e"
    assert rubbish(text) > THRESHOLD
    assert rubbish(text, symbols=True) == 0
    assert rubbish("\uf041\uf042\uf043 a", symbols=True) > THRESHOLD


def test_brackets_of_formulas_are_no_private_words():
    from outscan.legible import private

    assert private("安排如下\n\ue001\ue002\ue003\n")
    assert private("密级\ue001\ue002★10年")
    assert not private("\ue037\ue037x=1\ue136\ue135\ue135⎷ \ue081\ue080 \uf0b7\uf0a7 姓名：李\ue815")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"\x1b$)A\x0e" + bytes(b & 0x7F for b in SAYING.encode("gb2312")) + b"\x0f", "iso-2022-cn"),
        ("これは会議の案内です。".encode("iso2022_jp"), "iso2022_jp_2"),
        ("회의 안내".encode("iso2022_kr"), "iso-2022-kr"),
    ],
    ids=["cn", "jp", "kr"],
)
def test_seven_bit_encodings_that_shift_are_read(data, encoding):
    got = decode(data)
    assert got.text in (SAYING, "これは会議の案内です。", "회의 안내")
    assert (got.encoding, got.sound) == (encoding, True)


def test_a_shift_into_nothing_known_is_kept_and_unsound():
    got = decode(b"\x1b$Zabc")
    assert (got.text, got.sound) == ("\x1b$Zabc", False)


def test_a_mark_of_order_before_bytes_that_do_not_follow_is_unsound():
    got = decode(b"\xff\xfe" + "会议".encode("utf-16-le") + b"\x00\xd8")
    assert got.text.startswith("会议")
    assert not got.sound


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("会议.txt", "会议.txt"),
        (os.fsdecode("会议.txt".encode("gbk")), "会议.txt"),
        ("\ud800x.txt", "\ufffdx.txt"),
        (os.fsdecode("会议".encode("gbk") + b"\xff" + "纪要".encode()), None),
    ],
    ids=["sound", "gbk", "half", "mixed"],
)
def test_a_name_of_any_bytes_has_a_way_to_be_read(name, read):
    ways = names(name)
    assert all(way.encode("utf-8") for way in ways)  # no half of a pair is left
    assert read is None or read in ways
    assert read is not None or any("会议" in way for way in ways)


@given(st.text("的密龘𠀀，。·×éàÃ¼ÿЖж日カﾀ한aZ 1\n\x85\xa0\ufffd\ue000\ud800", min_size=1, max_size=40), st.integers(0, 9000))
def test_characters_are_weighed_together_as_they_are_one_by_one(text, beyond):
    long = text + "a" * 16_000 + "的" * beyond
    for one in (text, long, "的" * beyond + text):
        assert clarity(one) == pytest.approx(1.0 if one.isascii() else _by_neighbours(one))


@given(
    st.text(
        "的，·×éÃ¼ÿa \n(cid:1)\x7f\x80\x9f\xa0\ufffc\ufffd\ue000\uefff\uf01f\uf020\uf8ff\uf900\U000f0000\U0010fffd\ud800",
        max_size=30,
    )
)
def test_a_text_without_suspect_bytes_holds_nothing_to_look_at(text):
    data = text.encode("utf-8", "replace")
    if not _holds_private(data):
        assert _PRIVATE.search(text) is None
    if "(cid:" not in text and not _suspect(data):
        assert _RUBBISH.search(text) is None
        assert _RUIN.search(text) is None
