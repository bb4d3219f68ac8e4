"""A folder with a Python of its own, for machines whose Python is too old: laid anywhere, started by `bin/outscan`.

In: a wheelhouse, a machine. Out: a folder, a .tar.gz of it, its parts. CPython 3.11 and the libraries it needs come from Debian's
packages, glibc and its loader among them: programs are started through that loader (`ld.so --argv0 --library-path`, glibc 2.33),
so neither the machine's Python nor its glibc takes part; only its kernel does (3.2 or newer, Debian's choice). Modules whose
libraries are GPL or not carried are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

from delivery.papers import Part
from delivery.wheelhouse import pip_options

PYTHON = "3.11"
DEBIAN = {"x86_64": "amd64", "aarch64": "arm64"}
LOADER = {"x86_64": "ld-linux-x86-64.so.2", "aarch64": "ld-linux-aarch64.so.1"}
PACKAGES = {
    "python3.11-minimal": "Python-2.0",
    "libpython3.11-minimal": "Python-2.0",
    "libpython3.11-stdlib": "Python-2.0",
    "libc6": "LGPL-2.1-or-later",
    "gcc-12-base": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "zlib1g": "Zlib",
    "libssl3": "Apache-2.0",
    "libffi8": "MIT",
    "libbz2-1.0": "bzip2-1.0.6",
    "liblzma5": "0BSD",
    "libexpat1": "MIT",
    "libsqlite3-0": "blessing",
    "libuuid1": "BSD-3-Clause",
    "libcrypt1": "LGPL-2.1-or-later",
}
"""Packages of Debian whose files are carried, and the licence of those files (their texts are carried too)."""
WITHOUT = ("readline", "_curses", "_dbm", "_gdbm", "nis", "_tkinter", "_crypt")
"""Modules of the standard library that are left out: their libraries are GPL or of no use here."""
LAUNCHER = """#!/bin/sh
# Starts Python through the loader that lies in this folder; nothing of the machine's own Python or glibc takes part.
me=$0
while [ -h "$me" ]; do
  to=$(readlink "$me")
  case $to in /*) me=$to ;; *) me=${{me%/*}}/$to ;; esac
done
here=$(cd "${{me%/*}}/.." && pwd -P) || exit 2
unset PYTHONHOME PYTHONPATH
exec "$here/lib/{loader}" --argv0 "$here/bin/python3" --library-path "$here/lib" "$here/libexec/python3.11" -s {module}"$@"
"""


def fetched(machine: str, scratch: Path) -> list[Path]:
    """The packages of Debian for `machine`, by apt with lists of its own: nothing of this machine's settings changes."""
    place = scratch / f"apt-{machine}"
    for name in ("lists/partial", "archives/partial", "debs"):
        (place / name).mkdir(parents=True, exist_ok=True)
    (place / "status").touch()
    chosen = (
        f"APT::Architecture={DEBIAN[machine]}",
        f"APT::Architectures::={DEBIAN[machine]}",
        f"Dir::State={place}",
        f"Dir::State::lists={place}/lists",
        f"Dir::State::status={place}/status",
        f"Dir::Cache={place}",
        "APT::Sandbox::User=root",
    )
    settings = [word for one in chosen for word in ("-o", one)]
    patient = ("apt-get", "-qq", "-o", "Acquire::Retries=3", *settings)
    subprocess.run([*patient, "update"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([*patient, "download", *PACKAGES], check=True, cwd=place / "debs", stdout=subprocess.DEVNULL)
    return sorted((place / "debs").glob("*.deb"))


def made(wheelhouse: Path, machine: str, scratch: Path) -> tuple[Path, list[Part]]:
    """The folder, and what of Debian is in it."""
    debs = fetched(machine, scratch)
    root, tree = scratch / f"root-{machine}", scratch / f"tree-{machine}" / "outscan"
    parts = []
    for one in debs:
        subprocess.run(["dpkg-deb", "-x", one, root], check=True)
        parts.append(_part(one, root))
    for name in ("bin", "lib", "libexec"):
        (tree / name).mkdir(parents=True)
    shutil.copytree(root / "usr/lib/python3.11", tree / "lib/python3.11", symlinks=False, ignore=_left_out)
    shutil.copy(root / "usr/bin/python3.11", tree / "libexec/python3.11")
    for below in ("lib", "usr/lib"):
        for path in sorted((root / below).glob(f"{machine}-linux-gnu/*.so*")):
            if path.is_file():
                shutil.copy(path, tree / "lib" / path.name)
    for name, module in (("python3", ""), ("outscan", "-m outscan ")):
        (tree / "bin" / name).write_text(LAUNCHER.format(loader=LOADER[machine], module=module))
        (tree / "bin" / name).chmod(0o755)
    (tree / "lib" / LOADER[machine]).chmod(0o755)
    packages = tree / "lib/python3.11/dist-packages"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-index",
            "--no-compile",
            "--no-deps",
            "--require-hashes",
            "--find-links",
            wheelhouse,
            "--target",
            packages,
            *pip_options(machine, PYTHON),
            "--requirement",
            wheelhouse / "requirements.txt",
        ],
        check=True,
    )
    shutil.rmtree(packages / "bin", ignore_errors=True)  # their first lines name the Python of this machine
    for cache in list(tree.rglob("__pycache__")):
        shutil.rmtree(cache)
    return tree, parts


def packed(tree: Path, out: Path, version: str, machine: str, second: int) -> Path:
    """The folder as one archive, the same bytes for the same content."""
    target = out / f"outscan-{version}-linux-{machine}.tar.gz"

    def plain(one: tarfile.TarInfo) -> tarfile.TarInfo:
        one.uid = one.gid = 0
        one.uname = one.gname = "root"
        one.mtime = second
        one.mode = 0o755 if one.isdir() or one.mode & 0o100 else 0o644
        return one

    with (
        target.open("wb") as raw,
        gzip.GzipFile("", "wb", 6, raw, mtime=second) as kept,
        tarfile.open(fileobj=kept, mode="w") as made,
    ):
        made.add(tree, f"outscan-{version}", recursive=False, filter=plain)
        for path in sorted(tree.rglob("*")):
            made.add(path, f"outscan-{version}/{path.relative_to(tree).as_posix()}", recursive=False, filter=plain)
    return target


def _left_out(_: str, names: list[str]) -> set[str]:
    """Modules that are not carried, and what only their authors need."""
    gone = {one for one in names if one.split(".")[0] in WITHOUT and ".so" in one}
    gone |= {one for one in names if one.startswith(("_curses", "config-3.11", "EXTERNALLY-MANAGED"))}
    return gone | ({"idlelib", "lib2to3", "pydoc_data", "turtledemo", "tkinter", "test"} & set(names))


def _part(package: Path, root: Path) -> Part:
    told = subprocess.run(["dpkg-deb", "-f", package, "Package", "Version"], check=True, capture_output=True, text=True).stdout
    name, version = re.findall(r": (.*)", told)
    text = root / "usr/share/doc" / name / "copyright"
    texts = {"copyright": text.read_bytes()} if text.is_file() else {}
    digest = hashlib.sha256(package.read_bytes()).hexdigest()
    arch = os.path.basename(package).rpartition("_")[2].removesuffix(".deb")  # noqa: PTH119 - a name, not a path
    return Part(name, version, PACKAGES[name], f"pkg:deb/debian/{name}@{version}?arch={arch}", digest, texts)
