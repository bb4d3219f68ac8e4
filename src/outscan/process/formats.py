"""The room that edits a format, by the table of formats, and what happens to files inside files.

In: a `Blob`, its kind, the task. Out: the edited bytes. What no room edits is refused with the way forward.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from outscan.extract.sniff import sniff
from outscan.formats import EDITED, FORMATS
from outscan.process.task import Refused, Task
from outscan.report.mask import visible
from outscan.types import Blob
from outscan.words import say

Nested = Callable[[Blob], bytes | None]


def edit(blob: Blob, kind: str, task: Task) -> bytes:
    """The edited bytes. Raises Refused for kinds that are not processed, and wherever a room refuses."""
    row = FORMATS.get(kind)
    if row is None or row.editor is None:
        by, target = (row.by, row.save_as) if row else ("", "")
        raise Refused(say(f"problem.edit_{by or 'other'}", kind=kind, target=target))
    room = import_module(f"outscan.process.{row.editor.module}")
    further = (_nested(task),) if row.editor.nested else ()
    return bytes(getattr(room, row.editor.function)(blob, task, *further))


def _nested(task: Task) -> Nested:
    """Processing of a file inside a file: left out where something is wanted of it that cannot be done.

    What is of a kind nobody edits stays as it is, and the proof says so where it keeps hidden things of its own.
    """

    def work(blob: Blob) -> bytes | None:
        kind = sniff(blob)
        asked = bool(task.inside(blob.where.member))
        if kind not in EDITED:
            if not asked and not task.options.keep_hidden and task.hides(blob.where.member):
                task.note(say("change.kept_whole", where=visible(" ▸ ".join(blob.where.member[1:]))))
            return None if asked else blob.data
        try:
            return edit(blob, kind, task)
        except Refused:
            return None if asked else blob.data

    return work
