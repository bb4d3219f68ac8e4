"""Comparisons of facts, as items write them: `"< 5000"`, `"in [1, 2]"`, `"between 1 and 2"`, `">= today"`, a plain value.

In: what an item wrote. Out: `Test`, which a fact can be put to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Literal

import msgspec

from outscan.lazy_regex import lazy
from outscan.lexicon.model import Comparison
from outscan.words import say

Operator = Literal["<", "<=", ">", ">=", "=", "!=", "in", "between"]
_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_ORDER = lazy(rf"(<=|>=|!=|=|<|>)\s*({_NUMBER}|today)")
_BETWEEN = lazy(rf"between\s+({_NUMBER})\s+and\s+({_NUMBER})")
_IN = lazy(r"in\s*\[([^\[\]]+)\]")
TODAY = "today"


class Test(msgspec.Struct, frozen=True, array_like=True):
    """One comparison of one fact; `shown` is how the rule wrote it, for `because`."""

    __test__ = False  # pytest would take the name for a test case

    fact: str
    operator: Operator
    values: tuple[float | str | bool, ...]
    shown: str

    def holds(self, fact: str | float | bool | None, as_of: date) -> bool:  # noqa: FBT001 - a fact may be a truth value
        """Whether `fact` compares; a missing fact never does. `today` is the year of `as_of`."""
        if fact is None:
            return False
        # The year is compared as it is: a day may want to know what it was compared with (outscan.day).
        wanted = tuple(as_of.year if v == TODAY else v for v in self.values)
        if self.operator == "in":
            return any(_same(fact, one) for one in wanted)
        if self.operator in {"=", "!="}:
            return _same(fact, wanted[0]) is (self.operator == "=")
        number = _number(fact)
        if number is None:
            return False
        return self._orders(number, [v if isinstance(v, int | float) else float(v) for v in wanted])

    def _orders(self, number: float, wanted: Sequence[float]) -> bool:
        if self.operator == "between":
            return wanted[0] <= number <= wanted[1]
        if self.operator == "<":
            return number < wanted[0]
        if self.operator == "<=":
            return number <= wanted[0]
        if self.operator == ">":
            return number > wanted[0]
        return number >= wanted[0]

    @property
    def additive(self) -> bool:
        """Whether several facts may be added up to pass: `more than so much`."""
        return self.operator in {">", ">="} and self.values != (TODAY,)


def _number(fact: str | float | bool) -> float | None:  # noqa: FBT001 - a fact may be a truth value
    try:
        return float(fact)
    except ValueError:
        return None


def _same(fact: str | float | bool, wanted: float | str | bool) -> bool:  # noqa: FBT001 - a fact may be a truth value
    if isinstance(wanted, str):
        return str(fact).casefold() == wanted.casefold()
    if isinstance(wanted, bool) or isinstance(fact, bool):
        return fact is wanted
    number = _number(fact)
    return number is not None and number == wanted


def parse_test(fact: str, written: Comparison) -> Test:
    """The comparison `written` of `fact`. Raises ValueError with a sentence that says what may be written."""
    if isinstance(written, bool | int | float):
        return Test(fact, "=", (written if isinstance(written, bool) else float(written),), f"= {written}")
    text = written.strip()
    if found := _ORDER.fullmatch(text):
        figure: float | str = TODAY if found[2] == TODAY else float(found[2])
        return Test(fact, _operator(found[1]), (figure,), f"{found[1]} {found[2]}")
    if found := _BETWEEN.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        if low > high:
            raise ValueError(say("rule.between", text=repr(text)))
        return Test(fact, "between", (low, high), text)
    if found := _IN.fullmatch(text):
        return Test(fact, "in", tuple(_figure(one) for one in found[1].split(",")), text)
    if not text or text[0] in "<>=!" or text.startswith(("in ", "in[", "between ")):
        raise ValueError(say("rule.comparison", text=repr(text)))
    return Test(fact, "=", (text,), f"= {text}")


def _operator(sign: str) -> Operator:
    known: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "!="}
    return known[sign]


def _figure(text: str) -> float | str:
    text = text.strip().strip("'\"")
    return float(text) if re.fullmatch(_NUMBER, text) else text
