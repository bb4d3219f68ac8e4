# ruff: noqa: E501 - objects of a construct read best on one line
"""PDFs whose words no list leads to, and texts whose words stand in an armour or an alphabet of their own: each twice, with a mark
and with a matter; none may be released. Noise behind a key nobody knows, recordings and models are gaps. All of it is fictional.
"""

from __future__ import annotations

import base64
import binascii
import io
import json
import random
import zlib

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

import house.made  # noqa: F401 - puts the makers of the samples on the path
from outscan.types import Action, Blob, GapReason, Where
from samples.packages import pdf

MARK, MATTER = "本件为机密★10年，不得外传。", "拟向外方提供的1:2000地形图覆盖面积40平方公里。"
CLEAN = "各位同事：周五下午开会，请准时参加。"
NOISE = random.Random(5).randbytes(3000)


def saved(made):
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def changed(change):
    with pikepdf.open(io.BytesIO(pdf([CLEAN]))) as made:
        change(made)
        return saved(made)


def root(key, value):
    return changed(lambda made: made.Root.__setitem__(key, value(made)))


def two(said):
    made = pikepdf.open(io.BytesIO(pdf([CLEAN])))
    with pikepdf.open(io.BytesIO(pdf([said]))) as other:
        made.pages.extend(other.pages)
    return made


def untied(said, hold):
    """A document of two pages whose tree lists the first alone."""
    made = two(said)
    hold(made, made.pages[1].obj)
    made.Root.Pages.Kids = Array([made.pages[0].obj])
    made.Root.Pages.Count = 1
    return saved(made)


def annotated(**keys):
    def change(made):
        told = {key: value(made) if callable(value) else value for key, value in keys.items()}
        note = Dictionary(Type=Name.Annot, Rect=Array([9, 9, 60, 60]), **told)
        made.pages[0].obj.Annots = Array([made.make_indirect(note)])

    return changed(change)


def element(**keys):
    return root("/StructTreeRoot", lambda made: made.make_indirect(Dictionary(Type=Name.StructTreeRoot, **keys)))


def related(said):
    def specified(made):
        files = Dictionary(F=Array([String("b.txt"), made.make_stream(said.encode())]))
        return Array(
            [
                made.make_indirect(
                    Dictionary(Type=Name.Filespec, F=String("a.txt"), EF=Dictionary(F=made.make_stream(b"hello")), RF=files)
                )
            ]
        )

    return root("/AF", specified)


def remarked(said):
    def change(made):
        page = made.pages[0].obj
        contents = list(page.Contents) if isinstance(page.Contents, Array) else [page.Contents]
        page.Contents = Array([*contents, made.make_stream(b"% " + said.encode() + b"\n")])

    return changed(change)


def packet(said):
    text = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>{said}</a></x:xmpmeta>'.encode()
    return changed(lambda made: made.pages[0].obj.__setitem__("/Metadata", made.make_stream(text)))


def patch(said):
    packed = zlib.compress(said.encode())
    lines = [packed[at : at + 52] for at in range(0, len(packed), 52)]
    sizes = [chr(64 + len(line)) if len(line) <= 26 else chr(70 + len(line)) for line in lines]
    padded = [base64.b85encode(line + bytes(-len(line) % 4)).decode() for line in lines]
    body = "\n".join(size + line for size, line in zip(sizes, padded, strict=True))
    return f"diff --git a/x b/x\nGIT binary patch\nliteral {len(said.encode())}\n{body}\n\nliteral 0\nHcmV?d00001\n\n"


def uuencoded(said):
    data = said.encode()
    lines = "".join(binascii.b2a_uu(data[at : at + 45]).decode() for at in range(0, len(data), 45))
    return f"begin 644 a.txt\n{lines}`\nend\n"


def coded(form, said):
    return "".join(form % ord(char) for char in said)


