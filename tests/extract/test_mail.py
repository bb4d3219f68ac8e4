# ruff: noqa: E501 - markup and bytes of a fixture read best on one line
from __future__ import annotations

import base64
import binascii
from email.message import EmailMessage

import pytest

from outscan.types import GapReason, HiddenKind, Segment
from unpacked import gaps, seen, words


def message(**headers):
    mail = EmailMessage()
    for name, value in {"From": "a@example.test", "To": "b@example.test", "Subject": "会议 安排", **headers}.items():
        mail[name] = value
    return mail


def names(pieces):
    return [p.where.member[-1] for p in pieces if isinstance(p, Segment) and p.where.part == "name"]


def test_headers_seen_and_unseen():
    mail = message(Bcc="暗送 <c@example.test>", **{"X-Note": "内部 说明"})
    mail.set_content("正文")
    pieces = seen(mail.as_bytes(), "a.eml")
    assert "Subject: 会议 安排" in words(pieces, part="header")
    hidden = words(pieces, hidden=HiddenKind.MAIL_HEADER)
    assert "暗送" in hidden
    assert "X-Note: 内部 说明" in hidden


def test_all_parts_and_branches_are_read():
    mail = message()
    mail.set_content("纯文本分支")
    mail.add_alternative("<p>网页<b>分支</b></p>", subtype="html")
    mail.add_attachment("附件的话".encode("gbk"), maintype="text", subtype="plain", filename="附件一.txt")
    inner = message(Subject="内层")
    inner.set_content("转发的正文")
    mail.add_attachment(inner)
    pieces = seen(mail.as_bytes(), "a.eml")
    for text in ("纯文本分支", "网页分支", "附件的话", "转发的正文", "Subject: 内层"):
        assert text in words(pieces)
    assert "附件一.txt" in names(pieces)
    assert not gaps(pieces)


@pytest.mark.parametrize("field", [
    b'attachment; filename="\xb8\xbd\xbc\xfe.txt"',
    b"attachment; filename*=utf-8''%E9%99%84%E4%BB%B6.txt",
    b"attachment; filename*0*=gb18030''%B8%BD; filename*1*=%BC%FE; filename*2=.txt",
    b'attachment; filename="=?gb2312?B?uL28/i50eHQ=?="',
    b"attachment; filename==?utf-8?Q?=E9=99=84?=\r\n =?utf-8?Q?=E4=BB=B6.txt?=",
])  # fmt: skip
def test_names_however_they_are_written(field):
    data = b"From: a@example.test\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Disposition: " + field + b"\r\n\r\nbody"
    assert "附件.txt" in names(seen(data, "a.eml"))


def test_an_encoded_word_may_cut_a_character():
    packed = base64.b64encode("会议纪要".encode("gbk"))
    first, second = base64.b64encode(base64.b64decode(packed)[:3]), base64.b64encode(base64.b64decode(packed)[3:])
    data = (
        b"From: a@example.test\r\nTo: b@example.test\r\nSubject: =?gbk?B?" + first + b"?=\r\n =?gbk?B?" + second + b"?=\r\n\r\nx"
    )
    assert "Subject: 会议纪要" in words(seen(data, "a.eml"))


def test_raw_eight_bit_headers():
    assert "会议纪要" in words(seen("From: a@example.test\nTo: b@example.test\nSubject: 会议纪要\n\nx".encode("gbk"), "a.eml"))


def test_a_thousand_levels_are_a_gap_and_no_crash():
    data = b"From: a@example.test\r\nTo: b@example.test\r\n"
    for i in range(1000):
        data += f"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n".encode()
    pieces = seen(data + b"\r\nbottom", "a.eml")
    assert GapReason.TOO_DEEP in gaps(pieces)


def test_text_around_the_parts_is_read():
    data = "From: a@example.test\nTo: b@example.test\nContent-Type: multipart/mixed; boundary=q\n\n前言在此\n--q\n\n正文\n--q--\n后语在此\n".encode()
    text = words(seen(data, "a.eml"), hidden=HiddenKind.HIDDEN_TEXT)
    assert "前言在此" in text
    assert "后语在此" in text


def test_a_message_cut_off_is_a_gap_beside_what_is_there():
    data = "From: a@example.test\nTo: b@example.test\nContent-Type: multipart/mixed; boundary=q\n\n--q\n\n正文在此".encode()
    pieces = seen(data, "a.eml")
    assert "正文在此" in words(pieces)
    assert GapReason.CORRUPT in gaps(pieces)


def test_damaged_base64_gives_what_decodes_and_a_gap():
    packed = base64.b64encode("会议纪要全文如下".encode()).decode()
    data = f"From: a@example.test\nTo: b@example.test\nContent-Transfer-Encoding: base64\n\n{packed[:-3]}\n".encode()
    pieces = seen(data, "a.eml")
    assert "会议纪要全文" in words(pieces)
    assert gaps(pieces)


