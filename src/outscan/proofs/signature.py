"""Who made a proof: Ed25519 signatures, this installation's key pair, and the public keys that are trusted here.

In: a proof, the installation's key (keys.py), `trusted.keys` of the machine and of the user. Out: signed proofs; `Signing`.
The private key is derived from the installation's key: whoever keeps a backup of that one can sign again. (RFC 8032)
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from outscan.config.file import NAME, config_folders, read
from outscan.errors import OutscanError, StoreError
from outscan.keys import derived, installation_key
from outscan.nouns import Struct
from outscan.proofs.shape import OldProofFile, ProofFile
from outscan.words import say

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

KIND = "ed25519:"
TRUSTED = "trusted.keys"
"""One public key a line, then the name of who holds it."""
_LINE = re.compile(r"(ed25519:[0-9a-f]{64})(?:[ \t]+(.*))?")
_PURPOSE = "outscan proof ed25519"
_TAG = b"outscan proof 2\0"
_FILES = b"outscan files 1\0"
"""What is signed begins with what it is: a signature under a list of files is none under a proof."""
_LINE_OF_SIGNATURE = re.compile(r"(ed25519:[0-9a-f]{64}) (ed25519:[0-9a-f]{128})\n?")


class Signer(Enum):
    """Whose signature stands under a proof."""

    OWN = auto()
    TRUSTED = auto()
    FOREIGN = auto()
    SEALED = auto()
    """Of schema 1, made elsewhere or under a key that is gone: nobody can check it."""
    BROKEN = auto()


class Signing(Struct, frozen=True):
    """What became of checking a signature; `name` is who a trusted key belongs to, `key` the public key."""

    signer: Signer
    name: str = ""
    key: str = ""


class Trusted(Struct, frozen=True):
    """A public key that is trusted here, and where that is written."""

    key: str
    name: str
    path: Path


def own_key(*, create: bool = False) -> str:
    """The public key of this installation. Raises StoreError where it has none."""
    return _shown(_private(create=create))


def sign(file: ProofFile) -> ProofFile:
    """`file` under this installation's signature; its key is made where there is none."""
    private = _private(create=True)
    named = msgspec.structs.replace(file, key=_shown(private), signature="")
    return msgspec.structs.replace(named, signature=KIND + private.sign(_body(named)).hex())


def signer_of(file: ProofFile | OldProofFile) -> Signing:
    """Whose proof this is: checked against its own key first, then by whose key that is."""
    if isinstance(file, OldProofFile):
        return Signing(_sealer(file))
    if not _holds(file.key, file.signature, _body(msgspec.structs.replace(file, signature=""))):
        return Signing(Signer.BROKEN, key=file.key)
    return _whose(file.key)


def sign_files(statement: bytes) -> str:
    """The line that stands in a detached signature of `told`, a list of files, by this installation."""
    private = _private(create=True)
    return f"{_shown(private)} {KIND}{private.sign(_FILES + statement).hex()}\n"


def signer_of_files(statement: bytes, line: str) -> Signing:
    """Whose signature of the list `told` the `line` is."""
    found = _LINE_OF_SIGNATURE.fullmatch(line)
    if found is None:
        return Signing(Signer.BROKEN)
    if not _holds(found[1], found[2], _FILES + statement):
        return Signing(Signer.BROKEN, key=found[1])
    return _whose(found[1])


def trusted_by_machine(key: str) -> bool:
    """Whether the machine's own list holds `key`: what a user trusts, or signs himself, is not asked."""
    return any(one.key == key for one in _listed(trusted_paths()[0]))


def _whose(key: str) -> Signing:
    """Whose key this is, here."""
    try:
        if own_key() == key:
            return Signing(Signer.OWN, key=key)
    except StoreError:
        pass  # a machine without a key of its own still knows whom it trusts
    known = next((one for one in trusted() if one.key == key), None)
    return Signing(Signer.TRUSTED, known.name, key) if known else Signing(Signer.FOREIGN, key=key)


