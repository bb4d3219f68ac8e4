"""Rich Text Format (`.rtf`, and `.doc` files that are RTF inside): Microsoft RTF 1.9.1, own tokenizer.

In: `Blob`. Out: body and tables, headers, notes, comments, text boxes as segments; hidden and deleted text, field codes,
properties and unknown destinations as hidden segments; pictures and embedded objects as blobs.
Law: broken nesting is a gap beside the text that was read.
"""

from __future__ import annotations

from outscan.extract.rtf.reader import read

__all__ = ["read"]
