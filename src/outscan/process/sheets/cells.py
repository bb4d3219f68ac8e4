"""Cells and the shared strings they show: cut in the string where only these cells show it, else in the cell itself.

In: a `Book`, the cells wanted. Out: sheets and shared strings written back. (ECMA-376-1 §18.3.1.4 cells, §18.4.8 shared strings)
"""

from __future__ import annotations

import html
import re
from collections import defaultdict

from outscan.process.markup import Markup, View, escape_text
from outscan.process.sheets.book import CELL, FORMULA, NUMBER, TEXT, VALUE, Book, attribute, text_of, write
from outscan.process.sheets.formulas import frozen
from outscan.process.task import Wanted
from outscan.process.traces import loosened
from outscan.types import Part, column_letters, spot


def cut_cells(book: Book, wanted: list[Wanted]) -> None:
    """Cut inside cells: in the shared string where only these cells show it, else in the cell itself."""
    by_sheet: dict[str, dict[str, list[Wanted]]] = defaultdict(lambda: defaultdict(list))
    for one in wanted:
        if one.cell is not None:
            name, row, column = one.cell
            by_sheet[book.sheets.get(name, name)][f"{column_letters(column)}{row + 1}"].append(one)
    uses = _uses(book)
    asked: dict[int, dict[tuple[tuple[int, int, str], ...], int]] = defaultdict(lambda: defaultdict(int))
    for part, cells in by_sheet.items():
        for found in CELL.finditer(text_of(book, part)):
            if (ones := cells.get(attribute(found[2], "r"))) and attribute(found[2], "t") == "s" and _index(found[3]) >= 0:
                asked[_index(found[3])][_cuts(ones)] += 1
    in_place = {i: next(iter(ways)) for i, ways in asked.items() if len(ways) == 1 and sum(ways.values()) == uses.get(i, 0)}
    done = _shared(book, in_place)
    for part, cells in by_sheet.items():
        if part in book.parts.names():
            write(book, part, loosened(_sheet(book, text_of(book, part), cells, done), set(cells)))
    for one in wanted:
        book.task.did(one.technique, one.where)


def _cuts(ones: list[Wanted]) -> tuple[tuple[int, int, str], ...]:
    return tuple(sorted({(w.at, w.at + len(w.quote), w.text) for w in ones}))


def _index(inner: str | None) -> int:
    found = VALUE.search(inner or "")
    return int(found[1]) if found and found[1].strip().isdecimal() else -1


def _uses(book: Book) -> dict[int, int]:
    """How many cells show each shared string."""
    uses: dict[int, int] = defaultdict(int)
    for name in book.parts.names():
        if name.startswith("xl/") and "sheets/" in name and name.endswith(".xml"):
            for found in CELL.finditer(text_of(book, name)):
                if attribute(found[2], "t") == "s" and (index := _index(found[3])) >= 0:
                    uses[index] += 1
    return uses


def _shared(book: Book, in_place: dict[int, tuple[tuple[int, int, str], ...]]) -> set[int]:
    """Cut inside shared strings, keeping their runs; returns those that were done."""
    if book.strings not in book.parts.names() or not in_place:
        return set()
    markup = book.parts.markup(book.strings)
    items = [i for i, e in enumerate(markup.elements) if e.name == "si"]
    done: set[int] = set()
    for number, cuts in in_place.items():
        if number >= len(items):
            continue
        view = _item(markup, items[number])
        text = "".join(said for _, _, said in view.pieces)
        for start, end, put in cuts:
            view.cut(markup.text, start, min(end, len(text)), put, markup.edits)
        element = markup.elements[items[number]]
        for ruby in markup.all("rPh", "phoneticPr"):
            if element.start < ruby.start < element.end:
                markup.remove(ruby)
        done.add(number)
    book.parts.settle()
    return done


