"""A workbook being edited: its sheets by name, its parts as text, and how its markup is met.

In: a `Blob` of kind xlsx and the task. Out: `Book`. Nothing here decides what goes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from outscan.process.opc import Parts
from outscan.process.package import Archive
from outscan.process.task import Task
from outscan.types import Blob
from outscan.words.members import called

CELL = re.compile(r"<((?:\w+:)?)c\b((?:\s[^<>]*?)?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
ROW = re.compile(r"<(?:\w+:)?row\b([^<>]*?)(?:/>|>.*?</(?:\w+:)?row>)", re.DOTALL)
FORMULA = re.compile(r"<(?:\w+:)?f\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?f>)", re.DOTALL)
VALUE = re.compile(r"<(?:\w+:)?v>(.*?)</(?:\w+:)?v>", re.DOTALL)
TEXT = re.compile(r"<(?:\w+:)?t\b[^<>]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
NUMBER = re.compile(r"-?\d+(\.\d+)?\Z")
SHEET_WORD = called("deleted")


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


def open_book(blob: Blob, task: Task) -> Book:
    """The workbook of `blob`, its sheets and their states read."""
    parts = Parts(Archive.of(blob, task))
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


def text_of(book: Book, name: str) -> str:
    """A part as text; a byte that is no UTF-8 comes back as it was."""
    return book.parts.archive.read(name).decode("utf-8", "surrogateescape")


def write(book: Book, name: str, text: str) -> None:
    """Put `text` in place of a part."""
    book.parts.open.pop(name, None)
    book.parts.archive.replace(name, text.encode("utf-8", "surrogateescape"))


def attribute(text: str, name: str) -> str:
    """The attribute `name` of a tag, "" without it."""
    found = re.search(rf"(?<![\w:]){name}\s*=\s*[\"']([^\"']*)[\"']", text)
    return found[1] if found else ""
