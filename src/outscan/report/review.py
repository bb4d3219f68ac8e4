"""审查报告 as a sink: the docx a reviewer keeps, filled from reports alone.

In: `Report`s. Out: docx bytes from the template that `outscan form --kind review` uses too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from outscan.report.form import TEMPLATES, fill
from outscan.report.order import gravest_first
from outscan.types import Report


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """The whole run as one review report, gravest file first; a form is Chinese in every language."""
    del lang
    return fill(TEMPLATES / "review.docx", gravest_first(reports), {}, run, show_hits=show_hits)
