"""What a PDF says outside the pages' own text: annotations, fields, outline, properties, scripts, layers, alternative text.

In: a pikepdf document. Out: `Note`s, each one text with its kind and a spot. Every object of the file is looked at, not
only those a tree leads to: loops cannot hang it and what was left behind unreferenced is met too.
Deliberately does not read page content.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pikepdf

from outscan.extract.pdf.strings import HAN, link, name, rich, squeezed, words
from outscan.limits import Budget
from outscan.nouns import Struct
from outscan.types import NOWHERE, HiddenKind, Part, Spot, spot

DEEP = 12
"""Direct objects nested deeper than this hold no text a producer wrote."""
TELLING = re.compile(
    rb"/(?:Contents|RC|RV|T|TU|TM|V|DV|Opt|CA|AC|RC|Subj|Alt|ActualText|E|JS|URI|Title|Author|Keywords|Subject|Creator|Reason|"
    rb"Location|ContactInfo|Name|Desc|P|UF|F|Names|Prefix|Lang|Dests|Info|OverlayText|URIActions|Measure|Label|I|Order)[ (<\[/]"
    rb"|#[b-f][0-9a-f]#[89a-f][0-9a-f]|%[Ee][4-9]%[89ABab]"
    rb"|[ (\[/]<(?:feff|efbbbf|[b-f][0-9a-f][a-f][0-9a-f])"
)
STRINGS = re.compile(
    rb"[ (\[/]<(?:feff|efbbbf|[b-f][0-9a-f][a-f][0-9a-f])|/Title\b|#[b-f][0-9a-f]#[89a-f][0-9a-f]|%[Ee][4-9]%[89ABab]"
)
"""Keys that hold words, and strings and names that are no plain ASCII, as qpdf writes them; addresses with words in them."""
TOLD = frozenset({
    "/Contents", "/RC", "/Subj", "/OverlayText", "/V", "/RV", "/DV", "/Opt", "/TU", "/T", "/TM", "/CA", "/AC", "/Alt",
    "/ActualText", "/E", "/JS", "/URI", "/Title", "/Author", "/Names", "/P", "/Desc", "/UF", "/F", "/Name", "/Reason",
    "/Location", "/ContactInfo", "/ID", "/Cert", "/ByteRange", "/CreationDate", "/ModDate", "/M", "/DA", "/DS",
    "/O", "/U", "/OE", "/UE", "/Perms", "/Unix", "/DOS", "/Mac", "/Registry", "/Ordering", "/CheckSum", "/Digest",
    "/TrapRegions", "/Lookup", "/FontFamily", "/CharSet", "/ICCVersion",
})  # fmt: skip
"""Keys that are read by name where their dictionary is of a kind we know, or whose strings are nobody's words."""
NOBODYS = TOLD - {
    "/Contents", "/Subj", "/OverlayText", "/V", "/RV", "/DV", "/TU", "/T", "/TM", "/CA", "/AC", "/Alt", "/ActualText", "/E",
    "/URI", "/P", "/Desc", "/Name", "/Reason", "/Location", "/ContactInfo",
}  # fmt: skip
"""Those of them whose strings are no words whatever dictionary they stand in, or that hold files and scripts."""
LISTS = frozenset({"/Opt", "/Names", "/Order", "/V", "/DV", "/I", "/ID", "/F", "/UF"})
"""Keys whose lists of strings are read by name."""


class Note(Struct, frozen=True):
    """One text found beside the pages."""

    part: Part
    kind: HiddenKind | None
    spot: Spot
    text: str


Take = Callable[[object], str]
Row = tuple[str, Part, HiddenKind | None, str, Take]

