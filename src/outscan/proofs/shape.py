"""`X.proof.json` as written: the strict shape of today's proofs and of those that were sealed before.

In: bytes. Out: `ProofFile`, or `OldProofFile` for a proof sealed with the key of one machine. Raises OutscanError for all else.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import msgspec

from outscan.errors import OutscanError
from outscan.types import Action, Part, Step
from outscan.words import say

SCHEMA = "outscan.proof/2"
SEALED = "outscan.proof/1"
"""Proofs under a keyed digest, which only the machine that made them can check."""
ENDING = ".proof.json"
BOUND = 8 << 20
"""Bytes of a proof that are read: fifty thousand changes."""

_Sha256 = Annotated[str, msgspec.Meta(pattern="^[0-9a-f]{64}$")]
_Key = Annotated[str, msgspec.Meta(pattern="^(ed25519:[0-9a-f]{64})?$")]
_Signature = Annotated[str, msgspec.Meta(pattern="^(ed25519:[0-9a-f]{128})?$")]


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `Where`: `spot` in words, `steps` as fields."""

    member: list[str]
    part: Part
    spot: str
    steps: list[Step] = []


class Done(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `Change`."""

    technique: str
    where: Place
    count: int = 1
    note: str = ""


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    schema: str
    name: str
    type: str
    sha256_before: _Sha256
    sha256_after: _Sha256
    size_after: int
    changes: list[Done]
    residual: list[str]
    coverage: dict[str, int]
    action: Action
    authority: str = ""
    reason: str = ""
    authority_sha256: str = ""
    notes: list[str] = []
    made_with: dict[str, str | None] = {}


class OldProofFile(_Said, frozen=True, forbid_unknown_fields=True):
    """A proof of schema 1: `seal` is an HMAC under the key of the installation that wrote it."""

    seal: str = ""


class ProofFile(_Said, frozen=True, forbid_unknown_fields=True):
    """`approvers` must agree before the copy leaves; `signature` is over everything else, by the holder of `key`."""

    approvers: list[str] = []
    key: _Key = ""
    signature: _Signature = ""


class _Schema(msgspec.Struct, frozen=True):
    schema: str


def proof_path(out: str | Path) -> Path:
    """Where the proof of `out` lies: beside it."""
    target = Path(out)
    return target.with_name(target.name + ENDING)


def parse(data: bytes, path: str | Path) -> ProofFile | OldProofFile:
    """The proof in `data`. Raises OutscanError, naming `path`, where it is none."""
    if len(data) > BOUND:
        raise OutscanError(say("proof.too_large", path=path, most=BOUND))
    try:
        schema = msgspec.json.decode(data, type=_Schema).schema
        if schema == SEALED:
            return msgspec.json.decode(data, type=OldProofFile)
        if schema == SCHEMA:
            return msgspec.json.decode(data, type=ProofFile)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise OutscanError(say("proof.broken", path=path, why=_where(error))) from None
    raise OutscanError(say("proof.schema", path=path, found=repr(schema)[:60], known=SCHEMA))


def _where(error: Exception) -> str:
    """Which key is wrong, and nothing of what stands there: a proof beside a file is written by anyone."""
    said = str(error)
    return said.rpartition(" - at ")[2] if " - at " in said else type(error).__name__
