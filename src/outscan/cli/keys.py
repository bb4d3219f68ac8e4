"""`outscan keys show|trust|list|forget`: who signs proofs here, and whose proofs are believed.

In: this installation's key, public keys of others. Out: lines on stdout; the user's list of trusted keys. Exit code 0, or 2.
"""

from __future__ import annotations

import click

from outscan.cli.options import Command, Group, lang_option
from outscan.errors import OutscanError
from outscan.words import nearest, say


@click.group("keys", cls=Group, help=say("help.keys_long"))
def command() -> None:
    """Group what one does with keys."""


@command.command("show", cls=Command, help=say("help.keys_show"))
@lang_option
def show(lang: str) -> int:
    """Print the public key of this installation."""
    del lang
    from outscan.proofs import own_key

    click.echo(own_key(create=True))
    return 0


@command.command("trust", cls=Command, help=say("help.keys_trust"))
@click.argument("key")
@click.argument("name")
@lang_option
def trust(key: str, name: str, lang: str) -> int:
    """Trust one key."""
    del lang
    from outscan.proofs import signature

    path = signature.trust(key, name)
    click.echo(say("proof.trusted", key=key, name=name, path=path))
    return 0


@command.command("list", cls=Command, help=say("help.keys_list"))
@lang_option
def listed(lang: str) -> int:
    """Print every trusted key, its holder and where that is written."""
    del lang
    from outscan.proofs import signature

    known = signature.trusted()
    for one in known:
        click.echo(f"{one.key}  {one.name}  ({one.path})")
    if not known:
        click.echo(say("proof.none_trusted"))
    return 0


@command.command("forget", cls=Command, help=say("help.keys_forget"))
@click.argument("key")
@lang_option
def forget(key: str, lang: str) -> int:
    """Trust one key no longer."""
    del lang
    from outscan.proofs import signature

    if not signature.forget(key):
        raise OutscanError(say("proof.unknown_key", key=key[:80], near=nearest(key, [one.key for one in signature.trusted()])))
    click.echo(say("proof.forgotten", key=key))
    return 0
