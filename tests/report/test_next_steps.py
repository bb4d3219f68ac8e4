"""The way forward is told for what a person could call by name, and nothing raises for what has none."""

import pytest

from outscan.nouns import replace
from outscan.report import SINKS, run_facts
from outscan.types import Action, Blob, Where

PROCESSED = "本次合作区域为 1:2000 地形图，覆盖范围 31.6 平方公里。".encode()


@pytest.mark.parametrize("name", ["", ".", "..", "/", "a/..", "./", " ", "...", "\\", "a/", "~", "-", "\udcbb", "x" * 4000])
def test_every_sink_writes_whatever_the_name_is(scanner, name):
    told = replace(scanner.scan(Blob(Where((name,)), PROCESSED)), path=name, type="txt")
    told = replace(told, verdict=replace(told.verdict, action=Action.PROCESS))
    for sink in SINKS.values():
        assert sink([told], run_facts([told], told.made_with), show_hits=True)
