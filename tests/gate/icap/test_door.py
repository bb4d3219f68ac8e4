"""The ICAP door over the real gate: what passes, what does not, and that nothing leaves while anything of ours is broken."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib

import pytest
from sqlalchemy import select

from gate.lines import approve, chunked, doors, free_port, icap, one_answer, put, reqmod, spool_empty
from gate.made import ITEM, MARK, PLAIN
from outscan.gate.tables import RELEASES, SCANS

LOCKED = b"PK\x03\x04" + b"\x14\x00\x01\x00" + b"\0" * 40


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    with doors(tmp_path_factory.mktemp("gate")) as made:
        yield made


def form(*parts, boundary="b0undary"):
    out = b""
    for name, file, data in parts:
        told = f'; filename="{file}"' if file is not None else ""
        out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{told}\r\n\r\n'.encode() + data + b"\r\n"
    return out + f"--{boundary}--\r\n".encode(), {"Content_Type": f"multipart/form-data; boundary={boundary}"}


def test_options_say_what_is_true(door):
    status, fields, _ = icap(door, b"OPTIONS icap://gate/reqmod ICAP/1.0\r\nHost: gate\r\n\r\n")
    assert status == 200
    assert fields["methods"] == "REQMOD"
    assert fields["allow"] == "204"
    assert "206" not in str(fields)
    assert fields["max-connections"] == str(door.house.settings.icap.connections)
    assert len(fields["istag"].strip('"')) <= 32


def test_what_was_read_whole_passes_and_leaves_nothing_behind(door):
    status, fields, _ = icap(door, reqmod(put(), chunked(PLAIN)))
    assert status == 204
    assert fields["x-outscan"].startswith("pass; case=")
    assert spool_empty(door)


def test_a_client_that_takes_no_204_gets_every_byte_back(door):
    status, _, inner = icap(door, reqmod(put(), chunked(PLAIN), allow=False))
    assert (status, inner) == (200, put() + PLAIN)
    assert spool_empty(door)


def test_a_preview_is_enough_or_is_gone_on_from(door):
    ended = chunked(PLAIN)[:-5] + b"0; ieof\r\n\r\n"
    assert icap(door, reqmod(put(), ended, preview=4096, allow=False))[0] == 204
    with socket.create_connection(("127.0.0.1", door.port("icap")), 30) as link:
        link.sendall(reqmod(put(), chunked(ITEM[:20]), preview=20))
        assert one_answer(link)[0] == 100
        link.sendall(chunked(ITEM[20:]))
        assert one_answer(link)[0] == 200


@pytest.mark.parametrize("body", [ITEM, MARK], ids=["item", "mark"])
def test_what_may_not_go_on_is_a_page_without_a_word_of_it(door, body):
    status, fields, inner = icap(door, reqmod(put(), chunked(body)))
    assert status == 200
    assert inner.startswith(b"HTTP/1.1 403 ")
    page = inner.decode()
    assert "已阻止" in page
    assert "stopped" in page
    assert fields["x-infection-found"].startswith("Type=2; Resolution=2; Threat=Outscan.")
    assert fields["x-violations-found"].isdigit()
    case = fields["x-outscan"].rpartition("=")[2]
    assert len(case) == 32
    assert case in page
    assert body.decode()[:6] not in page
    assert spool_empty(door)


def test_what_cannot_be_read_is_an_error(door):
    status, fields, _ = icap(door, reqmod(put("a.docx"), chunked(LOCKED)))
    assert (status, fields["x-error-code"]) == (500, "decode_error")


def test_a_request_without_a_body_passes(door):
    head = b"GET http://partner.example/ HTTP/1.1\r\nHost: partner.example\r\n\r\n"
    assert icap(door, reqmod(head))[0] == 204
    status, _, inner = icap(door, reqmod(head, allow=False))
    assert (status, inner) == (200, head)


def test_an_empty_body_passes(door):
    assert icap(door, reqmod(put(), chunked(b"")))[0] == 204
    assert spool_empty(door)


@pytest.mark.parametrize("coding", ["gzip", "deflate", "bare"])
def test_a_coded_body_is_judged_by_what_is_in_it_and_echoed_as_it_came(door, coding):
    bare = zlib.compressobj(wbits=-15)
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "bare": lambda b: bare.compress(b) + bare.flush()}[coding]
    head = put(Content_Encoding="gzip" if coding == "gzip" else "deflate")
    assert icap(door, reqmod(head, chunked(pack(ITEM))))[2].startswith(b"HTTP/1.1 403")
    bare = zlib.compressobj(wbits=-15)
    packed = pack(PLAIN)
    assert icap(door, reqmod(head, chunked(packed), allow=False))[2] == head + packed
    assert spool_empty(door)


@pytest.mark.parametrize(
    ("fields", "body"),
    [
        ({"Content_Encoding": "br"}, PLAIN),
        ({"Content_Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(PLAIN))),
        ({"Content_Encoding": "gzip"}, PLAIN),
        ({"Content_Encoding": "gzip"}, gzip.compress(PLAIN)[:-3]),
        ({"Content_Encoding": "gzip"}, gzip.compress(PLAIN) + b"junk"),
        ({"Content_Encoding": "deflate"}, zlib.compress(PLAIN) + zlib.compress(ITEM)),
        ({"Content_Range": "bytes 0-99/200"}, PLAIN),
        ({"Content_Type": "multipart/form-data; boundary=x"}, b"--x\r\nno end"),
        ({"Content_Type": "multipart/form-data"}, PLAIN),
        ({"Content_Type": "multipart/form-data; boundary=合"}, PLAIN),
    ],
)
def test_what_cannot_be_decoded_whole_is_not_judged(door, fields, body):
    assert icap(door, reqmod(put(**fields), chunked(body)))[0] == 500
    assert spool_empty(door)


def test_a_body_that_grows_past_the_limit_is_not_judged(tmp_path):
    with doors(tmp_path, load={"workers": 1, "max_body": 100_000}) as small:
        packed = gzip.compress(bytes(2_000_000))
        status, fields, _ = icap(small, reqmod(put(Content_Encoding="gzip"), chunked(packed)))
        assert (status, fields["x-error-code"]) == (500, "size_limit")
        status, fields, _ = icap(small, reqmod(put(), chunked(bytes(150_000))))
        assert (status, fields["x-error-code"]) == (500, "size_limit")
        assert spool_empty(small)


def test_every_file_of_a_form_and_its_fields_are_judged(door):
    for parts in (
        [("f", "a.txt", PLAIN), ("f", "b.txt", ITEM)],
        [("f", "a.txt", PLAIN), ("note", None, ITEM)],
        [("f", "", ITEM)],
        [("f", "绝密★长期.txt", PLAIN)],
    ):
        body, fields = form(*parts)
        assert icap(door, reqmod(put(**fields), chunked(body)))[2].startswith(b"HTTP/1.1 403"), parts
    body, fields = form(("f", "a.txt", PLAIN), ("g", "", b""), ("note", None, b"  "))
    assert icap(door, reqmod(put(**fields), chunked(body)))[0] == 204
    typed = {"Content_Type": "application/x-www-form-urlencoded"}
    from urllib.parse import quote_plus

    assert icap(door, reqmod(put(**typed), chunked(b"q=" + quote_plus(ITEM).encode())))[2].startswith(b"HTTP/1.1 403")
    assert spool_empty(door)


def test_a_download_is_judged_under_the_name_it_is_given(door):
    head = b'HTTP/1.1 200 OK\r\nContent-Disposition: attachment; filename="a.txt"\r\n\r\n'
    for body, status in ((PLAIN, 204), (ITEM, 200)):
        assert icap(door, reqmod(head, chunked(body), method="RESPMOD", service="respmod"))[0] == status
    part = b"HTTP/1.1 206 Partial Content\r\n\r\n"
    assert icap(door, reqmod(part, chunked(PLAIN), method="RESPMOD", service="respmod"))[0] == 500


@pytest.mark.parametrize(("sent", "heard"), [(b"", b""), (b"OPTIONS icap://gate/reqmod ICAP/1.0\r\nHo", b"ICAP/1.0 408 ")])
def test_an_idle_connection_just_ends_and_a_broken_off_head_is_told(sent, heard):
    import asyncio

    from outscan.gate.icap.judge import GateJudge
    from outscan.gate.icap.service import Connection, Limits

    class Tagged(GateJudge):
        tag = "t"

    async def ask():
        async def came(reader, writer):
            await Connection(reader, writer, Tagged(None), Limits(idle_seconds=0.2, head_seconds=0.2)).run()
            writer.close()

        async with await asyncio.start_server(came, "127.0.0.1", 0) as server:
            reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
            writer.write(sent)
            told = await reader.read()
            writer.close()
        return told

    assert asyncio.run(ask())[: len(heard) or None] == heard


def test_a_second_request_sent_early_is_answered_in_its_turn(door):
    with socket.create_connection(("127.0.0.1", door.port("icap")), 30) as link:
        link.sendall(reqmod(put(), chunked(PLAIN)) + reqmod(put(), chunked(ITEM)) + reqmod(put(), chunked(PLAIN)))
        assert [one_answer(link)[0] for _ in range(3)] == [204, 200, 204]


def test_over_its_queue_and_its_connections_the_door_says_so(tmp_path):
    with doors(tmp_path, scan=False, load={"workers": 1, "queue": 0}) as full:
        assert icap(full, reqmod(put(), chunked(PLAIN)))[0] == 503
    with doors(tmp_path, icap={"connections": 1}) as one, socket.create_connection(("127.0.0.1", one.port("icap"))) as held:
        held.sendall(b"OPTIONS icap://gate/reqmod ICAP/1.0\r\n\r\n")
        assert one_answer(held)[0] == 200
        assert icap(one, b"")[0] == 503
        assert icap(one, reqmod(put(), chunked(bytes(2_000_000))))[0] == 503  # heard, though it was still sending


def test_while_the_engine_is_silent_nothing_passes(tmp_path):
    with doors(tmp_path, scan=False, icap={"seconds": 0.3}) as silent:
        status, fields, _ = icap(silent, reqmod(put(), chunked(PLAIN)))
        assert (status, fields["x-error-code"]) == (500, "timeout")


def test_while_the_database_is_away_nothing_passes(tmp_path):
    import sqlite3

    with doors(tmp_path) as away:
        link = sqlite3.connect(tmp_path / "gate.db", isolation_level=None)
        link.execute("BEGIN EXCLUSIVE")
        try:
            status, fields, _ = icap(away, reqmod(put(), chunked(PLAIN)))
        finally:
            link.execute("ROLLBACK")
            link.close()
        assert (status, fields["x-error-code"]) == (500, "internal_error")
        assert icap(away, reqmod(put(), chunked(PLAIN)))[0] == 204


def test_a_mode_that_only_watches_lets_pass_and_says_what_it_would(tmp_path):
    with doors(tmp_path, modes=[{"door": "icap", "mode": "observe"}]) as watched:
        status, fields, _ = icap(watched, reqmod(put(), chunked(ITEM)))
        assert status == 204
        assert "would=" in fields["x-outscan"]
        assert icap(watched, reqmod(put(), chunked(MARK)))[0] == 200


def test_exactly_what_was_approved_passes_once_to_that_host(tmp_path):
    with doors(tmp_path) as door:
        approve(door, "a.txt", ITEM, ["partner.example"], ["web"])
        for head in (put(host="other.example"), put("b.txt")):
            assert icap(door, reqmod(head, chunked(ITEM)))[0] == 200
        assert icap(door, reqmod(put(), chunked(ITEM + b" ")))[0] == 200
        assert icap(door, reqmod(put(), chunked(ITEM)))[0] == 204
        assert icap(door, reqmod(put(), chunked(ITEM)))[0] == 200
        with door.house.store.read() as link:
            told = link.execute(select(RELEASES.c.state, RELEASES.c.door)).all()
        assert [tuple(one) for one in told] == [("released", "icap")]
        assert spool_empty(door)


def test_what_goes_with_an_approved_file_is_judged_all_the_same(tmp_path):
    with doors(tmp_path) as door:
        approve(door, "a.txt", ITEM, ["partner.example"], ["web"])
        body, fields = form(("f", "a.txt", ITEM), ("f", "b.txt", MARK))
        assert icap(door, reqmod(put(**fields), chunked(body)))[0] == 200
        with door.house.store.read() as link:
            assert link.execute(select(RELEASES.c.state)).all() == []
        body, fields = form(("f", "a.txt", ITEM), ("f", "b.txt", PLAIN))
        assert icap(door, reqmod(put(**fields), chunked(body)))[0] == 204


def test_the_tag_changes_with_rules_and_modes_and_a_reload_drops_nothing(tmp_path):
    from concurrent.futures import ThreadPoolExecutor

    from outscan.gate.decision import Mode
    from outscan.gate.keeping import reload
    from outscan.gate.settings import ModeRow
    from outscan.gate.who import GATE
    from outscan.nouns import replace

    def tag():
        return icap(door, b"OPTIONS icap://gate/reqmod ICAP/1.0\r\nHost: gate\r\n\r\n")[1]["istag"]

    with doors(tmp_path) as door:
        first = tag()
        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(icap, door, reqmod(put(), chunked(ITEM if i % 2 else PLAIN))) for i in range(12)]
            reload(door.house, GATE)
            assert [one.result()[0] for one in asked] == [204, 200] * 6
        assert tag() == first
        door.house.adopt_modes([ModeRow(door="icap", mode=Mode.WARN)])
        second = tag()
        assert second != first
        scanner = door.house.scanner
        door.house.scanner = replace(scanner, config=replace(scanner.config))
        assert tag() == second


def test_tls_and_who_may_come(tmp_path):
    from outscan.errors import ConfigError
    from outscan.gate.certificate import write
    from outscan.gate.listening import check_reach, trusted
    from outscan.gate.settings import Listen

    certificate, key = write(tmp_path / "tls", ["127.0.0.1"], 2)
    told = {"certificate": str(certificate), "key": str(key)}
    with doors(tmp_path / "gate", icap=told) as door:
        context = ssl.create_default_context(cafile=str(certificate))
        plain = socket.create_connection(("127.0.0.1", door.port("icap")), 30)
        with context.wrap_socket(plain, server_hostname="127.0.0.1") as link:
            link.sendall(reqmod(put(), chunked(PLAIN)))
            assert one_answer(link)[0] == 204
    check_reach(Listen(listen="0.0.0.0:1344", trusted=["10.1.0.0/16"]), "icap")
    check_reach(Listen(listen=f"0.0.0.0:{free_port()}", **told), "icap")
    for wrong, relay in (
        (Listen(listen="0.0.0.0:1344"), False),
        (Listen(listen="gate.example:1344"), False),
        (Listen(listen="0.0.0.0:25", **told), True),
        (Listen(listen="127.0.0.1"), False),
        (Listen(listen="127.0.0.1:1", trusted=["ten"]), False),
    ):
        with pytest.raises(ConfigError):
            check_reach(wrong, "icap", relay=relay)
    listen = Listen(listen="0.0.0.0:1344", trusted=["10.1.0.0/16"])
    assert [trusted(listen, one) for one in ("10.1.2.3", "127.0.0.1", "10.2.0.1", "")] == [True, True, False, False]


def test_the_record_keeps_who_asked_and_no_word_of_it(door):
    icap(door, reqmod(put(), chunked(ITEM), more=b"X-Client-IP: 10.9.8.7\r\n"))
    with door.house.store.read() as link:
        row = link.execute(select(SCANS.c.owner, SCANS.c.door).order_by(SCANS.c.created.desc())).first()
    assert tuple(row) == ("door:icap", "icap")
