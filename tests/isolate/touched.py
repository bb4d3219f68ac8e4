"""Imports every module of the package and prints what of the process it touched; run by a test in a process of its own."""

from __future__ import annotations

import importlib
import locale
import logging
import os
import pkgutil
import sys
from importlib.util import find_spec

APART = (".__main__", ".migrations", ".engines.dask")
"""Modules that are started, not imported."""


def state() -> dict:
    own = {
        name: logger.level
        for name, logger in logging.root.manager.loggerDict.items()
        if isinstance(logger, logging.Logger) and logger.level and name not in {"olefile", "sqlalchemy"}  # they set their own
    }
    return {
        "environment": {f"{name}={value}" for name, value in os.environ.items()},
        "root logger": (logging.root.level, list(logging.root.handlers)),
        "loggers": own,
        "locale": locale.setlocale(locale.LC_ALL),
        "folder": os.getcwd(),
        "hooks": (sys.excepthook, sys.unraisablehook, sys.getrecursionlimit()),
    }


def main() -> None:
    if find_spec("sklearn") is not None:  # an extra that sets variables of its own
        importlib.import_module("sklearn")
    before = state()
    import outscan

    for found in pkgutil.walk_packages(outscan.__path__, "outscan."):
        if not any(part in found.name for part in APART):
            importlib.import_module(found.name)
    after = state()
    changed = [name for name in before if before[name] != after[name]]
    told = [sorted(after[n] - before[n]) if isinstance(before[n], set) else [n, str(after[n])] for n in changed]
    sys.stdout.write(str(told))


if __name__ == "__main__":
    main()
