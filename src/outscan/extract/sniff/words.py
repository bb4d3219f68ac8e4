"""What kind of text: markup, mail, table, data, or plain words.

In: `Blob`. Out: a kind word, "" where the bytes are no text. A name or declared type decides only where content leaves a choice.
"""

from __future__ import annotations

import re

from outscan.formats import FORMATS, FormatTrait
from outscan.lazy_regex import lazy
from outscan.legible import clarity, decode
from outscan.types import Blob

_HEAD = 1 << 14
_RTF = lazy(r"\s*\{\\rt")
_HTML = lazy(
    r"<(?:!doctype\s+html|html|head|body|script|style|table|div|meta|title|frameset|iframe|center|font|span|h[1-6]|ul|ol|form)\b",
    re.IGNORECASE,
)
_PARAGRAPH = lazy(r"<(?:p|br|b|i|a|td|tr|img)\b[^<>]*>", re.IGNORECASE)
_PREAMBLE = lazy(r"(?:\s|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?:\[.*?\]\s*)?>)*", re.DOTALL | re.IGNORECASE)
_ROOT = lazy(r"<(?:([\w.-]+):)?([\w.-]+)([^>]*)")
_ROOTS = {"svg": "svg", "kml": "kml", "gpx": "gpx", "featurecollection": "gml"}
_FLAT_ODF = lazy(r"mimetype\s*=\s*[\"']application/vnd\.oasis\.opendocument\.([a-z]+)")
_FLAT = {"text": "odt", "spreadsheet": "ods", "presentation": "odp", "graphics": "odg"}
_HEADER = lazy(r"^([A-Za-z][A-Za-z0-9-]*):[ \t]?", re.MULTILINE)
_MAIL = frozenset(
    [
        "from", "to", "subject", "date", "message-id", "mime-version", "received", "content-type", "return-path",
        "delivered-to", "reply-to", "cc", "bcc", "sender", "in-reply-to", "references", "x-mailer",
        "content-transfer-encoding", "dkim-signature", "importance", "thread-topic", "x-unsent",
    ]
)  # fmt: skip
_MBOX = lazy(r"From \S+.*\d{4}\s*\r?\n[A-Za-z-]+:")
_PRJ = lazy(
    r"\s*(?:PROJCS|GEOGCS|GEOCCS|COMPD_CS|VERT_CS|VERTCS|LOCAL_CS|PROJCRS|GEOGCRS|GEODCRS|COMPOUNDCRS|BOUNDCRS|FITTED_CS|ENGCRS)\s*\["
)
_DXF = lazy(r"\s*(?:999\r?\n[^\n]*\r?\n\s*)*0\r?\n\s*SECTION\r?\n")
_JSON = lazy(r"\s*(?:\{\s*(?:\"|\}|/[/*])|\[\s*(?:[\[{\"\]\-\d]|true|false|null))")
_GEOJSON = lazy(
    r"\"type\"\s*:\s*\"(?:FeatureCollection|Feature|Point|MultiPoint|LineString|MultiLineString|Polygon|MultiPolygon|GeometryCollection|Topology)\""
)
_READABLE = lazy(r"[\w\s,.;:!?★，。；：、（）()《》“”/-]{6,}")
_CONTROL = lazy("[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_HINTS = {said: row.name for row in FORMATS.values() if FormatTrait.HINTED in row.traits for said in (*row.endings, *row.media)}
"""What a name ends in or a declared type says, where it breaks a tie."""
_ANY_BYTES = frozenset({"cp1251", "cp1252"})
"""Code pages that read any bytes as letters."""
_TWO_BYTES = frozenset({"gb18030", "big5hkscs", "cp950", "cp932", "cp949"})
_HIGH = re.compile(rb"[\x80-\xff]")
_WORD = lazy(r"[^\W\d_]{3,}")
_FULL, _SAID, _LIKELY, _FEW = 0.3, 0.3, 0.3, 16
"""Bytes beyond ASCII from which it must be words; characters in words; clarity; bytes too few to tell."""
_TABLE_LINES = 20
_CLEAR = 0.55
_TWO = 2
_SHORT = 64


def wording(blob: Blob) -> str:
    """The kind of a text, "" where `blob` is none."""
    text = _sample(blob.data)
    if text is None:
        return ""
    hint = _HINTS.get(blob.declared.partition(";")[0].strip().lower()) or _HINTS.get(blob.name.rpartition(".")[2].lower(), "")
    body = text.lstrip("\ufeff \t\r\n\0")
    for pattern, kind in ((_RTF, "rtf"), (_PRJ, "prj"), (_DXF, "dxf"), (_MBOX, "mbox")):
        if pattern.match(body if kind != "dxf" else text):
            return kind
    if body.startswith("-----BEGIN PGP MESSAGE"):
        return "encrypted"
    if body[:15].upper().startswith("BEGIN:VCALENDAR"):
        return "ics"
    if body[:11].upper().startswith("BEGIN:VCARD"):
        return "vcf"
    return _markup(body, hint) or _mail(body, hint) or _data(blob, body, hint)


def _sample(data: bytes) -> str | None:
    """The head of `data` as text, None where it is no text: too many control characters, or nothing decodes."""
    head = _head(data)
    decoded = decode(head)
    text = decoded.text
    if not decoded.sound and len(data) > _HEAD:
        text = max((decode(data[: _HEAD - cut]) for cut in range(4)), key=lambda d: d.sound).text
    solid = text.replace("\0", "")
    if not solid or (len(solid) > _SHORT and not solid.isascii() and len(set(solid)) < 3):
        return None
    if len(_CONTROL.findall(solid)) > 0.05 * len(solid) + (1 if len(solid) < _SHORT else 0):
        return None
    if not decoded.sound and _ruined(solid):
        return None
    if decoded.sound and _noise(head, solid, decoded.encoding):
        return None
    return solid


def _head(data: bytes) -> bytes:
    """The first bytes, not cut inside a character of UTF-8: half of one would make another encoding of the rest."""
    head = data[:_HEAD]
    if len(data) > _HEAD and not head.isascii():
        for cut in range(1, 4):
            if head[-cut] & 0xC0 == 0xC0:
                return head[:-cut]
            if head[-cut] < 0x80:
                break
    return head


def _noise(head: bytes, text: str, encoding: str) -> bool:
    """Whether bytes that decode have no more words in them than chance puts there: keys, digests, ciphertext."""
    if encoding in _TWO_BYTES:
        return len(head) >= _FEW and len(_HIGH.findall(head)) >= _FULL * len(head) and clarity(text) < _LIKELY
    if encoding not in _ANY_BYTES or len(head) < _FEW // 2 or len(_HIGH.findall(head)) < _FULL * len(head):
        return False
    said = sum(len(word) for word in _WORD.findall(text) if _cased(word))
    return said < _SAID * len("".join(text.split())) and clarity(text) < _CLEAR


def _cased(word: str) -> bool:
    """Whether a run of letters is of one script, and its capitals stand where writers put them."""
    script = {ord(char) >> 8 for char in word}
    return len(script) == 1 and (word.isupper() or sum(char.isupper() for char in word[1:]) * 4 <= len(word))


def _ruined(text: str) -> bool:
    """Whether a text that did not decode soundly has no stretch a person could read either."""
    if len(text) < _SHORT:
        return text.count("\ufffd") > 0.4 * len(text)
    readable = sum(len(run) for run in _READABLE.findall(text) if clarity(run) > 0)
    return readable < 0.6 * len(text)


def _markup(body: str, hint: str) -> str:
    if not body.startswith("<"):
        return "html" if hint == "html" and _HTML.search(body) else ""
    start = _PREAMBLE.match(body)
    rest = body[start.end() :] if start else body
    root = _ROOT.match(rest)
    if root and root.group(2)[:1].isdigit():
        root = None  # no name of an element begins so: <34> is how grave a line of a log is (RFC 5424)
    if root and root.group(2).lower() != "html":
        if flat := _FLAT_ODF.search(root.group(3)):
            return _FLAT.get(flat.group(1), "odt")
        if (name := root.group(2).lower()) in _ROOTS:
            return _ROOTS[name]
        if body.startswith("<?xml") or "xmlns" in root.group(3):
            return "xml"
    if _HTML.search(body[:4096]) or (hint == "html" and _PARAGRAPH.search(body)):
        return "html"
    if root and (f"</{root.group(2)}" in body or root.group(3).rstrip().endswith("/") or root.group(1) or hint == ""):
        return "html" if _PARAGRAPH.match(rest) else "xml"
    return "xml" if body.startswith(("<?xml", "<!DOCTYPE", "<!--")) else ""


def _mail(body: str, hint: str) -> str:
    head = re.split(r"\r?\n\r?\n", body, maxsplit=1)[0]
    first = _HEADER.match(head)
    if not first:
        return ""
    names = {name.lower() for name in _HEADER.findall(head)}
    known = len(names & _MAIL)
    if not (
        known > _TWO
        or (known == _TWO and names & {"mime-version", "message-id", "received", "subject"})
        or (known and hint in ("eml", "mhtml"))
    ):
        return ""
    if (
        hint == "mhtml"
        or "snapshot-content-location" in names
        or ("multipart/related" in head.lower() and not names & {"to", "received"})
    ):
        return "mhtml"
    return "eml"


def _data(blob: Blob, body: str, hint: str) -> str:
    if _JSON.match(body) and (hint in ("json", "geojson") or blob.data[-64:].rstrip(b"\0 \r\n\t")[-1:] in (b"}", b"]")):
        return "geojson" if hint == "geojson" or _GEOJSON.search(body) else "json"
    if hint == "csv" or _tabular(body):
        return "csv"
    return hint if hint in ("ics", "vcf", "dxf") else "txt"


def _tabular(body: str) -> bool:
    """Whether the first lines are columns: the same number of tabs in each, or of commas in enough lines."""
    lines = [line for line in body.splitlines()[: _TABLE_LINES + 1] if line.strip()][:_TABLE_LINES]
    if len(lines) < 2:
        return False
    tabs = {line.count("\t") for line in lines[: -1 if len(lines) > 2 else None]}
    if len(tabs) == 1 and min(tabs) >= 1:
        return True
    commas = {line.count(",") for line in lines[:-1]}
    return len(lines) > 3 and len(commas) == 1 and min(commas) >= 2
