"""How long pages take that have much to show: a document with 500 findings, a package of 10,000 files, registers of thousands.

`python benchmarks/gate_pages.py [--files 10000]` starts a gate of its own in a temporary folder, sends both, and prints for each
page the median and the longest of nine answers in milliseconds, its size, and what it took to read the document for a first look.
"""

from __future__ import annotations

import argparse
import io
import statistics
import sys
import tempfile
import time
import zipfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1] / "tests")]

from gate.made import doorway, staff  # noqa: E402 - the tests' houses are on the path only now

TIMES = 9
LINE = "测区{n}：1:2000地形图全要素数字化成果，连续覆盖范围{n}31.6平方公里，随函提供外方。\n\n"


def findings(count: int) -> bytes:
    return "".join(LINE.format(n=n) + "这是一段平常的话。\n\n" for n in range(count)).encode()


def package(count: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(count):
            text = LINE.format(n=n) if n % 100 == 0 else f"第{n}号附件，运动会通知。\n"
            made.writestr(f"资料/{n // 500:02d}/附件{n:05d}.txt", text)
    return out.getvalue()


def measured(caller, path: str) -> str:
    times, size = [], 0
    for _ in range(TIMES):
        began = time.perf_counter()
        reply = caller("GET", path)
        times.append((time.perf_counter() - began) * 1000)
        if reply.status_code != 200:
            sys.exit(f"{path}: {reply.status_code}")
        size = len(reply.content)
    return f"{statistics.median(times):7.0f} {max(times):7.0f} ms {size / 1024:8.0f} KB"


def first_look(caller, scan: str) -> float:
    began = time.perf_counter()
    while b'http-equiv="refresh"' in caller("GET", f"/scans/{scan}/see").content:
        time.sleep(0.2)
    return time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--findings", type=int, default=500)
    asked = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        doorway(Path(folder) / "data", scan=True, load={"workers": 1, "max_body": 1 << 30}) as door,
    ):
        people = staff(door)
        handler = people["handler"]
        for name, data in (("500处.txt", findings(asked.findings)), ("资料包.zip", package(asked.files))):
            began = time.perf_counter()
            told = handler("POST", "/v1/scans", files={"file": (name, data)}, data={"hold": "true"}).json()
            while told["state"] == "queued":
                told = handler("GET", f"/v1/scans/{told['id']}?wait=30").json()
            print(
                f"{name}: {len(data) / 1024:.0f} KB, checked in {time.perf_counter() - began:.1f} s: {told['decision']['action']}"
            )
            scan = told["id"]
            print(f"  verdict        {measured(handler, f'/scans/{scan}')}")
            print(
                f"  first look     {first_look(handler, scan) * 1000:7.0f} ms (read in the fence, on a page that renews itself)"
            )
            for path in ("see", "see?tab=text&sheet=2"):
                print(f"  {path:14} {measured(handler, f'/scans/{scan}/{path}')}")
        for path in ("/", "/scans"):
            print(f"{path:16} {measured(handler, path)}")
        for path in ("/rules", "/months", "/own-rules"):
            print(f"{path:16} {measured(people['office'], path)}")


if __name__ == "__main__":
    main()
