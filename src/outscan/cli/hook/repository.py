"""What a commit or a push holds: every file of every new commit under its path, messages, names of refs.

In: the repository one stands in, as Git's hooks leave it (githooks(5)). Out: jobs, their bytes read from the object database,
never from the working tree. What was pushed and deleted again is history and leaves as well. A file that Git LFS keeps elsewhere
is read where it lies, and is a gap where it does not. Raises OutscanError where Git fails.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from outscan.errors import OutscanError
from outscan.types import Job
from outscan.words.hook import HOOK
from outscan.words.said import said

NOTHING = re.compile(rb"0+")
_LINK = b"160000"
"""The mode of a submodule: a number of a commit, nothing of which is here."""
_POINTER = re.compile(rb"version https://git-lfs\.github\.com/spec/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\n")
_POINTER_BYTES = 1024
_SAID = (b"author ", b"committer ", b"tagger ")


def staged() -> Iterator[Job]:
    """The files the next commit adds or changes."""
    listing = _git("diff", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--diff-filter=d")
    with Objects() as objects:
        for number, path in sorted(_changed(listing)):
            yield objects.file(number, path)


def pushed(lines: bytes) -> Iterator[Job]:
    """Everything new behind the refs of `lines` (`old new ref`), and the names of those refs."""
    refs = [line.split(b" ", 2) for line in lines.splitlines() if line.strip()]
    if any(len(one) != 3 for one in refs):  # noqa: PLR2004 - old, new, ref
        raise OutscanError(said(HOOK, "hook_refs"))
    new = [one[1] for one in refs if not NOTHING.fullmatch(one[1])]
    if not new:
        return
    yield Job("refs", "refs.txt", b"\n".join(one[2] for one in refs))
    only = (*new, b"--not", b"--all")  # what a ref of this repository reaches was let in before
    commits = _git("rev-list", *only)
    files = _changed(_git("diff-tree", "--stdin", "-r", "-m", "--root", "--no-renames", "--no-commit-id", "-z", given=commits))
    known = {number for number, _ in files}
    listed = [line.split(b" ", 1)[0] for line in _git("rev-list", "--objects", *only).splitlines()]
    with Objects() as objects:
        for number, path in sorted(files):
            yield objects.file(number, path)
        for number in dict.fromkeys(listed):
            if number not in known and (job := objects.other(number)) is not None:
                yield job


def _changed(listing: bytes) -> set[tuple[bytes, bytes]]:
    """(object, path) of every file that `diff --raw -z` says is there afterwards."""
    out, words = set(), iter(listing.split(b"\0"))
    for head in words:
        if not head.startswith(b":"):
            continue
        _, mode, _, number, _ = head.split(b" ")
        path = next(words)
        if mode != _LINK and not NOTHING.fullmatch(number):
            out.add((number, path))
    return out


@dataclass(slots=True)
class Objects:
    """The object database, asked one after the other. Use as `with`."""

    process: subprocess.Popen[bytes] | None = field(default=None)

    def __enter__(self) -> Self:
        """Begin asking."""
        self.process = subprocess.Popen(("git", "cat-file", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S607 - git of the hook that called us
        return self

    def __exit__(self, *_: object) -> None:
        """End asking. The end of its input would not do: a worker that was forked meanwhile has it open as well."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()

    def file(self, number: bytes, path: bytes) -> Job:
        """One file under its path."""
        _, data = self._read(number)
        shown = path.decode("utf-8", "surrogateescape")
        name = shown.rpartition("/")[2]
        found = _POINTER.match(data) if len(data) <= _POINTER_BYTES else None
        if found is None:
            return Job(shown, name, data)
        kept = _kept(found[1].decode())
        return Job(shown, name, kept) if kept is not None else Job(shown, name, gap="lfs")

    def other(self, number: bytes) -> Job | None:
        """What is no file of a commit: the message of a commit or tag, a file that only a tag names; None for a folder."""
        kind, data = self._read(number)
        shown = number[:12].decode()
        if kind == b"tree":
            return None
        if kind == b"blob":
            return Job(shown, shown, data)
        head, _, message = data.partition(b"\n\n")
        people = [line for line in head.split(b"\n") if line.startswith(_SAID)]
        return Job(f"{kind.decode()} {shown}", f"{shown}.txt", b"\n".join([*people, b"", message]))

    def _read(self, number: bytes) -> tuple[bytes, bytes]:
        """(kind, bytes) of an object. Raises OutscanError where there is none."""
        process = self.process
        if process is None or process.stdin is None or process.stdout is None:
            raise OutscanError(said(HOOK, "hook_git", why="cat-file"))
        process.stdin.write(number + b"\n")
        process.stdin.flush()
        head = process.stdout.readline().split()
        if len(head) != 3:  # noqa: PLR2004 - object, kind, size
            raise OutscanError(said(HOOK, "hook_git", why="cat-file"))
        data = process.stdout.read(int(head[2]) + 1)[:-1]
        if len(data) != int(head[2]):
            raise OutscanError(said(HOOK, "hook_git", why="cat-file"))
        return head[1], data


def _kept(digest: str) -> bytes | None:
    """The file Git LFS keeps under `digest`, None where it is not here."""
    folder = _git("rev-parse", "--git-path", "lfs/objects").decode("utf-8", "surrogateescape").rstrip("\n")
    path = Path(folder) / digest[:2] / digest[2:4] / digest
    try:
        return path.read_bytes()
    except OSError:
        return None


def _git(*words: str | bytes, given: bytes = b"") -> bytes:
    """What Git says. Raises OutscanError where it fails or is not there."""
    try:
        done = subprocess.run(("git", *words), input=given, capture_output=True, check=False)  # noqa: S603, S607 - as above
    except OSError as error:
        raise OutscanError(said(HOOK, "hook_git", why=error.strerror or type(error).__name__)) from None
    if done.returncode:
        raise OutscanError(said(HOOK, "hook_git", why=f"{words[0]!s} {done.returncode}"))
    return done.stdout
