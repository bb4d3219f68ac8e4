"""Rules and models as they were signed, to the byte and the name; anything else is refused in one sentence."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from outscan.config import Config, load_config, shipped
from outscan.errors import ConfigError, OutscanError, StoreError
from outscan.proofs import own_key
from outscan.proofs.signature import sign_files, signer_of_files
from outscan.scanner import Scanner
from outscan.signed import SIGNATURE, SUMS, accept, delivered, require, sign, write_sums
from outscan.signed.accepted import NAME


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A machine's and a user's folder of their own, and the issuer's key."""
    monkeypatch.setattr("outscan.config.file.config_folders", lambda: (tmp_path / "machine", tmp_path / "user"))
    monkeypatch.setattr("outscan.config.join.config_folders", lambda: (tmp_path / "machine", tmp_path / "user"))
    monkeypatch.setattr("outscan.signed.accepted.config_folders", lambda: (tmp_path / "machine", tmp_path / "user"))
    monkeypatch.delenv("STATE_DIRECTORY", raising=False)
    monkeypatch.setattr("outscan.proofs.signature.config_folders", lambda: (tmp_path / "machine", tmp_path / "user"))
    monkeypatch.setenv("OUTSCAN_KEY", str(tmp_path / "issuer.key"))
    monkeypatch.delenv("OUTSCAN_CONFIG", raising=False)
    for name in ("machine", "user"):
        (tmp_path / name).mkdir()
    return tmp_path


def rules(place, name="lexicons"):
    """A folder of rules, signed by the issuer."""
    folder = place / name
    shutil.copytree(shipped("lexicons"), folder)
    sign(folder)
    return folder


def machine(place, *, trusts=True, text="[allow]\nunsigned = false", **folders):
    """The machine asks for signatures and trusts the issuer; everybody there has a key of his own."""
    issuer = own_key()
    if trusts:
        (place / "machine" / "trusted.keys").write_text(f"{issuer} 发布单位\n")
    named = "".join(f'{key} = "{path.as_posix()}"\n' for key, path in folders.items())
    (place / "machine" / "outscan.toml").write_text(f"[rules]\n{named}{text}\n")
    return issuer


def away(place, monkeypatch):
    """From here on nobody holds the issuer's key."""
    monkeypatch.setenv("OUTSCAN_KEY", str(place / "own.key"))
    own_key(create=True)


def model(place):
    folder = place / "model"
    shutil.copytree(shipped("models") / "residual", folder)
    sign(folder)
    return folder


def test_signed_rules_and_model_are_taken(place, monkeypatch):
    folder, weights = rules(place), model(place)
    machine(place, lexicons=folder, models=weights)
    away(place, monkeypatch)
    made = Scanner.build(load_config())
    assert made.config.lexicons == folder
    assert made.pack.digest == Scanner.build(Config()).pack.digest
    assert delivered(folder).vouched


def change(folder):
    with (folder / "marks.yaml").open("a", encoding="utf-8") as file:
        file.write("\n# 改\n")


def resum(folder):
    """A list that fits again, under the old signature."""
    change(folder)
    line = (folder / SIGNATURE).read_text()
    write_sums(folder)
    (folder / SIGNATURE).write_text(line)


def spoil(folder):
    line = (folder / SIGNATURE).read_text()
    (folder / SIGNATURE).write_text(line[:-3] + ("0" if line[-3] != "0" else "1") + line[-2:])