HELD = {
    "page-outside.pdf": lambda said: untied(said, lambda made, page: made.Root.__setitem__("/Spare", page)),
    "template.pdf": lambda said: untied(
        said,
        lambda made, page: made.Root.__setitem__("/Names", Dictionary(Templates=Dictionary(Names=Array([String("t"), page])))),
    ),
    "note-name.pdf": lambda said: annotated(Subtype=Name.Text, NM=String(said)),
    "element-title.pdf": lambda said: element(K=Dictionary(Type=Name.StructElem, S=Name.Sect, T=String(said))),
    "role.pdf": lambda said: element(RoleMap=Dictionary({f"/{said}": Name.P})),
    "destination.pdf": lambda said: root("/Dests", lambda made: Dictionary({f"/{said}": Array([made.pages[0].obj, Name.Fit])})),
    "related.pdf": related,
    "remark.pdf": remarked,
    "packet.pdf": packet,
    "stream.pdf": lambda said: root("/Hold", lambda made: made.make_stream(said.encode() * 3)),
    "uu.txt": uuencoded,
    "base32.txt": lambda said: base64.b32encode(said.encode() * 2).decode(),
    "ascii85.txt": lambda said: f"<~{base64.a85encode(said.encode()).decode()}~>",
    "git.patch": patch,
    "sql.txt": lambda said: coded("\\%04x", said),
    "perl.txt": lambda said: coded("\\N{U+%04X}", said),
    "registry.txt": lambda said: f'"n"=hex(1):{",".join(f"{byte:02x}" for byte in said.encode("utf-16-le"))}',
    "soft-break.eml": lambda said: (
        "From: a@b.cn\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
        + "= \n".join("".join(f"={byte:02X}" for byte in char.encode()) for char in said)
    ),
    "flowed.eml": lambda said: (
        "From: a@b.cn\nContent-Type: text/plain; charset=utf-8; format=flowed; delsp=yes\n\n" + " \n".join(said)
    ),
    "binary.rtf": lambda said: b"{\\rtf1\\ansi{\\*\\x\\bin%d " % len(said.encode()) + said.encode() + b"}hi}",
    "field.rtf": lambda said: "{\\rtf1\\ansi{\\*\\datafield " + said.encode().hex() + "}hi}",
    "font.rtf": lambda said: "{\\rtf1\\ansi{\\fonttbl{\\f0 " + "".join(f"\\u{ord(char)}?" for char in said) + ";}}hi}",
    "behind.rtf": lambda said: b"{\\rtf1\\ansi hi}\n" + said.encode(),
}


@pytest.mark.parametrize("said", [MARK, MATTER], ids=["mark", "matter"])
@pytest.mark.parametrize("name", HELD)
def test_what_no_list_leads_to_is_read(scanner, name, said):
    made = HELD[name](said)
    told = scanner.scan(Blob(Where((name,)), made if isinstance(made, bytes) else made.encode()))
    assert told.findings
    assert told.verdict.action is not Action.RELEASE or (name == "sql.txt" and said is MARK)  # a mark in quotation is mentioned


UNREAD = {
    "noise.pdf": root("/Hold", lambda made: made.make_stream(NOISE)),
    "sound.pdf": annotated(Subtype=Name.Sound, Sound=lambda made: made.make_stream(NOISE)),
    "model.pdf": annotated(Subtype=Name("/3D"), **{"3DD": lambda made: made.make_stream(b"U3D\0" + NOISE)}),
    "noise.json": json.dumps({"a": base64.b64encode(NOISE).decode()}).encode(),
    "noise.csv": f"a,b\n1,{NOISE.hex()}\n".encode(),
}


@pytest.mark.parametrize("name", UNREAD)
def test_what_nobody_can_read_is_a_gap(scanner, name):
    told = scanner.scan(Blob(Where((name,)), UNREAD[name]))
    assert [gap.reason for gap in told.gaps] == [GapReason.UNSUPPORTED]


CERTIFICATE = base64.encodebytes(b"\x30\x82\x0b\xb8" + NOISE).decode()


@pytest.mark.parametrize(
    "text",
    [
        f"-----BEGIN CERTIFICATE-----\n{CERTIFICATE}-----END CERTIFICATE-----\n",
        f"-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{base64.encodebytes(NOISE).decode()}-----END PGP PUBLIC KEY BLOCK-----\n",
        json.dumps({"cert": "".join(CERTIFICATE.split())}),
        "sha512 " + NOISE[:64].hex(),
        "MEETING MINUTES FOR THE LIBRARY AND THE KITCHEN\n" * 9,
    ],
    ids=["certificate", "key", "certificate in JSON", "hash", "capitals"],
)
def test_keys_hashes_and_capitals_are_no_ciphertext(scanner, text):
    assert scanner.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action is Action.RELEASE
