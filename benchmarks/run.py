"""Side by side in one run: our readers, matcher and commands against the plain use of the libraries they stand on.

In: nothing, `--large`, `--guard`. Out: a table on the screen and in docs/performance-tables.md, and every figure as a ratio to a
fixed piece of work in `build/bench.json`; with `--guard` nothing is written: the ratios are held against those recorded on this
machine, and what became slower by more than SLOWER is told (exit 1). The corpus is made anew in a folder of its own
and removed. Candidates of one row run in turn, round by round; a figure is the least CPU time of its rounds (a busy machine
only ever adds), start-up is wall time as well. Compare ratios of one table; the figures are those of one machine on one day.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from make_corpus import make

from outscan import Blob, Config, Scanner, Where
from outscan.confirm import confirm
from outscan.detect.sightings import Sightings
from outscan.detect.terms import TermDetector
from outscan.fold import fold
from outscan.reading import Document, Reading
from outscan.relate import in_sight, relate
from outscan.types import Segment

ROUNDS = 3
ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "performance-tables.md"
RECORD = ROOT / "build" / "bench.json"
SLOWER, FLOOR = 1.3, 0.01
"""Times the recorded ratio that is told; figures of fewer CPU seconds are not compared."""
OUTSCAN = Path(sys.executable).with_name("outscan.exe" if os.name == "nt" else "outscan")

Work = Callable[[], object]


@dataclass(frozen=True)
class Row:
    """One line of a table: what was done, by whom, the seconds it took, how much was done and in what unit."""

    what: str
    who: str
    seconds: float
    amount: float = 0
    unit: str = ""
    note: str = ""


def timed(candidates: dict[str, Work], rounds: int = ROUNDS) -> dict[str, float]:
    """The least CPU seconds of each candidate; candidates take turns."""
    took: dict[str, list[float]] = {name: [] for name in candidates}
    for _ in range(rounds):
        for name, work in candidates.items():
            began = time.process_time()
            work()
            took[name].append(time.process_time() - began)
    return {name: min(times) for name, times in took.items()}


def blob(path: Path) -> Blob:
    return Blob(Where((path.name,)), path.read_bytes())


def rows(what: str, amount: float, unit: str, candidates: dict[str, Work], rounds: int = ROUNDS) -> Iterator[Row]:
    for who, seconds in timed(candidates, rounds).items():
        yield Row(what, who, seconds, amount, unit)


# --- reading -------------------------------------------------------------------------------------------------------------


def lxml_walk(path: Path) -> int:
    """The plain way: inflate one part, parse it, join the text of its runs. Sees no header, note, comment, property or name."""
    import zipfile  # noqa: PLC0415 - each candidate brings its own library

    from lxml import etree  # noqa: PLC0415

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as package:
        tree = etree.fromstring(package.read("word/document.xml"))
    return sum(len("".join(t.text or "" for t in p.iter(f"{w}t"))) for p in tree.iter(f"{w}p"))


def python_docx(path: Path) -> int:
    from docx import Document as Docx  # noqa: PLC0415

    return sum(len(p.text) for p in Docx(str(path)).paragraphs)


def calamine(path: Path) -> int:
    from python_calamine import CalamineWorkbook  # noqa: PLC0415

    book = CalamineWorkbook.from_path(str(path))
    return sum(len(str(cell)) for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row)


def openpyxl(path: Path) -> int:
    from openpyxl import load_workbook  # noqa: PLC0415

    book = load_workbook(path, read_only=True)
    return sum(len(str(cell)) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)


def pdfium(path: Path) -> int:
    from pypdfium2 import PdfDocument  # noqa: PLC0415

    total = 0
    document = PdfDocument(str(path))
    for page in document:
        text = page.get_textpage()
        total += len(text.get_text_range())
        text.close()
        page.close()
    document.close()
    return total


def pdfminer(path: Path) -> int:
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return len(extract_text(str(path)))


def reading(scanner: Scanner, folder: Path) -> Iterator[Row]:
    """Our readers, which look at every part and keep every place, against what gives the bare text."""

    def ours(path: Path) -> Work:
        return lambda: [None for _ in scanner.read(blob(path))]

    def theirs(read: Callable[[Path], int], path: Path) -> Work:
        return lambda: read(path)

    path = folder / "long.docx"
    size = sum(len(p.text) for p in scanner.read(blob(path)) if isinstance(p, Segment)) / 1e6
    yield from rows(
        "Word",
        size,
        "M chars/s",
        {"outscan": ours(path), "lxml, body only": theirs(lxml_walk, path), "python-docx": theirs(python_docx, path)},
    )
    path = folder / "table.xlsx"
    cells = sum(len(p.places.starts) for p in scanner.read(blob(path)) if isinstance(p, Segment) and p.places) / 1e6
    yield from rows(
        "Excel",
        cells,
        "M cells/s",
        {"outscan": ours(path), "python-calamine": theirs(calamine, path), "openpyxl read-only": theirs(openpyxl, path)},
        3,
    )
    for name, what in (("zh.pdf", "PDF, Chinese, font not embedded"), ("en.pdf", "PDF, English")):
        path = folder / name
        pages = 50 if path.stat().st_size < 300_000 else 500
        yield from rows(
            what,
            pages,
            "pages/s",
            {"outscan": ours(path), "pypdfium2, bare text": theirs(pdfium, path), "pdfminer.six": theirs(pdfminer, path)},
            3,
        )


# --- matching ------------------------------------------------------------------------------------------------------------


def matching(scanner: Scanner, folder: Path) -> Iterator[Row]:
    """Each stage over running prose; terms against pyahocorasick with the same words."""
    import ahocorasick  # noqa: PLC0415 - each candidate brings its own library

    text = (folder / "prose.txt").read_text("utf-8")
    million = len(text) / 1e6
    segment = Segment(Where(("prose.txt",)), text)
    one = Reading(0, segment, fold(text))
    terms = next(d for d in scanner.detectors if isinstance(d, TermDetector))
    plain = ahocorasick.Automaton()
    for index, word in enumerate(terms.automaton.words):
        plain.add_word(word, index)
    plain.make_automaton()
    lowered = one.folded.text.lower()
    terms.met(one)
    yield from rows(
        f"{len(terms.terms):,} terms",
        million,
        "M chars/s",
        {
            "outscan (which terms are there)": lambda: terms.met(one),
            "pyahocorasick, bare hits": lambda: [None for _ in plain.iter(lowered)],
        },
    )
    document = Document("prose.txt", scanner.config.as_of, [one])
    sightings = Sightings()
    list(sightings.look(scanner.detectors, one))
    document.matches = sightings.settled(partial(in_sight, scanner.pack))
    evidence = confirm(document, scanner.pack).evidence
    stages: dict[str, Work] = {"fold": lambda: fold(text)}
    for detector in scanner.detectors:
        stages[type(detector).__name__] = lambda d=detector: d.notice(one)  # type: ignore[misc]
    stages |= {
        "confirm": lambda: confirm(document, scanner.pack),
        "relate": lambda: relate(scanner.pack, document, evidence),
        "assess": lambda: scanner.assessor.assess(document, ()),
        "whole scan": lambda: scanner.scan(blob(folder / "prose.txt")),
    }
    for who, seconds in timed(stages, 3).items():
        yield Row("a million characters of prose", who, seconds, million, "M chars/s")


# --- commands ------------------------------------------------------------------------------------------------------------


def command(*arguments: str) -> tuple[float, float]:
    """Wall and CPU seconds of a whole process."""
    import resource  # noqa: PLC0415 - POSIX only, like this table

    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def commands(folder: Path) -> Iterator[Row]:
    """Start-up and throughput of whole commands, warm."""
    small, mixed = str(folder / "small.docx"), str(folder / "mixed")
    asked: dict[str, tuple[str, ...]] = {
        "python -c pass": (sys.executable, "-c", "pass"),
        "outscan --help": (str(OUTSCAN), "--help"),
        "outscan scan small.docx": (str(OUTSCAN), "scan", small),
        "import sklearn, jieba, docx, openpyxl, pdfminer": (
            sys.executable,
            "-c",
            "import sklearn.linear_model, docx, openpyxl, pdfminer.high_level, jieba; list(jieba.cut('保密审查'))",
        ),
    }
    took: dict[str, list[tuple[float, float]]] = {name: [] for name in asked}
    for _ in range(ROUNDS + 1):
        for name, arguments in asked.items():
            took[name].append(command(*arguments))
    for name, times in took.items():
        wall = min(w for w, _ in times)
        note = f"{wall:.2f} s on the clock at best, {statistics.median(w for w, _ in times):.2f} s in the middle"
        yield Row("start-up of a whole process", name, min(c for _, c in times), note=note)
    count = sum(1 for one in Path(mixed).iterdir() if one.is_file())
    for jobs in ("1", "2"):
        runs = [command(str(OUTSCAN), "scan", mixed, "-j", jobs, "--ocr", "off", "-f", "jsonl") for _ in range(2)]
        note = f"{count / min(w for w, _ in runs):.0f} documents/s on the clock"
        yield Row(
            "a folder of small mixed documents", f"outscan scan -j {jobs}", min(c for _, c in runs), count, "documents/s", note
        )


# --- the table -----------------------------------------------------------------------------------------------------------


def table(title: str, found: list[Row]) -> str:
    """Rows as Markdown; each group's ratio is to its first row, ours."""
    lines = [f"## {title}", "", "| what | who | CPU s | speed | × ours | note |", "|---|---|---|---|---|---|"]
    for row in found:
        first = next(one for one in found if one.what == row.what)
        speed = f"{row.amount / row.seconds:,.2f} {row.unit}" if row.amount and row.seconds else ""
        compared = first.seconds and title != "Commands" and "prose" not in row.what
        beside = f"{row.seconds / first.seconds:.2f}" if compared else ""
        lines.append(f"| {row.what} | {row.who} | {row.seconds:.3f} | {speed} | {beside} | {row.note} |")
    return "\n".join(lines) + "\n"


