"""Laws of relate: more text never takes a finding away; every finding can be walked to; order of evidence changes nothing."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.detect.terms import TermDetector
from outscan.fold import fold
from outscan.lexicon.compile import compile_pack, read_rules
from outscan.reading import Document, Evidence, Reading
from outscan.relate import in_sight, index, relate
from outscan.types import Segment, Where

PACK = compile_pack(
    [
        read_rules(
            "t.yaml",
            """
domain: t
title: 测试
basis: {b: {cite: 某规定, certainty: A}}
items:
  - {id: t/s, title: 句, level: 秘密, basis: {instrument: b}, window: sentence, all: [{any: [保密参数]}, {any: [源代码]}],
     advice: {action: process}, unless: [教材], hits: [x], misses: [y]}
  - {id: t/d, title: 篇, level: 机密, basis: {instrument: b}, window: document,
     all: [{any: [保密参数]}, {at_least: {n: 2, of: [源代码, 图纸, 名册]}}],
     advice: {action: escalate}, unless: [教材], hits: [x], misses: [y]}
""".encode(),
            local=False,
        )
    ],
    "",
    "",
)
TERMS = TermDetector(PACK.terms)
PARAGRAPHS = st.lists(
    st.sampled_from(
        [
            "保密参数的源代码见附件。",
            "图纸另送。",
            "教材中的保密参数和源代码。",
            "第三条 保密参数、源代码属于秘密级事项，由主管部门确定。",
            "食堂今天供应面条。",
            "名册和图纸。",
            "保密参数。",
            "本报讯（记者王五）保密参数、源代码。",
        ]
    ),
    max_size=8,
)


def judged(paragraphs, *, backwards=False):
    segment = Segment(Where(("材料.docx",)), "\n".join(paragraphs))
    reading = Reading(0, segment, fold(segment.text))
    matches = list(TERMS.detect(reading))
    evidence = [Evidence(one) for one in (reversed(matches) if backwards else matches)]
    return relate(PACK, Document("材料", date(2026, 3, 1), [reading], matches), evidence), segment


OPENING = "致贵方技术部门的一封普通来信，内容如下所述。"


@settings(max_examples=150, deadline=None)
@given(PARAGRAPHS, PARAGRAPHS)
def test_more_text_never_takes_a_finding_away(before, after):
    less, _ = judged([OPENING, *before])
    more, _ = judged([OPENING, *before, *after])
    assert {one.rule for one in less if one.upheld} <= {one.rule for one in more if one.upheld}


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS)
def test_every_finding_can_be_walked_to(paragraphs):
    findings, segment = judged(paragraphs)
    for one in findings:
        assert one.matches
        assert one.because
        for match in one.matches:
            assert "".join(segment.text[a:b] for a, b in match.spans) == match.quote


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS)
def test_the_order_of_evidence_changes_nothing(paragraphs):
    one, _ = judged(paragraphs)
    other, _ = judged(paragraphs, backwards=True)
    assert [(f.rule, f.upheld) for f in one] == [(f.rule, f.upheld) for f in other]


@settings(max_examples=100, deadline=None)
@given(PARAGRAPHS, st.integers(0, 90), PARAGRAPHS)
def test_leaving_out_what_is_far_changes_nothing(before, between, after):
    paragraphs = [*before, *(["食堂今天供应面条，明天供应米饭，后天供应馒头。"] * between), *after]
    kept = index.WORTHWHILE
    try:
        index.WORTHWHILE = 1 << 30
        whole, _ = judged(paragraphs)
        index.WORTHWHILE = 0
        near, _ = judged(paragraphs)
    finally:
        index.WORTHWHILE = kept
    assert whole == near


@settings(max_examples=60, deadline=None)
@given(PARAGRAPHS)
def test_terms_of_items_out_of_sight_make_no_difference(paragraphs):
    segment = Segment(Where(("材料.docx",)), "\n".join(paragraphs))
    reading = Reading(0, segment, fold(segment.text))
    wanted = in_sight(PACK, TERMS.met(reading), set())
    evidence = [Evidence(one) for one in TERMS.detect(reading, wanted)]
    document = Document("材料", date(2026, 3, 1), [reading], [one.match for one in evidence])
    assert relate(PACK, document, evidence) == judged(paragraphs)[0]
