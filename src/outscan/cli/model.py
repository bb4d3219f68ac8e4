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

from outscan.cli.options import Command, Group, lang_option
from outscan.errors import OutscanError
from outscan.words import say

if TYPE_CHECKING:
    from outscan.assess.weights import Weights

_MODEL = click.option("--model", "models", type=click.Path(file_okay=False), default=None, help=say("help.model_folder"))


@click.group("model", cls=Group, help=say("help.model_long"))
def command() -> None:
    """Group the three things one does with a model."""


@command.command("train", cls=Command, help=say("help.model_train"))
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False), help=say("help.model_corpus"))
@click.option("-o", "--output", required=True, type=click.Path(file_okay=False), help=say("help.model_output"))
@click.option("--force", is_flag=True, help=say("help.model_force"))
@click.option("--each", type=click.IntRange(1), default=30, help=say("help.model_each"))
@click.option("--readings", type=click.IntRange(0), default=1, help=say("help.model_readings"))
@click.option("-q", "--quiet", is_flag=True, help=say("help.quiet"))
@lang_option
def train(corpus: str, output: str, each: int, readings: int, lang: str, *, force: bool, quiet: bool) -> int:
    """Train, judge on held-out folds, install unless worse."""
    del lang
    _needs_training()
    _may_write(Path(output), force=force)
    from outscan_training.corpus import local, written
    from outscan_training.install import install

    own = local(_texts(Path(corpus)))
    innocent = [one for one in own if one.kind == "innocent"]
    new, old = install(
        own,
        list(written(innocent, each, 1, readings)),
        Path(output),
        force=force,
        say=lambda text: None if quiet else click.echo(text, err=True),
    )
    click.echo(say("trained", found=new.found, false=new.false))
    if old is not None:
        click.echo(say("trained_before", found=old.found, false=old.false))
    click.echo(say("model_written", path=output))
    return 0


@command.command("evaluate", cls=Command, help=say("help.model_evaluate"))
@click.option("--corpus", required=True, type=click.Path(exists=True, file_okay=False), help=say("help.model_corpus"))
@_MODEL
def evaluate(corpus: str, models: str | None) -> int:
    """Print recall and false positives with their intervals, by domain."""
    _needs_training()
    from outscan_training.corpus import NONE, local
    from outscan_training.evaluate import document_log_odds, raised

    weights = _weights(models)
    found: dict[str, list[float]] = {}
    for one in local(_texts(Path(corpus))):
        found.setdefault(one.domain, []).append(document_log_odds(weights, one.text))
    for domain, all_log_odds in sorted(found.items()):
        label = say("false_alarms" if domain == NONE else "found_share")
        click.echo(f"{domain}\t{label}\t{raised(all_log_odds, weights.manifest.threshold)}")
    return 0


@command.command("show", cls=Command, help=say("help.model_show"))
@_MODEL
def show(models: str | None) -> int:
    """Print what the manifest says, without the weights."""
    weights = _weights(models)
    manifest = weights.manifest
    rows = {
        "folder": weights.folder,
        "digest": weights.digest,
        "kind": manifest.kind,
        "domains": say("listed").join(manifest.domains),
        "threshold": f"{manifest.threshold:.3f}",
        **manifest.training,
        **manifest.scores,
        **manifest.made_with,
    }
    for key, one in rows.items():
        sys.stdout.write(f"{key}\t{one}\n")
    return 0


def _may_write(folder: Path, *, force: bool) -> None:
    """Refuse a folder that holds other things and no model. Raises OutscanError."""
    from outscan.assess.weights import MANIFEST

    if not force and folder.is_dir() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
        raise OutscanError(say("problem.model_foreign", path=folder))


def _weights(models: str | None) -> Weights:
    from outscan.assess.model import load_assessor
    from outscan.config import load_config

    folder = Path(models) if models else load_config(None).models
    weights = load_assessor(folder).weights
    if weights is None:
        raise click.UsageError(say("problem.no_weights", folder=folder))
    return weights


def _texts(corpus: Path) -> Iterator[tuple[str, str, str]]:
    """(domain, file, text) of everything below `corpus`, read as a scan reads it."""
    from outscan.limits import Budget
    from outscan.types import Blob, Part, Segment, Where
    from outscan.unpack import Unpacker
    from outscan_training.authored import DOMAINS
    from outscan_training.corpus import NONE

    unknown = sorted(p.name for p in corpus.iterdir() if p.is_dir() and p.name not in {*DOMAINS, NONE})
    if unknown:
        raise click.UsageError(
            say("problem.domain_folders", found=say("listed").join(unknown), known=say("listed").join((*DOMAINS, NONE)))
        )
    for domain in (*DOMAINS, NONE):
        for path in sorted(p for p in (corpus / domain).rglob("*") if p.is_file()):
            pieces = Unpacker(Budget()).unpack(Blob(Where((path.name,)), path.read_bytes()))
            text = "\n".join(p.text for p in pieces if isinstance(p, Segment) and p.where.part is not Part.NAME)
            if text.strip():
                yield domain, str(path.relative_to(corpus)), text


def _needs_training() -> None:
    from importlib.util import find_spec

    if find_spec("sklearn") is None or find_spec("outscan_training") is None:
        raise click.UsageError(say("problem.no_training"))
