"""`outscan batch …`: a package of thousands of files. Each command is a module of its own, imported when it is called.

In: the command line. Out: an exit code.
"""

from __future__ import annotations

import importlib
from typing import Any

import click

from outscan.cli.options import Group
from outscan.words.batch_help import helped

COMMANDS = {
    "run": "run",
    "worker": "run",
    "status": "status",
    "diff": "look",
    "explain": "look",
    "retry": "run",
    "cancel": "look",
    "export": "hand",
    "seal": "hand",
    "verify": "hand",
    "upgrade": "upgrade",
    "watch": "watch",
}
"""Command → module of this room."""


class _Lazy(Group):
    """Knows its commands without importing them."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.commands = _Commands()

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        return self.commands.get(cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section(helped("commands")):
            formatter.write_dl([(name, helped(name)) for name in COMMANDS])


class _Commands(dict[str, click.Command]):
    """Commands by name, each imported when it is asked for."""

    def __contains__(self, name: object) -> bool:
        return name in COMMANDS

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - dict's own signature
        return self[name] if name in COMMANDS else default

    def __missing__(self, name: str) -> click.Command:
        from outscan.cli.batch.options import need

        if name != "verify":
            need("sqlalchemy", "batch")
        module = importlib.import_module(f"outscan.cli.batch.{COMMANDS[name]}")
        command = getattr(module, f"{name}_command")
        assert isinstance(command, click.Command)  # noqa: S101 - our own table
        return command


command = _Lazy(name="batch", help=helped("batch"))
