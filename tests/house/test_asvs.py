"""docs/asvs.md names proofs that exist: every row at least one, every name a test or a module of the repository."""

from __future__ import annotations

import re

import pytest

from house.made import ROOT

TEXT = (ROOT / "docs/asvs.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if re.match(r"\| \d", line)]
TESTS: dict[str, set[str]] = {}
for found in (ROOT / "tests").rglob("test_*.py"):  # several rooms have a file of one name
    told = re.findall(r"^(?:async )?def (test_\w+)", found.read_text("utf-8"), re.MULTILINE)
    TESTS.setdefault(found.name, set()).update(told)
NAMES = {name for held in TESTS.values() for name in held}


def proofs(line):
    """What a line names in code style: tests by file, by `file::name` or by name; other files by their path."""
    return re.findall(r"`([^`]+)`", line.split("|")[3])


def exists(told):
    file, _, name = told.partition("::")
    if name:
        return name in TESTS.get(file.rpartition("/")[2], ())
    if file.endswith(".py"):
        return file in TESTS or (ROOT / file).is_file()
    return file in NAMES if file.startswith("test_") else (ROOT / file).exists()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split("|")[1].strip())
def test_every_row_names_proofs_that_exist(row):
    named = proofs(row)
    assert named, row
    assert [one for one in named if not exists(one)] == []


def test_a_name_that_is_none_is_seen():
    assert not exists("test_server.py::test_nothing_of_the_kind")
    assert not exists("test_nothing_of_the_kind")
    assert not exists("tests/gate/test_nothing.py")
    assert exists("test_server.py::test_every_slow_connection_is_closed_and_others_are_answered_meanwhile")
