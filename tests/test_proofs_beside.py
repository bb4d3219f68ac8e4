"""A proof among the members of a package or the attachments of a mail counts like one beside a file."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from email.message import EmailMessage

import pytest

from outscan.types import Action, Blob, Where

TEXT = "本项目研究玉米杂交技术，合作期三年，经费由双方分担。".encode()


def proof(action: str = "escalate", **more) -> bytes:
    told = {
        "schema": "outscan.proof/2", "name": "a.txt", "type": "txt", "sha256_before": "0" * 64,
        "sha256_after": hashlib.sha256(TEXT).hexdigest(), "size_after": len(TEXT), "changes": [], "residual": [], "coverage": {},
        "action": action,
    }  # fmt: skip
    return json.dumps(told | more).encode()


def packed(paper: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("甲/a.txt.proof.json", paper)
        archive.writestr("甲/a.txt", TEXT)
    return out.getvalue()


def mailed(paper: bytes) -> bytes:
    message = EmailMessage()
    message.set_content("见附件。")
    message.add_attachment(TEXT, maintype="text", subtype="plain", filename="a.txt")
    message.add_attachment(paper, maintype="application", subtype="json", filename="a.txt.proof.json")
    return message.as_bytes()


@pytest.mark.parametrize(("name", "made"), [("a.zip", packed), ("a.eml", mailed)])
@pytest.mark.parametrize(
    ("paper", "clause", "action"),
    [
        (proof(), "proof.copy", Action.ESCALATE),
        (proof("review"), "proof.copy", Action.REVIEW),
        (proof(sha256_after="1" * 64), "proof.unfit", Action.REVIEW),
        (proof(surplus=1), "proof.broken", Action.REVIEW),
        (proof("allow"), "proof.broken", Action.REVIEW),
        (b"{}", "proof.broken", Action.REVIEW),
    ],
)
def test_what_a_proof_carries_joins_the_verdict(scanner, name, made, paper, clause, action):
    verdict = scanner.scan(Blob(Where((name,)), made(paper))).verdict
    assert clause in [one.id for one in verdict.clauses]
    assert verdict.action >= action


@pytest.mark.parametrize("paper", [proof("release"), proof("process"), b"{}"])
def test_a_proof_lowers_nothing(scanner, paper):
    marked = "机密★10年".encode() + TEXT
    plain = scanner.scan(Blob(Where(("a.txt",)), marked))
    told = scanner.scan(Blob(Where(("a.txt",)), marked), proof=paper)
    assert told.verdict.action >= plain.verdict.action
