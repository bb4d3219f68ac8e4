"""What was reviewed is what is handed over: released items copied beside a manifest that any `sha256sum -c` can check.

In: a finished run, a new folder. Out: a BagIt folder (RFC 8493): data/, manifest-sha256.txt, bagit.txt, bag-info.txt,
tagmanifest-sha256.txt. Then, at the partner's door: a folder, and what in it is not as sealed.
Law: every copy is made from bytes whose hash is the one that was judged; where a file changed since, no seal is made.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from outscan.batch.ledger import Run, real_path
from outscan.batch.package import in_force
from outscan.batch.remote import fetch
from outscan.batch.tables import item, verdict
from outscan.errors import OutscanError
from outscan.types import Action
from outscan.words.batch import BATCH
from outscan.words.said import said

MANIFEST, TAGS, INFO, BAG = "manifest-sha256.txt", "tagmanifest-sha256.txt", "bag-info.txt", "bagit.txt"
CHUNK = 1 << 20
MOST = 1 << 40


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as sealed: changed, extra, missing, or renamed from `old`."""

    what: str
    path: str
    old: str = ""


def seal(link: Connection, run: Run, target: Path) -> tuple[int, int]:
    """Copy what may be released and seal it; returns how many were sealed and how many were held back. Raises OutscanError."""
    if run.state != "done":
        raise OutscanError(said(BATCH, "seal_unfinished", run=run.id))
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
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
        taken: set[str] = set()
        lines, octets = [], 0
        for row in released:
            name = _inside(row.path, row.source, row.id, taken)
            octets += _copied(real_path(row), made / "data" / name, row.sha256, row.path)
            lines.append(f"{row.sha256}  data/{_written(name)}\n")
        _tags(made, link, run, lines, octets)
        if target.exists():
            target.rmdir()
        made.rename(target)
    except OSError as error:
        raise OutscanError(said(BATCH, "not_written", path=target, why=error.strerror or type(error).__name__)) from None
    finally:
        shutil.rmtree(made, ignore_errors=True)
    listed = run_total(link, run)
    return len(released), listed - len(released)


def run_total(link: Connection, run: Run) -> int:
    """Everything that was met in a run."""
    return int(link.execute(select(func.count()).select_from(item).where(item.c.run == run.id)).scalar_one())


def _inside(path: str, source: str, number: int, taken: set[str]) -> str:
    """The place of a copy below data/: its path below the source's own name; never two at one place, never a way out."""
    base = source.rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    below = path.removeprefix(source).replace("\\", "/").lstrip("/")
    parts = [part for part in (base, *below.split("/")) if part not in {"", ".", ".."}]
    name = "/".join(parts) if below else base
    if name.casefold() in taken:  # two sources of one name, or names that differ in case only
        name = f"{number}/{name}"
    taken.add(name.casefold())
    return name


def _copied(path: str, copy: Path, sha256: str, shown: str) -> int:
    """Copy `path` and hash what was copied; returns its size. Raises OutscanError where it is not what was judged."""
    copy.parent.mkdir(parents=True, exist_ok=True)
    told, size = hashlib.sha256(), 0
    with copy.open("xb") as out:
        for chunk in _chunks(path, shown):
            told.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    if told.hexdigest() != sha256:
        raise OutscanError(said(BATCH, "seal_changed", path=shown))
    return size


def _chunks(path: str, shown: str) -> Iterator[bytes]:
    if "://" in path:
        data, gap = fetch(path, MOST)
        if data is None or gap:
            raise OutscanError(said(BATCH, "seal_changed", path=shown))
        yield data
        return
    try:
        with Path(path).open("rb") as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except FileNotFoundError:
        raise OutscanError(said(BATCH, "seal_changed", path=shown)) from None


def _written(name: str) -> str:
    """A name as a manifest writes it (RFC 8493 §2.1.3)."""
    return name.replace("%", "%25").replace("\n", "%0A").replace("\r", "%0D")


def _read(name: str) -> str:
    return name.replace("%0D", "\r").replace("%0d", "\r").replace("%0A", "\n").replace("%0a", "\n").replace("%25", "%")


