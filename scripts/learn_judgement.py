"""Learn the weights of `lexicons/judgement.yaml` on authored and public texts, and write the table with its card.

`learn_judgement.py --innocents DIR [DIR …]` takes every meeting of every item: in the items' own hits and misses, in the authored
texts of `outscan_training`, in the plain sentences of `tests/lexicon/bare` (two of three), and in public texts (folders with an
`index.csv` of `file,use`; `train` teaches, `test` only measures). A logistic regression whose weights keep the sign of
their meaning.
"""

from __future__ import annotations

import argparse
import csv
import json
import pickle
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from outscan.config import Config, shipped
from outscan.confirm import confirm
from outscan.detect.terms import TermDetector
from outscan.fold import fold
from outscan.lexicon.load import load
from outscan.lexicon.model import Judgement
from outscan.reading import Document, Reading
from outscan.relate.index import Index
from outscan.relate.layout import lay_out
from outscan.relate.weighing import Weigher
from outscan.scanner import Scanner
from outscan.types import Blob, Segment, Where
from outscan_training.authored import DOMAINS, VOICES, documents, fill, sections

BARE = Path(__file__).parent.parent / "tests" / "lexicon" / "bare"
OPEN = Judgement({}, doubt=-1e9, stray=-1e9, weights={})
RAISE = ("full", "groups_", "within_", "letters_", "data", "figure", "opens")
LOWER = ("in_", "para_", "unless", "title", "apart", "ordinary_", "known_")
MOST_OPENING = 0.7
"""What standing at the beginning may weigh at most: authored texts are short, real ones are not."""
MOST_COMMON = 1.2
"""What the ordinariness of its matter may weigh against an item at most."""
MOST_WORD = 4.0
"""What one excluding word may weigh at most: no single word ends a matter."""
OWN_TEST = 12.0
"""How often an item's own hits and misses count."""
MANY, SOME = 0.03, 0.003
"""Shares of public texts from which on a word is ordinary, or known."""
UNHEARD_FILE = "fifth"
"""The plain sentences that are only measured: written after the words of items were widened, in none of their words."""
UNHEARD = 4
"""The fold of voices that is only measured."""
PENALTY, OWN = 0.4, 0.25
"""How strongly weights, and what an item's matter is worth of its own, are held to zero."""


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting: what speaks, whose, from which text, and what it was."""

    item: str
    form: str
    features: frozenset[str]
    text: str
    sensitive: bool
    part: str
    weight: float = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--innocents", nargs="*", type=Path, default=[])
    parser.add_argument(
        "--rows", type=Path, help="keep the meetings of public texts here, and take them from here where it exists"
    )
    parser.add_argument("--ordinary", action="store_true", help="only list the ordinary words anew (then compile the pack)")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--question", type=float, default=1.2, help="public texts in 1,000 that may hold a matter without state")
    parser.add_argument("--full", type=float, default=1.8, help="public texts in 1,000 that may hold a full meeting of words")
    given = parser.parse_args()
    scanner = Scanner.build(Config(ocr="off"))
    if given.ordinary:
        many, some = _ordinary(scanner, given.innocents)
        file = shipped("lexicons") / "judgement.yaml"
        kept = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("ordinary:", "known:"))]
        file.write_text("\n".join([*kept, _listed("ordinary", many), _listed("known", some)]) + "\n", encoding="utf-8")
        print(len(many), "ordinary,", len(some), "known words")
        return 0
    rows = list(_authored(scanner))
    texts: Counter[str] = Counter()
    if given.rows and given.rows.exists():
        public, texts = pickle.loads(given.rows.read_bytes())  # noqa: S301 - our own file
    else:
        public = []
        for folder in given.innocents:
            for row in _public(scanner, folder, texts):
                public.append(row)
        if given.rows:
            given.rows.write_bytes(pickle.dumps((public, texts)))
    learned = _learn([one for one in [*rows, *public] if one.part == "train"], scanner)
    _measure(learned, rows, public, texts, {"question": given.question, "full": given.full})
    if given.write:
        _write(scanner, learned, rows, public, texts)
    return 0


def meetings(
    scanner: Scanner, data: bytes, name: str = "材料.txt", as_of: date | None = None
) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Item, form and features of every meeting of a document."""
    document: Document = scanner.settled(scanner.take(Blob(Where((name,)), data)))
    if as_of is not None:
        document.as_of = as_of
    layout = lay_out(document)
    weigher = Weigher(scanner.pack, document, layout)
    weigher.judgement = OPEN
    weigher.scale.judgement = scanner.pack.judgement or OPEN
    index = Index(scanner.pack, confirm(document, scanner.pack).evidence, layout, document.as_of)
    for ways in index.candidates():
        for way in ways:
            for met in weigher._met(index, way):  # noqa: SLF001
                if met.reason is None:
                    yield way[1].id, way[0], met.weighed.features


