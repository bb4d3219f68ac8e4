"""The guards of a worker: what its system holds it to, and how it ends when its parent does.

In: `Limits`. Out: limits set on this process. Nothing here knows documents.
Where the system has no limit of a kind the parent watches instead (`fence`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import ModuleType

from outscan.isolate import landlock, seccomp
from outscan.limits import MIB, Limits

LIBRARY_BYTES = 512 * MIB
"""Address space for the libraries a reader loads: they map far more than they touch (240 MB for all of them, measured)."""
OCR_LIBRARY_BYTES = 2560 * MIB
"""The same with the OCR engine, whose arenas are mapped ahead of use."""
OCR_BYTES = 1024 * MIB
"""Memory the OCR engine may touch beside what reading takes: 650 MB on a page of 2000 pixels, measured."""
OPEN_FILES = 256
_PR_SET_PDEATHSIG = 1
_MAIN = "__main__"
_starting = threading.Lock()


def start_method() -> str:
    """How workers start: `fork` where it is safe and cheap (Linux, main thread), else `forkserver` or `spawn`.

    A fork beside other threads copies their locks as they stand (a gate scans in threads), so there a clean server forks.
    OUTSCAN_START_METHOD overrules.
    """
    named = os.environ.get("OUTSCAN_START_METHOD")
    if named in multiprocessing.get_all_start_methods():
        return named
    if sys.platform != "linux":
        return "spawn"
    return "fork" if threading.current_thread() is threading.main_thread() else "forkserver"


@contextmanager
def own_main() -> Iterator[None]:
    """While a worker is started: it runs nothing of the script that asked for it.

    A new interpreter is told by `multiprocessing` to import the main module again, for functions that may stand in it. Ours
    do not, and a script without `if __name__ == "__main__"` would begin anew in every worker.
    """
    with _starting:
        theirs = sys.modules[_MAIN]
        sys.modules[_MAIN] = ModuleType(_MAIN)
        try:
            yield
        finally:
            sys.modules[_MAIN] = theirs


def guards() -> dict[str, str]:
    """Which guard of each kind is in force here, for `doctor`: the kernel's own name, or a key of `words.guards`."""
    kernel, posix = sys.platform == "linux", os.name == "posix"
    return {
        "time": "killed",
        "cpu": "RLIMIT_CPU" if posix else "killed",
        "memory": "bounded" if kernel else "watched",
        "output": "RLIMIT_FSIZE" if posix else "none",
        "files": "RLIMIT_NOFILE" if posix else "none",
        "network": "seccomp" if seccomp.known() else "no_socket",
        "changes": f"landlock {abi}" if (abi := landlock.abi()) else "no_writing",
        "orphans": "PR_SET_PDEATHSIG" if kernel else "orphan",
        "start": start_method(),
    }


def stand_alone(parent: int) -> None:
    """Leave the terminal's and the parent's signals, streams and process group; end when `parent` does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    # What a library prints about a document may quote it: nobody hears it (promise: the tool does not spread the secret).
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    os.close(nowhere)
    os.umask(0o077)
    if hasattr(os, "setpgid"):
        with suppress(OSError):
            os.setpgid(0, 0)  # its helpers (unrar) die with it: the parent kills the group
    landlock.refuse_changes()
    seccomp.refuse_calls()
    if not _dies_with_parent(parent):
        threading.Thread(target=_watch_parent, daemon=True).start()


def _dies_with_parent(parent: int) -> bool:
    """Whether the kernel ends this process when the one that started it is killed (prctl(2), PR_SET_PDEATHSIG)."""
    if sys.platform != "linux":
        return False
    import ctypes  # noqa: PLC0415 - only a worker on Linux needs it

    try:
        done = bool(ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0) == 0)
    except (OSError, AttributeError):
        return False
    if parent and os.getppid() != parent:
        os._exit(1)  # it died before the kernel was told
    return done


def _watch_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def limit(limits: Limits, *, ocr: bool) -> None:
    """Hold this process to its memory, size of files written, open files, no core dump. CPU time is set for every job."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - POSIX only

    room = limits.max_memory_bytes + (OCR_LIBRARY_BYTES if ocr else LIBRARY_BYTES)
    for what, wanted in (
        (resource.RLIMIT_AS, _mapped() + room),
        (resource.RLIMIT_FSIZE, limits.max_temp_bytes),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(ValueError, OSError):
            hard = resource.getrlimit(what)[1]
            ceiling = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(what, (ceiling, ceiling))


def limit_cpu(seconds: float) -> None:
    """Allow this process `seconds` more CPU time than it has used; the kernel ends it after that (SIGXCPU)."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - POSIX only

    used = resource.getrusage(resource.RUSAGE_SELF)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    ceiling = int(used.ru_utime + used.ru_stime + seconds) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard), hard))


def _mapped() -> int:
    """Address space of this process in bytes, 0 where the system does not tell."""
    return _statm("self", 0)


def _statm(process: int | str, column: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_bytes().split()[column]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0


def resident(process: int) -> int:
    """Memory `process` has touched, in bytes; 0 where it is gone."""
    if sys.platform == "linux":
        return _statm(process, 1)
    import psutil

    try:
        return int(psutil.Process(process).memory_info().rss)
    except psutil.Error:
        return 0


def busy(process: int) -> float:
    """Seconds `process` ran or stood in the queue for a processor, as far as the system tells the latter (Linux)."""
    with suppress(OSError, ValueError):
        ran, queued, _ = Path(f"/proc/{process}/schedstat").read_bytes().split()
        return (int(ran) + int(queued)) / 1e9
    return spent(process)


def spent(process: int) -> float:
    """CPU seconds of `process` so far, its own alone; 0 where it is gone."""
    if sys.platform == "linux":
        with suppress(OSError, ValueError, IndexError):
            fields = Path(f"/proc/{process}/stat").read_bytes().rpartition(b")")[2].split()
            return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
        return 0.0
    import psutil

    try:
        times = psutil.Process(process).cpu_times()
        return float(times.user + times.system)
    except psutil.Error:
        return 0.0
