"""Reader of HTML: the text as a person reads it, tables as grids, and everything the page keeps from the eye.

In: `Blob`. Out: one segment of paragraphs (`第3段`), a grid for each table (`表2 R3C2`), one segment for each kind of hidden
thing, a blob for each embedded file (`data:` addresses, `srcdoc` frames). Decoding is strict; a charset named in the page is a
candidate only. Nothing is fetched, no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from outscan.extract.html.page import Page
from outscan.extract.overlooked import overlooked
from outscan.legible import decode
from outscan.limits import Budget
from outscan.types import (
    HARD,
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Numbered,
    Part,
    Piece,
    Places,
    Segment,
    Where,
    grid,
    joined,
    spot,
    unread,
)

if TYPE_CHECKING:
    from outscan.extract.html.sheet import StyleSheet

__all__ = ["read"]

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_UNDRAWN = re.compile(r"</[\w:-]+\s+([^<>]*[^\x00-\x7f][^<>]*)>|<!DOCTYPE\s+([^<>]*[^\x00-\x7f][^<>]*)>", re.IGNORECASE)
"""Words where no parser looks for any: behind the name of an end tag, in the declaration of the type."""
_STYLES = re.compile(
    r"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)|<style\b[^>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL
)
"""Style sheets of a page, wherever they stand; not those that a comment or a script holds."""
_ILLEGAL = dict.fromkeys((*range(9), 11, *range(14, 32)))


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything an HTML page holds."""
    decoded = decode(blob.data, _charset(blob))
    budget.tick()
    text = decoded.text.translate(_ILLEGAL)
    page = Page(_sheet(text))
    parser = etree.HTMLParser(target=cast("Any", page), encoding="utf-8", huge_tree=True)
    if text.strip():
        etree.fromstring(text.encode("utf-8", "replace"), parser)
    segments = list(_segments(blob.where, page))
    drawn = [piece for drawing in page.drawings.found for piece in drawing.pieces(blob.where, budget)]
    if not (segments or page.embedded or drawn) and decoded.sound:
        yield Inert(blob.where, blob.data, "markup without words")
    yield from segments
    yield from drawn
    read_texts = [*(segment.text for segment in segments), *(address for _, address in page.embedded)]
    undrawn = [("", words) for words in dict.fromkeys([*_undrawn(text), *overlooked(text, read_texts)])]
    if undrawn:
        yield Segment(blob.where.at(Part.COMMENT), *joined(undrawn), hidden=HiddenKind.MARKUP_COMMENT)
    yield from _embedded(blob.where, page)
    if not decoded.sound:
        yield Gap(blob.where, GapReason.GARBLED, unread("encoding", encoding=decoded.encoding))


def _sheet(text: str) -> StyleSheet | None:
    """The rules of a page that carries a style sheet: known before its first element, as a browser knows them at last."""
    if not (sheets := [found[1] for found in _STYLES.finditer(text) if found[1]]):
        return None
    from outscan.extract.html.sheet import StyleSheet

    known = StyleSheet()
    for css in sheets:
        known.add(css)
    return known


def _undrawn(text: str) -> Iterator[str]:
    """What parsers throw away and every editor shows: see _UNDRAWN, and a last tag that is never closed."""
    for found in _UNDRAWN.finditer(text):
        yield found[1] or found[2]
    last = text.rfind("<")
    if last > text.rfind(">") and not text.startswith("<!--", last) and not text[last:].isascii():
        yield text[last + 1 :]


def _charset(blob: Blob) -> str:
    """The charset the page or its container names, "" where neither does."""
    stated = blob.declared.lower().partition("charset=")[2].strip("\"' ;")
    found = _META.search(blob.data[:4096]) or _XML.match(blob.data)
    return stated or (found.group(1).decode("ascii") if found else "")


def _segments(where: Where, page: Page) -> Iterator[Segment]:
    paragraphs = page.paragraphs()
    if paragraphs:
        text, places = joined([("", p) for p in paragraphs], HARD)
        yield Segment(where.at(Part.BODY), text, Places(places.starts, Numbered("paragraph", len(paragraphs))))
    for number, cells in enumerate(page.tables, 1):
        yield Segment(where.at(Part.TABLE), *grid(spot("table", number), cells, "RC"))
    yield from page.hidden.pieces(where)


def _embedded(where: Where, page: Page) -> Iterator[Piece]:
    for number, (name, address) in enumerate(page.embedded, 1):
        if name == "srcdoc":
            yield Blob(
                where.inside(f"srcdoc-{number}.html"), address.encode("utf-8", "replace"), declared="text/html; charset=utf-8"
            )
        else:  # an address that holds its file: whoever looks into texts takes it out
            yield Segment(where.at(Part.METADATA, "data"), address)
