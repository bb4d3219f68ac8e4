"""Tables told by heads that belong together and by their values: weather by the minute, logins, trade by firm, keys across.

In: a block, or the rows of a segment. Out: a kind and its facts, or nothing. One head alone says nothing. Basis of it: who
holds addresses, names and passwords of hosts can enter them; declarations of single firms are no statistics; weather by the
minute is beyond the basic set.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice, pairwise

from outscan.detect.tables.answers import RUNS, runs
from outscan.detect.tables.columns import Columns
from outscan.detect.tables.places import by_minute, fixed
from outscan.detect.tables.survey import Facts
from outscan.lazy_regex import lazy
from outscan.tables import Block, Cell, rows
from outscan.types import Segment

SAMPLE = 80
"""Rows of a segment that are looked at."""
FEW = 3
FIRMS = 5
ENOUGH = 0.8
LONG = 20
"""Rows of weather that are a series."""
KINDS = 4
"""Elements of weather that are a station's and no room's."""
ACROSS, ANSWERS, DIFFERENT = 8, 15, 3
"""Answers in a row, in all, and different ones."""
_ELEMENTS = (
    lazy(r"气压|(?i:\bp\b|pressure|\bhpa\b|\bqfe\b|\bqnh\b)"),
    lazy(r"湿度|(?i:\brh\b|humid|dew)"),
    lazy(r"风向|(?i:\bwd\b|wind ?dir|\bdir(?:ection)?\b|\bdd+\d*\b)"),
    lazy(r"风速|\d米?m?风|(?i:\bws\b|wind|\bff\d*\b|\bgust\b)"),
    lazy(r"能见度|云高|云底|(?i:\bvis|ceiling|cloud)"),
    lazy(r"气温|温度|(?i:\bt\b|\btemp)"),
)
PRESSED = (540.0, 1050.0)
"""Pressure at a station from 5000 m to the sea, hPa."""
_DECIMAL = lazy(r"-?\d{1,4}(?:\.\d{1,3})?\Z")
_ADDRESS = lazy(r"(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:/\d+)?\Z")
_SECRET_HEAD = lazy(r"口令|密码|(?i:^(?:pass|pw|pwd|passwd|password|passphrase)\b)")
_USER_HEAD = lazy(r"账号|账户|帐号|用户|登录名|(?i:\b(?:login|user|username|account|role)\b)")
_NO_SECRET = lazy(r"(?i:none|n/a|\*+|x+|-+|待定|无|略|已隐去|见.*|changeme|<.*>)?\Z")
_TARIFF_HEAD = lazy(r"税号|海关编码|税则|商品(?:编)?[码号]|(?i:\bhs ?\d{0,2}\b|tariff)")
_TARIFF = lazy(r"\d{4}(?:\.?\d{2}){0,3}\Z")
_SCARCE = lazy(r"(?:2846|2805|8112|8101|8102|8103|8105|8110|2825|2841|2530|2504|2604|2605|2611|2617)\d{2,6}\Z")
"""Tariff numbers of rare earths and other minerals under quota or licence."""
_FIRM = lazy(r"\S{2,}(?:公司|集团|厂)\Z|(?i:.*\b(?:co|ltd|inc|corp|metal|mining)\b\.?)")
_FIRM_HEAD = lazy(r"企业|经营单位|公司|申报单位|厂商|(?i:\b(?:firm|company|exporter|importer|enterprise)\b)")
_TRADED = (
    lazy(r"数?量|吨|千克|公斤|[(（][tT][)）]|(?i:\bkg\b|quantity|volume|tonnes|\bqty\b|shuliang)"),
    lazy(r"单?价|美元|金额|(?i:\busd\b|price|value|danjia|jine)"),
    lazy(r"配额|许可证|证号|拟批|拟分配|余量|(?i:quota|licen[cs]e|allocat)"),
)
_LEFT = lazy(
    r"(?:配额|许可(?:证|量)?|额度)(?:余|剩|结余|未用|可用)|(?:余|剩余|未用|可用)(?:配额|许可|额度)"
    r"|(?i:(?:quota|licen[cs]e|allocation)s? (?:left|remaining|balance|unused)|(?:remaining|unused) (?:quota|allocation))"
)
"""What a firm may still ship: nobody publishes it."""
_SHARED = lazy(r"配额|指标|额度|(?i:quota|allocation)")
_MINERAL = lazy(r"稀土|钨|锑|镓|锗|铟|钽|铌|石墨|(?i:rare earth|tungsten|antimony|gallium|germanium|tantalum|niobium|graphite)")
"""What is shared out among firms by quota."""
_LETTER = lazy(r"[A-G√×✓✗]\Z")
_GATE = lazy(r"题|键|答案|(?i:question|answer|\bkey\b)")
_ALONE = r"(?<![^\s,;|\"'])(?:{})(?![^\s,;|\"'])"
"""How a cell stands in a text, whatever parts the cells of a row."""
_NUMBERS = lazy(_ALONE.format(r"\d{1,3}"))
_LETTERS = lazy(_ALONE.format("[A-G√×✓✗]"))
_OPENED = lazy(r"口令|密码|(?i:(?<!\w)p(?:w|wd|ass|asswd|assword|assphrase)\b)")
_RUN = lazy(r"[A-G]\s?[A-G]\s?[A-G]")
"""Stands in all that RUNS meets, and begins with what is rare."""
_DOTTED = lazy(r"\.(?<=\d\.)\d{1,3}\.\d{1,3}\.\d")


def weather(block: Block, columns: Columns | None = None) -> tuple[str, Facts] | None:
    """A station's weather by the minute; two elements are enough where every row says at which place."""
    if block.count < LONG:
        return None
    heads = block.heading.replace("_", " ")
    kinds = sum(bool(one.search(heads)) for one in _ELEMENTS)
    placed = columns is not None and kinds > 1 and fixed(block, columns)
    if kinds < KINDS and not placed and not _measured(block):
        return None
    step = by_minute(block)
    return ("weather_series", {"step_min": step}) if step else None


