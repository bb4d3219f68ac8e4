"""The page a browser shows where something may not go on: the answer, what to do, the number. Nothing of the document.

In: an `Outcome`, the settings. Out: HTML in UTF-8, in Chinese and English, for nobody asked which.
"""

from __future__ import annotations

from html import escape

from outscan.gate.desk import Outcome
from outscan.gate.settings import Settings
from outscan.words.gate import GATE


def page(outcome: Outcome, settings: Settings) -> bytes:
    """The page."""
    key = "answer_stopped" if outcome.stopped else f"answer_{outcome.answer.value}"
    paragraphs = []
    for number, language in enumerate(("zh-CN", "en")):
        title = GATE["door_page_title"][number]
        said = GATE[key][number].format(contact=settings.contact)
        case = GATE["door_page_case"][number].format(case=outcome.case, contact=settings.contact)
        paragraphs.append(
            f'<section lang="{language}"><h1>{escape(title)}</h1><p>{escape(said)}</p><p>{escape(case)}</p></section>'
        )
    style = "body{font-family:sans-serif;margin:3em auto;max-width:42em;line-height:1.6}"
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(GATE["door_page_title"][0])}</title>'
        f"<style>{style}</style>{''.join(paragraphs)}</html>"
    ).encode()
