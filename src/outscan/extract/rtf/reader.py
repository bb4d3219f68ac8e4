"""Read a rich text file: what the parser found, as pieces with their parts and places.

In: `Blob`. Out: pieces.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Sequence

from outscan.extract.collected import Collected
from outscan.extract.ole.embedded import native
from outscan.extract.ole.strings import runs
from outscan.extract.rtf.parser import Parser
from outscan.extract.rtf.state import Binary, Parsed
from outscan.extract.rtf.story import Story
from outscan.extract.rtf.vocabulary import INFO
from outscan.extract.unnamed import texts_in
from outscan.limits import Budget
from outscan.types import (
    Blob,
    Gap,
    GapReason,
    HiddenKind,
    Inert,
    Part,
    Piece,
    PlacedText,
    Segment,
    Spot,
    Where,
    grid,
    joined,
    spot,
    unread,
)
from outscan.words.members import called

_PERSONS = frozenset({"author", "manager", "company", "operator", "atnauthor", "atnid", "revtbl"})
_HEX_ONLY = re.compile(r"[0-9A-Fa-f\s]*")
_POINT, _BYTES = re.compile(rb"\\u(-?\d{1,6}) ?\??"), re.compile(rb"(?:\\'[0-9A-Fa-f]{2})+")
_HAN = re.compile("[\u3400-\u9fff]")
_NAME = 10
"""Han of a name that is a sentence."""
_PLACES: dict[str, tuple[Part, HiddenKind | None]] = {
    "footnote": (Part.NOTE, None),
    "annotation": (Part.COMMENT, HiddenKind.COMMENT),
    "shptxt": (Part.BODY, None),
    "dptxbxtext": (Part.BODY, None),
    "fldinst": (Part.HIDDEN, HiddenKind.FIELD_CODE),
    "bkmkstart": (Part.HIDDEN, HiddenKind.DEFINED_NAME),
    "propname": (Part.METADATA, HiddenKind.CUSTOM_PROPERTY),
    "staticval": (Part.METADATA, HiddenKind.CUSTOM_PROPERTY),
    "linkval": (Part.METADATA, HiddenKind.CUSTOM_PROPERTY),
    "userprops": (Part.METADATA, HiddenKind.CUSTOM_PROPERTY),
    "docvar": (Part.METADATA, HiddenKind.CUSTOM_PROPERTY),
    "xe": (Part.HIDDEN, HiddenKind.FIELD_CODE),
    "tc": (Part.HIDDEN, HiddenKind.FIELD_CODE),
    "do": (Part.BODY, None),
    "shprslt": (Part.BODY, None),
    "sv": (Part.HIDDEN, HiddenKind.ALT_TEXT),
}
_PICTURES = {
    "pngblip": "png",
    "jpegblip": "jpg",
    "emfblip": "emf",
    "wmetafile": "wmf",
    "dibitmap": "bmp",
    "wbitmap": "bmp",
    "macpict": "pict",
}
_SHADES = {HiddenKind.TRACKED_DELETION: Part.REVISION, HiddenKind.TRACKED_INSERTION: Part.REVISION}


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a rich text file holds."""
    parsed = Parser(blob.data, budget).run()
    if parsed.open_groups or parsed.surplus:
        yield Gap(blob.where, GapReason.CORRUPT, unread("groups", open_groups=parsed.open_groups, surplus=parsed.surplus))
    yield from _body(parsed, blob.where)
    yield from _stories(parsed, blob.where)
    for number, binary in enumerate(parsed.binaries, 1):
        budget.tick()
        data = binary.data()
        budget.spend(len(data))
        link = _linked(data) if binary.kind == "objdata" else None
        if link is not None:
            yield from _segment(
                blob.where.at(Part.HIDDEN), [(spot("object", number), link)] if link else [], HiddenKind.EXTERNAL_LINK
            )
        elif data:
            yield _blob(binary, data, number, blob.where)
    if parsed.inert:
        yield Inert(blob.where.at(Part.HIDDEN, spot("styles")), b"".join(parsed.inert), "rtf")
    beside = [(spot("styles"), text) for raw in parsed.inert for text in _named(raw)]
    beside += [(spot("raw_bytes"), text) for raw in parsed.loose for text in texts_in(raw)]
    beside += [(story.label, text) for target, story in parsed.stories if target == "datafield" for text in _coded(story.flat())]
    yield from _segment(blob.where.at(Part.HIDDEN), beside, HiddenKind.CUSTOM_PROPERTY)
    if parsed.trailing:
        found = dict.fromkeys([*runs(parsed.trailing), *texts_in(parsed.trailing)])
        pairs = [(spot("after_end"), text) for text in found]
        yield from _segment(blob.where.at(Part.HIDDEN), pairs, HiddenKind.RAW_STRING)
        if not pairs:
            yield Inert(blob.where.at(Part.HIDDEN, spot("after_end")), parsed.trailing, "rtf")


