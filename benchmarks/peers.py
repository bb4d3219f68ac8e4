"""One peer over one folder: reads the bodies of the documents its own way and looks for the terms in them.

In: a peer's name and a folder `mixed.py` made. Out: one line of JSON: how many of the planted terms were met in their documents,
of how many. A process of its own for each run, so that its CPU time and memory are the peer's alone; run by the interpreter that
has the peer's libraries. Only `lean` is written to be fast: it says how near the limit a reader of bodies can come.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Read = Callable[[Path], str]
Find = Callable[[str], Iterable[str]]


def inflated(path: Path, pattern: bytes, parts: str) -> str:
    """The text between the tags of those parts, by one expression over their bytes."""
    with zipfile.ZipFile(path) as package:
        found = (re.findall(pattern, package.read(name)) for name in package.namelist() if re.search(parts, name))
        return html.unescape(b"\n".join(b"".join(one) if parts.startswith("word") else b"\n".join(one) for one in found).decode())


def lean(path: Path) -> str:
    if path.suffix == ".docx":
        return inflated(path, rb"<w:t(?: [^>]*)?>([^<]*)", r"word/document\.xml")
    if path.suffix == ".xlsx":
        return inflated(path, rb"<t(?: [^>]*)?>([^<]*)", r"xl/sharedStrings\.xml")
    from pypdfium2 import PdfDocument  # noqa: PLC0415 - each peer brings its own library

    document = PdfDocument(str(path))
    return "".join(page.get_textpage().get_text_range() for page in document)


def named(path: Path) -> str:
    """The libraries everybody names, as their first page shows them."""
    if path.suffix == ".docx":
        from docx import Document  # noqa: PLC0415

        document = Document(str(path))
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook  # noqa: PLC0415

        book = load_workbook(path, read_only=True)
        return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)
    from pdfminer.high_level import extract_text  # noqa: PLC0415

    return str(extract_text(str(path)))


def kreuzberg() -> Read:
    from kreuzberg import extract_file_sync  # noqa: PLC0415

    return lambda path: str(extract_file_sync(str(path)).content)


def extractous() -> Read:
    from extractous import Extractor  # noqa: PLC0415

    one = Extractor()
    one.set_extract_string_max_length(100_000_000)
    return lambda path: str(one.extract_file_to_string(str(path))[0])


def markitdown() -> Read:
    from markitdown import MarkItDown  # noqa: PLC0415

    one = MarkItDown()
    return lambda path: str(one.convert(str(path)).text_content)


def shell(path: Path) -> str:
    """pdftotext and unzip, as a line of shell has them; the tags are in the way of whoever greps."""
    command = ["pdftotext", str(path), "-"] if path.suffix == ".pdf" else ["unzip", "-p", str(path), "*.xml"]
    said = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False).stdout.decode(
        "utf-8", "replace"
    )
    return said if path.suffix == ".pdf" else re.sub(r"</w:p>", "\n", said)


def fast(terms: list[str]) -> Find:
    import ahocorasick_rs  # noqa: PLC0415

    automaton = ahocorasick_rs.AhoCorasick(terms)
    return automaton.find_matches_as_strings  # type: ignore[no-any-return]


def portable(terms: list[str]) -> Find:
    import ahocorasick  # noqa: PLC0415

    automaton = ahocorasick.Automaton()
    for term in terms:
        automaton.add_word(term, term)
    automaton.make_automaton()
    return lambda text: (term for _, term in automaton.iter(text))


def expression(terms: list[str]) -> Find:
    return re.compile("|".join(map(re.escape, terms))).findall


def grep(folder: Path) -> Find:
    command = ["grep", "-o", "-F", "-f", str(folder / "terms.txt")]
    return lambda text: (
        subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=False).stdout.decode().splitlines()
    )


def yara(folder: Path, terms: list[str]) -> tuple[Read, Find]:
    """Rules over the raw files: what packs its words (docx, xlsx, pdf) hides them from it."""
    import yara as engine  # noqa: PLC0415

    strings = "\n".join(f'$t{number} = "{term}"' for number, term in enumerate(terms))
    rules: Any = engine.compile(source=f"rule terms {{ strings: {strings} condition: any of them }}")

    def find(name: str) -> list[str]:
        met = rules.match(str(folder / "documents" / name))
        return [str(one.instances[0]) for rule in met for one in rule.strings]

    return lambda path: path.name, find


PEERS: dict[str, Callable[[Path, list[str]], tuple[Read, Find]]] = {
    "lean": lambda _, terms: (lean, fast(terms)),
    "kreuzberg": lambda _, terms: (kreuzberg(), fast(terms)),
    "extractous": lambda _, terms: (extractous(), fast(terms)),
    "markitdown": lambda _, terms: (markitdown(), expression(terms)),
    "shell": lambda folder, _: (shell, grep(folder)),
    "yara": yara,
    "named": lambda _, terms: (named, portable(terms)),
}


def main(who: str, folder: Path) -> None:
    planted: dict[str, list[str]] = json.loads((folder / "planted.json").read_text("utf-8"))
    read, find = PEERS[who](folder, (folder / "terms.txt").read_text("utf-8").split("\n")[:-1])
    met = failed = 0
    for path in sorted((folder / "documents").iterdir()):
        try:
            met += len(set(planted[path.name]) & set(find(read(path))))
        except Exception:  # noqa: BLE001 - a peer that fails over a document is told so, and goes on
            failed += 1
    print(json.dumps({"met": met, "planted": sum(map(len, planted.values())), "failed": failed}))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
