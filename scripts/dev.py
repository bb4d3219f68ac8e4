#!/usr/bin/env python3
"""Set up and run: `demo`, `test`, `check`, and what the Makefile names. Standard library only.

In: a target. Out: its exit code. Picks the first Python >= 3.11 present, makes `.venv` once per state of pyproject.toml,
and where something is missing says the one command that helps.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
BIN = VENV / ("Scripts" if WINDOWS else "bin")
NEEDED = (3, 11)
EXTRAS = {
    "batch": ".[batch]",
    "ocr": ".[ocr]",
    "test": ".[test]",
    "gate": ".[gate]",
    "dist": ".[dist]",
}


def say(text: str) -> None:
    print(text, flush=True)


def newer_python() -> str | None:
    """The first interpreter on the path that is new enough."""
    for name in ("python3.14", "python3.13", "python3.12", "python3.11", "python3", "python"):
        found = shutil.which(name)
        if (
            found
            and subprocess.run([found, "-c", f"import sys; sys.exit(sys.version_info < {NEEDED})"], check=False).returncode == 0
        ):
            return found
    return None


def stamp(extra: str) -> tuple[Path, str]:
    """Where the environment notes what it was made from, and what it would note now."""
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes() + sys.version.encode()).hexdigest()
    return VENV / f".outscan-{extra}", digest


def make_environment() -> None:
    if (BIN / ("python.exe" if WINDOWS else "python")).exists():
        return
    say("· 建立运行环境 .venv")
    try:
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    except subprocess.CalledProcessError:
        shutil.rmtree(VENV, ignore_errors=True)
        sys.exit("Python 缺少 venv 模块。Debian/Ubuntu：apt install python3-venv；其他系统请安装完整的 Python 3.11+。")


def install(extra: str, *, required: bool = True) -> bool:
    """Install the project with `extra` once per state of pyproject.toml; False where an optional one is not to be had."""
    note, digest = stamp(extra)
    if note.exists() and note.read_text() == digest:
        return True
    say(f"· 安装 {extra}")
    for attempt in range(3):
        done = subprocess.run(
            [
                BIN / "python",
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "-e",
                {**EXTRAS, "core": "."}[extra],
            ],
            cwd=ROOT,
            check=False,
        )
        if done.returncode == 0:
            note.write_text(digest)
            return True
        if not required:
            return False
        time.sleep(2 * attempt + 1)
    sys.exit(f"安装失败。请检查网络或本地软件源后再运行：{BIN / 'python'} -m pip install -e '{EXTRAS.get(extra, '.')}'")


def run(*command: str | Path, **settings: object) -> int:
    return subprocess.run([str(c) for c in command], cwd=ROOT, check=False, **settings).returncode  # type: ignore[call-overload]


def demo(arguments: list[str]) -> int:
    install("core")
    if not install("ocr", required=False):
        say("· 没有图像识别组件（可选）：图片和扫描页将列为未检部分。以后可运行：pip install 'outscan[ocr]'")
    inputs = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "samples").glob("*/input*"))
    code = run(BIN / "outscan", "scan", *inputs, *arguments)
    if code not in {0, 1, 3}:
        return code
    say("")
    say("以上是 samples/ 中的虚构示例，内容全部为编造。看其中一份的依据和办法：")
    say(f"  {BIN / 'outscan'} scan samples/docx-large-scale-map")
    say("检查自己的文件或文件夹：")
    say(f"  {BIN / 'outscan'} scan 路径")
    return 0


def demo_batch(arguments: list[str]) -> int:
    install("batch")
    install("ocr", required=False)
    return run(BIN / "python", ROOT / "scripts/demo_batch.py", BIN / ("outscan.exe" if WINDOWS else "outscan"), *arguments)


def test(arguments: list[str]) -> int:
    install("test")
    install("ocr", required=False)
    workers = str(min(os.cpu_count() or 1, 4))
    return run(BIN / "python", "-m", "pytest", "-n", workers, *arguments)


PIPELINE = (
    *(f"tests/{room}" for room in ("contract", "decide", "detect", "extract", "fold", "golden", "laws", "package", "process")),
    *("tests/hostile", "tests/regressions", "tests/relate", "tests/report", "tests/tables"),
    *("tests/batch/test_passwords.py", "tests/batch/test_two_layers.py"),
    *(f"tests/test_{room}.py" for room in ("api", "barcodes", "confirm", "confirm_forms", "confirm_worded", "evidence")),
    *(f"tests/test_{room}.py" for room in ("fingerprints", "genre", "intake", "legible", "proofs_beside", "scanner", "signed")),
    *(f"tests/test_{room}.py" for room in ("baseline", "state", "unpack", "winnow")),
    *(f"tests/test_confirm_{kind}.py" for kind in ("placed", "quiz", "scheme", "told")),
)  # fmt: skip
"""The tests of what a document goes through: coverage doubles their time, so doors, gate and batch are left out."""


def cover(arguments: list[str]) -> int:
    """The tests of the pipeline's rooms with the branches they take, a line a room; `ARGS="--floor 90"` holds them to it."""
    install("test")
    install("ocr", required=False)
    told = ROOT / "build" / "branches.json"
    told.parent.mkdir(exist_ok=True)
    workers = str(min(os.cpu_count() or 1, 4))
    code = run(
        BIN / "python",
        *("-m", "pytest", "-n", workers, "-m", "not door and not ocr"),
        *("--cov=outscan", "--cov-branch", "--cov-report=", f"--cov-report=json:{told}"),
        *PIPELINE,
    )
    return code or run(BIN / "python", ROOT / "scripts/branches.py", told, *arguments)


