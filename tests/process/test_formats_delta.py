# ruff: noqa: E501 - parts of a package read best on one line
"""A copy differs from its original only where something was said to go: part by part, byte by byte outside of the words."""

from __future__ import annotations

import difflib
import io
import zipfile

import pytest

from outscan.process import Options, Work, process
from process.made import INNOCENT, MARK, blob, docx_with, odt_with, pptx_with, xlsx_with

GIVEN = Options(authority="虚保〔2026〕7号", reason="已批准公开", authority_sha256="ab" * 32, keep_hidden=True)
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def ofd(*lines: str) -> bytes:
    """A document of one page, a text object a line."""
    objects = "".join(
        f'<ofd:TextObject ID="{10 + n}" Boundary="20 {20 + 8 * n} 160 6" Font="3" Size="4">'
        f'<ofd:TextCode X="0" Y="4" DeltaX="g {len(line) - 1} 4">{line}</ofd:TextCode></ofd:TextObject>'
        for n, line in enumerate(lines)
    )
    members = {
        "OFD.xml": f'<?xml version="1.0"?><ofd:OFD {SPACE} Version="1.1" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>a</ofd:DocID>'
        "</ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f'<?xml version="1.0"?><ofd:Document {SPACE}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>'
        "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData>"
        '<ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/></ofd:Pages></ofd:Document>',
        "Doc_0/Pages/Page_0/Content.xml": f'<?xml version="1.0"?><ofd:Page {SPACE}><ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer>'
        "</ofd:Content></ofd:Page>",
        "Doc_0/PublicRes.xml": f'<?xml version="1.0"?><ofd:Res {SPACE} BaseLoc="Res"/>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


MADE = {
    "a.ofd": lambda: ofd(INNOCENT, MARK, "第二段照旧。"),
    "a.docx": lambda: docx_with(INNOCENT, MARK, "第二段照旧。"),
    "a.pptx": lambda: pptx_with(INNOCENT, MARK, "第二段照旧。"),
    "a.xlsx": lambda: xlsx_with([[INNOCENT], [MARK], ["第二段照旧。"]]),
    "a.odt": lambda: odt_with(INNOCENT, MARK, "第二段照旧。"),
}
COUNTED = {"docProps/app.xml", "docProps/core.xml", "meta.xml"}


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("name", MADE)
def test_the_copy_differs_only_where_it_is_said(scanner, name):
    data = MADE[name]()
    result = process(scanner, blob(name, data), Work(GIVEN, "out" + name[1:]))
    assert result.data is not None, (result.refusals, result.remains)
    before, after = parts(data), parts(result.data)
    assert before.keys() == after.keys()
    changed = {part for part in before if before[part] != after[part]} - COUNTED
    assert len(changed) == 1, changed
    old, new = (one[changed.copy().pop()].decode() for one in (before, after))
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    gone = [old[a:b] for tag, a, b, _, _ in matcher.get_opcodes() if tag != "equal"]
    for one in gone:  # nothing but the words, their places and numbers of sittings
        assert not set(one) & (set(INNOCENT) - set(MARK)), one
    assert INNOCENT in new or INNOCENT.encode("ascii", "xmlcharrefreplace").decode() in new
    assert sum(change.count for change in result.proof.changes if change.technique == "redact") == 1
