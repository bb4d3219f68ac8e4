"""The shapes of JSON bodies: strict, bounded, with a word for each choice. The OpenAPI document is made from them.

In: nothing. Out: msgspec structs. An unknown key is an error.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from outscan.gate.binding import Channel, Ground
from outscan.gate.states import Act, Role
from outscan.types import Level

Line = Annotated[str, Meta(min_length=1, max_length=256, pattern=r"^[^\x00-\x1f\x7f]+$")]
Word = Annotated[str, Meta(max_length=256, pattern=r"^[^\x00-\x1f\x7f]*$")]
Text = Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+$")]
Long = Annotated[str, Meta(max_length=4000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")]
Id = Annotated[str, Meta(pattern="^[0-9a-f]{32}$")]
Sha256 = Annotated[str, Meta(pattern="^[0-9a-fA-F]{64}$")]
Name = Annotated[str, Meta(min_length=1, max_length=1024, pattern=r"^[^\x00-\x1f\x7f]+$")]
Copies = Annotated[int, Meta(ge=1, le=1000)]
Secret = Annotated[str, Meta(min_length=1, max_length=256)]
Moment = Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)$")]


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Processing(_Strict, frozen=True, kw_only=True):
    """Technical processing of held bytes. A mark is never taken out here: that needs the approval's paper at the command line."""

    techniques: Annotated[
        list[Literal["redact", "replace_wording", "reduce_precision", "aggregate_series", "drop_column", "drop_rows"]],
        Meta(max_length=6),
    ] = []
    precision: Annotated[float, Meta(gt=0, le=10)] | None = None
    columns: Annotated[list[Line], Meta(max_length=50)] = []
    aggregate: Literal["", "monthly"] = ""
    keep_hidden: bool = False


class Reason(_Strict, frozen=True, kw_only=True):
    """Why the hits of a report must be read."""

    reason: Line


class FalseAlarm(_Strict, frozen=True, kw_only=True):
    """A finding that is wrong: its rule, its fingerprint, why."""

    rule: Line
    reason: Text
    finding: Annotated[str, Meta(pattern="^(os1:[0-9a-f]{16})?$")] = ""


class Statements(_Strict, frozen=True, kw_only=True):
    """Answers to what findings ask, and who states them; `none` takes an answer back."""

    answers: Annotated[
        dict[Annotated[str, Meta(max_length=128, pattern="^[A-Za-z0-9_./-]+$")], Literal["yes", "no", "none"]],
        Meta(min_length=1, max_length=500),
    ]
    by: Name


class Content(_Strict, frozen=True, kw_only=True):
    """What a case asks to send: scans of one's own, to whom, how, why. `facts` are the five questions of the form."""

    title: Line
    scans: Annotated[list[Id], Meta(min_length=1, max_length=500)]
    recipients: Annotated[list[Line], Meta(min_length=1, max_length=100)]
    country: Word = ""
    project: Word = ""
    purpose: Text
    necessity: Long = ""
    channels: Annotated[list[Channel], Meta(min_length=1, max_length=10)]
    copies: Copies = 1
    until: Moment | None = None
    agreement: Word = ""
    declarations: dict[Annotated[str, Meta(max_length=128, pattern="^[a-z0-9_./-]+$")], bool] = {}


class Deed(_Strict, frozen=True, kw_only=True):
    """An act on a case. `version` is the case as it was looked at; a case that moved since is a conflict."""

    act: Act
    version: Annotated[int, Meta(ge=0, le=1_000_000)]
    reason: Long = ""
    to: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""
    ground: Ground | None = None
    level: Level | None = None


class Emergency(_Strict, frozen=True, kw_only=True):
    """What cannot wait for the ladder, said by two officers one after the other. Never for a mark or a state secret."""

    version: Annotated[int, Meta(ge=0, le=1_000_000)]
    ground: Literal["not_secret", "processed", "work_secret"]
    reason: Text


class HandOver(_Strict, frozen=True, kw_only=True):
    """A hand-over in person or by 机要, entered in the register."""

    scan: Id
    recipient: Line
    copies: Copies = 1
    channel: Literal["courier", "hand_over", "media", "paper"]
    receipt: Line


