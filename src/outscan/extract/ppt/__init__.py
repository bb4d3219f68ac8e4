"""Presentations of the binary format (`.ppt`, `.pps`, `.pot`, `.dps`): [MS-PPT].

In: `Blob` of a compound file with a PowerPoint Document stream. Out: slides in order, their tables, notes, masters,
headers and footers, comments, links and tags as segments; hidden slides and older edits as hidden segments; pictures
and embedded objects as blobs. Law: an encrypted presentation is a gap, its properties are read all the same.
"""

from __future__ import annotations

from outscan.extract.ppt.reader import read

__all__ = ["read"]
