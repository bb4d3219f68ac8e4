"""Ciphertext in a text is something nobody read; keys, signatures and certificates are not."""

import base64
import random

import pytest

from unpacked import gaps, seen

NOISE = base64.encodebytes(random.Random(9).randbytes(300)).decode()
SIGNED = base64.encodebytes(bytes.fromhex("308203e806092a864886f70d010702") + random.Random(8).randbytes(300)).decode()
ENVELOPED = base64.encodebytes(bytes.fromhex("308203e806092a864886f70d010703") + random.Random(8).randbytes(300)).decode()


def armoured(kind, body=NOISE, headers=""):
    return f"-----BEGIN {kind}-----\n{headers}\n{body}-----END {kind}-----\n"


@pytest.mark.parametrize(
    "text",
    [
        "您好：\n" + armoured("PGP MESSAGE", headers="Version: GnuPG v2\nComment: x"),
        armoured("AGE ENCRYPTED FILE").replace("-----\n\n", "-----\n"),
        armoured("CMS"),
        armoured("PKCS7", ENVELOPED),
        "> " + armoured("PGP MESSAGE").replace("\n", "\n> "),
        "password: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  " + "31" * 40 + "\n",
        "说明 U2FsdGVkX1" + "8" + NOISE.replace("\n", "")[:60],
        "说明\nBEGIN KEYBASE SALTPACK ENCRYPTED MESSAGE. kiNJamlTJ29ZvW4 RHEOG8hm1uSnYjPd2 0Mf1T2QJkKzjEXA wH9bd\n",
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_ciphertext_is_a_gap(text, name):
    assert "encrypted" in gaps(seen(("前文。\n" + text).encode(), name))


def test_ciphertext_in_mail_and_cells_is_one_too():
    mail = "From: a@example.cn\nTo: b@example.cn\nSubject: x\nMIME-Version: 1.0\n\n你好\n" + armoured("PGP MESSAGE")
    assert "encrypted" in gaps(seen(mail.encode(), "a.eml"))
    html = f"<p>你好</p><pre>{armoured('PGP MESSAGE')}</pre>"
    assert "encrypted" in gaps(seen(html.encode(), "a.html"))


@pytest.mark.parametrize(
    "text",
    [
        armoured("PGP SIGNATURE"),
        armoured("PGP PUBLIC KEY BLOCK"),
        armoured("CERTIFICATE"),
        armoured("RSA PRIVATE KEY"),
        armoured("ENCRYPTED PRIVATE KEY"),
        armoured("OPENSSH PRIVATE KEY"),
        armoured("PKCS7", SIGNED),
        "正文以 -----BEGIN PGP MESSAGE----- 开头，以 -----END PGP MESSAGE----- 结尾。",
        "$ANSIBLE_VAULT;1.1;AES256 是文件头",
    ],
)
def test_keys_signatures_and_talk_are_none(text):
    assert gaps(seen(("前文。\n" + text).encode(), "a.txt")) == []


@pytest.mark.parametrize("encode", [base64.b64encode, base64.b32encode, base64.b16encode, base64.urlsafe_b64encode])
def test_noise_in_any_alphabet_of_codes_is_a_gap(encode):
    assert gaps(seen(("附件：\n" + encode(random.Random(5).randbytes(3000)).decode()).encode(), "a.txt"))