class ReleaseCheck(_Strict, frozen=True, kw_only=True):
    """What wants to leave: exactly this, to exactly these, this way, now."""

    sha256: Sha256
    name: Name
    recipients: Annotated[list[Line], Meta(min_length=1, max_length=100)]
    copies: Copies = 1
    channel: Channel


class Release(_Strict, frozen=True, kw_only=True):
    """How a reserved release ended."""

    state: Literal["sent", "failed"]
    note: Word = ""


class Settled(_Strict, frozen=True, kw_only=True):
    """What the officer found of a release nobody confirmed."""

    state: Literal["sent", "failed"]
    reason: Text


class SignOn(_Strict, frozen=True, kw_only=True):
    """A local sign-on."""

    login: Line
    password: Secret


class Proved(_Strict, frozen=True, kw_only=True):
    """The password again."""

    password: Secret


class NewPassword(_Strict, frozen=True, kw_only=True):
    """A change of one's own password."""

    current: Secret
    new: Secret


class NewAccount(_Strict, frozen=True, kw_only=True):
    """An account somebody should have; it has no rights until another officer gives them."""

    login: Annotated[str, Meta(min_length=2, max_length=128, pattern=r"^[A-Za-z0-9._@-]+$")]
    name: Line
    department: Word = ""
    kind: Literal["local", "oidc", "cas", "header"] = "local"
    language: Literal["zh-CN", "en"] = "zh-CN"
    roles: Annotated[list[Role], Meta(min_length=1, max_length=5)]


class ModeChange(_Strict, frozen=True, kw_only=True):
    """One row of the table of modes."""

    door: Literal["", "http", "icap", "smtp", "clamd"] = ""
    recipients: Literal["", "inside", "outside"] = ""
    mode: Literal["observe", "warn", "enforce"]


class Change(_Strict, frozen=True, kw_only=True):
    """A change of rights, modes or rules that another officer must confirm."""

    kind: Literal["roles", "token", "modes", "pack"]
    account: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""
    roles: Annotated[list[Role], Meta(max_length=5)] = []
    scopes: Annotated[
        list[Literal["scan", "content", "case", "decide", "release", "office", "system", "security", "audit", "metrics"]],
        Meta(max_length=10),
    ] = []
    label: Word = ""
    days: Annotated[int, Meta(ge=1, le=1095)] = 365
    modes: Annotated[list[ModeChange], Meta(max_length=50)] = []
    reason: Text


class OwnRule(_Strict, frozen=True, kw_only=True):
    """A change of the unit's own rules: an overlay by name, a cleared picture by digest, a known document by its check."""

    kind: Literal["overlay", "cleared", "fingerprint"]
    name: Line
    text: Annotated[str, Meta(max_length=60_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")] = ""
    sha256: Annotated[str, Meta(pattern="^([0-9a-f]{64})?$")] = ""
    scan: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""
    cleared: bool = False
    remove: bool = False
    reason: Text


class Trial(_Strict, frozen=True, kw_only=True):
    """An overlay to try on the last held documents."""

    name: Annotated[str, Meta(pattern="^[a-z0-9_-]{1,64}$")]
    text: Annotated[str, Meta(min_length=1, max_length=60_000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+$")]
    last: Annotated[int, Meta(ge=1, le=50)] = 20


class Settle(_Strict, frozen=True, kw_only=True):
    """The second officer's word on a change."""

    agree: bool


class Deputy(_Strict, frozen=True, kw_only=True):
    """委托: somebody stands in for the asker, in one role, until a moment."""

    deputy: Id
    role: Literal["department", "business", "office", "leader"]
    until: Moment


class Clock(_Strict, frozen=True, kw_only=True):
    """疑似泄密 starts 24 hours, 待定密 ten working days."""

    kind: Literal["leak", "undetermined"]
    case: Annotated[str, Meta(pattern="^([0-9a-f]{32})?$")] = ""
    note: Text


class Answered(_Strict, frozen=True, kw_only=True):
    """The officer's answer to a false-alarm report."""

    outcome: Literal["confirmed", "rejected"]
    answer: Text


def plain(shape: msgspec.Struct) -> dict[str, Any]:
    """A shape as plain values."""
    fields: dict[str, Any] = msgspec.to_builtins(shape)
    return fields
