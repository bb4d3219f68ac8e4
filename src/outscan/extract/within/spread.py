"""Words spread over what has places of its own: a letter or a few a slide, sheet, page, table, message or member of an archive.

In: the segments of one document, as they are read. Out: what those short ones say together that follow one another, once, at the
place of the first; so do the names of members that hold a letter each.
"""

from __future__ import annotations

import re

from outscan.fold import GLUE
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.types import Part, Segment, Where

_HEARD = frozenset({Part.BODY, Part.TABLE, Part.COMMENT, Part.NOTE, Part.ATTACHMENT, Part.HEADER})
_SHORT, _FEWEST, _HAN_FEWEST, _MOST = 5, 4, 4, 2000
"""Characters of a piece, pieces of a run, Han in it, pieces kept of one document."""
_HAN = lazy(f"[{GLUE}]")
_SUBJECT = re.compile(r"^Subject: ?(.{1,5})$", re.MULTILINE)
_NUMBER = re.compile(r"^[\d_. -]*|\.[A-Za-z0-9]{1,5}$")
_LETTERS, _NAMES = 3, 24


class Spread(Struct):
    """The short pieces of one document that were met."""

    runs: list[list[tuple[Where, str]]] = field(default_factory=lambda: [[]])
    subjects: list[tuple[Where, str]] = field(default_factory=list)
    names: list[tuple[Where, str]] = field(default_factory=list)
    kept: int = 0

    def hear(self, segment: Segment) -> None:
        """Keep a segment that may be a piece; one that is longer ends a run."""
        if self.kept >= _MOST:
            return
        part, text = segment.where.part, segment.text
        if part is Part.NAME:
            name = _NUMBER.sub("", text.rpartition("/")[2]) if len(text) <= _NAMES and "\n" not in text else ""
            if 0 < len(name) <= _LETTERS and len(segment.where.member) > 1:
                self._keep(self.names, segment.where, name)
        elif part is Part.HEADER and (subject := _SUBJECT.search(text)):
            self._keep(self.subjects, segment.where, subject[1])
        elif part in _HEARD and part is not Part.HEADER:
            if len(text) <= 3 * _SHORT and len(said := "".join(text.split())) <= _SHORT:
                self._keep(self.runs[-1], segment.where, said)
            elif self.runs[-1]:
                self.runs.append([])

    def _keep(self, run: list[tuple[Where, str]], where: Where, said: str) -> None:
        run.append((where, said))
        self.kept += 1

    def told(self) -> list[Segment]:
        """What the pieces say together."""
        found = []
        for run in (*self.runs, self.subjects, self.names):
            said = "".join(text for _, text in run)
            varied = 2 * len({text for _, text in run}) > len(run)  # the same again and again is no sentence
            if len(run) >= _FEWEST and varied and len(_HAN.findall(said)) >= _HAN_FEWEST:
                found.append(Segment(run[0][0], said))
        return found
