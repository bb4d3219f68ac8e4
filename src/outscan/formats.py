"""The table of formats: a row for every kind of file `sniff` can tell and somebody acts upon.

In: nothing. Out: `FORMATS`, and the kinds that have a trait. Unpacking, sniffing, processing, previews, the doctor, the
documents, the samples and the tests ask it; none of them lists kinds by name. To add a format is a row here, a reader in
`extract`, a line in `extract.sniff` and a sample (docs/add-a-format.md). Names for people stand in words/formats.py.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from outscan.nouns import Struct


class FormatTrait(Enum):
    """What others must know of a kind without knowing its name."""

    PACKAGE = "package"
    """A zip archive whose directory says what it is."""
    SEALED = "sealed"
    """Knows its own end: cut short, it can never be whole."""
    SELDOM = "seldom"
    """Programs export plain text under its names."""
    WEAK = "weak"
    """Told by a few bytes only: text wins over it where it reads well."""
    HOST = "host"
    """Programs read it to its own end: other files hide behind that."""
    HOLDER = "holder"
    """Is looked for behind the end of others; the same bytes are taken apart once."""
    RECORDS = "records"
    """Text stands in its bytes as it is, so that a simple search can tell what the reader overlooked."""
    PICTURE = "picture"
    """Is read once however often it occurs: a letterhead on every page is one picture."""
    LEGIBLE = "legible"
    """Its reader itself judges whether letters can be told, and by what else."""
    CODED = "coded"
    """Is believed where its bytes stand in a text as base64 or hex."""
    STREAM = "stream"
    """Is a file by itself where a compound file of no known kind holds it as a stream."""
    HINTED = "hinted"
    """Told by its words; a file's name or declared type breaks a tie."""
    PLAIN = "plain"
    """Text that a person reads as it is: odd under a name that promises a format of bytes."""
    NAMED = "named"
    """Told by its name too, or by signs that any text may bear: under another name it is read as what it then is."""
    LETTER = "letter"
    """One letter is a whole file of it, or its names promise nothing."""
    KEYED = "keyed"
    """What heads a column is a key of each record, so that a column is not taken out with its head."""
    WIDTHS = "widths"
    """Letters stand at places of their own: what was taken out could be computed from what is left."""
    BOUND = "bound"
    """Its single member takes its name from the file's: it is taken apart anew for every name."""
    CONVERTED = "converted"
    """LibreOffice writes it in the format it should be saved in."""


class Drawn(Enum):
    """How a picture of a place in it is made (`preview`)."""

    PAGES = "pages"
    FRAMES = "frames"


class Editor(Struct, frozen=True):
    """The function of `outscan.process` that edits a kind; `nested`: it hands files inside the file back to be edited too."""

    module: str
    function: str
    nested: bool


class Format(Struct, frozen=True):
    """A row. Without `reader` a kind is told and never read: its gap names it."""

    name: str
    reader: str
    """Module of `outscan.extract`, '' for none."""
    endings: tuple[str, ...] = ()
    """Of file names, the usual one first; several kinds may share one only where `sniff` tells them apart by bytes."""
    media: tuple[str, ...] = ()
    """Types by which mail and web pages declare it."""
    traits: frozenset[FormatTrait] = frozenset()
    editor: Editor | None = None
    drawn: Drawn | None = None
    second: str = ""
    """The library that reads a processed copy a second time (`process.second_reader`)."""
    save_as: str = ""
    """The kind to save it as before processing, where it is not edited itself,"""
    by: str = ""
    """and with what: a key of the sentence that says so."""


def _row(name: str, reader: str, endings: str, traits: str = "", *, media: str = "", editor: str = "", **rest: str) -> Format:
    """A row in short: words parted by blanks; an editor is `module.function`, with `+` where it hands on files inside."""
    room, _, function = editor.rstrip("+").partition(".")
    return Format(
        name=name,
        reader=reader,
        endings=tuple(endings.split()),
        media=tuple(media.split()),
        traits=frozenset(map(FormatTrait, traits.split())),
        editor=Editor(room, function, editor.endswith("+")) if editor else None,
        drawn=Drawn(rest["drawn"]) if "drawn" in rest else None,
        second=rest.get("second", ""),
        save_as=rest.get("save_as", ""),
        by=rest.get("by", ""),
    )


