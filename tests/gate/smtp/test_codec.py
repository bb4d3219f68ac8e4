"""A mail is read whole and only whole, in one dialect, however it is cut; what two servers may read differently is refused."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from outscan.gate.smtp.command import Refused, parse_address, parse_command
from outscan.gate.smtp.data import PIECE, Data


def read(data: bytes, cuts: list[int] | None = None):
    async def whole():
        reader = asyncio.StreamReader()
        task = asyncio.ensure_future(collect(reader))
        rest = data
        for size in cuts or []:
            reader.feed_data(rest[:size])
            rest = rest[size:]
            await asyncio.sleep(0)
        reader.feed_data(rest)
        reader.feed_eof()
        return await task

    async def collect(reader):
        message = Data(reader)
        return b"".join([piece async for piece in message]), message.bare

    return asyncio.run(whole())


def stuffed(message: bytes) -> bytes:
    lines = message.split(b"\r\n")
    return b"\r\n".join(b"." + line if line.startswith(b".") else line for line in lines) + b".\r\n"


LINES = st.lists(st.binary(max_size=60).filter(lambda b: b"\r" not in b and b"\n" not in b), max_size=12)


@given(LINES, st.lists(st.integers(0, 9), max_size=40))
@example([b".", b"..", b""], [1] * 20)
def test_any_message_in_any_cutting_comes_out_as_it_was(lines, cuts):
    message = b"".join(line + b"\r\n" for line in lines)
    assert read(stuffed(message), cuts) == (message, False)


@pytest.mark.parametrize("size", [PIECE - 1, PIECE, PIECE + 1, 2 * PIECE + 3, 5 * PIECE])
def test_a_line_longer_than_memory_keeps_every_byte(size):
    for line in (b"a" * size, b"." + b"b" * size, b"c" * (size - 1) + b"."):
        message = line + b"\r\nend\r\n"
        assert read(stuffed(message)) == (message, False)


@pytest.mark.parametrize(
    "smuggled",
    [
        b"a\n.\r\nMAIL FROM:<x@y>\r\n",
        b"a\r\n.\nMAIL\r\n",
        b"a\n.\nMAIL\r\n",
        b"a\r.\r\nMAIL\r\n",
        b"a\r\n.\rMAIL\r\n",
        b"a\nb\r\n",
        b"a\rb\r\n",
        b"\n.\n",
    ],
)
def test_a_bare_line_end_is_seen_and_ends_no_message(smuggled):
    message, bare = read(smuggled + b"\r\n.\r\n")
    assert bare
    assert b"MAIL" not in smuggled or b"MAIL" in message


def test_what_comes_before_the_answer_ends_the_session():
    with pytest.raises(Refused) as refused:
        read(b"hello\r\n.\r\nMAIL FROM:<a@b>\r\n")
    assert (refused.value.code, refused.value.close) == (554, True)


def test_a_message_cut_by_its_connection_is_no_message():
    with pytest.raises(Refused) as refused:
        read(b"hello\r\n.\r")
    assert refused.value.code == 421


@pytest.mark.parametrize(
    ("line", "word", "mailbox", "parameters"),
    [
        ("FROM:<a@b.example> SIZE=12 BODY=8BITMIME", "FROM", "a@b.example", {"SIZE": "12", "BODY": "8BITMIME"}),
        ("from: <> ", "FROM", "", {}),
        ("TO:<张三@单位.example>", "TO", "张三@单位.example", {}),
        ("TO:<@relay.example:a@b>", "TO", "a@b", {}),
        ("TO:<Postmaster>", "TO", "Postmaster", {}),
    ],
)
def test_addresses(line, word, mailbox, parameters):
    got = parse_address(line, word)
    assert (got.mailbox, got.parameters) == (mailbox, parameters)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("FROM a@b", "FROM"),
        ("FROM:a@b", "FROM"),
        ("TO:<>", "TO"),
        ("TO:<a>", "TO"),
        ("TO:<a@b> NOTIFY=NEVER", "TO"),
        ("FROM:<a@b> =x", "FROM"),
        ("TO:<a@b\x0bX>", "TO"),
    ],
)
def test_what_is_no_address_is_refused(line, word):
    with pytest.raises(Refused):
        parse_address(line, word)


@pytest.mark.parametrize("line", [b"QUIT\n", b"QU\rIT\r\n", b"A\0B\r\n", b"X" * 3000 + b"\r\n", b"\xff\xfe\r\n"])
def test_what_is_no_command_is_refused(line):
    with pytest.raises(Refused):
        parse_command(line)


@given(st.binary(max_size=300))
def test_no_line_raises_anything_else(line):
    try:
        command = parse_command(line + b"\r\n")
        parse_address(command.rest, "FROM")
    except Refused as refused:
        told = refused.code
    else:
        told = 500
    assert 400 <= told < 600
