"""Every registered format has a sample that really is read by it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from house.made import CASES, SAMPLES
from house.made import scanner as sample_scanner
from outscan import Blob, Where
from outscan.extract import EXTRACTORS, Reader
from outscan.extract.sniff import sniff

OPENED: set[tuple[str, str]] = set()
"""(module, kind) of every blob a reader was given while the samples were read."""


@dataclass(frozen=True, slots=True)
class Noted(Reader):
    """A reader that notes what it is given."""

    def read(self, blob, purse):
        OPENED.add((self.module, sniff(blob)))
        return Reader.read(self, blob, purse)


@cache
def opened():
    scanner = replace(sample_scanner(ocr=False), readers=tuple(Noted(r.module, r.kinds, r.function) for r in EXTRACTORS))
    for case in CASES:
        data = (SAMPLES / case.name / case.file).read_bytes()
        for _ in scanner.read(Blob(Where((case.file,)), data)):
            pass
    return frozenset(OPENED)


def test_every_reader_reads_a_sample():
    assert {r.module for r in EXTRACTORS} <= {module for module, _ in opened()}


def test_every_kind_has_a_sample():
    kinds = {kind for _, kind in opened()}
    assert sorted({k for r in EXTRACTORS for k in r.kinds} - kinds) == []


def test_no_kind_is_claimed_twice():
    claimed = [kind for reader in EXTRACTORS for kind in reader.kinds]
    assert sorted(claimed) == sorted(set(claimed))
