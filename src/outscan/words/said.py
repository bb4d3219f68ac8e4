"""Sentences that are said far from the door: in the language the door chose for this run.

In: a table of words/, a key, values. Out: the sentence. The language belongs to the context, so that two requests of one
process may speak differently.
"""

from __future__ import annotations

from contextvars import ContextVar

LANGUAGE: ContextVar[str] = ContextVar("outscan_language", default="zh-CN")
"""The language of this run; a door sets it."""


def said(table: dict[str, tuple[str, str]], key: str, **values: object) -> str:
    """The sentence `key` of `table` with its values filled in."""
    return table[key][LANGUAGE.get() == "en"].format(**values)
