"""One self-contained page a person can keep, print and read without a network.

In: `Report`s, and pictures of pages where the door made them. Out: UTF-8 HTML with a strict content policy, no script,
every string escaped.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from outscan.report.json import CONTEXT_AT
from outscan.report.mask import Masker, clip
from outscan.report.next_steps import next_steps
from outscan.report.order import gravest_first, upheld
from outscan.report.overview import overview
from outscan.types import Action, Finding, Match, Report
from outscan.words import Words

CSS = Path(__file__).with_name("page.css").read_text("utf-8")

Pictures = Mapping[tuple[str, int], bytes]
"""PNG by (path of the file, page from 0)."""


def render(
    reports: Sequence[Report],
    run: Mapping[str, object],
    *,
    show_hits: bool = False,
    lang: str = "zh-CN",
    pictures: Pictures | None = None,
) -> bytes:
    """The whole run as one page: a table of files, then each file's band, coverage, hidden content and findings."""
    words = Words(lang)
    style_hash = base64.b64encode(hashlib.sha256(CSS.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{style_hash}'; img-src data:; base-uri 'none'; form-action 'none'"
    reports = gravest_first(reports)
    maskers = [Masker(show=show_hits) for _ in reports]
    body = "".join(_file(i, r, m, words, pictures or {}) for i, (r, m) in enumerate(zip(reports, maskers, strict=True)))
    title = words.say("report_title")
    page = (
        f'<!doctype html><html lang="{escape(lang)}"><head><meta charset="utf-8"><meta name="generator" content="outscan">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">'
        f"<title>{escape(title)}</title><style>{CSS}</style></head><body>"
        f'<a class="skip" href="#files">{escape(words.say("skip_to_files"))}</a><main><h1>{escape(title)}</h1>'
        f'<p class="soft">{escape(words.say("handling"))}</p>{_made(run, words)}'
        f'{overview(reports, maskers, words)}<div id="files">{body}</div></main></body></html>\n'
    )
    return page.encode("utf-8", "backslashreplace")


def _made(run: Mapping[str, object], words: Words) -> str:
    makings = f"outscan {run.get('outscan', '')} · {words.say('pack')} {run.get('pack', '')} {str(run.get('rules', ''))[:19]}"
    makings += f" · {words.say('as_of')} {run.get('as_of', '')}"
    extra = f'<p class="band withhold">{escape(words.say("partial"))}</p>' if run.get("partial") else ""
    if excluded := run.get("excluded"):
        extra += f"<p>{escape(words.say('excluded', n=excluded))}</p>"
    return f'<p class="soft">{escape(makings)}</p>{extra}'


def _file(index: int, report: Report, masker: Masker, words: Words, pictures: Pictures) -> str:
    action = report.verdict.action
    lead = words.say("nothing_found") if action is Action.RELEASE else words.say("suspected")
    clauses = "".join(
        f"<li>{escape(masker.because(c.why, words))} <span class=soft>{escape(c.basis)}</span></li>"
        for c in report.verdict.clauses
    )
    notes = [words.say("not_a_clearance")] if action is Action.RELEASE else []
    if report.partial:
        notes.append(words.say("partial"))
    said = "".join(f"<div>{escape(note)}</div>" for note in notes)
    coverage = report.coverage
    coverage_text = words.say("coverage", parts=coverage.parts, read=coverage.read, inert=coverage.inert, gaps=len(report.gaps))
    return (
        f'<section class="file is-{action.value}" id="f{index}"><div class="band {action.value}">'
        f"<strong>{escape(words.action(action))}</strong> "
        f"<span>{escape(masker.name(report.path))}</span><div>{escape(lead)}</div>"
        f"<ul>{clauses}</ul>{said}{_steps(report, masker, words)}</div>"
        f'<div class="in"><p class="soft">{escape(coverage_text)} · sha256 <code>{escape(report.sha256)}</code></p>'
        f"{_gaps(report, masker, words)}{_findings(report, masker, words, pictures)}{_risk(report, masker, words)}"
        f"{_hidden(report, masker, words)}{_aside(report, masker, words)}</div></section>"
    )


def _gaps(report: Report, masker: Masker, words: Words) -> str:
    if not report.gaps:
        return ""
    rows = "".join(
        f"<tr><td>{escape(masker.place(g.where, words))}</td>"
        f"<td>{escape(words.gap(g.reason))} <code>{escape(words.detail(g))}</code></td></tr>"
        for g in report.gaps
    )
    return f"<h2>{escape(words.say('gaps'))}</h2><table><tbody>{rows}</tbody></table>"


def _findings(report: Report, masker: Masker, words: Words, pictures: Pictures) -> str:
    standing = upheld(report)
    if not standing:
        return ""
    blocks = (
        _group(list(group), report, masker, words, pictures)
        for _, group in groupby(standing, key=lambda f: (f.rule, f.level, f.title))
    )
    return f"<h2>{escape(words.say('findings'))}</h2>{''.join(blocks)}"


def _group(findings: Sequence[Finding], report: Report, masker: Masker, words: Words, pictures: Pictures) -> str:
    first = findings[0]
    advice = first.advice
    action = advice.action if advice else Action.REVIEW
    rows: list[tuple[str, str]] = []
    for match in [m for f in findings for m in f.matches][:20]:
        rows.append((words.say("where"), _place(match, masker, words)))
        rows.append((words.say("quote"), _quoted(match, masker)))
    for basis in first.basis:
        sure = words.certainty(basis.certainty)
        rows.append((words.say("basis"), escape(f"{basis.cite} {basis.item}{f' [{sure}]' if sure else ''}")))
    if first.because:
        rows.append((words.say("why"), escape(words.say("and").join(masker.because(b, words) for b in first.because))))
    if words.ask(first):
        rows.append((words.say("ask"), escape(words.ask(first))))
    if advice:
        ways = words.say("listed").join(words.technique(t) for t in advice.techniques)
        rows.append(
            (words.say("advice"), escape(words.say("and").join(p for p in (words.action(action), ways, words.note(advice)) if p)))
        )
        if words.approver(advice):
            rows.append((words.say("approver"), escape(words.approver(advice))))
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in rows)
    return (
        f'<article class="finding"><h3><span class="tag">{escape(words.action(action))}</span>{escape(words.title(first))}</h3>'
        f'<div class="soft">{escape(first.rule)} · {escape(words.say("level"))} {escape(words.level(first.level))} · '
        f"{escape(words.say('confidence'))} {escape(words.confidence(first.confidence))}</div>"
        f"<dl>{listed}</dl>{_figures(findings, report, pictures, words)}</article>"
    )


def _place(match: Match, masker: Masker, words: Words) -> str:
    place = masker.place(match.where, words)
    if not match.visible:
        place += f" · {words.say('hidden_part')}"
    if match.ocr is not None:
        place += f" · {words.say('by_ocr', c=f'{match.ocr:.2f}')}"
    return escape(place)


def _quoted(match: Match, masker: Masker) -> str:
    """The context with the matched words marked, both through the masker."""
    at = int(match.facts.get(CONTEXT_AT, match.context.find(match.quote)))
    if at < 0 or not match.quote:
        return f"<mark>{escape(masker.match(match))}</mark>"
    before, after = match.context[:at], match.context[at + len(match.quote) :]
    marked = f"<mark>{escape(masker.quote(match.quote))}</mark>"
    return f"{escape(masker.context(before))}{marked}{escape(masker.context(clip(after, 60)))}"


def _figures(findings: Sequence[Finding], report: Report, pictures: Pictures, words: Words) -> str:
    pages = {m.where.spot.page or 0 for f in findings for m in f.matches if len(m.where.member) == 1}
    drawn = []
    for (path, page), png in pictures.items():
        if path == report.path and (page + 1 in pages or (page == 0 and 0 in pages)):
            data = base64.b64encode(png).decode()
            alt = escape(f"{words.say('page_picture')} {page + 1}")
            source = f"data:image/png;base64,{data}"
            drawn.append(f'<figure><img alt="{alt}" src="{source}"><figcaption class="soft">{alt}</figcaption></figure>')
    return "".join(drawn[:3])


def _risk(report: Report, masker: Masker, words: Words) -> str:
    if not report.risk.raised:
        return ""
    rows = "".join(
        f"<dt>{escape(masker.place(r.where, words))}</dt>"
        f"<dd>{escape(masker.quote(r.quote))} "
        f"<span class=soft>{escape(words.say('listed').join(masker.because(f, words) for f in r.features))}</span></dd>"
        for r in report.risk.because
    )
    head = f"{words.say('risk')} {report.risk.score:.2f} {report.risk.domain or ''}"
    return f"<h2>{escape(head)}</h2><dl>{rows}</dl>"


def _steps(report: Report, masker: Masker, words: Words) -> str:
    """What to do next, each with its command."""
    rows = "".join(
        f"<li>{escape(step.sentence)}{f'<div><code>{escape(step.command)}</code></div>' if step.command else ''}</li>"
        for step in next_steps(report, masker, words)
    )
    return f'<div class="next"><strong>{escape(words.say("next"))}</strong><ul>{rows}</ul></div>' if rows else ""


def _hidden(report: Report, masker: Masker, words: Words) -> str:
    if not report.hidden:
        return ""
    rows = "".join(
        f"<tr><td>{escape(words.hidden(h.kind))}</td><td>{h.count}</td><td>{escape(masker.place(h.where, words))}</td></tr>"
        for h in report.hidden
    )
    return f"<h2>{escape(words.say('hidden'))}</h2><table><tbody>{rows}</tbody></table>"


def _aside(report: Report, masker: Masker, words: Words) -> str:
    aside = [f for f in report.findings if not f.upheld]
    if not aside:
        return ""
    rows = "".join(
        f"<tr><td>{escape(f.rule)}</td><td>{escape(masker.place(f.where, words))}</td>"
        f"<td>{escape(masker.match(f.matches[0])) if f.matches else ''}</td>"
        f"<td>{escape(masker.because(f.dismissed or f.declared or f.baselined, words))}</td></tr>"
        for f in aside
    )
    return f"<h2>{escape(words.say('dismissed'))} {len(aside)}</h2><table><tbody>{rows}</tbody></table>"
