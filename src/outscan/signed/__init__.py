"""Rules and models as they were delivered: a list of SHA-256 beside the files (`SHA256SUMS`), and its detached signature.

In: a folder or a ZIP of one. Out: a list, a signature; `Delivered`, which says who signed and what is not as listed.
Law: what is listed and what is there are the same, to the byte and to the name; where the machine asks for signatures, only keys
of the machine's own list count, nothing older than what it accepted before, and one sentence says what is missing.
(RFC 8032; `sha256sum -c` reads the list, and takes its first line for a remark)
"""

from __future__ import annotations

import hashlib
import os
import re
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outscan.errors import OutscanError
from outscan.nouns import Struct
from outscan.proofs.signature import Signer, Signing, sign_files, signer_of_files, trusted_by_machine
from outscan.signed.accepted import Accepted, Issue, last, remember
from outscan.words import say

SUMS = "SHA256SUMS"
SIGNATURE = "SHA256SUMS.sig"
LARGEST = 64 << 20
"""Bytes of a file that are read; the largest one shipped has under 2 MiB."""
MANY = 10_000
_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_ISSUE = re.compile(r"# outscan ([^\s]{1,100}) issued (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)")
"""The first line of a signed list: what it is the list of, and when it was issued."""
_WRITTEN = "%Y-%m-%dT%H:%M:%SZ"


class Delivered(Struct, frozen=True):
    """`wrong` is one sentence on the first thing that is not as listed, "" where all is; no signature, no `signing`."""

    path: Path
    count: int
    wrong: str = ""
    signing: Signing | None = None
    name: str = ""
    """What the list says it is the list of, with the moment it was issued; empty in a list of before there were such lines."""
    issued: str = ""

    @property
    def issue(self) -> Issue:
        """What is remembered of it."""
        return Issue(self.signing.key if self.signing else "", self.name, self.issued)

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
    issue = _ISSUE.match(sums.decode("utf-8", "replace"))
    name, issued = (issue[1], issue[2]) if issue else ("", "")
    return Delivered(path, len(held), _difference(path, sums, held), signing, name, issued)


def sums_of(held: Mapping[str, bytes]) -> bytes:
    """The list of `held`, names in order."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(held.items())).encode()


def write_sums(folder: Path, head: str = "") -> Path:
    """Write the list of everything in `folder` beside it; a signature of an older list goes. Returns the list."""
    held = _held(folder)
    target = folder / SUMS
    target.write_bytes(head.encode() + sums_of({name: data for name, data in held.items() if name not in {SUMS, SIGNATURE}}))
    (folder / SIGNATURE).unlink(missing_ok=True)
    return target


def sign(folder: Path, name: str = "", issued: datetime | None = None) -> Path:
    """Write the list of `folder` and this installation's signature of it; its key is made where there is none.

    `name` says what it is a list of, the folder's own name where it is empty; lists of one name follow one another by `issued`,
    now where it is None. A clock that went back never makes a list that seems older than the one it replaces.
    """
    name = name or re.sub(r"\s", "_", folder.resolve().name) or "-"
    before = _ISSUE.match((folder / SUMS).read_text("utf-8", "replace")) if (folder / SUMS).is_file() else None
    at = issued or datetime.now(UTC)
    if issued is None and before is not None and before[1] == name:
        at = max(at, datetime.strptime(before[2], _WRITTEN).replace(tzinfo=UTC) + timedelta(seconds=1))
    sums = write_sums(folder, f"# outscan {name} issued {at.astimezone(UTC).strftime(_WRITTEN)}\n").read_bytes()
    target = folder / SIGNATURE
    target.write_text(sign_files(sums), "ascii")
    return target


def require(paths: Iterable[Path]) -> None:
    """Refuse what is not as a key of the machine's list has signed it, or is older than what was accepted here before.

    What is newer is remembered. Raises OutscanError in one sentence.
    """
    found = [vouched(path) for path in dict.fromkeys(paths)]
    for one in found:
        if refused := older(one):
            raise OutscanError(refused)
    for one in found:
        remember(one.issue)


def vouched(path: Path) -> Delivered:
    """What lies at `path`, as a key of the machine's list has signed it. Raises OutscanError."""
    found = delivered(path)
    if found.wrong:
        raise OutscanError(found.wrong)
    if found.signing is None:
        raise OutscanError(say("sum.absent", path=path, name=SIGNATURE))
    if found.signing.signer is Signer.BROKEN:
        raise OutscanError(say("sum.broken", path=path))
    if not trusted_by_machine(found.signing.key):
        raise OutscanError(say("sum.foreign", path=path, key=found.signing.key))
    return found


def older(found: Delivered) -> str:
    """A sentence where something newer of this issuer and name was accepted here before, "" where nothing was."""
    known = last(found.issue)
    if known is None or found.issued >= known.issue.issued:
        return ""
    return say("sum.older", path=found.path, issued=found.issued or say("sum.undated"), known=known.issue.issued, at=known.at)


def accept(path: Path, reason: str = "") -> Accepted:
    """Take what lies at `path` for the newest, on somebody's word and with his reason where it is older. Raises OutscanError."""
    found = vouched(path)
    if (refused := older(found)) and not reason:
        raise OutscanError(refused)
    return remember(found.issue, reason=reason, must=True)


def _difference(path: Path, sums: bytes, held: Mapping[str, bytes]) -> str:
    """The first thing in which `held` is not what `sums` lists."""
    listed: dict[str, str] = {}
    for number, line in enumerate(sums.decode("utf-8", "replace").splitlines(), 1):
        if number == 1 and _ISSUE.fullmatch(line):
            continue
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
