# ruff: noqa: E501, S608 - a construct reads best on one line
"""Words in another order or shape than they are read in: turned round, overridden, in circles and scripts, unseen, cut into lines,
spread over slides, sheets, pages, messages and members. Each is made with a mark and with a matter; none may be released, and the
innocent of the same make raises nothing. All of it is fictional.
"""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from pptx import Presentation
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

import house.made  # noqa: F401 - puts the makers of the samples on the path
from extract.ooxml_made import docx, para, xlsx
from outscan.fold import plain
from outscan.types import Action, Blob, Where
from samples.packages import rows_xml
from unpacked import seen, words

MARK, MATTER = "本件为机密★10年，不得外传。", "拟向外方提供的1:2000地形图覆盖面积40平方公里。"
INNOCENT = "附图由办公室保存，午餐后发给各位同事参考"


def shaped(figure, small=None, large=None, zero="0"):
    def of(said):
        out = ""
        for char in said:
            if char.isdigit():
                out += zero if char == "0" else chr(figure + int(char) - 1)
            elif char.isascii() and char.islower() and small:
                out += chr(small + ord(char) - 97)
            elif char.isascii() and char.isupper() and large:
                out += chr(large + ord(char) - 65)
            else:
                out += char
        return out

    return of


def other(figures):
    return lambda said: said.translate(str.maketrans("0123456789", figures))


def tens(said):
    def of(found):
        value = int(found[0])
        first = 0x2460 if value <= 20 else 0x3251 - 20 if value <= 35 else 0x32B1 - 35
        return chr(first + value - 1) if 1 <= value <= 50 else found[0]

    return re.sub(r"\d+", of, said)


def mail(body, head="Content-Type: text/plain; charset=utf-8\n"):
    return f"From: a@b.cn\nTo: c@d.com\nSubject: hi\nMIME-Version: 1.0\n{head}\n{body}"


def lines(said, width, form="%s", between="\n"):
    return between.join(form % said[at : at + width] for at in range(0, len(said), width))


def slides(parts):
    deck, out = Presentation(), io.BytesIO()
    for part in parts:
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text = part
    deck.save(out)
    return out.getvalue()


def pages(parts):
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    drawn = canvas.Canvas(out)
    for part in parts:
        drawn.setFont("STSong-Light", 20)
        drawn.drawString(100, 700, part)
        drawn.showPage()
    drawn.save()
    return out.getvalue()


def book(sheets):
    return xlsx([(f"表{at}", "", rows_xml(rows)) for at, rows in enumerate(sheets, 1)])


