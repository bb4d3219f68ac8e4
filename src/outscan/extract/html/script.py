"""Words inside scripts and style sheets: string literals, comments, generated content.

In: source text. Out: strings a person could come to see. Runs nothing.
"""

from __future__ import annotations

import re

_LITERAL = re.compile(r"\"((?:[^\"\\\n]|\\.){1,100000})\"|'((?:[^'\\\n]|\\.){1,100000})'|`((?:[^`\\]|\\.){1,100000})`", re.DOTALL)
_JOINED = re.compile(r"(?<=[^\\])(?:\"\s*\+\s*\"|'\s*\+\s*')")
_LINE_COMMENT = re.compile(r"(?<![:\"'\\/])//([^\n]*)")
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|%u([0-9a-fA-F]{4})|\\([nrtbfv0\"'`\\/])")
_CODES = re.compile(r"fromCharCode\(\s*((?:0x[0-9a-fA-F]+|\d+)(?:\s*,\s*(?:0x[0-9a-fA-F]+|\d+))*)\s*\)")
_CONTENT = re.compile(r"content\s*:\s*(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')", re.IGNORECASE)
_CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
_PACKED = re.compile(r"data:[\w.+-]+/|[A-Za-z0-9+/_-]{14,}={0,2}$")
"""An address that holds its file, or a literal that is nothing but base64: `atob` makes words of it."""
_WORDS = re.compile(r"[^\x00-\x7f]|[A-Za-z]{2,}[ ][A-Za-z]|(?:%[EeBbCc][0-9A-Fa-f]%[89A-Fa-f][0-9A-Fa-f]){2}")
_LAST_CODE_POINT = 0x10FFFF


def strings(source: str) -> list[str]:
    """String literals and comments of a script that hold words, escapes undone, pieces joined by + put together."""
    source = _JOINED.sub("", source)
    found = [next(filter(None, m.groups()), "") for m in _LITERAL.finditer(source)]
    found += [*block_comments(source), *_LINE_COMMENT.findall(source)]
    plain = [_ESCAPE.sub(_character, text) for text in found]
    plain += [
        "".join(chr(min(int(n, 0), _LAST_CODE_POINT)) for n in re.findall(r"0x[0-9a-fA-F]+|[1-9]\d{0,6}|0", codes))
        for codes in _CODES.findall(source)
    ]
    return [surrogates_joined(text).strip() for text in plain if _WORDS.search(text) or _PACKED.match(text)]


def block_comments(source: str) -> list[str]:
    """What stands between /* and */; the last one may be left open."""
    return [piece.partition("*/")[0] for piece in source.split("/*")[1:]]


def generated(css: str) -> list[str]:
    """Text that a style sheet writes into the page (`content: "…"`)."""
    texts = [
        _CSS_ESCAPE.sub(lambda m: chr(min(int(m.group(1), 16), _LAST_CODE_POINT)), m.group(1)[1:-1])
        for m in _CONTENT.finditer(css)
    ]
    return [surrogates_joined(text) for text in texts if any(c.isalnum() for c in text)]


def remarks(css: str) -> list[str]:
    """Comments of a style sheet that hold words beyond ASCII."""
    return [m.strip() for m in block_comments(css) if not m.isascii()]


def surrogates_joined(text: str) -> str:
    """`text` with surrogate pairs as characters and lone surrogates as U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    wide, four, two, percent, simple = match.groups()
    if simple:
        return {"n": "\n", "r": "\n", "t": "\t"}.get(simple, simple if simple in "\"'`\\/" else "")
    return chr(min(int(wide or four or two or percent, 16), _LAST_CODE_POINT))
