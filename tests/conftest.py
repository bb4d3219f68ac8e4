"""What all tests share: the folder of the tests is importable, a scanner is built once, and CI skips no door."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

MUST_RUN = {"required": {"door", "ocr"}, "ocr": {"ocr"}}.get(os.environ.get("OUTSCAN_DOORS", ""), set())
"""Tests that need something beside Python: OUTSCAN_DOORS says of which kind skipping one is a failure, here and now."""


@pytest.fixture(scope="session")
def scanner():
    from outscan.config import Config
    from outscan.scanner import Scanner

    return Scanner.build(Config(ocr="off"))


def pytest_collection_modifyitems(items):
    """Tests in `doors/`, and those that ask for a database server, need programs of the system, whoever forgot to say so."""
    for item in items:
        if "cluster" in getattr(item, "fixturenames", ()) or item.path.parent.name == "doors":
            item.add_marker("door")


def pytest_make_parametrize_id(val, argname):
    """Name a case of bytes by its argument: packed bytes carry the second of packing, and all workers must agree on names."""
    return argname if isinstance(val, bytes | bytearray) else None


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item):
    report = (yield).get_result()
    known = hasattr(report, "wasxfail")  # a fault that is written down ran, and failed as it says
    if report.skipped and not known and MUST_RUN & {m.name for m in item.iter_markers()}:
        why = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome, report.longrepr = "failed", f"{item.nodeid} must run here (OUTSCAN_DOORS): {why}"
