# ruff: noqa: E501 - a construct reads best on one line
"""Words spelled so that no line holds them: letters one a line, entry, key, cell, cue or attribute; bytes in 85 letters, as figures
or as calls; strings that a style sheet, a projection or a resource shows. Each is made with a mark and with a matter no search for
marks would find; none may be released, and the innocent of the same make raises nothing. All of it is fictional.
"""

from __future__ import annotations

import base64
import json
import plistlib

import pytest

import house.made  # noqa: F401 - puts the makers of the samples on the path
from extract.ooxml_made import docx, para, xlsx
from outscan.types import Action, Blob, Where
from samples.packages import odf, odf_paragraphs, rows_xml, rtf

MARK, MATTER = "本件为机密★10年，不得外传。", "拟向外方提供的1:2000地形图覆盖面积40平方公里。"
CLEAN = "各位同事：周五下午开会，请准时参加。"
INNOCENT = "附图由办公室保存，午餐后发给各位同事参考"


def z85(data):
    letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#"
    usual = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~"
    return base64.b85encode(data, pad=True).decode().translate(str.maketrans(usual, letters))


def page(inside):
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><p>{CLEAN}</p>{inside}</body></html>'


def keyed(said, form):
    return "".join(form % (number, letter) for number, letter in enumerate(said))


