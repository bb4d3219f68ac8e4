"""The manifest: everything that is met under the sources, before anything is read.

In: sources (folders, files, `s3://…`), an ignore file a person named. Out: `Entry`s: to be read, skipped by rule, or not
listable, each with its reason.
Law: found = listed + unlistable. A folder that cannot be opened, a link that loops or leads out, a socket, a device, a name that
is no text: each is an entry, never silence. No ignore file inside a source is ever read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from outscan.batch.content import stamped
from outscan.batch.ledger import decodable
from outscan.errors import OutscanError
from outscan.words.batch import BATCH
from outscan.words.said import said

Ignores = Callable[[str], bool]
"""Whether a path, relative to its source and with `/`, is left out by rule."""
KINDS = ((stat.S_ISSOCK, "socket"), (stat.S_ISFIFO, "pipe"), (stat.S_ISCHR, "device"), (stat.S_ISBLK, "device"))


NAME = "name"
"""The reason of a file that is read while its name cannot be: no encoding explains it, and what stands in it was not judged."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing met. `state` is todo, skipped or unlistable; `reason` says why, in words of the wire."""

    path: str
    source: str
    state: str = "todo"
    reason: str = ""
    size: int = 0
    stamp: str = ""


def ignores(path: str | None) -> Ignores | None:
    """The rules of an ignore file in the syntax of .gitignore. Raises OutscanError where it cannot be read or understood."""
    if path is None:
        return None
    try:
        from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where an ignore file is named

        spec = GitIgnoreSpec.from_lines(Path(path).read_text("utf-8").splitlines())
    except ImportError:
        raise OutscanError(said(BATCH, "extra", extra="batch")) from None
    except (OSError, ValueError) as error:
        raise OutscanError(said(BATCH, "ignore_file", path=path, why=type(error).__name__)) from None
    return spec.match_file


def list_sources(sources: Sequence[str], ignored: Ignores | None = None) -> Iterator[Entry]:
    """Everything under `sources`, depth first in name order. Raises OutscanError where a source is not there at all."""
    for source in sources:
        if "://" in source:
            from outscan.batch.remote import list_remote  # noqa: PLC0415 - fsspec is an extra

            yield from list_remote(source, ignored)
            continue
        if not os.path.lexists(source):
            raise OutscanError(said(BATCH, "no_source", path=source.encode("utf-8", "backslashreplace").decode()))
        if os.path.isdir(source):
            yield from _folder(source, ignored)
        else:
            yield _met(source, os.path.dirname(source) or ".", source, ignored)


def _folder(source: str, ignored: Ignores | None) -> Iterator[Entry]:
    wrong: list[OSError] = []
    for folder, folders, files in os.walk(source, onerror=wrong.append):
        yield from (_closed(error, source) for error in wrong)
        wrong.clear()
        folders.sort(key=os.fsencode)
        links = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        folders[:] = [name for name in folders if name not in set(links)]
        for name in sorted((*files, *links), key=os.fsencode):
            yield _met(os.path.join(folder, name), source, source, ignored)
    yield from (_closed(error, source) for error in wrong)


def _closed(error: OSError, source: str) -> Entry:
    """A folder that could not be listed: whatever it holds was not met."""
    kind = "folder_denied" if error.errno in {errno.EACCES, errno.EPERM} else f"folder_{type(error).__name__}"
    return Entry(str(error.filename or source), source, "unlistable", kind)


def _met(path: str, root: str, source: str, ignored: Ignores | None) -> Entry:
    """One name in a folder, as it is now."""
    inside = os.path.relpath(path, root).replace(os.sep, "/")
    if ignored is not None and ignored(inside.encode("utf-8", "replace").decode()):
        return Entry(path, source, "skipped", "ignored")
    try:
        state = os.lstat(path)
        if stat.S_ISLNK(state.st_mode):
            target = Path(path).resolve(strict=True)
            if target.is_dir() or not target.is_relative_to(Path(root).resolve()):
                return Entry(path, source, "unlistable", "link_out" if target.is_file() else "link_folder")
            state = target.stat()
        if not stat.S_ISREG(state.st_mode):
            return Entry(path, source, "unlistable", next((kind for test, kind in KINDS if test(state.st_mode)), "special"))
    except FileNotFoundError:
        return Entry(path, source, "unlistable", "link_broken" if os.path.islink(path) else "vanished")
    except PermissionError:
        return Entry(path, source, "unlistable", "denied")
    except (OSError, RuntimeError) as error:
        loop = isinstance(error, RuntimeError) or error.errno == errno.ELOOP
        return Entry(path, source, "unlistable", "link_loop" if loop else type(error).__name__)
    return Entry(path, source, reason="" if decodable(path) else NAME, size=state.st_size, stamp=stamped(state))
