"""What a reader of the open workbook does not see: hidden sheets, rows, columns and comments, taken out.

In: a `Book`. Out: the parts without them; formulas that looked there keep the value they showed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from outscan.process.sheets.book import CELL, FORMULA, ROW, TEXT, VALUE, Book, attribute, text_of, write
from outscan.process.sheets.formulas import freeze, frozen
from outscan.process.traces import loosened
from outscan.types import Part, column_letters
from outscan.words import say


def drop_hidden(book: Book) -> None:
    """Drop hidden sheets, rows and cells of hidden columns; formulas that look there keep the value they showed."""
    visible = [n for n, s in book.states.items() if s == "visible"]
    for name in [n for n, s in book.states.items() if s != "visible"] if visible else []:
        spoken = (f"{name}!", f"'{name}'!", f"'{name.replace(chr(39), chr(39) * 2)}'!")
        _drop_sheet(book, name)
        freeze(book, _speaks_of(spoken))
        _unname(book, spoken)
        book.task.did("drop_sheet", book.blob.where.at(Part.HIDDEN, name), 1, say("change.hidden_sheets"))
    for name in list(book.sheets):
        _drop_cells(book, name)


def _speaks_of(spoken: tuple[str, ...]) -> Callable[[str, str], bool]:
    return lambda _, formula: any(name in formula for name in spoken)


def _drop_sheet(book: Book, name: str) -> None:
    part = book.sheets.pop(name)
    book.states.pop(name)
    main = book.parts.markup(book.main)
    position = next((i for i, s in enumerate(main.all("sheet")) if s.get("name") == name), 0)
    for sheet in main.all("sheet"):
        if sheet.get("name") == name:
            main.remove(sheet)
    for defined in main.all("definedName"):
        local = defined.get("localSheetId")
        if local.isdecimal() and int(local) == position:
            main.remove(defined)
        elif local.isdecimal() and int(local) > position:
            tag = main.text[defined.start : defined.inner].replace(f'localSheetId="{local}"', f'localSheetId="{int(local) - 1}"')
            main.edits.cut(defined.start, defined.inner, tag)
    for view in main.all("workbookView"):
        tag = re.sub(r"\s(activeTab|firstSheet)\s*=\s*\"\d+\"", "", main.text[view.start : view.inner])
        main.edits.cut(view.start, view.inner, tag)
    for _, kind, target in book.parts.relations(part):
        if kind in {"comments", "vmlDrawing", "threadedComment", "drawing", "table", "queryTable", "pivotTable"}:
            for _, _, chart in book.parts.relations(target):
                if "/charts/" in chart:
                    book.parts.drop(chart)
            book.parts.drop(target)
    book.parts.drop(part)
    book.parts.settle()


def _unname(book: Book, spoken: tuple[str, ...]) -> None:
    main = book.parts.markup(book.main)
    for defined in main.all("definedName"):
        if any(s in html.unescape(main.text[defined.inner : defined.close]) for s in spoken):
            main.remove(defined)
    book.parts.settle()


def _drop_cells(book: Book, name: str) -> None:
    part = book.sheets[name]
    text = text_of(book, part)
    columns = _hidden_columns(text)
    zero = re.search(r"<(?:\w+:)?sheetFormatPr\b[^>]*zeroHeight=\"(1|true)\"", text)
    rows = cells = 0
    masters: set[str] = set()
    gone: set[str] = set()

    def masters_of(stretch: str) -> None:
        for formula in FORMULA.finditer(stretch):
            book.froze = True
            if attribute(formula[1], "t") == "shared":
                masters.add(attribute(formula[1], "si"))

    def row(found: re.Match[str]) -> str:
        nonlocal rows
        hidden = (
            attribute(found[1], "hidden") in {"1", "true"}
            or attribute(found[1], "ht") == "0"
            or (zero is not None and not attribute(found[1], "hidden"))
        )
        if not hidden or (not VALUE.search(found[0]) and not TEXT.search(found[0])):
            return found[0]
        rows += 1
        masters_of(found[0])
        return ""

    def cell(found: re.Match[str]) -> str:
        nonlocal cells
        letters = re.match(r"[A-Z]+", attribute(found[2], "r"))
        if letters is None or letters[0] not in columns or not found[3]:
            return found[0]
        cells += 1
        gone.add(attribute(found[2], "r"))
        masters_of(found[0])
        return ""

    made = ROW.sub(row, text)
    if columns:
        made = loosened(CELL.sub(cell, made), gone)
    if masters:
        made = frozen(made, lambda attributes, _: attribute(attributes, "si") in masters)
    if made != text:
        write(book, part, made)
    book.task.did("drop_rows", book.blob.where.at(Part.HIDDEN, name), rows, say("change.hidden_rows"))
    book.task.did("drop_column", book.blob.where.at(Part.HIDDEN, name), bool(cells), say("change.hidden_columns"))


def _hidden_columns(text: str) -> set[str]:
    found: set[str] = set()
    for column in re.finditer(r"<(?:\w+:)?col\b([^<>]*)/?>", text):
        if attribute(column[1], "hidden") in {"1", "true"} or attribute(column[1], "width") == "0":
            first, last = attribute(column[1], "min"), attribute(column[1], "max")
            if first.isdecimal() and last.isdecimal():
                found.update(column_letters(i - 1) for i in range(int(first), min(int(last), 16384) + 1))
    return found


def drop_comments(book: Book) -> None:
    """Take comments and their boxes out."""
    for name in book.parts.names():
        if re.match(r"xl/(comments[^/]*|comments/[^/]*|threadedComments/[^/]*|persons/[^/]*)\.xml$", name):
            book.parts.drop(name)
            book.task.did("remove_hidden", book.blob.where.at(Part.COMMENT, name), 1, say("change.comments"))
    for name in book.parts.names():
        if name.startswith("xl/revisions/"):  # what cells said before, change by change
            book.parts.drop(name)
            book.task.did("remove_hidden", book.blob.where.at(Part.REVISION, name), 1, say("change.revisions"))
    for part in book.sheets.values():
        relations = book.parts.relations(part)
        drawings = {target for _, kind, target in relations if kind == "vmlDrawing"}
        for target in drawings:
            vml = text_of(book, target) if target in book.parts.names() else ""
            if 'ObjectType="Note"' not in vml or re.search(r'ObjectType="(?!Note)', vml):
                continue
            text = text_of(book, part)
            write(book, part, re.sub(r"<(?:\w+:)?legacyDrawing\b[^>]*/>", "", text))
            book.parts.drop(target)
