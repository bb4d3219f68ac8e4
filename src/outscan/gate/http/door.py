"""What all requests share: the house, the threads, and how many uploads are arriving.

In: sources. Out: room for an upload, or Refused with when to come again. Law: over the limits the answer comes before the body,
and before anybody is looked up: a door that is full must not wait for its database to say so.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from outscan.gate.faults import Refused
from outscan.gate.house import House

THREADS = 12


@dataclass(slots=True)
class Room:
    """An upload's place; give it back."""

    door: Door
    source: str
    left: bool = False

    def leave(self) -> None:
        """Give the place back, once."""
        if self.left:
            return
        self.left = True
        self.door.uploads -= 1
        self.door.by_source[self.source] -= 1
        if self.door.by_source[self.source] <= 0:
            del self.door.by_source[self.source]


@dataclass(slots=True)
class Door:
    """What is shared by all requests; used by the event loop's thread alone."""

    house: House
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(THREADS, thread_name_prefix="ask"))
    uploads: int = 0
    by_source: Counter[str] = field(default_factory=Counter)
    stopping: bool = False

    def enter(self, source: str) -> Room:
        """Room for one more upload. Raises Refused(full | busy | stopping) with when to come again."""
        load, engine = self.house.settings.load, self.house.engine
        if self.stopping:
            raise Refused("stopping", retry=10)
        if engine.waiting + self.uploads >= load.queue:
            raise Refused("full", retry=engine.retry_after())
        if self.uploads >= load.uploads or self.by_source[source] >= load.uploads_each:
            raise Refused("busy", retry=engine.retry_after())
        self.uploads += 1
        self.by_source[source] += 1
        return Room(self, source)
