"""Why a hit may not count: words of `unless` beside it, a provision that names the matter, a lesson, a piece of news.

In: a hit's paragraph, table and title. Out: a reason, or None. Law: only what stands beside a hit excuses
it, never the whole document; a hit with data of its own (a table, coordinates, a value) is never excused as law or lesson.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from outscan.fold import fold
from outscan.genre import OPENING, SCHOOL, publication
from outscan.genre.declared import OPENS, TEACHING, Declaration
from outscan.genre.earnest import asked, joking, live, requested, usual
from outscan.genre.frame import edition, exact, handing, invented, practised, repeated, set_as_problem, sourced
from outscan.genre.provenance import made_up_beside
from outscan.genre.released import released
from outscan.genre.wordlist import labelled
from outscan.lazy_regex import lazy
from outscan.lexicon.model import DOCUMENT_WINDOW
from outscan.relate.beside import foreign, notes, unfilled
from outscan.relate.classes import listed
from outscan.relate.layout import PARAGRAPH, Layout, bounds
from outscan.relate.windows import Hit
from outscan.types import HARD, Kind, Match, Reason, because

PASSAGE = 750
"""Characters on each side of a hit that are looked at for the signs of a catalogue being quoted."""
BESIDE = 200
"""Characters on each side of a hit in which a word of `unless` stands beside it."""
NORM, ARTICLE, ARTICLES = 1500, 400, 2
"""A norm is told from so many characters before a hit, an article is no longer, and one article alone is a quotation."""
SUMMED = 2
"""So many levels with their number of items sum up a catalogue."""
WHOLE = 6000
"""Characters of a public edition in which it says once more that it is public; a longer text is heard no further."""
LISTED = 4
"""So many numbered entries near a hit make a list."""

_ARTICLE = lazy(r"[\s\d.、]*(?:第[一二三四五六七八九十百零〇\d]{1,6}[条章节款]|【?法条】?)")
_OPENED = lazy(r"(?<![》照据按反第和及、])第[一二三四五六七八九十百零〇\d]{1,6}条(?![款项规的、，。,;；之和及第])")
"""An article that opens; 依照第五条的规定 only cites one. Blanks and breaks are folded away in a page."""
_STOPS = "。；;\n"
_ADDRESSED = lazy(
    r"现(?:将|提供|附|报|把|送|发)|贵[方司院所校公]|你[方们司]|您|附上|随函|请查收|见附[件表后]|附件[:：]|如下[:：]|attached|enclosed|herewith"
)
"""A sentence that hands something to somebody is no general duty, wherever it stands."""
_NORM_ITSELF = lazy(
    r"本(?:办法|规定|条例|法|细则|制度|规范|规程|守则|准则)|(?:细则|办法|规定|条例|制度|守则|规程|准则)[^。]{0,12}第一[章条]"
)
_STATUTE = lazy(r"本(?:办法|规定|条例|法|细则|制度|目录)|主管部门|国务院|人民政府|法律责任|罚款|处分|保密行政管理|shall ")
_CONTRACT = lazy(r"甲方|乙方|丙方|双方|合同|协议书|Party [AB]|the Parties")
_PROVISION = lazy(r"本(?:办法|规定|条例|法|细则|标准|规范|规程|目录|制度)|(?:办法|规定|条例|细则)(?:所称|规定的|明确)")
_DUTY = lazy(r"应当|不得|适用于|是指|按照|属于|禁止|必须|有权|可以")
_SCOPE = lazy(
    r"第[一二三四五六七八九十百零〇\d]{1,6}条|[绝机秘]密级(?:国家秘密|事项|范围|包括)|密级事项|具体范围的规定|下列事项|下列情形|以下事项"
    r"|国家秘密(?:及其密级)?(?:的?具体)?范围|国家秘密(?:事项)?(?:目录|范围)|事项名称|知悉范围|产生层级"
    r"|列举的事项|规定列举|学习提纲|classified (?:items|matters)|scope of state secrets"
)
_HEADED = lazy(r"国家秘密(?:及其密级)?(?:的?具体)?(?:范围|目录)")
"""A list under the name of a catalogue may be shorter."""
_COUNTED = lazy(r"[绝机秘]密级(?:国家秘密)?(?:事项)?(?:共|有|分别为)?[一二三四五六七八九十\d]{1,3}[项条]")
"""机密级十一项，包括…: a catalogue is summed up."""
_ENTRY = lazy(
    r"(?:^|[\n\t。；;:：\s])(?:[(（][一二三四五六七八九十百\d]{1,4}[)）]|\d{1,3}[.、．]|[①-⑳]|[一二三四五六七八九十]{1,3}、)",
    re.MULTILINE,
)
_LESSON_WORDS = lazy(
    r"例题|习题|思考题|练习题|选择题|判断题|简答题|名词解释|教学目标|教学目的|课后|本章|本节|本课程|实验目的|学习要点|定义为|概念是"
)
_NEWS_WORDS = lazy(
    r"^.{0,24}(?:本报讯|新华社|中新网|中新社|人民网|日电[)）]|据[^，。]{0,12}报道)"
    r"|[(（](?:本报|特约)?(?:通讯员|记者)[\u4e00-\u9fff\s:：、，]{2,20}[)）]|(?:本报|特约)(?:通讯员|记者)\s?[\u4e00-\u9fff]{2,4}(?=[\s，。报])"
)
_BOUND = lazy(
    r"(?:超过|大于|高于|优于|小于|低于|不少于|不低于|不超过|不大于|达到|至少|以上|exceeding|better than|more than|over)\s*$"
)
_BOUND_AFTER = lazy(r"\s*(?:及以上|以上|及以下|以下|以内|or more|or better)")


STATUTE, PROVISION, CATALOGUE = because("item.statute"), because("item.provision"), because("item.catalogue")
LESSON, NEWS = because("item.lesson"), because("item.news")
LEGAL = {STATUTE, PROVISION, CATALOGUE}
"""Genres in which a figure is a limit or a subject, not a datum."""


@lru_cache(1 << 16)
def folded_word(word: str) -> str:
    """`word` folded and without case, remembered."""
    return fold(word).text.casefold()


class Surroundings:
    """What stands beside hits, remembered by paragraph: many hits share one."""

    def __init__(self, layout: Layout, as_of: date) -> None:
        self.layout, self.as_of = layout, as_of
        self._released: dict[tuple[str, ...], bool] = {}
        self._genres: dict[tuple[int, int], Reason | None] = {}
        self._lowered: dict[tuple[int, int, int], str] = {}
        self._met: dict[tuple[tuple[int, int, int], tuple[str, ...]], str | None] = {}
        self._titles: dict[tuple[tuple[str, ...], tuple[str, ...]], str | None] = {}
        self._declared: dict[tuple[str, ...], Declaration | None] = {}
        self._known: dict[tuple[int, int, int], Reason | None] = {}

    def unless_word(self, match: Match, start: int, end: int, words: Sequence[str]) -> Reason | None:
        """The first of `words` beside `match`: in its sentence, the one before, its table's head."""
        if not words:
            return None
        layout = self.layout
        first, last = layout.sentence(match.segment, start), layout.sentence(match.segment, max(start, end - 1))
        key = match.segment, first, last
        near = self._lowered.get(key)
        if near is None:
            low, high = layout.sentence_bounds(match.segment, first - 1)[0], layout.sentence_bounds(match.segment, last)[1]
            table = layout.table_text(match.segment) if layout.is_grid(match.segment) else ""
            passage = layout.text(match.segment)[max(low, start - BESIDE) : min(high, end + BESIDE)]
            near = self._lowered[key] = HARD.join((passage, table)).casefold()
        asked = key, tuple(words)
        if asked not in self._met:
            self._met[asked] = next((word for word in words if folded_word(word) in near), None)
        word = self._met[asked]
        return because("item.excluded_near", word=word) if word is not None else None

    def title_word(self, match: Match, start: int, words: Sequence[str]) -> Reason | None:
        """The first of `words` in the title of the file, for what stands within a window of the title.

        A title speaks for bare words, not against data, and not for what someone put in ten pages further on.
        """
        if self.layout.sheets[match.segment].base + start > DOCUMENT_WINDOW:
            return None
        asked = match.where.member, tuple(words)
        if asked not in self._titles:
            title = self.layout.titles.get(match.where.member, "").casefold()
            excusing = next((word for word in words if folded_word(word) in title), None)
            self._titles[asked] = excusing or publication(title, self.layout.text(match.segment)[:OPENING])
        word = self._titles[asked]
        return because("item.excluded_title", word=word) if word is not None else None

    def declared(self, match: Match, start: int) -> Declaration | None:
        """What the file of `match` declares itself to be, for what stands within a window of its title."""
        if self.layout.sheets[match.segment].base + start > DOCUMENT_WINDOW:
            return None
        member = match.where.member
        if member not in self._declared:
            self._declared[member] = self.layout.declared(member)
        return self._declared[member]

    def released(self, match: Match, start: int) -> bool:
        """Whether the file of `match` was released by an office, for what stands within a window of its opening."""
        if self.layout.sheets[match.segment].base + start > DOCUMENT_WINDOW:
            return False
        member = match.where.member
        if member not in self._released:
            self._released[member] = released(self.layout.openings.get(member, "")[:OPENS], self.as_of)
        return self._released[member]

    def live(self, hits: Sequence[Hit]) -> bool:
        """Whether it is said around a meeting that it is real, kept back or handed over."""
        places = [(hit.evidence.match.segment, hit.low, hit.high) for hit in hits]
        return live(*self.layout.passage(places))

    def joking(self, hits: Sequence[Hit]) -> bool:
        """Whether words, and no data, are kept back in jest."""
        places = [(hit.evidence.match.segment, hit.low, hit.high) for hit in hits]
        return not any(hit.strong for hit in hits) and joking(*self.layout.passage(places))

    def blank(self, hits: Sequence[Hit]) -> bool:
        """Whether words stand in a list of what is asked for that nobody has filled in."""
        return not any(hit.strong for hit in hits) and all(unfilled(self.layout, hit.evidence.match.segment) for hit in hits)

    def shown(self, hits: Sequence[Hit]) -> bool:
        """Whether two words of a meeting stand in one quotation of learned words or an old label, and nothing is handed over."""
        texts = [(hit.evidence.match.segment, hit.low) for hit in hits]
        spans = [(segment, found) for segment, at in texts if (found := labelled(self.layout.text(segment), at))]
        return len(spans) > len(set(spans)) and not self.live(hits)

    def untrue(self, hits: Sequence[Hit], *, lesson: bool, paper: bool) -> tuple[Reason | None, bool]:
        """Why a meeting is of no real matter (invented for a lesson, or taken from what is public), and whether they may be.

        A `paper` is made of questions, live or not: they excuse nothing there. Nothing is excused beside what is handed over,
        kept back or called real; figures as fine as measured ones stay a question.
        """
        places = [(hit.evidence.match.segment, hit.low, hit.high) for hit in hits]
        text, low, high = self.layout.passage(places)
        lesson = lesson or any(self.title_word(hit.evidence.match, hit.low, SCHOOL) for hit in hits)
        said = self.declared(hits[0].evidence.match, hits[0].low)
        taught = said is not None and said.kind in TEACHING
        lesson = lesson or taught
        quiet = not paper and not any(hit.strong for hit in hits) and not live(text, low, high)
        if taught and quiet and asked(text, low, high):
            return because("item.asked"), True
        if not any(hit.strong for hit in hits) and usual(text, low, high):
            return LESSON, True
        measured = [hit.evidence.match.quote for hit in hits if hit.strong]
        figures = not paper and all(hit.evidence.match.kind is Kind.QUANTITY for hit in hits if hit.strong)
        figures = figures and not live(text, low, high)
        if figures and self._edition(hits[0].evidence.match, text):
            return because("item.sourced"), True
        elsewhere = None if paper else self._elsewhere(hits, text, low, high)
        if elsewhere is not None or handing(text, low, high):
            return elsewhere, elsewhere is not None
        if figures and lesson and set_as_problem(text, low, high) and not any(exact(quote) for quote in measured):
            return because("item.asked"), True
        if sourced(text, low, high) and any(hit.strong for hit in hits):
            return because("item.sourced"), True
        first = hits[0].evidence.match.segment
        beside = self.layout.is_grid(first) and made_up_beside(notes(self.layout, first))
        made_up = beside or invented(text, low, high)
        lesson = lesson or beside or (made_up and practised(text, low, high))
        if lesson and made_up and not any(exact(hit.evidence.match.quote) for hit in hits if hit.strong):
            return because("item.invented"), True
        return None, lesson or made_up

    def _elsewhere(self, hits: Sequence[Hit], text: str, low: int, high: int) -> Reason | None:
        """Why a meeting is nothing of ours: only asked for in a letter that is refused, or another country's and open."""
        if not any(hit.strong and hit.evidence.match.kind is not Kind.QUANTITY for hit in hits) and requested(text, low, high):
            return because("item.requested")
        grids = {hit.evidence.match.segment: hit.evidence.match.rule for hit in hits if hit.strong}
        abroad = not handing(text, low, high) and foreign(self.layout, grids)
        return because("item.foreign_open") if abroad else None

    def _edition(self, match: Match, text: str) -> bool:
        """Whether `text` around `match` is a public edition by its title and once more by itself, and hands nothing over."""
        whole = text[:WHOLE]
        return edition(self.layout.titles.get(match.where.member, ""), whole) and _ADDRESSED.search(whole) is None

    def genre(self, match: Match, start: int, end: int) -> Reason | None:
        """Why the paragraph of `match` only names the matter (provision, catalogue, lesson, news); None where it does not."""
        asked = match.segment, start, end
        if asked in self._known:
            return self._known[asked]
        text = self.layout.text(match.segment)
        low, high = bounds(text, start, end)
        key = (match.segment, low)
        if high - low >= PARAGRAPH or key not in self._genres:
            passage = text[max(0, low - PASSAGE) : high + PASSAGE]
            found = _paragraph_genre(text[low:high], passage) or _catalogue(text, start, end, low)
            if self._genres.setdefault(key, found) != found:  # a longer stretch from the same place speaks for it from now on
                self._genres[key] = found
                self._known.clear()
        self._known[asked] = around = (
            self._genres[key]
            or _article(text, start)
            or (CATALOGUE if listed(text, start, end) else None)
            or (PROVISION if repeated(text, start, end) else None)
        )
        return around

    def threshold(self, match: Match, start: int, end: int) -> bool:
        """Whether a quantity is worded as a limit (超过25平方千米, 5米以内), which a provision does and a datum seldom does."""
        text = self.layout.text(match.segment)
        return _BOUND.search(text[max(0, start - 12) : start]) is not None or _BOUND_AFTER.match(text, end) is not None


