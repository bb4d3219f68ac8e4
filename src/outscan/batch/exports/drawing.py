"""Bars as inline SVG: no script, no library, prints as it looks.

In: counts by value and action. Out: SVG text. Colours are those of the reports, and every bar says its figure in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from outscan.types import Action
from outscan.words import Words

COLOURS = {"release": "#2f7d46", "process": "#b07a00", "review": "#1f6f94", "escalate": "#8a3a86", "withhold": "#b3261e"}
WIDTH, LABEL, HEIGHT, GAP = 720, 220, 18, 8
MOST = 15
"""So many bars are drawn; the rest is one bar."""


def bars(counts: Sequence[tuple[str, dict[str, int]]], words: Words, others: str) -> str:
    """Stacked bars, the longest first: (label, {action or "": count})."""
    ranked = sorted(counts, key=lambda one: (-sum(one[1].values()), one[0]))
    if len(ranked) > MOST:
        rest: dict[str, int] = {}
        for _, figures in ranked[MOST - 1 :]:
            for action, many in figures.items():
                rest[action] = rest.get(action, 0) + many
        ranked = [*ranked[: MOST - 1], (others, rest)]
    if not ranked:
        return ""
    top = max(sum(figures.values()) for _, figures in ranked) or 1
    height = len(ranked) * (HEIGHT + GAP)
    body = "".join(_bar(at, label, figures, top, words) for at, (label, figures) in enumerate(ranked))
    return f'<svg role="img" viewBox="0 0 {WIDTH} {height}" width="100%" xmlns="http://www.w3.org/2000/svg">{body}</svg>'


def legend(words: Words) -> str:
    """Which colour is which recommendation, in one line."""
    out, x = "", 0
    for action in Action:
        word = words.action(action)
        out += f'<rect x="{x}" y="2" width="12" height="12" fill="{COLOURS[action]}"/>'
        out += f'<text x="{x + 18}" y="13" font-size="13">{escape(word)}</text>'
        x += 42 + sum(13 if ord(one) > 0x2E80 else 7 for one in word)  # from there on ideographs, twice as wide
    return f'<svg role="img" viewBox="0 0 {WIDTH} 18" width="100%" xmlns="http://www.w3.org/2000/svg">{out}</svg>'


def _bar(at: int, label: str, figures: dict[str, int], top: int, words: Words) -> str:
    y, x = at * (HEIGHT + GAP), float(LABEL)
    room = WIDTH - LABEL - 70
    shown = label if len(label) <= 24 else "…" + label[-23:]  # as many as fit beside the bar
    name = f"{escape(shown)}<title>{escape(label)}</title>"
    out = [f'<text x="{LABEL - 8}" y="{y + 14}" text-anchor="end" font-size="13">{name}</text>']
    order = [action.value for action in Action] + [""]
    for action in order:
        many = figures.get(action, 0)
        if not many:
            continue
        width = max(room * many / top, 1.0)
        label_text = f"{label} {words.action(Action(action)) if action else ''} {many}"
        colour = COLOURS.get(action, "#5b6675")
        place = f'x="{x:.1f}" y="{y}" width="{width:.1f}" height="{HEIGHT}" fill="{colour}"'
        out.append(f"<rect {place}><title>{escape(label_text)}</title></rect>")
        x += width
    out.append(f'<text x="{x + 6:.1f}" y="{y + 14}" font-size="13">{sum(figures.values())}</text>')
    return "".join(out)
