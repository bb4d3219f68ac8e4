"""outscan: find what must not leave, say where and on what basis, and help make it safe or get it approved.

The public face. `scan(path)` and `scan_many(paths)` give `Report`s behind the fence of the command line; `Scanner` scans in the
caller's own process: `Scanner.build(Config()).scan(Blob(Where(("a.docx",)), data))`. Importing this touches nothing global.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outscan.version import __version__

if TYPE_CHECKING:
    from outscan.api import scan, scan_many, to_dict
    from outscan.config import Config
    from outscan.errors import ConfigError, OutscanError
    from outscan.limits import Limits
    from outscan.scanner import Scanner
    from outscan.types import (
        Action,
        Blob,
        Confidence,
        Finding,
        Gap,
        GapReason,
        Hidden,
        Kind,
        Level,
        Match,
        Part,
        Report,
        Verdict,
        Where,
    )

__all__ = [
    "Action",
    "Blob",
    "Confidence",
    "Config",
    "ConfigError",
    "Finding",
    "Gap",
    "GapReason",
    "Hidden",
    "Kind",
    "Level",
    "Limits",
    "Match",
    "OutscanError",
    "Part",
    "Report",
    "Scanner",
    "Verdict",
    "Where",
    "__version__",
    "scan",
    "scan_many",
    "to_dict",
]
_ROOMS = {
    "Config": "config",
    "ConfigError": "errors",
    "Limits": "limits",
    "OutscanError": "errors",
    "Scanner": "scanner",
    "scan": "api",
    "scan_many": "api",
    "to_dict": "api",
}
"""Where each name comes from; all others are nouns of `types`."""


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    """Import the pipeline and its nouns at first use, so that `outscan --help` never pays for them."""
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415 - lazy by design

    return getattr(import_module(f"outscan.{_ROOMS.get(name, 'types')}"), name)
