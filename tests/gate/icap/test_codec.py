"""What real ICAP clients send is read, what is none is refused, and what we write is true to the byte."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outscan.gate.icap import answer
from outscan.gate.icap.body import Chunks
from outscan.gate.icap.head import BadMessage, parse_head
from outscan.gate.icap.request import first_line, read_request

HTTP = b"PUT /alice/%E5%90%88%E5%90%8C.docx HTTP/1.1\r\nHost: files.example\r\n\r\n"


def stream(data: bytes, *, end: bool = True) -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=64 * 1024)
    reader.feed_data(data)
    if end:
        reader.feed_eof()
    return reader


def reqmod(fields: bytes = b"", *, encapsulated: bytes | None = None, line: bytes = b"REQMOD icap://h/reqmod ICAP/1.0") -> bytes:
    told = encapsulated or b"req-hdr=0, req-body=%d" % len(HTTP)
    return line + b"\r\nHost: h\r\n" + fields + b"Encapsulated: " + told + b"\r\n\r\n" + HTTP


async def taken(data: bytes):
    reader, asked = stream(data), []

    async def go_on() -> None:
        asked.append(True)

    request = await read_request(reader, await first_line(reader))
    body = b""
    if request.body:
        chunks = Chunks(reader, preview=request.preview is not None, go_on=go_on)
        async for piece in chunks:
            body += piece
    return request, body, bool(asked), reader


def run(data: bytes):
    return asyncio.run(taken(data))


def test_a_whole_body_without_preview():
    request, body, asked, _ = run(reqmod(b"Allow: 204\r\n") + b"5\r\nhello\r\n6;x=y\r\n world\r\n0\r\n\r\n")
    assert (request.method, request.service, request.may_204, body, asked) == ("REQMOD", "reqmod", True, b"hello world", False)
    assert request.http_request.raw == HTTP


def test_a_preview_that_holds_everything_asks_for_nothing_more():
    _, body, asked, _ = run(reqmod(b"Preview: 10\r\n") + b"5\r\nhello\r\n0; ieof\r\n\r\n")
    assert (body, asked) == (b"hello", False)


def test_after_a_preview_the_rest_is_asked_for():
    _, body, asked, _ = run(reqmod(b"Preview: 5\r\n") + b"5\r\nhello\r\n0\r\n\r\n" + b"3\r\nyou\r\n0\r\n\r\n")
    assert (body, asked) == (b"helloyou", True)


def test_an_empty_preview_and_trailers():
    _, body, asked, _ = run(reqmod(b"Preview: 0\r\n") + b"0\r\n\r\n" + b"2\r\nhi\r\n0\r\nX-Sum: 1\r\n\r\n")
    assert (body, asked) == (b"hi", True)


@pytest.mark.parametrize("told", [b"req-hdr=0, req-body=1", b"req-hdr=0,req-body=99999", b"REQ-HDR=0, REQ-BODY=7"])
def test_wrong_offsets_do_not_matter(told):
    request, body, _, _ = run(reqmod(encapsulated=told) + b"1\r\nx\r\n0\r\n\r\n")
    assert (request.http_request.line, body) == ("PUT /alice/%E5%90%88%E5%90%8C.docx HTTP/1.1", b"x")


def test_a_second_request_waits_in_the_stream():
    one = reqmod() + b"1\r\na\r\n0\r\n\r\n"

    async def both():
        reader = stream(one + one.replace(b"\na\r", b"\nb\r"))
        bodies = []
        while first := await first_line(reader):
            request = await read_request(reader, first)
            chunks = Chunks(reader, preview=request.preview is not None, go_on=None)
            bodies.append(b"".join([piece async for piece in chunks]))
        return bodies

    assert asyncio.run(both()) == [b"a", b"b"]


def test_raw_chinese_in_an_address_and_bare_line_feeds_are_read():
    icap = "REQMOD icap://h/reqmod ICAP/1.0\nEncapsulated: req-hdr=0, null-body=0\n\n"
    data = (icap + "PUT /合同 草案.docx HTTP/1.1\nHost : h\n\n").encode()
    request, _, _, _ = run(data)
    assert request.http_request.line == "PUT /合同 草案.docx HTTP/1.1"
    assert request.http_request.get("host") == "h"
    assert request.body == ""


@pytest.mark.parametrize(
    ("data", "status"),
    [
        (b"GET / HTTP/1.1\r\n\r\n", 400),
        (b"BREW icap://h/x ICAP/1.0\r\n\r\n", 405),
        (b"REQMOD icap://h/x ICAP/2.0\r\n\r\n", 505),
        (b"REQMOD icap://h/x ICAP/1.0\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nEncapsulated: req-body=0, req-hdr=9\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nEncapsulated: req-hdr=0, req-hdr=9\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nEncapsulated: whole=0\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nEncapsulated: null-body=0\r\nEncapsulated: req-body=0\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nPreview: -1\r\nEncapsulated: req-body=0\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nno field\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\nA: b\r\n", 400),
        (b"REQMOD icap://[h/x ICAP/1.0\r\nEncapsulated: null-body=0\r\n\r\n", 400),
        (b"X: " + b"a" * 70_000 + b"\r\n\r\n", 400),
        (b"REQMOD icap://h/x ICAP/1.0\r\n" + b"a: b\r\n" * 20_000 + b"\r\n", 400),
    ],
)
def test_what_is_no_request_is_refused(data, status):
    with pytest.raises(BadMessage) as refused:
        run(data)
    assert refused.value.status == status


@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"5\r\nhel", b"5\r\nhello", b"5\r\nhelloo\r\n0\r\n\r\n", b"5\r\nhello\r\n0\r\n"),
        *(b"zz\r\n", b"-1\r\n", b"\r\n", b"0x5\r\nhello\r\n", b"1_0\r\n", b"f" * 17 + b"\r\n"),
        *(b"5" + b";" * 2000 + b"\r\nhello\r\n0\r\n\r\n", b"0\r\n" + b"a: b\r\n" * 100 + b"\r\n"),
    ],
)
def test_a_body_that_is_cut_or_wrong_is_refused_and_never_taken_for_whole(body):
    with pytest.raises(BadMessage):
        run(reqmod() + body)


@given(st.binary(max_size=3000), st.lists(st.integers(1, 700), max_size=8), st.integers(0, 900))
def test_any_cutting_into_chunks_and_preview_gives_the_same_body(data, cuts, preview):
    def framed(part: bytes) -> bytes:
        out, rest = b"", part
        for size in cuts:
            out, rest = out + answer.chunk(rest[:size]), rest[size:]
        return out + answer.chunk(rest)

    whole = reqmod() + framed(data) + answer.LAST
    assert run(whole)[1] == data
    short = len(data) <= preview
    said = reqmod(b"Preview: %d\r\n" % preview) + framed(data[:preview])
    said += b"0; ieof\r\n\r\n" if short else answer.LAST + framed(data[preview:]) + answer.LAST
    _, body, asked, _ = run(said)
    assert (body, asked) == (data, not short)


@given(st.binary(max_size=400))
def test_no_bytes_raise_anything_but_a_refusal(data):
    for start in (b"", b"OPTIONS icap://h/x ICAP/1.0\r\n", reqmod()):
        told = 400
        try:
            run(start + data)
        except BadMessage as refused:
            told = refused.status
        assert told in {400, 405, 505}


def offsets(told: bytes) -> tuple[dict[str, int], bytes]:
    head, _, rest = told.partition(b"\r\n\r\n")
    fields = parse_head(head + b"\r\n\r\n")
    return {k.strip(): int(v) for k, v in (p.split("=") for p in fields.get("encapsulated").split(","))}, rest


def test_an_echo_repeats_the_head_and_tells_its_true_length():
    request, _, _, _ = run(reqmod(encapsulated=b"req-hdr=0, req-body=3") + b"0\r\n\r\n")
    where, rest = offsets(answer.echo_head(request, "t"))
    assert where == {"req-hdr": 0, "req-body": len(HTTP)}
    assert rest == HTTP


def test_a_page_tells_where_its_body_begins():
    where, rest = offsets(answer.page("t", "不得提供".encode()))
    assert rest[: where["res-body"]].endswith(b"\r\n\r\n")
    assert rest[where["res-body"] :] == answer.chunk("不得提供".encode()) + answer.LAST


def test_options_never_offer_206_and_keep_the_tag_short():
    told = parse_head(answer.options(answer.Service("x" * 90, 10), "REQMOD"))
    assert told.get("allow") == "204"
    assert len(told.get("istag").strip('"')) == 32
    assert told.get("max-connections") == "10"


def test_a_value_cannot_add_a_line_to_the_head():
    told = answer.head(200, "t", [("X-Violations-Found", "1\r\nX-Evil: 2\x00 机密")])
    assert parse_head(told).get("x-evil") == ""
    assert told.isascii()
