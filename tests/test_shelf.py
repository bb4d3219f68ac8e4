"""What lies on the shelf is what `re.compile` makes, and an expression that does not lie there is compiled."""

import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from outscan.lazy_regex import shelf

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def written() -> list[tuple[str, int]]:
    """The source and flags of every lazy expression that exists once everything is imported, kept for this interpreter."""
    spec = spec_from_file_location("make_shelf", ROOT / "scripts/make_shelf.py")
    made = module_from_spec(spec)
    spec.loader.exec_module(made)
    found = [one for one in made.expressions(samples=False) if shelf._key(*one) in shelf._shelf()]
    if not found:
        pytest.skip("the shelf was made by another interpreter")
    return found


def test_every_kept_program_is_the_one_python_compiles(written):
    assert len(set(written)) > 500
    for source, flags in written:
        ours, theirs = shelf.compiled(source, flags), re.compile(source, flags)
        assert ours == theirs  # compares flags and program
        assert (ours.groups, dict(ours.groupindex), ours.pattern) == (theirs.groups, dict(theirs.groupindex), theirs.pattern)


def test_names_of_groups_come_back_from_the_shelf():
    made = shelf._made(r"(?P<level>a+)-(b)", shelf._program(r"(?P<level>a+)-(b)", re.IGNORECASE))
    found = made.search("x AA-b")
    assert (found["level"], found[2], found.lastgroup, found.groupdict()) == ("AA", "b", None, {"level": "AA"})
    assert shelf._made("(?P<one>a)|(?P<two>b)", shelf._program("(?P<one>a)|(?P<two>b)", 0)).search("b").lastgroup == "two"


@pytest.mark.parametrize("source", ["(unkept 1)", r"[\ud800-\udfff]", "国+"])
def test_what_is_not_kept_is_compiled(source):
    assert shelf.compiled(source, re.IGNORECASE) == re.compile(source, re.IGNORECASE)


def test_the_shelf_of_another_interpreter_or_a_broken_one_is_left_alone(written, tmp_path, monkeypatch):
    for data in (shelf.PATH.read_bytes().replace(b"cpython-3", b"cpython-2", 1), b"\x93nothing", b""):
        (tmp_path / "shelf").write_bytes(data)
        monkeypatch.setattr(shelf, "PATH", tmp_path / "shelf")
        shelf._shelf.cache_clear()
        assert shelf._key(*written[0]) not in shelf._shelf()
        assert shelf.compiled("a").search("ba")
    monkeypatch.undo()
    shelf._shelf.cache_clear()


def test_what_is_shelved_does_not_hang_on_the_order_of_a_set():
    ask = "from outscan.detect.quantities.measures import _UNIT; print(ascii(_UNIT.pattern))"
    told = {
        subprocess.run(
            [sys.executable, "-c", ask],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
