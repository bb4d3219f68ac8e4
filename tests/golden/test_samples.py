"""Every case of samples/ comes to what a person accepted, and is built to the byte by the script that says what it is."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest

from house.made import CASES, SAMPLES, compact, scan

OCR = all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


def case_of(case):
    return pytest.param(case, id=case.name, marks=[pytest.mark.ocr] if case.ocr else [])


@pytest.mark.parametrize("case", [case_of(c) for c in CASES])
def test_a_case_comes_out_as_expected(case):
    if case.ocr and not OCR:
        pytest.skip("the ocr extra is not here")
    folder = SAMPLES / case.name
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert expected["action"] == case.action
    assert compact(scan(folder / case.file, ocr=case.ocr), case.about) == expected


@pytest.mark.parametrize("case", [case_of(c) for c in CASES if not c.kept])
def test_an_input_is_what_the_script_builds(case):
    assert (SAMPLES / case.name / case.file).read_bytes() == case.build()


def test_folders_and_cases_are_the_same():
    here = {p.name: sorted(f.name for f in p.iterdir()) for p in SAMPLES.iterdir() if p.is_dir()}
    assert here == {c.name: sorted(["expected.json", c.file]) for c in CASES}


def test_cases_are_many_and_of_every_recommendation():
    assert len(CASES) >= 36
    assert {c.action for c in CASES} == {"release", "process", "review", "escalate", "withhold"}
    assert len({Path(c.file).suffix for c in CASES}) >= 15
