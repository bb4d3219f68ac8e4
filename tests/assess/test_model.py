import pickle
import shutil
import subprocess
import sys
from datetime import date

import numpy as np
import pytest
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

from outscan.assess import hashing
from outscan.assess.margins import margins
from outscan.assess.model import load_assessor, log_odds
from outscan.assess.structure import structure
from outscan.assess.weights import VERSION, open_weights
from outscan.assess.windows import windows
from outscan.config import shipped
from outscan.errors import ModelError
from outscan.fold import fold
from outscan.reading import Document, Reading
from outscan.types import Part, Segment, Where
from sentences import sentence

TALK = (
    "老周：见信好。下个月要考的那套题昨晚定了，一共六道大题，压轴那道是数列，答案我另发。学生都还没见过，先别往外说，看完就删。\n"
    "印好的放在三楼东头的铁皮柜里，钥匙在我这儿，只有我们两个人知道。"
)
NEWS = "本市昨天举办了花市，来的人很多，公园里的步道也修好了。游客可以坐船看两岸的灯，票价和去年一样。\n"


def document(*texts, part=Part.BODY):
    made = Document("信.txt", date(2026, 1, 1))
    for text in texts:
        made.readings.append(Reading(len(made.readings), Segment(Where(("信.txt",), part), text), fold(text)))
    return made


@pytest.fixture(scope="module")
def ours():
    return load_assessor(shipped("models"))


def test_the_shipped_model_hears_plain_talk_about_an_unopened_paper(ours):
    risk = ours.assess(document(NEWS * 30 + TALK + "\n" + NEWS * 30), ())
    assert risk.raised
    assert risk.domain == "education"
    assert risk.model == ours.digest != "none"
    assert risk.because[0].quote in TALK + "\n" + NEWS
    assert len(risk.because[0].quote) <= 60
    assert any("用语" in sentence(feature) for feature in risk.because[0].features)


@pytest.mark.parametrize(
    "text",
    [
        NEWS * 40,
        "第十二条 考试命题人员应当遵守纪律，不得向任何人透露试题内容；违者依法处理。第十三条 试卷的印制、运送应当由专人负责。"
        * 8,
        "期中练习已经批完了，错得最多的是第8题，明天课上一起订正。家长会定在周五下午，请各位家长提前十分钟到。" * 5,
        "1. 已知抛物线经过原点，求它的顶点。\n2. 解方程 x+3=7。\n3. 试述光合作用的条件。\n" * 10,
    ],
)
def test_the_shipped_model_is_quiet_about_news_law_and_school(ours, text):
    assert not ours.assess(document(text), ()).raised


def test_more_text_never_lowers_the_score(ours):
    alone = ours.assess(document(TALK), ())
    for more in (document(TALK, NEWS * 20), document(NEWS, TALK)):
        assert ours.assess(more, ()).score >= alone.score - 1e-9
    full = ours.assess(document(TALK + "\n" + NEWS * 4), ())
    assert full.raised
    for more in (TALK + "\n" + NEWS * 200, NEWS * 50 + TALK + "\n" + NEWS * 4, TALK + "\n" + NEWS * 4 + TALK):
        assert ours.assess(document(more), ()).score >= full.score - 1e-9


def test_names_and_scraps_are_no_prose(ours):
    assert ours.assess(document(TALK, part=Part.NAME), ()).score == 0
    assert ours.assess(document("短。"), ()).score == 0
    assert ours.assess(document(), ()).score == 0


def test_both_ways_of_scoring_agree(folder, monkeypatch):
    weights = open_weights(folder)
    text = fold(NEWS * 5 + TALK + NEWS * 5).text
    fast = dict(margins(weights, text, all_of_them=True))
    monkeypatch.delitem(sys.modules, "numpy")
    plain = dict(margins(weights, text, all_of_them=True))
    assert fast.keys() == plain.keys()
    assert all(abs(fast[span] - plain[span]) < 1e-6 for span in fast)


