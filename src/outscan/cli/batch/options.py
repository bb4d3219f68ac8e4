"""Options that several batch commands share, and what is missing to run them."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

import click

from outscan.errors import OutscanError
from outscan.words.batch import BATCH
from outscan.words.batch_help import HELP
from outscan.words.language import speak
from outscan.words.said import said


def told(key: str) -> str:
    """The help of an option, in Chinese as all help is."""
    return HELP[key][0]


def need(library: str, extra: str) -> None:
    """Raise OutscanError where an extra is not installed, with the command that installs it."""
    if importlib.util.find_spec(library) is None:
        raise OutscanError(said(BATCH, "extra", extra=extra))


def _speak(ctx: click.Context, parameter: click.Parameter, lang: str) -> str:
    del ctx, parameter
    speak(lang)
    return lang


def lang(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--lang`, for this run and everything it says."""
    chosen = click.Choice(["zh-CN", "en"])
    return click.option("--lang", type=chosen, default="zh-CN", callback=_speak, is_eager=True, help=told("lang"))(command)


def ledger(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--ledger`, needed by all; an address with a password is better put into OUTSCAN_LEDGER."""
    return lang(click.option("--ledger", required=True, envvar="OUTSCAN_LEDGER", help=told("ledger"))(command))


def run_number(command: Callable[..., Any]) -> Callable[..., Any]:
    """`--run`: which run, the newest where none is named."""
    return click.option("--run", "number", type=int, default=None, help=told("run_number"))(command)


def readable(size: float) -> str:
    """Bytes as a person reads them."""
    for unit in ("B", "KB", "MB", "GB"):
        if size < 1024:  # noqa: PLR2004 - the next unit begins here
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} TB"
