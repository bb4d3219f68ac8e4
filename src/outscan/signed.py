"""Rules and models as they were delivered: a list of SHA-256 beside the files (`SHA256SUMS`), and its detached signature.

In: a folder or a ZIP of one. Out: a list, a signature; `Delivered`, which says who signed and what is not as listed.
Law: what is listed and what is there are the same, to the byte and to the name; where the machine asks for signatures, only keys
of the machine's own list count, and one sentence says what is missing. (RFC 8032; `sha256sum -c` reads the list)
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from outscan.errors import OutscanError
from outscan.nouns import Struct
from outscan.proofs.signature import Signer, Signing, sign_files, signer_of_files, trusted_by_machine
from outscan.words import say

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
LARGEST = 64 << 20
"""Bytes of a file that are read; the largest one shipped has under 2 MiB."""
MANY = 10_000
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")


class Delivered(Struct, frozen=True):
    """`wrong` is one sentence on the first thing that is not as listed, "" where all is; no signature, no `signing`."""

    path: Path
    count: int
    wrong: str = ""
    signing: Signing | None = None

    @property
    def vouched(self) -> bool:
        """Whether every file is the one that somebody trusted here, or this installation, has signed."""
        return not self.wrong and self.signing is not None and self.signing.signer in {Signer.OWN, Signer.TRUSTED}


def delivered(path: Path) -> Delivered:
    """What is to be said of the folder or ZIP at `path`. Raises OutscanError where it cannot be read."""
    held = _held(path)
    sums, line = held.pop(SUMS, None), held.pop(SIGNATURE, None)
    if sums is None:
        return Delivered(path, len(held), say("sum.no_list", path=path, name=SUMS))
    signing = None if line is None else signer_of_files(sums, line.decode("ascii", "replace"))
    return Delivered(path, len(held), _difference(path, sums, held), signing)


def sums_of(held: Mapping[str, bytes]) -> bytes:
    """The list of `held`, names in order."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(held.items())).encode()


def write_sums(folder: Path) -> Path:
    """Write the list of everything in `folder` beside it; a signature of an older list goes. Returns the list."""
    held = _held(folder)
    target = folder / SUMS
    target.write_bytes(sums_of({name: data for name, data in held.items() if name not in {SUMS, SIGNATURE}}))
    (folder / SIGNATURE).unlink(missing_ok=True)
    return target


def sign(folder: Path) -> Path:
    """Write the list of `folder` and this installation's signature of it; its key is made where there is none."""
    told = write_sums(folder).read_bytes()
    target = folder / SIGNATURE
    target.write_text(sign_files(told), "ascii")
    return target


def require(paths: Iterable[Path]) -> None:
    """Refuse what is not as a key of the machine's list has signed it. Raises OutscanError in one sentence."""
    for path in dict.fromkeys(paths):
        found = delivered(path)
        if found.wrong:
            raise OutscanError(found.wrong)
        if found.signing is None:
            raise OutscanError(say("sum.absent", path=path, name=SIGNATURE))
        if found.signing.signer is Signer.BROKEN:
            raise OutscanError(say("sum.broken", path=path))
        if not trusted_by_machine(found.signing.key):
            raise OutscanError(say("sum.foreign", path=path, key=found.signing.key))


def _difference(path: Path, sums: bytes, held: Mapping[str, bytes]) -> str:
    """The first thing in which `held` is not what `sums` lists."""
    listed: dict[str, str] = {}
    for number, line in enumerate(sums.decode("utf-8", "replace").splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found is None or found[2] in listed:
            return say("sum.list_line", path=path, name=SUMS, line=number)
        listed[found[2]] = found[1]
    for name in sorted(listed.keys() | held.keys()):
        if name not in held:
            return say("sum.missing", path=path, name=name)
        if name not in listed:
            return say("sum.unlisted", path=path, name=name)
        if hashlib.sha256(held[name]).hexdigest() != listed[name]:
            return say("sum.changed", path=path, name=name)
    return ""


def _held(path: Path) -> dict[str, bytes]:
    """Every file below a folder, or in a ZIP, by its name with slashes; hidden ones are nobody's rules."""
    try:
        if path.is_dir():
            return dict(_in_folder(path))
        with zipfile.ZipFile(path) as kept:
            members = [one for one in kept.infolist() if not one.is_dir() and not _hidden(one.filename)]
            if len(members) > MANY or any(one.file_size > LARGEST for one in members):
                raise OutscanError(say("sum.too_large", path=path))
            names = [one.filename for one in members]
            if len(set(names)) < len(names):
                raise OutscanError(say("sum.twice", path=path))
            return {one.filename: kept.read(one) for one in members}
    except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
        raise OutscanError(say("sum.closed", path=path, why=getattr(error, "strerror", None) or type(error).__name__)) from None


def _in_folder(folder: Path) -> Iterable[tuple[str, bytes]]:
    count = 0
    for below, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if not _hidden(one))
        for name in sorted(names):
            file = Path(below) / name
            if _hidden(name):
                continue
            count += 1
            if count > MANY or file.stat().st_size > LARGEST:
                raise OutscanError(say("sum.too_large", path=folder))
            yield file.relative_to(folder).as_posix(), file.read_bytes()


def _hidden(name: str) -> bool:
    return name.rpartition("/")[2].startswith(".")
