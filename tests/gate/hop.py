"""The next mail server of a test: takes mails, or says what it is told to say after one."""

from __future__ import annotations

import contextlib
import socketserver
import threading


class Hop(socketserver.ThreadingTCPServer):
    """The next server: takes mails, or says what it is told to say after one."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self, tls=None):
        """With `tls`, a server's context, STARTTLS is offered."""
        super().__init__(("127.0.0.1", 0), _Hop)
        self.taken, self.said, self.tls, self.encrypted = [], "250 2.0.0 queued as 1", tls, []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def address(self):
        return f"127.0.0.1:{self.server_address[1]}"


class _Hop(socketserver.StreamRequestHandler):
    def handle(self):
        with contextlib.suppress(OSError):  # a client that did not like the certificate
            self.talk()

    def talk(self):
        self.say("220 hop")
        to = []
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                offered = self.server.tls is not None and not hasattr(self.request, "version")
                self.say("250-hop\r\n250-STARTTLS\r\n250 8BITMIME" if offered else "250-hop\r\n250 8BITMIME")
            elif line.strip().upper() == b"STARTTLS":
                self.say("220 go on")
                self.request = self.server.tls.wrap_socket(self.request, server_side=True)
                self.setup()
            elif verb == b"DATA":
                self.say("354 go on")
                message = b""
                while (line := self.rfile.readline()) not in {b".\r\n", b""}:
                    message += line[1:] if line.startswith(b".") else line
                if self.server.said:
                    self.server.taken.append((to, message))
                    self.server.encrypted.append(hasattr(self.request, "version"))
                    self.say(self.server.said)
                else:
                    return
            elif verb == b"QUIT":
                self.say("221 bye")
                return
            else:
                if verb == b"RCPT":
                    to.append(line.decode().partition("<")[2].partition(">")[0])
                self.say("250 ok")

    def say(self, text):
        self.wfile.write(text.encode() + b"\r\n")
