"""Words in the source of mark-up that no reader told: attributes nobody knows, text between elements, a tag that is never closed.

In: the source, and what was told of it. Out: the stretches of Han that stand in the one and not in the other. Asked last, of a
whole document: whatever a reader takes for machinery, somebody who opens the file in an editor reads.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterable, Iterator, Sequence

from outscan.extract.asides import narrow
from outscan.lazy_regex import lazy

_HAN = "\u3400-\u9fff"
_SOME = lazy(rf"[{_HAN}]{{2}}")
_RUN = lazy(rf"[{_HAN}][{_HAN}★☆A-Za-z0-9，。、：:；;（）()〔〕《》“”…·—%.]{{2,}}")
FEWEST = 10
"""Han of a stretch that says something; names of fonts, styles and fields are shorter."""
BESIDE_FIGURES = 4
"""Han that say something beside a figure of two digits: a scale, an area, a year."""
_ENOUGH = lazy(
    rf"(?:[^{_HAN}]*[{_HAN}]){{{FEWEST}}}|.*?(?:[绝絕机機秘祕]\s*密|密[级級]|内部(?:资料|文件))"
    rf"|(?=.*?\d\d)(?:[^{_HAN}]*[{_HAN}]){{{BESIDE_FIGURES}}}",
    re.DOTALL,
)
MOST = 500
"""Stretches looked for from the beginning; beyond, what is not found in its place is taken as not told."""
_SPOKEN = re.compile(
    rb"<(?:[\w.-]+:)?(?:t|v|f|delText|instrText|delInstrText|formula\d?|lpwstr|lpstr|text|author|odd\w+|even\w+|first\w+"
    rb"|title|subject|creator|keywords|description|lastModifiedBy|category|Company|Manager)(?:\s[\x00-\x3b\x3d\x3f-\x7f]*)?>[^<]*"
)
"""Elements of Office parts whose text every reader reads; one whose attributes are not plain ASCII is looked at whole."""
_HAN_BYTES = rb"(?:[\xe3-\xe9][\x80-\xbf]{2})"
_MANY = re.compile(rb"[\"'>][^\"'<>]*" + _HAN_BYTES + rb"{2}[^\"'<>]*")
_ENGLISH = re.compile(rb'="([^"<>]*?(?:[A-Za-z]{2,}[,;:]? ){5}[A-Za-z]{2,}[^"<>]*)"')
_CODED = re.compile(rb'="([A-Za-z0-9+/]{16,}={0,2})"')
_SPELLED = re.compile(rb'="([^"<>]*(?:%[Ee][4-9]%[89ABab]|\\u[4-9][0-9a-fA-F]{3})[^"<>]*)"')
_SPELLING = re.compile(rb"%[Ee][4-9]%[89ABab]|\\u[4-9][0-9a-fA-F]{3}")
_WORDS = re.compile(rb" (?:[A-Za-z]{2,}[,;:]? ){4}[A-Za-z]{2}")
"""Without these there is no sentence; begins with the blank behind its first word, so that the engine passes by the rest."""
_EDGE = re.compile(rb"[\"<>]")
_TEXT = re.compile(rb">[^<]+<")
_LARGE = 2_000_000
"""Bytes of a part from which on only its attributes are looked at: text between its elements would break it."""


def overlooked(source: str, read_texts: Iterable[str]) -> list[str]:
    """Stretches of `source` that stand nowhere in `told`, each once; both in the order of the document."""
    runs = [run for run in dict.fromkeys(found.group() for found in _RUN.finditer(source)) if _ENOUGH.match(run)]
    if not runs:
        return []
    texts = list(read_texts)
    known = {run for text in texts for run in _RUN.findall(text)}
    left = [run for run in runs if run not in known]
    if not left:
        return []
    whole = "\n".join("".join(text.split()) for text in texts)
    out: list[str] = []
    at = searched = 0
    for run in left:
        found = whole.find(run, at)
        if found < 0 and searched < MOST:
            searched += 1
            found = whole.find(run)
        if found < 0:
            out.append(run)
        else:
            at = max(at, found)
    return out


def unspoken(data: bytes, *, texts: bool = False, whole: bool = False) -> list[str]:
    """Values of a part that no reader may have read: attributes, and text outside the elements that hold some.

    With `texts` all text between tags is known to be read; `whole`: nobody read any of this part.
    """
    if data.isascii() and b"\0" not in data[:4]:
        return _sentences(data)
    data = narrow(data)
    english = _sentences(data)
    if texts or len(data) > _LARGE:
        data = _TEXT.sub(b"><", data)
    elif not whole:
        data = _SPOKEN.sub(b"<", data)
    found = (one.group()[1:] for one in _MANY.finditer(data))
    said = (html.unescape(value.decode("utf-8", "replace")).strip() for value in found)
    return [*(text for text in dict.fromkeys(said) if _ENOUGH.match(text)), *english]


def _sentences(data: bytes) -> list[str]:
    """Attributes whose value is an English sentence, or words written as codes."""
    if len(data) > _LARGE:
        return []
    found = (html.unescape(value.decode("utf-8", "replace")).strip() for value in _values(data))
    coded = [value.decode("ascii") for value in _CODED.findall(data) if _worded(value)]
    if (b"%" in data or rb"\u" in data) and _SPELLING.search(data):
        coded += [value.decode("utf-8", "replace") for value in _SPELLED.findall(data)]
    return list(dict.fromkeys([*found, *coded]))


def _values(data: bytes) -> Iterator[bytes]:
    """What `_ENGLISH` finds: asked of the values alone in which words stand side by side."""
    edge = reached = 0
    while words := _WORDS.search(data, edge):
        start = max(data.rfind(sign, edge, words.start()) for sign in (b'"', b"<", b">"))
        value = _ENGLISH.match(data, start - 1) if start > reached else None
        if value is not None:
            yield value[1]
            reached = value.end()
        end = _EDGE.search(data, words.start())
        if end is None:
            return
        edge = end.start()


def _worded(value: bytes) -> bool:
    """Whether base64 spells words beyond ASCII; names, keys and hashes do not."""
    try:
        text = base64.b64decode(value + b"=" * (-len(value) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError):
        return False
    return bool(_SOME.search(text))


def untold(values: Sequence[str], read_texts: Iterable[str]) -> list[str]:
    """Those of `values` that stand in none of the texts `told`."""
    if not values:
        return []
    whole = "\n".join("".join(text.split()) for text in read_texts)
    return [value for value in values if "".join(value.split()) not in whole]
