"""The line around a match, and what it says about it: quotation, metalanguage, enumeration, grammar of running prose.

In: a match and the reading it was seen in. Out: `Context`, whose methods answer one question each. Windows are local:
the line and its near neighbours, never the whole document, so that a mark between law text is judged as if alone.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from outscan.genre import row
from outscan.lazy_regex import lazy
from outscan.nouns import Struct
from outscan.reading import Reading
from outscan.types import Match, Part

_QUOTES = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》", "〈": "〉", '"': '"', "'": "'"}
_SAID = lazy(
    r"(?:例如|比如|譬如|诸如|示例|样例|举例|范例|形式[为是]|格式[为是]|形式如|写[作成为]|写法|书写|表示为"
    r"|标[注识志]?[为成]|标[有着注]|印[有着]|盖[有着]|注[明有]"
    r"|写[有着]|字样|应标|应当标|不[得应能可]?标|不得使用|加盖|加注|所标|误标|规范形式|形式分为|三种形式"
    r"|包括)[^。;!?]{0,8}$|(?:^|[,。;:、(\s])(?:例|如|即)[::]?[“‘「\"'《]?$"
)
_SAID_EN = lazy(
    r"(?i)\b(?:words?|phrases?|terms?|lines?|headed|shows?|showing|write|stamps?|inscriptions?|characters|marks?"
    r"|markings?|labels?|headings?|notices?|"
    r"says|saying|reads|reading|called|printed|writes?|wrote|written|spelled|for example|for instance|such as|e\.g\.|like"
    r"|translated?|meaning of)"
    r"(?:\s+(?:on top|above|below|at the (?:top|left|head)|which says?|that says?|as|with|the|here))?\s*[:,]?\s*[“‘\"'「(]?$"
)
_MEANT_EN = lazy(
    r"(?i)^[”’」』\"')\]]{0,2},?\s*(?:\([^)]{1,40}\)\s*)?(?:means?|meaning|stands? for|is (?:the|a|only|printed"
    r"|written|translated|read|put|kept|what)"
    r"|as (?:an |one )?examples?|are (?:the|printed|written|only)|was (?:printed|written)|(?:in|into) english|would be"
    r"|as (?:seen|shown|used|printed) (?:in|on) (?:an? |the |many |most |old |some )*(?:\w+ )?(?:films?|movies?|posters?"
    r"|novels?|books?|comics?|games?|museums?|slides?|television)"
    r"|should be (?:translated|rendered)|is how|literally|(?:for )?(?:up to|at most|no (?:longer|more) than"
    r"|not more than) \d)\b"
)
_FIELD_EN = lazy(
    r"(?i)\W*(?:(?:protective|security|document|handling|secrecy) )?(?:markings?|label|classification|handling"
    r"|status)\s*[:=]\s*"
)
"""The name of a field, whose value a mark is."""
_INSIDE_EN = lazy(r"[A-Za-z)\]][,:;]?\s[“‘\"'「]$")
_CHECKED = lazy(r"\s*(?:self\.)?(?:assert|expect|should|check)(?:[A-Z_][A-Za-z_]{0,30})?\b")
"""How a line of a test begins."""
_TOLD_EN = lazy(r"[A-Za-z][,:]? $")
_GOES_ON_EN = lazy(r"[”’\"'」](?:[.,;:!?)]|\W{0,3}\s?[a-z(])")
_OF_ITSELF_EN = lazy(
    r"(?i)\b(?:this|these|the (?:attached|enclosed|present|following)|our|my)"
    r"(?: (?:document|file|paper|report|drawing|map|sheet|letter|memo|note|annex|table|data|copy|version)s?)?"
    r"(?: (?:itself|below|here))? (?:is|are|was|were|has been|have been|carries|carry|bears?|must be"
    r"|has to be)\b[^.!?]{0,30}$"
)
"""A sentence that says what its own paper is marked with quotes nothing."""
_MEANT = lazy(
    r"^[”’」』》\"')\]]{0,2}[,,]?(?:表示|是指|指的?是|即表示|的含义|的意思|字样|的?(?:国家秘密)?标[志识注](?:的|,|为|是)"
    r"|\((?:示例|样例|例|示意|样式|模板|(?i:sample|example|specimen))\)|等(?:国家秘密)?标[志识注]|等字样|的(?:样式|格式|形式"
    r"|写法)"
    r"|[:,]?(?:常|多)见于|[:,]?(?:一般|通常|往往)(?:见于|用于|[标印](?:于|在)|出现在)|为例|等形式|之类|意为|意味着|说明该|是什么|等[,、。]|[,,]?其中的?[“‘\"'「]?(?:[★☆*]|机密|秘密|绝密|国家秘密|年|前者"
    r"|后者|第|数字|星))"
)
_LABELS = lazy(r"秘密等级|秘密级别|国家秘密|商业秘密|工作秘密|技术秘密|个人秘密|核心商密|普通商密")
_LEVELS = lazy(r"绝密|机密|秘密|内部(?!资料|文件|使用)|非密|(?<!主动)(?<!申请)(?<!不予)公开(?!属性|方式|类别|发布|形式)")
_LISTING = lazy(r"[、/,;|或和及与至到以上下()\[\]□☐○◯√的为]")
_ALONE = lazy(r"[\W\d_]{0,6}(绝密|机密|秘密|内部|公开|非密)级?(?:[::(-].{0,16})?[\W_]{0,4}")
_CHOICE = lazy(r"(?:^|[\s(\[。?:;])([A-Ha-h]) ?[.、．):\]] ?[“‘\"'「]?$")
_ASKED = lazy(
    r"下列|以下(?:哪|选项|说法|各项)|哪(?:项|个|种|一)|[((] ?[))]|正确的是|错误的是|which of the following", re.IGNORECASE
)
_BETWEEN = lazy(
    r"(?:级|件|类)?[、/,,;;|或和及与至到以上下及()\[\]□☐○◯☑√\s\d一二三四五六七八九十★年个月长期\-—·•的为]{1,14}|(?:级"
    r"|件)?(?:[、/,,或和及与]|以及|或者|还是)[\u4e00-\u9fff]{0,2}"
)
_AFTER = lazy(
    r"^(?:级?(?:国家秘密|以上|及以上|以下|载体|涉密|信息系统|秘密|文件的|事项|资料的|密码|测绘|计算机)|[的地]|性|等级"
    r"|级别|范围|事[项务]|信息|人员|载体|情报|工作|活动|计算|行动|任务|武器|通道"
    r"|花园|会议|投票|侦查|逮捕|组织|结社|写票|据点|基地|实验|协议|条约|谈判|交易|档案|警察|飞行|押运|追踪|材料的|级(?:不"
    r"|为|是|分|和|与|或|及|以|的|由|应|可|需|要|须))"
)
_BEFORE = lazy(
    r"(?:国家|商业|技术|工作|业务|个人|通信|公司|企业|军事|价格|核心|保守|保护|泄露|泄漏|涉及|属于|含有|确定|知悉|携带"
    r"|提供|窃取|刺探|收买|获取|掌握|非法|持有|传递|公开的|这个|一个|什么"
    r"|有|是|为|的|了|把|将|以|和|与|或|及|、|分|标|定为|列为|升为|降为|按|按照|达到|最高|属|非|无|不|小|大|共同|内心"
    r"|心中|最大|真正|惊天|藏着)$"
)


ANNOUNCED = 240
"""Characters before a line in which a sample is announced."""
_SAMPLE = lazy(
    r"(?:下面|以下|下[图列文]|如下)[^。\n]{0,12}(?:样文|样张|样例|范文|示意|示例|式样|例子)|(?:样文|样张|样例|范文|式样"
    r"|样式|示例)(?:如下|如图|如图所示|:|:)"
    r"|(?i:^\W*(?:sample|specimen|example)(?: (?:of|letter|cover|page|paper|document|header)[\w ]{0,30})?\W*$)"
)


class Context(Struct, frozen=True):
    """A match on its line, in folded offsets."""

    reading: Reading
    match: Match
    start: int
    end: int
    first: int
    last: int

    @property
    def left(self) -> str:
        """The line before the match."""
        return self.reading.folded.text[self.first : self.start]

    @property
    def right(self) -> str:
        """The line behind the match."""
        return self.reading.folded.text[self.end : self.last]

    @property
    def words(self) -> str:
        """The match itself, folded."""
        return self.reading.folded.text[self.start : self.end]

    @property
    def part(self) -> Part:
        """The part of the document the match sits in."""
        return self.match.where.part

    def fact(self, name: str) -> str:
        """A fact of the match as a word, '' where it has none."""
        return str(self.match.facts.get(name, ""))

    @property
    def head(self) -> bool:
        """Whether the match stands in the head or foot of its document, page or slide, or in a part of its own."""
        return bool(self.match.facts.get("head")) or self.part not in (Part.BODY, Part.TABLE)

    @property
    def alone(self) -> bool:
        """Whether the line says nothing else."""
        return self.fact("position") == "lone"

    def row(self) -> str:
        """The row of a table that the match stands in, '' in running text."""
        if self.reading.segment.cells is None:
            return ""
        low, high = row(self.reading.folded.text, self.start)
        return self.reading.folded.text[low:high]

    def short(self, longest: int, share: float = 0.5) -> bool:
        """Whether the line is at most `longest` characters, and the match at least `share` of its words."""
        line = self.last - self.first
        spoken = sum(map(str.isalnum, self.left)) + sum(map(str.isalnum, self.right))
        own = sum(map(str.isalnum, self.words))
        return line <= longest and own >= share * (own + spoken)

    def quoted(self) -> bool:
        """Whether the match is inside quotation marks that belong to a sentence (not a cell or value in quotes)."""
        left, right = self._sentence()
        if _OF_ITSELF_EN.search(left[:-1]):
            return False
        if _INSIDE_EN.search(left) and _GOES_ON_EN.match(right):
            return True  # inside an English sentence: the words "秘密★1年" are printed there
        for opening, closing in _QUOTES.items():
            at = left.rfind(opening)
            if at < 0 or (closing != opening and closing in left[at:]) or closing not in right:
                continue
            if opening == closing and left.count(opening) % 2 == 0:
                continue
            before, after = left[at - 1 : at], right[right.find(closing) + 1 :][:1]
            if opening == closing and before in tuple("(=[") and _CHECKED.match(left):
                return True  # a string that a test of a program compares with
            if opening == '"' and _TOLD_EN.search(left[:at]) and after in tuple(" .,;:)?!"):
                return True
            if opening in "《〈" or _han(before) or before in tuple(":,、,;。—”)?!") or _han(after) or after in tuple("、,;。“"):
                return bool(before or after) or opening in "《〈"
        return False

    def mentioned(self) -> bool:
        """Whether the words around say that the mark is spoken of: 例如, 标注为, 字样, 表示."""
        left, right = self._sentence()
        if _FIELD_EN.fullmatch(self.left):
            return False
        if _SAID.search(left[-30:]) or _SAID_EN.search(left[-60:]) or _MEANT_EN.search(right[:80]):
            return True
        # What follows on the next line or behind a blank speaks of something else.
        return bool(_MEANT.match(right)) and (not self.reading.folded.gap_at(self.end) or right[:1] in tuple(",”’」』》\"'"))

    def introduced(self) -> bool:
        """Whether the line before announces an example (格式如下:)."""
        text = self.reading.folded.text
        if self.first == 0 or self.left.strip(" \t“\"'(1234567890.、)"):
            return False
        if self._sampled():
            return True
        before = text[max(0, self.first - 60) : self.first].rstrip("\n\t ")
        tail = re.split(r"[\n。]", before)[-1]
        return tail.endswith((":", ":")) and bool(re.search(r"示例|样例|例如|举例|格式|形式|写法|标注|标识|标志|样式|如下", tail))

    def _sampled(self) -> bool:
        """Whether the line before announces a sample (下面是一份样文,左上角为密级标志。)."""
        text = self.reading.folded.text
        before = text[max(0, self.first - ANNOUNCED) : self.first].rstrip("\n\t ")
        return _SAMPLE.search(before.rpartition("\n")[2]) is not None

    def option(self) -> bool:
        """Whether the match is one of the answers a question offers: A. 机密★10年 B. 内部资料, side by side or line by line."""
        found = _CHOICE.search(self.left[-8:])
        if found is None:
            return False
        text = self.reading.folded.text
        near = text[max(0, self.start - 160) : self.start] + " " + text[self.end : self.end + 160]
        letters = "ABCD" if found[1].isupper() else "abcd"
        return sum(1 for one in letters if one != found[1] and re.search(rf"(?<![A-Za-z]){one} ?[.、．):\]]", near)) > 1 or bool(
            _ASKED.search(text[max(0, self.start - 160) : self.start])
        )

    def enumerated(self) -> bool:
        """Whether other levels stand beside this one as a list of options (绝密、机密、秘密三级)."""
        text = self.reading.folded.text
        a, b = max(self.start - 16, text.rfind("\n", max(self.start - 16, 0), self.start) + 1), self.end + 16
        stop = text.find("\n", self.end, b)
        b = min(b, stop if stop >= 0 else len(text))
        own = _LEVELS.search(_LABELS.sub("囗囗囗囗", self.words))
        mine = own.group() if own else ""
        before = list(_LEVELS.finditer(_masked(text[a : self.start])))
        after = list(_LEVELS.finditer(_masked(text[self.end : b])))
        if before and before[-1].group() != mine and self._lists(text[a + before[-1].end() : self.start]):
            return not self._two_marks(a + before[-1].end(), self.start)
        if after and after[0].group() != mine and self._lists(text[self.end : self.end + after[0].start()]):
            return not self._two_marks(self.end, self.end + after[0].start())
        return False

    def stacked(self) -> bool:
        """Whether the line above or below is another level standing alone: a list set line by line or cell by cell."""
        text = self.reading.folded.text
        own = _LEVELS.search(self.words)
        if own is None:
            return False
        above = re.split(r"[\n\t]", text[max(0, self.first - 24) : self.first].rstrip("\n\t "))[-1]
        below = re.split(r"[\n\t]", text[self.last : self.last + 24].lstrip("\n\t "))[0]
        return any((found := _ALONE.fullmatch(line)) is not None and found[1] != own.group() for line in (above, below))

    def _lists(self, between: str) -> bool:
        """Whether what stands between two levels joins them to a list; two with nothing but a blank between are one too."""
        if not between.strip():
            return "★" not in self.words
        return bool(_BETWEEN.fullmatch(between) and _LISTING.search(between))

    def _two_marks(self, start: int, end: int) -> bool:
        """Whether a line ends between two levels, so that they are two marks and not a list."""
        folded = self.reading.folded
        between = folded.text[start:end]
        broken = "\n" in between or "\t" in between or bisect_right(folded.lines, end) > bisect_left(folded.lines, start)
        return broken and not re.search(r"[、/,或和及与|]", between)

    def worded(self) -> bool:
        """Whether the grammar around is that of running prose: 机密的, 属于机密, 机密级以上; not over a gap (机密 会议材料)."""
        folded = self.reading.folded
        apart = folded.gap_at(self.end) and self.end not in folded.lines and not folded.gap_at(self.end + 1)
        return bool(_AFTER.match(self.right) and (not apart or self.right[:1] in "的地性级")) or (
            bool(_BEFORE.search(self.left)) and not self.reading.folded.gap_at(self.start)
        )

    def _sentence(self) -> tuple[str, str]:
        """What stands before and behind the match as far as HARD, over SOFT line ends, not further than a line or two."""
        text = self.reading.folded.text
        low, high = max(self.start - 80, 0), self.end + 80
        a = max(text.rfind("\n", low, self.start), text.rfind("\t", low, self.start), self.start - 80) + 1
        stops = [i for i in (text.find("\n", self.end, high), text.find("\t", self.end, high)) if i >= 0]
        b = min([*stops, high, len(text)])
        return text[max(a, 0) : self.start], text[self.end : b]


def context(reading: Reading, match: Match) -> Context:
    """The context of `match`, which was seen in `reading`."""
    folded = reading.folded
    start = folded.position(match.start)
    end = max(folded.position(match.end), start + 1)
    first, last = folded.line_at(start, end)
    return Context(reading, match, start, end, first, last)


def _masked(text: str) -> str:
    return _LABELS.sub(lambda m: "囗" * len(m.group()), text)


def _han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff" if char else False
