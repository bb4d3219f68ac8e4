"""The nouns of outscan: what travels between rooms.

In: nothing. Out: frozen, slotted, picklable dataclasses compared by value, and the enums whose words are on the wire.
Deliberately without behaviour beyond looking things up in themselves: rooms meet here, so nothing here knows a room.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, Self, overload

SOFT = "\v"
"""A line ends here on the screen or page, but reading goes on: wrapped lines, page breaks, lines of a text box."""
HARD = "\n"
"""Reading stops here: between paragraphs, table rows, messages. No match crosses it."""
CELL = "\t"
"""Between neighbouring cells of one table row."""


class _Ordered(StrEnum):
    """A word on the wire whose order is the order of definition, so that `max` joins."""

    def _rank(self) -> int:
        return list(type(self)).index(self)

    def __lt__(self, other: str) -> bool:
        return self._rank() < type(self)(other)._rank()

    def __le__(self, other: str) -> bool:
        return self._rank() <= type(self)(other)._rank()

    def __gt__(self, other: str) -> bool:
        return self._rank() > type(self)(other)._rank()

    def __ge__(self, other: str) -> bool:
        return self._rank() >= type(self)(other)._rank()


class Action(_Ordered):
    """What a person is recommended to do (处理建议)."""

    RELEASE = "release"
    PROCESS = "process"
    REVIEW = "review"
    ESCALATE = "escalate"
    WITHHOLD = "withhold"


class Level(_Ordered):
    """Classification level (密级). Never `CONFIDENTIAL`: Western ladders shift by one."""

    NONE = "none"
    INTERNAL = "internal"
    TRADE_SECRET = "trade_secret"
    WORK_SECRET = "work_secret"
    SENSITIVE = "sensitive"
    SECRET = "secret"
    HIGHLY_SECRET = "highly_secret"
    TOP_SECRET = "top_secret"


class Part(StrEnum):
    """Where in a document a piece of text sits."""

    BODY = "body"
    TABLE = "table"
    HEADER = "header"
    FOOTER = "footer"
    NOTE = "note"
    COMMENT = "comment"
    REVISION = "revision"
    HIDDEN = "hidden"
    METADATA = "metadata"
    NAME = "name"
    IMAGE = "image"
    ATTACHMENT = "attachment"


class GapReason(StrEnum):
    """Why something was not read (未检原因)."""

    UNSUPPORTED = "unsupported"
    ENCRYPTED = "encrypted"
    CORRUPT = "corrupt"
    GARBLED = "garbled"
    IMAGE_ONLY = "image_only"
    TOO_LARGE = "too_large"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    UNREADABLE = "unreadable"
    SKIPPED = "skipped"


class HiddenKind(StrEnum):
    """What kind of thing a reader of the open document would not see at once (隐藏内容)."""

    HIDDEN_SHEET = "hidden_sheet"
    VERY_HIDDEN_SHEET = "very_hidden_sheet"
    HIDDEN_ROW = "hidden_row"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_SLIDE = "hidden_slide"
    HIDDEN_TEXT = "hidden_text"
    WHITE_TEXT = "white_text"
    TINY_TEXT = "tiny_text"
    INVISIBLE_TEXT = "invisible_text"
    OFF_PAGE = "off_page"
    HIDDEN_LAYER = "hidden_layer"
    HIDDEN_FORMAT = "hidden_format"
    TRACKED_INSERTION = "tracked_insertion"
    TRACKED_DELETION = "tracked_deletion"
    COMMENT = "comment"
    SPEAKER_NOTE = "speaker_note"
    MASTER_TEXT = "master_text"
    PERSON_PROPERTY = "person_property"
    PROPERTY = "property"
    CUSTOM_PROPERTY = "custom_property"
    CUSTOM_XML = "custom_xml"
    DEFINED_NAME = "defined_name"
    DATA_VALIDATION = "data_validation"
    FIELD_CODE = "field_code"
    FORMULA = "formula"
    ALT_TEXT = "alt_text"
    EMBEDDED_FILE = "embedded_file"
    ATTACHMENT = "attachment"
    THUMBNAIL = "thumbnail"
    PIVOT_CACHE = "pivot_cache"
    EXTERNAL_LINK = "external_link"
    OLDER_REVISION = "older_revision"
    DELETED_DATA = "deleted_data"
    SCRIPT = "script"
    MACRO = "macro"
    ANNOTATION = "annotation"
    FORM_FIELD = "form_field"
    GLOSSARY = "glossary"
    LOCATION = "location"
    IMAGE_METADATA = "image_metadata"
    MAIL_HEADER = "mail_header"
    MARKUP_COMMENT = "markup_comment"
    RAW_STRING = "raw_string"


class Kind(StrEnum):
    """What kind of thing was found."""

    MARK = "mark"
    ITEM = "item"
    TERM = "term"
    QUANTITY = "quantity"
    TABLE = "table"
    IDENTIFIER = "identifier"
    FINGERPRINT = "fingerprint"


class Confidence(_Ordered):
    """How sure we are that a finding is what its rule says."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Certainty(StrEnum):
    """How sure we are of a legal basis: A text read, B partly or second hand, C to be confirmed (待核实)."""

    A = "A"
    B = "B"
    C = "C"


