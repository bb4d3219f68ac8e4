"""The record: what is changed, missing, swapped, forged, cut or replaced is found."""

from __future__ import annotations

import random
import threading

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from gate.made import house
from outscan.cli.audit import command
from outscan.errors import StoreError
from outscan.gate.audit.chain import START, Anchor, Event, anchor_of, digest, line, parse, verify
from outscan.gate.audit.record import append, events, head
from outscan.gate.who import GATE
from outscan.nouns import replace


def chain(count, algorithm="sha256", name="c1"):
    previous, out = START, []
    for seq in range(1, count + 1):
        detail = {"chain": name} if seq == 1 else {"n": seq, "字": "值"}
        act = "audit.opened" if seq == 1 else "scan.decided"
        event = Event(
            seq, f"2026-11-30T00:00:{seq:02d}", "a", "office", "::1", act, f"scan:{seq}", "pass", detail, algorithm, previous
        )
        event = replace(event, digest=digest(event))
        previous = event.digest
        out.append(event)
    return out


def anchor(told):
    return Anchor(str(told[0].detail["chain"]), told[-1].seq, told[-1].digest, "t")


@pytest.mark.parametrize("algorithm", ["sha256", "sm3"])
def test_a_chain_that_nobody_touched_is_whole(algorithm):
    told = chain(9, algorithm)
    assert verify(told, [anchor(told)]).whole
    assert verify([parse(line(one)) for one in told], [anchor(told)]).whole


def test_sm3_is_the_standards_own():
    import hashlib

    assert hashlib.new("sm3", b"abc").hexdigest() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@given(st.integers(0, 10_000), st.integers(0, 7))
def test_every_flipped_bit_of_an_export_is_found(at, bit):
    data = bytearray(b"".join(map(line, chain(5))))
    data[at % len(data)] ^= 1 << bit
    assert not verify([parse(one) for one in bytes(data).splitlines(keepends=True)]).whole


@given(st.permutations(range(6)))
def test_every_other_order_is_found(order):
    told = chain(6)
    assert verify([told[i] for i in order]).whole is (list(order) == list(range(6)))


@pytest.mark.parametrize("gone", range(7))
def test_every_missing_event_is_found_with_an_anchor(gone):
    told = chain(7)
    assert not verify(told[:gone] + told[gone + 1 :], [anchor(told)]).whole


@pytest.mark.parametrize("left", range(7))
def test_every_cut_tail_is_found_with_an_anchor(left):
    told = chain(7)
    assert not verify(told[:left], [anchor(told)]).whole


def test_a_replaced_or_rewritten_record_is_found_with_an_anchor():
    told, other = chain(7), chain(9, name="c2")
    assert not verify(other, [anchor(told)]).whole
    forged = chain(7)
    forged[3] = replace(forged[3], outcome="refused")
    for at in range(3, 7):
        forged[at] = replace(forged[at], previous=forged[at - 1].digest if at else START)
        forged[at] = replace(forged[at], digest=digest(forged[at]))
    assert verify(forged).whole  # the chain alone cannot know
    assert not verify(forged, [anchor(told)]).whole


def test_an_empty_record_is_not_whole():
    assert not verify([]).whole


def test_an_anchor_is_read_back_from_a_line_of_a_log():
    one = anchor(chain(3))
    assert anchor_of(f"Nov 30 05:00:00 host outscan: {one.text()}") == one
    assert anchor_of("nothing") is None


def test_the_command_says_whole_or_what_is_wrong(tmp_path):
    told = chain(12)
    path, kept = tmp_path / "audit.jsonl", tmp_path / "heads"
    path.write_bytes(b"".join(map(line, told)))
    kept.write_text(anchor(told).text() + "\n")
    run = CliRunner()
    good = run.invoke(command, ["verify", str(path), "--anchor", str(kept)], standalone_mode=False)
    assert good.return_value == 0, good.output
    lines = path.read_bytes().splitlines(keepends=True)
    wrong = {
        "cut": lines[:-1],
        "half": [*lines[:-1], lines[-1][: len(lines[-1]) // 2]],
        "empty": [],
        "double": [*lines, lines[0]],
        "crlf": [one.replace(b"\n", b"\r\n") for one in lines],
        "swap": [lines[1], lines[0], *lines[2:]],
    }
    for name, data in wrong.items():
        path.write_bytes(b"".join(data))
        bad = run.invoke(command, ["verify", str(path), "--anchor", str(kept)], standalone_mode=False)
        assert bad.return_value == 1, name
    dice = random.Random(1)
    for _ in range(40):
        data = bytearray(b"".join(lines))
        data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        path.write_bytes(bytes(data))
        assert run.invoke(command, ["verify", str(path)], standalone_mode=False).return_value == 1


def _do(made, statement):
    """An event and a statement in one transaction."""
    with made.store.write() as link:
        append(link, GATE, "test", "x")
        link.execute(statement)


def test_the_database_lets_nobody_change_or_delete_an_event(tmp_path):
    with house(tmp_path) as made:
        for statement in ("UPDATE gate_audit SET outcome='x'", "DELETE FROM gate_audit"):
            with pytest.raises(StoreError, match="append-only"):
                _do(made, text(statement))
        with made.store.read() as link:
            assert verify(events(link)).whole


def test_parallel_appends_make_one_chain(tmp_path):
    with house(tmp_path) as made:

        def add():
            for _ in range(10):
                with made.store.write() as link:
                    append(link, GATE, "test", "x")

        threads = [threading.Thread(target=add) for _ in range(20)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        with made.store.read() as link:
            found = verify(events(link), [head(link)])
        assert found.whole
        assert found.count == 201


def test_what_is_rolled_back_leaves_no_event(tmp_path):
    with house(tmp_path) as made:
        with pytest.raises(StoreError):
            _do(made, text("SELECT * FROM no_such_table"))
        with made.store.read() as link:
            assert verify(events(link)).count == 1
