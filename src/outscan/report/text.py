"""The screen: calm, readable, Chinese by default.

In: `Report`. Out: rich renderables. Calls no document secret and no person a leaker: it says 疑似, where, on what basis,
why, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from outscan.report.mask import Masker
from outscan.types import Action, Finding, Report
from outscan.words import Words

STYLES: dict[Action, str] = {
    Action.RELEASE: "green",
    Action.PROCESS: "yellow",
    Action.REVIEW: "cyan",
    Action.ESCALATE: "magenta",
    Action.WITHHOLD: "bold red",
}

PLACES_SHOWN = 5
"""Places of one rule listed before 另有 n 处."""


def show(console: Console, report: Report, words: Words, *, show_hits: bool = False, pack: str = "", contact: str = "") -> None:
    """Print one report."""
    masker = Masker.of(report, show=show_hits)
    console.print(_band(report, masker, words, pack, contact))
    for block in _blocks(report, masker, words):
        console.print(Padding(block, (0, 0, 0, 2)))
    console.print()


def _band(report: Report, masker: Masker, words: Words, pack: str, contact: str) -> RenderableType:
    action = report.verdict.action
    lines = [Text(masker.name(report.path), overflow="fold")]
    gaps = len(report.gaps)
    coverage = report.coverage
    lines.append(
        Text(words.say("coverage", parts=coverage.parts, read=coverage.read, inert=coverage.inert, gaps=gaps), style="dim")
    )
    if action is Action.RELEASE:
        made = report.made_with
        lines.insert(0, Text(words.say("nothing_found"), style="bold"))
        lines.append(Text(f"{words.say('pack')} {pack} {made.rules[:19]} · {words.say('as_of')} {made.as_of}", style="dim"))
        lines.append(Text(words.say("not_a_clearance"), style="dim"))
    else:
        lines.extend(Text(f"· {masker.because(c.why)}") for c in report.verdict.clauses if c.action is not Action.RELEASE)
        if action is not Action.REVIEW or any(f.upheld for f in report.findings):
            lines.append(Text(words.say("suspected"), style="dim"))
    if action is Action.WITHHOLD:
        lines.append(Text(words.say("stop_and_report", contact=f"（{contact}）" if contact else ""), style="bold red"))
    if report.partial:
        lines.append(Text(words.say("partial"), style="bold"))
    title = Text(f" {words.action(action)} ", style=f"{STYLES[action]} reverse")
    return Panel(Group(*lines), title=title, title_align="left", border_style=STYLES[action])


def _blocks(report: Report, masker: Masker, words: Words) -> Iterator[RenderableType]:
    for gap in report.gaps:
        detail = f" [{gap.detail}]" if gap.detail else ""
        yield Text(
            f"○ {words.say('gaps')}  {masker.place(gap.where, words.part(gap.where.part))}  {words.gap(gap.reason)}{detail}"
        )
    if report.hidden:
        told: dict[str, int] = {}
        for hidden in report.hidden:
            told[words.hidden(hidden.kind)] = told.get(words.hidden(hidden.kind), 0) + hidden.count
        yield Text(f"● {words.say('hidden')}  " + " · ".join(f"{kind} {n}" for kind, n in told.items()), style="dim")
    upheld = [f for f in report.findings if f.upheld]
    for _, findings in groupby(upheld, key=lambda f: (f.rule, f.level, f.title)):
        yield _finding(list(findings), masker, words)
    if report.risk.raised:
        yield _risk(report, masker, words)
    aside = [f for f in report.findings if not f.upheld]
    if aside:
        yield Text(f"{words.say('dismissed')} {len(aside)}", style="dim")
        for finding in aside[:PLACES_SHOWN]:
            yield Text(f"  {_aside(finding, masker, words)}", style="dim")
        if len(aside) > PLACES_SHOWN:
            yield Text(f"  {words.say('more', n=len(aside) - PLACES_SHOWN)}", style="dim")


def _aside(finding: Finding, masker: Masker, words: Words) -> str:
    if finding.declared is not None:
        why = f"{words.say('declared')} {finding.declared}"
    elif finding.baselined is not None:
        why = f"{words.say('baselined')} {finding.baselined}"
    else:
        why = masker.because(finding.dismissed or "")
    quote = masker.match(finding.matches[0]) if finding.matches else ""
    return f"{finding.rule}  {masker.place(finding.where, words.part(finding.where.part))}  {quote}  {why}"


def _finding(findings: Sequence[Finding], masker: Masker, words: Words) -> RenderableType:
    first = findings[0]
    action = first.advice.action if first.advice else Action.REVIEW
    head = Text.assemble(
        (f"[{words.action(action)}] ", STYLES[action]),
        (first.title, "bold"),
        f"  {first.rule}  {words.say('level')} {words.level(first.level)}  "
        f"{words.say('confidence')} {words.confidence(first.confidence)}",
    )
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    matches = [m for f in findings for m in f.matches]
    for match in matches[:PLACES_SHOWN]:
        notes = "" if match.visible else f"  {words.say('hidden_part')}"
        if match.ocr is not None:
            notes += f"  {words.say('by_ocr', c=f'{match.ocr:.2f}')}"
        place = masker.place(match.where, words.part(match.where.part))
        table.add_row(words.say("where"), Text(f"{place}  {masker.match(match)}{notes}"))
    if len(matches) > PLACES_SHOWN:
        table.add_row("", Text(words.say("more", n=len(matches) - PLACES_SHOWN)))
    for basis in first.basis:
        sure = words.certainty(basis.certainty)
        table.add_row(words.say("basis"), Text(f"{basis.cite} {basis.item}{f' [{sure}]' if sure else ''}"))
    if first.because:
        table.add_row(words.say("why"), Text("；".join(masker.because(words.reason(b)) for b in first.because)))
    if first.ask:
        table.add_row(words.say("ask"), Text(first.ask))
    if first.advice:
        ways = "、".join(words.technique(t) for t in first.advice.techniques)
        told = "；".join(part for part in (ways, first.advice.note) if part)
        if told:
            table.add_row(words.say("advice"), Text(told))
        if first.advice.approver:
            table.add_row(words.say("approver"), Text(first.advice.approver))
    return Group(head, Padding(table, (0, 0, 0, 2)))


def _risk(report: Report, masker: Masker, words: Words) -> RenderableType:
    risk = report.risk
    lines = [Text(f"[{words.action(Action.REVIEW)}] {words.say('risk')} {risk.score:.2f}  {risk.domain or ''}", style="cyan")]
    for reason in risk.because[:PLACES_SHOWN]:
        features = "、".join(masker.because(f) for f in reason.features)
        lines.append(
            Text(f"  {masker.place(reason.where, words.part(reason.where.part))}  {masker.quote(reason.quote)}  {features}")
        )
    return Group(*lines)


def show_summary(console: Console, reports: Sequence[Report], words: Words, *, masked: bool, missing: int = 0) -> None:
    """Print how many files came to which recommendation, and how many an interruption left out."""
    counts = {action: sum(r.verdict.action is action for r in reports) for action in Action}
    told = " · ".join(f"{words.action(a)} {n}" for a, n in reversed(counts.items()) if n)
    console.print(Text(f"{words.say('summary')}  {len(reports)}  {told}", style="bold"))
    if missing:
        console.print(Text(words.say("not_scanned", n=missing), style="bold"))
    if masked and any(r.findings for r in reports):
        console.print(Text(words.say("masked_note"), style="dim"))
