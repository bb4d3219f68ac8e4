"""Loading lexicons: what is wrong is named with file and line, and what is right becomes one pack."""

from __future__ import annotations

from pathlib import Path

import pytest

from outscan.errors import LexiconError
from outscan.lexicon.load import PACK_NAME, load, write_pack
from outscan.types import Action, Certainty, Level

GOOD = """\
domain: harbour
title: 港口
basis:
  rule-1: {cite: 某某规定, certainty: C, in_force: 2020-06-18}
groups:
  chart: [航道图, fairway chart]
items:
  - id: harbour/01
    title: 未公布的航道水深图
    level: 秘密
    basis: {instrument: rule-1, item: 3}
    window: document
    all:
      - any: ["@chart", 水深图]
      - quantity: {kind: depth, m: "> 12"}
    unless: [教材]
    ask: 是否已公开出版？
    advice: {action: process, techniques: [redact], approver: 某主管部门}
    hits: ["航道图，最大水深 14.5 米"]
    misses: ["航道图，水深 3 米"]
"""


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """Complaints are looked at in English here; that both languages say the same is the catalogue's test."""
    monkeypatch.setenv("OUTSCAN_LANG", "en")


def folder(tmp_path: Path, text: str = GOOD, name: str = "harbour.yaml") -> Path:
    (tmp_path / "lexicons").mkdir(exist_ok=True)
    (tmp_path / "lexicons" / name).write_text(text, encoding="utf-8")
    return tmp_path / "lexicons"


def complaint(tmp_path: Path, old: str, new: str) -> str:
    assert old in GOOD
    with pytest.raises(LexiconError) as raised:
        load(folder(tmp_path, GOOD.replace(old, new, 1)))
    return str(raised.value)


def test_a_good_file_becomes_a_pack(tmp_path):
    pack = load(folder(tmp_path), whole=True)
    (item,) = pack.items
    assert pack.terms == ("航道图", "fairway chart", "水深图")
    assert item.level is Level.SECRET
    assert item.basis[0].certainty is Certainty.C
    assert item.basis[0].item == "3"
    assert item.advice.action is Action.PROCESS
    assert item.conditions[0].leaves[0].terms == (0, 1, 2)
    assert pack.digest.startswith("sha256:")
    assert pack.source("harbour/01").startswith("  - id: harbour/01\n")
    assert pack.source("harbour/02") is None
    assert item.bases


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "level: 秘密",
            "level: 机秘",
            "lexicons/harbour.yaml:10: level: '机秘' is none of 内部, 商业秘密, 工作秘密, 敏感, 秘密, 机密, 绝密",
        ),
        ("window: document", "window: near", "lexicons/harbour.yaml:12: window: 'near' is none of sentence"),
        ("unless:", "unles:", "lexicons/harbour.yaml:16: unknown key 'unles'"),
        ("item: 3}", "item: 3, page: 2}", "lexicons/harbour.yaml:11: unknown key 'page'"),
        ("certainty: C", "certainty: D", "lexicons/harbour.yaml:4: certainty: 'D'"),
        ("instrument: rule-1", "instrument: rule-2", "lexicons/harbour.yaml:11: instrument: 'rule-2' is not under"),
        ("@chart", "@charts", "lexicons/harbour.yaml:14: '@charts' is not under this file's `groups` (@chart)"),
        ('m: "> 12"', 'm: ">> 12"', "lexicons/harbour.yaml:15: m: '>> 12' is no comparison"),
        ("kind: depth, ", "", "lexicons/harbour.yaml:15: quantity: needs `kind`"),
        ("水深图]", "水深图]\n        table: {kind: x}", "lexicons/harbour.yaml:14: a group has exactly one of"),
        ("水深图]", '水深图, " "]', "lexicons/harbour.yaml:14: an empty term would be found everywhere"),
        (
            "水深图]",
            "水深图, 1:50]",
            'lexicons/harbour.yaml:14: 1:50 would be read as a number of minutes; write "1:50" in quotes',
        ),
        ("水深图]", "水深图, 12]", "lexicons/harbour.yaml:14: any[2]: Expected `str`, got `int`"),
        ("id: harbour/01", "id: port/01", "lexicons/harbour.yaml:8: id: 'port/01' must look like harbour/name"),
        ('    misses: ["航道图，水深 3 米"]\n', "", "lexicons/harbour.yaml:8: 'misses' is missing"),
        ('["航道图，水深 3 米"]', "[]", "lexicons/harbour.yaml:20: misses: must not be empty"),
        ("basis: {instrument: rule-1, item: 3}", "basis: []", "lexicons/harbour.yaml:11: basis: an item without a legal text"),
        ("title: 港口", "title: 港口\ntitle: 海港", "lexicons/harbour.yaml:3: 'title' is given twice"),
        ("groups:", "groups: [", "lexicons/harbour.yaml:"),
    ],
)
def test_complaints_name_file_and_line(tmp_path, old, new, said):
    assert complaint(tmp_path, old, new).startswith(said)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kind: depth", "kind: deph", "quantity has no kind deph; did you mean depth?"),
        ("kind: depth", "kind: control_points", "quantity has no kind control_points"),
        ('m: "> 12"', 'km: "> 12"', "quantity/depth has no fact km"),
        ("[redact]", "[redact, drop_colum]", "no technique drop_colum; did you mean drop_column?"),
        ("[redact]", "[split_area]", "no technique split_area"),
    ],
)
def test_a_misspelt_kind_fact_or_technique_does_not_load(tmp_path, old, new, said):
    told = complaint(tmp_path, old, new)
    assert said in told
    assert told.startswith("lexicons/harbour.yaml:")


