from __future__ import annotations

from outscan.types import HiddenKind, Inert
from unpacked import gaps, seen, words


def test_an_owner_file_names_its_person():
    name = "某人"
    data = bytes((4,)) + name.encode("gbk").ljust(53, b"\0") + bytes((2, 0)) + name.encode("utf-16-le")
    pieces = seen(data.ljust(162, b"\0"), "~$报告.docx")
    assert words(pieces, hidden=HiddenKind.PERSON_PROPERTY).endswith(name)
    assert not gaps(pieces)


def test_a_resource_fork_is_counted():
    pieces = seen(b"\0\x05\x16\x07\0\x02\0\0" + b"\0" * 60, "__MACOSX/._a.docx")
    assert [p.kind for p in pieces if isinstance(p, Inert)] == ["litter"]
