"""Marks a Chinese unit writes in English: a translated star mark, a filled label, a level with its handling, a notice.

In: one stretch of folded text and where it begins. Out: `Candidate`s. English level names do not say which Chinese level is
meant (marks.md §4), so a translated mark is sensitive unless it says top secret; what an ordinary business notice says as
well (internal, confidential) keeps its own kind. A level word alone is the matter of `foreign` and `commercial`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate
from outscan.lazy_regex import lazy
from outscan.types import Level

ANCHORS = (
    "secret", "classified", "classification", "security level", "security grade", "security class", "secrecy",
    "internal", "restricted", "confidential", "circulation", "distribution", "taken", "domestic", "within china", "china only",
    "for export", "to leave", "overseas", "abroad", "out of the country", "ji mi", "jimi", "jue mi", "juemi", "mi mi", "mimi",
)  # fmt: skip
FORMS = frozenset({"translated", "filled-in", "ticked", "handling", "notice-line", "said"})
"""The forms of this grammar, which `confirm` rules on by one ladder."""

_COUNT = r"(?:\d{1,3}|one|two|three|five|six|ten|twenty|thirty)"
_TERM = (
    rf"(?:{_COUNT} ?-?(?:years?|yrs?|months?|days?)|long[- ]?term|permanent(?:ly)?|indefinite(?:ly)?"
    r"|(?:before|until|till) [a-z0-9][a-z0-9 ]{2,30}|(?:19|20)\d\d(?:[-/.]\d{1,2}){0,2})"
)
_LADDER = r"(?:(?:top|most|highly|strictly)[ -]secret|secret|classified|confidential|restricted)"
_STATE = r"state secrets?"
_GRADE = rf"(?:{_LADDER}|{_STATE})"
_PINYIN = r"(?:jue ?mi|ji ?mi|mi ?mi)"
PINYIN = lazy(
    rf"(?:(?P<level>{_PINYIN}) ?[(\[/,-]{{0,2}} ?(?:(?:top|highly) )?(?:secret|confidential|classified)"
    rf"|(?:(?:top|highly) )?secret ?[(\[/,-]{{1,2}} ?(?P<other>{_PINYIN})(?![a-z]))"
    rf"[)\]]?(?: ?grade| ?level)? ?[,;:★*☆-]{{0,2}} ?(?:(?:for|period|term)s?:? )?(?:a (?:period|term) of )?(?P<term>{_TERM})",
    re.IGNORECASE,
)
"""SECRET (Mimi), period 5 years; jimi (highly secret) ★ 20 years: the Chinese level by its sound, and its term."""
GRADED = lazy(
    rf"(?:grade[ds]?|level|class(?:ed|ification)?|marked|secrecy)(?: as| at| is)?[ :=,-]{{1,3}}[“\"'(]?(?P<level>{_PINYIN})"
    rf"(?![a-z])[”\"')]?(?: grade| level)?[ ,;:(★*☆-]{{1,3}}(?:(?:for|period|term|of|is)s?:? ){{0,2}}(?P<term>{_TERM})",
    re.IGNORECASE,
)
"""grade: ji mi, term twenty years: a label, the Chinese level by its sound, and its term."""
_LEVEL_BY_SOUND = lazy(rf"(?<![a-z]){_PINYIN}(?![a-z])", re.IGNORECASE)
_SOUNDS = {"jue": Level.TOP_SECRET, "ji": Level.HIGHLY_SECRET, "mi": Level.SECRET}
TRANSLATED = lazy(
    rf"(?P<level>{_GRADE})(?: \({_LADDER}(?: grade| level)?\))? ?(?P<star>[★*☆※◎#·|]|stars?\b|-{{1,2}}"
    rf"|[–—(:])? ?(?P<term>{_TERM})\)?",
    re.IGNORECASE,
)
"""Secret ★10 years. Without a star the level and its term must fill the line."""
FILLED = lazy(
    r"(?P<label>(?:(?:security|secrecy|document|data|information|file|protective|state)[ -])?"
    r"(?:classification|class|secrecy|security)(?: (?:level|grade|marking|status|category))?"
    r"|(?:security|secrecy|secret|protection|confidentiality) (?:level|grade|category|class|marking)"
    r"|(?<![a-z])classified(?: as)?)(?: (?:of|for) (?:this|the (?:present|attached|enclosed)) [a-z]{3,12})?"
    r" ?[(\[]?(?: ?[:=>|│┃\t]{1,3} ?| [-–—]{1,2} | as )[(\[\"“]? ?"
    rf"(?P<level>{_GRADE})(?![a-z-])(?: \({_GRADE}(?: grade| level)?\)| \(state\))?(?: ?[★*,;] ?{_TERM})?",
    re.IGNORECASE,
)
_NEVER = r"(?:not|never|no|do not|don't|must not|may not|shall not|cannot|without)"
_HANDLING = (
    rf"(?:{_NEVER}(?: (?:to|be|for|to be))* (?:[a-z]+ ){{0,2}}(?:circulat|distribut|forward|copy|copie|photocop"
    rf"|photograph|disclos"
    r"|releas|remov|leave|taken?|take|quot|publi|share|reproduc|transmi|scan|upload|export|disseminat|pass)[a-z]*"
    r"|(?:please )?(?:return|hand back|give back)(?: (?:to|after|at|by|when)\b| it\b|ed\b)|(?:destroy|burn|shred"
    r"|delete)(?:ed)? (?:after|by|when|upon)"
    r"|eyes only|copy (?:no|number|#)\.? ?\d+|(?:keep|store|lock)(?: it| this)? (?:in|under)\b|by hand only"
    r"|(?:to be )?collected after"
    r"|for (?:[a-z]+ ){0,3}(?:only|eyes)\b|(?:[a-z]+ ){1,3}only\b"
    r"|need[- ]to[- ]know|limited (?:to|distribution)|registry|handle (?:via|with|as))"
)
HANDLING = lazy(
    r"^[\W_]{0,5}(?P<level>(?:top |most |highly |strictly )?secret|classified|state secrets?|confidential|restricted"
    r"|internal|work secret)"
    r"(?: (?:documents?|files?|materials?|papers?|reports?|copy|data|use|only))?"
    rf"[ ,]?[-–—:;,./|(\[·•]{{1,2}} ?(?P<handling>{_HANDLING})[^\n\t。]{{0,60}}$",
    re.IGNORECASE,
)
"""SECRET - RETURN TO REGISTRY: a level, a sign that sets it off, and what must be done with the paper; nothing else."""
STATE = lazy(
    rf"^[\W_]{{0,5}}(?:this is (?:a )?)?{_STATE}(?: \({_LADDER}(?: grade| level)?\))?(?: ?[-–—:,|] ?{_LADDER})?[\W_]{{0,5}}$"
    rf"|^[\W_]{{0,5}}(?:P\.?R\.?C\.? |China(?:'s)? |national |chinese )?{_STATE}(?:,| of the) (?:P\.?R\.?C"
    rf"|people's republic)[\w .']{{0,20}}$"
    rf"|^[\W_]{{0,5}}(?:top|most|highly) secret,? state[\W_]{{0,5}}$|^[\W_]{{0,5}}work secrets?[\W_]{{0,5}}$",
    re.IGNORECASE,
)
NOTICE = lazy(
    r"^[\W_]{0,5}(?:(?:internal|strictly internal|restricted)[ ,:;–—-]{1,3})?(?:for )?(?:"
    r"(?:internal|restricted|limited|controlled) (?:circulation|distribution|reference|reading|information|material)(?: only)?"
    r"|(?:domestic use|(?:internal|domestic|in-house) (?:circulation|reference|distribution|reader|publication))s? only"
    r"|(?:use|circulation|distribution|sale|reference)s? (?:only )?(?:within|in|inside) (?:the )?(?:P\.?R\.?C\.?"
    r"|china|the country|mainland china)(?: only)?"
    r"|not (?:to be|for) (?:taken|carried|brought|sent|removed|circulated|circulation|export|exported|release|shared)"
    r"(?: (?:out|outside|abroad|overseas|to|beyond|from|of|the|this|our|unit|country|china|institute|office|building"
    r"|company|border|it|is))*"
    r"|not to leave (?:the |this |our )?(?:country|china|unit|institute|office|building|company|premises|room)"
    r")[\W_]{0,3}(?:[-–—:;,.|/(] ?[^\n\t。]{0,40})?$",
    re.IGNORECASE,
)
SAID = lazy(
    r"(?P<all>this (?:document|file|report|drawing|data ?set|material|paper|map|annex|memo|note|letter|page|table|copy)s? "
    r"(?:is|are|has been|contains?|holds?|includes?|comprises?) (?:a |an |now )?"
    rf"(?:{_STATE}(?! (?:law|act|privilege|bureau|protection))|classified(?: (?:information|materials?|data|(?:at"
    rf"|as) (?:the )?{_LADDER}|{_LADDER}))?|top secret|work secrets?))"
    r"(?P<after>[^\n]{0,24})",
    re.IGNORECASE,
)
_TOPIC = lazy(r"^ ?(?:as|into|by|under|in|according|using|with) (?!(?:top |highly )?secret|state|confidential)", re.IGNORECASE)
TICKED = lazy(
    rf"(?:[☑☒■✓✔✅▣◼]|\[ ?[xXvV√✓✔] ?\]|\( ?[xX√✓✔] ?\)) ?(?P<level>{_GRADE}|internal(?: use)?(?: only)?)(?![a-z-])",
    re.IGNORECASE,
)
"""[x] Secret [ ] Confidential [ ] Open: the box that is ticked, where others are not."""
_UNTICKED = lazy(r"[□☐○◯▢◻]|\[ {0,2}\]|\( {0,2}\)")
_BUSINESS = frozenset({"confidential", "restricted"})


def candidates(piece: str, base: int) -> Iterator[Candidate]:
    """Marks in English in `piece`, which begins at folded offset `base`."""
    for found in TRANSLATED.finditer(piece):
        if found["star"] in set("★*☆※") or _fills(piece, found):
            yield _candidate(base, found, "state-secret", _level(found["level"]), "translated")
    if (
        len({_sound(found.group()) for found in _LEVEL_BY_SOUND.finditer(piece)}) == 1
    ):  # who goes through all levels explains them
        for found in PINYIN.finditer(piece):
            yield _candidate(base, found, "state-secret", _SOUNDS[_sound(found["level"] or found["other"])], "translated")
        for found in GRADED.finditer(piece):
            yield _candidate(base, found, "state-secret", _SOUNDS[_sound(found["level"])], "translated")
    for found in FILLED.finditer(piece):
        state = "state" in found.group().lower().removeprefix("state")
        kind = "state-secret" if state else "business" if _word(found) in _BUSINESS else "foreign"
        yield _candidate(base, found, kind, _level(found["level"]) if state else _own(kind), "filled-in")
    yield from _ticked(piece, base)
    for found in HANDLING.finditer(piece):
        word = _word(found)
        kind = "internal" if word == "internal" else "work-secret" if word == "work secret" else ""
        kind = kind or ("business" if word in _BUSINESS else "state-secret" if "state" in word else "foreign")
        yield _candidate(base, found, kind, _level(word) if kind == "state-secret" else _own(kind), "handling")
    for found in STATE.finditer(piece):
        work = "work" in found.group().lower()
        yield _candidate(
            base,
            found,
            "work-secret" if work else "state-secret",
            _own("internal") if work else _level(found.group()),
            "handling",
        )
    for found in NOTICE.finditer(piece):
        yield _candidate(base, found, "internal", Level.WORK_SECRET, "notice-line")
    for found in SAID.finditer(piece):
        if not _TOPIC.match(found["after"]):
            yield _candidate(base, found, "state-secret", Level.SENSITIVE, "said", found.end("all"))


def _ticked(piece: str, base: int) -> Iterator[Candidate]:
    """The one box that is ticked among others."""
    ticked = list(TICKED.finditer(piece))
    if len(ticked) == 1 and _UNTICKED.search(piece):
        word = _word(ticked[0])
        kind = "internal" if word.startswith("internal") else "business" if word in _BUSINESS else "foreign"
        yield _candidate(base, ticked[0], kind, _own(kind), "ticked")


def _fills(piece: str, found: re.Match[str]) -> bool:
    """Whether nothing but signs stands beside it on the line, and a sign or bracket parts the level from its term."""
    alone = not re.search(r"\w", piece[: found.start()] + piece[found.end() :])
    return alone and found["star"] is not None and not found["term"].lower().startswith(("before", "until", "till"))


def _word(found: re.Match[str]) -> str:
    return found["level"].lower().replace("-", " ")


def _level(words: str) -> Level:
    return Level.TOP_SECRET if re.search(r"(?i)\b(?:top|most)[ -]secret", words) else Level.SENSITIVE


def _sound(words: str) -> str:
    return words.lower().replace(" ", "").removesuffix("mi")


def _own(kind: str) -> Level:
    return Level.TRADE_SECRET if kind == "business" else Level.SENSITIVE if kind == "foreign" else Level.WORK_SECRET


def _candidate(base: int, found: re.Match[str], kind: str, level: Level, form: str, end: int | None = None) -> Candidate:
    start, stop = found.start("level" if form == "ticked" else 0), found.end() if end is None else end
    text = found.string
    while start < stop and not (text[start].isalnum() or text[start] in "([【"):
        start += 1
    while stop > start and not (text[stop - 1].isalnum() or text[stop - 1] in ")]】★*"):
        stop -= 1
    return Candidate(base + start, base + stop, kind, level, form, {"word": text[start:stop], "ladder": "EN"})
