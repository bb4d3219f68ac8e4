"""The policy table: rows from evidence to action, each with its reason and legal basis.

In: `policy.toml` as shipped, and rows a unit or machine adds. Out: `Policy`; complaints are `file:line: what`.
Law: rows are only ever added and actions join by `max`, so no overlay can lower what a shipped row says.
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import msgspec

from outscan.errors import PolicyError
from outscan.nouns import Struct
from outscan.types import (
    Action,
    Beside,
    BesideState,
    Confidence,
    Finding,
    Gap,
    GapReason,
    Hidden,
    HiddenKind,
    Kind,
    Level,
    Reason,
    Risk,
)
from outscan.words import say

SHIPPED = Path(__file__).with_name("policy.toml")
NAME = "policy.toml"
RowAction = Literal["release", "process", "review", "escalate", "withhold", "advice"]
_ROW = re.compile(r"\s*\[\[\s*row\s*\]\]")
_AT = re.compile(r" - at (?:key in )?`(.*)`$")


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    pass


class FindingTest(_Strict, frozen=True):
    """Which upheld findings a row hears: every list given must hold the finding's word, every `not_…` must not."""

    kind: list[Kind] | None = None
    level: list[Level] | None = None
    state: list[str] | None = None
    not_state: list[str] = []
    rule: list[str] | None = None
    domain: list[str] | None = None
    advice: list[Action] | None = None
    not_advice: list[Action] = []
    confidence: list[Confidence] | None = None
    not_confidence: list[Confidence] = []
    live: bool | None = None
    opposed: bool | None = None
    """Whether the paragraph it stands in speaks against it: one that teaches, defines or legislates."""

    def hears(self, finding: Finding) -> bool:
        """Whether `finding` is one of them."""
        advice = finding.advice.action if finding.advice else None
        return (
            (self.kind is None or finding.kind in self.kind)
            and (self.level is None or finding.level in self.level)
            and (self.state is None or finding.state in self.state)
            and finding.state not in self.not_state
            and (self.rule is None or any(_fits(finding.rule, one) for one in self.rule))
            and (self.domain is None or finding.domain in self.domain)
            and (self.advice is None or advice in self.advice)
            and advice not in self.not_advice
            and (self.confidence is None or finding.confidence in self.confidence)
            and finding.confidence not in self.not_confidence
            and (self.live is None or (finding.state == "live") is self.live)
            and (self.opposed is None or _opposed(finding) is self.opposed)
        )


def _opposed(finding: Finding) -> bool:
    """A sign in the words alone is not enough: an unopened paper is made of questions, as a lesson is."""
    against = (value for why in finding.because if why.key == "item.against" for _, value in why.values)
    return any(isinstance(value, Reason) and value.key.startswith("item.para_") for value in against)


def _fits(rule: str, wanted: str) -> bool:
    """`wanted` names the rule or a family of rules above it."""
    return rule == wanted or rule.startswith(f"{wanted}/")


class GapTest(_Strict, frozen=True):
    """Which gaps a row hears."""

    reason: list[GapReason] | None = None

    def hears(self, gap: Gap) -> bool:
        """Whether `gap` is one of them."""
        return self.reason is None or gap.reason in self.reason


class HiddenTest(_Strict, frozen=True):
    """Which hidden things a row hears."""

    kind: list[HiddenKind] | None = None

    def hears(self, hidden: Hidden) -> bool:
        """Whether `hidden` is one of them."""
        return self.kind is None or hidden.kind in self.kind


class ProofTest(_Strict, frozen=True):
    """Which proofs beside a file a row hears; `advice` is then the action the proof carries."""

    state: list[BesideState] | None = None

    def hears(self, proof: Beside) -> bool:
        """Whether `proof` is one of them."""
        return self.state is None or proof.state in self.state


class RiskTest(_Strict, frozen=True):
    """A row that hears raised risk: any, or only what is, or is not, also said to be kept back or to go abroad (`stated`).

    `at_least` and `below` are the likelihoods, 0 to 1, between which the row hears it.
    """

    stated: bool | None = None
    at_least: float = 0.0
    below: float = 2.0

    def hears(self, risk: Risk) -> bool:
        """Whether `risk` was raised, and so."""
        return risk.raised and self.stated in (None, risk.stated) and self.at_least <= risk.score < self.below


