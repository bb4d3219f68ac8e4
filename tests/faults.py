"""Readers and works that misbehave on purpose: what a document could make a parser do. Importable by spawned workers."""

from __future__ import annotations

import os
import signal
import sys
import time
import types

from outscan.extract import EXTRACTORS, Reader
from outscan.types import Part, Segment


def _before(blob):
    yield Segment(blob.where.at(Part.BODY), "机密★10年\n")


def hang(blob, budget):
    yield from _before(blob)
    while True:
        time.sleep(0.05)


def spin(blob, budget):
    yield from _before(blob)
    while True:
        pass


def eat(blob, budget):
    yield from _before(blob)
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))


def segfault(blob, budget):
    yield from _before(blob)
    os.kill(os.getpid(), signal.SIGSEGV)
    time.sleep(10)


def leave(blob, budget):
    yield from _before(blob)
    os._exit(7)


def fill(blob, budget):
    yield from _before(blob)
    path = os.path.join(os.environ["OUTSCAN_TEST_TEMP"], "huge")
    try:
        with open(path, "wb") as file:
            while True:
                file.write(bytes(1 << 20))
    finally:
        os.unlink(path)


def deep(blob, budget):
    yield from _before(blob)

    def down():
        down()

    down()


def faulty(name: str) -> tuple[Reader, ...]:
    """The list of readers with one that claims text and then does `name`."""
    module = types.ModuleType("outscan.extract.faulty")
    module.read = globals()[name]
    sys.modules["outscan.extract.faulty"] = module
    return (Reader("faulty", frozenset({"txt"})), *EXTRACTORS)


def hang_work(scanner, job, seen):
    if "hang" in job.name:
        time.sleep(60)
    if "die" in job.name:
        os.kill(os.getpid(), signal.SIGKILL)
    from outscan.isolate import scan_job

    return scan_job(scanner, job, seen)


def call_home(scanner, job, seen):
    """What became of trying to reach the network, from a worker and from what it starts."""
    import errno
    import socket
    import subprocess

    said = []
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.socket(family).close()
            said.append("open")
        except OSError as error:
            said.append(errno.errorcode[error.errno])
    script = "import socket\ntry: socket.socket()\nexcept OSError as error: print(error.errno)"
    said.append(subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stdout.strip())
    return said


def speak(scanner, job, seen):
    """Write as a library in C might, on both streams."""
    os.write(1, b"CANARY-STREAM")
    os.write(2, b"CANARY-STREAM")
    return "said"


def stumble(scanner, job, seen):
    """Fail the way a stage of ours would, with words of the document in the message."""
    raise ValueError("CANARY-MESSAGE")


def with_helper(scanner, job, seen):
    """Start another program, tell its process id, and hang."""
    import subprocess

    helper = subprocess.Popen(["sleep", "300"])
    with open(os.environ["OUTSCAN_TEST_TEMP"], "w") as note:
        note.write(f"{os.getpid()} {helper.pid}")
    time.sleep(300)
