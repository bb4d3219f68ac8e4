"""Weights on disk: plain arrays beside a manifest that pins them; a model file cannot run code.

In: a folder with `manifest.toml`, `grams.f32`, `rarity.f32`, `domains.f32` (little-endian float32, no header), and the files of
`senses` where the manifest speaks of them.
Out: `Weights`, mapped into memory, not read. A byte that differs from the manifest refuses to start (ModelError).
"""

from __future__ import annotations

import hashlib
import mmap
import sys
import tomllib
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from outscan.assess.audience import TABLE as AUDIENCE
from outscan.assess.audience import Audience
from outscan.assess.senses import ROW, SHARES, SIZE, TABLE, VECTORS, WORDS, Senses
from outscan.errors import ModelError
from outscan.nouns import Struct
from outscan.words import say

MANIFEST = "manifest.toml"
GRAMS, RARITY, DOMAINS = "grams.f32", "rarity.f32", "domains.f32"
VERSION = 4
LARGEST = 8 << 20
"""No file of a model may be larger: it is mapped by every process that scans."""


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `manifest.toml` says of the weights beside it.

    A passage's margin is `intercept + Σ weight / √Σ rarity` over its different n-grams, where rarity is the square of the
    inverse document frequency and the weight holds that frequency already (TF-IDF, binary, of length one). Passages that a
    glance puts below `glance`, or a close look below `cut`, go no further. Its log-odds is `bias + slope[english] · margin
    + structure · features`, less `handicap` where it is English; a document's log-odds is its gravest passage's, and its
    score `1 / (1 + exp(-(calibration[0] · log-odds + calibration[1])))`. It is raised from `threshold` (a log-odds) on. `glance`
    and `cut` are for Chinese and for English passages; what `senses` says of English ones is added to their log-odds.
    """

    version: int
    kind: str
    bits: int
    domain_bits: int
    lengths: list[int]
    domains: list[str]
    domain_intercepts: list[float]
    intercept: float
    glance: list[float]
    cut: list[float]
    slope: list[float]
    bias: float
    handicap: float
    features: list[str]
    structure: list[float]
    calibration: list[float]
    threshold: float
    sha256: dict[str, str]
    made_with: dict[str, str]
    training: dict[str, Any]
    scores: dict[str, Any]
    senses: Senses | None = None
    audience: Audience | None = None


class Weights(Struct, frozen=True):
    """A manifest and its arrays: a weight and a rarity for each bucket, and for each domain bucket one weight a domain."""

    folder: Path
    manifest: Manifest
    grams: memoryview[float]
    rarity: memoryview[float]
    domains: memoryview[float]
    digest: str

    def __reduce__(self) -> tuple[Any, tuple[Path]]:
        """Another process maps the files itself."""
        return open_weights, (self.folder,)


def read_manifest(folder: Path) -> tuple[Manifest, str]:
    """The manifest of `folder` and its digest. Raises ModelError."""
    path = folder / MANIFEST
    try:
        data = path.read_bytes()
        manifest = msgspec.convert(tomllib.loads(data.decode()), Manifest)
    except OSError as error:
        raise ModelError(say("fault.manifest_closed", path=path, why=error.strerror)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ModelError(say("fault.manifest_wrong", path=path, why=error)) from None
    if manifest.version != VERSION:
        raise ModelError(say("fault.manifest_version", path=path, found=manifest.version, known=VERSION))
    return manifest, f"sha256:{hashlib.sha256(data).hexdigest()}"


def open_weights(folder: Path) -> Weights:
    """The weights of `folder`. Raises ModelError where a file is missing, of the wrong size, or not the one pinned."""
    manifest, digest = read_manifest(folder)
    grams = _array(folder, manifest, GRAMS, 1 << manifest.bits)
    rarity = _array(folder, manifest, RARITY, 1 << manifest.bits)
    domains = _array(folder, manifest, DOMAINS, (1 << manifest.domain_bits) * len(manifest.domains))
    head, told = manifest.senses, manifest.audience
    if head is not None:
        _check(folder, manifest, {TABLE: head.words * ROW, WORDS: None, VECTORS: head.vectors * SIZE, SHARES: head.vectors * 4})
    if told is not None:
        _check(folder, manifest, {AUDIENCE: 1 << told.bits})
    return Weights(folder, manifest, grams, rarity, domains, digest)


def _check(folder: Path, manifest: Manifest, files: Mapping[str, int | None]) -> None:
    """Raises ModelError where one of `files` is missing, not of its size in bytes, or not the one pinned."""
    for name, size in files.items():
        path = folder / name
        try:
            held = path.read_bytes()
        except OSError as error:
            raise ModelError(say("fault.weights_closed", path=path, why=error.strerror)) from None
        if size not in (None, len(held)):
            raise ModelError(say("fault.weights_size", path=path, size=len(held), wanted=size))
        if hashlib.sha256(held).hexdigest() != manifest.sha256.get(name):
            raise ModelError(say("fault.weights_other", path=path))


def _array(folder: Path, manifest: Manifest, name: str, count: int) -> memoryview[float]:
    path = folder / name
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            if size != count * 4 or size > LARGEST:
                raise ModelError(say("fault.weights_size", path=path, size=size, wanted=count * 4))
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise ModelError(say("fault.weights_closed", path=path, why=error.strerror)) from None
    if hashlib.sha256(data).hexdigest() != manifest.sha256.get(name):
        raise ModelError(say("fault.weights_other", path=path))
    if sys.byteorder == "big":
        swapped = array("f", bytes(data))
        swapped.byteswap()
        return memoryview(swapped)
    return memoryview(data).cast("f")