class Row(_Strict, frozen=True):
    """Evidence → action, with its reason and basis."""

    id: str
    action: RowAction
    why: str
    why_en: str = ""
    basis: str = ""
    finding: FindingTest | None = None
    gap: GapTest | None = None
    hidden: HiddenTest | None = None
    risk: RiskTest | None = None
    proof: ProofTest | None = None


class _File(_Strict, frozen=True):
    row: list[Row] = []
    version: int = 1


class Policy(Struct, frozen=True):
    """All rows, shipped ones first, and the sha256 of where they came from."""

    rows: tuple[Row, ...]
    digest: str


def load_policy(extra: Sequence[Path] = (), *, overlays: Sequence[Path] = (), shipped: Path = SHIPPED) -> Policy:
    """The shipped table and the rows of `extra` files and of `policy.toml` in `overlays`. Raises PolicyError.

    `shipped` is another table in the place of the shipped one: that of the version a verdict was made with.
    """
    total = hashlib.sha256()
    rows: dict[str, Row] = {}
    places: dict[str, str] = {}
    for path in [
        shipped,
        *(_file(one) for one in extra),
        *(found for one in overlays if (found := _file(one)).is_file() or one.is_file()),
    ]:
        shown = path.name if path == shipped else f"{path.parent.name}/{path.name}"
        try:
            data = path.read_bytes()
        except OSError as error:
            raise PolicyError(f"{shown}:1: {say('rule.closed', why=error.strerror)}") from None
        total.update(f"{len(data)}\0".encode())
        total.update(data)
        for line, row in _rows(data, shown):
            if row.id in rows:
                raise PolicyError(f"{shown}:{line}: {say('rule.row_taken', id=row.id, place=places[row.id])}")
            rows[row.id] = row
            places[row.id] = f"{shown}:{line}"
    return Policy(tuple(rows.values()), f"sha256:{total.hexdigest()}")


def _file(path: Path) -> Path:
    return path / NAME if path.is_dir() else path


def _rows(data: bytes, shown: str) -> Iterator[tuple[int, Row]]:
    try:
        text = data.decode("utf-8")
        table = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise PolicyError(f"{shown}:1: {say('rule.not_utf8', byte=error.start)}") from None
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+)", str(error))
        raise PolicyError(f"{shown}:{at[1] if at else 1}: {say('rule.not_toml', why=error)}") from None
    lines = text.splitlines()
    starts = [i for i, one in enumerate(lines) if _ROW.match(one)]
    try:
        file = msgspec.convert(table, _File)
    except msgspec.ValidationError as error:
        raise _complaint(str(error), lines, starts, shown) from None
    for number, row in enumerate(file.row):
        line = starts[number] + 1 if number < len(starts) else 1
        heard = [key for key in ("finding", "gap", "hidden", "risk", "proof") if getattr(row, key) is not None]
        if len(heard) != 1:
            raise PolicyError(
                f"{shown}:{line}: {say('rule.row_hears', id=row.id, here=say('listed').join(heard) or say('rule.none'))}"
            )
        if row.action == "advice" and row.finding is None and row.proof is None:
            raise PolicyError(f"{shown}:{line}: {say('rule.row_advice', id=row.id)}")
        if not row.id.strip() or not row.why.strip():
            raise PolicyError(f"{shown}:{line}: {say('rule.row_nameless')}")
        yield line, row


def _complaint(said: str, lines: list[str], starts: list[int], shown: str) -> PolicyError:
    at = _AT.search(said)
    path = at[1] if at else ""
    what = said[: at.start()] if at else said
    line = 1
    if found := re.match(r"\$\.row\[(\d+)\](?:\.(\w+))?", path):
        start = starts[int(found[1])] if int(found[1]) < len(starts) else 0
        end = next((one for one in starts if one > start), len(lines))
        unknown = re.search(r"unknown field `(\w+)`", what)
        key = unknown[1] if unknown else found[2]
        line = next((i + 1 for i in range(start, end) if key and re.search(rf"\b{re.escape(key)}\s*=", lines[i])), start + 1)
        if found[2] == "action":
            what = say("rule.row_action", what=what, known=", ".join(get_args(RowAction)))
    return PolicyError(f"{shown}:{line}: {what}")
