"""The gate on PostgreSQL: the same rules, and what only a server can do to it."""

from __future__ import annotations

import secrets
import stat
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import select, text

from gate.made import ITEM, PLAIN, approved, content, doorway, house, person, scanned, settings, staff
from gate.test_http_cases import check, why
from outscan.errors import OutscanError, StoreError
from outscan.gate import backup
from outscan.gate.audit.chain import verify
from outscan.gate.audit.record import append, events, head
from outscan.gate.states import Role
from outscan.gate.tables import SCANS
from outscan.gate.who import GATE

pytestmark = pytest.mark.door


def change(made, statement):
    with made.store.write() as link:
        link.execute(text(statement))


def test_a_hundred_parallel_wishes_for_one_copy_give_one_pass(tmp_path, database):
    with doorway(tmp_path / "data", database=database) as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        approved(door, people, row)
        with ThreadPoolExecutor(100) as pool:
            told = list(pool.map(lambda _: check(people["other"], row)["decision"], range(100)))
        assert told.count("pass") == 1
        assert told.count("refused") == 99
        with door.house.store.read() as link:
            assert verify(events(link), [head(link)]).whole


def test_two_gates_of_one_database_give_one_pass_between_them(tmp_path, database):
    with doorway(tmp_path / "a", database=database) as first, doorway(tmp_path / "b", database=database) as second:
        people = staff(first)
        row = scanned(first.house, people["handler"].account)
        approved(first, people, row)
        senders = [first.session(people["other"].account), second.session(people["other"].account)]
        with ThreadPoolExecutor(40) as pool:
            told = list(pool.map(lambda n: check(senders[n % 2], row)["decision"], range(40)))
        assert told.count("pass") == 1
        with first.house.store.read() as link:
            assert verify(events(link)).whole


def test_parallel_appends_make_one_chain(tmp_path, database):
    with house(tmp_path / "data", database=database) as made:

        def add(_):
            with made.store.write() as link:
                append(link, GATE, "test", "x")

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(add, range(200)))
        with made.store.read() as link:
            assert verify(events(link), [head(link)]).count == 201


@pytest.mark.parametrize("statement", ["UPDATE gate_audit SET outcome='x'", "DELETE FROM gate_audit", "TRUNCATE gate_audit"])
def test_nobody_changes_an_event(tmp_path, database, statement):
    with house(tmp_path / "data", database=database) as made, pytest.raises(StoreError, match="append-only"):
        change(made, statement)


def test_parallel_cases_get_numbers_of_their_own(tmp_path, database):
    with doorway(tmp_path / "data", database=database) as door:
        handler = door.session(person(door.house, "h", Role.HANDLER))
        rows = [scanned(door.house, handler.account) for _ in range(20)]
        with ThreadPoolExecutor(20) as pool:
            made = list(pool.map(lambda row: handler("POST", "/v1/cases", json=content(row)).json()["number"], rows))
        assert len(set(made)) == 20


def test_the_same_key_twenty_times_at_once_is_one_case(tmp_path, database):
    with doorway(tmp_path / "data", database=database) as door:
        handler = door.session(person(door.house, "h", Role.HANDLER))
        body = content(scanned(door.house, handler.account))
        with ThreadPoolExecutor(20) as pool:
            made = list(
                pool.map(
                    lambda _: handler("POST", "/v1/cases", json=body, headers={"idempotency-key": "k"}).json()["id"], range(20)
                )
            )
        assert len(set(made)) == 1


def test_a_scan_gets_its_verdict(tmp_path, database):
    with doorway(tmp_path / "data", database=database, scan=True) as door:
        handler = door.session(person(door.house, "h", Role.HANDLER))
        for data, passes in ((PLAIN, True), (ITEM, False)):
            told = handler("POST", "/v1/scans?wait=60", files={"file": ("a.txt", data)}).json()
            assert (told["decision"]["answer"] == "pass") is passes


def test_while_the_server_is_gone_nothing_passes_and_afterwards_it_does_again(tmp_path, cluster, database):
    with doorway(tmp_path / "data", database=database, scan=True) as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        approved(door, people, row)
        cluster.stop(rude=True)
        try:
            for _ in range(3):
                reply = people["other"]("POST", "/v1/release-check", json={"sha256": row["sha256"], "name": "a"})
                assert reply.status_code == 503
                assert int(reply.headers["retry-after"]) >= 1
            assert people["other"]("POST", "/v1/scans?wait=1", files={"file": ("a.txt", PLAIN)}).status_code == 503
            assert door.ask("GET", "/health").status_code == 200
            assert door.ask("GET", "/ready").status_code == 503
            assert list(door.house.spool.names()) == []
        finally:
            cluster.start()
        began = time.monotonic()
        while door.ask("GET", "/ready").status_code != 200:
            time.sleep(0.2)
            assert time.monotonic() - began < 30
        assert check(people["other"], row)["decision"] == "pass"
        told = people["handler"]("POST", "/v1/scans?wait=60", files={"file": ("a.txt", PLAIN)}).json()
        assert told["decision"]["answer"] == "pass"
        with door.house.store.read() as link:
            found = list(events(link))
        assert verify(found).whole
        assert [one.act for one in found].count("scan.decided") == 1  # nothing was decided meanwhile
        assert [one.act for one in found].count("release.reserved") == 1


