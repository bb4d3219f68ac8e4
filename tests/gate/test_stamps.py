"""Heads of the record stamped by a real authority: kept, checked by two programs, and not taken from anybody else."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from click.testing import CliRunner

from gate.authority import Authority
from gate.made import house, settings
from outscan.cli.audit import command
from outscan.errors import ConfigError
from outscan.gate.audit.chain import line
from outscan.gate.audit.record import append, events, head
from outscan.gate.house import open_house
from outscan.gate.keeping import Keeper
from outscan.gate.stamps import stamps
from outscan.gate.who import GATE

pytest.importorskip("rfc3161_client")
pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")


@pytest.fixture
def authority(tmp_path):
    made = Authority(tmp_path / "tsa")
    yield made
    made.stop()


def told(authority, folder, /, **given):
    folder.mkdir(exist_ok=True)
    return {
        "anchor_seconds": 0,
        "timestamp": {"url": authority.url, "roots": str(authority.roots), "folder": str(folder), **given},
    }


def stamped(tmp_path, authority, *, more=0):
    """A record whose head was stamped, exported with `more` events behind it; (export, stamps)."""
    folder = tmp_path / "stamps"
    with house(tmp_path / "data", audit=told(authority, folder)) as made:
        with made.store.write() as link:
            append(link, GATE, "test", "x")
        Keeper(made).anchor()
        with made.store.write() as link:
            for _ in range(more):
                append(link, GATE, "test", "later")
        with made.store.read() as link:
            (tmp_path / "audit.jsonl").write_bytes(b"".join(line(one) for one in events(link)))
    return tmp_path / "audit.jsonl", folder


def verified(export, folder, authority):
    words = ["verify", str(export), "--stamps", str(folder), "--tsa", str(authority.roots)]
    return CliRunner().invoke(command, words, standalone_mode=False)


def test_a_head_is_stamped_once_and_the_stamp_holds_for_two_programs(tmp_path, authority):
    folder = tmp_path / "stamps"
    with house(tmp_path / "data", audit=told(authority, folder)) as made:
        keeper = Keeper(made)
        keeper.anchor()
        keeper.anchor()
        Keeper(made).anchor()  # after a restart
        with made.store.read() as link:
            last = head(link)
    assert authority.asked == 1
    (one,) = stamps(folder, authority.roots)
    assert one.anchor.digest == last.digest
    assert abs((one.at - one.at.now(one.at.tzinfo)).total_seconds()) < 600
    words = ["openssl", "ts", "-verify", "-data", one.path.with_suffix(".head"), "-in", one.path, "-CAfile", authority.roots]
    assert b"Verification: OK" in subprocess.run(words, capture_output=True, check=False).stdout


def test_a_stamp_is_an_anchor_of_the_record(tmp_path, authority):
    export, folder = stamped(tmp_path, authority, more=2)
    found = verified(export, folder, authority)
    assert found.return_value == 0, found.output
    whole = export.read_bytes()
    export.write_bytes(b"".join(whole.splitlines(keepends=True)[:1]))  # the stamped event is cut off
    assert verified(export, folder, authority).return_value == 1
    export.write_bytes(whole)
    assert verified(export, folder, authority).return_value == 0


@pytest.mark.parametrize("what", ["head", "reply", "other"])
def test_a_stamp_that_was_changed_or_is_anothers_does_not_hold(tmp_path, authority, what):
    export, folder = stamped(tmp_path, authority)
    (path,) = folder.glob("*.tsr")
    if what == "head":
        kept = path.with_suffix(".head")
        kept.write_bytes(kept.read_bytes().replace(b"seq=2", b"seq=1"))
    elif what == "reply":
        data = bytearray(path.read_bytes())
        data[-20] ^= 1
        path.write_bytes(bytes(data))
    else:
        other = Authority(tmp_path / "other")
        other.stop()
        authority.roots = other.roots
    found = verified(export, folder, authority)
    assert found.return_value == 1
    assert path.name in found.output


def test_what_another_authority_stamped_is_not_kept_and_is_asked_again(tmp_path, authority):
    other = Authority(tmp_path / "other")
    other.stop()
    folder = tmp_path / "stamps"
    with house(tmp_path / "data", audit=told(authority, folder, roots=str(other.roots))) as made:
        keeper = Keeper(made)
        keeper.anchor()
        keeper.anchor()
    assert authority.asked == 2
    assert list(folder.iterdir()) == []


def test_an_authority_that_is_away_stops_nothing(tmp_path, authority):
    authority.stop()
    folder, kept = tmp_path / "stamps", tmp_path / "heads"
    with house(tmp_path / "data", audit={**told(authority, folder), "anchor_files": [str(kept)]}) as made:
        Keeper(made).anchor()
    assert len(kept.read_text().splitlines()) == 1
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("given", [{"roots": ""}, {"folder": ""}, {"roots": "/nowhere.pem"}])
def test_half_a_setting_refuses_to_start(tmp_path, authority, given):
    from outscan.config import Config

    with pytest.raises(ConfigError):
        open_house(settings(tmp_path / "data", audit=told(authority, tmp_path / "s", **given)), Config(ocr="off"))
