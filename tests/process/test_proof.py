"""The proof: written, loaded, checked, and whatever is done to it noticed."""

from __future__ import annotations

import json

import msgspec
import pytest

from outscan.errors import OutscanError
from outscan.process import Options, Work, process
from outscan.process.proof import check, load_file, load_proof, proof_path
from outscan.proofs import OldProofFile, signature
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


OTHER = "00" * 32


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("action", "release"),
        ("reason", "别的"),
        ("notes", []),
        ("changes", []),
        ("approvers", ["某人"]),
        ("authority_sha256", "00"),
        ("signature", "ed25519:" + "00" * 64),
        ("signature", ""),
        ("key", "ed25519:" + OTHER),
    ],
)
def test_an_edited_proof_is_noticed(scanner, written, key, value):
    path = proof_path(written)
    proof = json.loads(path.read_bytes())
    proof[key] = value
    path.write_text(json.dumps(proof))
    assert any("签名不符" in wrong for wrong in checked(scanner, written).wrong)


def test_an_edited_copy_is_noticed(scanner, written):
    written.write_bytes(docx_with(MARK))
    wrong = checked(scanner, written).wrong
    assert any("SHA-256" in one for one in wrong)
    assert any("疑点" in one for one in wrong)


def test_a_machine_without_a_key_cannot_vouch_for_a_proof(scanner, written, tmp_path, monkeypatch):
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "nowhere"))
    result = checked(scanner, written)
    assert result.wrong == ()
    assert any("不认识的密钥" in one for one in result.remarks)
    assert result.action >= Action.REVIEW


def invented(written):
    """The proof of `written` as somebody else would write it: another action, another key."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    path = proof_path(written)
    file = load_file(path)
    private = Ed25519PrivateKey.generate()
    named = msgspec.structs.replace(file, action=Action.RELEASE, approvers=[], key=signature._shown(private), signature="")
    made = signature.KIND + private.sign(signature._body(named)).hex()
    path.write_bytes(msgspec.json.encode(msgspec.structs.replace(named, signature=made)))
    return named.key


@pytest.mark.parametrize("keyless", [True, False])
def test_an_invented_proof_is_never_released(scanner, written, tmp_path, monkeypatch, keyless):
    invented(written)
    if keyless:
        monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "nowhere"))
    result = checked(scanner, written)
    assert result.wrong == ()
    assert result.action is Action.REVIEW
    assert len(result.remarks) == 1


def test_a_trusted_key_vouches_on_another_machine(scanner, written, tmp_path, monkeypatch):
    key = invented(written)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = signature.trust(key, "某处办公机")
    assert [(one.key, one.name) for one in signature.trusted()] == [(key, "某处办公机")]
    result = checked(scanner, written)
    assert result.wrong == ()
    assert result.action is Action.RELEASE
    assert any("某处办公机" in one for one in result.remarks)
    assert signature.forget(key)
    assert not signature.forget(key)
    assert checked(scanner, written).action is Action.REVIEW
    path.write_text("not a key\n")
    with pytest.raises(OutscanError):
        signature.trusted()


@pytest.mark.parametrize("key", ["", "ed25519:12", "ed25519:" + "g" * 64, "ed25519:" + OTHER + " x", "rsa:" + OTHER])
def test_what_is_no_key_is_not_trusted(key):
    with pytest.raises(OutscanError):
        signature.trust(key, "某人")


@pytest.mark.parametrize(("own", "says"), [(True, "旧式证明"), (False, "封签")])
def test_a_sealed_proof_of_before_is_told_apart(scanner, written, tmp_path, monkeypatch, own, says):
    import hashlib
    import hmac

    from outscan.keys import derived, installation_key

    path = proof_path(written)
    told = json.loads(path.read_bytes())
    for key in ("approvers", "key", "signature"):
        del told[key]
    told |= {"schema": "outscan.proof/1", "seal": ""}
    bare = msgspec.json.encode(msgspec.convert(told, OldProofFile))
    key = derived(installation_key(), "outscan proof")
    told["seal"] = "hmac-sha256:" + hmac.new(key, bare, hashlib.sha256).hexdigest()
    path.write_text(json.dumps(told))
    if not own:
        monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "nowhere"))
    result = checked(scanner, written)
    assert result.wrong == ()
    assert any(says in one for one in result.remarks)
    assert result.action >= Action.REVIEW


@pytest.mark.parametrize("text", ["", "{}", '{"schema": "outscan.proof/9"}', "[]", '{"schema": "outscan.proof/2"}', "[" * 5000])
def test_what_is_no_proof_is_said(tmp_path, text):
    path = tmp_path / "p.json"
    path.write_text(text)
    with pytest.raises(OutscanError):
        load_proof(path)
