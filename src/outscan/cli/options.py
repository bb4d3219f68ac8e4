"""Options that several commands share, and how what was typed becomes a `Config`.

In: typed values. Out: `Config`. Validates only what was typed; what a file holds is `config`'s to judge.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.words import LANGUAGES, language, say, speak
from outscan.words.typed import placeholders

if TYPE_CHECKING:
    from outscan.config import Config

Decorated = Callable[..., Any]
MOST_JOBS = 8
"""`-j auto` starts no more: every worker may take close to a GiB."""


PROVING = frozenset({"process", "verify"})
"""Commands whose exit codes speak of a proof."""
JUDGING = frozenset(
    {"outscan", "scan", "report", "form", "batch run", "batch worker", "batch retry", "batch status", "batch watch"}
)
"""Commands whose exit codes speak of a verdict."""
HOLDING = frozenset({"rules check", "rules verify", "rules simulate", "batch verify", "batch diff", "audit verify"})
"""Commands that hold something to what it should be: 1 where it is not so."""
STOPPING = frozenset({"hook", "hook paperless", "hook seafile", "hook pre-commit", "hook pre-receive"})
"""Commands whose caller stops at whatever is not 0."""


def codes(path: str) -> str:
    """The key of the sentence on the exit codes of the command `path`, its words after `outscan`."""
    if path in PROVING:
        return "help.proved"
    if path in STOPPING:
        return "help.stopped"
    return "help.codes" if path in JUDGING else "help.held" if path in HOLDING else "help.done"


def ending(path: str) -> tuple[tuple[str, ...], str]:
    """Examples of the command `path`, and what its exit codes mean, in the language this process speaks."""
    from outscan.words.examples import EXAMPLES

    return EXAMPLES[path.replace(" ", "_").replace("-", "_")][language() == "en"], say(codes(path))


def _write_ending(ctx: click.Context, formatter: click.HelpFormatter) -> None:
    examples, epilogue = ending(ctx.command_path.partition(" ")[2])
    formatter.write_paragraph()
    formatter.write_text(say("help.examples"))
    for line in examples:
        formatter.write(f"  {line}\n")
    formatter.write_paragraph()
    formatter.write_text(epilogue)


class Command(click.Command):
    """A command whose help ends in examples and exit codes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"options_metavar": say("help.options_metavar"), **kwargs})

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What the usage line is made of, in the language this process speaks."""
        return [placeholders(piece) for piece in super().collect_usage_pieces(ctx)]

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then what the exit codes mean."""
        _write_ending(ctx, formatter)


