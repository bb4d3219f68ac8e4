# ruff: noqa: E501 - markup of a fixture reads best on one line
"""The kind: words of a PDF that no page shows by itself: layers, signatures, forms of XML, private keys; and columns of characters."""

from __future__ import annotations

import pytest

from extract.pdf.test_structure import WORD, annotation, field, made_with
from extract.pdf_made import Made, pieces, segments, shown, u16
from outscan.types import Gap, GapReason, HiddenKind

TEXT = "本报告记录青山水库的日常巡查工作。"


@pytest.mark.parametrize(("catalog", "page", "trailer", "kind"), [
    (f"/OCProperties << /OCGs [] /D << /Order [{u16(WORD)} []] >> >>", "", "", HiddenKind.PROPERTY),
    (f"/OCProperties << /OCGs [] /D << /Order [[[{u16(WORD)}]]] >> >>", "", "", HiddenKind.PROPERTY),
    ("", field(f"/T (s) /V << /Type /Sig /Filter /Adobe.PPKLite /Reason {u16(WORD)} >>"), "", None),
    ("", field(f"/T (s) /V << /ByteRange [0 1 2 3] /Filter /X /Location {u16(WORD)} >>"), "", None),
    ("", annotation(f"/Subtype /Link /A << /S /GoToR /F {u16(WORD)} >>"), "", HiddenKind.EXTERNAL_LINK),
    ("", annotation(f"/Subtype /Link /A << /S /Launch /F << /UF {u16(WORD)} >> >>"), "", HiddenKind.EXTERNAL_LINK),
    ("", annotation(f"/Subtype /Widget /MK << /CA {u16(WORD)} >>"), "", None),
    ("", f"/VP [<< /Type /Viewport /BBox [0 0 9 9] /Name {u16(WORD)} >>]", "", HiddenKind.PROPERTY),
    (f"/Names << /Dests << /Names [{u16(WORD)} [0 /Fit]] >> >>", "", "", HiddenKind.DEFINED_NAME),
    (f"/Own << /Producer (p) /Title {u16(WORD)} >>", "", "", HiddenKind.PROPERTY),
    (f"/Threads [<< /I << /Title {u16(WORD)} >> >>]", "", "", HiddenKind.PROPERTY),
    (f"/PieceInfo << /App << /Private << /Note {u16(WORD)} >> >> >>", "", "", HiddenKind.PROPERTY),
    (f"/PieceInfo << /App << /Private [{u16(WORD)}] >> >>", "", "", HiddenKind.PROPERTY),
    ("", "", f"/Info << /CreationDate {u16(WORD)} >>", HiddenKind.PROPERTY),
    ("", "", f"/Info << /{''.join(f'#{b:02x}' for b in WORD.encode())} (x) >>", HiddenKind.CUSTOM_PROPERTY),
])  # fmt: skip
def test_every_other_place_beside_the_pages_is_read(catalog, page, trailer, kind):
    found = [s for s in segments(made_with(catalog, page, trailer)) if WORD in s.text]
    assert found
    assert kind is None or {s.hidden for s in found} == {kind}


@pytest.mark.parametrize("catalog", [
    "/PageLabels << /Nums [0 (x) 1 7] >>",
    "/Dests 5",
    f"/Own {'[' * 80}{u16(WORD)}{']' * 80}",
    "/Names << /Dests << /Names [(cite.12) [0 /Fit]] >> >>",
])  # fmt: skip
def test_what_is_no_words_or_lies_too_deep_to_be_any_programs_is_passed_over(catalog):
    assert TEXT in "".join(s.text for s in segments(made_with(catalog)))


XFA = (
    '<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><template><field name="a"><caption><value><text>{word}</text></value></caption>'
    "<script>app.alert('x')</script></field></template></xdp:xdp>"
)


@pytest.mark.parametrize("parts", [1, 3])
def test_a_form_of_xml_is_read_whole_or_in_parts_and_its_scripts_apart(parts):
    made, text = Made(), XFA.format(word=WORD)
    size = -(-len(text) // parts)
    numbers = [made.stream(text[at : at + size]) for at in range(0, len(text), size)]
    form = f"{numbers[0]} 0 R" if parts == 1 else "[" + " ".join(f"(p) {n} 0 R" for n in numbers) + "]"
    found = segments(made_with(f"/AcroForm << /Fields [] /XFA {form} >>", made=made))
    assert [s.hidden for s in found if WORD in s.text] == [HiddenKind.FORM_FIELD]
    assert [s.hidden for s in found if "app.alert" in s.text] == [HiddenKind.SCRIPT]


def test_a_form_of_xml_that_is_none_says_nothing():
    made = Made()
    number = made.stream("no markup at all")
    assert not [
        s for s in segments(made_with(f"/AcroForm << /Fields [] /XFA {number} 0 R >>", made=made)) if "no markup" in s.text
    ]


def test_a_packet_that_does_not_decode_is_a_gap():
    made = Made()
    broken = made.add(b"<< /Type /Metadata /Subtype /XML /Length 4 /Filter /FlateDecode >>\nstream\nxxxx\nendstream")
    gaps = [p for p in pieces(made_with(f"/Metadata {broken} 0 R", made=made)) if isinstance(p, Gap)]
    assert GapReason.CORRUPT in {gap.reason for gap in gaps}


def column(text, left, top=700, step=14):
    """The characters of a text below one another, each drawn by itself."""
    return "".join(f"BT /F1 12 Tf {left} {top - step * i} Td {shown(c)} Tj ET " for i, c in enumerate(text))


def test_characters_below_one_another_are_read_down_and_columns_from_the_right():
    made = Made()
    made.page(column("十年期限", 200) + column("机密文件", 240) + f"BT /F1 12 Tf 60 300 Td {shown(TEXT)} Tj ET")
    assert "机密文件" in "".join(s.text for s in segments(made.build()))


def test_characters_strewn_along_a_line_are_read_as_they_stand():
    made = Made()
    order = [(4, "★"), (0, "机"), (6, "年"), (2, "密")]
    drawn = "".join(f"BT /F1 12 Tf {100 + 40 * i} 500 Td {shown(c)} Tj ET " for i, c in order)
    made.page(drawn + f"BT /F1 12 Tf 60 300 Td {shown(TEXT)} Tj ET")
    said = ["".join(s.text.split()) for s in segments(made.build())]
    assert any("机密★年" in one for one in said)
