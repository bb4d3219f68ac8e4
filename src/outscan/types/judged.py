"""What stages make of the text: matches, findings, risk, clauses and a verdict."""

from __future__ import annotations

from collections.abc import Mapping

from outscan.nouns import Struct, field
from outscan.types.enums import Action, BesideState, Certainty, Confidence, Kind, Level
from outscan.types.places import Span, Where
from outscan.types.reasons import Reason

Facts = Mapping[str, str | float | int | bool]
NO_FACTS: Facts = {}
"""What a term says beyond itself. One for all: a document full of words has a hundred thousand of them."""


class Match(Struct, frozen=True):
    """What a detector saw, in the document's own words (命中).

    `segment` is the index of the segment in the scan, `spans` are offsets of that segment's original text; joined they
    are `quote`. `facts` are normalised values by name: level and state of a mark, base units of a quantity, rows of a table.
    """

    rule: str
    kind: Kind
    where: Where
    segment: int
    spans: tuple[Span, ...]
    quote: str
    context: str = ""
    level: Level = Level.NONE
    facts: Facts = field(default_factory=dict)
    visible: bool = True
    ocr: float | None = None

    @property
    def start(self) -> int:
        """The first offset, in the original text of the segment."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last offset, in the original text of the segment."""
        return self.spans[-1].end


class Basis(Struct, frozen=True):
    """The legal text a rule rests on, and how sure we are of it (依据)."""

    cite: str
    item: str = ""
    certainty: Certainty = Certainty.A


class Advice(Struct, frozen=True):
    """The way forward the law offers for a finding."""

    action: Action
    techniques: tuple[str, ...] = ()
    approver: str = ""
    note: str = ""
    approver_en: str = ""
    note_en: str = ""


class Finding(Struct, frozen=True):
    """One or more matches that were looked at: upheld, or dismissed with a reason; never dropped (疑点).

    `because` and `dismissed` are reasons whose values say whose words they are; `report.mask` hides the document's. `state`
    says what became of a mark (marked_valid, residual, …), "" for other kinds. `declared` names the declaration that dismissed
    it, `baselined` the review. `settled_by` is the answer to `ask` that sets the finding aside, None where no answer does.
    """

    rule: str
    kind: Kind
    domain: str
    level: Level
    title: str
    basis: tuple[Basis, ...]
    matches: tuple[Match, ...]
    because: tuple[Reason, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    advice: Advice | None = None
    ask: str = ""
    state: str = ""
    dismissed: Reason | None = None
    declared: Reason | None = None
    baselined: Reason | None = None
    title_en: str = ""
    ask_en: str = ""
    settled_by: bool | None = None

    @property
    def upheld(self) -> bool:
        """Whether the finding stands: it was not dismissed, declared away or reviewed before."""
        return self.dismissed is None and self.declared is None and self.baselined is None

    @property
    def where(self) -> Where:
        """The place of the first match."""
        return self.matches[0].where if self.matches else Where()


STATED = "risk.stated"
"""The reason that a raised passage is said to be kept back or to go abroad."""


class RiskReason(Struct, frozen=True):
    """A passage that carried the classifier's score, and the features in words a reviewer understands."""

    where: Where
    quote: str
    features: tuple[Reason, ...]


class Risk(Struct, frozen=True):
    """The classifier's opinion of what no rule named (残余风险). It can raise, never lower."""

    score: float = 0.0
    domain: str | None = None
    raised: bool = False
    model: str = ""
    because: tuple[RiskReason, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether what was raised is also said to be kept back or to go abroad, which the grammar of state tells."""
        return self.raised and any(reason.key == STATED for one in self.because for reason in one.features)


class Beside(Struct, frozen=True):
    """What the proof beside a file says of it: how it stands to the file, and the action it carries."""

    where: Where
    state: BesideState
    action: Action = Action.RELEASE


class Declaration(Struct, frozen=True):
    """A fact a person stated, answering an item's `ask`."""

    key: str
    answer: bool
    by: str = ""
    wording: str = ""


class Clause(Struct, frozen=True):
    """One row of the policy that spoke."""

    id: str
    action: Action
    why: Reason
    basis: str = ""


class Verdict(Struct, frozen=True):
    """The gravest clause, and all that spoke (处理建议)."""

    action: Action
    clauses: tuple[Clause, ...]