REFUSED = {
    "unsigned": (lambda f: (f / SIGNATURE).unlink(), "没有签名"),
    "no list": (lambda f: (f / SUMS).unlink(), "没有文件清单"),
    "changed": (change, "marks.yaml 与清单不符"),
    "compiled pack changed": (lambda f: (f / "pack.msgpack").write_bytes(b"x"), "pack.msgpack 与清单不符"),
    "added": (lambda f: (f / "more.yaml").write_text("terms: []\n"), "more.yaml 不在清单内"),
    "taken out": (lambda f: (f / "geology.yaml").unlink(), "缺少清单所列的 geology.yaml"),
    "listed again": (resum, "签名不符"),
    "signature spoiled": (spoil, "签名不符"),
    "signature cut": (lambda f: (f / SIGNATURE).write_text("ed25519:00"), "签名不符"),
    "no line of a list": (lambda f: (f / SUMS).write_text("x\n"), "签名不符|不是清单的一行"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_not_as_signed_is_refused(place, monkeypatch, case):
    spoiled, sentence = REFUSED[case]
    folder = rules(place)
    machine(place, lexicons=folder, models=model(place))
    away(place, monkeypatch)
    spoiled(folder)
    with pytest.raises(OutscanError, match=sentence) as told:
        Scanner.build(load_config())
    assert "\n" not in str(told.value)
    assert not delivered(folder).vouched


@pytest.mark.parametrize("who", ["nobody", "user trusts", "user signs"])
def test_only_the_machine_says_whose_signature_counts(place, monkeypatch, who):
    folder = rules(place)
    issuer = machine(place, trusts=False, lexicons=folder, models=model(place))
    away(place, monkeypatch)
    if who == "user trusts":
        (place / "user" / "trusted.keys").write_text(f"{issuer} 某人\n")
        os.chmod(place / "user" / "trusted.keys", 0o600)
        assert delivered(folder).vouched
    if who == "user signs":
        sign(folder)
        assert delivered(folder).vouched
    with pytest.raises(OutscanError, match="未信任的密钥"):
        Scanner.build(load_config())


@pytest.mark.parametrize("what", ["overlay typed", "overlay of the user", "policy of the user", "shipped model"])
def test_nothing_unsigned_comes_in_beside_it(place, monkeypatch, what):
    folder = rules(place)
    own = place / "own"
    own.mkdir()
    (own / "policy.toml").write_text("")
    machine(place, lexicons=folder, **({} if what == "shipped model" else {"models": model(place)}))
    away(place, monkeypatch)
    typed = {}
    if what == "overlay typed":
        typed = {"overlays": (own,)}
    elif what == "overlay of the user":
        (place / "user" / "outscan.toml").write_text(f'[rules]\noverlays = ["{own.as_posix()}"]')
    elif what == "policy of the user":
        (place / "user" / "outscan.toml").write_text(f'[rules]\npolicy = "{(own / "policy.toml").as_posix()}"')
    with pytest.raises(OutscanError, match="清单"):
        Scanner.build(load_config(**typed))


def test_a_user_cannot_ask_for_less(place, monkeypatch):
    folder = rules(place)
    (folder / SIGNATURE).unlink()
    machine(place, lexicons=folder)
    (place / "user" / "outscan.toml").write_text("[allow]\nunsigned = true")
    with pytest.raises(OutscanError, match="没有签名"):
        Scanner.build(load_config())
    (place / "user" / "outscan.toml").write_text('[rules]\nlexicons = "/elsewhere"')
    with pytest.raises(ConfigError, match=r"rules\.lexicons"):
        load_config()


def test_without_the_machines_word_nothing_is_asked(place):
    folder = rules(place)
    (folder / SIGNATURE).unlink()
    (place / "user" / "outscan.toml").write_text(f'[rules]\nlexicons = "{folder.as_posix()}"')
    assert Scanner.build(load_config()).config.lexicons == folder


def test_a_zip_is_held_to_the_same_list(place):
    folder = rules(place)
    whole, less = place / "rules.zip", place / "less.zip"
    for path, left_out in ((whole, ""), (less, "geology.yaml")):
        with zipfile.ZipFile(path, "w") as made:
            for one in sorted(folder.iterdir()):
                if one.name != left_out:
                    made.write(one, one.name)
    assert delivered(whole).vouched
    assert "geology.yaml" in delivered(less).wrong
    (place / "no.zip").write_bytes(whole.read_bytes()[:1000])
    with pytest.raises(OutscanError, match="打不开"):
        delivered(place / "no.zip")


def test_a_signature_of_a_list_is_none_under_anything_else(place):
    own_key(create=True)
    line = sign_files(b"a")
    assert signer_of_files(b"a", line).key == own_key()
    assert signer_of_files(b"b", line).signer.name == "BROKEN"


@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_the_command_says_who_signed_and_by_its_exit_code_whether_that_holds(place, lang):
    folder = place / "rules"
    shutil.copytree(shipped("lexicons"), folder)

    def outscan(*arguments, key="issuer.key"):
        environment = {**os.environ, "OUTSCAN_KEY": str(place / key), "HOME": str(place), "XDG_CONFIG_HOME": str(place)}
        return subprocess.run(
            [sys.executable, "-m", "outscan", *arguments, "--lang", lang],
            check=False, capture_output=True, text=True, env=environment, encoding="utf-8",
        )  # fmt: skip

    assert outscan("rules", "verify", str(folder)).returncode == 1
    made = outscan("rules", "sign", str(folder))
    assert made.returncode == 0, made.stderr
    assert outscan("rules", "verify", str(folder)).returncode == 0
    foreign = outscan("rules", "verify", str(folder), key="other.key")
    assert foreign.returncode == 1
    assert outscan("keys", "show").stdout.strip() in foreign.stdout
    change(folder)
    assert outscan("rules", "verify", str(folder)).returncode == 1
    assert outscan("rules", "verify", str(Path(__file__))).returncode == 2


def test_the_list_is_what_other_tools_read(place):
    folder = rules(place)
    subprocess.run(["sha256sum", "-c", "--quiet", "--strict", SUMS], cwd=folder, check=True)


def test_what_cannot_be_rules_is_not_read(place):
    big = place / "big"
    big.mkdir()
    with (big / "x.yaml").open("wb") as file:
        file.truncate((64 << 20) + 1)
    with pytest.raises(OutscanError, match="过大"):
        require([big])


def issued(place, when, name="lexicons"):
    """Rules the issuer signed at a moment."""
    folder = place / f"{name}-{when}"
    shutil.copytree(shipped("lexicons"), folder)
    sign(folder, name, datetime.fromisoformat(f"{when}T00:00:00Z"))
    return folder


def loaded(place, folder):
    """The rules of a machine that takes signed ones only, once `folder` is put in force."""
    text = f'[rules]\nlexicons = "{folder.as_posix()}"\nmodels = "{(place / "model").as_posix()}"\n[allow]\nunsigned = false\n'
    (place / "machine" / "outscan.toml").write_text(text)
    return Scanner.build(load_config()).config.lexicons


@pytest.fixture
def issues(place, monkeypatch):
    """Three issues, the second in use; nobody holds the issuer's key any more."""
    made = {when: issued(place, when) for when in ("2026-01-01", "2026-02-01", "2026-03-01")}
    machine(place, models=model(place))
    away(place, monkeypatch)
    assert loaded(place, made["2026-02-01"])
    return made


def test_an_older_issue_is_refused_although_its_signature_holds(place, issues):
    with pytest.raises(OutscanError, match=r"2026-01-01T00:00:00Z.*2026-02-01T00:00:00Z.*--allow-older") as told:
        loaded(place, issues["2026-01-01"])
    assert "\n" not in str(told.value)
    assert delivered(issues["2026-01-01"]).vouched
    assert loaded(place, issues["2026-02-01"])
    assert loaded(place, issues["2026-03-01"])
    with pytest.raises(OutscanError, match="2026-03-01"):
        loaded(place, issues["2026-02-01"])


def test_lists_of_before_there_were_dates_are_older_than_any(place, issues, monkeypatch):
    monkeypatch.setenv("OUTSCAN_KEY", str(place / "issuer.key"))
    folder = place / "undated"
    shutil.copytree(shipped("lexicons"), folder)
    (folder / SIGNATURE).write_text(sign_files(write_sums(folder).read_bytes()))
    away(place, monkeypatch)
    with pytest.raises(OutscanError, match="没有发布时间"):
        loaded(place, folder)


def test_going_back_takes_the_administrator_and_his_reason(place, issues):
    old = issues["2026-01-01"]
    with pytest.raises(OutscanError, match="--allow-older"):
        accept(old)
    accept(old, "新规则误报过多")
    assert loaded(place, old)
    told = (place / "machine" / NAME).read_text().splitlines()
    assert "新规则误报过多" in told[-1]
    assert len(told) == 3  # rules and model as they came into use, and the way back
    assert loaded(place, issues["2026-02-01"]), "from there on it goes forward again"
    with pytest.raises(OutscanError, match="--allow-older"):
        loaded(place, old)


def test_where_a_person_may_not_write_for_the_machine_he_remembers_for_himself(place, issues):
    kept = place / "machine" / NAME
    whole = kept.read_text()
    kept.unlink()
    kept.mkdir()  # nobody, root included, writes lines into a folder
    (place / "user" / NAME).write_text(whole)
    with pytest.raises(StoreError):
        loaded(place, issues["2026-03-01"])
    kept.rmdir()
    with pytest.raises(OutscanError, match="2026-02-01"):
        loaded(place, issues["2026-01-01"])


def test_a_persons_own_file_lowers_nothing(place, issues):
    line = (place / "machine" / NAME).read_text().splitlines()[0].split("\t")
    line[0], line[3] = "2099-01-01T00:00:00.000000+00:00", "2020-01-01T00:00:00Z"
    (place / "user" / NAME).write_text("\t".join(line) + "\n")
    with pytest.raises(OutscanError, match="2026-02-01"):
        loaded(place, issues["2026-01-01"])


def test_a_file_others_may_write_is_not_believed(place, issues):
    (place / "machine" / NAME).chmod(0o666)
    with pytest.raises(StoreError):
        loaded(place, issues["2026-03-01"])


def test_lists_of_other_names_do_not_follow_one_another(place, issues, monkeypatch):
    monkeypatch.setenv("OUTSCAN_KEY", str(place / "issuer.key"))
    other = issued(place, "2025-01-01", "overlay")
    away(place, monkeypatch)
    require([other, issues["2026-02-01"]])


def test_a_clock_that_went_back_makes_no_older_list(place):
    folder = place / "again"
    shutil.copytree(shipped("lexicons"), folder)
    sign(folder, "again", datetime.fromisoformat("2099-01-01T00:00:00Z"))
    before = delivered(folder).issued
    sign(folder, "again")
    assert delivered(folder).issued > before


@pytest.mark.parametrize("arguments", [["--allow-older"], ["--reason", "x"], ["--allow-older", "--reason", " "]])
def test_older_without_a_reason_and_a_reason_without_older_are_asked_back(place, arguments):
    done = subprocess.run(
        [sys.executable, "-m", "outscan", "rules", "accept", *arguments, str(place)], check=False, capture_output=True, text=True
    )
    assert done.returncode == 2, done.stderr
