"""What a case is, and the compact report a case is held to.

In: a name, a file ending, what builds the bytes, the recommendation a person says it must come to. Out: `Case`, `compact`.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

AS_OF = date(2026, 1, 31)
QUOTED = 60
"""Characters of a quote that are kept: enough for a person to see what was meant."""
LISTED = 40
"""Findings, places and gaps listed one by one; a table of two hundred people is counted."""


@dataclass(frozen=True, slots=True)
class Case:
    """One folder of samples/: `action` is written by hand, from the law; the rest of the report is accepted after review."""

    name: str
    ending: str
    about: str
    action: str
    build: Callable[[], bytes]
    kept: bool = False
    ocr: bool = False

    @property
    def file(self) -> str:
        """The name of the built input."""
        return f"input.{self.ending}" if self.ending else "input"


def scan(path: Path, *, ocr: bool) -> dict[str, Any]:
    """The `outscan.file/1` object of one input, quotes shown, judged on AS_OF."""
    from outscan import Blob, Where  # noqa: PLC0415 - the list of cases is read without the scanner
    from outscan.report.json import file_object  # noqa: PLC0415 - the same

    report = scanner(ocr=ocr).scan(Blob(Where((path.name,)), path.read_bytes()))
    return file_object(report, show_hits=True)


_SCANNERS: dict[bool, Any] = {}


def scanner(*, ocr: bool) -> Any:  # noqa: ANN401 - the class is imported late
    """A scanner of the fixed day, built once for each way of treating pictures."""
    from outscan import Config, Scanner  # noqa: PLC0415 - the list of cases is read without the scanner

    if ocr not in _SCANNERS:
        _SCANNERS[ocr] = Scanner.build(Config(as_of=AS_OF, ocr="auto" if ocr else "off"))
    return _SCANNERS[ocr]


def compact(told: Mapping[str, Any], about: str) -> dict[str, Any]:
    """What a case is held to: everything that says what was found, nothing that changes with a version of the rules."""
    upheld = [_finding(f) for f in told["findings"] if f["dismissed"] is None]
    aside = [_aside(f) for f in told["findings"] if f["dismissed"] is not None]
    hidden = Counter[str]()
    for one in told["hidden"]:
        hidden[one["kind"]] += one["count"]
    return {
        "about": about,
        "type": told["type"],
        "action": told["action"],
        "complete": told["complete"],
        "clauses": [c["id"] for c in told["verdict"]["clauses"]],
        "gaps": [f"{g['reason']} @ {_place(g['where'])}" for g in told["coverage"]["gaps"]][:LISTED],
        "hidden": dict(sorted(hidden.items())),
        "upheld": upheld[:LISTED],
        "upheld_count": len(upheld),
        "dismissed": aside[:LISTED],
        "dismissed_count": len(aside),
    }


def written(report: Mapping[str, Any]) -> str:
    """The text of expected.json."""
    return json.dumps(report, ensure_ascii=False, indent=1) + "\n"


def _place(where: Mapping[str, Any]) -> str:
    return " ▸ ".join([*where["member"], f"{where['part']} {where['spot']}".strip()])


def _finding(finding: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "rule": finding["rule"],
        "level": finding["level"],
        "state": finding["state"],
        "where": [_place(w) for w in (finding["where"], *(a["where"] for a in finding["also"]))][:LISTED],
        "places": 1 + len(finding["also"]),
        "quote": finding["quote"][:QUOTED],
        "visible": finding["visible"],
    }


def _aside(finding: Mapping[str, Any]) -> str:
    return f"{finding['rule']} @ {_place(finding['where'])}: {finding['dismissed']['reason']}"
