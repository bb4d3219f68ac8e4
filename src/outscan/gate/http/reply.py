"""Replies and problems: JSON, bytes, RFC 9457 documents in Chinese and English.

In: what a handler returns, or a `Refused`. Out: status, headers and body.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from outscan.gate.faults import PROBLEMS, Refused
from outscan.words.gate import GATE

JSON = "application/json; charset=utf-8"
PROBLEM = "application/problem+json; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Reply:
    """What a handler answers. A body is a JSON object, bytes, or chunks of bytes."""

    body: object = None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = JSON

    def data(self) -> bytes | Iterator[bytes]:
        """The body as bytes."""
        if isinstance(self.body, bytes):
            return self.body
        if isinstance(self.body, Iterator):
            return self.body
        return b"" if self.body is None else json.dumps(self.body, ensure_ascii=False, separators=(",", ":")).encode()


def problem(refused: Refused, language: str, request: str) -> Reply:
    """The problem document of a refusal: no trace, no word of a document."""
    chinese, english = GATE[f"problem_{refused.kind}"]
    body: dict[str, object] = {
        "type": f"urn:outscan:problem:{refused.kind}",
        "title": english if language == "en" else chinese,
        "status": PROBLEMS[refused.kind],
        "titles": {"zh-CN": chinese, "en": english},
        "request_id": request,
    }
    if refused.detail:
        body["detail"] = refused.detail
    headers = {"Retry-After": str(refused.retry)} if refused.retry else {}
    if refused.kind == "unauthenticated":
        headers["WWW-Authenticate"] = 'Bearer realm="outscan"'
    if refused.status in {408, 413, 429, 503} or refused.kind in {"bad_body", "media_type"}:
        headers["Connection"] = "close"
    return Reply(body, refused.status, headers, PROBLEM)
