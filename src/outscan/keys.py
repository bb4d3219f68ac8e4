"""The installation's key: what makes fingerprints and baselines worthless to whoever copies them without it.

In: the user's configuration folder. Out: 32 bytes. Made on first use, readable by its owner only, never inside a project
or a store. Losing it makes every store made with it unreadable; docs/fingerprints.md says how to keep and change it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from outscan.config import config_folders
from outscan.errors import StoreError
from outscan.words import say

LENGTH = 32
NAME = "installation.key"


def key_path() -> Path:
    """Where the key of this installation lies: `OUTSCAN_KEY`, or the user's configuration folder."""
    named = os.environ.get("OUTSCAN_KEY")
    return Path(named) if named else config_folders()[1] / NAME


def installation_key(*, create: bool = False) -> bytes:
    """The key. With `create`, it is made where there is none. Raises StoreError where it is missing, short or open to others."""
    path = key_path()
    if create and not path.exists():
        _make(path)
    try:
        key = path.read_bytes()
        mode = path.stat().st_mode
    except OSError as error:
        raise StoreError(say("problem.key_closed", path=path, why=error.strerror)) from None
    if os.name == "posix" and mode & 0o077:
        raise StoreError(say("problem.key_open", path=path))
    if len(key) != LENGTH:
        raise StoreError(say("problem.key_short", path=path, wanted=LENGTH, found=len(key)))
    return key


def _make(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(secrets.token_bytes(LENGTH))
                file.flush()
                os.fsync(file.fileno())
            _placed(beside, path)
        finally:
            beside.unlink(missing_ok=True)
    except FileExistsError:
        return  # another process was first, and its key is as good
    except OSError as error:
        raise StoreError(say("problem.key_unmade", path=path, why=error.strerror)) from None


def _placed(beside: Path, path: Path) -> None:
    """Give a key that is written its name: whoever finds the name finds all of it. Raises FileExistsError, OSError."""
    try:
        os.link(beside, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links
        if path.exists():
            raise FileExistsError(path) from None
        beside.replace(path)


def derived(key: bytes, purpose: str) -> bytes:
    """A key of its own for `purpose`, so that one store's hashes say nothing about another's."""
    return hashlib.blake2b(purpose.encode(), key=key, digest_size=32).digest()