def yardstick() -> int:
    """A fixed piece of work of the kind ours is: hashing, an expression, a loop."""
    text = "青石河位于云溪谷的北侧，海拔约512米，属于亚热带季风气候。" * 4000
    words = re.findall(r"\d+(?=[米年])|[一-龥]{2}(?=，)", text)
    for _ in range(8):
        hashlib.sha256(text.encode()).digest()
    return sum(len(word) for word in words for _ in range(20))


def ratios(found: list[Row]) -> dict[str, float]:
    """Our own figures in yardsticks of this run."""
    unit = timed({"yardstick": yardstick}, 9)["yardstick"]
    ours = [row for row in found if row.seconds >= FLOOR and (row.who.startswith("outscan") or "prose" in row.what)]
    return {f"{row.what} / {row.who}": round(row.seconds / unit, 3) for row in ours}


def guarded(now: dict[str, float]) -> int:
    """What became slower than what was recorded here; the exit code."""
    if not RECORD.exists():
        print(f"{RECORD.relative_to(ROOT)}: nothing is recorded here; run without --guard first")
        return 2
    before = json.loads(RECORD.read_text("utf-8"))
    slower = {name: (before[name], ratio) for name, ratio in now.items() if ratio > SLOWER * before.get(name, ratio)}
    for name, (old, new) in slower.items():
        print(f"slower: {name}: {old:g} -> {new:g} yardsticks ({new / old:.2f}x)")
    return int(bool(slower))


