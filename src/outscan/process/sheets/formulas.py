"""Formulas taken out of sheets, the values they showed left: they would calculate again what was cut.

In: a `Book`, what is wanted. Out: sheets written back, `froze` told. (ECMA-376-1 §18.3.1.40)
"""

from __future__ import annotations

import html
from collections.abc import Callable

from outscan.process.search import squeeze
from outscan.process.sheets.book import FORMULA, Book, text_of, write
from outscan.process.task import Wanted


def frozen(text: str, which: Callable[[str, str], bool]) -> str:
    """The sheet with the formulas `which` takes gone and their values left."""
    return FORMULA.sub(lambda m: "" if which(m[1], html.unescape(m[2] or "")) else m[0], text)


def freeze(book: Book, which: Callable[[str, str], bool]) -> None:
    """The formulas `which` takes (by attributes and words) gone from all sheets."""
    for part in book.sheets.values():
        if part in book.parts.names():
            text = text_of(book, part)
            made = frozen(text, which)
            if made != text:
                book.froze = True
                write(book, part, made)


def cut_formulas(book: Book, wanted: list[Wanted]) -> None:
    """Replace formulas whose words are wanted by the values they showed."""
    words = {squeeze(w.quote).text for w in wanted if w.quote}
    if words:
        freeze(book, lambda _, formula: any(word in squeeze(formula).text for word in words))
        for one in wanted:
            book.task.did(one.technique, one.where)
