"""Does anybody write so? Ciphertext and binaries that some encoding happens to explain come out as letters without language.

In: the text of a whole file. Out: why it is noise, with its figure, '' where it may be writing.
Law 2: what decodes is not yet read.
Measured on 3,000 public Chinese texts: the least clear is at 0.74; Han by chance from GB 2312 is at 0.42, from Unicode near 0,
from Big5 at 0.72. Base64 and random signs have 5.9 bits a sign and more, prose 4.8, program text 5.3.
"""

from __future__ import annotations

import math
from collections import Counter

from outscan.lazy_regex import lazy
from outscan.legible.clarity import clarity
from outscan.types import Reason, unread

SAMPLE = 4000
ENOUGH_HAN, ENOUGH_SIGNS = 30, 300
"""So many are needed for an opinion."""
UNCLEAR, UNBROKEN = 0.55, 0.735
"""Clarity below which Han are chance; and below which a run of them is that has no sign or blank in RUN characters."""
RUN = 100
BITS, ASCII = 5.8, 0.95
"""Bits a sign beyond which signs of ASCII are no language, and the share of a text that must be such signs."""

ARMOUR = "-----BEGIN"
"""What stands in armour is told by whoever looks for ciphertext inside texts."""

_HAN = lazy("[\u3400-\u9fff\uf900-\ufaff]+")


def noise(text: str) -> Reason | None:
    """Why `text` is no writing, None where it is."""
    runs = _HAN.findall(text[:SAMPLE])
    han = "".join(runs)
    if len(han) >= ENOUGH_HAN and 2 * len(han) > len(text[:SAMPLE].strip()):
        clear = clarity(han)
        if clear < UNCLEAR or (clear < UNBROKEN and max(map(len, runs)) >= RUN):
            return unread("noise_han", clear=f"{clear:.2f}")
    written = "".join(text[:SAMPLE].split())
    signs = written.encode("ascii", "ignore").decode()
    if len(signs) >= max(ENOUGH_SIGNS, len(written) * ASCII) and ARMOUR not in signs:
        counts = Counter(signs)
        bits = -sum(n / len(signs) * math.log2(n / len(signs)) for n in counts.values())
        if bits > BITS:
            return unread("noise_signs", bits=f"{bits:.1f}")
    return None