_OFFICE = "package sealed coded stream"
_OLD = "sealed records coded seldom converted"
_RASTER = "picture coded stream"
_HINTED = "hinted letter"
_ROWS = (
    _row("docx", "docx", "docx docm dotx dotm", _OFFICE, editor="ooxml.edit+", second="python-docx"),
    _row("xlsx", "xlsx", "xlsx xlsm xltx xltm xlam", _OFFICE, editor="sheets.edit+", second="openpyxl"),
    _row("xlsb", "xlsb", "xlsb", "package sealed coded", save_as="xlsx", by="excel"),
    _row("pptx", "pptx", "pptx pptm potx potm ppsx ppsm ppam", _OFFICE, editor="ooxml.edit+"),
    _row("vsdx", "visio", "vsdx vsdm vstx vssx", "package sealed coded"),
    _row(
        "pdf", "pdf", "pdf", "sealed holder legible coded stream widths", editor="pdf.edit+", drawn="pages", second="pdfminer.six"
    ),
    _row("ofd", "ofd", "ofd", _OFFICE, editor="ofd.edit+"),
    _row("doc", "doc", "doc wps dot wpt", _OLD, save_as="docx", by="word"),
    _row("xls", "xls", "xls et xlt ett", _OLD, save_as="xlsx", by="excel"),
    _row("ppt", "ppt", "ppt dps pps pot dpt", _OLD, save_as="pptx", by="powerpoint"),
    _row("ole", "ole", "ole", "sealed records coded"),
    _row("vba", "vba", "", "sealed letter"),
    _row("msg", "msg", "msg", "sealed records coded", save_as="eml", by="mail"),
    _row("rtf", "rtf", "rtf", "letter coded stream", media="text/rtf application/rtf", editor="rtf.edit"),
    _row("odt", "odf", "odt ott odm sxw", _OFFICE, editor="odf.edit+"),
    _row("ods", "odf", "ods ots sxc", _OFFICE, editor="odf.edit+"),
    _row("odp", "odf", "odp otp sxi", _OFFICE, editor="odf.edit+"),
    _row("odg", "odf", "odg otg sxd", _OFFICE),
    _row("eml", "mail", "eml", f"{_HINTED} named", media="message/rfc822", editor="archive.edit_mail+"),
    _row("mbox", "mail", "mbox", f"{_HINTED} named"),
    _row("mhtml", "mail", "mhtml mht", _HINTED, media="multipart/related"),
    _row("tnef", "tnef", "", "records letter"),
    _row("html", "html", "html htm xhtml shtml hta", f"{_HINTED} stream", media="text/html", editor="text.edit_markup"),
    _row("xml", "markup", "xml", "letter named stream", editor="text.edit_markup"),
    _row("svg", "markup", "svg", "letter picture stream", editor="text.edit_markup"),
    _row("kml", "markup", "kml", "letter", editor="text.edit_markup"),
    _row("gpx", "markup", "gpx", "letter", editor="text.edit_markup"),
    _row("gml", "markup", "gml", "letter", editor="text.edit_markup"),
    _row("txt", "text", "txt", "letter named plain", media="text/plain", editor="text.edit_text"),
    _row(
        "csv",
        "text",
        "csv tsv tab",
        f"{_HINTED} named plain",
        media="text/csv text/tab-separated-values",
        editor="text.edit_text",
    ),
    _row(
        "json",
        "text",
        "json jsonl ndjson ipynb",
        f"{_HINTED} named plain keyed",
        media="application/json",
        editor="text.edit_json",
    ),
    _row("geojson", "text", "geojson topojson", f"{_HINTED} keyed", editor="text.edit_json"),
    _row("prj", "text", "prj", f"{_HINTED} named"),
    _row("dxf", "text", "dxf", _HINTED),
    _row("ics", "text", "ics", f"{_HINTED} named", media="text/calendar"),
    _row("vcf", "text", "vcf", f"{_HINTED} named", media="text/vcard"),
    _row("dbf", "dbf", "dbf", "records named weak"),
    _row("png", "image", "png", f"{_RASTER} host", editor="image.edit", drawn="frames"),
    _row("jpg", "image", "jpg jpeg jpe jfif", f"{_RASTER} host", media="image/jpeg", editor="image.edit", drawn="frames"),
    _row("tiff", "image", "tiff tif", _RASTER, editor="image.edit", drawn="frames"),
    _row("bmp", "image", "bmp dib", "picture stream host", editor="image.edit", drawn="frames"),
    _row("gif", "image", "gif", f"{_RASTER} host", editor="image.edit", drawn="frames"),
    _row("webp", "image", "webp", "picture coded host", editor="image.edit", drawn="frames"),
    _row("jb2", "jbig2", "jb2 jbig2", "seldom"),
    _row("emf", "metafile", "emf", f"{_RASTER} records"),
    _row("wmf", "metafile", "wmf", "picture stream records"),
    _row("svm", "metafile", "svm", "picture stream records"),
    _row("ps", "postscript", "ps", "letter"),
    _row("eps", "postscript", "eps epsf", "letter"),
    _row("zip", "zip", "zip", "package sealed holder coded stream", editor="archive.edit_zip+"),
    _row("tar", "archive", "tar", save_as="zip", by="archive"),
    _row("gz", "archive", "gz tgz", "sealed coded bound", save_as="zip", by="archive"),
    _row("bz2", "archive", "bz2", "sealed coded bound", save_as="zip", by="archive"),
    _row("xz", "archive", "xz", "sealed coded bound", save_as="zip", by="archive"),
    _row("7z", "archive", "7z", "sealed holder coded", save_as="zip", by="archive"),
    _row("rar", "archive", "rar", "sealed holder coded", save_as="zip", by="archive"),
    _row("epub", "epub", "epub", "package sealed coded"),
    _row("cms", "cms", "p7m p7s", "seldom"),
    _row("appledouble", "os_files", "", "named letter"),
    _row("ds_store", "os_files", "", "named letter"),
    _row("owner", "os_files", "", "named letter"),
    # told and never read: others hide behind their ends, or a text is taken for them
    _row("encrypted", "", "", "coded", by="password"),
    _row("exe", "", "", "host weak"),
    _row("elf", "", "", "host"),
    _row("mp3", "", "", "host weak"),
    _row("wav", "", "", "host"),
)

