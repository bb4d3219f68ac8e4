"""The rules of a run, kept in its ledger: years later a verdict is decided with what was in force then.

In: a `Scanner`. Out: zip files of lexicons, overlays and policies by their digest, and the baseline; a `Decider` made again.
The same bytes for the same rules: names in order, one fixed time.
"""

from __future__ import annotations

import hashlib
import io
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, select

from outscan.baseline import load_baseline
from outscan.batch.deciding import Decider
from outscan.batch.tables import pack
from outscan.decide import Policy, load_policy
from outscan.decide.policy import NAME, SHIPPED
from outscan.types import Declaration

if TYPE_CHECKING:
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
    out = {scanner.pack.digest: _zipped(rules), scanner.policy.digest: _zipped(policy)}
    if config.baseline is not None:
        data = config.baseline.read_bytes()
        out[hashlib.sha256(data).hexdigest()] = data
    return out


def policy_of(data: bytes) -> Policy:
    """The policy that `packs` kept. Raises PolicyError where this version cannot read it."""
    with tempfile.TemporaryDirectory(prefix="outscan-policy-") as folder, zipfile.ZipFile(io.BytesIO(data)) as kept:
        names = sorted((name for name in kept.namelist() if not name.startswith("0/")), key=lambda n: int(n.split("/")[0]))
        kept.extractall(folder)
        return load_policy([Path(folder) / name for name in names], shipped=Path(folder) / "0" / NAME)


def decider_of(link: Connection, decides: Mapping[str, Any], day: date) -> Decider | None:
    """Everything a verdict of `day` was decided with, made again from what the ledger keeps; None where it keeps it not."""
    data = link.execute(select(pack.c.data).where(pack.c.digest == decides["policy"])).scalar()
    kept = link.execute(select(pack.c.data).where(pack.c.digest == decides["baseline"])).scalar() if decides["baseline"] else b""
    if data is None or kept is None:
        return None
    declarations = tuple(Declaration(key, bool(yes), decides["declared_by"]) for key, yes in decides["declarations"])
    baseline = None
    if kept:
        with tempfile.TemporaryDirectory(prefix="outscan-baseline-") as folder:
            path = Path(folder) / "baseline.toml"
            path.write_bytes(kept)
            baseline = load_baseline(path)
    return Decider(policy_of(data), declarations, baseline, day)


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