class Span(NamedTuple):
    """A half-open stretch `text[start:end]` of the text it is said to belong to."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Where:
    """A place a person can open: 外.zip ▸ 内.zip ▸ 表.xlsx, hidden, 成本!C7.

    `member[0]` is the file that was handed in, every further name a member inside the one before.
    """

    member: tuple[str, ...] = ()
    part: Part = Part.BODY
    spot: str = ""

    def inside(self, name: str) -> Where:
        """The place of a member called `name` inside this one."""
        return Where((*self.member, name))

    def at(self, part: Part, spot: str = "") -> Where:
        """The same member, another part and spot."""
        return Where(self.member, part, spot)


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes with a name: handed in, or found inside another (文件/成员).

    `hidden` says that a reader of the outer document would not see this one at once (an embedded workbook).
    `declared` is a media type or ending the container states, a hint that `sniff` may use and never trusts.
    """

    where: Where
    data: bytes
    hidden: HiddenKind | None = None
    declared: str = ""

    @property
    def name(self) -> str:
        """The innermost name, '' for a nameless blob."""
        return self.where.member[-1] if self.where.member else ""


def column_letters(column: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the spreadsheet name of a zero-based column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Cells(Sequence[str]):
    """The spots of a grid, packed: one row and one column number a cell, the words made only when asked for.

    `prefix` is the sheet or table ("成果", "表2"); `style` is "A1" (成果!C7) or "RC" (表2 R3C2).
    Rows and columns count from 0; what is shown counts from 1.
    """

    prefix: str
    rows: array[int]
    columns: array[int]
    style: str = "A1"

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Cells: ...
    def __getitem__(self, index: int | slice) -> str | Cells:
        if isinstance(index, slice):
            return Cells(self.prefix, self.rows[index], self.columns[index], self.style)
        row, column = self.rows[index], self.columns[index]
        if self.style == "A1":
            return f"{self.prefix}!{column_letters(column)}{row + 1}"
        return f"{self.prefix} R{row + 1}C{column + 1}"


@dataclass(frozen=True, slots=True)
class Numbered(Sequence[str]):
    """Spots that count up: `Numbered("第{}段", 3)` is 第1段, 第2段, 第3段."""

    template: str
    count: int
    first: int = 1

    def __len__(self) -> int:
        return self.count

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self.template.format(self.first + i) for i in range(self.count)[index]]
        if not -self.count <= index < self.count:
            raise IndexError(index)
        return self.template.format(self.first + index % self.count)


