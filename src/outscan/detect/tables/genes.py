"""Tables of genotypes: markers in the head or in a column, alleles in the cells, a row a person or a marker.

In: a segment. Out: `genotypes` and its facts with the cells of a head and one row, or nothing.
Source of the writings: dbSNP numbers (rs671), HLA nomenclature (HLA-B*46:01), VCF genotypes (0/1), pairs of bases (AG, A/G).
"""

from __future__ import annotations

from collections.abc import Iterable

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables import Block, Cell, rows
from outscan.types import Segment

FEW = 3
_NUMBERED = lazy(r"rs\d{3,10}(?!\w)")
_STARRED = lazy(r"\*\d{2}:\d{2}")
_MARKER = lazy(
    r"rs\d{3,10}|HLA[-_ ]?[A-Z]{1,4}\d?(?:[-_ ]?[12ab])?|D\d{1,2}S\d{3,4}|TPOX|vWA|FGA|CSF1PO|TH01"
    r"|[A-Z]{2,6}\d{1,2}(?:[*_]\w{1,6})?"
)
_ALLELES = lazy(
    r"(?:[ACGT]{1,2}|[ACGT][/|][ACGT]|[01.][/|][01.]|-{2}|[A-Z0-9]{0,6}\*?\d{2}:\d{2}(?::\d{2}){0,2}"
    r"(?:[/,; ]{1,2}[A-Z0-9]{0,6}\*?\d{2}:\d{2}(?::\d{2}){0,2})?|\d{1,2}(?:\.\d)?[,/]\s?\d{1,2}(?:\.\d)?)\Z"
)
_NAMES = ("HLA", "TPOX", "vWA", "D8S1179")
_PAIRED = lazy(r"[\t|;,\n][ACGT][/|]?[ACGT](?=[\t|;,\n])")
_CALL = lazy(r"(?:[ACGT]{2}|[ACGT][/|][ACGT]|[01][/|][01]|--|NN|00|\./\.)\Z")
CALLS = 3
"""Distinct calls a marker with two alleles may have (AA, AG, GG), besides what is missing."""
PANELS = 0.8
"""Share of rows with a number of a public panel from which on the table shows that panel."""
PAIRS = 12
"""So many pairs of bases between separators before a table without markers is looked for."""
_DOSES = frozenset(("0", "1", "2", "-9", "NA"))
"""How many of the counted allele a person has, under a marker's number."""
_REPEATS = lazy(r"[\t|;,\n][5-9](?:\.\d)?[/,]\d|[\t|;,\n][1-4]\d(?:\.\d)?[/,]\s?\d{1,2}")
REPEATS = 40
SIZED = 40_000
_PAIR = lazy(r"(\d{1,2})(?:\.[1-3])?[/,]\s?(\d{1,2})(?:\.[1-3])?\Z")
LOCI, ROWS, ALLELES = 4, 8, 4
"""Columns of pairs, rows, and different alleles of one column from which pairs of numbers are lengths of repeats."""
MONTHS = 12
_PANEL = lazy(r"(?<!\w)(?:HG0\d{4}|HG1\d{4}|NA\d{5})(?!\w)")
"""Catalogue numbers of the cell lines of the 1000 Genomes and HapMap projects: their genotypes are public."""
_SAMPLE = lazy(r"\brs\d{3,10}\b|HLA|\*\d{2}:\d{2}|D\d{1,2}S\d{3,4}")


def genotypes(segment: Segment, lines: Iterable[list[Cell]] | None = None) -> tuple[Block, Facts] | None:
    """The table of genotypes that `segment` holds, None where there is none, or where its persons are those of a public panel."""
    found = _genotypes(segment, lines)
    if found is None or len(_PANEL.findall(segment.text)) < found[0].count * PANELS:
        return found
    return None


