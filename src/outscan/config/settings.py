"""What one scan is made with: every setting, checked wherever it comes from.

In: values typed by a program or joined from files (`join`). Out: `Config`. Law: a setting that means nothing is refused, never
taken for another; a `Config` that exists is sound.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path

from outscan.errors import ConfigError
from outscan.limits import Limits
from outscan.words import nearest, say

OCR_WAYS = ("off", "auto", "force")
"""How pictures are treated, from the least to the most."""
_SHA256 = re.compile("[0-9a-f]{64}")


def shipped(name: str) -> Path:
    """The folder `lexicons` or `models` as shipped: inside the installed package, or beside `src` in a checkout."""
    inside = Path(__file__).parents[1] / name
    return inside if inside.is_dir() else Path(__file__).parents[3] / name


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that makes two scans of the same bytes differ. Raises ConfigError for a value that means nothing."""

    limits: Limits = field(default_factory=Limits)
    lexicons: Path = field(default_factory=lambda: shipped("lexicons"))
    overlays: tuple[Path, ...] = ()
    policies: tuple[Path, ...] = ()
    models: Path = field(default_factory=lambda: shipped("models"))
    ocr: str = "auto"
    as_of: date = field(default_factory=date.today)
    recipient: str = ""
    declarations: tuple[tuple[str, bool], ...] = ()
    declared_by: str = ""
    cleared_pictures: frozenset[str] = frozenset()
    fingerprints: Path | None = None
    baseline: Path | None = None
    contact: str = ""
    signed: tuple[Path, ...] = ()
    """Folders in which nothing is taken but what a key of the machine's list has signed; asked when a scanner is built."""
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """For locked documents and members; never written down, shown or digested."""

    def __post_init__(self) -> None:
        if self.ocr not in OCR_WAYS:
            raise ConfigError(
                say("problem.ocr", found=self.ocr, known="、".join(OCR_WAYS), near=nearest(str(self.ocr), OCR_WAYS))
            )
        if not isinstance(self.as_of, date) or isinstance(self.as_of, datetime):
            raise ConfigError(say("problem.day", found=repr(self.as_of)))
        for picture in self.cleared_pictures:
            if not _SHA256.fullmatch(picture):
                raise ConfigError(say("problem.picture", found=picture))
        if self.declarations and not self.declared_by.strip():
            raise ConfigError(say("problem.nameless_declaration"))
        for key, answer in self.declarations:
            if not isinstance(key, str) or not isinstance(answer, bool):
                raise ConfigError(say("problem.declaration", found=repr((key, answer))))
        _check_limits(self.limits)

    def digest(self) -> str:
        """Sha256 over the options that make a difference to a verdict and are not named on their own in a report."""
        settings = {
            "limits": asdict(self.limits),
            "ocr": self.ocr,
            "recipient": self.recipient,
            "declarations": sorted(self.declarations),
            "cleared": sorted(self.cleared_pictures),
        }
        return hashlib.sha256(repr(sorted(settings.items())).encode()).hexdigest()


def _check_limits(limits: Limits) -> None:
    for one in fields(Limits):
        figure = getattr(limits, one.name)
        if isinstance(figure, bool) or not isinstance(figure, int | float) or figure != figure or figure < 0:  # noqa: PLR0124 - not a number
            raise ConfigError(say("problem.limit", name=one.name, found=repr(figure)))
