"""The laws that hold for a whole scan, whatever comes in."""

from __future__ import annotations

import io
import os
import random
import subprocess
import sys
import zipfile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outscan.limits import Budget
from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.report.json import line
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Gap, Hidden, Inert, Kind, Part, Segment, Where
from outscan.unpack import Unpacker
from seeds import KINDS, healthy, mutant, report

LENIENT = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
names = st.text(max_size=12) | st.sampled_from(
    ["a.docx", "机密.txt", "\udcbb\udcfa.doc", "../../x", "", "a\x1b[31m.pdf", "~$a.docx"]
)
anything = st.binary(max_size=400) | st.builds(
    lambda kind, number: mutant(healthy()[kind].data[:20_000], random.Random(number), [healthy()["zip"].data]),
    st.sampled_from(KINDS),
    st.integers(0, 10**6),
)


@LENIENT
@given(data=anything, name=names)
def test_nothing_vanishes_and_no_document_raises(data, name):
    pieces = list(Unpacker(Budget()).unpack(Blob(Where((name,)), data)))
    assert all(isinstance(p, Segment | Gap | Hidden | Inert) for p in pieces)
    assert any(isinstance(p, Gap | Inert) or (isinstance(p, Segment) and p.where.part is not Part.NAME) for p in pieces)


@LENIENT
@given(data=anything, name=names)
def test_what_was_not_read_speaks_and_every_output_can_be_written(scanner, data, name):
    told = report(scanner, data, name)
    if told.gaps:
        assert told.verdict.action >= Action.REVIEW
    for sink in SINKS.values():
        assert sink([told], run_facts([told], told.made_with), show_hits=True)


@pytest.mark.parametrize("kind", KINDS)
def test_every_finding_can_be_walked_to_and_says_on_what_it_rests(scanner, kind):
    seed = healthy()[kind]
    told, document = scanner.examine(Blob(Where((seed.name,)), seed.data))
    for finding in told.findings:
        assert finding.rule
        assert finding.title
        assert finding.basis
        for match in finding.matches:
            segment = document.readings[match.segment].segment
            if match.kind is not Kind.TABLE:  # a table match quotes its header and one row
                assert "".join(segment.text[span.start : span.end] for span in match.spans) == match.quote
            assert match.where.member[0] == seed.name
    for making in (told.made_with.rules, told.made_with.policy, told.made_with.options):
        assert making.startswith("sha256:")


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_bytes_give_the_same_report(scanner, kind):
    seed = healthy()[kind]
    again = Scanner.build(scanner.config) if kind == "docx" else scanner
    assert line(report(scanner, seed.data, seed.name)) == line(report(again, seed.data, seed.name))


def test_no_order_of_hashing_changes_a_report(tmp_path):
    for kind in ("docx", "xlsx", "eml", "zip"):
        (tmp_path / f"{kind}{healthy()[kind].name[-5:]}").write_bytes(healthy()[kind].data)
    command = [sys.executable, "-m", "outscan", "scan", "-f", "jsonl", "--ocr", "off", "--as-of", "2026-01-31", str(tmp_path)]
    told = {
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=False, capture_output=True).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(told) == 1
    assert told.pop().count(b"\n") == 4


def packed(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number, (name, data) in enumerate(members):
            package.writestr(f"{number}_{name}", data)
    return out.getvalue()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(pair=st.lists(st.sampled_from([k for k in KINDS if k != "ppt"]), min_size=2, max_size=2, unique=True))
def test_more_evidence_never_means_less(scanner, pair):
    one, two = (healthy()[kind] for kind in pair)
    alone = report(scanner, packed((one.name, one.data)), "一.zip").verdict.action
    both = report(scanner, packed((two.name, two.data), (one.name, one.data)), "二.zip").verdict.action
    assert both >= alone


LAW = "第十四条 国家秘密的密级分为绝密、机密、秘密三级。绝密级国家秘密是最重要的国家秘密，泄露会使国家遭受特别严重的损害。\n"
LESSON = "练习：什么是国家秘密？请说明“机密★10年”这样的标志由哪几部分组成，并举例说明保密期限的含义。\n"
FORM = "文件名称：________ 密级：□绝密 □机密 □秘密 □不涉密 保密期限：____年 承办人：________\n"
PLAIN = "各单位要按照通知要求做好防汛值班工作，及时报送信息，保证联络畅通，重要情况随时报告。\n"
EVIDENCE = {
    "mark": "机密★10年\n某工程协调会议纪要\n",
    "exam": "2027年某省普通高等学校招生统一考试语文试题（尚未启用，启用前绝密）\n绝密★启用前\n",
    "map": "本资料为1:2000地形图，覆盖某区域连续范围31.6平方千米，供工程设计使用。\n",
}


@pytest.mark.parametrize("filler", [LAW, LESSON, FORM, PLAIN], ids=["law", "lesson", "form", "plain"])
@pytest.mark.parametrize("evidence", EVIDENCE.values(), ids=EVIDENCE)
@pytest.mark.parametrize("times", [3, 400])
def test_evidence_cannot_be_diluted(scanner, evidence, filler, times):
    alone = report(scanner, evidence.encode(), "材料.txt").verdict.action
    assert alone > Action.RELEASE
    for text in (filler * times + evidence, evidence + filler * times, filler * times + evidence + filler * times):
        assert report(scanner, text.encode(), "材料.txt").verdict.action >= alone


def test_a_scan_keeps_to_the_day_it_is_told(scanner):
    told = report(replace(scanner, config=replace(scanner.config, as_of=scanner.config.as_of.replace(year=2030))), b"x", "a.txt")
    assert told.made_with.as_of.startswith("2030")
