"""Technical processing (技术处理) with proof: take out what a scan found, scan again, prove it.

In: a `Report` and a `Blob`. Out: a new `Blob` and a `Proof`. Does not decide that a copy is safe: the second scan does.
Law: a mark is never processed away without a recorded authority.
"""

from __future__ import annotations

from outscan.process.pipeline import Result, Work, process
from outscan.process.plan import make_plan
from outscan.process.task import Options, Refused
from outscan.process.techniques import TECHNIQUES

__all__ = ["TECHNIQUES", "Options", "Refused", "Result", "Work", "make_plan", "process"]
