"""The sample cases and the folders of the repository, for the tests that look at the house."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
sys.path.insert(0, str(ROOT / "scripts"))

from samples import CASES  # noqa: E402 - the folder of the scripts is on the path only now
from samples.case import compact, scan, scanner  # noqa: E402 - the same

__all__ = ["CASES", "ROOT", "SAMPLES", "compact", "scan", "scanner"]
