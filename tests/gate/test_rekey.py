"""Changing the vault's key: nothing is lost, nothing half done, and the old key opens nothing afterwards."""

from __future__ import annotations

import pytest

from gate.made import ITEM, doorway, house, person, settings
from outscan.errors import OutscanError, StoreError
from outscan.gate.audit.chain import verify
from outscan.gate.audit.record import events
from outscan.gate.rekey import rekey
from outscan.gate.states import Role


def held(folder, **given):
    """Hold one file and stop the gate; (account, scan)."""
    with doorway(folder, scan=True, **given) as door:
        account = person(door.house, "h", Role.HANDLER)
        told = door.session(account)("POST", "/v1/scans?wait=60&hold=true", files={"file": ("a.txt", ITEM)}).json()
        assert told["held"]
        return account, told["id"]


def test_what_is_held_is_read_with_the_new_key_and_with_no_other(tmp_path):
    account, scan = held(tmp_path / "data")
    fresh = tmp_path / "new.key"
    rekey(settings(tmp_path / "data"), fresh)
    with pytest.raises(StoreError), house(tmp_path / "data"):
        pass
    with pytest.raises(StoreError):
        rekey(settings(tmp_path / "data"), tmp_path / "third.key")  # the old key is no longer the one
    with doorway(tmp_path / "data", vault_key=str(fresh)) as door:
        assert door.session(account)("GET", f"/v1/scans/{scan}/content").content == ITEM
        with door.house.store.read() as link:
            found = list(events(link))
            assert verify(found).whole
        assert [one.detail["objects"] for one in found if one.act == "vault.rekeyed"] == [1]


def test_where_the_key_was_lost_the_loss_is_a_record_and_the_gate_starts(tmp_path):
    account, scan = held(tmp_path / "data")
    (tmp_path / "data/vault.key").unlink()
    with pytest.raises(StoreError), house(tmp_path / "data"):
        pass  # a key of today opens nothing that yesterday's sealed
    fresh = tmp_path / "new.key"
    rekey(settings(tmp_path / "data"), fresh, lost=True)
    with doorway(tmp_path / "data", vault_key=str(fresh)) as door:
        assert door.session(account)("GET", f"/v1/scans/{scan}/content").status_code == 409
        with door.house.store.read() as link:
            acts = [(one.act, one.outcome) for one in events(link)]
        assert ("held.destroyed", "key_lost") in acts
        assert ("vault.rekeyed", "lost") in acts
        assert list(door.house.vault.folder.iterdir()) == []


def test_a_running_gate_keeps_its_key(tmp_path):
    with house(tmp_path / "data"), pytest.raises(OutscanError):
        rekey(settings(tmp_path / "data"), tmp_path / "new.key")


def test_a_file_that_cannot_be_opened_leaves_every_key_as_it_was(tmp_path):
    account, scan = held(tmp_path / "data")
    with doorway(tmp_path / "data") as door:
        with door.house.store.write() as link:
            link.exec_driver_sql(
                "INSERT INTO gate_held SELECT 'x', scan, 'AAAA', size, sha256, created, until, '' FROM gate_held"
            )
        (door.house.vault.folder / "x").write_bytes(b"")
        made = door.house.vault
    with pytest.raises(OutscanError):
        rekey(settings(tmp_path / "data"), tmp_path / "new.key")
    with doorway(tmp_path / "data") as door:
        assert door.house.vault.master == made.master
        assert door.session(account)("GET", f"/v1/scans/{scan}/content").content == ITEM
