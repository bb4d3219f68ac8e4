"""The way forward is told for what a person could call by name, and nothing raises for what has none."""

import pytest

from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.report.mask import Masker
from outscan.report.next_steps import next_steps
from outscan.types import Action, Blob, Gap, GapReason, Where, unread
from outscan.words import Words

PROCESSED = "本次合作区域为 1:2000 地形图，覆盖范围 31.6 平方公里。".encode()


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a/..", "./", " ", "...", "\\", "a/", "~", "-", "\udcbb", "x" * 4000])
def test_every_sink_writes_whatever_the_name_is(scanner, name):
    told = replace(scanner.scan(Blob(Where((name,)), PROCESSED)), path=name, type="txt")
    told = replace(told, verdict=replace(told.verdict, action=Action.PROCESS))
    for sink in SINKS.values():
        assert sink([told], run_facts([told], told.made_with), show_hits=True)


@pytest.mark.parametrize(
    ("locks", "steps"),
    [
        (["rar"], ["step_unlock"]),
        (["ofd"], ["step_unlock"]),
        (["earlier_revisions"], ["step_unlock"]),
        (["zip"], ["step_password"]),
        (["zip", "rar"], ["step_unlock", "step_password"]),
    ],
)
@pytest.mark.parametrize("lang", ["zh-CN", "en"])
def test_a_lock_that_no_password_opens_has_a_way_of_its_own(scanner, locks, steps, lang):
    where = Where(("a.bin",))
    gaps = tuple(Gap(where, GapReason.ENCRYPTED, unread(one)) for one in locks)
    told = replace(scanner.unread(Blob(where, b""), "a.bin", gaps, partial=False), type="zip")
    words = Words(lang)
    assert [one.sentence for one in next_steps(told, Masker(show=True), words)] == [words.say(one) for one in steps]
