"""Memory that was used once goes back to the system, also where what stays lies scattered between what is free."""

from __future__ import annotations

import os
import platform
import sys

import pytest

from outscan.gate.heap import few_heaps, give_back
from outscan.isolate.guards import resident

pytestmark = pytest.mark.skipif(sys.platform != "linux" or platform.libc_ver()[0] != "glibc", reason="glibc keeps what is free")


def test_what_is_free_between_what_stays_goes_back():
    few_heaps()
    blocks = [bytes([number % 256]) * 1000 for number in range(100_000)]
    kept = blocks[::1000]
    del blocks
    before = resident(os.getpid())
    give_back()
    assert before - resident(os.getpid()) > 50 << 20
    assert len(kept) == 100
