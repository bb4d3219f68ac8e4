"""The compound file: [MS-CFB] streams and storages, what kind of document they make, and what can be said of any of them.

In: `Blob` whose bytes begin with the compound file's signature. Out: for the other readers `Compound`, `ole_kind`,
`properties`, `embedded`; for kinds without a reader of their own (`.pub`, `.vsd`, `.mpp`, …) the pieces `read` can honestly give.
Law: a stream that is on no list is a gap. Deliberately does not know Word, Excel, PowerPoint or Outlook.
"""

from __future__ import annotations

from outscan.extract.ole.compound import Compound, Path, ole_kind
from outscan.extract.ole.embedded import embedded, leftovers, storage
from outscan.extract.ole.properties import codec, properties
from outscan.extract.ole.unknown import read
from outscan.extract.ole.writer import compound

__all__ = ["Compound", "Path", "codec", "compound", "embedded", "leftovers", "ole_kind", "properties", "read", "storage"]
