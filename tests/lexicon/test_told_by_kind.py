"""Matters told in a letter's own words: sources, evaluators, fuel, papers in print, two grids; and what only sounds like them."""

from __future__ import annotations

from datetime import date

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))


def verdict(text: str, name: str = "a.txt") -> Action:
    return SCANNER.scan(Blob(Where((name,)), text.encode())).verdict.action


TOLD = [
    "An official in the transport ministry passes us the drafts before they announce them.",
    "The clerk in the foreign office shows us the minutes; say nothing at dinner.",
    "Our man inside their cabinet tipped us about the new rule a week in advance.",
    "A friend at the ministry warns us in advance of every inspection.",
    "Someone in their delegation slips us the unpublished list each evening.",
    "Two scholars were approached by the local service and asked to report on the group.",
    "One of our fellows told us he was questioned by intelligence officers of the host country.",
    "The exchange student was recruited by the host service, she told us.",
    "A postdoc says their intelligence leaned on him twice.",
    "Three students were pressed by the host service to report on the club.",
    "Price caps of both lots, 7.2 and 18.6 million, are known only to Wei until the opening.",
    "The ceiling of 4.1 million is kept by the accountant until the envelopes are opened.",
    "Evaluators: Ai, Bu, Cai. One bidder asked for the names.",
    "The jurors are chosen; the second tenderer wants the list.",
    "The upper limit of the lot is held by Lin before opening.",
    "Spent fuel stands in rack 4 of the pool; at night 2 guards.",
    "Pellets are enriched to 19.7 per cent.",
    "Cladding tubes are pilgered 5 times and annealed 2 h.",
    "Store position of the spent assemblies: rack 3, guarded by one man at night.",
    "The enrichment of the fuel batch is 4.95 %.",
    "This year's nurses' examination: 3 question booklets, sealed van on 4 May, one reserve set.",
    "The doctors' examination has 28 pages; test booklets are printed from 2 June.",
    "Pharmacists' examination: question books go to 11 depots by escort.",
    "Origin of our grid: 1980 datum; it is turned by 12 degrees. Local grid origin at pillar 4.",
    "两份表点号一致，前一份是地方坐标系，后一份是国家大地坐标系的经纬度。",
    "附表为同一批点的城市坐标系坐标与CGCS2000坐标。",
    "同名点两套坐标：独立坐标系和2000国家坐标。",
]
SOUNDS = [
    "The museum shows us drafts of old maps, and the ministry pays for the frame.",
    "The ministry warns us about the storm.",
    "A student was questioned by the local radio about the marathon.",
    "The librarian asked three students to report on a novel.",
    "The ceiling of the hall is kept clean by Wei until the opening of the exhibition.",
    "Judges of the cake contest are drawn at noon.",
    "Bidders may look at the vase until noon.",
    "The pool has 2 guards and one gate at the east side.",
    "Gene set enrichment in batch 3 was 4.95.",
    "The cladding of the house is 12 mm of larch.",
    "The nurses' ball: 28 tables, the band is printed on the card.",
    "城市里有两家打印店，编号相同的复印件请放一起。",
]


@pytest.mark.parametrize("text", TOLD)
def test_what_is_told_by_its_kind_reaches_a_person(text):
    assert verdict(text) > Action.RELEASE


@pytest.mark.parametrize("text", SOUNDS)
def test_what_only_sounds_like_it_does_not(text):
    assert verdict(text) is Action.RELEASE


FIGURED = [
    "The ceiling of 4.1 million is kept by the accountant until the envelopes are opened.",
    "Cladding tubes are pilgered 5 times and annealed 2 h.",
    "Uraninite veins, reserves by class: B 1140 t U.",
    "Pellets are enriched to 19.7 per cent.",
    "Origin of the local grid: trig pillar Longtou, 1980 datum, turned 12 degrees.",
]
BARE = [
    "The lot has a reserve price, said the auctioneer.",
    "标底由造价部门编制。",
    "Uraninite is a black mineral.",
    "Enrichment is a step of the fuel cycle.",
    "The local grid of the garden is drawn with string.",
]


@pytest.mark.parametrize("text", FIGURED)
def test_a_matter_with_its_own_figure_asks_for_an_approval(text):
    assert verdict(text) is Action.ESCALATE


@pytest.mark.parametrize("text", BARE)
def test_without_a_figure_it_does_not(text):
    assert verdict(text) < Action.ESCALATE


GRADED = [
    "这批样本来自涉密课题，密级是机密，期限到2040年，保密办还没审。",
    "老师，这篇稿子的数据密级为秘密，期限5年。",
    "本表所列成果密级定为机密，保密期限20年。",
    "该图的底图密级是机密级，保密期限为长期。",
    "此报告第三章密级为绝密，期限三十年。",
]
NAMED = [
    "本办法规定，此类事项密级为机密，保密期限20年。",
    "题目：下列事项中密级是机密的有哪些？",
    "密级是什么，期限到何时，由定密责任人确定。",
    "课上讲到密级是机密还是秘密，要看目录。",
    "这个词的意思：密级。",
]


@pytest.mark.parametrize("text", GRADED)
def test_a_level_said_of_this_matter_with_its_term_is_a_mark(text):
    assert verdict(text) >= Action.ESCALATE


@pytest.mark.parametrize("text", NAMED)
def test_a_level_spoken_of_is_none(text):
    assert verdict(text) < Action.ESCALATE


HEADS = ["集结点,呼号", "梯队,指挥频率", "宿营地,呼号", "assembly point,callsign", "march unit,cmd freq"]


def march(head: str, last: str) -> str:
    rows = [f"{n},A{n},116.{7000 + 37 * n:05d},28.{8000 + 91 * n:05d},{30 + n}.875" for n in range(1, 9)]
    return f"no,{head.split(',', maxsplit=1)[0]},lon,lat,{last}\n" + "\n".join(rows)


@pytest.mark.parametrize("head", HEADS)
def test_positions_with_a_leading_frequency_are_military(head):
    found = SCANNER.scan(Blob(Where(("t.csv",)), march(head + " ", f"{head.split(',')[1]} MHz").encode()))
    assert "surveying/positions-military" in {one.rule for one in found.findings}


@pytest.mark.parametrize("head", ["shop,rating", "tree,height", "点名,高程", "stop,minutes", "店名,评分"])
def test_other_positions_are_not(head):
    found = SCANNER.scan(Blob(Where(("t.csv",)), march(head, head.split(",")[1]).encode()))
    assert "surveying/positions-military" not in {one.rule for one in found.findings}
