"""One document through the whole pipeline in this process: what is told on the way, and what a configuration changes."""

from __future__ import annotations

import hashlib
import io
import sys
import zipfile

import pytest
from PIL import Image

from outscan.config import Config
from outscan.errors import ConfigError
from outscan.limits import Budget
from outscan.nouns import replace
from outscan.ocr import models
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Gap, GapReason, Segment, SoFar, Where, unread
from outscan.unpack import Unpacker
from unpacked import seen

MARK = "机密★10年\n关于会议安排的说明。"


def packed(*members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def blob(data, name="资料.zip"):
    return Blob(Where((name,)), data)


def picture():
    kept = io.BytesIO()
    Image.linear_gradient("L").resize((64, 48)).save(kept, "PNG")
    return kept.getvalue()


def test_findings_and_gaps_are_told_while_more_is_read_and_the_report_is_the_same(scanner, monkeypatch):
    monkeypatch.setattr("outscan.intake._AT_ONCE", [True])  # as after a worker died over it: a short document tells all as well
    data = packed(("一.txt", MARK), ("二.bin", bytes(range(256)) * 8), ("三.txt", "内部资料 注意保存"), ("空.txt", ""))
    told = []
    report = scanner.scan(blob(data), seen=told.append)
    assert report == scanner.scan(blob(data))
    assert any(isinstance(one, Gap) for one in told)
    assert any(isinstance(one, SoFar) and one.judging for one in told)
    early = [one for one in told if isinstance(one, tuple) and one]
    assert early
    assert "mark/state-secret" in {finding.rule for finding in early[0]}


def test_how_far_a_reading_has_come_is_told_without_a_judgement(scanner):
    told, met = [], []
    data = packed(("一.txt", MARK), ("二.txt", "通知"))
    report, document = scanner.examine(blob(data), far=told.append, met=lambda one, kind: met.append((one.name, kind)))
    assert [type(one) for one in told] == [SoFar]
    assert (told[-1].judging, told[-1].parts) == (True, report.coverage.parts)
    assert met == [("资料.zip", "zip"), ("一.txt", "txt"), ("二.txt", "txt")]
    assert {reading.segment.text for reading in document.readings} >= {MARK, "通知"}


def test_a_proof_beside_a_document_that_is_none_clears_nothing(scanner):
    beside = scanner.scan(blob(MARK.encode(), "件.txt"), proof=b"{}")
    alone = scanner.scan(blob(MARK.encode(), "件.txt"))
    assert beside.verdict.action is alone.verdict.action
    assert beside.verdict.action > Action.RELEASE


@pytest.mark.parametrize("name", ["件.txt", "机密★5年.txt"])
def test_a_document_by_another_name_is_judged_by_that_name(scanner, name):
    taken = scanner.take(blob("春季运动会的通知。".encode(), "件.txt"))
    other = scanner._intake.renamed(taken, name)
    whole = scanner.take(blob("春季运动会的通知。".encode(), name))
    assert other.document.name == name
    found = [{f.rule for f in scanner._judge(scanner.settled(one))[0] if f.upheld} for one in (other, whole)]
    assert found[0] == found[1]
    assert bool(found[0]) is (name != "件.txt")


def test_a_picture_the_office_has_looked_at_is_not_read_again(scanner):
    data = packed(("图.png", picture()), ("又.png", picture()))
    cleared = replace(scanner.config, cleared_pictures=frozenset({hashlib.sha256(picture()).hexdigest()}))
    looked = replace(scanner, config=cleared).scan(blob(data))
    unread_ = scanner.scan(blob(data))
    assert [gap.reason for gap in unread_.gaps] == [GapReason.IMAGE_ONLY]
    assert looked.gaps == ()
    assert "cleared_pictures" in {clause.id for clause in looked.verdict.clauses}


def test_reading_every_page_is_taken_up_where_an_engine_is_here():
    pytest.importorskip("rapidocr")
    assert Scanner.build(Config(ocr="force")).config.ocr == "force"


def test_reading_every_page_needs_an_engine(monkeypatch):
    monkeypatch.setitem(sys.modules, "rapidocr", None)  # as on a machine without the extra
    models.cache_clear()
    try:
        with pytest.raises(ConfigError):
            Scanner.build(Config(ocr="force"))
    finally:
        models.cache_clear()


def test_a_second_look_at_a_whole_document_adds_what_it_saw():
    def check(one, kind, said):
        yield Segment(one.where, f"{kind}:{len(said)}")

    pieces = list(Unpacker(Budget(), check=check).unpack(blob(b"some plain words", "a.txt")))
    assert [p.text for p in pieces if isinstance(p, Segment)][-1] == "txt:1"


def test_a_limit_met_while_a_page_is_looked_at_ends_the_document_with_one_gap():
    data = packed(*((f"{i}.txt", f"第{i}页") for i in range(9)))
    reasons = [p for p in seen(data, "a.zip", max_members=3) if isinstance(p, Gap)]
    assert reasons == [Gap(reasons[0].where, GapReason.TOO_MANY, unread("max_members", found=4, most=3))]
