"""Leases: nothing is lost, nothing is recorded twice, in both databases alike."""

from __future__ import annotations

import pytest

from outscan.errors import StoreError
from outscan.store import jobs, open_store


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "l.db") as opened:
        with opened.write() as link:
            jobs.add(link, "q", ({"ref": n, "rank": -n} for n in range(10)))
        yield opened


def test_lower_ranks_go_first_and_nobody_takes_the_same(store):
    with store.write() as link:
        first, second = jobs.lease(link, "q", "a", 4), jobs.lease(link, "q", "b", 20)
    assert [one.ref for one in first] == [9, 8, 7, 6]
    assert [one.ref for one in second] == [5, 4, 3, 2, 1, 0]
    assert {one.tries for one in first} == {1}


def test_only_the_holder_can_finish_and_only_once(store):
    with store.write() as link:
        mine = [one.id for one in jobs.lease(link, "q", "a", 3)]
        assert jobs.done(link, "b", mine) == set()
        assert jobs.done(link, "a", mine) == set(mine)
        assert jobs.done(link, "a", mine) == set()
        assert jobs.left(link, "q") == (7, 0)


def test_a_lost_lease_is_taken_over_and_its_first_holder_records_nothing(store):
    with store.write() as link:
        lost = [one.id for one in jobs.lease(link, "q", "dead", 10, seconds=-1)]
        again = jobs.lease(link, "q", "b", 10)
        assert [one.id for one in again] == lost
        assert {one.tries for one in again} == {2}
        assert jobs.done(link, "dead", lost) == set()
        assert jobs.renew(link, "q", "dead") == 0
        assert jobs.renew(link, "q", "b") == 10


def test_what_was_given_back_untried_has_not_been_tried(store):
    with store.write() as link:
        ids = [one.id for one in jobs.lease(link, "q", "a", 2)]
        assert jobs.give_back(link, "q", "a", ids) == 2
        assert {one.tries for one in jobs.lease(link, "q", "a", 10)} == {1}


def test_a_result_and_the_end_of_its_job_are_one_commit(store):
    def half():
        with store.write() as link:
            jobs.done(link, "a", [one.id for one in jobs.lease(link, "q", "a", 3)])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    with store.read() as link:
        assert jobs.left(link, "q") == (10, 0)


def test_a_living_workers_name_is_refused(store):
    with store.write() as link:
        token = jobs.enlist(link, "w")
    with pytest.raises(StoreError, match="w"), store.write() as link:
        jobs.enlist(link, "w")
    with store.write() as link:
        assert jobs.beat(link, "w", token, {"files": 3})
        assert not jobs.beat(link, "w", "another")
        assert [one["files"] for one in jobs.living(link)] == [3]
        jobs.leave(link, "w", token)
        assert jobs.living(link) == []


def test_who_could_not_leave_is_himself_when_he_comes_again_and_another_is_not(store):
    with store.write() as link:
        assert jobs.enlist(link, "w", "mine") == "mine"
    with store.write() as link:  # the connection was lost before `leave`, the last beat is young
        assert jobs.enlist(link, "w", "mine") == "mine"
        assert jobs.beat(link, "w", "mine")
    for token in ("", "theirs"):
        with pytest.raises(StoreError, match="w"), store.write() as link:
            jobs.enlist(link, "w", token)


def test_queues_do_not_see_one_another(store):
    with store.write() as link:
        jobs.add(link, "other", [{"ref": 1, "rank": 0, "payload": "x"}])
        assert [one.payload for one in jobs.lease(link, "other", "a", 5)] == ["x"]
        assert jobs.drop(link, "q") == 10


def test_what_its_holders_died_over_is_set_apart_and_counted_anew(store):
    with store.write() as link:
        for holder in ("dead", "dead too"):
            jobs.lease(link, "q", holder, 3, seconds=-1)
        assert jobs.set_apart(link, "q", 1000) == 3
        assert [one.ref for one in jobs.lease(link, "q", "a", 20, below=1000)] == [6, 5, 4, 3, 2, 1, 0]
        last = jobs.lease(link, "q", "a", 20)
        assert [(one.ref, one.tries, one.rank) for one in last] == [(7, 1, 1000), (8, 1, 1000), (9, 1, 1000)]


def test_what_is_put_off_is_tried_last_and_only_by_its_holder(store):
    with store.write() as link:
        mine = [one.id for one in jobs.lease(link, "q", "a", 2)]
        assert jobs.put_off(link, "b", mine, 1000) == 0
        assert jobs.put_off(link, "a", mine, 1000) == 2
        assert [one.ref for one in jobs.lease(link, "q", "b", 20)][-2:] == [8, 9]


def test_nobody_takes_again_what_he_holds_though_the_clock_jumped(store):
    with store.write() as link:
        mine = jobs.lease(link, "q", "a", 4, seconds=-3600)
        assert not {one.id for one in jobs.lease(link, "q", "a", 20)} & {one.id for one in mine}
        assert [one.ref for one in jobs.lease(link, "q", "b", 20)] == [one.ref for one in mine]
