"""Rows of single respondents: enterprises by code or name with what they report, employees by name with pay and appraisal.

In: a block. Out: `establishments` or `staff` and its facts, or nothing. Basis of the matter: what identifies a single
respondent of a statistical survey may not be given to anybody; pay and appraisal of named employees are personal information.
Public lists of companies have names and sales, but neither codes nor what is asked of a unit only (energy, staff, losses).
"""

from __future__ import annotations

from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables.blocks import Block
from outscan.tables.figures import NUMBER
from outscan.tables.persons import CHINESE, LATIN

FEW = 5
ENOUGH = 0.8
ASKED, REPORTED = 2, 4
"""Heads of what a unit reports: so many beside a code, so many beside a name alone."""
_CODE = lazy(r"(?:(?=(?:[A-Z]*\d){8})[0-9A-HJ-NPQRTUWXY]{14,18}|\d{8,15}|[0-9A-Z]{8}-?[0-9A-Z])\Z")
_CREDIT = lazy(r"9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}\Z")
"""Unified codes of enterprises."""
_NAMED_HEAD = lazy(r"企业|户名|单位名称|调查对象|厂名|(?i:\brespondent|\benterprise|\bfirm\b|\bestablishment)")
_WORDED = lazy(r"[^\d\s][^\n]{1,40}\Z")
_BESIDE = lazy(r"[^\d\n]{2,40}[(（\s/]9[1-3]\d{6}[0-9A-HJ-NPQRTUWXY]{10}[)）]?\Z")
"""An enterprise with its code in one cell."""
_CODE_HEAD = lazy(r"代码|信用|编码|统一|法人码|(?i:\bcode\b|\buscc\b|unit|\bid\b|stcd)")
_FIRM = lazy(
    r"公司|集团|厂(?:$|\W)|合作社|(?:煤|铁|铜|金)矿|(?i:\b(?:co|ltd|inc|corp|works|mill|plant|company)\b\.?|no\.?\s?\d+\s*$)"
)
_REPORTS = (
    lazy(r"产值|产出|增加值|(?i:output|value added)"),
    lazy(r"营业收入|营收|主营|销售额|(?i:revenue|sales|turnover)"),
    lazy(r"利润|亏损|(?i:profit|\bloss)"),
    lazy(r"税(?:额|金|收)|利税|应交|(?i:\btax)"),
    lazy(r"用工|从业|职工(?:人)?数|人数|(?i:employ|staff|workers|headcount)"),
    lazy(r"能耗|能源|用电|煤|标准煤|(?i:energy|coal|electric|\bpower\b|\b[kMG]Wh\b|\btce\b)"),
    lazy(r"资产|负债|(?i:asset|liabilit)"),
    lazy(r"出口|(?i:export)"),
)
_PERSON = lazy(r"(?:[\u4e00-\u9fff]{2,4}|[A-Z][a-z'’]+ [A-Z][a-z'’]+\d*|[A-Z]{2,} [A-Z][a-z]+)\Z")
_PERSON_HEAD = lazy(r"姓\s?名|员工|(?i:\bname\b|employee)")
_PAY = lazy(r"工资|薪|奖金|绩效工资|月收入|(?i:salary|gongzi|xinchou|\bpay\b|wage|bonus|compensation)")
APPRAISED = lazy(
    r"考核|评[级价]?(?![\u4e00-\u9fff])|绩效等级|评语|备注|领导意见|病假|缺勤|处分|政治面貌|(?i:rating|kaohe|apprais|remark|leave|absence|performance|comment|evaluation)"
)


def units(block: Block) -> tuple[str, Facts] | None:
    """What kind of table of single respondents this is, with its facts; None for none."""
    if block.count < FEW:
        return None
    heads = {number: block.head(number) for number in block.columns()}
    if any(_PAY.search(head) for head in heads.values()):
        named = any(_named(head, block.column(number)) for number, head in heads.items())
        if named and any(APPRAISED.search(head) for head in heads.values()):
            return "staff", {"persons": block.count}
    coded = any(
        (_CODE_HEAD.search(head) and _distinct(block.column(number), _CODE)) or _distinct(block.column(number), _BESIDE)
        for number, head in heads.items()
    )
    firms = any(
        _firms(block.column(number)) or (_NAMED_HEAD.search(head) and _distinct(block.column(number), _WORDED))
        for number, head in heads.items()
    )
    reports = sum(any(kind.search(head) for head in heads.values()) for kind in _REPORTS)
    valued = any(_distinct(block.column(number), _CREDIT) for number in heads) and _losses(block, heads) >= REPORTED - 1
    if valued or (coded and reports >= ASKED) or (firms and reports >= REPORTED):
        return "establishments", {"coded": coded}
    return None


def _named(head: str, texts: list[str]) -> bool:
    """Whether a column names people, by its head or by surnames."""
    return (bool(_PERSON_HEAD.search(head)) and _most(texts, _PERSON)) or _most(texts, CHINESE) or _most(texts, LATIN)


def _most(texts: list[str], fits: object) -> bool:
    pattern = getattr(fits, "match", None)
    return bool(texts) and pattern is not None and sum(1 for text in texts if pattern(text)) >= ENOUGH * len(texts)


def _distinct(texts: list[str], fits: object) -> bool:
    """Whether a column holds a different one for each row."""
    return _most(texts, fits) and len(set(texts)) >= ENOUGH * len(texts)


def _losses(block: Block, heads: dict[int, str]) -> int:
    """How many columns of figures stand beside the codes, if one of them goes below nought as profit does."""
    columns = [[text for text in block.column(number) if NUMBER.match(text)] for number in heads]
    figured = [texts for texts in columns if len(texts) >= ENOUGH * len(block.rows)]
    return len(figured) if any(text[0] in "-−" for texts in figured for text in texts) else 0


def _firms(texts: list[str]) -> bool:
    return len(texts) >= FEW and sum(1 for text in texts if _FIRM.search(text)) >= ENOUGH * len(texts)
