"""Sessions, passwords, tokens, other sites: what a browser or a thief of a cookie can do."""

from __future__ import annotations

import pytest
from sqlalchemy import update

from gate.made import BASE, PASSWORD, Caller, doorway, person, scanned
from outscan.gate import moment
from outscan.gate.auth import accounts, sessions
from outscan.gate.states import Role
from outscan.gate.tables import SESSIONS


@pytest.fixture
def door(tmp_path):
    with doorway(tmp_path / "data") as made:
        yield made


def sign_on(door, login, password, **headers):
    return door.ask("POST", "/v1/session", json={"login": login, "password": password}, headers=headers)


def test_the_first_start_makes_three_officers_with_one_time_passwords(door):
    with door.house.store.write() as link:
        made = accounts.first_officers(link)
    with door.house.store.write() as link:
        assert accounts.first_officers(link) == {}
    assert set(made) == {"sysadmin", "secadmin", "auditor"}
    assert len(set(made.values())) == 3
    reply = sign_on(door, "sysadmin", made["sysadmin"])
    assert reply.json()["must_change"]
    caller = Caller(door, {"cookie": reply.headers["set-cookie"].split(";")[0], "x-csrf-token": reply.json()["csrf"]})
    assert caller("GET", "/v1/accounts").json()["type"].endswith("change_password")
    assert (
        caller("PUT", "/v1/session/password", json={"current": made["sysadmin"], "new": "sysadmin-sysadmin"}).status_code == 409
    )
    assert (
        caller("PUT", "/v1/session/password", json={"current": made["sysadmin"], "new": "Yi zhi chang de kou ling"}).status_code
        == 204
    )
    assert caller("GET", "/v1/accounts").status_code == 200


def test_rights_need_two_officers(door):
    system = door.session(person(door.house, "s1", Role.SYSTEM_ADMIN))
    security = door.session(person(door.house, "s2", Role.SECURITY_ADMIN))
    made = system("POST", "/v1/accounts", json={"login": "new", "name": "新", "roles": ["office"]}).json()
    assert sign_on(door, "new", made["password"]).status_code == 401
    assert system("POST", f"/v1/changes/{made['change']}", json={"agree": True}).status_code == 403
    other = door.session(person(door.house, "s3", Role.SYSTEM_ADMIN))
    assert other("POST", f"/v1/changes/{made['change']}", json={"agree": True}).status_code == 403
    assert security("POST", f"/v1/changes/{made['change']}", json={"agree": True}).status_code == 200
    assert sign_on(door, "new", made["password"]).status_code == 200
    assert security("POST", f"/v1/changes/{made['change']}", json={"agree": True}).status_code == 409


def test_the_last_officer_of_a_kind_stays(door):
    one = person(door.house, "s1", Role.SYSTEM_ADMIN)
    caller = door.session(one)
    assert caller("DELETE", f"/v1/accounts/{one}").json()["type"].endswith("last_officer")
    two = person(door.house, "s2", Role.SYSTEM_ADMIN)
    assert caller("DELETE", f"/v1/accounts/{two}").status_code == 204


def test_unknown_and_wrong_are_one_answer_and_failures_are_throttled_across_restarts(tmp_path):
    with doorway(tmp_path / "data") as door:
        person(door.house, "h", Role.HANDLER)
        wrong, unknown = sign_on(door, "h", "no"), sign_on(door, "nobody", "no")
        assert wrong.status_code == unknown.status_code == 401
        drop = {"request_id"}
        assert {k: v for k, v in wrong.json().items() if k not in drop} == {
            k: v for k, v in unknown.json().items() if k not in drop
        }
        while sign_on(door, "h", "no").status_code == 401:
            pass
    with doorway(tmp_path / "data") as door:
        reply = sign_on(door, "h", PASSWORD)
        assert reply.status_code == 429
        assert int(reply.headers["retry-after"]) >= 1


def test_a_session_is_new_at_every_sign_on_and_over_after_sign_off(door):
    account = person(door.house, "h", Role.HANDLER)
    first = sign_on(door, "h", PASSWORD, cookie="outscan-session=chosen-by-somebody-else-0000")
    cookie = first.headers["set-cookie"]
    assert "chosen-by" not in cookie
    for word in ("HttpOnly", "SameSite=Strict", "Path=/"):
        assert word in cookie
    caller = Caller(door, {"cookie": cookie.split(";")[0], "x-csrf-token": first.json()["csrf"]}, account)
    assert caller("GET", "/v1/session").json()["login"] == "h"
    assert caller("DELETE", "/v1/session").status_code == 204
    assert caller("GET", "/v1/session").status_code == 401


