"""Commercial-secret marks and business notices in Chinese and English.

In: one stretch of folded text and where it begins. Out: `Candidate`s. 核心商密 / 普通商密 are the two levels of
中央企业商业秘密保护暂行规定 art. 13; a star there belongs to state secrets and makes the form irregular.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate
from outscan.detect.marks.period import PERIOD, S
from outscan.detect.marks.state import LABEL
from outscan.lazy_regex import lazy
from outscan.types import Level

ANCHORS = (
    "商密", "商业秘密", "商业机密", "商业绝密", "公司机密", "公司秘密", "公司绝密", "企业秘密", "企业机密", "技术秘密",
    "技术机密", "集团机密", "集团秘密", "保密信息", "专有信息", "机密信息", "confidential", "proprietary", "trade secret",
    "internal use", "internal only", "do not distribute", "in confidence", "in-confidence", "external distribution",
    "not for distribution", "not for circulation", "client privileged", "embargoed until", "under nda", "for internal",
)  # fmt: skip
_SHAPE = r"[▲△■□●○◆◇★·\-—|*/,, ]{0,3}"
_DATE = rf"(?:{_SHAPE}{PERIOD})?"
_LADDER = (
    r"(?:核心|普通|重要|一般)(?:商密|商业秘密)|[一二三]级商密|商密(?:[一二三]级"
    r"|[甲乙丙A-C]级|A{1,3}(?![A-Za-z])|[★▲△■●◆])|[\u4e00-\u9fff]商密A{1,3}(?![A-Za-z])"
    r"|(?:绝密|机密|秘密)商密"
)
LADDER = lazy(rf"(?:{_LADDER})(?:文件|资料)?{_DATE}")
PLAIN = lazy(
    rf"(?:本?(?:公司|单位|企业|集团)的?|本)?(?:商业秘密|商密|商业机密|商业绝密|(?:公司|企业|集团)(?:绝密|机密"
    rf"|秘密)|技术(?:秘密|机密))(?:级)?(?:文件|资料|材料|信息|文档)?{_DATE}"
    rf"(?:{_SHAPE}(?:核心|普通|重要|一般|(?:未经[\u4e00-\u9fff]{{0,6}}(?:许可|同意|授权"
    rf"|批准))?[,, ]?(?:不得|请勿|严禁|禁止|切勿)[\u4e00-\u9fff]{{1,8}}|注意保[密管存])){{0,3}}"
)
LABELLED = lazy(
    rf"{LABEL}(?:标[识志注])?{S}[::=\t]{S}[(\[【]?{S}(?P<value>{_LADDER}"
    rf"|商密|商业秘密|商业机密|(?:公司|企业|集团)(?:绝密|机密|秘密)){_DATE}"
)
NOTICE = lazy(
    r"(?:本|此)(?:文件|资料|报告|文档|材料|方案|图纸|手册|标书|合同|演示文稿|文稿"
    r"|PPT|ppt)[\u4e00-\u9fff\w]{0,10}(?:含有|包含|涉及|属于?|载有|是|系|为|所载)"
    r"[^。\n\t]{0,24}(?:商业秘密|商业机密|保密信息|专有信息|机密信息|公司机密"
    r"|技术秘密)[^。\n\t]{0,30}?(?:不得|请勿|严禁|禁止|切勿)[\u4e00-\u9fff]{1,14}"
)
MAIL = lazy(r"本邮件[^。\n\t]{0,30}(?:保密|机密|商业秘密)[^。\n\t]{0,40}收件人")
ENGLISH = lazy(
    r"(?i:strictly (?:private (?:and|&) )?confidential|(?:private|highly|company"
    r"|business|commercial)[ ,&-]{1,3}(?:and )?confidential(?: information)?"
    r"|commercial[- ]in[- ]confidence|proprietary (?:and|&) confidential"
    r"|confidential (?:and|&) proprietary|company proprietary|proprietary information"
    r"|(?:for )?internal (?:use )?only|for internal use|do not (?:distribute"
    r"|circulate)|not for (?:external |public )?(?:distribution|circulation|release)"
    r"|attorney[- ]client privileged|embargoed until|under nda|trade secrets?)"
    r"|(?<![\w-])(?:CONFIDENTIAL|Confidential|PROPRIETARY|Proprietary)(?![\w/-])"
)
_ENGLISH_NOTICE = lazy(
    r"(?i:this (?:document|report|file|presentation|drawing)[^.\n\t]{0,40}(?:confidential|proprietary|trade secret)[^\n\t]{0,80})"
)

_OWNED = lazy(
    r"(?:^|(?<=\t))\W{0,4}(?i:(?:(?:this|it) is |these are )?(?:an? |our |the )?"
    r"(?:(?:core|key|important|general|ordinary|company|commercial|business|corporate) ){1,2}"
    r"(?:trade|commercial|business) secrets?)(?=(?: of [A-Z]| ?[-–—,;:(|]|\W*$))"
    r"|(?i:(?:this (?:document|drawing|sheet|file|paper|table|material)|the (?:following|data|contents?)(?: below)?)"
    r" (?:is|are|contains?|holds?) (?:a |the |our )?(?:\w+ )?(?:trade|commercial) secrets? of (?:our|the|this))"
)


def candidates(piece: str, base: int) -> Iterator[Candidate]:
    """Commercial marks and business notices in `piece`, which begins at folded offset `base`."""
    core = Level.TRADE_SECRET
    for form, pattern in (("label", LABELLED), ("ladder", LADDER), ("notice", NOTICE), ("plain", PLAIN)):
        for found in pattern.finditer(piece):
            end = found.end()
            while end > found.start() and piece[end - 1] in " ,,·-—|/★▲■●◆△"[:8]:
                end -= 1
            facts: dict[str, str | float | int | bool] = {"word": piece[found.start() : end], "star": "★" in found.group()}
            yield Candidate(base + found.start(), base + end, "commercial", core, form, facts)
    for form, pattern in (("notice", _ENGLISH_NOTICE), ("owned", _OWNED), ("english", ENGLISH), ("mail", MAIL)):
        for found in pattern.finditer(piece):
            yield Candidate(base + found.start(), base + found.end(), "business", core, form, {"word": found.group()})
