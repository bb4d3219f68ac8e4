"""What the nouns are made of: `Struct`, its `field`s, `replace` and `asdict`, as msgspec has them.

In: nothing. Out: a class with slots, compared by value and picklable, whose constructor is compiled. Such a class is made in a
fortieth of the time that a dataclass takes at import, and an instance of it in an eighth (docs/performance.md).
`asdict` goes one level deep; `names` says what the fields of a kind are called; `once_for` remembers what was made of a noun too
large to be compared. A class that needs a field out of its repr, its hash or its constructor stays a dataclass.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from dataclasses import replace as _replace  # noqa: TID251 - the one place where it is asked
from typing import Any, TypeVar

from msgspec import Struct, field
from msgspec.structs import asdict
from msgspec.structs import replace as _changed

__all__ = ["Struct", "asdict", "field", "names", "once_for", "replace"]

Noun = TypeVar("Noun")
Made = TypeVar("Made")
FEW = 4
"""So many packs of rules at most are in use at one time."""


def replace(noun: Noun, /, **changes: Any) -> Noun:
    """`noun` with some of its fields changed: a struct, or one of those that are still dataclasses."""
    return _changed(noun, **changes) if isinstance(noun, Struct) else _replace(noun, **changes)  # type: ignore[type-var]


def names(kind: type[Any]) -> tuple[str, ...]:
    """What the fields of `kind` are called, in order; none where it is no noun."""
    if issubclass(kind, Struct):
        return kind.__struct_fields__
    return tuple(one.name for one in fields(kind)) if is_dataclass(kind) else ()


def once_for(make: Callable[[Noun], Made]) -> Callable[[Noun], Made]:
    """`make`, remembered for the last few nouns it was asked about, by which object they are and not by what is in them."""
    kept: list[tuple[Noun, Made]] = []

    def asked(noun: Noun) -> Made:
        for known, made in kept:
            if known is noun:
                return made
        made = make(noun)
        kept.insert(0, (noun, made))
        del kept[FEW:]
        return made

    return asked
