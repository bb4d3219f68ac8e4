"""The compiled rule pack: all lexicons as one table of terms and items whose groups are numbers into it.

In: nothing. Out: msgspec structs that load from one file in milliseconds, and `Test`, a comparison a fact can be put to.
Deliberately never a pickle: a rule pack must not be able to run code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

import msgspec

from outscan.lexicon.model import Comparison, Example, MarksFile
from outscan.types import Action, Advice, Basis, Certainty, Level

LEVELS = {
    "内部": Level.INTERNAL,
    "商业秘密": Level.TRADE_SECRET,
    "工作秘密": Level.WORK_SECRET,
    "敏感": Level.SENSITIVE,
    "秘密": Level.SECRET,
    "机密": Level.HIGHLY_SECRET,
    "绝密": Level.TOP_SECRET,
}

Operator = Literal["<", "<=", ">", ">=", "=", "!=", "in", "between"]
_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?"
_ORDER = re.compile(rf"(<=|>=|!=|=|<|>)\s*({_NUMBER}|today)")
_BETWEEN = re.compile(rf"between\s+({_NUMBER})\s+and\s+({_NUMBER})")
_IN = re.compile(r"in\s*\[([^\[\]]+)\]")
TODAY = "today"


class Test(msgspec.Struct, frozen=True, array_like=True):
    """One comparison of one fact; `shown` is how the rule wrote it, for `because`."""

    __test__ = False  # pytest would take the name for a test case

    fact: str
    operator: Operator
    values: tuple[float | str | bool, ...]
    shown: str

    def holds(self, fact: str | float | bool | None, as_of: date) -> bool:  # noqa: FBT001 - a fact may be a truth value
        """Whether `fact` compares; a missing fact never does. `today` is the year of `as_of`."""
        if fact is None:
            return False
        wanted = tuple(float(as_of.year) if v == TODAY else v for v in self.values)
        if self.operator == "in":
            return any(_same(fact, one) for one in wanted)
        if self.operator in {"=", "!="}:
            return _same(fact, wanted[0]) is (self.operator == "=")
        number = _number(fact)
        if number is None:
            return False
        return self._orders(number, [float(v) for v in wanted])

    def _orders(self, number: float, wanted: list[float]) -> bool:
        if self.operator == "between":
            return wanted[0] <= number <= wanted[1]
        if self.operator == "<":
            return number < wanted[0]
        if self.operator == "<=":
            return number <= wanted[0]
        if self.operator == ">":
            return number > wanted[0]
        return number >= wanted[0]

    @property
    def additive(self) -> bool:
        """Whether several facts may be added up to pass: `more than so much`."""
        return self.operator in {">", ">="} and self.values != (TODAY,)


def _number(fact: str | float | bool) -> float | None:  # noqa: FBT001 - a fact may be a truth value
    try:
        return float(fact)
    except ValueError:
        return None


def _same(fact: str | float | bool, wanted: float | str | bool) -> bool:  # noqa: FBT001 - a fact may be a truth value
    if isinstance(wanted, str):
        return str(fact).casefold() == wanted.casefold()
    if isinstance(wanted, bool) or isinstance(fact, bool):
        return fact is wanted
    number = _number(fact)
    return number is not None and number == float(wanted)


def parse_test(fact: str, written: Comparison) -> Test:
    """The comparison `written` of `fact`. Raises ValueError with a sentence that says what may be written."""
    if isinstance(written, bool | int | float):
        return Test(fact, "=", (written if isinstance(written, bool) else float(written),), f"= {written}")
    text = written.strip()
    if found := _ORDER.fullmatch(text):
        figure: float | str = TODAY if found[2] == TODAY else float(found[2])
        return Test(fact, _operator(found[1]), (figure,), f"{found[1]} {found[2]}")
    if found := _BETWEEN.fullmatch(text):
        low, high = float(found[1]), float(found[2])
        if low > high:
            raise ValueError(f"{text!r}: the first figure must be the smaller one")
        return Test(fact, "between", (low, high), text)
    if found := _IN.fullmatch(text):
        return Test(fact, "in", tuple(_figure(one) for one in found[1].split(",")), text)
    if not text or text[0] in "<>=!" or text.startswith(("in ", "in[", "between ")):
        raise ValueError(
            f'{text!r} is no comparison; write "< 5000", ">= 3", "in [1, 2]", "between 1 and 2", ">= today" or a value'
        )
    return Test(fact, "=", (text,), f"= {text}")


def _operator(sign: str) -> Operator:
    known: dict[str, Operator] = {"<": "<", "<=": "<=", ">": ">", ">=": ">=", "=": "=", "!=": "!="}
    return known[sign]


def _figure(text: str) -> float | str:
    text = text.strip().strip("'\"")
    return float(text) if re.fullmatch(_NUMBER, text) else text


WINDOW_WORDS = {
    "sentence": "一句话内",
    "paragraph": "一段内",
    "table": "一张表及其标题内",
    "page": "一页内",
    "document": "一份文件的邻近文字内",
    "package": "一批资料内",
}
ACTION_WORDS = {Action.PROCESS: "技术处理", Action.REVIEW: "人工复核", Action.ESCALATE: "报批", Action.WITHHOLD: "不得提供"}


class Leaf(msgspec.Struct, frozen=True, array_like=True):
    """One thing a group can be met by: `need` distinct `terms`, or matches of `rule` whose facts pass all `tests`."""

    terms: tuple[int, ...] = ()
    need: int = 1
    rule: str = ""
    tests: tuple[Test, ...] = ()
    count: Test | None = None


class Condition(msgspec.Struct, frozen=True, array_like=True):
    """A group of an item: met when any of its leaves is."""

    leaves: tuple[Leaf, ...]
    words: tuple[str, ...] = ()

    def explain(self) -> str:
        """What meets the group, as the rule wrote it."""
        return " 或 ".join(self.words)


class Proof(msgspec.Struct, frozen=True, array_like=True):
    """What only `outscan rules` asks for: the item's YAML and its own tests."""

    text: str = ""
    hits: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()


