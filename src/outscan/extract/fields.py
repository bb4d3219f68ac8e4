r"""Word's EQ fields: what their instruction shows on the page (拼音指南, 带圈字符, 合并字符, fractions, lists).

In: the instruction of a field. Out: the words it shows, and the ruby above them; None for any other field. The instruction is
a formula of switches (`\o`, `\s\up 9`, `\ad`) and arguments; what is laid over or under the base is told apart from it
(ECMA-376-1 §17.16.5.16 leaves EQ to Office; the switches are documented with Word).
"""

from __future__ import annotations

import re

from outscan.lazy_regex import lazy

_EQUATION = lazy(r"\s*\{?\s*EQ\b", re.IGNORECASE)
_SWITCH = lazy(r"\\([A-Za-z*]{1,2})\s*(?:(?:jc|hps)\d+|\"?Font:[^\"\\]*\"?|-?\d+)?\s*", re.IGNORECASE)
_FRAMES = frozenset("○〇◯□△◇▢◻◎")
_SEALED = frozenset("密秘")
"""A character that means secret where it stands in a circle of its own (㊙)."""
_SCRIPTS = frozenset({"s"})
_DEEPEST = 40


def shown(code: str) -> tuple[str, str] | None:
    """The words an EQ field shows and its ruby, None where `code` is another field's instruction."""
    start = _EQUATION.match(code)
    if start is None:
        return None
    formula = re.sub(r"\\\*\s*(?:jc|hps)\d+|\\\*\s*\"?Font:[^\"\\]*\"?", " ", code[start.end() :], flags=re.IGNORECASE)
    ruby: list[str] = []
    said, _ = _sequence(formula, 0, ruby, 0)
    return re.sub(r"^[ \t]+|[ \t]+$", "", said), "".join(ruby)


def _sequence(text: str, at: int, ruby: list[str], depth: int) -> tuple[str, int]:
    """What stands from `at` to the comma or bracket that ends an argument, and where that is."""
    out: list[str] = []
    while at < len(text) and text[at] not in ",;)":
        if text[at] == "\\" and at + 1 < len(text) and not text[at + 1].isalpha() and text[at + 1] != "*":
            out.append(text[at + 1])  # an escaped comma or bracket
            at += 2
        elif text[at] == "\\" and depth < _DEEPEST:
            said, at = _command(text, at, ruby, depth)
            out.append(said)
        else:
            out.append(text[at])
            at += 1
    if depth == 0 and at < len(text):  # a comma outside all brackets is a comma
        rest, end = _sequence(text, at + 1, ruby, depth)
        return "".join(out) + text[at] + rest, end
    return "".join(out), at


def _command(text: str, at: int, ruby: list[str], depth: int) -> tuple[str, int]:
    """A switch with its options and arguments: what it shows."""
    names: list[str] = []
    while found := _SWITCH.match(text, at):
        names.append(found[1].lower())
        at = found.end()
    if not names:
        return "", at + 1
    if text[at : at + 1] != "(":
        return "", at
    arguments: list[tuple[str, bool]] = []
    while at < len(text) and (text[at] in "(,;"):
        at += 1
        raised = _raised(text, at)
        said, at = _sequence(text, at, ruby, depth + 1)
        arguments.append((said.strip(), raised))
    at += text[at : at + 1] == ")"
    return _laid(names[0], arguments, ruby), at


def _raised(text: str, at: int) -> bool:
    """Whether an argument is set above or below the line."""
    found = _SWITCH.match(text, at) if text[at : at + 1] == "\\" else None
    return found is not None and found[1].lower() in _SCRIPTS


def _laid(name: str, arguments: list[tuple[str, bool]], ruby: list[str]) -> str:
    """The arguments of one switch as they are read."""
    if name == "o":
        if len(arguments) > 1 and any(said in _FRAMES for said, _ in arguments) and arguments[-1][0] in _SEALED:
            ruby.append("㊙")
        base = [said for said, raised in arguments if not raised and said not in _FRAMES]
        if base and any(raised for _, raised in arguments):
            ruby += [said for said, raised in arguments if raised]
            return "".join(base)
        return "".join(said for said, _ in arguments if said not in _FRAMES)
    return ("/" if name == "f" else "").join(said for said, _ in arguments)
