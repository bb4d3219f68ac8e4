"""What EQ fields show, with switches and arguments nested as Word nests them."""

import pytest

from outscan.extract.fields import shown


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (r'EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(jī),机)', ("机", "jī")),
        (r"eq \o(\s\up 5(机),\s\do 2(密))", ("机密", "")),
        (r" eq \o\ac(○,密)", ("密", "㊙")),
        (r"EQ \f(1,2)", ("1/2", "")),
        (r"EQ \a\al(机;密)", ("机密", "")),
        (r"EQ \x(机\,密)", ("机,密", "")),
        (r"EQ \o(", ("", "")),
        ('HYPERLINK "x"', None),
        ("EQUATION", None),
    ],
)
def test_a_field_shows(code, said):
    assert shown(code) == said
