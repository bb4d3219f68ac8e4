"""How settings of the machine, the user, a named file and the command line become one `Config`, and where each came from.

In: files and typed values. Out: `Config`, `Setting`s. Law: what the machine settles a user may tighten and never widen, unless
the machine's `[allow]` says so; nothing is ever read from the folder being scanned; nothing asked for is silently left out.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from outscan.config.file import LIMITS, NAME, ConfigFile, config_folders, read
from outscan.config.settings import OCR_WAYS, Config, shipped
from outscan.errors import ConfigError
from outscan.limits import Limits
from outscan.nouns import replace
from outscan.words import say

TYPED, DEFAULT = "command", "default"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting in force: `origin` is a file, `command` for what was typed, `default` for what is shipped."""

    key: str
    value: str
    origin: str


@dataclass(slots=True)
class _Sources:
    """The machine's file, the user's or the named one, what was typed, and where each setting came from."""

    machine: ConfigFile
    nearer: ConfigFile
    machine_path: str
    nearer_path: str
    typed: dict[str, Any]
    origin: dict[str, str] = field(default_factory=dict)

    def first(self, key: str, typed: str, table: str, *, default: Any = "") -> Any:  # noqa: ANN401 - settings of many types
        """What was typed, else the nearer file's, else the machine's, else `default`; keeps its origin."""
        asked = self.typed.pop(typed, None)
        if asked is not None:
            self.origin[key] = TYPED
            return asked
        for file, path in ((self.nearer, self.nearer_path), (self.machine, self.machine_path)):
            if found := getattr(getattr(file, table), key.rpartition(".")[2]):
                self.origin[key] = path
                return found
        return default


def load_config(explicit: str | None = None, **typed: Any) -> Config:
    """Join machine, user and named configuration with what was typed. Raises ConfigError."""
    return joined(explicit, typed)[0]


def authority_allowed() -> None:
    """Refuse where the machine keeps the removal of marks to others. Raises ConfigError."""
    path = config_folders()[0] / NAME
    machine = read(path, required=False)
    if machine is not None and machine.allow.authority is False:
        raise ConfigError(say("problem.not_allowed", option="--authority", path=path))


def joined(explicit: str | None, typed: Mapping[str, Any]) -> tuple[Config, tuple[Setting, ...]]:
    """The configuration in force and where each of its settings comes from. Raises ConfigError."""
    sources = _sources(explicit, typed)
    config = _config(sources)
    return config, tuple(_settings(config, sources.origin))


def _sources(explicit: str | None, typed: Mapping[str, Any]) -> _Sources:
    machine_folder, user_folder = config_folders()
    machine_path, named = machine_folder / NAME, explicit or os.environ.get("OUTSCAN_CONFIG")
    nearer_path = Path(named) if named else user_folder / NAME
    machine = read(machine_path, required=False) or ConfigFile()
    nearer = read(nearer_path, required=bool(named)) or ConfigFile()
    given = {key: one for key, one in typed.items() if one not in (None, (), "")}
    return _Sources(machine, nearer, str(machine_path), str(nearer_path), given)


def _config(sources: _Sources) -> Config:
    given, machine, nearer, origin = sources.typed, sources.machine, sources.nearer, sources.origin
    if "declarations" in given and machine.allow.declarations is False:
        raise ConfigError(say("problem.not_allowed", option="--declare", path=sources.machine_path))
    limits = _limits(sources)
    ocr = sources.first("scan.ocr", "ocr", "scan", default="auto")
    if machine.scan.ocr and (ocr not in OCR_WAYS or OCR_WAYS.index(ocr) < OCR_WAYS.index(machine.scan.ocr)):
        raise ConfigError(say("problem.ocr_floor", floor=machine.scan.ocr, path=sources.machine_path))
    overlays = _added(sources, "rules.overlays", machine.rules.overlays, nearer.rules.overlays, given.pop("overlays", ()))
    policies = _added(sources, "rules.policy", [machine.rules.policy], [nearer.rules.policy], ())
    lexicons, models = _kept_by_machine(sources, "lexicons"), _kept_by_machine(sources, "models")
    fingerprints = sources.first("rules.fingerprints", "fingerprints", "rules")
    config = Config(
        limits=limits,
        lexicons=Path(lexicons) if lexicons else shipped("lexicons"),
        ocr=ocr,
        overlays=tuple(Path(o) for o in overlays),
        policies=tuple(Path(p) for p in policies),
        models=Path(models) if models else shipped("models"),
        cleared_pictures=_cleared(sources),
        contact=sources.first("scan.contact", "contact", "scan"),
        recipient=sources.first("scan.recipient", "recipient", "scan"),
        baseline=_baseline(sources),
        fingerprints=Path(fingerprints) if fingerprints else None,
        **given,
    )
    origin.update(dict.fromkeys(given, TYPED))
    if machine.allow.unsigned is not False:
        return config
    origin["allow.unsigned"] = sources.machine_path
    named = (config.lexicons, config.models, *config.overlays, *(one if one.is_dir() else one.parent for one in config.policies))
    return replace(config, signed=named)


