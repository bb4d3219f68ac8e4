"""Options that several batch commands share, and what is missing to run them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import lang_option
from outscan.errors import OutscanError
from outscan.nouns import replace
from outscan.words.batch import BATCH
from outscan.words.batch_help import helped
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.config import Config


def need(library: str, extra: str) -> None:
    """Raise OutscanError where an extra is not installed, with the command that installs it."""
    if importlib.util.find_spec(library) is None:
        raise OutscanError(said(BATCH, "extra", extra=extra))


MOST = 2**31 - 1
"""Numbers of runs go so far."""
SQLITE = "sqlite:///"


class Number(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on
    """The number of a run."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's own
        """The number, where a run can have it."""
        text = str(value)
        if not (text.isascii() and text.isdigit() and 0 < int(text[:12]) <= MOST and len(text) < 12):  # noqa: PLR2004 - digits of MOST
            raise click.BadParameter(said(BATCH, "no_run", run=text), ctx, param)
        return int(text)


def _place(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """A ledger's place; a local file is a path, however it was written."""
    del ctx
    if not value:
        raise click.BadParameter(helped("ledger"), param=parameter)
    return value.removeprefix(SQLITE) if value.startswith(SQLITE) and len(value) > len(SQLITE) else value


def ledger(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--ledger`, needed by all; an address with a password is better put into OUTSCAN_LEDGER."""
    option = click.option("--ledger", required=True, envvar="OUTSCAN_LEDGER", callback=_place, help=helped("ledger"))
    return lang_option(option(command))


def run_number(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--run`: which run, the newest where none is named."""
    return click.option("--run", "number", type=Number(), default=None, help=helped("run_number"))(command)


def passwords_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--passwords`: a file, one password a line; a password typed could be read by every user of the machine."""
    return click.option("--passwords", type=click.Path(), default=None, help=helped("passwords"))(command)


def with_passwords(config: Config, typed: dict[str, Any]) -> Config:
    """`config` with the passwords of the file named. Raises OutscanError where it cannot be read."""
    path = typed["passwords"]
    if path is None:
        return config
    try:
        lines = Path(path).read_text("utf-8-sig").splitlines()
    except (OSError, ValueError) as error:
        raise OutscanError(said(BATCH, "passwords_file", path=path, why=type(error).__name__)) from None
    return replace(config, passwords=tuple(dict.fromkeys(line for line in lines if line)))


def readable(size: float) -> str:
    """Bytes as a person reads them."""
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:  # noqa: PLR2004 - the next unit begins here
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} TB"