def _paragraph_genre(paragraph: str, passage: str) -> Reason | None:
    if _ARTICLE.match(paragraph) and _STATUTE.search(passage) and not _CONTRACT.search(passage):
        return STATUTE
    if _PROVISION.search(paragraph) and _DUTY.search(paragraph) and not _CONTRACT.search(passage):
        return PROVISION
    if len(_COUNTED.findall(paragraph)) >= SUMMED:
        return CATALOGUE
    if _LESSON_WORDS.search(paragraph):
        return LESSON
    if _NEWS_WORDS.search(paragraph):
        return NEWS
    return None


def _article(text: str, start: int) -> Reason | None:
    """Whether the article that opened last before a hit belongs to a norm that names itself before it (a page has no breaks)."""
    before = text[max(0, start - NORM) : start]
    opened = [found.start() for found in _OPENED.finditer(before)]
    if len(opened) < ARTICLES or len(before) - opened[-1] > ARTICLE:
        return None
    low = max(text.rfind(stop, 0, start) for stop in _STOPS) + 1
    high = min([start + BESIDE, *(at for at in (text.find(stop, start) for stop in _STOPS) if at >= 0)])
    if _ADDRESSED.search(text[low:high]):
        return None
    return STATUTE if _NORM_ITSELF.search(before) and not _CONTRACT.search(before) else None


def _catalogue(text: str, start: int, end: int, low: int) -> Reason | None:
    """Whether the hit stands in an entry of a list that a provision or a heading of a scope opens close before it."""
    before = text[max(0, start - PASSAGE) : start]
    if _SCOPE.search(before) is None:
        return None
    entry = _ENTRY.search(text[max(0, low - 1) : start + 1]) or _ENTRY.match(text[max(0, low - 1) : low + 8])
    least = LISTED - 1 if _HEADED.search(before) else LISTED
    if entry is None or len(_ENTRY.findall(before + text[start : end + PASSAGE])) < least:
        return None
    return CATALOGUE
