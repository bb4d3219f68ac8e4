"""At the partner's door, or on the stick: a folder, and what in it is not as sealed.

In: a sealed folder. Out: how many files were sealed, `Difference`s. Needs no ledger and no database.
It proves sameness, not who sealed it: whoever can rewrite every file of a folder can seal it anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from outscan.batch.bag import BAG, INFO, MANIFEST, MANIFEST_SM3, NAMES, TAGS, digests, manifest, pieces, sm3
from outscan.errors import OutscanError
from outscan.words.batch import BATCH
from outscan.words.said import said

ALWAYS, SOMETIMES = (MANIFEST, BAG, INFO), (MANIFEST_SM3, NAMES)


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as sealed: changed, extra, missing, unreadable, or renamed from `old`."""

    what: str
    path: str
    old: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """What a sealed folder is held to: how many files, what differs, whether SM3 was held to as well (None: it has none)."""

    many: int
    wrong: list[Difference]
    sm3: bool | None = None


def verify(folder: Path) -> Verified:
    """Hold a folder to its seal. Raises OutscanError where there is no seal."""
    try:
        sealed, sound = manifest(folder / MANIFEST)
    except OSError:
        if not (folder / TAGS).is_file():
            raise OutscanError(said(BATCH, "verify_none", path=folder)) from None
        return Verified(0, _tags_wrong(folder))
    many = len(sealed)
    second, second_sound = _second(folder)
    algorithms = ("sha256", "sm3") if second is not None and sm3() else ("sha256",)
    found, closed = dict[str, dict[str, str]](), list[str]()
    for path in _met(folder / "data", folder):
        try:
            found[path] = _digests(folder / path, algorithms)
        except OSError:
            closed.append(path)
            sealed.pop(path, None)
    out = _files(sealed, {path: digests.get("sha256", "") for path, digests in found.items()})
    if second is not None and "sm3" in algorithms:
        named = {one.path for one in out} | {one.old for one in out} | set(closed)
        out += [
            one
            for one in _files(second, {path: digests.get("sm3", "") for path, digests in found.items()})
            if one.path not in named
        ]
    out += [Difference("unreadable", path) for path in closed]
    tags = _tags_wrong(folder)
    broken = [Difference("changed", name) for name, well in ((MANIFEST, sound), (MANIFEST_SM3, second_sound)) if not well]
    tags += [one for one in broken if one not in tags]
    return Verified(many, out + tags, None if second is None else "sm3" in algorithms)


def _second(folder: Path) -> tuple[dict[str, str] | None, bool]:
    """The manifest by SM3, None where there is none."""
    try:
        return manifest(folder / MANIFEST_SM3)
    except OSError:
        return None, True


def _files(sealed: dict[str, str], found: dict[str, str]) -> list[Difference]:
    missing = {path: sealed[path] for path in sealed.keys() - found.keys()}
    extra = {path: found[path] for path in found.keys() - sealed.keys()}
    out = [Difference("changed", path) for path in sorted(sealed.keys() & found.keys()) if sealed[path] != found[path]]
    gone: dict[str, list[str]] = {}
    for path in sorted(missing, reverse=True):
        gone.setdefault(missing[path], []).append(path)
    for path in sorted(extra):
        if olds := gone.get(extra[path]):
            old = olds.pop()
            del missing[old]
            out.append(Difference("renamed", path, old))
        else:
            out.append(Difference("extra", path))
    return out + [Difference("missing", path) for path in sorted(missing)]


def _tags_wrong(folder: Path) -> list[Difference]:
    """The seal's own files: each is as its tag manifest says, and nothing else lies beside them."""
    try:
        tags, sound = manifest(folder / TAGS)
    except OSError:
        return [Difference("missing", TAGS)]
    out = [] if sound else [Difference("changed", TAGS)]
    for name in (*ALWAYS, *(one for one in SOMETIMES if one in tags)):
        if not (folder / name).is_file():
            out.append(Difference("missing", name))
        elif tags.get(name) != _digests(folder / name, ("sha256",)).get("sha256"):
            out.append(Difference("changed", name))
    beside = {entry.name for entry in folder.iterdir()} - {"data", TAGS, *ALWAYS, *(one for one in SOMETIMES if one in tags)}
    return out + [Difference("extra", name) for name in sorted(beside)]


def _met(folder: Path, root: Path) -> Iterator[str]:
    """Every file below `folder`; a link is a file too many, whatever it leads to."""
    if folder.is_symlink():
        yield folder.relative_to(root).as_posix()
        return
    for here, folders, files in os.walk(folder):
        for name in (*files, *(one for one in folders if Path(here, one).is_symlink())):
            yield Path(here, name).relative_to(root).as_posix()


def _digests(path: Path, algorithms: tuple[str, ...]) -> dict[str, str]:
    """The digests of a file, none for anything else. Raises OSError where it cannot be read."""
    return {} if path.is_symlink() or not path.is_file() else digests(pieces(path), algorithms)[0]
