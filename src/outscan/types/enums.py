"""The enums whose words are on the wire (design/CONTRACT); ordered ones are joined by `max`."""

from __future__ import annotations

from enum import StrEnum


class _Ordered(StrEnum):
    """A word on the wire whose order is the order of definition, so that `max` joins."""

    @property
    def rank(self) -> int:
        """0 for the mildest word, counting up."""
        return [word.value for word in type(self)].index(self.value)

    def __lt__(self, other: str) -> bool:
        return self.rank < type(self)(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= type(self)(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > type(self)(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= type(self)(other).rank


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


class BesideState(StrEnum):
    """How a proof stands to the file it lies beside: it speaks of these bytes, of others, or cannot be read."""

    FITS = "fits"
    UNFIT = "unfit"
    BROKEN = "broken"
