"""What was reviewed is what is handed over: released items copied beside a manifest that any `sha256sum -c` can check.

In: a finished run, a new folder. Out: a BagIt folder (RFC 8493): data/, manifest-sha256.txt, bagit.txt, bag-info.txt,
tagmanifest-sha256.txt; where asked for manifest-sm3.txt, where copies had to be called otherwise outscan-names.txt.
Law: every copy is made from bytes whose hash is the one that was judged; where a file changed since, no seal is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, func, select

from outscan.batch import bag
from outscan.batch.ledger import Run, real_path
from outscan.batch.package import in_force
from outscan.batch.remote import fetch
from outscan.batch.tables import item, verdict
from outscan.errors import OutscanError
from outscan.types import Action
from outscan.words.batch import BATCH
from outscan.words.said import said

MOST = 1 << 40


@dataclass(frozen=True, slots=True)
class Sealed:
    """How many files were sealed, how many were held back, how many copies are called otherwise than their originals."""

    many: int
    left: int
    renamed: int = 0


def seal(link: Connection, run: Run, target: Path, *, sm3: bool = False) -> Sealed:
    """Copy what may be released and seal it, with SM3 beside SHA-256 where asked for. Raises OutscanError."""
    if sm3 and not bag.sm3():
        raise OutscanError(said(BATCH, "no_sm3"))
    if run.state != "done":
        raise OutscanError(said(BATCH, "seal_unfinished", run=run.id))
    if os.path.lexists(target) and (target.is_symlink() or not target.is_dir() or any(target.iterdir())):
        raise OutscanError(said(BATCH, "seal_exists", path=target))
    columns = select(item.c.id, item.c.path, item.c.raw, item.c.source, item.c.sha256, in_force().label("action"))
    rows: Sequence[Any] = link.execute(
        columns.join(verdict, verdict.c.item == item.c.id).where(item.c.run == run.id, item.c.state == "done").order_by(item.c.id)
    ).all()
    released = [row for row in rows if row.action == Action.RELEASE]
    if not released:
        raise OutscanError(said(BATCH, "seal_nothing", run=run.id))
    made = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.rmtree(made, ignore_errors=True)
    try:
        payload = _payload(released, made, ("sha256", "sm3") if sm3 else ("sha256",))
        _tags(made, link, run, payload)
        if target.exists():
            target.rmdir()
        made.rename(target)
    except OSError as error:
        raise OutscanError(said(BATCH, "not_written", path=target, why=error.strerror or type(error).__name__)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    return Sealed(len(released), run_total(link, run) - len(released), len(payload.renamed))


@dataclass(slots=True)
class _Payload:
    """What was copied: (name, digests) of each file, octets in all, and (name, what it was called) where that is another."""

    files: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    octets: int = 0
    renamed: list[tuple[str, str]] = field(default_factory=list)


def _payload(rows: Sequence[Any], made: Path, algorithms: Sequence[str]) -> _Payload:
    """Copies of `rows` below data/. Raises OutscanError where one is not what was judged."""
    out, places = _Payload(), bag.Places()
    for row in rows:
        parts = _parts(row)
        name = places.take(parts, row.id)
        digests, size = _copied(real_path(row), made / "data" / name, row.sha256, row.path, algorithms)
        out.files.append((f"data/{name}", digests))
        out.octets += size
        if name != "/".join(parts):
            out.renamed.append((name, "/".join(parts)))
    return out


def run_total(link: Connection, run: Run) -> int:
    """Everything that was met in a run."""
    return int(link.execute(select(func.count()).select_from(item).where(item.c.run == run.id)).scalar_one())


def _parts(row: Any) -> list[str]:  # noqa: ANN401 - a row of the ledger
    """Where an item lies below its source's own name: folders and name, none of them a way out."""
    own = "/" if "://" in row.source else os.sep
    base = row.source.replace(own, "/").rstrip("/").rpartition("/")[2]
    below = row.path.removeprefix(row.source).replace(own, "/").strip("/")
    inside = below.split("/") if below else []
    if row.raw is not None and inside:
        inside = [_text(part) for part in row.raw.split(b"/")[-len(inside) :]]
    return [part for part in (base, *inside) if part not in {"", ".", ".."}] or [str(row.id)]


