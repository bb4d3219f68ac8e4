"""`outscan serve`: the gate. Alone it serves one person on this machine; `http` serves an office.

In: the command line. Out: a running gate, a certificate, a backup, another key. Its libraries come with the extra `gate`.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import sys
import webbrowser
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from outscan.cli.options import Group
from outscan.errors import OutscanError
from outscan.words import say
from outscan.words.gate import GATE
from outscan.words.said import said

if TYPE_CHECKING:
    from outscan.config import Config
    from outscan.gate.settings import Settings

PERSON = "local"
"""The login of the one person of an embedded gate."""


@click.group("serve", cls=Group, invoke_without_command=True, help=say("help.serve_long"))
@click.option("--port", type=click.IntRange(0, 65535), default=8470, help=say("help.port"))
@click.option("--data", type=click.Path(), default=None, help=say("help.data"))
@click.option("--no-browser", is_flag=True, help=say("help.no_browser"))
@click.option("--ocr", type=click.Choice(["auto", "off", "force"]), default=None, help=say("help.pictures"))
@click.pass_context
def command(ctx: click.Context, /, **typed: Any) -> int:
    """Serve one person, where no sub-command is named."""
    _here()
    if ctx.invoked_subcommand is not None:
        return 0
    return serve_person(typed["port"], typed["data"], typed["ocr"], browser=not typed["no_browser"])


def serve_person(port: int, data: str | None, ocr: str | None, *, browser: bool, files: Sequence[str] = ()) -> int:
    """Serve the one person of this machine, with `files` handed in. Raises OutscanError."""
    _here()
    from outscan.gate.settings import Http, Settings

    settings = Settings(data=str(data or _user_data()), http=Http(port=port or _free_port()))
    return _run(settings, _config(None, ocr), embedded=True, browser=browser, files=files)


@command.command("http", help=say("help.serve_http"))
@click.option("--gate", "gate_file", type=click.Path(), default=None, envvar="OUTSCAN_GATE", help="gate.toml")
@click.option("-c", "--config", "config_file", type=click.Path(), default=None, help=say("help.scan_config"))
@click.option("--ocr", type=click.Choice(["auto", "off", "force"]), default=None, help=say("help.pictures"))
@click.option("--icap", default=None, metavar="ADDRESS", help=say("help.icap"))
@click.option("--clamd", default=None, metavar="ADDRESS", help=say("help.clamd"))
@click.option("--smtp", default=None, metavar="ADDRESS", help=say("help.smtp"))
@click.option("--next-hop", default=None, metavar="ADDRESS", help=say("help.next_hop"))
def http(**typed: Any) -> int:
    """Serve an office."""
    from outscan.gate.settings import with_doors

    doors = {name: typed[name] or "" for name in ("icap", "clamd", "smtp")}
    settings = with_doors(_settings(typed["gate_file"]), **doors, next_hop=typed["next_hop"] or "")
    return _run(settings, _config(typed["config_file"], typed["ocr"]), embedded=False, browser=False)


@command.command("cert", help=say("help.serve_cert"))
@click.argument("folder", type=click.Path())
@click.option("--name", "names", multiple=True, required=True, help=say("help.host_name"))
@click.option("--days", type=click.IntRange(1, 3650), default=825, help=say("help.days"))
def cert(folder: str, names: tuple[str, ...], days: int) -> int:
    """Write a certificate of one's own."""
    from outscan.gate.certificate import write

    certificate, key = write(Path(folder), names, days)
    click.echo(said(GATE, "gate_cert", certificate=certificate, secret=key, days=days))
    return 0


@command.command("backup", help=say("help.serve_backup"))
@click.argument("out", type=click.Path())
@click.option("--gate", "gate_file", type=click.Path(), default=None, envvar="OUTSCAN_GATE", help="gate.toml")
def backup(out: str, gate_file: str | None) -> int:
    """Copy the database and its head."""
    from outscan.gate.backup import copy

    click.echo(copy(_settings(gate_file), Path(out)))
    return 0


