"""What an HTTP message carries: its file under the name a person sees, every file of a form, the text of its fields.

In: heads, a body in the spool. Out: parts, in the spool. Law: what cannot be decoded whole, is a piece of something, or grows
past the limit is not judged at all: `Unchecked`.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote_to_bytes

from outscan.gate.desk import Part
from outscan.gate.faults import Refused
from outscan.gate.http.upload import MOST_TEXT, UNNAMED, forms
from outscan.gate.icap.head import Head
from outscan.gate.named import from_address, from_disposition, spoken
from outscan.gate.spool import Full, Spool, Upload

PIECE = 256 << 10
FIELDS = "fields.txt"
_PARTIAL = " 206 "


class Unchecked(Exception):
    """The message cannot be judged; `code` is the word for it that clients know."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def parts_of(head: Head | None, name: str, upload: Upload, spool: Spool, *, kept: bool) -> list[Part]:
    """The parts of one body. `kept` leaves `upload` as it is, else it is used up. Raises Unchecked, OSError."""
    upload.close()
    made: list[Upload] = []
    try:
        whole = _decoded(head, upload, spool, made, kept=kept)
        return _split(head, name, whole, spool, made)
    except Full:
        _drop(made)
        raise Unchecked("size_limit") from None
    except Refused as refused:
        _drop(made)
        raise Unchecked("size_limit" if refused.kind == "too_large" else "decode_error") from None
    except BaseException:
        _drop(made)
        raise


def name_of(request: Head | None, response: Head | None) -> str:
    """What the file of a message is called: as the message says, else by its address."""
    for head in (response, request):
        if head is not None and (name := from_disposition(head.get("content-disposition"))):
            return name
    words = request.line.split(" ") if request is not None else []
    return from_address(" ".join(words[1:-1]) if len(words) > 2 else "") or UNNAMED  # noqa: PLR2004 - method, address, version


def _decoded(head: Head | None, upload: Upload, spool: Spool, made: list[Upload], *, kept: bool) -> Upload:
    """The body without its coding; a file of its own where the first must stay."""
    if head is not None and (head.get("content-range") or _PARTIAL in f"{head.line} "[8:13]):
        raise Unchecked("decode_error")
    named = head.get("content-encoding").lower().split(",") if head is not None else []
    codings = [one.strip() for one in named if one.strip() not in {"", "identity"}]
    if not codings and not kept:
        made.append(upload)
        return upload
    if len(codings) > 1 or not set(codings) <= {"gzip", "x-gzip", "deflate"}:
        raise Unchecked("decode_error")
    out = spool.begin(upload.limit)
    made.append(out)
    for piece in _inflated(upload.path) if codings else _pieces(upload.path):
        out.write(piece)
    out.close()
    return out


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _inflated(path: Path) -> Iterator[bytes]:
    """The content of a gzip or deflate body, member after member, a piece at a time. Raises Unchecked where it is not whole."""
    stream, begun = None, False
    for piece in _pieces(path):
        rest = piece
        while rest:
            if stream is None:
                stream = _inflator(rest, begun=begun)
                begun = True
            try:
                yield stream.decompress(rest, PIECE)
            except zlib.error:
                raise Unchecked("decode_error") from None
            rest = stream.unconsumed_tail or stream.unused_data
            if stream.eof:
                stream = None
    if stream is not None:
        raise Unchecked("decode_error")


def _inflator(rest: bytes, *, begun: bool) -> zlib._Decompress:
    """For gzip, zlib, and the bare deflate some servers mean by `deflate`; after a first member only gzip may follow."""
    if rest[:1] == b"\x1f":
        return zlib.decompressobj(31)
    if begun:
        raise Unchecked("decode_error")
    wrapped = rest[0] & 15 == 8 and (len(rest) < 2 or int.from_bytes(rest[:2], "big") % 31 == 0)  # noqa: PLR2004 - RFC 1950 §2.2
    return zlib.decompressobj(15 if wrapped else -15)


def _split(head: Head | None, name: str, whole: Upload, spool: Spool, made: list[Upload]) -> list[Part]:
    media_type = head.get("content-type") if head is not None else ""
    media = media_type.partition(";")[0].strip().lower()
    if media == "multipart/form-data":
        files, fields = forms(_pieces(whole.path), media_type, spool, whole.limit)
        made.remove(whole)
        whole.drop()
        made.extend(upload for upload, _ in files)
        return [*(Part(upload, file) for upload, file in files), *_fields(fields, spool, whole.limit, made)]
    if media == "application/x-www-form-urlencoded" and whole.size:
        fields = _urlencoded(whole)
        made.remove(whole)
        whole.drop()
        return _fields(fields, spool, whole.limit, made)
    if media.startswith("multipart/"):
        return [Part(_as_mail(media_type, whole, spool, made), f"{name}.eml")]
    return [Part(whole, name)]


def _urlencoded(whole: Upload) -> dict[str, list[str]]:
    if whole.size > MOST_TEXT:
        raise Unchecked("size_limit")
    fields: dict[str, list[str]] = {}
    for pair in whole.path.read_bytes().split(b"&"):
        key, _, value = pair.replace(b"+", b" ").partition(b"=")
        fields.setdefault(spoken(unquote_to_bytes(key)), []).append(spoken(unquote_to_bytes(value)))
    return fields


def _fields(fields: dict[str, list[str]], spool: Spool, limit: int, made: list[Upload]) -> list[Part]:
    """The fields' text as one file; none where nothing was written in."""
    lines = [f"{key}: {value}" for key, values in fields.items() for value in values if value.strip()]
    if not lines:
        return []
    upload = spool.begin(limit)
    made.append(upload)
    upload.write("\n".join(lines).encode("utf-8", "replace"))
    upload.close()
    return [Part(upload, FIELDS)]


def _as_mail(media_type: str, whole: Upload, spool: Spool, made: list[Upload]) -> Upload:
    """A multipart body that is no form, as the mail it is built like."""
    upload = spool.begin(whole.limit + len(media_type) + 64)
    made.append(upload)
    upload.write(f"MIME-Version: 1.0\r\nContent-Type: {media_type}\r\n\r\n".encode("utf-8", "surrogateescape"))
    for piece in _pieces(whole.path):
        upload.write(piece)
    upload.close()
    made.remove(whole)
    whole.drop()
    return upload


def _drop(made: list[Upload]) -> None:
    for upload in made:
        upload.drop()