def _limits(sources: _Sources) -> Limits:
    """Figures of all sources; a user's own may be smaller than the machine's, never larger."""
    figures: dict[str, float] = {}
    typed = {name: sources.typed.pop(name) for name in list(sources.typed) if name in LIMITS}
    for given, path in (
        (sources.machine.limits, sources.machine_path),
        (sources.nearer.limits, sources.nearer_path),
        (typed, TYPED),
    ):
        for name, figure in given.items():
            most = sources.machine.limits.get(name)
            if most is not None and figure > most:
                raise ConfigError(say("problem.limit_above", name=name, found=f"{figure:g}", most=f"{most:g}", path=path))
            figures[name] = figure
            sources.origin[f"limits.{name}"] = path
    kinds = {f.name: int if "int" in str(f.type) else float for f in fields(Limits)}
    return Limits(**{name: kinds[name](figure) for name, figure in figures.items()})  # type: ignore[arg-type]  # kinds match the fields


def _added(sources: _Sources, key: str, machine: list[str], nearer: list[str], typed: tuple[Any, ...]) -> list[Any]:
    """What adds up over all sources."""
    named = [(machine, sources.machine_path), (nearer, sources.nearer_path), (list(typed), TYPED)]
    paths = [path for given, path in named if any(given)]
    if paths:
        sources.origin[key] = " + ".join(paths)
    return [one for given, _ in named for one in given if one]


def _kept_by_machine(sources: _Sources, name: str) -> str:
    """The folder of the rules or the model: a machine's own one is not set aside."""
    key = f"rules.{name}"
    if own := str(getattr(sources.machine.rules, name)):
        sources.origin[key] = sources.machine_path
        if sources.typed.pop(name, None) or getattr(sources.nearer.rules, name) not in ("", own):
            raise ConfigError(say("problem.not_allowed", option=key, path=sources.machine_path))
        return own
    return str(sources.first(key, name, "rules"))


def _cleared(sources: _Sources) -> frozenset[str]:
    """Pictures an office has looked at: a user's own count only where the machine leaves them to users."""
    machine = {one.lower() for one in sources.machine.scan.cleared_pictures}
    own = {one.lower() for one in sources.nearer.scan.cleared_pictures}
    allow = sources.machine.allow.cleared_pictures
    if own - machine and (allow is False or (machine and allow is None)):
        raise ConfigError(say("problem.not_allowed", option="scan.cleared_pictures", path=sources.machine_path))
    paths = [path for given, path in ((machine, sources.machine_path), (own, sources.nearer_path)) if given]
    if paths:
        sources.origin["scan.cleared_pictures"] = " + ".join(paths)
    return frozenset(machine | own)


def _baseline(sources: _Sources) -> Path | None:
    """The baseline: another than the machine's only where the machine leaves it to users."""
    machine, allow = sources.machine.rules.baseline, sources.machine.allow.baseline
    chosen = str(sources.first("rules.baseline", "baseline", "rules"))
    if chosen and chosen != machine and (allow is False or (machine and allow is None)):
        raise ConfigError(say("problem.not_allowed", option="--baseline", path=sources.machine_path))
    return Path(chosen) if chosen else None


def _settings(config: Config, origin: Mapping[str, str]) -> list[Setting]:
    rows: list[tuple[str, object]] = [
        ("scan.ocr", config.ocr),
        ("scan.contact", config.contact),
        ("scan.recipient", config.recipient),
        ("scan.cleared_pictures", len(config.cleared_pictures)),
        ("rules.overlays", " ".join(map(str, config.overlays))),
        ("rules.policy", " ".join(map(str, config.policies))),
        ("rules.fingerprints", config.fingerprints or ""),
        ("rules.baseline", config.baseline or ""),
        ("rules.lexicons", config.lexicons),
        ("rules.models", config.models),
        ("allow.unsigned", "false" if config.signed else "true"),
        *((f"limits.{one.name}", getattr(config.limits, one.name)) for one in fields(Limits)),
        ("as_of", config.as_of),
        ("declarations", " ".join(f"{key}={'yes' if answer else 'no'}" for key, answer in config.declarations)),
        ("declared_by", config.declared_by),
    ]
    return [Setting(key, str(value), origin.get(key, DEFAULT)) for key, value in rows]
