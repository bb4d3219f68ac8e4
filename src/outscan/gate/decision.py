"""The one decision inside the gate, and what each door makes of it.

In: a `Report`, the mode of the door, the level of the network. Out: `Decision`; `DOORS` maps its answer to every protocol.
Law: fail closed. Whatever is not a complete release, or an approval that covers exactly this, does not pass; a mark is never
passed by a mode.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from outscan.nouns import replace
from outscan.types import Action, Confidence, Finding, Kind, Level, Report

NOT_GENUINE = frozenset({"residual", "declassified_claim"})
"""States of a mark that say the document is no classified original any more (policy.toml hears them apart, too)."""


class Answer(StrEnum):
    """What a door does with what it was asked about."""

    PASS = "pass"
    PROCESS = "process"
    REVIEW = "review"
    ESCALATE = "escalate"
    STOP = "stop"
    INCOMPLETE = "incomplete"
    ERROR = "error"


class Mode(StrEnum):
    """How a door is rolled out: watch, watch and tell, stop."""

    OBSERVE = "observe"
    WARN = "warn"
    ENFORCE = "enforce"


class Network(StrEnum):
    """The declared level of the network the installation runs on (条例 第三十二条、第四十一条)."""

    INTERNET = "internet"
    INTERNAL = "internal"
    SECRET = "secret"
    HIGHLY_SECRET = "highly_secret"
    TOP_SECRET = "top_secret"

    @property
    def highest(self) -> Level:
        """The gravest level that may be stored here; NONE on a network that is not classified."""
        return Level.NONE if self in {Network.INTERNET, Network.INTERNAL} else Level(self.value)

    def may_store(self, level: Level) -> bool:
        """Whether a document that bears a genuine mark of `level` may be kept here."""
        return level <= self.highest


@dataclass(frozen=True, slots=True)
class DoorReply:
    """How one answer is said in each protocol (exit code, HTTP, ICAP, SMTP)."""

    exit: int
    http: int
    icap: int
    smtp: int


DOORS: dict[Answer, DoorReply] = {
    Answer.PASS: DoorReply(0, 200, 204, 250),
    Answer.PROCESS: DoorReply(1, 200, 403, 550),
    Answer.REVIEW: DoorReply(3, 200, 403, 550),
    Answer.ESCALATE: DoorReply(1, 200, 403, 550),
    Answer.STOP: DoorReply(1, 200, 403, 550),
    Answer.INCOMPLETE: DoorReply(3, 200, 500, 451),
    Answer.ERROR: DoorReply(2, 503, 500, 451),
}
"""ICAP 403 is a 200 that carries a page of HTTP 403; 500 carries X-Error-Code."""

_ANSWERS = {
    Action.RELEASE: Answer.PASS,
    Action.PROCESS: Answer.PROCESS,
    Action.REVIEW: Answer.REVIEW,
    Action.ESCALATE: Answer.ESCALATE,
    Action.WITHHOLD: Answer.STOP,
}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the gate says of one thing that wants to leave.

    `answer` is what the door does; `would` is what it would do were the mode `enforce`. `stopped_level` is the level of the
    genuine mark that stopped the upload because nothing of it may be stored here, NONE otherwise. `rules` are the rules of the
    upheld findings, never their words.
    """

    answer: Answer
    would: Answer
    action: Action
    complete: bool
    mode: Mode = Mode.ENFORCE
    stopped_level: Level = Level.NONE
    rules: tuple[str, ...] = ()
    approved: bool = False
    reasons: tuple[str, ...] = field(default=())

    @property
    def passed(self) -> bool:
        """Whether the door lets it through."""
        return self.answer is Answer.PASS


ERROR = Decision(Answer.ERROR, Answer.ERROR, Action.REVIEW, complete=False)
"""The decision where we are broken: nothing was checked, nothing passes."""


def genuine(finding: Finding) -> bool:
    """Whether `finding` looks like the mark of a genuine classified original (state secret, standing, in force)."""
    return (
        finding.upheld
        and finding.kind is Kind.MARK
        and finding.level >= Level.SECRET
        and finding.confidence is not Confidence.LOW
        and finding.state not in NOT_GENUINE
    )


def genuine_level(findings: tuple[Finding, ...]) -> Level:
    """The gravest level a genuine mark among `findings` states, NONE where there is none."""
    return max((f.level for f in findings if genuine(f)), default=Level.NONE)


def decide(report: Report, *, mode: Mode = Mode.ENFORCE, network: Network = Network.INTERNET) -> Decision:
    """The decision for one scanned document."""
    upheld = tuple(f for f in report.findings if f.upheld)
    level = genuine_level(report.findings)
    answer = _ANSWERS[report.verdict.action]
    if not report.complete and report.verdict.action <= Action.REVIEW:
        answer = Answer.PROCESS if report.verdict.action is Action.PROCESS else Answer.INCOMPLETE
    if not network.may_store(level):
        answer = Answer.STOP
    decision = Decision(
        answer=answer,
        would=answer,
        action=report.verdict.action,
        complete=report.complete,
        stopped_level=Level.NONE if network.may_store(level) else level,
        rules=tuple(dict.fromkeys(f.rule for f in upheld)),
    )
    marked = any(f.kind is Kind.MARK for f in upheld)
    return rolled_out(decision, mode, marked=marked)


def rolled_out(decision: Decision, mode: Mode, *, marked: bool) -> Decision:
    """`decision` under a mode of the roll-out: `observe` and `warn` let pass what is no mark and no failure of ours."""
    if mode is Mode.ENFORCE or marked or decision.answer in {Answer.PASS, Answer.STOP, Answer.ERROR}:
        return replace(decision, mode=mode)
    return replace(decision, mode=mode, answer=Answer.PASS)