# ISO 32000-2 tables by the dictionary they describe: key, part, kind, what the key is called on screen, how it is read.
ANNOTATION: tuple[Row, ...] = (
    ("/Contents", Part.COMMENT, HiddenKind.ANNOTATION, "comment", words),
    ("/RC", Part.COMMENT, HiddenKind.ANNOTATION, "comment", rich),
    ("/Subj", Part.COMMENT, HiddenKind.ANNOTATION, "comment_subject", words),
    ("/OverlayText", Part.COMMENT, HiddenKind.ANNOTATION, "comment", words),
)
FIELD: tuple[Row, ...] = (
    ("/V", Part.BODY, HiddenKind.FORM_FIELD, "field_value", words),
    ("/RV", Part.BODY, HiddenKind.FORM_FIELD, "field_value", rich),
    ("/DV", Part.HIDDEN, HiddenKind.FORM_FIELD, "field_default", words),
    ("/Opt", Part.HIDDEN, HiddenKind.FORM_FIELD, "field_options", words),
    ("/TU", Part.HIDDEN, HiddenKind.FORM_FIELD, "field_hint", words),
    ("/T", Part.HIDDEN, HiddenKind.FORM_FIELD, "field_name", words),
    ("/TM", Part.HIDDEN, HiddenKind.FORM_FIELD, "field_name", words),
)
CAPTION: tuple[Row, ...] = tuple((key, Part.BODY, HiddenKind.FORM_FIELD, "caption", words) for key in ("/CA", "/AC", "/RC"))
SIGNATURE: tuple[Row, ...] = (
    ("/Name", Part.METADATA, HiddenKind.PERSON_PROPERTY, "signature", words),
    *((key, Part.METADATA, HiddenKind.PROPERTY, "signature", words) for key in ("/Reason", "/Location", "/ContactInfo")),
)


def _string(thing: object) -> str:
    """The text of a string; a stream under one of these keys is a glyph that is called so."""
    return words(thing) if isinstance(thing, pikepdf.String) else ""


ELEMENT: tuple[Row, ...] = tuple(
    (key, Part.HIDDEN, HiddenKind.ALT_TEXT, "alt_text", _string) for key in ("/Alt", "/ActualText", "/E")
)
NAMED_ELEMENT: tuple[Row, ...] = (*ELEMENT, ("/T", Part.HIDDEN, HiddenKind.ALT_TEXT, "alt_text", _string))
"""The same of an element of the structure, which may have a title (ISO 32000-2, table 355)."""
ANYWHERE: tuple[Row, ...] = (
    ("/JS", Part.HIDDEN, HiddenKind.SCRIPT, "script", words),
    ("/URI", Part.HIDDEN, HiddenKind.EXTERNAL_LINK, "link", link),
)
PERSONS = frozenset({"/Author", "/Manager", "/Creator#20Name"})


def notes(pdf: pikepdf.Pdf, budget: Budget, broken: list[str]) -> Iterator[Note]:
    """Yield every text beside the pages, each once, in the order of the file's objects; what is damaged is named in `broken`."""
    met: set[tuple[HiddenKind | None, str]] = set()
    said: set[str] = set()
    spots = _pages(pdf, budget)
    letters: list[Note] = []
    for note in _all(pdf, spots, budget, broken):
        text = note.text.strip()
        if note.kind is HiddenKind.ALT_TEXT and len(text) == 1:
            letters.append(note)
        key = (note.kind, squeezed(text))
        again = note.kind is HiddenKind.PROPERTY and bool(note.spot.step("text")) and key[1] in said
        if text and (key not in met or len(text) == 1) and not again:
            met.add(key)
            said.add(key[1])
            yield Note(note.part, note.kind, note.spot, text)
    if len(letters) > 1:  # a word whose letters are elements of their own, told apart only by their place in the file
        first = letters[0]
        yield Note(first.part, first.kind, first.spot, "".join(note.text.strip() for note in letters))


def _pages(pdf: pikepdf.Pdf, budget: Budget) -> dict[tuple[int, int], Spot]:
    """The spot of every annotation, by its object number."""
    spots: dict[tuple[int, int], Spot] = {}
    for number, page in enumerate(pdf.pages):
        budget.tick()
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            for annotation in annotations:
                if isinstance(annotation, pikepdf.Dictionary):
                    spots[annotation.objgen] = spot("page", number + 1)
    return spots


