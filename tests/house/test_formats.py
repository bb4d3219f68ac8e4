"""The table of formats: every row has a sample that really is read, nobody else lists kinds, and its page is current."""

from __future__ import annotations

import ast
import importlib
from functools import cache

import pytest

from house.made import CASES, ROOT, SAMPLES
from house.made import scanner as sample_scanner
from outscan import Blob, Where
from outscan.extract import EXTRACTORS, Reader
from outscan.extract.sniff import sniff
from outscan.formats import FORMATS, READABLE, readers
from outscan.nouns import replace

OPENED: set[tuple[str, str]] = set()
"""(module, kind) of every blob a reader was given while the samples were read."""


class Noted(Reader, frozen=True):
    """A reader that notes what it is given."""

    def read(self, blob, budget):
        OPENED.add((self.module, sniff(blob)))
        return Reader.read(self, blob, budget)


@cache
def opened():
    scanner = replace(sample_scanner(ocr=False), readers=tuple(Noted(r.module, r.kinds, r.function) for r in EXTRACTORS))
    for case in CASES:
        data = (SAMPLES / case.name / case.file).read_bytes()
        for _ in scanner.read(Blob(Where((case.file,)), data)):
            pass
    return frozenset(OPENED)


def test_every_reader_reads_a_sample():
    assert {r.module for r in EXTRACTORS} <= {module for module, _ in opened()}


def test_every_kind_has_a_sample():
    kinds = {kind for _, kind in opened()}
    assert sorted(READABLE - kinds) == []


SOURCE = ROOT / "src" / "outscan"
WHO_KNOWS = ("formats.py", "words/formats.py", "extract/sniff/", "extract/archive/__init__.py", "extract/metafile/")
"""The table, its words, and whoever tells kinds by bytes."""
BLIND = (
    "unpack.py",
    "scanner.py",
    "preview.py",
    "cli/pictures.py",
    "report/next_steps.py",
    "process/formats.py",
    "process/plan.py",
    "process/techniques.py",
)
"""Rooms that ask the table for traits and know no format by name."""


def strings(node):
    return {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


@pytest.mark.parametrize("name", BLIND)
def test_no_format_is_known_by_name(name):
    told = strings(ast.parse((SOURCE / name).read_text("utf-8")))
    assert told & set(FORMATS) - {"encrypted"} == set()  # a state of a file too


def test_nobody_else_lists_kinds():
    lists = {}
    for path in SOURCE.rglob("*.py"):
        name = path.relative_to(SOURCE).as_posix()
        if name.startswith(WHO_KNOWS):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Set | ast.Tuple | ast.List) and len(node.elts) > 2:
                told = [n.value for n in node.elts if isinstance(n, ast.Constant) and isinstance(n.value, str)]
                if len(told) == len(node.elts) and set(told) <= READABLE:
                    lists[f"{name}:{node.lineno}"] = told
    assert lists == {}


@pytest.mark.parametrize("module", readers())
def test_every_reader_of_the_table_reads(module):
    assert callable(importlib.import_module(f"outscan.extract.{module}").read)


def test_a_format_that_is_not_edited_says_what_to_do():
    assert [row.name for row in FORMATS.values() if row.save_as and (row.editor or not row.by)] == []
    assert {row.save_as for row in FORMATS.values() if row.save_as} <= {row.name for row in FORMATS.values() if row.editor}


def test_the_page_of_formats_is_current():
    import make_formats

    assert make_formats.PAGE.read_text("utf-8") == make_formats.page(), "python scripts/make_formats.py"