def test_behind_a_proxy_with_tls_the_cookie_is_a_host_cookie(tmp_path):
    with doorway(tmp_path / "data", http={"proxies": ["127.0.0.1"], "base_url": "https://gate.example.cn"}) as door:
        person(door.house, "h", Role.HANDLER)
        reply = sign_on(door, "h", PASSWORD, **{"x-forwarded-proto": "https"})
        assert reply.headers["set-cookie"].startswith("__Host-outscan=")
        assert "Secure" in reply.headers["set-cookie"]
        assert "max-age" in reply.headers["strict-transport-security"]


@pytest.mark.parametrize(
    "headers",
    [
        {"x-csrf-token": ""},
        {"x-csrf-token": "0" * 32},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_another_sites_request_is_refused(door, headers):
    caller = door.session(person(door.house, "h", Role.HANDLER))
    assert caller("POST", "/v1/clocks", json={"kind": "leak", "note": "x"}, headers=headers).status_code == 403
    assert caller("POST", "/v1/clocks", json={"kind": "leak", "note": "x"}, headers={"origin": BASE}).status_code == 201


@pytest.mark.parametrize(
    "value",
    [
        "",
        "Bearer",
        "Bearer ",
        "Bearer null",
        "Bearer undefined",
        "Bearer 0",
        "Bearer []",
        "Basic YWRtaW46YWRtaW4=",
        "bearer\tx" * 3,
        "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
    ],
)
def test_no_malformed_token_passes(door, value):
    assert door.ask("GET", "/v1/scans", headers={"authorization": value}).status_code == 401


def test_two_tokens_are_none(door):
    caller = door.token(person(door.house, "svc", Role.SERVICE, kind="service"), "scan")
    assert caller("GET", "/v1/scans").status_code == 200
    good = caller.headers["authorization"]
    for pair in ([good, "Bearer x"], ["Bearer x", good], [good, good]):
        assert door.ask("GET", "/v1/scans", headers=[("authorization", one) for one in pair]).status_code == 401
    for value in (good + " ", good + "x", good[:-1], good.lower()):
        assert door.ask("GET", "/v1/scans", headers={"authorization": value}).status_code == 401


def test_a_revoked_or_disabled_token_is_nothing_at_once(door):
    account = person(door.house, "svc", Role.SERVICE, kind="service")
    caller = door.token(account, "scan")
    system = door.session(person(door.house, "s", Role.SYSTEM_ADMIN))
    token = system("GET", "/v1/tokens").json()["tokens"][0]
    assert "digest" not in token
    assert system("DELETE", f"/v1/tokens/{token['id']}").status_code == 204
    assert caller("GET", "/v1/scans").status_code == 401


def test_a_token_cannot_decide(door):
    with door.house.store.write() as link:
        row = accounts.by_login(link, "x")
    assert row is None
    account = person(door.house, "office", Role.OFFICE)
    with door.house.store.write() as link:
        link.execute(accounts.ACCOUNTS.update().where(accounts.ACCOUNTS.c.id == account).values(roles='["office"]'))
        sessions.embedded_token(link, account, "t" * 40)
    caller = Caller(door, {"authorization": f"Bearer {'t' * 40}"}, account)
    reply = caller("POST", f"/v1/cases/{'0' * 32}/acts", json={"act": "agree", "version": 1, "reason": "x"})
    assert reply.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8470", "127.0.0.1.evil.example", "localhost.evil"])
def test_a_name_that_was_rebound_to_this_machine_is_not_us(door, host):
    assert door.ask("GET", "/health", headers={"host": host}).status_code == 400


def test_a_forwarded_address_or_login_is_heard_from_declared_proxies_alone(tmp_path):
    auth = {"header": {"name": "X-Remote-User"}}
    with doorway(tmp_path / "a", auth=auth) as door:
        person(door.house, "h", Role.HANDLER, kind="header")
        assert door.ask("GET", "/v1/scans", headers={"x-remote-user": "h"}).status_code == 401
    with doorway(tmp_path / "b", auth=auth, http={"proxies": ["127.0.0.1"]}) as door:
        person(door.house, "h", Role.HANDLER, kind="header")
        person(door.house, "l", Role.HANDLER)
        assert door.ask("GET", "/v1/scans", headers={"x-remote-user": "h"}).status_code == 200
        assert door.ask("GET", "/v1/scans", headers={"x-remote-user": "l"}).status_code == 401
        assert door.ask("GET", "/v1/scans", headers={"x-remote-user": ""}).status_code == 401


@pytest.mark.parametrize(
    "path", ["/%2Fv1/scans", "/v1/scans/", "/V1/scans", "/v1/scans;x=1", "/v1/%2e%2e/health", "/v1/scans%00"]
)
def test_a_path_is_one_path(door, path):
    caller = door.session(person(door.house, "h", Role.HANDLER))
    assert caller("GET", path).status_code in {400, 404}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "FOO"])
