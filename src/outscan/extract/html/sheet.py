"""A page's style sheets: which declarations apply to an element, asked while the page streams by.

In: the text of `<style>` elements; an element with its attributes as it opens. Out: the declarations that apply, the gravest of
the cascade first. tinycss2 reads the sheet, cssselect2 its selectors. Selectors are matched here, from the left: an open element
remembers which beginnings of selectors end in it, in what is around it and in what stands before it, so that a page costs its
elements times its rules whatever a selector says (the library's own matching turns a selector into Python that is evaluated, and
grows with a power of the depth). What needs to look ahead (`:last-child`, `:has`) and what a still page never is (`:hover`) hides
nothing; a rule inside `@media` or the like adds, and never takes back.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import tinycss2
from cssselect2 import parser
from tinycss2.nth import parse_nth

from outscan.extract.html.style import Matched
from outscan.nouns import Struct, field

_PROPERTIES = re.compile(
    r"display|visibility|mso-hide|content-visibility|opacity|color|font-size|text-indent|left|top|right|margin-(?:left|top)"
    r"|clip(?:-path)?|transform|(?:max-)?(?:height|width)|overflow(?:-[xy])?|background(?:-color)?"
    r"|order|flex(?:-direction|-flow)?|position|float|grid-(?:row|column|area).*|unicode-bidi|direction"
)
"""What decides whether and where text is seen."""
_GROUPS = frozenset({"media", "supports", "layer", "container", "document", "scope"})
_NAMED = re.compile(r"(?:^|;)\s*([\w-]+)\s*:")
_MOST = 4_000
"""Compounds of one page: the largest sheets of real sites hold about as many that say whether text is seen."""
_LONGEST = 400_000
"""Characters of one sheet that are read."""


class _Rule(Struct):
    """One declaration block: what it says of sight, and where it stands in the cascade."""

    said: list[tuple[str, str, bool]]
    conditional: bool


class _Compound(Struct):
    """One compound of a selector, joined to the one on its left."""

    number: int
    simple: tuple[Any, ...]
    joined: str
    left: int
    inner: bool = True
    rule: _Rule | None = None
    weight: tuple[tuple[int, ...], int] = ((0,), 0)


class _Opened(Struct, frozen=True):
    """What a compound asks about an element."""

    tag: str
    name: str
    classes: frozenset[str]
    attributes: dict[str, str]
    index: int
    root: bool


class StyleSheet(Struct):
    """The rules of all sheets of a page."""

    _by_name: dict[str, list[_Compound]] = field(default_factory=lambda: defaultdict(list))
    _by_class: dict[str, list[_Compound]] = field(default_factory=lambda: defaultdict(list))
    _by_tag: dict[str, list[_Compound]] = field(default_factory=lambda: defaultdict(list))
    _any: list[_Compound] = field(default_factory=list)
    _count: int = 0

    def add(self, css: str) -> None:
        """Learn the rules of one style sheet."""
        for prelude, content, conditional in _rules(tinycss2.parse_stylesheet(css[:_LONGEST]), conditional=False):
            with suppress(parser.SelectorError, RecursionError):  # a rule that cannot be understood is none
                rule = _Rule(list(_declared(content)), conditional)
                for selector in parser.parse(prelude) if rule.said else ():
                    if selector.pseudo_element is None:
                        self._learn(selector, rule)

    def apply(self, tag: str, attributes: dict[str, str], outer: Matched) -> tuple[Matched, str]:
        """What ends in an element that opens inside `outer`, and the declarations that apply to it, inline ones included."""
        inline = attributes.get("style", "")
        opened = _Opened(
            tag,
            attributes.get("id", "").lower(),
            frozenset(attributes.get("class", "").lower().split()),
            attributes,
            outer.children,
            root=outer.root,
        )
        ends, applied = set(), []
        for compound in self._asked(opened):
            if _joins(compound, outer) and all(_is(simple, opened) for simple in compound.simple):
                if compound.inner:
                    ends.add(compound.number)
                if compound.rule is not None:
                    applied.append((compound.weight, compound.rule))
        return outer.open(frozenset(ends)), _cascade(applied, inline) if applied else inline

    def _learn(self, selector: parser.Selector, rule: _Rule) -> None:
        chain, joins, tree = [], [], selector.parsed_tree
        while isinstance(tree, parser.CombinedSelector):
            chain.append(tree.right.simple_selectors)
            joins.append(tree.combinator)
            tree = tree.left
        chain.append(tree.simple_selectors)
        if self._count + len(chain) > _MOST or not all(_askable(simple) for simples in chain for simple in simples):
            return
        left = -1
        for simples, joined in zip(reversed(chain), ("", *reversed(joins)), strict=True):
            compound = _Compound(self._count, tuple(simples), joined, left)
            self._keep(compound)
            left = self._count
            self._count += 1
        compound.inner, compound.rule, compound.weight = False, rule, (selector.specificity, self._count)

    def _keep(self, compound: _Compound) -> None:
        """Put a compound where an element that it may fit finds it."""
        for kind, where, key in (
            (parser.IDSelector, self._by_name, "ident"),
            (parser.ClassSelector, self._by_class, "class_name"),
            (parser.LocalNameSelector, self._by_tag, "lower_local_name"),
        ):
            for simple in compound.simple:
                if isinstance(simple, kind):
                    where[getattr(simple, key).lower()].append(compound)
                    return
        self._any.append(compound)

    def _asked(self, opened: _Opened) -> Iterator[_Compound]:
        yield from self._by_name.get(opened.name, ())
        for name in opened.classes:
            yield from self._by_class.get(name, ())
        yield from self._by_tag.get(opened.tag, ())
        yield from self._any


def _rules(nodes: list[Any], *, conditional: bool) -> Iterator[tuple[list[Any], list[Any], bool]]:
    """Selectors and content of every style rule, those inside `@media` and its like too."""
    waiting = [(node, conditional) for node in reversed(nodes)]
    while waiting:
        node, inside = waiting.pop()
        if node.type == "qualified-rule":
            yield node.prelude, node.content, inside
        elif node.type == "at-rule" and node.lower_at_keyword in _GROUPS and node.content is not None:
            waiting.extend((one, True) for one in reversed(tinycss2.parse_rule_list(node.content)))


def _declared(content: list[Any]) -> Iterator[tuple[str, str, bool]]:
    """Property, value, and whether it is important, of what says whether text is seen."""
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration" and _PROPERTIES.fullmatch(node.lower_name):
            yield node.lower_name, tinycss2.serialize(node.value).strip(), node.important


def _cascade(applied: list[tuple[tuple[tuple[int, ...], int], _Rule]], inline: str) -> str:
    """One declaration a property, the last word first; an inline style has it unless a rule is important."""
    own = set(_NAMED.findall(inline.lower()))
    plain: dict[tuple[str, bool], str] = {}
    grave: dict[tuple[str, bool], str] = {}
    for _, rule in sorted(applied, key=lambda one: one[0]):
        for name, value, important in rule.said:
            where = grave if important else plain
            if important or rule.conditional or name not in own:
                where.pop((name, rule.conditional), None)
                where[name, rule.conditional] = value
    for name, conditional in grave:
        if not conditional:
            plain.pop((name, conditional), None)
    loud, quiet = ([f"{name}:{value}" for (name, _), value in reversed(said.items())] for said in (grave, plain))
    return ";".join((*loud, inline, *quiet))


def _joins(compound: _Compound, outer: Matched) -> bool:
    """Whether what stands left of a compound is where its combinator wants it."""
    match compound.joined:
        case " ":
            return compound.left in outer.above
        case ">":
            return compound.left in outer.ends
        case "+":
            return compound.left in outer.last
        case "~":
            return compound.left in outer.before
    return True


def _askable(simple: Any) -> bool:  # noqa: ANN401 - a simple selector of the library, which has no types
    """Whether a simple selector is answered by an element as it opens."""
    match simple:
        case parser.NegationSelector() | parser.MatchesAnySelector() | parser.SpecificityAdjustmentSelector():
            trees = [one.parsed_tree for one in simple.selector_list]
            return all(isinstance(tree, parser.CompoundSelector) and all(map(_askable, tree.simple_selectors)) for tree in trees)
        case parser.PseudoClassSelector():
            return simple.name in {"first-child", "root", "scope", "link", "any-link"}
        case parser.FunctionalPseudoClassSelector():
            return simple.name == "nth-child" and parse_nth(simple.arguments) is not None
        case parser.AttributeSelector():
            return not simple.namespace
    return isinstance(simple, (parser.IDSelector, parser.ClassSelector, parser.LocalNameSelector))


def _is(simple: Any, opened: _Opened) -> bool:  # noqa: ANN401 - as above
    """Whether an element is what a simple selector asks for; names of classes and ids are compared as old pages are."""
    match simple:
        case parser.LocalNameSelector():
            return bool(simple.lower_local_name == opened.tag)
        case parser.ClassSelector():
            return simple.class_name.lower() in opened.classes
        case parser.IDSelector():
            return bool(simple.ident.lower() == opened.name)
        case parser.AttributeSelector():
            return _has(simple, opened.attributes)
        case parser.PseudoClassSelector():
            linked = opened.tag in {"a", "area", "link"} and "href" in opened.attributes
            return {"first-child": opened.index == 0, "root": opened.root, "scope": opened.root}.get(simple.name, linked)
        case parser.FunctionalPseudoClassSelector():
            step, first = parse_nth(simple.arguments)
            behind = opened.index + 1 - first
            return bool(behind == 0 if step == 0 else behind % step == 0 and behind // step >= 0)
    fits = any(all(_is(part, opened) for part in one.parsed_tree.simple_selectors) for one in simple.selector_list)
    return not fits if isinstance(simple, parser.NegationSelector) else fits


def _has(simple: parser.AttributeSelector, attributes: dict[str, str]) -> bool:
    """Whether an attribute is there and is as asked (Selectors 4 §6.1, §6.2)."""
    value, wanted = attributes.get(simple.lower_name), simple.value
    if value is None or simple.operator is None:
        return value is not None
    if simple.case_sensitive is False:
        value, wanted = value.lower(), wanted.lower()
    if simple.operator == "=":
        return bool(value == wanted)
    if simple.operator == "|=":
        return value == wanted or value.startswith(f"{wanted}-")
    if simple.operator == "~=":
        return wanted in value.split()
    where = {"^=": value.startswith, "$=": value.endswith, "*=": value.__contains__}[simple.operator]
    return bool(wanted) and where(wanted)
