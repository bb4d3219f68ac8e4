"""Workbooks (xlsx, xlsm, xltx) to pieces, by walking the package's XML.

In: a `Blob`. Out: one segment a sheet with packed places, hidden cells apart with their kind, names, comments, validation,
formulas with words, caches, drawings, and whatever else the package holds.
Law: a million cells cost one string and three arrays.
Deliberately does not calculate: a formula is read as its cached value and as the words it is made of.
"""

from __future__ import annotations

from outscan.extract.xlsx.workbook import read

__all__ = ["read"]
