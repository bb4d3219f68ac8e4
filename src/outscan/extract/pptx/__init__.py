"""Presentations (pptx, pptm, ppsx, potx) to pieces, by walking the package's XML.

In: a `Blob`. Out: a segment a slide with one place a shape, tables as grids, notes, comments, masters, hidden and orphaned
slides, and whatever else the package holds.
Deliberately does not read a master's own prompts (单击此处编辑母版标题样式): they are the program's words, not a person's.
"""

from __future__ import annotations

from outscan.extract.pptx.deck import read

__all__ = ["read"]
