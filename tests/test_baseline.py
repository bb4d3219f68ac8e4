"""Reviewed findings stay set aside while nothing around them changes; a mark never is."""

from __future__ import annotations

from datetime import date

import pytest

from outscan.baseline import append, load_baseline, reviewed
from outscan.errors import StoreError
from outscan.nouns import replace
from outscan.types import Finding, Kind, Level, Match, Span, Where, spot
from sentences import sentence, stated

DAY = date(2026, 3, 1)
MATCH = Match(
    "term/0", Kind.TERM, Where(("材料.docx",), spot=spot("paragraph", 1)), 0, (Span(4, 8),), "水深数据", "附上水深数据供参考"
)
FOUND = Finding("t/01", Kind.ITEM, "t", Level.SECRET, "题", (), (MATCH,))


@pytest.fixture(autouse=True)
def key(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "installation.key"))
    return tmp_path / "installation.key"


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "baseline.toml"
    entries = reviewed(
        [FOUND, replace(FOUND, kind=Kind.MARK)], reviewer="王五", reason='公开的"年报"', expires=date(2026, 12, 31)
    )
    assert append(path, entries) == 1
    return path


def test_a_reviewed_finding_is_set_aside_and_still_there(path):
    (now,) = load_baseline(path).apply([FOUND], DAY)
    assert sentence(now.baselined) == '王五：公开的"年报"（有效至 2026-12-31）'
    assert not now.upheld
    assert replace(now, baselined=None) == FOUND


def test_the_place_may_move_but_the_words_around_may_not_change(path):
    baseline = load_baseline(path)
    moved = replace(
        FOUND, matches=(replace(MATCH, where=Where(("另一份.docx",), spot=spot("paragraph", 9)), spans=(Span(40, 44),)),)
    )
    assert not baseline.apply([moved], DAY)[0].upheld
    changed = replace(FOUND, matches=(replace(MATCH, context="附上水深数据的全部原始记录"),))
    assert baseline.apply([changed], DAY)[0].upheld


@pytest.mark.parametrize(
    "finding", [replace(FOUND, kind=Kind.MARK), replace(FOUND, rule="t/02"), replace(FOUND, dismissed=stated("试"))]
)
def test_nothing_else_is_touched(path, finding):
    assert load_baseline(path).apply([finding], DAY) == (finding,)


def test_it_ends_on_its_day(path):
    baseline = load_baseline(path)
    assert not baseline.apply([FOUND], date(2026, 12, 31))[0].upheld
    assert baseline.apply([FOUND], date(2027, 1, 1))[0].upheld


def test_the_file_tells_nothing_and_another_key_knows_nothing(path, key):
    assert "水深" not in path.read_text("utf-8")
    key.write_bytes(b"x" * 32)
    assert load_baseline(path).apply([FOUND], DAY) == (FOUND,)


def test_entries_are_added_once(path):
    entries = reviewed([FOUND], reviewer="王五", reason="再次", expires=date(2027, 1, 1))
    assert append(path, entries) == 0


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("osb1:", "os1:", r"baseline.toml:1: fingerprint"),
        ('reviewer = "王五"', 'reviewer = ""', r"baseline.toml:1: 每一条都要写明"),
        ("reason", "raeson", r"baseline.toml:1: "),
        ("2026-12-31", '"soon"', r"baseline.toml:1: "),
        ("[[entry]]", "[[entry]", "不是 TOML"),
    ],
)
def test_complaints_name_file_and_line(path, old, new, said):
    path.write_text(path.read_text("utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(StoreError, match=said):
        load_baseline(path)


def test_a_missing_file_or_key_refuses(path, key):
    with pytest.raises(StoreError, match="打不开基线文件"):
        load_baseline(path.with_name("nowhere.toml"))
    key.unlink()
    with pytest.raises(StoreError, match="密钥"):
        load_baseline(path)
