"""Nothing of a document acts in any sink, and masking leaves no word of it."""

import io
import json
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from rich.console import Console

from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.report.form import TEMPLATES, fill
from outscan.report.register import render as register
from outscan.report.text import show
from outscan.types import (
    Action,
    Advice,
    Basis,
    Certainty,
    Clause,
    Coverage,
    Declaration,
    Finding,
    Gap,
    GapReason,
    Hidden,
    HiddenKind,
    Kind,
    Level,
    Makings,
    Match,
    Part,
    Report,
    Risk,
    RiskReason,
    Span,
    Verdict,
    Where,
    because,
    spot,
)
from outscan.words import Words

HOSTILE = "<script>alert(1)</script>=cmd|'/C calc'!A0\x1b[31m\u202e{{7*7}}`rm`\x00\r青鸾代号"
CANARY = "青鸾代号"
MADE = Makings("0.1.0", "sha256:r", "sha256:p", "sha256:m", "sha256:o", "2026-01-31")


def report(*, action=Action.ESCALATE, name="附件.docx") -> Report:
    where = Where((name,), Part.BODY, spot("paragraph", 3))
    match = Match("mark/state-secret", Kind.MARK, where, 0, (Span(0, 5),), HOSTILE, f"前{HOSTILE}后", Level.SECRET)
    upheld = Finding(
        rule="mark/state-secret",
        kind=Kind.MARK,
        domain="marks",
        level=Level.SECRET,
        title="国家秘密标志",
        basis=(Basis("保守国家秘密法(2024)", "第22条", Certainty.A), Basis("某规定", "第1条", Certainty.C)),
        matches=(match,),
        because=(because("mark.labelled", words=HOSTILE),),
        advice=Advice(Action.ESCALATE, (), "定密单位", "请向定密单位核实"),
        ask="是否已解密?",
    )
    aside = replace(upheld, rule="mark/internal", dismissed=because("mention.inside", word=HOSTILE))
    return Report(
        path=f"资料/{name}",
        name=name,
        sha256="0" * 64,
        size=10,
        type="docx",
        findings=(upheld, aside),
        gaps=(Gap(where.at(Part.IMAGE, spot("page", 4)), GapReason.IMAGE_ONLY),),
        hidden=(Hidden(where.at(Part.METADATA, "docProps/core.xml:creator"), HiddenKind.PERSON_PROPERTY, 2),),
        coverage=Coverage(3, 2, 0),
        risk=Risk(
            0.9,
            "education",
            raised=True,
            model="sha256:m",
            because=(RiskReason(where, HOSTILE, (because("risk.phrase", phrase=HOSTILE),)),),
        ),
        verdict=Verdict(action, (Clause("mark", action, because("mark.placed", words=HOSTILE), "保密法"),)),
        made_with=MADE,
        declarations=(Declaration("education/jue-01", answer=True, by="某人"),),
    )


def everything(form: str, data: bytes) -> str:
    """The text a reader of the output could get at, all parts of a package included."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return "\n".join(package.read(name).decode() for name in package.namelist() if name.endswith((".xml", ".rels")))
    del form
    return data.decode("utf-8")


def render(form: str, reports: list[Report], **options) -> bytes:
    return SINKS[form](reports, run_facts(reports, MADE, pack="2026.11"), **options)


@pytest.mark.parametrize("form", sorted(SINKS))
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_masked_output_holds_no_word_of_the_document(form, lang):
    assert CANARY not in everything(form, render(form, [report()], lang=lang))


@pytest.mark.parametrize("form", sorted(SINKS))
def test_shown_output_holds_the_words_but_nothing_acts(form):
    text = everything(form, render(form, [report()], show_hits=True))
    assert CANARY in text
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert "\x00" not in text


def test_html_is_one_file_without_script_or_network():
    page = render("html", [report(), report(name="<img src=x onerror=1>.docx")], show_hits=True).decode()
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "Content-Security-Policy" in page
    assert "default-src &#x27;none&#x27;" in page
    assert not re.search(r"""(?:src|href)=["'](?!data:image/png|#)""", page)


def test_the_content_policy_admits_the_style_it_ships():
    import base64
    import hashlib

    page = render("html", [report()]).decode()
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    assert base64.b64encode(hashlib.sha256(style.encode()).digest()).decode() in page


