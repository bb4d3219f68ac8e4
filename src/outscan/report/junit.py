"""JUnit XML, for CI systems that show tests: a file is a test case, anything but a complete release fails it.

In: `Report`s. Out: UTF-8 XML; characters XML cannot hold are shown as code points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.etree import ElementTree as ET  # writes our own strings; nothing is parsed here

from outscan.report.mask import Masker
from outscan.types import Action, Report
from outscan.words import Words


def render(reports: Sequence[Report], run: Mapping[str, object], *, show_hits: bool = False, lang: str = "zh-CN") -> bytes:
    """One suite a run, one case a file."""
    words = Words(lang)
    failed = [r for r in reports if r.verdict.action is not Action.RELEASE]
    unread = [r for r in reports if r.verdict.action is Action.RELEASE and not r.complete]
    suite = ET.Element(
        "testsuite",
        name="outscan",
        tests=str(len(reports)),
        failures=str(len(failed)),
        errors=str(len(unread) + (1 if run.get("partial") else 0)),
    )
    for report in reports:
        masker = Masker(show=show_hits)
        case = ET.SubElement(suite, "testcase", classname="outscan", name=masker.name(report.path))
        reasons = [masker.because(c.why, words) for c in report.verdict.clauses]
        reasons += [f"{f.rule} {masker.place(f.where, words)} {words.title(f)}" for f in report.findings if f.upheld]
        if report.verdict.action is not Action.RELEASE:
            failure = ET.SubElement(
                case, "failure", type=report.verdict.action.value, message=words.action(report.verdict.action)
            )
            failure.text = "\n".join(reasons)
        elif not report.complete:
            ET.SubElement(case, "error", type="incomplete", message=words.say("partial"))
    if run.get("partial"):
        case = ET.SubElement(suite, "testcase", classname="outscan", name="run")
        ET.SubElement(case, "error", type="partial", message=words.say("partial"))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(suite, encoding="unicode")}\n'.encode()