LETTERS = {
    "list.yaml": lambda said: "note:\n" + "".join(f'  - "{c}"\n' for c in said),
    "keys.yaml": lambda said: keyed(said, "k%d: %s\n"),
    "column.csv": lambda said: "n,c\n" + keyed(said, "%d,%s\n"),
    "row.csv": lambda said: ",".join(said) + "\n",
    "one.csv": lambda said: "\n".join(said) + "\n",
    "list.json": lambda said: json.dumps({"a": list(said)}, ensure_ascii=False, indent=1),
    "objects.json": lambda said: json.dumps([{"i": i, "c": c} for i, c in enumerate(said)], ensure_ascii=False),
    "keys.json": lambda said: json.dumps({f"k{i}": c for i, c in enumerate(said)}, ensure_ascii=False),
    "lines.jsonl": lambda said: "\n".join(json.dumps({"c": c}, ensure_ascii=False) for c in said),
    "folded.eml": lambda said: "From: a@b.cn\nX-Note: " + "\n ".join(said) + "\n\nhi\n",
    "headers.eml": lambda said: "From: a@b.cn\n" + keyed(said, "X-N%d: %s\n") + "\nhi\n",
    "elements.xml": lambda said: '<?xml version="1.0"?><a>\n' + "".join(f"<b><c>{c}</c></b>\n" for c in said) + "</a>",
    "values.xml": lambda said: '<?xml version="1.0"?><a>' + "".join(f'<b v="{c}"/>' for c in said) + "</a>",
    "items.html": lambda said: page("<ul>" + "".join(f"<li>{c}</li>" for c in said) + "</ul>"),
    "cells.html": lambda said: page("<table>" + "".join(f"<tr><td>{c}</td></tr>" for c in said) + "</table>"),
    "boxes.html": lambda said: page("".join(f"<div>{c}</div>" for c in said)),
    "lines.txt": "\n".join,
    "apart.txt": "\r\n\r\n".join,
    "numbers.md": lambda said: keyed(said, "%d. %s\n"),
    "keys.ini": lambda said: "[a]\n" + keyed(said, "n%d=%s\n"),
    "list.toml": lambda said: "a = [" + ", ".join(f'"{c}"' for c in said) + "]\n",
    "lines.toml": lambda said: "a = [\n" + "".join(f'  "{c}",\n' for c in said) + "]\n",
    "cues.srt": lambda said: "".join(f"{i}\n00:00:0{i % 10},000 --> 00:00:0{i % 10},900\n{c}\n\n" for i, c in enumerate(said, 1)),
    "song.lrc": lambda said: "[ti:x]\n" + "".join(f"[00:0{i % 10}.00]{c}\n" for i, c in enumerate(said)),
    "parts.po": lambda said: 'msgid "x"\nmsgstr ""\n' + "".join(f'"{c}"\n' for c in said),
    "strokes.txt": "/".join,
    "dashes.txt": "-".join,
    "dots.txt": "·".join,
    "blanks.txt": "   ".join,
    "tabs.txt": "\t".join,
    "braces.bib": lambda said: "@article{a, title={" + "".join(f"{{{c}}}" for c in said) + "}}\n",
    "turns.dot": lambda said: f'digraph {{ a [label="{said[:5]}\\n{said[5:]}"] }}\n',
    "turns.ass": lambda said: f"[Events]\nDialogue: 0,0:00:01.00,0:00:02.00,Default,,0,0,0,,{said[:5]}\\N{said[5:]}\n",
    "brackets.txt": lambda said: "".join(f"（{c}）" for c in said),
    "arrows.txt": "→".join,
    "signs.txt": "😀".join,
    "letters.txt": "x".join,
    "boxes.txt": lambda said: "┌─┐\n" + "".join(f"│{c}│\n" for c in said) + "└─┘\n",
    "bullets.txt": lambda said: "".join(f"○{c}\n" for c in said),
    "numbers-cn.txt": lambda said: keyed(said, "（%d）%s\n"),
    "table.md": lambda said: "|n|c|\n|-|-|\n" + keyed(said, "|%d|%s|\n"),
    "notes.md": lambda said: "hi " + "".join(f"[^{i}]" for i in range(len(said))) + "\n\n" + keyed(said, "[^%d]: %s\n"),
    "checks.md": lambda said: "".join(f"- [ ] {c}\n" for c in said),
    "breaks.md": "<br>".join,
    "ticks.md": lambda said: "".join(f"`{c}`" for c in said),
    "rows.tex": lambda said: "\\begin{tabular}{c}\n" + "".join(f"{c} \\\\\n" for c in said) + "\\end{tabular}\n",
    "rows.txt": lambda said: "{|\n" + "".join(f"|-\n| {c}\n" for c in said) + "|}\n",
    "a.log": lambda said: "\n".join(f"2026-01-01T00:00:{i:02d} INFO {c}" for i, c in enumerate(said)),
    "fixed.txt": lambda said: keyed(said, "%04d %s\n"),
    "remarks.py": lambda said: "".join(f"# {c}\n" for c in said),
    "remarks.bat": lambda said: "".join(f"REM {c}\n" for c in said),
    "strings.py": lambda said: "a = " + " + ".join(f"'{c}'" for c in said) + "\n",
    "statements.js": lambda said: "".join(f'a.push("{c}");\n' for c in said),
    "entries.py": lambda said: "d = {" + ", ".join(f"{i}: '{c}'" for i, c in enumerate(said)) + "}\n",
    "rows.sql": lambda said: keyed(said, "INSERT INTO t VALUES (%d,'%s');\n"),
    "pairs.docx": lambda said: docx(
        "<w:tbl>"
        + "".join(
            f"<w:tr><w:tc>{para(a)}</w:tc><w:tc>{para(b)}</w:tc></w:tr>"
            for a, b in zip(said[::2], said[1::2] + " ", strict=False)
        )
        + "</w:tbl>"
    ),
    "list.plist": lambda said: plistlib.dumps({"a": list(said)}),
    "paragraphs.docx": lambda said: docx("".join(para(c) for c in said)),
    "column.xlsx": lambda said: xlsx([("表", "", rows_xml([[c] for c in said]))]),
    "row.xlsx": lambda said: xlsx([("表", "", rows_xml([list(said)]))]),
    "lines.rtf": lambda said: rtf(*said),
    "paragraphs.odt": lambda said: odf("text", odf_paragraphs(*said)),
}
CODES = {
    "1924.txt": lambda said: b"data: " + base64.b85encode(said.encode() * 2),
    "1924.json": lambda said: json.dumps({"d": base64.b85encode(said.encode()).decode()}),
    "1924.py": lambda said: f'import base64\nx = base64.b85decode("{base64.b85encode(said.encode()).decode()}")\n',
    "z85.yaml": lambda said: f'note: "{z85(said.encode())}"\n',
    "z85.txt": lambda said: f"data: {z85(said.encode() * 2)}\n",
    "a85.txt": lambda said: base64.a85encode(said.encode() * 2),
    "a85-lines.txt": lambda said: base64.a85encode(said.encode() * 3, wrapcol=60),
    "a85-gb.txt": lambda said: base64.a85encode(said.encode("gb18030") * 3),
    "array.c": lambda said: "char s[] = {" + ", ".join(f"0x{byte:02x}" for byte in said.encode()) + "};\n",
    "array.js": lambda said: "var s=[" + ",".join(map(str, said.encode())) + "];\n",
    "tens.txt": lambda said: " ".join(map(str, said.encode())),
    "calls.py": lambda said: "s=" + "+".join(f"chr({ord(c)})" for c in said) + "\n",
    "calls.js": lambda said: "s=String.fromCharCode(" + ",".join(str(ord(c)) for c in said) + ")\n",
    "field.docx": lambda said: docx(
        "<w:p><w:fldSimple w:instr='QUOTE "
        + " ".join(str(ord(c)) for c in said)
        + "'><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>"
    ),
    "points.js": lambda said: "x=[" + ",".join(hex(ord(c)) for c in said) + "]\n",
    "octal.txt": lambda said: "/Note (" + "".join(f"\\{byte:03o}" for byte in b"\xfe\xff" + said.encode("utf-16-be")) + ")",
    "points.txt": lambda said: " ".join(f"U+{ord(c):04X}" for c in said),
    "dump.txt": lambda said: "\n".join(
        f"{at:08x}  {said.encode()[at : at + 16].hex(' ')}  |................|" for at in range(0, len(said.encode()), 16)
    ),
    "xxd.txt": lambda said: "\n".join(
        f"{at:08x}: {said.encode()[at : at + 16].hex(' ', -2)}  ................" for at in range(0, len(said.encode()), 16)
    ),
    "records.hex": lambda said: (
        "\n".join(
            f":{len(said.encode()[at : at + 16]):02X}{at:04X}00{said.encode()[at : at + 16].hex().upper()}00"
            for at in range(0, len(said.encode()), 16)
        )
        + "\n:00000001FF\n"
    ),
    "calls.ps1": lambda said: "-join (" + ",".join(f"[char]0x{ord(c):04X}" for c in said) + ")\n",
    "calls.bas": lambda said: "s = " + " & ".join(f"ChrW(&H{ord(c):04X})" for c in said) + "\n",
    "calls.sql": lambda said: "SELECT " + "||".join(f"CHR({ord(c)})" for c in said) + "\n",
    "mapped.py": lambda said: 's = "".join(map(chr, [' + ", ".join(str(ord(c)) for c in said) + "]))\n",
    "packed.pl": lambda said: '$s = pack("U*",' + ",".join(str(ord(c)) for c in said) + ");\n",
    "tens.lua": lambda said: 's="' + "".join(f"\\{byte}" for byte in said.encode()) + '"\n',
    "char.tex": lambda said: "".join(f'\\char"{ord(c):X} ' for c in said),
    "points.tex": lambda said: "".join(f"^^^^{ord(c):04x}" for c in said),
    "points.1": lambda said: "".join(f"\\[u{ord(c):04X}]" for c in said),
    "old.plist": lambda said: '{ a = "' + "".join(f"\\U{ord(c):04x}" for c in said) + '"; }\n',
    "data.plist": lambda said: plistlib.dumps({"a": said.encode() * 3}),
}
SHOWN = {
    "content.css": lambda said: f'p::before {{ content: "{said}"; }}\n',
    "pieces.css": lambda said: f"p::before {{ content: '{said[:4]}' \"{said[4:]}\"; }}\n",
    "variable.css": lambda said: f':root {{ --note: "{said}"; }}\n',
    "names.prj": lambda said: f'PROJCS["{said}",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.25]]]]',
    "a.strings": lambda said: f'"x" = "{said}";\n'.encode("utf-16"),
    "a.dot": lambda said: f'digraph {{ a [label="{said}"] }}\n',
    "head.c": lambda said: f"// {said}\n#include <stdio.h>\nint main(void) {{ return 0; }}\n",
    "head.py": lambda said: f"# {said}\nimport os\n\n\ndef f():\n    return os.getcwd()\n",
    "head.java": lambda said: f"/*\n * {said}\n */\npackage a;\nclass B {{ int x = 1; }}\n",
}
ALL = {**LETTERS, **CODES, **SHOWN}