def trusted_paths() -> tuple[Path, ...]:
    """Where trusted keys stand: the machine's list, and the user's where the machine does not keep it to itself."""
    machine, user = config_folders()
    settings = read(machine / NAME, required=False)
    if settings is not None and settings.allow.trusted_keys is False:
        return (machine / TRUSTED,)
    return machine / TRUSTED, user / TRUSTED


def trusted() -> tuple[Trusted, ...]:
    """All keys trusted here. Raises StoreError where a list cannot be read, is no list, or others can write it."""
    return tuple(one for path in trusted_paths() for one in _listed(path))


def trust(key: str, name: str) -> Path:
    """Trust `key` in the user's list; returns the list. Raises OutscanError."""
    if not (found := _LINE.fullmatch(key)) or found[2]:
        raise OutscanError(say("proof.no_key", found=key[:80]))
    if not name.strip() or not name.isprintable():
        raise OutscanError(say("proof.no_name"))
    path = _own_list()
    _write(path, [*((one.key, one.name) for one in _listed(path) if one.key != key), (key, name.strip())])
    return path


def forget(key: str) -> bool:
    """Trust `key` no more; whether it stood in the user's list."""
    path = _own_list()
    known = list(_listed(path))
    kept = [(one.key, one.name) for one in known if one.key != key]
    if len(kept) == len(known):
        return False
    _write(path, kept)
    return True


def _own_list() -> Path:
    paths = trusted_paths()
    if len(paths) == 1:
        raise OutscanError(say("problem.not_allowed", option="outscan keys trust", path=paths[0].with_name(NAME)))
    return paths[1]


def _listed(path: Path) -> Iterator[Trusted]:
    try:
        text = path.read_text("utf-8")
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(say("proof.list_closed", path=path, why=type(error).__name__)) from None
    if os.name == "posix" and mode & 0o022:
        raise StoreError(say("proof.list_open", path=path))
    for number, line in enumerate(text.splitlines(), 1):
        said = line.strip()
        if not said or said.startswith("#"):
            continue
        found = _LINE.fullmatch(said)
        if found is None:
            raise StoreError(say("proof.list_line", path=path, line=number))
        yield Trusted(found[1], found[2] or "", path)


def _write(path: Path, keys: list[tuple[str, str]]) -> None:
    lines = "".join(f"{key} {name}".rstrip() + "\n" for key, name in keys)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(lines)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutscanError(say("problem.unwritable", path=path, why=error.strerror or type(error).__name__)) from None


def _private(*, create: bool = False) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey  # noqa: PLC0415 - heavy; most runs meet no proof

    return Ed25519PrivateKey.from_private_bytes(derived(installation_key(create=create), _PURPOSE))


def _holds(key: str, signature: str, body: bytes) -> bool:
    """Whether `signature` is that of `body` by the holder of `key`."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - heavy; most runs meet no proof
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - the same

    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key.removeprefix(KIND)))
        public.verify(bytes.fromhex(signature.removeprefix(KIND)), body)
    except (InvalidSignature, ValueError):
        return False
    return True


def _shown(private: Ed25519PrivateKey) -> str:
    return KIND + private.public_key().public_bytes_raw().hex()


def _body(file: ProofFile) -> bytes:
    return _TAG + msgspec.json.encode(file)


def _sealer(file: OldProofFile) -> Signer:
    """A sealed proof holds where its seal was made, and is worth nothing anywhere else."""
    try:
        key = derived(installation_key(), "outscan proof")
    except StoreError:
        return Signer.SEALED
    bare = msgspec.json.encode(msgspec.structs.replace(file, seal=""))
    made = "hmac-sha256:" + hmac.new(key, bare, hashlib.sha256).hexdigest()
    return Signer.OWN if hmac.compare_digest(made.encode(), file.seal.encode()) else Signer.SEALED
