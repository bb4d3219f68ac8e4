"""RAR archives: the directory is read here, packed members by whatever program the machine has (unrar, unar, 7z, bsdtar).

In: `Blob`. Out: a blob for each member; gaps for what is encrypted, damaged, split over volumes, or has no program to unpack it.
The archive is handed to that program as a file in memory, never as one on disk.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import rarfile

from outscan.errors import Unreadable
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, HiddenKind, Part, Piece, Segment, unread

_CHUNK = 1 << 20


def read_rar(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield the members of a RAR archive."""
    with _path(blob.data) as path:
        archive = _opened(path)
        if archive.comment:
            yield Segment(blob.where.at(Part.METADATA, "comment"), archive.comment, hidden=HiddenKind.PROPERTY)
        infos = archive.infolist()
        if not infos:
            reason = GapReason.ENCRYPTED if archive.needs_password() else GapReason.CORRUPT
            yield Gap(blob.where, reason, unread("rar_directory"))
        for info in infos:
            budget.tick()
            yield from _member(blob, archive, info, budget)


def _opened(path: str) -> rarfile.RarFile:
    try:
        return rarfile.RarFile(path, errors="strict")
    except rarfile.NeedFirstVolume as error:
        raise Unreadable(GapReason.UNSUPPORTED, unread("rar_volume")) from error
    except rarfile.PasswordRequired as error:
        raise Unreadable(GapReason.ENCRYPTED, unread("rar")) from error
    except rarfile.Error as error:
        raise Unreadable(GapReason.CORRUPT, unread("rar_error", error=type(error).__name__)) from error


def _member(blob: Blob, archive: rarfile.RarFile, info: rarfile.RarInfo, budget: Budget) -> Iterator[Piece]:
    name = info.filename
    where = blob.where.inside(name)
    if not info.is_file():
        yield Segment(blob.where.at(Part.NAME, name), name)
        return
    if info.needs_password():
        yield Segment(where.at(Part.NAME), name)
        yield Gap(where, GapReason.ENCRYPTED, unread("rar"))
        return
    try:
        with archive.open(info) as file:
            data = budget.inflate(iter(lambda: file.read(_CHUNK), b""), info.compress_size)
        if info.compress_type != rarfile.RAR_M0:  # what is only stored is read here
            budget.helpers.add(_helper())
    except rarfile.RarCannotExec:
        yield Segment(where.at(Part.NAME), name)
        yield Gap(where, GapReason.UNSUPPORTED, unread("no_rar_backend"))
        return
    except (rarfile.Error, OSError, EOFError) as error:
        yield Segment(where.at(Part.NAME), name)
        yield Gap(where, GapReason.CORRUPT, unread("rar_error", error=type(error).__name__))
        return
    yield Blob(where, data)
    if len(data) != info.file_size:
        yield Gap(where, GapReason.CORRUPT, unread("size_other", count=len(data), file_size=info.file_size))


@cache
def _helper() -> str:
    """The program that unpacks here, with what it says of its version: two of them may read one archive otherwise."""
    command = rarfile.tool_setup().setup["check_cmd"]
    program = str(getattr(rarfile, command[0]))
    asked = [program, "-version"] if command[0] == "UNAR_TOOL" else [program, *command[1:]]
    try:
        answer = subprocess.run(asked, capture_output=True, timeout=10, check=False)  # noqa: S603 - the program rarfile found
    except (OSError, subprocess.TimeoutExpired):
        return program
    found = re.search(rb"v?\d+(?:\.\d+)+", answer.stdout + answer.stderr)
    return f"{Path(program).name} {found[0].decode().lstrip('v')}" if found else program


@contextmanager
def _path(data: bytes) -> Iterator[str]:
    """A path to the bytes in memory that another program can open; without such memory there is no backend."""
    if not hasattr(os, "memfd_create"):
        raise Unreadable(GapReason.UNSUPPORTED, unread("no_rar_backend"))
    handle = os.memfd_create("archive.rar")
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(handle, view) :]
        yield f"/proc/{os.getpid()}/fd/{handle}"
    finally:
        os.close(handle)
