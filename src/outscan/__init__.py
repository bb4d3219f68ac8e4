"""outscan: find what must not leave, say where and on what basis, and help make it safe or get it approved.

The one public face: `Scanner.build(Config()).scan(Blob(Where(("a.docx",)), data))` gives a `Report`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from outscan.config import Config
    from outscan.scanner import Scanner
    from outscan.types import Action, Blob, Report, Where

__all__ = ["Action", "Blob", "Config", "Report", "Scanner", "Where", "__version__"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    """Import the pipeline and its nouns at first use, so that `outscan --help` never pays for them."""
    if name == "Scanner":
        from outscan.scanner import Scanner  # noqa: PLC0415 - lazy by design

        return Scanner
    if name == "Config":
        from outscan.config import Config  # noqa: PLC0415 - lazy by design

        return Config
    if name in __all__:
        from outscan import types  # noqa: PLC0415 - lazy by design

        return getattr(types, name)
    raise AttributeError(name)
