"""Texts to learn from and to be judged on: authored ones, innocent ones of a folder, an office's own.

In: the authored templates, folders. Out: `Sample`s, each in a fold. A split is by template and by source, never among
siblings: all parts of one source, and all texts of one template line, are in one fold.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from outscan.fold import fold
from outscan_training import authored
from outscan_training.authored import DOMAINS, FOLDS

NONE = "none"
EMBEDDED = 0.5
"""So many of the authored texts are met inside a longer innocent one."""
AROUND = 200
"""Characters of the longer text on either side, at most; LATIN_AROUND of an English one."""
LATIN_AROUND = 500
TOGETHER = 4
READINGS = 2


@dataclass(frozen=True, slots=True)
class Sample:
    """A folded text; `[low, high)` is about `domain` ("none" where nothing is undisclosed), the rest is its surroundings."""

    text: str
    low: int
    high: int
    domain: str
    about: str
    fold: int
    kind: str
    name: str
    source: str = ""
    """The template or file it comes from: wording of one source alone may not weigh."""


def fold_of(source: str) -> int:
    """The fold of everything that comes from `source`."""
    return hashlib.sha256(source.encode()).digest()[0] % FOLDS


def _plain(text: str) -> str:
    return fold(text).text


def plain_text(path: Path) -> str:
    """The folded text of a plain UTF-8 file."""
    return _plain(path.read_text("utf-8", "replace"))


def innocents(folder: Path, use: str = "train", read: Callable[[Path], str] = plain_text) -> list[Sample]:
    """The innocent texts of `folder`: those its index.csv (file, use, repo, path) names for `use`, or all *.txt without one.

    `read` gives the folded text of a file; a caller above passes one that reads as a scan does.
    """
    index = folder / "index.csv"
    out = []
    if index.exists():
        with index.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.DictReader(lines) if row.get("use", use) == use]
        named = [(row["file"], row.get("repo", "") + row.get("path", row["file"]).split("#")[0].split("@")[0]) for row in rows]
    else:
        named = [(path.name, path.name) for path in sorted(folder.glob("*.txt"))] if use == "train" else []
    for name, source in named:
        text = read(folder / name)
        called = f"{folder.name}/{name}"
        out.append(Sample(text, 0, len(text), NONE, name.split("_")[0], fold_of(source), "innocent", called))
    return out


def local(texts: Iterable[tuple[str, str, str]]) -> list[Sample]:
    """An office's own material as (domain, file, text): a fold a file."""
    out = []
    for domain, name, text in texts:
        plain = fold(text).text
        kind = "innocent" if domain == NONE else "local"
        out.append(Sample(plain, 0, len(plain), domain, domain, fold_of(name), kind, name, name))
    return out


def written(carriers: Sequence[Sample], each: int, seed: int, readings: int = READINGS) -> Iterator[Sample]:
    """The authored texts: `each` of lines a domain and fold, and `readings` times every document of every voice.

    Half of the lines, and every document once more, stand inside a stretch of a carrier of the same fold. A carrier is an
    innocent text; where there is none of that fold, innocent twins stand in for it.
    """
    dice = Random(seed)  # noqa: S311 - reproducible variety, no secret
    by_fold = [[one for one in carriers if one.fold == at] for at in range(FOLDS)]
    english = [_harmless(at, dice) for at in range(FOLDS)]
    for number, one in enumerate(authored.corpus(seed, each)):
        yield _set(one, english if one.english else by_fold, dice, f"lines-{number}", among=dice.random() < EMBEDDED)
    for template in authored.documents():
        for reading in range(readings):
            name = f"{template.voice}-{template.number}-{reading}"
            yield _set(template.fill(dice), by_fold, dice, name, among=False)
            near = english if template.english else by_fold
            yield _set(template.fill(dice), near, dice, f"{name}-among", among=True)


def _harmless(fold: int, dice: Random) -> list[Sample]:
    """English surroundings of one fold: its innocent documents, a few in a row."""
    english = [one for one in authored.documents() if one.english and not one.secret and authored.VOICES[one.voice] == fold]
    texts = [_plain("\n".join(dice.choice(english).fill(dice).text for _ in range(TOGETHER))) for _ in english]
    return [Sample(text, 0, len(text), NONE, NONE, fold, "innocent", f"english-{fold}-{at}") for at, text in enumerate(texts)]


def _set(one: authored.Written, by_fold: Sequence[Sequence[Sample]], dice: Random, name: str, *, among: bool) -> Sample:
    text, low = fold(one.text).text, 0
    end = len(text)
    if among:
        near = by_fold[one.fold]
        if near:
            around = dice.choice(near).text
        else:
            around = "\n".join(authored.write(dice.choice(DOMAINS), one.fold, dice, secret=False).text for _ in range(4))
        reach = LATIN_AROUND if one.english else AROUND
        cut = dice.randint(0, max(len(around) - 2 * reach, 0))
        before = around[cut : cut + dice.randint(0, reach)]
        after = around[cut + reach : cut + reach + dice.randint(0, reach)]
        joint = dice.choice(("", "\n"))
        low = len(before) + len(joint)
        end += low
        text = f"{before}{joint}{text}{joint}{after}"
    return Sample(text, low, end, one.domain, one.about, one.fold, "authored", name, one.source)
