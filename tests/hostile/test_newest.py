# ruff: noqa: E501 - objects of a construct read best on one line
"""Words where the newest features of Office and the oldest corners of PDF keep them: data labels, sparklines, rich values, labels of
layouts and recipients, reactions, handwriting; class maps, folders, overlays, forms no page draws. Each with a mark and with a
matter, and the short ones of attributes with a few words. All of it is fictional.
"""

from __future__ import annotations

import base64
import random
from urllib.parse import quote

import pytest
from pikepdf import Array, Dictionary, Name, String

import house.made  # noqa: F401 - puts the makers of the samples on the path
from extract.ooxml_made import DECLARED, NS_P, NS_W, NS_X, docx, packed, para, xlsx
from hostile.test_passed_by import ODF, deck, sheet
from hostile.test_unlisted import annotated, changed, root
from outscan.types import Action, Blob, Where
from samples.packages import rows_xml

MARK, MATTER = "本件为机密★10年，不得外传。", "拟向外方提供的1:2000地形图覆盖面积40平方公里。"
FEW, FEW_OF_A_MATTER = "机密★10年", "1:2000地形图31平方公里"
CLEAN = "各位同事：周五下午开会，请准时参加。"
CHART = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
DIAGRAM = 'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def book(after="", parts=None, before="", workbook=""):
    return xlsx([("表", "", before + rows_xml([[CLEAN]]) + after)], parts=parts, workbook=workbook)


def part(name, text, holder=docx):
    made = {name: DECLARED + text}
    return holder(para(CLEAN), made) if holder is docx else book(parts=made) if holder is book else deck(made)


def named(formula):
    return packed_names(f'<definedNames><definedName name="F">{formula}</definedName></definedNames>')


def packed_names(names):
    return packed(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>",
            "xl/workbook.xml": f"{DECLARED}<workbook {NS_X}><sheets/>{names}</workbook>",
        }
    )


