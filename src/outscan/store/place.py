"""Where a ledger may lie: never on a network file system, whose locks and shared memory an SQLite log cannot trust.

In: a path. Out: the kind of network file system it lies on, "" where it is local.
Source: sqlite.org/wal.html ("WAL does not work over a network filesystem").
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "9p", "afs", "ceph", "lustre", "glusterfs", "beegfs", "gpfs"}
    | {"pvfs2", "orangefs", "davfs", "coda", "ocfs2", "gfs2"}
)
"""Types of /proc/self/mountinfo whose files live on another machine; every FUSE type but those of local disks is one, too."""
_LOCAL_FUSE = frozenset(
    {"fuse.ext2", "fuse.ntfs", "fuse.ntfs-3g", "fuseblk", "fuse.exfat", "fuse.overlayfs", "fuse.fuse-overlayfs"}
)
_REMOTE_DRIVE = 4
"""DRIVE_REMOTE of GetDriveTypeW."""
_OCTAL = re.compile(r"\\([0-7]{3})")


def network_kind(path: Path, mounts: str | None = None) -> str:
    """The type of the network file system that holds `path`, "" for a local one. `mounts` stands for mountinfo in tests."""
    if sys.platform == "win32":
        return _drive(path)
    if mounts is None:
        try:
            mounts = Path("/proc/self/mountinfo").read_text("utf-8", "surrogateescape")
        except OSError:
            return ""
    best, kind = -1, ""
    whole = path.resolve()
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        columns = left.split(" ")
        if len(columns) > 4 and right:  # noqa: PLR2004 - proc(5): the fifth column is the mount point
            point = Path(_OCTAL.sub(lambda code: chr(int(code[1], 8)), columns[4]))
            if whole.is_relative_to(point) and len(point.parts) >= best:
                best, kind = len(point.parts), right.split(" ")[0]
    remote = kind in NETWORK or (kind.startswith("fuse") and kind not in _LOCAL_FUSE)
    return kind if remote else ""


def _drive(path: Path) -> str:
    import ctypes  # noqa: PLC0415 - Windows only

    anchor = path.resolve().anchor
    if anchor.startswith("\\\\"):
        return "UNC"
    remote: int = ctypes.windll.kernel32.GetDriveTypeW(anchor)  # type: ignore[attr-defined]
    return "network drive" if remote == _REMOTE_DRIVE else ""