def zipped(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def bits(said):
    return "".join("\u200b" if bit == "0" else "\u200c" for one in said.encode() for bit in f"{one:08b}")


ORDER = {
    "whole.txt": lambda said: said[::-1],
    "one-line.txt": lambda said: f"各位同事：周五下午开会，请准时参加。\n{said[::-1]}\n谢谢。\n",
    "one-paragraph.docx": lambda said: docx(para("周五开会。") + para(said[::-1])),
    "one-cell.xlsx": lambda said: book([[["周五开会"], [said[::-1]]]]),
    "mirror.html": lambda said: f'<p style="transform:scaleX(-1)">{said[::-1]}</p>',
    "override.txt": lambda said: f"说明\u202e{said[::-1]}\u202c完",
    "open-override.txt": lambda said: f"\u202e{said[::-1]}\n下一行",
    "overrides.txt": lambda said: (
        "见" + lines(said[::-1], 4, "\u202e%s\u202c", "")[::-1].translate({0x202E: 0x202C, 0x202C: 0x202E})
    ),
    "left-in-right.txt": lambda said: f"\u202e{said[6:][::-1]}\u202d{said[:6]}\u202c\u202c",
    "each-letter.txt": lambda said: "".join(f"\u202e{char}\u202c" for char in said),
    "isolated.txt": lambda said: f"说明\u2067\u202e{said[::-1]}\u202c\u2069完",
    "override.docx": lambda said: docx(para(f"\u202e{said[::-1]}\u202c")),
}
SHAPES = {
    "circles.txt": shaped(0x2460, 0x24D0, 0x24B6, "⓪"),
    "black-circles.txt": shaped(0x2776, None, 0x1F150, "⓿"),
    "dingbats.txt": shaped(0x2780, None, 0x1F170, "\U0001f10b"),
    "brackets.txt": shaped(0x2474, 0x249C, 0x1F110),
    "full-stops.txt": shaped(0x2488, None, None, "\U0001f100"),
    "double-circles.txt": shaped(0x24F5, None, None, "⓪"),
    "circled-tens.txt": tens,
    "squares.txt": shaped(0x2460, None, 0x1F130, "⓪"),
    "bold.txt": other("".join(chr(0x1D7CE + at) for at in range(10))),
    "double-struck.txt": other("".join(chr(0x1D7D8 + at) for at in range(10))),
    "segments.txt": other("".join(chr(0x1FBF0 + at) for at in range(10))),
    "raised.txt": other("⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "lowered.txt": other("₀₁₂₃₄₅₆₇₈₉"),
    "arabic.txt": other("٠١٢٣٤٥٦٧٨٩"),
    "devanagari.txt": other("०१२३४५६७८९"),
    "han.txt": other("〇一二三四五六七八九"),
    "rods.txt": other("〇〡〢〣〤〥〦〧〨〩"),
    "cheques.txt": other("零壹贰叁肆伍陆柒捌玖"),
    "selectors.txt": lambda said: (
        "😀" + "".join(chr(0xFE00 + one) if one < 16 else chr(0xE0100 + one - 16) for one in said.encode())
    ),
    "no-width.txt": lambda said: f"会议{bits(said)}通知",
}
CUT = {
    "quoted.eml": lambda said: mail(lines(said, 1, "> %s")),
    "deeper.eml": lambda said: mail(
        "\n".join(">" * (at % 3 + 1) + " " + said[n : n + 3] for at, n in enumerate(range(0, len(said), 3)))
    ),
    "quoted-twice.eml": lambda said: mail(lines(said, 5, "> > %s")),
    "bars.eml": lambda said: mail(lines(said, 5, "| %s")),
    "names.eml": lambda said: mail(lines(said, 5, "张> %s")),
    "wrapped.eml": lambda said: mail(f"> 各位同事好，上周三下午在二楼会议室与对方见面，{said[:7]}\n> {said[7:]}\n> 谢谢。"),
    "flowed.eml": lambda said: mail(
        lines(said, 4, "> %s "), "Content-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n"
    ),
    "soft.eml": lambda said: mail(
        "=\n".join("".join(f"={one:02X}" for one in char.encode()) for char in said),
        "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
    ),
    "quoted.txt": lambda said: lines(said, 3, "> %s"),
    "quoted.md": lambda said: "\n".join(
        ">" * (1 + at % 2) + " " + said[n : n + 3] for at, n in enumerate(range(0, len(said), 3))
    ),
    "equals.txt": lambda said: lines(said, 3, between="=\n"),
    "backslashes.txt": lambda said: lines(said, 3, between="\\\n"),
    "hyphens.txt": lambda said: lines(said, 3, between="-\n"),
    "narrow.txt": lambda said: lines(said, 5),
    "added.diff": lambda said: "--- a\n+++ b\n@@ -1,3 +1,3 @@\n" + lines(said, 3, "+%s"),
    "talk.txt": lambda said: "\n".join(f"张三 10:0{at % 10}\n{said[n : n + 3]}" for at, n in enumerate(range(0, len(said), 3))),
}
SPREAD = {
    "slides.pptx": slides,
    "slides-of-four.pptx": lambda said: slides([said[at : at + 4] for at in range(0, len(said), 4)]),
    "sheets.xlsx": lambda said: book([[[char]] for char in said]),
    "sheets-of-three.xlsx": lambda said: book([[[said[at : at + 3]]] for at in range(0, len(said), 3)]),
    "columns.xlsx": lambda said: book([[[char] for char in said[at : at + 4]] for at in range(0, len(said), 4)]),
    "pages.pdf": pages,
    "pages-of-four.pdf": lambda said: pages([said[at : at + 4] for at in range(0, len(said), 4)]),
    "members.zip": lambda said: zipped({f"{at:02d}.txt": char for at, char in enumerate(said)}),
    "members-of-three.zip": lambda said: zipped({f"{at:02d}.txt": said[at : at + 3] for at in range(0, len(said), 3)}),
    "documents.zip": lambda said: zipped({f"{at:02d}.docx": docx(para(char)) for at, char in enumerate(said)}),
    "messages.mbox": lambda said: "".join(f"From a@b.cn Mon Jan  5 10:00:00 2026\nFrom: a@b.cn\nSubject: note\n\n{char}\n\n" for char in said),
    "subjects.mbox": lambda said: "".join(f"From a@b.cn Mon Jan  5 10:00:00 2026\nFrom: a@b.cn\nSubject: {char}\n\nhi\n\n" for char in said),
    "parts.eml": lambda said: "From: a@b.cn\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\n" + "".join(f"--X\nContent-Type: text/plain; charset=utf-8\n\n{char}\n" for char in said) + "--X--\n",
    "tables.docx": lambda said: docx("".join(f"<w:tbl><w:tr><w:tc>{para(char)}</w:tc></w:tr></w:tbl><w:p/>" for char in said)),
}  # fmt: skip
PIECED = {
    "added.js": lambda said: f"var a={lines(said, 3, chr(39) + '%s' + chr(39), '+')};",
    "joined.js": lambda said: f"var a=[{lines(said, 2, chr(39) + '%s' + chr(39), ',')}].join('');",
    "added.sql": lambda said: f"select {lines(said, 3, chr(39) + '%s' + chr(39), '||')} from dual;",
    "added.lua": lambda said: 's = "' + lines(said, 3, between='".."') + '"',
    "added.bas": lambda said: 's = "' + lines(said, 3, between='" & _\n    "') + '"\n',
    "added.php": lambda said: f"<?php $a = '{lines(said, 3, between=chr(39) + ' . ' + chr(39))}';",
    "beside.c": lambda said: "char *s = " + lines(said, 3, '"%s"', "\n  ") + ";\n",
    "format.py": lambda said: f"x = '{{}}{{}}{{}}'.format({lines(said, 3, chr(39) + '%s' + chr(39), ', ')})",
    "escaped-again.json": lambda said: '{"a": "' + "".join(f"\\\\u{ord(char):04x}" for char in said) + '"}',
    "folded.yaml": lambda said: "a: >-\n" + lines(said, 4, "  %s"),
    "indented.eml": lambda said: mail("-----Original Message-----\nFrom: x\n\n" + lines(said, 6, "    %s")),
    "strokes.txt": lambda said: lines(said, 3, between="/"),
    "dashes.txt": lambda said: lines(said, 3, between="——"),
    "bars.txt": lambda said: lines(said, 2, between=" | "),
    "brackets.txt": lambda said: lines(said, 3, "【%s】", ""),
    "numbers.txt": lambda said: "\n".join(f"{at}. {said[n : n + 4]}" for at, n in enumerate(range(0, len(said), 4), 1)),
    "parts.txt": lambda said: "\n".join(f"第{at}部分：{said[n : n + 4]}" for at, n in enumerate(range(0, len(said), 4), 1)),
    "keys.ini": lambda said: "\n".join(f"k{at}={said[n : n + 3]}" for at, n in enumerate(range(0, len(said), 3))),
    "list.json": lambda said: "[" + lines(said, 3, '"%s"', ", ") + "]",
    "row.csv": lambda said: lines(said, 3, between=",") + "\n1,2,3\n4,5,6\n",
    "cues.srt": lambda said: "".join(f"{at}\n00:00:0{at % 10},000 --> 00:00:0{at % 10},900\n{said[n : n + 4]}\n\n" for at, n in enumerate(range(0, len(said), 4), 1)),
    "a.log": lambda said: "\n".join(f"2026-01-01T00:00:{at:02d} INFO {said[n : n + 3]}" for at, n in enumerate(range(0, len(said), 3))),
    "column.xlsx": lambda said: book([[["事项"], *[[said[at : at + 3]] for at in range(0, len(said), 3)]]]),
    "row.xlsx": lambda said: book([[[said[at : at + 3] for at in range(0, len(said), 3)]]]),
    "cells.docx": lambda said: docx("<w:tbl><w:tr>" + "".join(f"<w:tc>{para(said[at : at + 4])}</w:tc>" for at in range(0, len(said), 4)) + "</w:tr></w:tbl>"),
    "upwards.xlsx": lambda said: book([[[char] for char in said[::-1]]]),
}  # fmt: skip
ALL = {**ORDER, **SHAPES, **CUT, **SPREAD, **PIECED}


def scanned(scanner, name, said):
    made = ALL[name](said)
    return scanner.scan(Blob(Where((name,)), made if isinstance(made, bytes) else made.encode()))


@pytest.mark.parametrize("said", [MARK, MATTER], ids=["mark", "matter"])
@pytest.mark.parametrize("name", ALL)
def test_words_are_read_as_they_are_meant(scanner, name, said):
    told = scanned(scanner, name, said)
    assert any(found.upheld for found in told.findings)
    assert told.verdict.action is not Action.RELEASE


@pytest.mark.parametrize("name", ALL)
def test_the_innocent_of_the_same_make_raise_nothing(scanner, name):
    told = scanned(scanner, name, INNOCENT)
    assert not [found for found in told.findings if found.upheld]
    assert not told.gaps


def test_members_that_are_called_by_letters(scanner):
    data = zipped({f"{at:02d}{char}.txt": "hi" for at, char in enumerate("本件为机密★不得外传")})
    assert any(found.upheld for found in scanner.scan(Blob(Where(("a.zip",)), data)).findings)


@pytest.mark.parametrize("said", [MARK, MATTER], ids=["mark", "matter"])
def test_what_was_read_in_the_wrong_encoding_is_read_back_or_a_gap(scanner, said):
    text = f"各位同事：周五下午开会。\n{said.encode().decode('gbk', 'replace')}\n谢谢。\n"
    told = scanner.scan(Blob(Where(("a.txt",)), text.encode()))
    assert told.verdict.action is not Action.RELEASE
    assert any(found.upheld for found in told.findings) or told.gaps


@pytest.mark.parametrize("text", ["锛刀一把，涓涓细流汇成河。", "浠水县供应鏈管理，鐨字怎么读？"])
def test_rare_letters_are_no_wrong_encoding(text):
    found = seen(text.encode(), "a.txt")
    assert words(found).strip() == text


def test_english_turned_round():
    said = "This file is TOP SECRET and not to be released to any foreign partner."
    assert said in words(seen(f"Lunch is at noon.\n{said[::-1]}\n".encode(), "a.txt"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("①机密文件的管理", "①机密文件的管理"),
        ("见注①②③", "见注①②③"),
        ("流量10³立方米，面积m²", "流量10³立方米,面积m²"),
        ("增长31.6①，下降5%②", "增长31.6①,下降5%②"),
        ("三四平方公里", "三四平方公里"),
        ("一比二，十〇", "一比二,十〇"),
        ("二〇二六年一月", "二〇二六年一月"),
        ("①年度计划②月度计划", "①年度计划②月度计划"),
        ("1:⑤⓪⓪⓪⓪", "1:50000"),
        ("面积㊵平方公里", "面积40平方公里"),
        ("★⑩年", "★10年"),
    ],
)
def test_figures_in_signs_are_figures_where_they_count(text, read):
    folded = plain(text)
    assert folded.text == read
    assert folded.original(0, len(folded.text))[1] <= len(text)


@pytest.mark.parametrize(
    "text",
    [
        "开始\n检查\n结束\n归档\n",
        "北京、上海、天津、重庆、广州、深圳",
        "var a=['会议','午餐','参观','座谈','茶点'];",
        "1. 开会通知\n2. 午餐安排\n3. 参观路线\n4. 车辆名单\n",
        'print("a" + "b" + "c")\n',
        "张三\n李四\n王五\n赵六\n",
        "1\n2\n3\n4\n5\n",
        "> 好\n> 是的\n> 明天见，谢谢\n",
        "+1\n-2\n+3\n-4\n",
        "第一，研究究竟如何；第二，目的项目。\n",
        "The cat sat on the mat and looked at the dog.\n" * 5,
    ],
)
def test_lists_and_ordinary_lines_stay_innocent(scanner, text):
    told = scanner.scan(Blob(Where(("a.txt",)), text.encode()))
    assert told.verdict.action is Action.RELEASE
