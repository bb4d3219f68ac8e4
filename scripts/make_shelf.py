#!/usr/bin/env python3
"""Compile the expressions that samples and examples ask into src/outscan/lazy_regex/shelf.msgpack, where a scan takes them from.

In: the modules of the house, its lexicons, the samples (an expression made of rules exists once it is asked). Out: the shelf.
Run it after expressions have changed: what is not on the shelf is compiled as it is asked, only slower.
"""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import outscan
from outscan.config import Config, shipped
from outscan.lazy_regex import _QUESTIONS, Lazy, shelf
from outscan.lexicon.load import load
from outscan.scanner import Scanner
from outscan.types import Blob, Where

ROOT = Path(__file__).resolve().parents[1]
OFTEN = 5
"""What fewer ask is compiled where it is asked: its place in the wheel is dearer."""
SURROGATES = re.compile(r"[\ud800-\udfff]")


def expressions(*, samples: bool = True) -> list[tuple[str, int]]:
    """The source and flags of every lazy expression, or of all that at least `OFTEN` samples or lots of examples ask."""
    for one in pkgutil.walk_packages(outscan.__path__, "outscan."):
        if not one.name.endswith("__main__"):
            with suppress(ImportError):  # of an extra that is not installed
                importlib.import_module(one.name)
    scanner = Scanner.build(Config(ocr="off"))
    asked: Counter[int] = Counter()
    for blob in (*kept(), *examples()) if samples else ():
        scanner.scan(blob)
        for one in lazy():
            if "search" in vars(one):
                asked[id(one)] += 1
                for name in _QUESTIONS:  # as if it had never been asked
                    vars(one).pop(name)
    # what neither asks is asked seldom, and would be half of the file: it is compiled where it is asked
    chosen = [one for one in lazy() if not samples or asked[id(one)] >= OFTEN]
    return [written for one in chosen if isinstance((written := one.written())[0], str)]


def lazy() -> list[Any]:
    """Every lazy expression that exists."""
    return [one for one in gc.get_objects() if type(one) is Lazy]


def kept() -> Iterator[Blob]:
    """The samples."""
    for path in sorted((ROOT / "samples").glob("*/input*")):
        if path.is_file():
            yield Blob(Where((path.name,)), path.read_bytes())


def examples() -> Iterator[Blob]:
    """What the rules say of themselves, fifty examples a text: longer ones ask more."""
    said = [example.text for item in load(shipped("lexicons"), whole=True).items for example in item.written.hits]
    for at in range(0, len(said), 50):
        yield Blob(Where((f"{at}.txt",)), "\n\n".join(said[at : at + 50]).encode("utf-8", "replace"))


def main() -> None:
    """Write the shelf and say how large it is."""
    found = [one for one in expressions() if not SURROGATES.search(one[0])]  # which no file can hold
    shelf.PATH.write_bytes(shelf.shelved(found))
    print(f"{shelf.PATH.name}  {len(set(found))} expressions  {shelf.PATH.stat().st_size} bytes")


if __name__ == "__main__":
    main()
