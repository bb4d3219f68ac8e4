"""An object store, against a real S3 server on loopback."""

from __future__ import annotations

import sys

import pytest

from batch.made import MARKED, PLAIN, actions, rows, run
from batch.postgres import free_port
from outscan.errors import OutscanError

pytest.importorskip("s3fs")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the server is started as on POSIX")


@pytest.fixture
def bucket(monkeypatch):
    from moto.server import ThreadedMotoServer

    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port)
    server.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    from outscan.batch.remote import _store

    _store.cache_clear()
    import os

    store = _store("s3", os.getpid())
    name = f"package-{port}"
    store.mkdir(name)
    for path, text in {"甲/a.txt": PLAIN, "甲/绝密★30年 b.txt": PLAIN, "乙/c.txt": MARKED, "乙/d.log": PLAIN}.items():
        store.pipe(f"{name}/{path}", text.encode())
    yield store, name
    server.stop()
    _store.cache_clear()


def test_objects_are_listed_read_and_judged_like_files(tmp_path, bucket):
    source = f"s3://{bucket[1]}"
    told = run(tmp_path / "l.db", source, ignored=lambda path: path.endswith(".log"))
    found = {path.rpartition("/")[2]: action for path, action in actions(tmp_path / "l.db").items()}
    assert found == {"a.txt": "release", "绝密★30年 b.txt": "withhold", "c.txt": "escalate", "d.log": None}
    assert (told["found"], told["skipped"]) == (4, 1)
    again = run(tmp_path / "l.db", source, ignored=lambda path: path.endswith(".log"))
    assert again["contents_read"] == 0


def test_an_object_that_goes_is_a_row_with_its_reason(tmp_path, bucket):
    from batch.made import config
    from outscan.batch.engines import ENGINES, Crew
    from outscan.batch.ledger import open_ledger
    from outscan.batch.running import begin, end

    with open_ledger(tmp_path / "l.db") as store:
        begun = begin(store, [f"s3://{bucket[1]}"], config())
        bucket[0].rm(f"{bucket[1]}/甲/a.txt")
        ENGINES["local"](store, begun, Crew())
        end(store, begun.run.id)
    gone = next(one for path, one in rows(tmp_path / "l.db").items() if path.endswith("a.txt"))
    assert gone[0] == "incomplete"


@pytest.mark.parametrize("source", ["s3://nowhere", "ftp://host/x"])
def test_a_store_that_is_not_there_is_one_sentence(tmp_path, bucket, source):
    with pytest.raises(OutscanError):
        run(tmp_path / "l.db", source)
