"""System calls the kernel refuses a worker: every socket but local ones, and what reaches into other processes or the kernel.

In: this machine. Out: a filter set on this process and all it starts (seccomp(2)); nothing where the machine is not known.
Law: a call of another ABI (i386, x32) has other numbers for the same doors, so it ends the process.
Deliberately no sandbox: reading files and starting programs stay allowed (docs/threat-model.md).
"""

from __future__ import annotations

import errno
import os
import struct
import sys
from contextlib import suppress

_PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 22, 38
_MODE_FILTER, _KILL, _ERRNO, _ALLOW = 2, 0x80000000, 0x00050000, 0x7FFF0000
_AF_UNIX, _X32 = 1, 0x40000000
_LOAD, _EQUAL, _AT_LEAST, _ANSWER = 0x20, 0x15, 0x35, 0x06
"""BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_JMP|JGE|K, BPF_RET|K."""
_ARCH, _NUMBER, _FIRST_ARGUMENT = 4, 0, 16
"""Offsets in seccomp_data."""
_EVERYWHERE = (425, 426, 427, 428, 429, 430, 431, 432, 433, 438, 442)
"""io_uring (a ring opens sockets, too), the mount calls, pidfd_getfd, mount_setattr: one number on every machine."""
_GENERIC = (39, 40, 41, 97, 104, 117, 217, 218, 219, 241, 265, 268, 270, 271, 280, 282)
_X86_64 = (165, 166, 155, 272, 246, 101, 248, 249, 250, 298, 304, 308, 310, 311, 321, 323)
"""umount2/mount, pivot_root, unshare, kexec_load, ptrace, keys, perf_event_open, open_by_handle_at, setns, process_vm_*,
bpf, userfaultfd (asm-generic/unistd.h; asm/unistd_64.h)."""
_MACHINES = {
    "x86_64": (0xC000003E, 41, _X86_64),
    "aarch64": (0xC00000B7, 198, _GENERIC),
    "riscv64": (0xC00000F3, 198, _GENERIC),
    "loongarch64": (0xC0000102, 198, _GENERIC),
}
"""AUDIT_ARCH, number of socket(2), and of the calls refused, of the machines Linux runs on (linux/audit.h)."""

Line = tuple[int, int, int, int]


def known() -> bool:
    """Whether this machine's calls are known, so that a filter is set."""
    return bool(program())


def refuse_calls() -> None:
    """Set the filter. A scan needs none of these calls; whatever tries one gets EACCES."""
    lines = program()
    if not lines:
        return
    import ctypes  # noqa: PLC0415 - only a worker on Linux needs it

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))

    code = b"".join(struct.pack("=HBBI", *line) for line in lines)
    with suppress(OSError, AttributeError):
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        if prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
            prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(Program(len(lines), code)), 0, 0)


def program(machine: str = "") -> tuple[Line, ...]:
    """The filter as classic BPF (code, jump if true, jump if false, value), empty where the machine is not known."""
    numbers = _MACHINES.get(machine or os.uname().machine) if sys.platform == "linux" else None
    if numbers is None:
        return ()
    architecture, socket, calls = numbers
    # Behind the questions stand three answers: kill, refuse, allow.
    questions: list[tuple[int, str, str, int]] = [
        (_LOAD, "", "", _ARCH),
        (_EQUAL, "", "kill", architecture),
        (_LOAD, "", "", _NUMBER),
        (_AT_LEAST, "kill", "", _X32),
        *((_EQUAL, "refuse", "", number) for number in (*_EVERYWHERE, *calls)),
        (_EQUAL, "", "allow", socket),
        (_LOAD, "", "", _FIRST_ARGUMENT),
        (_EQUAL, "allow", "", _AF_UNIX),
        (_EQUAL, "allow", "refuse", 0),  # AF_UNSPEC
    ]
    answers = {"kill": _KILL, "refuse": _ERRNO | errno.EACCES, "allow": _ALLOW}
    places = {name: len(questions) + at for at, name in enumerate(answers)}

    def jump(at: int, name: str) -> int:
        return places[name] - at - 1 if name else 0

    asked = [(code, jump(at, yes), jump(at, no), value) for at, (code, yes, no, value) in enumerate(questions)]
    return (*asked, *((_ANSWER, 0, 0, value) for value in answers.values()))
