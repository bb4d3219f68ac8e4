#!/usr/bin/env python3
"""Distil the sentence encoder's view of English words into a small table: `make_senses.py --innocents DIR --words LIST`.

In: the encoder (`outscan[meaning]`), the authored texts, folders of public texts, a list of English words that says which pieces
of the encoder are English. Out: `senses.txt` (words, in order), `senses.i8` (a row a word: SIZE signed bytes and one for its
rarity) and `senses.toml` (what they were made of) in models/residual. A word begins as what the encoder hears of it alone, on the
axes along which whole texts differ most; then all words are moved, by least squares, until the mean of a passage's words is as
near as it can be to what the encoder hears of the passage. No label is looked at. Training a model reads the table and never the
encoder, so that it is made once, and again only where words or encoder change.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.decomposition import PCA
from sklearn.linear_model import Ridge

from outscan.assess import senses
from outscan.assess.meaning import _encoder, encode, english, files_digest, installed
from outscan.assess.structure import latin
from outscan_training.corpus import Sample, innocents, written
from outscan_training.store import OPEN, write
from outscan_training.train.meaning import LONGEST
from outscan_training.train.rows import prepared
from train_model import text_of

ROOT = Path(__file__).resolve().parents[1]
HOLD = 2.0
"""How strongly a word is held where the encoder hears it alone."""
STEPS = 60
MANY = 14_000
"""So many words are kept."""
EACH = 12
"""Of a public document so many English passages are distilled from, evenly over its length."""
OTHERS = 4
"""Of all authored texts, of either language, each so-manieth says along which axes texts differ."""
MET = 2
"""A word of public texts is kept from so many passages on; one of the authored texts always."""

Floats = NDArray[np.float64]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--innocents", type=Path, nargs="+", default=[], help="folders of public texts")
    parser.add_argument("--words", type=Path, required=True, help="a list of English words, one a line")
    parser.add_argument("--output", type=Path, default=ROOT / "models" / "residual")
    given = parser.parse_args()
    plain = [one for folder in given.innocents for one in innocents(folder, read=text_of)]
    whole = [one for one in written(plain, 1, 1, 1) if one.name.endswith("-0")]
    ours = sorted({text for one in whole for text in _passages(one) if latin(text)})
    public = sorted({text for one in plain for text in _spread(one)})
    others = [one.text[one.low : one.high][:LONGEST] for one in whole[::OTHERS]]
    words = vocabulary(ours, public, given.words)
    rows, rarity = distil(words, [*ours, *public], others)
    store(given.output, words, rows, rarity, {"authored_passages": len(ours), "public_passages": len(public)})
    return 0


def _passages(one: Sample) -> list[str]:
    """A document and its stretches."""
    text = one.text[one.low : one.high]
    return [text[:LONGEST], *(text[start:end] for start, end in prepared(text).spans.tolist() if english(text[start:end]))]


def _spread(one: Sample) -> list[str]:
    """Some English passages of a public document."""
    found = [one.text[start:end] for start, end in prepared(one.text).spans.tolist()]
    found = [text for text in found if english(text)]
    return found[:: max(len(found) // EACH, 1)][:EACH]


def vocabulary(ours: list[str], public: list[str], listed: Path) -> list[str]:
    """The words of the table: ours, those often met in public, then the encoder's own pieces that are English words."""
    first = Counter(word for text in ours for word in senses.words(text))
    second = Counter(word for text in public for word in senses.words(text))
    known = {word.strip() for word in listed.read_text("utf-8").splitlines() if word.strip().isascii() and word.strip().islower()}
    kept = [word for word, _ in sorted(first.items(), key=lambda one: (-one[1], one[0]))]
    often = [word for word, met in sorted(second.items(), key=lambda one: (-one[1], one[0])) if met >= MET]
    kept += [word for word in often if word in known and word not in first]
    there = set(kept)
    # The encoder keeps its pieces from the most probable down.
    for piece in _encoder()._tokenizer._pieces:  # noqa: SLF001 - the package names no other way
        word = piece[1:]
        if piece[0] == "\u2581" and word in known and word not in there:
            kept.append(word)
            there.add(word)
    return sorted(kept[:MANY])


