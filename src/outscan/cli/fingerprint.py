"""`outscan fingerprint add|list|remove`: the register of known documents, kept as keyed hashes and labels only.

In: paths or labels. Out: a register file, and lines on stdout. A file of which a part could not be read is registered
by what was read, and said so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import config_options, make_config

_STORE = click.option("--store", type=click.Path(), default=None, help="指纹库文件（默认用配置中的 rules.fingerprints）")


@click.group("fingerprint", help="登记已知文件：只保存带密钥的指纹和名称，不保存文字。add、list、remove。")
def command() -> None:
    """Group the three ways of keeping the register."""


def _place(store: str | None, configured: Path | None) -> Path:
    from outscan.config import config_folders  # noqa: PLC0415 - lazy by design

    return Path(store) if store else configured or config_folders()[1] / "fingerprints.store"


@command.command("add", help="登记文件或文件夹中的全部文件。--cleared 登记的是已批准提供或已公开的材料。")
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--cleared", is_flag=True, help="已批准提供或已公开的材料：只显示，不降低处理建议")
@_STORE
@config_options
def add(**typed: Any) -> int:  # noqa: ANN401 - click hands over whatever was typed
    """Register every file; 3 where some of it could not be read or is too short."""
    from outscan.batch.walk import exists, jobs  # noqa: PLC0415 - lazy by design
    from outscan.cli.ending import LOOK, OK, stop_on_signals  # noqa: PLC0415 - lazy by design
    from outscan.cli.read import read_job  # noqa: PLC0415 - lazy by design
    from outscan.fingerprints import added, open_or_empty, save  # noqa: PLC0415 - lazy by design
    from outscan.fold import fold  # noqa: PLC0415 - lazy by design
    from outscan.isolate import Fence  # noqa: PLC0415 - lazy by design
    from outscan.scanner import Scanner  # noqa: PLC0415 - lazy by design
    from outscan.types import Report, Segment  # noqa: PLC0415 - lazy by design

    paths, cleared, named = typed.pop("paths"), typed.pop("cleared"), typed.pop("store")
    if not any(exists(path) for path in paths):
        raise click.UsageError("；".join(f"找不到：{path}" for path in paths))
    config = make_config(typed)
    place = _place(named, config.fingerprints)
    store = open_or_empty(place)
    stop_on_signals()
    documents: list[tuple[str, list[str]]] = []
    partly: list[str] = []
    for job, result in Fence(Scanner.build(config), 1, read_job).run(list(jobs(paths))):
        pieces = result.gaps if isinstance(result, Report) else result
        texts = [fold(piece.text).text for piece in pieces if isinstance(piece, Segment) and piece.text]
        documents.append((job.path, texts))
        if len(texts) < len([piece for piece in pieces if not isinstance(piece, Segment) or piece.text]):
            partly.append(job.path)
    store, short = added(store, documents, cleared=cleared, day=config.as_of.isoformat())
    save(store, place)
    for label in short:
        sys.stdout.write(f"文字太少，未登记：{label}\n")
    for label in (one for one in partly if one not in short):
        sys.stdout.write(f"有内容未能读取，按已读部分登记：{label}\n")
    sys.stdout.write(f"已登记 {len(documents) - len(short)} 份；指纹库共 {len(store.known)} 份：{place}\n")
    return LOOK if short or partly else OK


@command.command("list", help="列出已登记的文件名称。")
@_STORE
def list_known(store: str | None) -> int:
    """Print label, kind, day and number of hashes."""
    from outscan.config import load_config  # noqa: PLC0415 - lazy by design
    from outscan.fingerprints import load_store  # noqa: PLC0415 - lazy by design

    for one in load_store(_place(store, load_config().fingerprints)).known.values():
        sys.stdout.write(f"{'已公开或已批准' if one.cleared else '敏感'}\t{one.added}\t{one.hashes}\t{one.label}\n")
    return 0


@command.command("remove", help="按名称去除登记。")
@click.argument("labels", nargs=-1, required=True)
@_STORE
def remove(labels: tuple[str, ...], store: str | None) -> int:
    """Take labels out; 2 where one is not known."""
    from outscan.config import load_config  # noqa: PLC0415 - lazy by design
    from outscan.fingerprints import load_store, removed, save  # noqa: PLC0415 - lazy by design

    place = _place(store, load_config().fingerprints)
    left, unknown = removed(load_store(place), labels)
    if unknown:
        raise click.UsageError(f"指纹库中没有：{'、'.join(unknown)}；outscan fingerprint list 列出全部")
    save(left, place)
    sys.stdout.write(f"已去除 {len(labels)} 份；指纹库还有 {len(left.known)} 份\n")
    return 0