def _authored(scanner: Scanner) -> Iterator[Row]:
    yield from _own_tests(scanner)
    yield from _plain_sentences(scanner)
    yield from _voices(scanner)


def _own_tests(scanner: Scanner) -> Iterator[Row]:
    for item in load(shipped("lexicons"), whole=True).items:
        for sensitive, examples in ((True, item.written.hits), (False, item.written.misses)):
            for number, example in enumerate(examples):
                if example.rows or not example.text:
                    continue
                name = f"{item.id}/{sensitive}/{number}"
                day = date.fromisoformat(example.as_of) if example.as_of else None
                for rule, form, features in meetings(scanner, example.text.encode(), as_of=day):
                    if sensitive or rule == item.id:
                        yield Row(
                            rule,
                            form,
                            features,
                            name,
                            sensitive,
                            "train",
                            OWN_TEST if rule == item.id and form == "full" else 1.0,
                        )


def _plain_sentences(scanner: Scanner) -> Iterator[Row]:
    for file in sorted(BARE.glob("*.tsv")):
        sensitive = file.stem != "innocent"
        for number, line in enumerate(file.read_text("utf-8").splitlines()):
            part = "test" if number % 3 == 0 or file.stem == UNHEARD_FILE else "train"
            for rule, form, features in meetings(scanner, line.partition("\t")[2].encode()):
                yield Row(rule, form, features, f"{file.name}/{number}", sensitive, part, 4.0)


def _voices(scanner: Scanner) -> Iterator[Row]:
    dice = random.Random(7)  # noqa: S311 - reproducible variety, no secret
    for number, one in enumerate(documents()):
        part = "test" if VOICES[one.voice] == UNHEARD else "train"
        for rule, form, features in meetings(scanner, one.fill(dice).text.encode()):
            yield Row(rule, form, features, f"voices/{number}", one.secret, part)
    for domain in DOMAINS:
        for kind in ("secret", "innocent"):
            for section in (kind, f"{kind}_en"):
                for number, line in enumerate(sections(domain).get(section, ())):
                    for rule, form, features in meetings(scanner, fill(line, dice).encode()):
                        yield Row(rule, form, features, f"lines/{domain}{section}{number}", kind == "secret", "train")


def _ordinary(scanner: Scanner, folders: list[Path]) -> tuple[list[str], list[str]]:
    """The terms that many, and that some, public texts hold."""
    terms = next(one for one in scanner.detectors if isinstance(one, TermDetector))
    held: Counter[int] = Counter()
    total = 0
    for folder in folders:
        with (folder / "index.csv").open(encoding="utf-8") as lines:
            for line in csv.DictReader(lines):
                if line["use"] == "train":
                    total += 1
                    text = (folder / line["file"]).read_text("utf-8", errors="replace")
                    held.update(terms.met(Reading(0, Segment(Where(("a.txt",)), text), fold(text))))
    many = sorted({scanner.pack.terms[n].casefold() for n, count in held.items() if count >= MANY * total})
    some = sorted({scanner.pack.terms[n].casefold() for n, count in held.items() if SOME * total <= count < MANY * total})
    return many, some


