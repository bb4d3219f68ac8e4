"""`outscan completion bash|zsh|fish`: the script a shell reads to complete commands and options.

In: the name of a shell. Out: a script on stdout.
"""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from outscan.cli.options import Command
from outscan.words import say


@click.command("completion", cls=Command, help=say("help.completion_long"))
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> int:
    """Print click's script for `shell`; no shell is started to ask its version."""
    from outscan.cli.main import outscan

    found = get_completion_class(shell)
    if found is None:  # pragma: no cover - click knows all three
        return 2
    made = found(outscan, {}, "outscan", "_OUTSCAN_COMPLETE")
    click.echo(made.source_template % made.source_vars())
    return 0
