"""outscan.toml and the options of one run: what may be set, by whom, and how it joins.

In: TOML files and what was typed. Out: `Config`. A machine policy can only be tightened; nothing is ever read from the
folder being scanned.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tomllib
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any, Literal

import msgspec

from outscan.errors import ConfigError
from outscan.limits import Limits


def shipped(name: str) -> Path:
    """The folder `lexicons` or `models` as shipped: inside the installed package, or beside `src` in a checkout."""
    inside = Path(__file__).parent / name
    return inside if inside.is_dir() else Path(__file__).parents[2] / name


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that makes two scans of the same bytes differ."""

    limits: Limits = field(default_factory=Limits)
    lexicons: Path = field(default_factory=lambda: shipped("lexicons"))
    overlays: tuple[Path, ...] = ()
    policies: tuple[Path, ...] = ()
    models: Path = field(default_factory=lambda: shipped("models"))
    ocr: str = "auto"
    as_of: date = field(default_factory=date.today)
    recipient: str = ""
    declarations: tuple[tuple[str, bool], ...] = ()
    declared_by: str = ""
    cleared_pictures: frozenset[str] = frozenset()
    fingerprints: Path | None = None
    baseline: Path | None = None
    contact: str = ""

    def digest(self) -> str:
        """Sha256 over the options that make a difference to a verdict and are not named on their own in a report."""
        told = {
            "limits": asdict(self.limits),
            "ocr": self.ocr,
            "recipient": self.recipient,
            "declarations": sorted(self.declarations),
            "cleared": sorted(self.cleared_pictures),
        }
        return hashlib.sha256(repr(sorted(told.items())).encode()).hexdigest()


class _Scan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    ocr: Literal["auto", "off", "force", ""] = ""
    contact: str = ""
    cleared_pictures: list[str] = []
    recipient: str = ""


class _Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    overlays: list[str] = []
    policy: str = ""
    fingerprints: str = ""
    baseline: str = ""
    models: str = ""


class _Allow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    baseline: bool = True
    declarations: bool = True
    cleared_pictures: bool = True


class ConfigFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of outscan.toml. `allow` means something in the machine's file only: what users may not do."""

    scan: _Scan = _Scan()
    rules: _Rules = _Rules()
    limits: dict[str, float] = {}
    allow: _Allow = _Allow()


OCR_ORDER = ("", "off", "auto", "force")


def config_folders() -> tuple[Path, Path]:
    """The machine's and the user's configuration folder on this system."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is no home
    if sys.platform == "win32":
        return (
            Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "outscan",
            Path(os.environ.get("APPDATA", str(home))) / "outscan",
        )
    if sys.platform == "darwin":
        return Path("/Library/Application Support/outscan"), home / "Library" / "Application Support" / "outscan"
    return Path("/etc/outscan"), Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "outscan"


def _read(path: Path, *, required: bool) -> ConfigFile:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        file = msgspec.convert(told, ConfigFile)
    except OSError as error:
        if required:
            raise ConfigError(f"{path}: 打不开配置文件（{error.strerror}）；请检查 --config 或 OUTSCAN_CONFIG") from None
        return ConfigFile()
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        raise ConfigError(f"{path}: {error}；请按 docs/configuration.md 修改") from None
    unknown = set(file.limits) - {f.name for f in fields(Limits)}
    if unknown:
        raise ConfigError(f"{path}: limits: 不认识 {'、'.join(sorted(unknown))}")
    return file


def load_config(explicit: str | None = None, **typed: Any) -> Config:  # noqa: ANN401 - options of many types, checked below
    """Join machine, user and named configuration with what was typed.

    Later wins, except that the machine's file can only be tightened: OCR is not turned down below it, overlays and
    policies add up, and what it does not allow is refused. Raises ConfigError.
    """
    machine_folder, user_folder = config_folders()
    machine = _read(machine_folder / "outscan.toml", required=False)
    named = explicit or os.environ.get("OUTSCAN_CONFIG")
    nearer = _read(Path(named), required=True) if named else _read(user_folder / "outscan.toml", required=False)
    given = {key: one for key, one in typed.items() if one not in (None, (), "")}
    for key in ("baseline", "declarations"):
        if key in given and not getattr(machine.allow, key):
            raise ConfigError(f"本机配置不允许使用 --{'declare' if key == 'declarations' else key}")
    limits = {**machine.limits, **nearer.limits, **{k: given.pop(k) for k in list(given) if k in _LIMIT_NAMES}}
    kinds = {f.name: int if "int" in str(f.type) else float for f in fields(Limits)}
    ocr = given.pop("ocr", nearer.scan.ocr or machine.scan.ocr or "auto")
    if OCR_ORDER.index(ocr) < OCR_ORDER.index(machine.scan.ocr):
        raise ConfigError(f"本机配置要求 ocr 不低于 {machine.scan.ocr}")
    cleared = [*machine.scan.cleared_pictures, *(nearer.scan.cleared_pictures if machine.allow.cleared_pictures else [])]
    overlays = [*machine.rules.overlays, *nearer.rules.overlays, *given.pop("overlays", ())]
    policies = [p for p in (machine.rules.policy, nearer.rules.policy) if p]
    baseline = given.pop("baseline", nearer.rules.baseline if machine.allow.baseline else "")
    fingerprints = given.pop("fingerprints", nearer.rules.fingerprints or machine.rules.fingerprints)
    models = given.pop("models", machine.rules.models or nearer.rules.models)  # a machine's own model is not set aside
    if models:
        given["models"] = Path(models)
    return Config(
        limits=Limits(**{name: kinds[name](figure) for name, figure in limits.items()}),  # type: ignore[arg-type]  # kinds match the fields
        ocr=ocr,
        overlays=tuple(Path(o) for o in overlays),
        policies=tuple(Path(p) for p in policies),
        cleared_pictures=frozenset(c.lower() for c in cleared),
        contact=nearer.scan.contact or machine.scan.contact,
        recipient=given.pop("recipient", nearer.scan.recipient),
        baseline=Path(baseline) if baseline else None,
        fingerprints=Path(fingerprints) if fingerprints else None,
        **given,
    )


_LIMIT_NAMES = frozenset(f.name for f in fields(Limits))
