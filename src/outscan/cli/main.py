"""`outscan`: the group of commands. Imports a command's room only when that command is called.

In: the command line. Out: an exit code. `outscan --help` imports nothing but click and its own lines.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from outscan import __version__
from outscan.words import say, speak

COMMANDS: dict[str, str] = {
    "scan": "outscan.cli.scan",
    "report": "outscan.cli.report",
    "read": "outscan.cli.read",
    "process": "outscan.cli.process",
    "verify": "outscan.cli.verify",
    "form": "outscan.cli.form",
    "rules": "outscan.cli.rules",
    "fingerprint": "outscan.cli.fingerprint",
    "keys": "outscan.cli.keys",
    "baseline": "outscan.cli.baseline",
    "batch": "outscan.cli.batch",
    "model": "outscan.cli.model",
    "serve": "outscan.cli.serve",
    "hook": "outscan.cli.hook",
    "desktop": "outscan.cli.desktop",
    "audit": "outscan.cli.audit",
    "config": "outscan.cli.config",
    "doctor": "outscan.cli.doctor",
    "completion": "outscan.cli.completion",
}


class _Lazy(click.Group):
    """A group that knows its commands' names and one-line help without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(COMMANDS[cmd_name]).command
        return command if isinstance(command, click.Command) else None

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        self.options_metavar, self.subcommand_metavar = say("help.options_metavar"), say("help.command_metavar")
        return super().collect_usage_pieces(ctx)

    def get_help(self, ctx: click.Context) -> str:
        self.help = say("help.outscan")
        for one in self.params:  # made before it was heard which language is spoken
            if isinstance(one, click.Option) and one.name == "version":
                one.help = say("help.version")
        return super().get_help(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        with formatter.section(say("help.commands")):
            formatter.write_dl([(name, say(f"help.{name}")) for name in COMMANDS])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        del ctx
        formatter.write_paragraph()
        formatter.write_text(say("help.codes"))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="outscan")
@click.option("--lang", hidden=True, default=None)
def outscan(lang: str | None) -> None:
    """Do nothing by itself: every command is a room of its own."""
    del lang  # heard before any command's own lines were read


def main() -> None:
    """Run, turning our own failures into one sentence and exit code 2, and an interruption into 130."""
    from outscan.cli.streams import speak_utf8

    speak_utf8()
    _hear_language(sys.argv[1:])
    _teach_click()
    sys.exit(_run())


def _hear_language(arguments: list[str]) -> None:
    """Speak what `--lang` says from the first line of help on."""
    for at, one in enumerate(arguments):
        if one == "--":
            return
        if one.startswith("--lang="):
            speak(one.partition("=")[2])
        elif one == "--lang" and at + 1 < len(arguments):
            speak(arguments[at + 1])


def _teach_click() -> None:
    """Let click say its own sentences in our language: it looks them up by gettext's names in each of its modules."""
    from click import core, decorators, exceptions, formatting, parser, types

    from outscan.words.typed import typed, typed_several

    for module in (core, decorators, exceptions, formatting, parser, types):
        vars(module).update({"_": typed, "ngettext": typed_several})


def _run() -> int:
    from outscan.errors import OutscanError

    try:
        result: Any = outscan.main(prog_name="outscan", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return 2
    except OutscanError as error:
        click.echo(f"outscan: {error}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        from outscan.cli.streams import drop_stdout

        drop_stdout()
        return 141
    except OSError as error:
        from outscan.cli.streams import drop_stdout

        drop_stdout()
        click.echo(f"outscan: {say('problem.stdout', why=error.strerror or type(error).__name__)}", err=True)
        return 2
    except Exception as error:  # noqa: BLE001 - the last wall: our own fault is exit 2, and its words might be the document's
        click.echo(f"outscan: {say('problem.internal', name=type(error).__name__, place=_last(error))}", err=True)
        return 2
    return result if isinstance(result, int) else 0


def _last(error: BaseException) -> str:
    """The module and line where `error` was raised: all that may be said of it without saying what a document holds."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}" if trace else "?"
