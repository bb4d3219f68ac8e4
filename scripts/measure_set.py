"""Measure a folder of documents with known truth: share above release, at their minimum, by set, language and kind.

`measure_set.py TRUTH SCAN.jsonl` compares a truth file (JSON lines: `file`, `set` A sensitive or B innocent, `expected_min`,
optionally `lang`, `kind`, `ambiguous`) with the output of `outscan scan --format jsonl`; `--bare FILE.tsv …` scans plain
catalogue sentences (`item<TAB>sentence`) one by one; `--same FILE.tsv …` writes each as txt, docx, PDF and xlsx and compares;
`--same --hits` does so with the items' own examples, `--pictures N` with N of them as a picture too (needs an engine for OCR).
Every share is given with its 95 % interval (Wilson).
"""

from __future__ import annotations

import argparse
import io
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePath

from outscan.config import Config, shipped
from outscan.lexicon.load import load
from outscan.scanner import Scanner
from outscan.types import Blob, Where

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc",
)
ORDER = ["release", "process", "review", "escalate", "withhold"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--hits", action="store_true", help="the sentences are the items' own examples")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth sentence")
    parser.add_argument("--pictures", type=int, default=0, metavar="N", help="N sentences, dealt evenly, as pictures too")
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--same", action="store_true")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N that are not as they must be")
    given = parser.parse_args()
    if given.bare or given.same:
        sentences = list(_own() if given.hits else _sentences(given.files))[:: given.every]
        if given.same:
            _same(sentences, given.misses, given.pictures)
        else:
            _bare(sentences, given.misses)
        return 0
    if len(given.files) != 2:
        parser.error("TRUTH and SCAN.jsonl")
    _compare(given.files[0], given.files[1], given.misses)
    return 0


def share(met: int, total: int) -> str:
    """`met` of `total` with the Wilson interval."""
    if not total:
        return "-"
    p, z = met / total, 1.96
    middle = (p + z * z / 2 / total) / (1 + z * z / total)
    half = z * math.sqrt(p * (1 - p) / total + z * z / 4 / total / total) / (1 + z * z / total)
    return f"{met}/{total} = {100 * p:.1f} % [{100 * (middle - half):.0f}, {100 * (middle + half):.0f}]"


def _compare(truth: Path, scanned: Path, misses: int) -> None:
    rows = {}
    for line in scanned.read_text("utf-8").splitlines():
        if line.startswith("{"):
            row = json.loads(line)
            rows[PurePath(row["path"]).name] = row
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for line in truth.read_text("utf-8").splitlines():
        case = json.loads(line)
        row = rows.get(PurePath(case["file"]).name)
        action = row["action"] if row else "release"
        sensitive = case["set"] == "A"
        keys = [f"{case['set']} above release", f"{case['set']} above release, {case.get('lang', '')}"]
        if case.get("ambiguous"):
            keys = [f"{case['set']} above release, ambiguous"]
        for key in keys:
            counts[key][0] += action != "release"
            counts[key][1] += 1
        if sensitive:
            counts["A at minimum"][0] += ORDER.index(action) >= ORDER.index(case["expected_min"])
            counts["A at minimum"][1] += 1
        else:
            counts["B withheld"][0] += action == "withhold"
            counts["B withheld"][1] += 1
        wrong = ORDER.index(action) < ORDER.index(case["expected_min"]) if sensitive else action != "release"
        if wrong and misses > 0:
            misses -= 1
            rules = sorted({one["rule"] for one in (row or {"findings": []})["findings"] if not one.get("dismissed")})
            print(f"  {case['set']} {case['file']}: {action} {' '.join(rules)} ({case.get('what', '')})")
    for key, (met, total) in sorted(counts.items()):
        print(f"{key}: {share(met, total)}")


def _sentences(files: list[Path]) -> Iterator[tuple[str, str]]:
    for file in files:
        for line in file.read_text("utf-8").splitlines():
            rule, _, text = line.partition("\t")
            if text:
                yield rule, text


