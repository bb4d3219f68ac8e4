"""What is to be done to one document: the words to take out and where they stand, the settings, the account of what was done.

In: nothing. Out: `Options`, `Wanted`, `Task`, `Refused`. The words to take out never leave the process: a `Change` counts.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from outscan.limits import Budget
from outscan.process.search import squeeze
from outscan.types import Change, HiddenKind, Where

LABEL = "[已删除]"
"""What stands where words were redacted."""
WORDING = "有关内容"
"""What stands where words were replaced by a general wording."""


LEAST = 4
"""Characters a hidden text must have to be looked for by its words alone."""


class Refused(Exception):
    """This cannot be processed, or not safely; the sentence says why and what to do instead."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a person asked for. `authority`, `reason` and the approval document together allow a mark to be removed."""

    techniques: tuple[str, ...] = ()
    precision: float | None = None
    columns: tuple[str, ...] = ()
    aggregate: str = ""
    keep_hidden: bool = False
    authority: str = ""
    reason: str = ""
    authority_sha256: str = ""

    @property
    def authorised(self) -> bool:
        """Whether an approval, its reason and its document were named."""
        return bool(self.authority and self.reason and self.authority_sha256)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to take out of one member, with the text around them, and what to put in their place."""

    where: Where
    quote: str
    before: str = ""
    after: str = ""
    text: str = LABEL
    technique: str = "redact"
    cell: tuple[str, int, int] | None = None
    place: str = ""
    at: int = 0
    everywhere: bool = False


@dataclass(slots=True)
class Task:
    """One document being processed. `kept` are the kinds of hidden things that stay."""

    options: Options
    wanted: list[Wanted]
    hidden: list[tuple[HiddenKind, Where, str]] = field(default_factory=list)
    budget: Budget = field(default_factory=Budget)
    visible: str = ""
    step: int = 0
    changes: Counter[tuple[str, Where, str]] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    unreachable: list[Where] = field(default_factory=list)
    left: list[tuple[Where, bytes]] = field(default_factory=list)
    """Parts that do not come along, as they were: each must have been read (leaving.py)."""

    def leave(self, where: Where, data: bytes) -> None:
        """Keep what a part held that is taken out."""
        if data:
            self.left.append((where, data))

    def did(self, technique: str, where: Where, count: int = 1, note: str = "") -> None:
        """Keep account of `count` things done at `where`."""
        if count:
            self.changes[technique, where, note] += count

    def note(self, sentence: str) -> None:
        """Keep a sentence for the proof, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def of(self, member: tuple[str, ...]) -> list[Wanted]:
        """What is wanted of exactly this member, longest words first."""
        return sorted((w for w in self.wanted if w.where.member == member), key=lambda w: -len(w.quote))

    def inside(self, member: tuple[str, ...]) -> list[Wanted]:
        """What is wanted of this member or anything inside it."""
        return [w for w in self.wanted if w.where.member[: len(member)] == member]

    def concealed(self, member: tuple[str, ...], *kinds: HiddenKind) -> list[str]:
        """The texts of hidden things of these kinds in exactly this member."""
        return [text for kind, where, text in self.hidden if where.member == member and kind in kinds]

    def hides(self, member: tuple[str, ...]) -> bool:
        """Whether this member, or anything inside it, holds hidden texts."""
        return any(where.member[: len(member)] == member for _, where, _ in self.hidden)

    def unseen(self, member: tuple[str, ...], *kinds: HiddenKind) -> list[Wanted]:
        """Hidden texts of these kinds as wanted words, those left out that are too short or stand in plain sight as well."""
        found: list[Wanted] = []
        for kind, where, text in self.hidden:
            if where.member == member and kind in kinds:
                for line in re.split("[\n\t]", text):
                    word = squeeze(line).text
                    if len(word) >= LEAST and word not in self.visible:
                        found.append(Wanted(where, line, text="", technique="remove_hidden"))
        return found

    def everywhere(self) -> list[Wanted]:
        """Words long enough to be themselves wherever they stand, longest first, each once."""
        met: dict[str, Wanted] = {}
        for one in self.wanted:
            if one.everywhere:
                met.setdefault(squeeze(one.quote).text, one)
        return sorted(met.values(), key=lambda w: -len(w.quote))

    def account(self) -> tuple[Change, ...]:
        """The account, in the order of doing."""
        return tuple(Change(technique, where, count, note) for (technique, where, note), count in self.changes.items())
