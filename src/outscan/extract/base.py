"""What a reader is: `read(blob, budget)` yields pieces; `Reader` says which kinds it claims.

In: a `Blob` and the document's budget. Out: `Piece`s.
A reader does not recurse, guess limits, catch broad exceptions, log, decide or drop. It may raise `Unreadable`;
anything else it raises becomes `Gap(corrupt)` in `unpack`, beside what it had already yielded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import Blob, Piece

ReadFunction = Callable[[Blob, Budget], Iterator[Piece]]


class Reader(Struct, frozen=True):
    """One line of the list of formats: the module that reads, and the kinds (`sniff`) it claims.

    The module is imported at the first blob of that kind, so a scan of a docx never pays for PDFium.
    """

    module: str
    kinds: frozenset[str]
    function: str = "read"

    def read(self, blob: Blob, budget: Budget) -> Iterator[Piece]:
        """Yield everything `blob` holds as pieces."""
        module = import_module(f"outscan.extract.{self.module}")
        return cast("ReadFunction", getattr(module, self.function))(blob, budget)
