"""Law: a masked report holds no run of the document's words, whatever sink writes it; names of places are shown whole."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hostile.test_newest import OFFICE, PAPERS
from hostile.test_passed_by import ALL
from hostile.test_spelled import ALL as SPELLED
from hostile.test_unlisted import HELD
from house.made import CASES, SAMPLES
from house.made import scanner as made_scanner
from outscan.report import SINKS, run_facts
from outscan.report.form import TEMPLATES, fill
from outscan.report.register import render as register
from outscan.types import Blob, Part, Report, Segment, Where
from outscan.words import MESSAGES, REASONS
from outscan.words.places import place_words

HAN = re.compile("[\u3400-\u9fff]{4}")
OURS = "\n".join(text for table in (MESSAGES, REASONS) for pair in table.values() for text in pair)
RARE = st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x4DB5), min_size=4, max_size=9)
"""Ideographs no sentence of ours holds."""


def runs(text: str) -> set[str]:
    return {text[i : i + 4] for i in range(len(text) - 3) if HAN.fullmatch(text, i, i + 4)}


def unzipped(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return "\n".join(re.sub("<[^>]+>", "", package.read(name).decode("utf-8", "replace")) for name in package.namelist())


def written(report: Report, lang: str) -> dict[str, str]:
    """What every masked sink says of `report`."""
    run = run_facts([report], report.made_with)
    said = {form: render([report], run, show_hits=False, lang=lang) for form, render in SINKS.items()}
    told = {form: unzipped(data) if data.startswith(b"PK") else unescape(data.decode()) for form, data in said.items()}
    for name in ("approval", "review"):
        told[name] = unzipped(fill(TEMPLATES / f"{name}.docx", [report], {}, run, show_hits=False))
    return told | {"register": unzipped(register([report], {}, show_hits=False))}


def named(segments: list[Segment]) -> str:
    """All that names a place: members, parts and spots."""
    places = [w for s in segments for w in (s.where, *(s.where_at(start) for start in (s.places.starts if s.places else ())))]
    return "\n".join({text for where in places for text in (*where.member, place_words(where.spot))})


def known(scanner) -> str:
    """What the rules and the policy themselves say: a document that quotes them gives nothing away."""
    pack, policy = scanner.pack, scanner.policy
    marks = [(kind.title, kind.advice.note, kind.advice.approver) for kind in pack.marks.marks] if pack.marks else []
    items = [(i.title, i.ask, i.advice.note, i.advice.approver, *(b.cite + b.item for b in i.basis)) for i in pack.items]
    return "\n".join([*(text for row in (*marks, *items) for text in row), *(f"{r.why}{r.basis}" for r in policy.rows)])


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES if not c.ocr])
def test_no_sink_quotes_a_sample(case):
    scanner = made_scanner(ocr=False)
    blob = Blob(Where((case.file,)), (SAMPLES / case.name / case.file).read_bytes())
    segments = [piece for piece in scanner.read(blob) if isinstance(piece, Segment)]
    words = runs("\n".join(s.text for s in segments if s.where.part is not Part.NAME))
    words -= runs("\n".join((OURS, known(scanner), named(segments))))
    for form, text in written(scanner.scan(blob), "zh-CN").items():
        blank = runs(unzipped((TEMPLATES / f"{form}.docx").read_bytes())) if form in {"approval", "review"} else set()
        blank = runs(unzipped((TEMPLATES / "review.docx").read_bytes())) if form == "docx" else blank
        assert not (words - blank) & runs(text), form


@settings(max_examples=12, deadline=None)
@given(st.lists(RARE, min_size=6, max_size=6), st.sampled_from("；;，⟦⟧「」\n\t "), st.sampled_from(["zh-CN", "en"]))
def test_no_sink_quotes_what_stands_in_and_beside_marks(rare, between, lang):
    a, b, c, d, e, f = rare
    text = (
        f"机密★{between}{a}\n本文件内容为商业秘密{between}未经{b}书面许可不得外传。\n内部资料{between}注意保存{c}\n"
        f"{d}1:2000地形图{between}面积31.6平方公里\n机密{between}启用前{e}\n密级：秘密{between}{f}\n{a}机密{b}\n"
    )
    scanner = made_scanner(ocr=False)
    report = scanner.scan(Blob(Where(("内部资料 机密.txt",)), text.encode()))
    assert report.findings
    for form, told in written(report, lang).items():
        assert not any(run in told for word in rare for run in runs(word)), form


PLANTED = "㐅㐆㐋㐌㐎㐏"
"""Ideographs of nobody's sentence, beside a matter in every construct that is made to be passed by."""
SAID = f"拟向外方提供的1:2000地形图覆盖面积40平方公里{PLANTED}"


