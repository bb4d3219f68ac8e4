"""Files, codes and ciphertext stand in places of their own: scripts, labels, fields, profiles, pictures no page draws."""

from __future__ import annotations

import base64
import io
import json
import struct
import zlib
from urllib.parse import quote

import pikepdf
import pytest
from PIL import Image, ImageCms

from coded import code
from extract.ooxml_made import docx, para
from outscan.types import Gap, GapReason
from unpacked import gaps, seen, words

MARK = "机密★10年"
SAID = "本报告属于国家秘密，密级为机密，未经批准不得提供"


def picture(fmt: str = "PNG", **rest) -> bytes:
    out = io.BytesIO()
    code(MARK).save(out, fmt, **rest)
    return out.getvalue()


ADDRESS = "data:image/png;base64," + base64.b64encode(picture()).decode()


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html><head><meta charset=utf-8>{head}</head><body><p>通知</p>{body}</body></html>".encode()


@pytest.mark.parametrize(
    "body",
    [
        f'<script>show("{ADDRESS}")</script>',
        f"<script>var style='url({ADDRESS})'</script>",
        f'<img srcset="{ADDRESS} 2x" src="a.png">',
        f"<p onclick=\"open('{ADDRESS}')\">图</p>",
        f'<source srcset="a.png 1x, {ADDRESS} 2x">',
    ],
)
def test_a_picture_in_a_script_or_any_attribute_is_taken_out(body: str) -> None:
    assert MARK in words(seen(page(body), "a.html"))


@pytest.mark.parametrize(
    "text",
    [
        f"[a]\nv={base64.b64encode(SAID.encode()).decode()}\n",
        f"https://example.org/?t={base64.b64encode(SAID.encode()).decode()}",
        f"label = {base64.b64encode(SAID.encode()).decode()}",
        base64.b64encode(json.dumps({"a": SAID}).encode()).decode(),
        base64.b64encode(("t=" + quote(SAID)).encode()).decode(),
        base64.b64encode("".join(f"&#{ord(c)};" for c in SAID).encode()).decode(),
    ],
)
def test_codes_behind_a_sign_and_words_spelled_in_ascii_inside_codes(text: str) -> None:
    from outscan.fold import plain

    assert SAID[:9] in plain(words(seen(text.encode(), "a.txt"))).text


@pytest.mark.parametrize(
    "text",
    [
        "db:\n  password: ENC[AES256_GCM,data:p673w==,iv:YY=,tag:UQ==,type:str]\n",
        "gAAAAABl" + base64.urlsafe_b64encode(bytes(range(100, 220))).decode() + "\n",
    ],
)
def test_ciphertext_of_other_tools_is_a_gap(text: str) -> None:
    assert gaps(seen(text.encode(), "a.yaml")) == [GapReason.ENCRYPTED]


def test_sealed_elements_of_xml_are_a_gap() -> None:
    sealed = '<EncryptedData xmlns="http://www.w3.org/2001/04/xmlenc#"><CipherData>{}</CipherData></EncryptedData>'
    whole = sealed.format(f"<CipherValue>{base64.b64encode(bytes(range(256))).decode()}</CipherValue>")
    assert GapReason.ENCRYPTED in gaps(seen(b"<?xml version='1.0'?>" + whole.encode(), "a.xml"))
    named = sealed.format('<CipherReference URI="a"/>')  # what is elsewhere hides nothing here
    assert GapReason.ENCRYPTED not in gaps(seen(b"<?xml version='1.0'?>" + named.encode(), "a.xml"))


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"- {c}" for c in MARK),
        "\n".join(f"• {c}" for c in "机密级资料"),
        "机 国\n密 家\n★ 秘\n长 密\n期 件\n",
        "机\u3000国\u3000某\n密\u3000家\u3000某\n★\u3000秘\u3000某\n长\u3000密\u3000某\n期\u3000件\u3000某\n",
    ],
)
def test_letters_down_a_list_or_in_columns_side_by_side(text: str) -> None:
    said = words(seen(text.encode(), "a.txt"))
    assert any(mark in said for mark in (MARK, "机密★长期", "机密级资料"))


def test_the_address_of_a_field_in_percent_codes_is_read() -> None:
    body = "".join(
        f"<w:r>{one}</w:r>"
        for one in (
            '<w:fldChar w:fldCharType="begin"/>',
            f'<w:instrText>HYPERLINK "https://example.org/{quote(MARK)}"</w:instrText>',
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>官网</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        )
    )
    assert quote(MARK) in words(seen(docx(para("通知") + f"<w:p>{body}</w:p>"), "a.docx"))


