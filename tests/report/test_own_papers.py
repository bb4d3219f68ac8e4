"""Our own papers are no secrets: whatever they report, none scans as more than review, and never for a form's own words."""

from __future__ import annotations

import pytest

from house.made import ROOT
from outscan.report import SINKS, register, run_facts
from outscan.report.form import TEMPLATES, fill
from outscan.types import Action, Blob, Where

SAMPLES = sorted(path for path in (ROOT / "samples").iterdir() if path.is_dir())
GROUPS = 6
"""So many bundles of samples: one paper tells of many files."""


def bundle(scanner, number: int):
    folders = SAMPLES[number::GROUPS]
    files = [path for folder in folders for path in sorted(folder.iterdir()) if path.name.startswith("input.")]
    return [scanner.scan(Blob(Where((path.name,)), path.read_bytes()), f"{path.parent.name}/{path.name}") for path in files]


def papers(reports, run, lang: str):
    for kind in ("approval", "review") if lang == "zh-CN" else ():
        yield f"{kind}.docx", fill(TEMPLATES / f"{kind}.docx", reports, {}, run, [], show_hits=False)
    if lang == "zh-CN":
        yield "register.xlsx", register.render(reports, {}, show_hits=False)
    for name, ending in (("html", "html"), ("xlsx", "xlsx"), ("json", "json"), ("text", "txt")):
        yield f"report.{ending}", SINKS[name](reports, run, lang=lang)


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("number", range(GROUPS))
def test_no_paper_of_ours_is_withheld(scanner, number, lang):
    reports = bundle(scanner, number)
    run = run_facts(reports, scanner.makings(), pack=scanner.pack.version)
    for name, data in papers(reports, run, lang):
        found = scanner.scan(Blob(Where((name,)), data))
        told = [(f.rule, f.where, f.matches[0].quote) for f in found.findings if f.upheld]
        assert found.verdict.action <= Action.REVIEW, (name, told)


def test_a_heading_of_ours_hides_nothing(scanner):
    """Whoever writes our heading over a document gains nothing: only whole phrases of a rule are ours."""
    text = "对外提供资料保密检查报告\n{}\n"
    for said in ("机密★10年", "拟提供1:2000地形图（test.dwg），连续覆盖面积约80平方公里，已拷给德方。"):
        plain = scanner.scan(Blob(Where(("a.txt",)), said.encode()))
        headed = scanner.scan(Blob(Where(("a.txt",)), text.format(said).encode()))
        assert headed.verdict.action >= plain.verdict.action > Action.RELEASE
