"""From paths a person names to jobs: files as they are, folders in name order, nothing left out in silence.

In: paths. Out: `Job`s. A link that leads out of its folder, a device or a pipe becomes a job with a gap, not silence.
Ignore files and settings inside the folder being scanned are never read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from outscan.types import Job

ABSENT = "missing"
LINK = "link"


def jobs(paths: Sequence[str]) -> Iterator[Job]:
    """One job a file, folders walked depth first in name order."""
    for path in paths:
        if os.path.isdir(path) and not os.path.islink(path):
            yield from _folder(path)
        else:
            yield _file(path, Path(path).parent)


def _folder(top: str) -> Iterator[Job]:
    for folder, folders, files in os.walk(top):
        folders.sort()
        for name in sorted((*files, *(d for d in folders if os.path.islink(os.path.join(folder, d))))):
            yield _file(os.path.join(folder, name), Path(top))


def _file(path: str, root: Path) -> Job:
    name = os.path.basename(path)
    try:
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            target = Path(path).resolve(strict=True)
            if target.is_dir() or not target.is_relative_to(root.resolve()):
                return Job(path, name, gap=LINK)
        elif not stat.S_ISREG(mode):
            return Job(path, name, gap="not_a_regular_file")
    except FileNotFoundError:
        return Job(path, name, gap=ABSENT)
    except (OSError, RuntimeError):
        return Job(path, name, gap=LINK)
    return Job(path, name)


def exists(path: str) -> bool:
    """Whether a named path is there at all, a dangling link included."""
    return os.path.lexists(path)
