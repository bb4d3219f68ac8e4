"""A day that notices what it is compared with, and so knows until when every such test comes out the same.

In: the day of judging. Out: `Day`, which is that date, and the first later day on which one of the comparisons made with it
could turn out differently. A verdict says so (`holds_until`), so that a later run judges again only what a date can change.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, SupportsIndex


class Day(date):
    """A date that remembers in `turns` the days on which a comparison with it would flip."""

    turns: set[date]

    @classmethod
    def of(cls, day: date) -> Day:
        """`day`, with nothing noticed yet."""
        made = cls(day.year, day.month, day.day)
        made.turns = set()
        return made

    def __reduce_ex__(self, protocol: SupportsIndex) -> Any:  # noqa: ANN401 - the shape pickle asks for
        del protocol
        return date, (date.year.__get__(self), self.month, self.day)

    def __hash__(self) -> int:
        return super().__hash__()

    @property
    def year(self) -> int:
        """The year, which notices what it is compared with in turn."""
        return _Year.of(date.year.__get__(self), self)

    def turn(self) -> date | None:
        """The first later day on which a comparison made so far could flip, None where no day can."""
        plain = date(date.year.__get__(self), self.month, self.day)
        return min((one for one in self.turns if date.__gt__(one, plain)), default=None)

    def _met(self, other: Any) -> None:  # noqa: ANN401 - whatever a date may be compared with
        if isinstance(other, date) and other < date.max:
            self.turns |= {date.fromordinal(other.toordinal()), date.fromordinal(other.toordinal()) + timedelta(days=1)}

    def __lt__(self, other: date) -> bool:
        self._met(other)
        return super().__lt__(other)

    def __le__(self, other: date) -> bool:
        self._met(other)
        return super().__le__(other)

    def __gt__(self, other: date) -> bool:
        self._met(other)
        return super().__gt__(other)

    def __ge__(self, other: date) -> bool:
        self._met(other)
        return super().__ge__(other)

    def __eq__(self, other: object) -> bool:
        self._met(other)
        return super().__eq__(other)


class _Year(int):
    """The year of a Day: a comparison with a number can flip on the first of January of that year or of the next."""

    day: Day

    @classmethod
    def of(cls, year: int, day: Day) -> _Year:
        made = cls(year)
        made.day = day
        return made

    def _met(self, other: object) -> None:
        if not isinstance(other, int | float) or isinstance(other, bool) or not date.min.year <= other < date.max.year:
            return
        first = int(other)
        self.day.turns |= {date(first, 1, 1), date(first + 1, 1, 1)}

    def __hash__(self) -> int:
        return super().__hash__()

    def __lt__(self, other: int) -> bool:
        self._met(other)
        return super().__lt__(other)

    def __le__(self, other: int) -> bool:
        self._met(other)
        return super().__le__(other)

    def __gt__(self, other: int) -> bool:
        self._met(other)
        return super().__gt__(other)

    def __ge__(self, other: int) -> bool:
        self._met(other)
        return super().__ge__(other)

    def __eq__(self, other: object) -> bool:
        self._met(other)
        return super().__eq__(other)

    def __float__(self) -> float:
        self.day.turns.add(date(int(self) + 1, 1, 1))  # what the float is compared with is not seen: next year is another
        return super().__float__()

    def __sub__(self, other: int) -> int:
        self.day.turns.add(date(int(self) + 1, 1, 1))
        return super().__sub__(other)
