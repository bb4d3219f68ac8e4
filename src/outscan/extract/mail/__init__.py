"""Reader of mail: eml, mbox, mhtml. All headers, all parts, all branches.

In: `Blob`. Out: headers as text (those a reader sees, and those it does not), a blob for each part, text around parts, gaps for
what is encrypted or damaged. Splits parts itself, with a loop: the standard parser gives up at 500 levels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.extract.mail.headers import Headers, split
from outscan.extract.mail.parts import parts
from outscan.limits import Budget
from outscan.types import Blob, HiddenKind, Part, Piece, Segment, Where, joined
from outscan.words.members import called

__all__ = ["read"]

_FROM = re.compile(rb"^From [^\r\n]{1,300}?\d{4}[^\r\n]{0,40}\r?\n(?=[A-Za-z-]+:)", re.MULTILINE)
_ESCAPED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_PLUMBING = frozenset({"mime-version", "content-type", "content-transfer-encoding"})
"""Fields that say how the message is packed: `parts` reads them, and the names in them."""
_SEEN = frozenset({"subject", "from", "to", "cc", "date", "sender", "reply-to", "importance", "sensitivity"})


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a message or a box of messages holds."""
    starts = [m.start() for m in _FROM.finditer(blob.data)]
    if starts and not blob.data[: starts[0]].strip(b"\xef\xbb\xbf \r\n"):
        for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(blob.data)], strict=True), 1):
            message = blob.data[start:end]
            body = _ESCAPED_FROM.sub(rb"\1", message[message.find(b"\n") + 1 :])
            budget.tick()
            yield Blob(blob.where.inside(called("message", n=number, ending="eml")), body, declared="message/rfc822")
        return
    headers, body = split(blob.data.lstrip(b"\xef\xbb\xbf \r\n"))
    yield from _headers(blob.where, headers)
    yield from parts(blob.where, headers, body, budget)


def _headers(where: Where, headers: Headers) -> Iterator[Segment]:
    seen: list[tuple[str, str]] = []
    unseen: list[tuple[str, str]] = []
    for name, text in headers.all():
        if text and (name.lower() not in _PLUMBING or not text.isascii()):
            (seen if name.lower() in _SEEN else unseen).append((name, f"{name}: {text}"))
    if seen:
        yield Segment(where.at(Part.HEADER), *joined(seen))
    if unseen:
        yield Segment(where.at(Part.METADATA), *joined(unseen), hidden=HiddenKind.MAIL_HEADER)