def test_another_method_is_refused_with_what_is_allowed(door, method):
    reply = door.ask(method, "/v1/scans")
    assert reply.status_code == 405
    assert reply.headers["allow"] == "GET, POST"


def test_every_reply_carries_the_same_wall_of_headers(door):
    for reply in (door.ask("GET", "/health"), door.ask("GET", "/nowhere"), door.ask("GET", "/v1/scans")):
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in reply.headers["content-security-policy"]
        assert reply.headers["cache-control"] == "no-store"
        assert "server" not in reply.headers


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "127.0.0.1"},
        {"x-forwarded-user": "h"},
        {"x-remote-user": "h"},
        {"x-original-url": "/health"},
        {"x-rewrite-url": "/health"},
        {"x-http-method-override": "GET"},
        {"forwarded": "for=127.0.0.1;proto=https"},
        {"cookie": "outscan-session=admin"},
        {"cookie": "outscan-session="},
        {"cookie": "token=admin; session=1"},
        {"cookie": "__Host-outscan=" + "a" * 43},
        {"proxy-authorization": "Bearer " + "a" * 43},
    ],
)
def test_no_header_stands_for_signing_on(door, headers):
    person(door.house, "h", Role.HANDLER, Role.OFFICE)
    for method, path in (("GET", "/v1/scans"), ("POST", "/v1/scans?name=a"), ("GET", "/v1/releases"), ("GET", "/v1/metrics")):
        assert door.ask(method, path, headers=headers).status_code == 401


def test_a_token_is_heard_in_its_header_alone(door):
    caller = door.token(person(door.house, "svc", Role.SERVICE, kind="service"), "scan")
    token = caller.headers["authorization"].removeprefix("Bearer ")
    for path in (f"/v1/scans?token={token}", f"/v1/scans?access_token={token}", f"/v1/scans?authorization=Bearer%20{token}"):
        assert door.ask("GET", path).status_code == 401
    for cookie in ("outscan-session", "__Host-outscan", "token", "authorization"):
        assert door.ask("GET", "/v1/scans", headers={"cookie": f"{cookie}={token}"}).status_code == 401
    assert door.ask("POST", "/v1/release-check", json={"token": token}).status_code == 401


@pytest.mark.parametrize(
    "thing", ["1", "0", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "*", "' OR 1=1 --", "a" * 32, "A" * 32, "é" * 32]
)
def test_no_guess_of_an_id_finds_anothers(door, thing):
    owner = door.session(person(door.house, "owner", Role.HANDLER))
    scanned(door.house, owner.account)
    other = door.session(person(door.house, "other", Role.HANDLER))
    for path in (f"/v1/scans/{thing}", f"/v1/scans/{thing}/report.json", f"/v1/scans/{thing}/content", f"/v1/cases/{thing}"):
        assert other("GET", path).status_code in {400, 404}, path


def test_anothers_scan_is_as_if_it_were_not_there(door):
    owner = door.session(person(door.house, "owner", Role.HANDLER))
    scan = scanned(door.house, owner.account)["id"]
    other = door.session(person(door.house, "other", Role.HANDLER))
    drop = {"request_id"}

    def told(reply):
        return reply.status_code, {k: v for k, v in reply.json().items() if k not in drop}

    for method, path in (
        ("GET", "/v1/scans/{}"),
        ("GET", "/v1/scans/{}/report.json"),
        ("GET", "/v1/scans/{}/content"),
        ("GET", "/v1/scans/{}/proof"),
        ("DELETE", "/v1/scans/{}/content"),
    ):
        assert told(other(method, path.format(scan))) == told(other(method, path.format("0" * 32))), path
    assert owner("GET", f"/v1/scans/{scan}").status_code == 200


def test_a_session_ends_idle_and_at_its_whole_length(door):
    account = person(door.house, "h", Role.HANDLER)
    for column, past in ((SESSIONS.c.seen, -1801), (SESSIONS.c.expires, -1)):
        caller = door.session(account)
        assert caller("GET", "/v1/scans").status_code == 200
        with door.house.store.write() as link:
            link.execute(update(SESSIONS).values({column: moment.ahead(past)}))
        assert caller("GET", "/v1/scans").status_code == 401


def test_a_session_that_was_ended_or_whose_account_went_is_nothing(door):
    account = person(door.house, "h", Role.HANDLER)
    first, second = door.session(account), door.session(account)
    assert first("DELETE", "/v1/session").status_code == 204
    assert first("GET", "/v1/scans").status_code == 401
    assert second("GET", "/v1/scans").status_code == 200
    system = door.session(person(door.house, "s", Role.SYSTEM_ADMIN))
    assert system("DELETE", f"/v1/accounts/{account}").status_code == 204
    assert second("GET", "/v1/scans").status_code == 401
