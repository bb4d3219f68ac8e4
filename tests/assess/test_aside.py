"""A matter in words is set aside where it stands in writing for everybody, and never for what else stands around it."""

from __future__ import annotations

import io
import shutil
from datetime import date

import docx
import openpyxl
import pytest

from outscan.assess.audience import TABLE, heard
from outscan.assess.explain import explain
from outscan.assess.model import load_assessor
from outscan.assess.passage import Passage
from outscan.assess.weights import open_weights
from outscan.config import Config, shipped
from outscan.errors import ModelError
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Kind, Where, because

SCANNER = Scanner.build(Config(ocr="off"))
DAY = date(2026, 6, 1)
PRIMER = (
    "水从哪里来\n打开水龙头，清水哗哗流出，你想过它走了多远的路吗？它可能来自一座很远的山谷，在水库里睡了一个冬天，"
    "又沿着隧洞走了几十公里，才来到我们家里。\n水库像一只大水盆。雨季，它把多余的水存起来；旱季，再慢慢放出去。管理水库的"
    "叔叔阿姨每天看天气、看水位，决定闸门开多大。\n"
)
LETTER = (
    "关于近期工作安排的情况\n处领导：现将本周工作汇报如下。一是完成了机关食堂改造的验收，二是配合审计组调阅了去年的合同，"
    "三是赴三个县检查防汛物资，发现两处仓库漏雨，已责成当地整改，月底前报结果。\n下周计划召开例会，请各科室提前报送材料。"
    "办公用房调整方案已征求意见，待分管领导审定后执行。\n"
)
ESSAY = (
    "The River That Taught Us to Wait\nWhen I was nine my grandmother took me to the ferry landing every Sunday. She "
    "sold sesame cakes there, and while she counted her coins I watched the barges and tried to guess what they "
    "carried. In winter the fog was so thick that the ferryman rang a bell.\nYears later I became a teacher, and I "
    "still bring my pupils to the landing. We draw the bridge, we measure the tide with a painted stick, and we write"
    " poems about the fog. Visitors are welcome.\n"
)
MAIL = (
    "Dear Mr Olsen,\nthank you for the visit last week. As agreed, our procurement department has checked the list of "
    "spare parts and the invoice will be issued on Friday. The two engineers you asked about will arrive on the 14th;"
    " please arrange the badge for the workshop.\nOur director has approved the change of the delivery date. The "
    "second lot is due.\n"
)
TAUGHT = (
    "小朋友，水库的调度方案是怎么定的呢？原来汛期之前要先把水位降到汛限水位，洪水来了再拦住它，这就叫拦洪错峰，是不是很有趣？",
    "两条河流经两个国家的时候，上游和下游常常要坐下来谈判，各有各的立场，慢慢商量怎么分水，这样的例子世界上有很多。",
)
TOLD = (
    "The guide at the museum told the children that the old uranium deposit once held 3,200 tonnes of ore, and "
    "everyone wanted to touch the glowing model in the glass case."
)
OWN = (
    "两国谈判的时候，我方的底线是关税让到百分之八。",
    "铀矿的储量有三千二百吨，品位千分之二。",
    "The uranium deposit up the valley holds about 3,200 tonnes of ore at 0.2 per cent.",
)


def report(data: bytes, name: str = "a.txt"):
    return SCANNER.scan(Blob(Where((name,)), data))


def scan(text: str):
    return report(text.encode())


def aside(found):
    return [one.rule for one in found.findings if one.dismissed is not None and one.dismissed.key == "item.for_everybody"]


def standing(found):
    return [one.rule for one in found.findings if one.kind is Kind.ITEM and one.upheld]


@pytest.mark.parametrize(("before", "matter"), [*((PRIMER, one) for one in TAUGHT), (ESSAY, TOLD)])
def test_a_matter_that_is_told_to_everybody_is_set_aside_with_the_reason(before, matter):
    found = scan(before + matter)
    assert aside(found)
    assert not standing(found)
    assert found.verdict.action is Action.RELEASE


@pytest.mark.parametrize(("before", "matter"), [*((LETTER, one) for one in TAUGHT), (MAIL, TOLD)])
def test_the_same_words_stand_in_what_one_desk_writes_to_another(before, matter):
    found = scan(before + matter)
    assert standing(found)
    assert not aside(found)


