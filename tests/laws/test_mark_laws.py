"""Marks in any surroundings: nothing breaks, every quote can be walked to, no match is dropped, no mark is diluted."""

from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.confirm import confirm
from outscan.detect.marks import MarkDetector
from outscan.fold import fold
from outscan.lexicon.compile import read_rules
from outscan.reading import Document, Reading
from outscan.types import Part, Segment, Where, grid, spot

LEXICONS = Path(__file__).parents[2] / "lexicons"
DETECTOR = MarkDetector()


class Vocabulary:
    phrases = ()
    marks = read_rules("marks.yaml", (LEXICONS / "marks.yaml").read_bytes(), local=False).content
    words = read_rules("words.yaml", (LEXICONS / "words.yaml").read_bytes(), local=False).content.words


WORDS = [
    "绝密",
    "机密",
    "秘密",
    "机",
    "密",
    "级",
    "★",
    "☆",
    "*",
    "10年",
    "长期",
    "启用前",
    "密级",
    ":",
    "：",
    "□",
    "☑",
    "√",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "、",
    "。",
    "例如",
    "标注为",
    "内部",
    "资料",
    "不得外传",
    "注意保存",
    "工作秘密",
    "商业秘密",
    "核心商密",
    "▲",
    "手机密码",
    "国家",
    "属于",
    "的",
    "SECRET",
    "//",
    "NOFORN",
    "TLP:RED",
    "定密责任人:",
    "张某",
    "2029年3月1日",
    "不涉密",
    "编号:",
    "㊙",
]
PIECES = st.sampled_from([*WORDS, " ", "\u3000", "\n", "\v", "\t", "\u200b", "ECCN 3A001"])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=40))
MENTIONS = [
    "国家秘密的密级分为绝密、机密、秘密三级。",
    "密级:□绝密 □机密 □秘密",
    "例如“机密★5年”表示五年。",
    "手机密码须定期更换。",
    "健全内部控制制度。",
    "防汛工作会议召开。",
]
INNOCENT = st.lists(st.sampled_from(MENTIONS), max_size=12).map("\n".join)
MARKS = ["机密★10年", "密级:机密", "绝密★启用前", "内部资料 注意保存", "核心商密▲5年", "SECRET//NOFORN", "工作秘密"]


def scan(text, part=Part.BODY, places=None, ocr=None):
    reading = Reading(0, Segment(Where(("a",), part), text, places, None, ocr), fold(text))
    matches = list(DETECTOR.detect(reading))
    return matches, confirm(Document("a", date(2031, 1, 1), [reading], matches), Vocabulary)


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sampled_from(list(Part)), st.sampled_from([None, 0.8]))
def test_nothing_breaks_and_every_quote_can_be_walked_to(text, part, ocr):
    matches, confirmed = scan(text, part, ocr=ocr)
    for match in matches:
        assert "".join(text[a:b] for a, b in match.spans) == match.quote
        assert match.quote in match.context
    told = [m for f in confirmed.findings for m in f.matches]
    assert sorted(map(id, told)) == sorted(map(id, matches))
    for finding in confirmed.findings:
        assert (finding.dismissed is None) == (finding.advice is not None)
        assert finding.dismissed or finding.because


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3), st.lists(PIECES, max_size=3).map("".join)), max_size=12))
def test_nothing_breaks_over_cells(cells):
    clean = {(r, c): t.translate({9: None, 10: None}) for r, c, t in cells}
    text, places = grid(spot("table", 1), [(r, c, clean[r, c]) for r, c in sorted(clean)])
    matches, confirmed = scan(text, Part.TABLE, places)
    assert sum(len(f.matches) for f in confirmed.findings) == len(matches)


@settings(max_examples=150, deadline=None)
@given(INNOCENT, INNOCENT, st.sampled_from(MARKS))
def test_innocent_surroundings_neither_raise_nor_dilute(before, after, mark):
    assert not [f for f in scan(f"{before}\n{after}")[1].findings if f.upheld]
    alone = {(f.rule, f.level) for f in scan(mark)[1].findings if f.upheld}
    assert alone
    assert alone <= {(f.rule, f.level) for f in scan(f"{before}\n{mark}\n{after}")[1].findings if f.upheld}
