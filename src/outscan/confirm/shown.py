"""Marks that are shown, not borne: a handbook of styles, a training paper, a quiz sets several different ones side by side.

In: the rulings of all marks of a document. Out: the same, those dismissed that stand in a show. Law: a show is several different
marks close to one another in running text or cells, announced close before it as styles, samples or a task; a mark before the
announcement, alone, or in a part of its own (header, name, property, comment) is never part of one. So one mark, wherever it
is set and whatever is written around it, stands as before. A row of a glossary names a mark beside its translation.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from outscan.confirm.context import Context
from outscan.confirm.ruling import Ruling, no
from outscan.genre import paired
from outscan.genre.wordlist import barred
from outscan.lazy_regex import lazy
from outscan.types import Part

Ruled = tuple[Context, Ruling]
NEAR = 160
"""Characters between two marks of one show."""
BEFORE = 300
"""Characters before the first mark in which it is announced."""
ELEMENT = "发文机关标志"
"""The name of an element (GB/T 9704): a paper bears the element and never its name."""
LINE = 40
"""Characters on each side of a mark that its line is read in."""
_FORM = lazy(r"模板|范本|示范文本|空白表|(?i:\b(?:template|sample form|blank form|specimen)\b)")
DIFFERENT = 2
"""So many different marks make a show."""
_ANNOUNCED = lazy(
    r"标志[^。\n]{0,8}练习|应写作|写法有何|有何错误|错在何处|样式|样例|示例|范例|写法|标注方法|标注方式|标注格式|标志的?(?:种类|形式|格式|识别)|各类标志|各种标志|标志有|标志如|标志分|常见的?(?:密级)?标志"
    r"|译[成为](?:英|中|汉|俄|日|法|德)[语文]|翻译(?:下列|以下|练习)|下列[^。\n]{0,6}译|指出下列|判断下列|下列[^。\n]{0,14}(?:标|哪|正确|规范)|哪[一些]?[项个种][^。\n]{0,12}标|是否规范|不规范|怎么(?:认|看|辨认)|如何(?:辨认|识别)|(?:选出|选择|找出|圈出|挑出)[^。\n]{0,10}(?:正确|错误|规范)|补齐[^。\n]{0,8}要素"
    r"|(?i:(?:put|translate)[^.\n]{0,30} into (?:english|chinese|french|german|russian|japanese)"
    r"|which of (?:these|them|the following)|the following (?:headings|marks|lines|labels)|specimen|sample (?:marks|headings)"
    r"|examples? of (?:marks|markings|headings)|which is a mark|marking exercise|mark or mention"
    r"|(?:marks?|markings|stamps?|labels?) (?:that )?(?:you|we|they) (?:may|might|will|can|could|must|often)"
    r" (?:meet|see|find|come)"
    r"|what the (?:stamps?|marks?|markings?|labels?|levels?|seals?) (?:mean|say)"
    r"|(?:^|\n)\W*(?:the )?(?:three|four) (?:levels|grades)\W*\n"
    r"|how (?:to|we) (?:read|recogni[sz]e) (?:a |the )?(?:marks?|stamps?))"
)


def shown(ruled: Sequence[Ruled]) -> list[Ruled]:
    """The rulings, with the marks of every show dismissed as mentions."""
    gone = {id(context) for run in _runs(ruled) for context, _ in _show(run)}
    elements: dict[int, bool] = {}
    gone |= {id(context) for context, _ in ruled if _explained_in_table(context, elements) or _of_a_form(context)}
    return [
        (context, no("mention.shown") if id(context) in gone and ruling.dismissed is None else ruling)
        for context, ruling in ruled
    ]


def _of_a_form(context: Context) -> bool:
    """Whether a mark of business stands in a line that calls its own paper a template (`Confidential – template`)."""
    if context.match.rule != "mark/business":
        return False
    text = context.reading.folded.text
    low, high = text.rfind("\n", 0, context.start) + 1, text.find("\n", context.end)
    line = text[max(low, context.start - LINE) : min(context.end + LINE, high if high >= 0 else len(text))]
    return _FORM.search(line) is not None


def _explained_in_table(context: Context, elements: dict[int, bool]) -> bool:
    """Whether a mark stands beside its translation in a glossary, or in a list of the elements of a paper.

    `elements` keeps, by segment, whether a grid is such a list: it is asked of every mark in it.
    """
    text = context.reading.folded.text
    if context.reading.segment.cells is None:
        return barred(text, context.start) and paired(text, context.start)
    if paired(text, context.start):
        return True
    if (known := elements.get(context.match.segment)) is None:
        known = elements[context.match.segment] = ELEMENT in text
    return known


def _runs(ruled: Sequence[Ruled]) -> Iterator[list[Ruled]]:
    """Marks of running text that stand close to one another, in order."""
    placed: dict[int, list[Ruled]] = defaultdict(list)
    for one in ruled:
        if one[0].part in (Part.BODY, Part.TABLE) and one[0].match.visible:
            placed[one[0].match.segment].append(one)
    for marks in placed.values():
        run: list[Ruled] = []
        for one in sorted(marks, key=lambda mark: mark[0].start):
            if run and one[0].start - run[-1][0].end > NEAR:
                yield run
                run = []
            run.append(one)
        yield run


def _show(run: Sequence[Ruled]) -> Sequence[Ruled]:
    """The different marks of a run that an announcement stands close before; a mark before the announcement is none of them."""
    for number, (context, _) in enumerate(run):
        low = max(0, context.start - BEFORE) if number == 0 else run[number - 1][0].end
        if _ANNOUNCED.search(context.reading.folded.text[low : context.start]):
            rest = run[number:]
            return rest if len({one.words for one, _ in rest}) >= DIFFERENT else ()
    return ()
