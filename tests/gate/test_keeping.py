"""What is kept and how: spool, vault, anchors, backups, certificates, notices, calendars, settings."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import ssl
import stat
import threading
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer

import msgspec
import pytest
from sqlalchemy import select

from gate.made import content, doorway, house, scanned, settings, staff
from outscan.errors import ConfigError, StoreError
from outscan.gate import backup, moment, webhooks
from outscan.gate.audit.chain import anchor_of
from outscan.gate.audit.record import append, events, head
from outscan.gate.certificate import write
from outscan.gate.clocks import Calendar, leak_deadline, load_calendar
from outscan.gate.http.server import check_reach
from outscan.gate.keeping import Keeper, forget
from outscan.gate.settings import Settings, Webhook, load_settings
from outscan.gate.spool import Full, Spool
from outscan.gate.tables import SCANS
from outscan.gate.vault import Vault, vault_key
from outscan.gate.who import GATE


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_spool_is_private_hashes_as_it_writes_and_leaves_nothing(tmp_path):
    spool = Spool.at(tmp_path / "s")
    assert mode(tmp_path / "s") == 0o700
    upload = spool.begin(10)
    upload.write(b"abc")
    upload.write(b"de")
    assert mode(upload.path) == 0o600
    assert upload.sha256 == hashlib.sha256(b"abcde").hexdigest()
    with pytest.raises(Full):
        upload.write(b"0123456")
    upload.drop()
    assert list(spool.names()) == []
    for name in ("../x", "", "a" * 31, "A" * 32):
        with pytest.raises(ValueError, match=r".*"):
            spool.path(name)


def test_a_folder_others_may_read_or_nobody_may_write_refuses_to_start(tmp_path):
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    with pytest.raises(StoreError):
        Spool.at(tmp_path / "open")
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError):
        Spool.at(tmp_path / "file")
    (tmp_path / "link").symlink_to(tmp_path)
    with pytest.raises(StoreError):
        Spool.at(tmp_path / "link")


@pytest.mark.parametrize("size", [0, 1, 1 << 20, (1 << 20) + 1, 3 << 20])
def test_what_is_sealed_comes_back_and_nothing_of_it_can_be_changed(tmp_path, size):
    vault = Vault.at(tmp_path / "v", tmp_path / "key")
    assert mode(tmp_path / "key") == 0o600
    source = tmp_path / "source"
    source.write_bytes(bytes(range(256)) * (size // 256) + b"x" * (size % 256))
    key = vault.seal(source, "a" * 32)
    assert b"".join(vault.open("a" * 32, key)) == source.read_bytes()
    sealed = (tmp_path / "v" / ("a" * 32)).read_bytes()
    wrong = {sealed[:-1], sealed + b"x", bytes([sealed[0] ^ 1]) + sealed[1:], sealed[: 1 << 20], sealed[(1 << 20) + 16 :]} - {
        sealed
    }
    for data in wrong:
        (tmp_path / "v" / ("a" * 32)).write_bytes(data)
        with pytest.raises(StoreError):
            b"".join(vault.open("a" * 32, key))
    (tmp_path / "v" / ("a" * 32)).write_bytes(sealed)
    other = Vault.at(tmp_path / "v", tmp_path / "key2")
    with pytest.raises(StoreError):
        b"".join(other.open("a" * 32, key))
    assert b"".join(other.open("a" * 32, vault.rewrap(key, "a" * 32, other))) == source.read_bytes()
    with pytest.raises(StoreError):
        b"".join(vault.open("a" * 32, ""))


def test_a_vault_key_that_others_read_or_that_is_short_is_refused(tmp_path):
    path = tmp_path / "key"
    vault_key(path)
    path.chmod(0o644)
    with pytest.raises(StoreError):
        vault_key(path)
    path.chmod(0o600)
    path.write_bytes(b"short")
    with pytest.raises(StoreError):
        vault_key(path)


def test_the_head_is_anchored_in_every_named_file(tmp_path):
    kept = tmp_path / "share" / "heads"
    kept.parent.mkdir()
    with house(tmp_path / "data", audit={"anchor_files": [str(kept)], "anchor_seconds": 0}) as made:
        keeper = Keeper(made)
        keeper.anchor()
        keeper.anchor()
        with made.store.write() as link:
            append(link, GATE, "test", "x")
        keeper.anchor()
        with made.store.read() as link:
            last = head(link)
    lines = [anchor_of(one) for one in kept.read_text().splitlines()]
    assert [one.seq for one in lines] == [1, 2]
    assert lines[-1].digest == last.digest
    assert mode(kept) == 0o600


def test_a_backup_is_put_back_where_its_chain_agrees_and_not_otherwise(tmp_path):
    told = settings(tmp_path / "data")
    with house(tmp_path / "data") as made:
        for _ in range(3):
            with made.store.write() as link:
                append(link, GATE, "test", "x")
        backup.copy(told, tmp_path / "b.db")
        with made.store.write() as link:
            append(link, GATE, "test", "later")
        backup.copy(told, tmp_path / "later.db")
    assert mode(tmp_path / "b.db") == 0o600
    with pytest.raises(StoreError):
        backup.put_back(told, tmp_path / "b.db", [])  # something is there
    fresh = settings(tmp_path / "fresh")
    with pytest.raises(StoreError):
        backup.put_back(fresh, tmp_path / "b.db", [tmp_path / "later.db.anchor"])  # its tail is missing
    backup.put_back(fresh, tmp_path / "b.db", [tmp_path / "b.db.anchor"])
    (tmp_path / "fresh").chmod(0o700)
    with house(tmp_path / "fresh") as made, made.store.read() as link:
        assert head(link).seq == 4


def test_a_certificate_of_ones_own_serves_tls_and_is_never_replaced(tmp_path):
    certificate, key = write(tmp_path / "c", ["gate.example.cn", "127.0.0.1"], 30)
    assert mode(key) == 0o600
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate, key)
    from outscan.errors import OutscanError

    with pytest.raises(OutscanError):
        write(tmp_path / "c", ["x"], 30)


@pytest.mark.parametrize(
    ("http", "allowed"),
    [
        ({}, True),
        ({"host": "::1"}, True),
        ({"host": "10.0.0.9"}, False),
        ({"host": "10.0.0.5"}, False),
        ({"host": "10.0.0.9", "proxies": ["10.0.0.1"]}, True),
        ({"host": "10.0.0.9", "certificate": "c", "key": "k"}, True),
        ({"host": "10.0.0.9", "certificate": "c"}, False),
    ],
)
def test_plain_http_beyond_this_machine_needs_a_declared_proxy(http, allowed):
    told = msgspec.convert({"http": http}, Settings)
    if allowed:
        check_reach(told)
        return
    with pytest.raises(ConfigError):
        check_reach(told)


@pytest.mark.parametrize("text", ["x = 1", "[http]\nhots = '1'", "network_level = 'lan'", "= ", "[load]\nqueue = 'many'"])
def test_a_wrong_setting_refuses_to_start(tmp_path, text):
    path = tmp_path / "gate.toml"
    path.write_text(text)
    with pytest.raises(ConfigError):
        load_settings(path)
    with pytest.raises(ConfigError):
        load_settings(tmp_path / "none.toml")


def test_ten_working_days_leave_out_holidays_and_count_worked_weekends(tmp_path):
    path = tmp_path / "calendar"
    path.write_text("# 国庆\n" + "".join(f"2026-10-0{d} holiday\n" for d in range(1, 8)) + "2026-10-10 workday\n")
    calendar = load_calendar(path)
    start = datetime(2026, 9, 30, 9, tzinfo=UTC)
    assert calendar.after(start, 1).date().isoformat() == "2026-10-08"
    assert calendar.after(start, 3).date().isoformat() == "2026-10-10"
    assert Calendar().after(start, 10).date().isoformat() == "2026-10-14"
    assert (leak_deadline(start) - start).total_seconds() == 24 * 3600
    path.write_text("2026-10-01\n")
    with pytest.raises(ConfigError):
        load_calendar(path)


@pytest.fixture
def listener():
    class Handler(BaseHTTPRequestHandler):
        got, status = [], 200

        def do_POST(self):
            Handler.got.append((dict(self.headers), self.rfile.read(int(self.headers["content-length"]))))
            self.send_response(Handler.status)
            self.send_header("location", "/elsewhere")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server, Handler
    server.shutdown()


def test_a_notice_is_signed_names_a_case_and_nothing_else(tmp_path, listener):
    server, handler = listener
    secret = tmp_path / "secret"
    secret.write_text("whsec_" + base64.b64encode(b"k" * 24).decode())
    target = Webhook(url=f"http://127.0.0.1:{server.server_port}/hook", secret_file=str(secret), private=True)
    http = {"base_url": "https://gate.example.cn/"}
    with house(tmp_path / "data", webhooks=[msgspec.to_builtins(target)], http=http) as made:
        with made.store.write() as link:
            webhooks.enqueue(link, made.settings, "case.office", "1" * 32, "2026-000001")
        Keeper(made).round()
        with made.store.read() as link:
            assert webhooks.due(link) == []
    headers, body = handler.got[0]
    assert set(json.loads(body)) == {"type", "timestamp", "data"}
    where = f"https://gate.example.cn/cases/{'1' * 32}"
    assert json.loads(body)["data"] == {"id": "1" * 32, "case": "2026-000001", "link": where}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.new(b"k" * 24, signed, hashlib.sha256).digest()).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_a_notice_follows_no_redirect_and_goes_to_no_inner_address_unasked(tmp_path, listener):
    server, handler = listener
    secret = tmp_path / "secret"
    secret.write_text("s")
    url = f"http://127.0.0.1:{server.server_port}/hook"
    one = webhooks.Delivery("msg_1", url, "{}", 0)
    handler.status = 307
    assert not webhooks.send(Webhook(url=url, secret_file=str(secret), private=True), one)
    assert len(handler.got) == 1
    assert not webhooks.send(Webhook(url=url, secret_file=str(secret)), one)
    assert len(handler.got) == 1
    metadata = webhooks.Delivery("msg_1", "http://169.254.169.254/", "{}", 0)
    assert not webhooks.send(Webhook(url=metadata.target, secret_file=str(secret), private=True), metadata)


def test_a_notice_nobody_takes_is_tried_again_later(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("s")
    target = {"url": "http://127.0.0.1:9/", "secret_file": str(secret), "private": True}
    with house(tmp_path / "data", webhooks=[target]) as made:
        with made.store.write() as link:
            webhooks.enqueue(link, made.settings, "x", "1")
        Keeper(made).round()
        with made.store.read() as link:
            assert webhooks.due(link) == []
            from outscan.gate.tables import DELIVERIES

            row = link.execute(DELIVERIES.select()).one()
        assert (row.state, row.attempts) == ("waiting", 1)


def test_reports_are_forgotten_by_class_and_the_record_says_so(tmp_path):
    keep = {"passed_days": 1, "scan_days": 3, "case_days": 0}
    with doorway(tmp_path / "data", keep=keep) as door:
        people = staff(door)
        owner = people["handler"].account
        made = {
            "passed": scanned(door.house, owner, action="release", finished=moment.ahead(-2 * 86400)),
            "fresh": scanned(door.house, owner, action="release"),
            "stopped": scanned(door.house, owner, finished=moment.ahead(-2 * 86400)),
            "old": scanned(door.house, owner, finished=moment.ahead(-4 * 86400)),
            "case": scanned(door.house, owner, finished=moment.ahead(-4000 * 86400)),
        }
        assert people["handler"]("POST", "/v1/cases", json=content(made["case"])).status_code == 201
        with door.house.store.write() as link:
            forget(link, door.house)
        with door.house.store.read() as link:
            left = {row.id for row in link.execute(select(SCANS.c.id).where(SCANS.c.report != "")).all()}
            gone = [(one.thing, one.detail["class"]) for one in events(link) if one.act == "report.forgotten"]
    assert left == {made[name]["id"] for name in ("fresh", "stopped", "case")}
    assert sorted(gone) == sorted([(f"scan:{made['passed']['id']}", "passed"), (f"scan:{made['old']['id']}", "scan")])
