# ruff: noqa: E501, S608, UP031 - a construct reads best on one line
"""Words coded more than once, written as one number, as bits or as figures in any base; dumps of every program.

Each is made with a mark and with a matter; none may be released, and the innocent of the same make raises nothing. Keys, hashes,
addresses and tables of figures spell nothing. All of it is fictional.
"""

from __future__ import annotations

import base64
import binascii
import bz2
import codecs
import gzip
import lzma
import quopri
import random
import zlib
from urllib.parse import quote

import pytest

from outscan.types import Action, Blob, GapReason, Where
from unpacked import gaps, seen, words

MARK, MATTER = "本件为机密★10年，不得外传。", "拟向外方提供的1:2000地形图覆盖面积40平方公里。"
INNOCENT = "附图由办公室保存，午餐后发给各位同事参考"
DIGITS, SMALL, LARGE = "0123456789", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COINS = f"123456789{LARGE.replace('I', '').replace('O', '')}{SMALL.replace('l', '')}"
RFC = f"{LARGE}234567"


def b64(data):
    return base64.b64encode(data.encode() if isinstance(data, str) else data).decode()


def number(said, letters):
    value, out = int.from_bytes(said.encode(), "big"), ""
    while value:
        value, figure = divmod(value, len(letters))
        out = letters[figure] + out
    return out


