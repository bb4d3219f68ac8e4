"""What the gate answers where it will not: one exception with a problem's kind, for every door to word.

In: a kind of problem. Out: `Refused`. Kinds are keys of words (`problem_…`), statuses stand beside them.
"""

from __future__ import annotations

PROBLEMS: dict[str, int] = {
    "bad_request": 400,
    "bad_body": 400,
    "unauthenticated": 401,
    "forbidden": 403,
    "cross_site": 403,
    "own_case": 403,
    "prove_again": 403,
    "change_password": 403,
    "not_found": 404,
    "method": 405,
    "slow": 408,
    "conflict": 409,
    "state": 409,
    "busy_key": 409,
    "no_bytes": 409,
    "unlawful": 409,
    "unusable": 409,
    "last_officer": 409,
    "length": 411,
    "too_large": 413,
    "media_type": 415,
    "invalid": 422,
    "key_reused": 422,
    "throttled": 429,
    "full": 429,
    "quota": 429,
    "internal": 500,
    "database": 503,
    "busy": 503,
    "disk": 503,
    "not_ready": 503,
    "stopping": 503,
}
"""Every kind of problem and its HTTP status (RFC 9457: the type is `urn:outscan:problem:KIND`)."""


class Refused(Exception):
    """The gate will not; `kind` says why, `detail` names fields and figures, never a document's words."""

    def __init__(self, kind: str, detail: str = "", *, retry: int = 0) -> None:
        super().__init__(kind)
        self.kind, self.detail, self.retry = kind, detail, retry

    @property
    def status(self) -> int:
        """The HTTP status."""
        return PROBLEMS[self.kind]