def test_workbook_cells_are_strings_never_formulas():
    with zipfile.ZipFile(io.BytesIO(render("xlsx", [report()], show_hits=True))) as package:
        sheets = [package.read(n).decode() for n in package.namelist() if n.startswith("xl/worksheets/sheet")]
    assert sheets
    assert not any("<f>" in sheet for sheet in sheets)


def test_sarif_says_incomplete_and_keeps_the_suppressed():
    log = json.loads(render("sarif", [report()]))
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert run["invocations"][0]["executionSuccessful"] is False
    assert [bool(r.get("suppressions")) for r in run["results"]] == [False, True]
    assert run["results"][0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"].startswith("附件.docx")


def test_junit_is_xml_whatever_the_document_holds():
    suite = ET.fromstring(render("junit", [report()], show_hits=True))
    assert suite.get("failures") == "1"


def test_json_keeps_the_contract():
    one = json.loads(render("jsonl", [report()]))
    assert one["schema"] == "outscan.file/1"
    assert one["action"] == "escalate"
    assert one["complete"] is False
    assert one["findings"][0]["basis"] == {"cite": "保守国家秘密法(2024)", "item": "第22条", "certainty": "A"}
    assert one["findings"][1]["dismissed"]["reason"].startswith("是")
    assert one["coverage"]["gaps"][0]["reason"] == "image_only"
    assert one["findings"][0]["fingerprint"].startswith("os1:")
    whole = json.loads(render("json", [report(), report()]))
    assert whole["schema"] == "outscan.run/1"
    assert whole["summary"] == {"files": 2, "actions": {"escalate": 2}, "incomplete": 2}


@pytest.mark.parametrize("template", ["approval", "review"])
def test_forms_are_filled_and_leave_judgement_empty(template):
    from docx import Document

    one = report(name="{{7*7}}.docx")
    data = fill(TEMPLATES / f"{template}.docx", [one], {"接收方": "某境外机构"}, run_facts([one], MADE, pack="2026.11"))
    document = Document(io.BytesIO(data))
    text = "\n".join([p.text for p in document.paragraphs] + [c.text for t in document.tables for r in t.rows for c in r.cells])
    assert "{{" not in text
    assert CANARY not in text
    assert "国家秘密标志" in text
    assert "待核实" in text
    if template == "approval":
        assert "0" * 64 in text
        assert "签字（盖章）" in text


def test_an_unknown_field_of_a_template_is_named(tmp_path):
    from docx import Document

    from outscan.errors import OutscanError

    document = Document()
    document.add_paragraph("{{不存在}}")
    path = tmp_path / "t.docx"
    document.save(str(path))
    with pytest.raises(OutscanError, match="不存在"):
        fill(path, [report()], {}, run_facts([report()], MADE))


def test_a_field_word_has_split_over_runs_is_filled(tmp_path):
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph()
    for part in ("接收方：{", "{接收", "方}", "}。"):
        paragraph.add_run(part)
    path = tmp_path / "t.docx"
    document.save(str(path))
    filled = Document(io.BytesIO(fill(path, [report()], {"接收方": "某机构"}, run_facts([report()], MADE))))
    assert filled.paragraphs[0].text == "接收方：某机构。"


def test_the_register_holds_hash_and_recommendation():
    text = everything("xlsx", register([report()], {"编号": "外审2026"}))
    assert "0" * 64 in text
    assert "外审2026-1" in text
    assert CANARY not in text


def test_the_screen_is_calm():
    out = io.StringIO()
    show(Console(file=out, width=100, no_color=True, markup=False), report(), Words())
    text = out.getvalue()
    assert "报批" in text
    assert "疑似" in text
    assert "涉密文件" not in text
    assert CANARY not in text


def test_a_release_is_no_clearance():
    clean = replace(
        report(action=Action.RELEASE),
        findings=(),
        gaps=(),
        risk=Risk(),
        verdict=Verdict(Action.RELEASE, (Clause("clean", Action.RELEASE, "未发现"),)),
    )
    out = io.StringIO()
    show(Console(file=out, width=100, no_color=True, markup=False), clean, Words(), pack="2026.11")
    text = out.getvalue()
    assert "未发现需处理的内容" in text
    assert "不等于不涉密，提供单位仍负审查责任" in text
    assert "2026.11" in text
