"""What a reader of the open document does not see: sensitive and innocent.

In: nothing. Out: `HIDDEN`. Hidden and innocent is listed and raises nothing; hidden and sensitive counts as if it were seen.
"""

from __future__ import annotations

from samples.case import Case
from samples.marked import PLAIN
from samples.packages import docx, paragraph, pdf, rows_xml, run, u16, xlsx

WHO = 'w:author="资料室" w:date="2026-01-05T09:00:00Z"'
MAP = "望江台新区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方。"


def _deleted(text: str) -> str:
    return f'<w:p>{run("以下为说明。")}<w:del w:id="1" {WHO}><w:r><w:delText>{text}</w:delText></w:r></w:del></w:p>'


def _comment(text: str) -> bytes:
    return docx(*PLAIN, comments=f'<w:comment w:id="0" {WHO} w:initials="z">{paragraph(text)}</w:comment>')


def _vanished() -> bytes:
    return docx(*PLAIN, paragraph(run("秘密★5年", "<w:vanish/>")))


def _white() -> bytes:
    return docx(*PLAIN, paragraph(run(MAP, '<w:color w:val="FFFFFF"/><w:sz w:val="2"/>')))


def _annotation() -> bytes:
    note = f"<< /Type /Annot /Subtype /Text /Rect [60 700 80 720] /Contents {u16('秘密★5年　对外前请换公开版')} >>"
    return pdf(PLAIN, page_entries="/Annots [6 0 R]", extra=(note,))


def _attached() -> bytes:
    text = "秘密★5年\n" + "\n".join(PLAIN)
    raw = text.encode("utf-16")
    hexed = raw.hex()
    return pdf(
        PLAIN,
        catalog="/Names << /EmbeddedFiles << /Names [(a.txt) 7 0 R] >> >>",
        extra=(
            f"<< /Type /EmbeddedFile /Filter /ASCIIHexDecode /Length {len(hexed) + 1} >>\nstream\n{hexed}>\nendstream",
            f"<< /Type /Filespec /F (a.txt) /UF {u16('附件.txt')} /EF << /F 6 0 R >> >>",
        ),
    )


def _embedded() -> bytes:
    rows: list[list[str | float]] = [["密级", "秘密"], ["保密期限", "5年"], ["合计", 12]]
    return docx(*PLAIN, embedded={"embeddings/book1.xlsx": xlsx(("数据", "", rows_xml(rows)))})


def _rows() -> bytes:
    rows: list[list[str | float]] = [["月份", "人次"], ["1月", 20], ["2月", 22], ["3月", 31]]
    return xlsx(("统计", "", rows_xml(rows, frozenset({3}))), ("旧版", "hidden", rows_xml(rows)), comments={"B2": "请核对人次"})


HIDDEN: tuple[Case, ...] = (
    Case("docx-tracked-deletion-of-a-map", "docx", "修订删去的一段仍在", "process", lambda: docx(PLAIN[0], _deleted(MAP))),
    Case(
        "docx-tracked-deletion-innocent",
        "docx",
        "删除的是一句平常话（对照件）",
        "release",
        lambda: docx(PLAIN[0], _deleted("本段重复，删去。")),
    ),
    Case("docx-mark-in-comment", "docx", "批注里抄着标志", "escalate", lambda: _comment("原件首页：机密★5年")),
    Case("docx-comment-innocent", "docx", "平常的批注（对照件）", "release", lambda: _comment("这里换一个词更好。")),
    Case("docx-mark-in-hidden-text", "docx", "隐藏文字中的标志", "escalate", _vanished),
    Case("docx-white-text", "docx", "白色小字写着地形图", "process", _white),
    Case("pdf-mark-in-annotation", "pdf", "PDF 注释中的标志", "escalate", _annotation),
    Case("pdf-marked-attachment", "pdf", "PDF 附带文件中的标志", "escalate", _attached),
    Case("docx-marked-embedded-workbook", "docx", "嵌入的工作簿里有标志", "escalate", _embedded),
    Case("xlsx-hidden-innocent", "xlsx", "隐藏行、隐藏表、批注都是平常内容（对照件）", "release", _rows),
)
