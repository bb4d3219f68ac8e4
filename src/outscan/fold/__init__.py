"""Undo disguises, keep the way back: what a text says, however it is written.

In: `str`. Out: `Folded`. `fold` undoes what characters hide (full width, script variants, invisible characters, blanks between
Han); `plain` first undoes codes and mark-up (`%E6%9C%BA`, `机**密**`) and then folds: it is what a document is read by.
"""

from __future__ import annotations

from outscan.fold.folded import Folded
from outscan.fold.folding import LONGEST_BLANK, fold
from outscan.fold.plain import plain
from outscan.fold.signs import GLUE

__all__ = ["GLUE", "LONGEST_BLANK", "Folded", "fold", "plain"]
