"""JSON lines: one `outscan.file/1` object a line.

In: `Report`s. Out: UTF-8 bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outscan.report.json import line
from outscan.types import Report


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """One line a file, in the order given."""
    del run, lang
    return "".join(line(report, show_hits=show_hits) + "\n" for report in reports).encode()
