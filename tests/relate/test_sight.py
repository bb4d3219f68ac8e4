"""Terms that can matter to nothing where they stand become no match: what is found over the rest is what is found over all."""

import random

import pytest

from outscan.config import Config, shipped
from outscan.lexicon.load import load
from outscan.relate import in_sight, sight
from outscan.scanner import Scanner
from outscan.types import Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
FILLER = "今天的会议讨论了食堂的菜单和班车的时刻，大家都很满意。"
WHOLE = load(shipped("lexicons"), whole=True).items
SAID = [example.text for item in WHOLE for example in (*item.written.hits, *item.written.misses)]
WORDS = [term for term in SCANNER.pack.terms if len(term) > 2]


def text(seed: int, parting: str) -> str:
    """Examples of items, single words of them and filler, one behind the other."""
    chance = random.Random(seed)
    pieces = [
        chance.choice(
            (
                chance.choice(SAID),
                "、".join(chance.sample(WORDS, chance.randrange(1, 12))),
                FILLER * chance.choice((1, 1, 2, 30)),
            )
        )
        for _ in range(40)
    ]
    return "".join(piece.replace("\n", " ") + chance.choice((parting, "\n")) for piece in pieces)


@pytest.mark.parametrize("name", ["a.txt", "a.csv", "a.html"])
@pytest.mark.parametrize("seed", range(6))
def test_nothing_is_missed_of_what_stands_near(name, seed, monkeypatch):
    monkeypatch.setattr(sight, "_FEW", 0)
    data = text(seed, "," if name == "a.csv" else "")
    if name == "a.html":
        data = "<p>" + data.replace("\n", "</p><table><tr><td>" + FILLER + "</td><td>机密级地形图</td></tr></table><p>") + "</p>"
    taken = SCANNER.take(Blob(Where((name,)), data.encode()))
    near, every = SCANNER.settled(taken), SCANNER.settled(taken, every=True)
    assert 0 < len(near.matches) < len(every.matches)
    found = SCANNER._judge(every)
    assert found[0]
    assert SCANNER._judge(near) == found


def test_a_term_is_kept_where_the_rest_of_its_item_stands_within_a_breath():
    item = next(item for item in WHOLE if item.window == "paragraph" and len(item.conditions) > 1)
    example = item.written.hits[0].text
    data = f"{FILLER * 40}\n{example}\n{FILLER * 40}\n" + "".join(f"{word}。{FILLER * 60}\n" for word in WORDS[:60])
    taken = SCANNER.take(Blob(Where(("a.txt",)), data.encode()))
    kept = {match.start for match in SCANNER.settled(taken).matches if match.rule.startswith("term/")}
    inside = data.index(example)
    assert kept
    assert len([at for at in kept if inside <= at < inside + len(example)]) > len(kept) / 2


def test_what_no_way_to_an_item_holds_is_out_of_sight():
    assert in_sight(SCANNER.pack, frozenset()).terms == frozenset()


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_missed_in_a_grid_whose_rows_are_asked_for_the_rarest_group_first(seed, monkeypatch):
    monkeypatch.setattr(sight, "_FEW", 0)
    monkeypatch.setattr(sight, "_MANY", 0)
    chance = random.Random(seed)
    cells = [one.replace("\n", " ").replace('"', "") for one in text(seed, "").split("\n")]
    rows = [[chance.choice((chance.choice(cells), chance.choice(WORDS), "12.5")) for _ in range(4)] for _ in range(60)]
    rows.append([FILLER * 60, *chance.sample(WORDS, 3)])
    data = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    taken = SCANNER.take(Blob(Where(("a.csv",)), data.encode()))
    assert any(reading.segment.cells is not None for reading in taken.document.readings)
    near, every = SCANNER.settled(taken), SCANNER.settled(taken, every=True)
    assert 0 < len(near.matches) < len(every.matches)
    monkeypatch.setattr(sight, "_MANY", 1 << 60)
    assert SCANNER.settled(taken).matches == near.matches
    found = SCANNER._judge(every)
    assert found[0]
    assert SCANNER._judge(near) == found
