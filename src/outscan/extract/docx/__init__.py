"""Word documents (docx, docm, dotx, dotm, strict and flat) to pieces, by walking the package's XML.

In: a `Blob`. Out: body, tables, headers, footers, notes, comments, revisions, hidden text, and whatever else the package holds.
Law: text is read once; what a reader of the open document would not see carries its `HiddenKind`.
Deliberately does not render: fields are read as their last result and as their code.
Numbers of lists are counted as Word counts them.
"""

from __future__ import annotations

from outscan.extract.docx.document import read

__all__ = ["read"]
