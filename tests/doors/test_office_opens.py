"""Other programs open what processing made: LibreOffice every format, poppler every PDF; neither sees a removed word."""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

from outscan.process import Options, Work, process
from process.made import INNOCENT, MARK, blob, docx_with, odt_with, pdf_with, pptx_with, table_rows, xlsx_with

GIVEN = Options(authority="虚保〔2026〕7号", reason="已批准公开", authority_sha256="ab" * 32)
MADE = {
    "a.docx": lambda: docx_with(MARK, INNOCENT, table=table_rows()),
    "a.xlsx": lambda: xlsx_with([[MARK], [INNOCENT], *table_rows()], hidden="旧数", comment="批一句", formula="=旧稿!A1"),
    "a.pptx": lambda: pptx_with("合作方案", MARK, INNOCENT, notes="备忘"),
    "a.odt": lambda: odt_with(MARK, INNOCENT),
    "a.pdf": lambda: pdf_with(MARK, INNOCENT),
    "a.csv": lambda: "\n".join(",".join(row) for row in [[MARK], [INNOCENT], *table_rows()]).encode("utf-8-sig"),
    "a.html": f"<html><head><meta charset='utf-8'></head><body><p>{MARK}</p><p>{INNOCENT}</p></body></html>".encode,
}


def program(name: str) -> str:
    """The program, or a skip; a failure where the doors must be there (OUTSCAN_DOORS=required)."""
    found = shutil.which(name)
    if found is None:
        if os.environ.get("OUTSCAN_DOORS") == "required":
            pytest.fail(f"{name} is not installed, and OUTSCAN_DOORS=required")
        pytest.skip(f"{name} is not installed")
    return found


def processed(scanner, name):
    result = process(scanner, blob(name, MADE[name]()), Work(GIVEN, "out" + name[1:]))
    assert result.data is not None, (result.refusals, result.remains)
    return result.data


def extracted(pdf) -> str:
    made = subprocess.run([program("pdftotext"), "-q", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    return "".join(made.stdout.decode().split())


@pytest.mark.door
def test_poppler_finds_nothing_removed_in_a_pdf(scanner, tmp_path):
    copy = tmp_path / "out.pdf"
    copy.write_bytes(processed(scanner, "a.pdf"))
    text = extracted(copy)
    assert MARK not in text
    assert INNOCENT in text


@pytest.mark.door
def test_libreoffice_opens_every_copy(scanner, tmp_path):
    office = program("soffice")
    copies = []
    for number, name in enumerate(MADE):
        copies.append(tmp_path / f"out{number}{name[1:]}")
        copies[-1].write_bytes(processed(scanner, name))
    made = tmp_path / "made"
    command = [
        office,
        f"-env:UserInstallation=file://{tmp_path}/profile",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(made),
    ]
    subprocess.run([*command, *map(str, copies)], capture_output=True, check=True, timeout=240)
    for copy in copies:
        target = made / f"{copy.stem}.pdf"
        assert target.exists(), copy.name
        text = extracted(target)
        assert MARK not in text, copy.name
        # LibreOffice without a filter option reads csv in the system's old encoding
        if copy.suffix != ".csv":
            assert INNOCENT[:12] in text, copy.name
