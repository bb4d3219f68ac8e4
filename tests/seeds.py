"""One healthy sample of every kind that is read, and the second, simple reader: shared with the fuzzer."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "scripts"))

import fuzz
from outscan.formats import READABLE
from outscan.types import Blob, Where

KINDS = sorted(READABLE)
SEALED, cuts, mutant, still_there, wrong = fuzz.SEALED, fuzz.cuts, fuzz.mutant, fuzz.still_there, fuzz.wrong

healthy = cache(fuzz.seeds)


def report(scanner, data: bytes, name: str):
    """What scanning `data` under `name` comes to."""
    return scanner.scan(Blob(Where((name,)), data))
