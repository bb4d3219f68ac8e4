"""What nouns are made of: changed copies, names of fields, and what is remembered of a noun."""

from dataclasses import dataclass

from outscan.nouns import FEW, Struct, names, once_for, replace


class Point(Struct, frozen=True):
    x: int
    y: int = 0


@dataclass(frozen=True)
class Old:
    a: int


def test_both_kinds_of_noun_are_changed_and_named_alike():
    assert replace(Point(1), y=2) == Point(1, 2)
    assert replace(Old(1), a=2) == Old(2)
    assert (names(Point), names(Old), names(int)) == (("x", "y"), ("a",), ())


def test_what_was_made_of_an_object_is_made_once_and_of_an_equal_one_again():
    asked = []
    made = once_for(lambda point: asked.append(point) or [point.x])
    one, equal = Point(1), Point(1)
    assert made(one) is made(one)
    assert made(equal) is not made(one)
    assert len(asked) == 2


def test_no_more_than_a_few_are_kept():
    asked = []
    made = once_for(lambda point: asked.append(point.x))
    points = [Point(number) for number in range(FEW + 1)]
    for point in [*points, points[-1], points[0]]:
        made(point)
    assert asked == [0, 1, 2, 3, 4, 0]
