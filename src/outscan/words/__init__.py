"""Every word shown to a person, in Chinese and in English: one catalogue, and the language this process speaks.

In: an enum value, a reason or a message key. Out: words. Law: sentences for people stand here and nowhere else (a house test
looks). The tables are imported at first use, so that `outscan --help` pays for its own lines only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from outscan.words.language import LANGUAGES, language, nearest, say, speak

if TYPE_CHECKING:
    from outscan.words.enums import ACTIONS, CERTAINTY, CONFIDENCE, GAPS, HIDDEN, KINDS, LEVELS, PARTS, TECHNIQUES
    from outscan.words.evidence import EVIDENCE
    from outscan.words.messages import MESSAGES
    from outscan.words.reasons import REASONS
    from outscan.words.speaking import Words

__all__ = [
    "ACTIONS",
    "CERTAINTY",
    "CONFIDENCE",
    "EVIDENCE",
    "GAPS",
    "HIDDEN",
    "KINDS",
    "LANGUAGES",
    "LEVELS",
    "MESSAGES",
    "PARTS",
    "REASONS",
    "TECHNIQUES",
    "Words",
    "language",
    "nearest",
    "say",
    "speak",
]
_ROOMS = {"Words": "speaking", "MESSAGES": "messages", "REASONS": "reasons", "EVIDENCE": "evidence"}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute may be anything
    if name not in __all__:
        raise AttributeError(name)
    from importlib import import_module  # noqa: PLC0415 - lazy by design

    return getattr(import_module(f"outscan.words.{_ROOMS.get(name, 'enums')}"), name)
