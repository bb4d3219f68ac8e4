"""The register of known documents: keyed hashes and labels, nothing else."""

from __future__ import annotations

import pytest

from outscan.errors import StoreError
from outscan.fingerprints import added, empty_store, load_store, open_or_empty, removed, save

TEXT = "某河流域水资源开发利用规划报告（送审稿）第二章　水文测站布设与资料整编情况，共列测站三十一处，其中国家重要水文站九处。"


@pytest.fixture(autouse=True)
def key(tmp_path, monkeypatch):
    path = tmp_path / "config" / "installation.key"
    monkeypatch.setenv("OUTSCAN_KEY", str(path))
    return path


def registered(path, *documents, cleared=False):
    store, short = added(open_or_empty(path), documents, cleared=cleared, day="2026-03-01")
    save(store, path)
    return short


def test_what_was_registered_is_there_again(tmp_path):
    path = tmp_path / "known"
    assert registered(path, ("规划报告", [TEXT]), ("便条", ["很短"])) == ["便条"]
    registered(path, ("公开年报", [TEXT[::-1]]), cleared=True)
    store = load_store(path)
    assert [(one.label, one.cleared) for one in store.known.values()] == [("规划报告", False), ("公开年报", True)]
    assert list(store.hashes) == sorted(store.hashes)
    assert len(store.hashes) == len(store.owners) == sum(one.hashes for one in store.known.values())


def test_the_store_holds_no_word_of_the_text(tmp_path):
    path = tmp_path / "known"
    registered(path, ("规划报告", [TEXT]))
    data = path.read_bytes()
    for encoding in ("utf-8", "utf-16-le", "gb18030"):
        for start in range(len(TEXT) - 4):
            assert TEXT[start : start + 4].encode(encoding) not in data.replace("规划报告".encode(), b"")


def test_registering_a_label_again_replaces_it(tmp_path):
    path = tmp_path / "known"
    registered(path, ("规划报告", [TEXT]))
    registered(path, ("规划报告", [TEXT[::-1]]))
    assert len(load_store(path).known) == 1


def test_removing_takes_the_hashes_too(tmp_path):
    path = tmp_path / "known"
    registered(path, ("甲", [TEXT]), ("乙", [TEXT[::-1]]))
    store, unknown = removed(load_store(path), ["甲", "丙"])
    assert unknown == ["丙"]
    assert [one.label for one in store.known.values()] == ["乙"]
    assert set(store.owners) == set(store.known)


def test_another_key_or_none_refuses(tmp_path, key):
    path = tmp_path / "known"
    registered(path, ("甲", [TEXT]))
    key.write_bytes(b"x" * 32)
    with pytest.raises(StoreError, match="不是用本机密钥建立的"):
        load_store(path)
    key.unlink()
    with pytest.raises(StoreError, match="密钥"):
        load_store(path)


@pytest.mark.parametrize("cut", [0, 5, 30, 60, -1])
def test_a_broken_store_refuses(tmp_path, cut):
    path = tmp_path / "known"
    registered(path, ("甲", [TEXT]))
    path.write_bytes(path.read_bytes()[:cut])
    with pytest.raises(StoreError):
        load_store(path)


def test_a_missing_store_refuses(tmp_path):
    empty_store()
    with pytest.raises(StoreError, match="打不开指纹库"):
        load_store(tmp_path / "nowhere")
