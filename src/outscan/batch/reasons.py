"""Reasons as plain lists and back: how a ledger keeps why something was judged so.

In: a `Reason`. Out: lists and strings; a `Reason` again. The document's words are blotted out on the way in.
"""

from __future__ import annotations

from typing import Any

from outscan.report.mask import mask, visible
from outscan.types import Count, Ours, Plain, Quote, Reason, Threshold, Word
from outscan.types.reasons import Value

Listed = list[Any]


def plain(value: Value) -> Listed:
    """`value` as lists: a letter for its kind, then what it holds."""
    match value:
        case Quote(text, unit):
            return ["q", mask(visible(text)), unit]
        case Threshold(text, unit):
            return ["t", text, unit]
        case Word(name):
            return ["w", name]
        case Ours(zh, en):
            return ["o", zh, en]
        case Count(number):
            return ["c", number]
        case Plain(text):
            return ["p", text]
        case Reason(key, values):
            return ["r", key, [[name, plain(one)] for name, one in values]]
        case _:
            return ["l", [plain(one) for one in value]]


def plain_or_none(reason: Reason | None) -> Listed | None:
    """The same for a reason that may not be there."""
    return None if reason is None else plain(reason)


def value(listed: Listed) -> Value:
    """What `plain` wrote."""
    match listed:
        case ["q", text, unit]:
            return Quote(text, unit)
        case ["t", text, unit]:
            return Threshold(text, unit)
        case ["w", name]:
            return Word(name)
        case ["o", zh, en]:
            return Ours(zh, en)
        case ["c", number]:
            return Count(number)
        case ["p", text]:
            return Plain(text)
        case ["r", key, values]:
            return Reason(key, tuple((name, value(one)) for name, one in values))
        case ["l", values]:
            return tuple(value(one) for one in values)
    raise ValueError(f"no kind of value: {listed[:1]}")


def reason(listed: Listed) -> Reason:
    """A reason that `plain` wrote."""
    made = value(listed)
    if not isinstance(made, Reason):
        raise ValueError("a value, and no reason")  # noqa: TRY004 - what is wrong is what the ledger holds
    return made


def reason_or_none(listed: Listed | None) -> Reason | None:
    """The same for a reason that may not be there."""
    return None if listed is None else reason(listed)
