"""Write `src/outscan/confirm/pairs.txt`: the everyday two-character words, a line for each first character.

In: the dictionary that jieba (MIT) carries, read as a text file; jieba itself is not run and leaves no cache. Out: the words,
sorted: the first character, then all that follow it in one. `confirm.boundary` uses them to tell which hits deserve a look
by the segmenter.
"""

from __future__ import annotations

from importlib.util import find_spec
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from outscan.fold import fold

OUT = Path(__file__).parents[1] / "src/outscan/confirm/pairs.txt"
RARE = 20
"""Words counted less often than this in jieba's corpus are names and accidents."""


def main() -> None:
    """Read, choose, fold, sort, write."""
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed")
    pairs = set()
    for line in (Path(spec.origin).parent / "dict.txt").read_text("utf-8").splitlines():
        word, count, *_ = line.split(" ")
        folded = fold(word).text
        if len(folded) == 2 and int(count) >= RARE and all("\u4e00" <= c <= "\u9fff" for c in folded):
            pairs.add(folded)
    lines = (first + "".join(word[1] for word in words) for first, words in groupby(sorted(pairs), key=itemgetter(0)))
    OUT.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    print(f"{len(pairs)} pairs")


if __name__ == "__main__":
    main()
