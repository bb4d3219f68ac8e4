"""The tokenizer and the state of groups: from control words to stories, pictures and objects.

In: bytes. Out: `Parsed`. Groups may nest as deep as they like: the stack is a list, not the program's own.
"""

from __future__ import annotations

import re

from outscan.extract.fields import shown
from outscan.extract.ole import codec
from outscan.extract.rtf.machine import ACTIONS, Machine
from outscan.extract.rtf.state import Binary, Parsed, State
from outscan.extract.rtf.story import Story
from outscan.extract.rtf.vocabulary import DOUBLE, HEX, INERT, INFO, SIGNS, STORIES, THROUGH
from outscan.limits import Budget
from outscan.nouns import replace
from outscan.types import NOWHERE, HiddenKind, Spot, spot

_TOKEN = re.compile(rb"\\([a-zA-Z]+)(-?\d{1,30})? ?|\\'([0-9a-fA-F]{2})|\\(.)|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL)


class Parser(Machine):
    """One pass over the tokens: what the machine does with words is filled with text and nested by braces."""

    def __init__(self, data: bytes, budget: Budget) -> None:
        super().__init__()
        self.data, self.budget = data, budget
        self.stack: list[State] = []
        self.starts: list[int] = []
        self.skip = 0
        self.pending = bytearray()
        self.binary: Binary | None = None
        self.star = self.fresh = False

    def run(self) -> Parsed:
        """Read all tokens; what stays open or is closed too often is counted."""
        start = max(self.data[:1024].find(b"{\\rt"), 0)
        at, count = start, 0
        while at < len(self.data):
            match = _TOKEN.match(self.data, at)
            if match is None:
                at += 1
                continue
            at = match.end()
            count += 1
            if not count % 50_000:
                self.budget.tick()
            word, number, code, sign, brace, text = match.groups()
            if brace:
                self._brace(brace, match.start())
                if brace == b"}" and not self.stack:
                    rest = self.data[at:].strip(b"\0\r\n\t \x1a")
                    if not rest.startswith((b"{", b"\\", b"}")):
                        self.out.trailing = rest
                        break
            elif word:
                at += self._word(word.decode("ascii"), None if number is None else int(number), at)
            elif code:
                self._byte(int(code, 16))
            elif sign:
                self._sign(sign)
            elif text:
                self._plain(text)
        self._flush()
        self.out.trailing = self.data[:start].strip(b"\xef\xbb\xbf \r\n\t\0") + self.out.trailing
        self.out.open_groups = len(self.stack)
        for state in self.stack:
            state.story.end()
        self.state.story.end()
        self.out.body.end()
        return self.out

    def _brace(self, brace: bytes, at: int) -> None:
        self._flush(carry=True)
        self.skip = 0
        if brace == b"{":
            self.stack.append(self.state)
            self.starts.append(at)
            self.fresh = True
            return
        self.fresh = self.star = False
        if not self.stack:
            self.out.surplus += 1
            return
        before, start = self.stack.pop(), self.starts.pop()
        if self.state.story is not before.story:
            self.state.story.end()
            if self.state.target == "fldinst" and (said := shown(self.state.story.flat())):
                before.story.add(said[0])
                if said[1]:
                    before.story.add(said[1], HiddenKind.ALT_TEXT)
        if self.state.target in INERT and before.target not in INERT:
            self.out.inert.append(self.data[start : at + 1])
        if self.state.target in HEX and before.target not in HEX:
            self.binary = None
        self.state = before

    def _word(self, word: str, number: int | None, at: int) -> int:
        r"""Act on a control word; the count of bytes to jump over (\\bin)."""
        if word == "bin" and number:
            size = max(0, min(number, len(self.data) - at))
            if self.binary is not None:
                self.binary.raw.append(self.data[at : at + size])
            else:
                self.out.loose.append(self.data[at : at + size])
            return size
        if self.skip and word != "u":
            self.skip -= 1
            return 0
        fresh, star = self.fresh, self.star
        self.fresh = self.star = False
        if word in SIGNS:
            self._say(SIGNS[word])
        elif word == "u" and number is not None:
            self._flush()
            self._say(chr(number & 0xFFFF))
            self.skip = self.state.uc
        elif (fresh or star) and self._destination(word, star=star):
            pass
        elif self.state.target in HEX and self.binary is not None:
            self.binary.words[word] = 1 if number is None else number
        else:
            self._format(word, number)
        return 0

    def _destination(self, word: str, *, star: bool) -> bool:
        """Enter a destination; False where `word` is none."""
        low = word.lower()
        story = self.state.story
        if self.state.target in INERT and self.state.target != "fonttbl":
            return False
        if low in HEX:
            self.binary = Binary(low)
            self.out.binaries.append(self.binary)
            self.state = replace(self.state, target=low)
        elif low in INERT:
            self.state = replace(self.state, target=low)
            self.mixed = [0, 0, 0]
            if low == "colortbl":
                self.colours = []
        elif low == "upr":
            self.state = replace(self.state, story=Story(NOWHERE), target="upr")
        elif low == "ud":
            outer = next((s for s in reversed(self.stack) if s.target != "upr"), self.state)
            self.state = replace(self.state, story=outer.story, target=outer.target)
        elif low in INFO and self.state.target == "info":
            self._enter(low, spot("information", None, low))
        elif low in STORIES and (low != "do" or star):
            self._enter(low, spot(STORIES[low]) if STORIES[low] else NOWHERE)
        elif low in THROUGH:
            self.state = replace(self.state, story=story, target=low)
        elif star and len(self.stack) > 1:
            self._enter("*" + low, spot("rtf_destination", None, low))
        else:
            return False
        return True

    def _enter(self, target: str, label: Spot) -> None:
        self._flush()
        story = Story(label)
        self.out.stories.append((target, story))
        self.state = replace(
            self.state, story=story, target=target, hidden=False, deleted=False, white=False, tiny=False, inside=False
        )

    def _format(self, word: str, number: int | None) -> None:
        if word in ACTIONS:
            self._flush()
            self.act(word, number)

    def _byte(self, value: int) -> None:
        self.fresh = self.star = False
        if self.skip:
            self.skip -= 1
        elif self.state.target not in HEX:
            self.pending.append(value)

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.star = True
            return
        self.fresh = False
        if self.skip:
            self.skip -= 1
            return
        if sign in b"\\{}":
            self.pending += sign
        elif sign == b"~":
            self._say("\u00a0")
        elif sign == b"_":
            self._say("-")
        elif sign in b"\r\n":
            self._flush()
            self.state.story.paragraph(inside=self.state.inside)

    def _plain(self, text: bytes) -> None:
        self.fresh = self.star = False
        if self.skip:
            gone = min(self.skip, len(text))
            self.skip -= gone
            text = text[gone:]
        if self.state.target in HEX and self.binary is not None:
            self.binary.hex.append(text)
        elif self.state.target == "colortbl":
            for _ in range(text.count(b";")):
                self.colour()
        else:
            self.pending += text

    def _flush(self, *, carry: bool = False) -> None:
        """Decode the pending bytes; at a brace (`carry`) the first half of a two-byte character waits for its second."""
        if not self.pending:
            return
        raw, self.pending = bytes(self.pending), bytearray()
        if raw.isascii():
            self._say(raw.decode("ascii"))
            return
        pages = list(self.pages())
        # a Western font in a Chinese document often carries Chinese bytes all the same: a strict reading decides
        if pages[0] not in DOUBLE and self.page in DOUBLE:
            pages.insert(0, self.page)
        for page in pages:
            try:
                self._say(raw.decode(codec(page)))
            except UnicodeDecodeError:
                continue
            return
        if carry and raw[-1] > 0x80 and any(page in DOUBLE for page in pages):
            self.pending = bytearray(raw[:-1])
            self._flush()
            self.pending = bytearray(raw[-1:])
            return
        self._say(raw.decode(codec(pages[0]), "replace"))

    def _say(self, text: str) -> None:
        if self.pending:
            self._flush()
        state = self.state
        if state.target in INERT or state.target in HEX:
            return
        hidden = None
        if state.deleted:
            hidden = HiddenKind.TRACKED_DELETION
        elif state.hidden:
            hidden = HiddenKind.HIDDEN_TEXT
        elif state.tiny:
            hidden = HiddenKind.TINY_TEXT
        elif state.white and not state.shaded:
            hidden = HiddenKind.WHITE_TEXT
        state.story.add(text, hidden)