def _own() -> Iterator[tuple[str, str]]:
    """The items' own examples that are sentences and hold on any day."""
    for item in load(shipped("lexicons"), whole=True).items:
        yield from ((item.id, one.text) for one in item.written.hits if one.text and not one.rows and not one.as_of)


def _scanner(ocr: str = "off") -> Scanner:
    return Scanner.build(Config(ocr=ocr))


def _bare(sentences: list[tuple[str, str]], misses: int) -> None:
    scanner = _scanner()
    counts: Counter[str] = Counter()
    total = len(sentences)
    for rule, text in sentences:
        report = scanner.scan(Blob(Where(("a.txt",)), text.encode()))
        action = report.verdict.action.value
        above = ORDER.index(action) >= ORDER.index("review")
        counts["above release"] += action != "release"
        counts["review or above"] += above
        counts["the item itself"] += any(one.rule == rule and one.upheld for one in report.findings)
        if action == "release" and misses > 0:
            misses -= 1
            print(f"  {rule}: {text}")
    for key, met in counts.items():
        print(f"{key}: {share(met, total)}")


def _same(sentences: list[tuple[str, str]], misses: int, pictures: int) -> None:
    scanner = _scanner()
    looking = _scanner("auto") if pictures else scanner
    drawn = set(range(0, len(sentences), max(1, len(sentences) // pictures))) if pictures else set()
    agree: Counter[str] = Counter()
    for number, (rule, text) in enumerate(sentences):
        verdicts = {name: scanner.scan(Blob(Where((name,)), data)).verdict.action.value for name, data in _formats(text)}
        same = len(set(verdicts.values())) == 1
        agree["same verdict in every format"] += same
        if number in drawn:
            seen = looking.scan(Blob(Where(("a.png",)), _picture(text))).verdict.action.value
            agree["same verdict as a picture"] += seen == verdicts["a.txt"]
            agree["above release as a picture where the text is"] += seen != "release" or verdicts["a.txt"] == "release"
            if seen != verdicts["a.txt"]:
                verdicts["a.png"], same = seen, False
        if not same and misses > 0:
            misses -= 1
            print(f"  {rule}: {verdicts} {text}")
    for key, met in agree.items():
        print(f"{key}: {share(met, len(drawn) if 'picture' in key else len(sentences))}")


def _lines(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` signs, as a page is set: a line ends between Han, or before a word or figure in Latin."""
    line = ""
    for word in re.findall(r"\n|[!-~]+ ?|.", text):
        if word == "\n" or len(line) + len(word) > width:
            yield line
            line = ""
        line += word.strip("\n")
    yield line


def _picture(text: str) -> bytes:
    """The text on a white sheet, as a page is scanned at 200 dots an inch."""
    from PIL import Image, ImageDraw, ImageFont  # noqa: PLC0415 - only this measurement draws

    path = next(path for path in FONTS if Path(path).exists())
    lines = list(_lines(text, 30))
    image = Image.new("RGB", (1654, 200 + 70 * len(lines)), "white")
    draw, font = ImageDraw.Draw(image), ImageFont.truetype(path, 44)
    for number, line in enumerate(lines):
        draw.text((120, 100 + 70 * number), line, "black", font)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _formats(text: str) -> Iterator[tuple[str, bytes]]:
    import docx  # noqa: PLC0415 - only this measurement writes documents
    import xlsxwriter  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont  # noqa: PLC0415
    from reportlab.pdfgen import canvas  # noqa: PLC0415

    yield "a.txt", text.encode()
    word = docx.Document()
    word.add_paragraph(text)
    out = io.BytesIO()
    word.save(out)
    yield "a.docx", out.getvalue()
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet().write_string(0, 0, text)
    yield "a.xlsx", out.getvalue()
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    page = canvas.Canvas(out)
    page.setFont("STSong-Light", 12)
    for number, line in enumerate(_lines(text, 38)):
        page.drawString(60, 780 - number * 20, line)
    page.save()
    yield "a.pdf", out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
