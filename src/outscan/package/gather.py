"""The facts of one document, member by member.

In: a document, its evidence and findings. Out: `MemberFacts`, one for each file inside it that brings something.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from outscan.lazy_regex import lazy
from outscan.nouns import replace
from outscan.package.alias import aliases
from outscan.package.areas import extent, listed_area
from outscan.package.columns import digest, table
from outscan.package.said import said
from outscan.reading import Document, Evidence, Reading
from outscan.types import Finding, Match, Part
from outscan.types.parcels import MemberFacts

TABLES = 40
"""Tables of one member that are kept."""
PEOPLE = 20_000
_MAPS = lazy(
    r"地形图|线划图|DLG|正射|DOM\b|DEM\b|DSM\b|图幅|图号|测图|影像|地籍|(?i:topograph|ortho|imagery|map sheet|elevation model)"
)
_SHEET = lazy(r"比例尺|等高距|(?i:\bscale\b|contour)")
_SCALED = lazy(r"(?<![\d.])1\s?[:：]\s?(\d{3,6})(?=[\t,;|\"\n])")
"""A column of scales in a list of points: 1:2000 in each row."""
_ABROAD = lazy(
    r"外方|外商|境外|国外|出境|德方|美方|日方|英方|法方|港方|瑞典|大学课题组|合作方|贵方|对方团队"
    r"|(?i:\bDear (?:Dr|Prof|Mr|Ms)|university of|your (?:team|institute|group|side)|our partners?|overseas|abroad)"
)
_GIVES = lazy(
    r"随函|附上|附件|现将|送上|发给|寄给|转交|移交|提供给|请查收|奉上|发你|发您|拷给|交接|(?i:attached|enclosed"
    r"|herewith|please find|we (?:send|provide)|delivery)"
)
_KEPT = lazy(
    r"未公开|尚未公布|尚未批准|未发布|未刊印|未刊布|不对外|勿外传|不要外传|内部|保密"
    r"|(?i:not (?:yet )?(?:approved|public|published|released)|do not (?:forward|share)|unpublished|confidential)"
)
_QUESTIONS = lazy(r"(?:^|[\n\v\t])\s*(?:第\s?)?\d{1,2}\s?(?:[.．、)）]|题)\s?(?=[\u4e00-\u9fffA-Z(（])")
_OPTIONS = lazy(r"(?:^|[\s　])[A-D][.．、]\s?\S")
_ANSWERS = lazy(r"(?:^|[\n\v\t ,，;；\"])\s?\d{1,2}\s?[.．、:：\-~)）\t ,]{1,2}\s?(?:[A-D]{1,4}|[√×对错TF])(?![A-Za-z])")
_RUNS = lazy(r"(?:^|[\n\v\t ,，;；])\s?\d{1,2}\s?[-—–~～至]\s?\d{1,2}\s?[.．、:：]?\s?((?:[A-D]\s?){3,10})(?![A-Za-z])")
"""1-5 ACBDA: answers by runs."""
_SHIFT = lazy(r"平移|(?<![A-Za-z])[Dd][XYZxyz]\s?[=＝:：]|[ΔΔ][XYZ]|(?i:translation|shift)")
_TURN = lazy(r"旋转|转角|尺度|(?<![A-Za-z])[Rr][XYZxyz]\s?[=＝:：]|(?i:rotation|scale (?:factor|difference)|\bppm\b)")
_CONVERTS = lazy(
    r"西安\s?80|北京\s?54|CGCS\s?2000|2000坐标|坐标转换|坐标系|WGS-?84|(?i:Helmert|seven.parameter|datum|transformation)"
)
_FIGURES = lazy(r"[-+−]?\d{1,4}\.\d{2,6}")
_UNIFIED = lazy(r"统考|统一考试|联考|高考|中考|会考|学业水平|考试|(?i:examination|\bexam\b|\btest\b)")
_KEY = lazy(r"答案|评分(?:标准|参考|细则)|给分|(?i:answer key|marking scheme|model answers)")
_COMING = lazy(
    r"启用前|尚未(?:考|启用|开考)|未考|(?:下|本)(?:周|月|学期)[^。\n]{0,8}考|考前|(?i:before the exam|not yet (?:sat|used)"
    r"|(?:exam|examination|test|paper) (?:on|of|next) (?:\d{1,2} [A-Z]|next|[A-Z][a-z]+day))"
)
_MARKED = lazy(r"[(（]\s?(?:本题)?(?:满分|共)?\s?\d{1,2}\s?分\s?[)）]|[(\[]\d{1,2} marks?[)\]]")
_EXAMINED = lazy(r"(20\d\d)[^\n。]{0,30}?(?:考试|高考|中考|考研|统考|招生|竞赛|[Ee]xam)")
_PRACTICE = lazy(
    r"模拟|练习|真题|历年|期中|期末|月考|单元|习题|作业|往年|样题|(?i:practice|mock|past paper|sample|homework|quiz)"
)
FEW = 5
NEAR = 120
"""Characters between a scale and the area of its map."""
LONG = 12_000
"""So many characters say what a file is and to whom it goes."""


def gather(document: Document, evidence: Sequence[Evidence], findings: Sequence[Finding]) -> tuple[MemberFacts, ...]:
    """What `document` brings to a package; () where nothing of it could matter to another file."""
    loud = {one.matches[0].where.member for one in findings if one.upheld and one.matches}
    readings: dict[tuple[str, ...], list[Reading]] = defaultdict(list)
    for reading in document.readings:
        readings[reading.segment.where.member].append(reading)
    stood: dict[tuple[str, ...], list[Evidence]] = defaultdict(list)
    for one in evidence:
        if one.dismissed is None:
            stood[one.match.where.member].append(one)
    made = (_member(member, own, stood[member], document.as_of, quiet=member not in loud) for member, own in readings.items())
    return tuple(one for one in made if one.signals or one.tables or one.km2 or one.people)


def _member(member: tuple[str, ...], readings: list[Reading], evidence: list[Evidence], day: date, *, quiet: bool) -> MemberFacts:
    text = "\n".join(one.folded.text[:LONG] for one in readings if one.segment.where.part is not Part.METADATA)[:LONG]
    tables = []
    for one in readings:
        if one.segment.where.part in (Part.METADATA, Part.NAME):
            continue
        found = table(one.segment)
        if found is not None and (found.keys or found.roles or found.links):
            tables.append(replace(found, segment=one.index))
    tables += aliases(text, digest)
    facts = [one.match for one in evidence]
    scales = [float(one.facts["denominator"]) for one in facts if one.rule == "quantity/map_scale"]
    if tables and not scales and _SHEET.search(text[:300]):
        scales = [float(hit[1]) for hit in _SCALED.finditer(text[:LONG])]
    maps = bool(scales or _MAPS.search(text))
    ruled = [one for one in facts if one.rule == "quantity/map_scale"]
    areas = [float(one.facts["km2"]) for one in facts if one.rule == "quantity/area" and _mapped(one, ruled)] if maps else []
    if maps:
        areas += [listed_area(one.segment) for one in readings if one.segment.cells is not None]
        if scales and tables and not any(areas):  # a sheet by its points says how much it covers
            areas += [extent(one.segment) for one in readings]
    people = {
        digest(one.quote) for one in facts if one.rule in ("identifier/resident_id", "identifier/mobile", "identifier/passport")
    }
    name = member[-1] if member else ""
    return MemberFacts(
        member,
        digest(name.rsplit("/", 1)[-1].rsplit(".", 1)[0]),
        quiet,
        tuple(sorted({*_signals(text, facts, day.year, maps=maps), *said(text, facts, (day.year, day.month, day.day))})),
        max(areas, default=0.0),
        min(scales, default=0.0),
        tuple(sorted(people))[:PEOPLE],
        tuple(tables[:TABLES]),
    )


def _year(head: str, year: int) -> bool:
    """Whether the head names an examination of this year or a later one."""
    return any(int(hit[1]) >= year for hit in _EXAMINED.finditer(head))


def _mapped(area: Match, scales: Sequence[Match]) -> bool:
    """Whether an area is that of a map: one is named beside it, or a scale stands near it or in the same table."""
    if _MAPS.search(area.context):
        return True
    return any(one.segment == area.segment and (len(area.spans) > 1 or abs(one.start - area.start) < NEAR) for one in scales)


def _signals(text: str, facts: Sequence[object], year: int, *, maps: bool) -> tuple[str, ...]:
    out: set[str] = set()
    rules = {getattr(one, "rule", "") for one in facts}
    if maps:
        out.add("maps")
    if "structure/handover" in rules or (_ABROAD.search(text) and _GIVES.search(text)):
        out.add("abroad")
    if "structure/withheld" in rules or _KEPT.search(text):
        out.add("kept")
    papers = [one for one in facts if getattr(one, "rule", "") == "structure/exam_paper"]
    practice = bool(_PRACTICE.search(text[:600]))
    if not practice:
        asked = len(_QUESTIONS.findall(text)) >= FEW
        if papers or (asked and (len(_OPTIONS.findall(text)) >= 3 * FEW or len(_MARKED.findall(text)) >= FEW)):
            out.add("questions")
        words = [*_ANSWERS.findall(text), *(hit.group() for hit in _RUNS.finditer(text))]
        brief = sum(map(len, words)) * 3 > len(text.strip())
        many = len(words) >= FEW or sum(len(hit[1].replace(" ", "")) for hit in _RUNS.finditer(text)) >= FEW
        if (many and brief) or (_KEY.search(text[:100]) and asked):
            out.add("answers")
        printed = {"questions", "answers"} & out or _UNIFIED.search(text)
        if printed and (_COMING.search(text) or _year(text[:600], year)):
            out.add("coming")
    if _CONVERTS.search(text) and len(_FIGURES.findall(text)) >= 3:  # three shifts, three turns
        out |= {name for name, said in (("shift", _SHIFT), ("turn", _TURN)) if said.search(text)}
    return tuple(sorted(out))
