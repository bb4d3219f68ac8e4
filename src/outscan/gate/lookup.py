"""What the office looks things up in: rules, cases and releases by a word, how often a rule speaks, the runs of a ledger.

In: a pack, a connection, a word. Out: plain values. Nothing here changes anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, or_, select

from outscan.batch.ledger import find_run
from outscan.batch.ledger import runs as ledger_runs
from outscan.batch.rows import gravest
from outscan.batch.run_status import status_of
from outscan.gate import cases, moment, releases
from outscan.gate.tables import CASES, RELEASES, SCANS
from outscan.gate.who import Who
from outscan.lexicon.load import load
from outscan.lexicon.model import Example
from outscan.lexicon.pack import Pack, PackItem
from outscan.scanner import Scanner

MOST = 200
MOST_COUNTED = 100_000


def rules(pack: Pack, *, domain: str, certainty: str, search: str) -> dict[str, Any]:
    """The rules of a pack that fit, and the domains there are."""
    word = search.casefold()
    found = [
        brief(item)
        for item in pack.rules()
        if domain in {"", item.domain}
        and (not certainty or any(basis.certainty.value == certainty for basis in item.basis))
        and (not word or word in f"{item.id}\n{item.title}\n{item.title_en}".casefold())
    ]
    domains = sorted({item.domain for item in pack.rules()})
    return {"version": pack.version, "digest": pack.digest, "domains": domains, "rules": found}


def brief(item: PackItem) -> dict[str, Any]:
    """A rule in a list."""
    return {
        "id": item.id,
        "domain": item.domain,
        "title": item.title,
        "title_en": item.title_en,
        "level": item.level.value,
        "action": item.action.value,
        "bases": [{"cite": one.cite, "item": one.item, "certainty": one.certainty.value} for one in item.basis],
    }


@lru_cache(1)
def _as_written(lexicons: Path, overlays: tuple[Path, ...], digest: str) -> Pack:
    """The rules in force with their own examples; once for each set of them, which `digest` names."""
    del digest
    return load(lexicons, overlays, whole=True)


def rule(scanner: Scanner, key: str) -> dict[str, Any] | None:
    """One rule whole: what meets it, what speaks against it, what is advised, its own examples; None where there is none."""
    item = _as_written(scanner.config.lexicons, scanner.config.overlays, scanner.pack.digest).item(key)
    if item is None:
        return None
    written = item.written
    return {
        **brief(item),
        "window": item.window,
        "groups": [list(group) for group in written.groups],
        "unless": list(item.unless),
        "ask": item.ask,
        "settled_by": item.settled_by,
        "techniques": list(item.techniques),
        "approver": item.approver,
        "advice": item.advice_note,
        "note": item.note,
        "source": item.source,
        "hits": [_example(one) for one in written.hits],
        "misses": [_example(one) for one in written.misses],
    }


def _example(one: Example) -> str:
    rows = "\n".join("\t".join(str(cell) for cell in row) for row in one.rows)
    return "\n".join(part for part in (one.text, rows) if part)


def search(link: Connection, who: Who, text: str) -> dict[str, Any]:
    """Cases and releases that hold `text` in a number, title, name, recipient or digest; only those `who` may see."""
    if not text.strip():
        return {"cases": [], "releases": []}
    like = f"%{text.strip().replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    named = select(CASES).where(or_(CASES.c.number.ilike(like, escape="!"), CASES.c.title.ilike(like, escape="!")))
    rows = link.execute(named.order_by(CASES.c.updated.desc()).limit(MOST)).all()
    columns = (RELEASES.c.name, RELEASES.c.recipients, RELEASES.c.sha256)
    sent = select(RELEASES.c.id).where(or_(*(column.ilike(like, escape="!") for column in columns)))
    wanted = {row.id for row in link.execute(sent.order_by(RELEASES.c.created.desc()).limit(MOST)).all()}
    register = releases.register(link, state="", most=5000) if wanted else []
    return {
        "cases": [cases.brief(row) for row in rows if cases.may_see(link, who, case=row.id)],
        "releases": [row for row in register if row["id"] in wanted],
    }


def hits(link: Connection, days: int) -> dict[str, int]:
    """How many checks of the last `days` days each rule spoke in."""
    rows: Iterable[Any] = link.execute(
        select(SCANS.c.rules).where(SCANS.c.finished > moment.ahead(-days * 86400)).limit(MOST_COUNTED)
    )
    return dict(Counter(rule for (rules,) in rows for rule in set(json.loads(rules))))


def runs(link: Connection) -> dict[str, Any]:
    """Every run of a ledger, the newest first, with its figures."""
    return {"runs": [status_of(link, one) for one in reversed(ledger_runs(link)[-100:])]}


def run(link: Connection, number: int) -> dict[str, Any]:
    """One run and the files to look at first. Raises OutscanError where there is none."""
    found = find_run(link, number)
    rows = gravest(link, found, MOST)
    files = [
        {
            "row": row.id,
            "path": row.path,
            "action": row.action,
            "level": row.level,
            "domain": row.domain,
            "findings": row.findings,
        }
        for row in rows
    ]
    return {**status_of(link, found), "files": files, "began": found.began, "options": dict(found.options)}
