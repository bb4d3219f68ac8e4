"""`outscan doctor`: what can be read here, and which guards are in force. Opens no socket.

In: this machine. Out: a table on stdout.
"""

from __future__ import annotations

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import click

from outscan import __version__

LIBRARIES = ("lxml", "pypdfium2", "pikepdf", "pdfminer.six", "olefile", "xlrd", "python-calamine", "py7zr", "rarfile", "pillow")
EXTRAS = {"ocr": ("rapidocr", "onnxruntime"), "geo": ("pyproj",), "train": ("scikit-learn", "matplotlib")} | {
    "batch": ("sqlalchemy", "alembic"),
    "postgres": ("psycopg",),
    "dask": ("distributed",),
    "s3": ("s3fs",),
}
HELPERS = {"soffice": "旧格式转换（process）", "unrar": "rar", "unar": "rar", "7z": "rar、7z", "bsdtar": "rar"}


@click.command("doctor", help="本机能读什么：格式库、OCR、辅助程序、隔离措施。不打开任何网络连接。")
def command(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Print what is here; 0 unless something the core needs is missing."""
    from rich.console import Console  # noqa: PLC0415 - lazy by design
    from rich.table import Table  # noqa: PLC0415 - lazy by design

    del typed
    table = Table("项目", "状态", "说明", box=None, pad_edge=False)
    missing = 0
    for name, state, note in _rows():
        missing += state == "缺少" and note == "核心"
        table.add_row(name, state, note)
    Console(highlight=False, markup=False).print(table)
    return 2 if missing else 0


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _rows() -> Iterator[tuple[str, str, str]]:
    from outscan.config import shipped  # noqa: PLC0415 - lazy by design
    from outscan.extract import EXTRACTORS  # noqa: PLC0415 - lazy by design
    from outscan.isolate import guards  # noqa: PLC0415 - lazy by design
    from outscan.lexicon.load import load  # noqa: PLC0415 - lazy by design
    from outscan.ocr import engine_name  # noqa: PLC0415 - lazy by design
    from outscan.words.batch import BATCH  # noqa: PLC0415 - lazy by design
    from outscan.words.said import said  # noqa: PLC0415 - lazy by design

    yield "outscan", __version__, f"Python {platform.python_version()} {sys.platform}"
    pack = load(shipped("lexicons"))
    yield (
        "SQLite",
        sqlite3.sqlite_version,
        said(BATCH, "sqlite_old" if sqlite3.sqlite_version_info < (3, 51, 3) else "sqlite_new"),
    )
    yield "规则包", pack.version, f"{len(pack.items)} 个事项 {pack.digest[:19]}"
    yield "可读格式", str(sum(len(r.kinds) for r in EXTRACTORS)), " ".join(sorted(k for r in EXTRACTORS for k in r.kinds))
    for name in LIBRARIES:
        yield name, _installed(name) or "缺少", "核心"
    for extra, names in EXTRAS.items():
        there = [f"{n} {_installed(n)}" for n in names if _installed(n)]
        yield f"[{extra}]", "有" if len(there) == len(names) else "没有", " ".join(there) or f"pip install 'outscan[{extra}]'"
    yield "OCR", engine_name() or "没有", "没有时，图像和扫描页列为未检部分"
    for helper, use in HELPERS.items():
        yield helper, "有" if shutil.which(helper) else "没有", use
    for guard, how in guards().items():
        yield f"隔离：{guard}", how, ""