def _named(table: bytes) -> list[str]:
    """Names of fonts and styles that are sentences: nobody calls a font so."""
    if b"\\u" not in table and b"\\'" not in table and table.isascii():
        return []
    said = _POINT.sub(lambda m: chr(int(m[1]) & 0xFFFF).encode("utf-8", "ignore"), table)
    said = _BYTES.sub(lambda m: bytes.fromhex(m[0].replace(b"\\'", b"").decode()).decode("gb18030", "ignore").encode(), said)
    lines = re.split(r"[{};]|\\[a-z]+-?\d* ?", said.decode("utf-8", "replace"))
    return [line.strip() for line in lines if len(_HAN.findall(line)) >= _NAME]


def _coded(digits: str) -> list[str]:
    """The texts in data written as digits."""
    solid = "".join(digits.split())
    return texts_in(bytes.fromhex(solid[: len(solid) // 2 * 2])) if solid and _HEX_ONLY.fullmatch(solid) else []


def _segment(where: Where, pairs: Sequence[PlacedText], hidden: HiddenKind | None = None) -> Iterator[Segment]:
    if pairs:
        text, places = joined(pairs)
        yield Segment(where, _whole(text), places, hidden=hidden)


def _whole(text: str) -> str:
    r"""Join the halves of characters beyond the basic plane, which \\u gives one by one, keeping every offset."""
    if not any("\ud800" <= c <= "\udfff" for c in text):
        return text
    return re.sub(
        r"([\ud800-\udbff])([\udc00-\udfff])",
        lambda m: m.group().encode("utf-16-le", "surrogatepass").decode("utf-16-le") + "\u200b",
        text,
    )


def _body(parsed: Parsed, where: Where) -> Iterator[Segment]:
    yield from _segment(where.at(Part.BODY), parsed.body.paragraphs)
    for number, rows in enumerate(parsed.body.tables, 1):
        text, places = grid(spot("table", number), [(r, c, t) for r, row in enumerate(rows) for c, t in enumerate(row)])
        yield Segment(where.at(Part.TABLE, spot("table", number)), _whole(text), places)
    if parsed.insertions:
        # inserted text is read in the flow; here only that it is tracked
        text, places = joined([(one, "") for one in parsed.insertions], "")
        yield Segment(where.at(Part.REVISION), text, places, hidden=HiddenKind.TRACKED_INSERTION)


def _place(target: str, story: Story) -> tuple[Part, HiddenKind | None]:
    if target.startswith("header"):
        return Part.HEADER, None
    if target.startswith(("footer", "ftnsep", "aftnsep")):
        return Part.FOOTER, None
    if target in _PERSONS:
        return Part.METADATA, HiddenKind.PERSON_PROPERTY
    if target in INFO:
        return Part.METADATA, HiddenKind.PROPERTY
    if target.startswith("ff"):
        return Part.HIDDEN, HiddenKind.FORM_FIELD
    return _PLACES.get(
        target, (Part.HIDDEN, HiddenKind.RAW_STRING if story.label.step("rtf_destination") else HiddenKind.HIDDEN_TEXT)
    )


def _stories(parsed: Parsed, where: Where) -> Iterator[Segment]:
    found, hidden = Collected(), Collected(_SHADES)
    _shades(parsed.body, hidden)
    counts: dict[Spot, int] = {}
    known = {text for _, text in parsed.body.paragraphs}
    for target, story in parsed.stories:
        text = story.flat().strip()
        _shades(story, hidden)
        if not _says(target, text, known):
            continue
        part, kind_of = _place(target, story)
        counts[story.label] = counts.get(story.label, 0) + 1
        at = _nth(story.label, counts[story.label]) if part in (Part.NOTE, Part.COMMENT, Part.BODY) else story.label
        known.add(text)
        found.say(part, kind_of, at, _whole(text))
    yield from found.pieces(where)
    yield from hidden.pieces(where)


def _shades(story: Story, hidden: Collected) -> None:
    """What a story hides, added to what the others hide."""
    for kind, aside in story.hidden.items():
        for at, text in aside:
            hidden.hide(kind, at, _whole(text))


def _nth(label: Spot, number: int) -> Spot:
    """The place of the `number`-th destination of one kind."""
    return Spot((label.steps[0]._replace(number=number),)) if label else label


def _says(target: str, text: str, read_texts: set[str]) -> bool:
    """Whether a destination's text is worth telling: words, and not told before by the shape it replaces."""
    if not text:
        return False
    if target in ("shprslt", "do", "dptxbxtext"):
        return any(line not in read_texts for line in text.split("\n"))
    if target == "bkmkstart":
        return not text.startswith("_")
    if target == "sv":
        return (
            not text.lstrip("-").isdigit()
            and not re.fullmatch(r"[\d;(),. -]*|Picture \d+", text)
            and not _HEX_ONLY.fullmatch(text)
        )
    if target.startswith("*") or target in ("datafield", "mailmerge", "filetbl"):
        return bool(re.search(r"[\u3400-\u9fff]|[A-Za-z]{3}", text)) and not _HEX_ONLY.fullmatch(text)
    return True


def _blob(binary: Binary, data: bytes, number: int, where: Where) -> Blob:
    if binary.kind == "pict":
        ending = next((e for w, e in _PICTURES.items() if w in binary.words), "")
        if ending == "bmp" and "dibitmap" in binary.words and not data.startswith(b"BM") and len(data) >= 4:
            header = struct.unpack_from("<I", data)[0]
            data = b"BM" + struct.pack("<IHHI", 14 + len(data), 0, 0, 14 + header) + data
        return Blob(where.inside(called("picture", n=number, ending=ending)), data, None, ending)
    if binary.kind == "datastore":
        return Blob(where.inside("datastore"), _native(data)[1], HiddenKind.CUSTOM_XML, "ole")
    name, content = _native(data)
    return Blob(where.inside(name or called("object", n=number)), content, HiddenKind.EMBEDDED_FILE)


def _linked(data: bytes) -> str | None:
    """The target of an object that is only linked, '' where it names none; None where the object is inside."""
    if len(data) < 8 or struct.unpack_from("<I", data, 4)[0] != 1:
        return None
    return "\v".join(dict.fromkeys(runs(data[8:])))


def _native(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of an OLE 1.0 object ([MS-OLEDS] 2.2.5); the bytes themselves where it is none."""
    try:
        _, form = struct.unpack_from("<II", data)
        at, names = 8, list[bytes]()
        for _ in range(3):
            size = struct.unpack_from("<I", data, at)[0]
            names.append(data[at + 4 : at + 4 + size])
            at += 4 + size
        size = struct.unpack_from("<I", data, at)[0]
    except struct.error:
        return "", data
    if form != 2:  # FormatID of an embedded object
        return "", data
    content = data[at + 4 : at + 4 + size]
    packed = native(struct.pack("<I", len(content)) + content) if names[0].rstrip(b"\0") == b"Package" else None
    return packed or ("", content)
