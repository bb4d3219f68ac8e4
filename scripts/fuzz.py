#!/usr/bin/env python3
"""Mutate samples and scan them behind the fence: `make fuzz`, or `--format docx --minutes 10`.

In: samples/, one seed a kind. Out: what went wrong, one line each, and the input that did it under tests/regressions/;
exit 1 when there was anything. Wrong is: a worker that died or ran out of time, a stage that raised, `release` for a package,
PDF, OLE file or archive that was cut short, `release` for any other mutant in which a second, simple reader still finds the mark.
A run is the same for the same `--seed`, as far as it gets in its time.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import quopri
import random
import re
import sys
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from outscan.config import Config
from outscan.extract import EXTRACTORS
from outscan.extract.sniff import sniff
from outscan.formats import READABLE, FormatTrait, having
from outscan.isolate import outcomes
from outscan.limits import Budget, Limits
from outscan.scanner import Scanner
from outscan.types import Action, Blob, GapReason, Job, Report, Where

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "tests" / "regressions"
SECONDS = 6.0
"""How long each format is fuzzed when no time is given: bounded, so that it can run on every change."""
LARGE = 1 << 20
"""Seeds beyond this size are slow to mutate and teach nothing a short one does not."""
SEALED = having(FormatTrait.SEALED)
_STREAM = re.compile(rb"stream\r?\n")
_LOCAL = re.compile(rb"PK\x03\x04.{22}(..)(..)", re.DOTALL)
_ENCODED = re.compile(rb"(?:[A-Za-z0-9+/]{4}){3,}={0,2}")
_NUMBER = re.compile(r"&#(x?[0-9a-fA-F]+);|\\u(-?\d+)\s?\??|\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Seed:
    """One healthy file: its kind, a name that kind may have, its bytes."""

    kind: str
    name: str
    data: bytes


def seeds() -> dict[str, Seed]:
    """The smallest marked sample of every kind that is read, members of packages included."""
    found: dict[str, list[Seed]] = {}
    for path in sorted((ROOT / "samples").glob("*/input.*")):
        for blob in _inside(Blob(Where((path.name,)), path.read_bytes())):
            found.setdefault(sniff(blob), []).append(Seed(sniff(blob), blob.name, blob.data))
    return {
        kind: min(some, key=lambda s: ("." not in s.name, not still_there(s.data), len(s.data), s.name))
        for kind, some in found.items()
        if kind in READABLE
    }


def _inside(blob: Blob) -> Iterator[Blob]:
    yield blob
    kind = sniff(blob)
    reader = next((r for r in EXTRACTORS if kind in r.kinds), None)
    if reader is None or kind == "pdf":
        return
    for piece in reader.read(blob, Budget()):
        if isinstance(piece, Blob):
            yield from _inside(piece)


MARK = re.compile(r"(?:绝密|机密|秘密)\s*★")


def still_there(data: bytes, depth: int = 0) -> bool:
    """Whether a reader that knows no format finds a mark: as written, deflated, base64, quoted-printable or numbered."""
    if any(MARK.search(text) for text in _texts(data)):
        return True
    if depth > 1:
        return False
    return any(still_there(inner, depth + 1) for inner in _unpacked(data))


def _texts(data: bytes) -> Iterator[str]:
    for name in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        yield data.decode(name, "ignore")
    plain = data.decode("latin-1")
    if "\\u" in plain or "&#" in plain:
        yield _NUMBER.sub(_letter, data.decode("utf-8", "ignore"))


def _letter(found: re.Match[str]) -> str:
    entity, rtf, json = found.groups()
    number = int(entity[1:], 16) if entity and entity[0] == "x" else int(entity) if entity and entity.isdigit() else 0
    number = number or (int(rtf) & 0xFFFF if rtf else int(json, 16) if json else 0)
    return chr(number) if 0 < number < 0x110000 and not 0xD800 <= number < 0xE000 else ""


def _unpacked(data: bytes) -> Iterator[bytes]:
    for found in _LOCAL.finditer(data):
        start = found.end() + int.from_bytes(found.group(1), "little") + int.from_bytes(found.group(2), "little")
        yield _inflated(data[start:], -15)
    for found in _STREAM.finditer(data):
        yield _inflated(data[found.end() :], 15)
    if b"=" in data:
        yield quopri.decodestring(data)
    for found in _ENCODED.finditer(data.replace(b"\r", b"").replace(b"\n", b"")):
        yield base64.b64decode(found.group()[: len(found.group()) // 4 * 4])


def _inflated(data: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(data, 1 << 22)
    except zlib.error:
        return b""


def cuts(data: bytes) -> Iterator[bytes]:
    """`data` cut short at every sixteenth."""
    for part in range(1, 16):
        yield data[: max(1, len(data) * part // 16)]


def mutant(data: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """`data` with one to three things wrong with it."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 3))):
        chance.choice(_WAYS)(made, chance, others)
    return bytes(made) or b"\x00"


