"""A mark that is told of one's own paper: what its cover bears, and that somebody left it out, or that the paper is in earnest.

In: the context of one mark, quoted or not. Out: whether its sentence and the next say both that a paper bears it (原件首页标的是
“秘密★5年”) and one thing no lesson says: it was cut off or not carried over, the paper is next year's real one, it was copied
out of there, it is to be kept. Law: words of teaching, news, films, the past or a gloss in either sentence, or a question, make
it a mention as before.
"""

from __future__ import annotations

from outscan.confirm.context import Context
from outscan.lazy_regex import lazy
from outscan.types import Part

__all__ = ["borne"]

REACH = 90
"""Characters before and behind a mark in which it is told what bears it and what became of it."""
_SET_OFF = frozenset({Part.COMMENT, Part.NOTE, Part.HIDDEN, Part.REVISION, Part.METADATA})
_BEARS = lazy(
    r"(?:原(?:件|文|稿|图|表|卷|本|有|来)|本来(?:有|是|标)|母本|底[本稿]|封[面皮套]|首页|扉页|卷首|第一页|首部|页眉|页脚"
    r"|[左右]上角|角上|抬头|袋面)"
    r"[^。;!?\n]{0,24}$"
    r"|(?i:\b(?:original|master(?: copy)?|cover|first page|title page|top|header|booklet|envelope|source (?:paper|document))\b"
    r"[^.;!?\n]{0,50}$"
    r"|\b(?:removed|deleted|cropped|cut|took|left out|covered|masked)\b[^.;!?\n]{0,30}$)"
)
"""Before the mark: what bears it."""
_SOURCE = lazy(r"(?:[摘抄拍引取]自|复印自|出自|来自|从)[^。;,!?\n]{0,8}(?:标|带|贴|盖|印|注)(?:着|有|了|明)?[“‘「\"']?$")
"""Before the mark: a piece was taken out of what bears it (摘自一份标有“机密★10年”的汇报)."""
_TAKEN = lazy(r"[”’」\"']?(?:字样|章)?的[^。;!?\n]{1,16}")
_NUMBER = lazy(r"[ \"”]{0,2}[\u4e00-\u9fff]{1,8}[〔\[(【](?:19|20)\d\d[〕\])】]\d{1,4}号")
"""Behind the mark: the number of a document. Who writes a head off shows the paper that bore it."""
_LOST = lazy(
    r"删|裁|抹|遮|撕|涂|盖住|去(?:掉|了)|擦|P掉|p掉|掉了|误删|补[上标]"
    r"|(?:没|未|漏|忘)(?:有|了)?(?:把|将)?(?:带|印|标|抄|写|扫|拍|复印|录入|注明|保留|补)"
    r"|(?i:\b(?:removed|deleted|cropped|cut off|cut away|left out|took (?:it|that|the \w+) (?:out|off)|masked|covered"
    r"|stripped|whited out|dropped"
    r"|not (?:carried|copied|scanned|kept)|still bears|lost in)\b)"
)
"""What became of the mark: somebody left it out."""
_EARNEST = lazy(
    r"正(?:式)?卷|真卷|正式(?:试)?卷|正题|今年(?:要|用|的卷|考)|明年|来年|下个?月|要用的|还没(?:考|用|启用|公开)|未(?:启用"
    r"|公开|考|解密|降密)"
    r"|(?:没|未)[^。;\n]{0,6}(?:降密|解密|审批|脱密|清密)|按原(?:密级|件)|同级管理|原密级|(?:摘|抄|引|取|复印|扫描|节选|翻拍)自"
    r"|保密(?:办|室|员)|机要|(?:讲完|用[完后]|阅后|会后)[^。;\n]{0,4}(?:收回|退|交)"
    r"|(?:别|勿|不能|不得|不要|切勿)[^。;,\n]{0,6}(?:外传|给外|给对方|转发|往外|发给|混|公网|上网|带出)"
    r"|(?i:\b(?:real|live|actual) (?:\w+ )?(?:paper|one|exam)|\bnext (?:year|month|january|june)"
    r"|\bnot (?:yet )?(?:declassified|been used|downgraded)\b"
    r"|\bdo not (?:forward|send|show|share|mix)\b|\b(?:copied|taken|cut|extracted) from\b|\bsecrecy office\b|\bkeep (?:it"
    r"|them) (?:apart|away|locked)\b)"
)
_SPOKEN = lazy(
    r"小说|影片|电影|剧|道具|海报|插[图画]|漫画|样[例板式本张]的?(?:标志|写法)|示例|例如|比如|举例|样例|题目|本题|选项|正确"
    r"|错误|判断|是否|为什么|怎样|如何|怎么|是什么|什么意思|格式|写法"
    r"|课件|课堂|学员|同学|思考题|能不能|能否|可否|可以吗|讲解|讲(?:的是|标志)|培训|去年|往年|前年|真题|汇编|旧书|展(?:出|览"
    r"|柜)|博物馆|已(?:于[^。]{0,8})?解密|新闻|报道|记者|被告|判处|法院|通报|案[例件情]"
    r"|[译翻](?:作|成|为|法)|词汇|术语|应标|应当标|凡|若|如果|一旦|以前的|旧档"
    r"|(?i:\b(?:film|movie|novel|poster|story|prop|example|sample|specimen|exercise|quiz|question|students?|lesson|training"
    r"|past papers?|glossary|footnote"
    r"|translat\w+|means?|meaning|museum|exhibit\w*|declassified in|court|reported|if|any|every|should)\b)"
)
"""Words of a lesson, the news, a film, the past or a gloss."""
_STOPS = "。;!?\n"


def borne(context: Context) -> bool:
    """Whether the mark is told of one's own paper, in earnest."""
    text = context.reading.folded.text
    low = max((text.rfind(stop, max(0, context.start - REACH), context.start) for stop in _STOPS), default=-1) + 1
    low = max(low, context.start - REACH)
    taken = bool(_SOURCE.search(text[low : context.start]) and _TAKEN.match(text, context.end))
    taken = taken or _NUMBER.match(text, context.end) is not None
    if not taken and not _BEARS.search(text[low : context.start]):
        return False
    high = _second_stop(text, context.end)
    near = text[max(0, low - REACH if context.part in _SET_OFF else low) : high]
    if "?" in near or _SPOKEN.search(near):
        return False
    around = text[low : context.start] + " " + text[context.end : high]
    return taken or bool(_LOST.search(around) or _EARNEST.search(around))


def _second_stop(text: str, end: int) -> int:
    """Where the sentence behind that of `end` stops."""
    limit = min(len(text), end + REACH)
    first = min((at for stop in _STOPS if (at := text.find(stop, end, limit)) >= 0), default=limit)
    return min((at for stop in _STOPS if (at := text.find(stop, first + 1, limit)) >= 0), default=limit)
