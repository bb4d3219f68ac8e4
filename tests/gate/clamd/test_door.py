"""The clamd door over the real gate: its commands, its three answers, and what happens over its limits."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.lines import clamd, doors, instream, spool_empty
from gate.made import ITEM, MARK, PLAIN
from outscan.gate.clamd.protocol import BadStream, read_command, read_stream


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    with doors(tmp_path_factory.mktemp("gate")) as made:
        yield made


@pytest.mark.parametrize(("prefix", "end"), [(b"z", b"\0"), (b"n", b"\n"), (b"", b"\n")])
def test_commands_end_as_they_begin(door, prefix, end):
    assert clamd(door, prefix + b"PING" + end) == b"PONG" + end
    assert clamd(door, prefix + b"VERSION" + end).startswith(b"Outscan ")
    assert clamd(door, prefix + b"INSTREAM" + end + instream(PLAIN)) == b"stream: OK" + end


def test_what_may_not_leave_is_found(door):
    for body in (ITEM, MARK):
        told = clamd(door, b"zINSTREAM\0" + instream(body))
        assert told.startswith(b"stream: Outscan.")
        assert told.endswith(b" FOUND\0")
    assert spool_empty(door)


def test_what_was_not_read_is_an_error(door):
    locked = b"PK\x03\x04" + b"\x14\x00\x01\x00" + b"\0" * 40
    assert clamd(door, b"zINSTREAM\0" + instream(locked)).endswith(b"ERROR\0")


def test_a_session_numbers_its_answers(door):
    message = b"zIDSESSION\0zPING\0zINSTREAM\0" + instream(PLAIN) + b"zINSTREAM\0" + instream(ITEM) + b"zEND\0"
    told = clamd(door, message).split(b"\0")
    assert told[:2] == [b"1: PONG", b"2: stream: OK"]
    assert told[2].startswith(b"3: stream: Outscan.")


def test_an_unknown_command_ends_it(door):
    assert clamd(door, b"zSHUTDOWN\0") == b"UNKNOWN COMMAND\0"
    assert clamd(door, b"zRELOAD\0") == b"UNKNOWN COMMAND\0"


def test_over_the_size_it_says_so_once_and_reads_the_rest(tmp_path):
    with doors(tmp_path, load={"workers": 1, "max_body": 50_000}) as small:
        assert clamd(small, b"zINSTREAM\0" + instream(bytes(90_000))) == b"INSTREAM size limit exceeded. ERROR\0"
        assert spool_empty(small)


def test_a_stream_that_breaks_off_leaves_nothing(door):
    clamd_cut = b"zINSTREAM\0" + instream(ITEM)[:40]
    import socket

    with socket.create_connection(("127.0.0.1", door.port("clamd")), 30) as link:
        link.sendall(clamd_cut)
        link.shutdown(socket.SHUT_WR)
        assert b"OK" not in link.recv(200)
    assert spool_empty(door)


def test_full_silent_or_without_its_database_it_never_says_ok(tmp_path):
    with doors(tmp_path, scan=False, load={"workers": 1, "queue": 0}) as full:
        assert clamd(full, b"zINSTREAM\0" + instream(PLAIN)).endswith(b"ERROR\0")
    with doors(tmp_path, scan=False, clamd={"seconds": 0.2}) as silent:
        assert clamd(silent, b"zINSTREAM\0" + instream(PLAIN)).endswith(b"ERROR\0")
    import sqlite3

    with doors(tmp_path) as away:
        link = sqlite3.connect(tmp_path / "gate.db", isolation_level=None)
        link.execute("BEGIN EXCLUSIVE")
        told = clamd(away, b"zINSTREAM\0" + instream(PLAIN))
        link.execute("ROLLBACK")
        link.close()
        assert told.endswith(b"ERROR\0")


@given(st.binary(max_size=300))
def test_whatever_comes_is_a_command_or_refused(data):
    async def read():
        reader = asyncio.StreamReader(limit=1024)
        reader.feed_data(data)
        reader.feed_eof()
        try:
            await read_command(reader)
            async for piece in read_stream(reader):
                assert piece
        except BadStream:
            pass

    asyncio.run(read())