def _flip(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del others
    for _ in range(chance.choice((1, 4, 32))):
        if made:
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)


def _drop(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del others
    at = chance.randrange(len(made) + 1)
    del made[at : at + chance.choice((1, 16, 512))]


def _double(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del others
    at = chance.randrange(len(made) + 1)
    made[at:at] = made[at : at + chance.choice((1, 64, 4096))]


def _zero(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del others
    at = chance.randrange(len(made) + 1)
    made[at : at + 64] = bytes(len(made[at : at + 64]))


def _number(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del others
    at = chance.randrange(len(made) + 1)
    made[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x80", b"\xff\xff\xff\x7f", b"\x00\x00\x00\x00"))


def _splice(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    other = chance.choice(others)
    made[chance.randrange(len(made) + 1) :] = other[chance.randrange(len(other) + 1) :]


def _swap(made: bytearray, chance: random.Random, others: list[bytes]) -> None:
    del others
    size = max(1, len(made) // 8)
    one, two = sorted(chance.randrange(max(1, len(made) - size)) for _ in range(2))
    if two - one >= size:
        made[one : one + size], made[two : two + size] = made[two : two + size], made[one : one + size]


_WAYS: tuple[Callable[[bytearray, random.Random, list[bytes]], None], ...] = (
    _flip, _flip, _drop, _double, _zero, _number, _splice, _swap,
)  # fmt: skip


def wrong(report: Report, kind: str, data: bytes, *, cut: bool) -> str:
    """What is wrong with the answer to a mutant of `kind`, "" where nothing is."""
    for gap in report.gaps:
        if gap.reason is GapReason.CRASHED or (gap.reason is GapReason.TIMEOUT and len(data) < LARGE):
            return f"{gap.reason} {gap.detail}"
    if report.verdict.action is not Action.RELEASE:
        return ""
    if not report.complete:
        return "released with a gap"
    if cut and kind in SEALED:
        return "released cut short"
    return "released marked" if still_there(data) else ""


def fuzz(seed: Seed, scanner: Scanner, seconds: float, chance: random.Random, others: list[bytes]) -> Counter[str]:
    """Scan mutants of `seed` for `seconds`; how often what went wrong, and how many were scanned."""
    until, made, tally = time.monotonic() + seconds, dict[str, tuple[bytes, bool]](), Counter[str]()

    def jobs() -> Iterator[Job]:
        marked = still_there(seed.data)
        for number, data in enumerate(_mutants(seed, chance, others)):
            if time.monotonic() > until:
                return
            name = f"{number}/{seed.name}"
            made[name] = (data, marked and number < len(list(cuts(b"x"))))
            yield Job(name, seed.name, data)

    for outcome in outcomes(scanner, jobs(), 1):
        data, cut = made.pop(outcome.path)
        tally["scanned"] += 1
        if said := wrong(outcome.report, seed.kind, data, cut=cut):
            tally[said] += 1
            if tally[said] == 1:
                _keep(seed, said, data)
    return tally


def _mutants(seed: Seed, chance: random.Random, others: list[bytes]) -> Iterator[bytes]:
    yield from cuts(seed.data)
    while True:
        yield mutant(seed.data, chance, others)


def _keep(seed: Seed, said: str, data: bytes) -> None:
    KEPT.mkdir(exist_ok=True)
    what = "released" if said.startswith("released") else "died"
    path = KEPT / f"{what}-{seed.kind}-{hashlib.sha256(data).hexdigest()[:10]}{Path(seed.name).suffix}"
    path.write_bytes(data)
    print(f"{seed.kind}: {said}: {path.relative_to(ROOT)}", flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=SECONDS / 60, help="for each format")
    parser.add_argument("--format", action="append", default=[], help="only this kind; may be repeated")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    scanner = Scanner.build(Config(ocr="off", limits=Limits(max_seconds=20, seconds_per_mib=5)))
    known = {kind: seed for kind, seed in sorted(seeds().items()) if len(seed.data) <= LARGE}
    if unknown := set(told.format) - set(known):
        parser.error(f"unknown format {', '.join(sorted(unknown))}; known: {' '.join(known)}")
    others, bad = [seed.data for seed in known.values()], 0
    for kind, seed in known.items():
        if told.format and kind not in told.format:
            continue
        tally = fuzz(seed, scanner, told.minutes * 60, random.Random(f"{told.seed} {kind}"), others)  # noqa: S311 - chance, not secrecy
        scanned = tally.pop("scanned", 0)
        bad += tally.total()
        print(f"{kind:12} {scanned:6} scanned, {tally.total()} wrong {dict(tally) or ''}", flush=True)
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
