"""From a folder of YAML to a `Pack`; complaints are `file:line: what, and what to do`.

In: `lexicons/*.yaml` as shipped, and the unit's own folders (overlays). Out: a compiled `Pack`.
Law: what is not understood does not load. An unknown key, a missing basis, an item without its own tests, an empty
folder: each refuses to start, because a scanner that looks for nothing calls everything clean.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from outscan.errors import LexiconError
from outscan.lexicon.pack import Pack, pack_bytes, pack_from
from outscan.words import say

PACK_NAME = "pack.msgpack"
"""The compiled pack beside its YAML; used only where the sha256 of the sources still fits."""


def load(folder: Path, overlays: Sequence[Path] = (), *, whole: bool = False) -> Pack:
    """The pack of `folder` and `overlays`; `whole`: with the YAML and the own tests of every item, half a second slower.

    Raises LexiconError with `file:line`.
    """
    shipped = _sources(folder)
    if not shipped:
        raise LexiconError(say("rule.no_lexicon", folder=folder.name))
    local = [one for overlay in overlays for one in _overlay(overlay)]
    if not local and not whole:
        kept = folder / PACK_NAME
        pack = pack_from(kept.read_bytes(), sources_digest(shipped)) if kept.is_file() else None
        if pack is not None:
            return pack
    pack = _compiled(folder, shipped, local)
    return pack if whole else pack.bare()


def write_pack(folder: Path) -> Path:
    """Compile the YAML of `folder` and keep the pack beside it; returns where."""
    shipped = _sources(folder)
    pack = _compiled(folder, shipped, []).bare()
    target = folder / PACK_NAME
    target.write_bytes(pack_bytes(sources_digest(shipped), pack))
    return target


def sources_digest(sources: Sequence[tuple[str, bytes]]) -> str:
    """`sha256:…` over the names and bytes of the sources, in order of name."""
    total = hashlib.sha256()
    for name, data in sources:
        total.update(f"{name}\0{len(data)}\0".encode())
        total.update(data)
    return f"sha256:{total.hexdigest()}"


def _sources(folder: Path) -> list[tuple[str, bytes]]:
    if not folder.is_dir():
        raise LexiconError(say("rule.no_folder", folder=folder.name))
    try:
        return [(f"{folder.name}/{path.name}", path.read_bytes()) for path in sorted(folder.glob("*.yaml"))]
    except OSError as error:
        raise LexiconError(say("rule.folder_closed", folder=folder.name, why=error.strerror)) from None


def _overlay(folder: Path) -> list[tuple[str, bytes]]:
    sources = _sources(folder)
    if not sources and not (folder / "policy.toml").is_file():
        raise LexiconError(say("rule.empty_overlay", folder=folder.name))
    return sources


def _compiled(folder: Path, shipped: list[tuple[str, bytes]], local: list[tuple[str, bytes]]) -> Pack:
    from outscan.lexicon.compile import compile_pack, read_rules  # noqa: PLC0415 - YAML is read only where no kept pack fits

    sheets = [read_rules(name, data, local=False) for name, data in shipped]
    sheets += [read_rules(name, data, local=True) for name, data in local]
    version_file = folder / "VERSION"
    version = version_file.read_text(encoding="utf-8").strip() if version_file.is_file() else ""
    return compile_pack(sheets, version, sources_digest([*shipped, *local]))
