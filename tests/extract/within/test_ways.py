"""Letters that stand below one another, in columns, upwards or turned round are read as words."""

import pytest

from extract.ooxml_made import docx
from unpacked import seen, spot, words

MARK = "机密★10年"
DOWN = "\n".join("机密★10年")


@pytest.mark.parametrize(
    "text",
    [
        DOWN,
        f"说明如下。\n{DOWN}\n双方召开了例会。",
        "机\n密\n★\n10\n年\n",
        "机\n\n密\n\n★\n\n1\n\n0\n\n年",
        "  机\n  密\n  ★\n  10年",
        "年\n0\n1\n★\n密\n机",
        "绝\n密\n★\n启\n用\n前",
    ],
)
def test_letters_one_a_line(text):
    found = words(seen(text.encode(), "a.txt"))
    assert MARK in found or "绝密★启用前" in found


def test_letters_one_a_cell():
    rows = ["序号,事项,标", "1,例会,机", "2,纪要,密", "3,分发,★", "4,归档,10", "5,其他,年"]
    pieces = seen("\n".join(rows).encode(), "a.csv")
    assert MARK in words(pieces).splitlines()
    assert spot(pieces, MARK) in ("表 R1C3", "表 R2C3")
    across = seen("机,密,★,1,0,年\n甲,乙,丙,丁,戊,己\n1,2,3,4,5,6\n7,8,9,1,2,3\n".encode(), "a.csv")
    assert MARK in words(across)


def test_letters_with_empty_rows_between_and_from_the_first_row():
    import io

    from openpyxl import Workbook

    book = Workbook()
    for row, letter in enumerate("机密★10年"):
        book.active.cell(2 * row + 1, 6, letter)
    book.active.cell(1, 1, "序号")
    out = io.BytesIO()
    book.save(out)
    assert MARK in words(seen(out.getvalue(), "a.xlsx"))


def test_paragraphs_and_table_cells_of_a_document():
    body = "".join(f"<w:p><w:r><w:t>{c}</w:t></w:r></w:p>" for c in MARK)
    assert MARK in words(seen(docx(body), "a.docx"))
    rows = "".join(f"<w:tr><w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr>" for c in MARK)
    assert MARK in words(seen(docx(f"<w:tbl>{rows}</w:tbl><w:p/>"), "a.docx"))


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.csv"])
def test_text_shown_from_right_to_left(name):
    assert MARK in words(seen(f"说明：\u202e{MARK[::-1]}\u202c完".encode(), name))


@pytest.mark.parametrize("text", ["1\n2\n3\n4\n5\n", "甲\n1\n2\n3\n", "是,1\n否,2\n是,3\n否,4\n", "A\nB\nC\n", "是\n否\n"])
def test_lists_are_no_words(text):
    plain = words(seen(text.encode(), "a.csv"))
    assert "甲123" not in plain
    assert "1234" not in plain


FILLER = "双方召开了例会，讨论了去年的工作。"


@pytest.mark.parametrize("sign", [" | ", "-0-", "] ["])
@pytest.mark.parametrize("far", [0, 40, 160, 2000])
def test_letters_parted_alike_are_read_wherever_they_stand(sign, far):
    """Single letters of ordinary sentences stand around, so that the stretch is not the first place that is looked at."""
    parted = sign.replace("0", "12").join("机密文件内容")
    near = f"甲{sign}普通文字{sign}乙{sign}另一段{sign}丙{sign}"
    text = near + FILLER * far + f"\n{parted}\n" + FILLER * (far // 2) + near
    assert "机密文件内容" in words(seen(text.encode(), "a.txt"))


def test_counts_and_letters_before_parted_han_hide_none_of_them():
    text = "1 | 2 | a | b | " * 30 + " | ".join("机密文件内容") + "\n" + "普通 | 文字 | " * 20
    assert "机密文件内容" in words(seen(text.encode(), "a.txt"))


def test_a_column_of_letters_is_read_where_another_cell_holds_lines():
    import io

    from openpyxl import Workbook

    book = Workbook()
    for row, letter in enumerate("机密★10年"):
        book.active.cell(row + 1, 2, letter)
        book.active.cell(row + 1, 3, f"第{row}项\n两行文字")
    out = io.BytesIO()
    book.save(out)
    assert "机密★" in words(seen(out.getvalue(), "a.xlsx"))
