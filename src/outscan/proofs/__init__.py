"""Proofs of processed copies as files: their shape, their signatures, and what one says of the file it lies beside.

In: bytes that may be anything. Out: `ProofFile`, `OldProofFile`, `Beside`. Law: a proof is read within bounds and by its strict
shape, and joining one never lowers anything; a signature says who made it, never that what it says is so.
"""

from __future__ import annotations

from outscan.proofs.beside import beside, read_beside, told_by
from outscan.proofs.shape import BOUND, ENDING, OldProofFile, ProofFile, parse, proof_path
from outscan.proofs.signature import Signer, Signing, own_key, sign, signer_of

__all__ = [
    "BOUND",
    "ENDING",
    "OldProofFile",
    "ProofFile",
    "Signer",
    "Signing",
    "beside",
    "own_key",
    "parse",
    "proof_path",
    "read_beside",
    "sign",
    "signer_of",
    "told_by",
]