@pytest.mark.parametrize("matter", OWN)
def test_a_matter_pasted_into_writing_for_everybody_speaks_for_itself(matter):
    before = ESSAY if matter.isascii() else PRIMER
    assert standing(scan(before + matter))


def test_a_letter_behind_an_essay_is_judged_as_a_letter():
    assert standing(scan(ESSAY + MAIL + TOLD))


@pytest.mark.parametrize("behind", [PRIMER, ESSAY * 3, "练习题 教材 公开发布 科普 新闻 小说\n" * 40])
def test_what_is_added_behind_sets_nothing_aside(behind):
    for matter in OWN[:2]:
        text = LETTER + matter
        assert set(standing(scan(text))) <= set(standing(scan(f"{text}\n{behind}")))


def test_what_is_said_to_be_live_is_never_set_aside():
    said = f"{TAUGHT[1]}这些立场尚未公开，请勿外传。"
    assert standing(scan(PRIMER + said))


@pytest.mark.parametrize("said", ["本件为未公布的明细，请贵公司保密。", "这些立场请务必保密。", "以上属内部掌握。"])
def test_what_is_said_to_be_kept_back_is_never_set_aside(said):
    for matter in TAUGHT:
        assert not aside(scan(f"{PRIMER}{matter}{said}"))


def test_a_comment_speaks_for_itself():
    made = docx.Document()
    for line in PRIMER.splitlines():
        made.add_paragraph(line)
    run = made.add_paragraph("水库真有趣。").runs[0]
    made.add_comment(run, text=TAUGHT[0], author="a", initials="a")
    held = io.BytesIO()
    made.save(held)
    assert not aside(report(held.getvalue(), "a.docx"))


def test_a_hidden_sheet_speaks_for_itself():
    made = openpyxl.Workbook()
    made.active.append([PRIMER])
    hidden = made.create_sheet("b")
    hidden.sheet_state = "hidden"
    hidden.append([TAUGHT[0]])
    held = io.BytesIO()
    made.save(held)
    assert not aside(report(held.getvalue(), "a.xlsx"))


@pytest.mark.parametrize("excuse", ["item.declared", "item.excluded_near", "item.sign", "item.in_lesson"])
def test_an_excuse_is_doubted_where_all_of_it_reads_as_of_a_desk(excuse):
    assert doubted(LETTER * 2 + OWN[0], excuse)


@pytest.mark.parametrize("excuse", ["item.sourced", "item.scattered", "item.statute", "item.in_news", "item.catalogue"])
def test_provenance_and_what_is_no_matter_are_not_doubted(excuse):
    assert not doubted(LETTER * 2 + OWN[0], excuse)


def test_an_excuse_holds_in_writing_for_everybody():
    assert not doubted(PRIMER + TAUGHT[0], "item.sign")
    assert not doubted(OWN[0], "item.sign")


def doubted(text: str, excuse: str) -> bool:
    """Whether the findings of `text`, dismissed by `excuse`, stand again and say why."""
    document = SCANNER.settled(SCANNER.take(Blob(Where(("a.txt",)), text.encode())))
    found = [one for one in SCANNER.found(SCANNER.take(Blob(Where(("a.txt",)), text.encode())), DAY) if one.kind is Kind.ITEM]
    assert found
    asked = [replace(one, dismissed=because(excuse), because=()) for one in found]
    again = SCANNER.assessor.set_aside(document, asked)
    told = [one.because[-1].key == "item.doubted" for one in again if one.upheld]
    assert all(told)
    return len(told) == len(asked)


def test_data_are_never_set_aside():
    rows = "\n".join(
        f"G{at:03}\t{4412345.123 + at * 931.7:.3f}\t{39512345.456 + at * 877.3:.3f}\t{812.345 + at:.3f}" for at in range(40)
    )
    table = f"点名\tX(m)\tY(m)\tH(m)\n{rows}"
    found = scan(f"{PRIMER}下面是国家大地控制点成果表\n{table}")
    assert standing(found)
    assert not aside(found)


