"""What a writing declares itself to be, by a grammar: a form of title × what it is of, in names, subject, title and first lines.

In: the head of a writing (names of the file and of what holds it, subject of a mail, title lines) and its opening, both folded.
Out: `Declaration`, its kind and the words that say so. Kinds: a lesson, a play (story, film, game, joke), a notice to the public,
a list of words, an everyday matter (a sports day, a canteen, a help desk), a program that everybody may use.
Law: only head and opening declare, so that text added behind changes nothing. A notice that is a draft, kept back or handed over
is none. What is declared speaks against words, never against tables, places or marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from outscan.genre.explained import explained
from outscan.genre.frame import handing
from outscan.genre.house import house
from outscan.lazy_regex import lazy
from outscan.nouns import Struct

__all__ = ["HEARD", "OPENS", "TEACHING", "Declaration", "declared", "head_of"]

OPENS = 500
"""Characters of a writing in which it says of itself what it is."""
HEARD = frozenset({"lesson", "play", "notice", "words", "everyday"})
"""Kinds that excuse what is only heard."""
TEACHING = frozenset({"lesson", "play"})
"""Kinds whose figures may be invented."""
_N = r"[一二三四五六七八九十百\d]{1,3}"
_TITLED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lesson",
        lazy(
            r"课程(?:大纲|简介)|(?:实习|实验)报告(?!册)|礼仪[^\n]{0,4}(?:常识|手册|小册子|知识|须知|读本)|小知识|科普|"
            r"读书(?:笔记|摘录)|读《[^》\n]{2,40}》[^\n]{0,4}(?:笔记|札记|摘录|有感)|读(?:法|书)札记|学法笔记|赛题"
            r"|建模(?:竞赛|校内赛)|竞赛题|(?:安全|准入)考试题?|公开题库"
            r"|题库[（(]公开|(?:中毒|消防|疏散|学校|校园|社区|反诈)[^\n]{0,8}演练"
            r"|常见问(?:答|题)|(?i:\bfaq\b|frequently asked|questions and answers)|"
            rf"第{_N}(?:讲|课(?!题)|周(?=[^\n]{{0,4}}(?:课|实习|作业|实验|流量|讲|练习))|学时|单元)|{_N}学时|课件|讲稿"
            rf"|(?:编写|写作|填写|格式)(?:样例|范例|示例|要点)|(?:口语|会话|听力|写作|对话|翻译)练习|课堂(?:实录|讨论"
            rf"|活动)|公开课|慕课|微课|网课|导学|自学(?:单元|材料"
            rf"|教程)|思考题|练习(?:册|题|卷|本)|习题"
            r"|真题|试题(?:讲评|解析|选编)|试卷(?:讲评|解析|分析)|讲评|模拟(?:试卷|试题|考试|卷|题|法庭|联合国|招标|答辩"
            r"|面试|演练|游戏)|期[中末](?:试卷|考试|测验)|(?<![\d一二三四五六七八九十腊冬正])月考|联考|小测|测验|随堂"
            r"|学习(?:任务)?单|教学(?:设计|案例|日历|大纲|资料)|夏令营|冬令营|研学|工作坊(?:手册|讲义)?|读书会|研讨课"
            r"|选修课|通识课|实验(?:指导|手册|课|报告册)|上机"
            r"|培训(?:班|课|讲义|教材|资料|手册|题|测试|案例)|普法|宣传(?:月|周|日|素材|折页|海报|栏|手册)|教育(?:月|周"
            r"|日|素材)|答题|知识(?:竞赛|问答|卡片)"
            r"|(?i:\bmodel united nations\b|\breading notes (?:on|about|to)\b|\bfor beginners\b|\bopen training\b)"
            r"|(?i:\bweek[ _-]?\d+\b|\b(?:unit|lesson|module|lecture|session|lab|assignment|homework)[ _-]?\d+\b"
            r"|\b(?:lectures?|lessons?|seminar (?:paper|notes?|handout|reading)|handouts?|problem (?:sets?|sheet)"
            r"|worksheets?"
            r"|self[- ]?study|coursework|coursebook|course (?:reader|notes|unit|exam|outline|pack|catalogue"
            r"|description|test)s?"
            r"|correspondence course|curriculum|answer key|mock (?:exam|paper|test|negotiation|trial)s?|past papers?"
            r"|practice (?:paper|test|exam|questions|dialogue)s?|worked examples?|(?:negotiation|language|writing"
            r"|geography|history) class"
            r"|quiz(?:zes)?|crossword|flash ?cards?|reading list|classroom|pupils?|undergraduates?|study unit"
            r"|lab (?:sheet|manual|script)"
            r"|summer school|winter school|open course|mooc|role ?-?play|simulation (?:game|exercise|brief)"
            r"|table ?top exercise"
            r"|teaching (?:case|note|pack|material)s?|tutorials?|training (?:handout|slides|quiz|scenario|material"
            r"|pack|game)s?)\b)"
        ),
    ),
    (
        "play",
        lazy(
            r"短剧|话剧|情景剧|剧本(?!权)|台词|小品|相声|广播剧|电影|影片|片单|电视剧|纪录片|影评|书评|书单|观后感|读后感"
            r"|小说"
            r"|故事(?:会|集|大赛)?|童话|谜语|猜谜|灯谜|密室|剧本杀|桌游|卡牌|游戏(?:规则|说明|手册|设定)|笑话"
            r"|漫画|诗(?:集|歌|选)|歌词|演讲稿大赛|脱口秀"
            r"|(?i:\b(?:plays?cript|screenplay|film (?:list|club|night|series|review)s?|movie"
            r"|book (?:club|review|list|fair)s?|novels?|fiction|poems?|poetry|songs?|lyrics|comics?|cartoons?|puzzles?"
            r"|riddles?"
            r"|escape room|treasure hunt|scavenger hunt|board game|card game|party game|rule ?book|game (?:rules|night"
            r"|design)"
            r"|short stor(?:y|ies)|fairy tale|jokes?|stand-?up|pub quiz|theatre|drama club|radio play|script for)\b)"
        ),
    ),
    (
        "notice",
        lazy(
            r"(?i:\bclarification (?:no\b|to bidders)|\btender clarification)|答疑(?:补遗|文件)|"
            r"公开讲座|大讲堂|市民讲堂|讲座(?:速记|实录|回顾)|家长(?:会|群)|(?:班级?|家长)群|群公告"
            r"|(?i:\bguide to (?:publishing|submitting|submissions?)\b|\b(?:submission|publishing|author) (?:guide"
            r"|guidelines)\b"
            r"|\b(?:user|operator|owner|service|installation|product|pump|printer|camera)(?:'?s'?)? manual\b"
            r"|\bmanual (?:section|chapter) \d)|"
            r"剪报|(?<![年季月])报摘(?![录要])|播客|博客|游记|攻略|讲解词|(?:论文|会议|大会)?摘要(?:集|汇编)|论坛日程"
            r"|专利(?:公开|公告|申请公布)|案件通报"
            r"|(?i:\b(?:newspaper|clippings?|court (?:reports?|sentences"
            r"|news)|press review|podcast|show ?notes|blog|patent (?:application )?publication"
            r"|published patent|book of abstracts|(?:conference|symposium|congress|meeting) abstracts|abstracts of the"
            r"|(?:seed|plant|toy|gift|museum|auction) catalogue)\b)|"
            r"(?:招标|采购|中标|成交|遴选|询价|比选|征集|竞赛|更正|拍卖|招租|招生|招聘|开放|停水|停电)(?:的|工作人员|人员"
            r"|教师|职工)?(?:公告|启事"
            r"|公示|通告|邀请)|招标文件(?:[（(]?(?:公开|发布|定稿)|$|_)"
            r"|公示(?!前)|公开征求|向社会(?:公开)?征求|信息公开(?:指南|目录|年报)|开放数据|数据开放|办事指南|服务指南"
            r"|参观(?:须知|指南)|导诊|就诊|导览|门票|展板|解说词|海报|游客|旅游"
            r"|(?i:\b(?:open data|public (?:notice|tender|consultation|hearing|lecture|edition|dataset)"
            r"|invitation (?:to|for) (?:bids?|tenders?)"
            r"|tender notice|notice of (?:tender|award)|press kit|open day|visitors? (?:guide|information)|brochure"
            r"|flyer|poster"
            r"|newsletter|digest|mailing list|exhibition|museum|gallery|fair programme|festival|conference programme"
            r"|guided tours?|tourist"
            r"|patient (?:leaflet|information)|job (?:advert|posting|vacancy)|vacancy"
            r"|(?:rules|instructions|guidance|guide|guidelines|notes|notice|advice|information|manual|handbook) (?:for"
            r"|to) (?:all )?(?:candidates"
            r"|visitors?|invigilators|students|tenderers|bidders|authors|applicants|users|readers|parents|patients"
            r"|travellers|guests"
            r"|participants|the public))\b)"
        ),
    ),
    (
        "words",
        lazy(
            r"馆藏(?:目录|书目|推荐)|书目|索书号|新书(?:推荐|目录)|术语(?:表|库|对照)|词汇|词表|名词(?:解释|对照)"
            r"|对照表[（(]?(?:中英|英汉)|(?:中英|英汉|汉英)[^\s]{0,4}对照|译名|翻译(?:表|练习|作业|笔记|指南)"
            r"|(?i:\b(?:glossar(?:y|ies)|phrase ?book|word ?list|style ?(?:guide|sheet)|terminology"
            r"|translation (?:exercise|notes?|memory)"
            r"|library (?:catalogue|list|acquisitions)|new books|bibliography|cheat ?sheet|dictionary)\b)"
        ),
    ),
    (
        "everyday",
        lazy(
            r"运动会|联欢|晚会|春晚|歌会|聚餐|团建|生日|放假|假期|调休|补课|欢送|欢迎会|退休|迎新|社团|啦啦队|食堂|保洁"
            r"|物业|绿化|花展|花博|灯会|市集|集市|宿舍|校车|班车|停车|快递|失物|值日|保安"
            r"|(?i:\b(?:surprise|birthday|farewell|picnic|sports? day|cafeteria|canteen|dining hall|cleaning"
            r"|help ?desk|ticket queue"
            r"|lost and found|dormitory|car ?pool|shuttle bus|parking|lunch menu|potluck|bake sale|choir"
            r"|alumni reunion|wedding"
            r"|flower|garden(?:ing|ers)?|football|tournament|marathon)\b)"
        ),
    ),
    (
        "program",
        lazy(
            r"(?i:\breadme\b|\bchangelog\b|\brelease notes\b|\bsimulator\b"
            r"|\bcontributing\b|\bapi (?:docs?|reference|guide)\b)|更新日志|版本说明|常见问题"
        ),
    ),
)
_OPENED: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "notice",
        lazy(
            r"收进陈列|欢迎来到[^\n]{2,12}(?:大学|学院|学校|校园|小镇|景区|社区)|新生报到|陈列柜|供(?:人|大家)?参观|参观时间"
            r"|(?:门票|参观|入场|讲座|活动)(?:均?免费|免票)|(?:官网|网站"
            r"|平台)[^。\n]{0,8}(?:免费)?(?:下载|公布"
            r"|发布)(?!前)|已在[^。\n]{0,8}(?:主页|官网|网站|公众号|校网|网页)[^。\n]{0,10}(?:公布|发布|公开)|(?:网址"
            r"|网站|官网)同步公布|欢迎师生|今日公布了|posted on (?:the|our) [a-z ]{0,12}(?:website|web ?page|board)"
            r"|现(?:予|面向社会)?(?:公告|公示)|现向社会|欢迎社会各界|面向(?:公众|社会|市民)"
            r"|可(?:随意|自由|免费)(?:复制|转载|下载|转发|翻印)|应聘者|投递简历|薪资面议|欢迎[^。\n]{0,4}(?:转载|转发|订阅)"
            r"|已在[^。\n]{0,8}交易(?:平台|中心)公(?:布|开)|(?i:\bon the public portal\b)"
            r"|(?i:\b(?:is|are) (?:free and )?open to (?:the public|everyone|all|anybody)\b|\bopen to the public\b"
            r"|\btickets? (?:at|from) the\b"
            r"|\b(?:list |mailing )?archives? (?:is|are) public\b|\bfree (?:admission|download|entry|copy)\b"
            r"|\bmay be (?:copied|shared|reprinted|quoted)"
            r" (?:freely|by anyone)|\bplease (?:share|copy) (?:it )?(?:freely|widely)\b|\bpublished on (?:the|our)\b"
            r"|\bon our (?:public )?website\b"
            r"|\b(?:your application|apply (?:by|before|now|at)|we (?:offer|are looking for|are hiring))\b"
            r"|\bunsubscribe\b|\bto subscribe\b|\bcopies are free\b)"
        ),
    ),
    (
        "play",
        lazy(
            r"未完待续|本章完|下回分解|求月票|(?:人物|情节|故事|公司|国名|地名|角色|案例|本(?:剧|文|案|故事|游戏|案例"
            r"|片))[^。\n]{0,8}(?:纯属|均?[为系]"
            r"|是|全是)?(?:虚构|编造|杜撰|假想)|纯属虚构|如有雷同"
            r"|(?i:\b(?:whispered|laughed|muttered|sighed|grinned|chuckled)\b|to be continued)"
            r"|(?i:\b(?:this|the) (?:story|play|game|script|film|novel|case|sketch"
            r"|comedy)\b[^.\n]{0,40}\b(?:fiction\w*|invented|imaginary|made up)\b"
            r"|\b(?:country|state|kingdom|republic|company|firm|city) that does not exist\b"
            r"|\b(?:instructions?|goals?|budget|points) for the (?:game|role|simulation)\b"
            r"|\bany resemblance\b|\b(?:fictional|imaginary|invented|fictitious|made-up) (?:countr(?:y|ies)|kingdom"
            r"|island|company|firm|catchment|city|town"
            r"|river|republic|state|ministry)\b)"
        ),
    ),
    (
        "lesson",
        lazy(
            r"(?:^|\n|\s)老师[:：]|(?:情景|案例|示例|例子)[（(]虚构|(?:例题|算例|\[例\]|例\d[\d.\-]*)(?:[^\n]|\n(?=设"
            r"|已知|求|某)){0,120}(?:设|取|求"
            r"|解[:：])|(?:思考题|练习题"
            r"|习题)[^\n]{0,4}(?:$|\n|\d)|本(?:讲义|课件|课程|单元|练习|试卷|题库|教程|讲|实验课)[^。\n]{0,16}(?:供|用于"
            r"|仅作|为"
            r"|面向)[^。\n]{0,12}(?:学[生员习]|课堂|教学|练习|复习|讲评|选课)|教学目标|学习目标|同学们"
            r"|(?i:(?:^|\n|\s)teacher: |\bworked example\b|\bhypothetical \d|\breader \d|\bdrafting exercise\b"
            r"|\bproblem \d+\.\d|\bexample \((?:invented|made up|fictitious)\)|\bexercises?[:.] |\bused in teaching\b"
            r"|\bclassroom game\b"
            r"|\b(?:written|made|prepared|drawn|set) (?:by|for) (?:our |the )?(?:teachers?|students?|pupils|class"
            r"|learners|undergraduates)\b"
            r"|\bin this (?:lesson|unit|lecture|exercise|seminar|module|tutorial)\b|\blearning (?:goals?|objectives?"
            r"|outcomes?)\b"
            r"|\bfor classrooms?\b|\btaken from the (?:public|published) text\b"
            r"|\bquestions for the (?:seminar|class|discussion)\b"
            r"|\bnothing (?:here|in (?:this|these)(?: \w+)?) (?:deals with|concerns|describes|refers to) (?:a |any )?real\b"
            r"|\bstudents (?:will (?:learn|be able|write|work|measure|practise)|are asked to)\b|\bopen[- ]source\b)"
        ),
    ),
)
_DRAFT = lazy(
    r"送审|审议|讨论稿|未定稿|待发|拟发|未发|未公[开布]|尚未|公布前|发布前|内部|勿|(?<!不)机密|绝密|不得外传|评标(?:报告"
    r"|记录)|标底(?:编制|表|文件)"
    r"|(?i:\b(?:draft|embargo\w*|internal|not (?:yet|for)|unpublished|unreleased|confidential|do not)\b)"
)
"""A notice that is not yet given is none."""
_CHAPTER = lazy(r"第[一二三四五六七八九十\d]{1,3}[章节]|(?i:\bchapter \d+)")
"""A chapter that gives an exercise is one of a textbook."""
_CHAT = lazy(r"\d:\d\d")
"""The first line of a chat is no title."""
_PROGRAM = lazy(
    r"(?i:\b(?:install|licen[cs]e|pip|npm|git|pull requests?|python|docker"
    r"|open[- ]source|repository|usage|toolbox|simulator)\b)|安装|开源|版本"
)
"""A README that says nothing of a program is the covering letter of something else."""
_CARD = lazy(
    r"(?:角色|身份|任务|本|此)卡[^。\n]{0,6}(?:不得|勿|不要|不能|别)(?:给|让|向)[^。\n]{0,8}(?:看|展示|出示)"
    r"|(?i:\b(?:do not|don't|never) show (?:this|your|the) (?:role )?(?:card|sheet|brief)s?\b)"
)
"""What every card of a game says hands nothing over and keeps nothing real back."""
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


class Declaration(Struct, frozen=True):
    """What a writing says it is (`kind`), in which `words`, and whether its opening says so beside its head."""

    kind: str
    words: str
    twice: bool = False


def head_of(names: Sequence[str], subject: str, lines: str) -> str:
    """The head of a writing: the names of what holds it and its own without their endings, subject and title, each on a line."""
    stems = [_ENDING.sub("", name.rsplit("/", 1)[-1]).replace("_", " ") for name in names]
    return "\n".join([*stems, subject, lines])


def declared(head: str, opening: str) -> Declaration | None:
    """What a writing with this head and opening declares itself to be; None where it declares nothing."""
    if words := explained(opening):
        return Declaration("lesson", words, twice=True)
    opening = opening[:OPENS]
    draft = _DRAFT.search(head) is not None
    played = _CARD.sub("", opening)
    told = None if draft or handing(played, 0, len(played)) else _first(_OPENED, opening)
    for kind, pattern in _TITLED:
        found = pattern.search(head)
        if found is None or (draft and kind == "notice"):
            continue
        if (kind == "everyday" and _CHAT.search(head)) or (kind == "program" and not _PROGRAM.search(opening)):
            continue
        return Declaration(kind, found[0], told is not None)
    if told is not None and told.kind == "lesson" and (found := _CHAPTER.search(head)):
        return Declaration("lesson", found[0], twice=True)
    if told is None and not draft and (words := house(opening)):
        return Declaration("notice", words)
    return told


def _first(kinds: Sequence[tuple[str, re.Pattern[str]]], text: str) -> Declaration | None:
    found = ((kind, pattern.search(text)) for kind, pattern in kinds)
    return next((Declaration(kind, hit[0]) for kind, hit in found if hit is not None), None)
