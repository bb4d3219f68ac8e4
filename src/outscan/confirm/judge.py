"""Mark or mention: position and grammar decide, form by form (marks.md §7).

In: the context of one mark match. Out: a `Ruling`: upheld or dismissed with a reason a person reads, and how sure we are.
A star mark with a term in mark position is upheld wherever it is; a weak form needs a mark position.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from outscan.confirm.context import Context
from outscan.confirm.words import Innocents
from outscan.types import Confidence, Part, value

_STRONG_INTERNAL = re.compile(
    r"内部(?:资料|文件|材料|刊物|参考|使用|传阅|掌握|事项|敏感|限阅|发行|专用|讨论稿|学习资料|学习材料|交流资料|交流材料|工作资料|工作文件|机密|绝密|秘密|明电|件|图纸|阅)"
)
_GUARD = re.compile(r"注意保|妥善保|不得|请勿|严禁|禁止|切勿|不准|不许|勿|收回|交回|退回|销毁|不予公开|不宜公开|不公开|不对外")
_LEAK = re.compile(r"外传|扩散|外泄|对外|向外|泄露|上网|流传|散发|带出|带离|收回|交回|退回|销毁|不予公开|不宜公开|保密")
_WITH_TERM = re.compile(r"\d+(?:年|个?月|日|天)|长期|公布前|[一二三四五六七八九十]年|[▲△■●◆★☆]")
_BARE_FOREIGN = {"SECRET", "GEHEIM", "CUI", "FOUO", "取扱注意", "СЕКРЕТНО"}
_BARE_BUSINESS = re.compile(
    r"(?i)^(?:confidential|proprietary|trade secrets?|proprietary information|do not (?:distribute|circulate))$"
)
HEADING = 60
"""A line of a heading, title or header is no longer."""
_HEADINGS = ("商业秘密", "商业机密", "技术秘密", "技术机密", "企业秘密", "公司秘密")
_OWN_PARTS = (Part.HEADER, Part.FOOTER, Part.NAME, Part.METADATA, Part.COMMENT, Part.HIDDEN, Part.IMAGE, Part.NOTE, Part.REVISION)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What became of one match: dismissed with a reason, or upheld with the reasons for it."""

    dismissed: str | None = None
    confidence: Confidence = Confidence.MEDIUM
    because: str = ""
    state: str = ""


def judge(context: Context, innocents: Innocents) -> Ruling:
    """Rule on one mark match by its own line."""
    kind = context.match.rule.removeprefix("mark/")
    return _BY_KIND[kind](context, innocents)


def _no(reason: str) -> Ruling:
    return Ruling(dismissed=reason)


def _yes(confidence: Confidence, because: str, state: str = "") -> Ruling:
    return Ruling(confidence=confidence, because=because, state=state)


def _mention(context: Context) -> str | None:
    """Why the words are spoken of rather than borne, None where they are not."""
    if context.enumerated():
        return "与其他密级并列,是密级的列举或选项,不是标志"
    if context.quoted():
        return "在引号或书名号之内,是引用,不是标志"
    if context.mentioned():
        return "前后文在说明标志的写法或含义,是举例,不是标志"
    return None


def _state(context: Context, innocents: Innocents) -> Ruling:
    form = context.fact("form")
    return _STATE_FORMS.get(form, _bare)(context, innocents)


def _filled(context: Context, _: Innocents) -> Ruling:
    return _yes(Confidence.HIGH, f"选项中勾选了{value(context.words)}", "marked_valid")


def _blank(_context: Context, _: Innocents) -> Ruling:
    return _no("空白表单中的密级选项,没有勾选")


def _star(context: Context, _: Innocents) -> Ruling:
    stars = int(context.match.facts.get("stars", 1))
    if stars > 3:  # noqa: PLR2004 - four and five stars are a rating
        return _no("一串星号是评分,不是国家秘密标志")
    if reason := _mention(context):
        return _no(reason)
    if context.introduced():
        return _no("上一行说明以下是标志的示例")
    period = context.fact("period")
    told = f",保密期限或条件为{value(period)}" if period else ",没有写期限"
    legal = bool(context.match.facts.get("legal"))
    state = "marked_valid" if legal else "marked_irregular"
    form = "形式合法" if legal else "形式不规范"
    if context.fact("position") == "prose" and not context.match.facts.get("labelled"):
        if context.worded():
            return _yes(Confidence.LOW, f"行文中写有完整的标志{value(context.words)},不在标志位置", state)
        return _yes(Confidence.MEDIUM, f"有完整的标志{value(context.words)},{form}{told}", state)
    return _yes(Confidence.HIGH, f"有密级和星号的标志{value(context.words)},{form}{told}", state)