OFFICE = {
    "label.pptx": lambda said: part(
        "ppt/charts/chart1.xml",
        f"<c:chartSpace {CHART}><c15:datalabelsRange><c15:dlblRangeCache><c:pt idx='0'><c:v>{said}</c:v></c:pt></c15:dlblRangeCache>"
        "</c15:datalabelsRange></c:chartSpace>",
        deck,
    ),
    "axis.xlsx": lambda said: part(
        "xl/charts/chart1.xml",
        f'<c:chartSpace {CHART}><c:valAx><c:numFmt formatCode="0&quot;{said}&quot;"/></c:valAx></c:chartSpace>',
        book,
    ),
    "layout.pptx": lambda said: part(
        "ppt/diagrams/layout1.xml", f'<dgm:layoutDef {DIAGRAM}><dgm:title val="{said}"/></dgm:layoutDef>', deck
    ),
    "layout-text.pptx": lambda said: part(
        "ppt/diagrams/layout1.xml",
        f"<dgm:layoutDef {DIAGRAM}><dgm:sampData><dgm:t><a:p><a:r><a:t>{said}</a:t></a:r></a:p></dgm:t></dgm:sampData></dgm:layoutDef>",
        deck,
    ),
    "placeholder.pptx": lambda said: part(
        "ppt/diagrams/data1.xml", f'<dgm:dataModel {DIAGRAM}><dgm:prSet phldrT="{said}"/></dgm:dataModel>', deck
    ),
    "recipients.docx": lambda said: part(
        "word/recipientData.xml",
        f'<w:recipients {NS_W}><w:recipientData><w:uniqueTag w:val="{base64.b64encode(said.encode()).decode()}"/></w:recipientData></w:recipients>',
    ),
    "percent.docx": lambda said: docx(f'<w:p w:note="{quote(said)}"><w:r><w:t>{CLEAN}</w:t></w:r></w:p>'),
    "reaction.docx": lambda said: part(
        "word/commentsExtensible.xml",
        f'<e:commentsExtensible xmlns:e="http://schemas.microsoft.com/office/word/2018/wordml/cex"><e:user userName="{said}"/></e:commentsExtensible>',
    ),
    "caption.docx": lambda said: part(
        "word/settings.xml", f'<w:settings {NS_W}><w:captions><w:caption w:name="{said}"/></w:captions></w:settings>'
    ),
    "alias.docx": lambda said: part(
        "word/styles.xml", f'<w:styles {NS_W}><w:style w:styleId="a"><w:aliases w:val="{said}"/></w:style></w:styles>'
    ),
    "smart-tag.docx": lambda said: docx(
        f'<w:p><w:smartTag w:element="e"><w:smartTagPr><w:attr w:name="a" w:val="{said}"/></w:smartTagPr><w:r><w:t>{CLEAN}</w:t></w:r></w:smartTag></w:p>'
    ),
    "tag.docx": lambda said: docx(
        f'<w:sdt><w:sdtPr><w:tag w:val="{said}"/><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{para(CLEAN)}</w:sdtContent></w:sdt>'
    ),
    "binding.docx": lambda said: docx(
        f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="{said}"/></w:sdtPr><w:sdtContent>{para(CLEAN)}</w:sdtContent></w:sdt>'
    ),
    "own-element.docx": lambda said: docx(f'<w:customXml w:uri="u" w:element="{said}">{para(CLEAN)}</w:customXml>'),
    "language.docx": lambda said: docx(f'<w:p><w:r><w:rPr><w:lang w:val="{said}"/></w:rPr><w:t>{CLEAN}</w:t></w:r></w:p>'),
    "property.docx": lambda said: part(
        "docProps/custom.xml",
        f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"><property pid="2" name="{said}"/></Properties>',
    ),
    "code-name.xlsx": lambda said: book(before=f'<sheetPr codeName="{said}"/>'),
    "filter.xlsx": lambda said: book(
        f'<autoFilter ref="A1:A9"><filterColumn colId="0"><filters><filter val="{said}"/></filters></filterColumn></autoFilter>'
    ),
    "prompt.xlsx": lambda said: book(
        f'<dataValidations><dataValidation sqref="A1" promptTitle="{said}" prompt="x"/></dataValidations>'
    ),
    "sparkline.xlsx": lambda said: book(
        f'<extLst xmlns:x="urn:x14" xmlns:xm="urn:xm"><x:sparkline><xm:f>\'{said}\'!A1</xm:f></x:sparkline></extLst>'
    ),
    "column.xlsx": lambda said: part(
        "xl/tables/table1.xml",
        f'<table {NS_X} id="1" name="t" displayName="t" ref="A1:A2"><tableColumns><tableColumn id="1" name="{said}"/></tableColumns></table>',
        book,
    ),
    "lambda.xlsx": lambda said: named(f'_xlfn.LAMBDA(_xlpm.x,"{said}"&amp;_xlpm.x)'),
    "lambda-pieces.xlsx": lambda said: named(f'_xlfn.LAMBDA(_xlpm.x,"{said[:5]}"&amp;"{said[5:]}")'),
    "animation.pptx": lambda said: part("ppt/slides/slide2.xml", f'<p:sld {NS_P}><p:strVal val="{said}"/></p:sld>', deck),
    "settings.ods": lambda said: sheet(
        "", parts={"settings.xml": f"<s {ODF}><config-item>{said}</config-item></s>", "manifest.rdf": "<r/>"}
    ),
    "statement.ods": lambda said: sheet("", parts={"manifest.rdf": f"<r><a>{said}</a></r>"}),
}


def form(made, said):
    content = f"BT /F1 12 Tf <{said.encode('utf-16-be').hex().upper()}> Tj ET".encode()
    fonts = Dictionary(Font=made.pages[0].obj.Resources.Font)
    return made.make_stream(content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 400, 40]), Resources=fonts)


def drawn(content):
    def change(made):
        page_ = made.pages[0].obj
        page_.Contents = Array([page_.Contents, made.make_stream(content)])

    return changed(change)


