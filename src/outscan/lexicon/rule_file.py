"""One lexicon file checked against its shape; what msgspec says becomes `file:line: key: what, and what to do`.

In: the bytes of a file. Out: `RuleFile`.
"""

from __future__ import annotations

import re
from typing import get_args

import msgspec

from outscan.errors import LexiconError
from outscan.lexicon import model
from outscan.lexicon.model import EnglishFile, Judgement, LexiconFile, MarksFile, StateFile, Thesaurus, UnitFile, WordsFile
from outscan.lexicon.yamlines import Lined, read_lined
from outscan.nouns import Struct
from outscan.words import say

_AT = re.compile(r" - at (?:key in )?`(.*)`$")
_WORDS = {"level": get_args(model.LevelWord), "window": get_args(model.Window), "action": get_args(model.ActionWord)}

Content = LexiconFile | WordsFile | MarksFile | UnitFile | StateFile | Judgement | EnglishFile | Thesaurus
_SHAPES: dict[str, type[Content]] = {
    "words.yaml": WordsFile,
    "marks.yaml": MarksFile,
    "unit.yaml": UnitFile,
    "state.yaml": StateFile,
    "judgement.yaml": Judgement,
    "english.yaml": EnglishFile,
    "thesaurus.yaml": Thesaurus,
}
_QUIETING = (WordsFile, MarksFile, StateFile, Judgement, EnglishFile)


class RuleFile(Struct, frozen=True):
    """One file: where its lines are, what it holds, and whether it is the unit's own."""

    lined: Lined
    content: Content
    local: bool


def read_rules(name: str, data: bytes, *, local: bool) -> RuleFile:
    """The file `name`, checked against its shape. Raises LexiconError."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise LexiconError(f"{name}:1: {say('rule.not_utf8', byte=error.start)}") from None
    lined = read_lined(text, name)
    base = name.rsplit("/", 1)[-1]
    shape: type[Content] = _SHAPES.get(base, LexiconFile)
    if local and shape in _QUIETING:
        raise LexiconError(f"{name}:1: {say('rule.quieter', file=base)}")
    if not local and shape is UnitFile:
        raise LexiconError(f"{name}:1: {say('rule.unit_place')}")
    try:
        return RuleFile(lined, msgspec.convert(lined.value, shape), local)
    except msgspec.ValidationError as error:
        raise _complaint(lined, str(error)) from None


def _complaint(lined: Lined, said: str) -> LexiconError:
    """The complaint of msgspec as a sentence at its line."""
    at = _AT.search(said)
    path = at[1] if at else "$"
    what = said[: at.start()] if at else said
    if found := re.match(r"Object contains unknown field `(.*)`", what):
        key = found[1]
        path = _resolved(lined, f"{path}.{key}", None)
        return lined.complaint(path, say("rule.unknown_key", key=key))
    if found := re.match(r"Object missing required field `(.*)`", what):
        return lined.complaint(_resolved(lined, path, None), say("rule.missing_key", key=found[1]))
    if found := re.match(r"Invalid enum value '?(.*?)'?$", what):
        path = _resolved(lined, path, found[1])
        key = path.rsplit(".", 1)[-1]
        allowed = say("listed").join(_WORDS.get(key, ())) or say("rule.allowed_words")
        return lined.complaint(path, say("rule.none_of", key=key, found=found[1], allowed=allowed))
    path = _resolved(lined, path, None)
    key = path.rsplit(".", 1)[-1]
    return lined.complaint(path, say("rule.wrong_type", key=key, what=what))


def _resolved(lined: Lined, path: str, text: str | None) -> str:
    """`path` with msgspec's `[...]` replaced by the key of the first line that fits."""
    if "[...]" not in path:
        return path
    pattern = re.compile("".join(r"\.[^.\[\]]+" if part == "[...]" else re.escape(part) for part in _split(path)))
    fits = [one for one in lined.lines if pattern.fullmatch(one)]
    return next((one for one in fits if text is None or str(_value_at(lined, one)) == text), fits[0] if fits else path)


def _split(path: str) -> list[str]:
    return [part for part in re.split(r"(\[\.\.\.\])", path) if part]


def _value_at(lined: Lined, path: str) -> object:
    here = lined.value
    for key, index in re.findall(r"\.([^.\[\]]+)|\[(\d+)\]", path):
        here = here[key] if key else here[int(index)]
    return here
