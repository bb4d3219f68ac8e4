"""Word documents of the binary format (`.doc`, `.dot`, `.wps`): [MS-DOC], Word 6 to 2003.

In: `Blob` of a compound file with a WordDocument stream. Out: body, tables, notes, headers, comments and text boxes as
segments; hidden and white text, tracked changes, field codes and stored names as hidden segments; pictures, packages
and macros as blobs. Law: an encrypted document is a gap, its properties are read all the same.
Deliberately does not lay out pages and does not follow links.
"""

from __future__ import annotations

from outscan.extract.doc.reader import read

__all__ = ["read"]
