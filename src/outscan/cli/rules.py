"""`outscan rules list|show|check|explain`: the rule pack, for officers and lawyers.

In: the pack. Out: tables and texts on stdout.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from outscan.lexicon.pack import Pack

_OVERLAY = click.option("--overlay", multiple=True, type=click.Path(), help="本单位的附加规则包文件夹，可多次")


@click.group("rules", help="规则包：列出、查看、检验、解释。")
def command() -> None:
    """Group the four ways of looking at the pack."""


def _pack(overlay: tuple[str, ...]) -> Pack:
    from outscan.config import load_config  # noqa: PLC0415 - lazy by design
    from outscan.lexicon.load import load  # noqa: PLC0415 - lazy by design

    config = load_config(None, overlays=tuple(Path(o) for o in overlay))
    return load(config.lexicons, config.overlays)


@command.command("list", help="列出全部规则。--certainty C 只列依据待核实的。")
@click.option("--domain", default=None, help="只列某一领域")
@click.option("--certainty", type=click.Choice(["A", "B", "C"]), default=None, help="只列依据为该把握程度的")
@click.option("-f", "--format", "form", type=click.Choice(["text", "json"]), default="text")
@_OVERLAY
def list_rules(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Print every rule with level, basis and certainty."""
    pack = _pack(typed["overlay"])
    rows = [
        row
        for row in pack.rules()
        if (typed["domain"] in {None, row.domain})
        and (typed["certainty"] is None or any(b.certainty.value == typed["certainty"] for b in row.basis))
    ]
    if typed["form"] == "json":
        told = [
            {
                "id": r.id,
                "domain": r.domain,
                "level": r.level.value,
                "title": r.title,
                "basis": [{"cite": b.cite, "item": b.item, "certainty": b.certainty.value} for b in r.basis],
            }
            for r in rows
        ]
        sys.stdout.write(
            json.dumps({"pack": pack.version, "digest": pack.digest, "rules": told}, ensure_ascii=False, indent=1) + "\n"
        )
        return 0
    from rich.console import Console  # noqa: PLC0415 - lazy by design
    from rich.table import Table  # noqa: PLC0415 - lazy by design

    from outscan.words import Words  # noqa: PLC0415 - lazy by design

    words = Words()
    table = Table("规则", "可能密级", "名称", "依据", "把握", box=None, pad_edge=False)
    for row in rows:
        cites = "；".join(f"{b.cite} {b.item}".strip() for b in row.basis)
        sure = "；".join(words.certainty(b.certainty) or "已核" for b in row.basis)
        table.add_row(row.id, words.level(row.level), row.title, cites, sure)
    console = Console(highlight=False, markup=False)
    console.print(table)
    console.print(f"规则包 {pack.version} {pack.digest[:19]}  {len(rows)} 条")
    return 0


@command.command("show", help="显示一条规则的全部内容。")
@click.argument("rule")
@_OVERLAY
def show_rule(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Print the rule's YAML as it was loaded."""
    text = _pack(typed["overlay"]).source(typed["rule"])
    if text is None:
        raise click.UsageError(f"没有规则 {typed['rule']}；outscan rules list 列出全部")
    sys.stdout.write(text)
    return 0


@command.command("check", help="检验规则包：格式、依据，并用每条规则自带的正反例实测。")
@click.argument("folder", required=False, type=click.Path())
def check_rules(folder: str | None) -> int:
    """Run every rule's own hits and misses through the real pipeline."""
    from outscan.config import shipped  # noqa: PLC0415 - lazy by design
    from outscan.lexicon.load import load  # noqa: PLC0415 - lazy by design
    from outscan.rulecheck import check  # noqa: PLC0415 - lazy by design

    pack = load(shipped("lexicons"), (Path(folder),)) if folder else load(shipped("lexicons"))
    failures = list(check(pack))
    for failure in failures:
        sys.stdout.write(f"{failure}\n")
    sys.stdout.write(f"规则包 {pack.version}：{len(list(pack.rules()))} 条规则，{len(failures)} 个问题\n")
    return 1 if failures else 0


@command.command("explain", help="用一句话说明一条规则何时命中、为什么、怎么办。")
@click.argument("rule")
@_OVERLAY
def explain_rule(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Print when the rule speaks, on what basis, and the way forward."""
    pack = _pack(typed["overlay"])
    row = next((r for r in pack.rules() if r.id == typed["rule"]), None)
    if row is None:
        raise click.UsageError(f"没有规则 {typed['rule']}；outscan rules list 列出全部")
    sys.stdout.write(row.explain() + "\n")
    return 0
