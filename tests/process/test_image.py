"""Pictures that go into a copy: pixels come along, nothing else does; what cannot be looked at is refused."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image, ImageDraw

from outscan.process.formats import edit
from outscan.process.image import carries, stripped
from outscan.process.task import Options, Refused, Task, Wanted
from outscan.types import Part, Where
from process.made import blob

SAID = "FICTIONAL LAKE"


def drawn(mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> Image.Image:
    picture = Image.new(mode, size, 255 if mode in {"L", "P"} else "white")
    ImageDraw.Draw(picture).rectangle((4, 4, 20, 12), fill=0 if mode in {"L", "P"} else "black")
    return picture


def saved(form: str, picture: Image.Image | None = None, **more) -> bytes:
    out = io.BytesIO()
    (picture or drawn()).save(out, form, **more)
    return out.getvalue()


def exif(**more) -> Image.Exif:
    made = Image.Exif()
    made[270] = SAID
    for tag, value in more.items():
        made[int(tag[1:])] = value
    return made


def pixels(data: bytes) -> list[bytes]:
    picture = Image.open(io.BytesIO(data))
    out = []
    for number in range(getattr(picture, "n_frames", 1)):
        picture.seek(number)
        out.append(picture.convert("RGB").tobytes())
    return out


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def with_segment(data: bytes, mark: int, body: bytes) -> bytes:
    """A JPEG with one more segment behind its first two bytes."""
    return data[:2] + bytes([0xFF, mark]) + (len(body) + 2).to_bytes(2, "big") + body + data[2:]


def test_a_png_keeps_its_pixels_and_loses_its_words_and_what_is_behind_its_end():
    plain = saved("PNG")
    end = plain.index(b"IEND") - 4
    told = plain[:end] + chunk(b"tEXt", b"Comment\0" + SAID.encode()) + plain[end:] + SAID.encode()
    made = stripped(told, "png")
    assert SAID.encode() not in made
    assert pixels(made) == pixels(plain)
    assert made == stripped(made, "png")


@pytest.mark.parametrize("mark", [0xFE, 0xE2, 0xED], ids=["comment", "profile", "photoshop"])
def test_a_jpeg_loses_what_is_said_beside_the_picture(mark):
    plain = saved("JPEG")
    made = stripped(with_segment(plain, mark, SAID.encode()) + b"behind" + SAID.encode(), "jpg")
    assert SAID.encode() not in made
    assert pixels(made) == pixels(plain)


def test_how_colours_are_read_stays_without_the_small_picture_and_the_words_behind_it():
    plain = saved("JPEG")
    at = plain.index(b"JFIF\0") - 4
    size = int.from_bytes(plain[at + 2 : at + 4], "big")
    longer = (
        plain[:at] + b"\xff\xe0" + (size + len(SAID.encode())).to_bytes(2, "big") + plain[at + 4 : at + 2 + size] + SAID.encode()
    )
    made = stripped(longer + plain[at + 2 + size :], "jpg")
    assert made.count(b"JFIF") == 1
    assert SAID.encode() not in made
    assert pixels(made) == pixels(plain)
    adobe = with_segment(plain, 0xEE, b"Adobe\0\x64\0\0\0\0\x01" + SAID.encode())
    assert b"Adobe" in stripped(adobe, "jpg")
    assert SAID.encode() not in stripped(adobe, "jpg")
    assert b"Other" not in stripped(with_segment(plain, 0xEE, b"Other" + SAID.encode()), "jpg")


def test_a_photograph_on_its_side_is_turned_because_the_word_for_it_goes():
    upright = drawn(size=(40, 30))
    data = saved("JPEG", upright, exif=exif(t274=6))
    made = Image.open(io.BytesIO(stripped(data, "jpg")))
    assert made.size == (30, 40)
    assert not made.getexif()
    grey = saved("JPEG", drawn("L"), exif=exif(t274=3))
    assert Image.open(io.BytesIO(stripped(grey, "jpg"))).mode == "L"


def test_pages_of_a_fax_keep_their_order_and_lose_their_words():
    data = saved("TIFF", drawn(), save_all=True, append_images=[drawn(size=(20, 20))], tiffinfo={270: SAID})
    made = stripped(data, "tiff")
    assert SAID.encode() not in made
    assert pixels(made) == pixels(data)
    bare = saved("TIFF")
    assert stripped(bare, "tiff") == bare


@pytest.mark.parametrize(
    ("form", "kind", "more"),
    [("WEBP", "webp", {"exif": exif()}), ("GIF", "gif", {"comment": SAID.encode()})],
    ids=["webp", "gif"],
)
def test_other_pictures_are_written_anew_where_they_say_something(form, kind, more):
    told = saved(form, drawn("P") if form == "GIF" else drawn(), **more)
    assert SAID.encode() in told
    made = stripped(told, kind)
    assert SAID.encode() not in made
    assert Image.open(io.BytesIO(made)).size == (40, 30)
    bare = saved("BMP")
    assert stripped(bare, "bmp") == bare


def test_what_a_copy_carries_beside_its_pixels_is_seen():
    plain = saved("PNG")
    end = plain.index(b"IEND") - 4
    other = saved("PNG", drawn(size=(41, 30)))
    told = other[: other.index(b"IEND") - 4] + chunk(b"tEXt", b"k\0word") + other[other.index(b"IEND") - 4 :]
    assert not carries(plain, plain[:end] + chunk(b"tEXt", b"k\0word") + plain[end:], "png")  # the same picture: not repainted
    assert not carries(plain, other, "png")
    assert carries(plain, told, "png")
    with pytest.raises(Refused, match="图像"):
        carries(plain, b"no picture", "png")


def test_metadata_goes_with_the_account_of_it_and_stays_where_that_is_asked_for():
    data = saved("JPEG", exif=exif())
    task = Task(Options(), [])
    assert SAID.encode() not in edit(blob("a.jpg", data), "jpg", task)
    assert [change.technique for change in task.account()] == ["remove_metadata"]
    assert edit(blob("a.jpg", data), "jpg", Task(Options(keep_hidden=True), [])) == data
    words = Wanted(Where(("a.jpg",)).at(Part.METADATA), SAID)
    assert SAID.encode() not in edit(blob("a.jpg", data), "jpg", Task(Options(keep_hidden=True), [words]))


def test_a_broken_picture_is_refused():
    with pytest.raises(Refused, match="图像"):
        stripped(b"GIF89a broken", "gif")