def _label(context: Context, _: Innocents) -> Ruling:
    if context.match.facts.get("listed"):
        return _no("表中逐级列出各密级各一次,是对照表,不是标注")
    if context.enumerated() or re.match(r"\s*[□☐/、|]|\s*或", context.right):
        return _no("与其他密级并列,是密级的列举或选项,不是标志")
    if context.quoted():
        return _no("在引号或书名号之内,是引用,不是标志")
    if re.match(r"[的地]|级?(?:以上|及以上|以下|的)", context.right):
        return _no("行文中提及密级,不是标注")
    return _yes(
        Confidence.HIGH, f"密级栏写有{value(context.words)}", "marked_valid" if context.fact("period") else "marked_irregular"
    )


def _irregular(context: Context, innocents: Innocents) -> Ruling:
    if reason := _mention(context) or _inside(context, innocents):
        return _no(reason)
    if context.introduced():
        return _no("上一行说明以下是标志的示例")
    return _yes(Confidence.MEDIUM, f"有密级和期限{value(context.words)},没有用星号,形式不规范", "marked_irregular")


def _bracket(context: Context, innocents: Innocents) -> Ruling:
    if reason := _mention(context) or _inside(context, innocents):
        return _no(reason)
    if context.fact("position") == "prose" and context.part not in _OWN_PARTS:
        if context.match.facts.get("state_word") and context.head:
            return _yes(Confidence.LOW, f"首部写有{value(context.words)}", "marked_irregular")
        return _no("括号里的密级在行文之中,不在标志位置")
    return _yes(Confidence.MEDIUM, f"括注的密级{value(context.words)}在标志位置", "marked_irregular")


def _numbered(context: Context, _: Innocents) -> Ruling:
    if context.quoted() or context.enumerated():
        return _no("在引用或列举之中,不是编号")
    return _yes(Confidence.MEDIUM, f"编号带有密级{value(context.words)}", "marked_irregular")


def _symbol(context: Context, _: Innocents) -> Ruling:
    if context.alone or context.fact("position") in ("start", "name", "header"):
        return _yes(Confidence.MEDIUM, f"有表示秘密的符号{value('㊙')}", "marked_irregular")
    return _no("符号在行文之中,不在标志位置")


def _property(context: Context, _: Innocents) -> Ruling:
    return _yes(Confidence.HIGH, f"文件属性{value(context.fact('name'))}写有{value(context.words)}", "marked_irregular")


def _lone(context: Context, innocents: Innocents) -> Ruling:
    if reason := _mention(context) or _inside(context, innocents):
        return _no(reason)
    if context.introduced():
        return _no("上一行说明以下是标志的示例")
    if context.stacked():
        return _no("上下各行逐一列出密级,是密级的列举或选项,不是标志")
    spaced = context.reading.folded.spaced(context.start, context.end)
    says_more = bool(context.fact("suffix")) or spaced
    told = f"{value(context.words)}单独成行"
    if context.part in _OWN_PARTS or (context.head and not _prose_cell(context)):
        strong = says_more or context.fact("word") != "秘密"
        return _yes(Confidence.HIGH if strong else Confidence.MEDIUM, f"{told},在标志位置", "marked_irregular")
    if context.fact("suffix") in ("信息", "档案", "数据", "图") and not spaced:
        return _no("单独成行但不在首部,像小标题,不在标志位置")
    if context.fact("word") != "秘密" or says_more:
        return _yes(Confidence.MEDIUM, told, "marked_irregular")
    return _no("单独成行但不在首部、页眉页脚,不在标志位置")


def _prose_cell(context: Context) -> bool:
    """Whether the line is one cell among others of its row, where a value is no mark by itself."""
    text = context.reading.folded.text
    return context.part == Part.BODY and (
        text[context.first - 1 : context.first] == "\t" or text[context.last : context.last + 1] == "\t"
    )


def _portion(context: Context, innocents: Innocents) -> Ruling:
    if reason := _mention(context) or _inside(context, innocents):
        return _no(reason)
    if context.head and context.fact("word") != "秘密":
        return _yes(Confidence.LOW, f"段首写有{value(context.words)}", "marked_irregular")
    return _no("段首的词后接正文,没有其他标志佐证")


