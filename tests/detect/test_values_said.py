"""Values in prose: conditions of a process that stand together, holes of a network with their address; and their twins."""

from __future__ import annotations

import pytest

from outscan.detect.holes import holes
from outscan.detect.quantities import QuantityDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Segment, Where


def reading(words: str) -> Reading:
    return Reading(0, Segment(Where(("a.txt",)), words), fold(words))


def conditions(words: str) -> list[int]:
    return [int(one.facts["kinds"]) for one in QuantityDetector().detect(reading(words)) if one.rule == "quantity/recipe"]


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        ("料液pH 2.8，皂化度36%，十八级，洗酸3.2 mol/L", 3),
        ("annealed at 1060 °C for 6 h under 0.3 MPa", 3),
        ("在850℃保温4小时，转速300rpm，粒度200目", 4),
        ("steamed nine times at 104 °C with 11.5 % of the root", 3),
    ],
)
def test_conditions_that_stand_together_are_one_recipe(words: str, kinds: int) -> None:
    assert conditions(words) == [kinds]


@pytest.mark.parametrize(
    "words",
    [
        "明天最高气温36℃，请注意防暑。",
        "The share rose by 12 % in 2 hours of trading.",
        "今天24℃。" + "大家在院子里散步，看花，晚上回家。" * 12 + "考勤率98%。",
    ],
)
def test_one_figure_or_two_far_apart_are_none(words: str) -> None:
    assert conditions(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "The admin host 10.24.4.18 answers with the default password; no fix before May.",
        "后台172.20.3.9仍用初始口令，至今没改。",
        "One packet on port 6502 restarts it, and the server has no patch since 2021.",
        "核心交换10.66.3.2，admin / Dz2019!yj",
        "Gate PLCs answer on 10.71.4.11-18, no password; maintenance login is still lm_admin / Qy@2019",
        "数据库 10.8.3.15，账号 sa，口令 Hy@2020kq",
        "主机172.16.8.20的口令还是出厂的，要等明年换机。",
        "The pump controller listens on port 502 without login and the vendor will not issue a fix.",
        "The portal still accepts forged cookies on /api/v3/seat.",
        "The host 10.41.7.22 answers with the default password and has not been patched; it should be closed.",
        "报名系统后台10.42.7.19仍用默认口令，应于寒假前修补，至今没改。",
        "The test left this unrepaired: the relay at 10.41.7.22 takes the default SNMP community.",
    ],
)
def test_a_weakness_with_its_place_that_stays_open_is_a_hole(words: str) -> None:
    assert len(list(holes(reading(words)))) == 1


def test_a_hole_told_early_is_met_whatever_is_told_later() -> None:
    keyed, weak = "核心交换10.66.3.2，admin / Dz2019!yj", "后台172.20.3.9仍用初始口令，至今没改。"
    assert len(list(holes(reading(keyed + "。" * 400 + weak)))) == 2


@pytest.mark.parametrize(
    "words",
    [
        "The camera at 192.168.1.64 has a default password; change it after the first login.",
        "实验一：靶机192.168.56.101仍用弱口令，请同学们验证。",
        "Default passwords are still in use in many homes.",
        "The printer is at 10.3.2.9; toner has not been changed.",
        "各单位应当及时修改10.3.2.9等设备的默认口令，未整改的通报。",
        "各单位应于月底前修改默认口令，关闭502端口，未整改的通报批评。",
        "Bulletin: the plugin has no patch since 2021; administrators should close port 8080 and update.",
        "Version 10.2.3.4 was not fixed.",
        "请及时修改10.3.2.9的密码 Abc12345，未修改的限期整改。",
    ],
)
def test_manuals_lessons_orders_and_other_figures_are_none(words: str) -> None:
    assert list(holes(reading(words))) == []
