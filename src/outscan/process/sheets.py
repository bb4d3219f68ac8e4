"""Workbooks: cells edited in the bytes of their sheet, strings nobody shows any more emptied, hidden sheets and rows taken out.

In: a `Blob` of kind xlsx and the task. Out: the bytes of the workbook. A formula whose value was cut goes with it: it would
calculate it again. (ECMA-376-1 §18.3.1.4 cells, §18.4.8 shared strings, §18.6 calculation chain)
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass, field

from outscan.process.markup import Markup, View, escape_text
from outscan.process.metadata import strip_package
from outscan.process.ooxml import BY_WORDS, Nested, inner_files, search, views
from outscan.process.order import Task, Wanted
from outscan.process.package import Archive
from outscan.process.parts import Parts
from outscan.process.search import squeeze
from outscan.types import Blob, Part, column_letters

_CELL = re.compile(r"<((?:\w+:)?)c\b((?:\s[^<>]*?)?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ROW = re.compile(r"<(?:\w+:)?row\b([^<>]*?)(?:/>|>.*?</(?:\w+:)?row>)", re.DOTALL)
_DATA = re.compile(r"(<(?:\w+:)?sheetData\b[^>]*>)(.*)(</(?:\w+:)?sheetData>)", re.DOTALL)
_FORMULA = re.compile(r"<(?:\w+:)?f\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
_VALUE = re.compile(r"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
_TEXT = re.compile(r"<(?:\w+:)?t\b[^<>]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
_NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
_SPOT = re.compile(r"(.*)!\$?([A-Z]{1,3})\$?(\d+)\Z", re.DOTALL)
_SHEET_WORD = "已删除"


@dataclass(slots=True)
class Book:
    """A workbook being edited."""

    blob: Blob
    task: Task
    parts: Parts
    main: str = "xl/workbook.xml"
    sheets: dict[str, str] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)
    strings: str = ""
    froze: bool = False


def edit(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The workbook with everything wanted taken out."""
    book = _open(blob, task)
    member = blob.where.member
    wanted = task.of(member)
    cells = [w for w in wanted if w.cell is not None]
    rest = [w for w in wanted if w.cell is None]
    if not task.options.keep_hidden:
        _drop_hidden(book)
        rest += task.unseen(member, *BY_WORDS)
    _cells(book, cells)
    _formulas(book, [w for w in rest if _SPOT.match(w.where.spot) and w.where.part is Part.HIDDEN])
    _names(book, [w for w in rest if w.where.part is Part.NAME])
    gone = [w for w in wanted if w.cell is not None and len(squeeze(w.quote).text) >= 4]  # noqa: PLR2004 - shorter figures stand anywhere
    search(
        book.parts,
        blob,
        task,
        [w for w in rest if w.where.part is not Part.NAME],
        skip=frozenset((*book.sheets.values(), book.strings)),
    )
    _caches(book, {w.quote for w in gone} | {w.place for w in gone if w.place})
    book.parts.settle()
    inner_files(book.parts, blob, task, nested)
    if not task.options.keep_hidden:
        _comments(book)
        strip_package(book.parts, task, blob.where)
    book.parts.settle()
    _unused(book)
    if book.froze:
        for name in [n for n in book.parts.names() if n.lower().endswith("calcchain.xml")]:
            book.parts.drop(name)
    book.parts.settle()
    return book.parts.archive.packed()


def _open(blob: Blob, task: Task) -> Book:
    parts = Parts(Archive.open(blob.data, task.purse))
    book = Book(blob, task, parts)
    for _, kind, target in parts.relations(""):
        if kind == "officeDocument":
            book.main = target
    targets = {element.get("Id"): (kind, target) for element, kind, target in parts.relations(book.main)}
    book.strings = next((t for k, t in targets.values() if k == "sharedStrings"), "xl/sharedStrings.xml")
    for sheet in parts.markup(book.main).all("sheet"):
        _, target = targets.get(sheet.get_id(), ("", ""))
        if target:
            book.sheets[sheet.get("name")] = target
            book.states[sheet.get("name")] = sheet.get("state", "visible")
    return book


def _text(book: Book, name: str) -> str:
    return book.parts.archive.read(name).decode("utf-8", "surrogateescape")


def _write(book: Book, name: str, text: str) -> None:
    book.parts.open.pop(name, None)
    book.parts.archive.replace(name, text.encode("utf-8", "surrogateescape"))


def _attribute(text: str, name: str) -> str:
    found = re.search(rf"(?<![\w:]){name}\s*=\s*[\"']([^\"']*)[\"']", text)
    return found[1] if found else ""


