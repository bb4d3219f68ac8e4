"""`outscan verify OUT`: whether this is still the file the proof speaks of, and a scan still finds nothing.

In: a processed file with its proof beside it. Out: what holds and what does not; exit code 0 proved and released, 3 proved and a
person must confirm, 1 not proved.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from outscan.cli.options import Command, config_options, lang_option, make_config
from outscan.errors import OutscanError
from outscan.words import say


@click.command("verify", cls=Command, help=say("help.verify_long"))
@click.argument("path", type=click.Path())
@click.option("--proof", type=click.Path(), default=None, help=say("help.proof_file"))
@lang_option
@config_options
def command(**typed: Any) -> int:
    """Hash, seal, scan."""
    from outscan.cli.signals import stop_on_signals
    from outscan.isolate import outcomes
    from outscan.process.proof import check, load_file, proof_path
    from outscan.scanner import Scanner
    from outscan.types import Action, Job
    from outscan.words import Words

    path = Path(typed["path"])
    file = load_file(Path(typed["proof"]) if typed["proof"] else proof_path(path))
    try:
        data = path.read_bytes()
    except OSError as error:
        raise OutscanError(say("problem.cannot_open", path=path, why=error.strerror)) from None
    scanner = Scanner.build(make_config(typed))
    stop_on_signals()
    report = next(iter(outcomes(scanner, [Job(str(path), path.name, data)]))).report
    checked = check(file, data, report)
    words = Words(typed["lang"])
    for sentence in checked.wrong:
        click.echo(words.say("not_proved", what=sentence))
    for sentence in checked.remarks:
        click.echo(words.say("note", what=sentence))
    if checked.wrong:
        return 1
    click.echo(words.say("proof_holds", action=words.action(checked.action)))
    return 0 if checked.action is Action.RELEASE else 3