@dataclass(frozen=True, slots=True)
class Places:
    """Which place begins at which offset of a segment's text: `starts[i]` is the offset of `spots[i]`, ascending."""

    starts: array[int]
    spots: Sequence[str]

    def index_at(self, offset: int) -> int:
        """The index of the place that holds `offset` of the segment's text."""
        return max(bisect_right(self.starts, offset) - 1, 0)

    def bounds(self, index: int, length: int) -> Span:
        """Where place `index` begins and ends in a text of `length` characters (its closing separator included)."""
        end = self.starts[index + 1] if index + 1 < len(self.starts) else length
        return Span(self.starts[index], end)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text of one part, with an index of places (文本段).

    `text` uses SOFT, HARD and CELL as separators. `hidden` is set where a reader would not see this text at once;
    each of its places is then one hidden thing. `ocr` is the engine's mean confidence (0–1) where the text was seen,
    not read.
    """

    where: Where
    text: str
    places: Places | None = None
    hidden: HiddenKind | None = None
    ocr: float | None = None

    def where_at(self, offset: int) -> Where:
        """The address of the place that holds `offset` of `text`."""
        if self.places is None or not len(self.places.starts):
            return self.where
        return Where(self.where.member, self.where.part, self.places.spots[self.places.index_at(offset)])

    def place_at(self, offset: int) -> Span:
        """The stretch of `text` that is read in one breath around `offset`: its place, or the line where there are none."""
        if self.places is None or not len(self.places.starts):
            start = self.text.rfind(HARD, 0, offset) + 1
            end = self.text.find(HARD, offset)
            return Span(start, len(self.text) if end < 0 else end)
        return self.places.bounds(self.places.index_at(offset), len(self.text))

    @property
    def cells(self) -> Cells | None:
        """The grid this segment is laid out in, where it is one."""
        spots = self.places.spots if self.places else None
        return spots if isinstance(spots, Cells) else None


@dataclass(frozen=True, slots=True)
class Gap:
    """A part not read, and why (未检部分).

    `detail` carries figures and technical words only, never document text. `page` (from 0) says which page or frame of
    the blob a second reader (OCR) may try, None where there is nothing to look at. `size` is how much was not read:
    bytes, 0 where unknown.
    """

    where: Where
    reason: GapReason
    detail: str = ""
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Inert:
    """A part on a reader's explicit list that cannot hold words for a reader (字体、主题…): counted, searched as raw strings."""

    where: Where
    data: bytes
    kind: str


Piece = Segment | Gap | Blob | Inert
"""All that a reader yields: the whole protocol between formats and the rest."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hidden things found, sensitive or not: what else leaves the building (隐藏内容)."""

    where: Where
    kind: HiddenKind
    count: int = 1


@dataclass(frozen=True, slots=True)
class Match:
    """What a detector saw, in the document's own words (命中).

    `segment` is the index of the segment in the scan, `spans` are offsets of that segment's original text; joined they
    are `quote`. `facts` are normalised values by name: level and state of a mark, base units of a quantity, rows of a table.
    """

    rule: str
    kind: Kind
    where: Where
    segment: int
    spans: tuple[Span, ...]
    quote: str
    context: str = ""
    level: Level = Level.NONE
    facts: Mapping[str, str | float | int | bool] = field(default_factory=dict)
    visible: bool = True
    ocr: float | None = None

    @property
    def start(self) -> int:
        """The first offset, in the original text of the segment."""
        return self.spans[0].start

    @property
    def end(self) -> int:
        """One past the last offset, in the original text of the segment."""
        return self.spans[-1].end


@dataclass(frozen=True, slots=True)
class Basis:
    """The legal text a rule rests on, and how sure we are of it (依据)."""

    cite: str
    item: str = ""
    certainty: Certainty = Certainty.A


@dataclass(frozen=True, slots=True)
class Advice:
    """The way forward the law offers for a finding."""

    action: Action
    techniques: tuple[str, ...] = ()
    approver: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """One or more matches that were looked at: upheld, or dismissed with a reason; never dropped (疑点).

    `because` and `dismissed` may hold values of the document between VALUE_OPEN and VALUE_CLOSE; `report.mask` hides
    those. `state` is the mark state of marks.md §8 ("" for other kinds). `declared` names the declaration that
    dismissed it. `live` says that the item's advice holds for something not yet used or published.
    """

    rule: str
    kind: Kind
    domain: str
    level: Level
    title: str
    basis: tuple[Basis, ...]
    matches: tuple[Match, ...]
    because: tuple[str, ...] = ()
    confidence: Confidence = Confidence.MEDIUM
    advice: Advice | None = None
    ask: str = ""
    state: str = ""
    dismissed: str | None = None
    declared: str | None = None
    baselined: str | None = None

    @property
    def upheld(self) -> bool:
        """Whether the finding stands: it was not dismissed, declared away or reviewed before."""
        return self.dismissed is None and self.declared is None and self.baselined is None

    @property
    def where(self) -> Where:
        """The place of the first match."""
        return self.matches[0].where if self.matches else Where()


VALUE_OPEN, VALUE_CLOSE = "⟦", "⟧"


