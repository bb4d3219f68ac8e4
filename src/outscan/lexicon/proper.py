"""What the shape of a lexicon file cannot tell: names that are taken, texts that are not cited, words that are empty.

In: a file with its lines. Out: nothing, or a complaint `file:line: what`; and the lines an item was written in.
"""

from __future__ import annotations

import re

from outscan.lexicon.model import Item, LexiconFile, MarksFile, StateFile
from outscan.lexicon.pack import LEVELS
from outscan.lexicon.rule_file import RuleFile
from outscan.lexicon.yamlines import Lined
from outscan.types import Level
from outscan.words import say

_BRACE = re.compile("[{}]")
_PART = re.compile(r"\{(\w+)\??\}")
_ID = re.compile(r"[a-z][a-z0-9_-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+")


def check_item(sheet: RuleFile, content: LexiconFile, item: Item, path: str) -> None:
    """An item has its name, its parts and no empty excluding word."""
    lined = sheet.lined
    home = "local" if sheet.local else content.domain
    if not _ID.fullmatch(item.id) or not item.id.startswith(f"{home}/"):
        raise lined.complaint(f"{path}.id", say("rule.id_form", id=item.id, home=home))
    for key in ("title", "all", "hits", "misses"):
        if not getattr(item, key):
            raise lined.complaint(f"{path}.{key}", say("rule.empty_key", key=key))
    for key in ("unless",):
        for i, word in enumerate(getattr(item, key)):
            if not word.strip():
                raise lined.complaint(f"{path}.{key}[{i}]", say("rule.empty_word", key=key))
    if item.settled_by is not None and (not item.ask.strip() or LEVELS[item.level] >= Level.HIGHLY_SECRET):
        raise lined.complaint(f"{path}.settled_by", say("rule.settles_nothing"))


def check_marks(lined: Lined, content: MarksFile) -> None:
    """Every kind of mark has its own name and rests on texts of the file."""
    known: set[str] = set()
    for number, kind in enumerate(content.marks):
        path = f"$.marks[{number}]"
        if kind.id in known:
            raise lined.complaint(f"{path}.id", say("rule.id_twice", id=kind.id))
        known.add(kind.id)
        if not kind.basis:
            raise lined.complaint(f"{path}.basis", say("rule.mark_basis"))
        for i, cited in enumerate(kind.basis):
            if cited.instrument not in content.basis:
                raise lined.complaint(f"{path}.basis[{i}].instrument", say("rule.mark_instrument", name=cited.instrument))


def check_state(lined: Lined, content: StateFile) -> None:
    """Every part a form names is there, and every sign has its own name."""
    known: set[str] = set()
    for name, words in content.parts.items():
        for i, word in enumerate(words):
            if not word.strip() or _BRACE.search(word):
                raise lined.complaint(f"$.parts.{name}[{i}]", say("rule.part_no_word", word=word))
    for number, sign in enumerate(content.signs):
        if sign.id in known:
            raise lined.complaint(f"$.signs[{number}].id", say("rule.id_twice", id=sign.id))
        known.add(sign.id)
        for name in _PART.findall(" ".join(sign.forms)):
            if name not in content.parts:
                raise lined.complaint(f"$.signs[{number}]", say("rule.form_unknown", name=f"{{{name}}}"))


def written(lined: Lined, path: str, count: int) -> str:
    """The lines of the file that item `path` was written in, comments of the next one left out."""
    number = int(path[len("$.items[") : -1])
    rows = lined.text.splitlines()
    start = lined.line(path) - 1
    end = lined.line(f"$.items[{number + 1}]") - 1 if number + 1 < count else len(rows)
    below = [i for i in range(start + 1, end) if rows[i].strip() and not rows[i].startswith(("  ", "\t"))]
    kept = rows[start : below[0] if below else end]
    while kept and (not kept[-1].strip() or kept[-1].lstrip().startswith("#")):
        kept.pop()
    return "\n".join(kept) + "\n"
