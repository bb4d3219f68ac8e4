"""Measure a folder of documents with known truth: share above release, at their minimum, by set, language and kind.

`measure_set.py TRUTH SCAN.jsonl` compares a truth file (JSON lines: `file`, `set` A sensitive or B innocent, `expected_min`,
optionally `lang`, `kind`, `ambiguous`) with the output of `outscan scan --format jsonl`; `--bare FILE.tsv …` scans plain
catalogue sentences (`item<TAB>sentence`) one by one; `--same FILE.tsv …` writes each as txt, docx, PDF and xlsx and compares.
Every share is given with its 95 % interval (Wilson).
"""

from __future__ import annotations

import argparse
import io
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path, PurePath

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Blob, Where

ORDER = ["release", "process", "review", "escalate", "withhold"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--bare", action="store_true")
    parser.add_argument("--same", action="store_true")
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N that are not as they must be")
    given = parser.parse_args()
    if given.bare or given.same:
        measure = _same if given.same else _bare
        measure(given.files, given.misses)
        return 0
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


def _scanner() -> Scanner:
    return Scanner.build(Config(ocr="off"))


def _bare(files: list[Path], misses: int) -> None:
    scanner = _scanner()
    counts: Counter[str] = Counter()
    total = 0
    for rule, text in _sentences(files):
        total += 1
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


def _same(files: list[Path], misses: int) -> None:
    scanner = _scanner()
    agree = total = 0
    for rule, text in _sentences(files):
        verdicts = {}
        for name, data in _formats(text):
            verdicts[name] = scanner.scan(Blob(Where((name,)), data)).verdict.action.value
        total += 1
        agree += len(set(verdicts.values())) == 1
        if len(set(verdicts.values())) > 1 and misses > 0:
            misses -= 1
            print(f"  {rule}: {verdicts} {text}")
    print(f"same verdict in every format: {share(agree, total)}")


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
    for number in range(0, len(text), 38):
        page.drawString(60, 780 - number // 38 * 20, text[number : number + 38])
    page.save()
    yield "a.pdf", out.getvalue()


if __name__ == "__main__":
    sys.exit(main())
