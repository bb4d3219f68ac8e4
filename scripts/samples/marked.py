"""What carries a mark: in every place and every shape a mark is met in.

In: nothing. Out: `MARKED`. Everything is invented: places, bodies, numbers.
"""

from __future__ import annotations

from samples.case import Case
from samples.legacy import converted, picture, pictured_pdf
from samples.mails import eml
from samples.packages import docx, odf, odf_paragraphs, ofd, pdf, rows_xml, rtf, word_table, xlsx, zipped

PLAIN = (
    "望江台示范区合作交流情况说明",
    "为做好与境外高校的合作，现将示范区二〇二五年的工作安排说明如下。",
    "一是按季度召开联席会议，交流课程建设的进展。",
    "二是互派访问学者，期限为三个月。",
)
STATE = "机密★10年"


def _header() -> bytes:
    return docx(*PLAIN, header=STATE)


def _footer() -> bytes:
    footer = f"<style:footer>{odf_paragraphs('内部资料　注意保存')}</style:footer>"
    styles = f"<office:master-styles><style:master-page style:name='s'>{footer}</style:master-page></office:master-styles>"
    return odf("text", odf_paragraphs(*PLAIN), styles)


def _spaced() -> bytes:
    return ("机　密　★　１０　年\r\n" + "\r\n".join(PLAIN) + "\r\n").encode("gb18030")


def _cells() -> bytes:
    rows = [["文件审批单", ""], ["密级", "机密"], ["保密期限", "10年"], ["承办处室", "合作处"], ["事由", "联席会议材料"]]
    return xlsx(("审批单", "", rows_xml(rows)))


def _contradiction() -> bytes:
    return docx("秘密★5年", *PLAIN, "本资料不涉及国家秘密，可以公开。")


def _mail() -> bytes:
    return eml("联席会议材料", "您好：\n材料见附件，请查收。\n合作处", {"联席会议材料.docx": docx("秘密★3年", *PLAIN)})


def _nested() -> bytes:
    inner = zipped({"说明.txt": "\n".join(PLAIN), "背景材料.docx": docx("秘密★长期", *PLAIN)})
    return zipped({"目录.txt": "一、说明\n二、背景材料\n", "第二批/背景.zip": inner})


def _comment_in_page() -> bytes:
    return (
        "<!DOCTYPE html><html lang='zh'><head><meta charset='utf-8'><title>合作交流情况</title></head><body>"
        "<!-- 定稿前请去掉：机密★5年 --><h1>合作交流情况</h1>" + "".join(f"<p>{line}</p>" for line in PLAIN) + "</body></html>"
    ).encode()


def _tlp() -> bytes:
    return pdf(["TLP:AMBER", "Incident coordination note", "The two institutes agreed to meet again in March."])


def _commercial() -> bytes:
    return docx("云岭重工集团　核心商密▲5年", "产品改进会议纪要", "会议讨论了新机型的外观和包装。", "会议决定四月再议。")


def _table() -> bytes:
    return docx("望江台示范区工作方案", word_table([["编号", "密级", "保密期限"], ["WJT-07", "秘密", "5年"]]), *PLAIN[1:])


def _old() -> bytes:
    return converted(docx("秘密★5年", *PLAIN), "docx", "doc")


MARKED: tuple[Case, ...] = (
    Case("docx-mark-in-header", "docx", "正文平常，页眉有国家秘密标志", "escalate", _header),
    Case("odt-internal-mark-in-footer", "odt", "页脚写着内部资料注意保存", "escalate", _footer),
    Case("txt-letter-spaced-mark-gb18030", "txt", "GB18030 文本，标志逐字拉开、用全角数字", "escalate", _spaced),
    Case("docx-traditional-mark", "docx", "繁体字标志：機密★長期", "escalate", lambda: docx("機密★長期", *PLAIN)),
    Case("xlsx-mark-in-neighbouring-cells", "xlsx", "密级、保密期限分在相邻单元格", "escalate", _cells),
    Case("docx-mark-in-table", "docx", "标志在表格的列里", "escalate", _table),
    Case("docx-contradictory-marks", "docx", "秘密标志与不涉密声明并存", "escalate", _contradiction),
    Case("pdf-top-secret", "pdf", "绝密级标志：停止发送", "withhold", lambda: pdf(["绝密★20年", *PLAIN])),
    Case("txt-work-secret-mark", "txt", "工作秘密标志", "escalate", ("工作秘密　3年\n" + "\n".join(PLAIN)).encode),
    Case(
        "ofd-mark-on-second-page",
        "ofd",
        "版式文件（OFD）第二页的标志",
        "escalate",
        lambda: ofd(PLAIN, ["附件一", "秘密★5年", "名单略"]),
    ),
    Case("rtf-internal-no-forwarding", "rtf", "RTF：内部资料，严禁外传", "escalate", lambda: rtf("内部资料 严禁外传", *PLAIN)),
    Case("eml-marked-attachment", "eml", "邮件正文平常，附件带标志", "escalate", _mail),
    Case("zip-marked-file-in-inner-zip", "zip", "压缩包里的压缩包里的文件带标志", "escalate", _nested),
    Case("html-mark-in-comment", "html", "网页源代码注释中的标志", "escalate", _comment_in_page),
    Case("pdf-tlp-amber", "pdf", "境外限制传播标志 TLP:AMBER", "escalate", _tlp),
    Case("docx-commercial-mark", "docx", "企业商业秘密标志", "escalate", _commercial),
    Case(
        "doc-mark-in-old-word",
        "doc",
        "旧版 Word（.doc）中的标志",
        "escalate",
        _old,
        kept=True,
    ),
    Case(
        "png-scanned-mark", "png", "扫描页：标志只在图像里", "escalate", lambda: picture("机密★10年", *PLAIN), kept=True, ocr=True
    ),
    Case(
        "pdf-scanned-mark",
        "pdf",
        "扫描成 PDF 的一页：标志只在图像里",
        "escalate",
        lambda: pictured_pdf("秘密★5年", *PLAIN),
        kept=True,
        ocr=True,
    ),
)
