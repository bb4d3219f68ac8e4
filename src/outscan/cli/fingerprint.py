"""`outscan fingerprint add|list|remove`: the register of known documents, kept as keyed hashes and labels only.

In: paths or labels. Out: a register file, and lines on stdout. A file of which a part could not be read is registered
by what was read, and said so.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from outscan.cli.options import Command, Group, config_options, lang_option, make_config, must_exist
from outscan.words import say

_STORE = click.option("--store", type=click.Path(), default=None, help=say("help.fingerprint_store"))


@click.group("fingerprint", cls=Group, help=say("help.fingerprint_long"))
def command() -> None:
    """Group the three ways of keeping the register."""


def _place(store: str | None, configured: Path | None) -> Path:
    from outscan.config import config_folders

    return Path(store) if store else configured or config_folders()[1] / "fingerprints.store"


@command.command("add", cls=Command, help=say("help.fingerprint_add"))
@click.argument("paths", nargs=-1, required=True, type=click.Path())
@click.option("--cleared", is_flag=True, help=say("help.fingerprint_cleared"))
@lang_option
@_STORE
@config_options
def add(**typed: Any) -> int:
    """Register every file; 3 where some of it could not be read or is too short."""
    from outscan.batch.walk import jobs
    from outscan.cli.exit_codes import LOOK, OK
    from outscan.cli.read import read_job
    from outscan.cli.signals import stop_on_signals
    from outscan.fingerprints import added, open_or_empty, save
    from outscan.fold import fold
    from outscan.isolate import Fence
    from outscan.scanner import Scanner
    from outscan.types import Report, Segment

    paths, cleared, named = typed.pop("paths"), typed.pop("cleared"), typed.pop("store")
    must_exist(paths)
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
        sys.stdout.write(f"{say('too_short', label=label)}\n")
    for label in (one for one in partly if one not in short):
        sys.stdout.write(f"{say('partly_registered', label=label)}\n")
    sys.stdout.write(f"{say('registered', n=len(documents) - len(short), all=len(store.known), path=place)}\n")
    return LOOK if short or partly else OK


@command.command("list", cls=Command, help=say("help.fingerprint_list"))
@_STORE
def list_known(store: str | None) -> int:
    """Print label, kind, day and number of hashes."""
    from outscan.config import load_config
    from outscan.fingerprints import load_store

    for one in load_store(_place(store, load_config().fingerprints)).known.values():
        sys.stdout.write(
            f"{say('known_cleared' if one.cleared else 'known_sensitive')}\t{one.added}\t{one.hashes}\t{one.label}\n"
        )
    return 0


@command.command("remove", cls=Command, help=say("help.fingerprint_remove"))
@click.argument("labels", nargs=-1, required=True)
@_STORE
def remove(labels: tuple[str, ...], store: str | None) -> int:
    """Take labels out; 2 where one is not known."""
    from outscan.config import load_config
    from outscan.fingerprints import load_store, removed, save

    place = _place(store, load_config().fingerprints)
    left, unknown = removed(load_store(place), labels)
    if unknown:
        raise click.UsageError(say("problem.register_unknown", labels=say("listed").join(unknown)))
    save(left, place)
    sys.stdout.write(f"{say('unregistered', n=len(labels), left=len(left.known))}\n")
    return 0
