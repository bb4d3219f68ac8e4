"""Which files lie together: in one folder, one archive or one mail.

In: two members. Out: yes or no.
"""

from __future__ import annotations

from outscan.types.parcels import MemberFacts


def near(one: MemberFacts, other: MemberFacts) -> bool:
    """Whether two members lie in the same folder or container."""
    if one.member[:1] == other.member[:1]:
        return True
    return _folder(one) == _folder(other)


def _folder(one: MemberFacts) -> str:
    return (one.member[0] if one.member else "").rpartition("/")[0]
