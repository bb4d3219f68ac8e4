# ruff: noqa: E501 - markup reads best on one line
"""Fixed-layout documents of GB/T 33190: words become two blocks, and nothing beside them tells what they were."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from extract.test_ofd import NS, ofd, page
from outscan.process.formats import edit
from outscan.process.ofd import _steps
from outscan.process.task import Options, Task, Wanted
from outscan.types import Where
from process.made import INNOCENT, blob, docx_with

WORD = "青鸾计划"
BLOCK = "██"


def task(*quotes: str, keep: bool = False, member: tuple[str, ...] = ("a.ofd",)) -> Task:
    return Task(Options(keep_hidden=keep), [Wanted(Where(member), quote, everywhere=True) for quote in quotes])


def text(said: str, steps: str = "", glyphs: str = "") -> str:
    return f'<ofd:TextObject ID="1" Boundary="20 20 180 4" Size="4" Font="1">{glyphs}<ofd:TextCode X="0" Y="4" {steps}>{said}</ofd:TextCode></ofd:TextObject>'


def member(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


CONTENT = "Doc_0/Pages/P0/Content.xml"
SEVEN = b"7z\xbc\xaf\x27\x1c\x00\x04" + bytes(24)
"""The head of an archive that is not processed."""


@pytest.mark.parametrize(
    ("steps", "left"),
    [
        ('DeltaX="g 7 3.5"', [3.5] * 5),
        ('DeltaX="3.5 3.5 3.5 3.5 3.5 3.5 9"', [3.5, 3.5, 3.5, 3.5, 9]),
        ('DeltaX="3.5 1"', [3.5]),  # too few for its characters: one step says nothing
        ('DeltaX=""', []),
    ],
    ids=["repeated", "listed", "short", "empty"],
)
def test_words_become_two_blocks_and_steps_are_those_of_the_characters_left(steps, left):
    data = ofd([page(text(f"前{WORD}已完成", steps))])
    made = member(edit(blob("a.ofd", data), "ofd", task(WORD)), CONTENT)
    assert f">前{BLOCK}已完成<" in made
    assert [float(one) for one in re.search(r'DeltaX="([^"]*)"', made)[1].split()] == left


def test_two_words_of_other_lengths_leave_the_same_line():
    one, other = (
        member(
            edit(blob("a.ofd", ofd([page(text(f"前{word}后", f'DeltaX="g {len(word) + 1} 3.5"'))])), "ofd", task(word)), CONTENT
        )
        for word in ("青鸾计划", "长风破浪工程二期")
    )
    assert one == other


def test_steps_that_are_no_numbers_end_the_list():
    assert _steps("1 2 g 2 3 4") == [1, 2, 3, 3, 4]
    assert _steps("1 g x") == [1]
    assert _steps("1 two") == [1]


def test_numbers_of_glyphs_go_with_their_words_and_stay_with_others():
    glyphs = (
        '<ofd:CGTransform CodePosition="0" CodeCount="4" GlyphCount="4"><ofd:Glyphs>11 12 13 14</ofd:Glyphs></ofd:CGTransform>'
    )
    data = ofd([page(text(WORD, glyphs=glyphs) + text("别的话语", glyphs=glyphs.replace("11", "21")))])
    made = member(edit(blob("a.ofd", data), "ofd", task(WORD)), CONTENT)
    assert "11 12" not in made
    assert "21 12" in made


def attached(*files: tuple[str, str, bytes]) -> bytes:
    listed = "".join(
        f'<ofd:Attachment ID="{i}" Name="{shown}"><ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment>'
        for i, (name, shown, _) in enumerate(files)
    )
    extra = {f"Doc_0/Attachs/{name}": data for name, _, data in files}
    extra["Doc_0/Attachs/Attachments.xml"] = f"<ofd:Attachments {NS}>{listed}</ofd:Attachments>".encode()
    tail = "<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>"
    return ofd([page(text(INNOCENT))], tail=tail, extra=extra)


def test_an_attachment_is_processed_under_the_name_it_is_shown_by():
    data = attached(("f1.docx", "附件一.docx", docx_with(f"{WORD}的说明", INNOCENT)))
    made = edit(blob("a.ofd", data), "ofd", task(WORD, member=("a.ofd", "附件一.docx")))
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        inner = member(archive.read("Doc_0/Attachs/f1.docx"), "word/document.xml")
    assert WORD not in inner
    assert INNOCENT in inner


def test_an_attachment_that_cannot_be_processed_goes_with_its_entry():
    data = attached(("f1.bin", "附件.bin", SEVEN), ("f2.bin", "别的.bin", SEVEN))
    asked = task(WORD, member=("a.ofd", "附件.bin"))
    made = edit(blob("a.ofd", data), "ofd", asked)
    assert "Doc_0/Attachs/f1.bin" not in names(made)
    assert "Doc_0/Attachs/f2.bin" in names(made)
    assert "f1.bin" not in member(made, "Doc_0/Attachs/Attachments.xml")
    assert any(change.technique == "remove_hidden" for change in asked.account())


INFO = f"<ofd:Author>某人</ofd:Author><ofd:Title>{INNOCENT}</ofd:Title><ofd:CustomDatas><ofd:CustomData Name='k'>v</ofd:CustomData></ofd:CustomDatas>"


def test_what_a_document_says_of_itself_goes_unless_it_may_stay():
    data = ofd([page(text(INNOCENT))], info=INFO)
    asked = task()
    made = member(edit(blob("a.ofd", data), "ofd", asked), "OFD.xml")
    assert not any(word in made for word in ("某人", INNOCENT, "CustomData"))
    assert [(change.technique, change.count) for change in asked.account()] == [("remove_metadata", 3)]
    assert edit(blob("a.ofd", data), "ofd", task(keep=True)).count(b"PK\x01\x02") == data.count(b"PK\x01\x02")
    assert member(edit(blob("a.ofd", data), "ofd", task(keep=True)), "OFD.xml") == member(data, "OFD.xml")


def test_seals_speak_of_bytes_that_were_and_go_where_anything_changed():
    signs = {
        "Doc_0/Signs/Signatures.xml": f"<ofd:Signatures {NS}/>".encode(),
        "Doc_0/Signs/Sign_0/Signature.xml": f"<ofd:Signature {NS}/>".encode(),
        "Doc_0/Signs/Sign_0/SignedValue.dat": b"0\x82",
    }
    data = ofd([page(text(f"{WORD}一期"))], extra=signs)
    sealed = task(WORD)
    made = edit(blob("a.ofd", data), "ofd", sealed)
    assert not [name for name in names(made) if "Signs" in name]
    assert any("签" in note or "章" in note for note in sealed.notes)
    same = edit(blob("a.ofd", data), "ofd", task(keep=True))
    assert set(signs) <= set(names(same))
