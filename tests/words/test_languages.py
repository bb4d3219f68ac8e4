"""English is English throughout and Chinese is Chinese throughout: every sample's report, and the help of every command.

What may stand in Chinese in an English report is the document's (names of files, members, sheets and parts) and the law's (what a
rule or clause cites). Quotes are masked.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from importlib import import_module

import pytest

from house.made import CASES, ROOT, SAMPLES
from house.made import scanner as made_scanner
from outscan.nouns import names as fields
from outscan.report import SINKS, run_facts
from outscan.types import Basis, Blob, Clause, Where

HAN = re.compile("[㐀-鿿]+")
ENGLISH = re.compile(r"[A-Za-z]{2,}(?: [a-z]{2,}){4,}")
"""Five words in a row are a sentence."""


@cache
def reported(name):
    case = next(one for one in CASES if one.name == name)
    return made_scanner(ocr=False).scan(Blob(Where((case.file,)), (SAMPLES / case.name / case.file).read_bytes()))


def names(thing, found):
    """What the document and the law call things, of a report."""
    if isinstance(thing, Where):
        found.update(thing.member)
        found.update(step.name for step in (*thing.spot.steps, *thing.around.steps))
    elif isinstance(thing, Basis):
        found.update((thing.cite, thing.item))
    elif held := fields(type(thing)):
        if isinstance(thing, Clause):
            found.add(thing.basis)
        for one in held:
            names(getattr(thing, one), found)
    elif isinstance(thing, tuple | list):
        for one in thing:
            names(one, found)
    return found


def said(report, sink, lang):
    """A report without the names of the document and of the law."""
    text = SINKS[sink]([report], run_facts([report], report.made_with), lang=lang).decode()
    if sink == "html":
        text = re.sub(r"<style.*?</style>", "", text, flags=re.DOTALL)
    if sink == "text":
        text = re.sub(r"\s*│?\n│?\s*", " ", text)
    for name in sorted(names(report, set()), key=len, reverse=True):
        if len(name) > 1:
            text = text.replace(name, "")
    return text


@pytest.mark.parametrize("case", [pytest.param(c.name, id=c.name) for c in CASES if not c.ocr])
def test_no_chinese_in_an_english_report(case):
    for sink in ("html", "sarif", "junit"):
        assert HAN.findall(said(reported(case), sink, "en")) == [], sink


@pytest.mark.parametrize("case", [pytest.param(c.name, id=c.name) for c in CASES if not c.ocr][::2])
def test_no_english_sentence_in_a_chinese_report(case):
    told = said(reported(case), "html", "zh-CN")
    assert ENGLISH.findall(re.sub(r"<[^>]*>", " ", told)) == []


def paths():
    """Every command and subcommand."""
    from outscan.cli.main import COMMANDS

    for name, module in COMMANDS.items():
        command = import_module(module).command
        yield (name,)
        for inner in command.list_commands(None) if hasattr(command, "list_commands") else ():
            yield name, inner


HELPS = """
import sys
from click.testing import CliRunner
from outscan.cli.main import _hear_language, _teach_click, outscan
_hear_language(["--lang", sys.argv[1]])
_teach_click()
for path in sys.argv[2:]:
    print("\\x00" + path + "\\x01" + CliRunner().invoke(outscan, [*path.split(), "--help"]).output)
"""


@cache
def helps(lang):
    """The help of every command, told by one process that speaks `lang`."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "OUTSCAN_LANG": lang}
    command = [sys.executable, "-c", HELPS, lang, "", *(" ".join(path) for path in paths())]
    done = subprocess.run(command, env=environment, capture_output=True, check=True, text=True, encoding="utf-8")
    return dict(one.split("\x01", 1) for one in done.stdout.split("\x00")[1:])


def test_help_is_english_throughout():
    assert {path: HAN.findall(text) for path, text in helps("en").items() if HAN.search(text)} == {}


def test_help_is_chinese_throughout():
    told = {path: ENGLISH.findall(re.sub(r"(?m)^  (?:outscan|find|eval) .*$", "", text)) for path, text in helps("zh-CN").items()}
    assert {path: found for path, found in told.items() if found} == {}
    assert all(HAN.search(text) for text in helps("zh-CN").values())


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_help_ends_in_examples_and_exit_codes(lang):
    examples, codes = {"zh-CN": ("例：", "退出码"), "en": ("Examples:", "Exit codes")}[lang]
    for path, text in helps(lang).items():
        assert codes in text, path
        assert path == "" or f"{examples}\n  " in text, path


def test_examples_name_commands_and_options_that_exist():
    from outscan.words.examples import EXAMPLES

    known = {" ".join(path): path for path in paths()}
    assert set(EXAMPLES) == {path.replace(" ", "_").replace("-", "_") for path in known}
    for pair in EXAMPLES.values():
        for line in (*pair[0], *pair[1]):
            if not line.startswith("outscan "):
                continue
            words = line.split()[1:]
            command = import_module(f"outscan.cli.{words[0]}").command
            if hasattr(command, "get_command") and len(words) > 1 and (inner := command.get_command(None, words[1])):
                command = inner
            options = {option for parameter in command.params for option in parameter.opts}
            assert {word for word in words if re.fullmatch(r"--?[a-z][a-z-]*", word)} <= options, line


def test_the_manual_is_current():
    done = subprocess.run([sys.executable, ROOT / "scripts/make_man.py", "--check"], capture_output=True, check=False, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_manual_names_every_command_in_both_languages():
    for page in ("outscan.1", "zh_CN/outscan.1"):
        text = (ROOT / "packaging/man" / page).read_text("utf-8").replace("\\-", "-")
        for path in paths():
            assert f".SS outscan {' '.join(path)}\n" in text, (page, path)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_knows_every_command(shell):
    from click.shell_completion import get_completion_class

    from outscan.cli.main import COMMANDS, outscan

    asked = get_completion_class(shell)(outscan, {}, "outscan", "_OUTSCAN_COMPLETE")
    assert {one.value for one in asked.get_completions([], "")} == set(COMMANDS)
    for path in paths():
        if len(path) > 1:
            assert path[1] in {one.value for one in asked.get_completions([path[0]], path[1])}, path
        assert "--help" in {one.value for one in asked.get_completions(list(path), "--he")}, path


@pytest.mark.parametrize("path", [(), *paths()], ids=lambda path: " ".join(path) or "outscan")
def test_the_usage_line_is_in_the_language_that_is_spoken(path):
    env = {**os.environ, "OUTSCAN_LANG": "zh-CN"}
    shown = subprocess.run(
        [sys.executable, "-m", "outscan", *path, "--help"], capture_output=True, check=True, text=True, env=env, encoding="utf-8"
    )
    usage = " ".join(shown.stdout.partition("\n\n")[0].split())
    assert usage.startswith("用法：")
    assert not re.search(r"[A-Z]{3,}|\.\.\.", usage.replace("RUN.json", "")), usage
