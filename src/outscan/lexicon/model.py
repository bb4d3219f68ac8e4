"""The shape of a lexicon file, and of the compiled pack.

In: nothing. Out: strict msgspec structs (an unknown key is an error) for `lexicons/*.yaml`, and `Pack`, what a scanner
is built from. An item is a condition over terms and quantities that must meet inside one window; a term alone rarely
means anything.
"""

from __future__ import annotations

from typing import Literal

import msgspec

Window = Literal["sentence", "paragraph", "table", "page", "document", "package"]
"""How near the groups of an item must meet. `document` is a sliding window of DOCUMENT_WINDOW characters inside one
file, not the whole of it (whole-file co-occurrence floods); `package` is the whole hand-over."""

DOCUMENT_WINDOW = 1500

LevelWord = Literal["内部", "商业秘密", "工作秘密", "敏感", "秘密", "机密", "绝密"]
ActionWord = Literal["process", "review", "escalate", "withhold"]
StateWord = Literal["kept", "handed", "given", "abroad"]
Comparison = str | int | float | bool
"""`"< 5000"`, `">= 3"`, `"in [10000, 50000]"`, `"between 25000 and 250000"`, `">= today"` (a year), or a plain value."""


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    pass


class BasisText(_Strict, frozen=True):
    """One legal text that items of this file cite: `certainty` A read, B partly, C to be confirmed (待核实)."""

    cite: str
    certainty: Literal["A", "B", "C"]
    in_force: str = ""
    superseded_by: str = ""
    note: str = ""


class Cited(_Strict, frozen=True):
    """An item's citation: a key of the file's `basis`, the article or number, and its own certainty where it differs."""

    instrument: str
    item: str | int = ""
    certainty: Literal["A", "B", "C", ""] = ""


class AtLeast(_Strict, frozen=True):
    """`n` distinct terms of a list."""

    n: int
    of: list[str]


class Group(_Strict, frozen=True):
    """One condition; exactly one key is given. Terms may be literal or `@name`, a list under the file's `groups`.

    A detector's key holds a kind of evidence and compares its facts: `quantity: {kind: map_scale, denominator: "< 5000"}` is
    met by a match of rule `quantity/map_scale` whose `denominator` compares; `count` compares how many are in the window.

    `state` names what must be said of the matter for the item's own advice (kept back, handed abroad, given to somebody, a
    party abroad named); `any` beside it are the item's own ways of saying so. Without it the matter is a question to a person.
    """

    any: list[str] | None = None
    at_least: AtLeast | None = None
    quantity: dict[str, Comparison] | None = None
    coordinates: dict[str, Comparison] | None = None
    table: dict[str, Comparison] | None = None
    identifier: dict[str, Comparison] | None = None
    structure: dict[str, Comparison] | None = None
    either: list[Group] | None = None
    state: list[StateWord] | None = None


class Advised(_Strict, frozen=True):
    """The way forward. `techniques` are names of `evidence.TECHNIQUES`. What stands in `english.yaml` needs no `…_en` here."""

    action: ActionWord
    techniques: list[str] = []
    approver: str = ""
    note: str = ""
    approver_en: str = ""
    note_en: str = ""


class Example(_Strict, frozen=True):
    """A test of an item: running text, or rows of a table, or both; `as_of` where the day matters."""

    text: str = ""
    rows: list[list[str | int | float]] = []
    as_of: str = ""


class Item(_Strict, frozen=True):
    """A catalogue item (事项). No `hits` and `misses`, or no basis: it does not load.

    `plain` are other ways to name the matter, in everyday words: each is a list of groups of words that meet in one breath, `"#"`
    a group of its own for a figure in the same sentence. Met plainly, a matter is a question to a person.
    With `alone: true` the law leaves no doubt about the matter itself: with a figure beside it and nothing that speaks against
    it, the item's own advice speaks even where nothing is said of its state (at most `escalate`).
    `settled_by` is the answer to `ask` (yes or no) by which a person's declaration sets the item aside; without it none does.
    """

    id: str
    title: str
    level: LevelWord
    basis: Cited | list[Cited]
    window: Window
    all: list[Group]
    advice: Advised
    hits: list[str | Example]
    misses: list[str | Example]
    title_en: str = ""
    unless: list[str] = []
    plain: list[list[list[str]]] = []
    ask: str = ""
    ask_en: str = ""
    settled_by: bool | None = None
    live: bool = False
    alone: bool = False
    note: str = ""


