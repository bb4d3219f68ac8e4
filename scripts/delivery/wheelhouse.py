"""A wheelhouse for a platform that is not this one: every wheel named by its platform tags, checked to be whole, with its hashes.

In: a wheel of outscan, extras, a platform, a version of Python. Out: a folder of wheels and `requirements.txt` with hashes. What
has no wheel for the platform is named, and nothing is written for it: a source archive would ask for a compiler on the machine.

What pip picks by itself is chosen for the machine it runs on (cryptography for glibc 2.34 on a new one); machines with glibc 2.28
(Kylin V10, UOS 20, openEuler 20.03, RHEL 8) need the older wheels, so every tag up to 2.28 is asked for by name (PEP 600).
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

GLIBC = 28
"""The newest 2.x that a wheel may ask for."""
_OLD = {12: "manylinux2010", 17: "manylinux2014", 5: "manylinux1"}
MACHINES = ("x86_64", "aarch64")


class NoWheel(Exception):
    """No wheel is to be had for a platform; the message is pip's own last line."""


def tags(machine: str) -> list[str]:
    """Platform tags from glibc 2.28 down to the oldest, newest first."""
    named: list[str] = []
    for minor in range(GLIBC, 4, -1):
        named.append(f"manylinux_2_{minor}_{machine}")
        if minor in _OLD and (machine == "x86_64" or minor >= 17):
            named.append(f"{_OLD[minor]}_{machine}")
    return named


def pip_options(machine: str, python: str) -> list[str]:
    """What tells pip to choose for another machine."""
    abi = f"cp{python.replace('.', '')}"
    chosen = ["--only-binary=:all:", "--implementation", "cp", "--python-version", python]
    chosen += [word for one in (abi, "abi3", "none") for word in ("--abi", one)]
    return chosen + [word for one in tags(machine) for word in ("--platform", one)]


def gathered(wheel: Path, extras: str, machine: str, python: str, target: Path) -> Path:
    """The wheelhouse in `target`. Raises NoWheel, RuntimeError where it is not whole."""
    wanted = f"outscan[{extras}] @ {wheel.resolve().as_uri()}" if extras else str(wheel)
    target.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--disable-pip-version-check",
            "--dest",
            target,
            *pip_options(machine, python),
            wanted,
        ],
        check=False,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise NoWheel((done.stderr.strip().splitlines() or ["?"])[-1])
    wheels = sorted(target.glob("*.whl"))
    if missing := lacking(wheels, extras, machine, python):
        raise NoWheel(f"{', '.join(missing)}: needed on {machine} only, and not among what pip chose here")
    newest = max((glibc_of(one) for one in wheels), default=0)
    if newest > GLIBC:
        raise RuntimeError(f"{target.name}: a library asks for glibc 2.{newest}")
    (target / "requirements.txt").write_text(requirements(wheels, extras), "utf-8")
    return target


def metadata(wheel: Path) -> Message:
    """METADATA of a wheel."""
    with zipfile.ZipFile(wheel) as kept:
        name = next(one for one in kept.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", one))
        return message_from_bytes(kept.read(name))


def requirements(wheels: list[Path], extras: str) -> str:
    """A line a wheel, its version pinned and its bytes named: what pip asks for with --require-hashes."""
    lines = []
    for one in wheels:
        told = metadata(one)
        extra = f"[{extras}]" if extras and told["Name"] == "outscan" else ""
        digest = hashlib.sha256(one.read_bytes()).hexdigest()
        lines.append(f"{told['Name']}{extra}=={told['Version']} --hash=sha256:{digest}\n")
    return "".join(lines)


def lacking(wheels: list[Path], extras: str, machine: str, python: str) -> list[str]:
    """Requirements that hold on the platform and are not in the wheelhouse: pip reads markers by the machine it runs on."""
    there = {canonicalize_name(told["Name"]): told for told in map(metadata, wheels)}
    here = {**default_environment(), "platform_machine": machine, "python_version": python, "python_full_version": f"{python}.0"}
    here |= {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
    todo, seen, missing = [("outscan", frozenset(extras.split(",")) if extras else frozenset())], set(), []
    while todo:
        name, asked = todo.pop()
        if (name, asked) in seen:
            continue
        seen.add((name, asked))
        if name not in there:
            missing.append(name)
            continue
        for line in there[name].get_all("Requires-Dist", []):
            one = Requirement(line)
            if one.marker is None or any(one.marker.evaluate({**here, "extra": extra}) for extra in (*asked, "")):
                todo.append((canonicalize_name(one.name), frozenset(one.extras)))
    return sorted(set(missing))


def glibc_of(wheel: Path) -> int:
    """The minor version of glibc 2 that the libraries of a wheel ask for by their tables of symbol versions, 0 if none."""
    newest = 0
    with zipfile.ZipFile(wheel) as kept:
        for name in kept.namelist():
            if ".so" in name:
                newest = max([newest, *(int(one) for one in re.findall(rb"GLIBC_2\.(\d+)\0", kept.read(name)))])
    return newest