def _cells(book: Book, wanted: list[Wanted]) -> None:
    """Cut inside cells: in the shared string where only these cells show it, else in the cell itself."""
    by_sheet: dict[str, dict[str, list[Wanted]]] = defaultdict(lambda: defaultdict(list))
    for one in wanted:
        if one.cell is not None:
            name, row, column = one.cell
            by_sheet[book.sheets.get(name, name)][f"{column_letters(column)}{row + 1}"].append(one)
    uses = _uses(book)
    asked: dict[int, dict[tuple[tuple[int, int, str], ...], int]] = defaultdict(lambda: defaultdict(int))
    for part, cells in by_sheet.items():
        for found in _CELL.finditer(_text(book, part)):
            if (ones := cells.get(_attribute(found[2], "r"))) and _attribute(found[2], "t") == "s" and _index(found[3]) >= 0:
                asked[_index(found[3])][_cuts(ones)] += 1
    in_place = {i: next(iter(ways)) for i, ways in asked.items() if len(ways) == 1 and sum(ways.values()) == uses.get(i, 0)}
    done = _shared(book, in_place)
    for part, cells in by_sheet.items():
        if part in book.parts.names():
            _write(book, part, _sheet(book, _text(book, part), cells, done))
    for one in wanted:
        book.task.did(one.technique, one.where)


def _cuts(ones: list[Wanted]) -> tuple[tuple[int, int, str], ...]:
    return tuple(sorted({(w.at, w.at + len(w.quote), w.text) for w in ones}))


def _index(inner: str | None) -> int:
    found = _VALUE.search(inner or "")
    return int(found[1]) if found and found[1].strip().isdecimal() else -1


def _uses(book: Book) -> dict[int, int]:
    """How many cells show each shared string."""
    uses: dict[int, int] = defaultdict(int)
    for name in book.parts.names():
        if name.startswith("xl/") and "sheets/" in name and name.endswith(".xml"):
            for found in _CELL.finditer(_text(book, name)):
                if _attribute(found[2], "t") == "s" and (index := _index(found[3])) >= 0:
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
        ones = cells.get(_attribute(found[2], "r"))
        if not ones:
            return found[0]
        inner = found[3] or ""
        formula = _FORMULA.search(inner)
        if formula:
            book.froze = True
            if _attribute(formula[1], "t") == "shared":
                masters.add(_attribute(formula[1], "si"))
        kind = _attribute(found[2], "t")
        if kind == "s" and _index(inner) in done:
            return found[0]
        return _made(found[1], found[2], _said(kind, inner, shared), ones)

    text = _CELL.sub(cell, text)
    return _frozen(text, lambda attributes, _: _attribute(attributes, "si") in masters) if masters else text


def _said(kind: str, inner: str, shared: list[str]) -> str:
    if kind == "s":
        index = _index(inner)
        return shared[index] if 0 <= index < len(shared) else ""
    if kind == "inlineStr":
        return html.unescape("".join(_TEXT.findall(inner)))
    value = _VALUE.search(inner)
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
    if _NUMBER.match(said) and len(said) < 16:  # noqa: PLR2004 - fifteen digits and a sign or point are what a cell holds
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


def _frozen(text: str, which) -> str:  # type: ignore[no-untyped-def]  # noqa: ANN001 - Callable[[str, str], bool]
    """The sheet with the formulas `which` takes gone and their values left."""
    return _FORMULA.sub(lambda m: "" if which(m[1], html.unescape(m[2] or "")) else m[0], text)


def _freeze(book: Book, which) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - Callable[[str, str], bool]
    for part in book.sheets.values():
        if part in book.parts.names():
            text = _text(book, part)
            made = _frozen(text, which)
            if made != text:
                book.froze = True
                _write(book, part, made)


def _formulas(book: Book, wanted: list[Wanted]) -> None:
    """Replace formulas whose words are wanted by the values they showed."""
    words = {squeeze(w.quote).text for w in wanted if w.quote}
    if words:
        _freeze(book, lambda _, formula: any(word in squeeze(formula).text for word in words))
        for one in wanted:
            book.task.did(one.technique, one.where)


def _names(book: Book, wanted: list[Wanted]) -> None:
    """Rename sheets whose names are wanted, wherever the name is spoken of."""
    taken = set(book.sheets)
    for one in wanted:
        for name in list(book.sheets):
            if name == one.place and one.quote in name:
                new = (name[: one.at] + _SHEET_WORD + name[one.at + len(one.quote) :])[:31]
                while new in taken:
                    new = f"{new[:28]}{len(taken)}"
                taken.add(new)
                _rename(book, name, new)
                book.sheets[new] = book.sheets.pop(name)
                book.states[new] = book.states.pop(name)
                book.task.did(one.technique, one.where)


def _rename(book: Book, old: str, new: str) -> None:
    for part in [n for n in book.parts.names() if n.endswith(".xml")]:
        text = _text(book, part)
        if escape_text(old) in text or old in text:
            _write(book, part, text.replace(escape_text(old), escape_text(new)).replace(old, escape_text(new)))