def ninety_one(said):
    letters = LARGE + SMALL + DIGITS + '!#$%&()*+,./:;<=>?@[]^_`{|}~"'
    held = bits = 0
    out = ""
    for byte in said.encode():
        held |= byte << bits
        bits += 8
        if bits > 13:
            size = 13 if held & 8191 > 88 else 14
            value = held & (1 << size) - 1
            held >>= size
            bits -= size
            out += letters[value % 91] + letters[value // 91]
    if bits:
        out += letters[held % 91] + (letters[held // 91] if bits > 7 or held > 90 else "")
    return out


def forty_five(said):
    letters, data, out = DIGITS + LARGE + " $%*+-./:", said.encode() * 2, ""
    for at in range(0, len(data), 2):
        value, size = int.from_bytes(data[at : at + 2], "big"), len(data[at : at + 2]) + 1
        for _ in range(size):
            value, figure = divmod(value, 45)
            out += letters[figure]
    return out


def thirty_two(letters):
    return lambda said: base64.b32encode(said.encode()).decode().rstrip("=").translate(str.maketrans(RFC, letters))


def uu(data):
    rows = "".join(binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    return f"begin 644 a\n{rows}`\nend\n"


def xx(said):
    usual, other = f"{LARGE}{SMALL}{DIGITS}+/", f"+-{DIGITS}{LARGE}{SMALL}"
    data, rows = said.encode(), []
    for at in range(0, len(data), 45):
        some = data[at : at + 45]
        rows.append(other[len(some)] + b64(some + b"\0" * (-len(some) % 3)).translate(str.maketrans(usual, other)))
    return "begin 644 a\n" + "\n".join(rows) + "\n+\nend\n"


def layers(said, count):
    for _ in range(count):
        said = b64(said)
    return said


def cut(text, width, between="\n"):
    return between.join(text[at : at + width] for at in range(0, len(text), width))


def letter(body):
    return f"From: a@b.cn\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{body}"


def dump(said, form, size=1, place="%07o ", between=" ", order="little", width=16):
    data, rows = said.encode(), []
    for at in range(0, len(data), width):
        row = data[at : at + width]
        row += b"\0" * (-len(row) % size)
        cells = [form % int.from_bytes(row[n : n + size], order) for n in range(0, len(row), size)]
        rows.append(place % at + between.join(cells))
    return "\n".join([*rows, place % len(data)]) + "\n"


def plain_dump(said):
    data = said.encode()
    rows = [
        "%07o %s" % (at, " ".join("%3s" % (chr(one) if 32 < one < 127 else "%03o" % one) for one in data[at : at + 16]))
        for at in range(0, len(data), 16)
    ]
    return "\n".join(rows) + "\n"


def shown(said, place, middle="  ", *, upper=False):
    data, rows = said.encode(), []
    for at in range(0, len(data), 16):
        row = data[at : at + 8].hex(" ") + middle + data[at + 8 : at + 16].hex(" ")
        rows.append(place % at + (row.upper() if upper else row) + "   ................")
    return "\n".join(rows)


TWICE = {
    "two.txt": lambda said: layers(said, 2),
    "three.txt": lambda said: layers(said, 3),
    "six.txt": lambda said: layers(said, 6),
    "gzip.txt": lambda said: b64(gzip.compress(said.encode(), mtime=0)),
    "zlib.txt": lambda said: b64(zlib.compress(said.encode())),
    "bz2.txt": lambda said: b64(bz2.compress(said.encode())),
    "xz.txt": lambda said: b64(lzma.compress(said.encode())),
    "coded-in-gzip.txt": lambda said: b64(gzip.compress(b64(said).encode(), mtime=0)),
    "hex-in-64.txt": lambda said: b64(said.encode().hex()),
    "64-in-hex.txt": lambda said: b64(said).encode().hex(),
    "hex-in-hex.txt": lambda said: said.encode().hex().encode().hex(),
    "64-in-percent.txt": lambda said: "".join(f"%{ord(one):02X}" for one in b64(said)),
    "percent-in-64.txt": lambda said: b64(quote(said)),
    "in-an-address.txt": lambda said: f"http://a.example/?d={quote(b64(said * 2), safe='')}",
    "64-in-quoted.eml": lambda said: letter("".join(f"={ord(one):02X}" for one in b64(said))),
    "quoted-in-64.txt": lambda said: b64(quopri.encodestring(said.encode())),
    "64-in-points.json": lambda said: '{"a":"' + "".join(f"\\u{ord(one):04x}" for one in b64(said)) + '"}',
    "64-in-bytes.txt": lambda said: "".join(f"\\x{ord(one):02x}" for one in b64(said)),
    "64-in-octal.txt": lambda said: "".join(f"\\{ord(one):03o}" for one in b64(said)),
    "64-in-entities.txt": lambda said: "".join(f"&#{ord(one)};" for one in b64(said)),
    "64-in-entities.html": lambda said: "<p>" + "".join(f"&#x{ord(one):x};" for one in b64(said)) + "</p>",
    "64-in-json-in-64.txt": lambda said: b64(f'{{"n":1,"d":"{b64(said)}"}}'),
    "64-in-32.txt": lambda said: base64.b32encode(b64(said).encode()).decode(),
    "32-in-64.txt": lambda said: b64(base64.b32encode(said.encode())),
    "64-in-85.txt": lambda said: base64.b85encode(b64(said).encode()).decode(),
    "85-in-64.txt": lambda said: b64(base64.b85encode(said.encode())),
    "64-in-uu.txt": lambda said: uu(b64(said).encode()),
    "uu-in-64.txt": lambda said: b64(uu(said.encode())),
    "turned.txt": lambda said: b64(said)[::-1],
    "shifted.txt": lambda said: codecs.encode(b64(said), "rot13"),
    "other-case.txt": lambda said: b64(said).swapcase(),
    "utf-7-in-64.txt": lambda said: b64(said.encode("utf-7")),
    "rows-of-eight.txt": lambda said: cut(b64(said), 8),
    "fours.txt": lambda said: cut(b64(said), 4, " "),
    "hex-rows.txt": lambda said: cut(said.encode().hex(), 8),
}
BASES = {
    "58.txt": lambda said: number(said, COINS),
    "58.json": lambda said: f'{{"d": "{number(said, COINS)}"}}',
    "58-in-a-line.txt": lambda said: f"note: {number(said * 2, COINS)}",
    "62.txt": lambda said: number(said, DIGITS + LARGE + SMALL),
    "62-small-first.txt": lambda said: number(said, DIGITS + SMALL + LARGE),
    "36.txt": lambda said: number(said, DIGITS + SMALL),
    "91.txt": ninety_one,
    "91.py": lambda said: f"x = '{ninety_one(said * 2)}'",
    "45.txt": forty_five,
    "32-hex.txt": lambda said: base64.b32hexencode(said.encode()).decode(),
    "32-small.txt": lambda said: base64.b32encode(said.encode()).decode().lower(),
    "32-crockford.txt": thirty_two(f"{DIGITS}ABCDEFGHJKMNPQRSTVWXYZ"),
    "32-z.txt": thirty_two("ybndrfg8ejkmcpqxot1uwisza345h769"),
    "xx.txt": xx,
}
FIGURES = {
    "od.txt": lambda said: dump(said, "%06o", 2),
    "od-b.txt": lambda said: dump(said, "%03o"),
    "od-x1.txt": lambda said: dump(said, "%02x"),
    "od-x.txt": lambda said: dump(said, "%04x", 2),
    "od-x4.txt": lambda said: dump(said, "%08x", 4),
    "od-d.txt": lambda said: dump(said, "%5d", 2),
    "od-u1.txt": lambda said: dump(said, "%3d"),
    "od-c.txt": plain_dump,
    "hexdump.txt": lambda said: dump(said, "%04x", 2, "%07x "),
    "hexdump-b.txt": lambda said: dump(said, "%03o", 1, "%07x "),
    "hexdump-d.txt": lambda said: dump(said, "%05d", 2, "%07x "),
    "hexdump-canonical.txt": lambda said: shown(said, "%08x  "),
    "xxd-bits.txt": lambda said: "\n".join(
        f"{at:08x}: " + " ".join(f"{one:08b}" for one in said.encode()[at : at + 6]) + "  ......" for at in range(0, len(said.encode()), 6)
    ),
    "xxd-little.txt": lambda said: "\n".join(
        f"{at:08x}: " + " ".join(said.encode()[at : at + 16][n : n + 4][::-1].hex() for n in range(0, 16, 4)) + "  ......" for at in range(0, len(said.encode()), 16)
    ),
    "debug.txt": lambda said: shown(said, "0B00:%04X  ", "-", upper=True),
    "wire.txt": lambda said: shown(said, "%04x  "),
    "tcpdump.txt": lambda said: "\n".join(f"\t0x{at:04x}:  {said.encode()[at : at + 16].hex(' ', -2)}  ......" for at in range(0, len(said.encode()), 16)),
    "gdb.txt": lambda said: dump(said, "0x%02x", 1, "0x7fffe%03x:\t", "\t", width=8),
    "powershell.txt": lambda said: "           00 01 02 03 04 05 06 07\n\n" + shown(said, "%08X   ", " ", upper=True),
    "registry.reg": lambda said: "Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\A]\n" + '"x"=hex(1):' + ",\\\n  ".join(said.encode("utf-16-le")[at : at + 20].hex(",") for at in range(0, 2 * len(said), 20)) + "\n",
    "bytes.sql": lambda said: f"INSERT INTO a VALUES ('\\x{said.encode().hex()}');\n",
    "dashes.txt": lambda said: said.encode().hex("-").upper(),
    "assembler.asm": lambda said: "db " + ", ".join(f"0{one:02X}h" for one in said.encode()),
    "motorola.asm": lambda said: "dc.b " + ",".join(f"${one:02X}" for one in said.encode()),
    "angles.txt": lambda said: "".join(f"<{ord(one):04X}>" for one in said),
    "words.txt": lambda said: " ".join(f"{ord(one):04X}" for one in said),
    "bits.txt": lambda said: " ".join(f"{one:08b}" for one in said.encode()),
    "wide-bits.txt": lambda said: " ".join(f"{ord(one):016b}" for one in said),
    "solid-bits.txt": lambda said: "x " + "".join(f"{one:08b}" for one in said.encode()),
    "lines.txt": lambda said: "\n".join(str(one) for one in said.encode()),
    "home.txt": lambda said: " ".join(str(one) for one in said.encode("gb18030")),
    "signed.java": lambda said: "byte[] b={" + ",".join(str(one - 256 if one > 127 else one) for one in said.encode()) + "};",
    "signed-dump.txt": lambda said: "\n".join(f"{at:07o} " + " ".join(f"{one - 256 if one > 127 else one:4d}" for one in said.encode()[at : at + 16]) for at in range(0, len(said.encode()), 16)),
    "eights.txt": lambda said: " ".join(f"{one:03o}" for one in said.encode()),
    "eights.c": lambda said: ", ".join(f"0{one:03o}" for one in said.encode()),
    "eights.py": lambda said: "bytes([" + ", ".join(f"0o{one:o}" for one in said.encode()) + "])",
    "eights.sh": lambda said: "printf '" + "".join(f"\\{one:o}" for one in said.encode()) + "'",
    "points.txt": lambda said: " ".join(str(ord(one)) for one in said),
    "points-hex.txt": lambda said: " ".join(hex(ord(one)) for one in said),
}  # fmt: skip
ALL = {**TWICE, **BASES, **FIGURES}
ENGLISH = "This file is TOP SECRET and not to be released to any foreign partner."


def scanned(scanner, name, said):
    made = ALL[name](said)
    return scanner.scan(Blob(Where((name,)), made if isinstance(made, bytes) else made.encode()))


@pytest.mark.parametrize("said", [MARK, MATTER], ids=["mark", "matter"])
@pytest.mark.parametrize("name", ALL)
def test_words_are_read_through_every_layer(scanner, name, said):
    told = scanned(scanner, name, said)
    assert any(found.upheld for found in told.findings)
    assert told.verdict.action is not Action.RELEASE


@pytest.mark.parametrize("name", ALL)
def test_the_innocent_of_the_same_make_raise_nothing(scanner, name):
    told = scanned(scanner, name, INNOCENT)
    assert not [found for found in told.findings if found.upheld]
    assert not told.gaps


@pytest.mark.parametrize(
    "name", ["two.txt", "gzip.txt", "64-in-hex.txt", "58.txt", "91.txt", "64-in-85.txt", "od-x.txt", "eights.txt"]
)
def test_english_too(scanner, name):
    assert any(found.upheld for found in scanned(scanner, name, ENGLISH).findings)


def test_what_is_coded_deeper_than_the_limit_is_a_gap():
    found = seen(layers(MARK, 20).encode(), "a.txt")
    assert gaps(found) == [GapReason.TOO_DEEP]


def noise(kind, dice):
    data = dice.randbytes(dice.randrange(12, 60))
    return {
        "base64": lambda: b64(data),
        "hex": data.hex,
        "base58": lambda: number(data.decode("latin-1"), COINS),
        "base62": lambda: number(data.decode("latin-1"), DIGITS + LARGE + SMALL),
        "base32": lambda: base64.b32encode(data).decode().rstrip("=").lower(),
        "base85": lambda: base64.b85encode(data).decode(),
        "bytes": lambda: ", ".join(map(str, data)),
        "eights": lambda: " ".join(f"{one:03o}" for one in data),
        "words": lambda: " ".join(f"{one:05d}" for one in memoryview(data[: len(data) // 2 * 2]).cast("H")),
        "points": lambda: " ".join(str(dice.randrange(19968, 40869)) for _ in range(20)),
        "coordinates": lambda: " ".join(f"{dice.randrange(10**5, 10**6)}" for _ in range(20)),
        "dump": lambda: f"00000000: {data[:16].hex(' ')}  ................\n00000010: {data[16:32].hex(' ')}  ......",
    }[kind]()


@pytest.mark.parametrize(
    "kind", ["base64", "hex", "base58", "base62", "base32", "base85", "bytes", "eights", "words", "points", "coordinates", "dump"]
)
def test_keys_hashes_addresses_and_tables_spell_nothing(kind):
    dice = random.Random(kind)
    text = "\n".join(f"entry {at}: {noise(kind, dice)}" for at in range(300))
    found = seen(text.encode(), "a.txt")
    assert not [piece for piece in found if len(piece.where.member) > 1]
    assert "entry 299" in words(found)
