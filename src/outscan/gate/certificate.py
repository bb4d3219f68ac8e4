"""A certificate of the unit's own, so that no office has to speak plain HTTP.

In: host names and addresses. Out: two files: the certificate (0644) and its key (0600), ECDSA on P-256, self-signed. Also reads
the certificates another is known by.
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from outscan.errors import ConfigError, OutscanError
from outscan.gate import moment
from outscan.words.gate import GATE
from outscan.words.said import said

Certificate = x509.Certificate


def write(folder: Path, names: Sequence[str], days: int) -> tuple[Path, Path]:
    """Write `outscan.crt` and `outscan.key` into `folder`. Raises OutscanError; an existing file is never replaced."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0][:64])])
    at = moment.now()
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(minutes=5))
        .not_valid_after(at + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([_named(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    paths = folder / "outscan.crt", folder / "outscan.key"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        _new(paths[1], secret, 0o600)
        _new(paths[0], certificate.public_bytes(serialization.Encoding.PEM), 0o644)
    except OSError as error:
        raise OutscanError(said(GATE, "gate_not_writable", path=folder, why=error.strerror or type(error).__name__)) from None
    return paths


def read(path: Path) -> list[x509.Certificate]:
    """The certificates of a PEM file. Raises ConfigError."""
    try:
        return x509.load_pem_x509_certificates(path.read_bytes())
    except OSError as error:
        raise ConfigError(said(GATE, "gate_settings_unread", path=path, why=error.strerror)) from None
    except ValueError:
        raise ConfigError(said(GATE, "gate_settings_unread", path=path, why="PEM")) from None


def _named(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)


def _new(path: Path, data: bytes, mode: int) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
