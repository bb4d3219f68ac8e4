"""Which option belongs to which layer: what makes a content be read again, and what only makes an item be decided again.

In: a `Scanner` (or its `Config`). Out: the makings of readings and of decisions, each with a digest.
Law: every option is in exactly one of three lists; a house test changes each in turn.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from outscan.keys import derived, installation_key
from outscan.scanner import Scanner

PURPOSE = "outscan batch 1"
READS = ("limits", "lexicons", "overlays", "models", "ocr", "cleared_pictures", "fingerprints", "passwords")
"""Options of `Config` that change what is read of the same bytes."""
DECIDES = ("policies", "overlays", "as_of", "recipient", "declarations", "declared_by", "baseline")
"""Options that change what is decided about the same reading. An overlay folder may hold lexicons, a policy, or both."""
MATTERS_NOT = ("contact", "signed")
"""Options that change neither: whom the screen says to call, and which folders must be signed before a scanner is built."""


def reading_makings(scanner: Scanner) -> dict[str, object]:
    """What a reading is made with. The same makings and the same bytes give the same reading."""
    config, made = scanner.config, scanner.makings()
    return {
        "outscan": made.outscan,
        "rules": made.rules,
        "model": made.model,
        "ocr": made.ocr,
        "ocr_mode": config.ocr,
        "limits": asdict(config.limits),
        "cleared_pictures": sorted(config.cleared_pictures),
        "fingerprints": _file(config.fingerprints),
        "key": _key_id(),
        **({"passwords": _passwords(config.passwords)} if config.passwords else {}),
    }


def _passwords(passwords: Sequence[str]) -> str:
    """Which passwords there were, told by a keyed digest: without the key they cannot be tried."""
    key = derived(installation_key(create=True), PURPOSE)
    return hmac.digest(key, "\0".join(sorted(passwords)).encode("utf-8", "surrogatepass"), "sha256").hex()[:32]


def deciding_makings(scanner: Scanner) -> dict[str, object]:
    """What a decision is made with, beside the reading, the name and the day."""
    config = scanner.config
    return {
        "outscan": scanner.makings().outscan,
        "policy": scanner.policy.digest,
        "recipient": config.recipient,
        "declarations": [list(one) for one in config.declarations],
        "declared_by": config.declared_by,
        "baseline": _file(config.baseline),
    }


def digest(makings: dict[str, object]) -> str:
    """64 hexadecimal digits over makings."""
    return hashlib.sha256(canonical(makings).encode()).hexdigest()


def canonical(makings: dict[str, object]) -> str:
    """Makings as text, always the same for the same makings."""
    return json.dumps(makings, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _key_id() -> str:
    """Which installation's key hashes are made with: under another one persons and reviews are not known again."""
    return derived(installation_key(create=True), PURPOSE).hex()[:16]


def _file(path: Path | None) -> str:
    """The sha256 of a file that is itself an option, "" where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path else ""
    except OSError:
        return "unreadable"
