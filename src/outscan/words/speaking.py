"""Enums, reasons and messages as words of one language. Wire words never change with the language.

In: an enum value, a reason, a message key. Out: words. A house test holds that no enum value lacks a word.
"""

from __future__ import annotations

from collections.abc import Callable

from outscan.nouns import Struct
from outscan.types import (
    Action,
    Advice,
    Certainty,
    Confidence,
    Count,
    Finding,
    Gap,
    GapReason,
    HiddenKind,
    Kind,
    Level,
    Ours,
    Part,
    Plain,
    Quote,
    Reason,
    Spot,
    Threshold,
    Value,
    Word,
)
from outscan.words.enums import ACTIONS, CERTAINTY, CONFIDENCE, GAPS, HIDDEN, KINDS, LEVELS, PARTS, TECHNIQUES
from outscan.words.evidence import EVIDENCE, LOOKS, UNITS
from outscan.words.language import language
from outscan.words.messages import MESSAGES
from outscan.words.places import place_words
from outscan.words.reasons import REASONS


class Words(Struct, frozen=True):
    """The words of one language."""

    lang: str = "zh-CN"

    @classmethod
    def here(cls) -> Words:
        """The words of the language this process speaks."""
        return cls(language())

    @property
    def _index(self) -> int:
        return 1 if self.lang == "en" else 0

    def action(self, action: Action) -> str:
        """放行, 技术处理 and so on."""
        return ACTIONS[action][self._index]

    def level(self, level: Level) -> str:
        """秘密, 机密 and so on."""
        return LEVELS[level][self._index]

    def suspected(self, level: Level) -> str:
        """疑似机密: how our papers say a level. Written like a mark it would be one, of the paper itself."""
        level_word = self.level(level)
        if level is Level.NONE:
            return level_word
        return f"suspected {level_word}" if self._index else f"疑似{level_word}"

    def part(self, part: Part) -> str:
        """正文, 页眉 and so on."""
        return PARTS[part][self._index]

    def gap(self, reason: GapReason) -> str:
        """A sentence saying why something was not read."""
        return GAPS[reason][self._index]

    def detail(self, gap: Gap) -> str:
        """What exactly was not read, '' where its reason says all."""
        return self.reason(gap.detail) if gap.detail else ""

    def unread(self, gap: Gap) -> str:
        """Why something was not read, and what exactly: 文件已损坏…（具体：缺少正文部件）."""
        why, exactly = self.gap(gap.reason), self.detail(gap)
        return self.say("exactly", why=why, exactly=exactly) if exactly else why

    def hidden(self, kind: HiddenKind) -> str:
        """隐藏工作表 and so on."""
        return HIDDEN[kind][self._index]

    def place(self, spot: Spot) -> str:
        """第4页 表1 R3C2, page 4 table 1 R3C2; '' for nowhere."""
        return place_words(spot, english=bool(self._index))

    def kind(self, kind: Kind) -> str:
        """标志, 事项 and so on."""
        return KINDS[kind][self._index]

    def confidence(self, confidence: Confidence) -> str:
        """低, 中, 高."""
        return CONFIDENCE[confidence][self._index]

    def certainty(self, certainty: Certainty) -> str:
        """'' for a text that was read, 待核实 for one that must be confirmed."""
        return CERTAINTY[certainty][self._index]

    def technique(self, name: str) -> str:
        """遮盖删除, …; the name itself where a unit brought its own."""
        return TECHNIQUES.get(name, (name, name))[self._index]

    def title(self, finding: Finding) -> str:
        """What a finding is called; its Chinese title where it has no English one."""
        return (finding.title_en if self._index else "") or finding.title

    def ask(self, finding: Finding) -> str:
        """What a person must confirm; in Chinese where a unit's own rule has no English."""
        return (finding.ask_en if self._index else "") or finding.ask

    def approver(self, advice: Advice) -> str:
        """Whom to ask."""
        return (advice.approver_en if self._index else "") or advice.approver

    def note(self, advice: Advice) -> str:
        """What to do, or what to mind."""
        return (advice.note_en if self._index else "") or advice.note

    def reason(self, reason: Reason, quoted: Callable[[str], str] = str, *, wire: bool = False) -> str:
        """A reason as a sentence: 比例尺分母 █ < 5000.

        `quoted` is what becomes of the document's words (a mask, or nothing). On the wire names of evidence stay as they are.
        """
        return REASONS[reason.key][self._index].format(**{name: self._value(one, quoted, wire) for name, one in reason.values})

    def _value(self, value: Value, quoted: Callable[[str], str], wire: bool) -> str:  # noqa: FBT001 - handed on as it came
        match value:
            case Quote(text, unit):
                return _with_unit(quoted(text), self._unit(unit))
            case Threshold(text, unit):
                return _with_unit(text, self._unit(unit))
            case Word(name):
                return name if wire else self.word(name)
            case Ours(zh, en):
                return (en if self._index else "") or zh
            case Count(number):
                return str(number)
            case Plain(text):
                return text
            case Reason():
                return self.reason(value, quoted, wire=wire)
            case _:
                return ("、", ", ")[self._index].join(self._value(one, quoted, wire) for one in value)

    def word(self, name: str) -> str:
        """The word for the name of evidence, a fact or a feature of a passage."""
        if self._index:
            return LOOKS.get(name) or name.replace("_", " ")
        return EVIDENCE.get(name, name)

    def _unit(self, unit: str) -> str:
        return UNITS.get(unit, unit) if self._index else unit

    def say(self, key: str, **values: object) -> str:
        """The message `key` with its values filled in."""
        return MESSAGES[key][self._index].format(**values)


def _with_unit(figure: str, unit: str) -> str:
    return f"{figure} {unit}" if unit else figure
