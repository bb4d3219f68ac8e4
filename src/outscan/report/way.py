"""The way forward as a command: what technical processing can remove, told on the screen and the page.

In: `Report`. Out: the exact command, or '' where processing is not the way.
"""

from __future__ import annotations

import shlex
from pathlib import PurePath

from outscan.report.mask import Masker
from outscan.types import Action, Finding, Kind, Level, Report

PROCESSED = frozenset(
    {"docx", "xlsx", "pptx", "pdf", "ofd", "odt", "ods", "odp", "txt", "csv", "json", "geojson", "html", "rtf", "zip", "eml"}
    | {"png", "jpg", "tiff", "bmp", "gif", "webp", "xml", "kml", "gpx", "svg", "gml"}
)
"""Kinds `outscan process` rewrites; others are told to be saved in one of these first."""


def removable(report: Report) -> tuple[int, int]:
    """How many upheld findings processing can remove, and how many it cannot (marks, matters that must be withheld)."""
    upheld = [f for f in report.findings if f.upheld]
    able = sum(map(_able, upheld))
    return able, len(upheld) - able


def _able(finding: Finding) -> bool:
    """Whether `outscan process` takes it out without an authority; the same rule as its own refusals."""
    if finding.kind in {Kind.MARK, Kind.FINGERPRINT} or finding.level is Level.TOP_SECRET:
        return False
    advice = finding.advice
    return advice is None or (advice.action is not Action.WITHHOLD and (finding.kind is not Kind.ITEM or bool(advice.techniques)))


def process_command(report: Report, masker: Masker) -> str:
    """`outscan process 附件.docx -o 附件.处理.docx`, where at least one finding or hidden thing can be removed."""
    able, unable = removable(report)
    if report.type not in PROCESSED or unable or not (able or report.hidden) or report.verdict.action is Action.WITHHOLD:
        return ""
    path = PurePath(masker.name(report.path))
    if not path.name:  # a nameless stream cannot be named on a command line
        return ""
    return f"outscan process {shlex.quote(str(path))} -o {shlex.quote(str(path.with_name(f'{path.stem}.处理{path.suffix}')))}"
