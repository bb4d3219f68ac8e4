"""TLS on both sides of the mail door: offered, required, checked; what was to be encrypted never goes on in the clear."""

from __future__ import annotations

import smtplib
import socket
import ssl

import pytest

from gate.hop import Hop
from gate.lines import doors
from gate.made import ITEM, PLAIN
from outscan.errors import ConfigError
from outscan.gate.certificate import write
from outscan.gate.doors import check_doors
from outscan.gate.settings import Settings, Smtp

MAIL = b"From: a@unit.example\r\nSubject: x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    """(certificate, key) of 127.0.0.1."""
    return tuple(str(one) for one in write(tmp_path_factory.mktemp("tls"), ["127.0.0.1"], 2))


def served(pair):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*pair)
    return context


@pytest.fixture
def hop(own):
    made = Hop(served(own))
    yield made
    made.shutdown()
    made.server_close()


def send(link, body=PLAIN):
    try:
        link.ehlo()
        link.mail("a@unit.example")
        link.rcpt("b@partner.example")
        return link.data(MAIL + body + b"\r\n")[0]
    except smtplib.SMTPDataError as error:
        return error.smtp_code


def test_a_client_is_offered_it_and_is_judged_the_same(tmp_path, own, hop):
    certificate, key = own
    with (
        doors(tmp_path, next_hop=hop.address, smtp={"certificate": certificate, "key": key}) as door,
        smtplib.SMTP("127.0.0.1", door.port("smtp"), timeout=30) as link,
    ):
        link.ehlo()
        assert link.has_extn("starttls")
        link.starttls(context=ssl.create_default_context(cafile=certificate))
        assert link.docmd("MAIL", "FROM:<a@unit.example>")[0] == 503  # nothing of before is believed
        link.ehlo()
        assert not link.has_extn("starttls")
        assert link.docmd("STARTTLS")[0] == 502
        assert send(link) == 250
        assert send(link, ITEM) == 550
        with smtplib.SMTP("127.0.0.1", door.port("smtp"), timeout=30) as plain:
            assert send(plain) == 250  # offered, not required
    assert len(hop.taken) == 2
    assert hop.encrypted == [False, False]  # the next server is this machine


def test_words_said_before_the_handshake_end_the_session(tmp_path, own, hop):
    certificate, key = own
    with (
        doors(tmp_path, next_hop=hop.address, smtp={"certificate": certificate, "key": key}) as door,
        socket.create_connection(("127.0.0.1", door.port("smtp")), 30) as link,
    ):
        file = link.makefile("rwb")
        file.readline()
        file.write(b"STARTTLS\r\nMAIL FROM:<evil@unit.example>\r\n")
        file.flush()
        assert file.readline().startswith(b"501 5.5.1")
        assert file.readline() == b""


def test_where_it_is_needed_no_mail_is_taken_before_it(tmp_path, own, hop):
    certificate, key = own
    needs = {"certificate": certificate, "key": key, "need_tls": True}
    with (
        doors(tmp_path, next_hop=hop.address, smtp=needs) as door,
        smtplib.SMTP("127.0.0.1", door.port("smtp"), timeout=30) as link,
    ):
        link.ehlo()
        assert link.mail("a@unit.example")[0] == 530
        link.starttls(context=ssl.create_default_context(cafile=certificate))
        assert send(link) == 250
    with pytest.raises(ConfigError):
        check_doors(Settings(smtp=Smtp(listen="127.0.0.1:1", next_hop="127.0.0.1:2", need_tls=True)))


@pytest.mark.parametrize(
    ("need", "offered", "known", "code", "encrypted"),
    [
        ("", True, True, 250, False),  # this machine
        ("off", True, True, 250, False),
        ("opportunistic", True, True, 250, True),
        ("opportunistic", False, True, 250, False),
        ("opportunistic", True, False, 451, None),
        ("required", True, True, 250, True),
        ("required", False, True, 451, None),
        ("required", True, False, 451, None),
    ],
)
def test_the_next_server_is_spoken_to_as_was_said(tmp_path, own, hop, need, offered, known, code, encrypted):
    if not offered:
        hop.tls = None
    smtp = {"next_hop_tls": need, "next_hop_roots": own[0] if known else ""}
    with (
        doors(tmp_path, next_hop=hop.address, smtp=smtp) as door,
        smtplib.SMTP("127.0.0.1", door.port("smtp"), timeout=30) as link,
    ):
        assert send(link) == code
    assert hop.encrypted == ([] if encrypted is None else [encrypted])


def test_a_certificate_of_another_name_is_not_the_next_servers(tmp_path, hop):
    other = tuple(str(one) for one in write(tmp_path / "other", ["mail.example"], 2))
    hop.tls = served(other)
    with (
        doors(tmp_path / "gate", next_hop=hop.address, smtp={"next_hop_tls": "required", "next_hop_roots": other[0]}) as door,
        smtplib.SMTP("127.0.0.1", door.port("smtp"), timeout=30) as link,
    ):
        assert send(link) == 451
    assert hop.taken == []


def test_what_leaves_this_machine_is_encrypted_unless_it_is_said_otherwise():
    from outscan.gate.doors import hop_of

    beyond = hop_of(Smtp(next_hop="192.0.2.1:25"))
    assert beyond.required
    assert beyond.tls is not None
    assert hop_of(Smtp(next_hop="127.0.0.1:25")).tls is None
    assert hop_of(Smtp(next_hop="192.0.2.1:25", next_hop_tls="off")).tls is None
    with pytest.raises(ConfigError):
        hop_of(Smtp(next_hop="192.0.2.1:25", next_hop_roots="/nowhere.pem"))