def _public(scanner: Scanner, folder: Path, texts: Counter[str]) -> Iterator[Row]:
    with (folder / "index.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            if line.get("strong_mark") == "1":
                continue
            texts[line["use"]] += 1
            seen: Counter[tuple[str, str]] = Counter()
            for rule, form, features in meetings(scanner, (folder / line["file"]).read_bytes(), line["file"].rsplit("/", 1)[-1]):
                seen[rule, form] += 1
                if seen[rule, form] <= 4:
                    yield Row(rule, form, features, f"{folder.name}/{line['file']}", False, line["use"])


def _learn(rows: list[Row], scanner: Scanner) -> dict[str, dict[str, float]]:
    raises = {
        name: sign.speaks
        for name, sign in __import__("outscan.state", fromlist=["State"]).State(scanner.pack.state).sayings.items()
    }
    names = sorted({feature for row in rows for feature in row.features})
    items = sorted({row.item for row in rows})
    column = {name: n for n, name in enumerate(names)}
    place = {item: len(names) + n for n, item in enumerate(items)}
    x = np.zeros((len(rows), len(names) + len(items)), dtype=np.float32)
    y = np.array([1.0 if row.sensitive else 0.0 for row in rows])
    w = np.array([row.weight for row in rows])
    for n, row in enumerate(rows):
        for feature in row.features:
            x[n, column[feature]] = 1
        x[n, place[row.item]] = 1
    w[y == 1] *= (w[y == 0].sum() / w[y == 1].sum()) * 0.5
    bounds: list[tuple[float | None, float | None]] = []
    for name in names:
        kind, _, said = name.partition("_")
        speaks = raises.get(said) if kind in ("says", "before") else None
        if name == "opens":
            bounds.append((0, MOST_OPENING))
        elif name == "unless":
            bounds.append((-MOST_WORD, 0))
        elif name.startswith(RAISE) or speaks == "raises":
            bounds.append((0, None))
        elif name.startswith(LOWER) or speaks in ("lowers", "excuses"):
            bounds.append((None, 0))
        else:
            bounds.append((None, None))
    bounds += [(-MOST_COMMON, 2)] * len(items)
    penalty = np.array([PENALTY] * len(names) + [OWN] * len(items))

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        z = x @ b
        p = 1 / (1 + np.exp(-np.clip(z, -40, 40)))
        value = -(w * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum() + (penalty * b * b).sum()
        return float(value), (x.T @ (w * (p - y))) + 2 * penalty * b

    found = minimize(
        loss, np.zeros(len(names) + len(items)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}
    )
    return {
        "weights": {name: round(float(found.x[column[name]]), 2) for name in names if abs(found.x[column[name]]) >= 0.05},
        "common": {item: round(float(found.x[place[item]]), 2) for item in items if abs(found.x[place[item]]) >= 0.05},
    }


def score(learned: dict[str, dict[str, float]], row: Row) -> float:
    """The sum for one meeting."""
    return learned["common"].get(row.item, 0.0) + sum(learned["weights"].get(feature, 0.0) for feature in row.features)


def _measure(learned: dict, rows: list[Row], public: list[Row], texts: Counter[str], per_mille: dict[str, float]) -> None:
    best: dict[tuple[str, str], dict[str, float]] = defaultdict(dict)
    for row in [*rows, *public]:
        kind = "full" if row.form == "full" else "question"
        source = row.text.split("/")[0] if row in rows else "public"
        source = row.text.split("/", 1)[0] if not row.text.startswith("benign") else "public"
        if "/True/" in row.text:
            source = "hits"
        elif "/False/" in row.text:
            source = "misses"
        key = f"{source}-{'A' if row.sensitive else 'B'}-{row.part}", kind
        best[key][row.text] = max(best[key].get(row.text, -99), score(learned, row))
    everything = sum(texts.values())
    for kind in ("question", "full"):
        scores = sorted(
            (v for (s, k), d in best.items() if k == kind and s.startswith("public") for v in d.values()), reverse=True
        )
        allowed = int(everything * per_mille[kind] / 1000)
        threshold = scores[allowed] if len(scores) > allowed else -9
        for at in (3, 2.5, 2, 1.5, 1.25, 1, 0.75, 0.5, 0.25, 0, -0.5):
            print(
                f"   at {at}: public {sum(v > at for v in scores)};",
                *(
                    f"{s} {sum(v > at for v in d.values())}/{len(d)}"
                    for (s, k), d in sorted(best.items())
                    if k == kind and "public" not in s
                ),
            )
        learned.setdefault("limits", {})[kind] = round(threshold + 0.01, 2)
        print(kind, "threshold", round(threshold, 2), "of", everything, texts)
        for (source, k), d in sorted(best.items()):
            if k == kind:
                over = sum(v > threshold for v in d.values())
                print(f"   {source}: {over} of {len(d)} with any meeting above")


def _listed(name: str, words: list[str]) -> str:
    return f"{name}: [{', '.join(json.dumps(word, ensure_ascii=False) for word in words)}]"


def _write(scanner: Scanner, learned: dict, rows: list[Row], public: list[Row], texts: Counter[str]) -> None:
    sensitive = sum(row.sensitive for row in rows)
    lines = [
        "# 判断的分量：一处会合的各项相加。正数说明是未公开的真事，负数说明只是提到、已公开或不是真事。",
        "# 由 scripts/learn_judgement.py 学得，不要手改。",
        "card:",
        f"  learned: {datetime.now(UTC).date().isoformat()}",
        f'  authored: "{sensitive} meetings in authored sensitive passages, {len(rows) - sensitive} in innocent ones"',
        f'  public: "{len(public)} meetings in {texts.total()} public texts ({texts["train"]} taught)"',
        f"  method: logistic regression, weights keep the sign of their meaning, penalty {PENALTY} (items {OWN})",
        f"doubt: {learned['limits']['question']}",
        f"stray: {learned['limits']['full']}",
        "weights:",
        *(f"  {name}: {value}" for name, value in sorted(learned["weights"].items())),
        "# 一事项的内容在公开文字里越常见，负得越多。",
        "common:",
        *(f"  {name}: {value}" for name, value in sorted(learned["common"].items())),
        "# 公开文字里常见的词：ordinary 每百篇至少三篇有，known 每千篇至少三篇有。",
        _listed("ordinary", list(scanner.pack.judgement.ordinary)),
        _listed("known", list(scanner.pack.judgement.known)),
    ]
    (shipped("lexicons") / "judgement.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
