#!/usr/bin/env python3
"""Measure the scanner on a corpus with truth: recall, level, place, quotes, dilution, innocents; with intervals.

In: a corpus folder (argument or OUTSCAN_CORPUS) holding `planted/truth.jsonl`, `benign/index.csv`, `formats/expected.jsonl`.
Out: a table on stdout; with `--write`, docs/evaluation.md. The corpus is only measured: nothing is fitted to it.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import re
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

ORDER = ["release", "process", "review", "escalate", "withhold"]
LEVELS = {
    "top_secret": "绝密",
    "highly_secret": "机密",
    "secret": "秘密",
    "work_secret": "工作秘密",
    "internal": "工作秘密",
    "trade_secret": "商业秘密",
}
WORDS_AND_SCALES = {"edu_exam_paper", "edu_incident", "edu_plan", "survey_map", "survey_dem", "hydro_dam"}
COORDINATES_AND_TABLES = {"survey_coords", "survey_gravity", "hydro_flow"}
MARKS = {"classification_mark", "work_secret_mark", "commercial_mark", "exam_mark"}
PARTS = {
    "body": {"body", "table", "header", "footer"},
    "table": {"table", "body", "hidden"},
    "cell": {"table", "body"},
    "header": {"header"},
    "header_first": {"header"},
    "footer": {"footer", "body"},
    "footer_master": {"footer", "body", "hidden"},
    "footnote": {"note", "body"},
    "endnote": {"note", "body"},
    "comment": {"comment"},
    "cell_comment": {"comment"},
    "threaded_comment": {"comment"},
    "tracked_del": {"revision"},
    "tracked_ins": {"revision", "body"},
    "image": {"image"},
    "picture": {"image"},
    "image_only": {"image"},
    "notes": {"note", "hidden"},
    "core_props": {"metadata"},
    "custom_props": {"metadata"},
    "info": {"metadata"},
    "xmp": {"metadata"},
    "meta": {"metadata"},
    "filename": {"name"},
    "sheet_name": {"name"},
    "hidden_sheet": {"hidden"},
    "hidden_slide": {"hidden", "body"},
    "hidden_row": {"hidden"},
    "hidden_col": {"hidden"},
    "hidden": {"hidden"},
    "white": {"hidden"},
    "white_font": {"hidden"},
    "invisible": {"hidden"},
    "display_none": {"hidden"},
    "html_comment": {"hidden", "comment"},
    "annot_text": {"comment"},
    "annotation": {"comment"},
    "subject": {"metadata", "header"},
}


def absolute(path: str | Path) -> str:
    """One spelling a path, links left alone."""
    return os.path.abspath(path)  # noqa: PTH100 - resolve() would follow links


def normal(text: object) -> str:
    """Compare text the way a reader would: width, blanks and invisible characters aside."""
    folded = unicodedata.normalize("NFKC", str(text or "")).translate(
        str.maketrans("機祕絕級內傳閱資業門會開啟啓", "机秘绝级内传阅资业门会开启启")
    )
    return re.sub(r"[\s\u200b-\u200f\u00ad\u2060\ufeff·|_/-]+", "", re.sub("[☆*✭⭐※✩]", "★", folded))


def interval(good: int, of: int) -> str:
    """`good/of = share [low, high]`, the 95 % Wilson interval."""
    if not of:
        return "0/0"
    z, p = 1.96, good / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of)) / (1 + z * z / of)
    return f"{good}/{of} = {100 * p:.1f} % [{100 * max(0, middle - half):.1f}, {100 * min(1, middle + half):.1f}]"


def scan(paths: Iterable[Path], jobs: int, *options: str) -> dict[str, dict]:
    """Scan with the command itself; file objects by absolute path."""
    command = [
        sys.executable,
        "-m",
        "outscan",
        "scan",
        "--format",
        "jsonl",
        "--show-hits",
        "-j",
        str(jobs),
        *options,
        *map(str, paths),
    ]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode not in {0, 1, 3}:
        sys.exit(f"the scan failed with {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-2000:]}")
    objects = (json.loads(line) for line in done.stdout.decode("utf-8").splitlines())
    return {absolute(o["path"]): o for o in objects}


def upheld(result: dict) -> list[dict]:
    return [f for f in result["findings"] if f["dismissed"] is None and not f.get("declared") and not f.get("baselined")]


def accounts(finding: dict, planted: dict) -> bool:
    """Whether a finding is about the planted words: its quotes overlap them, or its domain is theirs for data."""
    wanted = normal(planted["text"])
    for quote in (finding["quote"], *(a["quote"] for a in finding.get("also", []))):
        got = normal(quote)
        if got and (got in wanted or wanted in got or _overlap(got, wanted)):
            return True
    return finding["domain"] == planted["domain"] != "generic" and finding["kind"] in {"item", "table"}


def _overlap(a: str, b: str, least: int = 4) -> bool:
    return len(a) >= least and any(a[i : i + least] in b for i in range(len(a) - least + 1))


def agrees(finding: dict, location: dict, fmt: str) -> bool:
    """Whether part and page, sheet or cell of a finding are where the truth says."""
    places = [finding["where"], *(a["where"] for a in finding.get("also", []))]
    return any(_agrees(place, location, fmt) for place in places)


def _agrees(place: dict, location: dict, fmt: str) -> bool:
    part, spot = location.get("part"), place["spot"]
    if part in PARTS and place["part"] not in PARTS[part] and not (part == "body" and fmt in {"eml", "wps", "doc", "rtf"}):
        return False
    if "sheet" in location and location["sheet"] not in spot and place["part"] not in {"metadata", "name", "comment", "hidden"}:
        return False
    if location.get("cell") and part not in {"table", "table_cell"} and "!" in spot:
        return spot.rpartition("!")[2] == location["cell"].upper() or part in {"cell_comment", "formula"}
    if "page" in location and re.search(r"\d", spot) and fmt in {"pdf", "pptx", "ppt", "odp", "ofd", "dps"} and part != "meta":
        return bool(re.search(rf"(?<!\d){location['page']}(?!\d)", spot))
    return "member" not in location or any(location["member"].split("/")[-1] in m for m in place["member"])


def planted(corpus: Path, jobs: int) -> list[str]:
    rows = [json.loads(line) for line in (corpus / "planted/truth.jsonl").open(encoding="utf-8")]
    results = scan([corpus / "planted"], jobs)
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    confusion: Counter[tuple[str, str]] = Counter()
    missed, long, unexplained = [], [0, 0], 0
    for row in rows:
        result = results[absolute(corpus / "planted" / row["file"])]
        given = result["action"]
        standing = upheld(result)
        for finding in standing:
            long[1] += 1
            long[0] += len(finding["quote"]) <= 60
        if row["set"] != "sensitive":
            name = "ambiguous innocents" if row["ambiguous"] else "hard innocents"
            over = ORDER.index(given) > ORDER.index(row["expected_max_verdict"])
            found[f"{name} above their maximum"][0] += over
            found[f"{name} above their maximum"][1] += 1
            confusion[(name, given)] += 1
            if over and not row["ambiguous"]:
                missed.append(f"over {row['file']} {given} {row['template']}")
            continue
        confusion[(row["expected_min_verdict"], given)] += 1
        enough = ORDER.index(given) >= ORDER.index(row["expected_min_verdict"])
        found["files with at least the expected verdict"][0] += enough
        found["files with at least the expected verdict"][1] += 1
        spoke = {c["action"] for c in result["verdict"]["clauses"]}
        unexplained += given != "release" and given not in spoke
        for item in row["planted"]:
            if item["kind"] == "unreadable":
                good = ORDER.index(given) >= ORDER.index("review") and not result["complete"]
                _count(found, "unreadable files that say so", good=good)
                continue
            if item["kind"] == "paraphrase":
                _count(found, "paraphrases raised (classifier)", good=given != "release")
                continue
            about = [f for f in standing if accounts(f, item)]
            for group in _groups(item):
                _count(found, group, good=bool(about))
            if not about:
                missed.append(f"miss {row['file']} {item['kind']} {item['feature']}")
                continue
            _count(found, "level right", good=any(LEVELS.get(f["level"], "") == item["level"] for f in about))
            placed = any(agrees(f, item["location"], row["format"]) for f in about)
            _count(found, "place agrees", good=placed)
            if not placed:
                missed.append(
                    f"place {row['file']} {item['location']} {[(f['where']['part'], f['where']['spot']) for f in about][:3]}"
                )
    lines = ["## Planted files", "", "| measure | figure [95 % interval] |", "|---|---|"]
    lines += [f"| {name} | {interval(*figures)} |" for name, figures in sorted(found.items())]
    lines += [
        f"| upheld quotes of at most 60 characters | {interval(*long)} |",
        f"| verdicts no clause explains | {unexplained} |",
        "",
    ]
    lines += ["Expected minimum (rows) against given:", "", "| | " + " | ".join(ORDER) + " |", "|---" * 6 + "|"]
    for expected in [*ORDER[1:], "hard innocents", "ambiguous innocents"]:
        lines.append(f"| {expected} | " + " | ".join(str(confusion[(expected, given)]) for given in ORDER) + " |")
    print("\n".join(missed), file=sys.stderr)
    return lines


def _count(found: dict[str, list[int]], name: str, *, good: bool) -> None:
    found[name][0] += good
    found[name][1] += 1


def _groups(item: dict) -> Iterator[str]:
    ocr = " (OCR only)" if item["ocr"] else ""
    if item["kind"] in MARKS:
        yield f"marks found{ocr}"
    elif item["kind"] in WORDS_AND_SCALES:
        yield f"catalogue items of words and scales found{ocr}"
    elif item["kind"] in COORDINATES_AND_TABLES:
        yield f"coordinates and tables found{ocr}"


def benign(corpus: Path, jobs: int) -> list[str]:
    rows = list(csv.DictReader((corpus / "benign/index.csv").open(encoding="utf-8")))
    results = scan([corpus / "benign"], jobs, "--ocr", "off")
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    rules: Counter[str] = Counter()
    for row in rows:
        result = results[absolute(corpus / "benign" / row["file"])]
        above, standing = result["action"] != "release", upheld(result)
        if row["strong_mark"]:
            _count(found, "texts that hold a mark-like phrase, above release (apart)", good=above)
            continue
        _count(found, "innocent texts above release", good=above)
        _count(found, "innocent texts with any upheld finding", good=bool(standing))
        if row["use"] == "test":
            _count(found, "innocent texts above release, those no weight has seen", good=above)
            _count(found, "innocent texts raised by the classifier, those no weight has seen", good=result["risk"]["raised"])
        if row["hard"] == "1":
            _count(found, "hard innocent texts above release", good=above)
        rules.update(f["rule"] for f in standing)
        if above:
            told = [(f["rule"], f["quote"]) for f in standing] or ["risk" if result["risk"]["raised"] else "gap"]
            print(f"benign {row['file']} {told[:3]}", file=sys.stderr)
    lines = ["## Innocent texts", "", "| measure | figure [95 % interval] |", "|---|---|"]
    lines += [f"| {name} | {interval(*figures)} |" for name, figures in sorted(found.items())]
    if rules:
        lines += ["", "Rules that spoke: " + ", ".join(f"{rule} {n}" for rule, n in rules.most_common(12))]
    return lines


def dilution(corpus: Path, jobs: int) -> list[str]:
    """The same planted words set between law text, teaching text and blank forms must keep their action."""
    rows = [json.loads(line) for line in (corpus / "planted/truth.jsonl").open(encoding="utf-8")]
    texts = [
        item["text"]
        for row in rows
        if row["set"] == "sensitive" and row["format"] == "txt"
        for item in row["planted"]
        if item["kind"] in MARKS | WORDS_AND_SCALES
    ]
    kept = [0, 0]
    wraps = _wraps(corpus)
    with tempfile.TemporaryDirectory() as folder:
        for index, text in enumerate(texts):
            Path(folder, f"{index}-alone.txt").write_text(text + "\n", encoding="utf-8")
            for name, (before, after) in wraps.items():
                Path(folder, f"{index}-{name}.txt").write_text(f"{before}\n\n{text}\n\n{after}\n", encoding="utf-8")
        results = scan([Path(folder)], jobs, "--ocr", "off")
        for index, text in enumerate(texts):
            alone = results[absolute(Path(folder, f"{index}-alone.txt"))]["action"]
            for name in wraps:
                action = results[absolute(Path(folder, f"{index}-{name}.txt"))]["action"]
                kept[1] += 1
                kept[0] += ORDER.index(action) >= ORDER.index(alone)
                if ORDER.index(action) < ORDER.index(alone):
                    print(f"diluted {name} {text[:30]!r} {alone} -> {action}", file=sys.stderr)
    return [
        "## Dilution",
        "",
        f"Planted words between law text, teaching text and blank forms keep their action: {interval(*kept)}",
    ]


def _wraps(corpus: Path) -> dict[str, tuple[str, str]]:
    rows = list(csv.DictReader((corpus / "benign/index.csv").open(encoding="utf-8")))
    wraps = {}
    for category in ("law", "textbook", "exam_past", "news"):
        texts = [r["file"] for r in rows if r["category"] == category and not r["strong_mark"] and int(r["chars"]) < 20000][:2]
        bodies = [(corpus / "benign" / name).read_text(encoding="utf-8") for name in texts]
        wraps[category] = (bodies[0], bodies[-1])
    form = "密级：□绝密 □机密 □秘密 □内部\n保密期限：____年\n定密责任人（签字）：\n审批意见：\n"
    wraps["form"] = (form, form)
    return wraps


def formats(corpus: Path, jobs: int) -> list[str]:
    rows = [json.loads(line) for line in (corpus / "formats/expected.jsonl").open(encoding="utf-8")]
    folder = corpus / "formats"
    command = [sys.executable, "-m", "outscan", "read", "--format", "jsonl", "-j", str(jobs), str(folder)]
    done = subprocess.run(command, capture_output=True, check=False)
    text: dict[str, list[str]] = defaultdict(list)
    for line in done.stdout.decode("utf-8").splitlines():
        piece = json.loads(line)
        text[absolute(piece["path"])].append(piece.get("text") or "")
    read = {path: normal("".join(parts)).lower() for path, parts in text.items()}
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows:
        whole = read.get(absolute(corpus / row["file"]), "")
        for string in row["must_contain"]:
            got = normal(string).lower() in whole
            for name in ("strings found", f"strings found, {row['format']}"):
                _count(found, name, good=got)
            if not got:
                print(f"unread {row['file']} {row['feature']} {string[:40]!r}", file=sys.stderr)
    lines = ["## Files of public test suites", "", "| measure | figure [95 % interval] |", "|---|---|"]
    return lines + [f"| {name} | {interval(*figures)} |" for name, figures in sorted(found.items())]


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", nargs="?", default=os.environ.get("OUTSCAN_CORPUS"))
    ask.add_argument("--only", default="planted,benign,dilution,formats")
    ask.add_argument("--jobs", type=int, default=2)
    ask.add_argument("--write", action="store_true", help="write docs/evaluation.md")
    told = ask.parse_args()
    if not told.corpus or not Path(told.corpus, "planted").is_dir():
        sys.exit("name a corpus folder: make eval ARGS=/path/to/corpus, or OUTSCAN_CORPUS")
    parts = {"planted": planted, "benign": benign, "dilution": dilution, "formats": formats}
    lines = [
        "# Evaluation",
        "",
        "Measured by `make eval` on a development corpus that no rule is fitted to and no test weight has seen.",
        "",
    ]
    for name in told.only.split(","):
        lines += [*parts[name](Path(told.corpus), told.jobs), ""]
    print("\n".join(lines))
    if told.write:
        Path(__file__).resolve().parents[1].joinpath("docs/evaluation.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
