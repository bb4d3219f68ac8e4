"""The table of sinks: in which formats a report is written. To add one is a module in `report` and a line here.

In: nothing. Out: `SINKS`. The command line offers them and knows them by their endings; `report` renders them.
"""

from __future__ import annotations

from outscan.nouns import Struct


class Sink(Struct, frozen=True):
    """A module of `outscan.report` with a `render(reports, run, *, show_hits, lang)`, and the endings its files have."""

    module: str
    endings: tuple[str, ...]
    """What stands first is what we suggest."""
    also: tuple[str, ...] = ()
    """Endings of another format that it may bear where it is asked for by name."""
    pictures: bool = False
    """Takes pictures of the places too."""


SINKS: dict[str, Sink] = {
    "text": Sink("plain", (".txt",)),
    "json": Sink("json", (".json",)),
    "jsonl": Sink("jsonl", (".jsonl", ".ndjson")),
    "html": Sink("html", (".html", ".htm"), pictures=True),
    "xlsx": Sink("xlsx", (".xlsx",)),
    "docx": Sink("review", (".docx",)),
    "sarif": Sink("sarif", (".sarif",), also=(".json",)),
    "junit": Sink("junit", (".xml",)),
}
