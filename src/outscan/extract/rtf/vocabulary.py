"""The words of the format: character sets, destinations, signs (RTF 1.9.1).

In: nothing. Out: tables. Every destination is in one of them, or is unknown and read as hidden text.
"""

from __future__ import annotations

from outscan.types import SOFT

CHARSETS = {
    2: 1252, 77: 10000, 128: 932, 129: 949, 130: 1361, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258, 177: 1255,
    178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250, 254: 437, 255: 850,
}  # fmt: skip
DOUBLE = frozenset({932, 936, 949, 950, 1361, 54936})
SIGNS = {
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
    "bullet": "•",
    "emspace": "\u2003",
    "enspace": "\u2002",
    "qmspace": "\u2005",
    "line": SOFT,
    "lbr": SOFT,
    "page": SOFT,
    "column": SOFT,
    "softline": SOFT,
}
INERT = frozenset(
    {
        "fonttbl", "colortbl", "stylesheet", "listtable", "listoverridetable", "rsidtbl", "generator", "themedata",
        "colorschememapping", "latentstyles", "htmltag", "xmlnstbl", "mmathpr", "pgptbl", "listpicture", "panose", "falt",
        "blipuid", "fldtype", "wgrffmtfilter", "atrfstart", "atrfend", "atndate", "atntime", "pnseclvl", "fontemb", "bkmkend",
        "levelnumbers", "leveltext", "objclass", "objname", "objtime", "creatim", "revtim", "printim", "buptim", "aftncn",
        "template", "ffformat", "sn", "background_", "passwordhash", "writereservhash", "ud_", "fchars", "lchars", "defchp",
        "defpap", "expandedcolortbl",
    }
)  # fmt: skip
"""Destinations of the format's own machinery."""
INFO = frozenset(
    {"title", "subject", "author", "manager", "company", "operator", "category", "keywords", "comment", "doccomm", "hlinkbase"}
)
STORIES = {
    "header": "header",
    "headerl": "header_even",
    "headerr": "header",
    "headerf": "header_first",
    "footer": "footer",
    "footerl": "footer_even",
    "footerr": "footer",
    "footerf": "footer_first",
    "footnote": "footnote",
    "annotation": "comment",
    "atnauthor": "comment_author",
    "atnid": "comment_author",
    "shptxt": "box",
    "dptxbxtext": "box",
    "fldinst": "field_code",
    "bkmkstart": "bookmark",
    "propname": "custom_property",
    "staticval": "custom_property",
    "linkval": "custom_property",
    "docvar": "variable",
    "sv": "shape_property",
    "shprslt": "shape_fallback",
    "ffname": "form_field",
    "ffdeftext": "form_field",
    "ffhelptext": "form_field",
    "ffstattext": "form_field",
    "ffl": "form_field",
    "ffentrymcr": "form_field",
    "ffexitmcr": "form_field",
    "revtbl": "reviser",
    "userprops": "custom_property",
    "datafield": "field_data",
    "filetbl": "referenced_file",
    "hlloc": "link",
    "hlsrc": "link",
    "hlfr": "link",
    "do": "shape",
    "mailmerge": "mail_merge",
    "oldcprops": "",
    "ftnsep": "separator",
    "ftnsepc": "separator",
    "aftnsep": "separator",
    "xe": "index_entry",
    "tc": "contents_entry",
}
"""Destinations that tell something of their own, and the kind of their place."""
THROUGH = frozenset(
    {
        "fldrslt", "field", "result", "object", "shp", "shpinst", "shpgrp", "pntext", "listtext", "shppict", "picprop",
        "nonshppict", "info", "upr", "ud", "sp", "formfield", "do", "moMath", "momath", "momathpara", "mr", "mt", "me",
        "nestrow",
    }
)  # fmt: skip
HEX = frozenset({"pict", "objdata", "datastore", "objalias"})
