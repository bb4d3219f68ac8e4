"""The repository says nothing about the machine it was written on, stays in small rooms, and its README tells the truth."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
from functools import cache

import pytest

from house.made import ROOT

MOST_LINES = 300
MOST_OF_A_FUNCTION = 60
LONG = re.compile(r"src/outscan/(?:words/\w+|\w+/(?:migrations/)?versions/\w+)\.py")
"""Catalogues of words, and versions of a store as they were released: nobody reads them from top to bottom."""
MACHINE = re.compile(
    r"(?<![\w.])/(?:work|root)/\w|/tmp/w/|/home/(?!user|runner|someone|张|x\b)\w+/|[A-Za-z]:\\\\?Users\\\\?\w+|\b(?:localhost|127\.0\.0\.1):(?:8081|4873|3141)\b"
    r"|(?i:pypi\.org|files\.pythonhosted|index-url|\bartifactory\b|\bnexus\b)"
)
TEXT = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".css", ".html", ".json", ".cfg", ".sh", ""}


@cache
def tracked():
    """The files git knows, or all of a source archive."""
    if shutil.which("git") and (ROOT / ".git").exists():
        told = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
        return [ROOT / name for name in told.split("\0") if name and (ROOT / name).is_file()]
    skipped = {".venv", "build", "dist", "__pycache__", ".hypothesis", ".pytest_cache"}
    return [p for p in ROOT.rglob("*") if p.is_file() and not skipped & set(p.relative_to(ROOT).parts)]


def test_the_pipeline_is_read_in_a_minute():
    text = (ROOT / "src" / "outscan" / "scanner.py").read_text("utf-8")
    assert len(text.splitlines()) < 200
    assert "isinstance" not in text  # no stage is a special case


def test_every_room_stands_in_the_plan_of_the_house():
    plan = (ROOT / "docs" / "rooms.md").read_text("utf-8").partition("## Rooms")[2].partition("## The laws")[0]
    rooms = {
        path.stem for path in (ROOT / "src" / "outscan").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    told = set(re.findall(r"`(\w+)(?:/\w+)?`", plan))
    assert sorted(rooms - told - {"__init__", "__main__", "version"}) == []


def test_every_run_time_dependency_is_bounded_on_both_sides():
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    listed = [*project["dependencies"], *(one for some in project["optional-dependencies"].values() for one in some)]
    assert [one for one in listed if not one.startswith("outscan[") and not re.search(r">=.*,\s*<", one)] == []


def test_rooms_stay_small():
    long = {}
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if name.startswith("src/") and path.suffix == ".py" and not LONG.fullmatch(name):
            text = path.read_text("utf-8")
            if text.count("\n") > MOST_LINES:
                long[name] = text.count("\n")
            for node in ast.walk(ast.parse(text)):
                if (
                    isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                    and node.end_lineno - node.lineno >= MOST_OF_A_FUNCTION
                ):
                    long[f"{name}:{node.name}"] = node.end_lineno - node.lineno + 1
    assert long == {}


def test_no_file_names_a_machine_or_a_registry():
    here = "tests/house/test_repository.py"
    told = {}
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in TEXT or name == here or path.stat().st_size > 2_000_000:
            continue
        hit = MACHINE.search(path.read_text("utf-8", errors="ignore"))
        if hit:
            told[name] = hit.group()
    assert told == {}


def test_no_cache_or_scratch_is_tracked():
    names = [p.relative_to(ROOT).as_posix() for p in tracked()]
    assert [
        n
        for n in names
        if re.search(r"(^|/)(__pycache__|\.venv|\.DS_Store|.*\.pyc|.*\.orig|.*\.rej)(/|$)", n) and not n.startswith("samples/")
    ] == []


def fenced(page):
    """Lines of the code blocks of a page that are typed at a prompt."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    lines = [line.split("#")[0].strip() for kind, block in blocks if kind in TYPED for line in block.splitlines()]
    return [line for line in lines if line]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_commands_of_the_readme_exist(name):
    from outscan.cli.main import COMMANDS

    commands = fenced((ROOT / name).read_text("utf-8"))
    targets = set(re.findall(r'^    "([\w-]+)":', (ROOT / "scripts/dev.py").read_text("utf-8"), re.MULTILINE))
    phony = set((ROOT / "Makefile").read_text("utf-8").split(".PHONY:")[1].splitlines()[0].split())
    assert {"make demo", "make test"} <= set(commands)
    for line in commands:
        words = line.split()
        if words[0] == "make":
            assert words[1] in phony & targets, line
        elif words[:2] == ["python", "scripts/dev.py"]:
            assert words[2] in targets, line
        elif words[0] == "outscan":
            assert words[1] in COMMANDS, line
        else:
            assert words[0] in {"pipx", "pip", "python"}, line


