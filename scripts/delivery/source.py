"""Source and wheel, and the rules and the model apart: what git tracks, dated by its last commit, signed where a key is given.

In: the checkout, a key file. Out: an sdist, a wheel, two ZIPs. The same commit gives the same bytes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APART = {"rules": "lexicons", "model": "models/residual"}
"""Name of a ZIP → the folder it holds."""
DAY_ONE = (1980, 1, 1, 0, 0, 0)


def epoch() -> int:
    """The second everything is dated: SOURCE_DATE_EPOCH, else that of the last commit."""
    if given := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(given)
    told = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return int(told)


def copied(target: Path) -> Path:
    """A copy of what git tracks, without tests and samples' reports: nothing of this checkout leaks into what is built."""
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    for name in names:
        path = ROOT / name
        if name and path.is_file() and not name.startswith(("tests/", "benchmarks/")):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target / name)
            (target / name).chmod(0o644)
            os.utime(target / name, (epoch(), epoch()))
    return target


def vouch(source: Path, key: Path | None) -> str:
    """Write the lists of rules and model into `source`, signed with `key`; returns the public key, "" where none was given."""
    from outscan.proofs import own_key
    from outscan.signed import sign, write_sums

    if key is not None:
        os.environ["OUTSCAN_KEY"] = str(key.resolve())
        shown = own_key()
    for folder in ("lexicons", "models", "models/residual"):
        _without_lists(source / folder)
    for folder in ("lexicons", "models/residual", "models"):  # the outer list holds the inner one
        if key:
            sign(source / folder, Path(folder).name, datetime.fromtimestamp(epoch(), UTC))
        else:
            write_sums(source / folder)
    return shown if key else ""


def _without_lists(folder: Path) -> None:
    for name in ("SHA256SUMS", "SHA256SUMS.sig"):
        (folder / name).unlink(missing_ok=True)


def built(source: Path, out: Path) -> list[Path]:
    """The sdist and the wheel of `source`."""
    subprocess.run(
        [sys.executable, "-m", "build", "--outdir", out, source],
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch())},
    )
    return [*sorted(out.glob("outscan-*.tar.gz")), *sorted(out.glob("outscan-*.whl"))]


def apart(source: Path, out: Path, version: str) -> list[Path]:
    """Rules and model, each as one ZIP with its list and signature."""
    return [zipped(source / folder, out / f"outscan-{name}-{version}.zip") for name, folder in APART.items()]


def zipped(folder: Path, target: Path) -> Path:
    """`folder` as a ZIP whose bytes hang on its content alone."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")):
            info = zipfile.ZipInfo(path.relative_to(folder).as_posix(), DAY_ONE)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            made.writestr(info, path.read_bytes())
    return target
