"""Past an approval: what is said to go abroad without the licence, filing or declaration it needs; and who only speaks of it."""

from __future__ import annotations

import pytest

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off"))

PAST = [
    "商务厅那边没报，先把两台设备拆成零件发给客户。",
    "网信办不知道这回事，数据直接从库里同步到境外服务器，备案回头补。",
    "样管夹在行李里带给合作方，海关看不出来的。",
    "等不及批了，图先发给外方，批文下来再补日期。",
    "化整为零，每次带两张盘过境给对方，绕开审批。",
    "We ship the valves to the buyer as garden parts; the licence office has not been told.",
    "The bureau does not know, so please keep the courier waiting at the side gate for the shipment.",
    "To get around the security assessment the records go to the partner's server in small lots.",
    "No licence was asked for; the samples went to your side in hand luggage.",
    "The filing later, the parcel for your side today: skip the approval, it takes months.",
    "双方先签约，图纸月底交付对方，审批手续以后再补办。",
    "风塔每分钟往他们的服务器推一次数，气象局那边没去说，说了又要盖章。",
    "乙方下周派人来取工艺卡，先交后批，主管部门问起再说。",
    "No export licence was sought for the drawings; the buyer has them since Monday.",
    "It is in the catalogue of technologies prohibited from export; approval was not sought, and the licensee has it.",
    "The flaw was not reported to the regulator; the deck goes to the partner in Basel.",
]
DISGUISED = [
    "发票上写肥料，里面是那批管子，客户知道，海关不会查。",
    "品名写成清洗剂，实际是那套样品，发货给对方。",
    "The invoice says fertiliser, and the buyer in Karlin knows what is inside the crates.",
    "We treat it as routine backup so that nobody at the ministry looks, and the partner copies the files.",
    "The box for the customer is declared as toys; in fact it holds the tubes.",
]
LAWFUL = [
    "出口许可证办理须知：未办许可的货物不得发给客户。",
    "海关退回了申报，我们已补齐手续，货物等批准后再发给客户。",
    "该项目无需备案，相关公告见主管部门网站。",
    "培训：不要为赶进度绕过审批向外方提供资料。",
    "专家批评有企业绕开主管部门低价出口，商务部已介入调查。",
    "报关单写明品名和数量，许可证随货发给客户。",
    "If the authority was not informed, the exporter must report within ten days.",
    "The invoice says 400 pieces but the box holds 398; please check with the courier.",
    "Box 1 is declared as cell culture medium, the permit is attached, and the courier comes at nine.",
    "We do not know yet when customs will release the parcel for the customer.",
    "The road works get around the bridge; the department was not asked for a new budget.",
    "The licence has been applied for and the parcel for the customer waits until it is granted.",
    "This technology is strictly prohibited from export; no export licence is granted, and nothing goes to the partner.",
    "先签约后付款，乙方交付后甲方在三十日内付清。",
    "许可证到期后再补办要重新体检，客户请提前申请。",
]


def advised(text: str) -> list[Action]:
    report = SCANNER.scan(Blob(Where(("a.txt",)), text.encode()))
    return [one.advice.action for one in report.findings if one.rule == "general/evasion" and one.upheld and one.advice]


@pytest.mark.parametrize("text", PAST)
def test_past_an_approval_is_sent_for_approval(text):
    assert advised(text) == [Action.ESCALATE]


@pytest.mark.parametrize("text", DISGUISED)
def test_goods_in_disguise_are_a_question_at_least(text):
    assert advised(text)


@pytest.mark.parametrize("text", LAWFUL)
def test_who_asks_first_or_only_speaks_of_it_is_not_held(text):
    assert not advised(text)
