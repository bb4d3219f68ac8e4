import stat

import numpy as np
import pytest
from click.testing import CliRunner

from outscan.assess import hashing
from outscan.assess.model import domain_of
from outscan.assess.weights import DOMAINS as DOMAIN_FILE
from outscan.assess.weights import GRAMS, MANIFEST, RARITY, open_weights
from outscan.assess.windows import LEAST
from outscan.cli.model import command
from outscan.config import load_config
from outscan.errors import ModelError
from outscan.nouns import replace
from outscan_training.authored import DOMAINS
from outscan_training.corpus import NONE, fold_of, innocents, local, written
from outscan_training.evaluate import Share, calibration, document_log_odds, figures, raised
from outscan_training.install import install
from outscan_training.store import store
from outscan_training.train import BITS, train
from outscan_training.train.grams import COMMON

SECRET = "老周，{n}号要用的那套题昨晚定了，压轴是数列，学生还没见过，先别往外说，看完就删。钥匙在三楼东头，只有我们两个人知道。"
PLAIN = "本市第{n}届花市昨天开幕，来的人很多，公园里的步道也修好了，游客可以坐船看两岸的灯，票价和去年一样。"


def own(count=10):
    return local(
        [("education", f"a{n}.txt", SECRET.format(n=n)) for n in range(count)]
        + [(NONE, f"b{n}.txt", PLAIN.format(n=n) * 8) for n in range(count)]
    )


def test_training_tells_its_own_positives_from_news(trained, folder, samples):
    weights = open_weights(folder)
    said = [document_log_odds(weights, one.text) for one in samples if one.domain != NONE]
    news = [document_log_odds(weights, one.text) for one in samples if one.kind == "innocent"]
    assert np.mean(said) > max(news)
    assert raised(news, trained.threshold).hits == 0
    assert (
        np.mean([domain_of(weights, one.text[one.low : one.high]) == one.domain for one in samples if one.domain != NONE]) > 0.8
    )


def test_the_same_texts_train_the_same_bytes(samples, folder, tmp_path):
    store(train(samples), tmp_path, kind="local", training={"texts": 1}, scores={"recall": 0.5})
    for name in (MANIFEST, GRAMS, RARITY, DOMAIN_FILE):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()


def test_an_english_word_every_letter_has_weighs_nothing_alone(trained):
    weights = trained.grams.weights
    assert not any(weights[hashing.hashed(word, BITS).rows[0][0]] for word in COMMON.split())


def test_every_sample_was_judged_by_a_model_that_had_not_seen_it(trained, samples):
    assert set(trained.held_out) == {one.name for one in samples if len(one.text) >= LEAST}


def test_only_shared_wording_may_weigh(trained):
    assert 0 < np.count_nonzero(trained.grams.weights) < len(trained.grams.weights) // 2


def test_sources_are_split_whole(tmp_path):
    (tmp_path / "index.csv").write_text(
        "file,use,repo,path\na.txt,train,r,book.md#1\nb.txt,train,r,book.md#2\nc.txt,test,r,other.md\n", "utf-8"
    )
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(PLAIN, "utf-8")
    train, test = innocents(tmp_path), innocents(tmp_path, "test")
    assert [one.name for one in train] == [f"{tmp_path.name}/{name}.txt" for name in "ab"]
    assert train[0].fold == train[1].fold == fold_of("rbook.md")
    assert [one.name for one in test] == [f"{tmp_path.name}/c.txt"]


def test_authored_texts_say_where_they_stand():
    for one in written([], 2, 4, 1):
        assert one.domain in {*DOMAINS, NONE}
        assert 0 <= one.low < one.high <= len(one.text)


def test_an_office_model_is_private_named_local_and_not_replaced_by_a_worse_one(samples, tmp_path):
    authored = [one for one in samples if one.kind == "authored"]
    new, old = install(own(), authored, tmp_path / "m")
    assert old is None
    assert new.found.count == new.false.count == 10
    assert new.found.hits >= 8
    assert new.false.hits <= 1
    for path in (tmp_path / "m").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert "local" in (tmp_path / "m" / "CARD.md").read_text("utf-8")
    assert open_weights(tmp_path / "m").manifest.kind == "local"
    before = (tmp_path / "m" / "manifest.toml").read_bytes()
    # All positives in one fold: the model that judges them has learned from nothing but texts labelled the wrong way round.
    turned = [replace(one, domain=NONE if one.domain != NONE else "trade") for one in authored]
    crowded = [replace(one, fold=0) if one.domain != NONE else one for one in own()]
    with pytest.raises(ModelError, match="--force"):
        install(crowded, turned, tmp_path / "m")
    assert (tmp_path / "m" / "manifest.toml").read_bytes() == before
    install(crowded, turned, tmp_path / "m", force=True)
    assert (tmp_path / "m" / "manifest.toml").read_bytes() != before


def test_too_little_material_is_refused(tmp_path):
    with pytest.raises(ModelError, match="材料不足"):
        install(own(2), [], tmp_path)


def test_the_command_trains_shows_and_evaluates(tmp_path):
    for one in own():
        path = tmp_path / "corpus" / one.domain / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(one.text, "utf-8")
    run = CliRunner().invoke
    corpus, model = str(tmp_path / "corpus"), str(tmp_path / "m")
    done = run(command, ["train", "--corpus", corpus, "-o", model, "--each", "1", "--readings", "0", "-q"])
    assert done.exit_code == 0, done.output
    assert "权限 600" in done.output
    shown = run(command, ["show", "--model", model], standalone_mode=False)
    assert "local" in shown.output
    judged = run(command, ["evaluate", "--corpus", corpus, "--model", model])
    assert "education\t找出" in judged.output
    (tmp_path / "corpus" / "poetry").mkdir()
    assert "poetry" in run(command, ["train", "--corpus", corpus, "-o", model]).output


def test_the_configuration_names_a_model(tmp_path):
    file = tmp_path / "outscan.toml"
    file.write_text('[rules]\nmodels = "/srv/model"\n', "utf-8")
    assert str(load_config(str(file)).models).replace("\\", "/").endswith("/srv/model")


def test_figures_of_a_perfect_and_a_blind_scorer():
    perfect = figures(np.array([2.0, 3.0]), np.array([0.0, 1.0]))
    assert (perfect.roc, perfect.precision, perfect.recall_at_1.hits) == (1.0, 1.0, 2)
    blind = figures(np.zeros(50), np.zeros(50))
    assert blind.roc == 0.5
    assert blind.recall_at_1.hits == 0


def test_one_of_fourteen_says_how_little_it_says():
    low, high = Share(12, 14).interval
    assert (round(low, 2), round(high, 2)) == (0.6, 0.96)
    assert str(Share(0, 0)).startswith("0/0")


def test_calibration_weighs_both_kinds_alike(folder):
    steps = calibration(open_weights(folder), np.array([30.0] * 3), np.array([-30.0] * 300))
    assert [round(share, 2) for _, share, _ in steps] == [0.0, 1.0]