def scanned(scanner, name, said):
    made = ALL[name](said)
    return scanner.scan(Blob(Where((name,)), made if isinstance(made, bytes) else made.encode()))


@pytest.mark.parametrize("said", [MARK, MATTER], ids=["mark", "matter"])
@pytest.mark.parametrize("name", ALL)
def test_words_are_read_however_they_are_spelled(scanner, name, said):
    told = scanned(scanner, name, said)
    assert any(found.upheld for found in told.findings)
    assert told.verdict.action is not Action.RELEASE


@pytest.mark.parametrize("name", ALL)
def test_the_innocent_of_the_same_make_raise_nothing(scanner, name):
    told = scanned(scanner, name, INNOCENT)
    assert not [found for found in told.findings if found.upheld]
    assert not told.gaps


@pytest.mark.parametrize(
    "text",
    [
        'assert level("机密★10年") == "secret"\n',
        "性别\n男\n女\n男\n女\n性别\n男\n",
        "选项：A/B/C/D/甲/乙/丙/丁/戊/己",
        "a = [1, 2, 3, 228, 184, 173, 4, 5, 6, 7, 8, 9]\n",
        "https://example.org/a?b=c&d=e#f(g)+h;i=j@k!l$m%20n^o_p`q{r|s}t~uvwxyz\n" * 3,
        "x = chr(65) + chr(66) + chr(67) + chr(68)\n",
        "00000000: 4d65 6574 696e 6720 6174 206e 6f6f 6e0a  Meeting at noon.\n" * 3,
        "202601  12\n202602  15\n202603  18\n",
        "<34>Oct 11 22:14:15 host app: 午餐后开会\n",
        "于2019年3月5日至2020年4月6日、2021年5月7日、2022年6月8日",
    ],
    ids=["string of a test", "column of choices", "choices", "bytes", "address", "ASCII", "dump", "months", "log", "dates"],
)
def test_what_only_looks_like_it_stays_innocent(scanner, text):
    assert scanner.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action is Action.RELEASE
