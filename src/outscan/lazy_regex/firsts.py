"""What an expression may begin with, written into its program: the engine then passes by every other character.

In: a parsed expression and its program. Out: the program, with a set of first characters in its head where Python's compiler
writes none. That one looks for a set only where an expression begins with a character, a class or alternatives of them: not
behind an edge of a word, a look behind or ahead, a case that does not matter, or a part that may be missing. The engine reads the
set as it reads Python's own; nothing else in the program changes, and what is found is the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

_WIDEST = 600
"""Characters of a range whose other cases are written out one by one."""
_ANYCASE = 2
"""The flag that says so."""
_Item = tuple[Any, Any]


def with_firsts(parsed: Any, program: list[int]) -> list[int]:  # noqa: ANN401 - a tree of Python's own, without types
    """`program` with the first characters of `parsed` in its head, where it has none and they can be told."""
    import re._compiler as compiler  # type: ignore[import-not-found]  # noqa: PLC0415 - only where programs are made
    import re._constants as names  # type: ignore[import-not-found]  # noqa: PLC0415

    info, skip, mask, least, most = program[:5]
    if info != names.INFO or least == 0 or mask & (names.SRE_INFO_PREFIX | names.SRE_INFO_CHARSET):
        return program
    flags = parsed.state.flags
    found, missing = _first(parsed, bool(flags & names.SRE_FLAG_IGNORECASE))
    if missing or not found:
        return program
    items, _ = compiler._optimize_charset(sorted(set(found)))  # noqa: SLF001 - as the compiler itself does
    written: list[int] = []
    compiler._compile_charset(items, flags, written)  # noqa: SLF001
    head = [info, 0, mask | names.SRE_INFO_CHARSET, least, most, *map(int, written)]
    head[1] = len(head) - 1
    return head + program[1 + skip :]


def _first(ops: Iterable[_Item], anycase: bool) -> tuple[list[_Item] | None, bool]:  # noqa: FBT001 - passed down the tree
    """The items of a set that holds every first character, None where none can be told; whether all of it may be missing."""
    found: list[_Item] = []
    ahead: list[_Item] | None = None
    for op, value in ops:
        kind = str(op)
        if kind in {"AT", "ASSERT_NOT"}:
            continue
        if kind == "ASSERT":
            told, missing = _first(value[1], anycase) if value[0] == 1 else (None, True)
            if ahead is None and not found and told and not missing:
                ahead = told
            continue
        told, missing = _of(kind, value, anycase)
        if told is None:
            return ahead, False
        found += told
        if not missing:
            return found, False
    return found, True


def _of(kind: str, value: Any, anycase: bool) -> tuple[list[_Item] | None, bool]:  # noqa: ANN401, FBT001 - as above
    """The same of one part."""
    if kind == "LITERAL":
        return _cases([value], anycase), False
    if kind == "IN":
        return _set(value, anycase), False
    if kind == "BRANCH":
        ways = [_first(way, anycase) for way in value[1]]
        told = [items for items, _ in ways if items is not None]
        return ([item for items in told for item in items] if len(told) == len(ways) else None), any(gone for _, gone in ways)
    if kind == "SUBPATTERN":
        _, more, less, inner = value
        if more & ~_ANYCASE:  # what a digit is may change inside
            return None, False
        return _first(inner, (anycase or bool(more & _ANYCASE)) and not less & _ANYCASE)
    if kind == "ATOMIC_GROUP":
        return _first(value, anycase)
    if kind.endswith("_REPEAT"):
        least, _, inner = value
        again, missing = _first(inner, anycase)
        return again, missing or least == 0
    return None, False


def _set(items: Sequence[_Item], anycase: bool) -> list[_Item] | None:  # noqa: FBT001 - as above
    """The items of a class; None where it says what it does not hold, or holds most of a text."""
    out: list[_Item] = []
    for op, value in items:
        kind = str(op)
        if kind == "LITERAL":
            out += _cases([value], anycase)
        elif kind == "RANGE" and (not anycase or value[1] - value[0] <= _WIDEST):
            out += _cases(range(value[0], value[1] + 1), anycase=True) if anycase else [(op, value)]
        elif kind == "CATEGORY" and str(value) in ("CATEGORY_DIGIT", "CATEGORY_SPACE"):
            out.append((op, value))
        else:
            return None
    return out


def _cases(codes: Iterable[int], anycase: bool) -> list[_Item]:  # noqa: FBT001 - as above
    """Characters as items, in every case where that does not matter."""
    import re._constants as names  # noqa: PLC0415

    return [(names.LITERAL, one) for code in codes for one in (_variants(code) if anycase else (code,))]


@cache
def _variants(code: int) -> tuple[int, ...]:
    """Every character that the engine takes for `code` where case does not matter."""
    import _sre  # noqa: PLC0415 - of CPython alone
    from re._casefix import _EXTRA_CASES  # type: ignore[import-not-found]  # noqa: PLC0415

    low = _sre.unicode_tolower(code)
    same = {code, low, *(_lowered().get(low, ())), *_EXTRA_CASES.get(low, ())}
    return tuple(sorted({*same, *(one for other in same for one in _lowered().get(other, ()))}))


@cache
def _lowered() -> dict[int, list[int]]:
    """By a lower-case character those that become it."""
    import _sre  # noqa: PLC0415 - as above

    out: dict[int, list[int]] = {}
    for code in range(0x110000):
        if (low := _sre.unicode_tolower(code)) != code:
            out.setdefault(low, []).append(code)
    return out
