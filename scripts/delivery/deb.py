"""A .deb of the folder: /opt/outscan, the command, the manual, the gate's unit. It needs no package of the system.

In: the folder. Out: `outscan_VERSION_ARCH.deb`. The gate runs as a user of its own, which systemd makes for it (`DynamicUser`).
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from delivery.folder import DEBIAN
from delivery.source import ROOT

CONTROL = """Package: outscan
Version: {version}
Architecture: {arch}
Maintainer: outscan
Installed-Size: {size}
Recommends: fonts-wqy-zenhei
Suggests: libreoffice, poppler-utils, unar
Section: utils
Priority: optional
Description: find what must not leave before a document goes abroad
 Classification marks, matters of the secrecy catalogues and hidden content,
 with place, legal basis and way forward. Fully offline; carries its Python.
"""
RELOAD = """#!/bin/sh
set -e
[ -d /run/systemd/system ] || exit 0
systemctl daemon-reload
[ -z "$2" ] || systemctl try-restart outscan-gate.service || true  # an upgrade: what runs is of the version before
"""
STOP = """#!/bin/sh
set -e
[ "$1" = upgrade ] || [ ! -d /run/systemd/system ] || systemctl disable --now outscan-gate.service || true
"""
LEFT = """#!/bin/sh
set -e
case $1 in remove|purge) rm -rf /opt/outscan ;; esac  # compiled modules, which no package owns
[ ! -d /run/systemd/system ] || systemctl daemon-reload
"""


def built(tree: Path, out: Path, version: str, machine: str) -> Path:
    """The package."""
    arch, root = DEBIAN[machine], tree.parent / "deb"
    shutil.copytree(tree, root / "opt/outscan")
    for made in (
        "usr/bin",
        "lib/systemd/system",
        "usr/share/man/man1",
        "usr/share/man/zh_CN/man1",
        "usr/share/doc/outscan",
        "DEBIAN",
    ):
        (root / made).mkdir(parents=True)
    (root / "usr/bin/outscan").symlink_to("/opt/outscan/bin/outscan")
    shutil.copyfile(ROOT / "packaging/outscan-gate.service", root / "lib/systemd/system/outscan-gate.service")
    shutil.copyfile(ROOT / "packaging/man/outscan.1", root / "usr/share/man/man1/outscan.1")
    shutil.copyfile(ROOT / "packaging/man/zh_CN/outscan.1", root / "usr/share/man/zh_CN/man1/outscan.1")
    for name in ("LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, root / "usr/share/doc/outscan" / name)
    size = sum(one.stat().st_size for one in root.rglob("*") if one.is_file()) // 1024
    (root / "DEBIAN/control").write_text(CONTROL.format(version=version, arch=arch, size=size))
    for name, text in (("postinst", RELOAD), ("prerm", STOP), ("postrm", LEFT)):
        (root / "DEBIAN" / name).write_text(text)
        (root / "DEBIAN" / name).chmod(0o755)
    for path in root.rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
    target = out / f"outscan_{version}_{arch}.deb"
    subprocess.run(
        ["dpkg-deb", "--root-owner-group", "-Zxz", "-z2", "--build", root, target], check=True, stdout=subprocess.DEVNULL
    )
    return target
