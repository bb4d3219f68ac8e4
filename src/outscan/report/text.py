"""The screen: calm, readable, Chinese by default.

In: `Report`. Out: rich renderables. Calls no document secret and no person a leaker: it says 疑似, where, on what basis,
why, and what to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from outscan.report.cjk_wrap import CjkWrap
from outscan.report.mask import Masker
from outscan.report.next_steps import next_steps
from outscan.report.order import gravest_first, upheld
from outscan.types import Action, Finding, Report
from outscan.words import Words

STYLES: dict[Action, str] = {
    Action.RELEASE: "green",
    Action.PROCESS: "yellow",
    Action.REVIEW: "cyan",
    Action.ESCALATE: "magenta",
    Action.WITHHOLD: "bold red",
}

BRIEF_FINDINGS = 3
"""Findings of one file among many."""
GRAVEST_SHOWN = 3
"""Files named again at the end of a run of many."""
PLACES_SHOWN = 5
"""Places of one rule listed before 另有 n 处."""


def show(
    console: Console,
    report: Report,
    words: Words,
    *,
    show_hits: bool = False,
    pack: str = "",
    contact: str = "",
    brief: bool = False,
) -> None:
    """Print one report: whole, or where many files are shown, in a few lines."""
    masker = Masker(show=show_hits)
    if brief:
        console.print(_brief(report, masker, words))
        return
    console.print(_band(report, masker, words, pack, contact))
    for block in _blocks(report, masker, words):
        console.print(Padding(block, (0, 0, 0, 2)))
    console.print()


def _band(report: Report, masker: Masker, words: Words, pack: str, contact: str) -> RenderableType:
    action = report.verdict.action
    lines: list[RenderableType] = [CjkWrap(masker.name(report.path))]
    gaps = len(report.gaps)
    coverage = report.coverage
    lines.append(
        CjkWrap(words.say("coverage", parts=coverage.parts, read=coverage.read, inert=coverage.inert, gaps=gaps), style="dim")
    )
    if action is Action.RELEASE:
        made = report.made_with
        lines.insert(0, Text(words.say("nothing_found"), style="bold"))
        lines.append(Text(f"{words.say('pack')} {pack} {made.rules[:19]} · {words.say('as_of')} {made.as_of}", style="dim"))
        lines.append(CjkWrap(words.say("not_a_clearance"), style="dim"))
    lines.extend(CjkWrap(f"· {masker.because(c.why, words)}", hang=2) for c in report.verdict.clauses if c.id != "clean")
    if action is not Action.RELEASE and (action is not Action.REVIEW or any(f.upheld for f in report.findings)):
        lines.append(CjkWrap(words.say("suspected"), style="dim"))
    if report.partial:
        lines.append(Text(words.say("partial"), style="bold"))
    lines.extend(_steps(report, masker, words, contact))
    title = Text(f" {words.action(action)} ", style=f"{STYLES[action]} reverse")
    return Panel(Group(*lines), title=title, title_align="left", border_style=STYLES[action])


def _steps(report: Report, masker: Masker, words: Words, contact: str) -> Iterator[RenderableType]:
    """What to do next, with the command on a line of its own: commands are copied."""
    style = "bold red" if report.verdict.action is Action.WITHHOLD else "bold"
    for step in next_steps(report, masker, words, contact):
        yield CjkWrap(f"→ {step.sentence}", style=style, hang=2)
        if step.command:
            yield CjkWrap(f"  {step.command}", hang=4)


def _blocks(report: Report, masker: Masker, words: Words) -> Iterator[RenderableType]:
    for gap in report.gaps:
        detail = f" [{words.detail(gap)}]" if gap.detail else ""
        yield CjkWrap(f"○ {words.say('gaps')}  {masker.place(gap.where, words)}  {words.gap(gap.reason)}{detail}", hang=2)
    if report.hidden:
        widths: dict[str, int] = {}
        for hidden in report.hidden:
            widths[words.hidden(hidden.kind)] = widths.get(words.hidden(hidden.kind), 0) + hidden.count
        yield CjkWrap(f"● {words.say('hidden')}  " + " · ".join(f"{kind} {n}" for kind, n in widths.items()), style="dim", hang=2)
    for _, findings in groupby(upheld(report), key=lambda f: (f.rule, f.level, f.title)):
        yield _finding(list(findings), masker, words)
    if report.risk.raised:
        yield _risk(report, masker, words)
    aside = [f for f in report.findings if not f.upheld]
    if aside:
        yield Text(f"{words.say('dismissed')} {len(aside)}", style="dim")
        for finding in aside[:PLACES_SHOWN]:
            yield CjkWrap(f"  {_aside(finding, masker, words)}", style="dim", hang=4)
        if len(aside) > PLACES_SHOWN:
            yield Text(f"  {words.say('more', n=len(aside) - PLACES_SHOWN)}", style="dim")


def _aside(finding: Finding, masker: Masker, words: Words) -> str:
    if finding.declared is not None:
        why = f"{words.say('declared')} {masker.because(finding.declared, words)}"
    elif finding.baselined is not None:
        why = f"{words.say('baselined')} {masker.because(finding.baselined, words)}"
    else:
        why = masker.because(finding.dismissed, words)
    quote = masker.match(finding.matches[0]) if finding.matches else ""
    return f"{finding.rule}  {masker.place(finding.where, words)}  {quote}  {why}"


def _finding(findings: Sequence[Finding], masker: Masker, words: Words) -> RenderableType:
    first = findings[0]
    action = first.advice.action if first.advice else Action.REVIEW
    head = Text.assemble((f"[{words.action(action)}] ", STYLES[action]), (words.title(first), "bold"))
    line = f"{words.say('level')} {words.level(first.level)} · {words.say('confidence')} {words.confidence(first.confidence)}"
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    table.add_row(words.say("rule"), CjkWrap(f"{first.rule} · {line}"))
    matches = [m for f in findings for m in f.matches]
    for match in matches[:PLACES_SHOWN]:
        notes = "" if match.visible else f"  {words.say('hidden_part')}"
        if match.ocr is not None:
            notes += f"  {words.say('by_ocr', c=f'{match.ocr:.2f}')}"
        place = masker.place(match.where, words)
        table.add_row(words.say("where"), CjkWrap(f"{place}  {masker.match(match)}{notes}"))
    if len(matches) > PLACES_SHOWN:
        table.add_row("", Text(words.say("more", n=len(matches) - PLACES_SHOWN)))
    for basis in first.basis:
        sure = words.certainty(basis.certainty)
        table.add_row(words.say("basis"), CjkWrap(f"{basis.cite} {basis.item}{f' [{sure}]' if sure else ''}"))
    if first.because:
        table.add_row(words.say("why"), CjkWrap(words.say("and").join(masker.because(b, words) for b in first.because)))
    if words.ask(first):
        table.add_row(words.say("ask"), CjkWrap(words.ask(first)))
    if first.advice:
        ways = words.say("listed").join(words.technique(t) for t in first.advice.techniques)
        way = words.say("and").join(part for part in (ways, words.note(first.advice)) if part)
        if way:
            table.add_row(words.say("advice"), CjkWrap(way))
        if words.approver(first.advice):
            table.add_row(words.say("approver"), CjkWrap(words.approver(first.advice)))
    return Group(CjkWrap(head, hang=2), Padding(table, (0, 0, 0, 2)))


def _risk(report: Report, masker: Masker, words: Words) -> RenderableType:
    risk = report.risk
    lines: list[RenderableType] = [
        Text(f"[{words.action(Action.REVIEW)}] {words.say('risk')} {risk.score:.2f}  {risk.domain or ''}", style="cyan")
    ]
    for reason in risk.because[:PLACES_SHOWN]:
        features = words.say("listed").join(masker.because(f, words) for f in reason.features)
        lines.append(CjkWrap(f"  {masker.place(reason.where, words)}  {masker.quote(reason.quote)}  {features}"))
    return Group(*lines)


def _brief(report: Report, masker: Masker, words: Words) -> RenderableType:
    """One file among many: what to do, its name, the gravest of what was found with its first place, and the next command."""
    action = report.verdict.action
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, width=max(cell_len(words.action(one)) for one in Action))
    table.add_column(overflow="fold")
    table.add_row(Text(words.action(action), style=STYLES[action]), CjkWrap(masker.name(report.path), style="bold"))
    standing = upheld(report)
    for finding in standing[:BRIEF_FINDINGS]:
        place = masker.place(finding.where, words)
        table.add_row("", CjkWrap(f"{words.title(finding)} · {words.level(finding.level)} · {place}"))
    if len(standing) > BRIEF_FINDINGS:
        table.add_row("", Text(words.say("more", n=len(standing) - BRIEF_FINDINGS), style="dim"))
    if report.risk.raised:
        table.add_row("", Text(f"{words.say('risk')} {report.risk.score:.2f}"))
    for gap in report.gaps[:1]:
        more = words.say("more", n=len(report.gaps) - 1) if len(report.gaps) > 1 else ""
        place = masker.place(gap.where, words)
        table.add_row("", CjkWrap(f"{words.say('gaps')} · {place} · {words.gap(gap.reason)}  {more}".rstrip()))
    if action is Action.RELEASE:
        table.add_row("", Text(words.say("nothing_found"), style="dim"))
        return table
    for step in next_steps(report, masker, words)[:1]:
        table.add_row("", CjkWrap(f"→ {step.command or step.sentence}", style="dim"))
    return table


def show_run(
    console: Console,
    reports: Sequence[Report],
    run: Mapping[str, object],
    words: Words,
    *,
    show_hits: bool = False,
    contact: str = "",
    brief: bool = False,
    summary: bool = False,
) -> None:
    """Print a run: every file, the gravest first, and the verdict again at the end; only the `summary` where asked for.

    A fact `kept` says that the reports come out of a ledger, which holds no word that could be shown.
    """
    pack = str(run.get("pack", ""))
    if not summary:
        for report in gravest_first(reports):
            show(console, report, words, show_hits=show_hits, pack=pack, contact=contact, brief=brief)
    if summary or len(reports) != 1 or _number(run, "not_scanned") or _number(run, "excluded"):
        _summary(console, reports, run, words, masker=Masker(show=show_hits), brief=brief or summary)
    elif reports:
        _last_line(console, reports[0], words, Masker(show=show_hits))
    if not show_hits and any(r.findings for r in reports) and not summary:
        console.print(CjkWrap(words.say("kept_note" if run.get("kept") else "masked_note"), style="dim"))


def _number(run: Mapping[str, object], fact: str) -> int:
    count = run.get(fact, 0)
    return count if isinstance(count, int) else 0


def _last_line(console: Console, report: Report, words: Words, masker: Masker) -> None:
    """The verdict of one file again, so that nobody must scroll up for it."""
    action = report.verdict.action
    line = Text.assemble((f" {words.action(action)} ", f"{STYLES[action]} reverse"), " ", (masker.name(report.path), "bold"))
    console.print(CjkWrap(line))


def _summary(
    console: Console, reports: Sequence[Report], run: Mapping[str, object], words: Words, *, masker: Masker, brief: bool
) -> None:
    """How many files came to which recommendation, what was left out, which file comes first and what to do about it."""
    say = words.say
    counts = {action: sum(r.verdict.action is action for r in reports) for action in Action}
    line = Text.assemble((say("summary_of", n=len(reports)), "bold"))
    for action, count in reversed(counts.items()):
        if count:
            line.append("  ").append(f"{words.action(action)} {count}", style=STYLES[action])
    console.print()
    console.print(line)
    incomplete = sum(not r.complete for r in reports)
    for key, count in (
        ("incomplete", incomplete),
        ("excluded", _number(run, "excluded")),
        ("not_scanned", _number(run, "not_scanned")),
    ):
        if count:
            console.print(Text(say(key, n=count), style="bold"))
    made = reports[0].made_with if reports else None
    if made and brief and counts[Action.RELEASE]:
        console.print(
            CjkWrap(
                f"{words.action(Action.RELEASE)}{say('colon')}{say('nothing_found')}{say('and')}{say('not_a_clearance')}",
                style="dim",
            )
        )
        console.print(Text(f"{say('pack')} {run.get('pack', '')} {made.rules[:19]} · {say('as_of')} {made.as_of}", style="dim"))
    if brief and len(reports) > 1:
        console.print(CjkWrap(say("more_by_file"), style="dim"))
    standing = [report for report in gravest_first(reports) if report.verdict.action is not Action.RELEASE]
    for report in standing[:GRAVEST_SHOWN]:
        _last_line(console, report, words, masker)
        for step in next_steps(report, masker, words)[:1]:
            console.print(CjkWrap(f"   → {step.sentence}", style="dim", hang=5))
            if step.command:
                console.print(CjkWrap(f"     {step.command}", style="dim", hang=7))
    if len(standing) > GRAVEST_SHOWN:
        console.print(Text(f"   {say('more_files', n=len(standing) - GRAVEST_SHOWN)}", style="dim"))
