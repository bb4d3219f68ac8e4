"""What is read of a PDF hangs on no font of the machine; what is drawn says which it lacked."""

import io
import os
import subprocess
import sys

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from outscan.pdfium import Easel, document

WORDS = "机密测试内容"
SETS = {"GB1": "UniGB-UTF16", "CNS1": "UniCNS-UTF16", "Japan1": "UniJIS-UTF16", "Korea1": "UniKS-UTF16"}


def page(ordering: str, encoding: str, subtype: str = "CIDFontType0", *, mapped: bool = False, flags: int = 4) -> bytes:
    """One page with `WORDS` in a font that is not embedded; codes that are no Unicode get a ToUnicode map."""
    pdf = pikepdf.new()
    sheet = pdf.add_blank_page(page_size=(400, 400))
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.SimSun,
        Flags=flags,
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=80,
    )
    descriptor["/FontBBox"] = Array([0, -200, 1000, 900])
    system = Dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String(ordering), Supplement=0)
    inner = Dictionary(Type=Name.Font, Subtype=Name(f"/{subtype}"), BaseFont=Name.SimSun, CIDSystemInfo=system, DW=1000)
    inner.FontDescriptor = pdf.make_indirect(descriptor)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type0, BaseFont=Name.SimSun, Encoding=Name(f"/{encoding}"))
    font.DescendantFonts = Array([pdf.make_indirect(inner)])
    codes = WORDS.encode("utf-16-be")
    if mapped:
        codes = b"".join((1000 + at).to_bytes(2) for at in range(len(WORDS)))
        pairs = "".join(f"<{1000 + at:04x}> <{ord(letter):04x}>\n" for at, letter in enumerate(WORDS))
        cmap = (
            f"begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange {len(WORDS)} beginbfchar\n{pairs}endbfchar endcmap"
        )
        font.ToUnicode = pdf.make_stream(cmap.encode())
    sheet.obj.Resources = Dictionary(Font=Dictionary(F0=pdf.make_indirect(font)))
    sheet.obj.Contents = pdf.make_stream(b"BT /F0 20 Tf 50 300 Td <" + codes.hex().encode() + b"> Tj ET")
    kept = io.BytesIO()
    pdf.save(kept)
    return kept.getvalue()


def read(data: bytes) -> str:
    opened = document(data)
    text = opened[0].get_textpage()
    said = text.get_text_range() if text.count_chars() > 0 else ""
    text.close()
    opened.close()
    return said


@pytest.mark.parametrize("way", ["H", "V"])
@pytest.mark.parametrize("ordering", SETS)
def test_a_font_that_is_not_embedded_is_read_in_either_direction(ordering, way):
    assert read(page(ordering, f"{SETS[ordering]}-{way}")) == WORDS


@pytest.mark.parametrize("way", ["H", "V"])
@pytest.mark.parametrize("subtype", ["CIDFontType0", "CIDFontType2"])
@pytest.mark.parametrize("flags", [4, 32])
def test_codes_of_the_producer_are_read_through_their_map(way, subtype, flags):
    assert read(page("Identity", f"Identity-{way}", subtype, mapped=True, flags=flags)) == WORDS


def test_a_page_drawn_without_its_font_says_so_and_one_in_latin_never_does():
    easel = Easel()
    latin = io.BytesIO()
    with pikepdf.new() as pdf:
        sheet = pdf.add_blank_page(page_size=(200, 100))
        sheet.obj.Resources = Dictionary(
            Font=Dictionary(F0=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        )
        sheet.obj.Contents = pdf.make_stream(b"BT /F0 20 Tf 20 50 Td (Hello) Tj ET")
        pdf.save(latin)
    drawn = easel.draw(latin.getvalue(), 0, 2.0)
    assert (drawn.width, drawn.height, drawn.missing, drawn.fonts) == (400, 200, (), ())
    assert len(set(drawn.pixels)) > 1
    chinese = easel.draw(page("GB1", "UniGB-UTF16-H"), 0, 1.0)
    assert bool(chinese.missing) != bool(chinese.fonts)
    assert (len(set(chinese.pixels)) == 1) == bool(chinese.missing)
    easel.close()


def test_a_page_that_is_not_there_or_a_process_that_died_costs_the_page_alone():
    easel = Easel()
    data = page("GB1", "UniGB-UTF16-H")
    assert easel.draw(b"no document", 0, 1.0) is None
    assert easel.draw(data, 7, 1.0) is None
    easel._process.kill()
    easel._process.wait()
    assert easel.draw(data, 0, 1.0) is not None
    easel.close()


def test_nothing_is_imported_from_the_folder_one_stands_in(tmp_path):
    (tmp_path / "pypdfium2.py").write_text("raise SystemExit(9)")
    call = [sys.executable, "-P", "-c", "from outscan.pdfium import Easel; print(Easel().draw(b'', 0, 1.0))"]
    path = os.pathsep.join([*filter(None, sys.path)])
    done = subprocess.run(call, cwd=tmp_path, env=os.environ | {"PYTHONPATH": path}, capture_output=True, check=True)
    assert done.stdout.strip() == b"None"
