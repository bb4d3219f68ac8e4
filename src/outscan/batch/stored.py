"""What a ledger keeps of a reading: everything a verdict and a masked report need, and no word of the document.

In: findings, gaps, hidden things, coverage, risk. Out: packed bytes, and the same values again.
Law: quotes, contexts and values are blotted out before they leave the process that read the document; a report made from
what is kept is the masked report of the scan. Names and places are kept: they are what a person opens (docs/batch.md).
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from outscan.baseline import CARRIED
from outscan.batch.reasons import Listed, plain, plain_or_none, reason, reason_or_none
from outscan.nouns import replace
from outscan.report.mask import mask, visible
from outscan.types import (
    Advice,
    Basis,
    Beside,
    Confidence,
    Coverage,
    Finding,
    Gap,
    GapReason,
    Hidden,
    Kind,
    Level,
    Match,
    Part,
    Reason,
    Risk,
    RiskReason,
    Where,
    placed,
    unread,
)

_T = TypeVar("_T")

LONG = 160
"""Characters of a quote that are kept: more than any report shows."""
_FACTS = ("start", "end")
"""Facts a declaration about registered material asks for."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What was read of one content, whatever it is called and whoever asks."""

    gaps: tuple[Gap, ...]
    hidden: tuple[Hidden, ...]
    coverage: Coverage
    risk: Risk
    partial: bool = False
    proofs: tuple[Beside, ...] = ()
    """What proofs say that lie beside members of it."""
    pictures: int = 0
    """Cleared ones that were met and not read."""
    engine: str = ""
    """What read pictures of text, with the fonts of the machine that took part; "" where nothing did or it was not kept."""
    helpers: str = ""
    """Programs of the machine that unpacked something, with their versions."""


class _Passage(msgspec.Struct, array_like=True):
    where: Where
    quote: str
    features: tuple[Listed, ...]


class _Gap(msgspec.Struct):
    """`detail` was a bare sentence before it had a key. By names, not by places: so gaps were kept from the first ledger on."""

    where: Where
    reason: GapReason
    detail: Listed | str | None = None
    page: int | None = None


class _Shape(msgspec.Struct, array_like=True):
    gaps: tuple[_Gap, ...]
    hidden: tuple[Hidden, ...]
    coverage: Coverage
    partial: bool
    score: float
    domain: str | None
    raised: bool
    model: str
    passages: tuple[_Passage, ...]
    proofs: tuple[Beside, ...] = ()
    pictures: int = 0
    engine: str = ""
    helpers: str = ""


class _Found(msgspec.Struct, array_like=True):
    rule: str
    kind: Kind
    domain: str
    level: Level
    title: str
    basis: tuple[Basis, ...]
    matches: tuple[Match, ...]
    because: tuple[Listed, ...]
    confidence: Confidence
    advice: Advice | None
    ask: str
    state: str
    dismissed: Listed | None
    title_en: str
    ask_en: str = ""
    settled_by: bool | None = None


def blotted(findings: Iterable[Finding], reviewed: Callable[[Finding], str] | None = None) -> tuple[Finding, ...]:
    """`findings` without a word of the document. `reviewed` gives the fingerprint a baseline knows a finding by."""
    return tuple(_finding(finding, reviewed(finding) if reviewed else "") for finding in findings)


def _finding(finding: Finding, known: str) -> Finding:
    matches = tuple(_match(one, "" if at else known) for at, one in enumerate(finding.matches))
    because = tuple(reason(plain(one)) for one in finding.because)
    return replace(finding, matches=matches, because=because, dismissed=reason_or_none(plain_or_none(finding.dismissed)))


def _match(match: Match, known: str) -> Match:
    facts = {name: match.facts[name] for name in _FACTS if name in match.facts}
    if known:
        facts[CARRIED] = known
    return replace(match, quote=_words(match.quote), context=_words(match.context), facts=facts)


def _words(text: str) -> str:
    return mask(visible(text[:LONG]))


def pack_findings(findings: Sequence[Finding]) -> bytes:
    """Blotted findings as bytes, b"" for none. Declarations and reviews belong to verdicts and are not among them."""
    if not findings:
        return b""
    packed = [
        _Found(
            one.rule,
            one.kind,
            one.domain,
            one.level,
            one.title,
            one.basis,
            one.matches,
            tuple(plain(because) for because in one.because),
            one.confidence,
            one.advice,
            one.ask,
            one.state,
            plain_or_none(one.dismissed),
            one.title_en,
            one.ask_en,
            one.settled_by,
        )
        for one in findings
    ]
    return _packed(packed)


