"""One scan in a process that may die: time, memory, crash → a gap; what was found before stays.

In: `Job`s and a `Scanner`. Out: `Outcome`s, in the order of the jobs.
Law: whatever the worker does (hang, eat memory, segfault, exit) the run goes on and the document's report says so.
Deliberately does not hide: nothing a worker or a library in it prints reaches the screen, but every death is a gap.
"""

from __future__ import annotations

from outscan.isolate.fence import Fence, outcomes
from outscan.isolate.guards import guards, start_method
from outscan.isolate.opening import open_blob
from outscan.isolate.worker import Work, scan_job

__all__ = ["Fence", "Work", "guards", "open_blob", "outcomes", "scan_job", "start_method"]