def test_files_written_into_the_text():
    lines = "\n".join(["begin 644 附件.txt", binascii.b2a_uu("信中附文".encode()).decode().rstrip("\n"), "`", "end"])
    pieces = seen(f"From: a@example.test\nTo: b@example.test\nSubject: x\n\n你好\n{lines}\n".encode(), "a.eml")
    assert "信中附文" in words(pieces)
    assert "附件.txt" in names(pieces)


def test_encrypted_and_signed():
    head = b"From: a@example.test\nTo: b@example.test\nSubject: x\nContent-Type: application/pkcs7-mime; name=smime.p7m\nContent-Transfer-Encoding: base64\n\n"
    inner = "Content-Type: text/plain; charset=utf-8\n\n签名内的正文".encode()
    octets = b"\x04" + bytes((len(inner),)) + inner
    signed = (
        b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80"
        + bytes.fromhex("06092a864886f70d010701")
        + b"\xa0\x80"
        + octets
    )
    assert "签名内的正文" in words(seen(head + base64.b64encode(signed), "a.eml"))
    locked = b"\x30\x80" + bytes.fromhex("06092a864886f70d010703") + b"\xa0\x80" + b"\x05" * 30
    assert GapReason.ENCRYPTED in gaps(seen(head + base64.b64encode(locked), "a.eml"))
    pgp = b"From: a@example.test\nTo: b@example.test\nSubject: x\nContent-Type: multipart/encrypted; boundary=q\n\n--q\n\nVersion: 1\n--q--\n"
    assert GapReason.ENCRYPTED in gaps(seen(pgp, "a.eml"))


def test_a_box_of_messages():
    box = "From a@example.test Thu Jan  1 00:00:00 2026\nFrom: a@example.test\nSubject: 甲\n\n第一封正文\n>From 引文\n\nFrom b@example.test Fri Jan  2 00:00:00 2026\nFrom: b@example.test\nSubject: 乙\n\n第二封正文\n"
    text = words(seen(box.encode(), "a.mbox"))
    assert "第一封正文" in text
    assert "第二封正文" in text
    assert "From 引文" in text


def test_wrapped_lines_of_flowed_text_read_on():
    data = b"From: a@example.test\nTo: b@example.test\nSubject: x\nContent-Type: text/plain; charset=utf-8; format=flowed\n\nthe meeting is \nmoved\n"
    assert "the meeting is moved" in words(seen(data, "a.eml"))


def test_enriched_text_is_text():
    mail = b"From: a@example.cn\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/enriched; charset=utf-8\n\n"
    body = "<bold>甲</bold><color><param>red</param>乙</color>丙 a << b\n"
    assert "甲乙丙 a < b" in words(seen(mail + body.encode(), "a.eml"))


def test_a_detached_signature_and_a_certificate_are_no_gap_and_ciphertext_is():
    signature = bytes.fromhex(
        "308205bd06092a864886f70d010702a08205ae308205aa020101310d300b0609608648016503040201300b06092a864886f70d010701"
    ) + bytes(200)
    certificate = bytes.fromhex("3082032d30820215a003020102021441a1") + bytes(300)
    for data, name in ((signature, "a.p7s"), (certificate, "a.cer")):
        assert gaps(seen(data, name)) == []
    assert gaps(seen(bytes.fromhex("308203e806092a864886f70d010703") + bytes(100), "a.p7m")) == ["encrypted"]


CMS = "From: a@example.test\nTo: b@example.test\nSubject: x\nContent-Type: application/pkcs7-mime; {}name=smime.p7m\nContent-Transfer-Encoding: base64\n\n"


@pytest.mark.parametrize("stated", ["", "smime-type=enveloped-data; ", "smime-type=signed-data; "])
@pytest.mark.parametrize("body", [b"plain words that are no message", "会议纪要全文".encode(), bytes(range(32, 127)) * 3])
def test_what_calls_itself_a_sealed_message_and_is_none_is_a_gap(stated, body):
    assert gaps(seen(CMS.format(stated).encode() + base64.b64encode(body), "a.eml"))


@pytest.mark.parametrize(
    ("oid", "reason"),
    [
        ("060a2a811ccf550601040203", "encrypted"),
        ("06092a864886f70d010706", "encrypted"),
        ("060b2a864886f70d0109100117", "encrypted"),
        ("060b2a864886f70d0109100109", "unsupported"),
        ("06092a864886f70d010705", "unsupported"),
    ],
    ids=["sm", "encrypted-data", "authenticated", "compressed", "digested"],
)
def test_every_kind_of_message_that_is_not_opened_is_a_gap(oid, reason):
    data = bytes.fromhex("308203e8" + oid) + b"\xa0\x82\x03\xd9" + bytes(100)
    assert gaps(seen(data, "a.p7m")) == [reason]
    assert gaps(seen(CMS.format("").encode() + base64.b64encode(data), "a.eml"))


def test_a_message_signed_with_the_national_algorithms_is_opened():
    inner = "签名内的正文".encode()
    data = (
        bytes.fromhex("3080060a2a811ccf550601040202a080" + "060a2a811ccf550601040201")
        + b"\xa0\x80\x04"
        + bytes((len(inner),))
        + inner
    )
    assert "签名内的正文" in words(seen(data, "a.p7m"))
