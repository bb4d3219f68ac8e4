"""Which issue of signed rules this machine accepted last: an older one still bears a good signature, and is refused by this.

In: an issuer's key, the name of a list, the moment it was issued. Out: what was accepted; a line in a file nobody shortens.
Law: the last line on a list counts; a person's own file never lowers what the machine's says. Where neither can be written (a
worker, a read-only root) nothing new is remembered; what stands there still holds.
"""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from outscan.config.file import config_folders
from outscan.errors import OutscanError, StoreError
from outscan.nouns import Struct
from outscan.words import say

NAME = "accepted.log"
"""Lines of moment, key, name, issued, reason, person, with tabs between."""


class Issue(Struct, frozen=True):
    """One signed list: by whom, of what, when; of before lists had a first line, the latter two are empty."""

    key: str
    name: str = ""
    issued: str = ""


class Accepted(Struct, frozen=True):
    """An issue that was taken into use at a moment; `reason` stands where it was older than the one before."""

    issue: Issue
    at: str
    reason: str = ""
    by: str = ""


def places() -> tuple[Path, Path]:
    """The machine's file, and one of whoever runs this: a service's state folder (systemd names it), else a person's."""
    machine, user = config_folders()
    state = os.environ.get("STATE_DIRECTORY", "").partition(":")[0]
    return machine / NAME, (Path(state) if state else user) / NAME


def last(issue: Issue) -> Accepted | None:
    """What was accepted last of the list that `issue` is one of; for a list without a name, of anything of that key."""
    machine, own = (_last(path, issue) for path in places())
    if machine is None or own is None:
        return machine or own
    later = own.at > machine.at and own.issue.issued > machine.issue.issued
    return own if later else machine


def remember(issue: Issue, *, reason: str = "", must: bool = False) -> Accepted:
    """Write down that `issue` is in use, where that is news. Raises OutscanError where it `must` be written and cannot be."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    made = Accepted(issue, at, " ".join(reason.split()), _person())
    known = last(issue)
    if not reason and known is not None and known.issue.issued >= issue.issued:
        return known
    if not issue.issued and not reason:
        return made  # of before lists had a moment: nothing could be older
    line = f"{at}\t{issue.key}\t{issue.name}\t{issue.issued}\t{made.reason}\t{made.by}\n"
    where = places()
    for path in where[:1] if reason else where:  # only the machine's own file can lower what it holds to
        try:
            _append(path, line)
        except OSError as error:
            why = error.strerror or type(error).__name__
        else:
            return made
    if must:
        raise OutscanError(say("problem.unwritable", path=where[0], why=why))
    return made


def _last(path: Path, issue: Issue) -> Accepted | None:
    same = [one for one in _lines(path) if one.issue.key == issue.key and issue.name in {one.issue.name, ""}]
    return max(same, key=lambda one: one.issue.issued) if same and not issue.name else (same[-1] if same else None)


def _lines(path: Path) -> Iterator[Accepted]:
    """Raises StoreError where others may write the file, or it is none of ours."""
    try:
        text, mode = path.read_text("utf-8"), path.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(say("proof.list_closed", path=path, why=type(error).__name__)) from None
    if os.name == "posix" and mode & 0o022:
        raise StoreError(say("proof.list_open", path=path))
    for number, line in enumerate(text.splitlines(), 1):
        fields = line.split("\t")
        if len(fields) != 6:  # noqa: PLR2004 - as `NAME` says
            raise StoreError(say("proof.list_line", path=path, line=number))
        yield Accepted(Issue(fields[1], fields[2], fields[3]), fields[0], fields[4], fields[5])


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        os.write(handle, line.encode())
        os.fsync(handle)
    finally:
        os.close(handle)


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user of no name, as in a container
        return str(os.getuid()) if hasattr(os, "getuid") else ""
