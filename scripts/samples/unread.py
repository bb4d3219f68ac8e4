"""What cannot be read to the end: a gap speaks in the verdict.

In: nothing. Out: `UNREAD`.
"""

from __future__ import annotations

import io

from samples.case import Case
from samples.marked import PLAIN
from samples.packages import docx, pdf, zipped


def _locked_word() -> bytes:
    """Encrypted with a password by a library whose salt is drawn by lot: made once."""
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415 - only this kept case needs it

    out = io.BytesIO()
    OOXMLFile(io.BytesIO(docx(*PLAIN))).encrypt("sample", out)
    return out.getvalue()


def _locked_pdf() -> bytes:
    import pikepdf  # noqa: PLC0415 - only this kept case needs it

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(PLAIN))) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="sample", user="sample", R=6))
    return out.getvalue()


def _cut() -> bytes:
    whole = zipped({"一.txt": "\n".join(PLAIN), "二.docx": docx(*PLAIN), "三.txt": "会议安排"})
    return whole[: len(whole) * 2 // 3]


def _drawing() -> bytes:
    return zipped(
        {"说明.txt": "图纸见 a.dwg", "a.dwg": b"AC1032" + bytes(range(256)) * 4, "b.mp4": b"\0\0\0\x18ftypisom" + bytes(64)}
    )


UNREAD: tuple[Case, ...] = (
    Case("docx-encrypted", "docx", "有打开密码的 Word 文件", "review", _locked_word, kept=True),
    Case("pdf-encrypted", "pdf", "有打开密码的 PDF", "review", _locked_pdf, kept=True),
    Case("zip-truncated", "zip", "传坏了的压缩包", "review", _cut),
    Case("zip-drawing-and-film", "zip", "压缩包里有读不了的图纸和影片", "review", _drawing),
    Case("pdf-that-is-plain-text", "pdf", "扩展名是 pdf，其实是纯文本", "review", lambda: ("\n".join(PLAIN)).encode()),
    Case("docx-empty", "docx", "空文件", "review", lambda: b""),
    Case(
        "txt-garbled",
        "txt",
        "乱码：读到了字节，读不成文字",
        "review",
        lambda: "会议纪要，请查收附件。\n".encode().decode("latin-1").encode() * 20,
    ),
)
