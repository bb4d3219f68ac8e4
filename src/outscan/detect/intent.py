"""What a text says is to happen with a matter: kept back from the public, or on its way to a party abroad.

In: a reading. Out: `structure/withheld` {how: unpublished, not_to_spread, internal, draft, secrecy} and `structure/handover`
{abroad}. Both are words, not data: they say nothing alone, and an item asks for them beside the matter itself. People word them
in countless ways (先不要外发, 未经部里核定不得引用, 已拷给德方), so this is a small grammar: a verb, and what stands before it.
A sentence that lays down a duty for everybody (应当, 任何单位, the Parties shall) speaks of no matter of its own and gives none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from outscan.detect.base import match
from outscan.late import late
from outscan.reading import Reading
from outscan.types import Kind, Match

MOST = 400
"""So many of each are given for one segment."""
BACK = 28
"""Characters before a verb or a party in which what governs it stands."""
ASIDE = 80
"""Characters on each side of a phrase that tell whether its sentence lays down a duty."""

_NOT = (
    r"(?:不[得准可能应宜便要再予]?|未|尚未|还未|暂未|均未|还没有?|没有?|暂不|先不要?|先别|请勿|切勿|暂勿|勿|严禁|禁止"
    r"|严防|防止|避免|切莫|莫|别|谢绝|切忌)"
)
_HOW = (
    r"(?:对外|向外|往外|向社会|对社会|正式|公开|统一|擅自|随意|私自|轻易|随便|再|以任何(?:形式|方式)"
    r"|经[^，。；\s]{1,8}|向[^，。；\s]{1,8}|对[^，。；\s]{1,8}|给[^，。；\s]{1,6}|让[^，。；\s]{0,8}|被|同意"
    r"|在[^，。；\s]{1,10}|将[^，。；\s]{1,10}|把[^，。；\s]{1,10})?"
)
_GOVERNED = late(rf"(?P<not>{_NOT}){_HOW}{_HOW}\Z")
_SPREAD = late(
    r"外[传泄发流借送漏露]|走漏|泄[露漏密]|透露|扩散|流出|流传|带[出离]|见报|转[发载]|引用|传[播阅开]|散[发布]|披露"
    r"|公[开布示之]|发布|刊[印发登布]|下达"
    r"|(?<=[不勿别要])对外|(?<=[勿要])泄(?![洪水压流])"
    r"|(?:对媒体|向外界|跟记者|对家属|对记者|对客户|向媒体)[^，。；\n]{0,4}(?:讲|说|提|谈|透|解释|介绍)|获知|(?:客户"
    r"|对方|对手|外人|外界|媒体|记者|家长|学生|竞争[^，。；\n]{0,6})(?:知道|知悉|知情|晓得)"
)
_ANNOUNCED = {"公布", "发布", "披露", "公示", "引用", "下达", "转发"}
"""不公布 alone is what a rule lets an office do; 暂不公布 and 不得公布 speak of a matter."""
_STATUS = late(
    r"(?:未|尚未|还未|暂未|还没有?|没有?)(?:最后|最终|正式|经[^，。；\s]{0,8})?(?:批复|报批|获批|审批|审定|核定|定稿"
    r"|定案|草签|签署|交换|备案|脱密|解密|办理[^，。；\s]{0,8}(?:许可|手续))(?!的)"
    r"|(?:许可证?|手续|备案|审批)(?:还没|还未|尚未|未|没有?)(?:批|办|下来|完成|通过|拿到)"
)
_INSIDE = late(
    r"内部(?:掌握|讨论|研[究判]|参[阅考]|传[阅达]|使用|口径|测算|文[件稿]|材料|资料|知[悉晓]|征求意见|专报|版|稿"
    r"|控制使用|通报)|不对外|不外[传泄]"
    r"|(?:仅|只|专|限)(?:供|限(?:于|在)?|在|由|向|报|送|发(?:给|至)?|给)[^，。；\n]{0,14}(?:掌握|参[阅考]|使用|传阅"
    r"|知[悉晓]|研[究判]|审阅|内部|领导|代表团|专班|班子|本[单组处局院所校级])"
    r"|[小机]范围(?:内)?(?:掌握|知[悉晓]|传[阅达]|讨论)|会后(?:收回|交回)|阅后(?:收回|退回|即毁|销毁)|(?:务必|用后"
    r"|考前|会前|当场)收回"
)
_KEPT = late(
    r"(?:严格|严加|务必|注意|请|(?<!必)须|要|应|需|绝对|高度|均|一律|仍|继续|先|暂时|切实|双方约定"
    r"|要求(?:我方)?)保密(?![^，。；\n]{0,3}(?:工作|教育|协议|制度|措施|管理|意识|规定|法|纪律|义务|性))"
    r"|(?:公[布开示]|发布|披露|宣布|下达|启用|开标|定标|开考|考试|谈判|成绩|出台|上会|审议|检查|行动|实施|会议"
    r"|签[字约署])(?:结束|完成|正式)?(?:之)?前(?:严格|请|须|要|应|务必|一律|均|先|仍|都)?(?:保密|不[得可能要准]|勿"
    r"|请勿|严禁|禁止)"
    r"|核心机密|绝对不能|属于?(?:我[司方公]|本公司|公司)[^，。；]{0,4}(?:机密|秘密)|(?:外泄|泄密|泄露)(?:者)?(?:追责"
    r"|后果自负|必究)"
)
_DRAFT = late(
    r"(?:送审|讨论|论证|代拟|内部|汇报|报审|过会|未定|草拟|谈判|比选)稿|未定稿|快报数|初步(?:核算数|测算数)|备忘录[(（]?草案"
)
_ENGLISH_KEPT = late(
    r"\b(?:unpublished|undisclosed|unreleased|(?:strictly |highly )?confidential(?!ity)|internal(?:ly)? (?:use )?only"
    r"|for internal use|in confidence"
    r"|not (?:yet )?(?:been )?(?:published|public|released|disclosed|announced|approved|finali[sz]ed)"
    r"|(?:not|never) (?:to )?(?:be )?(?:disclosed?|released?|shared?|shown|circulated?|published|distributed?"
    r"|forward(?:ed)?|leave|quoted?|passed|given)"
    r"|not for (?:public|distribution|circulation|release|quotation|onward)"
    r"|(?:do not|don't|must not|should not|may not) (?:be )?(?:share|forward|circulate|distribut|disclos|copy|quote"
    r"|pass|release|leak|reveal|mention)"
    r"|(?:do not|don't) let [a-z ]{2,24} (?:see|know|have)|keep (?:this|it|them|these|the \w+) (?:strictly |within"
    r"|inside|internal|confidential|between|away|to your)"
    r"|(?:ahead of|before|until|prior to) (?:the |its |their )?(?:official |public |formal )?(?:release|publication"
    r"|announcement|bulletin|bids? (?:are )?open|talks|negotiation)"
    r"|without (?:filing|approval|authori[sz]ation|permission)|before the [a-z ]{0,20}licen[cs]e)",
    re.IGNORECASE,
    needs=(
        "ot ",
        "OT ",
        "n't",
        "ublished",
        "isclosed",
        "onfidential",
        "CONFIDENTIAL",
        "nternal",
        "ever ",
        "eep ",
        "efore ",
        "ithout ",
        "head of",
        "rior to",
        "until",
    ),
)
_DUTY = late(
    r"应当|依法|依照|任何(?:单位|组织|个人|机构)|负有|履行|承担|职责|的规定|法律|法规|有权|或者|行政处罚|违反"
    r"|责任追究|知识产权|版权|用户协议|合同|协议(?:书|约定)|双方(?!约定不公开)"
    r"|乙方|承诺|举报人|shall |liable|pursuant|hereby|licen[cs]or|copyright|warrant"
)
"""Words of a sentence that lays down a duty for everybody instead of speaking of one matter."""
_STOPS = "。；;\n"
_LAND = (
    r"荷兰|丹麦|挪威|瑞典|芬兰|瑞士|西班牙|新加坡|以色列|加拿大|澳大利亚|马来西亚|哈萨克斯坦?|美国|英国|法国|德国"
    r"|日本|韩国|俄罗斯|意大利"
)
_ABROAD = late(
    r"外[方商企资](?![面形观壳墙])|(?<![内意例])外[国籍](?:专家|公司|机构|团队|企业|厂家|合作|人员|顾问|投资|伙伴"
    r"|大学|实验室|承包)"
    r"|(?:境外|国外|海外)(?:(?=[，。；、：:\s)）]|\Z)|(?:某|的|[^，。；\n]{0,4})(?:方|公司|机构|客户|专家|用户|团队"
    r"|总部|服务器|合作|院|大学|高校|研究|平台|数据中心|母|投资|咨询|承包|企业|单位|伙伴|子公司|实验室|检测|厂|律"
    r"|监管|会计|法院|组织|个人|云|人员|银行|基金|媒体|模型|同行|买方|订单))"
    r"|合资(?:方|公司|企业)|合作(?:方|国|单位|伙伴|院校|机构|实验室|公司|组|者)|对方|贵(?:方|司|公司|院|所|校|处|单位|社|团队)"
    r"|[德法英美日韩俄荷意丹加澳瑞越泰印新](?:方(?![^，。；\n]?[向面程式便案])|籍)"
    rf"|(?:{_LAND})[^，。；\n]{{0,4}}(?:方|公司|总部|厂|专家|顾问|团队|实验室|机构|承包商|咨询|合作|伙伴|项目部"
    rf"|课题组|研究组|设计院|服务器|那边|同事)"
    r"|总部服务器|母公司|世行|世界银行|亚行|亚洲开发银行|贷款方|国际货币基金|湄公河[^，。；\n]{0,4}(?:委员会|小组"
    r"|组织)|承包商|代工厂"
)
_TO = late(
    r"(?:提供|交付|移交|转交|转发|转给|发送|发给|发往|发至|发到|寄给|寄往|寄送|传给|传至|传往|传到|传输|传送|回传"
    r"|送给|送往|送交|送到|拷给|拷贝|拷至|拷到|共享|分享|开放|导给|上传|抄送|打包"
    r"|交给|交由|交予|交付|交与|奉上|呈上|附上|附后|报送|查收|带[给回]|随[^，。；\n]{1,8}(?:提供|移交|交付)|同意|可供"
    r"|供)[^。；\n]{0,14}\Z|[发寄传送拷交给供转](?:至|到|往|了)?\Z"
)
_TAKES = late(
    r"[^，。；\n的]{0,10}(?:索要|索取|要求(?:我[方司院所])?提供|下载|带走|拷走|带回|随身携带|接收|调用|审阅|核对|查收"
    r"|参考|评审|建模|仿真|反演|率定|试用|选址|远程维护|标注|使用)"
)
_LEAVES = late(
    r"(?:携带|寄送|邮寄|运送|随身|随展|拟|数据|样本|资料|清单|成果|图纸|复制件|底稿|打包|带)[^，。；\n]{0,8}出境|寄往"
    r"|带出国|带回国|(?:随本?邮件|随函|随信)[^，。；\n]{0,4}(?:附|发|寄|奉|呈|提供|移交)|(?:附件|压缩包|网盘|光盘"
    r"|硬盘)[^，。；\n]{0,8}(?:发|交|给|传|提供)"
)
_ENGLISH_GIVE = late(
    r"\b(?:(?:is|are|will be|has been|have been|to be|please find|we|was|were)\s+(?:\w+ )?(?:attach|enclos|shar"
    r"|sen[dt]|deliver|transfer|hand|provid|stream|upload|export|request|forward|submit|given)\w*"
    r"|(?:attached|enclosed) (?:is|are|please|herewith|drive|disk|file|archive|DVD|CD|zip)"
    r"|overseas|foreign|abroad|partner(?:'s)?|counterpart|contractor|your (?:designers|side|team|engineers|office)"
    r"|parent company|headquarters)\b",
    re.IGNORECASE,
    needs=(
        "ttach",
        "nclos",
        "verseas",
        "oreign",
        "abroad",
        "artner",
        "ounterpart",
        "ontractor",
        "your ",
        "company",
        "eadquarters",
        " be ",
        "have ",
        " we ",
        "are ",
    ),
)


def intents(reading: Reading) -> Iterator[Match]:
    """What one reading says of keeping back or handing over, in the order of the patterns."""
    text = reading.folded.text
    for how, start, end in islice(_withheld(text), MOST):
        yield match(reading, "structure/withheld", Kind.TERM, start, end, facts={"how": how})
    for abroad, start, end in islice(_handovers(text), MOST):
        yield match(reading, "structure/handover", Kind.TERM, start, end, facts={"abroad": abroad})


def _withheld(text: str) -> Iterator[tuple[str, int, int]]:
    for how, start, end in _kept(text):
        if not _lays_down(text, start, end):
            yield how, start, end


def _kept(text: str) -> Iterator[tuple[str, int, int]]:
    for verb in _SPREAD.finditer(text):
        low = max(0, verb.start() - BACK)
        governed = _GOVERNED.search(text[low : verb.start()])
        if governed and (governed["not"] != "不" or verb.group() not in _ANNOUNCED):
            how = "unpublished" if governed["not"][0] in "未尚还暂均没" else "not_to_spread"
            yield how, low + governed.start(), verb.end()
    for how, pattern in (("unpublished", _STATUS), ("internal", _INSIDE), ("secrecy", _KEPT), ("draft", _DRAFT)):
        for hit in pattern.finditer(text):
            yield how, hit.start(), hit.end()
    if _latin(text):
        for hit in _ENGLISH_KEPT.finditer(text):
            yield "not_to_spread", hit.start(), hit.end()


def _handovers(text: str) -> Iterator[tuple[bool, int, int]]:
    for abroad, start, end in _given(text):
        if not _lays_down(text, start, end):
            yield abroad, start, end


def _given(text: str) -> Iterator[tuple[bool, int, int]]:
    last = 0
    for party in _ABROAD.finditer(text):
        low = max(last, party.start() - BACK)
        if given := _TO.search(text[low : party.start()]):
            last = party.end()
            yield True, low + given.start(), last
        elif taken := _TAKES.match(text, party.end()):
            last = taken.end()
            yield True, party.start(), last
    for hit in _LEAVES.finditer(text):
        yield False, hit.start(), hit.end()
    if _latin(text):
        for hit in _ENGLISH_GIVE.finditer(text):
            yield True, hit.start(), hit.end()


def _latin(text: str) -> bool:
    """Whether there may be English in it."""
    return "e" in text and " " in text


def _lays_down(text: str, start: int, end: int) -> bool:
    """Whether the sentence around a stretch lays down a duty for everybody."""
    low = max(0, start - ASIDE, *(text.rfind(stop, 0, start) for stop in _STOPS))
    high = min([end + ASIDE, len(text), *(at for at in (text.find(stop, end, end + ASIDE) for stop in _STOPS) if at >= 0)])
    return _DUTY.search(text[low:high]) is not None