def _genotypes(segment: Segment, lines: Iterable[list[Cell]] | None) -> tuple[Block, Facts] | None:
    text = segment.text
    if _PAIRED.search(text) and len(_PAIRED.findall(text)) >= PAIRS and (found := _calls(segment, lines)):
        return found
    if len(_REPEATS.findall(text, 0, SIZED)) >= REPEATS and (found := _repeats(segment, lines)):
        return found
    if not (_NUMBERED.search(text) or any(word in text for word in _NAMES) or ("*" in text and _STARRED.search(text))):
        return None
    head: list[Cell] = []
    markers: set[int] = set()
    kept: list[list[Cell]] = []
    loci: set[str] = set()
    for row in rows(segment) if lines is None else lines:
        named = [cell for cell in row if _MARKER.fullmatch(cell.text)]
        alleles = [cell for cell in row if _ALLELES.match(cell.text) or (cell.column in markers and cell.text in _DOSES)]
        if not kept and len(named) > len(alleles) and any(_SAMPLE.search(cell.text) for cell in named) and len(row) > 1:
            head, markers = row, {cell.column for cell in named}
            continue
        if markers and sum(cell.column in markers for cell in alleles) * 2 >= len(markers):
            kept.append(row)
        elif not markers and alleles and len(row) > 1 and any(_SAMPLE.search(cell.text) for cell in named):
            kept.append(row)
            loci.update(cell.text for cell in named)
    if len(kept) < FEW:
        return None
    title = segment.text[: head[0].start if head else kept[0][0].start][-160:]
    persons = len(kept) if markers else 1
    block = Block(title, [head] if head else [], kept[:60], len(kept), [], kept[-1][-1].end)
    return block, {"loci": len(markers) or len(loci), "persons": persons}


def _calls(segment: Segment, given: Iterable[list[Cell]] | None) -> tuple[Block, Facts] | None:
    """Columns of calls under any head or none: each marker has two alleles, so three calls at most, and a row is a person."""
    lines = [row for row in (rows(segment) if given is None else given) if len(row) > 2]
    columns: dict[int, list[str]] = {}
    for row in lines:
        for cell in row:
            if _CALL.match(cell.text):
                columns.setdefault(cell.column, []).append(cell.text)
    markers = {
        number
        for number, calls in columns.items()
        if len(calls) >= max(FEW, len(lines) // 2)
        and len({"".join(sorted(call)) for call in calls if call[:1] in "ACGT01"}) <= CALLS
        and len({base for call in calls for base in call if base in "ACGT01"}) == 2
    }
    kept = [
        row for row in lines if sum(cell.column in markers and bool(_CALL.match(cell.text)) for cell in row) * 2 >= len(markers)
    ]
    if len(markers) < 2 or len(kept) < FEW:
        return None
    above = [row for row in lines if row[0].start < kept[0][0].start]
    head = above[-1:]
    title = segment.text[: (head[0] if head else kept[0])[0].start][-160:]
    return Block(title, head, kept[:60], len(kept), [], kept[-1][-1].end), {"loci": len(markers), "persons": len(kept)}


def _repeats(segment: Segment, given: Iterable[list[Cell]] | None) -> tuple[Block, Facts] | None:
    """Columns of pairs such as 12/15 under any head: lengths of repeats; days of a month and marks out of ten are none."""
    lines = [row for row in (rows(segment) if given is None else given) if len(row) > LOCI]
    columns: dict[int, list[tuple[int, int]]] = {}
    for row in lines:
        for cell in row:
            if hit := _PAIR.match(cell.text):
                columns.setdefault(cell.column, []).append((int(hit[1]), int(hit[2])))
    loci = {
        number
        for number, pairs in columns.items()
        if 2 * len(pairs) > len(lines)
        and min(len({one for one, _ in pairs}), len({other for _, other in pairs})) >= ALLELES
        and max(one for one, _ in pairs) > MONTHS < max(other for _, other in pairs)
        and all(abs(one - other) <= MONTHS for one, other in pairs)
    }
    kept = [row for row in lines if 2 * sum(cell.column in loci and bool(_PAIR.match(cell.text)) for cell in row) > len(loci)]
    if len(loci) < LOCI or len(kept) < ROWS:
        return None
    head = [row for row in lines if row[0].start < kept[0][0].start][-1:]
    title = segment.text[: (head[0] if head else kept[0])[0].start][-160:]
    return Block(title, head, kept[:60], len(kept), [], kept[-1][-1].end), {"loci": len(loci), "persons": len(kept)}
