"""Statements that a paper is to be handled as a secret, and papers named by being one: 此件按机密件管理, 本文件涉密, 密件.

In: one stretch of folded text and where it begins. Out: `Candidate`s. The level is what the words say; where they name none
it is sensitive, to be cleared by the unit. 实施条例 art. 21, marks-1990 art. 8: where no mark can be made, words say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate
from outscan.lazy_regex import lazy
from outscan.types import Level

ANCHORS = (
    "按绝密", "按机密", "按秘密", "按照绝密", "按照机密", "按照秘密", "照绝密", "照机密", "照秘密", "涉密", "密件", "密电",
    "机要", "国家秘密", "保密资料", "保密材料", "保密文件", "出境", "出国", "境外", "国外", "国境", "国门", "国内", "境内",
    "出口", "摘", "抄自", "引自", "出自", "取自", "整理自", "改写自",
)  # fmt: skip
_LEVELS = {"绝": Level.TOP_SECRET, "机": Level.HIGHLY_SECRET, "秘": Level.SECRET}
_THIS = (
    r"(?:本|此|该|上述|随附|所附)(?:批|份|套|张|些|类|盘|本)?(?:文件|件|资料|材料|报告|图件|图纸|图|数据|文|表|稿"
    r"|光盘|硬盘|项目|成果|函|附件|载体|页|方案|邮件|试?卷|简报|专报|通报|快报|名单|图集|样品|纪要|讲话|稿件)"
)
_PAPER = r"(?:文件|件|资料|材料|报告|图件|图纸|数据|档案|载体|信息|事项|密级|级)"
_NOT = r"(?:不得|请勿|严禁|禁止|切勿|不准|不许|勿|不要|不能)"
_CARE = (
    rf"(?:{_NOT}[\u4e00-\u9fff]{{1,10}}|(?:请|须|应|务必|注意)[\u4e00-\u9fff]{{0,2}}(?:保[存密管]|妥善|专人|机要"
    rf"|锁)[\u4e00-\u9fff]{{0,6}}"
    r"|[亲面专](?:启|收|阅|拆|呈|交|送)|专人[\u4e00-\u9fff]{{2,4}}|仅?限[\u4e00-\u9fff]{{1,6}}|[阅用会看]?(?:后|毕"
    r"|完)[\u4e00-\u9fff]{0,2}(?:退|交|收|还|毁|焚|归)[\u4e00-\u9fff]{0,4})"
)
_GAP = r"[,,、。;;!:· ()()\-—–]{0,3}"
AS = lazy(
    rf"(?:(?P<this>{_THIS}(?:及(?:其)?附件|(?:启用|公布|公开|解密|归档|印发)之?前|内容|全文)?))?(?:请|均|应|须|一律)?(?:按照?|参照|比照|依照)(?P<level>[绝机秘])密级?{_PAPER}{{0,2}}"
    r"(?:的?(?:要求|标准|规定))?(?:进行)?(?:管理|掌握|保管|保存|使用|处理|对待|传阅|存放|发送|传递|控制|把握|办理)(?:使用)?",
    needs=["密"],
)
STATED = lazy(
    rf"{_THIS}(?:内容|全文)?(?:为|属于?|系|是|均)?(?:涉密(?:文件|件|资料|材料|载体)?|涉及国家秘密|含有?国家秘密"
    rf"|国家秘密(?:文件|资料|载体)?|密件)"
    rf"(?![\u4e00-\u9fff]{{0,2}}(?:的|问题|与否|程度|审查|情况|人员))(?:{_GAP}{_CARE}){{0,3}}",
    needs=["涉密", "国家秘密", "密件"],
)
NAMED = lazy(
    rf"^[\W_]{{0,4}}(?P<what>密件|密电|机要(?:件|文件|函件|电报)|涉密(?:文件|件|资料|材料|图纸|载体|数据)|保密(?:文件|资料|材料))"
    rf"(?P<care>(?:{_GAP}{_CARE}){{0,3}})[\W_]{{0,4}}(?:(?:编号|第|No\.?)?[ :]?\d{{1,6}}号?)?[\W_]{{0,3}}$",
    needs=["密件", "密电", "机要", "涉密", "保密"],
)
ABROAD = lazy(
    rf"{_NOT}(?:擅自|私自|以任何(?:方式|形式))?(?:携带|寄递|邮寄|托运|带|传递|传输|携|运|发往|传往|传至|寄往|提供给?)?[至往]?"
    r"(?:出国?境|出国|国门|境外|国境外|国外)(?!文物|物品|人员|目录|动物|植物|证|手续|旅)|不得出口",
    needs=["境", "出国", "国外", "出口"],
)
DERIVED = lazy(
    r"(?:[这本此该上下前后][一两]?[句段节处条页章]|[这本此该][一份组张些]?[表图稿篇]|(?:部分|数字|数据|内容|文字|表格|段落|结论)(?:都|均|全)?)(?:话|文字|内容|数据)?"
    r"(?:就|都|均|全)?(?:是|系)?(?:从[^。;《\n]{0,24}?|(?:摘|抄|引|出|取|整理|改写|节选)自[^。;《\n]{0,24}?)"
    r"[“「\"]?(?P<level>[绝机秘])密(?:级|件|★[^。;\n”」\"]{0,8})?[”」\"]?(?:级|类)?的?(?:国家秘密)?"
    r"(?:文件|通报|报告|资料|材料|简报|方案|图纸|图件|规划|批复|汇编|电报|纪要|函|件)"
    r"(?:[里中上内]?(?:直接|原样)?(?:摘|抄|引|取|选|截|复制|整理|改写))?",
    needs=["摘", "抄自", "引自", "出自", "取自", "整理自", "改写自"],
)
"""What is taken out of a secret paper is one itself (派生定密, 《派生国家秘密定密管理暂行办法》第七条)."""
HERE = lazy(
    r"(?:只|仅|专)?(?:限|供)于?(?:在)?(?:我国)?(?:国内|境内)(?:科研|有关|公开|本|军队|各|高等)?(?:单位|院校|机构|学者"
    r"|读者|同行|部门|内部)?"
    r"(?:发行|使用|交流|传阅|参考|阅读|流通|发放|分发)|国内发行[,,、。;; ]{0,2}(?:不得|请勿|严禁|禁止)[\u4e00-\u9fff]{1,6}",
    needs=["国内", "境内"],
)


def candidates(piece: str, base: int) -> Iterator[Candidate]:
    """Statements of handling in `piece`, which begins at folded offset `base`."""
    for found in AS.finditer(piece):
        facts: dict[str, str | float | int | bool] = {"word": found.group(), "this": bool(found["this"])}
        yield Candidate(base + found.start(), base + found.end(), "state-secret", _LEVELS[found["level"]], "handled", facts)
    for found in STATED.finditer(piece):
        yield Candidate(
            base + found.start(), base + found.end(), "state-secret", Level.SENSITIVE, "stated", {"word": found.group()}
        )
    for found in DERIVED.finditer(piece):
        yield Candidate(
            base + found.start(), base + found.end(), "state-secret", _LEVELS[found["level"]], "derived", {"word": found.group()}
        )
    named = NAMED.match(piece)
    if named:
        facts = {"word": named["what"], "care": bool(named["care"])}
        yield Candidate(base + named.start("what"), base + named.end("care"), "state-secret", Level.SENSITIVE, "papers", facts)
    for pattern in (ABROAD, HERE):
        for found in pattern.finditer(piece):
            yield Candidate(
                base + found.start(), base + found.end(), "internal", Level.WORK_SECRET, "domestic", {"word": found.group()}
            )
