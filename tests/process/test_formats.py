"""Which kinds are processed: the list, the report's own list, and the way forward for the others."""

from __future__ import annotations

from importlib import import_module

import pytest

from outscan.formats import EDITED, FORMATS
from outscan.process.formats import edit
from outscan.process.second_reader import _READERS
from outscan.process.task import Options, Refused, Task
from outscan.process.techniques import TECHNIQUES
from outscan.types import Blob, Where
from outscan.words import TECHNIQUES as WORDS


@pytest.mark.parametrize("kind", sorted(EDITED))
def test_every_editor_of_the_table_is_a_function(kind):
    editor = FORMATS[kind].editor
    assert callable(getattr(import_module(f"outscan.process.{editor.module}"), editor.function))


def test_every_second_reader_of_the_table_reads():
    assert {row.second for row in FORMATS.values() if row.second} == set(_READERS)


@pytest.mark.parametrize(
    ("kind", "way"),
    [("doc", "docx"), ("xls", "xlsx"), ("ppt", "pptx"), ("msg", "eml"), ("7z", "zip"), ("rar", "zip"), ("encrypted", "密码")],
)
def test_other_kinds_are_refused_with_the_way_forward(kind, way):
    with pytest.raises(Refused, match=way):
        edit(Blob(Where(("a",)), b"x"), kind, Task(Options(), []))


def test_every_technique_has_its_chinese_word():
    assert {technique.name for technique in TECHNIQUES} <= set(WORDS)
