from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from outscan.extract.image import read
from outscan.limits import Budget, Limits
from outscan.types import Blob, Gap, GapReason, HiddenKind, Inert, Piece, Segment, Where
from sentences import english

WORD = "青山水库航拍"


def lined(size: tuple[int, int] = (120, 80), at: int = 10) -> Image.Image:
    picture = Image.new("RGB", size, "white")
    ImageDraw.Draw(picture).line((at, 10, 100, 60), fill="black", width=3)
    return picture


def saved(picture: Image.Image, form: str, **how: object) -> bytes:
    kept = io.BytesIO()
    picture.save(kept, form, **how)
    return kept.getvalue()


def pieces(data: bytes, limits: Limits | None = None) -> list[Piece]:
    return list(read(Blob(Where(("图",)), data), Budget(limits or Limits())))


def texts(data: bytes) -> dict[HiddenKind | None, str]:
    return {piece.hidden: piece.text for piece in pieces(data) if isinstance(piece, Segment)}


def gaps(data: bytes) -> list[tuple[GapReason, int | None]]:
    return [(piece.reason, piece.page) for piece in pieces(data) if isinstance(piece, Gap)]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP"])
def test_every_format_is_a_gap_for_ocr(form: str) -> None:
    assert gaps(saved(lined(), form)) == [(GapReason.IMAGE_ONLY, 0)]


@pytest.mark.parametrize("picture", [Image.new("RGB", (200, 200), "blue"), lined((31, 31)), Image.new("1", (64, 64), 1)])
def test_one_colour_or_very_small_is_inert(picture: Image.Image) -> None:
    [piece] = pieces(saved(picture, "PNG"))
    assert isinstance(piece, Inert)


def test_a_thin_strip_may_hold_words() -> None:
    assert gaps(saved(lined((400, 20)), "PNG")) == [(GapReason.IMAGE_ONLY, 0)]


