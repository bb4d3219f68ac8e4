"""The register of known documents: winnowed, keyed hashes and the labels they were given, never a word of their text.

In: folded texts to register. Out: a store file whose hashes lie sorted, to be searched where they lie (mapped, not read).
Law: without the installation's key the store refuses; with it, a hash still says nothing of the text it came from.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from pathlib import Path

import msgspec

from outscan.errors import StoreError
from outscan.keys import derived, installation_key
from outscan.nouns import Struct
from outscan.output import replace_private
from outscan.winnow import grams
from outscan.words import say

PURPOSE = "outscan fingerprints 1"
_MAGIC = b"outscan-fingerprints\x01\n"
_HEADER = struct.Struct("<QQ")
LEAST_HASHES = 3
"""A text too short for so many hashes cannot be recognised and is not registered."""


class Known(msgspec.Struct, frozen=True):
    """One registered document: the label a person gave, whether it was cleared or published, how many hashes."""

    id: int
    label: str
    cleared: bool
    hashes: int
    added: str


class _Index(msgspec.Struct, frozen=True):
    check: bytes
    byteorder: str
    known: list[Known]


class Store(Struct, frozen=True):
    """An open register. `hashes` and `owners` are parallel, ascending by hash, and may be mapped from disk."""

    key: bytes
    known: dict[int, Known]
    hashes: Sequence[int]
    owners: Sequence[int]

    def owners_of(self, hashed: int) -> Iterator[int]:
        """The documents that hold `hashed`."""
        at = bisect_left(self.hashes, hashed)
        while at < len(self.hashes) and self.hashes[at] == hashed:
            yield self.owners[at]
            at += 1


def load_store(path: Path) -> Store:
    """Open the register at `path`. Raises StoreError where it or the key is missing, foreign or broken."""
    key = derived(installation_key(), PURPOSE)
    try:
        with path.open("rb") as file:
            mapped = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise StoreError(say("problem.register_closed", path=path, why=error)) from None
    return _opened(path, mapped, key)


def _opened(path: Path, mapped: memoryview, key: bytes) -> Store:
    at = len(_MAGIC)
    if bytes(mapped[:at]) != _MAGIC:
        raise StoreError(say("problem.register_foreign", path=path))
    try:
        length, count = _HEADER.unpack(mapped[at : at + _HEADER.size])
        at += _HEADER.size
        index = msgspec.msgpack.decode(mapped[at : at + length], type=_Index)
    except (struct.error, msgspec.DecodeError, msgspec.ValidationError):
        raise StoreError(say("problem.register_broken", path=path)) from None
    if index.check != _check(key):
        raise StoreError(say("problem.register_other_key", path=path))
    at += length + -(at + length) % 8
    if index.byteorder != sys.byteorder or len(mapped) != at + 12 * count:
        raise StoreError(say("problem.register_other_machine", path=path))
    hashes = mapped[at : at + 8 * count].cast("Q")
    owners = mapped[at + 8 * count :].cast("I")
    return Store(key, {one.id: one for one in index.known}, hashes, owners)


def _check(key: bytes) -> bytes:
    return hashlib.blake2b(b"check", key=key, digest_size=16).digest()


def empty_store() -> Store:
    """A register with nothing in it yet; makes the installation's key where there is none."""
    return Store(derived(installation_key(create=True), PURPOSE), {}, array("Q"), array("I"))


def open_or_empty(path: Path) -> Store:
    """The register at `path`, or an empty one where there is none yet."""
    return load_store(path) if path.exists() else empty_store()


def added(store: Store, documents: Iterable[tuple[str, Sequence[str]]], *, cleared: bool, day: str) -> tuple[Store, list[str]]:
    """`store` with `documents` (label, folded texts) registered, and the labels of those too short to recognise.

    A label registered before is replaced.
    """
    fresh: list[tuple[int, int]] = []
    known, short = dict(store.known), []
    replaced: set[int] = set()
    following = max(known, default=-1) + 1
    for label, texts in documents:
        hashes = {hashed for text in texts for hashed, _, _ in grams(text, store.key)}
        if len(hashes) < LEAST_HASHES:
            short.append(label)
            continue
        for old in [one.id for one in known.values() if one.label == label]:
            replaced.add(old)
            del known[old]
        known[following] = Known(following, label, cleared, len(hashes), day)
        fresh += [(hashed, following) for hashed in hashes]
        following += 1
    kept = (pair for pair in zip(store.hashes, store.owners, strict=True) if pair[1] not in replaced)
    alive = (pair for pair in sorted(fresh) if pair[1] in known)
    return _joined(store.key, known, merge(kept, alive)), short


def removed(store: Store, labels: Iterable[str]) -> tuple[Store, list[str]]:
    """`store` without the documents of `labels`, and the labels it did not know."""
    wanted = set(labels)
    gone = {one.id for one in store.known.values() if one.label in wanted}
    unknown = sorted(wanted - {store.known[one].label for one in gone})
    known = {number: one for number, one in store.known.items() if number not in gone}
    pairs = (pair for pair in zip(store.hashes, store.owners, strict=True) if pair[1] not in gone)
    return _joined(store.key, known, pairs), unknown


def _joined(key: bytes, known: dict[int, Known], pairs: Iterable[tuple[int, int]]) -> Store:
    hashes, owners = array("Q"), array("I")
    for hashed, owner in pairs:
        hashes.append(hashed)
        owners.append(owner)
    return Store(key, known, hashes, owners)


def save(store: Store, path: Path) -> None:
    """Write the register beside `path` and put it in place at once, readable by its owner only. Raises StoreError."""
    index = msgspec.msgpack.encode(_Index(_check(store.key), sys.byteorder, list(store.known.values())))
    head = _MAGIC + _HEADER.pack(len(index), len(store.hashes)) + index
    hashes = bytes(store.hashes) if isinstance(store.hashes, memoryview) else array("Q", store.hashes).tobytes()
    owners = bytes(store.owners) if isinstance(store.owners, memoryview) else array("I", store.owners).tobytes()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(say("problem.unwritable", path=path, why=error.strerror)) from None
    if path.exists() and path.stat().st_size and not path.read_bytes().startswith(_MAGIC):
        raise StoreError(say("problem.register_foreign", path=path))
    replace_private(path, b"".join((head, bytes(-len(head) % 8), hashes, owners)))
