"""Process every planted file of a corpus and count: residual 0, planted strings left, opened by LibreOffice, unchanged.

`python scripts/measure_processing.py CORPUS [--ocr auto] [--formats docx,pdf] [--keep FOLDER] [--no-office]`

CORPUS holds `truth.jsonl` with one object a line: file, format, set, planted[].text. A file counts where its findings may be
processed (marks are given an authority); files that law says must be withheld, that cannot be opened, or whose format is refused
are counted apart. Prints figures and the names of the files that failed; never a word of a document.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

from outscan.config import Config
from outscan.limits import Budget
from outscan.process import Options, Result, Work, make_plan, process
from outscan.process.search import squeezed
from outscan.process.second_reader import found_again
from outscan.scanner import Scanner
from outscan.types import Blob, Part, Segment, Where

AUTHORITY = Options(authority="测试〔2026〕1号", reason="度量", authority_sha256="0" * 64)
SEEN = (Part.BODY, Part.TABLE, Part.HEADER, Part.FOOTER)
LABELS = ("[已删除]", "有关内容", "较小比例尺", "█")
NOT_OFFICE = frozenset({"zip", "eml", "ofd", "geojson"})
APART = ("不得", "加密", "损坏", "格式不能直接处理", "没有可用", "打不开")


def lines(scanner: Scanner, blob: Blob) -> dict[tuple[str, ...], Counter[str]]:
    """What a reader sees of each member, line by line, without blanks."""
    found: dict[tuple[str, ...], Counter[str]] = {}
    for piece in scanner.read(blob):
        if isinstance(piece, Segment) and piece.hidden is None and piece.where.part in SEEN and piece.ocr is None:
            member = found.setdefault(piece.where.member[1:], Counter())
            for line in piece.text.replace("\v", "\n").replace("\t", "\n").split("\n"):
                if word := squeezed(line):
                    member[word] += 1
    return found


def unchanged(scanner: Scanner, blob: Blob, data: bytes, name: str) -> bool:
    """Whether the copy has no character of its own besides labels, and lost no more characters than the wanted words have.

    Compared are the lines that differ, member by member, so that text moved within its line or table does not count.
    """
    report, document = scanner.examine(blob)
    plans = [make_plan(report, document, AUTHORITY, step=step).wanted for step in (0, 1)]
    words = {squeezed(w.quote) for plan in plans for w in plan} - {""}
    hidden = sum(len(squeezed(r.segment.text)) for r in document.readings if r.segment.hidden is not None)
    before, after = lines(scanner, blob), lines(scanner, Blob(Where((name,)), data))
    for member, seen in after.items():
        whole = "".join(before.get(member, Counter()).elements())
        lost = Counter("".join((before.get(member, Counter()) - seen).elements()))
        own = "".join((seen - before.get(member, Counter())).elements())
        for label in LABELS:
            own = own.replace(squeezed(label), "")
        allowed = sum(len(word) * max(whole.count(word), 1) for word in words) + hidden
        if Counter(own) - lost or sum((lost - Counter(own)).values()) > allowed:
            return False
    return True


def opened(files: list[Path]) -> dict[Path, str]:
    """Each file LibreOffice turns into a PDF, with the text poppler reads from it."""
    told: dict[Path, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        for file in files:
            target = Path(folder, file.stem + ".pdf")
            command = [
                "soffice",
                f"-env:UserInstallation=file://{folder}/p",
                "--headless",
                "--convert-to",
                "pdf",
                "--outdir",
                folder,
            ]
            try:
                subprocess.run([*command, str(file)], capture_output=True, timeout=120, check=False)
            except subprocess.TimeoutExpired:
                continue
            if target.exists():
                text = subprocess.run(["pdftotext", "-q", str(target), "-"], capture_output=True, check=False).stdout
                told[file] = text.decode("utf-8", "replace")
                target.unlink()
    return told


def one(scanner: Scanner, case: dict[str, Any], corpus: Path, copy: Path, figures: Counter[str]) -> list[str] | None:
    """Process one file and count; the planted texts of a copy that was proved, None where there is none."""
    path = corpus / case["file"]
    blob = Blob(Where((path.name,)), path.read_bytes())
    result: Result = process(scanner, blob, Work(AUTHORITY, copy.name))
    if result.refusals and any(word in result.refusals[0] for word in APART):
        figures["apart: must be withheld, encrypted, damaged or refused by format"] += 1
        return None
    if not any(f.upheld for f in result.before.findings) and not result.before.gaps:
        figures["apart: nothing found"] += 1
        return None
    figures["files"] += 1
    if result.data is None:
        print("not processed:", case["file"], case.get("template"), len(result.refusals), len(result.remains))
        return None
    figures["processed to residual 0"] += 1
    texts = [p["text"] for p in case["planted"] if p["text"] and p["kind"] != "paraphrase" and p.get("feature") != "filename"]
    left = found_again(result.data, result.before.type, texts, Budget())
    figures["files with a planted string left"] += bool(left)
    if left:
        print("planted string left:", case["file"], case.get("template"), left)
    same = unchanged(scanner, blob, result.data, copy.name)
    figures["unchanged outside the spans"] += same
    if not same:
        print("changed outside:", case["file"], case.get("template"))
    copy.write_bytes(result.data)
    return texts


def office(made: dict[Path, list[str]], figures: Counter[str]) -> None:
    """Open every copy and look for planted strings in what poppler reads of it."""
    told = opened(list(made))
    figures["LibreOffice asked"] = len(made)
    figures["LibreOffice opened"] = len(told)
    for copy, texts in made.items():
        if copy not in told:
            print("not opened:", copy.name)
        elif any(squeezed(t) in squeezed(told[copy]) for t in texts):
            figures["planted string seen by LibreOffice and poppler"] += 1
            print("seen by LibreOffice and poppler:", copy.name)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--ocr", default="off")
    parser.add_argument("--formats", default="")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--no-office", action="store_true")
    typed = parser.parse_args()
    scanner = Scanner.build(Config(ocr=typed.ocr))
    folder = typed.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    figures: Counter[str] = Counter()
    made: dict[Path, list[str]] = {}
    for number, line in enumerate((typed.corpus / "truth.jsonl").read_text().splitlines()):
        case = json.loads(line)
        if case["set"] != "sensitive" or (typed.formats and case["format"] not in typed.formats.split(",")):
            continue
        copy = folder / f"copy{number}{Path(case['file']).suffix}"
        texts = one(scanner, case, typed.corpus, copy, figures)
        if texts is not None and case["format"] not in NOT_OFFICE:
            made[copy] = texts
    if not typed.no_office:
        office(made, figures)
    for name, count in figures.items():
        print(f"{count:5d}  {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
