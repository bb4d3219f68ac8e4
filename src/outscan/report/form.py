"""The paper a reviewer signs: 对外提供资料审批表 and 审查报告, filled from reports into a template a unit can replace.

In: `Report`s, proofs, what the applicant stated. Out: docx bytes. Facts are filled in; level, opinions and signatures
stay empty. python-docx writes our own forms here and never reads a document under review.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Doc
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph

from outscan.errors import OutscanError
from outscan.output import SIGNATURE
from outscan.report.mask import Masker, visible
from outscan.types import Action, Proof, Report
from outscan.words import Words, say

TEMPLATES = Path(__file__).parent / "templates"
NONE = "无"

_FIELD = re.compile(r"\{\{([^{}]+)\}\}")

Row = Mapping[str, str]


def fill(
    template: Path,
    reports: Sequence[Report],
    stated: Mapping[str, str],
    run: Mapping[str, object],
    proofs: Sequence[Proof] = (),
    *,
    show_hits: bool = False,
) -> bytes:
    """The template with every {{field}} filled; a table row with {{列表.字段}} is repeated for each entry.

    Raises OutscanError for a template that cannot be opened or a field nobody knows.
    """
    try:
        document = Document(str(template))
    except Exception as error:  # noqa: BLE001 - python-docx raises many kinds for a file that is no template
        raise OutscanError(say("problem.template", path=template, why=type(error).__name__)) from None
    words = Words()
    single = _single(reports, stated, run, words)
    lists = _lists(reports, proofs, words, show_hits=show_hits)
    for table in _tables(document):
        _repeat(table, lists, template)
    for paragraph in _paragraphs(document):
        _fill(paragraph, single, template)
    document.core_properties.last_modified_by = SIGNATURE
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _single(reports: Sequence[Report], stated: Mapping[str, str], run: Mapping[str, object], words: Words) -> dict[str, str]:
    gravest = max((r.verdict.action for r in reports), default=Action.RELEASE)
    why = dict.fromkeys(c.why for r in reports for c in r.verdict.clauses if c.action is gravest)
    fields = (
        "编号", "申请单位", "申请日期", "承办人", "联系电话", "接收方", "国别", "项目", "用途", "提供方式", "份数", "理由",
        "协议编号",
    )  # fmt: skip
    return {name: stated.get(name, "") for name in fields} | {
        "总体建议": words.action(gravest),
        "总体理由": "；".join(Masker(show=False).because(w, words) for w in why),
        "程序": f"outscan {run.get('outscan', '')}",
        "规则包": str(run.get("pack", "")),
        "规则包校验值": str(run.get("rules", "")),
        "基准日": str(run.get("as_of", "")),
    }


def _lists(reports: Sequence[Report], proofs: Sequence[Proof], words: Words, *, show_hits: bool) -> dict[str, list[Row]]:
    lists: dict[str, list[Row]] = {"文件": [], "疑点": [], "未检": [], "隐藏": [], "处理": []}
    for number, report in enumerate(reports, 1):
        masker = Masker(show=show_hits)
        coverage = report.coverage
        lists["文件"].append(
            {
                "序号": str(number),
                "名称": masker.name(report.path),
                "建议": words.action(report.verdict.action),
                "校验值": report.sha256,
                "疑点数": str(sum(f.upheld for f in report.findings)),
                "覆盖": words.say(
                    "coverage", parts=coverage.parts, read=coverage.read, inert=coverage.inert, gaps=len(report.gaps)
                ),
            }
        )
        lists["疑点"].extend(_findings(report, masker, words))
        lists["未检"].extend({"位置": masker.place(g.where, words), "原因": words.unread(g)} for g in report.gaps)
        lists["隐藏"].extend(
            {"种类": words.hidden(h.kind), "位置": masker.place(h.where, words), "数量": str(h.count)} for h in report.hidden
        )
    lists["处理"].extend(_changes(proofs, words))
    return lists


def _findings(report: Report, masker: Masker, words: Words) -> Iterator[Row]:
    for finding in report.findings:
        if not finding.upheld:
            continue
        advice = finding.advice
        ways = "、".join(words.technique(t) for t in advice.techniques) if advice else ""
        action = words.action(advice.action) if advice else words.action(Action.REVIEW)
        advised = "；".join(
            p for p in (action, ways, words.note(advice) if advice else "", words.approver(advice) if advice else "") if p
        )
        why = "；".join(masker.because(b, words) for b in finding.because)
        asked = f"{words.say('ask')}{words.say('colon')}{words.ask(finding)}" if finding.ask else ""
        sure = [(f"{b.cite} {b.item}".strip(), words.certainty(b.certainty)) for b in finding.basis]
        yield {
            "名称": f"{words.title(finding)}（{words.suspected(finding.level)}）",
            "位置": masker.place(finding.where, words),
            "依据": "；".join(f"{cite}［{note}］" if note else cite for cite, note in sure),
            "建议": advised,
            "说明": "；".join(p for p in (why, advised, asked) if p),
        }


def _changes(proofs: Sequence[Proof], words: Words) -> Iterator[Row]:
    for proof in proofs:
        result = f"残留 {len(proof.residual)}，建议 {words.action(proof.action)}，SHA-256 {proof.sha256_after}"
        for change in proof.changes:
            spot = " ▸ ".join((*change.where.member, words.place(change.where.spot))).strip(" ▸")
            yield {
                "方法": f"{words.technique(change.technique)} {change.count} 处 {change.note}".strip(),
                "位置": spot,
                "复查": result,
            }


def _tables(document: Doc) -> Iterator[Table]:
    yield from document.tables
    for section in document.sections:
        yield from section.header.tables
        yield from section.footer.tables


def _paragraphs(document: Doc) -> Iterator[Paragraph]:
    yield from document.paragraphs
    for table in _tables(document):
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs


def _repeat(table: Table, lists: Mapping[str, Sequence[Row]], template: Path) -> None:
    for row in list(table.rows):
        named = {name.partition(".")[0] for name in _FIELD.findall("".join(c.text for c in row.cells)) if "." in name}
        if not named:
            continue
        name = min(named)
        if name not in lists:
            raise OutscanError(say("problem.template_field", path=template, field=f"{{{{{name}.…}}}}"))
        entries: Iterable[Row] = lists[name] or [_Empty()]
        for entry in entries:
            element = copy.deepcopy(row._tr)  # noqa: SLF001 - python-docx has no door for cloning a row
            row._tr.addprevious(element)  # noqa: SLF001 - the same
            values = {f"{name}.{key}": value for key, value in entry.items()}
            for cell in _Row(element, table).cells:
                for paragraph in cell.paragraphs:
                    _fill(paragraph, values if entry else _Blank(name), template)
        row._tr.getparent().remove(row._tr)  # noqa: SLF001 - the same


class _Empty(dict[str, str]):
    """A list with no entries: one row that says 无."""


class _Blank(Mapping[str, str]):
    """Every field of an empty list reads 无, once a row."""

    def __init__(self, name: str) -> None:
        self._name, self._filled = name, False

    def __getitem__(self, key: str) -> str:
        filled, self._filled = self._filled, True
        return "" if filled else NONE

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0

    def __contains__(self, key: object) -> bool:
        return str(key).startswith(f"{self._name}.")


def _fill(paragraph: Paragraph, values: Mapping[str, str], template: Path) -> None:
    """Replace fields in one paragraph, also where Word has split one over several runs; the first run's format stays."""
    text = "".join(run.text for run in paragraph.runs)
    if "{{" not in text:
        return
    for found in reversed(list(_FIELD.finditer(text))):
        name = found.group(1).strip()
        if name not in values:
            if "." in name:
                continue
            raise OutscanError(say("problem.template_field", path=template, field=f"{{{{{name}}}}}"))
        _replace(paragraph, found.start(), found.end(), _inert(values[name]))


def _inert(text: str) -> str:
    """A value as it may stand in a form: control characters shown, braces that would be a field of their own widened."""
    return visible(text).replace("{{", "｛｛").replace("}}", "｝｝")


def _replace(paragraph: Paragraph, start: int, end: int, value: str) -> None:
    at = 0
    for run in paragraph.runs:
        text, first = run.text, at
        at += len(text)
        if at <= start or first >= end:
            continue
        a, b = max(start - first, 0), min(end - first, len(text))
        run.text = text[:a] + (value if first <= start else "") + text[b:]
