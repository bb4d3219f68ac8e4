"""How the work grows with a text that repeats one thing: CPU seconds at a quarter, one and four megabytes.

In: nothing, or names of constructs. Out: a table on the screen; with `--write` also docs/growth.md. Linear is 4 for each step;
each scan has the limits every scan has: what they stop is an answer, too, what was found so far and a gap that says so.
The CPU time of one process is compared with itself; a busy machine only ever adds.
"""

from __future__ import annotations

import itertools
import json
import platform
import sys
import time
from collections.abc import Callable
from pathlib import Path

from outscan import Blob, Config, Scanner, Where

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "growth.md"
SIZES = (1 << 18, 1 << 20, 1 << 22)
"""Bytes."""
LINEAR, FLOOR = 6.0, 0.05
"""Times the work at four times the size that still counts as linear; seconds that count as none."""

Make = Callable[[int], bytes]


def repeated(unit: str, head: str = "", tail: str = "") -> Make:
    """`unit` over and over, between a head and a tail."""
    return lambda size: (head + unit * (size // len(unit.encode())) + tail).encode()


def deep(opening: str, closing: str, inner: str = "") -> Make:
    """An opening over and over, then as many closings."""
    return lambda size: (opening * (n := size // len((opening + closing).encode())) + inner + closing * n).encode()


def marks(size: int) -> bytes:
    """Marks that are all different: 300,000 and more in four megabytes."""
    return "".join(f"密级{i}：机密★{i % 30}年\n" for i in range(size // 26)).encode()


def sentences(size: int) -> bytes:
    """Matters that meet in every sentence."""
    unit = "测区面积{}平方公里，1:2000地形图成果，控制点坐标X={}.358 Y=385{}033.573，供外方使用。\n"
    return "".join(unit.format(i % 97, 3442242 + i, i % 97) for i in range(size // 130)).encode()


CONSTRUCTS: dict[str, tuple[str, Make]] = {
    "marks, all different": ("a.txt", marks),
    "mark after mark": ("a.txt", repeated("机密★")),
    "mark a line": ("a.txt", repeated("机密★10年\n")),
    "spaced letters": ("a.txt", repeated("机 密 ")),
    "letters a line": ("a.txt", repeated("机\n密\n")),
    "letters a cell": ("a.csv", repeated("机\t密\t")),
    "mentions in quotes": ("a.txt", repeated("“机密”")),
    "labels": ("a.txt", repeated("密级：机密 ")),
    "work secrets": ("a.txt", repeated("工作秘密★")),
    "emphasis": ("a.md", repeated("**机密**")),
    "brackets": ("a.txt", repeated("(机密")),
    "matters in every sentence": ("a.txt", sentences),
    "coordinates": ("a.txt", repeated("116.39,39.90 ")),
    "areas multiplied": ("a.txt", repeated("31.6×")),
    "scales": ("a.txt", repeated("1:2000 ")),
    "identity numbers": ("a.txt", repeated("110101199003070011 ")),
    "rows of figures": ("a.csv", repeated("松鹤岭,3442242.358,38511033.573,512.25\n", "点名,X,Y,H\n")),
    "one long token": ("a.txt", repeated("_")),
    "one long word": ("a.txt", repeated("a")),
    "blanks": ("a.txt", repeated(" ")),
    "line ends": ("a.txt", repeated("\r\n")),
    "zero width": ("a.txt", repeated("机\u200b密\u200b")),
    "base64": ("a.txt", repeated("5py65a+G4piF")),
    "base64 in pieces": ("a.txt", repeated("5py65a+G*")),
    "percent codes": ("a.txt", repeated("%E6%9C%BA")),
    "entities": ("a.html", repeated("&#26426;&#23494;", "<p>")),
    "quoted-printable": (
        "a.eml",
        repeated("=E6=9C=BA", "From: a@b.cn\nTo: c@d.cn\nSubject: x\nContent-Transfer-Encoding: quoted-printable\n\n"),
    ),
    "headers": ("a.eml", repeated("X-A: 机密\n", "From: a@b.cn\nTo: c@d.cn\n")),
    "deep JSON": ("a.json", deep("[", "]")),
    "deep objects": ("a.json", deep('{"a":', "}", "1")),
    "JSON of marks": ("a.json", lambda size: json.dumps(["机密★10年"] * (size // 20), ensure_ascii=False).encode()),
    "deep XML": ("a.xml", deep("<a>", "</a>")),
    "open tags": ("a.html", repeated("<b>机", "<html>")),
    "comments": ("a.xml", repeated("<!--机密-->", "<a>", "</a>")),
    "YAML": ("a.yaml", repeated('"密级": "机密"\n')),
    "groups of RTF": ("a.rtf", repeated("{\\b \\u26426?}", "{\\rtf1 ", "}")),
    "runs of SVG": ("a.svg", repeated('<text x="1" y="2">机</text>', '<svg xmlns="http://www.w3.org/2000/svg">', "</svg>")),
    "figures of SVG": ("a.svg", repeated('<path d="M0 0L5 9L9 1Z"/>', '<svg xmlns="http://www.w3.org/2000/svg">', "</svg>")),
}


def measured(scanner: Scanner, name: str, make: Make) -> list[tuple[float, str]]:
    """(CPU seconds, what came of it) at each size."""
    found = []
    for size in SIZES:
        data = make(size)
        started = time.process_time()
        report = scanner.scan(Blob(Where((name,)), data))
        gaps = ", ".join(sorted({str(gap.reason) for gap in report.gaps}))
        found.append((time.process_time() - started, f"{report.verdict.action}{f' ({gaps})' if gaps else ''}"))
    return found


def row(what: str, found: list[tuple[float, str]]) -> str:
    """One line of the table."""
    seconds = [max(spent, FLOOR) for spent, _ in found]
    ratios = [b / a for a, b in itertools.pairwise(seconds)]
    word = "linear" if max(ratios) <= LINEAR else "**more**"
    figures = " | ".join(f"{spent:.2f}" for spent, _ in found)
    return f"| {what} | {figures} | {ratios[0]:.1f} | {ratios[1]:.1f} | {word} | {found[-1][1]} |"


def main(asked: list[str]) -> int:
    """Measure what was asked for, all where nothing was."""
    write = "--write" in asked
    names = [name for name in asked if name in CONSTRUCTS] or list(CONSTRUCTS)
    scanner = Scanner.build(Config(ocr="off"))
    scanner.scan(Blob(Where(("a.txt",)), "预热".encode()))
    rows = []
    for what in names:
        rows.append(row(what, measured(scanner, *CONSTRUCTS[what])))
        print(rows[-1], flush=True)
    if write:
        machine = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
        OUT.write_text(PAGE.format(machine=machine, rows="\n".join(rows)), encoding="utf-8")
    return int(any("**more**" in line for line in rows))


PAGE = """# How work grows with crafted repetition

`python benchmarks/growth.py --write` on {machine}: CPU seconds of one scan (no OCR) at 0.25, 1 and 4 MB, and how many times each
is the one before; 4 is linear. What a limit stops is an answer too: what was found, and a gap that says so.

| construct | 0.25 MB | 1 MB | 4 MB | × | × | growth | answer at 4 MB |
|---|---|---|---|---|---|---|---|
{rows}
"""

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
