"""The parts of a Word document in the order a person meets them.

In: a `Blob`. Out: pieces; the main story first, then every other part by the name of its root, referenced or not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from outscan.extract.again import MOST, remembered
from outscan.extract.docx.names import VAL, W
from outscan.extract.docx.numbers import Numbers
from outscan.extract.docx.story import Story
from outscan.extract.docx.visibility import Looks
from outscan.extract.element import Element
from outscan.extract.ooxml import SIGNS, Package, PackagePart, accounted, local, parse, rest, root_name, wordy
from outscan.lazy_regex import lazy
from outscan.limits import Budget
from outscan.types import Blob, GapReason, HiddenKind, Part, Piece, Segment, Spot, joined, named, spot, unread

_DIGITS = lazy(r"(\d+)\.xml$")
_NOISE = frozenset(
    {"noLineBreaksAfter", "noLineBreaksBefore", "decimalSymbol", "listSeparator", "caption", "autoCaption", "themeFontLang"}
)


def read(blob: Blob, budget: Budget) -> Iterator[Piece]:
    """Yield everything a Word package holds."""
    package = Package.open(blob, budget)
    yield from accounted(package, _pieces(package, blob))


def _pieces(package: Package, blob: Blob) -> Iterator[Piece]:
    main = package.main("word/document.xml")
    looks = _looks(package, main)
    numbers = _numbers(package, main, looks)
    authors: dict[str, Spot] = {}
    mains = package.named(main)
    for number, part in enumerate(mains):
        yield from _story(package, part, looks, authors, _body if not number else _orphan, numbers)
    if not mains:
        package.gap(main, GapReason.CORRUPT, unread("no_main_part"))
    yield from package.drain()
    for part in [p for p in package.parts if not p.taken and p.key.endswith(".xml")]:
        tell = _STORIES.get(root_name(package.peek(part)))
        if tell is not None and "styles" not in part.key:
            yield from _story(package, part, looks, authors, tell)
            yield from package.drain()
    if authors:
        text, places = joined([(at, name) for name, at in authors.items()])
        yield Segment(blob.where.at(Part.METADATA), text, places, HiddenKind.PERSON_PROPERTY)
    yield from rest(package)


def _looks(package: Package, main: str) -> Looks:
    names = package.related(main, "styles") or ["word/styles.xml"]
    for part in package.named(names[0]):
        data = package.peek(part)
        if len(data) <= package.budget.limits.max_xml_bytes and (known := _known_looks(data)) is not None:
            return Looks(known.styles, known.default)
        root = package.tree(part)
        part.taken = False  # read for what it does to text; told as inert with the rest
        return Looks.of(root)
    return Looks()


@partial(remembered, many=2)
def _known_looks(data: bytes) -> Looks | None:
    """What a styles part that is whole and of ordinary size does to text; None of any other, whose reading has more to say."""
    root, wrong = parse(data) if len(data) <= MOST and not any(sign in data for sign in SIGNS) else (None, None)
    return Looks.of(root) if root is not None and wrong is None else None


def _numbers(package: Package, main: str, looks: Looks) -> Numbers:
    names = package.related(main, "numbering") or ["word/numbering.xml"]
    for part in package.named(names[0]):
        root = package.tree(part)
        part.taken = False  # the words of its labels are told as a part of its own
        return Numbers.of(root, looks.styles)
    return Numbers()


_Tell = Callable[[Story, Element, str], None]


def _story(
    package: Package, part: PackagePart, looks: Looks, authors: dict[str, Spot], tell: _Tell, numbers: Numbers | None = None
) -> Iterator[Segment]:
    root = package.tree(part)
    if root is None:
        return
    story = Story(looks, numbers or Numbers())
    try:
        tell(story, root, part.name)
    except RecursionError:
        package.gap(part.name, GapReason.TOO_DEEP, unread("xml_nesting"))
    yield from story.kept.pieces(package.blob.where)
    for name, at in story.kept.authors.items():
        authors.setdefault(name, at)


def _number(name: str) -> int:
    found = _DIGITS.search(name)
    return int(found[1]) if found else 1


def _numbered(kind: str, element: Element) -> Spot:
    """A note or comment by the number the file gives it."""
    number = element.get(W + "id", "")
    return spot(kind, int(number)) if number.isdecimal() else spot(kind, None, number)


def _body(story: Story, root: Element, _: str) -> None:
    background = root.find(W + "background")
    if background is not None and len(color := background.get(W + "color", "")) == len("FFFFFF"):
        story.kept.looks.page = story.kept.ground = color
    story.body(root)


def _orphan(story: Story, root: Element, name: str) -> None:
    """A document part that nothing refers to: no program shows it, every unpacker does."""
    story.kept.part, story.kept.label, story.kept.hide_all = Part.HIDDEN, named(name), HiddenKind.DELETED_DATA
    story.body(root)


def _header(story: Story, root: Element, name: str) -> None:
    story.kept.part, story.kept.label = Part.HEADER, spot("header", _number(name))
    story.body(root)


def _footer(story: Story, root: Element, name: str) -> None:
    story.kept.part, story.kept.label = Part.FOOTER, spot("footer", _number(name))
    story.body(root)


def _notes(story: Story, root: Element, _: str) -> None:
    kind = "footnote" if local(root) == "footnotes" else "endnote"
    story.kept.part, story.kept.label = Part.NOTE, spot(kind)
    for note in root:
        if note.get(W + "type") not in {"separator", "continuationSeparator"} or any(t.text for t in note.iter(W + "t")):
            story.place(note, _numbered(kind, note))


def _comments(story: Story, root: Element, _: str) -> None:
    story.kept.part, story.kept.label, story.kept.hide_all = Part.COMMENT, spot("comment"), HiddenKind.COMMENT
    for comment in root:
        at = _numbered("comment", comment)
        story.place(comment, at)
        for name in dict.fromkeys((comment.get(W + "author", ""), comment.get(W + "initials", ""))):
            if name:
                story.kept.authors.setdefault(name, at)


def _people(story: Story, root: Element, name: str) -> None:
    for person in root.iter():
        for key, value in person.attrib.items():
            if key.endswith("author") and value:
                story.kept.authors.setdefault(value, named(name))


def _glossary(story: Story, root: Element, name: str) -> None:
    story.kept.part, story.kept.label, story.kept.hide_all = Part.HIDDEN, spot("building_block"), HiddenKind.GLOSSARY
    for part in root.iter(W + "docPart"):
        story.kept.spot = named(name)
        for said in part.iter(W + "name", W + "description", W + "category"):
            if not (value := said.get(VAL, "")).isascii():
                story.kept.hide(HiddenKind.GLOSSARY, value)
        story.body(part)


def _settings(story: Story, root: Element, name: str) -> None:
    """Document variables, mail merge queries, and whatever else is set in words."""
    story.kept.spot = named(name)
    variables: list[str] = []
    for element in root.iter():
        if local(element) in _NOISE or not isinstance(element.tag, str):
            continue
        values = [value for value in element.attrib.values() if wordy(value)]
        if local(element) == "docVar":
            variables.append(": ".join((element.get(W + "name", ""), element.get(VAL, ""))))
        elif any(True for _ in element.iterancestors(W + "mailMerge")):
            variables += values
        else:
            variables += [value for value in values if not value.isascii()]
        if element.text and element.text.strip():
            variables.append(element.text.strip())
    for text in variables:
        story.kept.hide(HiddenKind.PROPERTY, text)


def _numbering(story: Story, root: Element, name: str) -> None:
    """The words of list labels (机密-%1)."""
    texts = dict.fromkeys(e.get(VAL, "") for e in root.iter(W + "lvlText"))
    story.kept.places += [
        (named(name), text) for text in texts if len([c for c in text if c.isalpha() and not "\ue000" <= c <= "\uf8ff"]) > 1
    ]


_STORIES: dict[str, _Tell] = {
    "document": _orphan,
    "hdr": _header,
    "ftr": _footer,
    "footnotes": _notes,
    "endnotes": _notes,
    "comments": _comments,
    "people": _people,
    "glossaryDocument": _glossary,
    "settings": _settings,
    "numbering": _numbering,
}
