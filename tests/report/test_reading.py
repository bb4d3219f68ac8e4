"""A run read back from its JSON says in every sink what it said before."""

import json

import pytest

from house.made import CASES, SAMPLES
from house.made import scanner as made_scanner
from outscan.errors import OutscanError
from outscan.report import SINKS, run_facts
from outscan.report.json import file_object, line
from outscan.report.reading import read_run, report
from outscan.types import Blob, Where

SOME = [c for c in CASES if not c.ocr][::3]


def scanned(case):
    blob = Blob(Where((case.file,)), (SAMPLES / case.name / case.file).read_bytes())
    return made_scanner(ocr=False).scan(blob, f"资料/{case.file}")


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in SOME])
@pytest.mark.parametrize("show", [True, False])
def test_nothing_is_lost_on_the_way_through_json(case, show):
    told = json.loads(line(scanned(case), show_hits=show))
    assert file_object(report(told), show_hits=True) == told
    if not show:
        assert file_object(report(told), show_hits=False) == told


@pytest.mark.parametrize("form", ["html", "text", "sarif", "junit", "json", "jsonl"])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_every_sink_says_the_same_again(form, lang):
    first = [scanned(case) for case in SOME[:8]]
    run = run_facts(first, made_with=first[0].made_with, pack="1")
    again, facts = read_run(SINKS["json"](first, run), "run.json")
    assert SINKS[form](again, facts, lang=lang) == SINKS[form](first, run, lang=lang)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"{", b'{"schema": "outscan.run/1", "files": 3}', b"\xff\xfe"])
def test_what_is_no_report_is_said(data):
    with pytest.raises(OutscanError):
        read_run(data, "x.json")
