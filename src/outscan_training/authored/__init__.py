"""The authored corpus: fictional texts that talk around what must not leave, and innocent twins on the same subjects.

In: the templates beside this file (one a line; `[a|b]` is a choice, `{2-9}` a figure, `{place}` a name from `any.txt`), and
documents and remarks in `documents/`, a file a voice. A block there is a text, secret or innocent; or a whole writing, of a desk
or for the public, a paragraph a line: of a desk's, `> ` stands before paragraphs that say the matter, `~ ` before those that say
it only together with others (marks, heads and rows of tables).
Out: `Written` texts with their domain. Every line belongs to one fold by its digest, and a text is made of lines of one
fold only; every voice belongs to one fold. So a split by fold is a split by template and by author: no text is judged by a
model that saw a sibling of it, or another text in its voice.
Nothing here is or was real.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import groupby
from random import Random

DOMAINS = (
    "education",
    "surveying",
    "hydrology",
    "geology",
    "science_tech",
    "statistics_economy",
    "foreign_affairs",
    "health",
    "internal",
    "trade",
)
FOLDS = 5
VOICES = {
    "institutes": 0,
    "sentences": 0,
    "campus": 1,
    "remarks": 1,
    "old_hands": 2,
    "field": 2,
    "partners": 3,
    "english": 3,
    "lookalikes": 3,
    "mixed": 4,
    "stories": 4,
    "visits": 4,
    "briefings": 0,
    "deliveries": 1,
    "letters": 2,
    "talks": 3,
    "offices": 2,
    "confidences": 4,
    "consultants": 0,
    "registrars": 1,
    "annexes": 4,
    "gazettes": 1,
    "errands": 4,
    "enquiries": 1,
    "colleagues": 3,
    "correspondents": 4,
    "counsels": 3,
    "bureaus": 2,
    "outsiders_1": 0,
    "outsiders_2": 1,
    "outsiders_3": 2,
    "outsiders_4": 3,
    "outsiders_5": 4,
    "outsiders_6": 0,
    "outsiders_7": 1,
    "outsiders_8": 2,
    "outsiders_9": 3,
    "outsiders_10": 4,
    "outsiders_11": 0,
    "outsiders_12": 1,
    "outsiders_13": 2,
    "outsiders_14": 3,
    "outsiders_15": 4,
    "outsiders_16": 0,
    "outsiders_17": 1,
    "clerks": 2,
}
"""Who wrote the files of `documents/`, with the fold of each."""
SECRET, INNOCENT, DESK, PUBLIC = "secret", "innocent", "desk", "public"
"""What a block is."""
SAYS, TOGETHER = "> ", "~ "
"""What stands before a paragraph that says the matter, and before one that says it only together with others."""
REMARK, REST, LONGEST = 12, 60, 3000
"""Characters of a matter that make a text, of what stands beside it that make an innocent one, and so many of that are read."""
REGISTERS = ("mail", "chat", "minutes", "report", "diary", "bare")

_BLOCK = re.compile(r"(?m)^== ")
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_FIGURE = re.compile(r"\{(\d+)-(\d+)\}")
_NAME = re.compile(r"\{([a-z_]+2?)\}")


@dataclass(frozen=True, slots=True)
class Written:
    """One authored text. `domain` is "none" for an innocent twin, `about` its subject either way."""

    text: str
    domain: str
    about: str
    fold: int
    register: str
    english: bool
    source: str


@dataclass(frozen=True, slots=True)
class Template:
    """One document of a voice, with its slots."""

    domain: str
    secret: bool
    english: bool
    voice: str
    number: int
    text: str

    def fill(self, dice: Random) -> Written:
        """The document with its choices made."""
        return Written(
            fill(self.text, dice),
            self.domain if self.secret else "none",
            self.domain,
            VOICES[self.voice],
            "document",
            self.english,
            f"{self.voice}-{self.number}",
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """A whole writing: its paragraphs, and whether one desk wrote it for another or it is for everybody."""

    desk: bool
    paragraphs: tuple[str, ...]
    fold: int
    english: bool
    source: str


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """The lines of one template file by section."""
    out: dict[str, list[str]] = {}
    kept: list[str] = []
    for line in files(__package__).joinpath(f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("== "):
            kept = out.setdefault(line[3:].strip(), [])
        elif line.strip():
            kept.append(line.strip())
    return {key: tuple(lines) for key, lines in out.items()}


@cache
def folds(name: str, section: str) -> dict[str, int]:
    """The fold of each line of a section: dealt out in the order of their digests, so that all folds are of one size."""
    lines = sorted(sections(name).get(section, ()), key=lambda line: hashlib.sha256(line.encode()).digest())
    return {line: at % FOLDS for at, line in enumerate(lines)}


@cache
def documents() -> tuple[Template, ...]:
    """The documents of all voices, in their order; of a desk's writing what says the matter, and the rest as an innocent one."""
    out = []
    for voice in VOICES:
        for number, (domain, kind, english, body) in enumerate(_texts(voice)):
            out.append(Template(domain, kind == SECRET, english, voice, number, body))
    return tuple(out)


