"""What the columns of any table can be for a package: keys, places, persons, health, series.

In: a segment. Out: `TableFacts`. Unlike the detector of tables this one also reads tables without figures (a code and its
name), for they are the keys to the others.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice, pairwise

from outscan.lazy_regex import lazy
from outscan.nouns import replace
from outscan.package import values
from outscan.package.areas import figured
from outscan.package.column import Column, columned, valued
from outscan.package.legend import ENTRY, INLINE, legend, told
from outscan.package.told import (
    CODED,
    FIRM,
    GRADED,
    HEALTH,
    IDENTITY,
    MILITARY,
    NUMBER_OF,
    OFFSET,
    PAPERS,
    PERSON,
    PLACE,
    PRICED,
    REPORTED,
    SENSITIVE,
    STRONG,
    SYSTEMS,
)
from outscan.tables import rows
from outscan.tables.figures import decimals
from outscan.types import HARD, Segment
from outscan.types.parcels import TableFacts

MOST = 400
"""Rows of a table whose keys are kept."""
FEW, PAIR = 3, 2
HEAD = 6
"""A head stands among so many first rows."""
ENOUGH = 0.7
WHOLE = 99
"""The column of a list in which all stands that follows a code."""
LINKED = 4
"""First columns of a table that are looked at for a second key."""
_CODE = lazy(
    r"[A-Z甲乙丙丁戊己庚辛]|[A-Za-z一-龥]{0,6}[-_#]?[0-9]{1,12}[A-Za-z]?|[A-Z]{2,8}\d{0,6}|[A-Za-z]{1,4}[-_][A-Za-z0-9-]{1,12}"
)
_PARTS = lazy(r"[，,;；\t]\s*|\s{1,4}")
_COUNTING = lazy(r"序\s?号|行号|(?i:no\.?|#|row|index|seq)")
_COUNTED = lazy(r"序\s?号|行号|(?i:no\.?|#)")
_WATER = lazy(r"流量|水位|含沙量|输沙|径流|(?<![A-Za-z])[QZ](?![A-Za-z])|(?i:discharge|water level|stage|flow|sediment|\bq_?m3s)")
_FLOWS = lazy(r"(?i:q|z|flows?|stages?|levels?)(?:[ _\-.]|\d)")
"""What a file of a river's figures is called."""
_STATION = lazy(r"水文|测站|站码|站名|站点|河名|断面|流域|(?i:gaug|station|river|\bsites?\b)")
_HYDRO = lazy(r"水文|河名|河流|断面|流域|径流|(?i:gaug|river|hydrolog)")
_GRAVITY = lazy(
    r"重力|布格|异常|mGal|毫伽|(?i:gravity|g_?obs|g_?mgal|bouguer|free[- ]air|(?<![a-z])c?ba(?![a-z])|(?<![a-z])faa?(?![a-z]))"
)
_NORTH = lazy(r"(?<![A-Za-z])[XNxn](?![A-Za-z])|(?<![\u4e00-\u9fff])北(?![\u4e00-\u9fff])|纵坐标|北坐标|(?i:northing)")
_EAST = lazy(r"(?<![A-Za-z])[YEye](?![A-Za-z])|(?<![\u4e00-\u9fff])东(?![\u4e00-\u9fff])|横坐标|东坐标|(?i:easting)")


_Columns = dict[int, dict[int, str]]
"""By column the text of each row that has one."""


def digest(words: str) -> int:
    """A short number for a cell's words; the words cannot be read from it, only compared."""
    plain = re.sub(r"[\s_\-#.]+", "", words).lower()
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big") if plain else 0


def table(segment: Segment) -> TableFacts | None:
    """The facts of the table that `segment` is or holds, None where there is none with three rows at least."""
    text = segment.text
    if segment.cells is None and text.count("\t") < 2 * FEW and not _parted(text):
        return _listed(segment)
    lines = [row for row in islice(rows(segment), MOST + HEAD) if len(row) > 1]
    least = FEW if segment.cells is None else PAIR  # two rows under a head of a sheet are a table
    if len(lines) < least + 1:
        return None
    top = next((i for i, row in enumerate(lines[:HEAD]) if all(not figured(cell) for cell in row)), None)
    head = lines[top] if top is not None else []
    body = lines[(top + 1) if top is not None else 0 :]
    if len(body) < (least if head else FEW):
        return None
    heads = {cell.column: cell.text for cell in head}
    columns: _Columns = {}
    for number, row in enumerate(body):
        for cell in row:
            columns.setdefault(cell.column, {})[number] = cell.text
    before = text[: head[0].start if head else body[0][0].start][-200:]
    return _facts(segment, before, heads, columns, len(body))


