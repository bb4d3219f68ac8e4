"""Fuzz the parsers of the ICAP, mail and clamd doors: true messages, bent at random. Whatever comes is read or refused.

Usage: python benchmarks/fuzz_doors.py [SECONDS each] [SEED]
"""

from __future__ import annotations

import asyncio
import random
import sys
import time

from outscan.gate.clamd.protocol import BadStream, read_command, read_stream
from outscan.gate.icap.body import Chunks
from outscan.gate.icap.head import BadMessage
from outscan.gate.icap.request import first_line, read_request
from outscan.gate.smtp.command import Refused, parse_address, parse_command
from outscan.gate.smtp.data import Data

HTTP = "PUT http://h/%E5%90%88/合同.docx HTTP/1.1\r\nHost: h\r\nContent-Disposition: attachment\r\n\r\n".encode()
ICAP = (
    b"REQMOD icap://h/reqmod ICAP/1.0\r\nHost: h\r\nAllow: 204, 206\r\nPreview: 4\r\nEncapsulated: req-hdr=0, req-body=%d\r\n\r\n"
    % len(HTTP)
    + HTTP
    + b"4\r\nabcd\r\n0\r\n\r\n5;x=y\r\nhello\r\n0; ieof\r\n\r\n"
)
SMTP = b"MAIL FROM:<a@h> SIZE=10 BODY=8BITMIME SMTPUTF8\r\n"
DATA = b"Subject: x\r\n\r\n..a\r\nb\r\n.\r\n"
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


async def main(seconds: float, seed: int) -> int:
    uncaught = 0
    for name, read, whole in (("icap", icap, ICAP), ("smtp", mail, SMTP), ("data", message, DATA), ("clamd", clamd, CLAMD)):
        dice = random.Random(f"{seed}{name}")  # noqa: S311 - dice, not keys
        count, refused, until = 0, 0, time.monotonic() + seconds
        while time.monotonic() < until:
            count += 1
            data = bent(dice, whole)
            try:
                await read(data)
            except (BadMessage, Refused, BadStream):
                refused += 1
            except Exception as error:  # noqa: BLE001 - finding these is what a fuzzer is for
                uncaught += 1
                print(f"{name}: {type(error).__name__} {error}: {data!r}")
        print(f"{name}: {count} messages in {seconds:.0f} s, {refused} refused")
    print(f"{uncaught} uncaught")
    return uncaught


if __name__ == "__main__":
    told = [float(one) for one in sys.argv[1:3]]
    sys.exit(bool(asyncio.run(main(told[0] if told else 60.0, int(told[1]) if told[1:] else 1))))
