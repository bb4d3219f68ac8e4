"""The one door through which files are written: never over what would be lost, whole or not at all, their owner's alone.

In: a path, bytes, the inputs of the run. Out: a file of mode 600, whatever the umask. Law: no input, no proof and no file that
this product did not write is overwritten, unless a person says so (`--force`).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from outscan.errors import OutscanError
from outscan.words import say

PROOF = ".proof.json"
"""What a proof's name ends in; it lies beside its copy."""
SIGNATURE = "outscan"
"""Who saved a form or workbook last; Word, WPS and Excel put their user there, so that what a person filled in stays."""
_LAST_SAVED = f"lastModifiedBy>{SIGNATURE}<".encode()
_HEAD = 4096
_OURS = re.compile(
    rb'\A\s*\{\s*"schema":\s*"outscan\.|\A<!doctype html>.{0,200}name="generator" content="outscan'
    rb'|\A<\?xml[^>]*>\s*<testsuites? name="outscan"|\A# outscan |"name": "outscan"',
    re.DOTALL,
)
"""How the first bytes of what we write begin: JSON, HTML, JUnit, text, SARIF."""
_PROPERTIES = re.compile(r"docProps/core\.xml")


def guard(path: str | Path, *, inputs: Iterable[str | Path] = (), force: bool = False) -> None:
    """Refuse, before any work is done, to write where something would be lost. Raises OutscanError."""
    target = Path(path)
    if force or not target.exists():
        return
    if target.is_dir():
        raise OutscanError(say("problem.output_folder", path=target))
    if not target.is_file():
        return  # a device or pipe is written to, nothing is replaced
    if any(_same(target, one) for one in inputs):
        raise OutscanError(say("problem.output_input", path=target))
    if target.name.endswith(PROOF):
        raise OutscanError(say("problem.output_proof", path=target))
    if not _written_by_us(target):
        raise OutscanError(say("problem.output_foreign", path=target))


def write_private(
    path: str | Path, data: bytes, *, inputs: Iterable[str | Path] = (), force: bool = False, mode: int = 0o600
) -> None:
    """Write `data` beside `path` under a private name, then move it there. Raises OutscanError where that fails.

    A path that is no file but a device or pipe (/dev/stdout) is written to, never replaced.
    """
    guard(path, inputs=inputs, force=force)
    replace_private(path, data, mode=mode)


def replace_private(path: str | Path, data: bytes, *, mode: int = 0o600) -> None:
    """The same for a file whose owner has made sure that it is its own (a register, a model, a copy's proof)."""
    target = Path(path)
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(data)
            return
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutscanError(say("problem.unwritable", path=target, why=error.strerror or type(error).__name__)) from None


def _same(target: Path, other: str | Path) -> bool:
    try:
        return target.samefile(other)
    except OSError:
        return False


def _written_by_us(target: Path) -> bool:
    """Whether the file is empty, says that we wrote it, or has a proof beside it that speaks of these very bytes."""
    try:
        with target.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return not head or _OURS.search(head) is not None or _signed_package(target, head) or _proved(target)


def _signed_package(target: Path, head: bytes) -> bool:
    if not head.startswith(b"PK"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(target.read_bytes())) as package:
            names = [name for name in package.namelist() if _PROPERTIES.fullmatch(name)]
            return any(_LAST_SAVED in package.read(name) for name in names)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, NotImplementedError):
        return False


def _proved(target: Path) -> bool:
    """A copy that `process` made and nobody changed since."""
    try:
        proof = json.loads(target.with_name(target.name + PROOF).read_bytes())
        return isinstance(proof, dict) and proof.get("sha256_after") == hashlib.sha256(target.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return False
