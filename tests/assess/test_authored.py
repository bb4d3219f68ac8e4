from random import Random

import pytest

from outscan_training import authored
from outscan_training.authored import DOMAINS, FOLDS, VOICES


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_domain_has_secrets_and_innocent_twins_in_both_tongues(domain):
    held = authored.sections(domain)
    for section in ("secret", "innocent", "secret_en", "innocent_en"):
        assert len(held[section]) >= 4
    assert set(authored.folds(domain, "secret").values()) == set(range(FOLDS))


@pytest.mark.parametrize("name", [*DOMAINS, "any"])
def test_every_line_can_be_filled(name):
    dice = Random(5)
    for section, lines in authored.sections(name).items():
        if section in {"sur", "en", "place"}:
            continue
        for line in lines:
            for _ in range(3):
                text = authored.fill(line, dice)
                assert text
                assert not set(text) & set("[]{}|"), (section, line, text)


def test_no_line_stands_twice():
    lines = [line for name in (*DOMAINS, "any") for lines in authored.sections(name).values() for line in lines]
    assert len(lines) == len(set(lines))


def test_a_text_is_made_of_lines_of_its_fold_only():
    dice = Random(6)
    for fold in range(FOLDS):
        own = {line for line, at in authored.folds("internal", "secret").items() if at == fold}
        assert set(authored._lines("internal", "secret", fold)) == own
        assert authored.write("internal", fold, dice, secret=True).fold == fold


def test_the_same_seed_writes_the_same_corpus():
    assert list(authored.corpus(3, 1)) == list(authored.corpus(3, 1))


@pytest.mark.parametrize("voice", VOICES)
def test_every_document_of_a_voice_can_be_filled(voice):
    dice = Random(5)
    own = [one for one in authored.documents() if one.voice == voice]
    assert len(own) > 80
    for one in own:
        assert one.domain in DOMAINS
        text = one.fill(dice).text
        assert len(text) >= 12
        assert not set(text) & set("[]{}|"), (one.number, text)


def test_no_document_stands_twice():
    texts = [one.text for one in authored.documents()]
    assert len(texts) == len(set(texts))


def test_a_voice_is_in_one_fold_whole():
    dice = Random(5)
    for one in authored.documents():
        assert one.fill(dice).fold == VOICES[one.voice]
    assert set(VOICES.values()) == set(range(FOLDS))
