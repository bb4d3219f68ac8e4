"""What a worker may change on this machine: files under the folder for temporary ones, and nothing else (landlock(7)).

In: the kernel. Out: a domain this process and all it starts cannot leave; 0, with nothing set, where the kernel has none.
From ABI 4 on it also refuses to bind and connect TCP, from 6 on signals and abstract sockets beyond the worker.
Deliberately says nothing of reading: a document may lie anywhere, and Python loads what it needs when it needs it.
"""

from __future__ import annotations

import ctypes
import os
import struct
import sys
from contextlib import suppress

_CREATE, _ADD, _RESTRICT = 444, 445, 446
"""System calls; one number on every machine."""
_ASK_ABI, _PATH_BENEATH, _PR_SET_NO_NEW_PRIVS = 1, 1, 38
_O_PATH = 0o10000000
_WRITE_FILE, _TRUNCATE = 1 << 1, 1 << 14
_CHANGE = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
"""Write a file; remove and make files, folders, links, pipes, sockets, devices (ABI 1)."""
_LATER = {2: 1 << 13, 3: _TRUNCATE}
"""Move between folders, truncate."""
_TCP, _SCOPES = 0b11, 0b11
_WITH_NETWORK, _WITH_SCOPES = 4, 6
"""The ABIs that know them."""


def abi() -> int:
    """The version of the interface this kernel has, 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(_call(_CREATE, None, 0, _ASK_ABI), 0)


def refuse_changes() -> int:
    """Enter the domain; the ABI in force, 0 where there is none."""
    version = abi()
    if not version:
        return 0
    rights = _CHANGE | sum(right for since, right in _LATER.items() if version >= since)
    ruleset = struct.pack("=Q", rights)
    if version >= _WITH_NETWORK:
        ruleset += struct.pack("=Q", _TCP)
    if version >= _WITH_SCOPES:
        ruleset += struct.pack("=Q", _SCOPES)
    rules = _call(_CREATE, ruleset, len(ruleset), 0)
    if rules < 0:
        return 0
    try:
        _allow(rules, _temporary(), rights)
        _allow(rules, os.devnull, rights & (_WRITE_FILE | _TRUNCATE))
        ready = _libc().prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        return version if ready and _call(_RESTRICT, rules, 0) == 0 else 0
    finally:
        os.close(rules)


def _temporary() -> str:
    """The folder for temporary files, told by its name: `tempfile.gettempdir` finds out by writing one."""
    return next((os.environ[name] for name in ("TMPDIR", "TEMP", "TMP") if os.environ.get(name)), "/tmp")  # noqa: S108 - the folder itself, no file in it


def _allow(rules: int, path: str, rights: int) -> None:
    with suppress(OSError):  # what is not there needs no permission
        place = os.open(path, _O_PATH | os.O_CLOEXEC)
        try:
            _call(_ADD, rules, _PATH_BENEATH, struct.pack("=Qi", rights, place), 0)
        finally:
            os.close(place)


def _call(number: int, *arguments: int | bytes | None) -> int:
    try:
        call = _libc().syscall
    except (OSError, AttributeError):
        return -1
    wide = [ctypes.c_long(one) if isinstance(one, int) else one for one in arguments]
    return int(call(ctypes.c_long(number), *wide))


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)