@cache
def writings() -> tuple[Writing, ...]:
    """The whole writings of all voices, in their order."""
    return tuple(
        Writing(
            kind == DESK, tuple(line.removeprefix(SAYS).removeprefix(TOGETHER) for line in lines), fold, english, f"{voice}-{at}"
        )
        for voice, fold in VOICES.items()
        for at, (_, kind, english, lines) in enumerate(_blocks(voice))
        if kind in (DESK, PUBLIC)
    )


def _blocks(voice: str) -> Iterator[tuple[str, str, bool, list[str]]]:
    """Domain, kind, whether it is English, and the lines of each block of a voice."""
    text = files(__package__).joinpath("documents", f"{voice}.txt").read_text("utf-8")
    for block in _BLOCK.split(text)[1:]:
        head, _, body = block.partition("\n")
        domain, kind, *tongue = head.split()
        yield domain, kind, tongue == ["en"], body.strip().split("\n")


def _texts(voice: str) -> Iterator[tuple[str, str, bool, str]]:
    """Each text to learn from by itself: domain, secret or innocent, whether it is English, the text."""
    for domain, kind, english, lines in _blocks(voice):
        if kind != DESK:
            yield domain, SECRET if kind == SECRET else INNOCENT, english, "\n".join(lines)
            continue
        for says, group in groupby(lines, key=lambda line: line.startswith(SAYS)):
            text = "\n".join(line.removeprefix(SAYS) for line in group)
            if says and len(text) >= REMARK:
                yield domain, SECRET, english, text
        rest = "\n".join(line for line in lines if not line.startswith((SAYS, TOGETHER)))
        if len(rest) >= REST:
            yield domain, INNOCENT, english, rest[:LONGEST]


def digest() -> str:
    """Sha256 over all template files: the training data's own name."""
    total = hashlib.sha256()
    for name in (*DOMAINS, "any", *(f"documents/{voice}" for voice in VOICES)):
        total.update(files(__package__).joinpath(*f"{name}.txt".split("/")).read_bytes())
    return f"sha256:{total.hexdigest()}"


def fill(line: str, dice: Random) -> str:
    """`line` with its choices made and its slots filled."""
    while found := _CHOICE.search(line):
        line = line[: found.start()] + dice.choice(found.group(1).split("|")) + line[found.end() :]
    line = _FIGURE.sub(lambda m: str(dice.randint(int(m[1]), int(m[2]))), line)
    return _NAME.sub(lambda m: _named(m[1], dice), line)


def _named(name: str, dice: Random) -> str:
    match name.rstrip("2"):
        case "d":
            return str(dice.randint(1, 30))
        case "m":
            return str(dice.randint(1, 12))
        case "y":
            return str(dice.randint(2005, 2029))
        case "floor":
            return str(dice.randint(1, 9)) if dice.random() < 0.5 else dice.choice("一二三四五六七八")  # noqa: PLR2004 - either way of writing it
        case "w":
            return dice.choice("一二三四五六日")
        case known:
            return dice.choice(_words(known))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(word for line in sections("any")[name] for word in line.split())


def _lines(name: str, section: str, fold: int | None) -> list[str]:
    return [line for line, one in folds(name, section).items() if fold in (None, one)]


def write(domain: str, fold: int | None, dice: Random, *, secret: bool, english: bool = False) -> Written:
    """One text about `domain`, of lines of `fold` only (None: of all)."""
    tongue = "_en" if english else ""
    register = dice.choice(REGISTERS[:3] if english else REGISTERS)
    kind = "secret" if secret else "innocent"
    body = _lines(domain, kind + tongue, fold)
    said = dice.sample(body, min(dice.choice((1, 1, 2, 2, 3, 4)), len(body)))
    if dice.random() < (0.45 if secret else 0.6):
        said += dice.sample(
            handling := _lines("any", f"handling_{kind}{tongue}", fold), min(dice.choice((1, 1, 2)), len(handling))
        )
    if dice.random() < 0.35:  # noqa: PLR2004 - about one text in three has something beside the point
        said.insert(dice.randint(0, len(said)), dice.choice(_lines("any", f"filler{tongue}", None)))
    if register != "bare" and dice.random() < 0.6:  # noqa: PLR2004 - many passages are met without their greeting
        said.insert(0, dice.choice(_lines("any", "open_en" if english else f"open_{register}", None)))
        if dice.random() < 0.5:  # noqa: PLR2004 - and half of those without a farewell
            said.append(dice.choice(_lines("any", f"close{tongue}", None)))
    glue = dice.choice((" ", "\n") if english else ("", "", "\n"))
    text = glue.join(fill(line, dice) for line in said)
    at = -1 if fold is None else fold
    return Written(text, domain if secret else "none", domain, at, register, english, f"lines-{domain}-{at}")


def corpus(seed: int, each: int) -> Iterator[Written]:
    """`each` secret and `each` innocent texts a domain and fold, one in six of them English."""
    dice = Random(seed)  # noqa: S311 - reproducible variety, no secret
    for fold in range(FOLDS):
        for domain in DOMAINS:
            for number in range(each):
                for secret in (True, False):
                    made = write(domain, fold, dice, secret=secret, english=number % 6 == 0)
                    if made.text:  # a fold may hold no line of a short section
                        yield made
