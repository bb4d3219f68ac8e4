"""The English of what items and marks say to people: their own `…_en`, else `english.yaml`.

In: an item or the marks, and the table of sentences. Out: the same with English. Law: beside an
`english.yaml`, which every shipped folder has, an item that speaks Chinese only does not load; a unit's own rules may.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from outscan.lexicon.model import Advised, EnglishFile, Item, MarksFile
from outscan.lexicon.rule_file import RuleFile
from outscan.words import say


def advised(sheet: RuleFile, advice: Advised, path: str, english: EnglishFile | None) -> Advised:
    """The advice with `approver_en` and `note_en`. Raises LexiconError where a shipped one has none."""
    return msgspec.structs.replace(
        advice,
        approver_en=_twin(sheet, f"{path}.approver", advice.approver, advice.approver_en, english.approvers if english else None),
        note_en=_twin(sheet, f"{path}.note", advice.note, advice.note_en, english.notes if english else None),
    )


def asked(sheet: RuleFile, item: Item, path: str, english: EnglishFile | None) -> str:
    """The question of an item in English. Raises LexiconError where a shipped one has none, or no English title."""
    _twin(sheet, f"{path}.title", item.title, item.title_en, {} if english else None)
    return _twin(sheet, f"{path}.ask", item.ask, item.ask_en, english.asks if english else None)


def in_english(sheet: RuleFile, marks: MarksFile, english: EnglishFile | None) -> MarksFile:
    """The kinds of marks with English advice. Raises LexiconError where one has none."""
    for number, kind in enumerate(marks.marks):
        _twin(sheet, f"$.marks[{number}].title", kind.title, kind.title_en, {} if english else None)
    kinds = [
        msgspec.structs.replace(kind, advice=advised(sheet, kind.advice, f"$.marks[{number}].advice", english))
        for number, kind in enumerate(marks.marks)
    ]
    return msgspec.structs.replace(marks, marks=kinds)


def _twin(sheet: RuleFile, path: str, text: str, own: str, table: Mapping[str, str] | None) -> str:
    found = own or (table or {}).get(text, "")
    if text and not found and table is not None and not sheet.local:
        raise sheet.lined.complaint(path, say("rule.no_english", text=text))
    return found
