"""Files that stand in a text as codes are files, wherever the text stands; keys, hashes and words are not."""

import base64
import io
import random
from urllib.parse import quote

import pytest
from PIL import Image

from unpacked import gaps, seen, words

SENTENCE = "本项目已完成测区地形图测绘，现随函提供。"


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("L", (40, 30), 255).save(out, "PNG")
    return out.getvalue()


def members(pieces):
    return {p.where.member for p in pieces if len(p.where.member) > 1}


PICTURE = "data:image/png;base64," + base64.b64encode(picture()).decode()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.txt", f"说明 {PICTURE} 完"),
        ("a.md", f"![图]({PICTURE})"),
        ("a.csv", f'a,b\n1,"{PICTURE}"\n2,x\n3,y\n'),
        ("a.json", f'{{"icon": "{PICTURE}"}}'),
        ("a.xml", f'<?xml version="1.0"?><r><img src="{PICTURE}"/></r>'),
        ("a.kml", f"<kml><Style><Icon><href>{PICTURE}</href></Icon></Style></kml>"),
        ("b.kml", f'<kml><description><![CDATA[<img src="{PICTURE}">]]></description></kml>'),
        ("a.html", f'<p>说明</p><img src="{PICTURE}">'),
        ("b.html", f'<p style="background:url({PICTURE})">说明</p>'),
        ("c.html", f"<p>说明</p><script>var a = '{PICTURE}';</script>"),
        ("a.svg", f'<svg xmlns="http://www.w3.org/2000/svg"><text>说明</text><image href="{PICTURE}"/></svg>'),
        ("a.css", f"a {{ background: url('{PICTURE}') }}"),
    ],
)
def test_a_picture_in_an_address_is_met(name, text):
    assert any(member[-1] == "data-1.png" for member in members(seen(text.encode(), name)))


def test_an_unescaped_drawing_in_an_address_is_read():
    text = "<p>说明</p><img src=\"data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'><text>会议纪要</text></svg>\">"
    assert "会议纪要" in words(seen(text.encode(), "a.html"))


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
@pytest.mark.parametrize(
    "spelled",
    [
        lambda b: base64.b64encode(b).decode(),
        lambda b: base64.urlsafe_b64encode(b).decode(),
        lambda b: b.hex(),
        lambda b: b.hex(" "),
    ],
)
def test_words_written_as_base64_or_hex_are_read(encoding, spelled):
    text = f"关于进展的说明\n\n{spelled(SENTENCE.encode(encoding))}\n"
    assert SENTENCE in words(seen(text.encode(), "a.txt"))


def test_short_words_and_wrapped_ones():
    assert "机密★10年" in words(seen(f"见 {base64.b64encode('机密★10年'.encode()).decode()}".encode(), "a.txt"))
    lines = base64.encodebytes((SENTENCE * 8).encode()).decode()
    assert SENTENCE in words(seen(f"正文\n\n{lines}\n完".encode(), "a.txt"))


def test_a_file_in_a_cell_and_its_neighbours_keep_their_places():
    from unpacked import spot

    pieces = seen(f'甲,{PICTURE.replace(",", "%2C")},乙\n一,"{PICTURE}",二\n三,四,五\n六,七,八\n'.encode(), "a.csv")
    assert spot(pieces, "二") == "表 R2C3"
    assert spot(pieces, "八") == "表 R4C3"


@pytest.mark.parametrize(
    "text",
    [
        "密钥 " + base64.b64encode(random.Random(1).randbytes(48)).decode(),
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "d41d8cd98f00b204e9800998ecf8427e  a.txt",
        "internationalization ThisIsACamelCaseIdentifierOfSomeLength abcdefghijklmnopqrstuvwxyz",
        "-----BEGIN CERTIFICATE-----\n"
        + base64.encodebytes(random.Random(2).randbytes(600)).decode()
        + "-----END CERTIFICATE-----",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + base64.b64encode(random.Random(3).randbytes(30)).decode(),
        "uuid 550e8400-e29b-41d4-a716-446655440000 mac 00:1a:2b:3c:4d:5e:6f:70:81:92",
        "6222021234567890123 12345678901234567890123456789012",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0." + base64.urlsafe_b64encode(random.Random(4).randbytes(32)).decode(),
        "see https://example.com/" + quote("a b/c?d") + " and data:,hello and metadata: data:text",
    ],
)
def test_keys_hashes_and_words_hold_no_file(text):
    pieces = seen(text.encode(), "a.txt")
    assert not members(pieces)
    assert not gaps(pieces)
    assert text.split()[0] in words(pieces)


def test_random_keys_of_many_lengths_hold_no_file():
    dice = random.Random(5)
    for size in range(11, 200):
        data = dice.randbytes(size)
        for text in (base64.b64encode(data).decode(), data.hex()):
            assert not members(seen(f"key = {text}".encode(), "a.txt"))


@pytest.mark.parametrize("stray", ["*", " * ", "|", '" + "', '",\n"', "!\n", "> "], ids=repr)
def test_codes_cut_into_pieces_are_put_together(stray):
    code = base64.b64encode((SENTENCE * 3).encode()).decode()
    text = stray.join(code[at : at + 26] for at in range(0, len(code), 26))
    assert SENTENCE in words(seen(f"附：{text}\n".encode(), "a.txt"))


@pytest.mark.parametrize("text", ["A1b2,C3d4,E5f6,G7h8," * 20, "one,Two,three,Four,five," * 20, "ab12:cd34:ef56:" * 9])
def test_lists_of_words_are_no_codes(text):
    assert not members(seen(text.encode(), "a.txt"))


def test_short_lines_behind_codes_are_the_text_around_them():
    text = base64.b64encode(picture()).decode().rstrip("=") + "\ninch\npage\nnew-page\nportrait\ntop\nhori-l2r\n会议说明\n"
    found = seen(f"说明\n{text}".encode(), "a.txt")
    assert any(member[-1] == "packed-1" for member in members(found))
    assert "new-page" in words(found)
    assert not [reason for reason in gaps(found) if reason != "image_only"]
