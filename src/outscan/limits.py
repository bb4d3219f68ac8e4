"""One budget per top-level document: bytes, members, depth, pages, pixels and time, shared through all nesting.

In: `Limits` (named settings). Out: `Budget`, whose methods raise `Exceeded` with the figure.
Law: actual inflated bytes are counted, never declared sizes. Counts decide wherever they can; time decides last,
because a verdict that hangs on the clock cannot be reproduced. Time is what the processor spent on the document, so that
a busy machine makes no gaps; what stands still is ended from outside (`isolate`).
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from outscan.errors import Exceeded
from outscan.types import GapReason, Reason, unread

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Every limit by name; each one hit is a gap with its figure (research/RELIABILITY.md §4)."""

    max_file_bytes: int = 512 * MIB
    max_member_bytes: int = 256 * MIB
    max_total_bytes: int = 1024 * MIB
    max_members: int = 20_000
    max_depth: int = 16
    max_ratio: int = 1000
    ratio_floor_bytes: int = 50 * MIB
    max_xml_depth: int = 1000
    max_xml_bytes: int = 256 * MIB
    max_pages: int = 20_000
    max_image_pixels: int = 100_000_000
    max_total_pixels: int = 1_000_000_000
    max_text_chars: int = 200_000_000
    max_findings: int = 1000
    max_ocr_pages: int = 60
    max_ocr_seconds: float = 300.0
    max_seconds: float = 45.0
    seconds_per_mib: float = 1.0
    max_cpu_seconds: float = 120.0
    max_memory_bytes: int = 896 * MIB
    """Of the process that reads one document; with the one that watches it that stays below a GiB."""
    max_temp_bytes: int = 512 * MIB

    def seconds(self, source: int) -> float:
        """CPU time a document of `source` bytes may take: a short one may not hang, a long one gets what its length needs."""
        return self.max_seconds + self.seconds_per_mib * source / MIB


@dataclass(slots=True)
class Budget:
    """What one top-level document may still cost. Shared by reference through all its nesting."""

    limits: Limits = field(default_factory=Limits)
    passwords: tuple[str, ...] = field(default=(), repr=False)
    """What a person gave to open locked parts with."""
    source: int = 0
    """Size of the top-level document, 0 where unknown: what all of its insides together are measured against."""
    bytes_spent: int = 0
    members_met: int = 0
    pages_met: int = 0
    pixels_met: int = 0
    chars_met: int = 0
    over: Reason | None = None
    """The limit of the whole document that was hit first, None while there is something left to spend."""
    started: float = field(default_factory=time.thread_time)
    """When it began, by the CPU time of the thread that reads it."""
    helpers: set[str] = field(default_factory=set)
    """Programs of the machine that read something for us, with their versions: they are part of what the report was made with."""

    def spend(self, count: int, source: int = 0) -> None:
        """Count `count` inflated bytes that came out of `source` packed ones.

        Raises Exceeded(too_large) past the total, or past the ratio once the floor is passed.
        """
        self.bytes_spent += count
        if self.bytes_spent > self.limits.max_total_bytes:
            raise self._over(
                GapReason.TOO_LARGE, unread("max_total_bytes", found=self.bytes_spent, most=self.limits.max_total_bytes)
            )
        whole = self.source * self.limits.max_ratio
        if whole and self.bytes_spent > max(whole, self.limits.ratio_floor_bytes):
            raise self._over(
                GapReason.TOO_LARGE, unread("max_ratio", found=self.bytes_spent // self.source, most=self.limits.max_ratio)
            )
        if source and count > self.limits.ratio_floor_bytes and count > source * self.limits.max_ratio:
            raise Exceeded(GapReason.TOO_LARGE, unread("max_ratio", found=count // source, most=self.limits.max_ratio))

    def _over(self, reason: GapReason, detail: Reason) -> Exceeded:
        """The document as a whole may cost no more: remember it, so that whoever takes it apart stops with one gap."""
        self.over = self.over or detail
        return Exceeded(reason, detail)

    def inflate(self, chunks: Iterable[bytes], source: int = 0, limit: int | None = None) -> bytes:
        """Join `chunks` as they are inflated, counting each; stops at the member's, the ratio's or the total limit."""
        return b"".join(self.meter(chunks, source, limit))

    def meter(self, chunks: Iterable[bytes], source: int = 0, limit: int | None = None) -> Iterator[bytes]:
        """Pass `chunks` on, counting each. Raises Exceeded(too_large) at the first limit hit."""
        ceiling, done = limit or self.limits.max_member_bytes, 0
        for chunk in chunks:
            done += len(chunk)
            if done > ceiling:
                raise Exceeded(GapReason.TOO_LARGE, unread("max_member_bytes", most=ceiling))
            self.spend(len(chunk))
            if source and done > self.limits.ratio_floor_bytes and done > source * self.limits.max_ratio:
                raise Exceeded(GapReason.TOO_LARGE, unread("max_ratio", found=done // source, most=self.limits.max_ratio))
            yield chunk

    def member(self) -> None:
        """Count one member. Raises Exceeded(too_many)."""
        self.members_met += 1
        if self.members_met > self.limits.max_members:
            raise self._over(GapReason.TOO_MANY, unread("max_members", found=self.members_met, most=self.limits.max_members))

    def page(self) -> None:
        """Count one page, slide or frame. Raises Exceeded(too_many)."""
        self.pages_met += 1
        if self.pages_met > self.limits.max_pages:
            raise self._over(GapReason.TOO_MANY, unread("max_pages", found=self.pages_met, most=self.limits.max_pages))

    def pixels(self, count: int) -> None:
        """Count the pixels of one picture before it is decoded. Raises Exceeded(too_large)."""
        if count > self.limits.max_image_pixels:
            raise Exceeded(GapReason.TOO_LARGE, unread("max_image_pixels", found=count, most=self.limits.max_image_pixels))
        self.pixels_met += count
        if self.pixels_met > self.limits.max_total_pixels:
            raise self._over(
                GapReason.TOO_LARGE, unread("max_total_pixels", found=self.pixels_met, most=self.limits.max_total_pixels)
            )

    def text(self, count: int) -> None:
        """Count characters of text read. Raises Exceeded(too_large)."""
        self.chars_met += count
        if self.chars_met > self.limits.max_text_chars:
            raise self._over(GapReason.TOO_LARGE, unread("max_text_chars", found=self.chars_met, most=self.limits.max_text_chars))

    def tick(self) -> None:
        """Raise Exceeded(timeout) when the document's own time is over; readers call it between pages or members.

        By the thread that made this budget. What stands still is ended by the process that watches it.
        """
        allowed = self.limits.seconds(self.source)
        if time.thread_time() - self.started > allowed:
            raise self._over(GapReason.TIMEOUT, unread("max_seconds", most=f"{round(allowed, 1):g}"))
