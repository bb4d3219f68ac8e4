"""The overview: one page that opens without a network, with drawings and the gravest files, and a report for each of those.

In: a run. Out: a folder: index.html, files/ROW.html. Strict content policy, no script; every string is escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from html import escape
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from outscan.batch.exports.drawing import bars, legend
from outscan.batch.exports.flat import Register
from outscan.batch.exports.whole import whole
from outscan.batch.ledger import Run
from outscan.batch.package import in_force
from outscan.batch.rows import counted, explained, gravest, streamed
from outscan.batch.run_status import crossings, status_of
from outscan.batch.tables import item, verdict
from outscan.report import SINKS, run_facts
from outscan.report.html import CSS
from outscan.report.mask import visible
from outscan.types import Action, Level
from outscan.words import Words
from outscan.words.batch import BATCH, domain, why
from outscan.words.said import said

FIRST = 20
OURS = (
    "main h1::first-letter,main h2::first-letter,main th::first-letter{text-transform:uppercase}"
    "main th,main td{overflow-wrap:normal;white-space:nowrap}main td:nth-child(2){overflow-wrap:anywhere;white-space:normal}"
    "main figure{margin:.5em 0 1.5em}"
)
"""Beside the style of the reports: a column of words is as wide as its words, only paths are broken."""
MOST_REPORTS = 2000
"""So many files get a page of their own, the gravest first; the register lists every one."""


def write(link: Connection, run: Run, target: Path) -> None:
    """Write the overview of `run` into the folder `target`."""
    words = Words.here()
    for folder in (target, target / "files"):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    rows = gravest(link, run, MOST_REPORTS)
    for row in rows:
        report = explained(link, row.id).report
        page = SINKS["html"]([report], run_facts([report], report.made_with), lang=words.lang)
        with whole(target / "files" / f"{row.id}.html") as file:
            file.write(page)
    with whole(target / "index.html") as file:
        file.write(_page(link, run, rows, words).encode("utf-8", "backslashreplace"))


def _page(link: Connection, run: Run, rows: Any, words: Words) -> str:  # noqa: ANN401 - rows of the ledger
    state = status_of(link, run)
    style = CSS + OURS
    policy = f"default-src 'none'; style-src 'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
    title = said(BATCH, "overview_title")
    figures = {name: state[name] for name in ("found", "listed", "done", "incomplete", "skipped", "unlistable")}
    line = said(BATCH, "run_line", run=run.id, state=said(BATCH, f"run_{run.state}"), **figures)
    sources = said(BATCH, "listed_names").join(visible(one) for one in run.sources)
    recipient = run.options.get("recipient") or said(BATCH, "none_recipient")
    return (
        f'<!doctype html><html lang="{escape(words.lang)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}"><meta name="referrer" content="no-referrer">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><title>{escape(title)}</title><style>{style}</style>'
        f'</head><body><main><h1>{escape(title)}</h1><p class="soft">{escape(words.say("handling"))}</p>'
        f"<p>{escape(line)}</p><p>{escape(sources)} · {escape(str(recipient))} · {escape(run.day)}</p>"
        f"{_bands(state, words)}{_package(run)}{_gravest(run, rows, state, words)}{_drawings(link, run, state, words)}"
        f"</main></body></html>\n"
    )


def _bands(state: dict[str, Any], words: Words) -> str:
    """The five recommendations, the gravest first, with how many files each has."""
    counts = ((one, state["actions"].get(one.value, 0)) for one in sorted(Action, reverse=True))
    rows = "".join(
        f'<div class="band {one.value}"><strong>{escape(words.action(one))}</strong> {many}</div>' for one, many in counts
    )
    return f'<section class="file">{rows}</section>'


def _package(run: Run) -> str:
    """The sums of the package and of the recipient's year, with the lines they cross."""
    own, year, since = run.package.get("own", {}), run.package.get("year", {}), run.package.get("since", "")
    lines = [said(BATCH, f"package_{what}", n=f"{total:g}") for what, total in own.items() if total]
    yearly = [said(BATCH, f"package_{what}", n=f"{total:g}") for what, total in year.items() if total]
    if yearly:
        sums = said(BATCH, "listed_names").join(yearly)
        lines.append(said(BATCH, "package_year", since=said(BATCH, "package_since", since=since), sums=sums))
    lines += crossings(run.package)
    if not lines:
        return ""
    return f"<h2>{escape(said(BATCH, 'package'))}</h2><ul>{''.join(f'<li>{escape(one)}</li>' for one in lines)}</ul>"