def _edge(context: Context, innocents: Innocents) -> Ruling:
    """A level word at the start or end of a line that says more."""
    if reason := _mention(context) or _inside(context, innocents):
        return _no(reason)
    if context.part == Part.NAME and not context.worded():
        return _yes(Confidence.MEDIUM, f"文件名带有{value(context.words)}", "marked_irregular")
    edge = context.end if context.fact("position") == "start" else context.start
    gap = context.reading.folded.gap_at(edge)
    if (
        context.head
        and gap
        and not context.worded()
        and context.last - context.first <= HEADING
        and not re.search("[。,,;;]", context.left + context.right)
    ):
        if context.part in (Part.HEADER, Part.FOOTER):
            return _yes(Confidence.MEDIUM, f"页眉或页脚带有{value(context.words)}", "marked_irregular")
        if context.fact("word") != "秘密":
            return _yes(Confidence.LOW, f"首部一行的边上写有{value(context.words)}", "marked_irregular")
    elif (
        gap
        and context.fact("word") != "秘密"
        and not context.worded()
        and context.short(30, 0.1)
        and not re.search("[。,,;;!?]", context.left + context.right)
    ):
        return _yes(Confidence.LOW, f"一行的边上写有{value(context.words)}", "marked_irregular")
    return _bare(context, innocents)


def _inside(context: Context, innocents: Innocents) -> str | None:
    """The innocent word the level word is a piece of, as a reason."""
    text = context.reading.folded.text
    word = context.fact("word")
    at = text.find(word, context.start, context.end)
    found = innocents.around(text, at, at + len(word)) if word and at >= 0 else None
    return f"是{value(found)}的一部分,不是密级" if found else None


def _bare(context: Context, innocents: Innocents) -> Ruling:
    """A level word without a mark's form."""
    if reason := _inside(context, innocents) or _mention(context):
        return _no(reason)
    if (
        context.part in (Part.HEADER, Part.FOOTER)
        and not context.worded()
        and context.short(30, 0.1)
        and not re.search("[。,;!?]", context.right)
    ):
        return _yes(Confidence.LOW, f"页眉或页脚写有{value(context.words)}", "marked_irregular")
    if context.worded():
        return _no("按前后文是普通用语,不是标志")
    return _no("在行文之中,不在标志位置")


def _placed(context: Context, longest: int, share: float) -> bool:
    """Whether the match stands where marks stand: alone on its line, free in a name, or filling most of a short line."""
    if context.alone:
        return True
    if context.part == Part.NAME:
        return not _glued(context)
    if context.part == Part.METADATA:
        return (
            not _glued(context)
            and (context.short(60, 0.3) or context.fact("position") in ("start", "end"))
            and not _listed(context)
        )
    return context.part in _OWN_PARTS and context.short(longest, share)


def _listed(context: Context) -> bool:
    """Whether the match is one of several named with 、: 国家秘密、商业秘密、个人隐私."""
    return context.left.endswith("、") or context.right.startswith("、")


def _internal(context: Context, _: Innocents) -> Ruling:
    form, words = context.fact("form"), context.words
    if context.quoted() or context.mentioned() or context.introduced():
        return _no("在引用或举例之中,不是标志")
    if form == "label":
        if re.match(r"\s*[□☐/、|]|\s*或", context.right):
            return _no("与其他密级并列,是密级的列举或选项,不是标志")
        return _yes(Confidence.HIGH, f"密级栏写有{value(words)}", "internal")
    if form == "property":
        return _yes(Confidence.HIGH, f"文件属性写有{value(words)}", "internal")
    placed = _placed(context, 60, 0.4)
    ok = {"internal": _internal_word, "forbidden": _forbidden, "guarded": _guarded}.get(form, _limited)
    if ok(context, placed=placed):
        return _yes(Confidence.MEDIUM if placed else Confidence.LOW, f"写有{value(words)},在标志位置", "internal")
    return _no("在行文之中提及内部管理,不是标志")


