"""What the findings of a check ask a person, and the answers, over HTTP.

In: `Ask`s. Out: `Reply`s. Law: the sender alone answers, for what was asked alone; the answer is in force and recorded at once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection

from outscan.gate import declaring
from outscan.gate.http import shapes
from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import SENDERS, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.http.scanning import mine


async def questions(ask: Ask) -> Reply:
    """GET /v1/scans/{scan}/declarations: what its findings ask, what was answered, what the verdict were without the answers."""
    row = await mine(ask)
    return Reply(await ask.read(lambda link: declaring.asked(link, ask.house, row)))


async def declare(ask: Ask) -> Reply:
    """POST /v1/scans/{scan}/declarations: answer; the verdict is made anew without reading the document again."""
    wanted = await ask.body_as(shapes.Statements)
    row, house = await mine(ask), ask.house

    def work(link: Connection) -> dict[str, Any]:
        again = declaring.declare(link, house, ask.who, row.id, wanted.answers, wanted.by)
        house.notify(link, "scan.decided", again.id, again)
        return declaring.asked(link, house, again)

    return Reply(await ask.write(work))


_PATH = "/v1/scans/{scan}/declarations"
OPERATIONS = (
    Operation("GET", _PATH, "scan_questions", questions, SENDERS, "scan"),
    Operation("POST", _PATH, "scan_declare", declare, SENDERS, "scan", body=shapes.Statements),
)
