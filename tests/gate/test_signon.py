"""Signing on elsewhere: a CAS server and an OpenID provider on loopback, and what neither may do."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import RSAKey

from gate.made import Caller, doorway, person
from outscan.gate import moment
from outscan.gate.auth import sessions, signon
from outscan.gate.faults import Refused
from outscan.gate.settings import Oidc
from outscan.gate.states import Role

GOOD = b"<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'><cas:authenticationSuccess><cas:user>zhang</cas:user></cas:authenticationSuccess></cas:serviceResponse>"
BASE = "https://gate.example.cn"


@pytest.fixture
def provider():
    """A server that answers as CAS and as an OpenID provider."""
    key = RSAKey.generate_key(2048, {"kid": "k"})

    class Handler(BaseHTTPRequestHandler):
        nonce, claims = "", {}

        def do_GET(self):
            path = urlsplit(self.path)
            here = f"http://127.0.0.1:{self.server.server_port}"
            if path.path.endswith("serviceValidate"):
                good = parse_qs(path.query)["ticket"] == ["ST-1"]
                return self.say(GOOD if good else b"<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'/>")
            if path.path.endswith("openid-configuration"):
                told = {"issuer": here, **{f"{n}_endpoint": f"{here}/{n}" for n in ("authorization", "token")}}
                return self.say(json.dumps({**told, "jwks_uri": f"{here}/keys"}).encode())
            return self.say(json.dumps({"keys": [key.as_dict(private=False)]}).encode())

        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            at = int(moment.now().timestamp())
            claims = {"iss": f"http://127.0.0.1:{self.server.server_port}", "aud": "c", "sub": "1", "iat": at, "exp": at + 60}
            claims |= {"nonce": Handler.nonce, "preferred_username": "zhang", **Handler.claims}
            self.say(json.dumps({"id_token": jwt.encode({"alg": "RS256", "kid": "k"}, claims, key)}).encode())

        def say(self, data):
            self.send_response(200)
            self.send_header("content-length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server, Handler
    server.shutdown()


def test_cas_signs_on_whom_two_officers_gave_rights(tmp_path, provider):
    auth = {"cas": {"server": f"http://127.0.0.1:{provider[0].server_port}"}}
    with doorway(tmp_path / "data", auth=auth, http={"base_url": BASE}) as door:
        assert (
            door.ask("GET", "/v1/signon/cas")
            .headers["location"]
            .endswith(f"service={BASE.replace('/', '%2F').replace(':', '%3A')}%2Fv1%2Fsignon%2Fcas")
        )
        assert door.ask("GET", "/v1/signon/cas?ticket=ST-1").status_code == 401
        person(door.house, "zhang", Role.HANDLER, kind="cas")
        assert door.ask("GET", "/v1/signon/cas?ticket=ST-2").status_code == 401
        reply = door.ask("GET", "/v1/signon/cas?ticket=ST-1")
        assert reply.status_code == 303
        caller = Caller(door, {"cookie": reply.headers["set-cookie"].split(";")[0]})
        assert caller("GET", "/v1/session").json()["login"] == "zhang"


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"<a/>",
        b"<!DOCTYPE x [<!ENTITY a 'zhang'>]>" + GOOD,
        GOOD.replace(b"zhang", b" "),
        GOOD.replace(b"Success", b"Failure"),
    ],
)
def test_no_other_answer_of_a_cas_server_is_a_login(told):
    with pytest.raises(Refused):
        signon.cas_user(told)


def begun(door):
    reply = door.ask("GET", "/v1/signon/oidc")
    query = parse_qs(urlsplit(reply.headers["location"]).query)
    assert query["code_challenge_method"] == ["S256"]
    return reply.headers["set-cookie"].split(";")[0], query["state"][0], query["nonce"][0]


def test_oidc_signs_on_with_state_nonce_and_signature(tmp_path, provider):
    server, handler = provider
    auth = {"oidc": {"issuer": f"http://127.0.0.1:{server.server_port}", "client": "c"}}
    with doorway(tmp_path / "data", auth=auth, http={"base_url": BASE}) as door:
        person(door.house, "zhang", Role.HANDLER, kind="oidc")
        cookie, state, handler.nonce = begun(door)
        good = f"/v1/signon/oidc/return?code=x&state={state}"
        assert door.ask("GET", good).status_code == 401
        assert door.ask("GET", f"/v1/signon/oidc/return?code=x&state=y{state}", headers={"cookie": cookie}).status_code == 401
        assert door.ask("GET", good, headers={"cookie": cookie[:-4] + "AAAA"}).status_code == 401
        assert door.ask("GET", good, headers={"cookie": cookie}).status_code == 303
        for wrong in (
            {"iss": "http://127.0.0.1:1"},
            {"aud": "other"},
            {"exp": 1},
            {"nonce": "other"},
            {"preferred_username": "nobody"},
        ):
            handler.claims = wrong
            assert door.ask("GET", good, headers={"cookie": cookie}).status_code == 401, wrong


def test_a_token_signed_by_nobody_or_with_a_public_key_is_none():
    key = RSAKey.generate_key(2048, {"kid": "k"})
    keys = {"keys": [key.as_dict(private=False)]}
    other = RSAKey.generate_key(2048, {"kid": "k"})
    claims = {"iss": "i", "aud": "c", "sub": "1", "iat": 1, "exp": 9_999_999_999, "nonce": "n", "preferred_username": "a"}
    made = jwt.encode({"alg": "RS256", "kid": "k"}, claims, other)
    unsigned = "eyJhbGciOiJub25lIn0." + made.split(".")[1] + "."
    for token in (made, unsigned, "", "x.y.z"):
        with pytest.raises(Refused):
            signon.oidc_claim(Oidc(issuer="i", client="c"), token, keys, "n")
    good = jwt.encode({"alg": "RS256", "kid": "k"}, claims, key)
    assert signon.oidc_claim(Oidc(issuer="i", client="c"), good, keys, "n") == "a"


def test_the_embedded_token_is_exchanged_for_a_session_of_the_page(tmp_path):
    with doorway(tmp_path / "data") as door:
        account = person(door.house, "local", Role.HANDLER, kind="embedded")
        with door.house.store.write() as link:
            sessions.embedded_token(link, account, "t" * 43)
        caller = Caller(door, {"authorization": f"Bearer {'t' * 43}"})
        reply = caller("POST", "/v1/session/exchange")
        assert reply.status_code == 200
        page = Caller(door, {"cookie": reply.headers["set-cookie"].split(";")[0]})
        assert page("GET", "/v1/session").json()["csrf"] == reply.json()["csrf"]
        assert door.session(person(door.house, "h", Role.HANDLER))("POST", "/v1/session/exchange").status_code == 409