def main() -> int:
    """Make the corpus, measure, write the table or hold the figures against those before."""
    large = "--large" in sys.argv
    scanner = Scanner.build(Config(ocr="off"))
    with tempfile.TemporaryDirectory() as name:
        folder = make(Path(name), large=large)
        groups = {
            "Reading": list(reading(scanner, folder)),
            "Matching": list(matching(scanner, folder)),
            "Commands": list(commands(folder)) if os.name == "posix" else [],
        }
    now = ratios([row for rows in groups.values() for row in rows])
    if "--guard" in sys.argv:
        return guarded(now)
    parts = [table(title, found) for title, found in groups.items()]
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    head = (
        "# Readers, stages and commands\n\n"
        "Written by `make bench` (`benchmarks/run.py`) on a corpus it makes itself: fictional prose, tables and pages. A figure\n"
        "is the least CPU time of several rounds in turn; a busy machine makes all of them slower, so compare inside one table.\n"
        "What the figures say stands in [performance.md](performance.md).\n"
        "`× ours` under 1 is faster than outscan. Commands are measured with the pack that fits the lexicons beside it: a stale\n"
        "one is compiled at every start.\n"
        "Our readers look at every part (headers, notes, comments, properties, names, hidden text) and keep every place; what\n"
        "stands beside them gives the bare text of the body.\n\n"
        f"Python {platform.python_version()}, {os.cpu_count()} processors, {platform.machine()}{load}.\n\n"
    )
    text = head + "\n".join(parts)
    sys.stdout.write(text)
    OUT.write_text(text, "utf-8")
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(now, ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
