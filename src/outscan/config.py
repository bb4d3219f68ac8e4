"""outscan.toml and the options of one run: what may be set, by whom, and how it joins.

In: TOML files and what was typed. Out: `Config`. A machine policy can only be tightened; nothing is ever read from the
folder being scanned.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

from outscan.limits import Limits


def shipped(name: str) -> Path:
    """The folder `lexicons` or `models` as shipped: inside the installed package, or beside `src` in a checkout."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that makes two scans of the same bytes differ."""

    limits: Limits = field(default_factory=Limits)
    lexicons: Path = field(default_factory=lambda: shipped("lexicons"))
    overlays: tuple[Path, ...] = ()
    policy: Path | None = None
    models: Path = field(default_factory=lambda: shipped("models"))
    ocr: str = "auto"
    as_of: date = field(default_factory=date.today)  # noqa: DTZ011 - the day a person lives in decides, not UTC's
    recipient: str = ""
    declarations: tuple[tuple[str, bool], ...] = ()
    declared_by: str = ""
    cleared_pictures: frozenset[str] = frozenset()
    fingerprints: Path | None = None
    baseline: Path | None = None
    contact: str = ""

    def digest(self) -> str:
        """Sha256 over the options that make a difference to a verdict and are not named on their own in a report."""
        told = {
            "limits": asdict(self.limits),
            "ocr": self.ocr,
            "recipient": self.recipient,
            "declarations": sorted(self.declarations),
            "cleared": sorted(self.cleared_pictures),
        }
        return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()
