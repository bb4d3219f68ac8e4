"""The policy table: shape, lines, and that nothing added can lower."""

from __future__ import annotations

from pathlib import Path

import pytest

from outscan.decide.policy import load_policy
from outscan.errors import PolicyError

ROW = '[[row]]\nid = "own.hidden"\nhidden = {kind = ["comment"]}\naction = "process"\nwhy = "含有批注"\n'


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Complaints are looked at in English here; that both languages say the same is the catalogue's test."""
    monkeypatch.setenv("OUTSCAN_LANG", "en")


def overlay(tmp_path: Path, text: str) -> Path:
    (tmp_path / "unit").mkdir(exist_ok=True)
    (tmp_path / "unit" / "policy.toml").write_text(text, encoding="utf-8")
    return tmp_path / "unit"


def test_every_shipped_row_has_reason_and_basis():
    policy = load_policy()
    assert len(policy.rows) >= 15
    assert all(row.why and row.basis for row in policy.rows)
    assert policy.digest == load_policy().digest


def test_a_unit_adds_rows_and_the_digest_tells(tmp_path):
    policy = load_policy(overlays=[overlay(tmp_path, ROW)])
    assert policy.rows[-1].id == "own.hidden"
    assert policy.digest != load_policy().digest


def test_an_overlay_without_a_policy_adds_nothing(tmp_path):
    (tmp_path / "unit").mkdir()
    assert load_policy(overlays=[tmp_path / "unit"]).digest == load_policy().digest


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            'id = "own.hidden"',
            'id = "gap.unread"',
            r"unit/policy.toml:1: id 'gap.unread' is taken by policy.toml:\d+; a row cannot replace",
        ),
        ('action = "process"', 'action = "allow"', r"unit/policy.toml:4: action: .*release, process"),
        ("why", "wy", r"unit/policy.toml:5: .*unknown field `wy`"),
        ('hidden = {kind = ["comment"]}\n', "", r"unit/policy.toml:1: row 'own.hidden' must hear exactly one"),
        ('["comment"]', '["remark"]', r"unit/policy.toml:3: "),
        ('"含有批注"', '" "', r"unit/policy.toml:1: a row needs an id and a reason"),
        ('action = "process"', 'action = "advice"', r"only a finding has advice"),
        ("[[row]]", "[[row]", r"unit/policy.toml:1: not TOML"),
    ],
)
def test_complaints_name_file_and_line(tmp_path, old, new, said):
    assert old in ROW
    with pytest.raises(PolicyError, match=said):
        load_policy(overlays=[overlay(tmp_path, ROW.replace(old, new, 1))])


def test_a_named_policy_that_is_not_there_refuses(tmp_path):
    with pytest.raises(PolicyError, match="cannot be read"):
        load_policy([tmp_path / "policy.toml"])
