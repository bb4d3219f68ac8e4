"""The entries of a desktop as bytes: a command for 发送到, the menu of Explorer, an application of freedesktop.org.

In: the Python of the machine they are for. Out: file names and bytes, in the coding and with the line ends each system reads.
Sources: Windows' documentation of Send To, of shell verbs (`MUIVerb`, `MultiSelectModel`) and of .reg files; the Desktop Entry
Specification 1.5. Explorer starts one process for each file a verb is pressed on, so the menu takes one file; 发送到 takes many.
"""

from __future__ import annotations

from outscan.words.hook import HOOK

SEND_TO = f"{HOOK['desktop_file'][0]}.cmd"
MENU = "outscan-menu.reg"
NO_MENU = "outscan-menu-remove.reg"
APPLICATION = "outscan.desktop"
_KEY = r"HKEY_CURRENT_USER\Software\Classes\*\shell\outscan"
_KINDS = (
    "application/pdf", "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.presentation", "application/ofd",
    "application/rtf", "application/zip", "message/rfc822", "image/jpeg", "image/png", "image/tiff", "text/csv", "text/html",
    "text/plain",
)  # fmt: skip


def all_of(program: str) -> dict[str, bytes]:
    """Every entry, for the Python at `program`."""
    return {SEND_TO: send_to(program), MENU: _reg(*menu(program)), NO_MENU: _reg(f"[-{_KEY}]"), APPLICATION: application(program)}


def send_to(program: str) -> bytes:
    """The command behind 发送到: every chosen file in one run; the window stays where something went wrong."""
    lines = (
        "@echo off",
        "chcp 65001 >nul",
        f'"{program.replace("%", "%%")}" -m outscan desktop open %*',
        "if errorlevel 1 pause",
    )
    return "".join(f"{line}\r\n" for line in lines).encode("utf-8")


def menu(program: str) -> tuple[str, ...]:
    """The lines that make Explorer's menu for one file."""
    command = f'"{program}" -m outscan desktop open "%1"'
    return (
        f"[{_KEY}]",
        f'"MUIVerb"="{_text(HOOK["desktop_menu"][0])}"',
        '"MultiSelectModel"="Single"',
        "",
        rf"[{_KEY}\command]",
        f'@="{_text(command)}"',
    )


def application(program: str) -> bytes:
    """The application that file managers offer under 打开方式."""
    quoted = program.replace("\\", "\\\\").replace('"', '\\"').replace("`", "\\`").replace("$", "\\$")
    # The whole line is a string value as well, in which a backslash is written twice.
    words = f'"{quoted}"'.replace("\\", "\\\\").replace("%", "%%")
    lines = (
        "[Desktop Entry]",
        "Type=Application",
        f"Name={HOOK['desktop_menu'][1]}",
        f"Name[zh_CN]={HOOK['desktop_menu'][0]}",
        f"Exec={words} -m outscan desktop open %F",
        "Terminal=true",
        f"MimeType={';'.join(_KINDS)};",
    )
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _text(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def _reg(*lines: str) -> bytes:
    """A registry file as Windows writes its own: UTF-16 with its mark, CR LF."""
    return "".join(f"{line}\r\n" for line in ("Windows Registry Editor Version 5.00", "", *lines, "")).encode("utf-16")
