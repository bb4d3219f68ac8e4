import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outscan.assess import hashing

TEXTS = st.text(alphabet=st.characters(codec="utf-16"), max_size=200)


@given(TEXTS, st.sampled_from([8, 15, 18]))
@settings(max_examples=60)
def test_both_ways_give_the_same_buckets(text, bits):
    plain = hashing.normalise(text)
    at_once = hashing.buckets_at_once(hashing.codes_of(text), bits)
    for length, found in zip(hashing.LENGTHS, at_once, strict=True):
        assert hashing.buckets(plain, length, bits) == found.tolist()


@given(TEXTS)
def test_normalising_keeps_every_offset(text):
    assert len(hashing.normalise(text)) == len(text)


def test_figures_case_and_separators_are_one():
    assert hashing.normalise("A7\t第3题\U0001f600") == "a0 第0题\ufffd"


@pytest.mark.parametrize("size", [0, 1, 3, 4, 50, 700, 40_000])
def test_sums_agree_to_rounding(size):
    dice = np.random.default_rng(3)
    columns = dice.normal(size=(2, 1 << 10)).astype(np.float32)
    text = "".join(chr(int(one)) for one in dice.integers(0x4E00, 0x4E40, size))
    scales = [[(at, min(at + width, size)) for at in range(0, max(size - 4, 0), 7 + size // 100)] for width in (4, 60, 700)]
    plain = hashing.sums(text, [memoryview(one) for one in columns], 10, scales)
    fast = hashing.sums_at_once(hashing.buckets_at_once(hashing.codes_of(text), 10), list(columns), scales)
    for spans, slow, quick in zip(scales, plain, fast, strict=True):
        for column, one, other in zip(columns, slow, quick, strict=True):
            assert np.allclose(one, other, atol=1e-6)
            for (start, end), total in zip(spans, one, strict=True):
                met = [set(hashing.buckets(hashing.normalise(text[start:end]), n, 10)) for n in hashing.LENGTHS]
                assert abs(sum(float(column[b]) for each in met for b in each) - total) < 1e-6


def test_a_stretch_sums_to_what_its_own_text_sums_to():
    dice = np.random.default_rng(4)
    weights = memoryview(dice.normal(size=1 << 12).astype(np.float32))
    text = "这份东西还没有对外说，先放在抽屉里，等上面点头以后再给人看。"
    whole = hashing.sums(text, [weights], 12, [[(5, 21)]])
    part = hashing.sums(text[5:21], [weights], 12, [[(0, 16)]])
    assert abs(whole[0][0][0] - part[0][0][0]) < 1e-9


def test_what_is_said_again_adds_nothing():
    weights = memoryview(np.ones(1 << 12, dtype=np.float32))
    once, again = hashing.sums("水位" * 50, [weights], 12, [[(0, 4), (0, 100)]])[0][0]
    assert once == again == 2 + 2 + 2
