"""The binary parts beside the sheets of a workbook: drawings, comments, caches, links, and machinery that is only counted.

In: a package, the names of its sheets by their parts. Out: words told to `Collected`, inert parts.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from outscan.extract.collected import Collected
from outscan.extract.ole.strings import runs
from outscan.extract.ooxml import Package, PackagePart, paragraphs, shape_names
from outscan.extract.xlsb.records import records, wide
from outscan.extract.xlsb.styles import formats
from outscan.types import GapReason, HiddenKind, Inert, Part, Piece, Spot, spot, unread

_HAN, _FEWEST = re.compile("[\u3400-\u9fff]"), 4
"""Han of a number format that says more than what is counted and when."""
_INERT = ("styles.bin", "calcchain.bin", "binaryindex", "printersettings", "metadata.bin")
_PLACES = (
    ("pivotcache", Part.HIDDEN, HiddenKind.PIVOT_CACHE),
    ("externallink", Part.HIDDEN, HiddenKind.EXTERNAL_LINK),
    ("querytable", Part.HIDDEN, HiddenKind.EXTERNAL_LINK),
    ("connections", Part.HIDDEN, HiddenKind.EXTERNAL_LINK),
    ("revision", Part.REVISION, HiddenKind.OLDER_REVISION),
    ("usernames", Part.METADATA, HiddenKind.PERSON_PROPERTY),
    ("persons", Part.METADATA, HiddenKind.PERSON_PROPERTY),
    ("macrosheets", Part.HIDDEN, HiddenKind.MACRO),
)


def sheet(name: str) -> Spot:
    """The place of a whole sheet."""
    return spot("sheet", None, name)


def flat(text: str) -> str:
    """A text on one line: its breaks are lines that read on, its tabs blanks (a tab parts cells)."""
    return text.replace("\r\n", "\v").replace("\n", "\v").replace("\t", " ")


def besides(package: Package, words: Collected, sheets: dict[str, str]) -> Iterator[Piece]:
    """The binary parts beside the sheets: comments by cell, caches and links as runs, machinery inert."""
    owners = {target: name for name, part in sheets.items() if part for target in package.related(part, "comments")}
    for part in package.under("xl/drawings/drawing"):
        root = package.tree(part)
        if root is not None:
            pairs = [(part.name, line) for line in paragraphs(root) if line.strip()]
            if pairs:
                words.all(Part.BODY, None, pairs)
            names = [(part.name, text) for e in root.iter() if (text := shape_names(e))]
            if names:
                words.all(Part.HIDDEN, HiddenKind.ALT_TEXT, names)
    for part in package.under("xl/", ".bin"):
        if "vbaproject" in part.key or "/embeddings/" in part.key or "/activex/" in part.key:
            continue
        if any(word in part.key for word in _INERT):
            data = package.take(part)
            yield Inert(package.blob.where.at(Part.HIDDEN, part.name), data, "xlsb")
            said = [(part.name, code) for _, code in formats(data) if len(_HAN.findall(code)) >= _FEWEST]
            if "styles.bin" in part.key and said:
                words.all(Part.METADATA, HiddenKind.HIDDEN_FORMAT, said)
        elif "comments" in part.key:
            _comments(package, part, owners.get(part.name, part.name), words)
        else:
            data = package.take(part)
            kind = next(((p, h) for word, p, h in _PLACES if word in part.key), (Part.HIDDEN, HiddenKind.RAW_STRING))
            pairs = [(part.name, text) for text in dict.fromkeys(t for _, body in records(data) for t in runs(body))]
            if pairs:
                words.all(*kind, pairs)
            else:
                yield Inert(package.blob.where.at(Part.HIDDEN, part.name), data, "xlsb")
        yield from package.drain()


def _comments(package: Package, part: PackagePart, owner: str, words: Collected) -> None:
    at = sheet(owner)
    for number, body in records(package.take(part)):
        try:
            if number == 635:  # BrtBeginComment
                row, _, column, _ = struct.unpack_from("<4I", body, 4)
                at = sheet(owner).then("cell", row + 1, "", column + 1)
            elif number == 637:  # BrtCommentText
                words.say(Part.COMMENT, HiddenKind.COMMENT, at, flat(wide(body, 1)[0]).strip("\v"))
            elif number == 632:  # BrtCommentAuthor
                words.say(Part.METADATA, HiddenKind.PERSON_PROPERTY, sheet(owner).then("comment_author"), wide(body, 0)[0])
            elif number == -1:
                package.gap(part.name, GapReason.CORRUPT, unread("record_cut"))
        except struct.error:
            package.gap(part.name, GapReason.CORRUPT, unread("record_cut_at", number=number))
