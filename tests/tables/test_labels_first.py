"""Labels of places are looked for from whichever is rarer, figures or labels: both ways say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.tables.records import _LABEL, _PAIRED, FEWEST, LABEL, MANY, _labelled, _worth

TEXTS = st.lists(
    st.sampled_from(
        [
            "X",
            "Y",
            "坐标",
            "northing",
            "Lat",
            "经度",
            "=",
            ":",
            "\t",
            "：",
            " ",
            "12",
            "-345",
            "7",
            "甲",
            "m",
            "\n",
            "E ",
            "的 ",
            "=55",
        ]
    ),
    max_size=60,
).map("".join)


def one_by_one(text):
    """How many figures stand behind a label, each of them asked."""
    return sum(_LABEL.search(text, max(0, hit.start() - LABEL), hit.start()) is not None for hit in _PAIRED.finditer(text))


@settings(max_examples=600, deadline=None)
@given(TEXTS)
def test_labels_find_the_figures_that_figures_find(text):
    assert _labelled(text, 0) == min(one_by_one(text), FEWEST)


def test_many_figures_without_labels_and_two_labels_behind_them():
    many = "\t12" * (MANY + 20)
    assert not _worth(many)
    assert not _worth(many + "\nX=12")
    assert _worth(many + "\nX=12\nY=13")
    assert _worth("X=12" + many + "\nY=13")
