"""What lies on the shelf finds what `re.compile` makes, and an expression that does not lie there is compiled."""

import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from re import _compiler, _parser
from re._constants import INFO, SRE_INFO_CHARSET

import msgspec
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


def program(source: str, flags: int) -> list[int]:
    """What Python's compiler makes."""
    return list(map(int, _compiler._code(_parser.parse(source, flags), flags)))


def test_every_kept_program_is_the_one_python_compiles_but_for_its_head(written):
    assert len(set(written)) > 400
    headed = 0
    for source, flags in written:
        ours, theirs = shelf.compiled(source, flags), re.compile(source, flags)
        assert (ours.groups, dict(ours.groupindex), ours.pattern) == (theirs.groups, dict(theirs.groupindex), theirs.pattern)
        kept, plain = msgspec.msgpack.decode(shelf._program(source, flags).program), program(source, flags)
        assert ours == shelf._made(source, shelf._program(source, flags))  # compares flags and program
        if kept != plain:
            headed += 1
            assert kept[0] == plain[0] == INFO
            assert kept[3:5] == plain[3:5]  # the shortest and the longest match
            assert (plain[2], kept[2]) == (0, SRE_INFO_CHARSET)
            assert kept[1 + kept[1] :] == plain[1 + plain[1] :]
    assert headed > 200


TEXTS = ["\n".join(path.read_bytes().decode("utf-8", "replace")[:4000] for path in sorted(ROOT.glob(one))) for one in
         ("samples/*/input.txt", "docs/decisions/00*.md", "src/outscan/words/*.py", "lexicons/st*.yaml")]  # fmt: skip


def test_first_characters_leave_nothing_out(written):
    """Every expression over prose, rules, tables and code: its own program finds what Python's finds."""
    met = 0
    for source, flags in written:
        ours, theirs = shelf.compiled(source, flags), re.compile(source, flags)
        for text in TEXTS:
            found = [hit.span() for hit in theirs.finditer(text)]
            assert [hit.span() for hit in ours.finditer(text)] == found, source
            met += bool(found)
    assert met > 500


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"(?i)kelvin|start", "KELVIN \u212aelvin ſtart START kelviN"),
        (r"(?i:[a-f]x)|b(?i:y)", "AX fX By bY bY"),
        (r"\b(?:abc|de)\d", "abc1 xabc1 de2"),
        (r"(?<![a-z])(?P<one>x|yy)?z", "z az xz yyz byyz"),
        (r"(?=[ab])[^c]+?d", "abd cd bd"),
        (r"(?:aa)?b|c{0,2}d", "aab b ccd d cccd"),
        (r"(?i)straße|ı|İ", "STRASSE Straße STRAẞE i I ı İ"),
        (r"(?:^|\n)\s*\d", "1\n 2\n\n3"),
        (r"x*", "axx"),
        (r"[^a]b|.c", "bb cc ab"),
        (r"\w\d|\sz", "a1 z"),
        (r"(?i)[k-s]1", "K1 \u212a1 ſ1 S1 t1"),
        (r"(?>ab|a)c|(?:de)++f", "abc ac def dedef"),
        (r"(a)?(?(1)b|c)", "ab c"),
        (r"(?s:.)b|(?-i:k)x|(?m:^)q", "ab kx KX q"),
    ],
)
def test_what_an_expression_may_begin_with(source, text):
    for flags in (0, re.IGNORECASE, re.ASCII):
        made, plain = shelf._made(source, shelf._program(source, flags)), re.compile(source, flags)
        assert [hit.span() for hit in made.finditer(text)] == [hit.span() for hit in plain.finditer(text)]


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
