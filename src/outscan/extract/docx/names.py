"""The vocabulary of WordprocessingML that the walker knows by name (ECMA-376-1 §17)."""

from __future__ import annotations

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V = "{urn:schemas-microsoft-com:vml}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

P, R, T, RPR, PPR, TBL, TR, TC = W + "p", W + "r", W + "t", W + "rPr", W + "pPr", W + "tbl", W + "tr", W + "tc"
TAB, BR, CR, SYM, DEL_TEXT, INSTR, DEL_INSTR = (
    W + "tab",
    W + "br",
    W + "cr",
    W + "sym",
    W + "delText",
    W + "instrText",
    W + "delInstrText",
)
NO_BREAK_HYPHEN, SOFT_HYPHEN, PTAB, FIELD_CHAR, RUBY = (
    W + "noBreakHyphen",
    W + "softHyphen",
    W + "ptab",
    W + "fldChar",
    W + "ruby",
)
INS, DEL, MOVE_FROM, MOVE_TO = W + "ins", W + "del", W + "moveFrom", W + "moveTo"
SDT_PR, FIELD, HYPERLINK, BOOKMARK = W + "sdtPr", W + "fldSimple", W + "hyperlink", W + "bookmarkStart"
BOX, ALTERNATE, CHOICE, FALLBACK = W + "txbxContent", MC + "AlternateContent", MC + "Choice", MC + "Fallback"
BDO, FRAME = W + "bdo", W + "framePr"
OVERRIDE, OVERRIDDEN = "\u202e", "\u202c"
"""What a w:bdo that turns its text round is in plain text (Unicode Annex 9)."""
TEXT_PATH = V + "textpath"
VAL = W + "val"

SYMBOLS = {
    0x4A: "☺", 0x4C: "☹", 0xAB: "★", 0xB6: "☆", 0xA7: "▪", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x75: "◆", 0xFC: "√", 0xFE: "☑",
    0xA8: "□", 0x6D: "○", 0xD8: "➢", 0xFB: "×",
}  # fmt: skip
"""Glyphs of the Wingdings font by code; the star is the one a mark is drawn with."""
WINGDINGS2 = {0xEA: "★", 0xE9: "★", 0xDD: "★", 0x52: "☑", 0xA3: "□", 0x50: "√", 0xEB: "★", 0xEC: "★", 0xED: "★"}
SYMBOL_FONT = {0xB7: "•", 0xB4: "×", 0xB1: "±", 0xB0: "°", 0xA3: "≤", 0xB3: "≥", 0x6D: "μ", 0x57: "Ω", 0x44: "Δ", 0x70: "π"}


def symbol(font: str, code: str) -> str:
    """What a w:sym run shows: the character, or the glyph its symbol font draws for it."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    low, face = point & 0xFF, font.lower()
    if face.startswith("wingdings 2"):
        return WINGDINGS2.get(low, "□")
    if face.startswith(("wingdings", "webdings")):
        return SYMBOLS.get(low, "□")
    if face.startswith("symbol"):
        return SYMBOL_FONT.get(low, chr(low) if low else "")
    if 0xF020 <= point <= 0xF0FF:
        return chr(low)
    return chr(point) if 0 < point < 0xD800 or 0xE000 <= point < 0x110000 else ""
