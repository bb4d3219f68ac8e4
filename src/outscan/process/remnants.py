"""Whether a processed copy still tells of removed words: the proof's own search, format by format.

In: a document before and after, its kind. Out: the names of its parts that still hold a trace; None where one cannot be read.
It knows what traces are (`traces`), and nothing of what was taken out. (RFC 5322; RFC 6376 §3.5; Rich Text Format 1.9.1)
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from email import message_from_bytes, policy
from email.message import EmailMessage

from outscan.extract.sniff import sniff
from outscan.formats import FORMATS
from outscan.legible import decode
from outscan.process.rtf import SITTINGS, escape
from outscan.process.task import LABEL, WORDING, Refused
from outscan.process.traces import (
    ALWAYS,
    COLUMN,
    COUNTS,
    DIMENSION,
    FILLING,
    MEASURES,
    PLACES,
    REFERENCE,
    SITTING,
    STEPS,
    loosened,
)
from outscan.types import Blob, Where

_DRAWN = re.compile(r"<(?:\w+:)?(text|tspan|textPath)\b[^<>]*(?<!/)>.*?</(?:\w+:)?\1>", re.DOTALL)
_PUT = "|".join(re.escape(one) for one in (LABEL, WORDING, "[REMOVED]"))
_BESIDE = re.compile(rf"(?:{FILLING.pattern})(?:{_PUT})|(?:{_PUT})(?:{FILLING.pattern})")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_SIZE = re.compile(r"(?i)\bsize\s*=")
_TAG = re.compile(r"<[^<>]*>")
_FORMULAS = re.compile(r"<(?:\w+:)?f\b[^<>]*(?:/>|>.*?</(?:\w+:)?f>)", re.DOTALL)
_ROWS = re.compile(r"<(?:w|a):tr\b[^<>]*(?<!/)>.*?</(?:w|a):tr>", re.DOTALL)
_SIZED = re.compile(r"<w:trHeight\b|<a:tr\b[^<>]*\sh\s*=\s*[\"'](?!370840[\"'])")
_STAYS = re.compile(rf"<(?:\w+:)?(?:{'|'.join(sorted(ALWAYS))})\b|{SITTING.pattern}")
_COUNTED = re.compile(rf"<(?:\w+:)?(?:{'|'.join(sorted(COUNTS))})\b")
_COUNTING = re.compile(r"(^|/)(docProps/(app|core)\.xml|meta\.xml)$")
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$")
_CELL = re.compile(r"<(?:\w+:)?c\b([^<>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_ITEM = re.compile(r"<(?:\w+:)?si\b[^<>]*?(?:/>|>(.*?)</(?:\w+:)?si>)", re.DOTALL)


def left(before: bytes, after: bytes, kind: str = "") -> list[str] | None:
    """The names of the parts whose words were changed and that still hold a trace; for the proof.

    `kind` is the format of both, told from the bytes where it is not given. A document of one part is named by its kind. None
    where a part of either cannot be read, and where nobody looks behind the editor of a format: then nothing is proved.
    """
    if before == after:
        return []
    kind = kind or sniff(Blob(Where(("",)), after))
    editor = FORMATS[kind].editor if kind in FORMATS else None
    if editor is None:
        return []
    look = LOOKS.get(f"{editor.module}.{editor.function}")
    if look is None:
        return None
    try:
        return look(before, after, kind)
    except (Refused, zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error, OSError, ValueError, LookupError):
        return None


def _in_package(before: bytes, after: bytes, kind: str) -> list[str]:
    """Parts of a package; its members that are files of their own are looked into as such."""
    if after[:2] != b"PK":
        return _in_markup(before, after, kind)
    old, new = _members(before), _members(after)
    if len(old) == len(new):  # a name may have been cut as well
        old = {name: data if name in old else was for (name, data), was in zip(new.items(), old.values(), strict=True)} | old
    found = _in_parts(_texts(old), _texts(new))
    for name, data in new.items():
        if name in old and not name.endswith(".xml") and old[name] != data:
            found += _inside(name, old[name], data)
    return found


def _inside(name: str, before: bytes, after: bytes) -> list[str]:
    """What is left in a file inside a file, by its name and then the place in it."""
    inner = left(before, after)
    if inner is None:
        raise ValueError(name)
    return [f"{name}/{one}" for one in inner]


def _in_parts(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """The XML parts of a package."""
    strings = _strings(old), _strings(new)
    changed = [name for name in sorted(new) if name in old and old[name] != new[name] and not _COUNTING.search(name)]
    cut = [name for name in changed if _words(old[name]) != _words(new[name])]
    found = [name for name in cut if not _SHEET.match(name) and _traced(old[name], new[name])]
    found += [
        n for n in new if _SHEET.match(n) and n in old and _fitted(_cells(old[n], strings[0]), _cells(new[n], strings[1]), new[n])
    ]
    return found + [name for name, text in sorted(new.items()) if cut and _COUNTING.search(name) and _COUNTED.search(text)]


def _in_markup(before: bytes, after: bytes, kind: str) -> list[str]:
    """A drawing, a page or another text of marks: steps of letters, what filled a line up, sittings."""
    old, new = decode(before).text, decode(after).text
    if _words(old) == _words(new):
        return []
    known = {_words(found[0]) for found in _DRAWN.finditer(old)}
    drawn = [found[0] for found in _DRAWN.finditer(new) if _words(found[0]) not in known]
    stepped = any(STEPS.search(tag) or PLACES.search(tag) for tag in (one[: one.index(">")] for one in drawn))
    return [kind] if stepped or _traced(old, new) or _filled(old, new) else []


def _in_text(before: bytes, after: bytes, kind: str) -> list[str]:
    """Plain text: blanks, dots and lines that filled up what the words left of their column."""
    return [kind] if _filled(decode(before).text, decode(after).text) else []


def _in_json(before: bytes, after: bytes, kind: str) -> list[str]:
    """JSON: the same in its strings, whose signs are escaped."""
    old, new = ("\0".join(map(_unescaped, _STRING.findall(decode(data).text))) for data in (before, after))
    return [kind] if _filled(old, new) else []


def _in_picture(before: bytes, after: bytes, kind: str) -> list[str]:
    """A picture that was painted over: whatever it carries beside its pixels, such as a small copy of what it showed."""
    from outscan.process.image import carries  # noqa: PLC0415 - Pillow is for pictures

    return [kind] if carries(before, after, kind) else []


def _unescaped(raw: str) -> str:
    return str(json.loads(f'"{raw}"', strict=False))


def _filled(old: str, new: str) -> bool:
    """Whether a filling stands beside a place where words were cut."""
    known = Counter(found[0] for found in _BESIDE.finditer(old))
    return any(not known[found[0]] for found in _BESIDE.finditer(new))


def _in_rich_text(before: bytes, after: bytes, kind: str) -> list[str]:
    r"""Rich text: sittings, heights of rows (\\trrh), counts of letters, what filled a line up."""
    old, new = (data.decode("latin-1").replace(escape(LABEL), LABEL) for data in (before, after))
    return [kind] if SITTINGS.search(new) or _filled(old, new) else []


def _in_mail(before: bytes, after: bytes, kind: str) -> list[str]:
    """A message: digests and sizes in the headers of the whole and of changed parts; attachments as files of their own."""
    old, new = (list(message_from_bytes(data, policy=policy.default).walk()) for data in (before, after))
    if len(old) != len(new):
        raise ValueError(kind)
    found = [kind] if _measured(new[0]) else []
    for number, (was, part) in enumerate(zip(old, new, strict=True), 1):
        was_data, data = was.get_payload(decode=True), part.get_payload(decode=True)
        if not isinstance(was_data, bytes) or not isinstance(data, bytes) or was_data == data:
            continue
        name = part.get_filename() or (kind if number == 1 else f"{kind} {number}")
        if _measured(part) or _SIZE.search(str(part.get("content-disposition", ""))):
            found.append(name)
        found += _inside(name, was_data, data)
    return list(dict.fromkeys(found))


def _measured(part: EmailMessage) -> bool:
    return any(MEASURES.match(name) for name in part.keys())  # noqa: SIM118 - a message is no dictionary


def _in_pdf(before: bytes, after: bytes, kind: str) -> list[str]:
    """A PDF: pages that let letters be measured."""
    from outscan.process.pdf import measured

    return [f"{kind} {page}" for page in measured(before, after)]


def _traced(old: str, new: str) -> bool:
    """Whether a part whose words changed keeps what tells of them."""
    known = {_words(row) for row in _ROWS.findall(old)}
    fitted = any(_SIZED.search(row) and _words(row) not in known for row in _ROWS.findall(new))
    return fitted or _STAYS.search(new) is not None


def _fitted(old: dict[str, str], new: dict[str, str], text: str) -> bool:
    """Whether a sheet keeps the height of a row or the width of a column in which a cell was changed."""
    rows = {found[1] for found in re.finditer(r"<(?:\w+:)?row\b[^<>]*\sr\s*=\s*[\"'](\d+)", text)}
    cells = {ref for ref, said in old.items() if new.get(ref, "") != said}
    cells = {ref for ref in cells if (found := REFERENCE.fullmatch(ref)) and found[2] in rows}
    hidden = re.compile(r"\shidden\s*=\s*[\"'](?:1|true)")
    kept = COLUMN.sub(lambda found: "" if hidden.search(found[0]) else found[0], text)
    return DIMENSION.sub("", loosened(kept, cells)) != DIMENSION.sub("", kept)


def _cells(sheet: str, strings: list[str]) -> dict[str, str]:
    """What each cell of a sheet says."""
    found: dict[str, str] = {}
    for cell in _CELL.finditer(sheet):
        reference = re.search(r"\sr\s*=\s*[\"']([A-Z]+\d+)", cell[1])
        said = _words(cell[2] or "")
        if re.search(r"\st\s*=\s*[\"']s[\"']", cell[1]) and said.isdecimal() and int(said) < len(strings):
            said = strings[int(said)]
        if reference and said:
            found[reference[1]] = said
    return found


def _strings(parts: dict[str, str]) -> list[str]:
    """The shared strings of a workbook."""
    return [_words(found[1] or "") for found in _ITEM.finditer(parts.get("xl/sharedStrings.xml", ""))]


def _words(text: str) -> str:
    return "".join(html.unescape(_TAG.sub("", _FORMULAS.sub("", text))).split())


def _members(data: bytes) -> dict[str, bytes]:
    """The members of a package. Bounded by what was inflated before."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _texts(members: dict[str, bytes]) -> dict[str, str]:
    return {name: data.decode("utf-8", "replace") for name, data in members.items() if name.endswith(".xml")}


LOOKS: dict[str, Callable[[bytes, bytes, str], list[str]]] = {
    **dict.fromkeys(("ooxml.edit", "sheets.edit", "odf.edit", "ofd.edit", "archive.edit_zip"), _in_package),
    "archive.edit_mail": _in_mail,
    "text.edit_markup": _in_markup,
    "text.edit_text": _in_text,
    "text.edit_json": _in_json,
    "image.edit": _in_picture,
    "rtf.edit": _in_rich_text,
    "pdf.edit": _in_pdf,
}
"""By the function that edits a format."""
