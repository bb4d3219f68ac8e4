"""Why something was judged so: the key of a sentence and the values it holds, each typed by whose words they are.

In: nothing. Out: `Reason` and the kinds of values. The sentences stand in `words`; a sink that masks hides values of a
document by their type. Law: a bare text or figure handed to `because` is the document's, so forgetting a type hides too much
and never too little.
"""

from __future__ import annotations

from outscan.nouns import Struct


class Quote(Struct, frozen=True):
    """Words of the document, or a figure it holds: hidden unless hits may be shown. `unit` is ours and stays readable."""

    text: str
    unit: str = ""


class Threshold(Struct, frozen=True):
    """A bound as the rule states it, with its unit: never hidden."""

    text: str
    unit: str = ""


class Word(Struct, frozen=True):
    """A name of our own vocabulary (`map_scale`, `rows`), shown by its word in the reader's language."""

    name: str


class Ours(Struct, frozen=True):
    """A sentence of ours kept beside a rule or policy, in Chinese and in English ('' where it has none)."""

    zh: str
    en: str = ""


class Count(Struct, frozen=True):
    """How many of something we counted: never hidden."""

    number: int


class Plain(Struct, frozen=True):
    """A technical word or a figure as programs write it (GB 18030, 0x0041): the same in every language, never hidden."""

    text: str


class Reason(Struct, frozen=True):
    """One sentence: its key in `words.REASONS` and the values of its places, by name."""

    key: str
    values: tuple[tuple[str, Value], ...] = ()


Value = Quote | Threshold | Word | Ours | Count | Plain | Reason | tuple["Value", ...]
"""What a place of a sentence may hold; several values are listed one after another."""


def because(key: str, **values: Value | str | float) -> Reason:
    """The sentence `key`; a bare text or figure among `values` is the document's."""
    return Reason(
        key, tuple((name, Quote(str(one)) if isinstance(one, str | int | float) else one) for name, one in values.items())
    )


def unread(key: str, /, **values: Reason | str | int | tuple[Reason, ...]) -> Reason:
    """Why something was not read: the sentence `unread.key`. Its values are figures and technical words, never the document's."""
    return Reason(f"unread.{key}", tuple((name, _of_ours(one)) for name, one in values.items()))


def _of_ours(value: Reason | str | int | tuple[Reason, ...]) -> Value:
    match value:
        case Reason() | tuple():
            return value
        case int():
            return Count(value)
        case _:
            return Plain(value)