def test_every_distinct_frame_is_a_gap_of_its_own() -> None:
    frames = [lined(at=5), lined(at=5), lined(at=40)]
    tiff = saved(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert gaps(tiff) == [(GapReason.IMAGE_ONLY, 0), (GapReason.IMAGE_ONLY, 2)]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP"])
def test_a_picture_cut_short_is_corrupt_and_still_to_be_looked_at(form: str) -> None:
    data = saved(Image.effect_noise((200, 200), 80), form)
    found = gaps(data[: len(data) * 6 // 10])
    assert GapReason.CORRUPT in [reason for reason, _ in found]


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_what_follows_the_end_is_handed_on(form: str) -> None:
    [blob] = [piece for piece in pieces(saved(lined(), form) + WORD.encode()) if isinstance(piece, Blob)]
    assert blob.data.decode() == WORD


def test_png_texts_plain_packed_and_international() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "plain note")
    info.add_text("Title", "packed note", zip=True)
    info.add_itxt("Description", WORD, zip=True)
    assert texts(saved(lined(), "PNG", pnginfo=info))[HiddenKind.IMAGE_METADATA].splitlines() == [
        "plain note",
        "packed note",
        WORD,
    ]


def test_a_packed_png_text_cannot_swell_without_end() -> None:
    body = b"k\x00\x00" + zlib.compress(bytes(60_000_000))
    chunk = struct.pack(">I", len(body)) + b"zTXt" + body + struct.pack(">I", zlib.crc32(b"zTXt" + body))
    data = saved(lined(), "PNG")
    budget = Budget()
    list(read(Blob(Where(("图",)), data[:33] + chunk + data[33:]), budget))
    assert budget.bytes_spent < 5_000_000


def test_jpeg_comment_exif_and_place() -> None:
    exif = Image.Exif()
    exif[0x010E] = "survey picture"
    exif[0x013B] = "Li Ming"
    exif[0x9C9B] = WORD.encode("utf-16-le")
    exif.get_ifd(0x8825).update({1: "N", 2: (30.0, 30.0, 0.0), 3: "E", 4: (114.0, 15.0, 36.0)})
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\x00" + "现场说明".encode("utf-16-le")
    found = texts(saved(lined(), "JPEG", exif=exif, comment=WORD.encode("gb18030")))
    assert found[HiddenKind.PERSON_PROPERTY] == "Li Ming"
    assert found[HiddenKind.LOCATION] == "北纬30.500000° 东经114.260000°"
    assert {"survey picture", WORD, "现场说明"} <= set(found[HiddenKind.IMAGE_METADATA].splitlines())


def test_xmp_of_a_drone_tells_the_place() -> None:
    packet = (
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'xmlns:drone-dji="http://www.dji.com/drone-dji/1.0/" drone-dji:GpsLatitude="+30.123456" '
        'drone-dji:GimbalPitchDegree="-90.0"/>'
        "</rdf:RDF></x:xmpmeta>"
    )
    assert texts(saved(lined(), "JPEG", xmp=packet.encode())) == {HiddenKind.LOCATION: "GpsLatitude +30.123456"}


def test_the_thumbnail_may_show_what_was_cut_away() -> None:
    small = saved(lined((60, 40)), "JPEG")
    first = struct.pack("<H", 0) + struct.pack("<I", 14)
    second = (
        struct.pack("<H", 2) + struct.pack("<HHII", 0x201, 4, 1, 44) + struct.pack("<HHII", 0x202, 4, 1, len(small)) + bytes(4)
    )
    body = b"II*\x00\x08\x00\x00\x00" + first + second
    exif = b"Exif\x00\x00" + body.ljust(44, b"\x00") + small
    data = saved(lined(), "JPEG", exif=exif)
    [blob] = [piece for piece in pieces(data) if isinstance(piece, Blob)]
    assert (blob.data, blob.hidden) == (small, HiddenKind.THUMBNAIL)


def test_gif_comments_are_read() -> None:
    assert texts(saved(lined(), "GIF", comment=WORD.encode()))[HiddenKind.IMAGE_METADATA] == WORD


def test_pixels_are_counted_before_they_are_made() -> None:
    [gap] = [piece for piece in pieces(saved(lined(), "PNG"), Limits(max_image_pixels=1000)) if isinstance(piece, Gap)]
    assert (gap.reason, english(gap)) == (GapReason.TOO_LARGE, "max_image_pixels 9600 > 1000")


def test_rubbish_is_corrupt() -> None:
    assert gaps(b"\x89PNG\r\n\x1a\n" + b"rubbish" * 20)[-1] == (GapReason.CORRUPT, None)


def test_a_second_picture_behind_a_record_header_is_met_and_padding_is_inert() -> None:
    first, second = saved(lined(), "PNG"), saved(lined(at=30), "PNG")
    [inner] = [p for p in pieces(first + b"\x00n\x1e\xf0\x03J\x00\x00" + bytes(16) + b"\xff" + second) if isinstance(p, Blob)]
    assert inner.data == second
    padded = pieces(first + bytes(200) + b"\x01\x02\x03" + bytes(300))
    assert not [p for p in padded if isinstance(p, Blob)]
    assert [p.kind for p in padded if isinstance(p, Inert)] == ["padding"]


def test_a_preview_is_filled_up_to_its_sector_with_what_stood_in_memory() -> None:
    """PowerPoint for Mac writes such previews; the same bytes behind a picture of the document are looked at."""
    noise = b"".join(bytes((i * 37 % 251, 0, 0)) for i in range(400))
    picture_ = saved(lined(), "JPEG")
    filled = picture_ + noise[: -len(picture_) % 512]
    for hidden, kinds in ((HiddenKind.THUMBNAIL, ["padding"]), (None, [])):
        found = list(read(Blob(Where(("a.jpg",)), filled, hidden), Budget(Limits())))
        assert [p.kind for p in found if isinstance(p, Inert)] == kinds
    even = picture_ + bytes((i * i * 7919 + i * 31) % 255 + 1 for i in range(-len(picture_) % 512 + 512))
    found = list(read(Blob(Where(("a.jpg",)), even, HiddenKind.THUMBNAIL), Budget(Limits())))
    assert [p for p in found if isinstance(p, Blob)]  # as even as ciphertext


def test_a_few_bytes_behind_a_picture_are_padding() -> None:
    found = pieces(saved(lined(), "JPEG") + bytes((i * 97 + 5) % 256 for i in range(17)))
    assert [p.kind for p in found if isinstance(p, Inert)] == ["padding"]


@pytest.mark.parametrize("size", [(40, 30), (900, 700)])
def test_a_png_that_lacks_its_end_mark_alone_is_whole(size: tuple[int, int]) -> None:
    """As office programs keep some of their own pictures: every pixel is there."""
    made = io.BytesIO()
    Image.effect_noise(size, 60).save(made, "PNG")
    whole = made.getvalue()
    assert whole[-8:-4] == b"IEND"
    assert GapReason.CORRUPT not in [reason for reason, _ in gaps(whole[:-12])]
    for cut in (13, 40, len(whole) // 2):
        assert GapReason.CORRUPT in [reason for reason, _ in gaps(whole[:-cut])]
