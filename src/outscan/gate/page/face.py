"""Every page and the manner in which pages speak.

In: nothing. Out: `FACE`, which the door serves beside the API.
"""

from __future__ import annotations

from outscan.gate.http.manner import Face, Manner
from outscan.gate.page import (
    casework,
    deciding,
    deputies,
    entering,
    office,
    officers,
    processing,
    ruling,
    seeing,
    sending,
    stating,
)
from outscan.gate.page.forms import check_token
from outscan.gate.page.look import HEADERS, language_of, refuse

FACE = Face(
    (
        *entering.PAGES,
        *sending.PAGES,
        *stating.PAGES,
        *seeing.PAGES,
        *processing.PAGES,
        *casework.PAGES,
        *deciding.PAGES,
        *deputies.PAGES,
        *office.PAGES,
        *ruling.PAGES,
        *officers.PAGES,
    ),
    Manner(HEADERS, refuse, check_token, language_of),
)
"""The pages."""
