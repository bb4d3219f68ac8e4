"""One form of a sign as a regular expression: `{not}{manner?}{spread}` over the words of `parts`.

In: the parts, a sign. Out: `Form`. `{part?}` may be missing, `~4` is at most four characters of one clause, the rest stands for
itself. English forms are words: blanks are any blank, `*` any ending. A form is searched in lowered text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, partial
from operator import add

from outscan.lazy_regex import lazy
from outscan.lexicon.model import SignText
from outscan.nouns import Struct

_TOKEN = re.compile(r"\{(\w+)(\?)?\}|~(\d+)|([^{}~]+)")
_BEGUN = re.compile(r"[^\s~{}*]{1,2}")
_OPENING = re.compile(r"[a-z0-9]{1,6}(?: [a-z0-9]{1,2})?")
_GAP = r"[^，。；！？,;!?\n]"


class Form(Struct, frozen=True):
    """All forms of one sign; `needs` says of each the beginnings of words one of which must be there (none: unknown).

    `leads` says of each what it may itself begin with: one or two characters, of an English one up to six letters at the
    beginning of a word, with two of the next word behind a short one (none: unknown).
    """

    patterns: tuple[re.Pattern[str], ...]
    english: bool
    needs: tuple[frozenset[str], ...] = ()
    leads: tuple[frozenset[str], ...] = ()


def compiled(parts: Mapping[str, Sequence[str]], sign: SignText) -> Form:
    """The forms of `sign`, to be compiled when they are first asked. Raises KeyError for a part that is not there."""
    make = _english if sign.english else _chinese
    needs = tuple(_needs(parts, form, english=sign.english) for form in sign.forms)
    leads = tuple((_openings if sign.english else _leads)(parts, form) for form in sign.forms)
    return Form(tuple(lazy(partial(make, parts, form)) for form in sign.forms), sign.english, needs, leads)


def beginnings(text: str) -> set[str]:
    """Every character of `text` and every two that follow one another: what `needs` are looked up in."""
    return {*text, *map(add, text, text[1:])}


def _needs(parts: Mapping[str, Sequence[str]], form: str, *, english: bool) -> frozenset[str]:
    """Of the words that must stand in `form`, the beginnings of those of one place: the place with the fewest."""
    places: list[frozenset[str]] = []
    for token in form.split() if english else (found.group() for found in _TOKEN.finditer(form)):
        name, maybe, gap, literal = _TOKEN.findall(token)[0]
        words = parts[name] if name else (token if english else literal,)
        if maybe or gap:
            continue
        begun = [_beginning(word) for word in words]
        if all(begun):
            places.append(frozenset(begun))
    return min(places, key=len, default=frozenset())


def _leads(parts: Mapping[str, Sequence[str]], form: str) -> frozenset[str]:
    """What a Chinese form may begin with: the words of its first place, and of those behind it while a place may be empty."""
    out: set[str] = set()
    for name, maybe, gap, literal in _TOKEN.findall(form):
        begun = {_beginning(word) for word in (parts[name] if name else (literal,))}
        if gap or "" in begun:
            break
        out |= begun
        if not maybe:
            return frozenset(out)
    return frozenset()


def _openings(parts: Mapping[str, Sequence[str]], form: str) -> frozenset[str]:
    """What an English form may begin with: the words of its first place, none where it may be empty or begins with a sign."""
    first = form.split(maxsplit=1)[0]
    name, maybe, gap, _ = _TOKEN.findall(first)[0]
    begun = [_OPENING.match(" ".join(word.lower().split())) for word in (parts[name] if name else (first,))]
    return frozenset() if maybe or gap or not all(begun) else frozenset(one[0] for one in begun if one)


@cache
def _beginning(word: str) -> str:
    """The first two characters that stand side by side wherever `word` is met, or its first; '' where it begins otherwise."""
    first = _BEGUN.match(word.lower())
    return first[0] if first else ""


def _chinese(parts: Mapping[str, Sequence[str]], form: str) -> str:
    out = ""
    for name, maybe, gap, literal in _TOKEN.findall(form):
        if name:
            out += f"{_words(parts[name])}{maybe}"
        else:
            out += _gap(gap) if gap else re.escape(literal.lower())
    return out


def _words(words: Sequence[str]) -> str:
    longest = sorted({word.lower() for word in words}, key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(_word(word) for word in longest)})"


def _word(word: str) -> str:
    return "".join(_gap(gap) if gap else re.escape(literal) for _, _, gap, literal in _TOKEN.findall(word))


def _gap(most: str) -> str:
    return f"{_GAP}{{0,{most}}}?"


def _english(parts: Mapping[str, Sequence[str]], form: str) -> str:
    out = ""
    for word in form.split():
        token = _TOKEN.fullmatch(word)
        phrase = _phrase if out else _first
        if token and token[1]:
            one = rf"(?:{'|'.join(phrase(each) for each in sorted(parts[token[1]], key=len, reverse=True))})"
            out += rf"(?:\s+{one})?" if token[2] else (rf"\s+{one}" if out else one)
        else:
            out += rf"\s+{phrase(word)}" if out else phrase(word)
    return rf"{out}\b"


def _first(phrase: str) -> str:
    """A phrase that begins a word: its edge is asked for behind its first letter, so that the engine passes by the rest."""
    whole, letter = _phrase(phrase), phrase[:1].lower()
    return rf"{letter}(?<!\w{letter}){whole[1:]}" if letter.isalnum() else rf"\b{whole}"


def _phrase(phrase: str) -> str:
    return r"\s+".join(re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in phrase.lower().split())
