"""A report as the gate keeps it: masked, whole enough that every sink can be rendered from it later.

In: `Report`. Out: its JSON (`outscan.file/1`) and a masked copy as tagged JSON; and back. Fields a later version does not know
are left out, fields an earlier one did not write have their defaults: an old verdict is still explained.
Law: nothing a document says is kept; what was masked once stays masked.
"""

from __future__ import annotations

import json
from enum import Enum
from typing import Any

from outscan import types
from outscan.errors import StoreError
from outscan.nouns import names, replace
from outscan.report.json import file_object
from outscan.report.mask import Masker
from outscan.types import Finding, Gap, Match, Quote, Reason, Report, RiskReason, Spot, Step, Where, placed, unread
from outscan.words.gate import GATE
from outscan.words.said import said

_MASKER = Masker(show=False)


def _is_named(kind: type) -> bool:
    """Whether a type is a tuple whose places have names: it must come back as itself, not as a plain tuple."""
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


_KINDS: dict[str, Any] = {
    name: kind
    for name, kind in vars(types).items()
    if isinstance(kind, type) and (names(kind) or issubclass(kind, Enum) or _is_named(kind))
}
_TUPLE, _MAP = "()", "{}"


def masked(report: Report) -> Report:
    """`report` with every quote, context and value of the document blotted out; facts of matches and members are left out."""
    risk = report.risk
    return replace(
        report,
        facts=(),  # what joins members of a package quotes them
        findings=tuple(_finding(one) for one in report.findings),
        risk=replace(
            risk,
            because=tuple(
                RiskReason(r.where, _MASKER.quote(r.quote), tuple(_reason(feature) for feature in r.features))
                for r in risk.because
            ),
        ),
        verdict=replace(report.verdict, clauses=tuple(replace(one, why=_reason(one.why)) for one in report.verdict.clauses)),
    )


def _finding(finding: Finding) -> Finding:
    return replace(
        finding,
        matches=tuple(_match(one) for one in finding.matches),
        because=tuple(_reason(one) for one in finding.because),
        dismissed=None if finding.dismissed is None else _reason(finding.dismissed),
    )


def _match(match: Match) -> Match:
    return replace(match, quote=_MASKER.match(match), context=_MASKER.context(match.context), facts={})


def _reason(reason: Reason) -> Reason:
    return replace(reason, values=tuple((name, _value(one)) for name, one in reason.values))


def _value(value: Any) -> Any:  # noqa: ANN401 - a value of any kind, and the same kind again
    if isinstance(value, Quote):
        return replace(value, text=_MASKER.context(value.text))
    if isinstance(value, Reason):
        return _reason(value)
    return tuple(_value(one) for one in value) if isinstance(value, tuple) else value


def pack(report: Report) -> tuple[str, str]:
    """What is kept of `report`: the JSON that is shown, and the masked report from which the other forms are rendered."""
    shown = json.dumps(file_object(report), ensure_ascii=False, separators=(",", ":"))
    return shown, json.dumps(_plain(masked(report)), ensure_ascii=False, separators=(",", ":"))


def pack_again(shown: str, report: Report) -> tuple[str, str]:
    """What is kept of a masked `report` whose verdict was decided anew, where `shown` was kept of it before.

    What of the JSON was made from the document's words (masks, digests of findings) cannot be made again and stays as it is.
    """
    paper, now = json.loads(shown), file_object(report)
    before = {_key(one): one for one in paper["findings"]}
    said = ("declared", "set_aside")
    found = [{**before[_key(one)], **{name: one[name] for name in said}} for one in now["findings"]]  # type: ignore[attr-defined]
    paper |= {name: now[name] for name in ("action", "verdict", "declarations", "made_with")} | {"findings": found}
    packed = json.dumps(_plain(masked(report)), ensure_ascii=False, separators=(",", ":"))
    return json.dumps(paper, ensure_ascii=False, separators=(",", ":")), packed


def _key(finding: dict[str, Any]) -> str:
    """A finding of a report on the wire, apart from its verdict and its words."""
    places = [finding["where"], *(one["where"] for one in finding["also"])]
    return json.dumps([finding["rule"], finding["kind"], finding["level"], places], sort_keys=True)


def unpack(packed: str) -> Report:
    """The masked report that was packed. Raises StoreError where it is no report."""
    try:
        found = _made(json.loads(packed))
    except (ValueError, TypeError, KeyError):
        found = None
    if not isinstance(found, Report):
        raise StoreError(said(GATE, "gate_report_unread"))
    return found


def _plain(thing: Any) -> Any:  # noqa: ANN401 - anything a report holds
    """`thing` as JSON: an instance of ours is [its kind, its fields]."""
    if isinstance(thing, Enum):
        return [type(thing).__name__, thing.value]
    if _is_named(type(thing)):
        return [type(thing).__name__, [_plain(one) for one in thing]]
    if held := names(type(thing)):
        return [type(thing).__name__, {name: _plain(getattr(thing, name)) for name in held}]
    if isinstance(thing, tuple | list):
        return [_TUPLE, [_plain(one) for one in thing]]
    if isinstance(thing, dict):
        return [_MAP, {key: _plain(one) for key, one in thing.items()}]
    return thing


def _made(shape: Any) -> Any:  # noqa: ANN401 - anything a report holds
    if not isinstance(shape, list):
        return shape
    kind, value = shape
    if kind == _TUPLE:
        return tuple(_made(one) for one in value)
    if kind == _MAP:
        return {key: _made(one) for key, one in value.items()}
    wanted = _KINDS[kind]
    if _is_named(wanted):
        return wanted(*map(_made, value))
    if issubclass(wanted, Enum):
        return wanted(value)
    known = set(names(wanted))
    made = {key: _made(one) for key, one in value.items() if key in known}
    if wanted is Where and isinstance(made.get("spot"), str):
        made["spot"] = placed(made["spot"])  # a report of before places were fields
    if wanted is Gap and isinstance(detail := made.get("detail"), str):
        made["detail"] = unread("as_is", text=detail) if detail else None  # of before it had a key
    if wanted is Spot:
        made["steps"] = tuple(Step(*one) for one in made["steps"])  # for a while their names were not kept
    return wanted(**made)
