"""What an approval binds, and whether it covers what wants to leave: pure rules, no database.

In: a `Binding` and a `Wish`. Out: the reasons why it does not cover it; none means that it does.
Law: content *and* name, recipients, copies, channel, time, rule pack and declarations are bound; a change of any ends it.
An approved state secret goes by hand only, 绝密 never (《保守国家秘密法》第二十八条、第二十九条).
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from outscan.types import Level


class Channel(StrEnum):
    """The way something leaves."""

    HTTP = "http"
    ICAP = "icap"
    SMTP = "smtp"
    CLAMD = "clamd"
    EMAIL = "email"
    WEB = "web"
    MEDIA = "media"
    PAPER = "paper"
    COURIER = "courier"
    HAND_OVER = "hand_over"


ELECTRONIC = frozenset({Channel.HTTP, Channel.ICAP, Channel.SMTP, Channel.CLAMD, Channel.EMAIL, Channel.WEB})
"""Ways over a network, which no state secret goes."""
BY_HAND = frozenset({Channel.COURIER, Channel.HAND_OVER})
"""Ways a 秘密 or 机密 may go once approved: 机要 and a hand-over in person, entered in the register."""


class Ground(StrEnum):
    """What the approvers found the material to be."""

    NOT_SECRET = "not_secret"
    PROCESSED = "processed"
    WORK_SECRET = "work_secret"
    STATE_SECRET = "state_secret"


class Refusal(StrEnum):
    """Why an approval does not cover a wish."""

    CONTENT = "content"
    NAME = "name"
    RECIPIENT = "recipient"
    COPIES = "copies"
    CHANNEL = "channel"
    EXPIRED = "expired"
    PACK = "pack"
    DECLARATIONS = "declarations"
    STATE = "state"
    STATE_SECRET = "state_secret"


@dataclass(frozen=True, slots=True)
class Item:
    """One file of an approval: its bytes by SHA-256 and its name."""

    sha256: str
    name: str


@dataclass(frozen=True, slots=True)
class Binding:
    """Everything an approval holds for. `used` are copies gone or reserved; `pack` and `declarations` are digests."""

    items: tuple[Item, ...]
    recipients: frozenset[str]
    copies: int
    used: int
    channels: frozenset[Channel]
    until: datetime
    pack: str
    declarations: str
    ground: Ground
    level: Level = Level.NONE
    active: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """What wants to leave now."""

    item: Item
    recipients: frozenset[str]
    copies: int
    channel: Channel
    pack: str
    declarations: str | None = None


def recipient(text: str) -> str:
    """One recipient as compared: compatibility forms, case and spacing do not make another one."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def recipients(texts: Iterable[str]) -> frozenset[str]:
    """The set of recipients as compared."""
    return frozenset(name for one in texts if (name := recipient(one)))


def file_name(text: str) -> str:
    """A file name as compared: the same characters however they are composed, nothing else is forgiven."""
    return unicodedata.normalize("NFC", text)


def declarations_digest(declared: Mapping[str, bool]) -> str:
    """One digest of a set of declarations."""
    text = json.dumps(sorted(declared.items()), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def refusals(binding: Binding, wish: Wish, now: datetime) -> tuple[Refusal, ...]:
    """Every reason why `binding` does not cover `wish`; empty where it does. A subset of the recipients is covered."""
    item = Item(wish.item.sha256.lower(), file_name(wish.item.name))
    same = [one for one in binding.items if one.sha256 == item.sha256]
    failing = {
        Refusal.STATE: not binding.active,
        Refusal.CONTENT: not same,
        Refusal.NAME: bool(same) and all(file_name(one.name) != item.name for one in same),
        Refusal.RECIPIENT: not wish.recipients or not wish.recipients <= binding.recipients,
        Refusal.COPIES: wish.copies < 1 or binding.used + wish.copies > binding.copies,
        Refusal.CHANNEL: wish.channel not in binding.channels,
        Refusal.EXPIRED: now >= binding.until,
        Refusal.PACK: wish.pack != binding.pack,
        Refusal.DECLARATIONS: wish.declarations is not None and wish.declarations != binding.declarations,
        Refusal.STATE_SECRET: not lawful(binding.ground, binding.level, {wish.channel}),
    }
    return tuple(reason for reason, holds in failing.items() if holds)


def lawful(ground: Ground, level: Level, channels: Iterable[Channel]) -> bool:
    """Whether material of this ground and level may go these ways at all, whoever approves it."""
    ways = set(channels)
    if level is Level.TOP_SECRET:
        return False
    if ground is Ground.STATE_SECRET or level >= Level.SECRET:
        return bool(ways) and ways <= BY_HAND
    return bool(ways)
