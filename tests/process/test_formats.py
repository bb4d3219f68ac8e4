"""Which kinds are processed: the list, the report's own list, and the way forward for the others."""

from __future__ import annotations

import pytest

from outscan.process.formats import KINDS, edit
from outscan.process.order import Options, Refused, Task
from outscan.process.plan import TECHNIQUES
from outscan.report.way import PROCESSED
from outscan.types import Blob, Where
from outscan.words import TECHNIQUES as WORDS


def test_the_report_prints_the_command_for_just_these_kinds():
    assert PROCESSED == KINDS


@pytest.mark.parametrize(
    ("kind", "way"),
    [("doc", "docx"), ("xls", "xlsx"), ("ppt", "pptx"), ("msg", "eml"), ("7z", "zip"), ("rar", "zip"), ("encrypted", "密码")],
)
def test_other_kinds_are_refused_with_the_way_forward(kind, way):
    with pytest.raises(Refused, match=way):
        edit(Blob(Where(("a",)), b"x"), kind, Task(Options(), []))


def test_every_technique_has_its_chinese_word():
    assert {technique.name for technique in TECHNIQUES} <= set(WORDS)