def _all(pdf: pikepdf.Pdf, spots: dict[tuple[int, int], Spot], budget: Budget, broken: list[str]) -> Iterator[Note]:
    yield from _info(pdf.trailer.get("/Info"))
    for number, thing in enumerate(pdf.objects):
        if number % 256 == 0:
            budget.tick()
        try:
            if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary | pikepdf.Array) and TELLING.search(outer := _outer(thing)):
                strings = isinstance(thing, pikepdf.Stream) or STRINGS.search(outer) is not None
                yield from _object(thing, spots.get(thing.objgen, NOWHERE), 0, strings=strings)
        except pikepdf.PikepdfError:
            broken.append("object")


def _outer(thing: pikepdf.Object) -> bytes:
    if isinstance(thing, pikepdf.Stream):
        return b" ".join(key.encode("utf-8", "surrogateescape") + b" " for key in thing.keys())  # noqa: SIM118 - a Stream iterates over nothing
    return thing.unparse(resolved=True)


def _object(thing: object, at: Spot, depth: int, *, strings: bool, shown: bool = False) -> Iterator[Note]:
    if depth > DEEP:
        return
    if isinstance(thing, pikepdf.Array):
        for item in list(thing)[:20_000]:
            if isinstance(item, pikepdf.String) and not shown and len(HAN.findall(text := words(item))) > 1:
                yield Note(Part.METADATA, HiddenKind.PROPERTY, spot("text"), text)
            elif isinstance(item, pikepdf.Dictionary | pikepdf.Array) and not item.is_indirect:
                yield from _object(item, at, depth + 1, strings=strings, shown=shown)
        return
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return
    yield from _dictionary(thing, at)
    if strings:
        yield from _others(thing)
    for key, item in list(thing.items()):
        if isinstance(item, pikepdf.Dictionary | pikepdf.Array) and not item.is_indirect:
            yield from _object(item, at, depth + 1, strings=strings, shown=key in LISTS)


def _dictionary(thing: pikepdf.Object, at: Spot) -> Iterator[Note]:
    kind, subtype = name(thing.get("/Type")), name(thing.get("/Subtype"))
    if "/Rect" in thing and subtype and subtype != "/Widget":
        yield from _rows(thing, ANNOTATION, at)
        author = words(thing.get("/T"))
        if author:
            yield Note(Part.METADATA, HiddenKind.PERSON_PROPERTY, at.then("comment_author"), author)
    if subtype == "/Widget" or "/FT" in thing or ("/T" in thing and "/Kids" in thing):
        yield from _rows(thing, FIELD, at)
    if isinstance(thing.get("/MK"), pikepdf.Dictionary):
        yield from _rows(thing["/MK"], CAPTION, at)
    if kind in ("/Sig", "/DocTimeStamp") or ("/ByteRange" in thing and "/Filter" in thing):
        yield from _rows(thing, SIGNATURE, at)
    if kind == "/OCG":
        yield from _rows(thing, (("/Name", Part.METADATA, HiddenKind.PROPERTY, "layer", words),), at)
    if "/Title" in thing and ("/Parent" in thing or "/Dest" in thing or "/A" in thing):
        yield Note(Part.METADATA, None, spot("bookmark"), words(thing["/Title"]))
    elif kind != "/Metadata" and "/Title" in thing and ("/Author" in thing or "/Producer" in thing or "/Subject" in thing):
        yield from _info(thing)
    if kind == "/Filespec" or "/EF" in thing:
        yield from _rows(thing, (("/Desc", Part.METADATA, HiddenKind.PROPERTY, "attachment_note", words),), at)
    if kind == "/Viewport" or "/BBox" in thing or "/Measure" in thing or kind == "/OCMD":
        yield from _rows(thing, (("/Name", Part.METADATA, HiddenKind.PROPERTY, "viewport", words),), at)
    order = thing.get("/Order")
    if isinstance(order, pikepdf.Array):
        yield from _labels(order, 0)
    yield from _rows(thing, ELEMENT if kind != "/StructElem" and "/S" not in thing else NAMED_ELEMENT, at)
    yield from _rows(thing, ANYWHERE, at)
    yield from _trees(thing, subtype)


