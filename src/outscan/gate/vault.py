"""Bytes that must be held: AES-256-GCM under a key of their own, wrapped by the vault's key, which is in no database.

In: a spool file. Out: a sealed file and its wrapped key; and back. Destroying the key is the destruction of the bytes.
Law: a genuine mark that may not be stored here never comes here (`engine` sees to it). A lost vault key is a documented loss.
"""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from outscan.errors import StoreError
from outscan.gate.spool import private_folder, wipe
from outscan.words.gate import GATE
from outscan.words.said import said

Read = Callable[[int], bytes]
CHUNK = 1 << 20
_TAG = 16
_KEY = 32
_NONCE = 12


@dataclass(frozen=True, slots=True)
class Vault:
    """A private folder of sealed files and the key that wraps their keys."""

    folder: Path
    master: bytes

    @classmethod
    def at(cls, folder: Path, key_file: Path) -> Vault:
        """The vault at `folder`, its key in `key_file`; both are made where there are none. Raises StoreError."""
        private_folder(folder)
        return cls(folder, vault_key(key_file))

    def seal(self, source: Path, name: str) -> str:
        """Seal the bytes of `source` under `name`; the wrapped key to keep in the database."""
        key = AESGCM.generate_key(256)
        handle = os.open(self.folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as out, source.open("rb") as data:
            for chunk in _sealed(AESGCM(key), data.read, name):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        return self._wrap(key, name)

    def open(self, name: str, wrapped: str) -> Iterator[bytes]:
        """The bytes of `name`, chunk by chunk. Raises StoreError where key or file is not what was sealed."""
        try:
            cipher = AESGCM(self._unwrap(wrapped, name))
            with (self.folder / name).open("rb") as file:
                yield from _opened(cipher, file.read, name)
        except (InvalidTag, OSError, ValueError) as error:
            raise StoreError(said(GATE, "gate_vault_broken", why=type(error).__name__)) from None

    def destroy(self, name: str) -> None:
        """Remove the sealed file; whoever calls this also forgets the wrapped key."""
        wipe(self.folder / name)

    def rewrap(self, wrapped: str, name: str, fresh: Vault) -> str:
        """The wrapped key of `name` under the key of `fresh`: how a vault key is changed. Raises StoreError."""
        try:
            return fresh._wrap(self._unwrap(wrapped, name), name)
        except (InvalidTag, ValueError) as error:
            raise StoreError(said(GATE, "gate_vault_broken", why=type(error).__name__)) from None

    def cloak(self, text: str, purpose: str) -> str:
        """`text` for a cookie: nobody else reads or changes it."""
        nonce = secrets.token_bytes(_NONCE)
        return base64.urlsafe_b64encode(nonce + AESGCM(self.master).encrypt(nonce, text.encode(), purpose.encode())).decode()

    def uncloak(self, text: str, purpose: str) -> str:
        """What was cloaked. Raises StoreError for anything else."""
        try:
            raw = base64.urlsafe_b64decode(text)
            return AESGCM(self.master).decrypt(raw[:_NONCE], raw[_NONCE:], purpose.encode()).decode()
        except (InvalidTag, ValueError) as error:
            raise StoreError(said(GATE, "gate_vault_broken", why=type(error).__name__)) from None

    def _wrap(self, key: bytes, name: str) -> str:
        nonce = secrets.token_bytes(_NONCE)
        return base64.b64encode(nonce + AESGCM(self.master).encrypt(nonce, key, name.encode())).decode()

    def _unwrap(self, wrapped: str, name: str) -> bytes:
        raw = base64.b64decode(wrapped, validate=True)
        return AESGCM(self.master).decrypt(raw[:_NONCE], raw[_NONCE:], name.encode())


def vault_key(path: Path) -> bytes:
    """The 32 bytes of `path`, made where there is no file. Raises StoreError where it is short or open to others."""
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(_KEY))
        key, mode = path.read_bytes(), path.stat().st_mode
    except OSError as error:
        raise StoreError(said(GATE, "gate_not_writable", path=path, why=error.strerror or type(error).__name__)) from None
    if os.name == "posix" and mode & 0o077:
        raise StoreError(said(GATE, "gate_not_private", path=path))
    if len(key) != _KEY:
        raise StoreError(said(GATE, "gate_vault_broken", why=f"{len(key)} != {_KEY}"))
    return key


def vault_path(named: str, data: Path) -> Path:
    """Where the vault's key lies: as named, as systemd hands it over, or beside the data of one person's gate."""
    if named:
        return Path(named)
    credentials = os.environ.get("CREDENTIALS_DIRECTORY", "")
    return Path(credentials) / "vault.key" if credentials else data / "vault.key"


def instance(data: Path) -> str:
    """What tells this data folder from every other that shares a database."""
    path = data / "instance"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(8))
    return path.read_text("ascii").strip()


def fingerprint(key: bytes) -> str:
    """A few digits by which two people can tell whether they hold the same key."""
    return hashlib.sha256(b"outscan vault key" + key).hexdigest()[:16]


def _nonce(number: int, *, last: bool) -> bytes:
    """Each chunk has a number and says whether it is the last: none can be cut, swapped or added."""
    return number.to_bytes(_NONCE - 1, "big") + bytes([last])


def _sealed(cipher: AESGCM, read: Read, name: str) -> Iterator[bytes]:
    """Chunks of plain bytes, each sealed."""
    yield from _chunks(read, CHUNK, lambda data, nonce: cipher.encrypt(nonce, data, name.encode()))


def _opened(cipher: AESGCM, read: Read, name: str) -> Iterator[bytes]:
    """Sealed chunks, each opened. Raises InvalidTag."""
    yield from _chunks(read, CHUNK + _TAG, lambda data, nonce: cipher.decrypt(nonce, data, name.encode()))


def _chunks(read: Read, size: int, turn: Callable[[bytes, bytes], bytes]) -> Iterator[bytes]:
    data, number = read(size), 0
    while True:
        following = read(size)
        yield turn(data, _nonce(number, last=not following))
        if not following:
            return
        data, number = following, number + 1