def _gravest(run: Run, rows: Any, state: dict[str, Any], words: Words) -> str:  # noqa: ANN401 - rows of the ledger
    heads = (said(BATCH, "row"), said(BATCH, "path"), words.say("verdict"), words.say("level"), words.say("findings"), "")
    body = ""
    table = Register(run, words)
    for row in rows[:FIRST]:
        cells = table.cells(row)
        link = f'<a href="files/{row.id}.html">{escape(said(BATCH, "report_link"))}</a>'
        body += f"<tr><td>{row.id}</td><td>{escape(_below(str(cells[1]), row.source))}</td><td>{escape(str(cells[3]))}</td>"
        body += f"<td>{escape(str(cells[4]))}</td><td>{cells[6]}</td><td>{link}</td></tr>"
    rest = "".join(
        f'<li><a href="files/{row.id}.html">{escape(visible(row.path))}</a> {escape(words.action(Action(row.action)))}</li>'
        for row in rows[FIRST:]
    )
    all_ = sum(many for action, many in state["actions"].items() if action != Action.RELEASE)
    note = f'<p class="soft">{escape(said(BATCH, "only_some", n=len(rows), all=all_))}</p>' if len(rows) < all_ else ""
    more = (
        f"<details><summary>{escape(said(BATCH, 'rest', n=len(rows) - FIRST))}</summary><ol>{rest}</ol></details>" if rest else ""
    )
    cols = "".join(f"<th scope=col>{escape(one)}</th>" for one in heads)
    shown = f"<table><thead><tr>{cols}</tr></thead><tbody>{body}</tbody></table>"
    return f"<h2>{escape(said(BATCH, 'gravest'))}</h2>{shown}{note}{more}" if rows else ""


def _below(path: str, source: str) -> str:
    """A path below its source: the sources stand at the top of the page."""
    return path.removeprefix(visible(source)).lstrip("/\\") or path


def _drawings(link: Connection, run: Run, state: dict[str, Any], words: Words) -> str:
    others = "…"
    known = {level.value: words.suspected(level) for level in Level}
    parts = [("by_folder", _folders(link, run))]
    for title, values in counted(link, run).items():
        look = {"by_level": lambda value: known.get(value, value), "by_domain": domain}.get(title, str)
        parts.append((title, [(look(value) or said(BATCH, "no_domain"), figures) for value, figures in values.items()]))
    parts.append(("gaps_by_reason", [(why(reason), {"": many}) for reason, many in state["reasons"].items()]))
    drawn = ((title, bars(counts, words, others)) for title, counts in parts)
    figures = "".join(f"<h2>{escape(said(BATCH, title))}</h2><figure>{svg}</figure>" for title, svg in drawn if svg)
    return f"<figure>{legend(words)}</figure>{figures}" if figures else ""


def _folders(link: Connection, run: Run) -> list[tuple[str, dict[str, int]]]:
    """Counts by the first folder below each source; the paths are streamed, the folders are few."""
    grouped: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    asked = select(item.c.path, item.c.source, in_force().label("action")).join(verdict, verdict.c.item == item.c.id)
    for row in streamed(link, asked.where(item.c.run == run.id)):
        inside = row.path.removeprefix(row.source).replace("\\", "/").lstrip("/")
        folder = inside.partition("/")[0] if "/" in inside else "/"
        grouped[visible(folder)][row.action] += 1
    return [(folder, dict(figures)) for folder, figures in grouped.items()]
