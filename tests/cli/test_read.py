"""What `outscan read` shows of a piece."""

from __future__ import annotations

from outscan.cli.read import _pieces
from outscan.extract.text import read
from outscan.limits import Budget
from outscan.types import Blob, Part, Segment, Where, grid, spot
from outscan.words.places import place_words


def shown(data: str, name: str = "点.csv") -> list[tuple[str, str]]:
    return [
        (place_words(where.spot), text)
        for piece in read(Blob(Where((name,)), data.encode()), Budget())
        if isinstance(piece, Segment)
        for where, text in _pieces(piece)
    ]


def test_a_csv_is_shown_row_by_row_as_it_stands():
    assert shown("点名,等级,备注\n石门,一等,\n,,无\n") == [("表 R1", "点名,等级,备注"), ("表 R2", "石门,一等"), ("表 R3", ",,无")]


def test_a_row_keeps_its_own_separator():
    assert shown("甲;乙;丙\n1;2;3\n4;5;6\n") == [("表 R1", "甲;乙;丙"), ("表 R2", "1;2;3"), ("表 R3", "4;5;6")]


def test_a_table_of_a_document_is_shown_cell_by_cell():
    text, places = grid(spot("table", 1), [(0, 0, "甲"), (0, 2, "乙")])
    where = Where(("文.docx",)).at(Part.TABLE)
    assert [(place_words(w.spot), t) for w, t in _pieces(Segment(where, text, places))] == [
        ("表1 R1C1", "甲"),
        ("表1 R1C3", "乙"),
    ]
