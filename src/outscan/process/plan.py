"""From findings to what is taken out: which technique for which evidence, and what is refused.

In: the report of a scan, the document it read, the options. Out: `Plan`: refusals with the way forward, and `Wanted` words.
Law: a mark is never processed away without a recorded authority; 绝密 and matters that must be withheld never
(《保守国家秘密法》第二十三条至第二十五条). Reads no file and decides nothing about safety: the second scan does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from outscan.evidence import TECHNIQUES as ASKING
from outscan.evidence import Asking
from outscan.formats import FormatTrait, having
from outscan.process import table
from outscan.process.search import squeeze
from outscan.process.task import LABEL, Options, Wanted
from outscan.process.techniques import TECHNIQUES, Technique
from outscan.reading import Document
from outscan.types import CELL, HARD, Action, Finding, Kind, Level, Match, Part, Report, Segment, Where
from outscan.words import Words, nearest, say

AROUND = 80
"""Characters of text kept on either side of wanted words."""
RESIDUAL_KEY = "mark/residual"
"""`--declare mark/residual=yes`: the marks left on past papers and templates are no longer in force."""
_MARK_LEAST, _WORDS_LEAST, _FIGURES_LEAST = 4, 6, 8
"""Characters from which words are taken out wherever they stand."""

_KEYED = having(FormatTrait.KEYED)
_TAKEN = frozenset({"drop_column", "drop_rows"})
_NAMED, _CAPTION = 3, 60
_TITLE = re.compile(r"(表|成果|数据|资料|汇编|一览|清单|目录)\W*$")

VAGUE = frozenset({"coarsen_scale", "replace_wording"})
"""Techniques that say the same less exactly. They fit what is told of a matter, never what is handed over with it."""
_PRODUCT = re.compile(
    r"(?i)\.?\b(dwg|dxf|shp|tiff?|img|las|laz|gdb|mdb|kml|kmz|geojson|csv|xlsx?|docx?|pdf|zip|rar|7z|dgn|e00|mif|bim|rvt)\b"
    r"|附件|附图|附表|随附|随文|见附|光盘|硬盘|U盘|压缩包|电子版|矢量|图幅|幅图|成果图|底图|图纸|数据集|数据库|资料包|(?:提供|移交|交付|发送|拷贝|拷给|寄送|上传|下载)"
    r"|\b(?:attach|enclos|deliver|hand(?:ed)? over|provid|sen[dt]|upload|download|dataset|drawing|sheets?)"
)


@dataclass(slots=True)
class Plan:
    """What will be done, and why something will not."""

    refusals: list[str] = field(default_factory=list)
    wanted: list[Wanted] = field(default_factory=list)
    marks: bool = False


def make_plan(report: Report, document: Document, options: Options, *, step: int = 0) -> Plan:
    """The plan for one report. A later `step` takes out all the evidence of a finding where the first took the least."""
    plan = Plan()
    for finding in report.findings:
        if not finding.upheld:
            continue
        if why := _refusal(finding, report, options):
            plan.refusals.append(why)
            continue
        plan.marks |= finding.kind is Kind.MARK
        for match in _evidence(finding, step):
            technique = _technique(finding, match, options, step)
            if technique.name in VAGUE and _describes(document, match):
                plan.refusals.append(say("proof.product", option=f"--technique {technique.name}"))
            plan.wanted += _wanted(match, document, technique, options)
            if match.kind is Kind.TABLE and technique.name in _TAKEN:
                plan.wanted += _captions(match, document)
    if not step:
        for reading in document.readings:
            for cut in table.named_columns(reading.segment, options.columns) if options.columns else ():
                plan.wanted += _split(reading.segment, cut, "drop_column", everywhere=False)
        plan.refusals += _idle(plan, document, options)
    plan.refusals = list(dict.fromkeys(plan.refusals))
    if report.type in _KEYED:  # what heads a column are keys there: a record keeps its shape
        plan.wanted = [w for w in plan.wanted if w.technique != "drop_column" or w.text != LABEL]
    plan.wanted = list(dict.fromkeys(plan.wanted))
    return plan


def _idle(plan: Plan, document: Document, options: Options) -> Iterator[str]:
    """What a person asked for that applies to nothing here: never left out in silence."""
    segments = [reading.segment for reading in document.readings]
    for name in options.columns:
        if not any(True for segment in segments for _ in table.named_columns(segment, (name,))):
            heads = {head for segment in segments for head in table.head_texts(segment)}
            yield say("problem.no_column", name=name, near=nearest(name, heads))
    done = {wanted.technique for wanted in plan.wanted}
    asked = {f"--technique {name}": name for name in options.techniques}
    if options.precision is not None:
        asked["--precision"] = "reduce_precision"
    if options.aggregate:
        asked["--aggregate"] = "aggregate_series"
    for option, name in asked.items():
        if name not in done:
            yield say("problem.no_effect", option=option)


def _refusal(finding: Finding, report: Report, options: Options) -> str:
    """Why this finding cannot be processed, and what to do; '' where it can."""
    who = {"title": Words.here().title(finding), "rule": finding.rule}
    residual = finding.state == "residual"
    if finding.level is Level.TOP_SECRET and not residual:
        return say("refusal.top_secret", **who)
    if finding.advice is not None and finding.advice.action is Action.WITHHOLD and not residual:
        return say("refusal.withheld", **who)
    if finding.kind is Kind.MARK and residual and not options.authorised:
        if any(d.key == RESIDUAL_KEY and d.answer for d in report.declarations):
            return ""
        return say("refusal.residual", key=RESIDUAL_KEY, **who)
    if finding.kind is Kind.MARK and not options.authorised:
        return say("refusal.mark", **who)
    if finding.kind is Kind.FINGERPRINT:
        return say("refusal.registered", **who)
    if finding.kind is Kind.ITEM and finding.advice is not None and not finding.advice.techniques:
        return say("refusal.no_way", **who)
    return ""


def _describes(document: Document, match: Match) -> bool:
    """Whether the words stand where a product is named that goes out with them: a file, a data set, a delivery."""
    segment = document.readings[match.segment].segment
    place = segment.place_at(match.start)
    return segment.where.part is Part.NAME or _PRODUCT.search(segment.text[place.start : place.end]) is not None


def _evidence(finding: Finding, step: int) -> Iterator[Match]:
    """Figures and tables first; words as well where nothing else speaks, or where the first step was not enough."""
    solid = [m for m in finding.matches if m.kind is not Kind.TERM]
    yield from finding.matches if step or not solid else solid


def _technique(finding: Finding, match: Match, options: Options, step: int) -> Technique:
    """The first technique that fits: one that was asked for, else the default of the evidence."""
    asked = {*options.techniques}
    asked |= {"reduce_precision"} if options.precision else set()
    asked |= {"aggregate_series"} if options.aggregate else set()
    if step > 1:
        asked = set()
    if finding.kind is Kind.MARK:
        return TECHNIQUES[-1]
    for technique in TECHNIQUES:
        if technique.fits(match) and technique.name in asked:
            return technique
    return next(t for t in TECHNIQUES if t.fits(match) and ASKING[t.name] is Asking.ITSELF)


def _wanted(match: Match, document: Document, technique: Technique, options: Options) -> Iterator[Wanted]:
    segment = document.readings[match.segment].segment
    met = False
    for cut in technique.cuts(segment, match, options):
        met = True
        yield from _split(segment, cut, technique.name, everywhere=True, mark=match.kind is Kind.MARK)
    if not met:  # a table that is not found again by its rows: at least what was quoted goes
        for start, end in match.spans:
            yield from _split(segment, (start, end, LABEL), "redact", everywhere=True)


def _captions(match: Match, document: Document) -> Iterator[Wanted]:
    """Lines elsewhere in the file that name the table: short, ending as titles do, with words the lexicons know."""
    member = match.where.member
    known: dict[int, list[Match]] = {}
    for one in document.matches:
        if one.where.member == member and len(one.quote) >= _NAMED:
            known.setdefault(one.segment, []).append(one)
    for index, ones in known.items():
        segment = document.readings[index].segment
        if segment.cells is not None or segment.where.part is Part.NAME or segment.hidden is not None:
            continue
        for place in dict.fromkeys(segment.place_at(one.start) for one in ones):
            line = segment.text[place.start : place.end].strip("\n\v\t ")
            start = place.start + segment.text[place.start : place.end].find(line)
            key = re.match(r"[\w$.]+: ", line)
            a = start + (key.end() if key else 0)
            if len(line) <= _CAPTION and _TITLE.search(line):
                yield from _split(segment, (a, start + len(line), LABEL), "redact", everywhere=True)


def _split(
    segment: Segment, cut: tuple[int, int, str], technique: str, *, everywhere: bool, mark: bool = False
) -> Iterator[Wanted]:
    """One cut as wanted words, one for each place and cell it runs through."""
    start, end, put = cut
    text, at = segment.text, start
    while at < end:
        place = segment.place_at(at)
        stop = min(end, place.end)
        for found in (
            re.finditer(f"[^{CELL}{HARD}]+", text[at:stop])
            if segment.cells is None
            else [re.match(".*", text[at:stop], re.DOTALL)]
        ):
            if found is None:
                continue
            a, b = at + found.start(), at + found.end()
            while b > a and text[b - 1] in (CELL, HARD):
                b -= 1
            if a < b:
                yield _one(segment, a, b, put, technique, everywhere=everywhere, mark=mark)
                put = put if technique in {"redact", "replace_wording"} else ""
        at = max(stop, at + 1)


def _one(segment: Segment, start: int, end: int, put: str, technique: str, *, everywhere: bool, mark: bool) -> Wanted:
    text, place = segment.text, segment.place_at(start)
    quote, where = text[start:end], segment.where_at(start)
    grid, cell = segment.cells, None
    if grid is not None and grid.style == "A1" and segment.places is not None:
        index = segment.places.index_at(start)
        cell = (grid.prefix.name, grid.rows[index], grid.columns[index])
    last = place.end
    while last > place.start and text[last - 1] in (CELL, HARD, "\v") and last > end:
        last -= 1
    word = squeeze(quote).text
    long = len(word) >= (_MARK_LEAST if mark else _WORDS_LEAST if not word.isascii() else _FIGURES_LEAST)
    return Wanted(
        where=where,
        quote=quote,
        before=text[max(start - AROUND, 0) : start],
        after=text[end : end + AROUND],
        text=put,
        technique=technique,
        cell=cell,
        place=text[place.start : last],
        at=start - place.start,
        everywhere=everywhere and long and (where.part is not Part.NAME or mark),
    )


def plan_lines(plan: Plan, report: Report) -> list[tuple[str, Where, int]]:
    """The plan as (technique, where, how many), for a person; never the words."""
    counted: dict[tuple[str, Where], int] = {}
    for one in plan.wanted:
        counted[one.technique, one.where] = counted.get((one.technique, one.where), 0) + 1
    lines = [(technique, where, count) for (technique, where), count in counted.items()]
    lines += [("remove_hidden", hidden.where, hidden.count) for hidden in report.hidden]
    return lines
