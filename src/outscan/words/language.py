"""Which language this process speaks to its user, and the sentences of commands and errors in it.

In: `OUTSCAN_LANG`, or what `--lang` says. Out: sentences by key. Imports nothing but its own tables: `--help` comes through here.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextvars import ContextVar
from importlib import import_module

LANGUAGES = ("zh-CN", "en")
_SPOKEN: ContextVar[str] = ContextVar("outscan_language", default="")
_TABLES = {
    "help": "HELP",
    "problem": "PROBLEMS",
    "proof": "PROOFS",
    "rule": "RULES",
    "refusal": "REFUSALS",
    "change": "CHANGES",
    "fault": "FAULTS",
    "man": "MANS",
    "sum": "SUMS",
}


def language() -> str:
    """The language of this process: what was chosen, else `OUTSCAN_LANG`, else Chinese."""
    return _SPOKEN.get() or known_language(os.environ.get("OUTSCAN_LANG", "")) or LANGUAGES[0]


def known_language(name: str) -> str:
    """`zh-CN` or `en` for the ways people write them (en_US.UTF-8, zh), '' for none of ours."""
    short = name.replace("_", "-").split(".")[0].split("-")[0].lower()
    return next((one for one in LANGUAGES if one.split("-")[0] == short), "")


def speak(lang: str) -> None:
    """Speak `lang` from now on."""
    _SPOKEN.set(known_language(lang) or LANGUAGES[0])


def say(key: str, /, **values: object) -> str:
    """The sentence `key` in the language of this process, its places filled in: `help.…`, `problem.…`, `rule.…`, or a message."""
    table = key.split(".", 1)[0]
    module = import_module(f"outscan.words.{table}s" if table in _TABLES else "outscan.words.messages")
    sentence: str = getattr(module, _TABLES.get(table, "MESSAGES"))[key][language() == "en"]
    return sentence.format(**values) if values else sentence


def nearest(word: str, known: Iterable[str]) -> str:
    """`；是否想写 X？` where a known word is near to `word`, else ''."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something was misspelt

    found = get_close_matches(word, list(known), 1, 0.6)
    return say("problem.nearest", word=found[0]) if found else ""
