"""What is harmless file by file may not be so together: sums, the year of a recipient, the lines of the law."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from batch.made import PLAIN, config, package, run, tallied
from outscan.batch import package as packages
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.package import Line
from outscan.batch.parcels import keyed, unpack_facts
from outscan.batch.rows import explained
from outscan.batch.run_status import code, matter
from outscan.batch.sealing import seal
from outscan.batch.tables import parcel
from outscan.package.columns import digest
from outscan.types import Action
from outscan.types.parcels import MemberFacts, TableFacts

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
    assert sealed.many == 1


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


MAP = "1:2000地形图全要素数字化成果（{name}），连续覆盖范围{area}平方公里，随函提供外方。\n"


def maps(*areas):
    return {f"图{number}.txt": MAP.format(name=f"第{number}幅", area=area) for number, area in areas}


def joined(told):
    return {one["rule"]: one for one in told["package"]["joint"]}


def test_maps_that_are_small_enough_one_by_one_arise_together_in_one_run(tmp_path):
    told = run(tmp_path / "l.db", package(tmp_path / "p", maps((1, 15), (2, 16)) | {"c.txt": PLAIN}))
    one = joined(told)["package/areas"]
    assert "31 km²" in matter(one)
    assert len(one["rows"]) == 2
    assert "第三十六条" in one["cite"]
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        reports = [explained(link, row).report for row in one["rows"]]
        assert all(report.verdict.action >= Action.REVIEW for report in reports)
        assert all(any(clause.id == "package.areas" for clause in report.verdict.clauses) for report in reports)
    assert code(told) != 0


def test_what_was_given_since_new_year_is_joined_with_what_is_given_now(tmp_path):
    first, second = package(tmp_path / "1", maps((1, 15))), package(tmp_path / "2", maps((2, 16)) | {"c.txt": PLAIN})
    assert not joined(run(tmp_path / "l.db", first, settings=config(recipient="甲")))
    assert not joined(run(tmp_path / "l.db", second, settings=config(recipient="乙")))
    told = run(tmp_path / "l.db", second, settings=config(recipient="甲"))
    one = joined(told)["package/areas"]
    assert told["contents_read"] == 0
    assert len(one["rows"]) == 1
    assert one["earlier"][0].startswith("1:")
    assert one["earlier"][0].endswith("图1.txt")
    assert told["actions"] == {"release": 1, one["action"]: 1}
    assert not joined(run(tmp_path / "l.db", second, settings=config(recipient="甲", as_of=date(2027, 1, 2))))


def test_a_copy_is_no_second_map_but_is_raised_with_it(tmp_path):
    files = maps((1, 15))
    once = run(tmp_path / "l.db", package(tmp_path / "p", files | {"copy.txt": files["图1.txt"]}))
    assert not joined(once)
    files |= {"copy.txt": files["图1.txt"], "other.txt": MAP.format(name="乙", area=16)}
    told = run(tmp_path / "m.db", package(tmp_path / "q", files))
    assert len(joined(told)["package/areas"]["rows"]) == 3


def tables():
    """A list that says who is who, and findings of health by number alone; fictional."""
    people = "编号,姓名,身份证号\n" + "".join(f"HX-{n:03},赵{chr(0x4E00 + n)},{number(n % 10)}\n" for n in range(12))
    health = "编号,诊断,血压\n" + "".join(f"HX-{n:03},高血压,{130 + n}\n" for n in range(12))
    return people, health


def test_two_tables_join_over_two_runs_by_keyed_digests(tmp_path):
    people, health = tables()
    run(tmp_path / "l.db", package(tmp_path / "1", {"名单.csv": people}), settings=config(recipient="甲"))
    told = run(tmp_path / "l.db", package(tmp_path / "2", {"体检.csv": health}), settings=config(recipient="甲"))
    assert "package/persons" in joined(told)
    digests = {digest("HX-003"), digest(number(3))}
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        facts = [one for (data,) in link.execute(select(parcel.c.facts)) for one in unpack_facts(data)]
    kept = {value for one in facts for value in one.people}
    kept |= {value for one in facts for table in one.tables for value in (*table.keys, *table.pairs, *table.heads)}
    assert kept
    assert not kept & digests


def test_another_key_is_another_number_and_the_same_key_the_same():
    facts = (MemberFacts(("a",), people=(5, 6), tables=(TableFacts("", 0, 3, keys=(5, 0), pairs=(7,), heads=(5,)),)),)
    (one,), (again,), (other,) = keyed(facts, b"1" * 32), keyed(facts, b"1" * 32), keyed(facts, b"2" * 32)
    assert one == again
    assert one.people[0] == one.tables[0].keys[0] == one.tables[0].heads[0]
    assert one.tables[0].keys[1] == 0
    assert not {*one.people, *one.tables[0].pairs} & {5, 6, 7, *other.people, *other.tables[0].pairs}
