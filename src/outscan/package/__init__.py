"""What only arises together: a folder scanned in one run, a zip, a mail with its attachments is one hand-over.

In: documents with their evidence (`gather`), then the facts of many (`join`). Out: `Finding`s that name their files.
Basis: 保密法 art. 36, 实施条例 art. 43 (matters that become secret when brought together). Law: `join` is a function of the
facts alone, whatever run they come from and in whatever order; it adds findings and takes none away.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.package.gather import gather
from outscan.package.join import join
from outscan.reading import Document, Evidence
from outscan.types import Finding
from outscan.types.parcels import MemberFacts

__all__ = ["Joined", "gather", "join", "joined"]

Joined = tuple[tuple[Finding, ...], tuple[MemberFacts, ...]]


def joined(document: Document, evidence: Sequence[Evidence], findings: tuple[Finding, ...], *, facts: bool = True) -> Joined:
    """`findings` with what the members of one document make together, and the facts it brings to a larger package.

    Without `facts` nothing is gathered of a document of one member: nothing arises between members there.
    """
    if not facts and len({one.segment.where.member for one in document.readings}) == 1:
        return findings, ()
    gathered = gather(document, evidence, findings)
    return (*findings, *join(gathered)), gathered