PAPERS = {
    "class-map.pdf": lambda said: root(
        "/StructTreeRoot",
        lambda made: made.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                ClassMap=Dictionary(A=Dictionary(O=Name.UserProperties, P=Array([Dictionary(N=String("a"), V=String(said))]))),
            )
        ),
    ),
    "letters.pdf": lambda said: root(
        "/StructTreeRoot",
        lambda made: made.make_indirect(
            Dictionary(
                Type=Name.StructTreeRoot,
                K=Array([Dictionary(Type=Name.StructElem, S=Name.Span, ActualText=String(c)) for c in said]),
            )
        ),
    ),
    "folder.pdf": lambda said: root(
        "/Collection",
        lambda made: Dictionary(
            Type=Name.Collection, Folders=made.make_indirect(Dictionary(Type=Name.Folder, ID=0, Name=String(said)))
        ),
    ),
    "certificate.pdf": lambda said: root("/DSS", lambda made: Dictionary(Certs=Array([made.make_stream(said.encode() * 3)]))),
    "list.pdf": lambda said: root("/Hold", lambda made: Array([made.make_stream(said.encode() * 3)])),
    "field.pdf": lambda said: root(
        "/AcroForm",
        lambda made: Dictionary(
            Fields=Array(),
            XFA=made.make_stream(
                f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><field name="{said}"/></template></xdp:xdp>'.encode()
            ),
        ),
    ),
    "clip.pdf": lambda said: annotated(
        Subtype=Name.Screen,
        A=lambda _: Dictionary(
            S=Name.Rendition, R=Dictionary(S=Name.MR, C=Dictionary(S=Name.MCD, Alt=Array([String("zh"), String(said)])))
        ),
    ),
    "overlay.pdf": lambda said: annotated(Subtype=Name.Redact, RO=lambda made: form(made, said)),
    "idle.pdf": lambda said: changed(
        lambda made: made.pages[0].obj.Resources.__setitem__("/XObject", Dictionary(F0=form(made, said)))
    ),
    "address.pdf": lambda said: root("/URI", lambda _: Dictionary(Base=String(f"http://example.cn/?{quote(said)}"))),
    "point.pdf": lambda said: drawn(f"/Note <</T <FEFF{said.encode('utf-16-be').hex()}>>> DP".encode()),
}


@pytest.mark.parametrize("said", [MARK, MATTER, FEW, FEW_OF_A_MATTER], ids=["mark", "matter", "short mark", "short matter"])
@pytest.mark.parametrize("name", [*OFFICE, *PAPERS])
def test_no_feature_keeps_words_to_itself(scanner, name, said):
    made = {**OFFICE, **PAPERS}[name](said)
    told = scanner.scan(Blob(Where((name,)), made))
    assert told.verdict.action is not Action.RELEASE
    assert told.findings


@pytest.mark.parametrize("name", [*OFFICE, *PAPERS])
def test_the_innocent_of_the_same_make_are_released(scanner, name):
    said = "附图由办公室保存，午餐后发给各位同事参考"
    told = scanner.scan(Blob(Where((name,)), {**OFFICE, **PAPERS}[name](said)))
    assert not [found for found in told.findings if found.upheld]
    assert not told.gaps


NOISE = random.Random(9)
WRITTEN = "".join(
    "<trace>" + ", ".join(f"{NOISE.randrange(900)} {NOISE.randrange(300)}" for _ in range(20)) + "</trace>" for _ in range(60)
)


@pytest.mark.parametrize(("strokes", "gaps"), [(WRITTEN, 1), ("<trace>1 1, 500 1</trace>", 0)], ids=["written", "a line"])
def test_handwriting_is_a_picture_nobody_has_read(scanner, strokes, gaps):
    made = part("word/ink/ink1.xml", f'<ink xmlns="http://www.w3.org/2003/InkML">{strokes}</ink>')
    assert len(scanner.scan(Blob(Where(("a.docx",)), made)).gaps) == gaps


def test_noise_in_place_of_an_object_s_picture_is_a_gap(scanner):
    made = sheet("", parts={"ObjectReplacements/Object 1": NOISE.randbytes(300)})
    assert scanner.scan(Blob(Where(("a.ods",)), made)).gaps
