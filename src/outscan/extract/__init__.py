"""Readers, one format a file. The list is explicit: outside code is never discovered."""

from __future__ import annotations

from outscan.extract.base import Reader

__all__ = ["EXTRACTORS", "Reader"]

EXTRACTORS: tuple[Reader, ...] = (
    Reader("docx", frozenset({"docx"})),
    Reader("xlsx", frozenset({"xlsx"})),
    Reader("xlsb", frozenset({"xlsb"})),
    Reader("pptx", frozenset({"pptx"})),
    Reader("visio", frozenset({"vsdx"})),
    Reader("pdf", frozenset({"pdf"})),
    Reader("ofd", frozenset({"ofd"})),
    Reader("doc", frozenset({"doc"})),
    Reader("xls", frozenset({"xls"})),
    Reader("ppt", frozenset({"ppt"})),
    Reader("ole", frozenset({"ole"})),
    Reader("vba", frozenset({"vba"})),
    Reader("msg", frozenset({"msg"})),
    Reader("rtf", frozenset({"rtf"})),
    Reader("odf", frozenset({"odt", "ods", "odp", "odg"})),
    Reader("mail", frozenset({"eml", "mbox", "mhtml"})),
    Reader("tnef", frozenset({"tnef"})),
    Reader("html", frozenset({"html"})),
    Reader("markup", frozenset({"xml", "svg", "kml", "gpx", "gml"})),
    Reader("text", frozenset({"txt", "csv", "json", "geojson", "prj", "dxf", "ics", "vcf"})),
    Reader("dbf", frozenset({"dbf"})),
    Reader("image", frozenset({"png", "jpg", "tiff", "bmp", "gif", "webp"})),
    Reader("jbig2", frozenset({"jb2"})),
    Reader("metafile", frozenset({"emf", "wmf", "svm"})),
    Reader("zip", frozenset({"zip"})),
    Reader("archive", frozenset({"tar", "gz", "bz2", "xz", "7z", "rar"})),
    Reader("epub", frozenset({"epub"})),
    Reader("cms", frozenset({"cms"})),
    Reader("litter", frozenset({"appledouble", "ds_store", "owner"})),
)
