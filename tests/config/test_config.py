"""No setting fails open: what means nothing is refused, and a user never exceeds the machine."""

from datetime import date, datetime

import pytest

from outscan.config import Config, joined, load_config
from outscan.config import file as shape
from outscan.errors import ConfigError, OutscanError
from outscan.limits import Limits
from outscan.scanner import Scanner

PICTURE, OTHER = "a" * 64, "b" * 64


@pytest.fixture
def files(tmp_path, monkeypatch):
    """Writes the machine's and the user's file."""
    machine, user = tmp_path / "machine", tmp_path / "user"
    monkeypatch.setattr("outscan.config.join.config_folders", lambda: (machine, user))
    monkeypatch.delenv("OUTSCAN_CONFIG", raising=False)

    def write(**told):
        for name, text in told.items():
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / shape.NAME).write_text(text, "utf-8")

    return write


@pytest.mark.parametrize(
    "wrong",
    [
        {"ocr": "offf"},
        {"ocr": ""},
        {"as_of": "2026-01-01"},
        {"as_of": datetime(2026, 1, 1)},  # noqa: DTZ001 - what a caller may hand over by mistake
        {"cleared_pictures": frozenset({"logo.png"})},
        {"cleared_pictures": frozenset({"A" * 64})},
        {"declarations": (("a/1", True),)},
        {"declarations": (("a/1", "yes"),), "declared_by": "李四"},
        {"limits": Limits(max_depth=-1)},
        {"limits": Limits(max_seconds=float("nan"))},
    ],
)
def test_a_config_that_exists_is_sound(wrong):
    with pytest.raises(ConfigError):
        Config(**wrong)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[scan]\nocrr = "auto"', "是否想写 ocr"),
        ('[rules]\npolcy = "x"', "是否想写 policy"),
        ("[limits]\nmax_dept = 3", "是否想写 max_depth"),
        ("[allwo]\nbaseline = false", "是否想写 allow"),
        ('[scan]\nocr = "offf"', "outscan.toml"),
        ("[scan", "不是 TOML"),
        ('[scan]\ncleared_pictures = ["logo.png"]', "SHA-256"),
    ],
)
def test_a_wrong_file_is_refused_with_the_nearest_word(files, text, said):
    files(user=text)
    with pytest.raises(ConfigError, match=said):
        load_config()


def test_a_file_that_is_there_and_cannot_be_read_is_no_missing_file(files, tmp_path):
    files(machine="")
    (tmp_path / "machine" / shape.NAME).unlink()
    (tmp_path / "machine" / shape.NAME).mkdir()
    with pytest.raises(ConfigError):
        load_config()


@pytest.mark.parametrize(
    "text",
    [
        '[rules]\npolicy = "/nowhere/policy.toml"',
        '[rules]\nmodels = "/nowhere/model"',
        '[rules]\noverlays = ["/nowhere/lexicons"]',
        '[rules]\nbaseline = "/nowhere/baseline.toml"',
        '[rules]\nfingerprints = "/nowhere/store"',
    ],
)
def test_what_is_named_and_missing_stops_the_scan(files, text):
    files(user=text)
    with pytest.raises(OutscanError):
        Scanner.build(load_config())


@pytest.mark.parametrize(
    ("machine", "user", "typed"),
    [
        (f'[scan]\ncleared_pictures = ["{PICTURE}"]', f'[scan]\ncleared_pictures = ["{OTHER}"]', {}),
        ("[allow]\ncleared_pictures = false", f'[scan]\ncleared_pictures = ["{OTHER}"]', {}),
        ("[limits]\nmax_depth = 4", "[limits]\nmax_depth = 5", {}),
        ("[limits]\nmax_seconds = 45", "", {"max_seconds": 600.0}),
        ('[rules]\nbaseline = "/etc/b.toml"', '[rules]\nbaseline = "/home/b.toml"', {}),
        ("[allow]\nbaseline = false", "", {"baseline": "b.toml"}),
        ("[allow]\ndeclarations = false", "", {"declarations": (("a/1", True),), "declared_by": "李四"}),
        ('[scan]\nocr = "auto"', "", {"ocr": "off"}),
        ('[rules]\nmodels = "/etc/model"', '[rules]\nmodels = "/home/model"', {}),
    ],
)
def test_a_user_never_exceeds_the_machine(files, machine, user, typed):
    files(machine=machine, user=user)
    with pytest.raises(ConfigError):
        load_config(**typed)


def test_what_the_machine_leaves_to_users_joins(files):
    files(
        machine=f'[scan]\ncleared_pictures = ["{PICTURE}"]\n[limits]\nmax_depth = 4\n[allow]\ncleared_pictures = true',
        user=f'[scan]\ncleared_pictures = ["{OTHER.upper()}"]\n[limits]\nmax_depth = 3',
    )
    config = load_config()
    assert config.cleared_pictures == {PICTURE, OTHER}
    assert config.limits.max_depth == 3


def test_every_setting_names_its_origin(files):
    files(machine='[scan]\nocr = "auto"\n[limits]\nmax_depth = 4', user='[scan]\ncontact = "内线 8000"')
    _, settings = joined(None, {"as_of": date(2026, 1, 31)})
    origin = {one.key: one.origin for one in settings}
    assert origin["scan.ocr"].endswith("machine/outscan.toml")
    assert origin["limits.max_depth"].endswith("machine/outscan.toml")
    assert origin["scan.contact"].endswith("user/outscan.toml")
    assert origin["as_of"] == "command"
    assert origin["rules.models"] == "default"


@pytest.mark.parametrize("key", ["surveying/2020-81", "surveing/2020-18", "标志", "mark/state-secret"])
def test_a_declaration_that_nothing_hears_is_refused(key):
    with pytest.raises(ConfigError):
        Scanner.build(Config(ocr="off", declarations=((key, True),), declared_by="李四"))


def test_a_misspelt_declaration_names_the_nearest_item():
    with pytest.raises(ConfigError, match="是否想写 surveying/"):
        Scanner.build(Config(ocr="off", declarations=(("surveing/2020-18", True),), declared_by="李四"))
