"""Elements and attributes of XML of any kind by what they do to words.

In: nothing. Out: names inside a line of text, names of paragraphs, attributes that carry words.
"""

from __future__ import annotations

import re

RUNS = frozenset(
    [
        "r", "t", "tspan", "span", "b", "i", "u", "em", "strong", "a", "s", "br", "tab", "font", "data", "sup", "sub",
        "phonetic", "rpr", "rt", "rb", "ruby", "smarttag", "hlink", "prooferr", "ins", "g",
    ]
)  # fmt: skip
"""Elements inside a line of text: their text is read in one breath with their neighbours'."""
PARAGRAPHS = frozenset(["p", "para", "paragraph", "simpara", "title", "subtitle", "段落", "h", "li", "line", "标题"])
"""Elements that are read in one breath whatever stands inside them (DocBook, hwpx, UOF, OpenDocument, HTML)."""
NUMBERED = re.compile(r"_[0-9a-f]{4}$")
"""What UOF (GB/T 20916) puts behind a name: 段落_416b."""
WORDY = frozenset(
    {
        "title", "name", "label", "alt", "desc", "descr", "description", "keywords", "comment", "author", "value", "val",
        "text", "subject", "company", "manager", "category", "content",
    }
)  # fmt: skip
"""Attributes whose ASCII values are words too."""
