"""Train on an office's own material and put the weights in place, unless they are worse than those there.

In: samples, a folder. Out: weights, manifest, CARD.md (mode 600: a local model is as secret as its material).
Law: both models are asked about the same held-out texts; a new one that does worse is not installed unless told to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from outscan.assess.audience import Readership, readership
from outscan.assess.weights import MANIFEST, open_weights, read_manifest
from outscan.config import shipped
from outscan.errors import ModelError
from outscan.words import say as sentence
from outscan_training.authored import FOLDS, digest
from outscan_training.card import card
from outscan_training.corpus import NONE, Sample
from outscan_training.evaluate import Share, document_log_odds, per_domain, raised
from outscan_training.store import PRIVATE, store, write
from outscan_training.train import train

CARD = "CARD.md"
LEAST_TEXTS = 2 * FOLDS


@dataclass(frozen=True, slots=True)
class Standing:
    """How many positives and innocents of an office's own a model raises."""

    found: Share
    false: Share

    @property
    def worth(self) -> float:
        """Youden's index: recall less the share of innocents raised."""
        return _share(self.found) - _share(self.false)


def _share(one: Share) -> float:
    return one.hits / one.count if one.count else 0.0


def install(
    own: Sequence[Sample],
    authored: Sequence[Sample],
    folder: Path,
    *,
    force: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> tuple[Standing, Standing | None]:
    """Train on `own` and `authored` together and install into `folder`; how the new and the old model stand on `own`.

    The new model is judged fold by fold, so that it never saw what it is asked about; the old one as it is. Raises
    ModelError where there is too little material, or the new one is worse and `force` is not set.
    """
    positive = [one for one in own if one.domain != NONE]
    innocent = [one for one in own if one.domain == NONE]
    if len(own) < LEAST_TEXTS or not positive or not innocent:
        raise ModelError(sentence("fault.too_few_texts", least=LEAST_TEXTS))
    trained = train([*authored, *own], say=say)
    new = Standing(
        raised([trained.held_out.get(one.name, -99.0) for one in positive], trained.threshold),
        raised([trained.held_out.get(one.name, -99.0) for one in innocent], trained.threshold),
    )
    old = _old(folder, positive, innocent)
    if old is not None and new.worth < old.worth and not force:
        raise ModelError(
            sentence("fault.model_worse", found=new.found, false=new.false, old_found=old.found, old_false=old.false)
        )
    material = hashlib.sha256(
        "\n".join(sorted(f"{o.domain} {hashlib.sha256(o.text.encode()).hexdigest()}" for o in own)).encode()
    )
    folder.mkdir(parents=True, exist_ok=True)
    store(
        trained,
        folder,
        kind="local",
        training={"authored": digest(), "local": f"sha256:{material.hexdigest()}", "local_texts": len(own)},
        scores={"held_out_found": str(new.found), "held_out_false": str(new.false)},
        readership=_shipped(),
    )
    measured = {sentence("fault.own_positive"): str(new.found), sentence("fault.own_innocent"): str(new.false)}
    measured |= {
        sentence("fault.of_domain", key=key): str(one)
        for key, one in per_domain(positive, trained.held_out, trained.threshold).items()
    }
    if old is not None:
        measured |= {sentence("fault.old_positive"): str(old.found), sentence("fault.old_innocent"): str(old.false)}
    write(folder / CARD, card(read_manifest(folder)[0], measured).encode(), PRIVATE)
    return new, old


def _shipped() -> Readership | None:
    """For whom passages are written is learned from no office's own material: the shipped table goes with every model."""
    folder = shipped("models") / "residual"
    if not (folder / MANIFEST).exists():
        return None
    told = open_weights(folder).manifest.audience
    return None if told is None else readership(folder, told)


def _old(folder: Path, positive: Sequence[Sample], innocent: Sequence[Sample]) -> Standing | None:
    if not (folder / MANIFEST).exists():
        return None
    weights = open_weights(folder)
    line = weights.manifest.threshold
    return Standing(
        raised([document_log_odds(weights, one.text) for one in positive], line),
        raised([document_log_odds(weights, one.text) for one in innocent], line),
    )
