"""What all tests share: the folder of the tests is importable, a scanner is built once, and CI skips no door."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

MUST_RUN = {"door", "ocr"}
"""Tests that need something of the system; where OUTSCAN_DOORS=required, skipping one is a failure."""


@pytest.fixture(scope="session")
def scanner():
    from outscan.config import Config
    from outscan.scanner import Scanner

    return Scanner.build(Config(ocr="off"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    report = (yield).get_result()
    if report.skipped and os.environ.get("OUTSCAN_DOORS") == "required" and MUST_RUN & {m.name for m in item.iter_markers()}:
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", f"{item.nodeid} must run here (OUTSCAN_DOORS=required): {why}"
