"""Fuzz the ICAP, mail and clamd doors: true messages, bent at random. Whatever comes is read or refused.

`icap`, `smtp`, `data` and `clamd` are the parsers alone; `icap-session` and `smtp-session` the whole way of a message: session,
spool, forms and codings undone, a mail taken apart and stamped, up to where it would be judged.

Usage: python benchmarks/fuzz_doors.py [SECONDS each] [SEED] [NAME…]
"""

from __future__ import annotations

import asyncio
import gzip
import random
import sys
import tempfile
import time
import zlib
from collections.abc import AsyncIterator
from pathlib import Path

from outscan.gate.clamd.protocol import BadStream, read_command, read_stream
from outscan.gate.icap.body import Chunks
from outscan.gate.icap.content import Unchecked, name_of, parts_of
from outscan.gate.icap.head import BadMessage
from outscan.gate.icap.judge import host_of
from outscan.gate.icap.request import first_line, read_request
from outscan.gate.icap.service import Asked, Connection, Ruling, TooLarge, Way
from outscan.gate.icap.service import Limits as IcapLimits
from outscan.gate.smtp.command import Refused, parse_address, parse_command
from outscan.gate.smtp.data import Data
from outscan.gate.smtp.deliver import UNREADABLE
from outscan.gate.smtp.mail import Limits as SmtpLimits
from outscan.gate.smtp.mail import Mail
from outscan.gate.smtp.parts import attachments, without
from outscan.gate.smtp.session import Session
from outscan.gate.smtp.stamp import stamped
from outscan.gate.spool import Full, Spool, Upload

HTTP = "PUT http://h/%E5%90%88/合同.docx HTTP/1.1\r\nHost: h\r\nContent-Disposition: attachment\r\n\r\n".encode()
ICAP = (
    b"REQMOD icap://h/reqmod ICAP/1.0\r\nHost: h\r\nAllow: 204, 206\r\nPreview: 4\r\nEncapsulated: req-hdr=0, req-body=%d\r\n\r\n"
    % len(HTTP)
    + HTTP
    + b"4\r\nabcd\r\n0\r\n\r\n5;x=y\r\nhello\r\n0; ieof\r\n\r\n"
)
SMTP = b"MAIL FROM:<a@h> SIZE=10 BODY=8BITMIME SMTPUTF8\r\n"
DATA = b"Subject: x\r\n\r\n..a\r\nb\r\n.\r\n"
FORM = (
    b'--q\r\nContent-Disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhello\r\n'
    b'--q\r\nContent-Disposition: form-data; name="note"\r\n\r\nwords\r\n--q--\r\n'
)
UPLOADS = [
    (b"Content-Type: multipart/form-data; boundary=q", FORM),
    (b"Content-Type: multipart/mixed; boundary=q", FORM),
    (b"Content-Type: application/x-www-form-urlencoded", b"a=b%20c&d=%D6%D0+x"),
    (b"Content-Encoding: gzip\r\nContent-Disposition: attachment; filename*=GBK''%BA%CF.txt", gzip.compress(b"hello", mtime=0)),
    (b"Content-Encoding: deflate", zlib.compress(b"hello")),
]
ENVELOPE = b"".join(
    one + b"\r\n"
    for one in (
        b"EHLO h",
        b"XFORWARD NAME=a ADDR=127.0.0.1",
        b"MAIL FROM:<a@h> SIZE=10 BODY=8BITMIME",
        b"RCPT TO:<b@h>",
        b"RCPT TO:<@c:d@h>",
        b"DATA",
    )
)
MAIL = """From: a@h
X-Outscan: pass
 folded
Subject: =?gbk?B?uPY=?=
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=q

--q
Content-Type: text/plain; charset=utf-8

..文字
--q
Content-Type: application/octet-stream; name*0*=UTF-8''%E5%90; name*1*=%88.txt
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename="=?UTF-8?Q?=E5=90=88.txt?="

aGVsbG8=
--q
Content-Type: message/rfc822

Subject: x
Content-Type: multipart/signed; boundary=r

--r

z
--r--
--q
Content-Type: text/plain
Content-Transfer-Encoding: x-uuencode
Content-Disposition: attachment; filename=u.txt

begin 644 u.txt
%:&5L;&\\
end
--q--
""".replace("\n", "\r\n").encode()
CLAMD = b"zINSTREAM\0" + (5).to_bytes(4, "big") + b"hello" + bytes(4)
TOKENS = (b"\r\n", b"\n", b"\r", b".\r\n", b"\0", b":", b";", b"0\r\n\r\n", b"ffffffffffffffff", b"-1", b" ", b"\xff", b"<", b">")


def bent(dice: random.Random, message: bytes) -> bytes:
    out = bytearray(message)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(5):
            case 0:
                out[at:at] = dice.choice(TOKENS)
            case 1:
                del out[at : at + dice.randint(1, 20)]
            case 2:
                out[at : at + 1] = bytes([dice.randrange(256)])
            case 3:
                out[at:at] = out[at : at + dice.randint(1, 60)]
            case _:
                out[at : at + 2] = dice.choice(TOKENS)
    return bytes(out)


def stream(data: bytes) -> asyncio.StreamReader:
    reader = asyncio.StreamReader(limit=64 << 10)
    reader.feed_data(data)
    reader.feed_eof()
    return reader


async def icap(data: bytes) -> None:
    async def go_on() -> None:
        pass

    reader = stream(data)
    while line := await first_line(reader):
        request = await read_request(reader, line)
        if request.body:
            async for _ in Chunks(reader, preview=request.preview is not None, go_on=go_on):
                pass