def _drop_hidden(book: Book) -> None:
    """Drop hidden sheets, rows and cells of hidden columns; formulas that look there keep the value they showed."""
    visible = [n for n, s in book.states.items() if s == "visible"]
    for name in [n for n, s in book.states.items() if s != "visible"] if visible else []:
        spoken = (f"{name}!", f"'{name}'!", f"'{name.replace(chr(39), chr(39) * 2)}'!")
        _drop_sheet(book, name)
        _freeze(book, lambda _, formula, spoken=spoken: any(s in formula for s in spoken))
        _unname(book, spoken)
        book.task.did("drop_sheet", book.blob.where.at(Part.HIDDEN, name), 1, "隐藏工作表")
    for name in list(book.sheets):
        _drop_cells(book, name)


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
    text = _text(book, part)
    columns = _hidden_columns(text)
    zero = re.search(r"<(?:\w+:)?sheetFormatPr\b[^>]*zeroHeight=\"(1|true)\"", text)
    rows = cells = 0
    masters: set[str] = set()

    def masters_of(stretch: str) -> None:
        for formula in _FORMULA.finditer(stretch):
            book.froze = True
            if _attribute(formula[1], "t") == "shared":
                masters.add(_attribute(formula[1], "si"))

    def row(found: re.Match[str]) -> str:
        nonlocal rows
        hidden = (
            _attribute(found[1], "hidden") in {"1", "true"}
            or _attribute(found[1], "ht") == "0"
            or (zero is not None and not _attribute(found[1], "hidden"))
        )
        if not hidden or (not _VALUE.search(found[0]) and not _TEXT.search(found[0])):
            return found[0]
        rows += 1
        masters_of(found[0])
        return ""

    def cell(found: re.Match[str]) -> str:
        nonlocal cells
        letters = re.match(r"[A-Z]+", _attribute(found[2], "r"))
        if letters is None or letters[0] not in columns or not found[3]:
            return found[0]
        cells += 1
        masters_of(found[0])
        return ""

    made = _ROW.sub(row, text)
    if columns:
        made = _CELL.sub(cell, made)
    if masters:
        made = _frozen(made, lambda attributes, _: _attribute(attributes, "si") in masters)
    if made != text:
        _write(book, part, made)
    book.task.did("drop_rows", book.blob.where.at(Part.HIDDEN, name), rows, "隐藏行")
    book.task.did("drop_column", book.blob.where.at(Part.HIDDEN, name), bool(cells), "隐藏列")


def _hidden_columns(text: str) -> set[str]:
    found: set[str] = set()
    for column in re.finditer(r"<(?:\w+:)?col\b([^<>]*)/?>", text):
        if _attribute(column[1], "hidden") in {"1", "true"} or _attribute(column[1], "width") == "0":
            first, last = _attribute(column[1], "min"), _attribute(column[1], "max")
            if first.isdecimal() and last.isdecimal():
                found.update(column_letters(i - 1) for i in range(int(first), min(int(last), 16384) + 1))
    return found


def _caches(book: Book, values: set[str]) -> None:
    """Cut what was cut from cells out of the copies that charts, tables and pivot caches keep."""
    values = {squeeze(v).text for v in values if len(squeeze(v).text) >= 4}  # noqa: PLR2004 - shorter figures stand anywhere
    if not values:
        return
    for name in book.parts.names():
        if not re.match(r"xl/(charts|tables|pivotCache|externalLinks|queryTables|drawings)/[^/]+\.xml$", name):
            continue
        markup = book.parts.markup(name)
        for view in views(markup):
            for at, (start, end, said) in enumerate(view.pieces):
                if start >= 0 and squeeze(said).text in values:
                    number = _NUMBER.match(said.strip())
                    markup.edits.cut(start, end, "0" if number else f"{_SHEET_WORD}{at if '/tables/' in name else ''}")
        if markup.edits.cuts:
            book.task.did("redact", book.blob.where.at(Part.HIDDEN, name))
    book.parts.settle()


def _comments(book: Book) -> None:
    for name in book.parts.names():
        if re.match(r"xl/(comments[^/]*|comments/[^/]*|threadedComments/[^/]*|persons/[^/]*)\.xml$", name):
            book.parts.drop(name)
            book.task.did("remove_hidden", book.blob.where.at(Part.COMMENT, name), 1, "批注")
    for part in book.sheets.values():
        relations = book.parts.relations(part)
        drawings = {target for _, kind, target in relations if kind == "vmlDrawing"}
        for target in drawings:
            vml = _text(book, target) if target in book.parts.names() else ""
            if 'ObjectType="Note"' not in vml or re.search(r'ObjectType="(?!Note)', vml):
                continue
            text = _text(book, part)
            _write(book, part, re.sub(r"<(?:\w+:)?legacyDrawing\b[^>]*/>", "", text))
            book.parts.drop(target)


def _unused(book: Book) -> None:
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
    book.task.did("remove_hidden", book.blob.where.at(Part.HIDDEN, "未用字符串"), count)
    book.parts.settle()
