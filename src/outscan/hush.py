"""Libraries that would write words of a document into a log are told to be silent, once, when the first document is read.

In: nothing. Out: nothing. Law: importing this package touches nothing that is not its own; reading a document with it keeps the
document's words out of logs.
"""

from __future__ import annotations

import logging
import warnings
from functools import cache

LIBRARIES = ("pikepdf", "pdfminer", "PIL")
"""Their complaints and debugging quote the document."""


@cache
def hush() -> None:
    """Silence them; a second call does nothing, so that whoever wants their logs after all may have them."""
    for library in LIBRARIES:
        logging.getLogger(library).setLevel(logging.CRITICAL + 1)
    warnings.filterwarnings("ignore", module=r"PIL\.")  # damage and size are gaps; the budget counts pixels
