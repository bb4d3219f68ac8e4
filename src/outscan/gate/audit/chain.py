"""One event of the record, its digest, its line; and the verification of a whole chain against anchors.

In: events or lines. Out: digests, lines, `Verified`. Pure: no database, no clock.
Law: a flipped byte, a missing, swapped or forged line is seen from the chain alone; a cut tail or a replaced file from an anchor.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

ALGORITHMS = ("sha256", "sm3")
"""SM3 (GB/T 32905) where a unit asks for it; five times slower, so not the default."""
START = "0" * 64
"""What the first event follows."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: when (UTC, ISO 8601), who in which role from where, what was done to what, with which outcome.

    `detail` holds figures, digests, rule ids and words of our own; never text of a document.
    """

    seq: int
    at: str
    actor: str
    role: str
    source: str
    act: str
    thing: str
    outcome: str
    detail: Mapping[str, object] = field(default_factory=dict)
    algorithm: str = "sha256"
    previous: str = START
    digest: str = ""

    def fields(self) -> dict[str, object]:
        """What the digest is taken over."""
        return {
            "seq": self.seq,
            "at": self.at,
            "actor": self.actor,
            "role": self.role,
            "source": self.source,
            "act": self.act,
            "thing": self.thing,
            "outcome": self.outcome,
            "detail": dict(self.detail),
            "algorithm": self.algorithm,
            "previous": self.previous,
        }


def canonical(fields: Mapping[str, object]) -> bytes:
    """The one way to write `fields`: keys sorted, no blanks, every line break escaped."""
    return json.dumps(fields, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def digest(event: Event) -> str:
    """The digest of `event` under its own algorithm, over everything but itself."""
    return hashlib.new(event.algorithm, canonical(event.fields())).hexdigest()


def line(event: Event) -> bytes:
    """`event` as one line of an export, with its line end."""
    return canonical({**event.fields(), "digest": event.digest}) + b"\n"


def parse(raw: bytes) -> Event | None:
    """The event of one line, None where the line is not exactly what `line` writes."""
    try:
        fields = json.loads(raw)
        event = Event(**fields)
        return event if line(event) == raw else None
    except (ValueError, TypeError, RecursionError):
        return None


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the chain at one moment, as kept where the server cannot reach it."""

    chain: str
    seq: int
    digest: str
    at: str

    def text(self) -> str:
        """One line for a log, a file or the foot of a monthly sheet."""
        return f"outscan-audit chain={self.chain} seq={self.seq} digest={self.digest} at={self.at}"


def anchor_of(text: str) -> Anchor | None:
    """The anchor somewhere in a line of text (a syslog line has more around it), None where there is none."""
    _, found, anchor = text.partition("outscan-audit ")
    pairs = dict(part.partition("=")[::2] for part in anchor.split()) if found else {}
    try:
        return Anchor(pairs["chain"], int(pairs["seq"]), pairs["digest"], pairs["at"])
    except (KeyError, ValueError):
        return None


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a chain, and at which number."""

    kind: str
    seq: int


@dataclass(frozen=True, slots=True)
class Verified:
    """What verification found. `chain` names the installation's chain, "" where even its first event is missing."""

    count: int
    head: str
    chain: str
    faults: tuple[Fault, ...]
    anchors: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


def verify(events: Iterable[Event | None], anchors: Sequence[Anchor] = ()) -> Verified:
    """Walk the chain once. A line that could not be read stands as None."""
    faults: list[Fault] = []
    wanted: dict[int, list[Anchor]] = {}
    for one in anchors:
        wanted.setdefault(one.seq, []).append(one)
    count, head, chain = 0, START, ""
    for count, event in enumerate(events, 1):
        if event is None:
            faults.append(Fault("line", count))
            continue
        if count == 1:
            chain = str(event.detail.get("chain", ""))
            if event.act != "audit.opened" or not chain:
                faults.append(Fault("start", count))
        faults += [Fault(kind, count) for kind in _wrong(event, count, head)]
        faults += [Fault("anchor", one.seq) for one in wanted.pop(event.seq, ()) if one.digest != event.digest]
        head = event.digest
    if not count:
        faults.append(Fault("empty", 0))
    faults += [Fault("cut", one.seq) for rest in wanted.values() for one in rest]
    faults += [Fault("chain", one.seq) for one in anchors if one.chain != chain]
    return Verified(count, head, chain, tuple(dict.fromkeys(faults)), len(anchors))


def _wrong(event: Event, at: int, head: str) -> Iterable[str]:
    if event.seq != at:
        yield "number"
    if event.previous != head:
        yield "link"
    if event.algorithm not in ALGORITHMS or event.digest != digest(event):
        yield "digest"