async def mail(data: bytes) -> None:
    command = parse_command(data[: len(SMTP)])
    parse_address(command.rest, "FROM")


async def message(data: bytes) -> None:
    async for _ in Data(stream(data)):
        pass


async def clamd(data: bytes) -> None:
    reader = stream(data)
    while await read_command(reader) is not None:
        async for _ in read_stream(reader):
            pass


class Ear(asyncio.Transport):
    """A client that only listens; what is said to it is counted."""

    def __init__(self) -> None:
        super().__init__()
        self.heard = 0

    def write(self, data: bytes) -> None:  # type: ignore[override]
        self.heard += len(data)

    def is_closing(self) -> bool:
        return False

    def close(self) -> None:
        pass


def talk(data: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A connection on which `data` came and nothing more will."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=64 << 10)
    protocol = asyncio.StreamReaderProtocol(reader)
    ear = Ear()
    protocol.connection_made(ear)
    reader.feed_data(data)
    reader.feed_eof()
    return reader, asyncio.StreamWriter(ear, protocol, reader, loop)


class Spooled:
    """A body in a spool, as both doors write and read it."""

    def __init__(self, spool: Spool, too_much: Exception) -> None:
        self.upload: Upload = spool.begin(1 << 20)
        self.too_much = too_much

    async def write(self, piece: bytes) -> None:
        try:
            self.upload.write(piece)
        except Full:
            raise self.too_much from None

    async def pieces(self) -> AsyncIterator[bytes]:
        yield self.upload.path.read_bytes()

    async def wipe(self) -> None:
        self.upload.drop()


class Judge:
    """Takes a message apart as the gate does, and passes it."""

    tag = "fuzz"

    def __init__(self, spool: Spool) -> None:
        self.spool = spool

    def body(self) -> Spooled:
        return Spooled(self.spool, TooLarge())

    async def rule(self, asked: Asked) -> Ruling:
        host_of(asked.request)
        name = name_of(asked.request, asked.response)
        if isinstance(asked.body, Spooled):
            head = asked.request if asked.method == "REQMOD" else asked.response
            try:
                for part in parts_of(head, name, asked.body.upload, self.spool, kept=True):
                    part.upload.drop()
            except Unchecked as bad:
                return Ruling(Way.FAIL, [("X-Error-Code", bad.code)])
        return Ruling(Way.PASS)


def upload(dice: random.Random) -> bytes:
    """One true request to the ICAP door."""
    more, body = dice.choice(UPLOADS)
    http = HTTP[:-2] + more + b"\r\n\r\n"
    head = b"REQMOD icap://h/reqmod ICAP/1.0\r\nHost: h\r\nAllow: 204\r\nEncapsulated: req-hdr=0, req-body=%d\r\n\r\n" % len(http)
    return head + http + b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


async def icap_session(data: bytes, spool: Spool) -> None:
    reader, writer = talk(data)
    await Connection(reader, writer, Judge(spool), IcapLimits(most_bytes=1 << 20)).run()


async def smtp_session(data: bytes, spool: Spool) -> None:
    reader, writer = talk(data)

    async def deliver(mail: Mail) -> tuple[int, str]:
        if not isinstance(mail.message, Spooled):
            raise TypeError(mail.message)
        mail.message.upload.close()
        rest = spool.begin(1 << 20)
        try:
            told = attachments(mail.message.upload.path)
            without(mail.message.upload.path, lambda one: one in told, rest)
        except UNREADABLE:
            return 451, "4.7.1 not checked"
        finally:
            rest.drop()
        async for _ in stamped(mail.message.pieces(), "pass"):
            pass
        return 250, "2.0.0 OK"

    await Session(reader, writer, lambda: Spooled(spool, Refused(552, "5.3.4 too large")), deliver, SmtpLimits(1 << 20)).run()


async def main(seconds: float, seed: int, names: list[str]) -> int:
    uncaught = 0
    with tempfile.TemporaryDirectory(prefix="outscan-fuzz-") as folder:
        spool = Spool.at(Path(folder) / "spool")
        kinds = {
            "icap": (icap, lambda _: ICAP),
            "smtp": (mail, lambda _: SMTP),
            "data": (message, lambda _: DATA),
            "clamd": (clamd, lambda _: CLAMD),
            "icap-session": (lambda data: icap_session(data, spool), upload),
            "smtp-session": (lambda data: smtp_session(data, spool), lambda _: ENVELOPE + MAIL + b".\r\nQUIT\r\n"),
        }
        for name in names or list(kinds):
            read, whole = kinds[name]
            dice = random.Random(f"{seed}{name}")  # noqa: S311 - dice, not keys
            count, refused, until = 0, 0, time.monotonic() + seconds
            while time.monotonic() < until:
                count += 1
                data = bent(dice, whole(dice))
                try:
                    await read(data)
                except (BadMessage, Refused, BadStream):
                    refused += 1
                except Exception as error:  # noqa: BLE001 - finding these is what a fuzzer is for
                    uncaught += 1
                    print(f"{name}: {type(error).__name__} {error}: {data!r}")
            left = len(list(spool.names()))
            print(
                f"{name}: {count} messages in {seconds:.0f} s, {refused} refused by the parser, {left} left in the spool",
                flush=True,
            )
            uncaught += left
    print(f"{uncaught} uncaught")
    return uncaught


if __name__ == "__main__":
    told = sys.argv[1:]
    each, dice = float(told[0]) if told else 60.0, int(told[1]) if told[1:] else 1
    sys.exit(bool(asyncio.run(main(each, dice, told[2:]))))