def test_yes_and_no_are_words_and_dates_stay_text(tmp_path):
    pack = load(folder(tmp_path, GOOD.replace("水深图]", "yes, 2020-01-01]")))
    assert {"yes", "2020-01-01"} <= set(pack.terms)


def test_ids_are_unique_over_files(tmp_path):
    lexicons = folder(tmp_path)
    folder(tmp_path, GOOD, "harbour2.yaml")
    with pytest.raises(LexiconError, match=r"harbour2\.yaml:8: id: 'harbour/01' is taken by lexicons/harbour\.yaml:8"):
        load(lexicons)


def test_an_empty_folder_refuses(tmp_path):
    (tmp_path / "lexicons").mkdir()
    with pytest.raises(LexiconError, match="everything clean"):
        load(tmp_path / "lexicons")
    with pytest.raises(LexiconError, match="no such folder"):
        load(tmp_path / "nowhere")


def test_files_without_one_item_refuse(tmp_path):
    with pytest.raises(LexiconError, match="not one item"):
        load(folder(tmp_path, "domain: a\ntitle: 甲\nbasis: {}\n", "a.yaml"))


def test_bytes_that_are_not_utf8_are_named(tmp_path):
    lexicons = folder(tmp_path)
    (lexicons / "b.yaml").write_bytes("domain: 港".encode("gb18030"))
    with pytest.raises(LexiconError, match=r"b\.yaml:1: not UTF-8"):
        load(lexicons)


def test_the_kept_pack_is_used_only_for_exactly_its_sources(tmp_path):
    lexicons = folder(tmp_path)
    compiled = load(lexicons)
    write_pack(lexicons)
    assert load(lexicons) == compiled
    assert load(lexicons, whole=True).bare() == compiled
    with pytest.raises(ValueError, match="harbour/01"):
        compiled.source("harbour/01")
    folder(tmp_path, GOOD.replace("level: 秘密", "level: 机密"))
    assert load(lexicons).items[0].level is Level.HIGHLY_SECRET
    (lexicons / PACK_NAME).write_bytes(b"\x93rubbish")
    assert load(lexicons).items[0].level is Level.HIGHLY_SECRET


def overlay(tmp_path: Path, name: str, text: str) -> Path:
    (tmp_path / "unit").mkdir(exist_ok=True)
    (tmp_path / "unit" / name).write_text(text, encoding="utf-8")
    return tmp_path / "unit"


def test_an_overlay_adds_its_own_items_and_code_names(tmp_path):
    lexicons = folder(tmp_path)
    write_pack(lexicons)
    unit = overlay(tmp_path, "own.yaml", GOOD.replace("id: harbour/01", "id: local/01"))
    overlay(tmp_path, "unit.yaml", "unit: 某研究所\ncontact: 保密办\ncode_names:\n  - {name: 海燕七号, level: 机密}\n")
    pack = load(lexicons, [unit])
    assert [one.id for one in pack.items] == ["harbour/01", "local/01", "local/code-name-1"]
    assert pack.contact == "保密办"
    assert pack.items[2].level is Level.HIGHLY_SECRET
    assert pack.items[2].local
    assert pack.digest != load(lexicons).digest


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("own.yaml", GOOD, r"own\.yaml:8: id: 'harbour/01' must look like local/name"),
        ("words.yaml", "words: {游行: [旅游行业]}", "makes the scanner quieter"),
        ("marks.yaml", "basis: {}\nmarks: []", "makes the scanner quieter"),
    ],
)
def test_an_overlay_is_held_to_the_same_rules(tmp_path, name, text, said):
    with pytest.raises(LexiconError, match=said):
        load(folder(tmp_path), [overlay(tmp_path, name, text)])


def test_an_empty_overlay_is_named(tmp_path):
    (tmp_path / "unit").mkdir()
    with pytest.raises(LexiconError, match="an overlay without any"):
        load(folder(tmp_path), [tmp_path / "unit"])
