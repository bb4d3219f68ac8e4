#!/usr/bin/env python3
"""Write everything an office without a network needs into `dist/` (docs/install.md).

In: options. Out: files below `--out`; exit code 1 where something could not be made for a platform, which is named.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parents[2] / "src")]

from delivery import deb, folder, papers, source, wheelhouse  # noqa: E402 - the folder is on the path only now
from outscan.version import __version__  # noqa: E402 - the same


def options() -> argparse.Namespace:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--out", type=Path, default=source.ROOT / "dist")
    told.add_argument(
        "--extras", default="", help="extras of outscan beside the core: ocr,gate,batch,meaning,passwords,postgres,timestamp"
    )
    told.add_argument("--machine", action="append", choices=wheelhouse.MACHINES, help="default: all")
    told.add_argument("--python", action="append", help="versions of CPython for the wheelhouses; default: 3.11")
    told.add_argument(
        "--key", type=Path, help="the key that signs rules and model (the installation's key of whoever issues them)"
    )
    told.add_argument("--folder", action="store_true", help="also folders with a Python of their own, and .deb packages of them")
    return told.parse_args()


def main() -> int:
    asked = options()
    second = source.epoch()
    os.environ["SOURCE_DATE_EPOCH"] = str(second)
    out = asked.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="outscan-dist-") as scratch:
        copy = source.copied(Path(scratch) / "source")
        if not (key := source.vouch(copy, asked.key)):
            print(
                "没有给出密钥（--key）：规则包和模型只有清单，没有签名 · no key given: rules and model are listed, not signed",
                flush=True,
            )
        else:
            print(f"签名公钥 · signed by {key}", flush=True)
        *_, wheel = source.built(copy, out)
        source.apart(copy, out, __version__)
        shutil.copyfile(copy / "packaging" / "Containerfile", out / "Containerfile")
        parts = [papers.part_of(wheel)]
        for machine in asked.machine or wheelhouse.MACHINES:
            for python in asked.python or ["3.11"]:
                name = f"wheels-{machine}-cp{python.replace('.', '')}"
                try:
                    made = wheelhouse.gathered(wheel, asked.extras, machine, python, out / name)
                except wheelhouse.NoWheel as error:
                    shutil.rmtree(out / name)
                    failed.append(f"{name}: {error}")
                    continue
                parts += [papers.part_of(one) for one in sorted(made.glob("*.whl"))]
                if asked.folder and python == folder.PYTHON:
                    tree, carried = folder.made(made, machine, Path(scratch))
                    parts += carried
                    folder.packed(tree, out, __version__, machine, second)
                    deb.built(tree, out, __version__, machine)
        papers.write(parts, out, __version__, second)
    _sums(out)
    for one in failed:
        print(f"没有做成 · not made: {one}")
    return 1 if failed else 0


def _sums(out: Path) -> None:
    """The list of everything that was written, and what it weighs."""
    lines, most = [], 0
    for path in sorted(one for one in out.rglob("*") if one.is_file()):
        with path.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {path.relative_to(out).as_posix()}\n")
        most += path.stat().st_size
    (out / "SHA256SUMS").write_text("".join(lines), "utf-8")
    for path in sorted(out.iterdir()):
        size = sum(one.stat().st_size for one in ([path] if path.is_file() else path.rglob("*")) if one.is_file())
        print(f"{size / 1e6:8.1f} MB  {path.name}")


if __name__ == "__main__":
    sys.exit(main())
