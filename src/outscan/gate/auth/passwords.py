"""Passwords: Argon2id, never compared in a time that tells whether an account exists.

In: a password and a hash. Out: whether they belong together. Deliberately slow; never called inside a transaction.
"""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from outscan.gate.faults import Refused

LEAST, MOST = 12, 256
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
"""OWASP's second profile (19 MiB, two passes): 20 to 30 ms here, and 200 sign-ons at once stay below 4 GiB."""
_NOBODY = _HASHER.hash(secrets.token_hex(16))
_COMMON = ("password", "123456", "qwerty", "admin", "outscan", "abc123", "letmein", "iloveyou", "welcome", "111111")
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def hashed(password: str) -> str:
    """The hash to keep."""
    return _HASHER.hash(password)


def fits(password: str, kept: str) -> bool:
    """Whether `password` belongs to `kept`; where nothing is kept as much time passes."""
    try:
        return _HASHER.verify(kept or _NOBODY, password[:MOST]) and bool(kept)
    except (VerificationError, InvalidHashError):
        return False


def check_new(password: str, login: str) -> None:
    """Raise Refused where a new password is too short, too long, the login, or among the commonest."""
    lower = password.casefold()
    weak = not LEAST <= len(password) <= MOST or login.casefold() in lower or len(set(lower)) < 5  # noqa: PLR2004 - aaaa…
    if weak or any(lower.startswith(common) and len(lower) < len(common) + 8 for common in _COMMON):
        raise Refused("unusable", f"password {LEAST}-{MOST}")


def one_time() -> str:
    """A password to be changed at first use: twenty characters that are not mistaken for one another (98 bits)."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(4))
