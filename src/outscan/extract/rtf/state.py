"""The state of a group, and what a rich text file gives.

In: nothing. Out: `State`, `Binary`, `Parsed`, which the parser fills.
"""

from __future__ import annotations

import re

from outscan.extract.rtf.story import Story
from outscan.nouns import Struct, field, replace
from outscan.types import NOWHERE, Spot


class State(Struct, frozen=True):
    """What a group inherits and may change. Control words often say again what already holds: `but` is quick then."""

    story: Story
    target: str = ""
    uc: int = 1
    font: int = -1
    asian: int = -1
    double: bool = False
    hidden: bool = False
    deleted: bool = False
    white: bool = False
    shaded: bool = False
    tiny: bool = False
    inside: bool = False

    def but(self, name: str, value: bool | int) -> State:  # noqa: FBT001 - the value of any switch
        """This state with one thing changed; itself where nothing changes."""
        return self if getattr(self, name) == value else replace(self, **{name: value})


class Binary(Struct):
    """A hexadecimal destination: picture or object."""

    kind: str
    words: dict[str, int] = field(default_factory=dict)
    hex: list[bytes] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def data(self) -> bytes:
        """The bytes it stands for."""
        if self.raw:
            return b"".join(self.raw)
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", b"".join(self.hex))
        return bytes.fromhex(digits[: len(digits) // 2 * 2].decode("ascii"))


class Parsed(Struct):
    """All that a rich text file holds."""

    body: Story = field(default_factory=lambda: Story(NOWHERE, counted=True))
    stories: list[tuple[str, Story]] = field(default_factory=list)
    binaries: list[Binary] = field(default_factory=list)
    inert: list[bytes] = field(default_factory=list)
    insertions: list[Spot] = field(default_factory=list)
    open_groups: int = 0
    surplus: int = 0
    trailing: bytes = b""
    loose: list[bytes] = field(default_factory=list)
    """Binary data outside pictures and objects."""
