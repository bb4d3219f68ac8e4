"""What the kernel refuses a worker, asked by programs that try it."""

import ctypes
import faulthandler
import mmap
import multiprocessing
import os
import platform
import signal
import sys

import pytest

from outscan.isolate import landlock, seccomp

linux = pytest.mark.skipif(sys.platform != "linux", reason="seccomp and Landlock are Linux's")
x86 = pytest.mark.skipif(sys.platform != "linux" or platform.machine() != "x86_64", reason="the other ABIs are those of x86-64")
PERMITTED = 0x7FFF0000


def behind(what, *arguments):
    """How a process ends that is walled in and then does `what`: its exit code, negative for a signal."""
    process = multiprocessing.get_context("fork").Process(target=walled, args=(what, arguments))
    process.start()
    process.join()
    return process.exitcode


def walled(what, arguments):
    faulthandler.disable()  # a process that is meant to die needs no trace
    landlock.refuse_changes()
    seccomp.refuse_calls()
    os._exit(what(*arguments))


def by_old_door():
    """getpid(2) through int 0x80, the door of i386: mov eax, 20; int 0x80; ret."""
    page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(bytes.fromhex("b814000000cd80c3"))
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))()
    return 0


def by_short_door():
    """getpid(2) as x32 calls it."""
    ctypes.CDLL(None).syscall(ctypes.c_long(0x40000000 + 39))
    return 0


def refused(number):
    call = ctypes.CDLL(None, use_errno=True).syscall
    return 0 if call(ctypes.c_long(number), 0, 0, 0, 0) < 0 and ctypes.get_errno() == 13 else 1


@x86
@pytest.mark.parametrize("door", [by_old_door, by_short_door])
def test_a_call_of_another_abi_ends_the_process(door):
    # A kernel without the old door ends it in its own way; what it must not do is answer.
    assert behind(door) in {-signal.SIGSYS, -signal.SIGSEGV}


@x86
@pytest.mark.parametrize("number", [101, 310, 321, 323, 272, 308, 165, 298, 425, 438])
def test_calls_into_others_and_the_kernel_are_refused(number):
    assert behind(refused, number) == 0


def answer(program, architecture, number, argument=0):
    """What a filter answers, by walking it as the kernel does."""
    data, at, held = {4: architecture, 0: number, 16: argument}, 0, 0
    while True:
        code, yes, no, value = program[at]
        if code == 0x06:
            return value
        if code == 0x20:
            held, jump = data[value], 0
        else:
            jump = yes if (held == value if code == 0x15 else held >= value) else no
        at += 1 + jump


@linux
@pytest.mark.parametrize("machine", ["x86_64", "aarch64", "riscv64", "loongarch64"])
def test_the_filter_of_every_machine_answers_as_it_says(machine):
    program = seccomp.program(machine)
    architecture, socket, calls = seccomp._MACHINES[machine]
    assert answer(program, architecture, 0) == PERMITTED
    assert answer(program, architecture, socket, 1) == PERMITTED
    assert answer(program, architecture, socket, 2) == answer(program, architecture, socket, 10) == 0x0005000D
    assert {answer(program, architecture, one) for one in (*calls, 425)} == {0x0005000D}
    assert answer(program, 0x40000003, 20) == answer(program, architecture, 0x40000000 + 20) == 0x80000000


def changed(folder, elsewhere):
    """0 where `folder` can be written and `elsewhere` neither written, emptied, removed nor renamed."""
    with open(os.path.join(folder, "new"), "w") as file:
        file.write("x")
    os.unlink(os.path.join(folder, "new"))
    with open(os.devnull, "w") as file:
        file.write("x")
    there = os.path.join(elsewhere, "there")
    for attempt in (
        lambda: os.open(there, os.O_WRONLY | os.O_APPEND),
        lambda: os.truncate(there, 0),
        lambda: os.unlink(there),
        lambda: os.rename(there, there + "x"),
        lambda: os.mkdir(there + "d"),
        lambda: os.symlink(there, there + "l"),
    ):
        try:
            attempt()
        except PermissionError:
            continue
        return 1
    with open(there) as file:
        return 0 if file.read() == "stays" else 2


@linux
def test_a_worker_changes_nothing_outside_the_temporary_folder(tmp_path, monkeypatch):
    if not landlock.abi():
        pytest.skip("this kernel has no Landlock")
    temporary, elsewhere = tmp_path / "temp", tmp_path / "else"
    temporary.mkdir(), elsewhere.mkdir()
    (elsewhere / "there").write_text("stays")
    monkeypatch.setenv("TMPDIR", str(temporary))
    assert behind(changed, str(temporary), str(elsewhere)) == 0
