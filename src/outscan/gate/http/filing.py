"""A case for the file over HTTP: all its papers as one ZIP with their digests.

In: `Ask`s. Out: `Reply`s, as attachments. Law: the secrecy office alone files a case, and that it did is an event.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row

from outscan.gate import cases, dossier
from outscan.gate.audit.record import append
from outscan.gate.auth import accounts
from outscan.gate.http.ask import Ask
from outscan.gate.http.casework import approval_form
from outscan.gate.http.operation import OFFICE, Operation, Parameter, choice
from outscan.gate.http.reading import attachment, render
from outscan.gate.http.reply import Reply
from outscan.gate.paper import unpack


async def export(ask: Ask) -> Reply:
    """GET /v1/cases/{case}/dossier.zip: form, reports, proofs, flow, releases, events, metadata, and the list of digests."""
    term = ask.query("term", dossier.TERMS[0])

    def look(link: Connection) -> tuple[dict[str, Any], str, list[Row[Any]]]:
        case = cases.shown(link, ask.who, ask.path["case"])
        return case, accounts.find(link, case["owner"]).name, dossier.scans_of(link, case["id"])

    case, owner, rows = await ask.read(look)

    def file(link: Connection) -> dict[str, bytes]:
        append(link, ask.who, "case.exported", f"case:{case['id']}", detail={"term": term, "scans": len(rows)})
        return dossier.papers(link, ask.house.settings.unit, case, term)

    texts = await ask.write(file)
    unit = ask.house.settings.unit

    def bind() -> bytes:
        return dossier.bound([*texts.items(), *_rendered(unit, case, owner, rows)])

    return Reply(await ask.run(bind), 200, {"Content-Disposition": attachment(f"{case['number']}.zip")}, "application/zip")


def _rendered(unit: str, case: dict[str, Any], owner: str, rows: list[Row[Any]]) -> Iterator[tuple[str, bytes]]:
    """The form of the last revision, and what was kept of every scan."""
    last = [row for row in rows if row.revision == case["revision"] and row.record]
    if last:
        reports = [unpack(row.record) for row in last]
        yield "form.docx", approval_form(unit, case["number"], owner, case["revisions"][-1]["content"], reports)
    for number, row in enumerate(rows, 1):
        name = f"scans/{row.revision:02d}-{number:03d}"
        if row.record:
            yield f"{name}.report.json", row.report.encode()
            yield f"{name}.report.html", render(row, "html", "zh-CN")
        if row.proof:
            yield f"{name}.proof.json", row.proof.encode()


OPERATIONS = (
    Operation(
        "GET",
        "/v1/cases/{case}/dossier.zip",
        "case_export",
        export,
        OFFICE,
        "office",
        media="application/zip",
        query=(Parameter("term", choice(*dossier.TERMS)),),
    ),
)