def _item(markup: Markup, index: int) -> View:
    """The text of one shared string, its runs joined, phonetic text left out."""
    element = markup.elements[index]
    view = View(escape_text)
    for start, end, parent in markup.texts:
        if element.inner <= start < element.close and markup.elements[parent].name == "t":
            if markup.under(parent, frozenset({"rPh"})):
                continue
            raw = markup.text[start:end]
            view.add(start, end, html.unescape(raw) if "&" in raw else raw)
    return view


def _sheet(book: Book, text: str, cells: dict[str, list[Wanted]], done: set[int]) -> str:
    shared = _strings(book)
    masters: set[str] = set()

    def cell(found: re.Match[str]) -> str:
        ones = cells.get(attribute(found[2], "r"))
        if not ones:
            return found[0]
        inner = found[3] or ""
        formula = FORMULA.search(inner)
        if formula:
            book.froze = True
            if attribute(formula[1], "t") == "shared":
                masters.add(attribute(formula[1], "si"))
        kind = attribute(found[2], "t")
        if kind == "s" and _index(inner) in done:
            return found[0]
        return _made(found[1], found[2], _said(kind, inner, shared), ones)

    text = CELL.sub(cell, text)
    return frozen(text, lambda attributes, _: attribute(attributes, "si") in masters) if masters else text


def _said(kind: str, inner: str, shared: list[str]) -> str:
    if kind == "s":
        index = _index(inner)
        return shared[index] if 0 <= index < len(shared) else ""
    if kind == "inlineStr":
        return html.unescape("".join(TEXT.findall(inner)))
    value = VALUE.search(inner)
    return html.unescape(value[1]) if value else ""


def _made(prefix: str, attributes: str, said: str, ones: list[Wanted]) -> str:
    """The cell with its words cut, or with another figure."""
    if ones[0].place and said != ones[0].place:  # shown otherwise than stored (a date, a rounded figure): the whole cell goes
        said = ones[0].text
    else:
        for start, end, put in reversed(_cuts(ones)):
            said = said[:start] + put + said[end:]
    attributes = re.sub(r"\s+t\s*=\s*[\"'][^\"']*[\"']", "", attributes)
    if not said:
        return f"<{prefix}c{attributes}/>"
    if NUMBER.match(said) and len(said) < 16:  # fifteen digits and a sign or point are what a cell holds
        return f"<{prefix}c{attributes}><{prefix}v>{said}</{prefix}v></{prefix}c>"
    words = escape_text(said)
    inner = f'<{prefix}is><{prefix}t xml:space="preserve">{words}</{prefix}t></{prefix}is>'
    return f'<{prefix}c{attributes} t="inlineStr">{inner}</{prefix}c>'


def _strings(book: Book) -> list[str]:
    if book.strings not in book.parts.names():
        return []
    markup = book.parts.markup(book.strings)
    ends = {i: n for n, i in enumerate(i for i, e in enumerate(markup.elements) if e.name == "si")}
    out = [""] * len(ends)
    for start, end, parent in markup.texts:
        at = parent
        if parent < 0 or markup.elements[parent].name != "t" or markup.under(parent, frozenset({"rPh"})):
            continue
        while at >= 0 and at not in ends:
            at = markup.elements[at].parent
        if at >= 0:
            out[ends[at]] += html.unescape(markup.text[start:end])
    return out


def empty_unused(book: Book) -> None:
    """Empty shared strings that no cell shows."""
    if book.strings not in book.parts.names():
        return
    uses = _uses(book)
    markup = book.parts.markup(book.strings)
    count = 0
    for number, element in enumerate(list(markup.all("si"))):
        if not uses.get(number) and re.sub(r"<[^>]*>", "", markup.text[element.inner : element.close]).strip():
            prefix = re.match(r"<(\w+:)?", element.tag)
            tag = f"<{prefix[1] or '' if prefix else ''}t/>"
            markup.edits.cut(element.inner, element.close, tag)
            count += 1
    book.task.did("remove_hidden", book.blob.where.at(Part.HIDDEN, spot("unused_strings")), count)
    book.parts.settle()
