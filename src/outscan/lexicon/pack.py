"""The compiled rule pack: all lexicons as one table of terms and items whose groups are numbers into it.

In: nothing. Out: msgspec structs that load from one file in milliseconds.
Deliberately never a pickle: a rule pack must not be able to run code.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from outscan.lexicon.comparison import Test, parse_test
from outscan.lexicon.model import Example, Judgement, MarksFile, StateFile
from outscan.types import Action, Advice, Basis, Certainty, Level

__all__ = [
    "LEVELS",
    "Condition",
    "Domain",
    "ItemTests",
    "Leaf",
    "Pack",
    "PackItem",
    "Plain",
    "Test",
    "distinct",
    "pack_bytes",
    "pack_from",
    "parse_test",
]

LEVELS = {
    "内部": Level.INTERNAL,
    "商业秘密": Level.TRADE_SECRET,
    "工作秘密": Level.WORK_SECRET,
    "敏感": Level.SENSITIVE,
    "秘密": Level.SECRET,
    "机密": Level.HIGHLY_SECRET,
    "绝密": Level.TOP_SECRET,
}

BREATH = "breath"
"""The window of a matter in everyday words: no item asks for it by name."""


class Leaf(msgspec.Struct, frozen=True, array_like=True):
    """One thing a group can be met by: `need` distinct `terms`, or matches of `rule` whose facts pass all `tests`."""

    terms: tuple[int, ...] = ()
    need: int = 1
    rule: str = ""
    tests: tuple[Test, ...] = ()
    count: Test | None = None


class Condition(msgspec.Struct, frozen=True, array_like=True):
    """A group of an item: met when any of its leaves is. `state` tells that it speaks of the matter's state."""

    leaves: tuple[Leaf, ...]
    state: bool = False


class ItemTests(msgspec.Struct, frozen=True, array_like=True):
    """What only `outscan rules` asks for: the item's YAML, its own tests, and what meets each group as the rule wrote it."""

    text: str = ""
    hits: tuple[Example, ...] = ()
    misses: tuple[Example, ...] = ()
    groups: tuple[tuple[str, ...], ...] = ()
    superseded: tuple[tuple[str, str], ...] = ()
    """Of the texts it rests on those no longer in force, each with what took its place: old papers still carry their levels."""


class Plain(msgspec.Struct, frozen=True, array_like=True):
    """Another way to name the matter of an item: groups that meet in one breath, with a figure where `figure` says so."""

    conditions: tuple[Condition, ...]
    figure: bool = False


class PackItem(msgspec.Struct, frozen=True, array_like=True):
    """A catalogue item, ready to be related. `tests` are there where the rules were loaded for their authors (`load`)."""

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
    tests: ItemTests | None = None
    plain: tuple[Plain, ...] = ()
    alone: bool = False
    ask_en: str = ""
    approver_en: str = ""
    note_en: str = ""
    settled_by: bool | None = None

    @property
    def basis(self) -> tuple[Basis, ...]:
        """The legal texts the item rests on."""
        return tuple(Basis(*one) for one in self.bases)

    @property
    def advice(self) -> Advice:
        """The way forward the law offers."""
        return Advice(self.action, self.techniques, self.approver, self.advice_note, self.approver_en, self.note_en)

    def meeting(self, conditions: tuple[Condition, ...], window: str = "") -> PackItem:
        """The same item, met by `conditions` inside `window`."""
        return msgspec.structs.replace(self, conditions=conditions, window=window or self.window)

    @property
    def matter(self) -> tuple[Condition, ...]:
        """The groups that name the matter, without those that speak of its state."""
        return tuple(one for one in self.conditions if not one.state)

    @property
    def local(self) -> bool:
        """Whether the item is the unit's own."""
        return self.id.startswith("local/")

    @property
    def written(self) -> ItemTests:
        """The item's YAML, its own tests and its groups in words. Raises ValueError where it was loaded without them."""
        if self.tests is None:
            raise ValueError(self.id)
        return self.tests


class Domain(msgspec.Struct, frozen=True, array_like=True):
    """One lexicon file, for `outscan rules list`."""

    name: str
    title: str
    title_en: str
    note: str


class Pack(msgspec.Struct, frozen=True, array_like=True):
    """Everything a scanner is built from. `digest` is over the YAML sources, so that a report can name its rules.

    `folded` holds, by number, the few terms that fold to something else: folding all of them at every start costs more
    than reading a short document.
    """

    version: str
    digest: str
    terms: tuple[str, ...]
    items: tuple[PackItem, ...]
    words: dict[str, tuple[str, ...]]
    domains: tuple[Domain, ...]
    marks: MarksFile | None = None
    unit: str = ""
    contact: str = ""
    folded: dict[int, str] = {}
    state: StateFile | None = None
    judgement: Judgement | None = None

    @property
    def phrases(self) -> tuple[str, ...]:
        """What reports and forms say of the items."""
        return tuple(
            text
            for one in self.items
            for text in (one.title, one.title_en, one.advice_note, one.note_en, one.ask, one.ask_en)
            if text
        )

    def item(self, key: str) -> PackItem | None:
        """The item whose id is `key`, None where there is none."""
        return next((one for one in self.items if one.id == key), None)

    def rules(self) -> tuple[PackItem, ...]:
        """Every item, in the order of the files."""
        return self.items

    def source(self, key: str) -> str | None:
        """The YAML of the item whose id is `key`, as it was loaded."""
        item = self.item(key)
        return item.written.text if item else None

    def bare(self) -> Pack:
        """The same without what only authors of rules ask for."""
        return msgspec.structs.replace(self, items=tuple(msgspec.structs.replace(one, tests=None) for one in self.items))


class Compiled(msgspec.Struct, frozen=True, array_like=True):
    """The shipped pack with the digest of the sources it was compiled from."""

    format: int
    sources: str
    pack: Pack


FORMAT = 7


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