class PackItem(msgspec.Struct, frozen=True, array_like=True):
    """A catalogue item, ready to be related. `proof` stays packed: a scan never opens it."""

    id: str
    title: str
    title_en: str
    domain: str
    level: Level
    bases: tuple[tuple[str, str, Certainty], ...]
    window: str
    conditions: tuple[Condition, ...]
    unless: tuple[str, ...]
    ask: str
    live: bool
    action: Action
    techniques: tuple[str, ...]
    approver: str
    advice_note: str
    note: str
    source: str
    proof: bytes = b""

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The legal texts the item rests on."""
        return tuple(Basis(*one) for one in self.bases)

    @property
    def advice(self) -> Advice:
        """The way forward the law offers."""
        return Advice(self.action, self.techniques, self.approver, self.advice_note)

    @property
    def local(self) -> bool:
        """Whether the item is the unit's own."""
        return self.id.startswith("local/")

    @property
    def proved(self) -> Proof:
        """The item's YAML and its own tests."""
        return msgspec.msgpack.decode(self.proof, type=Proof) if self.proof else Proof()

    @property
    def hits(self) -> tuple[Example, ...]:
        """Texts the item must be found in."""
        return self.proved.hits

    @property
    def misses(self) -> tuple[Example, ...]:
        """Texts the item must not be found in."""
        return self.proved.misses

    def explain(self) -> str:
        """When the item speaks, on what basis and the way forward, in a few Chinese lines."""
        cites = "；".join(
            f"{cite} {item}".strip() + ("（待核实）" if sure is Certainty.C else "") for cite, item, sure in self.bases
        )
        lines = [
            f"{self.id}  {self.title}",
            f"依据：{cites}",
            f"在{WINDOW_WORDS[self.window]}同时出现以下 {len(self.conditions)} 组内容时提示：",
        ]
        lines += [f"  {number}. {condition.explain()}" for number, condition in enumerate(self.conditions, 1)]
        if self.unless:
            lines.append(f"附近有这些词时视为误报：{'、'.join(self.unless)}")
        if self.ask:
            lines.append(f"需由人确认：{self.ask}")
        approver = f"（{self.approver}）" if self.approver else ""
        lines.append(f"建议：{ACTION_WORDS[self.action]}{approver}{f'。{self.advice_note}' if self.advice_note else ''}")
        return "\n".join(lines)


class Domain(msgspec.Struct, frozen=True, array_like=True):
    """One lexicon file, for `outscan rules list`."""

    name: str
    title: str
    title_en: str
    note: str


class Pack(msgspec.Struct, frozen=True, array_like=True):
    """Everything a scanner is built from. `digest` is over the YAML sources, so that a report can name its rules."""

    version: str
    digest: str
    terms: tuple[str, ...]
    items: tuple[PackItem, ...]
    words: dict[str, tuple[str, ...]]
    domains: tuple[Domain, ...]
    marks: MarksFile | None = None
    unit: str = ""
    contact: str = ""

    def item(self, key: str) -> PackItem | None:
        """The item whose id is `key`, None where there is none."""
        return next((one for one in self.items if one.id == key), None)

    def rules(self) -> tuple[PackItem, ...]:
        """Every item, in the order of the files."""
        return self.items

    def source(self, key: str) -> str | None:
        """The YAML of the item whose id is `key`, as it was loaded."""
        item = self.item(key)
        return item.proved.text if item else None


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """The shipped pack with the digest of the sources it was compiled from."""

    format: int
    sources: str
    pack: Pack


FORMAT = 3


def pack_bytes(sources: str, pack: Pack) -> bytes:
    """`pack` as it is kept beside its YAML."""
    return msgspec.msgpack.encode(Compiled(FORMAT, sources, pack))


def pack_from(data: bytes, sources: str) -> Pack | None:
    """The pack kept in `data`, None unless it was compiled from exactly `sources` in this format."""
    try:
        compiled = msgspec.msgpack.decode(data, type=Compiled)
    except (msgspec.DecodeError, msgspec.ValidationError):
        return None
    return compiled.pack if compiled.format == FORMAT and compiled.sources == sources else None


def distinct(words: Iterable[str]) -> tuple[str, ...]:
    """`words` in order, each once."""
    return tuple(dict.fromkeys(words))
