#!/usr/bin/env python3
"""Say how many branches of each room of the pipeline the tests take: `make cover`.

In: the report `coverage json` writes. Out: a line a room; exit 1 where one of them, or all together, is below the floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

ROOMS = (
    "unpack", "intake", "scanner", "extract", "fold", "legible", "tables", "detect", "confirm", "relate", "state", "genre",
    "package", "decide", "report", "process",
)  # fmt: skip
"""What a document goes through, from bytes to verdict and to a processed copy."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Branches taken by the tests, room by room.")
    parser.add_argument("report", type=Path)
    parser.add_argument("--floor", type=float, default=0.0, help="percent every room must reach")
    typed = parser.parse_args()
    there, taken = Counter[str](), Counter[str]()
    for name, told in json.loads(typed.report.read_text("utf-8"))["files"].items():
        room = Path(name.split("outscan/", 1)[-1]).parts[0].removesuffix(".py")
        if room in ROOMS:
            for key in (room, "all"):
                there[key] += told["summary"]["num_branches"]
                taken[key] += told["summary"]["covered_branches"]
    below = []
    for room in (*ROOMS, "all"):
        share = 100 * taken[room] / there[room] if there[room] else 100.0
        print(f"{room:10} {taken[room]:6} of {there[room]:6} branches  {share:5.1f} %")
        below += [room] if share < typed.floor else []
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