def profile(kind: bytes) -> bytes:
    """A colour profile that is called SAID, in one of the types a description has had."""
    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    tag = {
        b"mluc": b"mluc\0\0\0\0" + struct.pack(">II2s2sII", 1, 12, b"zh", b"CN", 2 * len(SAID), 28) + SAID.encode("utf-16-be"),
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 2) + b"a\0" + struct.pack(">II", 0, len(SAID)) + SAID.encode("utf-16-be"),
        b"text": b"text\0\0\0\0" + SAID.encode() + b"\0",
    }[kind]
    at = next(at for at in range(132, 132 + 12 * 20, 12) if made[at : at + 4] == b"desc")
    struct.pack_into(">II", made, at + 4, len(made), len(tag))
    made += tag
    struct.pack_into(">I", made, 0, len(made))
    return bytes(made)


@pytest.mark.parametrize("kind", [b"mluc", b"desc", b"text"], ids=bytes.decode)
@pytest.mark.parametrize("fmt", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_what_a_colour_profile_is_called_is_read(fmt: str, kind: bytes) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, fmt, icc_profile=profile(kind))
    assert SAID in words(seen(out.getvalue(), f"a.{fmt.lower()}"))


@pytest.mark.parametrize("cut", [0, 3, 131, 140, 200])
def test_a_broken_profile_costs_no_picture(cut: int) -> None:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "white").save(out, "PNG", icc_profile=profile(b"mluc")[:cut] + b"\xff" * 20)
    assert gaps(seen(out.getvalue(), "a.png")) == []


Name, Dictionary, Array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array


def kept(pdf: pikepdf.Pdf, text: str = MARK) -> pikepdf.Object:
    """A picture of `text` as an object of a PDF."""
    drawn = code(text, scale=8)
    made = pdf.make_stream(zlib.compress(drawn.tobytes()))
    made.Type, made.Subtype, made.ColorSpace, made.BitsPerComponent = Name.XObject, Name.Image, Name.DeviceGray, 8
    made.Width, made.Height = drawn.size
    made.Filter = Name.FlateDecode
    return pdf.make_indirect(made)


def preview(pdf: pikepdf.Pdf, leaf: pikepdf.Object) -> None:
    leaf.Thumb = kept(pdf)


def alternate(pdf: pikepdf.Pdf, leaf: pikepdf.Object) -> None:
    shown = kept(pdf, "hello")
    shown.Alternates = Array([Dictionary(Image=kept(pdf), DefaultForPrinting=True)])
    leaf.Resources.XObject = Dictionary(I=shown)
    leaf.Contents = pdf.make_stream(b"BT /F 12 Tf 40 250 Td (The meeting begins at nine.) Tj ET q 90 0 0 90 40 40 cm /I Do Q")


def icon(pdf: pikepdf.Pdf, leaf: pikepdf.Object) -> None:
    form = pdf.make_stream(b"q 90 0 0 90 0 0 cm /I Do Q")
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 90, 90])
    form.Resources = Dictionary(XObject=Dictionary(I=kept(pdf)))
    button = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Btn, Ff=65536, Rect=Array([40, 40, 130, 130]), F=4)
    button.MK = Dictionary(I=form, TP=1)
    leaf.Annots = Array([pdf.make_indirect(button)])


def left_behind(pdf: pikepdf.Pdf, leaf: pikepdf.Object) -> None:
    del leaf
    pdf.Root.Left = kept(pdf)


@pytest.mark.parametrize("place", [preview, alternate, icon, left_behind])
def test_a_picture_no_page_draws_is_looked_at(place) -> None:
    pdf = pikepdf.new()
    leaf = pdf.add_blank_page(page_size=(400, 300)).obj
    leaf.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
    leaf.Contents = pdf.make_stream(b"BT /F 12 Tf 40 250 Td (The meeting begins at nine.) Tj ET")
    place(pdf, leaf)
    out = io.BytesIO()
    pdf.save(out)
    pieces = seen(out.getvalue(), "a.pdf")
    assert words(pieces).count(MARK) == 1
    assert sum(isinstance(one, Gap) and one.reason is not GapReason.IMAGE_ONLY for one in pieces) == 0


def test_a_preview_too_small_to_read_is_passed_by() -> None:
    pdf = pikepdf.new()
    leaf = pdf.add_blank_page(page_size=(400, 300)).obj
    leaf.Resources = Dictionary(Font=Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)))
    leaf.Contents = pdf.make_stream(b"BT /F 12 Tf 40 250 Td (The meeting begins at nine.) Tj ET")
    small = pdf.make_stream(bytes(range(100)) * 100)
    small.Width, small.Height, small.ColorSpace, small.BitsPerComponent = 100, 100, Name.DeviceGray, 8
    leaf.Thumb = pdf.make_indirect(small)
    out = io.BytesIO()
    pdf.save(out)
    assert gaps(seen(out.getvalue(), "a.pdf")) == []
