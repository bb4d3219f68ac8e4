"""The proof: written, loaded, checked, and whatever is done to it noticed."""

from __future__ import annotations

import json

import pytest

from outscan.errors import OutscanError
from outscan.process import Options, Work, process
from outscan.process.proof import check, load_file, load_proof, proof_path
from outscan.types import Action
from process.made import INNOCENT, MARK, blob, docx_with

GIVEN = Options(authority="虚保〔2026〕7号", reason="已批准公开", authority_sha256="ab" * 32)


@pytest.fixture(autouse=True)
def own_key(tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "keys" / "installation.key"))


@pytest.fixture
def written(scanner, tmp_path):
    result = process(scanner, blob("a.docx", docx_with(MARK, INNOCENT)), Work(GIVEN, "out.docx"))
    out = tmp_path / "out.docx"
    out.write_bytes(result.data)
    proof_path(out).write_bytes(result.proof_json)
    return out


def checked(scanner, out):
    data = out.read_bytes()
    return check(load_file(proof_path(out)), data, scanner.scan(blob(out.name, data)))


def test_a_proof_holds_as_it_was_written(scanner, written):
    result = checked(scanner, written)
    assert result.wrong == ()
    assert result.remarks == ()
    assert result.action is Action.REVIEW


def test_a_form_gets_the_proof_back(written):
    proof = load_proof(proof_path(written))
    assert proof.authority == "虚保〔2026〕7号"
    assert proof.residual == ()
    assert {c.technique for c in proof.changes} >= {"redact"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("action", "release"),
        ("reason", "别的"),
        ("notes", []),
        ("changes", []),
        ("authority_sha256", "00"),
        ("seal", "hmac-sha256:00"),
    ],
)
def test_an_edited_proof_is_noticed(scanner, written, key, value):
    path = proof_path(written)
    proof = json.loads(path.read_bytes())
    proof[key] = value
    path.write_text(json.dumps(proof))
    assert any("封签" in wrong for wrong in checked(scanner, written).wrong)


def test_an_edited_copy_is_noticed(scanner, written):
    written.write_bytes(docx_with(MARK))
    wrong = checked(scanner, written).wrong
    assert any("SHA-256" in one for one in wrong)
    assert any("疑点" in one for one in wrong)


def test_another_pack_is_told_and_a_lost_key_too(scanner, written, tmp_path, monkeypatch):
    path = proof_path(written)
    file = json.loads(path.read_bytes())
    file["made_with"]["rules"] = "sha256:0"
    path.write_text(json.dumps(file))
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "nowhere"))
    result = checked(scanner, written)
    assert any("规则包" in one for one in result.remarks)
    assert any("密钥" in one for one in result.remarks)


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "outscan.proof/9"}', "[]"])
def test_what_is_no_proof_is_said(tmp_path, text):
    path = tmp_path / "p.json"
    path.write_text(text)
    with pytest.raises(OutscanError):
        load_proof(path)