class Group(click.Group):
    """A group of commands whose help ends likewise, in the catalogue's words."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        metavars = {"options_metavar": say("help.options_metavar"), "subcommand_metavar": say("help.command_metavar")}
        super().__init__(*args, **{**metavars, **kwargs})

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, then what the exit codes mean."""
        _write_ending(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands under a heading in the language this process speaks."""
        commands = [(name, found) for name in self.list_commands(ctx) if (found := self.get_command(ctx, name))]
        with formatter.section(say("help.commands")):
            formatter.write_dl([(name, found.get_short_help_str(formatter.width)) for name, found in commands])


class Jobs(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.4 on
    """A number of processes, or `auto`."""

    name = "N|auto"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:  # noqa: ANN401 - click's own
        """The number; for `auto` the processors this process may use, MOST_JOBS at most."""
        if value == "auto":
            able = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
            return max(1, min(able, MOST_JOBS))
        if isinstance(value, int) or (isinstance(value, str) and value.isascii() and value.isdigit() and int(value) > 0):
            return int(value)
        raise click.BadParameter(say("problem.jobs", found=value), ctx, param)


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    del ctx
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(say("problem.day", found=repr(value)), param=parameter) from None


def _declared(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    del ctx
    pairs = []
    for one in value:
        key, equals, answer = one.partition("=")
        if not equals or answer not in {"yes", "no"}:
            raise click.BadParameter(say("problem.declare_syntax", found=repr(one)), param=parameter)
        pairs.append((key, answer == "yes"))
    return tuple(pairs)


def _speak(ctx: click.Context, parameter: click.Parameter, value: str | None) -> str:
    del ctx, parameter
    if value is not None:
        speak(value)
    return language()


def lang_option(command: Decorated) -> Decorated:
    """`--lang`, for every command that speaks to a person."""
    option = click.option(
        "--lang", type=click.Choice(LANGUAGES), default=None, callback=_speak, is_eager=True, help=say("help.lang")
    )
    return option(command)


def jobs_option(command: Decorated) -> Decorated:
    """`-j`."""
    return click.option("-j", "--jobs", type=Jobs(), default=1, show_default=True, help=say("help.jobs"))(command)


def force_option(command: Decorated) -> Decorated:
    """`--force`, where a file is written."""
    return click.option("--force", is_flag=True, help=say("help.force"))(command)


def overlay_option(command: Decorated) -> Decorated:
    """`--overlay`, for commands that look at rules only."""
    return click.option("--overlay", multiple=True, type=click.Path(), help=say("help.overlay"))(command)


def config_options(command: Decorated) -> Decorated:
    """Add the options that make up a `Config`."""
    for option in reversed(
        [
            click.option("-c", "--config", "config_file", type=click.Path(), help=say("help.config_file")),
            click.option("--ocr", type=click.Choice(["auto", "off", "force"]), default=None, help=say("help.ocr")),
            click.option("--overlay", multiple=True, type=click.Path(), help=say("help.overlay")),
            click.option("--as-of", callback=_day, help=say("help.as_of")),
            click.option("--recipient", default=None, help=say("help.recipient")),
            click.option("--declare", multiple=True, callback=_declared, help=say("help.declare")),
            click.option("--declared-by", default=None, help=say("help.declared_by")),
            click.option("--baseline", type=click.Path(), default=None, help=say("help.baseline_file")),
            click.option("--fingerprints", type=click.Path(), default=None, help=say("help.fingerprints")),
            click.option("--timeout", type=float, default=None, help=say("help.timeout")),
            click.option("--max-file-size", type=int, default=None, help=say("help.max_file_size")),
            click.option("--max-depth", type=int, default=None, help=say("help.max_depth")),
        ]
    ):
        command = option(command)
    return command


def settings_typed(typed: dict[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The configuration file named and the settings typed; pops the options it knows from `typed`."""
    timeout = typed.pop("timeout")
    return typed.pop("config_file"), {
        "ocr": typed.pop("ocr"),
        "overlays": tuple(Path(o) for o in typed.pop("overlay")),
        "as_of": typed.pop("as_of"),
        "recipient": typed.pop("recipient"),
        "declarations": typed.pop("declare"),
        "declared_by": typed.pop("declared_by"),
        "baseline": typed.pop("baseline"),
        "fingerprints": typed.pop("fingerprints"),
        "max_seconds": timeout,
        "seconds_per_mib": None if timeout is None else 0.0,  # what was typed is the whole of it
        "max_file_bytes": typed.pop("max_file_size"),
        "max_depth": typed.pop("max_depth"),
    }


def make_config(typed: dict[str, Any]) -> Config:
    """Join configuration files and what was typed; pops the options it knows from `typed`."""
    from outscan.config import load_config

    named, settings = settings_typed(typed)
    return load_config(named, **settings)


def must_exist(paths: Sequence[str]) -> None:
    """Raise UsageError where none of `paths` is there."""
    from outscan.batch.walk import exists

    if not any(exists(path) for path in paths):
        raise click.UsageError(absent(paths))


def absent(paths: Sequence[str]) -> str:
    """The sentence that says none of `paths` is there; names that are not UTF-8 as they can be shown."""
    said = (say("problem.not_found", path=path.encode("utf-8", "backslashreplace").decode()) for path in paths)
    return say("problem.and").join(said)
