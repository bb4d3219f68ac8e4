"""Reader of cryptographic messages and certificates as files: `.p7s`, `.p7m`, `.cer` (RFC 5652, RFC 5280).

In: `Blob` of DER. Out: the signed content as a blob; a gap for what is encrypted; certificates and detached signatures as inert
parts that are searched for marks: they hold names and keys, no document.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.extract.signed import content_of, is_enveloped, is_understood
from outscan.limits import Budget
from outscan.types import Blob, Gap, GapReason, Inert, Part, Piece, spot, unread


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield what a message holds."""
    budget.tick()
    if is_enveloped(blob.data):
        yield Gap(blob.where, GapReason.ENCRYPTED, unread("pkcs7"))
        return
    content = content_of(blob.data)
    if content is None and not is_understood(blob.data):
        yield Gap(blob.where, GapReason.UNSUPPORTED, unread("pkcs7"))
    if content:
        budget.spend(len(content))
        yield Blob(blob.where.inside("signed"), content)
    yield Inert(blob.where.at(Part.METADATA, spot("signature")), blob.data, "signature")
