"""The screen's text as a file: the same words, no colours.

In: `Report`s. Out: UTF-8 bytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from rich.console import Console

from outscan.report.text import show_run
from outscan.types import Report
from outscan.words import Words

WIDTH = 120


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """What `show` would print on a screen of WIDTH columns."""
    out, words = io.StringIO(), Words(lang)
    console = Console(file=out, width=WIDTH, no_color=True, highlight=False, markup=False, emoji=False)
    console.print(f"# outscan {run.get('outscan', '')}")
    show_run(console, reports, run, words, show_hits=show_hits)
    return out.getvalue().encode()
