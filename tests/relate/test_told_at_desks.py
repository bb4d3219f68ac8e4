"""Desks on weapons, officials, warnings, controllers and students abroad in their own words; and who only speaks of it."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))

KEPT = [
    # weapons by what was tried of them
    "某型水雷引信低温试验两发瞎火，较指标差3个百分点，军代表要求下月复试。",
    "四号车间为海军配套的艇用减振器代号“白桦”，月产60套，参观那天换成民品铭牌。",
    "The towed array for the fleet passed the lake run: detection range 31 km, false alarm 2 per hour, acceptance trial in May.",
    "该制导炸弹舵面试件由部队试验基地委托，命中偏差较上一型小4米。",
    "Seeker head B, code-named Heron: 12 of 40 below the requirement at minus 35, the army wants it by June.",
    # officials and their health
    "老首长片子不好，肝上有转移，病历用的是化名，别往外说。",
    "The governor's biopsy came back, it is in the lung; name on the chart is a false name, keep it quiet.",
    "一把手上周脑梗，住院用的假名，秘书让大家封口。",
    # warnings held back
    "内部意见：登陆点定在北湾，阵风16级，预警推迟到周日散会后再发，对公众仍按小雨解读。",
    "Landfall is now expected on the 9th; the warning is held back until after the festival, and the insurer knows already.",
    "台长定了，暴雨预警先不发，先告诉保险公司王总。",
    # controllers that are open
    "三号泵站上位机默认口令没改，从访客网可直接访问，供应商说没补丁。",
    "The turbine PLC is reachable from the guest Wi-Fi and no patch exists; not reported so far.",
    "SCADA console of the sluice gates: factory password, unpatched, the vendor modem answers by itself.",
    # students abroad
    "领区留学生党支部对外叫读书会，现有党员五十一人，书记由博士生担任。",
    "The sending plan, not for publication, puts 30 doctoral candidates into photonics; 11 are bound to return.",
    # papers by who has seen them
    "我嫂子在印厂上班，给我念了几句，下周全市统考的物理，最后一道是滑轮组，得数4.8牛，千万别传。",
    "他舅舅关在里面出题，出来说英语大作文是写给消防员的信，月底才考，你让孩子练练。",
    "录音棚里的朋友讲，中考听力第三段讲换乘地铁，完形讲一只导盲犬，还没考呢。",
    "My aunt works at the printer; the essay is about a lost umbrella, the entrance exam is next week, tell your boy only.",
    "He was locked in with them; the last question is on a leaking tank; they sit it on the 9th in June.",
    # great guests on their way
    "Keep the pier free on Friday: the number one man gets off there at nine, five black cars; nobody is told before Saturday.",
    "The highest guest sleeps in the lake house, snipers on the rooftop; it has not been announced.",
    "北京来的那位周四坐专列到，从后门进山庄，只有几个人知道，对外就说修水管。",
    "一号首长改走老桥，两点封路，登报前先别声张。",
    "明年的派出计划不公布，其中20名博士定向回某单位。",
]
SAID = [
    "海军某型舰艇编队结束远航访问返回军港，新华社记者报道。",
    "The museum shows a torpedo of 1943; its range was 7 km, students may touch it.",
    "某型减速机配套风电客户，年产能2200台套，欢迎来厂参观。",
    "The army band gave a concert; tickets cost 12 euro and the hall has a capacity of 400.",
    "市长出席医院新大楼启用仪式，肿瘤科增加床位四十张。",
    "The governor opened the cancer centre; biopsy results now take two days.",
    "气象台发布暴雨橙色预警，请公众注意防范，活动推迟到周日举行。",
    "The typhoon warning was issued at noon and the ceremony was postponed.",
    "安全培训：默认口令必须修改，控制系统不得接入访客网。",
    "How to change the default password of your router: open the page, log in, and choose a new one.",
    "The big man from the choir sleeps at our place; he comes over on Friday.",
    "The guest house is full on Saturday; groups get off at the back gate.",
    "大人物访谈节目周四播出，嘉宾下榻市中心酒店。",
    "旅游专列周四到站，游客从后门下车，敬请谅解。",
    "马拉松当天封路，选手改走老桥，名单赛前公布。",
    "昨天考完了，作文是写一座桥，最后一道大题没做出来，孩子哭了一晚。",
    "老师押题：今年作文可能写家风，压轴题多半是二次函数，下周模拟考先练手。",
    "The exam is next week; bring two pencils, and do not be late. The essay is about forty lines long.",
    "印厂的朋友送来台历，下周全市运动会，孩子要写作文。",
    "Last year the essay was about a bridge, and the last question was easy.",
    "学生党支部组织读书会，学习身边榜样，欢迎同学参加。",
    "The reading club for overseas students meets on Fridays at six.",
    "国家留学基金委公布明年选派计划，博士研究生可在官网申请。",
]
BORNE = [
    "At the fair we were given a folder marked TLP:RED on the dyke gates. We photographed it; a copy is attached for Ms Lind.",
    "The host left a paper stamped NATO RESTRICTED on the table. I scanned it and forward it to our colleagues.",
    "对方给的册子标有TLP:RED，我们在车上拍了，扫描件附后。",
    "附件三已按审定意见确定为秘密★5年，其中的控制参数不能随合同走。",
    "此件经定密责任人审核定为机密★10年，先发你看。",
]
EXPLAINED = [
    "Papers marked TLP:RED must not be copied or forwarded; report them to the security desk.",
    "Training: a folder marked TLP:RED is for the people in the room only, never attached to mail.",
    "培训材料：标有TLP:RED的资料不得转发、扫描。",
    "The colours are TLP:RED, TLP:AMBER and TLP:GREEN, as explained in the policy.",
]


def action(text: str) -> Action:
    return SCANNER.scan(Blob(Where(("a.txt",)), text.encode())).verdict.action


@pytest.mark.parametrize("text", KEPT)
def test_what_a_desk_tells_is_not_released(text):
    assert action(text) >= Action.REVIEW


@pytest.mark.parametrize("text", SAID)
def test_who_only_speaks_of_it_is(text):
    assert action(text) == Action.RELEASE


@pytest.mark.parametrize("text", BORNE)
def test_a_mark_of_a_paper_that_is_passed_on_or_was_determined_holds(text):
    assert action(text) >= Action.ESCALATE


@pytest.mark.parametrize("text", EXPLAINED)
def test_a_mark_that_is_explained_does_not(text):
    assert action(text) < Action.ESCALATE
