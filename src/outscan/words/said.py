"""Sentences that are said far from the door, out of a table of their own: in the language this process speaks.

In: a table of words/, a key, values. Out: the sentence. The language belongs to the context, so that two requests of one
process may speak differently.
"""

from __future__ import annotations

from outscan.words.language import language


def said(table: dict[str, tuple[str, str]], key: str, **values: object) -> str:
    """The sentence `key` of `table` with its values filled in."""
    return table[key][language() == "en"].format(**values)