TYPED = {"", "sh", "console", "text"}
PAGES = ["README.md", "README.zh-CN.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("name", PAGES)
def test_commands_and_options_of_every_page_exist(name):
    from importlib import import_module

    import click

    from outscan.cli.main import COMMANDS

    for line in fenced((ROOT / name).read_text("utf-8")):
        words = line.split()
        if words[0] != "outscan":
            continue
        command = import_module(COMMANDS[words[1]]).command
        for sub in words[2:]:
            if isinstance(command, click.Group) and sub in command.list_commands(click.Context(command)):
                command = command.get_command(click.Context(command), sub)
        known = {o for p in command.params for o in p.opts}
        assert {w for w in words[2:] if re.fullmatch(r"--?[a-z][a-z-]*", w)} <= known, line


def test_every_target_starts_a_script_that_is_there():
    told = (ROOT / "scripts/dev.py").read_text("utf-8")
    targets = set(re.findall(r'^    "([\w-]+)":', told.split("TARGETS = {")[1].split("}")[0], re.MULTILINE))
    assert set((ROOT / "Makefile").read_text("utf-8").split(".PHONY:")[1].splitlines()[0].split()) == targets
    assert [name for name in re.findall(r'script\("([^"]+)"', told) if not (ROOT / name).is_file()] == []


def test_links_of_the_documents_lead_somewhere():
    broken = {}
    for path in tracked():
        if path.suffix != ".md" or path.relative_to(ROOT).parts[0] in {"samples", "tests"}:
            continue
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text("utf-8")):
            if not (path.parent / target).exists():
                broken.setdefault(path.relative_to(ROOT).as_posix(), []).append(target)
    assert broken == {}


def test_both_readmes_hold_the_same():
    english, chinese = ((ROOT / n).read_text("utf-8") for n in ("README.md", "README.zh-CN.md"))
    assert len(re.findall(r"^## ", english, re.MULTILINE)) == len(re.findall(r"^## ", chinese, re.MULTILINE))
    assert fenced(english) == fenced(chinese)
    links = re.compile(r"\]\(([^)]+)\)")
    known = {link.replace(".zh-CN.md", ".md") for link in links.findall(chinese)} - {"README.md"}
    assert set(links.findall(english)) - {"README.zh-CN.md"} == known


def test_officers_documents_are_in_both_languages():
    for name in (
        "install",
        "configuration",
        "add-a-rule",
        "forms",
        "processing",
        "fingerprints",
        "threat-model",
        "batch",
        "doors",
    ):
        english, chinese = (ROOT / "docs" / f"{name}{ending}" for ending in (".md", ".zh-CN.md"))
        assert f"({chinese.name})" in english.read_text("utf-8")
        assert f"({english.name})" in chinese.read_text("utf-8")
        assert re.findall("[\u4e00-\u9fff]", chinese.read_text("utf-8"))


def test_pdfium_is_opened_in_one_room():
    """Whoever opens a document past that room reads with whatever fonts the machine has."""
    found = [
        str(path.relative_to(ROOT))
        for path in sorted((ROOT / "src" / "outscan").rglob("*.py"))
        if "pdfium" not in path.parts and "PdfDocument(" in path.read_text(encoding="utf-8")
    ]
    assert found == []
