"""What processing would take out or keep without anybody having read it: a refusal, never a silent loss.

In: the gaps of a scan; the parts a format's room takes out. Out: sentences that say why and what to do instead.
Law: what a copy leaves out was read first. A stamp nobody saw is not removed by taking out the object that carried it.
"""

from __future__ import annotations

from collections.abc import Sequence

from outscan.report.mask import visible
from outscan.scanner import Scanner
from outscan.types import Blob, Gap, GapReason, Kind, Report, Where
from outscan.words import Words, language, say

_SHOWN = 3
_FORWARD = {
    GapReason.IMAGE_ONLY: "proof.forward_picture",
    GapReason.GARBLED: "proof.forward_picture",
    GapReason.ENCRYPTED: "proof.forward_locked",
}


def unread(gaps: Sequence[Gap]) -> list[str]:
    """Why a document with these gaps is not processed; nothing where there are none."""
    words = Words(language())
    out = [
        say(
            "proof.unread",
            why=words.gap(gap.reason),
            where=place(gap.where, words),
            forward=say(_FORWARD.get(gap.reason, "proof.forward_other")),
        )
        for gap in gaps[:_SHOWN]
    ]
    if len(gaps) > _SHOWN:
        out.append(say("proof.unread_more", n=len(gaps) - _SHOWN))
    return out


def lost(scanner: Scanner, before: Report, left: Sequence[tuple[Where, bytes]]) -> list[str]:
    """Why the parts that were taken out may not go: each is read as a file of its own.

    The scan of the whole read them in their place; this second reading asks whether anything in their bytes was passed over.
    """
    known = {finding.rule for finding in before.findings if finding.kind is Kind.MARK}
    words = Words(language())
    out = []
    for where, data in left:
        report = scanner.scan(Blob(where, data))
        gap = next(iter(report.gaps), None)
        if gap is not None:
            out.append(say("proof.left_unread", where=place(where, words), why=words.gap(gap.reason)))
        mark = next((f for f in report.findings if f.upheld and f.kind is Kind.MARK and f.rule not in known), None)
        if mark is not None:
            out.append(say("proof.left_mark", where=place(where, words), rule=mark.rule))
    return list(dict.fromkeys(out))


def place(where: Where, words: Words) -> str:
    """A place for a person, shown whole."""
    return visible(" ▸ ".join([*where.member, *filter(None, [words.part(where.part), words.place(where.spot)])]))