def test_scores_are_scikit_learns_own(trained, folder):
    weights = open_weights(folder)
    told = weights.manifest
    text = fold(NEWS + TALK + NEWS).text
    first, second = LogisticRegression(), LogisticRegression()
    first.classes_ = second.classes_ = np.array([0, 1])
    idf = np.sqrt(trained.grams.rarity.astype(float))
    first.coef_, first.intercept_ = (trained.grams.weights / idf)[None, :], np.array([trained.grams.intercept])
    second.coef_ = np.array([[*trained.slope, *trained.structure]])
    second.intercept_ = np.array([trained.bias])
    found = dict(margins(weights, text, all_of_them=True))
    assert found.keys() == set(windows(text))
    for (start, end), margin in found.items():
        row = np.concatenate([sorted(one) for one in hashing.buckets(text[start:end], told.bits)])
        counts = sparse.csr_matrix((np.ones(len(row)), (np.zeros(len(row), int), row)), shape=(1, 1 << told.bits))
        theirs = first.decision_function(normalize(counts.multiply(idf).tocsr()))[0]
        assert abs(theirs - margin) < 1e-6
        figures = structure(text[start:end])
        english = figures[-1] > 0.5
        columns = np.array([[0 if english else theirs, theirs if english else 0, *figures]])
        assert (
            abs(second.decision_function(columns)[0] - told.handicap * english - log_odds(weights, text[start:end], margin))
            < 1e-6
        )


def test_a_changed_byte_refuses_to_start(folder, tmp_path):
    for name in ("grams.f32", "rarity.f32", "domains.f32"):
        copy = tmp_path / name
        shutil.copytree(folder, copy)
        data = bytearray((copy / name).read_bytes())
        data[1000] ^= 1
        (copy / name).write_bytes(data)
        with pytest.raises(ModelError, match="sha256"):
            load_assessor(copy)


@pytest.mark.parametrize("damage", ["short", "missing", "unknown_key", "other_version", "no_toml"])
def test_a_model_that_does_not_fit_refuses_to_start(folder, tmp_path, damage):
    copy = tmp_path / "model"
    shutil.copytree(folder, copy)
    manifest = copy / "manifest.toml"
    if damage == "short":
        (copy / "grams.f32").write_bytes(b"\0" * 8)
    elif damage == "missing":
        (copy / "domains.f32").unlink()
    elif damage == "unknown_key":
        manifest.write_text("threshhold = 1\n" + manifest.read_text("utf-8"), "utf-8")
    elif damage == "other_version":
        manifest.write_text(manifest.read_text("utf-8").replace(f"version = {VERSION}", "version = 99", 1), "utf-8")
    else:
        manifest.write_text("= ", "utf-8")
    with pytest.raises(ModelError):
        load_assessor(copy)


def test_no_model_is_no_opinion(tmp_path):
    assessor = load_assessor(tmp_path)
    risk = assessor.assess(document(TALK), ())
    assert assessor.digest == "none"
    assert (risk.score, risk.raised) == (0, False)


def test_an_assessor_travels_to_another_process(ours):
    again = pickle.loads(pickle.dumps(ours))
    assert again.digest == ours.digest
    assert again.assess(document(TALK), ()) == ours.assess(document(TALK), ())


def test_a_short_text_imports_neither_numpy_nor_scikit_learn():
    code = (
        "import sys; from datetime import date; from outscan.assess.model import load_assessor;"
        "from outscan.config import shipped;"
        "from outscan.fold import fold; from outscan.reading import Document, Reading; from outscan.types import Segment, Where;"
        "t = '先别往外说，这套题还没用过，看完就删。' * 20; d = Document('a', date(2026, 1, 1));"
        "d.readings.append(Reading(0, Segment(Where(('a',)), t), fold(t))); load_assessor(shipped('models')).assess(d, ());"
        "assert not {'numpy', 'sklearn', 'scipy', 'jieba'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_model_is_small(ours):
    files = [*shipped("models").joinpath("residual").glob("*.f32")]
    assert files
    assert sum(one.stat().st_size for one in files) <= 8 << 20


def test_a_long_text_that_speaks_of_nothing_else_is_judged_within_bounds(ours):
    text = "".join(TALK.replace("六道", f"{n}道") for n in range(2_000))
    risk = ours.assess(document(text), ())
    assert risk.raised
    assert risk.score >= ours.assess(document(TALK), ()).score - 1e-9
    assert len(risk.because) == 3
