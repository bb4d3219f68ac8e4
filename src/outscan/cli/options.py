"""Options that several commands share, and how what was typed becomes a `Config`.

In: typed values. Out: `Config`. Validates only what was typed; what a file holds is `config`'s to judge.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from outscan.config import Config, load_config

Decorated = Callable[..., Any]


def _day(ctx: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    del ctx
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} 不是日期（例：2026-01-31）", param=parameter) from None


def _declared(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    del ctx
    pairs = []
    for one in value:
        key, equals, answer = one.partition("=")
        if not equals or answer not in {"yes", "no"}:
            raise click.BadParameter(f"{one!r} 应写作 事项=yes 或 事项=no", param=parameter)
        pairs.append((key, answer == "yes"))
    return tuple(pairs)


def config_options(command: Decorated) -> Decorated:
    """Add the options that make up a `Config`."""
    for option in reversed(
        [
            click.option("-c", "--config", "config_file", type=click.Path(), help="配置文件（TOML）"),
            click.option(
                "--ocr",
                type=click.Choice(["auto", "off", "force"]),
                default=None,
                help="图像识别：auto 需要时，off 不用，force 每页都用",
            ),
            click.option("--overlay", multiple=True, type=click.Path(), help="本单位的附加规则包文件夹，可多次"),
            click.option("--as-of", callback=_day, help="以哪一天为准（默认今天）"),
            click.option("--recipient", default=None, help="接收方，仅作记录"),
            click.option("--declare", multiple=True, callback=_declared, help="提供人声明：事项=yes|no，可多次"),
            click.option("--declared-by", default=None, help="声明人姓名"),
            click.option("--baseline", type=click.Path(), default=None, help="已复核疑点的基线文件"),
            click.option("--fingerprints", type=click.Path(), default=None, help="敏感文件指纹库"),
            click.option("--timeout", type=float, default=None, help="每个文件的时限（秒）"),
            click.option("--max-file-size", type=int, default=None, help="单个文件的大小上限（字节）"),
            click.option("--max-depth", type=int, default=None, help="嵌套层数上限"),
        ]
    ):
        command = option(command)
    return command


def make_config(typed: dict[str, Any]) -> Config:
    """Join configuration files and what was typed; pops the options it knows from `typed`."""
    timeout = typed.pop("timeout")
    return load_config(
        typed.pop("config_file"),
        ocr=typed.pop("ocr"),
        overlays=tuple(Path(o) for o in typed.pop("overlay")),
        as_of=typed.pop("as_of"),
        recipient=typed.pop("recipient"),
        declarations=typed.pop("declare"),
        declared_by=typed.pop("declared_by"),
        baseline=typed.pop("baseline"),
        fingerprints=typed.pop("fingerprints"),
        max_seconds=timeout,
        seconds_per_mib=None if timeout is None else 0.0,  # what was typed is the whole of it
        max_file_bytes=typed.pop("max_file_size"),
        max_depth=typed.pop("max_depth"),
    )
