"""Where a workbook says again what a cell or a sheet's name says: charts, tables, pivot caches, references.

In: a `Book`, what was cut. Out: the copies without it.
"""

from __future__ import annotations

import re

from outscan.process.markup import escape_text
from outscan.process.search import squeeze
from outscan.process.sheets.book import NUMBER, SHEET_WORD, Book, text_of, write
from outscan.process.task import Wanted
from outscan.process.xmlparts import views
from outscan.types import Part


def rename_sheets(book: Book, wanted: list[Wanted]) -> None:
    """Rename sheets whose names are wanted, wherever the name is spoken of."""
    taken = set(book.sheets)
    for one in wanted:
        for name in list(book.sheets):
            if name == one.place and one.quote in name:
                new = (name[: one.at] + SHEET_WORD + name[one.at + len(one.quote) :])[:31]
                while new in taken:
                    new = f"{new[:28]}{len(taken)}"
                taken.add(new)
                _rename(book, name, new)
                book.sheets[new] = book.sheets.pop(name)
                book.states[new] = book.states.pop(name)
                book.task.did(one.technique, one.where)


def _rename(book: Book, old: str, new: str) -> None:
    for part in [n for n in book.parts.names() if n.endswith(".xml")]:
        text = text_of(book, part)
        if escape_text(old) in text or old in text:
            write(book, part, text.replace(escape_text(old), escape_text(new)).replace(old, escape_text(new)))


def cut_copies(book: Book, values: set[str]) -> None:
    """Cut what was cut from cells out of the copies that charts, tables and pivot caches keep."""
    values = {squeeze(v).text for v in values if len(squeeze(v).text) >= 4}  # shorter figures stand anywhere
    if not values:
        return
    for name in book.parts.names():
        if not re.match(r"xl/(charts|tables|pivotCache|externalLinks|queryTables|drawings)/[^/]+\.xml$", name):
            continue
        markup = book.parts.markup(name)
        for view in views(markup):
            for at, (start, end, said) in enumerate(view.pieces):
                if start >= 0 and squeeze(said).text in values:
                    number = NUMBER.match(said.strip())
                    markup.edits.cut(start, end, "0" if number else f"{SHEET_WORD}{at if '/tables/' in name else ''}")
        if markup.edits.cuts:
            book.task.did("redact", book.blob.where.at(Part.HIDDEN, name))
    book.parts.settle()