def unpack_findings(data: bytes) -> tuple[Finding, ...]:
    """What `pack_findings` packed."""
    if not data:
        return ()
    return tuple(
        Finding(
            one.rule,
            one.kind,
            one.domain,
            one.level,
            one.title,
            one.basis,
            one.matches,
            because=tuple(reason(because) for because in one.because),
            confidence=one.confidence,
            advice=one.advice,
            ask=one.ask,
            state=one.state,
            dismissed=reason_or_none(one.dismissed),
            title_en=one.title_en,
            ask_en=one.ask_en,
            settled_by=one.settled_by,
        )
        for one in _decoded(data, list[_Found])
    )


def pack_stored(kept: Stored) -> bytes:
    """What was read, as bytes; the passages of its risk are blotted out."""
    risk = kept.risk
    passages = tuple(_Passage(one.where, _words(one.quote), tuple(plain(f) for f in one.features)) for one in risk.because)
    opinion = (risk.score, risk.domain, risk.raised, risk.model, passages)
    gaps = tuple(_Gap(one.where, one.reason, plain_or_none(one.detail), one.page) for one in kept.gaps)
    makings = (kept.proofs, kept.pictures, kept.engine, kept.helpers)
    return _packed(_Shape(gaps, kept.hidden, kept.coverage, kept.partial, *opinion, *makings))


def unpack_stored(data: bytes) -> Stored:
    """What `pack_kept` packed."""
    shape = _decoded(data, _Shape)
    because = tuple(RiskReason(one.where, one.quote, tuple(reason(f) for f in one.features)) for one in shape.passages)
    risk = Risk(shape.score, shape.domain, shape.raised, shape.model, because)
    gaps = tuple(Gap(one.where, one.reason, _detail(one.detail), one.page) for one in shape.gaps)
    ours = (shape.proofs, shape.pictures, shape.engine, shape.helpers)
    return Stored(gaps, shape.hidden, shape.coverage, risk, shape.partial, *ours)


def _packed(shape: object) -> bytes:
    """`told` as bytes. What a name of a share holds that is no UTF-8 is written as it can be shown."""
    try:
        data = msgspec.msgpack.encode(shape)
    except UnicodeEncodeError:
        data = msgspec.msgpack.encode(_as_text(msgspec.to_builtins(shape, builtin_types=(bytes,))))
    return zlib.compress(data, 1)


def _as_text(value: Any) -> Any:  # noqa: ANN401 - whatever is packed
    if isinstance(value, str):
        return showable(value)
    if isinstance(value, dict):
        return {_as_text(key): _as_text(one) for key, one in value.items()}
    return [_as_text(one) for one in value] if isinstance(value, list | tuple) else value


def showable(text: str) -> str:
    """`text` in UTF-8: bytes a system could not read as text stand as their numbers."""
    try:
        return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()


def unnamed(kept: Stored) -> Stored:
    """`kept` of a file whose name is text in no encoding: what stands in it was not judged, and that is a gap."""
    gap = Gap(Where((), Part.NAME), GapReason.GARBLED, unread("name_no_text"))
    return replace(kept, gaps=(*kept.gaps, gap))


def _detail(detail: Listed | str | None) -> Reason | None:
    if isinstance(detail, str):
        return unread("as_is", text=detail) if detail else None
    return reason_or_none(detail)


def _decoded(data: bytes, kind: type[_T]) -> _T:
    """What was packed as `kind`, by this version or one before it."""
    packed = zlib.decompress(data)
    try:
        return msgspec.msgpack.decode(packed, type=kind)
    except msgspec.ValidationError:  # of a ledger from before places were fields
        return msgspec.convert(_placed(msgspec.msgpack.decode(packed)), kind)


def _placed(place: Any) -> Any:  # noqa: ANN401 - whatever was packed
    """`told` with places that were plain names as the fields they are now."""
    if isinstance(place, list):
        return [_placed(one) for one in place]
    if not isinstance(place, dict):
        return place
    steps = {"spot": msgspec.to_builtins(placed(place["spot"]))} if isinstance(place.get("spot"), str) else {}
    return {key: _placed(one) for key, one in place.items()} | steps


def named_findings(findings: Iterable[Finding], name: str) -> tuple[Finding, ...]:
    """`findings` of a file that is called `name` now."""
    return tuple(
        replace(one, matches=tuple(replace(match, where=_called(match.where, name)) for match in one.matches)) for one in findings
    )


def named_kept(kept: Stored, name: str) -> Stored:
    """`kept` of a file that is called `name` now."""
    because = tuple(replace(one, where=_called(one.where, name)) for one in kept.risk.because)
    return replace(
        kept,
        gaps=tuple(replace(one, where=_called(one.where, name)) for one in kept.gaps),
        hidden=tuple(replace(one, where=_called(one.where, name)) for one in kept.hidden),
        risk=replace(kept.risk, because=because),
    )


def _called(where: Where, name: str) -> Where:
    return replace(where, member=(name, *where.member[1:])) if where.member else where
