"""Every word shown to a person, in Chinese and in English. Wire words never change with the language.

In: an enum value or a message key. Out: words. A house test holds that no enum value lacks a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from outscan.types import Action, Certainty, Confidence, GapReason, HiddenKind, Kind, Level, Part
from outscan.words.enums import ACTIONS, CERTAINTY, CONFIDENCE, GAPS, HIDDEN, KINDS, LEVELS, PARTS, TECHNIQUES
from outscan.words.evidence import EVIDENCE
from outscan.words.messages import MESSAGES

__all__ = [
    "ACTIONS",
    "CERTAINTY",
    "CONFIDENCE",
    "EVIDENCE",
    "GAPS",
    "HIDDEN",
    "KINDS",
    "LANGUAGES",
    "LEVELS",
    "MESSAGES",
    "PARTS",
    "TECHNIQUES",
    "Words",
]

LANGUAGES = ("zh-CN", "en")
_NAMED = re.compile(r"(?<![⟦\w])[a-z][a-z0-9_]+(?![\w⟧])")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: str = "zh-CN"

    @property
    def _index(self) -> int:
        return 1 if self.lang == "en" else 0

    def action(self, action: Action) -> str:
        """放行, 技术处理 and so on."""
        return ACTIONS[action][self._index]

    def level(self, level: Level) -> str:
        """秘密, 机密 and so on."""
        return LEVELS[level][self._index]

    def part(self, part: Part) -> str:
        """正文, 页眉 and so on."""
        return PARTS[part][self._index]

    def gap(self, reason: GapReason) -> str:
        """A sentence saying why something was not read."""
        return GAPS[reason][self._index]

    def hidden(self, kind: HiddenKind) -> str:
        """隐藏工作表 and so on."""
        return HIDDEN[kind][self._index]

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

    def reason(self, because: str) -> str:
        """A reason with the names of evidence in Chinese: 比例尺分母 █ < 5000."""
        if self._index:
            return because
        return _NAMED.sub(lambda found: EVIDENCE.get(found.group(), found.group()), because)

    def say(self, key: str, **values: object) -> str:
        """The message `key` with its values filled in."""
        return MESSAGES[key][self._index].format(**values)
