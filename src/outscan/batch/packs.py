"""The rules of a run, kept in its ledger: years later a verdict is decided with what was in force then.

In: a `Scanner`. Out: zip files of lexicons, overlays and policies by their digest; a `Policy` made again from one.
The same bytes for the same rules: names in order, one fixed time.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from outscan.decide import Policy, load_policy
from outscan.decide.policy import NAME, SHIPPED
from outscan.scanner import Scanner

LONG_AGO = (1980, 1, 1, 0, 0, 0)


def packs(scanner: Scanner) -> dict[str, bytes]:
    """What is to be kept, by digest: the lexicons (`rules`) and the policy."""
    config = scanner.config
    rules = {f"lexicons/{path.name}": path for path in _files(config.lexicons)}
    policy = {f"0/{NAME}": SHIPPED}
    for number, folder in enumerate(config.overlays, 1):
        rules |= {f"overlay{number}/{path.name}": path for path in _files(folder)}
    extra = [*config.policies, *config.overlays]
    for number, one in enumerate(extra, 1):
        path = one / NAME if one.is_dir() else one
        if path.is_file():
            policy[f"{number}/{NAME}"] = path
    return {scanner.pack.digest: _zipped(rules), scanner.policy.digest: _zipped(policy)}


def policy_of(data: bytes) -> Policy:
    """The policy that `packs` kept. Raises PolicyError where this version cannot read it."""
    with tempfile.TemporaryDirectory(prefix="outscan-policy-") as folder, zipfile.ZipFile(io.BytesIO(data)) as kept:
        names = sorted((name for name in kept.namelist() if not name.startswith("0/")), key=lambda n: int(n.split("/")[0]))
        kept.extractall(folder)
        return load_policy([Path(folder) / name for name in names], shipped=Path(folder) / "0" / NAME)


def lexicons_of(data: bytes, folder: Path) -> tuple[Path, tuple[Path, ...]]:
    """Lay the lexicons that `packs` kept into `folder`; returns the shipped folder and the overlays."""
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        kept.extractall(folder)
    return folder / "lexicons", tuple(sorted(folder.glob("overlay*")))


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.glob("*")):
        if path.is_file() and (path.suffix == ".yaml" or path.name == "VERSION"):
            yield path


def _zipped(files: dict[str, Path]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, path in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(name, LONG_AGO), path.read_bytes(), zipfile.ZIP_DEFLATED)
    return out.getvalue()
