"""Retry touches only its rows; cancel keeps what is recorded; diff and explain say what the ledger holds."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pytest

from batch.made import MARKED, PLAIN, actions, config, package, rows, run, tallied, upheld
from outscan.batch.comparing import changes, unchanged
from outscan.batch.deciding import clauses_from
from outscan.batch.engines import ENGINES, Crew
from outscan.batch.explaining import again
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.mending import cancel, retry
from outscan.batch.rows import explained, row_number
from outscan.batch.run_status import status_of
from outscan.batch.running import Begun, begin, end
from outscan.batch.tables import item, pack, verdict
from outscan.errors import OutscanError
from outscan.scanner import Scanner
from outscan.types import Blob, Where

WHOLE = io.BytesIO()
with zipfile.ZipFile(WHOLE, "w", zipfile.ZIP_DEFLATED) as made:
    made.writestr("说明.txt", PLAIN * 200)
FILES = {"a.txt": PLAIN, "b.txt": MARKED, "bad.zip": WHOLE.getvalue()[:-40], "odd.xyz": b"\x00\x01\x02\x03" * 400}


def test_retry_touches_only_its_rows(tmp_path):
    source = package(tmp_path / "p", FILES)
    before = run(tmp_path / "l.db", source)
    corrupt = [path for path, (_, reason, *_) in rows(tmp_path / "l.db").items() if "corrupt" in reason]
    assert corrupt
    (source / "bad.zip").write_bytes(WHOLE.getvalue())
    with open_ledger(tmp_path / "l.db") as store:
        with store.read() as link:
            old = find_run(link)
        assert retry(store, old, ["corrupt"]) == len(corrupt)
        with store.read() as link:
            now = find_run(link)
            assert status_of(link, now)["left"] == len(corrupt)
        ENGINES["local"](store, Begun(now, Scanner.build(config()), resumed=True), Crew())
        ended = end(store, now.id)
        with store.read() as link:
            after = status_of(link, ended)
    assert after["contents_read"] - before["contents_read"] == len(corrupt)
    assert (after["listed"], after["done"] + after["incomplete"]) == (4, 4)
    assert after["incomplete"] == before["incomplete"] - 1
    assert sum(after["actions"].values()) == 4
    assert "corrupt" not in after["reasons"]


def test_nothing_to_retry(tmp_path):
    source = package(tmp_path / "p", FILES)
    run(tmp_path / "l.db", source)
    with open_ledger(tmp_path / "l.db") as store:
        with store.read() as link:
            old = find_run(link)
        assert retry(store, old, ["timeout"]) == 0
        with store.read() as link:
            assert find_run(link).state == "done"


def test_a_cancelled_run_keeps_what_is_recorded_and_is_not_gone_on_with(tmp_path):
    source = package(tmp_path / "p", FILES)
    with open_ledger(tmp_path / "l.db") as store:
        begun = begin(store, [str(source)], config())
        cancel(store, begun.run)
        ENGINES["local"](store, begun, Crew())
        with store.read() as link:
            told = status_of(link, find_run(link, begun.run.id))
    assert (told["state"], told["left"], told["done"]) == ("cancelled", 0, 0)
    assert run(tmp_path / "l.db", source)["run"] == 2


def test_diff_says_what_is_new_gone_and_changed(tmp_path):
    source = package(tmp_path / "p", {"a.txt": PLAIN, "b.txt": MARKED, "c.txt": PLAIN})
    run(tmp_path / "l.db", source)
    (source / "a.txt").write_text(MARKED)
    (source / "b.txt").unlink()
    (source / "d.txt").write_text(PLAIN)
    run(tmp_path / "l.db", source)
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        first, second = find_run(link, 1), find_run(link, 2)
        told = [(one.what, one.path.rpartition("/")[2], one.before, one.after) for one in changes(link, first, second)]
        assert unchanged(link, first, second) == 1
        assert all(explained(link, one.row_after).row.path == one.path for one in changes(link, first, second) if one.row_after)
    assert told == [
        ("changed", "a.txt", "release", "escalate"),
        ("gone", "b.txt", "escalate", ""),
        ("new", "d.txt", "", "release"),
    ]


def test_two_versions_of_a_package_in_two_folders_are_held_together(tmp_path):
    first = package(tmp_path / "v1", {"a.txt": PLAIN, "in/b.txt": PLAIN, "same.txt": PLAIN})
    second = package(tmp_path / "v2", {"in/b.txt": MARKED, "c.txt": PLAIN, "same.txt": PLAIN})
    run(tmp_path / "l.db", first)
    run(tmp_path / "l.db", second)
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        one, two = find_run(link, 1), find_run(link, 2)
        told = {(change.what, change.path) for change in changes(link, one, two)}
        assert unchanged(link, one, two) == 1
    assert told == {("gone", str(first / "a.txt")), ("new", str(second / "c.txt")), ("changed", str(second / "in" / "b.txt"))}


def test_a_row_is_named_by_its_number_its_path_or_the_end_of_one(tmp_path):
    source = package(tmp_path / "p", {"甲/a%.txt": PLAIN, "甲/b.txt": PLAIN, "乙/b.txt": PLAIN})
    run(tmp_path / "l.db", source)
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        for named in ("a%.txt", "甲/a%.txt", str(source / "甲" / "a%.txt")):
            assert explained(link, row_number(link, named)).row.path.endswith("甲/a%.txt")
        assert row_number(link, "2") == 2
        for wrong, names in (("b.txt", "、"), ("a_.txt", "a_.txt"), ("%", "%")):
            with pytest.raises(OutscanError, match=names):
                row_number(link, wrong)


def test_explain_decides_again_with_the_rules_of_then(tmp_path):
    source = package(tmp_path / "p", FILES)
    overlay = tmp_path / "ours"
    overlay.mkdir()
    row = '[[row]]\nid = "local.gap"\ngap = {}\naction = "withhold"\nwhy = "未读即不得提供"\nbasis = "本单位规定"\n'
    (overlay / "policy.toml").write_text(row)
    run(tmp_path / "l.db", source, settings=config(overlays=(overlay,)))
    assert actions(tmp_path / "l.db")["bad.zip"] == "withhold"
    (overlay / "policy.toml").unlink()
    source.rename(tmp_path / "elsewhere")
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        for number in link.execute(item.select()).scalars().all():
            one = explained(link, number)
            assert again(link, one).action == one.row.action
            assert one.report.verdict.action == one.row.action
        with pytest.raises(OutscanError):
            explained(link, 10_000)


def test_explain_says_where_a_ledger_was_altered(tmp_path):
    source = package(tmp_path / "p", {"b.txt": MARKED})
    run(tmp_path / "l.db", source)
    with open_ledger(tmp_path / "l.db") as store:
        with store.write() as link:
            link.execute(verdict.update().values(action="release"))
        with store.read() as link:
            one = explained(link, 1)
            assert again(link, one).action == "escalate"
            assert one.row.action == "release"
            assert link.execute(pack.select()).all()


def test_a_row_without_a_verdict_says_why(tmp_path):
    source = package(tmp_path / "p", {"a.txt": PLAIN, "skip.txt": PLAIN})
    (source / "broken").symlink_to("nowhere")
    run(tmp_path / "l.db", source, ignored=lambda path: path == "skip.txt")
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        for named, words in (("broken", "链接失效"), ("skip.txt", "按忽略规则跳过")):
            with pytest.raises(OutscanError, match=f"{named}.*{words}"):
                explained(link, row_number(link, named))


def test_rules_that_only_a_later_version_can_read_are_one_sentence(tmp_path):
    run(tmp_path / "l.db", package(tmp_path / "p", {"b.txt": MARKED}))
    later = io.BytesIO()
    with zipfile.ZipFile(later, "w") as made:
        made.writestr("0/policy.toml", '[[row]]\nid = "x"\nof_tomorrow = 1\n')
    with open_ledger(tmp_path / "l.db") as store, store.write() as link:
        link.execute(pack.update().values(data=later.getvalue()))
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        with pytest.raises(OutscanError, match="of_tomorrow"):
            again(link, explained(link, 1))
        assert explained(link, 1).report.verdict.action == "escalate"


def test_the_sums_are_those_of_the_rows(tmp_path):
    source = package(tmp_path / "p", FILES)
    run(tmp_path / "l.db", source)
    run(tmp_path / "l.db", source)
    for number in (1, 2):
        told = tallied(tmp_path / "l.db", number)
        found = rows(tmp_path / "l.db", number)
        for state in ("done", "incomplete"):
            assert told[f"state:{state}"] == sum(one[0] == state for one in found.values())
        for action in ("release", "review", "escalate"):
            assert told[f"action:{action}"] == sum(one[2] == action for one in found.values())


def test_explain_sets_aside_what_the_baseline_of_then_set_aside(tmp_path):
    from outscan.baseline import append, reviewed

    text = "测区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方。\n"
    source = package(tmp_path / "p", {"map.txt": text})
    first = Scanner.build(config()).scan(Blob(Where(("map.txt",)), text.encode()))
    append(tmp_path / "b.toml", reviewed(first.findings, reviewer="李四", reason="已公开出版", expires=date(2027, 6, 30)))
    run(tmp_path / "l.db", source, settings=config(baseline=tmp_path / "b.toml"))
    assert upheld(tmp_path / "l.db") == 0
    (tmp_path / "b.toml").unlink()
    with open_ledger(tmp_path / "l.db") as store:
        with store.read() as link:
            one = explained(link, 1)
            assert again(link, one).clauses == clauses_from(one.row.clauses) != first.verdict.clauses
        with store.write() as link:
            link.execute(pack.delete().where(pack.c.digest == one.decides["baseline"]))
        with store.read() as link, pytest.raises(OutscanError, match="1"):
            again(link, one)