@command.command("restore", help=say("help.serve_restore"))
@click.argument("source", type=click.Path(exists=True))
@click.option("--anchor", type=click.Path(exists=True), multiple=True, help=say("help.anchor_file"))
@click.option("--gate", "gate_file", type=click.Path(), default=None, envvar="OUTSCAN_GATE", help="gate.toml")
def restore(source: str, anchor: tuple[str, ...], gate_file: str | None) -> int:
    """Put a checked backup in place."""
    from outscan.gate.backup import put_back

    click.echo(put_back(_settings(gate_file), Path(source), [Path(one) for one in anchor]))
    return 0


@command.command("rekey", help=say("help.serve_rekey"))
@click.argument("new", type=click.Path())
@click.option("--lost", is_flag=True, help=say("help.lost"))
@click.option("--gate", "gate_file", type=click.Path(), default=None, envvar="OUTSCAN_GATE", help="gate.toml")
def rekey_command(new: str, gate_file: str | None, *, lost: bool) -> int:
    """Change the key that wraps the keys of held files."""
    from outscan.gate.rekey import rekey

    click.echo(rekey(_settings(gate_file), Path(new), lost=lost))
    return 0


def _here() -> None:
    """Raise OutscanError where the extra is not installed."""
    if any(find_spec(name) is None for name in ("hypercorn", "sqlalchemy", "starlette", "argon2", "cryptography", "jinja2")):
        raise OutscanError(said(GATE, "gate_extra"))


def _settings(path: str | None) -> Settings:
    from outscan.gate.settings import load_settings

    return load_settings(Path(path) if path else None, data=str(_user_data()))


def _config(path: str | None, ocr: str | None) -> Config:
    from outscan.config import load_config

    return load_config(path, ocr=ocr)


def _user_data() -> Path:
    """Where one person's gate keeps its data."""
    state = os.environ.get("STATE_DIRECTORY") or os.environ.get("XDG_DATA_HOME")
    return (Path(state) if state else Path.home() / ".local" / "share") / "outscan"


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _run(settings: Settings, config: Config, *, embedded: bool, browser: bool, files: Sequence[str] = ()) -> int:
    from outscan.gate.auth.accounts import first_officers, only_person
    from outscan.gate.auth.sessions import embedded_token
    from outscan.gate.desktop_files import hand_in
    from outscan.gate.doors import check_doors
    from outscan.gate.house import open_house
    from outscan.gate.http.server import check_reach, run
    from outscan.gate.page import FACE
    from outscan.gate.who import Who

    check_reach(settings)
    check_doors(settings)
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("hypercorn").setLevel(logging.ERROR)
    os.umask(0o077)
    house = open_house(settings, config)
    scheme = "https" if settings.http.certificate else "http"
    url = settings.http.base_url or f"{scheme}://{settings.http.host}:{settings.http.port}"
    try:
        token = secrets.token_urlsafe(32)
        with house.store.write() as link:
            if embedded:
                account = only_person(link, PERSON)
                embedded_token(link, account, token)
            else:
                account = ""
                _show_first(first_officers(link))
        if files:
            hand_in(house, Who(account), files)

        def started() -> None:
            click.echo(said(GATE, "gate_started", url=url, level=settings.network_level.value), err=True)
            for door in ("icap", "clamd", "smtp"):
                if listening := getattr(settings, door).listen:
                    click.echo(said(GATE, "gate_door_open", door=door, address=listening), err=True)
            if embedded:
                page = f"{url}/enter#{token}"
                click.echo(said(GATE, "gate_open", url=page), err=True)
                click.echo(said(GATE, "gate_token", token=token), err=True)
                if browser:
                    webbrowser.open(page)

        asyncio.run(run(house, started, FACE))
    finally:
        house.close()
    return 0


def _show_first(made: dict[str, str]) -> None:
    """Say the one-time passwords of the first start, on the terminal alone."""
    if made:
        click.echo(said(GATE, "gate_first"), err=True)
        for login, password in made.items():
            click.echo(f"  {login}  {password}", err=True)