def _labels(order: pikepdf.Array, depth: int) -> Iterator[Note]:
    """The labels of the panel of layers, which stand between the layers themselves (ISO 32000-1, 8.11.4.3)."""
    for item in list(order)[:5000]:
        if isinstance(item, pikepdf.String):
            yield Note(Part.METADATA, HiddenKind.PROPERTY, spot("layer_label"), words(item))
        elif isinstance(item, pikepdf.Array) and depth < DEEP:
            yield from _labels(item, depth + 1)


def _others(thing: pikepdf.Object) -> Iterator[Note]:
    """Strings with words under any key no row names: titles of threads, private data of programs, keys of tomorrow."""
    for key, value in list(thing.items()):
        for said in (key, name(value)):
            if not said.isascii() and len(HAN.findall(plain := said.lstrip("/"))) > 1:
                yield Note(Part.METADATA, HiddenKind.DEFINED_NAME, spot("name_defined"), plain)
        if key in NOBODYS and (key != "/Title" or "/Parent" in thing or "/Producer" in thing):
            continue
        if isinstance(value, pikepdf.String) and (len(HAN.findall(text := link(value))) > 1 or key == "/Title"):
            yield Note(Part.METADATA, HiddenKind.PROPERTY, spot("text", None, key[1:]), text)


def _trees(thing: pikepdf.Object, subtype: str) -> Iterator[Note]:
    """Names of name trees and prefixes of page labels; automatic ASCII names (cite.12) are nobody's words."""
    names = thing.get("/Names")
    if isinstance(names, pikepdf.Array):
        pairs = list(names)[:40_000]
        for key, value in zip(pairs[::2], pairs[1::2], strict=False):
            text = words(key)
            if not text.isascii() or " " in text or (isinstance(value, pikepdf.Dictionary) and "/EF" in value):
                yield Note(Part.METADATA, HiddenKind.DEFINED_NAME, spot("destination"), text)
    labels = thing.get("/Nums")
    if isinstance(labels, pikepdf.Array):
        for label in list(labels)[1::2][:20_000]:
            if isinstance(label, pikepdf.Dictionary):
                yield Note(Part.METADATA, HiddenKind.PROPERTY, spot("page_label"), words(label.get("/P")))
    if subtype in ("", "/Link") and name(thing.get("/S")) in ("/Launch", "/GoToR", "/GoToE", "/ImportData", "/SubmitForm"):
        target = thing.get("/F")
        text = words(target) or (words(target.get("/UF", target.get("/F"))) if isinstance(target, pikepdf.Dictionary) else "")
        yield Note(Part.HIDDEN, HiddenKind.EXTERNAL_LINK, spot("link"), text)


def _rows(thing: pikepdf.Object, rows: tuple[Row, ...], at: Spot) -> Iterator[Note]:
    for key, part, kind, label, take in rows:
        if key in thing:
            yield Note(part, kind, at.then(label), take(thing[key]))


def _info(info: object) -> Iterator[Note]:
    """The document information dictionary, custom keys included; dates and the producing program are no one's words."""
    if not isinstance(info, pikepdf.Dictionary):
        return
    for key, value in list(info.items()):
        if key in ("/CreationDate", "/ModDate", "/Producer", "/Creator", "/Trapped") and not _said(words(value)):
            continue
        standard = key in ("/Title", "/Subject", "/Keywords", "/Author", "/Creator", "/Producer", "/CreationDate", "/ModDate")
        kind = HiddenKind.PERSON_PROPERTY if key in PERSONS else HiddenKind.PROPERTY if standard else HiddenKind.CUSTOM_PROPERTY
        yield Note(Part.METADATA, kind, spot("information", None, key[1:]), words(value))
        if not standard and not key[1:].isascii():
            yield Note(Part.METADATA, kind, spot("information"), key[1:])


def _said(text: str) -> bool:
    return bool(text) and not re.fullmatch(r"D:[\d+'Z-]*", text)
