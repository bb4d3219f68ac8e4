"""The facts that findings ask for, on the page of the verdict: the questions, the answers, and what they change.

In: `Ask`s. Out: pages. Law: exactly what was asked, answered by its sender, with the name of who states it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from outscan.gate.http.ask import Ask
from outscan.gate.http.operation import STAFF, Operation
from outscan.gate.http.reply import Reply
from outscan.gate.page.forms import fields_of, one
from outscan.gate.page.inside import answer_of, call
from outscan.gate.page.look import go
from outscan.report.mask import visible
from outscan.types import Action
from outscan.words import Words

_ANSWER = "answer:"
ANSWERS = ("yes", "no", "none")


@dataclass(frozen=True, slots=True)
class Question:
    """One fact as it is asked: `answer` is yes, no or none so far."""

    key: str
    title: str
    ask: str
    answer: str
    by: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of a scan, and what the answers changed: the words of the actions without and with them."""

    questions: list[Question]
    stated: bool
    closed: str
    before: str
    after: str


async def facts_of(ask: Ask) -> Facts:
    """What the findings of the scan of the path ask, in the language of the page."""
    found: dict[str, Any] = await answer_of(ask, "scan_questions")
    words, english = Words(ask.language), ask.language == "en"
    return Facts(
        [
            Question(
                one["key"],
                (one["title_en"] if english else "") or one["title"],
                (one["ask_en"] if english else "") or one["ask"],
                one["answer"] or "none",
                one["by"],
                one["settled"],
            )
            for one in found["questions"]
        ],
        bool(found["statements"]),
        found["closed"] or "",
        words.action(Action(found["without"])) if found["without"] else "",
        words.action(Action(found["action"])) if found["action"] else "",
    )


async def state(ask: Ask) -> Reply:
    """POST /scans/{scan}/declarations: the answers that are new; back to the verdict, which says what changed."""
    fields = await fields_of(ask)
    known = {one.key: one.answer for one in (await facts_of(ask)).questions}
    said = {name.removeprefix(_ANSWER): one(fields, name) for name in fields if name.startswith(_ANSWER)}
    answers = {key: answer for key, answer in said.items() if answer != known.get(key)}
    if answers:
        await call(ask, "scan_declare", {"answers": answers, "by": visible(one(fields, "by"))})
    return go(f"/scans/{ask.path['scan']}?noted={'declared' if answers else 'unchanged'}#facts")


PAGES = (
    Operation("POST", "/scans/{scan}/declarations", "page_declare", state, STAFF, "scan", statuses=(303,), media="text/html"),
)
