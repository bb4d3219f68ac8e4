"""What all tests share: the folder of the tests is importable, and a scanner is built once."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def scanner():
    from outscan.config import Config
    from outscan.scanner import Scanner

    return Scanner.build(Config(ocr="off"))
