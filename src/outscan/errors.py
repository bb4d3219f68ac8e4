"""Our own failures. A document's failures are `Gap` values, never exceptions that leave `unpack`.

In: nothing. Out: exception classes; each carries a sentence fit for a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outscan.types import GapReason, Reason


class OutscanError(Exception):
    """Something of ours is wrong: refuse to start, exit 2, say `file:line: what, and what to do`."""


class LexiconError(OutscanError):
    """A lexicon file, its terms, items or their own tests are wrong."""


class PolicyError(OutscanError):
    """The policy table is wrong."""


class ConfigError(OutscanError):
    """The configuration is wrong."""


class ModelError(OutscanError):
    """A model's weights do not fit their manifest."""


class StoreError(OutscanError):
    """A keyed store (fingerprints, baseline) cannot be opened or trusted."""


class Unreadable(Exception):
    """Raised by a reader: this blob cannot be read, and why. `unpack` turns it into a `Gap`."""

    def __init__(self, reason: GapReason, detail: Reason | None = None, page: int | None = None) -> None:
        super().__init__(f"{reason}: {detail.key if detail else ''}")
        self.reason, self.detail, self.page = reason, detail, page


class Exceeded(Unreadable):
    """A limit of the budget was hit: the gap's figure says which."""
