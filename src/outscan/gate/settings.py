"""gate.toml: what an installation of the gate is, and how it is reached, limited, kept.

In: a TOML file. Out: `Settings`, strict: an unknown key refuses to start. Secrets are named by file, never written here.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from outscan.errors import ConfigError
from outscan.gate.decision import Mode, Network
from outscan.words.gate import GATE
from outscan.words.said import said


class _Strict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Http(_Strict, frozen=True, kw_only=True):
    """Where HTTP is served. `proxies` are the addresses whose forwarded headers are believed."""

    host: str = "127.0.0.1"
    port: int = 8470
    certificate: str = ""
    key: str = ""
    proxies: list[str] = []
    base_url: str = ""


class Load(_Strict, frozen=True, kw_only=True):
    """How much is taken on. Bodies slower than `least_rate` bytes a second over ten seconds are closed."""

    workers: int = 0
    queue: int = 64
    uploads: int = 256
    uploads_each: int = 64
    max_body: int = 512 << 20
    least_rate: int = 1024
    idle_seconds: float = 8.0
    body_seconds: float = 900.0
    head_seconds: float = 5.0
    quota_files: int = 20_000
    quota_bytes: int = 50 << 30
    """What one account may hand in a day (ASVS 5.2.4)."""


class Listen(_Strict, frozen=True, kw_only=True):
    """A door of a protocol of its own. `listen` empty: closed. `trusted` are networks whose plain connections are taken."""

    listen: str = ""
    certificate: str = ""
    key: str = ""
    trusted: list[str] = []
    connections: int = 100
    seconds: float = 120.0
    """How long one judgement may take; after it the answer is that nothing was checked."""


class Smtp(Listen, frozen=True, kw_only=True):
    """The mail door; `next_hop` is where what passed is handed on (`127.0.0.1:10026`), `max_message` in bytes.

    With a certificate STARTTLS is offered. `next_hop_tls` empty: in the clear on this machine, required beyond it;
    `next_hop_roots` are the certificates the next server is known by (PEM), the system's where none is named.
    """

    next_hop: str = ""
    next_hop_tls: Literal["", "off", "opportunistic", "required"] = ""
    next_hop_roots: str = ""
    need_tls: bool = False
    max_message: int = 50 << 20
    name: str = "outscan"


class ModeRow(_Strict, frozen=True, kw_only=True):
    """One row of the roll-out: a door and a class of recipients ("" is any) and the mode."""

    door: str = ""
    recipients: Literal["", "inside", "outside"] = ""
    mode: Mode = Mode.ENFORCE


class Header(_Strict, frozen=True, kw_only=True):
    """Sign-on by a reverse proxy: the header that names the login, believed from `proxies` only."""

    name: str = ""


class Oidc(_Strict, frozen=True, kw_only=True):
    """Sign-on by OpenID Connect; `secret_file` holds the client's secret."""

    issuer: str = ""
    client: str = ""
    secret_file: str = ""
    claim: str = "preferred_username"


class Cas(_Strict, frozen=True, kw_only=True):
    """Sign-on by a CAS 3.0 server (统一身份认证)."""

    server: str = ""


class Auth(_Strict, frozen=True, kw_only=True):
    """How people sign on. Times in seconds."""

    local: bool = True
    session_seconds: int = 8 * 3600
    idle_seconds: int = 1800
    fresh_seconds: int = 300
    """How long a password proved for a decision counts."""
    header: Header = Header()
    oidc: Oidc = Oidc()
    cas: Cas = Cas()


class Timestamp(_Strict, frozen=True, kw_only=True):
    """A time-stamp authority (RFC 3161): its address, the certificates it is known by (PEM), where the stamps are kept."""

    url: str = ""
    roots: str = ""
    folder: str = ""


class Audit(_Strict, frozen=True, kw_only=True):
    """The record: its digest, and where its head is anchored (files on another share, syslog as host:port or a socket)."""

    algorithm: Literal["sha256", "sm3"] = "sha256"
    anchor_files: list[str] = []
    anchor_syslog: str = ""
    anchor_seconds: int = 3600
    timestamp: Timestamp = Timestamp()


class Webhook(_Strict, frozen=True, kw_only=True):
    """One listener that may be told of case numbers. `private` allows an address inside the unit."""

    url: str
    secret_file: str
    private: bool = False


class Keep(_Strict, frozen=True, kw_only=True):
    """Retention by class, in days (bytes of undecided uploads in hours); 0 days of a report is for ever."""

    unclaimed_hours: int = 24
    held_days: int = 90
    passed_days: int = 3650
    """Reports of what passed and is in no case;"""
    scan_days: int = 3650
    """of what did not pass and is in no case;"""
    case_days: int = 0
    """and of what is in a case."""
    once_hours: int = 24


class Settings(_Strict, frozen=True, kw_only=True):
    """One installation."""

    network_level: Network = Network.INTERNET
    unit: str = ""
    contact: str = ""
    data: str = ""
    database: str = ""
    vault_key: str = ""
    calendar: str = ""
    step_days: int = 2
    approval_days: int = 30
    reserve_seconds: int = 60
    emergency_hours: Annotated[int, Meta(ge=0, le=72)] = 0
    """How long what two officers let go before the ladder may leave; 0: there is no such path."""
    inside: list[str] = []
    modes: list[ModeRow] = []
    http: Http = Http()
    icap: Listen = Listen()
    clamd: Listen = Listen()
    smtp: Smtp = Smtp()
    load: Load = Load()
    auth: Auth = Auth()
    audit: Audit = Audit()
    keep: Keep = Keep()
    webhooks: list[Webhook] = []
    ledger: str = ""
    """A ledger of batch runs the office is shown: a path or URL; it is only read."""

    def recipient_class(self, recipients: frozenset[str]) -> str:
        """`inside` where every recipient ends as one of the unit's own does; nobody named is `outside`."""
        own = tuple(one.casefold() for one in self.inside)
        return "inside" if own and recipients and all(one.endswith(own) for one in recipients) else "outside"

    def mode(self, door: str, recipients: frozenset[str]) -> Mode:
        """The mode of a door for these recipients: the first row that fits, `enforce` where none does."""
        kind = self.recipient_class(recipients)
        for row in self.modes:
            if row.door in {"", door} and row.recipients in {"", kind}:
                return row.mode
        return Mode.ENFORCE


def load_settings(path: Path | None, *, data: str = "") -> Settings:
    """The settings of a file, the defaults where none is named; `data` is the folder where the file names none.

    Raises ConfigError.
    """
    if path is None:
        return Settings(data=data)
    try:
        settings = msgspec.convert(tomllib.loads(path.read_text("utf-8")), Settings)
    except OSError as error:
        raise ConfigError(said(GATE, "gate_settings_unread", path=path, why=error.strerror)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"{path}: {error}") from None
    return settings if settings.data else msgspec.structs.replace(settings, data=data)


def with_doors(settings: Settings, *, icap: str = "", clamd: str = "", smtp: str = "", next_hop: str = "") -> Settings:
    """`settings` with the doors somebody asked for on the command line; what is empty stays as it was."""
    replace = msgspec.structs.replace
    return replace(
        settings,
        icap=replace(settings.icap, listen=icap or settings.icap.listen),
        clamd=replace(settings.clamd, listen=clamd or settings.clamd.listen),
        smtp=replace(settings.smtp, listen=smtp or settings.smtp.listen, next_hop=next_hop or settings.smtp.next_hop),
    )
