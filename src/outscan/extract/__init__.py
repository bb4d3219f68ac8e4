"""Readers, one format a file. The table of formats names them: outside code is never discovered."""

from __future__ import annotations

from outscan.extract.base import Reader
from outscan.formats import readers

__all__ = ["EXTRACTORS", "Reader"]

EXTRACTORS: tuple[Reader, ...] = tuple(Reader(module, kinds) for module, kinds in readers().items())
