"""One page as it was read, and which lines of a document run over its pages.

In: lines with their place, the page's edges. Out: `Page`, and for each running header and footer its part.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from outscan.extract.pdf.content import Clues
from outscan.extract.pdf.lines import Line
from outscan.extract.pdf.tables import Table
from outscan.nouns import Struct, field
from outscan.types import SOFT, HiddenKind, Part, Spot, spot

MARGIN = 0.12
"""The upper and lower share of a page in which a repeated line is a running header or footer."""
EDGE = 0.075
"""The upper share of a page above its text area: 22 mm of A4. A line that stands apart in it is a header, repeated or not."""
APART = 1.2
"""Of a line's height: blank space below a header."""


class Page(Struct):
    """One page: its lines, its lower and upper edge in points, and what else is painted on it."""

    number: int
    bottom: float = 0.0
    top: float = 0.0
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    placed: str = ""
    """What characters say that stand alone or in columns, put together by place."""
    hidden: list[tuple[HiddenKind, str]] = field(default_factory=list)
    clues: Clues | None = None
    covered: float = 0.0
    painted: int = 0
    failed: bool = False

    @property
    def text(self) -> str:
        """The lines joined as they are read."""
        return SOFT.join(line.text for line in self.lines)

    @property
    def spot(self) -> Spot:
        """What a person looks for: 第4页."""
        return spot("page", self.number + 1)


def running(pages: Sequence[Page]) -> dict[tuple[int, int], Part]:
    """Which lines are running headers or footers: in the margin, and the same but for figures on most pages, or a page number."""
    met: Counter[tuple[Part, str]] = Counter()
    lines: list[tuple[tuple[int, int], tuple[Part, str]]] = []
    for page in pages:
        for i, line in enumerate(page.lines):
            part = _margin(page, line)
            if part and line.text:
                key = (part, re.sub(r"\d+", "#", line.text))
                met[key] += 1
                lines.append(((page.number, i), key))
    enough = max(2, len(pages) // 3)
    running = {at: key[0] for at, key in lines if len(pages) > 1 and met[key] >= enough}
    for page in pages:
        alone = _alone(page)
        if alone is not None:
            running.setdefault((page.number, alone), Part.HEADER)
    return running


def _alone(page: Page) -> int | None:
    """The one line in the upper edge of a page with blank space below it, None where there is none or are several."""
    high = [i for i, line in enumerate(page.lines) if line.bottom > page.top - (page.top - page.bottom) * EDGE]
    if len(high) != 1:
        return None
    line = page.lines[high[0]]
    below = max((other.top for i, other in enumerate(page.lines) if i != high[0]), default=None)
    height = line.top - line.bottom
    return high[0] if below is not None and height > 0 and line.bottom - below > APART * height else None


def _margin(page: Page, line: Line) -> Part | None:
    margin = (page.top - page.bottom) * MARGIN
    if line.bottom > page.top - margin:
        return Part.HEADER
    if line.top < page.bottom + margin:
        return Part.FOOTER
    return None
