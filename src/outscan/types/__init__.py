"""The nouns of outscan: what travels between rooms.

In: nothing. Out: frozen, slotted, picklable dataclasses compared by value, and the enums whose words are on the wire.
Deliberately without behaviour beyond looking things up in themselves: rooms meet here, so nothing here knows a room.
"""

from __future__ import annotations

from outscan.types.enums import Action, BesideState, Certainty, Confidence, GapReason, HiddenKind, Kind, Level, Part
from outscan.types.judged import (
    Advice,
    Basis,
    Beside,
    Clause,
    Declaration,
    Finding,
    Match,
    Risk,
    RiskReason,
    Verdict,
)
from outscan.types.pieces import Blob, Gap, Hidden, Inert, Piece, Segment
from outscan.types.places import CELL, HARD, SOFT, Cells, Numbered, Places, Span, Where, column_letters, grid, joined
from outscan.types.reasons import Count, Ours, Quote, Reason, Threshold, Value, Word, because
from outscan.types.reports import Change, Coverage, Job, Makings, Outcome, Proof, Report

__all__ = [
    "CELL",
    "HARD",
    "SOFT",
    "Action",
    "Advice",
    "Basis",
    "Beside",
    "BesideState",
    "Blob",
    "Cells",
    "Certainty",
    "Change",
    "Clause",
    "Confidence",
    "Count",
    "Coverage",
    "Declaration",
    "Finding",
    "Gap",
    "GapReason",
    "Hidden",
    "HiddenKind",
    "Inert",
    "Job",
    "Kind",
    "Level",
    "Makings",
    "Match",
    "Numbered",
    "Ours",
    "Outcome",
    "Part",
    "Piece",
    "Places",
    "Proof",
    "Quote",
    "Reason",
    "Report",
    "Risk",
    "RiskReason",
    "Segment",
    "Span",
    "Threshold",
    "Value",
    "Verdict",
    "Where",
    "Word",
    "because",
    "column_letters",
    "grid",
    "joined",
]
