"""The kind: words in bar codes and QR codes, in every picture that may carry one, and pictures that only look like codes."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from coded import code
from extract.ooxml_made import NS_W, packed, rels
from extract.pdf_made import Made
from unpacked import gaps, seen, words

TEXT = "本件定为机密★10年"


def saved(picture, kind="PNG", **more):
    kept = io.BytesIO()
    picture.save(kept, kind, **more)
    return kept.getvalue()


def sheet(picture):
    page = Image.new("RGB", (900, 1200), "white")
    page.paste(picture, (500, 800))
    return page


def png(picture):
    return saved(picture), "a.png"


def jpg(picture):
    return saved(picture.convert("RGB"), "JPEG", quality=60), "a.jpg"


def inverted(picture):
    return saved(picture.point(lambda level: 255 - level)), "a.png"


def on_a_page(picture):
    return saved(sheet(picture)), "a.png"


def second_frame(picture):
    first = Image.new("RGB", (300, 300), "white")
    first.putpixel((5, 5), (0, 0, 0))
    return saved(first, "TIFF", save_all=True, append_images=[sheet(picture)]), "a.tif"


def docx(picture):
    body = f"<w:document {NS_W}><w:body><w:p><w:r><w:t>平面图</w:t></w:r></w:p></w:body></w:document>"
    return packed(
        {
            "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": body,
            "word/media/image1.png": saved(picture),
        }
    ), "a.docx"


def pdf(picture):
    made, grey = Made(), picture.convert("L")
    entries = (
        f"/Type /XObject /Subtype /Image /Width {grey.width} /Height {grey.height} /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    image = made.stream(grey.tobytes(), entries)
    made.page(
        "BT /F1 12 Tf 72 740 Td <5E7397628FD95F209879762E72B651B56E05695A9762> Tj ET q 90 0 0 90 72 72 cm /I Do Q",
        resources=f"/XObject << /I {image} 0 R >>",
    )
    return made.build(), "a.pdf"


@pytest.mark.parametrize("make", [png, jpg, inverted, on_a_page, second_frame, docx, pdf], ids=lambda make: make.__name__)
def test_the_words_of_a_code_are_read_wherever_it_stands(make):
    assert TEXT in words(seen(*make(code(TEXT))))


@pytest.mark.parametrize("kind", ["QRCode", "DataMatrix", "Aztec", "PDF417", "MicroQRCode", "Code128"])
def test_every_symbology_in_use_is_read(kind):
    assert "SECRET-10" in words(seen(*png(code("SECRET-10", kind))))


def test_codes_whose_maker_wrote_gbk_are_read():
    assert TEXT in words(seen(*png(code(TEXT.encode("gbk")))))


def test_a_qr_code_that_cannot_be_decoded_is_a_gap():
    broken = code(TEXT * 6)
    ImageDraw.Draw(broken).rectangle(
        [broken.width // 3, broken.height // 3, broken.width * 9 // 10, broken.height * 4 // 5], fill=0
    )
    assert "garbled" in gaps(seen(*png(broken)))


def stripes(page):
    for i in range(60):
        page.rectangle([20 + 9 * i, 60, 23 + 9 * i + i % 3, 300], fill="black")


def checks(page):
    for i in range(20):
        for j in range(20):
            if (i * 7 + j * 3) % 5 < 2:
                page.rectangle([40 + 12 * i, 40 + 12 * j, 51 + 12 * i, 51 + 12 * j], fill="black")


def bars(page):
    for i in range(12):
        page.rectangle([40 + 40 * i, 400 - 25 * (i % 7), 65 + 40 * i, 400], fill="navy")


@pytest.mark.parametrize("draw", [stripes, checks, bars], ids=lambda draw: draw.__name__)
def test_pictures_that_look_like_codes_say_nothing(draw):
    picture = Image.new("RGB", (640, 480), "white")
    draw(ImageDraw.Draw(picture))
    found = seen(*png(picture))
    assert not words(found)
    assert gaps(found) == ["image_only"]
