"""What a watched folder puts where: copies of scanned bytes, notes beside them, and a memory of what was settled.

In: a report, bytes that may go. Out: files that were not there; nothing is ever written over or removed.
Law: a copy is checked by its hash before its note is written; what is there already as it must be is not put there twice, so
that a watch that was killed anywhere in between goes on where it was.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from outscan.errors import OutscanError
from outscan.report.json import line
from outscan.types import Report
from outscan.words.batch import BATCH
from outscan.words.said import said

SIDECAR = ".outscan.json"
LONGEST = 255
"""Bytes of a name that file systems take."""
_NO_LINKS = frozenset({errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EINVAL, errno.EXDEV})
"""What a stick or a share says that knows no second name of a file."""


def place(folder: Path, inside: str, report: Report, data: bytes | None) -> Path:
    """Put the note on a file below `folder`, and the copy where there is one; returns its place. Raises OutscanError."""
    target = folder / inside
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for tried in _names(target):
            target = tried
            if _mine(tried, report, data):
                break
        if data is not None and not target.exists():
            _copy(target, data, report.sha256)
        note = sidecar(target)
        if not note.exists():
            _written(note, (line(report) + "\n").encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise OutscanError(said(BATCH, "not_written", path=target, why=error.strerror or type(error).__name__)) from None
    return target


def sidecar(target: Path) -> Path:
    """Where the note on `target` lies: beside it, its name cut where it would be too long."""
    name = target.name + SIDECAR
    if len(os.fsencode(name)) > LONGEST:
        ending = f"~{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}{SIDECAR}"
        stem = target.name
        while len(os.fsencode(stem + ending)) > LONGEST:
            stem = stem[:-1]
        name = stem + ending
    return target.with_name(name)


def _names(target: Path) -> Iterator[Path]:
    """`target`, and names like it."""
    yield target
    number = 2
    while True:
        yield target.with_name(f"{target.stem} ({number}){target.suffix}")
        number += 1


def _mine(tried: Path, report: Report, data: bytes | None) -> bool:
    """Whether nothing lies there, or what does is of this very content and verdict."""
    note = sidecar(tried)
    if os.path.lexists(tried) and not (data is not None and _same_file(tried, report.sha256)):
        return False
    return not os.path.lexists(note) or _same_note(note, report)


def _same_file(path: Path, sha256: str) -> bool:
    with suppress(OSError):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    return False


def _same_note(path: Path, report: Report) -> bool:
    try:
        note = json.loads(path.read_text("utf-8"))
        return bool((note["sha256"], note["action"]) == (report.sha256, report.verdict.action.value))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _copy(target: Path, data: bytes, sha256: str) -> None:
    """Write the bytes and read them back. Raises OutscanError where the copy is not what was scanned."""
    _written(target, data)
    if not _same_file(target, sha256):
        target.unlink(missing_ok=True)
        raise OutscanError(said(BATCH, "seal_changed", path=target))


def _written(target: Path, data: bytes) -> None:
    """A file whole or not at all, never over another. Raises OSError."""
    beside = target.with_name(f".outscan-{os.getpid()}-{secrets.token_hex(4)}.part")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _named(beside, target)
    finally:
        beside.unlink(missing_ok=True)


def _named(beside: Path, target: Path) -> None:
    """Give a finished file its name, where nothing has it."""
    try:
        os.link(beside, target)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        beside.replace(target)


@dataclass(slots=True)
class Memory:
    """What was settled, over restarts: a line a file in the hold folder. `made` says by which rules and on which day."""

    file: Path
    made: str
    _known: dict[str, tuple[str, str, str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, file: Path, made: str) -> Memory:
        """The memory kept in `file`; a line that was cut off is none."""
        out = cls(file, made)
        with suppress(OSError):
            for text in file.read_bytes().splitlines():
                with suppress(ValueError, KeyError, TypeError):
                    entry = json.loads(text)
                    out._known[entry["path"]] = (entry["mark"], entry["made"], entry["sha256"], entry["action"])
        return out

    def settled(self, path: str, mark: str) -> bool:
        """Whether this file as it is was settled by these rules."""
        return self._known.get(path, ("", "", "", ""))[:2] == (mark, self.made)

    def same(self, path: str, mark: str, report: Report) -> bool:
        """Whether this file as it is came to the same verdict before, by whatever rules."""
        known = self._known.get(path)
        return known is not None and (known[0], *known[2:]) == (mark, report.sha256, report.verdict.action.value)

    def keep(self, path: str, mark: str, report: Report) -> None:
        """Remember a file. Raises OutscanError where that cannot be written."""
        one = (mark, self.made, report.sha256, report.verdict.action.value)
        entry = dict(zip(("path", "mark", "made", "sha256", "action"), (path, *one), strict=True))
        try:
            with os.fdopen(os.open(self.file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as file:
                file.write(f"{json.dumps(entry)}\n".encode())
        except OSError as error:
            raise OutscanError(said(BATCH, "not_written", path=self.file, why=error.strerror or type(error).__name__)) from None
        self._known[path] = one
