"""A report is kept masked, and everything that is shown of it later is what was shown at once."""

from __future__ import annotations

import json

import pytest

from gate.made import ITEM, MARK, PLAIN
from outscan import Blob, Where
from outscan.gate import paper
from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.report.json import file_object
from outscan.types.parcels import MemberFacts

CANARY = "金丝雀栖云阁"


@pytest.mark.parametrize("data", [PLAIN, MARK, ITEM, ITEM + CANARY.encode() + b"\n" + MARK])
def test_every_form_is_the_same_from_what_was_kept(scanner, data):
    report = scanner.scan(Blob(Where((f"{CANARY[:2]}.txt",)), data))
    shown, packed = paper.pack(report)
    again = paper.unpack(packed)
    assert json.loads(shown) == file_object(report) == file_object(again)
    run = run_facts([report], report.made_with)
    for form in ("html", "text", "jsonl"):
        assert SINKS[form]([again], run) == SINKS[form]([report], run)
    assert CANARY not in shown + packed
    assert paper.masked(again) == again


def test_what_joins_the_members_of_a_package_is_not_kept(scanner):
    report = scanner.scan(Blob(Where(("a.txt",)), ITEM))
    shown, packed = paper.pack(replace(report, facts=(MemberFacts((CANARY,), signals=(CANARY,)),)))
    assert CANARY not in shown + packed
    assert paper.unpack(packed) == paper.masked(report)


def test_places_are_steps_again_and_a_report_of_before_they_were_is_read(scanner):
    _, packed = paper.pack(scanner.scan(Blob(Where(("测区.txt",)), ITEM)))
    again = paper.unpack(packed)
    steps = [step for finding in again.findings for match in finding.matches for step in match.where.spot.steps]
    assert steps
    assert all(step.kind for step in steps)
    told = json.loads(packed)
    told[1]["findings"][1][0][1]["matches"][1][0][1]["where"][1]["spot"] = "第1行"
    assert paper.unpack(json.dumps(told)).findings[0].matches[0].where.spot.name == "第1行"