def test_while_the_record_is_locked_nothing_is_decided(tmp_path, database):
    with doorway(tmp_path / "data", database=database) as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        approved(door, people, row)
        locked, release = threading.Event(), threading.Event()

        def hold():
            with door.house.store.write() as link:
                link.execute(text("LOCK TABLE gate_audit IN ACCESS EXCLUSIVE MODE"))
                locked.set()
                release.wait(30)

        thread = threading.Thread(target=hold)
        thread.start()
        locked.wait(10)
        body = {"sha256": row["sha256"], "name": row["name"], "recipients": ["ACME Ltd"], "channel": "email"}
        reply = people["other"]("POST", "/v1/release-check", json=body)
        assert reply.status_code == 503
        release.set()
        thread.join()
        assert check(people["other"], row)["decision"] == "pass"
        assert why(check(people["other"], row)) == {"copies"}


def test_the_gate_runs_as_a_role_that_may_only_add_to_the_record(tmp_path, database):
    import psycopg

    with house(tmp_path / "owner", database=database):
        pass  # the owner makes the tables
    told = (Path(__file__).resolve().parents[2] / "docs/audit.md").read_text("utf-8")
    grants = told.split("```sql\n")[1].split("```")[0]
    with psycopg.connect(database, autocommit=True) as link:
        link.execute("DROP ROLE IF EXISTS outscan_gate")
        link.execute(grants)
    with doorway(tmp_path / "data", database=database.replace("outscan@", "outscan_gate@")) as door:
        people = staff(door)
        row = scanned(door.house, people["handler"].account)
        approved(door, people, row)
        assert check(people["other"], row)["decision"] == "pass"
        with door.house.store.read() as link:
            assert verify(events(link)).whole
        for statement in (
            "DELETE FROM gate_audit",
            "UPDATE gate_audit SET outcome='x'",
            "ALTER TABLE gate_audit DISABLE TRIGGER ALL",
        ):
            with pytest.raises(StoreError, match=r"permission denied|must be owner"), door.house.store.write() as link:
                link.execute(text(statement))
    with psycopg.connect(database, autocommit=True) as link:
        link.execute("DROP OWNED BY outscan_gate")
        link.execute("DROP ROLE outscan_gate")


def recorded(folder, database, count):
    """A gate with some events and a held scan's row; its settings."""
    with house(folder, database=database) as made:
        for number in range(count):
            with made.store.write() as link:
                append(link, GATE, "test", "x", detail={"n": number, "odd": "a\tb\\n\n密"})
        scanned(made, "0" * 32, name="一\t二\\.docx")
    return settings(folder, database=database)


def test_a_dump_is_put_back_where_its_chain_agrees_and_not_otherwise(tmp_path, cluster, database):
    told = recorded(tmp_path / "data", database, 3)
    backup.copy(told, tmp_path / "b.dump")
    assert stat.S_IMODE((tmp_path / "b.dump").stat().st_mode) == 0o600
    recorded(tmp_path / "data", database, 2)
    backup.copy(told, tmp_path / "later.dump")
    with pytest.raises(StoreError):
        backup.put_back(told, tmp_path / "b.dump", [])  # something is there
    with pytest.raises(OutscanError):
        backup.copy(told, tmp_path / "b.dump")  # never over another
    fresh = settings(tmp_path / "fresh", database=cluster.url(f"g{secrets.token_hex(6)}"))
    with pytest.raises(StoreError):
        backup.put_back(fresh, tmp_path / "b.dump", [tmp_path / "later.dump.anchor"])  # its tail is missing
    backup.put_back(fresh, tmp_path / "b.dump", [tmp_path / "b.dump.anchor"])
    with house(tmp_path / "fresh", database=fresh.database) as made, made.store.read() as link:
        assert head(link).seq == 4
        assert verify(events(link)).whole
        assert link.execute(select(SCANS.c.name)).scalars().all() == ["一\t二\\.docx"]
    with house(tmp_path / "fresh", database=fresh.database) as made, pytest.raises(StoreError, match="append-only"):
        change(made, "DELETE FROM gate_audit")


def test_a_record_that_was_changed_before_the_dump_is_not_put_back(tmp_path, cluster, database):
    import psycopg

    told = recorded(tmp_path / "data", database, 3)
    with psycopg.connect(database, autocommit=True) as link:
        link.execute("ALTER TABLE gate_audit DISABLE TRIGGER ALL")
        link.execute("UPDATE gate_audit SET outcome='other' WHERE seq=2")
    backup.copy(told, tmp_path / "b.dump")
    fresh = settings(tmp_path / "fresh", database=cluster.url(f"g{secrets.token_hex(6)}"))
    with pytest.raises(StoreError):
        backup.put_back(fresh, tmp_path / "b.dump", [])
    with psycopg.connect(fresh.database) as link:
        assert link.execute("SELECT to_regclass('gate_audit')").fetchone() == (None,)


def test_a_dump_of_a_server_that_is_away_leaves_no_file(tmp_path, cluster, database):
    told = recorded(tmp_path / "data", database, 1)
    cluster.stop(rude=True)
    try:
        with pytest.raises(OutscanError):
            backup.copy(told, tmp_path / "b.dump")
    finally:
        cluster.start()
    assert not list(tmp_path.glob("b.dump*"))
