"""Whatever a text repeats, twice the text costs about twice the work: no crafted repetition stops the reader.

CPU time of the same run is compared with itself, eight times the text against once: linear is 8, quadratic 64. The margin is
wide and short times count as FLOOR, so that a busy machine fails nothing.
"""

from __future__ import annotations

import json
import time

import pytest

from outscan.types import Action, Blob, GapReason, Where

SMALL, TIMES, MARGIN, FLOOR = 16_000, 8, 3.0, 0.02
INNOCENT = "各位同事：周五下午三点在二楼会议室参加例会，讨论食堂改造和停车安排。请带好笔记本，会后有茶点。\n"
UNITS = [
    "机 密 ", "机密★", "机密★10年\n", "机\n密\n", "机\t密\t", "机密\t", "(机密", "机密、", "**机密**", "“机密”",
    "密级：机密 ", "□机密", "机·密", "内部资料 ", "商业秘密；", "工作秘密★", "CONFIDENTIAL ", "TLP:RED ", "国家秘密",
    "编号:秘2031-", "㊙", "★", "☆", "（", "(", "【", "()", "[]", "《", "“", "“”", "'", '"', "1", "1,", "1.", "0",
    "年", "9年", "3平方公里", "平方公里", "1:2000 ", "31.6×", "东经116°23′", "116.39,39.90 ", "m³/s", "密级：", "：",
    "；", "。", "、", "，", ".", "-", "—", "_", "=", "*", "#", "|", "~", "/", "\\", "&", "%", "$", "@", " ", "\u3000",
    "\t", "\n", "\n\n", "\r\n", "a", "A ", "abc ", "a.", "http://a.b/", "a@b.cn ", "&#26426;", "&amp;", "%E6%9C%BA",
    "\\u673a", "=E6=9C", "5py65a+G", "aGVsbG8gd29ybGQ", "́", "\u200b", "\u202e", "１", "Ⅰ", "①", "内(nèi)部", "水",
    "水位", "地形图", "军事", "试卷", "不得外传", "启用前", "110101199003070011 ", "a|b|c\n", "1,2,3\n", "甲：1\n",
    "<a>", "</a>", "<a ", "<!--", '{"a":', "[", "- ", "  ", "> ", "机a密b", "秘1密", "绝密机密秘密",
    "\\230", "0xe6, ", "230,156,", "chr(26412)+", "[char]26412,", "00000000: e68b  ..\n", ":10000000", "{机}", "机\\n",
    '"机",\n', "k: 机\n", "机/", 'a="机";', 'content:"', "!#$%abcdefghijklmnopqrst ", "机1",
    "0000000 116346 ", "0000000 116346\n", "346 ",
    "-26,", "%35", "=35", "&#53;", "\\065", "a%2B", "=", "==gLqo", "5py6 ", "5py65py6\n",
    "0E6h,", "11100110 ", "2NEpo7TZRRrLZSi2U", "2NEpo7TZRRrLZSi2U ", "5LqM56eN5LqM56eN ", "A$B+C*", "+ZnpO9g-", "begin 644 a\n",
    "①②", "①:", "²³", "二〇", "一:", "位单供提", "位单供提\n", " eht fo ", "\u202e机\u202c", "\u202e", "> 机密\n",
    "> > 机密文件\n", "机密=\n", "机密文\n", "10:00\n机密\n", "\U000e0041", "\U000e0100", "'机密'+'",
    "/机密文", "、机密", "1. 机密\n", "【机密】", '"a" ', "\\\\u673a", "\u200b\u200c",
]  # fmt: skip


def work(scanner, data, name):
    started = time.process_time()
    told = scanner.scan(Blob(Where((name,)), data))
    return time.process_time() - started, told


def grows(scanner, made, name="a.txt"):
    """How many times as much work `made(TIMES)` is as `made(1)`; the better of two runs."""
    once = max(min(work(scanner, made(1), name)[0] for _ in range(2)), FLOOR)
    for _ in range(2):
        spent, _ = work(scanner, made(TIMES), name)
        if spent <= once * TIMES * MARGIN:
            break
    return spent / once


@pytest.mark.parametrize("unit", UNITS)
def test_no_repetition_costs_more_than_its_length(scanner, unit):
    count = SMALL // len(unit.encode())
    assert grows(scanner, lambda times: (INNOCENT * 20 + unit * count * times + "\n" + INNOCENT).encode()) <= TIMES * MARGIN


DEEP = {
    "json lists": ("a.json", lambda n: b"[" * n + b"]" * n),
    "json objects": ("a.json", lambda n: b'{"a":' * n + b"1" + b"}" * n),
    "json strings": ("a.json", lambda n: json.dumps(["机密"] * n, ensure_ascii=False).encode()),
    "json numbers": ("a.json", lambda n: b"[" + b"1" * n + b"]"),
    "xml": ("a.xml", lambda n: b"<a>" * n + b"</a>" * n),
    "xml attributes": ("a.xml", lambda n: b"<a " + b" ".join(b'a%d="1"' % i for i in range(n)) + b"/>"),
    "xml comments": ("a.xml", lambda n: b"<a>" + b"<!---->" * n + b"</a>"),
    "html": ("a.html", lambda n: b"<html><body>" + b"<div>" * n),
    "html open tags": ("a.html", lambda n: b"<html><body>" + b"<p " * n),
    "yaml": ("a.yaml", lambda n: b"".join(b"a%d: 1\n" % i for i in range(n))),
    "csv": ("a.csv", lambda n: "名称,机密\n".encode() * n),
    "csv cells": ("a.csv", lambda n: b"1," * n + b"\n"),
    "mail headers": ("a.eml", lambda n: b"From: a@b.cn\nSubject: a\n" + b"X-A: 1\n" * n + b"\nhello\n"),
    "rtf": ("a.rtf", lambda n: b"{\\rtf1 " + b"{" * n + b"}" * n + b"}"),
    "words of one line": ("a.txt", lambda n: " ".join(f"机密{i}" for i in range(n)).encode()),
}


@pytest.mark.parametrize("shape", DEEP)
def test_no_shape_costs_more_than_its_length(scanner, shape):
    name, made = DEEP[shape]
    assert grows(scanner, lambda times: made(2000 * times), name) <= TIMES * MARGIN


def test_what_was_found_among_many_stands_and_a_text_made_to_tire_is_a_gap(scanner):
    many = scanner.scan(Blob(Where(("a.txt",)), ("机密★10年\n" * 60_000 + "绝密★30年\n").encode()))
    assert many.verdict.action is Action.WITHHOLD
    assert not many.gaps
    odd = scanner.scan(Blob(Where(("a.txt",)), "".join(f"机密★{i}\n" for i in range(30_000)).encode()))
    assert odd.verdict.action >= Action.ESCALATE
    assert [gap.reason for gap in odd.gaps] == [GapReason.TOO_MANY]
