"""A sealed folder as it lies on a disk: BagIt (RFC 8493), and names that every disk and every `sha256sum -c` can take.

In: names, bytes. Out: lines of a manifest and what they say. Knows no ledger: a partner's machine checks with this alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

MANIFEST, TAGS, INFO, BAG = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "bagit.txt"
MANIFEST_SM3 = "manifest-sm3.txt"
"""The same files by SM3 (GB/T 32905), where a unit asks for it: a bag may have a manifest for each algorithm (§2.1.3)."""
NAMES = "outscan-names.txt"
"""What copies are called whose names no disk of Windows takes, and what they were called."""
WIDTH = 64
"""Digits of SHA-256 and of SM3."""
CHUNK = 1 << 20
LONGEST = 255
"""Bytes of a name that every file system takes."""
_NOT_PORTABLE = re.compile('[\x00-\x1f\x7f-\x9f\u2028\u2029\\\\/:*?"<>|]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)")
"""Names of devices (learn.microsoft.com, "Naming Files, Paths, and Namespaces")."""
_CODED = re.compile("%(?=0[aAdD]|25)")


def sm3() -> bool:
    """Whether this Python's OpenSSL offers SM3."""
    return "sm3" in hashlib.algorithms_available


def portable(part: str) -> str:
    """A name of one file or folder as every disk takes it; the name itself where it is such a one."""
    out = _NOT_PORTABLE.sub("_", part)
    out = _RESERVED.sub(r"\1_", out, count=1) if _RESERVED.match(out) else out
    if out.endswith((".", " ")):
        out = f"{out[:-1]}_"
    if len(out.encode("utf-8", "surrogateescape")) > LONGEST:
        stem, dot, end = out.rpartition(".")
        end = f"{dot}{end}" if dot and len(end) < 16 else ""  # noqa: PLR2004 - longer is no ending
        while len((stem + end).encode("utf-8", "surrogateescape")) > LONGEST:
            stem = stem[:-1]
        out = stem + end
    return out


class Places:
    """Places below data/: never two at one, on disks that do not tell cases or compositions of letters apart either."""

    def __init__(self) -> None:
        self._spelled: dict[str, str] = {}
        self._files: set[str] = set()

    def take(self, parts: Iterable[str], number: int) -> str:
        """The place of a copy whose path has these parts; below its row's number where that is another's already."""
        name = "/".join(portable(part) for part in parts)
        if not self._free(name):
            name = f"{number}/{name}"
            while not self._free(name):
                name = f"_{name}"
        *folders, _ = _prefixes(name)
        self._spelled |= {_folded(one): one for one in folders}
        self._files.add(_folded(name))
        return name

    def _free(self, name: str) -> bool:
        *folders, _ = _prefixes(name)
        clear = all(self._spelled.get(_folded(one), one) == one and _folded(one) not in self._files for one in folders)
        return clear and _folded(name) not in self._files and _folded(name) not in self._spelled


def _prefixes(name: str) -> list[str]:
    parts = name.split("/")
    return ["/".join(parts[: at + 1]) for at in range(len(parts))]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def written(name: str) -> str:
    """A name as a manifest writes it (RFC 8493 §2.1.3).

    A percent sign is coded only where it would be read as a code: sha256sum reads names as they stand (增长100%.xlsx is common).
    """
    return _CODED.sub("%25", name).replace("\n", "%0A").replace("\r", "%0D")


def as_written(name: str) -> str:
    """The name that `written` wrote."""
    return re.sub("%(0[aA]|0[dD]|25)", lambda code: {"0A": "\n", "0D": "\r", "25": "%"}[code[1].upper()], name)


def manifest(path: Path) -> tuple[dict[str, str], bool]:
    """Name → digest of a manifest, and whether every line of it is one. Raises OSError."""
    out, sound = dict[str, str](), True
    for ended in path.read_bytes().decode("utf-8", "surrogateescape").split("\n"):
        line = ended.removesuffix("\r")
        if not line:
            continue
        digest, between, name = line[:WIDTH], line[WIDTH : WIDTH + 2], line[WIDTH + 2 :]
        if not re.fullmatch("[0-9a-fA-F]{64}", digest) or between not in {"  ", " *"} or not name:
            sound = False
            continue
        out[as_written(name)] = digest.lower()
    return out, sound


def digests(chunks: Iterable[bytes], algorithms: Iterable[str]) -> tuple[dict[str, str], int]:
    """The digest of some bytes by each algorithm, and how many they are."""
    hashes, size = {one: hashlib.new(one) for one in algorithms}, 0
    for chunk in chunks:
        size += len(chunk)
        for one in hashes.values():
            one.update(chunk)
    return {name: one.hexdigest() for name, one in hashes.items()}, size


def pieces(path: Path) -> Iterator[bytes]:
    """The bytes of a file, piece by piece. Raises OSError."""
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