def _measured(block: Block) -> bool:
    """Whether columns can be pressure, humidity, temperature, and direction and speed of wind, by their figures alone."""
    columns = [[float(text) for text in block.column(number) if _DECIMAL.match(text)] for number in block.columns()]
    full = [values for values in columns if len(values) >= ENOUGH * len(block.rows) and len(set(values)) > FEW]
    spans = [(min(values), max(values)) for values in full]
    pressed = any(PRESSED[0] <= low and high <= PRESSED[1] and high - low < 25 for low, high in spans)
    turning = any(low >= 0 and 90 < high <= 360 and high - low > 20 for low, high in spans)
    humid = any(low >= 5 and high <= 100 and high - low < 60 for low, high in spans)
    blowing = any(low >= 0 and 0.5 < high < 45 for low, high in spans)
    return pressed and turning and humid and blowing and len(full) > KINDS


def trade(block: Block) -> tuple[str, Facts] | None:
    """Declarations or quotas of single firms by tariff number."""
    if block.count < FEW:
        return None
    heads = {number: block.head(number).replace("_", " ") for number in block.columns()}
    tariff = any(
        (_TARIFF_HEAD.search(head) and _most(block.column(number), _TARIFF)) or _most(block.column(number), _SCARCE)
        for number, head in heads.items()
    )
    firms = any(_FIRM_HEAD.search(head) or _most(block.column(number), _FIRM) for number, head in heads.items())
    left = any(_LEFT.search(head) for head in heads.values())
    shared = any(_SHARED.search(head) for head in heads.values()) and _MINERAL.search(f"{block.heading} {block.title}")
    if firms and (left or (shared and block.count >= FIRMS)):
        return "trade", {"firms": block.count}
    if tariff and firms and block.count >= FIRMS and sum(any(one.search(head) for head in heads.values()) for one in _TRADED) > 1:
        return "trade", {"firms": block.count}
    return None


