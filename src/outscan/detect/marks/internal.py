"""Work secrets and internal marks: 内部, 工作秘密, 仅供内部使用, 不得外传, and the statements that unmake a mark.

In: one stretch of folded text and where it begins. Out: `Candidate`s. The plain 内部 mark is the normal form of a work
secret (工作秘密管理暂行办法 art. 3, second hand): no level, no star, no term.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate
from outscan.detect.marks.period import PERIOD, S
from outscan.detect.marks.state import LABEL
from outscan.lazy_regex import lazy
from outscan.types import Level

ANCHORS = (
    "内部", "工作秘密", "外传", "扩散", "外泄", "参阅", "传阅", "会后收回", "阅后", "用后收回", "会后交回", "会后退回",
    "不予公开", "不宜公开", "对外公开", "对外提供", "不对外", "内参", "注意保", "密级", "秘密等级", "保密等级", "涉密等级",
    "涉密级别", "本单位", "系统内", "限制传播", "请勿转发", "不得转发", "禁止转发", "严禁转发", "未经批准", "征求意见稿",
    "讨论稿", "送审稿", "不得公开", "不公开", "严禁外", "定密责任人", "知悉范围", "定密依据", "仅供", "仅限", "只限",
    "敏感信息", "敏感资料", "拍照", "会议代表", "参会代表",
)  # fmt: skip
_WHAT = (
    "资料|文件|材料|刊物|参考资料|参考|参阅|使用|传阅|掌握|事项|敏感事项|敏感信息"
    "|敏感|公开|信息|通报|简报|文稿|讲义|学习资料|学习材料|交流资料|交流材料|交流"
    "|发行|专用|限阅|工作资料|工作文件|讨论稿|讨论|印发|文档|数据|报告|试行"
    "|版本|版|件|机密|绝密|秘密|资讯|档案|图件|图纸|通知|明电|发文|阅读|阅|稿|用"
)
_WHO = (
    "内部|本单位|单位|系统|本系统|本部门|部门|机关|本机关|校内|院内|所内|局内|组内|委内|公司|集团|领导"
    "|与会人员|参会人员|与会代表|会议代表|参会代表|评审专家|评委|专家组|项目组|课题组|有关人员|相关人员|指定人员|本院|本所|本局"
    "|本校|本厂|本公司"
)
_NOT = r"(?:不得|请勿|严禁|禁止|切勿|不准|不许|勿|不要)"
_LEAK = (
    "外传|扩散|外泄|对外传播|对外提供|对外公开|对外披露|对外泄露|对外发布|向外扩散|向外泄露|上网传播|上网|摘抄"
    "|拍照上网|拍照传播|拍照|转发|传播|引用|公开|泄露|外借|翻印|复印|复制|转载|外带|带离|带出|流传|散发|传(?![\u4e00-\u9fff])"
)
_HARD_LEAK = (
    "拍照(?:上网|传播|外传)|外传|扩散|外泄|对外(?:传播|提供|公开|披露|泄露|发布)?|向外(?:扩散|泄露)|上网传播|上网|流传|散发"
)
_GUARD = (
    rf"(?:对内(?:掌握|使用)|请?注意保[存密管]|请?妥善保[管存]|{_NOT}(?:擅自|随意|任意)?(?:{_LEAK})|会后(?:收回|交回|退回|销毁)"
    rf"|[阅用]后(?:收回|交回|退回|销毁|即焚)|不予公开|不得公开|不宜公开|不公开|暂?不对外(?:公开|提供)?|仅供参考"
    rf"|免费交流|不作对外(?:公开|提供)?)"
)
_GAP = r"[,,、。.;;!!·\-—–|/:: ()()]{0,4}"

INTERNAL = lazy(rf"(?:{_WHO}|本件|本文)?内部(?:{_WHAT})?(?:{_GAP}{_GUARD}){{0,4}}", needs=["内部"])
LIMITED = lazy(
    rf"(?:(?:本|此|该)[\u4e00-\u9fff]{{1,6}})?(?:仅供|只供|供|仅限于?|限于|限"
    rf"|只限|限制在)[\u4e00-\u9fff]{{0,4}}?(?:{_WHO})[\u4e00-\u9fff]{{0,4}}?"
    rf"(?:使用|参考|参阅|传阅|掌握|阅读|阅知|交流|学习|查阅|审阅|讨论|知悉|工作使用)(?:{_GAP}{_GUARD}){{0,3}}",
    needs="供限",
)
FORBIDDEN = lazy(
    rf"(?:未经[\u4e00-\u9fff]{{0,6}}(?:批准|许可|同意|授权){_GAP})?{_NOT}(?:擅自"
    rf"|随意|任意|以任何[形方]式|私自)?(?:{_HARD_LEAK})(?:{_GAP}{_GUARD}){{0,3}}",
    needs="不勿禁",
)
RECALLED = lazy(
    rf"(?:会议|本次会议)?(?:材料|资料|文件)?{_GAP}(?:会后|阅后|用后|考后"
    rf"|评后)(?:请?(?:收回|交回|退回|销毁|即焚))(?:{_GAP}{_GUARD}){{0,3}}",
    needs="后",
)
DRAFT = lazy(
    rf"(?:征求意见稿|讨论稿|送审稿|内部稿|初稿|草案|会议材料|会议文件"
    rf"|敏感(?:信息|资料|文件|材料)){_GAP}(?:{_GUARD})(?:{_GAP}{_GUARD}){{0,3}}",
    needs=["稿", "草案", "会议", "敏感"],
)
WITHHELD = lazy(
    r"[(\[【](?:不予公开|不宜公开|不公开|不对外公开|此件不公开|此件不予公开)[)\]】]|此件不(?:予"
    r"|宜)?公开|内部敏感|限制传播|^[\W_]{0,4}内参[\W_]{0,4}(?:第?\d{1,4}[期号]?)?[\W_]{0,4}$",
    needs=["公开", "内部敏感", "限制传播", "内参"],
)
GUARDED = lazy(rf"^[\W_]{{0,4}}{_GUARD}(?:{_GAP}{_GUARD}){{0,4}}[\W_]{{0,4}}$", needs="保不勿禁后仅免对")
WORK_SECRET = lazy(
    rf"工作秘密级?(?:文件|资料|材料|事项)?(?:{S}[★·\-—*]?{S}{PERIOD}(?:之?内|后)?|★)?(?:{_GAP}{_GUARD}){{0,3}}",
    needs=["工作秘密"],
)
LABELLED = lazy(
    rf"{LABEL}(?:标[识志注])?{S}[::=\t]{S}[(\[【]?{S}(?P<value>工作秘密|内部(?:公开"
    rf"|资料|使用|限阅|敏感|事项|文件|级)?|敏感|受控|限制|不宜公开|不予公开|依申请公开)",
    needs=["工作秘密", "内部", "敏感", "受控", "限制", "公开"],
)
ELEMENTS = lazy(
    r"(?:定密责任人|定密依据|知悉范围)[::\t]\s*(?=[\u4e00-\u9fffA-Za-z0-9《])[^\n\t_]{2,20}", needs=["定密", "知悉范围"]
)
CLAIM = lazy(
    rf"{LABEL}{S}[::=\t]{S}[(\[【]?(?:无|公开|非密|普通|一般|不涉密|非涉密|主动公开|未定密|不定密|0|-|—)(?![\u4e00-\u9fff])"
    r"|本(?:文件|材料|资料|件|文|稿|报告|图|项目)?[\u4e00-\u9fff]{0,4}(?:不涉及(?:任何)?国家秘密"
    r"|不涉密|不属于国家秘密|不含(?:有)?(?:任何)?(?:国家秘密|涉密))"
    r"|(?:此件|本件)(?:主动公开|公开发布|依申请公开|删减后公开)|^[\W_]{0,4}(?:非密|非涉密|不涉密|主动公开)[\W_]{0,4}$"
    r"|(?:本件|本文件|此件)?已(?:自行)?解密(?![\u4e00-\u9fff])|^[\W_]{0,4}解密[\W_]{0,4}$"
    r"|解密日期[::]\s*\d{4}|密级变更为|(?<!CONTROLLED )UNCLASSIFIED(?!//(?:FOUO|FOR))"
)
CLAIM_ANCHORS = (
    "解密", "非密", "涉密", "涉及国家秘密", "国家秘密", "主动公开", "公开发布", "依申请公开", "unclassified", "密级变更",
)  # fmt: skip

_GRAMMAR = (
    ("work-secret", "phrase", Level.WORK_SECRET, WORK_SECRET),
    ("internal", "label", Level.WORK_SECRET, LABELLED),
    ("internal", "limited", Level.WORK_SECRET, LIMITED),
    ("internal", "internal", Level.WORK_SECRET, INTERNAL),
    ("internal", "draft", Level.WORK_SECRET, DRAFT),
    ("internal", "recalled", Level.WORK_SECRET, RECALLED),
    ("internal", "forbidden", Level.WORK_SECRET, FORBIDDEN),
    ("internal", "withheld", Level.WORK_SECRET, WITHHELD),
    ("internal", "guarded", Level.WORK_SECRET, GUARDED),
    ("elements", "elements", Level.SENSITIVE, ELEMENTS),
)


def candidates(piece: str, base: int) -> Iterator[Candidate]:
    """Internal and work-secret marks in `piece`, which begins at folded offset `base`."""
    for kind, form, level, pattern in _GRAMMAR:
        for found in pattern.finditer(piece):
            start, end = _trim(piece, found.start(), found.end())
            if kind == "internal" and form == "internal" and not _free(piece, start, end):
                continue
            this = Level.SENSITIVE if form == "label" and found["value"] == "敏感" else level
            yield Candidate(base + start, base + end, kind, this, form, {"word": piece[start:end]})


def claims(piece: str, base: int) -> Iterator[Candidate]:
    """Statements that something is no secret, or none any more."""
    for found in CLAIM.finditer(piece):
        start, end = _trim(piece, found.start(), found.end())
        yield Candidate(base + start, base + end, "declassified", Level.NONE, "claim", {"word": piece[start:end]})


def _free(piece: str, start: int, end: int) -> bool:
    """Whether 内部… is not glued into running Han on both sides (国务院内部监督): a mark has an edge or says more than 内部."""
    before, after = piece[start - 1 : start], piece[end : end + 1]
    glued = _han(before), _han(after)
    return not all(glued) and (end - start > 2 or not any(glued))


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def _trim(piece: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks and punctuation at either end."""
    while start < end and not (piece[start].isalnum() or piece[start] in "([【(《"):
        start += 1
    while end > start and not (piece[end - 1].isalnum() or piece[end - 1] in ")]】)★+"):
        end -= 1
    return start, end
