#!/usr/bin/env python3
"""Train the shipped residual-risk weights: `make model ARGS="--innocents DIR"`, or without DIR from authored texts alone.

In: the authored templates; a folder of innocent texts (its index.csv says which may train and which only test). Out:
models/residual. Prints how held-out templates and innocents stood.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from outscan.assess import authored
from outscan.assess.corpus import NONE, innocents, written
from outscan.assess.store import store
from outscan.assess.train import train

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--innocents", type=Path, help="folder of innocent texts")
    told.add_argument("--output", type=Path, default=ROOT / "models" / "residual")
    told.add_argument("--each", type=int, default=60, help="authored texts of each kind, a domain and fold")
    told.add_argument("--alpha", type=float, default=1e-5)
    given = told.parse_args()
    began = time.monotonic()
    plain = innocents(given.innocents) if given.innocents else []
    samples = [*written(plain, given.each, 1), *plain]
    trained = train(samples, alpha=given.alpha, say=lambda text: print(f"{time.monotonic() - began:6.0f} s  {text}", flush=True))
    groups = {
        "paraphrases": [s for s in samples if s.domain != NONE],
        "twins": [s for s in samples if s.domain == NONE and s.kind == "authored"],
        "innocents": plain,
    }
    scores = {}
    for name, group in groups.items():
        raised = sum(trained.held_out.get(s.name, -99.0) >= trained.threshold for s in group)
        scores[f"held_out_{name}"] = len(group)
        scores[f"held_out_{name}_raised"] = raised
        print(f"{name}: {raised}/{len(group)} raised, held out")
    store(
        trained,
        given.output,
        kind="shipped",
        training={"authored": authored.digest(), "authored_texts": len(samples) - len(plain), "innocent_texts": len(plain)},
        scores=scores,
    )
    print(f"{given.output}: {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