FORMATS: dict[str, Format] = {row.name: row for row in _ROWS}
"""Every row by the word `sniff` has for it."""


def kinds(wanted: Callable[[Format], object]) -> frozenset[str]:
    """The kinds whose row answers `wanted`."""
    return frozenset(row.name for row in _ROWS if wanted(row))


def having(trait: FormatTrait) -> frozenset[str]:
    """The kinds with a trait."""
    return kinds(lambda row: trait in row.traits)


def endings(wanted: Callable[[Format], object]) -> frozenset[str]:
    """The endings of the kinds whose row answers `wanted`."""
    return frozenset(ending for row in _ROWS if wanted(row) for ending in row.endings)


READABLE = kinds(lambda row: row.reader)
"""Kinds that are read."""
EDITED = kinds(lambda row: row.editor)
"""Kinds that are processed."""

DRAWN: dict[str, Drawn] = {row.name: row.drawn for row in _ROWS if row.drawn}
"""Kinds whose places can be shown, and how."""


def readers() -> dict[str, frozenset[str]]:
    """The modules that read, in the order of the table, each with the kinds it claims."""
    claimed: dict[str, set[str]] = {}
    for row in _ROWS:
        if row.reader:
            claimed.setdefault(row.reader, set()).add(row.name)
    return {module: frozenset(names) for module, names in claimed.items()}


def by_media() -> dict[str, str]:
    """Declared types → the usual ending of their kind."""
    return {media: row.endings[0] for row in _ROWS for media in row.media}