def _internal_word(context: Context, *, placed: bool) -> bool:
    words = context.words
    if words == "内部":
        if context.alone and (re.match("[(\\[【〔]", context.left[-1:]) or context.right.startswith("★")):
            return True
        edge = context.part == Part.NAME and not _glued(context)
        return edge or (context.alone and context.head and not _prose_cell(context))
    if _glued(context) and context.part != Part.NAME:
        return False
    if _GUARD.search(words) or re.match(r"[\[【(《]", context.left[-1:]):
        return (
            placed
            or context.short(40, 0.5)
            or (context.head and context.fact("position") in ("start", "end") and context.last - context.first <= HEADING)
        )
    if _STRONG_INTERNAL.search(words):
        return placed or (context.head and context.short(30, 0.5) and context.fact("position") in ("start", "end"))
    return placed and context.head and not _prose_cell(context)


def _glued(context: Context) -> bool:
    """Whether Han runs on at either end of the match without any gap."""
    text = context.reading.folded
    left = bool(re.search("[\u4e00-\u9fff]$", context.left)) and not text.gap_at(context.start)
    right = bool(re.match("[\u4e00-\u9fff]", context.right)) and not text.gap_at(context.end)
    return left or right


def _limited(context: Context, *, placed: bool) -> bool:
    return placed or context.short(46, 0.5) or (context.head and context.short(60, 0.3) and not _glued(context))


def _forbidden(context: Context, *, placed: bool) -> bool:
    return placed or (context.short(30, 0.5) and not _glued(context))


def _guarded(context: Context, *, placed: bool) -> bool:
    return (
        placed
        and bool(_LEAK.search(context.words) or context.head)
        and not re.search("转载|复制|翻印|引用|拍照", context.words[:8])
    )


def _work(context: Context, _: Innocents) -> Ruling:
    if context.enumerated() or context.quoted() or context.mentioned() or context.introduced():
        return _no("在列举、引用或举例之中,不是标志")
    placed = _placed(context, 0, 1)
    if placed or (context.part in _OWN_PARTS and context.short(40, 0.4)) or (context.short(30, 0.5) and not _glued(context)):
        state = "marked_irregular" if "★" in context.words else "internal"
        return _yes(Confidence.HIGH, f"写有{value(context.words)},在标志位置", state)
    return _no("在行文之中提及工作秘密,不是标志")


def _commercial(context: Context, _: Innocents) -> Ruling:
    form, words = context.fact("form"), context.words
    state = "marked_irregular" if context.match.facts.get("star") else "commercial"
    if form in ("label", "property"):
        if re.match(r"\s*[□☐/、|]|\s*或", context.right):
            return _no("与其他密级并列,是密级的列举或选项,不是标志")
        return _yes(Confidence.HIGH, f"密级栏写有{value(words)}", state)
    if context.enumerated() or context.quoted() or context.mentioned() or context.introduced():
        return _no("在列举、引用或举例之中,不是标志")
    if form == "notice":
        return _yes(Confidence.MEDIUM, f"声明{value(words)}", state)
    placed = _placed(context, 40, 0.4)
    if form == "ladder":
        edge = context.fact("position") in ("start", "end") and context.last - context.first <= 40  # noqa: PLR2004 - a heading
        if placed or edge or (_WITH_TERM.search(words) and context.short(40, 0.3)):
            return _yes(Confidence.HIGH, f"有商业秘密标志{value(words)}", state)
        return _no("在行文之中提及商业秘密等级,不是标志")
    core = re.match(r"本?(?:商业秘密|商密|商业机密|商业绝密|(?:公司|企业|集团)(?:绝密|机密|秘密)|技术(?:秘密|机密))", words)
    says_more = core is not None and core.group() not in _HEADINGS
    if context.right[:1] in tuple("▲■●◆★△"):
        says_more = True
    if core is not None and core.end() < len(words):
        # 商业机密不得泄露 is a sentence; 商业秘密 请勿外传 is a mark and a warning.
        says_more = context.reading.folded.gap_at(context.start + core.end()) or not re.match(
            "不得|请勿|严禁|禁止|切勿", words[core.end() :]
        )
        placed = placed and says_more
    if (placed and (says_more or context.head) and not _prose_cell(context)) or (
        says_more and context.short(40, 0.6) and not _glued(context)
    ):
        return _yes(Confidence.MEDIUM, f"写有{value(words)},在标志位置", state)
    return _no("在行文之中提及商业秘密,不是标志")


