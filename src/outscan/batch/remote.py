"""Files of an object store (S3, MinIO) through fsspec: listed, and read whole within the limit of a file.

In: `s3://bucket/prefix`. Out: entries of the manifest; bytes. Credentials come from the environment, as the store's own tools
read them (AWS_ACCESS_KEY_ID, AWS_ENDPOINT_URL_S3 …); nothing of them is written down.
Archives are not opened here: our own walkers know bombs, limits and Chinese names (docs/batch.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from typing import Any

from outscan.batch.manifest import Entry, Ignores
from outscan.errors import OutscanError
from outscan.words.batch import BATCH
from outscan.words.said import said

SCHEMES = ("s3", "memory")
"""Stores that are opened; everything else is a mount of the operating system."""


@cache
def _store(scheme: str, process: int) -> Any:  # noqa: ANN401 - an fsspec file system
    del process  # a connection is not carried into another process
    import fsspec

    options: dict[str, Any] = {}
    if scheme == "s3" and (endpoint := os.environ.get("AWS_ENDPOINT_URL_S3") or os.environ.get("AWS_ENDPOINT_URL")):
        options["endpoint_url"] = endpoint
    return fsspec.filesystem(scheme, **options)


def list_remote(source: str, ignored: Ignores | None) -> Iterator[Entry]:
    """Everything under `source`, in name order. Raises OutscanError where it cannot be listed at all."""
    scheme, _, prefix = source.partition("://")
    if scheme not in SCHEMES:
        raise OutscanError(said(BATCH, "no_source", path=source))
    try:
        found: dict[str, dict[str, Any]] = _store(scheme, os.getpid()).find(prefix, detail=True)
    except ImportError:
        raise OutscanError(said(BATCH, "extra", extra="s3")) from None
    except Exception as error:  # noqa: BLE001 - a store's client raises errors of many libraries
        raise OutscanError(said(BATCH, "unreachable_source", path=source, why=type(error).__name__)) from None
    if not found:
        raise OutscanError(said(BATCH, "no_source", path=source))
    root = prefix.strip("/")
    for name, entry in sorted(found.items()):
        inside = name.strip("/").removeprefix(root).lstrip("/") or name
        path = f"{scheme}://{name.lstrip('/')}"
        if entry.get("type") == "directory":
            continue
        if ignored is not None and ignored(inside):
            yield Entry(path, source, "skipped", "ignored")
            continue
        size = int(entry.get("size") or 0)
        tag = str(entry.get("ETag", "")).strip('"')
        stamp = f"{tag}:{size}:{entry.get('LastModified', '')}" if tag else ""
        yield Entry(path, source, size=size, stamp=stamp[:120])


def fetch(path: str, most: int) -> tuple[bytes | None, str]:
    """The bytes of `path`, or None and why not. More than `most` bytes are not fetched: what is too large says so itself."""
    scheme, _, name = path.partition("://")
    try:
        with _store(scheme, os.getpid()).open(name, "rb") as file:
            return bytes(file.read(most + 1)), ""
    except FileNotFoundError:
        return None, "FileNotFoundError"
    except Exception as error:  # noqa: BLE001 - as above: one object that cannot be read is a gap, not the end of a run
        return None, type(error).__name__
