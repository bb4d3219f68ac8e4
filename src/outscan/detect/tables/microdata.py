"""Rows of persons without their names: a code, a sex, a birth or an age, and what was found, where they live, what they earn.

In: a segment. Out: `microdata` and its facts, or nothing. Heads may be missing: columns are told by their values (男/女, M/F;
days of birth that lie decades apart; ICD-10 codes). Basis of the matter: who is known by sex, day of birth and place is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.nouns import Struct, field
from outscan.tables import Block, Cell, rows
from outscan.types import Segment

FEW = 5
SAMPLE = 60
ENOUGH = 0.8
DECADES = 12
"""Years that days of birth of different people span; days of visits do not."""
_GATE = lazy(
    r"[性男女gGsSfFxX\t|;,](?:(?<=性)别|(?<=[男女])\s?[\t|;,\n]|(?<=[gG])(?i:ender)|(?<=[sS])(?i:ex)\s?[\t|;,\n]"
    r"|(?<=[fF])(?i:emale)|(?<=[\t|;,])\s?[MF]\s?[\t|;,\n])"
)
_SEX = lazy(r"(?:男|女|男性|女性|[MF]|(?i:male|female))\Z")
_SEX_HEAD = lazy(r"性\s?别|(?i:\bsex|gender|\bsx\b|\bxb\b)")
_BIRTH_HEAD = lazy(r"出\s?生|生日|(?<![\u4e00-\u9fff])生(?![\u4e00-\u9fff])|(?i:birth|\bdob\b|\byob\b|born|\bcsny\b|\bcsrq\b)")
_SINCE = lazy(
    r"成立|注册|入职|参加|工作|入党|开业|建成|竣工|发布|出版|上映|(?i:founded|established|hired|joined|opened|built|publish|release)"
)
"""Days that lie decades apart and are no births."""
_AGE_HEAD = lazy(r"年\s?龄|(?i:\bage\b|\bnl\b)")
_DAY = lazy(r"(?P<year>19\d\d|20[012]\d)[-/.年]?(?:0?[1-9]|1[0-2])(?:[-/.月]?(?:0?[1-9]|[12]\d|3[01])日?)?\Z")
_AGE = lazy(r"(?:1[01]\d|\d{1,2})岁?\Z")
_ILLNESS = lazy(r"[A-TV-Z]\d{2}(?:\.\d{1,2})?\Z")
_HEALTH_HEAD = lazy(
    r"诊断|病种|疾病|病史|主诉|用药|症状|表型|病理|分型|检查结果|化验|血压|血糖|血脂|抑郁|HIV|HbA1c|BMI"
    r"|(?i:diagnos|disease|illness|phenotype|icd|medication|drug|hba1c|glucose|blood pressure|bmi|cholesterol|outcome|deceased)"
)
_NAME_HEAD = lazy(r"姓\s?名|患者|病人|(?i:\bname\b|\bpatient\b)")
_NAMED = lazy(r"[\u4e00-\u9fff·]{2,4}\Z|[A-Z][a-z]+ [A-Z][a-z]+\Z")
_NOBODY = lazy(r"(?:患者|病人|病例|受试者|学员|张三|李四|王五)|[甲乙丙丁某]\Z|.*(?:某|×|\*|[\u4e00-\u9fff][A-Z])")
"""Made-up or masked persons."""
_PLACE_HEAD = lazy(
    r"住\s?址|地\s?址|乡镇|街道|村|社区|县区|籍贯|户籍|邮编|(?i:address|village|township|residence|district|county|postcode|zip)"
)
_MONEY_HEAD = lazy(r"收入|支出|工资|资产|负债|低保|(?i:income|salary|earnings|expenditure|wage)")
_GROUP_HEAD = lazy(r"民\s?族|宗教|政治面貌|学历|婚姻|职业|(?i:ethnic|religio|marital|occupation|education)")


class _Persons(Struct):
    """What the columns of a table say of persons."""

    said: set[str] = field(default_factory=set)

    def take(self, head: str, texts: list[str]) -> None:
        """One column: by its values, or by its head."""
        days = [int(hit["year"]) for text in texts if (hit := _DAY.match(text))]
        if _share(texts, _SEX) or (_SEX_HEAD.search(head) and len(set(texts)) <= 3):
            self.said.add("sex")
        elif len(days) >= ENOUGH * len(texts):
            if _BIRTH_HEAD.search(head) or (not _SINCE.search(head) and max(days) - min(days) >= DECADES):
                self.said.add("born")
        elif _NAME_HEAD.search(head) and _named(texts):
            self.said.add("name")
        elif _AGE_HEAD.search(head) and _share(texts, _AGE):
            self.said.add("age")
        elif _share(texts, _ILLNESS) or _HEALTH_HEAD.search(head):
            self.said.add("health")
        elif _PLACE_HEAD.search(head):
            self.said.add("place")
        elif _MONEY_HEAD.search(head):
            self.said.add("money")
        elif _GROUP_HEAD.search(head):
            self.said.add("group")


def microdata(segment: Segment, lines: Iterable[list[Cell]] | None = None) -> tuple[Block, Facts] | None:
    """The rows of persons that `segment` holds, None where there are none; `lines` where its rows are not set a line each."""
    text = segment.text
    if not (_GATE.search(text) or (_NAME_HEAD.search(text) and _HEALTH_HEAD.search(text))):
        return None
    kept = [row for row in islice(rows(segment) if lines is None else lines, SAMPLE) if len(row) > 2]
    if len(kept) < FEW:
        return None
    head = next((row for row in kept[:6] if not any(char.isdigit() for cell in row for char in cell.text)), None)
    body = kept[kept.index(head) + 1 :] if head else kept
    columns: dict[int, list[str]] = {}
    for row in body:
        for cell in row:
            columns.setdefault(cell.column, []).append(cell.text)
    if len(body) < FEW:
        return None
    heads = {cell.column: cell.text for cell in head or ()}
    persons = _Persons()
    for number, texts in columns.items():
        if len(texts) * 2 >= len(body):
            persons.take(heads.get(number, ""), texts)
    said = persons.said
    aged, private = {"born", "age"} & said, {"health", "place", "money"} & said
    ill = "health" in said and bool({"born", "name"} & said)
    if not (("sex" in said and aged and private) or ill or len(said) > 4):
        return None
    count = sum(1 for row in (rows(segment) if lines is None else lines) if len(row) > 2) - bool(head)
    first: list[list[Cell]] = [head] if head else []
    title = segment.text[: (head or body[0])[0].start][-160:]
    facts: Facts = {"persons": count, "health": "health" in said, "born": "born" in said}
    return Block(title, first, body[:60], count, [], body[-1][-1].end), facts


def _named(texts: list[str]) -> bool:
    """Whether a column names people: more of them than are made up or masked; one masked name hides nobody else."""
    told = [text for text in texts if not _NOBODY.match(text)]
    return 2 * len(told) > len(texts) and _share(told, _NAMED)


def _share(texts: list[str], fits: object) -> bool:
    pattern = getattr(fits, "match", None)
    return bool(texts) and pattern is not None and sum(1 for text in texts if pattern(text)) >= ENOUGH * len(texts)