def _parted(text: str) -> bool:
    """Whether most lines are parted into the same number of fields by commas: a table that was exported as plain lines."""
    lines = [line for line in text[: 40 * MOST].splitlines() if line.strip()]
    commas = [line.count(",") for line in lines]
    usual = max(set(commas), key=commas.count, default=0)
    return usual > 0 and len(lines) > 2 * FEW and commas.count(usual) >= ENOUGH * len(lines)


def _listed(segment: Segment) -> TableFacts | None:
    """A list in running text, a code and what it stands for a line (K103：赵某，柳河村; F01 变电站)."""
    pairs = [found for found in islice(ENTRY.finditer(segment.text), MOST) if any(map(str.isdigit, found["code"]))]
    if len(pairs) < FEW or len({found["code"] for found in pairs}) < FEW:
        pairs = list(islice(INLINE.finditer(segment.text), MOST))
    if len(pairs) < FEW or len({found["code"] for found in pairs}) < FEW:
        return _legend(segment)
    columns: _Columns = {}
    for number, found in enumerate(pairs):
        parts = _PARTS.split(found["rest"])
        for column, text in enumerate([found["code"], *parts]):
            if text.strip():
                columns.setdefault(column, {})[number] = text.strip()
        if len(parts) > 1:  # what a code stands for may be several words
            columns.setdefault(WHOLE, {})[number] = found["rest"].strip()
    return _facts(segment, segment.text[: pairs[0].start()][-200:], {}, columns, len(pairs))


def _legend(segment: Segment) -> TableFacts | None:
    """A legend told in sentences or by ranges."""
    found = legend(segment.text)
    if found is None:
        return None
    at, pairs = found
    columns = {0: {row: code for row, (code, _) in enumerate(pairs)}, 1: {row: rest for row, (_, rest) in enumerate(pairs)}}
    made = _facts(segment, segment.text[:at][-200:], {}, columns, len(pairs))
    # the codes themselves, whatever they look like: they join to the heads of another table as well
    keys = tuple(digest(code) for code, _ in pairs)
    return replace(made, keys=keys, roles=tuple(sorted({*made.roles, *told([rest for _, rest in pairs])})))


def _facts(segment: Segment, before: str, heads: dict[int, str], columns: _Columns, count: int) -> TableFacts:
    name = segment.where.member[-1] if segment.where.member else ""
    words = f"{name} {before} {segment.where.spot.name} {' '.join(heads.values())}"
    roles: set[str] = set()
    known = {number: columned(list(cells.values())) for number, cells in columns.items()}
    key, pair = _key(heads, known, count), _coordinates(heads, known)
    worded: list[str] = []
    for number, column in known.items():
        lines = _lines(column)
        worded.append(lines)
        said = _roles(heads.get(number, ""), column, lines)
        # a number given by a school or a hospital is the key to the others, and names nobody by itself
        roles |= said - {"identity"} if number == key and NUMBER_OF.search(heads.get(number, "")) else said
    if pair:
        roles.add("coordinates")
    if _WATER.search(words) or _FLOWS.match(name):
        roles.add("water")
    if _HYDRO.search(words) or _met(_HYDRO, "\n".join(worded), 2):
        roles.add("hydro")
    if _STATION.search(words):
        roles.add("station")
    if _GRAVITY.search(words):
        roles.add("gravity")
    if SENSITIVE.search(words):
        roles.add("sensitive")
    if sum(bool(OFFSET.search(head)) for head in heads.values()) > 1:
        roles.add("offsets")
    if sum(bool(REPORTED.search(head)) for head in heads.values()) > 1:
        roles.add("reports")
    if any(GRADED.search(head) for head in heads.values()):
        roles.add("graded")
    if any(PRICED.search(head) for head in heads.values()):
        roles.add("priced")
    keyed = columns.get(key, {}) if key is not None else {}
    system = SYSTEMS.search(f"{words} {segment.text[:300]}")
    return TableFacts(
        segment.where_at(0).spot,
        -1,
        count,
        tuple(sorted(roles)),
        tuple(digest(keyed[row]) for row in range(min(count, MOST)) if row in keyed),
        tuple(_pair(columns, pair, row) for row in range(min(count, MOST)) if row in keyed),
        tuple(sorted({digest(head) for head in heads.values() if _CODE.fullmatch(head)})),
        (system.lastgroup or "") if system else "",
        tuple(_links(heads, known, key)),
    )


def _links(heads: dict[int, str], columns: dict[int, Column], key: int | None) -> Iterator[tuple[int, ...]]:
    """Digests of other columns by which a table may join two more: codes, and whole numbers under the same head."""
    for number, column in islice(columns.items(), LINKED):
        once, head = dict.fromkeys(column.texts), heads.get(number, "").strip()
        if number == key or len(once) < 2 or column.dated:
            continue
        if all(map(_CODE.fullmatch, once)) and not column.figured:
            yield tuple(map(digest, once))
        elif head and not _COUNTED.fullmatch(head) and len(once) == len(column.texts) and all(map(str.isdecimal, once)):
            yield tuple(digest(f"{head}={text}") for text in once)


