"""`outscan hook paperless|seafile|pre-commit|pre-receive`: what other systems call before something is taken in or leaves.

In: what each system gives: variables, a path, refs on standard input. Out: exit code 0 where everything may go, 1 where something
may not or was not read, 2 for a failure of ours; each of these systems stops at whatever is not 0. `--script` prints what the
system is to call.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import click

from outscan.cli.hook.check import judged
from outscan.cli.options import Command, Decorated, Group, config_options, lang_option
from outscan.errors import OutscanError
from outscan.types import Job
from outscan.words import say
from outscan.words.hook import HOOK
from outscan.words.said import said

WORKING, SOURCE = "DOCUMENT_WORKING_PATH", "DOCUMENT_SOURCE_PATH"
"""What Paperless-ngx says: the copy that will be taken in, and the file as it came, whose name counts."""


def _script(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:  # noqa: FBT001 - click hands it over so
    del parameter
    if value:
        from outscan.cli.hook.script import script

        click.echo(script(str(ctx.info_name)), nl=False)
        ctx.exit()


def hook_options(command: Decorated) -> Decorated:
    """`--script`, and the options that make up a `Config`."""
    option = click.option("--script", is_flag=True, expose_value=False, is_eager=True, callback=_script, help=say("help.script"))
    return lang_option(option(config_options(command)))


@click.group("hook", cls=Group, help=say("help.hook_long"))
def command() -> None:
    """Group what other systems call."""


@command.command("paperless", cls=Command, help=say("help.hook_paperless"))
@click.argument("paths", nargs=-1, type=click.Path())
@hook_options
def paperless(paths: tuple[str, ...], **typed: Any) -> int:
    """Check the working copy before Paperless-ngx takes it in; its arguments say nothing that its variables do not."""
    del paths
    working = os.environ.get(WORKING, "")
    if not working:
        raise OutscanError(said(HOOK, "hook_variable", name=WORKING))
    return judged([Job(working, Path(os.environ.get(SOURCE) or working).name)], typed)


@command.command("seafile", cls=Command, help=say("help.hook_seafile"))
@click.argument("path", type=click.Path())
@hook_options
def seafile(path: str, **typed: Any) -> int:
    """Check one file that Seafile wrote out under a name that says nothing."""
    return judged([Job(path, Path(path).name)], typed)


@command.command("pre-commit", cls=Command, help=say("help.hook_pre_commit"))
@hook_options
def pre_commit(**typed: Any) -> int:
    """Check what the next commit holds, as it is staged."""
    from outscan.cli.hook.repository import staged

    return judged(staged(), typed)


@command.command("pre-receive", cls=Command, help=say("help.hook_pre_receive"))
@hook_options
def pre_receive(**typed: Any) -> int:
    """Check everything a push brings: every file of every commit, messages, names of refs."""
    from outscan.cli.hook.repository import pushed

    return judged(pushed(sys.stdin.buffer.read()), typed)
