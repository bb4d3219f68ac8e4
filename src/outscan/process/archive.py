"""Packages of files: each member processed in its own format and packed again; mail part by part.

In: a `Blob` of kind zip or eml and the task. Out: the same package. A member that must be changed and cannot is a refusal: it is
never left out in silence.
"""

from __future__ import annotations

import base64
import quopri
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.header import Header, decode_header

from outscan.extract.container import Found, members
from outscan.formats import by_media
from outscan.process.markup import Edits, View
from outscan.process.package import Archive
from outscan.process.searchable import Ground, Plot
from outscan.process.task import Refused, Task
from outscan.process.traces import MEASURES
from outscan.types import Blob, Part
from outscan.words import say
from outscan.words.members import called

Nested = Callable[[Blob], bytes | None]

_ENDINGS = by_media()
_TRACES = re.compile(
    r"(?i)^(received|content-length|lines|x-[\w-]+|dkim-signature|arc-[\w-]+|authentication-results|return-path|delivered-to|user-agent)$"
)
_SIGNED = re.compile(rb"(?i)multipart/signed|application/(x-)?pkcs7|application/pgp")


def edit_zip(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The archive with its members processed; names that carry wanted words are changed."""
    archive = Archive.of(blob, task)
    shown = [m.name for m in members(blob.data) if m.found in {Found.LISTED, Found.FOLDER}]
    names = shown if len(shown) == len(archive.infos) else [i.filename for i in archive.infos]
    for info, name in zip(archive.infos, names, strict=True):
        where = blob.where.inside(name)
        asked = [w for w in task.of(where.member) if w.where.part is Part.NAME]
        for one in asked:
            archive.renamed[info.filename] = archive.renamed.get(info.filename, name).replace(one.quote, called("deleted"))
            task.did("redact", one.where)
        archive.renamed.setdefault(info.filename, name)
        if info.is_dir() or not info.file_size:
            continue
        data = archive.read(info.filename)
        made = nested(Blob(where, data))
        if made is None:
            raise Refused(say("refusal.archive_member"))
        if made != data:
            archive.replace(info.filename, made)
    return archive.packed()


@dataclass(slots=True)
class _Mail:
    """A message being edited; parts are counted as the reader counts them."""

    blob: Blob
    task: Task
    nested: Nested
    count: int = 0
    parts: list[bytes] = field(default_factory=list)


def edit_mail(blob: Blob, task: Task, nested: Nested) -> bytes:
    """The message with headers and parts processed."""
    if _SIGNED.search(blob.data[:20_000]):
        task.note(say("change.mail_signature"))
    return _part(_Mail(blob, task, nested), blob.data, top=True)


def _part(mail: _Mail, data: bytes, *, top: bool = False) -> bytes:
    found = re.search(rb"\r?\n\r?\n", data)
    if data[:2] == b"\r\n" or data[:1] == b"\n":
        found = re.match(rb"\r?\n", data)
    head, gap, body = (data[: found.start()], found.group(), data[found.end() :]) if found else (data, b"", b"")
    message = message_from_bytes(head + b"\r\n\r\n", policy=policy.default)
    kind = message.get_content_type()
    if top:
        head = _headers(mail, head)
    if kind.startswith("multipart/") and (boundary := message.get_boundary()):
        return head + gap + _split(mail, body, boundary.encode("utf-8", "replace"))
    return _leaf(mail, head, gap, body, kind, message.get_filename() or "")


def _split(mail: _Mail, body: bytes, boundary: bytes) -> bytes:
    marks = list(re.finditer(rb"(?:^|\r?\n)--" + re.escape(boundary) + rb"(--)?[ \t]*(?:\r?\n|\Z)", body))
    if not marks:
        return body
    out = [body[: marks[0].start()]]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(body)
        out.append(mark.group())
        inner = body[mark.end() : end]
        out.append(inner if mark.group(1) else _part(mail, inner))
    return b"".join(out)


def _leaf(mail: _Mail, head: bytes, gap: bytes, body: bytes, kind: str, name: str) -> bytes:
    mail.count += 1
    how = re.search(rb"(?im)^content-transfer-encoding:\s*([\w-]+)", head)
    packing = how.group(1).lower() if how else b""
    data = (
        base64.b64decode(body) if packing == b"base64" else quopri.decodestring(body) if packing == b"quoted-printable" else body
    )
    ending = _ENDINGS.get(kind) or re.sub(r"[^a-z0-9]", "", kind.rpartition("/")[2])[:8]
    member = name or called("body" if kind.startswith("text/") else "attachment", n=mail.count, ending=ending)
    declared = re.search(rb"(?im)^content-type:((?:.|\r?\n[ \t])*)", head)
    where = mail.blob.where.inside(member)
    inner = Blob(where, data, declared=declared.group(1).decode("ascii", "replace").strip() if declared else "")
    made = mail.nested(inner) if data.strip() else data
    if made is None:
        raise Refused(say("refusal.mail_attachment"))
    if name and any(w.where.part is Part.NAME for w in mail.task.of(where.member)):
        head = _renamed(head, f"attachment{mail.count}.{name.rpartition('.')[2]}" if "." in name else f"attachment{mail.count}")
        mail.task.did("redact", where.at(Part.NAME))
    if made == data:
        return head + gap + body
    return _unsized(head) + gap + _packed(made, packing, body)


def _unsized(head: bytes) -> bytes:
    """The headers of a part without what tells how long it was before: sizes, digests, dates."""
    bare = re.sub(rb"(?i);\s*(?:size|creation-date|modification-date|read-date)\s*=\s*(?:\"[^\"]*\"|[^;\s]*)", b"", head)
    return re.sub(rb"(?im)^content-(?:length|md5|digest|duration):[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)", b"", bare)


def _packed(data: bytes, packing: bytes, before: bytes) -> bytes:
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    if packing == b"base64":
        packed = base64.encodebytes(data).replace(b"\n", newline)
        return packed if before.endswith(b"\n") else packed.rstrip(b"\r\n")
    if packing == b"quoted-printable":
        return newline.join(quopri.encodestring(line) for line in re.split(rb"\r?\n", data))
    return data


def _renamed(head: bytes, name: str) -> bytes:
    """The part's headers with every file name in them replaced."""
    plain = re.sub(
        rb"(?is)\b(file)?name(\*\d*)*\*?=(\"[^\"]*\"|[^;\s]*)(;\s*(file)?name\*\d+\*?=(\"[^\"]*\"|[^;\s]*))*", rb"", head
    )
    plain = re.sub(rb";\s*(?=;|\r?\n[^ \t]|\Z)", b"", plain)
    return re.sub(
        rb"(?im)^(content-(?:type|disposition):[^\r\n]*)",
        lambda m: (
            m.group(1).rstrip(b"; ")
            + (b'; name="' if m.group(1).lower().startswith(b"content-type") else b'; filename="')
            + name.encode()
            + b'"'
        ),
        plain,
    )


def _headers(mail: _Mail, head: bytes) -> bytes:
    """The message's own headers: wanted words cut, traces of the way taken out."""
    out: list[bytes] = []
    wanted, count = mail.task.of(mail.blob.where.member), 0
    for line in re.findall(rb"[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|\Z)", head):
        name, colon, value = line.partition(b":")
        title = name.decode("ascii", "replace").strip()
        if colon and (MEASURES.match(title) or (_TRACES.match(title) and not mail.task.options.keep_hidden)):
            count += 1
            continue
        out.append(_header(mail, line, title, value, wanted) if colon else line)
    mail.task.did("remove_metadata", mail.blob.where.at(Part.METADATA), count, say("change.mail_headers"))
    made = b"".join(out)
    return made if head.endswith(b"\n") else made.rstrip(b"\r\n")


def _header(mail: _Mail, line: bytes, title: str, value: bytes, wanted: list) -> bytes:  # type: ignore[type-arg]  # list[Wanted]
    said = _decoded(value)
    view = View(lambda put: put)
    view.add(0, len(said), said)
    plot = Plot(title, said, [view], Edits())
    Ground(mail.blob.where, [plot]).take_out(mail.task, wanted)
    if not plot.edits.cuts:
        return line
    made = plot.edits.apply(said).strip()
    newline = b"\r\n" if line.endswith(b"\r\n") else b"\n" if line.endswith(b"\n") else b""
    return title.encode() + b": " + Header(made, "utf-8", maxlinelen=76).encode(linesep="\r\n").encode("ascii") + newline


def _decoded(value: bytes) -> str:
    text = re.sub(r"\r?\n[ \t]", " ", value.decode("utf-8", "replace")).strip()
    try:
        return "".join(t.decode(c or "utf-8", "replace") if isinstance(t, bytes) else t for t, c in decode_header(text))
    except (ValueError, LookupError):
        return text