def _text(part: bytes) -> str:
    """A name as text: in UTF-8, as Chinese systems write it, or what it can be shown as."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return part.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.decode("utf-8", "backslashreplace")


def _copied(path: str, copy: Path, sha256: str, shown: str, algorithms: Sequence[str]) -> tuple[dict[str, str], int]:
    """Copy `path` and hash what was copied; returns digests and size. Raises OutscanError where it is not what was judged."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    with copy.open("xb") as out:
        digests, size = bag.digests(_through(_chunks(path, shown), out), algorithms)
        out.flush()
        os.fsync(out.fileno())
    if digests["sha256"] != sha256:
        raise OutscanError(said(BATCH, "seal_changed", path=shown))
    return digests, size


def _through(chunks: Iterator[bytes], out: BinaryIO) -> Iterator[bytes]:
    for chunk in chunks:
        out.write(chunk)
        yield chunk


def _chunks(path: str, shown: str) -> Iterator[bytes]:
    if "://" in path:
        data, gap = fetch(path, MOST)
        if data is None or gap:
            raise OutscanError(said(BATCH, "seal_changed", path=shown))
        yield data
        return
    try:
        yield from bag.pieces(Path(path))
    except FileNotFoundError:
        raise OutscanError(said(BATCH, "seal_gone", path=shown)) from None
    except OSError as error:
        raise OutscanError(said(BATCH, "seal_unread", path=shown, why=error.strerror or type(error).__name__)) from None


def _tags(made: Path, link: Connection, run: Run, payload: _Payload) -> None:
    info = {
        "Payload-Oxum": f"{payload.octets}.{len(payload.files)}",
        "Bagging-Software": "outscan",
        "Outscan-Run": str(run.id),
        "Outscan-Day": run.day,
        "Outscan-Recipient": " ".join(str(run.options.get("recipient", "")).split()),
        "Outscan-Released": str(len(payload.files)),
        "Outscan-Found": str(run_total(link, run)),
        "Outscan-Ledger-Head": ledger_head(link, run),
    }
    rows = sorted((bag.written(name), digests) for name, digests in payload.files)
    files = {
        bag.BAG: "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        bag.INFO: "".join(f"{name}: {value}\n" for name, value in info.items()),
    }
    for algorithm, name in (("sha256", bag.MANIFEST), ("sm3", bag.MANIFEST_SM3)):
        if algorithm in rows[0][1]:
            files[name] = "".join(f"{digests[algorithm]}  {path}\n" for path, digests in rows)
    if payload.renamed:
        files[bag.NAMES] = "".join(
            f"{bag.written(name)}\t{json.dumps(old, ensure_ascii=False)}\n" for name, old in payload.renamed
        )
    tags = ""
    for name, text in files.items():
        data = text.encode("utf-8", "surrogateescape")
        (made / name).write_bytes(data)
        tags += f"{hashlib.sha256(data).hexdigest()}  {name}\n"
    (made / bag.TAGS).write_bytes(tags.encode())


def ledger_head(link: Connection, run: Run) -> str:
    """A digest over every verdict of a run in the order of its rows: the seal names what the ledger said when it was made."""
    head = hashlib.sha256(json.dumps([run.id, run.day, run.making, run.deciding, list(run.sources)]).encode())
    asked = select(item.c.path, item.c.sha256, item.c.state, in_force()).select_from(item)
    rows = asked.outerjoin(verdict, verdict.c.item == item.c.id).where(item.c.run == run.id).order_by(item.c.id)
    for row in link.execute(rows.execution_options(yield_per=2000)):
        head.update(json.dumps(list(row), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return head.hexdigest()
