"""Excel workbooks of the binary format (`.xls`, `.xlt`, `.et`): [MS-XLS], BIFF 2 to 8.

In: `Blob` of a compound file with a Workbook or Book stream, or the bare stream. Out: sheets as grids, hidden sheets,
rows, columns and formats as hidden grids; comments, text boxes, names, validations, links and caches as segments.
Cells are read by `xlrd`, everything else by a walk over the records. Law: an encrypted workbook is a gap.
"""

from __future__ import annotations

from outscan.extract.xls.reader import read

__all__ = ["read"]
