"""The head of a page about many files: one picture, a filter, and the table of files, the gravest first.

In: `Report`s in the order shown. Out: HTML, every string escaped. The picture is SVG inside the page and the filter is CSS
alone: no script, no inline style, nothing the content policy would have to allow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from outscan.report.mask import Masker
from outscan.types import Action, Report
from outscan.words import Words

WIDTH, BAR, STEP, LABEL = 640, 22, 30, 190
"""Of the picture, in its own units: whole width, height of a bar, from bar to bar, room for the words."""


def overview(reports: Sequence[Report], maskers: Sequence[Masker], words: Words) -> str:
    """Picture, filter and table; '' for a single file."""
    if len(reports) < 2:  # noqa: PLR2004 - one file needs no overview
        return ""
    counts = Counter(report.verdict.action for report in reports)
    return f"{_filter(counts, words)}{_picture(counts, words)}{_table(reports, maskers, words)}"


def _present(counts: Counter[Action]) -> list[Action]:
    return [action for action in reversed(Action) if counts[action]]


def _filter(counts: Counter[Action], words: Words) -> str:
    """Radio buttons before everything they hide or show."""
    choices = [("all", words.say("all"), counts.total())]
    choices += [(action.value, words.action(action), counts[action]) for action in _present(counts)]
    buttons = "".join(
        f'<input type="radio" name="show" id="show-{name}"{" checked" if name == "all" else ""}>'
        f'<label for="show-{name}" class="{name}">{escape(label)} {count}</label>'
        for name, label, count in choices
    )
    return f'<span class="soft">{escape(words.say("filter"))}</span>{buttons}'


def _picture(counts: Counter[Action], words: Words) -> str:
    """Files by recommendation as bars, with words and figures: no meaning by colour alone."""
    most = max(counts.values())
    bars = []
    for number, action in enumerate(_present(counts)):
        y, length = number * STEP, max(2, round((WIDTH - LABEL - 60) * counts[action] / most))
        bars.append(
            f'<text x="{LABEL - 10}" y="{y + 16}" text-anchor="end">{escape(words.action(action))}</text>'
            f'<rect class="{action.value}" x="{LABEL}" y="{y}" width="{length}" height="{BAR}" rx="3"></rect>'
            f'<text x="{LABEL + length + 8}" y="{y + 16}">{counts[action]}</text>'
        )
    title = escape(words.say("files_by_action"))
    height = len(bars) * STEP
    return (
        f'<svg class="chart" role="img" aria-label="{title}" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}">'
        f"<title>{title}</title>{''.join(bars)}</svg>"
    )


def _table(reports: Sequence[Report], maskers: Sequence[Masker], words: Words) -> str:
    rows = "".join(
        f'<tr class="is-{r.verdict.action.value}"><td><span class="chip {r.verdict.action.value}">'
        f'{escape(words.action(r.verdict.action))}</span></td><td><a href="#f{i}">{escape(m.name(r.path))}</a></td>'
        f"<td>{sum(f.upheld for f in r.findings)}</td><td>{len(r.gaps)}</td><td>{sum(h.count for h in r.hidden)}</td></tr>"
        for i, (r, m) in enumerate(zip(reports, maskers, strict=True))
    )
    heads = (words.say(key) for key in ("verdict", "file", "findings", "gaps", "hidden"))
    head = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    return f'<table class="files"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