def reports(arguments: list[str]) -> int:
    """The reports of all samples, one a line, into the file named: the same bytes on every machine."""
    if len(arguments) != 1:
        say("用法：make reports ARGS=文件")
        return 2
    install("test")
    install("ocr", required=False)
    inputs = sorted(str(p.relative_to(ROOT)) for p in (ROOT / "samples").glob("*/input*"))
    with Path(arguments[0]).open("wb") as target:
        code = run(BIN / "outscan", "scan", "-f", "jsonl", "--as-of", "2026-01-31", "-j", "2", *inputs, stdout=target)
    return code if code not in {0, 1, 3} else 0


def check(arguments: list[str]) -> int:
    del arguments
    install("test")
    steps = (
        ("ruff check", [BIN / "ruff", "check", "."]),
        ("ruff format", [BIN / "ruff", "format", "--check", "."]),
        ("mypy", [BIN / "mypy"]),
        ("import contracts", [BIN / "lint-imports"]),
    )
    failed = [name for name, command in steps if say(f"· {name}") or run(*command)]
    if failed:
        say(f"未通过：{'、'.join(failed)}")
    return 1 if failed else 0


def script(name: str, *extra: str, extras: tuple[str, ...] = ("test",)) -> object:
    def target(arguments: list[str]) -> int:
        for one in extras:
            install(one)
        return run(BIN / "python", ROOT / name, *extra, *arguments)

    return target


def demo_gate(arguments: list[str]) -> int:
    install("gate")
    return run(BIN / "python", ROOT / "scripts/demo_gate.py", *arguments)


def clean(arguments: list[str]) -> int:
    del arguments
    for name in (".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", ".import_linter_cache", "build", "dist"):
        shutil.rmtree(ROOT / name, ignore_errors=True)
    return 0


TARGETS = {
    "demo": demo,
    "demo-batch": demo_batch,
    "demo-gate": demo_gate,
    "test": test,
    "cover": cover,
    "check": check,
    "reports": reports,
    "samples": script("scripts/make_samples.py"),
    "pack": script("scripts/make_pack.py"),
    "shelf": script("scripts/make_shelf.py"),
    "fuzz": script("scripts/fuzz.py"),
    "bench": script("benchmarks/run.py"),
    "eval": script("scripts/evaluate.py"),
    "model": script("scripts/train_model.py"),
    "dist": script("scripts/delivery/main.py", extras=("dist",)),
    "clean": clean,
}


def main() -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # a Windows console of another code page
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        say(f"用法：python scripts/dev.py {'|'.join(TARGETS)} [参数]")
        return 2
    if sys.version_info < NEEDED:
        found = newer_python()
        if found is None:
            say("需要 Python 3.11 或更新版本。Debian/Ubuntu：apt install python3.11；Windows：从 python.org 安装。")
            return 2
        return subprocess.run([found, *sys.argv], check=False).returncode
    make_environment()
    return TARGETS[sys.argv[1]](sys.argv[2:])  # type: ignore[operator]


if __name__ == "__main__":
    sys.exit(main())
