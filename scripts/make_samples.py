#!/usr/bin/env python3
"""Build samples/: one folder a case, `input.*` and `expected.json`.

In: nothing. Out: inputs whose bytes differ from what is built; with `--accept`, expected.json as scanned now. A report that
does not come to the recommendation written by hand in the case is never accepted. `--remake` also rewrites kept inputs,
which need LibreOffice, a Chinese font and the test extra. Names of cases limit the run.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from samples import CASES, Case
from samples.case import compact, scan, written

OUT = Path(__file__).resolve().parents[1] / "samples"


def build(case: Case, *, remake: bool) -> None:
    folder = OUT / case.name
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / case.file
    if case.kept and target.exists() and not remake:
        return
    data = case.build()
    if not target.exists() or target.read_bytes() != data:
        target.write_bytes(data)
        print(f"built    {case.name}/{case.file} {len(data)}")


def judge(case: Case, *, accept: bool) -> bool:
    """Whether the case comes out as expected; with `accept`, whether its expectation could be written."""
    folder = OUT / case.name
    found = compact(scan(folder / case.file, ocr=case.ocr), case.about)
    if found["action"] != case.action:
        told = [f"{f['rule']} {f['quote']}" for f in found["upheld"]] + found["gaps"]
        print(f"WRONG    {case.name}: {found['action']}, should be {case.action}: {told}")
        return False
    expected = folder / "expected.json"
    if expected.exists() and json.loads(expected.read_text("utf-8")) == found:
        return True
    print(f"{'accepted' if accept else 'DIFFERS '} {case.name}: {found['action']}")
    if accept:
        expected.write_text(written(found), "utf-8", newline="\n")
    return accept


def main() -> int:
    parser = argparse.ArgumentParser(description="Build samples/ and hold them to what is expected.")
    parser.add_argument("names", nargs="*", help="cases; all where none is named")
    parser.add_argument("--accept", action="store_true", help="write expected.json as scanned now, after a person looked")
    parser.add_argument("--remake", action="store_true", help="also rewrite inputs that were made once and kept")
    typed = parser.parse_args()
    chosen = [c for c in CASES if not typed.names or c.name in typed.names]
    for case in chosen:
        build(case, remake=typed.remake)
    failed = [case.name for case in chosen if not judge(case, accept=typed.accept)]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
