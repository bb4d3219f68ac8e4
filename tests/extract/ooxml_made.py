"""Packages made in memory for the tests of the Office readers."""

from __future__ import annotations

import io
import zipfile

from outscan.limits import Budget, Limits
from outscan.types import Blob, Gap, HiddenKind, Inert, Part, Segment, Where
from outscan.words.places import place_words

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
NS_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="' + OFFICE + '" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
NS_X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="' + OFFICE + '"'
NS_P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" xmlns:r="' + OFFICE + '" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)


def packed(parts, method=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in parts.items() if isinstance(parts, dict) else parts:
            archive.writestr(name, data)
    return buffer.getvalue()


def rels(*triples):
    inner = "".join(
        f'<Relationship Id="{i}" Type="{t if "/" in t else OFFICE + "/" + t}" Target="{target}"'
        + (' TargetMode="External"' if "://" in target else "")
        + "/>"
        for i, t, target in triples
    )
    return f'{DECLARED}<Relationships xmlns="{RELS}">{inner}</Relationships>'


def para(text, run="", marked=""):
    return f"<w:p>{marked}<w:r>{run}<w:t>{text}</w:t></w:r></w:p>"


def docx(body, parts=None, document=None):
    return packed(
        {
            "_rels/.rels": rels(("rId1", "officeDocument", "word/document.xml")),
            "word/document.xml": document or f"{DECLARED}<w:document {NS_W}><w:body>{body}</w:body></w:document>",
            **(parts or {}),
        }
    )


def xlsx(sheets, strings=(), parts=None, workbook="", styles=None):
    """`sheets` are (name, state, inner XML of the worksheet)."""
    listed = "".join(
        f'<sheet name="{name}" sheetId="{i}" r:id="rId{i}"' + (f' state="{state}"' if state else "") + "/>"
        for i, (name, state, _) in enumerate(sheets, 1)
    )
    made = {
        "_rels/.rels": rels(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"{DECLARED}<workbook {NS_X}>{workbook}<sheets>{listed}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": rels(
            *((f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(sheets) + 1))
        ),
        "xl/sharedStrings.xml": f"{DECLARED}<sst {NS_X}>{''.join(strings)}</sst>",
    }
    for i, (_, _, inner) in enumerate(sheets, 1):
        made[f"xl/worksheets/sheet{i}.xml"] = (
            inner if inner.startswith("<?xml") else f"{DECLARED}<worksheet {NS_X}>{inner}</worksheet>"
        )
    if styles:
        made["xl/styles.xml"] = f"{DECLARED}<styleSheet {NS_X}>{styles}</styleSheet>"
    return packed({**made, **(parts or {})})


class Told:
    """What a reader yielded, easy to ask."""

    def __init__(self, read, data, name="件.bin", limits=None):
        self.pieces = list(read(Blob(Where((name,)), data), Budget(limits or Limits())))
        self.segments = [p for p in self.pieces if isinstance(p, Segment)]
        self.gaps = [p for p in self.pieces if isinstance(p, Gap)]
        self.blobs = [p for p in self.pieces if isinstance(p, Blob)]
        self.inert = [p for p in self.pieces if isinstance(p, Inert)]

    def text(self, part=None, hidden=...):
        return "\n".join(
            s.text for s in self.segments if (part is None or s.where.part is part) and (hidden is ... or s.hidden is hidden)
        )

    def spot(self, word):
        """The spot of the only place that holds `word`."""
        spots = [place_words(s.where_at(s.text.index(word)).spot) for s in self.segments if word in s.text]
        assert len(spots) == 1, (word, spots)
        return spots[0]


__all__ = ["HiddenKind", "Part", "Told"]