def _tags(made: Path, link: Connection, run: Run, lines: list[str], octets: int) -> None:
    info = {
        "Payload-Oxum": f"{octets}.{len(lines)}",
        "Bagging-Software": "outscan",
        "Outscan-Run": str(run.id),
        "Outscan-Day": run.day,
        "Outscan-Recipient": str(run.options.get("recipient", "")).replace("\n", " "),
        "Outscan-Released": str(len(lines)),
        "Outscan-Found": str(run_total(link, run)),
        "Outscan-Ledger-Head": ledger_head(link, run),
    }
    files = {
        MANIFEST: "".join(sorted(lines, key=lambda line: line[66:])),
        BAG: "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        INFO: "".join(f"{name}: {value}\n" for name, value in info.items()),
    }
    tags = ""
    for name, text in files.items():
        data = text.encode("utf-8", "surrogateescape")
        (made / name).write_bytes(data)
        tags += f"{hashlib.sha256(data).hexdigest()}  {name}\n"
    (made / TAGS).write_text(tags, "utf-8")


def ledger_head(link: Connection, run: Run) -> str:
    """A digest over every verdict of a run in the order of its rows: the seal names what the ledger said when it was made."""
    told = hashlib.sha256(json.dumps([run.id, run.day, run.making, run.deciding, list(run.sources)]).encode())
    asked = select(item.c.path, item.c.sha256, item.c.state, in_force()).select_from(item)
    rows = asked.outerjoin(verdict, verdict.c.item == item.c.id).where(item.c.run == run.id).order_by(item.c.id)
    for row in link.execute(rows.execution_options(yield_per=2000)):
        told.update(json.dumps(list(row), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return told.hexdigest()


def verify(folder: Path) -> tuple[int, list[Difference]]:
    """How many files were sealed, and everything that is not as sealed. Raises OutscanError where there is no seal."""
    try:
        sealed = dict(_manifest(folder / MANIFEST))
    except (OSError, ValueError):
        raise OutscanError(said(BATCH, "verify_none", path=folder)) from None
    found = {path: _hash(folder / path) for path in _met(folder / "data", folder)}
    missing = {path: sealed[path] for path in sealed.keys() - found.keys()}
    extra = {path: found[path] for path in found.keys() - sealed.keys()}
    out = [Difference("changed", path) for path in sorted(sealed.keys() & found.keys()) if sealed[path] != found[path]]
    for path in sorted(extra):
        old = next((one for one in sorted(missing) if missing[one] == extra[path]), None)
        if old is None:
            out.append(Difference("extra", path))
        else:
            del missing[old]
            out.append(Difference("renamed", path, old))
    out += [Difference("missing", path) for path in sorted(missing)]
    return len(sealed), out + _tags_wrong(folder)


def _tags_wrong(folder: Path) -> list[Difference]:
    """The seal's own files: each is as its tag manifest says, and nothing else lies beside them."""
    try:
        tags = dict(_manifest(folder / TAGS))
    except (OSError, ValueError):
        return [Difference("missing", TAGS)]
    out = []
    for name in (MANIFEST, BAG, INFO):
        if not (folder / name).is_file():
            out.append(Difference("missing", name))
        elif tags.get(name) != _hash(folder / name):
            out.append(Difference("changed", name))
    beside = {entry.name for entry in folder.iterdir()} - {"data", MANIFEST, BAG, INFO, TAGS}
    return out + [Difference("extra", name) for name in sorted(beside)]


def _manifest(path: Path) -> Iterator[tuple[str, str]]:
    for line in path.read_bytes().decode("utf-8", "surrogateescape").splitlines():
        if line:
            digest, name = line[:64], line[66:]
            if len(line) < 67 or line[64:66] not in {"  ", " *"}:  # noqa: PLR2004 - 64 digits, two signs, a name
                raise ValueError(line)
            yield _read(name), digest.lower()


def _met(folder: Path, root: Path) -> Iterator[str]:
    """Every file below `folder`; a link is a file too many, whatever it leads to."""
    for here, folders, files in os.walk(folder):
        for name in (*files, *(one for one in folders if Path(here, one).is_symlink())):
            yield Path(here, name).relative_to(root).as_posix()


def _hash(path: Path) -> str:
    """The sha256 of a file, "" for anything else."""
    if path.is_symlink() or not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
