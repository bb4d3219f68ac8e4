"""outscan beside its peers over one folder of mixed documents, in turn, in one run.

In: `--peers PYTHON` (an interpreter that has the peers' libraries; those of this one are used where it is not given), `--rounds`,
`--files`, `--write`. Out: a table on the screen, with `--write` docs/performance-peers.md as well. Each run is a process of its
own; its CPU time is that of all it started, its memory the largest of any of them. A ratio is taken inside a round: what else a
busy machine does meets all of one round alike. Peers read bodies only; outscan reads every part and judges.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from mixed import FILES, make
from peers import PEERS

HERE = Path(__file__).resolve().parent
OUT = HERE.parent / "docs" / "performance-peers.md"
OURS = ("outscan", "outscan -j 2")
CALLED = {
    "lean": "lean: inflate + one expression, PDFium, ahocorasick_rs (the limit)",
    "kreuzberg": "kreuzberg + ahocorasick_rs",
    "extractous": "extractous (Tika) + ahocorasick_rs",
    "markitdown": "markitdown + one expression of all terms",
    "shell": "pdftotext, unzip, grep -F -f",
    "yara": "YARA on the raw files",
    "named": "python-docx, openpyxl, pdfminer.six, pyahocorasick",
}


@dataclass(slots=True)
class Runs:
    """What the rounds of one candidate took: CPU seconds, seconds on the clock, MB at the most; what it said last."""

    cpu: list[float] = field(default_factory=list)
    clock: list[float] = field(default_factory=list)
    memory: float = 0.0
    said: str = ""


def run(arguments: list[str], environment: dict[str, str]) -> tuple[float, float, float, int, str]:
    """CPU seconds, seconds, MB, exit code and output of a process and all it started."""
    with tempfile.TemporaryFile() as out:
        began = os.times().elapsed
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
        child = os.posix_spawn(arguments[0], arguments, environment, file_actions=actions)
        _, status, used = os.wait4(child, 0)
        clock = os.times().elapsed - began
        out.seek(0)
        said = out.read().decode("utf-8", "replace")
    return used.ru_utime + used.ru_stime, clock, used.ru_maxrss / 1024, os.waitstatus_to_exitcode(status), said


def command(who: str, folder: Path, python: str) -> tuple[list[str], dict[str, str]]:
    """What starts a candidate. A peer finds no helper on the path but those of the system: else it reads pictures as well."""
    if who in OURS:
        jobs = "2" if who == OURS[1] else "1"
        arguments = ["-m", "outscan", "scan", str(folder / "documents"), "-j", jobs, "--ocr", "off", "-f", "jsonl"]
        return [sys.executable, *arguments], dict(os.environ)
    path = os.environ["PATH"] if who == "shell" else "/nonexistent"
    return [python, str(HERE / "peers.py"), who, str(folder)], {**os.environ, "PATH": path, "PYTHONPATH": ""}


def measured(folder: Path, python: str, rounds: int) -> dict[str, Runs]:
    """All candidates that run here, in turn."""
    found = {who: Runs() for who in (*OURS, *PEERS)}
    for number in range(rounds):
        for who in list(found):
            arguments, environment = command(who, folder, python)
            cpu, clock, memory, code, said = run(arguments, environment)
            if code and who not in OURS:
                print(f"{who}: not here", flush=True)
                del found[who]
                continue
            one = found[who]
            one.cpu.append(cpu)
            one.clock.append(clock)
            one.memory, one.said = max(one.memory, memory), said
            print(f"{number + 1}/{rounds} {who}: {cpu:.2f} CPU s, {clock:.2f} s, {memory:.0f} MB", flush=True)
    return found


def table(found: dict[str, Runs], size: float) -> str:
    """The rows as Markdown: the ratio to outscan with one process, in the middle of the rounds and at both ends."""
    ours = found[OURS[0]].cpu
    lines = [
        "| who | CPU s | × outscan (least – most) | MB per CPU s | s on the clock | peak MB | terms met |",
        "|---|---|---|---|---|---|---|",
    ]
    for who, one in found.items():
        ratios = sorted(theirs / mine for theirs, mine in zip(one.cpu, ours, strict=True))
        told = json.loads(one.said) if who not in OURS and one.said else None
        met = (
            f"{told['met']} of {told['planted']}" + (f", {told['failed']} files failed" if told["failed"] else "") if told else ""
        )
        ratio = f"{statistics.median(ratios):.2f} ({ratios[0]:.2f} – {ratios[-1]:.2f})"
        lines.append(
            f"| {CALLED.get(who, who)} | {min(one.cpu):.2f} | {ratio}"
            f" | {size / min(one.cpu):.1f} | {min(one.clock):.2f} | {one.memory:.0f} | {met} |"
        )
    return "\n".join(lines) + "\n"


PAGE = """# Beside its peers

Written by `python benchmarks/side_by_side.py --write` over {files} mixed documents ({size:.1f} MB) it makes itself,
{rounds} rounds in turn: Python {version}, {processors} processors, {machine}, load {load:.1f}.
`× outscan` over 1 is slower than outscan with one process. What the figures say stands in [performance.md](performance.md).

{table}"""


def main() -> None:
    """Make the folder, measure, say it."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--peers", default=sys.executable)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--files", type=int, default=FILES)
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as name:
        folder = make(Path(name), options.files)
        size = sum(one.stat().st_size for one in (folder / "documents").iterdir()) / 1e6
        told = table(measured(folder, options.peers, options.rounds), size)
    print(told)
    if options.write:
        where = {"files": options.files, "size": size, "rounds": options.rounds, "version": platform.python_version()}
        page = PAGE.format(processors=os.cpu_count(), machine=platform.machine(), load=load, table=told, **where)
        OUT.write_text(page, "utf-8")


if __name__ == "__main__":
    main()
