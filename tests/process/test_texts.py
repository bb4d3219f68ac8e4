# ruff: noqa: E501 - markup reads best on one line
"""Texts of every kind are cut in their own spelling: rich text, mark-up, JSON, mail, open documents, archives."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from email import message_from_bytes, policy

import pytest

from outscan.process.formats import edit
from outscan.process.task import LABEL, Options, Refused, Task, Wanted
from outscan.types import HiddenKind, Part, Where
from process.made import INNOCENT, blob, docx_with, odt_with

WORD = "青鸾计划"


def task(
    name: str,
    *quotes: str,
    keep: bool = False,
    text: str = LABEL,
    hidden=(),
    technique: str = "redact",
    member: tuple[str, ...] = (),
) -> Task:
    wanted = [Wanted(Where((name, *member)), quote, text=text, technique=technique, everywhere=True) for quote in quotes]
    return Task(Options(keep_hidden=keep), wanted, hidden=[(kind, Where((name,)).at(Part.HIDDEN), said) for kind, said in hidden])


def rtf(body: str, head: str = r"\rtf1\ansi\ansicpg936") -> bytes:
    return f"{{{head} {body}}}".encode("latin-1")


def units(said: str) -> str:
    return "".join(
        f"\\u{int.from_bytes(c.encode('utf-16-le')[i : i + 2], 'little', signed=True)}?"
        for c in said
        for i in range(0, len(c.encode("utf-16-le")), 2)
    )


def codes(said: str) -> str:
    return "".join(f"\\'{byte:02x}" for byte in said.encode("gb18030"))


@pytest.mark.parametrize(
    "body",
    [
        units(f"前{WORD}后"),
        codes(f"前{WORD}后"),
        f"\\uc2 \\u{ord('前')}??{{\\b {codes('青')}}}{units('鸾').replace('?', '??')}\\uc1 {codes('计划后')}",
        f"{{\\*\\nothing x}}{codes('前')}{codes('青鸾')}\\~\\-{codes('计划')}{codes('后')}",
        f"{{\\field{{\\fldrslt {codes(f'前{WORD}后')}}}}}",
    ],
    ids=["units", "codes", "mixed", "signs", "field"],
)
def test_words_of_rich_text_go_however_they_are_coded(scanner, body):
    made = edit(blob("a.rtf", rtf(body)), "rtf", task("a.rtf", WORD))
    said = "".join(piece.text for piece in scanner.read(blob("a.rtf", made)) if hasattr(piece, "text"))
    assert WORD not in "".join(said.split())
    assert "前" in said
    assert "后" in said


def test_a_character_of_two_halves_is_one_character(scanner):
    body = units(f"前𠀀{WORD}后")
    made = edit(blob("a.rtf", rtf(body)), "rtf", task("a.rtf", f"𠀀{WORD}"))
    said = "".join(piece.text for piece in scanner.read(blob("a.rtf", made)) if hasattr(piece, "text"))
    assert "𠀀" not in said


def test_a_double_byte_whose_second_byte_is_a_letter_is_read(scanner):
    """0x81 0x41 is one character of GBK: its second byte stands as the letter A."""
    body = "\\'81A" + codes(WORD) + codes("后")
    made = edit(blob("a.rtf", rtf(body)), "rtf", task("a.rtf", WORD))
    assert b"\\'81A" in made
    assert codes("青").encode() not in made


def test_information_notes_and_sittings_of_rich_text_go_unless_they_may_stay():
    body = r"{\info{\author Zhang}}{\*\rsidtbl \rsid12}{\*\annotation \rsid12 remark}\pard\rsid34 text\par"
    made = edit(blob("a.rtf", rtf(body)), "rtf", task("a.rtf"))
    assert not any(word in made for word in (b"Zhang", b"remark", b"rsid"))
    assert b"text" in made
    assert edit(blob("a.rtf", rtf(body)), "rtf", task("a.rtf", keep=True)) == rtf(body)


def test_a_picture_of_rich_text_that_must_be_cut_goes_whole():
    body = codes("前") + r"{\pict\pngblip 89504e47}" + codes("后")
    asked = Task(Options(keep_hidden=True), [Wanted(Where(("a.rtf", "图1.png")), WORD)])
    assert b"pict" not in edit(blob("a.rtf", rtf(body)), "rtf", asked)


def test_deleted_words_of_rich_text_are_found_by_their_words():
    body = codes("正文在此。") + r"{\deleted " + codes("从前的说法一") + "}"
    made = edit(blob("a.rtf", rtf(body)), "rtf", task("a.rtf", hidden=[(HiddenKind.TRACKED_DELETION, "从前的说法一")]))
    assert codes("从前").encode() not in made


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ({"说明": f"关于{WORD}"}, {"说明": f"关于{LABEL}"}),
        ({"x": 117.123456}, {"x": None}),
        ({"a": [WORD, "别的", "😀" + WORD]}, {"a": [LABEL, "别的", "😀" + LABEL]}),
    ],
    ids=["word", "number", "escaped"],
)
def test_strings_of_json_are_cut_inside_and_numbers_become_null(source, left):
    data = json.dumps(source).encode()
    made = edit(blob("a.json", data), "json", task("a.json", WORD, "117.123456"))
    assert json.loads(made) == left


def test_a_number_of_json_is_rounded_where_that_is_asked_for():
    made = edit(
        blob("a.json", b'{"x": 117.123456}'), "json", task("a.json", "117.123456", text="117.12", technique="reduce_precision")
    )
    assert json.loads(made) == {"x": 117.12}


def test_a_feature_whose_place_was_cut_has_no_place():
    data = json.dumps({"type": "Feature", "geometry": {"type": "Point", "coordinates": [117.123456, 38.654321]}}).encode()
    assert json.loads(edit(blob("a.json", data), "json", task("a.json", "117.123456", "38.654321")))["geometry"] is None


def test_a_string_of_json_no_decoder_takes_is_cut_as_it_is_written():
    made = edit(blob("a.json", f'{{"a": "\\q{WORD}"}}'.encode()), "json", task("a.json", WORD))
    assert WORD.encode() not in made


def test_what_is_put_in_can_be_written_in_the_encoding_of_the_file():
    data = "Blue Phoenix plan, première étape\n".encode("latin-1")
    made = edit(blob("a.txt", data), "txt", task("a.txt", "Blue Phoenix"))
    assert b"[REMOVED]" in made or LABEL.encode() in made
    assert b"Blue Phoenix" not in made


def test_a_text_that_cannot_be_written_back_as_it_was_is_refused():
    with pytest.raises(Refused, match="编码"):
        edit(blob("a.txt", "前文".encode("gb18030") + b"\x81"), "txt", task("a.txt", WORD))


MARKUP = f'<!DOCTYPE html><html><head><title>{WORD}</title><script>var a = "{WORD}";</script></head><body><p title="{WORD}">前{WORD}后</p><!-- {WORD} --></body></html>'


def test_mark_up_loses_words_of_text_attributes_scripts_and_comments():
    asked = task("a.html", WORD)
    made = edit(blob("a.html", MARKUP.encode()), "html", asked).decode()
    assert WORD not in made
    assert "<!--" not in made
    assert "前" in made
    assert "后" in made
    kept = edit(blob("a.html", MARKUP.encode()), "html", task("a.html", WORD, keep=True)).decode()
    assert "<!--" in kept
    assert WORD not in kept


def test_hidden_words_of_a_page_are_found_by_their_words():
    page = "<html><body><p>正文</p><p style='display:none'>藏着的一句话</p></body></html>"
    made = edit(blob("a.html", page.encode()), "html", task("a.html", hidden=[(HiddenKind.HIDDEN_TEXT, "藏着的一句话")])).decode()
    assert "藏着的" not in made


def test_entities_and_marked_sections_are_cut_where_they_stand():
    source = f"<?xml version='1.0' encoding='UTF-8'?><a><b>&#x9752;鸾计划 &amp; 后</b><c><![CDATA[前{WORD}]]></c><d/></a>"
    made = edit(blob("a.xml", source.encode()), "xml", task("a.xml", WORD)).decode()
    assert "鸾" not in made
    assert "&amp; 后" in made
    assert "前" in made


HEADERS = (
    "Received: from inner.example by gate\r\nX-Mailer: fictional\r\nContent-Length: 99\r\nFrom: a@example.cn\r\n"
    "Subject: =?utf-8?B?{subject}?=\r\nMIME-Version: 1.0\r\n"
)


def mail(body: bytes, kind: str = "text/plain; charset=utf-8", packing: str = "base64") -> bytes:
    head = HEADERS.format(subject=base64.b64encode(f"关于{WORD}".encode()).decode())
    return (head + f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {packing}\r\n\r\n").encode() + body


@pytest.mark.parametrize("packing", ["base64", "quoted-printable", "8bit"])
def test_a_message_keeps_its_packing_and_loses_words_and_traces(packing):
    from quopri import encodestring

    said = f"前{WORD}后\r\n第二行\r\n"
    body = {"base64": base64.encodebytes(said.encode()), "quoted-printable": encodestring(said.encode()), "8bit": said.encode()}[
        packing
    ]
    made = edit(
        blob("a.eml", mail(body, packing=packing)),
        "eml",
        Task(
            Options(),
            [
                Wanted(Where(member), WORD, everywhere=True)
                for member in (("a.eml",), ("a.eml", "正文1.txt"), ("a.eml", "正文.txt"))
            ],
        ),
    )
    read = message_from_bytes(made, policy=policy.default)
    assert WORD not in str(read["Subject"])
    assert not {"Received", "X-Mailer", "Content-Length"} & set(read.keys())
    assert read["Content-Transfer-Encoding"] == packing
    kept = edit(blob("a.eml", mail(body, packing=packing)), "eml", Task(Options(keep_hidden=True), []))
    assert b"Received" in kept
    assert b"Content-Length" not in kept


def test_a_message_without_a_head_or_without_its_boundary_stays_as_it_is():
    for data in (
        b"\nbody alone\n",
        mail(b"no part at all\r\n", 'multipart/mixed; boundary="zz"', "7bit").replace(b"X-Mailer", b"Y-Mailer"),
    ):
        made = edit(blob("a.eml", data), "eml", Task(Options(keep_hidden=True), []))
        assert made.splitlines()[-1] == data.splitlines()[-1]


def test_a_signed_message_is_said_to_lose_its_signature():
    asked = Task(Options(), [])
    edit(blob("a.eml", mail(b"x", 'multipart/signed; boundary="b"', "7bit")), "eml", asked)
    assert asked.notes


def attached(name: str, data: bytes) -> bytes:
    part = (
        f'Content-Type: application/octet-stream; name="{name}"; size=12\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="{name}"\r\n\r\n'.encode()
        + base64.encodebytes(data)
    )
    body = b"--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\n" + part + b"\r\n--b--\r\n"
    return mail(body, 'multipart/mixed; boundary="b"', "7bit")


def test_an_attachment_that_must_be_cut_and_cannot_refuses_the_whole_message():
    asked = Task(Options(), [Wanted(Where(("a.eml", "old.7z")), WORD)])
    with pytest.raises(Refused, match="附件"):
        edit(blob("a.eml", attached("old.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24))), "eml", asked)


def test_an_attachment_whose_name_says_it_gets_another():
    name = Wanted(Where(("a.eml", f"{WORD}.docx")).at(Part.NAME), WORD, everywhere=True)
    asked = Task(Options(), [name])
    data = attached("=?utf-8?B?" + base64.b64encode(f"{WORD}.docx".encode()).decode() + "?=", docx_with(INNOCENT))
    made = message_from_bytes(edit(blob("a.eml", data), "eml", asked), policy=policy.default)
    [part] = made.iter_attachments()
    assert part.get_filename() == "attachment2.docx"


def zipped(*members: tuple[str, bytes], **more) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", more.get("method", zipfile.ZIP_STORED)) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def test_members_folders_and_names_of_an_archive():
    data = zipped(("文件夹/", b""), (f"文件夹/{WORD}.txt", f"前{WORD}".encode()), ("空.txt", b""))
    name = Where(("a.zip", f"文件夹/{WORD}.txt"))
    asked = Task(Options(), [Wanted(name, WORD, everywhere=True), Wanted(name.at(Part.NAME), WORD)])
    with zipfile.ZipFile(io.BytesIO(edit(blob("a.zip", data), "zip", asked))) as archive:
        assert len(archive.namelist()) == 3
        assert not any(WORD in one for one in archive.namelist())
        [text] = [archive.read(one).decode() for one in archive.namelist() if one.endswith(".txt") and archive.read(one)]
    assert text == f"前{LABEL}"


def test_an_archive_whose_member_must_be_cut_and_cannot_is_refused():
    asked = Task(Options(), [Wanted(Where(("a.zip", "x.7z")), WORD)])
    with pytest.raises(Refused, match=r"成员|文件"):
        edit(blob("a.zip", zipped(("x.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24)))), "zip", asked)


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04 no archive",
        zipped(("a.txt", b"x"), ("A.txt", b"y")),
        zipped(("a.txt", b"x" * 90), method=zipfile.ZIP_BZIP2),
        zipped(("a.txt", b"x")).replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"),
    ],
    ids=["broken", "twins", "method", "locked"],
)
def test_archives_that_cannot_be_taken_apart_are_refused(data):
    with pytest.raises(Refused):
        edit(blob("a.zip", data), "zip", Task(Options(), [Wanted(Where(("a.zip", "a.txt")), WORD)]))


def odt(change) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(odt_with(f"前{WORD}后", INNOCENT))) as before, zipfile.ZipFile(out, "w") as after:
        for info in before.infolist():
            after.writestr(info, change(info.filename, before.read(info.filename)))
        change("", after)
    return out.getvalue()


def open_document() -> bytes:
    def change(name, data):
        if not name:
            data.writestr("Thumbnails/thumbnail.png", b"\x89PNG small")
            data.writestr("ObjectReplacements/Object 1", b"a picture of what it said")
            data.writestr("META-INF/documentsignatures.xml", b"<signatures/>")
            data.writestr("Pictures/x.7z", b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24))
            return None
        if name == "content.xml":
            gone = f'<text:tracked-changes><text:changed-region text:id="c"><text:deletion><text:p>旧{WORD}</text:p></text:deletion></text:changed-region></text:tracked-changes>'
            return data.replace(
                b"<office:text>",
                b"<office:text>" + gone.encode() + "<office:annotation><text:p>批注</text:p></office:annotation>".encode(),
                1,
            )
        if name == "meta.xml":
            more = '<dc:creator>某人</dc:creator><meta:user-defined meta:name="k">v</meta:user-defined>'
            return data.replace(b"</office:meta>", more.encode() + b"</office:meta>")
        return data

    return odt(change)


def test_open_documents_lose_pictures_of_themselves_changes_remarks_and_signatures():
    data = open_document()
    asked = task("a.odt", WORD)
    with zipfile.ZipFile(io.BytesIO(edit(blob("a.odt", data), "odt", asked))) as archive:
        names, content, meta = archive.namelist(), archive.read("content.xml").decode(), archive.read("meta.xml").decode()
    assert not {"Thumbnails/thumbnail.png", "ObjectReplacements/Object 1", "META-INF/documentsignatures.xml"} & set(names)
    assert "Pictures/x.7z" in names
    assert not any(word in content for word in (WORD, "批注", "tracked-changes"))
    assert not any(word in meta for word in ("某人", "user-defined"))
    assert asked.notes
    with zipfile.ZipFile(io.BytesIO(edit(blob("a.odt", data), "odt", task("a.odt", keep=True)))) as archive:
        assert "Thumbnails/thumbnail.png" in archive.namelist()
        assert "批注" in archive.read("content.xml").decode()


def test_an_open_document_of_one_file_is_refused():
    with pytest.raises(Refused, match=r"odt|ODF|另存"):
        edit(blob("a.fodt", b"<?xml version='1.0'?><office:document/>"), "odt", task("a.fodt", WORD))


def test_a_file_inside_an_open_document_that_must_be_cut_and_cannot_goes():
    asked = Task(Options(), [Wanted(Where(("a.odt", "Pictures/x.7z")), WORD)])
    with zipfile.ZipFile(io.BytesIO(edit(blob("a.odt", open_document()), "odt", asked))) as archive:
        assert "Pictures/x.7z" not in archive.namelist()


def test_a_cell_whose_words_were_cut_has_no_value_behind_them():
    def change(name, data):
        table = f'<table:table table:name="t"><table:table-row><table:table-cell office:value-type="string" office:string-value="{WORD}" table:formula="of:=[.A2]"><text:p>{WORD}</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row></table:table>'
        return (
            data.replace(b"</office:text>", table.encode() + b"</office:text>")
            if name == "content.xml"
            else data
            if name
            else None
        )

    with zipfile.ZipFile(io.BytesIO(edit(blob("a.odt", odt(change)), "odt", task("a.odt", WORD)))) as archive:
        content = archive.read("content.xml").decode()
    assert "string-value" not in content
    assert "of:=" not in content
    assert 'office:value="7"' in content
