"""The installation's key: made once, its owner's only, and nothing works without it."""

from __future__ import annotations

import os
import stat

import pytest

from outscan.errors import StoreError
from outscan.keys import derived, installation_key


@pytest.fixture
def path(tmp_path, monkeypatch):
    path = tmp_path / "config" / "installation.key"
    monkeypatch.setenv("OUTSCAN_KEY", str(path))
    return path


def test_it_is_made_on_first_use_and_kept(path):
    key = installation_key(create=True)
    assert len(key) == 32
    assert installation_key() == key == installation_key(create=True)


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX")
def test_only_its_owner_reads_it(path):
    installation_key(create=True)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    path.chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        installation_key()


def test_without_it_nothing_starts(path):
    with pytest.raises(StoreError, match="打不开本机密钥"):
        installation_key()


def test_a_broken_key_is_named(path):
    installation_key(create=True)
    path.write_bytes(b"short")
    with pytest.raises(StoreError, match="32 字节"):
        installation_key()


def test_each_purpose_has_its_own():
    assert derived(b"k" * 32, "a") != derived(b"k" * 32, "b")
