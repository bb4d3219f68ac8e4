"""What an older version wrote is brought up to date with everything in it, and what it decided is still explained."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import zipfile

import pytest
from sqlalchemy import select

from batch.made import package
from batch.made import run as run_again
from gate.made import doorway, person
from outscan.batch.explaining import again
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.rows import explained
from outscan.batch.run_status import status_of
from outscan.batch.tables import BATCH
from outscan.errors import StoreError
from outscan.gate.audit.chain import verify
from outscan.gate.audit.record import events, head
from outscan.gate.http.reading import render
from outscan.gate.states import Role
from outscan.gate.tables import APPROVALS, CASE_SCANS, CASES, GATE, SCANS
from outscan.store import open_store
from store.restored import RELEASED, into_file, into_server, names

ACTIONS = {"地形图.txt": "review", "空.bin": "review", "通知.txt": "escalate", "食堂.txt": "release"}
FAMILIES = {"ledger": BATCH, "gate": GATE}


def told_by_ledger(where):
    """Everything a ledger says of its files: path → action, as recorded and as decided again today."""
    with open_ledger(where, create=False) as store, store.read() as link:
        run = find_run(link)
        assert status_of(link, run)["done"] == 3
        rows = [explained(link, number) for number in (1, 2, 3, 4)]
        assert all(one.report.findings for one in rows if one.row.action == "escalate")
        return {one.report.name: (one.row.action, again(link, one).action.value) for one in rows}


def told_by_gate(folder, **where):
    """What the gate says of what it decided before: the dossier of its case, its reports, and that its record is whole."""
    with doorway(folder, **where) as door:
        office = door.session(person(door.house, "archivist", Role.OFFICE, Role.AUDITOR))
        with door.house.store.read() as link:
            case = link.execute(select(CASES.c.id)).scalar_one()
            scans = dict(link.execute(select(SCANS.c.id, SCANS.c.answer)).all())
            approvals = link.execute(select(APPROVALS.c.state, APPROVALS.c.path)).all()
            assert verify(events(link), [head(link)]).whole
            for row in link.execute(select(SCANS).where(SCANS.c.record != "")):
                assert b"</html>" in render(row, "html", "zh-CN")
            filed = link.execute(select(CASE_SCANS.c.scan)).scalar_one()
        assert office("GET", f"/v1/scans/{filed}").json()["decision"]["answer"] == scans[filed]
        reply = office("GET", f"/v1/cases/{case}/dossier.zip")
        assert reply.status_code == 200, reply.text
        with zipfile.ZipFile(io.BytesIO(reply.content)) as papers:
            report = next(name for name in papers.namelist() if name.endswith(".report.json"))
            rules = {one["rule"] for one in json.loads(papers.read(report))["findings"]}
            form = papers.read("form.docx")
    return sorted(scans.values()), [tuple(row) for row in approvals], rules, bool(form)


GATE_TOLD = (["incomplete", "pass", "review", "stop"], [("active", "")], {"surveying/2020-18", "surveying/undetermined"}, True)


def test_every_released_schema_has_its_dump():
    for room, family in FAMILIES.items():
        revisions = sorted(path.name[1:5] for path in family.versions.glob("v*.py"))
        assert sorted({name.split("-")[1] for name in names(room)}) == revisions
        assert revisions[-1] == family.head
    for path in RELEASED.glob("*.sql"):
        assert path.stat().st_size < 60_000


@pytest.mark.parametrize("name", names("ledger"))
def test_a_verdict_of_an_older_ledger_is_explained(tmp_path, name):
    path = into_file(name, tmp_path / "l.db")
    assert told_by_ledger(path) == {name: (action, action) for name, action in ACTIONS.items()}
    assert told_by_ledger(path) == {name: (action, action) for name, action in ACTIONS.items()}  # upgraded once, read again


@pytest.mark.parametrize("name", names("ledger"))
def test_an_older_ledger_goes_on_with_a_new_run(tmp_path, name):
    path = into_file(name, tmp_path / "l.db")
    with open_ledger(path, create=False) as store, store.read() as link:
        before = status_of(link, find_run(link))
    now = run_again(path, package(tmp_path / "p", {"a.txt": "下周一开会。\n".encode()}))
    assert now["done"] == 1
    with open_ledger(path, writable=False) as store, store.read() as link:
        assert status_of(link, find_run(link, before["run"]))["actions"] == before["actions"]


@pytest.mark.parametrize("name", names("gate"))
def test_a_decision_of_an_older_gate_is_still_told(tmp_path, name):
    (tmp_path / "data").mkdir(mode=0o700)
    into_file(name, tmp_path / "data" / "gate.db")
    os.chmod(tmp_path / "data" / "gate.db", 0o600)
    assert told_by_gate(tmp_path / "data") == GATE_TOLD


@pytest.mark.parametrize("name", names("ledger"))
def test_the_command_says_what_to_do_and_does_it(tmp_path, name):
    """Looking never changes a ledger; upgrading is said in one sentence and done by one command."""
    path = into_file(name, tmp_path / "l.db")

    def outscan(*arguments):
        return subprocess.run(
            [sys.executable, "-m", "outscan", "batch", *arguments, "--ledger", str(path)],
            check=False,
            capture_output=True,
            text=True,
        )

    before = path.read_bytes()
    old = not name.endswith(BATCH.head)
    looked = outscan("explain", "1")
    assert path.read_bytes() == before
    if old:
        assert looked.returncode == 2
        assert looked.stderr.count("\n") == 1
        assert "outscan batch upgrade" in looked.stderr
    assert outscan("upgrade").returncode == 0
    assert outscan("explain", "1").returncode == 0


@pytest.mark.parametrize("name", [*names("ledger"), *names("gate")])
def test_a_database_of_a_later_version_is_refused_and_not_touched(tmp_path, name):
    """Going back is the copy made before, never a guess at tables this program does not know."""
    family = FAMILIES[name.partition("-")[0]]
    path = into_file(name, tmp_path / "l.db")
    with contextlib.closing(sqlite3.connect(path)) as link, link:
        link.execute(f"UPDATE {family.table} SET version_num = '9999'")  # noqa: S608 - a name of our own
    before = path.read_bytes()
    for writable in (True, False):
        with pytest.raises(StoreError, match="9999") as told:
            open_store(path, family, writable=writable)
        assert "\n" not in str(told.value)
    assert path.read_bytes() == before


@pytest.mark.door
@pytest.mark.parametrize("name", names("ledger"))
def test_a_ledger_on_postgresql_is_brought_up_to_date(tmp_path, database, name):
    into_server(name, database, BATCH, tmp_path)
    assert told_by_ledger(database) == {name: (action, action) for name, action in ACTIONS.items()}
    assert run_again(database, package(tmp_path / "p", {"a.txt": "下周一开会。\n".encode()}))["done"] == 1


@pytest.mark.door
@pytest.mark.parametrize("name", names("gate"))
def test_a_gate_on_postgresql_is_brought_up_to_date(tmp_path, database, name):
    into_server(name, database, GATE, tmp_path)
    assert told_by_gate(tmp_path / "data", database=database) == GATE_TOLD


@pytest.mark.door
@pytest.mark.parametrize("room", sorted(FAMILIES))
def test_a_later_database_on_postgresql_is_refused(tmp_path, database, room):
    family = FAMILIES[room]
    with open_store(database, family) as store, store.write() as link:
        link.exec_driver_sql(f"UPDATE {family.table} SET version_num = '9999'")  # noqa: S608 - a name of our own
    with pytest.raises(StoreError, match="9999"):
        open_store(database, family)