def _lines(column: Column) -> str:
    """The cells of a column that are no bare figures, a line each: words are looked for in all of them at once."""
    return "\n".join(text.replace("\n", "\v") for text in column.texts if text not in column.figured)


def _met(pattern: re.Pattern[str], lines: str, least: int) -> bool:
    """Whether `pattern`, which crosses no line, is met in so many of `lines`."""
    at = 0
    for _ in range(least):
        hit = pattern.search(lines, at) if at >= 0 else None
        if hit is None:
            return False
        at = lines.find("\n", hit.end())
    return True


def _roles(head: str, column: Column, lines: str) -> set[str]:
    """What a column is by its head and by its cells; `lines` are those of them that are no bare figures."""
    out: set[str] = set()
    if PERSON.search(head) and not PLACE.search(head):
        out.add("person")
    if IDENTITY.search(head):
        out.add("identity")
    if HEALTH.search(head):
        out.add("health")
    if PLACE.search(head):
        out.add("place")
    if _met(SENSITIVE, lines, FEW):
        out.add("sensitive")
    cells = Counter(lines.split("\n"))
    if STRONG.search(lines) or (_met(MILITARY, lines, 2) and sum(bool(MILITARY.search(text)) for text in cells) > 1):
        out.add("military")
    if PAPERS.search(head):
        out.add("papers")
    if 2 * sum(often for text, often in cells.items() if FIRM.search(text)) > len(column.texts):
        out.add("firm")
    out.update(role for role in values.roles(column.texts, column.figured) if role != "person" or not PLACE.search(head))
    if sum(text in column.dated for text in column.texts) >= ENOUGH * len(column.texts):
        out.add("dated")
    some = _WATER.search(lines) or _STATION.search(lines)
    if some and sum(bool(_WATER.search(line) or _STATION.search(line)) for line in lines.split("\n")) >= FEW:
        out.add("station")
    return out


def _key(heads: dict[int, str], columns: dict[int, Column], count: int) -> int | None:
    """The column whose cells name the rows: codes before names, each row its own."""
    best: tuple[float, int] | None = None
    for number, column in columns.items():
        texts, figured = column.texts, column.figured
        if (
            len(texts) < ENOUGH * count or len(set(texts)) < 2 or _COUNTING.fullmatch(heads.get(number, "").strip())
        ):  # one value names nothing
            continue
        short = 0 if CODED.fullmatch(heads.get(number, "").strip()) and len(set(texts)) == len(texts) else FEW
        plain = [t for t in texts if not (t in figured and ("." in t or _counts(t, short))) and t not in column.dated]
        if len(plain) < ENOUGH * len(texts) or any(len(text) > 40 for text in texts):  # a sentence is no key
            continue
        codes = sum(often for text, often in Counter(texts).items() if _CODE.fullmatch(text)) / len(texts)
        own = len(set(texts)) / len(texts)
        score = own + codes - 0.01 * number
        if best is None or score > best[0]:
            best = score, number
    return best[1] if best else None


def _counts(text: str, short: int) -> bool:
    """Whether a whole number only counts: short, and not filled up with noughts as codes are."""
    return len(text) < short and not (len(text) > 1 and text.startswith("0"))


def _coordinates(heads: dict[int, str], columns: dict[int, Column]) -> tuple[int, int] | None:
    """The two columns that hold fine coordinates, in degrees of China or in metres, side by side."""
    order = sorted(columns)
    figures = {number: valued(columns[number]) for number in order}
    for first, second in pairwise(order):
        a, b = figures[first], figures[second]
        if not a or not b:
            continue
        degrees = all(3 <= x <= 54 for x in a) and all(73 <= y <= 136 for y in b)  # the extent of the country
        turned = all(73 <= x <= 136 for x in a) and all(3 <= y <= 54 for y in b)
        metres = min(map(abs, (*a, *b))) >= 10_000 and max(map(abs, (*a, *b))) < 5e7  # planes of the country
        labelled = bool(_NORTH.search(heads.get(first, "")) and _EAST.search(heads.get(second, "")))
        labelled = labelled or bool(_EAST.search(heads.get(first, "")) and _NORTH.search(heads.get(second, "")))
        if not (degrees or turned or labelled):
            continue
        fine = max(map(decimals, columns[first].figured), default=9)
        if ((degrees or turned) and fine >= FEW) or (labelled and metres) or (labelled and fine >= FEW):
            return first, second
    return None


def _pair(columns: _Columns, pair: tuple[int, int] | None, row: int) -> int:
    if pair is None or row not in columns[pair[0]] or row not in columns[pair[1]]:
        return 0
    return digest(f"{columns[pair[0]][row]};{columns[pair[1]][row]}{HARD}")
