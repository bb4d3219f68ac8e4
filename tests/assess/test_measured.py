"""What the shipped weights were measured at, by held-out author and source: floors with room, which a new training must keep.

The figures stand in the manifest, written by the training that made the weights (`scripts/train_model.py`).
"""

import re
import tomllib

import pytest

from outscan.assess.meaning import MANIFEST
from outscan.assess.weights import open_weights
from outscan.config import shipped
from outscan_training.authored import VOICES, digest

FLOORS = {"编写的正例（未见过的作者和模板）被提示": 0.6, "其中整篇": 0.75}
CEILINGS = {
    "编写的无害孪生（未见过的作者和模板）被提示": 0.05,
    "其中一两句话": 0.02,
    "其中英文的": 0.07,
    "公开无害文本（训练来源之外的折）被提示": 0.002,
    "公开无害文本（测试集，任何权重未见）被提示": 0.003,
}


@pytest.fixture(scope="module")
def manifest():
    return open_weights(shipped("models") / "residual").manifest


def share(told):
    hits, count = map(int, re.match(r"(\d+)/(\d+) = ", told).groups())
    return hits / count


@pytest.mark.parametrize("name", FLOORS)
def test_what_ought_to_be_raised_is(manifest, name):
    assert share(manifest.scores[name]) >= FLOORS[name]


@pytest.mark.parametrize("name", CEILINGS)
def test_what_is_innocent_is_left_alone(manifest, name):
    assert share(manifest.scores[name]) <= CEILINGS[name]


def test_what_english_sentences_mean_adds_few_false_alarms():
    scores = tomllib.loads((shipped("models") / "residual" / MANIFEST).read_text("utf-8"))["scores"]
    assert share(scores["两步取重：英文正例被提示"]) >= 0.56
    assert share(scores["两步取重：英文孪生被提示"]) <= 0.07
    assert share(scores["两步取重：公开无害文本因英文段落被提示"]) <= 0.001


def test_the_weights_are_those_of_the_authored_texts_beside_them(manifest):
    assert manifest.training["authored"] == digest()
    assert len(VOICES) >= 25
