"""The worker's life: build (or inherit) a scanner, then one job at a time until the parent hangs up.

In: jobs through a pipe. Out: ("seen", findings | gap | how far) as they are made, then ("done", result), ("gap", why not) or
("ours", error) for a failure that is ours. Whatever else goes wrong ends the process; the parent sees that.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from outscan.config import Config
from outscan.errors import OutscanError
from outscan.intake import tell_at_once
from outscan.isolate.guards import limit, limit_cpu, stand_alone
from outscan.isolate.opening import open_blob
from outscan.limits import Limits
from outscan.proofs import read_beside
from outscan.scanner import Scanner, Seen
from outscan.types import Blob, Gap, GapReason, Job, Report, Where, unread

GARBAGE = 20_000, 10, 10
"""Objects made between two searches for garbage: a document makes a hundred thousand at a time, and hardly any in a ring."""

Work = Callable[[Scanner, Job, Seen], Any]
"""What a worker does with a job: `scan_job`, or another door's way of reading a document behind the same fence."""


def scan_job(scanner: Scanner, job: Job, seen: Seen) -> Report:
    """The usual work: open, with the proof that lies beside it, scan, report."""
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return scanner.unread(Blob(blob.where, b""), job.path, [blob], partial=False)
    proof = read_beside(job.path) if job.data is None else None
    return scanner.scan(blob, job.path, seen=seen, proof=proof)


def size(job: Job, limits: Limits) -> int:
    """The bytes a job asks to read, as far as that is known before it is opened: never more than may be read."""
    try:
        count = len(job.data) if job.data is not None else Path(job.path).stat().st_size
    except (OSError, ValueError):
        count = 0
    return min(count, limits.max_file_bytes)


def cpu_seconds(limits: Limits, source: int, *, ocr: bool) -> float:
    """CPU time a job of `source` bytes may take; the OCR engine runs on two threads."""
    return limits.max_cpu_seconds + limits.seconds_per_mib * source / (1 << 20) + (2 * limits.max_ocr_seconds if ocr else 0)


def live(
    pipe: Connection,
    config: Config,
    scanner: Scanner | None,
    work: Work,
    parent: int,
    at_once: bool,  # noqa: FBT001 - as above
) -> None:
    """Serve jobs from `pipe`; `parent` is the process id of the one that started us where it is known, else 0.

    `at_once`: everything is told as it is found, since another worker died over the same job.
    """
    stand_alone(parent)
    if at_once:
        tell_at_once()
    ocr = config.ocr != "off"
    limit(config.limits, ocr=ocr)
    try:
        scanner = scanner or Scanner.build(config)
        gc.set_threshold(*GARBAGE)
        gc.freeze()  # what every document needs is not searched for garbage again, nor copied from the parent by being searched
        while (job := pipe.recv()) is not None:
            limit_cpu(cpu_seconds(config.limits, size(job, config.limits), ocr=ocr))
            pipe.send(_done(scanner, job, work, pipe))
    except OutscanError as error:
        pipe.send(("ours", error))
    except (EOFError, OSError):
        return


def _done(scanner: Scanner, job: Job, work: Work, pipe: Connection) -> tuple[str, Any]:
    """What became of `job`. A failure of a stage is told by its kind and place, never by its words: they may quote."""
    where = Where((job.name,))
    try:
        return "done", work(scanner, job, lambda thing: pipe.send(("seen", thing)))
    except OutscanError as error:
        return "ours", error
    except MemoryError:
        return "gap", Gap(where, GapReason.CRASHED, unread("max_memory_bytes", most=scanner.config.limits.max_memory_bytes))
    except BrokenPipeError:
        os._exit(1)
    except Exception as error:  # noqa: BLE001 - a document cannot end a run; the gap says what our code tripped over
        trace = error.__traceback__
        while trace is not None and trace.tb_next is not None:
            trace = trace.tb_next
        place = f" {Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
        return "gap", Gap(where, GapReason.CRASHED, unread("crashed_at", error=type(error).__name__, place=place))
