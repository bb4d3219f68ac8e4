from __future__ import annotations

import pytest

from extract.pdf_made import Made, pieces, segments, shown, u16
from outscan.types import Blob, HiddenKind, Part

BODY = "本报告记录青山水库的日常巡查工作。"
WORD = "巡查备忘"


def made_with(catalog: str = "", page: str = "", trailer: str = "", made: Made | None = None) -> bytes:
    made = made or Made()
    made.page(f"BT /F1 12 Tf 60 700 Td {shown(BODY)} Tj ET", page)
    return made.build(catalog, trailer)


def annotation(entries: str) -> str:
    return f"/Annots [<< /Type /Annot /Rect [10 10 30 30] {entries} >>]"


def field(entries: str) -> str:
    return f"/Annots [<< /Type /Annot /Subtype /Widget /FT /Tx /Rect [10 10 90 30] {entries} >>]"


@pytest.mark.parametrize(
    ("catalog", "page", "trailer", "kind"),
    [
        ("", annotation(f"/Subtype /Text /Contents {u16(WORD)}"), "", HiddenKind.ANNOTATION),
        (
            "",
            annotation(f"/Subtype /Text /Contents (x) /RC {u16('<body><p>' + WORD + '</p></body>')}"),
            "",
            HiddenKind.ANNOTATION,
        ),
        ("", annotation(f"/Subtype /Text /T {u16(WORD)}"), "", HiddenKind.PERSON_PROPERTY),
        ("", field(f"/T (f) /V {u16(WORD)}"), "", HiddenKind.FORM_FIELD),
        ("", field(f"/T (f) /V (x) /DV {u16(WORD)}"), "", HiddenKind.FORM_FIELD),
        ("", field(f"/T (f) /TU {u16(WORD)}"), "", HiddenKind.FORM_FIELD),
        ("", field(f"/T (f) /Opt [(a) {u16(WORD)}]"), "", HiddenKind.FORM_FIELD),
        ("", "", f"/Info << /Title {u16(WORD)} >>", HiddenKind.PROPERTY),
        ("", "", f"/Info << /Author {u16(WORD)} >>", HiddenKind.PERSON_PROPERTY),
        ("", "", f"/Info << /Grade {u16(WORD)} >>", HiddenKind.CUSTOM_PROPERTY),
        (f"/PageLabels << /Nums [0 << /S /D /P {u16(WORD)} >>] >>", "", "", HiddenKind.PROPERTY),
        (f"/Names << /JavaScript << /Names [(a) << /S /JavaScript /JS {u16(WORD)} >>] >> >>", "", "", HiddenKind.SCRIPT),
        (
            "/OpenAction << /S /URI /URI (http://example.invalid/%E5%B7%A1%E6%9F%A5%E5%A4%87%E5%BF%98) >>",
            "",
            "",
            HiddenKind.EXTERNAL_LINK,
        ),
        (f"/StructTreeRoot << /Type /StructTreeRoot /K << /S /Figure /Alt {u16(WORD)} >> >>", "", "", HiddenKind.ALT_TEXT),
        (f"/OCProperties << /OCGs [] /D << >> /X << /Type /OCG /Name {u16(WORD)} >> >>", "", "", HiddenKind.PROPERTY),
    ],
)
def test_every_place_beside_the_pages_is_read(catalog: str, page: str, trailer: str, kind: HiddenKind) -> None:
    found = [s for s in segments(made_with(catalog, page, trailer)) if WORD in s.text]
    assert [s.hidden for s in found] == [kind]


def test_text_in_gbk_without_a_mark_is_read_as_chinese() -> None:
    raw = WORD.encode("gb18030").hex()
    assert any(WORD in s.text for s in segments(made_with(trailer=f"/Info << /Subject <{raw}> >>")))


def test_what_a_structure_tree_repeats_is_read_once() -> None:
    tree = f"/StructTreeRoot << /Type /StructTreeRoot /K << /S /P /ActualText {u16(BODY)} >> >>"
    assert sum(s.text.count(BODY) for s in segments(made_with(tree))) == 1


def test_xmp_values_are_read_and_machine_values_are_not() -> None:
    made = Made()
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreateDate="2024-01-01T00:00:00">'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{WORD}</rdf:li></rdf:Alt></dc:description>'
        "</rdf:Description></rdf:RDF></x:xmpmeta>"
    )
    stream = made.stream(packet, "/Type /Metadata /Subtype /XML")
    found = segments(made_with(f"/Metadata {stream} 0 R", made=made))
    assert [s.text for s in found if s.where.part is Part.METADATA] == [WORD]


@pytest.mark.parametrize("way", ["names", "annotation", "af"])
def test_an_attachment_is_met_whichever_way_it_hangs(way: str) -> None:
    made = Made()
    file = made.stream(WORD, "/Type /EmbeddedFile")
    spec = made.add(f"<< /Type /Filespec /F (a.txt) /UF {u16('附件一.txt')} /EF << /F {file} 0 R >> >>")
    catalog = {"names": f"/Names << /EmbeddedFiles << /Names [(a) {spec} 0 R] >> >>", "af": f"/AF [{spec} 0 R]"}.get(way, "")
    page = annotation(f"/Subtype /FileAttachment /FS {spec} 0 R") if way == "annotation" else ""
    [blob] = [piece for piece in pieces(made_with(catalog, page, made=made)) if isinstance(piece, Blob)]
    assert (blob.name, blob.data.decode(), blob.hidden) == ("附件一.txt", WORD, HiddenKind.ATTACHMENT)


def test_what_an_annotation_shows_is_read_beside_what_it_says() -> None:
    made = Made()
    look = made.stream(
        f"BT /F1 12 Tf 2 5 Td {shown(WORD)} Tj ET",
        f"/Type /XObject /Subtype /Form /BBox [0 0 300 20] /Resources << /Font << /F1 {made.font} 0 R >> >>",
    )
    page = annotation(f"/Subtype /FreeText /Contents (note) /AP << /N {look} 0 R >>")
    assert [s.text.splitlines() for s in segments(made_with(page=page, made=made)) if s.hidden] == [["note", WORD]]


def test_an_outline_is_read_and_a_loop_in_it_ends() -> None:
    made = Made()
    item = len(made.objects) + 2
    root = made.add(f"<< /Type /Outlines /First {item} 0 R /Last {item} 0 R /Count 1 >>")
    made.add(f"<< /Title {u16(WORD)} /Parent {root} 0 R /Next {item} 0 R >>")
    assert sum(s.text.count(WORD) for s in segments(made_with(f"/Outlines {root} 0 R", made=made))) == 1
