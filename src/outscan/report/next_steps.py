"""The way forward: what to do next about one file, whom to ask, and the exact command.

In: `Report`. Out: steps, each a sentence and a command ('' where there is none to type).
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import PurePath

from outscan.formats import EDITED
from outscan.nouns import Struct
from outscan.report.mask import Masker
from outscan.report.order import action_of
from outscan.types import Action, Finding, GapReason, Kind, Level, Report
from outscan.words import Words


def removable(report: Report) -> tuple[int, int]:
    """How many upheld findings processing can remove, and how many it cannot (marks, matters that must be withheld)."""
    upheld = [f for f in report.findings if f.upheld]
    able = sum(map(_able, upheld))
    return able, len(upheld) - able


def _able(finding: Finding) -> bool:
    """Whether `outscan process` takes it out without an authority; the same rule as its own refusals."""
    if finding.kind in {Kind.MARK, Kind.FINGERPRINT} or finding.level is Level.TOP_SECRET:
        return False
    advice = finding.advice
    return advice is None or (advice.action is not Action.WITHHOLD and (finding.kind is not Kind.ITEM or bool(advice.techniques)))


def process_command(report: Report, masker: Masker, words: Words) -> str:
    """`outscan process 附件.docx -o 附件.处理.docx`, where at least one finding or hidden thing can be removed."""
    able, unable = removable(report)
    if report.type not in EDITED or unable or not (able or report.hidden) or report.verdict.action is Action.WITHHOLD:
        return ""
    path = PurePath(masker.name(report.path))
    if not path.name:  # a nameless stream cannot be named on a command line
        return ""
    copy = path.with_name(words.say("processed_name", stem=path.stem, suffix=path.suffix))
    return f"outscan process {shlex.quote(str(path))} -o {shlex.quote(str(copy))}"


class Step(Struct, frozen=True):
    """What to do, and the command that does it."""

    sentence: str
    command: str = ""


def next_steps(report: Report, masker: Masker, words: Words, contact: str = "") -> list[Step]:
    """What a person does next about `report`, first things first."""
    say, action = words.say, report.verdict.action
    if action is Action.WITHHOLD:
        secrecy_office = say("in_brackets", text=contact) if contact else ""
        return [Step(say("stop_and_report", contact=secrecy_office)), Step(say("step_record"), _form(report, masker, words))]
    steps = list(_unread(report, words))
    process = process_command(report, masker, words)
    if action is Action.ESCALATE:
        whom = approvers(report, words)
        sentence = say("step_approval", whom=say("listed").join(whom)) if whom else say("step_approval_unnamed")
        steps.append(Step(sentence, _form(report, masker, words)))
    elif action is Action.PROCESS and process:
        steps.append(Step(say("step_process"), process))
    elif action is Action.PROCESS:
        able, unable = removable(report)
        sentence = say("step_save_as") if able and not unable and report.type not in EDITED else say("step_approval_unnamed")
        steps.append(Step(sentence, _form(report, masker, words)))
    elif action is Action.REVIEW and not steps:
        steps.append(Step(say("step_look"), _read(report, masker)))
    elif action is Action.RELEASE:
        steps.append(Step(say("step_release"), _form(report, masker, words)))
    return steps


def approvers(report: Report, words: Words) -> list[str]:
    """Whom the findings that ask for approval name, each once."""
    named = (words.approver(f.advice) for f in report.findings if f.upheld and f.advice and action_of(f) >= Action.ESCALATE)
    return [one for one in dict.fromkeys(named) if one]


_SHUT = frozenset({"unread.rar", "unread.rar_directory", "unread.ofd", "unread.earlier_revisions"})
"""Details of locks that no password opens here (docs/decisions/0041)."""


def _unread(report: Report, words: Words) -> Iterator[Step]:
    reasons = {gap.reason for gap in report.gaps}
    locks = [gap.detail.key if gap.detail else "" for gap in report.gaps if gap.reason is GapReason.ENCRYPTED]
    if any(key in _SHUT for key in locks):
        yield Step(words.say("step_unlock"))
    if any(key not in _SHUT for key in locks):
        yield Step(words.say("step_password"))
    if GapReason.IMAGE_ONLY in reasons:
        yield Step(words.say("step_pictures"), "outscan doctor")
    if reasons - {GapReason.ENCRYPTED, GapReason.IMAGE_ONLY}:
        yield Step(words.say("step_unread"))


def _form(report: Report, masker: Masker, words: Words) -> str:
    name = _named(report, masker)
    return f"outscan form {name} -o {words.say('form_file')}" if name else ""


def _read(report: Report, masker: Masker) -> str:
    name = _named(report, masker)
    return f"outscan read {name}" if name else ""


def _named(report: Report, masker: Masker) -> str:
    path = masker.name(report.path)
    return shlex.quote(path) if PurePath(path).name else ""
