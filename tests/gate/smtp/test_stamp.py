"""Our field is added and a foreign one dropped, however the message is cut; every other byte stays."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.gate.smtp.command import Refused
from outscan.gate.smtp.stamp import stamped


def run(message, sizes=(5,)):
    async def pieces():
        rest, number = message, 0
        while rest:
            size = max(1, sizes[number % len(sizes)])
            yield rest[:size]
            rest, number = rest[size:], number + 1

    async def whole():
        return b"".join([piece async for piece in stamped(pieces(), "pass")])

    return asyncio.run(whole())


@given(st.lists(st.integers(1, 40), min_size=1, max_size=5))
def test_a_foreign_field_goes_with_its_folded_lines(sizes):
    message = b"X-OUTSCAN : a\r\n b\r\n\tc\r\nTo: x\r\nX-Outscan-Mode: y\r\nA: X-Outscan: z\r\n\r\nX-Outscan: text\r\n"
    assert run(message, sizes) == b"X-Outscan: pass\r\nTo: x\r\nA: X-Outscan: z\r\n\r\nX-Outscan: text\r\n"


@pytest.mark.parametrize("message", [b"", b"\r\n", b"\r\nX-Outscan: text\r\n", b"To: x\r\n"])
def test_a_message_without_text_or_without_a_header_is_kept(message):
    assert run(message) == b"X-Outscan: pass\r\n" + message


def test_a_header_section_without_end_is_refused():
    with pytest.raises(Refused):
        run(b"A: " + b"b" * (3 << 20), (1 << 16,))
