#!/usr/bin/env python3
"""Write the manual pages of packaging/man from the catalogue of messages: outscan.1 in English and in Chinese.

In: the commands as click knows them, `words`. Out: packaging/man/outscan.1 and packaging/man/zh_CN/outscan.1; with `--check`
nothing is written, and the exit code is 1 where a page is not current.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from outscan.cli.main import COMMANDS, _teach_click  # noqa: E402 - the source is on the path only now
from outscan.cli.options import ending  # noqa: E402 - the same
from outscan.version import __version__  # noqa: E402 - the same
from outscan.words import say  # noqa: E402 - the same

OUT = ROOT / "packaging" / "man"
PAGES = {"en": OUT / "outscan.1", "zh-CN": OUT / "zh_CN" / "outscan.1"}


def _plain(text: str) -> str:
    """A line of roff that says `text` and nothing else."""
    told = text.replace("\\", "\\e").replace("-", "\\-")
    return "\\&" + told if told.startswith((".", "'")) else told


def _commands() -> Iterator[tuple[str, click.Command]]:
    for name, module in COMMANDS.items():
        command = import_module(module).command
        yield name, command
        for inner in command.list_commands(None) if hasattr(command, "list_commands") else ():
            yield f"{name} {inner}", command.get_command(None, inner)


def page() -> str:
    """The manual in the language `OUTSCAN_LANG` names."""
    lines = [f'.TH OUTSCAN 1 "" "outscan {__version__}" "outscan"', ".SH NAME", _plain(say("man.name"))]
    lines += [".SH SYNOPSIS", f".B outscan\n{_plain(say('man.synopsis'))}", ".SH DESCRIPTION", _plain(say("help.outscan"))]
    lines += [f".SH {say('man.commands')}"]
    for name, command in _commands():
        lines += [f".SS outscan {_plain(name)}", _plain(" ".join((command.help or "").split()))]
        with click.Context(command, info_name=name) as ctx:
            for parameter in command.get_params(ctx):
                record = parameter.get_help_record(ctx)
                if record and "--help" not in record[0]:
                    lines += [".TP", f".B {_plain(record[0])}", _plain(" ".join(record[1].split())) or "\\&"]
        examples, codes = ending(name)
        lines += [".PP", _plain(say("help.examples")), ".EX", *map(_plain, examples), ".EE", ".PP", _plain(codes)]
    lines += [f".SH {say('man.environment')}"]
    for variable in ("OUTSCAN_LANG", "OUTSCAN_CONFIG", "OUTSCAN_LEDGER", "OUTSCAN_GATE", "OUTSCAN_KEY", "NO_COLOR"):
        lines += [".TP", f".B {variable}", _plain(say(f"man.{variable.lower()}"))]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Both pages, each in a process of its own: help is made when a command is imported."""
    if "--print" in sys.argv:
        _teach_click()
        sys.stdout.buffer.write(page().encode())
        return 0
    stale = 0
    for lang, path in PAGES.items():
        environment = {**os.environ, "OUTSCAN_LANG": lang}
        made = subprocess.run([sys.executable, __file__, "--print"], env=environment, check=True, capture_output=True).stdout
        if path.is_file() and path.read_bytes() == made:
            continue
        stale += 1
        if "--check" not in sys.argv:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(made)
        print(path.relative_to(ROOT))
    return stale > 0 and "--check" in sys.argv


if __name__ == "__main__":
    sys.exit(main())