def logins(segment: Segment, lines: Iterable[list[Cell]] | None = None) -> tuple[Block, Facts] | None:
    """Hosts with their addresses, names and passwords."""
    if not (_OPENED.search(segment.text) and _DOTTED.search(segment.text)):
        return None
    kept = [row for row in islice(rows(segment) if lines is None else lines, SAMPLE) if len(row) > FEW]
    for at, head in enumerate(kept[:6]):
        secret = next((cell.column for cell in head if _SECRET_HEAD.search(cell.text)), None)
        if secret is None or not any(_USER_HEAD.search(cell.text) for cell in head):
            continue
        body = [row for row in kept[at + 1 :] if _opens(row, secret)]
        if len(body) >= FEW - 1:
            return _block(segment, [head], body), {"hosts": len(body)}
    return None


def across(segment: Segment, lines: Iterable[list[Cell]] | None = None) -> tuple[Block, Facts] | None:
    """A key whose questions stand in a row and the letters of each paper below them."""
    text = segment.text
    if not _GATE.search(text) or _fewer(_LETTERS, text, ANSWERS) or _fewer(_NUMBERS, text, ACROSS):
        return None
    asked: set[int] = set()
    head: list[list[Cell]] = []
    body: list[list[Cell]] = []
    found: list[str] = []
    for row in islice(rows(segment) if lines is None else lines, SAMPLE):
        numbers = [(cell.column, int(cell.text)) for cell in row if re.fullmatch(r"\d{1,3}", cell.text)]
        if len(numbers) >= ACROSS and all(b - a == 1 for (_, a), (_, b) in pairwise(numbers)):
            asked, head = {column for column, _ in numbers}, [row]
            continue
        letters = [cell.text for cell in row if cell.column in asked and _LETTER.match(cell.text)]
        if len(letters) >= ACROSS:
            body.append(row)
            found += letters
    if len(found) < ANSWERS or len(set(found)) < DIFFERENT:
        return None
    return _block(segment, head, body), {"answers": len(found)}


def _fewer(pattern: re.Pattern[str], text: str, least: int) -> bool:
    """Whether `pattern` is met less often than that."""
    return sum(1 for _ in islice(pattern.finditer(text), least)) < least


def _opens(row: list[Cell], secret: int) -> bool:
    """Whether a row has an address and a word that opens it."""
    word = next((cell.text for cell in row if cell.column == secret), "")
    others = {cell.text.lower() for cell in row if cell.column != secret}  # admin/admin stands in every manual
    return (
        bool(word)
        and not _NO_SECRET.match(word)
        and word.lower() not in others
        and any(_ADDRESS.match(cell.text) for cell in row)
    )


def _block(segment: Segment, head: list[list[Cell]], body: list[list[Cell]]) -> Block:
    first = (head or body)[0][0].start
    return Block(segment.text[:first][-160:], head, body[:60], len(body), [], body[-1][-1].end)


def _most(texts: list[str], fits: object) -> bool:
    pattern = getattr(fits, "match", None)
    return bool(texts) and pattern is not None and sum(1 for text in texts if pattern(text)) >= ENOUGH * len(texts)


def rowed(segment: Segment, lines: Iterable[list[Cell]] | None = None) -> Iterator[tuple[str, Block, Facts]]:
    """What the rows of a segment hold, whether or not they are rows of figures."""
    if (hosts := logins(segment, lines)) is not None:
        yield "logins", *hosts
    if (key := across(segment, lines)) is not None:
        yield "answer_key", *key
    elif (
        _RUN.search(segment.text)
        and RUNS.search(segment.text)
        and (found := runs(islice(rows(segment) if lines is None else lines, SAMPLE))) is not None
    ):
        yield "answer_key", _block(segment, [], found[0]), found[1]
