"""`outscan desktop install|remove|open`: 发送到 and the file manager's menu, which open the local page with the files chosen.

In: files of a person. Out: entries of the desktop; a local page. Written for Windows and for desktops of freedesktop.org (UOS,
Kylin, GNOME, KDE); what is written is tested, pressing it on Windows is not.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click

from outscan.cli.options import Command, Group, lang_option
from outscan.errors import OutscanError
from outscan.words import say
from outscan.words.hook import HOOK
from outscan.words.said import said

WINDOWS = sys.platform == "win32"


@click.group("desktop", cls=Group, help=say("help.desktop_long"))
def command() -> None:
    """Group what is pressed on a desktop."""


@command.command("open", cls=Command, help=say("help.desktop_open"))
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--port", type=click.IntRange(0, 65535), default=0, help=say("help.port"))
@click.option("--data", type=click.Path(), default=None, help=say("help.data"))
@click.option("--no-browser", is_flag=True, help=say("help.no_browser"))
@lang_option
def open_command(files: tuple[str, ...], port: int, data: str | None, lang: str, *, no_browser: bool) -> int:
    """Serve the local page with these files handed in."""
    del lang
    from outscan.cli.serve import serve_person

    return serve_person(port, data, None, browser=not no_browser, files=files)


@command.command("install", cls=Command, help=say("help.desktop_install"))
@click.option("--to", type=click.Path(), default=None, help=say("help.desktop_to"))
@click.option("--program", default="", help=say("help.desktop_program"))
@lang_option
def install(to: str | None, program: str, lang: str) -> int:
    """Write the entries of this desktop, or all of them into a folder for others."""
    del lang
    from outscan.cli.desktop import entries

    if to is not None:
        if not program:
            raise OutscanError(said(HOOK, "desktop_program"))
        made = entries.all_of(program)
        for name, data in made.items():
            _write(Path(to) / name, data)
        return 0
    made = entries.all_of(program or sys.executable)
    for name, place in _places().items():
        _write(place, made[name])
    if WINDOWS:
        _register(made[entries.MENU])
    return 0


@command.command("remove", cls=Command, help=say("help.desktop_remove"))
@lang_option
def remove(lang: str) -> int:
    """Take the entries of this desktop away again."""
    del lang
    from outscan.cli.desktop import entries

    for place in _places().values():
        if place.is_file():
            place.unlink()
            click.echo(said(HOOK, "desktop_removed", path=place))
    if WINDOWS:
        _register(entries.all_of(sys.executable)[entries.NO_MENU])
    return 0


def _places() -> dict[str, Path]:
    """Where each entry of this system stands, the registry apart."""
    from outscan.cli.desktop import entries

    if WINDOWS:
        roaming = os.environ.get("APPDATA") or Path.home() / "AppData" / "Roaming"
        return {entries.SEND_TO: Path(roaming) / "Microsoft" / "Windows" / "SendTo" / entries.SEND_TO}
    share = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return {entries.APPLICATION: Path(share) / "applications" / entries.APPLICATION}


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise OutscanError(f"{path}: {error.strerror or type(error).__name__}") from None
    click.echo(said(HOOK, "desktop_written", path=path))


def _register(data: bytes) -> None:
    """Hand a .reg file to Windows, for the person who is signed on."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "outscan.reg"
        path.write_bytes(data)
        done = subprocess.run(("reg", "import", str(path)), capture_output=True, check=False)  # noqa: S603, S607 - Windows' own
    if done.returncode:
        raise OutscanError(f"reg import: {done.returncode}")