class LexiconFile(_Strict, frozen=True):
    """One file of `lexicons/`: a domain."""

    domain: str
    title: str
    basis: dict[str, BasisText]
    items: list[Item] = []
    groups: dict[str, list[str]] = {}
    title_en: str = ""
    note: str = ""


class WordsFile(_Strict, frozen=True):
    """`lexicons/words.yaml`: longer innocent words that hold a term or a level word inside them (旅游行业 holds 游行).

    A hit strictly inside one of these is dismissed with the word as the reason. `hits` are texts in which every listed
    term must survive.
    """

    words: dict[str, list[str]]
    note: str = ""


class Thesaurus(_Strict, frozen=True):
    """`lexicons/thesaurus.yaml`: ways to say one thing, formal and everyday, in both languages, for all items: `"@floor"`.

    A file's own list of the same name speaks for that file; an overlay's words are added to the shipped ones.
    """

    groups: dict[str, list[str]]


class SignText(_Strict, frozen=True):
    """One thing a passage may say of a matter's state. `forms` put words of `parts` together; `same` names the sign it repeats.

    `raises`: the matter is not public or on its way; `lowers`: it is only named, public or not real; `excuses`: a duty for
    everybody.
    """

    id: str
    speaks: Literal["raises", "lowers", "excuses"]
    says: str
    says_en: str
    forms: list[str]
    same: str = msgspec.field(default="", name="as")
    english: bool = False


class StateFile(_Strict, frozen=True):
    """`lexicons/state.yaml`: the words of state by part, and the signs they make."""

    parts: dict[str, list[str]]
    signs: list[SignText]


class Judgement(_Strict, frozen=True):
    """`lexicons/judgement.yaml`: how much each sign and the closeness of a matter weigh, learned on authored and public texts.

    `weights` are log-odds by feature, `common` by item how ordinary its matter is in public writing (negative: ordinary);
    `ordinary` are terms that many public texts hold, `known` those that some hold: a meeting of such words tells less;
    `doubt` is the sum from which a matter without state is a question to a person, `stray` the one below which even a full
    meeting is only scattered words. `card` tells what it was learned on and how it was measured.
    """

    card: dict[str, str]
    doubt: float
    stray: float
    weights: dict[str, float]
    common: dict[str, float] = {}
    ordinary: list[str] = []
    known: list[str] = []


class CodeName(_Strict, frozen=True):
    """A project's code name that only the unit knows; `also` lists other spellings."""

    name: str
    also: list[str] = []
    level: LevelWord = "敏感"
    title: str = ""
    action: ActionWord = "escalate"


class UnitFile(_Strict, frozen=True):
    """`unit.yaml` of an overlay folder: who the unit is, whom to ask, and its code names."""

    unit: str = ""
    contact: str = ""
    basis: str = ""
    code_names: list[CodeName] = []


class EnglishFile(_Strict, frozen=True):
    """`lexicons/english.yaml`: the English of what items and marks say to people, by their Chinese words."""

    approvers: dict[str, str]
    notes: dict[str, str]
    asks: dict[str, str]


class MarkKind(_Strict, frozen=True):
    """One kind of mark (`mark/<id>`): what it is called, what it rests on, and the way forward.

    The grammar is code; the law is here. `level` is given where the words of the mark do not say it. `hits` and `misses`
    are its own tests, a line each, `|` for the end of a line; a line is the whole document.
    """

    id: str
    title: str
    basis: list[Cited]
    advice: Advised
    hits: list[str]
    misses: list[str]
    title_en: str = ""
    level: LevelWord | Literal[""] = ""
    note: str = ""


class MarksFile(_Strict, frozen=True):
    """`lexicons/marks.yaml`: all kinds of marks, and the texts they rest on."""

    basis: dict[str, BasisText]
    marks: list[MarkKind]
    note: str = ""
