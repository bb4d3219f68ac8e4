"""A trained model written to a folder: plain arrays and the manifest that pins them.

In: `Trained`, and for whom passages are written. Out: `grams.f32`, `rarity.f32`, `domains.f32`, `manifest.toml`, the word table
with its head and `audience.i8` where there are such. A local model's files are as
secret as the material it was trained on (n-grams can be probed): mode 600.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import scipy
import sklearn

from outscan.assess import audience, hashing, senses
from outscan.assess.audience import Readership
from outscan.assess.structure import FEATURES
from outscan.assess.weights import DOMAINS as DOMAIN_FILE
from outscan.assess.weights import GRAMS, MANIFEST, RARITY, VERSION
from outscan_training.authored import DOMAINS
from outscan_training.train import BITS, DOMAIN_BITS, Trained

LIFTED = 0.14
"""So much higher Chinese passages must stand where what reads as of a desk is heard more (decision 68)."""
PRIVATE = 0o600
OPEN = 0o644


def store(
    trained: Trained,
    folder: Path,
    *,
    kind: str,
    training: Mapping[str, Any],
    scores: Mapping[str, Any],
    readership: Readership | None = None,
) -> None:
    """Write `trained` to `folder`; `kind` is "shipped" or "local". Arrays first, the manifest that names them last."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays = {
        GRAMS: trained.grams.weights.astype("<f4").tobytes(),
        RARITY: trained.grams.rarity.astype("<f4").tobytes(),
        DOMAIN_FILE: trained.domain_weights.astype("<f4").tobytes(),
    }
    if trained.ear is not None:
        arrays |= {name: (trained.ear.folder / name).read_bytes() for name in (senses.TABLE, senses.WORDS, senses.ORIGIN)}
        arrays |= {senses.VECTORS: trained.ear.vectors.tobytes(), senses.SHARES: trained.ear.shares.astype("<f4").tobytes()}
    if readership is not None:
        arrays[audience.TABLE] = bytes(readership.table)
    mode = PRIVATE if kind == "local" else OPEN
    for name, data in arrays.items():
        write(folder / name, data, mode)
    write(folder / MANIFEST, _manifest(trained, readership, kind, arrays, training, scores).encode(), mode)


def write(path: Path, data: bytes, mode: int) -> None:
    """Put `data` in place of `path` at once, with `mode` from the first byte on."""
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
    beside.replace(path)


def _manifest(
    trained: Trained,
    readership: Readership | None,
    kind: str,
    arrays: Mapping[str, bytes],
    training: Mapping[str, Any],
    scores: Mapping[str, Any],
) -> str:
    higher = 0.0 if readership is None else LIFTED
    plain = {
        "version": VERSION,
        "kind": kind,
        "bits": BITS,
        "domain_bits": DOMAIN_BITS,
        "lengths": list(hashing.LENGTHS),
        "domains": list(DOMAINS),
        "domain_intercepts": trained.domain_intercepts,
        "intercept": trained.grams.intercept,
        "glance": list(trained.glance),
        "cut": list(trained.cut),
        "slope": list(trained.slope),
        "bias": trained.bias,
        "handicap": trained.handicap - higher,
        "features": list(FEATURES),
        "structure": trained.structure,
        "calibration": list(trained.calibration),
        "threshold": trained.threshold + higher,
    }
    tables: dict[str, Mapping[str, Any]] = {
        "sha256": {name: hashlib.sha256(data).hexdigest() for name, data in arrays.items()},
        "made_with": {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__, "numpy": np.__version__},
        "training": training,
        "scores": scores,
    }
    if trained.ear is not None:
        tables["senses"] = {key: getattr(trained.ear.told, key) for key in trained.ear.told.__struct_fields__}
    if readership is not None:
        tables["audience"] = {key: getattr(readership.told, key) for key in readership.told.__struct_fields__}
    lines = [f"{key} = {_toml(one)}" for key, one in plain.items()]
    for name, table in tables.items():
        lines += ["", f"[{name}]", *(f"{json.dumps(key, ensure_ascii=False)} = {_toml(one)}" for key, one in table.items())]
    return "\n".join(lines) + "\n"


def _toml(one: Any) -> str:  # noqa: ANN401 - strings, figures and lists of them; JSON writes these as TOML reads them
    return json.dumps(one, ensure_ascii=False)
