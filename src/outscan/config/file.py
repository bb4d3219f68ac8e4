"""outscan.toml: its shape, where it is looked for, and what is wrong with one.

In: a path. Out: `ConfigFile`. Unknown keys are errors that name the nearest known one.
"""

from __future__ import annotations

import os
import re
import sys
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import Literal

import msgspec

from outscan.errors import ConfigError
from outscan.limits import Limits
from outscan.words import nearest, say

NAME = "outscan.toml"
LIMITS = frozenset(f.name for f in fields(Limits))
_UNKNOWN = re.compile(r"unknown field `([^`]*)`(?: - at `\$\.?(\w*)`)?")


class Scan(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[scan]`."""

    ocr: Literal["auto", "off", "force", ""] = ""
    contact: str = ""
    cleared_pictures: list[str] = []
    recipient: str = ""


class Rules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[rules]`."""

    lexicons: str = ""
    overlays: list[str] = []
    policy: str = ""
    fingerprints: str = ""
    baseline: str = ""
    models: str = ""


class Allow(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`[allow]`: None where the file does not say."""

    baseline: bool | None = None
    declarations: bool | None = None
    cleared_pictures: bool | None = None
    trusted_keys: bool | None = None
    authority: bool | None = None
    unsigned: bool | None = None


class ConfigFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The shape of outscan.toml. `allow` means something in the machine's file only: what users may do."""

    scan: Scan = Scan()
    rules: Rules = Rules()
    limits: dict[str, float] = {}
    allow: Allow = Allow()


_KNOWN = {
    "": ConfigFile.__struct_fields__,
    "scan": Scan.__struct_fields__,
    "rules": Rules.__struct_fields__,
    "allow": Allow.__struct_fields__,
}


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


def read(path: Path, *, required: bool) -> ConfigFile | None:
    """The file at `path`, None where there is none and none is required. Raises ConfigError for everything else."""
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        file = msgspec.convert(table, ConfigFile)
    except FileNotFoundError as error:
        if required:
            raise ConfigError(say("problem.config_closed", path=path, why=error.strerror)) from None
        return None
    except OSError as error:  # a file that is there and cannot be read may hold what must not be loosened
        raise ConfigError(say("problem.config_closed", path=path, why=error.strerror)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(say("problem.not_toml", path=path, why=error)) from None
    except msgspec.ValidationError as error:
        raise ConfigError(_complaint(path, str(error))) from None
    for name in sorted(set(file.limits) - LIMITS):
        raise ConfigError(say("problem.config_key", path=path, table="limits", key=name, near=nearest(name, LIMITS)))
    return file


def _complaint(path: Path, said: str) -> str:
    found = _UNKNOWN.search(said)
    if found is None:
        return say("problem.config_value", path=path, why=said)
    table = found[2] or ""
    near = nearest(found[1], _KNOWN.get(table, ()))
    return say("problem.config_key", path=path, table=table or NAME, key=found[1], near=near)
