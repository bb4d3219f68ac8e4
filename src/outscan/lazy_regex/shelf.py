"""Compiled expressions that lie ready: what `re.compile` makes of a source, kept as the numbers of its program.

In: a source and its flags. Out: the compiled expression. Python's compiler of expressions is written in Python and takes a third
of a millisecond for each; the engine takes its program as numbers, checks it, and is ready in a hundredth of that.
What is kept holds for one version of the interpreter and of Unicode alone: another one, or an expression that is not kept, is
compiled as ever. An expression is named by a digest of its source, which stands in its module already; a program is packed
as numbers of as many bytes as they need. `tests/test_shelf.py` holds every kept program equal to the compiled one. The file is
part of the package, as its byte code is, and is made by `scripts/make_shelf.py`; nothing writes it while documents are read.
"""

from __future__ import annotations

import hashlib
import re
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

PATH = Path(__file__).with_name("shelf.msgpack")


class _Kept(msgspec.Struct, frozen=True, array_like=True):
    """One expression: its flags as compiled, its groups and their names, and its program, packed."""

    flags: int
    groups: int
    names: dict[str, int]
    program: bytes


class _Shelf(msgspec.Struct, frozen=True, array_like=True):
    """Every kept expression by the digest of its flags and source, and the interpreter they were made by."""

    maker: str
    kept: dict[int, _Kept]


def maker() -> str:
    """The interpreter whose programs these are: another one's are not asked."""
    import _sre  # noqa: PLC0415 - of CPython alone: elsewhere nothing is kept

    return f"{sys.implementation.cache_tag} {_sre.MAGIC} {_sre.CODESIZE} {unicodedata.unidata_version} {sys.byteorder}"


def compiled(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile(source, flags)` gives."""
    kept = _shelf().get(_key(source, flags))
    return re.compile(source, flags) if kept is None else _made(source, kept)


def shelved(expressions: Iterable[tuple[str, int]]) -> bytes:
    """The file that keeps `expressions`, each a source and its flags."""
    return msgspec.msgpack.encode(_Shelf(maker(), {_key(*one): _program(*one) for one in sorted(set(expressions))}))


@cache
def _shelf() -> dict[int, _Kept]:
    try:
        shelf = msgspec.msgpack.decode(PATH.read_bytes(), type=_Shelf)
        return shelf.kept if shelf.maker == maker() else {}
    except (OSError, ImportError, msgspec.DecodeError):
        return {}


def _key(source: str, flags: int) -> int:
    written = f"{int(flags)} {source}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(written, digest_size=8).digest())


def _made(source: str, kept: _Kept) -> re.Pattern[str]:
    import _sre  # noqa: PLC0415 - as above

    program = msgspec.msgpack.decode(kept.program, type=list[int])
    named = [""] * (kept.groups + 1)
    for name, group in kept.names.items():
        named[group] = name
    made: re.Pattern[str] = _sre.compile(
        source, kept.flags, program, kept.groups, kept.names, tuple(name or None for name in named)
    )
    return made


def _program(source: str, flags: int) -> _Kept:
    from re import _compiler, _parser  # type: ignore[attr-defined]  # noqa: PLC0415 - only where the file is made

    from outscan.lazy_regex.firsts import with_firsts  # noqa: PLC0415 - as above

    parsed: Any = _parser.parse(source, flags)
    made = re.compile(source, flags)
    code = with_firsts(parsed, list(map(int, _compiler._code(parsed, flags))))  # noqa: SLF001 - its compiler alone makes programs
    return _Kept(made.flags, made.groups, dict(made.groupindex), msgspec.msgpack.encode(code))
