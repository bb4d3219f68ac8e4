import shutil
from datetime import date

import numpy as np
import pytest

from outscan.assess import senses
from outscan.assess.margins import margins
from outscan.assess.model import load_assessor, log_odds
from outscan.assess.structure import FEATURES, latin
from outscan.assess.weights import open_weights
from outscan.assess.windows import windows
from outscan.config import shipped
from outscan.errors import ModelError
from outscan.fold import fold
from outscan.nouns import replace
from outscan.reading import Document, Reading
from outscan.types import Segment, Where
from outscan_training import authored
from outscan_training.corpus import NONE, Sample
from outscan_training.store import store
from outscan_training.train import BITS, DOMAIN_BITS, Trained
from outscan_training.train.grams import Grams
from outscan_training.train.log_odds import Stood
from outscan_training.train.senses import CAP, learn, table_of

FOLDER = shipped("models") / "residual"
TALK = (
    "Please keep this between us: the bidders must not learn our ceiling of 21.8 million before Thursday. "
    "I have attached the sealed estimate so that your partner can price just below it."
)
NOTE = "The canteen opens at eleven on Friday. Bring your own cup, and leave the trays on the rack by the door. "


@pytest.fixture(scope="module")
def weights():
    return open_weights(FOLDER)


def document(text):
    made = Document("a.txt", date(2026, 1, 1))
    made.readings.append(Reading(0, Segment(Where(("a.txt",)), text), fold(text)))
    return made


def passages(text):
    return [text[start:end] for start, end in windows(text)]


def test_one_by_one_and_all_at_once_the_head_says_the_same(weights):
    texts = [one for template in authored.documents() if template.english for one in passages(template.text)][: 2 * senses.MANY]
    assert len(texts) == 2 * senses.MANY
    assert senses.heads(weights, texts) == [one for text in texts for one in senses.heads(weights, [text])]


def test_what_is_said_again_or_in_another_order_says_no_more(weights):
    turned = " ".join(reversed(TALK.split()))
    assert senses.heads(weights, [TALK]) == senses.heads(weights, [turned]) == senses.heads(weights, [f"{TALK} {TALK}"])
    assert senses.heads(weights, ["", "零下"]) == [0.0, 0.0]


def test_the_head_never_says_more_than_its_cap(weights):
    texts = [template.text for template in authored.documents() if template.english]
    assert max(map(abs, senses.heads(weights, texts))) <= CAP == weights.manifest.senses.cap


def test_the_table_is_read_where_an_english_passage_comes_near_the_line(weights):
    assessor = load_assessor(shipped("models"))
    for text, wanted in (("本市昨天举办了花市，来的人很多。" * 40, 0), (NOTE * 20, 0), (NOTE * 5 + TALK, 1)):
        senses.read.cache_clear()
        assessor.assess(document(text), ())
        assert senses.read.cache_info().misses == wanted, text[:40]


def test_the_table_knows_words_that_no_authored_text_has(weights):
    ours = {word for template in authored.documents() for word in senses.words(template.text)}
    assert len(set(senses.places_of(FOLDER)) - ours) > 3000


def test_a_passage_out_of_reach_is_left_as_the_ngrams_say(weights):
    bare = replace(weights, manifest=replace(weights.manifest, senses=None))
    line, reach = weights.manifest.threshold, weights.manifest.senses.reach
    near = 0
    for template in [one for one in authored.documents() if one.english][:200]:
        text = fold(template.text).text
        for (start, end), margin in margins(weights, text, all_of_them=True):
            if not latin(text[start:end]):
                continue
            with_it, without = (log_odds(one, text[start:end], margin) for one in (weights, bare))
            assert abs(with_it - without) <= reach + 1e-9
            if without + reach < line:
                assert with_it == without
            near += with_it != without
    assert near > 100


@pytest.mark.parametrize("name", [senses.TABLE, senses.WORDS, senses.VECTORS, senses.SHARES])
def test_a_table_that_is_not_the_pinned_one_refuses_to_start(tmp_path, name):
    folder = tmp_path / "m"
    shutil.copytree(FOLDER, folder)
    data = bytearray((folder / name).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / name).write_bytes(data)
    with pytest.raises(ModelError):
        open_weights(folder)
    (folder / name).write_bytes(data[:-1])
    with pytest.raises(ModelError):
        open_weights(folder)
    (folder / name).unlink()
    with pytest.raises(ModelError):
        open_weights(folder)


def said():
    """English documents of two voices of different folds as samples; the n-grams guess at each of their groups, and badly."""
    samples, stood, dice = [], {}, np.random.default_rng(3)
    for voice, fold_of in (("enquiries", 1), ("consultants", 0)):
        own = [one for one in authored.documents() if one.voice == voice and one.english][:180]
        for one in own:
            text = fold(one.text).text
            name = f"{voice}-{one.number}-0"
            domain = one.domain if one.secret else NONE
            samples.append(Sample(text, 0, len(text), domain, one.domain, fold_of, "authored", name, name))
            spans = windows(text)
            english = np.array([latin(text[start:end]) for start, end in spans], dtype=bool)
            stood[name] = Stood(dice.normal(0.3 * one.secret, 1.0, len(spans)), english, spans)
    return samples, stood


def with_ear(ear):
    """A model that knows nothing but what its ear hears."""
    grams = Grams(np.zeros(1 << BITS, np.float32), np.ones(1 << BITS, np.float32), 0.0)
    domains = np.zeros((1 << DOMAIN_BITS) * len(authored.DOMAINS), np.float32)
    looks, quiet = [0.0] * len(FEATURES), [0.0] * len(authored.DOMAINS)
    slope, none = (1.0, 1.0), (0.0, 0.0)
    return Trained(grams, slope, 0.0, 0.0, looks, slope, 1.0, none, none, domains, quiet, held_out={}, stood={}, ear=ear)


def test_the_same_texts_teach_the_same_head_and_a_scan_hears_what_training_heard(tmp_path):
    samples, stood = said()
    ear, heard = learn(samples, stood, FOLDER)
    again, _ = learn(samples, stood, FOLDER)
    for number, one in enumerate((ear, again)):
        store(with_ear(one), tmp_path / str(number), kind="local", training={}, scores={})
    for path in sorted((tmp_path / "0").iterdir()):
        assert path.read_bytes() == (tmp_path / "1" / path.name).read_bytes(), path.name
    texts = [one.text for one in samples]
    np.testing.assert_allclose(senses.heads(open_weights(tmp_path / "0"), texts), ear(table_of(FOLDER).means(texts)), atol=2e-3)
    # What authors say whom the head never heard: secrets above innocents.
    added = {name: (heard[name].log_odds - one.log_odds).mean() for name, one in stood.items()}
    secret, innocent = ([added[one.name] for one in samples if (one.domain != NONE) == kind] for kind in (True, False))
    assert ear.weight > 0
    assert np.mean(secret) - np.mean(innocent) > 0.3 * ear.weight


def test_too_few_english_texts_teach_nothing():
    samples, stood = said()
    assert learn(samples[:40], stood, FOLDER) == (None, stood)