def named_gaps(report: Report) -> str:
    places = [gap.where for gap in report.gaps] + [one.where for one in report.hidden] + [f.where for f in report.findings]
    return "\n".join(text for where in places for text in (*where.member, place_words(where.spot)))


MADE = {**ALL, **HELD, **{f"new-{name}": made for name, made in {**OFFICE, **PAPERS, **SPELLED}.items()}}


@pytest.mark.parametrize("name", sorted(MADE))
def test_no_sink_quotes_what_was_made_to_be_passed_by(name):
    made = MADE[name](SAID)
    blob = Blob(Where((name,)), made if isinstance(made, bytes) else made.encode())
    report = made_scanner(ocr=False).scan(blob)
    places = runs(named_gaps(report))
    forms = ("json", "text", "sarif") if hash_of(name) % 6 else tuple(SINKS)
    run = run_facts([report], report.made_with)
    for form in forms:
        for lang in ("zh-CN", "en"):
            data = SINKS[form]([report], run, show_hits=False, lang=lang)
            told = unzipped(data) if data.startswith(b"PK") else unescape(data.decode())
            assert not (runs(PLANTED) - places) & runs(told), form


def hash_of(name: str) -> int:
    """The same number in every process."""
    return sum(name.encode())


ODD = "㐅㐆㐋㐌"
BROKEN = {
    "type.eml": f"Content-Type: {ODD}/{ODD}; charset={ODD}; boundary={ODD}\nContent-Transfer-Encoding: {ODD}\n\n--{ODD}\n\nx",
    "external.eml": f"Content-Type: message/external-body; access-type={ODD}; name={ODD}\n\nx",
    "charset.html": f'<html><meta charset="{ODD}"><body>\x81\xff</body></html>',
    "encoding.xml": f'<?xml version="1.0" encoding="{ODD}"?><a>{ODD}&{ODD};</a><b>',
    "entity.xml": f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY {ODD} "x">]><a>&{ODD};</a>',
    "armour.txt": f"-----BEGIN PGP MESSAGE-----\n{ODD}\n\n{'hQEMA5vJb1l1' * 9}\n-----END PGP MESSAGE-----\n",
    "broken.json": '{"' + ODD + '": [1, ',
    "broken.pdf": f"%PDF-1.7\n1 0 obj\n<< /Type /{ODD} /Filter /{ODD} >>\nendobj\ntrailer\n<< /Root 1 0 R >>",
    "broken.rtf": "{\\rtf1{\\*\\" + ODD + " {{{",
}


@pytest.mark.parametrize("name", [*BROKEN, "stream.doc", "method.zip"])
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_no_reason_why_something_was_not_read_quotes_the_document(name, lang):
    data = BROKEN[name].encode() if name in BROKEN else cut_stream() if name == "stream.doc" else odd_method()
    report = made_scanner(ocr=False).scan(Blob(Where((name,)), data))
    assert report.gaps or name in ("type.eml", "charset.html")
    places = runs(named_gaps(report))
    for form, told in written(report, lang).items():
        assert not (runs(ODD) - places) & runs(told), form


def cut_stream() -> bytes:
    """A compound file whose stream with a speaking name breaks off."""
    from outscan.extract.ole import compound

    data = bytearray(compound({("WordDocument",): b"x" * 900, (ODD,): b"y" * 9000}))
    return bytes(data[: len(data) - 4096])


def odd_method() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(f"{ODD}.txt", ODD * 9)
    data = bytearray(out.getvalue())
    for magic, at in ((b"PK\3\4", 8), (b"PK\1\2", 10)):
        start = data.find(magic)
        data[start + at : start + at + 2] = b"\x61\0"
    return bytes(data)


NAMES = ("Quorvane", "Thistlemoor", "Brackenfell", "Oswinford", "Yarrowby", "Glenfarrow")


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
@pytest.mark.parametrize("between", [" ", "; ", "\n", ' "', " (", ": "])
def test_no_sink_quotes_the_words_of_an_english_document(between, lang):
    a, b, c, d, e, f = NAMES
    lines = [
        f"TOP SECRET//NOFORN{between}{a}",
        f"This document is the trade secret of{between}{b}",
        "It must not be disclosed to third parties.",
        f"INTERNAL USE ONLY{between}{c}",
        f"The 1:2000 topographic map of{between}{d}",
        "It covers 31.6 km2 and goes to the foreign partner.",
        f"Classified until opened{between}{e}",
        f"Confidential level: SECRET{between}{f}",
        f"{a} SECRET {b}",
    ]
    report = made_scanner(ocr=False).scan(Blob(Where(("internal secret.txt",)), "\n".join(lines).encode()))
    assert report.findings
    for form, told in written(report, lang).items():
        assert not [name for name in NAMES if name.lower() in told.lower()], form