def _business(context: Context, _: Innocents) -> Ruling:
    form, words = context.fact("form"), context.words
    if form == "mail":
        return _no("邮件末尾的保密套话,不针对具体内容")
    if context.quoted():
        return _no("在引号之内,是引用,不是标志")
    if form == "notice":
        return _yes(Confidence.MEDIUM, f"声明{value(words)}", "commercial")
    placed = _placed(context, 80, 0.3)
    if _BARE_BUSINESS.match(words):
        edge = context.fact("position") == "end" and context.head and context.short(40, 0.3) and words[0].isupper()
        if (placed and context.head and not _prose_cell(context)) or edge:
            return _yes(Confidence.MEDIUM, f"写有{value(words)},在标志位置", "commercial")
        if placed and (words.isupper() or " " in words) and not _prose_cell(context):
            return _yes(Confidence.MEDIUM, f"{value(words)}单独成行", "commercial")
        return _no("在行文或小标题之中,不在标志位置")
    if placed or context.short(60, 0.5):
        return _yes(Confidence.MEDIUM, f"写有{value(words)},在标志位置", "commercial")
    return _no("在行文之中提及,不是标志")


def _foreign(context: Context, _: Innocents) -> Ruling:
    words = context.words
    ladder = value(context.fact("ladder"))
    if context.quoted() or context.mentioned():
        return _no("在引用或举例之中,不是标志")
    if context.fact("form") == "portion" and "//" not in words:
        return _no("段首只有一个字母的括注,没有其他境外标志佐证")
    if "//" in words:
        return _yes(Confidence.HIGH, f"有境外密级标志{value(words)}({ladder})", "foreign_mark")
    placed = context.alone or context.part in (Part.NAME, Part.METADATA, Part.HEADER, Part.FOOTER)
    if words in _BARE_FOREIGN:
        placed = placed and not _prose_cell(context)
    elif re.match(r"(?i)classification|distribution", words):
        placed = placed or context.fact("position") == "start"
    elif re.match(r"(?i)declassify on|classified by", words):
        placed = context.fact("position") == "start" or context.alone
    else:
        placed = placed or context.short(60, 0.5)
    if placed:
        return _yes(Confidence.HIGH, f"有境外密级标志{value(words)}({ladder})", "foreign_mark")
    return _no("在行文之中提及境外密级,不是标志")


def _tlp(context: Context, _: Innocents) -> Ruling:
    if context.quoted() or context.mentioned():
        return _no("在引用或说明之中,不是标志")
    green = context.fact("colour") == "GREEN"
    return _yes(Confidence.LOW if green else Confidence.HIGH, f"有信息共享标志{value(context.words)}", "foreign_mark")


def _export(context: Context, _: Innocents) -> Ruling:
    if re.fullmatch(r"(?:22|15) CFR .*|(?:EU\)? ?)?2021/821", context.words) and not context.short(60, 0.4):
        if re.search(r"(?i)technical data|controlled|subject to", context.left[-80:] + context.right[:80]):
            return _yes(Confidence.MEDIUM, f"有出口管制声明{value(context.words)}", "foreign_mark")
        return _no("在行文之中引用出口管制法规")
    return _yes(Confidence.MEDIUM, f"有出口管制声明{value(context.words)}", "foreign_mark")


def _elements(_context: Context, _: Innocents) -> Ruling:
    return _no("只有一项定密要素,没有其他标志佐证")


def _metadata(context: Context, _: Innocents) -> Ruling:
    return _yes(Confidence.HIGH, f"文件属性{value(context.fact('name'))}写有{value(context.words)}", "foreign_mark")


def _claim(context: Context, _: Innocents) -> Ruling:
    return Ruling(dismissed="声明不涉密、已解密或可公开,本身不是疑点", state="declassified_claim", because=context.words)


_Judge = Callable[[Context, Innocents], Ruling]
_STATE_FORMS: dict[str, _Judge] = {
    "star": _star,
    "filled": _filled,
    "blank": _blank,
    "label": _label,
    "irregular": _irregular,
    "bracket": _bracket,
    "numbered": _numbered,
    "symbol": _symbol,
    "property": _property,
    "lone": _lone,
    "portion": _portion,
    "start": _edge,
    "end": _edge,
    "name": _edge,
}
_BY_KIND: dict[str, _Judge] = {
    "state-secret": _state,
    "exam": _state,
    "internal": _internal,
    "work-secret": _work,
    "commercial": _commercial,
    "business": _business,
    "foreign": _foreign,
    "tlp": _tlp,
    "export-control": _export,
    "elements": _elements,
    "label-metadata": _metadata,
    "declassified": _claim,
}
