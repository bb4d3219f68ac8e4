"""A mail taken apart for approvals: which attachments are approved, and the rest of it, which is read like every mail.

In: a message in the spool, whether an attachment is covered. Out: the covered ones and a message without them. An approval names
bytes and a name, never a mail: the same file sent again comes in another envelope with other boundaries and another date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from email import policy
from email.generator import BytesGenerator
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from pathlib import Path

from outscan.gate.named import from_disposition
from outscan.gate.spool import Upload

MOST_PARTS = 1000
_SEALED = frozenset({"multipart/signed", "multipart/encrypted"})
_POLICY = policy.compat32.clone(linesep="\r\n")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One decoded file of a mail."""

    sha256: str
    name: str


def attachments(path: Path) -> list[Attachment]:
    """The files of a mail that an approval could name: decoded, with a name, not inside another mail or a sealed part."""
    return [attachment for part in _leaves(_parsed(path)) if (attachment := _attachment(part)) is not None]


def without(path: Path, covered: Callable[[Attachment], bool], out: Upload) -> None:
    """Write into `out` the mail without its covered files."""
    message = _parsed(path)
    _prune(message, covered)
    BytesGenerator(_Writer(out), mangle_from_=False, policy=_POLICY).flatten(message)
    out.close()


@dataclass(frozen=True, slots=True)
class _Writer:
    out: Upload

    def write(self, data: bytes) -> None:
        self.out.write(data)


def _parsed(path: Path) -> Message:
    with path.open("rb") as file:
        return BytesParser(policy=_POLICY).parse(file)


def _leaves(message: Message) -> list[Message]:
    """Parts that hold no others, in order; what is sealed or is a mail of its own stays whole and is no leaf."""
    out: list[Message] = []
    waiting = [message]
    while waiting and len(out) < MOST_PARTS:
        part = waiting.pop()
        if part.get_content_type() in _SEALED or part.get_content_maintype() == "message":
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            waiting.extend(one for one in reversed(inner) if isinstance(one, Message))
        else:
            out.append(part)
    return out


def _attachment(part: Message) -> Attachment | None:
    name = from_disposition(_disposition(part))
    data = part.get_payload(decode=True) if name and not part.defects else None
    return Attachment(hashlib.sha256(data).hexdigest(), name) if isinstance(data, bytes) else None


def _disposition(part: Message) -> str:
    """The disposition as it came, encoded words in it read as mail programs do."""
    header = part.get("Content-Disposition")
    name = part.get_filename()
    if header is None or name is None:
        return ""
    try:
        spoken = str(make_header(decode_header(name)))
    except (LookupError, UnicodeError, ValueError):
        return ""
    quoted = spoken.replace("\\", "\\\\").replace('"', '\\"')
    return f'attachment; filename="{quoted}"'


def _prune(message: Message, covered: Callable[[Attachment], bool]) -> None:
    leaves = {id(part) for part in _leaves(message)}

    def goes(part: object) -> bool:
        attachment = _attachment(part) if isinstance(part, Message) and id(part) in leaves else None
        return attachment is not None and covered(attachment)

    if goes(message):
        for name in ("Content-Type", "Content-Transfer-Encoding", "Content-Disposition"):
            del message[name]
        message.set_payload("")
        return
    waiting = [message]
    while waiting:
        inner = waiting.pop().get_payload()
        if isinstance(inner, list):
            inner[:] = [part for part in inner if not goes(part)]
            waiting.extend(part for part in inner if isinstance(part, Message))
