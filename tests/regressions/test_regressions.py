"""What once went wrong stays right: inputs the fuzzer found, named after what they did and their kind."""

from pathlib import Path

import pytest

from outscan.isolate import outcomes
from outscan.types import GapReason, Job
from seeds import healthy, report, wrong

FILES = sorted(p for p in Path(__file__).parent.iterdir() if p.name.startswith(("died-", "released-")))


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_an_input_that_once_went_wrong(scanner, path):
    what, kind, _ = path.name.split("-")
    data, name = path.read_bytes(), healthy()[kind].name
    if what == "died":
        (outcome,) = outcomes(scanner, [Job(name, name, data)])
        assert GapReason.CRASHED not in {g.reason for g in outcome.report.gaps}
        assert GapReason.TIMEOUT not in {g.reason for g in outcome.report.gaps}
    else:
        assert wrong(report(scanner, data, name), kind, data, cut=False) == ""
