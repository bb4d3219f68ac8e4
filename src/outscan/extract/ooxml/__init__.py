"""The package under docx, xlsx, pptx and vsdx: parts, relationships, properties, drawings, and the account of every part.

In: a `Blob` that is an Open Packaging zip (ECMA-376 part 2), or the same as one flat XML file. Out: `Package`, and pieces of
the parts that all four formats share. Law: every part is read, inert by an explicit list, a blob, or a gap.
Deliberately knows no format's main part.
"""

from __future__ import annotations

from outscan.extract.element import Element
from outscan.extract.ooxml.drawing import chart_lines, paragraph_text, paragraphs, shape_names
from outscan.extract.ooxml.freeform import SIGNS
from outscan.extract.ooxml.package import Package, PackagePart, Relation
from outscan.extract.ooxml.properties import properties
from outscan.extract.ooxml.rest import accounted, rest
from outscan.extract.ooxml.xml import local, marked, parse, root_name, wordy

__all__ = [
    "SIGNS",
    "Element",
    "Package",
    "PackagePart",
    "Relation",
    "accounted",
    "chart_lines",
    "local",
    "marked",
    "paragraph_text",
    "paragraphs",
    "parse",
    "properties",
    "rest",
    "root_name",
    "shape_names",
    "wordy",
]
