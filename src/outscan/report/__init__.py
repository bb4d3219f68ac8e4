"""Sinks: what the person reads. They compute nothing that is not in the report.

In: `Report`s, facts of the run. Out: bytes. `outscan.sinks` lists them; a sink's module is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import cast

from outscan import sinks
from outscan.nouns import asdict
from outscan.types import Makings, Report

Render = Callable[..., bytes]


def _lazy(module: str) -> Render:
    def render(
        reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN", **extra: object
    ) -> bytes:
        room = import_module(f"outscan.report.{module}")
        return cast("Render", room.render)(reports, run, show_hits=show_hits, lang=lang, **extra)

    return render


SINKS: dict[str, Render] = {name: _lazy(sink.module) for name, sink in sinks.SINKS.items()}


def run_facts(
    reports: Sequence[Report], made_with: Makings, *, missing: int = 0, excluded: int = 0, pack: str = ""
) -> dict[str, object]:
    """What a run says of itself: makings, the pack's version, how many files `--exclude` and an interruption left out."""
    return {
        "tool": "outscan",
        "pack": pack,
        "files": len(reports),
        "excluded": excluded,
        "not_scanned": missing,
        "partial": missing > 0,
        **asdict(made_with),
    }
