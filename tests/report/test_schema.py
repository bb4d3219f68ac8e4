"""The shipped JSON Schema says what is on the wire, and what is on the wire is what it says."""

import json
from importlib.resources import files

import jsonschema
import pytest

from house.made import CASES, SAMPLES
from house.made import scanner as made_scanner
from outscan.report import SINKS, run_facts
from outscan.types import Action, Blob, Confidence, GapReason, Kind, Level, Part, Where

SCHEMA = json.loads(files("outscan.report").joinpath("schema/outscan.json").read_text("utf-8"))
VALID = jsonschema.Draft202012Validator(SCHEMA)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES if not c.ocr][::4])
@pytest.mark.parametrize("show", [True, False])
def test_every_report_keeps_to_the_schema(case, show):
    report = made_scanner(ocr=False).scan(Blob(Where((case.file,)), (SAMPLES / case.name / case.file).read_bytes()))
    run = run_facts([report], report.made_with)
    whole = json.loads(SINKS["json"]([report], run, show_hits=show))
    assert [error.message for error in VALID.iter_errors(whole)] == []
    assert whole["files"] == [json.loads(SINKS["jsonl"]([report], run, show_hits=show))]
    known = set(SCHEMA["$defs"]["finding"]["properties"])
    assert all(set(finding) == known for finding in whole["files"][0]["findings"])
    assert set(whole["files"][0]) == set(SCHEMA["$defs"]["file"]["properties"])


@pytest.mark.parametrize(("name", "enum"), [("action", Action), ("level", Level), ("part", Part), ("gap_reason", GapReason)])
def test_words_on_the_wire_are_the_enums(name, enum):
    assert SCHEMA["$defs"][name]["enum"] == [one.value for one in enum]


def test_kinds_and_confidence_are_the_enums():
    finding = SCHEMA["$defs"]["finding"]["properties"]
    assert finding["kind"]["enum"] == [one.value for one in Kind]
    assert finding["confidence"]["enum"] == [one.value for one in Confidence]


@pytest.mark.parametrize("change", [{"action": "allow"}, {"complete": "yes"}, {"schema": "outscan.file/2"}])
def test_what_is_no_report_does_not_fit(change):
    case = CASES[0]
    report = made_scanner(ocr=False).scan(Blob(Where((case.file,)), (SAMPLES / case.name / case.file).read_bytes()))
    told = json.loads(SINKS["jsonl"]([report], {}))
    assert not VALID.is_valid({**told, **change})
