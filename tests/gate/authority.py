"""A time-stamp authority of our own on loopback: `openssl ts` answers what a client sends it."""

from __future__ import annotations

import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

_CONFIG = """
[req]
distinguished_name = name
prompt = no
[name]
CN = unit time stamps
[tsa]
basicConstraints = critical,CA:false
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
[ca]
basicConstraints = critical,CA:true
keyUsage = critical,keyCertSign,cRLSign
[ts]
default_tsa = one
[one]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.13762.3
digests = sha256,sha512
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def _openssl(*words, **given):
    return subprocess.run(["openssl", *map(str, words)], check=True, capture_output=True, **given)


class Authority:
    """A running authority: `url`, `roots` (its CA as PEM). `stop` answers nothing more."""

    def __init__(self, folder):
        folder.mkdir()
        self.folder, self.roots, self.asked = folder, folder / "ca.pem", 0
        (folder / "serial").write_text("01\n")
        config = folder / "ts.cnf"
        config.write_text(_CONFIG.format(folder=folder))
        ca, tsa = ("-extensions", "ca"), ("-extensions", "tsa", "-extfile", config)
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-config", config)
        _openssl(
            "req", "-x509", *key, *ca, "-keyout", folder / "ca.key", "-out", self.roots, "-days", "30", "-subj", "/CN=unit root"
        )
        _openssl("req", *key, "-keyout", folder / "tsa.key", "-out", folder / "tsa.csr")
        signed = ("-CA", self.roots, "-CAkey", folder / "ca.key", "-CAcreateserial", "-days", "30")
        _openssl("x509", "-req", "-in", folder / "tsa.csr", *signed, *tsa, "-out", folder / "tsa.pem")
        authority = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                authority.asked += 1
                query = self.rfile.read(int(self.headers["content-length"]))
                (folder / "query").write_bytes(query)
                asked = ("-reply", "-config", config, "-section", "one", "-queryfile", folder / "query")
                _openssl("ts", *asked, "-out", folder / "reply")
                reply = (folder / "reply").read_bytes()
                self.send_response(200)
                self.send_header("content-type", "application/timestamp-reply")
                self.send_header("content-length", str(len(reply)))
                self.end_headers()
                self.wfile.write(reply)

            def log_message(self, *_):
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
