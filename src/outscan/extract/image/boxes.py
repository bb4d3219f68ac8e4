"""Boxes of JUMBF in the segments 11 of a JPEG: what signs of origin (C2PA) and 360-degree cameras keep.

In: segments by name. Out: their boxes joined, so that words cut between two segments are whole. (ISO/IEC 19566-5 annex D;
ISO/IEC 18477-3 annex B)
"""

from __future__ import annotations

from collections.abc import Sequence

SEGMENT, IDENTIFIER = "JPEG:APP11", b"JP"
HEAD, BOX = 8, 8
"""Bytes of a segment before the box it carries a part of, and of the box's own head, which every part repeats."""
FEWEST = 2


def boxed(rest: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """The boxes of several segments as one stretch; [] where they fit into one segment."""
    parts = [body for name, body in rest if name == SEGMENT and body.startswith(IDENTIFIER) and len(body) > HEAD]
    if len(parts) < FEWEST:
        return []
    joined = [body[HEAD:] if body[4:HEAD] == b"\x00\x00\x00\x01" else body[HEAD + BOX :] for body in parts]
    return [(SEGMENT, b"".join(joined))]