def distil(words: list[str], texts: list[str], others: list[str]) -> tuple[Floats, NDArray[np.uint8]]:
    """A vector for each of `words` and its rarity (1 to 255), from what the encoder hears of `texts` and of `others`."""
    at = {word: number for number, word in enumerate(words)}
    bags = [sorted(at[word] for word in senses.words(text) if word in at) for text in texts]
    met = np.bincount(np.array([one for bag in bags for one in bag]), minlength=len(words))
    rare = np.minimum(np.log(len(texts) / (1 + met)) + 1, math.log(len(texts) / 4) + 1)
    rarity = np.clip(np.round(rare / rare.max() * 255), 1, 255).astype(np.uint8)
    mean_of = _means(bags, rarity, len(words))
    heard = encode(texts).astype(np.float64)
    axes = PCA(senses.SIZE, random_state=0).fit(np.concatenate([encode(others), heard[::3]]))
    wanted = axes.transform(heard)
    alone = axes.transform(encode(words).astype(np.float64))
    start = Ridge(alpha=1.0).fit(mean_of @ alone, wanted)
    moved = _least_squares(mean_of, wanted - start.predict(mean_of @ alone))
    rows: Floats = alone @ start.coef_.T + moved
    left = wanted - (mean_of @ rows + start.intercept_)
    print(f"explained of {len(texts)} passages: {1 - (left**2).sum() / ((wanted - wanted.mean(0)) ** 2).sum():.3f}")
    return rows, rarity


def _means(bags: list[list[int]], rarity: NDArray[np.uint8], many: int) -> Any:  # noqa: ANN401 - scipy is untyped
    """The weighted mean of each bag's words, as a matrix."""
    ends = np.concatenate([[0], np.cumsum([len(bag) for bag in bags])])
    index = np.array([one for bag in bags for one in bag])
    weights = rarity[index].astype(np.float64)
    matrix = sparse.csr_matrix((weights, index, ends), shape=(len(bags), many))
    norm = np.sqrt(np.maximum(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel(), 1e-9))
    return (sparse.diags(1 / norm) @ matrix).tocsr()


def _least_squares(rows: Any, wanted: Floats) -> Floats:  # noqa: ANN401 - scipy is untyped
    """What must be added to each word, by conjugate gradients, held by HOLD."""
    found = np.zeros((rows.shape[1], wanted.shape[1]))
    left = rows.T @ wanted
    way, size = left.copy(), (left * left).sum(axis=0)
    for _ in range(STEPS):
        pushed = rows.T @ (rows @ way) + HOLD * way
        step = size / np.maximum((way * pushed).sum(axis=0), 1e-12)
        found += step * way
        left = left - step * pushed
        before, size = size, (left * left).sum(axis=0)
        way = left + size / np.maximum(before, 1e-12) * way
    return found


def store(folder: Path, words: list[str], rows: Floats, rarity: NDArray[np.uint8], counts: dict[str, int]) -> None:
    """Write the table and what it was made of."""
    step = float(np.percentile(np.abs(rows), 99.9)) / 127
    quiet = np.clip(np.round(rows / step), -127, 127).astype(np.int8)
    data = {
        senses.TABLE: np.concatenate([quiet.view(np.uint8), rarity[:, None]], axis=1).tobytes(),
        senses.WORDS: ("\n".join(words) + "\n").encode(),
    }
    for name, held in data.items():
        write(folder / name, held, OPEN)
    made: dict[str, Any] = {"words": len(words), "size": senses.SIZE, "step": step, **counts}
    made |= {"encoder": installed(), "encoder_sha256": files_digest(), "licence": "Apache-2.0"}
    made |= {f"sha256_{name.replace('.', '_')}": hashlib.sha256(held).hexdigest() for name, held in data.items()}
    lines = (f"{key} = {json.dumps(one, ensure_ascii=False)}" for key, one in made.items())
    write(folder / senses.ORIGIN, ("\n".join(lines) + "\n").encode(), OPEN)


if __name__ == "__main__":
    sys.exit(main())
