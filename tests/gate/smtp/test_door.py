"""The mail door over the real gate, between a real client and a real next hop: what is handed on, refused, or not checked."""

from __future__ import annotations

import base64
import contextlib
import smtplib
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default

import pytest
from sqlalchemy import select

from gate.hop import Hop
from gate.lines import approve, doors, spool_empty
from gate.made import ITEM, MARK, PLAIN
from outscan.gate.tables import RELEASES

LOCKED = b"PK\x03\x04" + b"\x14\x00\x01\x00" + b"\0" * 40
WORDS = PLAIN.decode()
TO = ["li@partner.example"]


@pytest.fixture(scope="module")
def hop():
    made = Hop()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture(scope="module")
def door(tmp_path_factory, hop):
    with doors(tmp_path_factory.mktemp("gate"), next_hop=hop.address) as made:
        yield made


@pytest.fixture(autouse=True)
def fresh(hop):
    hop.taken.clear()
    hop.said = "250 2.0.0 queued as 1"


def mail(body=WORDS, *files, **fields):
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = "wang@unit.example", TO[0], "资料"
    for name, value in fields.items():
        made[name.replace("_", "-")] = value
    made.set_content(body)
    for name, data in files:
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return made


def send(door, message, to=TO):
    """The code and the text of what became of a mail."""
    data = message if isinstance(message, bytes) else message.as_bytes(policy=message.policy.clone(linesep="\r\n"))
    with smtplib.SMTP("127.0.0.1", door.port("smtp"), timeout=30) as link:
        try:
            link.ehlo()
            code, text = link.mail("wang@unit.example")
            for one in to:
                code, text = link.rcpt(one)
            code, text = link.data(data)
        except smtplib.SMTPDataError as error:
            code, text = error.smtp_code, error.smtp_error
    return code, text.decode("ascii")


def test_what_passes_is_handed_on_whole_with_our_field_alone(door, hop):
    message = mail("一行\n.\n..两点\n" + PLAIN.decode(), ("a.txt", PLAIN), X_Outscan="pass; case=forged", X_Outscan_Mode="x")
    code, text = send(door, message)
    assert (code, text) == (250, "2.0.0 queued as 1")
    ((to, got),) = hop.taken
    assert to == TO
    ours, _, rest = got.partition(b"\r\n")
    assert ours.startswith(b"X-Outscan: pass; case=")
    assert b"pack=sha256:" in ours
    assert b"forged" not in rest
    assert b"x-outscan" not in rest.lower()
    told = BytesParser(policy=default).parsebytes(got)
    assert told.get_body().get_content().replace("\r\n", "\n") == message.get_body().get_content()
    assert next(told.iter_attachments()).get_content() == PLAIN
    assert spool_empty(door)


@pytest.mark.parametrize(
    "message",
    [
        mail(ITEM.decode()),
        mail(WORDS, ("a.txt", ITEM)),
        mail(WORDS, ("a.txt", MARK)),
        mail(WORDS, ("绝密★长期 方案.txt", PLAIN)),
    ],
    ids=["text", "file", "mark", "name"],
)
def test_what_may_not_leave_is_refused_with_its_number_and_no_word_of_it(door, hop, message):
    code, text = send(door, message)
    assert code == 550
    assert text.startswith("5.7.1 outscan: ")
    assert len(text.rpartition("case ")[2]) == 32
    assert text.isascii()
    assert hop.taken == []
    assert spool_empty(door)


def test_a_mail_inside_a_mail_is_read_too(door, hop):
    outer = mail()
    outer.add_attachment(mail(WORDS, ("a.txt", ITEM)))
    assert send(door, outer)[0] == 550
    assert hop.taken == []


def sealed(media, data):
    coding = "base64" if data is SMIME else "8bit"
    head = f"From: a@unit.example\r\nTo: b@partner.example\r\nMIME-Version: 1.0\r\nContent-Type: {media}\r\n"
    return head.encode() + f"Content-Transfer-Encoding: {coding}\r\n\r\n".encode() + data


ENVELOPED = bytes.fromhex("308006092a864886f70d010703a0803080020100") + bytes(range(256)) + bytes(4)
SMIME = base64.encodebytes(ENVELOPED).replace(b"\n", b"\r\n")
PGP = b"-----BEGIN PGP MESSAGE-----\r\n\r\nhQEMA5s1nQ0kT1ZpAQf/Wk0tXkq2m3b0q8n1\r\n=aB1c\r\n-----END PGP MESSAGE-----\r\n"
PARTS = (
    b"--q\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n--q\r\nContent-Type: application/octet-stream\r\n\r\n"
)

