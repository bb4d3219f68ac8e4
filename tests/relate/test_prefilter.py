"""What the rarest group of an item reaches: looked up by stretches it is what each piece of evidence, asked, says."""

from itertools import islice

import pytest

from outscan.config import Config
from outscan.confirm import confirm
from outscan.relate.index import Index
from outscan.relate.layout import lay_out
from outscan.relate.prefilter import MARGINS, Reach
from outscan.scanner import Scanner
from outscan.types import Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))
FILLER = "今天的会议讨论了食堂的菜单和班车的时刻，大家都很满意。\n"


def index(data: bytes, name: str) -> Index:
    document = SCANNER.settled(SCANNER.take(Blob(Where((name,)), data)), every=True)
    evidence = confirm(document, SCANNER.pack).evidence
    return Index(SCANNER.pack, evidence, lay_out(document), document.as_of)


@pytest.mark.parametrize("name", ["a.txt", "a.csv"])
def test_stretches_say_what_each_says(name):
    common = "地形图的坐标和高程资料在测区保存。\n" * 3
    text = "".join(
        (common + FILLER * (number % 7 * 40)) * 2 + ("控制点成果表。\n" if number % 5 == 0 else "") for number in range(20)
    )
    made = index(text.encode(), name)
    assert max(map(len, made.by_term.values())) > 80
    met = 0
    rarest = list(islice((rare for rare in made.by_term.values() if len(rare) <= 20), 2))
    assert rarest
    for reach in (Reach(made.layout, rare, window) for rare in rarest for window in MARGINS):
        for found in made.by_term.values():
            near = reach.near(found, Reach.runs(found))
            assert near == reach.near(found)
            met += 0 < len(near) < len(found)
    assert met or name == "a.csv"


def test_evidence_that_does_not_follow_the_text_is_asked_one_by_one():
    made = index(("地形图的坐标。\n" * 3).encode(), "a.txt")
    found = next(found for found in made.by_term.values() if len(found) > 2)
    assert Reach.runs(found)
    assert Reach.runs(found[::-1]) is None
    assert Reach.runs([]) == []
