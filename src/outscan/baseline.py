"""The baseline: findings a named reviewer looked at and set aside, with a reason and a day on which that ends.

In: a TOML file of entries, findings, the day. Out: findings, some with `baselined` set; they stay counted in the report.
Law: a baseline never touches a mark, and an entry holds for the same words in the same surroundings only: its
fingerprint is an HMAC under the installation's key over rule, part and the words around each match, so that new text at
an old place is a new finding, and the file says nothing to whoever lacks the key.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import re
import tomllib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

import msgspec

from outscan.errors import StoreError
from outscan.fold import fold
from outscan.keys import derived, installation_key
from outscan.nouns import Struct, replace
from outscan.types import Finding, Kind, Ours, Reason, because
from outscan.words import say

PURPOSE = "outscan baseline 1"
_FINGERPRINT = re.compile("osb1:[0-9a-f]{32}")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One reviewed finding. `expires` is the last day on which it holds."""

    fingerprint: str
    rule: str
    reviewer: str
    reason: str
    expires: date


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    entry: list[Entry] = []


class Baseline(Struct, frozen=True):
    """The entries by fingerprint, and the key they were made with."""

    key: bytes
    entries: dict[str, Entry]

    def apply(self, findings: Sequence[Finding], as_of: date) -> tuple[Finding, ...]:
        """`findings` with those set aside that were reviewed and have not expired."""
        return tuple(self._applied(finding, as_of) for finding in findings)

    def _applied(self, finding: Finding, as_of: date) -> Finding:
        if not finding.upheld or finding.kind is Kind.MARK:
            return finding
        entry = self.entries.get(fingerprint(finding, self.key))
        if entry is None or entry.rule != finding.rule or as_of > entry.expires:
            return finding
        return replace(finding, baselined=_said(entry))


def _said(entry: Entry) -> Reason:
    """Who reviewed it, why it was set aside and until when: the reviewer's words, not the document's."""
    until = Ours(entry.expires.isoformat())
    return because("said.reviewed", reviewer=Ours(entry.reviewer), reason=Ours(entry.reason), until=until)


CARRIED = "reviewed_as"
"""A fact of the first match of a finding out of a ledger, which keeps no words: the fingerprint made while it had them."""


def fingerprint(finding: Finding, key: bytes) -> str:
    """`osb1:` and 32 hexadecimal digits: the same for the same words in the same surroundings, worthless without `key`."""
    if finding.matches and CARRIED in finding.matches[0].facts:
        return str(finding.matches[0].facts[CARRIED])
    places = sorted({(m.rule, m.where.part.value, fold(m.quote).text, fold(m.context).text) for m in finding.matches})
    data = json.dumps([finding.rule, places], ensure_ascii=True).encode()
    return "osb1:" + hmac.new(key, data, hashlib.sha256).hexdigest()[:32]


def load_baseline(path: Path) -> Baseline:
    """The baseline at `path`. Raises StoreError with `file:line`, and where the installation's key is missing."""
    key = derived(installation_key(), PURPOSE)
    try:
        text = path.read_text("utf-8")
        file = msgspec.convert(tomllib.loads(text), _File)
    except OSError as error:
        raise StoreError(say("problem.baseline_closed", path=path, why=error.strerror)) from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StoreError(say("problem.not_toml", path=path, why=error)) from None
    except msgspec.ValidationError as error:
        at = re.search(r"entry\[(\d+)\]", str(error))
        raise StoreError(f"{path}:{_line(text, int(at[1]) if at else 0)}: {error}") from None
    for number, entry in enumerate(file.entry):
        if not _FINGERPRINT.fullmatch(entry.fingerprint):
            raise StoreError(say("problem.baseline_fingerprint", place=f"{path}:{_line(text, number)}"))
        if not entry.reviewer.strip() or not entry.reason.strip():
            raise StoreError(say("problem.baseline_nameless", place=f"{path}:{_line(text, number)}"))
    return Baseline(key, {entry.fingerprint: entry for entry in file.entry})


def _line(text: str, number: int) -> int:
    starts = [i for i, line in enumerate(text.splitlines(), 1) if re.match(r"\s*\[\[\s*entry\s*\]\]", line)]
    return starts[number] if number < len(starts) else 1


def reviewed(findings: Iterable[Finding], *, reviewer: str, reason: str, expires: date) -> list[Entry]:
    """An entry for each upheld finding that is no mark; makes the installation's key where there is none."""
    key = derived(installation_key(create=True), PURPOSE)
    return [
        Entry(fingerprint(one, key), one.rule, reviewer, reason, expires)
        for one in findings
        if one.upheld and one.kind is not Kind.MARK
    ]


def append(path: Path, entries: Iterable[Entry]) -> int:
    """Add `entries` to the file at `path`, which people may read and edit; returns how many were new. Raises StoreError."""
    known = load_baseline(path).entries if path.exists() else {}
    new = {one.fingerprint: one for one in entries if one.fingerprint not in known}
    text = "".join(
        f"[[entry]]\nfingerprint = {_quoted(one.fingerprint)}\nrule = {_quoted(one.rule)}\nreviewer = {_quoted(one.reviewer)}\n"
        f"reason = {_quoted(one.reason)}\nexpires = {one.expires.isoformat()}\n\n"
        for one in new.values()
    )
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        raise StoreError(say("problem.unwritable", path=path, why=error.strerror)) from None
    return len(new)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML basic string
