"""What is harmless file by file may not be so together: sums, the year of a recipient, the lines of the law."""

from __future__ import annotations

from datetime import date

import pytest

from batch.made import PLAIN, config, package, run, tallied
from outscan.batch import package as packages
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.package import Line
from outscan.batch.rows import explained
from outscan.batch.sealing import seal
from outscan.batch.standing import code

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(serial):
    """A resident identity number with its check digit (GB 11643); fictional."""
    body = f"1101011990010{serial}001"
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, WEIGHTS, strict=True)) % 11]


def people(*serials):
    return "参会名单\n" + "\n".join(f"身份证 {number(serial)}" for serial in serials) + "\n"


@pytest.fixture(autouse=True)
def lines(monkeypatch, tmp_path):
    monkeypatch.setattr(packages, "LINES", (Line("persons", 4, "《某规定》第八条"),))
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "key"))


def test_a_person_counts_once_however_many_files_name_him(tmp_path):
    source = package(tmp_path / "p", {"a.txt": people(1, 2), "b.txt": people(2, 3), "copy.txt": people(1, 2), "c.txt": PLAIN})
    told = run(tmp_path / "l.db", source)
    assert told["package"]["own"]["persons"] == 3
    assert told["package"]["crossed"] == []
    assert told["raised_by_package"] == 0


def test_crossing_a_line_raises_what_adds_to_it_and_shows_the_sum_and_the_law(tmp_path):
    source = package(tmp_path / "p", {"a.txt": people(1, 2), "b.txt": people(3, 4), "c.txt": PLAIN})
    told = run(tmp_path / "l.db", source)
    assert told["package"]["crossed"][0]["sum"] == 4
    assert code(told) in {1, 3}
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        reports = [explained(link, row).report for row in (1, 2, 3)]
        sealed = seal(link, find_run(link), tmp_path / "s")
    assert all(report.verdict.action != "release" for report in reports[:2])
    assert reports[2].verdict.action == "release"
    if told["raised_by_package"]:
        assert "第八条" in reports[0].verdict.clauses[0].basis
    assert sealed[0] == 1


def test_the_year_of_one_recipient_adds_up_and_another_s_does_not(tmp_path):
    first, second = package(tmp_path / "1", {"a.txt": people(1, 2)}), package(tmp_path / "2", {"a.txt": people(3, 4, 2)})
    run(tmp_path / "l.db", first, settings=config(recipient="甲"))
    other = run(tmp_path / "l.db", second, settings=config(recipient="乙"))
    assert other["package"]["crossed"] == []
    same = run(tmp_path / "l.db", second, settings=config(recipient="甲"))
    assert same["package"]["year"]["persons"] == 4
    assert same["package"]["crossed"]
    next_year = run(tmp_path / "l.db", second, settings=config(recipient="甲", as_of=date(2027, 2, 1)))
    assert next_year["package"]["year"]["persons"] == 3
    assert tallied(tmp_path / "l.db", 1)["state:done"] == 1


def test_hashes_say_nothing_without_the_key(tmp_path):
    source = package(tmp_path / "p", {"a.txt": people(1, 2)})
    run(tmp_path / "l.db", source)
    data = b"".join(path.read_bytes() for path in tmp_path.glob("l.db*"))
    assert number(1).encode() not in data
