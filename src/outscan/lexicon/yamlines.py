"""YAML with the way back: plain values, and the line every one of them came from.

In: the text of one YAML file. Out: `Lined`, a value and a map from paths (`$.items[0].level`) to lines.
Deliberately no tags, merge keys or duplicate keys: what a secrecy officer edits must mean what it looks like.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from outscan.errors import LexiconError
from outscan.nouns import Struct
from outscan.words import say

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_KEPT = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float", "tag:yaml.org,2002:bool", "tag:yaml.org,2002:null"}
_SEXAGESIMAL = re.compile(r"[-+]?\d+(:\d+)+(\.\d*)?")


class Lined(Struct, frozen=True):
    """A YAML document as plain values; `lines` says at which line (from 1) each path begins."""

    name: str
    value: Any
    lines: dict[str, int]
    text: str = ""

    def line(self, path: str) -> int:
        """The line of `path`, or of the nearest path above it that is known."""
        while path not in self.lines and path:
            path = path[: max(path.rfind("."), path.rfind("["))] if "." in path or "[" in path else ""
        return self.lines.get(path, 1)

    def complaint(self, path: str, what: str) -> LexiconError:
        """The error `file:line: what`, for the caller to raise."""
        return LexiconError(f"{self.name}:{self.line(path)}: {what}")


def read_lined(text: str, name: str) -> Lined:
    """`text` as values with lines. Raises LexiconError with `name:line:` where YAML itself is broken."""
    try:
        root = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise LexiconError(f"{name}:{line}: {say('rule.not_yaml', why=error.problem or error.context)}") from None
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}:1: {say('rule.not_yaml', why=error)}") from None
    if root is None:
        raise LexiconError(f"{name}:1: {say('rule.empty_file')}")
    lines: dict[str, int] = {}
    return Lined(name, _plain(root, "$", lines, name), lines, text)


def _plain(node: yaml.Node, path: str, lines: dict[str, int], name: str) -> Any:  # noqa: ANN401 - YAML holds anything
    lines[path] = line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        out: dict[Any, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if key in out:
                raise LexiconError(f"{name}:{key_node.start_mark.line + 1}: {say('rule.key_twice', key=repr(key))}")
            below = f"{path}.{key}"
            out[key] = _plain(value_node, below, lines, name)
            lines[below] = key_node.start_mark.line + 1
        return out
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, f"{path}[{i}]", lines, name) for i, item in enumerate(node.value)]
    return _scalar(node, line, name)


def _scalar(node: yaml.Node, line: int, name: str) -> str | int | float | bool | None:
    text: str = node.value
    if node.tag not in _KEPT:
        return text  # dates stay what was written
    if node.tag.endswith(":null"):
        return None
    if node.tag.endswith(":bool"):
        if text.lower() not in {"true", "false"}:  # YAML 1.1 reads `no`, `on`, `y` as truth values
            return text
        return text.lower() == "true"
    if _SEXAGESIMAL.fullmatch(text):  # YAML 1.1 reads 1:50 as sixty-based 110
        raise LexiconError(f"{name}:{line}: {say('rule.minutes', text=text)}")
    try:
        return int(text.replace("_", ""), 10) if node.tag.endswith(":int") else float(text.replace("_", ""))
    except ValueError:
        return text
