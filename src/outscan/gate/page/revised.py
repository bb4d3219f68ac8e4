"""What changed between the revisions of a case, in words: fields before and after, files that went and came, rules.

In: the revisions on the wire. Out: rows for a template.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from outscan.gate import moment
from outscan.words.page import PAGE


def changes_of(revisions: Sequence[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """For every revision but the first: (field, before, after) of each field, files and rules that went and came."""
    out = []
    for before, after in pairwise(revisions):
        changed = after["changed"]
        if not changed:
            continue
        rows = [
            (_label(name, language), _shown(before["content"].get(name), language), _shown(after["content"].get(name), language))
            for name in changed["fields"]
        ]
        out.append({"revision": after["revision"], "at": after["at"], "fields": rows, **{k: changed[k] for k in _LISTS}})
    return out


_LISTS = ("removed", "added", "rules_gone", "rules_new")


def _label(name: str, language: str) -> str:
    return PAGE[name][language == "en"] if name in PAGE else name


def _shown(value: Any, language: str) -> str:  # noqa: ANN401 - a field of a case
    if isinstance(value, list):
        words = [PAGE[f"channel_{one}"][language == "en"] if f"channel_{one}" in PAGE else str(one) for one in value]
        return "; ".join(words)
    if isinstance(value, dict):
        return "; ".join(f"{key}={answer}" for key, answer in sorted(value.items()))
    if isinstance(value, str) and value.endswith("+00:00"):
        return moment.read(value).astimezone().strftime("%Y-%m-%d %H:%M")
    return "" if value is None else str(value)
