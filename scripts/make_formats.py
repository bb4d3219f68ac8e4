#!/usr/bin/env python3
"""Write docs/formats.md: what is read of which format, in Chinese and English, and what is not.

In: the table of formats, the readers' source, the catalogue of words. Out: the page; a test holds it current. What a reader hands
on is read from its source: every `Part` and `HiddenKind` it names, or a room of `extract` that it stands on names for it.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from outscan.extract.sniff.magic import kinds_by_bytes
from outscan.formats import FORMATS, Format
from outscan.types import HiddenKind, Part
from outscan.words import HIDDEN, PARTS
from outscan.words.formats import UNREAD, named

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "formats.md"
ROOMS = "outscan.extract."
ASIDE = ("outscan.extract.sniff", "outscan.extract.base", "outscan.extract.within", "outscan.extract.collected")
"""Rooms that tell kinds or look at every text: what they name belongs to no format."""
HEAD = """\
# 读什么，不读什么 · What is read, and what is not

<!-- Made by scripts/make_formats.py from src/outscan/formats.py, the readers and the words; do not edit. -->

不认识的文件、读不出的部分一律列为未检部分，不会算作没有问题。格式由内容认定，文件名只在两可时作参考。
What is not known or cannot be read is named as a gap and never taken for clean. A format is told by its bytes; a name only
breaks ties.

| 格式 | format | `kind` | 扩展名 endings | 处理 processed | 页面图 picture | 第二读取 second reader |
|---|---|---|---|---|---|---|
"""


def path_of(module: str) -> Path | None:
    base = ROOT / "src" / Path(*module.split("."))
    return next((p for p in (base.with_suffix(".py"), base / "__init__.py") if p.is_file()), None)


@cache
def named_in(module: str) -> tuple[frozenset[str], frozenset[str]]:
    """The modules of `extract` that `module` imports, and the attributes of enums it names."""
    path = path_of(module)
    if path is None:
        return frozenset(), frozenset()
    tree = ast.parse(path.read_text("utf-8"))
    imported, names = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("outscan.extract"):
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names if alias.name.startswith(ROOMS)}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            names.add(f"{node.value.id}.{node.attr}")
    return frozenset(m for m in imported if path_of(m) and not m.startswith(ASIDE)), frozenset(names)


def hands_on(reader: str) -> tuple[list[Part], list[HiddenKind]]:
    """The parts and the hidden kinds a reader can yield, in the order of their enums."""
    seen: set[str] = set()
    names: set[str] = set()
    left = [ROOMS + reader]
    while left:
        module = left.pop()
        if module not in seen:
            seen.add(module)
            further, mine = named_in(module)
            names |= mine
            left += further
    return [p for p in Part if f"Part.{p.name}" in names], [h for h in HiddenKind if f"HiddenKind.{h.name}" in names]


def line(row: Format) -> str:
    chinese, english = named(row.name)
    processed = "✓" if row.editor else f"→ {row.save_as}" if row.save_as else "—"
    endings = " ".join(row.endings) or "—"
    return (
        f"| {chinese} | {english} | `{row.name}` | {endings} | {processed} | {'✓' if row.drawn else '—'} | {row.second or '—'} |"
    )


def section(reader: str, rows: list[Format]) -> str:
    parts, hidden = hands_on(reader)
    title = "、".join(named(row.name)[0] for row in rows)
    out = [f"\n### `{reader}`：{title}\n", " · ".join(f"`{row.name}` {named(row.name)[1]}" for row in rows) + "\n"]
    out.append("- 读出 reads: " + "；".join(f"{PARTS[p][0]} {PARTS[p][1]}" for p in parts))
    if hidden:
        out.append("- 隐藏内容 hidden: " + "；".join(f"{HIDDEN[h][0]} {HIDDEN[h][1]}" for h in hidden))
    limits: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.name in UNREAD:
            limits.setdefault(UNREAD[row.name], []).append(row.name)
    for (chinese, english), kinds in limits.items():
        whose = "" if len(kinds) == len(rows) else f" ({', '.join(kinds)})"
        out.append(f"- 不读 not read{whose}: {chinese} · {english}")
    return "\n".join(out) + "\n"


def page() -> str:
    """The whole page."""
    rows = [row for row in FORMATS.values() if row.reader]
    by_reader: dict[str, list[Format]] = {}
    for row in rows:
        by_reader.setdefault(row.reader, []).append(row)
    unread = sorted(kinds_by_bytes() - {row.name for row in rows})
    return (
        HEAD
        + "\n".join(map(line, rows))
        + "\n\n## 每种格式读出什么 · What each reader hands on\n"
        + "".join(section(reader, mine) for reader, mine in by_reader.items())
        + "\n## 认得出、不读的格式 · Told by name, never read\n\n"
        "列为未检部分，并写明是什么。Each is a gap that says what it is.\n\n" + " ".join(f"`{kind}`" for kind in unread) + "\n"
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8", newline="\n")
    print(f"{PAGE.relative_to(ROOT)}: {len(page().splitlines())} lines")