NESTED = b"From: a@unit.example\r\n" + b"".join(
    b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (i, i) for i in range(3000)
)


@pytest.mark.parametrize(
    "message",
    [
        mail(WORDS, ("a.docx", LOCKED)),
        mail(WORDS, ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00broken")),
        sealed("application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", SMIME),
        sealed('multipart/encrypted; protocol="application/pgp-encrypted"; boundary=q', PARTS + PGP + b"--q--\r\n"),
        sealed("text/plain", PGP),
        NESTED,
    ],
    ids=["locked", "winmail", "smime", "pgp", "armour", "nested"],
)
def test_what_cannot_be_read_is_not_checked(door, hop, message):
    code, text = send(door, message)
    assert (code, text[:5]) == (451, "4.7.1")
    assert hop.taken == []
    assert spool_empty(door)


def states(door):
    with door.house.store.read() as link:
        return [row.state for row in link.execute(select(RELEASES.c.state).order_by(RELEASES.c.created)).all()]


def test_an_approved_file_goes_to_whom_it_was_approved_for_and_to_nobody_else(tmp_path, hop):
    with doors(tmp_path, next_hop=hop.address) as door:
        approve(door, "a.txt", ITEM, ["li@partner.example", "liu@partner.example"], ["email"], copies=3)
        message = mail(WORDS, ("a.txt", ITEM))
        assert send(door, message, [*TO, "hidden@other.example"])[0] == 550  # Bcc: in the envelope alone
        assert send(door, mail(WORDS, ("b.txt", ITEM)))[0] == 550
        assert send(door, mail(WORDS, ("a.txt", ITEM), ("c.txt", MARK)))[0] == 550
        assert send(door, mail(ITEM.decode() + "!", ("a.txt", ITEM)))[0] == 550
        assert states(door) == []
        assert send(door, message)[0] == 250
        assert send(door, mail("另一封。" + PLAIN.decode(), ("a.txt", ITEM)), ["LIU@partner.example"])[0] == 250
        assert states(door) == ["sent", "sent"]
        hop.said = "554 5.7.9 not here"
        assert send(door, message)[0] == 554
        assert states(door)[-1] == "failed"
        hop.said = ""  # takes the mail and goes away: nobody knows
        assert send(door, message)[0] == 451
        assert states(door)[-1] == "reserved"
        assert spool_empty(door)


def test_while_the_next_server_is_away_the_sender_keeps_the_mail(tmp_path):
    with doors(tmp_path) as door:
        assert send(door, mail())[0] == 451
        assert spool_empty(door)


@contextlib.contextmanager
def locked(folder):
    import sqlite3

    link = sqlite3.connect(folder / "gate.db", isolation_level=None)
    link.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        link.execute("ROLLBACK")
        link.close()


def test_full_silent_or_without_its_database_nothing_leaves(tmp_path, hop):
    with doors(tmp_path, scan=False, next_hop=hop.address, load={"workers": 1, "queue": 0}) as full:
        assert send(full, mail())[0] == 452
    with doors(tmp_path, scan=False, next_hop=hop.address, smtp={"seconds": 0.2}) as silent:
        assert send(silent, mail())[0] == 451
    with doors(tmp_path, next_hop=hop.address) as away:
        with locked(tmp_path):
            assert send(away, mail())[0] == 451
        hop.taken.clear()
    with doors(tmp_path, next_hop=hop.address, smtp={"max_message": 6000}) as small:
        assert send(small, mail(WORDS * 100))[0] == 552
    assert hop.taken == []


def test_a_mail_smuggled_behind_another_is_refused_with_it(door, hop):
    import socket

    for end in (b"\n.\n", b"\n.\r\n", b"\r.\r", b"\r\n.\n"):
        with socket.create_connection(("127.0.0.1", door.port("smtp")), 30) as link:
            file = link.makefile("rwb")
            file.readline()
            for line in (b"HELO x", b"MAIL FROM:<a@unit.example>", b"RCPT TO:<b@partner.example>", b"DATA"):
                file.write(line + b"\r\n")
                file.flush()
                file.readline()
            file.write(b"Subject: x\r\n\r\na" + end + b"MAIL FROM:<evil@unit.example>\r\n.\r\n")
            file.flush()
            assert file.readline()[:3] in {b"550", b"554"}, end
    assert hop.taken == []