def value(text: str | float) -> str:
    """`text` as a value of the document inside a `because` or `dismissed` sentence, for `report.mask` to hide."""
    return f"{VALUE_OPEN}{str(text).replace(VALUE_OPEN, '[').replace(VALUE_CLOSE, ']')}{VALUE_CLOSE}"


@dataclass(frozen=True, slots=True)
class RiskReason:
    """A passage that carried the classifier's score, and the features in words a reviewer understands."""

    where: Where
    quote: str
    features: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Risk:
    """The classifier's opinion of what no rule named (残余风险). It can raise to review, never lower."""

    score: float = 0.0
    domain: str | None = None
    raised: bool = False
    model: str = ""
    because: tuple[RiskReason, ...] = ()


@dataclass(frozen=True, slots=True)
class Declaration:
    """A fact a person stated, answering an item's `ask`."""

    key: str
    answer: bool
    by: str = ""
    wording: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """One row of the policy that spoke."""

    id: str
    action: Action
    why: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The gravest clause, and all that spoke (处理建议)."""

    action: Action
    clauses: tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much was read: parts met, parts read, parts inert. Whatever is in neither is a gap."""

    parts: int = 0
    read: int = 0
    inert: int = 0

    def __add__(self, other: Self) -> Coverage:
        return Coverage(self.parts + other.parts, self.read + other.read, self.inert + other.inert)


@dataclass(frozen=True, slots=True)
class Makings:
    """What a report was made with: same bytes and same makings give the same report, byte for byte."""

    outscan: str
    rules: str
    policy: str
    model: str
    options: str
    as_of: str
    ocr: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Everything one scan knows of one file (审查报告)."""

    path: str
    name: str
    sha256: str
    size: int
    type: str
    findings: tuple[Finding, ...]
    gaps: tuple[Gap, ...]
    hidden: tuple[Hidden, ...]
    coverage: Coverage
    risk: Risk
    verdict: Verdict
    made_with: Makings
    declarations: tuple[Declaration, ...] = ()
    recipient: str = ""
    partial: bool = False

    @property
    def complete(self) -> bool:
        """Whether every part was read."""
        return not self.gaps and not self.partial


@dataclass(frozen=True, slots=True)
class Change:
    """One thing technical processing did: what kind, where, how often. Never the removed text."""

    technique: str
    where: Where
    count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proof:
    """Of a processed copy: what was done, and what a second scan and a second reader still found."""

    sha256_before: str
    sha256_after: str
    changes: tuple[Change, ...]
    residual: tuple[str, ...]
    coverage: Coverage
    action: Action
    authority: str = ""
    reason: str = ""
    authority_sha256: str = ""
    notes: tuple[str, ...] = ()
    made_with: Makings | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one job in a run of many: the report, whatever became of the process that made it."""

    path: str
    report: Report


@dataclass(frozen=True, slots=True)
class Job:
    """One file to scan: the path a person gave or a folder walk met, and the bytes if they are already here.

    `gap` says why it cannot be opened at all, where that is known before trying (a link out of its folder, a pipe).
    """

    path: str
    name: str
    data: bytes | None = None
    gap: str = ""


def joined(pieces: Sequence[tuple[str, str]], separator: str = HARD) -> tuple[str, Places]:
    """Join (spot, text) pairs into one segment text and its index; the shortest way for a reader to say what it read."""
    starts, at = array("Q"), 0
    for _, text in pieces:
        starts.append(at)
        at += len(text) + len(separator)
    return separator.join(text for _, text in pieces), Places(starts, [spot for spot, _ in pieces])


def grid(
    prefix: str, cells: Iterator[tuple[int, int, str]] | Sequence[tuple[int, int, str]], style: str = "RC"
) -> tuple[str, Places]:
    """Lay (row, column, text) cells, row by row, into one segment text: CELL between cells, HARD between rows."""
    starts, rows, columns, parts = array("Q"), array("Q"), array("Q"), []
    at, last = 0, -1
    for row, column, text in cells:
        if parts:
            parts.append(CELL if row == last else HARD)
            at += 1
        starts.append(at)
        rows.append(row)
        columns.append(column)
        parts.append(text)
        at += len(text)
        last = row
    return "".join(parts), Places(starts, Cells(prefix, rows, columns, style))
