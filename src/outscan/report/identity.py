"""What makes a finding the same finding in the next report: a digest of its rule and place.

In: `Finding`. Out: `os1:…`. Never a hash of a quote, which a list of all identity numbers would undo.
"""

from __future__ import annotations

import hashlib

from outscan.types import Finding
from outscan.words.places import place_words


def identity(finding: Finding) -> str:
    """`os1:` and 16 hexadecimal digits over rule and place; the name of the file that was handed in is left out."""
    where = finding.where
    named = "\0".join((finding.rule, *where.member[1:], where.part.value, place_words(where.spot)))
    return "os1:" + hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]