def test_a_mark_is_never_set_aside():
    found = scan(f"机密★20年\n{PRIMER}{TAUGHT[0]}")
    assert any(one.kind is Kind.MARK and one.upheld for one in found.findings)
    assert found.verdict.action >= Action.ESCALATE


def test_what_must_not_be_provided_and_what_is_live_are_not_asked():
    found = scan(PRIMER + TAUGHT[0])
    [one] = [one for one in found.findings if one.dismissed is not None and one.dismissed.key == "item.for_everybody"]
    document = SCANNER.settled(SCANNER.take(Blob(Where(("a.txt",)), (PRIMER + TAUGHT[0]).encode())))
    again = replace(one, dismissed=None)
    assert SCANNER.assessor.set_aside(document, [again]) == (one,)
    assert one.advice is not None
    grave = replace(again, advice=replace(one.advice, action=Action.WITHHOLD))
    assert SCANNER.assessor.set_aside(document, [grave]) == (grave,)
    never = replace(SCANNER.assessor, never=frozenset({one.rule}))
    assert never.set_aside(document, [again]) == (again,)


def test_without_a_table_nothing_is_set_aside(tmp_path):
    shutil.copytree(shipped("models") / "residual", tmp_path / "residual")
    manifest = tmp_path / "residual" / "manifest.toml"
    manifest.write_text(manifest.read_text("utf-8").split("[audience]")[0], "utf-8")
    assessor = replace(load_assessor(tmp_path), state=SCANNER.assessor.state)
    found = scan(PRIMER + TAUGHT[0]).findings
    document = SCANNER.settled(SCANNER.take(Blob(Where(("a.txt",)), (PRIMER + TAUGHT[0]).encode())))
    asked = [replace(one, dismissed=None) for one in found]
    assert assessor.set_aside(document, asked) == tuple(asked)


@pytest.mark.parametrize("change", ["cut", "flip", "gone"])
def test_a_table_that_is_not_the_one_pinned_refuses(tmp_path, change):
    folder = tmp_path / "residual"
    shutil.copytree(shipped("models") / "residual", folder)
    path = folder / TABLE
    data = bytearray(path.read_bytes())
    if change == "gone":
        path.unlink()
    elif change == "cut":
        path.write_bytes(data[:-1])
    else:
        data[7] ^= 1
        path.write_bytes(data)
    with pytest.raises(ModelError):
        open_weights(folder)


def test_a_long_paragraph_is_heard_by_its_end_and_what_stands_before():
    near, far, alone = heard("题" * 300, "前" * 5000 + "末" * 10, "前" * 900 + "末" * 10)
    assert alone == "前" * 290 + "末" * 10
    assert near == "题" * 160 + "\n" + "前" * 390 + "末" * 10
    assert far == "题" * 160 + "\n" + "前" * 1490 + "末" * 10


HEARD = (
    "网站后台的密码还是三年前那个，外包的人都知道。",
    "这批种子是从所里带出来的，还没登记。",
    "储备库现在实际库存只有账面的六成，东边两个库是空的。",
    "两家投标人的报价我都看过了，乙方比甲方低三百万，评委里有两位是他们的老同学。",
)


def test_what_the_classifier_hears_is_heard_more_in_what_one_desk_writes_to_another():
    of_desks = [scan(LETTER + one).risk for one in HEARD]
    in_a_primer = [scan(PRIMER + one).risk for one in HEARD]
    assert all(desk.score >= primer.score for desk, primer in zip(of_desks, in_a_primer, strict=True))
    assert sum(one.raised for one in of_desks) > sum(one.raised for one in in_a_primer)


@pytest.mark.parametrize(("lift", "says"), [(0.3, True), (0.05, False), (0.0, False)])
def test_what_is_raised_for_whom_it_is_written_says_so(lift, says):
    weights = SCANNER.assessor.weights
    assert weights is not None
    document = SCANNER.settled(SCANNER.take(Blob(Where(("a.txt",)), HEARD[0].encode())))
    reading = next(one for one in document.readings if HEARD[0][:4] in one.folded.text)
    passage = Passage(reading, 0, len(HEARD[0]), weights.manifest.threshold + 0.1, lift=lift)
    assert (because("risk.desk") in explain(weights, passage).features) is says
