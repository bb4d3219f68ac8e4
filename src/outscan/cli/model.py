"""`outscan model train|evaluate|show`: the residual-risk model.

In: a folder of an office's own texts (DIR/<domain>/… and DIR/none/…), or a model. Out: weights with manifest and card, figures
on stdout. Training needs the `train` extra and happens here, offline.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from outscan.assess.weights import Weights

_MODEL = click.option("--model", "models", type=click.Path(file_okay=False), default=None, help="模型文件夹（默认：配置所用的）")


@click.group("model", help="残余风险模型：用本单位材料训练、评测、查看。")
def command() -> None:
    """Group the three things one does with a model."""


@command.command(
    "train",
    help="用本单位材料训练。DIR 下每个领域一个文件夹（education、surveying、hydrology、geology、science_tech、"
    "statistics_economy、foreign_affairs、health、internal、trade），无害文本放 none。"
    "材料不离开本机；权重与材料同等保管（权限 600）。",
)
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False), help="材料文件夹")
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help="权重写入的文件夹；配置 models 指向它")
@click.option("--force", is_flag=True, help="新模型不如原有的也安装")
@click.option("--each", type=click.IntRange(1), default=30, help="每领域每折另编写多少篇虚构文本")
@click.option("--readings", type=click.IntRange(0), default=1, help="随程序的虚构文件和短句各用几遍（0 = 不用，快得多）")
@click.option("-q", "--quiet", is_flag=True, help="不显示进度")
def train(corpus: str, output: str, each: int, readings: int, *, force: bool, quiet: bool) -> int:
    """Train, judge on held-out folds, install unless worse."""
    _needs_training()
    from outscan.assess.corpus import local, written  # noqa: PLC0415 - lazy by design
    from outscan.assess.install import install  # noqa: PLC0415 - lazy by design

    own = local(_texts(Path(corpus)))
    innocent = [one for one in own if one.kind == "innocent"]
    new, old = install(
        own,
        list(written(innocent, each, 1, readings)),
        Path(output),
        force=force,
        say=lambda text: None if quiet else click.echo(text, err=True),
    )
    click.echo(f"本单位材料（未参与训练的折）：找出 {new.found}，误报 {new.false}")
    if old is not None:
        click.echo(f"原有模型：找出 {old.found}，误报 {old.false}")
    click.echo(f'已写入 {output}（权限 600）。在 outscan.toml 的 [rules] 中写 models = "{output}" 即启用。')
    return 0


@command.command("evaluate", help="用一个材料文件夹（布局同 train）评测模型，不训练。")
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False), help="材料文件夹")
@_MODEL
def evaluate(corpus: str, models: str | None) -> int:
    """Print recall and false positives with their intervals, by domain."""
    _needs_training()
    from outscan.assess.corpus import NONE, local  # noqa: PLC0415 - lazy by design
    from outscan.assess.evaluate import document_standing, raised  # noqa: PLC0415 - lazy by design

    weights = _weights(models)
    found: dict[str, list[float]] = {}
    for one in local(_texts(Path(corpus))):
        found.setdefault(one.domain, []).append(document_standing(weights, one.text))
    for domain, standings in sorted(found.items()):
        told = "误报" if domain == NONE else "找出"
        click.echo(f"{domain}\t{told}\t{raised(standings, weights.manifest.threshold)}")
    return 0


@command.command("show", help="显示模型由什么训练、门槛多少、实测如何。")
@_MODEL
def show(models: str | None) -> int:
    """Print what the manifest says, without the weights."""
    weights = _weights(models)
    told = weights.manifest
    rows = {
        "folder": weights.folder,
        "digest": weights.digest,
        "kind": told.kind,
        "domains": "、".join(told.domains),
        "threshold": f"{told.threshold:.3f}",
        **told.training,
        **told.scores,
        **told.made_with,
    }
    for key, one in rows.items():
        sys.stdout.write(f"{key}\t{one}\n")
    return 0


def _weights(models: str | None) -> Weights:
    from outscan.assess.model import load_assessor  # noqa: PLC0415 - lazy by design
    from outscan.config import load_config  # noqa: PLC0415 - lazy by design

    folder = Path(models) if models else load_config(None).models
    weights = load_assessor(folder).weights
    if weights is None:
        raise click.UsageError(f"{folder} 中没有模型")
    return weights


def _texts(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """(domain, file, text) of everything below `corpus`, read as a scan reads it."""
    from outscan.assess.authored import DOMAINS  # noqa: PLC0415 - lazy by design
    from outscan.assess.corpus import NONE  # noqa: PLC0415 - lazy by design
    from outscan.limits import Purse  # noqa: PLC0415 - lazy by design
    from outscan.types import Blob, Part, Segment, Where  # noqa: PLC0415 - lazy by design
    from outscan.unpack import Unpacker  # noqa: PLC0415 - lazy by design

    unknown = sorted(p.name for p in corpus.iterdir() if p.is_dir() and p.name not in {*DOMAINS, NONE})
    if unknown:
        raise click.UsageError(f"不认识的领域文件夹：{'、'.join(unknown)}；可用：{'、'.join((*DOMAINS, NONE))}")
    for domain in (*DOMAINS, NONE):
        for path in sorted(p for p in (corpus / domain).rglob("*") if p.is_file()):
            pieces = Unpacker(Purse()).unpack(Blob(Where((path.name,)), path.read_bytes()))
            text = "\n".join(p.text for p in pieces if isinstance(p, Segment) and p.where.part is not Part.NAME)
            if text.strip():
                yield domain, str(path.relative_to(corpus)), text


def _needs_training() -> None:
    from importlib.util import find_spec  # noqa: PLC0415 - lazy by design

    if find_spec("sklearn") is None:
        raise click.UsageError("训练和评测需要 scikit-learn：pip install 'outscan[train]'")
