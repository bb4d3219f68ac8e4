"""The names of formats in both languages, and what is not read of them: docs/formats.md is made from them and the table.

In: nothing. Out: two tables by kind. A format without a name of its own is called by its ending.
"""

from __future__ import annotations

FORMATS: dict[str, tuple[str, str]] = {
    "docx": ("Word 文档", "Word document"),
    "xlsx": ("Excel 工作簿", "Excel workbook"),
    "xlsb": ("Excel 二进制工作簿", "Excel binary workbook"),
    "pptx": ("PowerPoint 演示文稿", "PowerPoint deck"),
    "vsdx": ("Visio 绘图", "Visio drawing"),
    "pdf": ("PDF", "PDF"),
    "ofd": ("OFD 版式文件（GB/T 33190）", "OFD, the Chinese fixed layout (GB/T 33190)"),
    "doc": ("Word 97–2003、WPS 文字", "Word 97–2003, WPS Writer"),
    "xls": ("Excel 97–2003、WPS 表格", "Excel 97–2003, WPS Spreadsheets"),
    "ppt": ("PowerPoint 97–2003、WPS 演示", "PowerPoint 97–2003, WPS Presentation"),
    "ole": ("其他复合文件", "other compound files"),
    "vba": ("宏工程", "macro project"),
    "msg": ("Outlook 邮件", "Outlook message"),
    "rtf": ("RTF 文档", "RTF document"),
    "odt": ("OpenDocument 文字", "OpenDocument text"),
    "ods": ("OpenDocument 表格", "OpenDocument spreadsheet"),
    "odp": ("OpenDocument 演示", "OpenDocument presentation"),
    "odg": ("OpenDocument 绘图", "OpenDocument drawing"),
    "eml": ("邮件（MIME）", "mail (MIME)"),
    "mbox": ("邮箱文件", "mailbox"),
    "mhtml": ("网页归档", "web archive"),
    "tnef": ("winmail.dat（TNEF）", "winmail.dat (TNEF)"),
    "html": ("网页", "web page"),
    "xml": ("XML", "XML"),
    "svg": ("SVG 图形", "SVG drawing"),
    "kml": ("KML 地理标注", "KML places"),
    "gpx": ("GPX 轨迹", "GPX tracks"),
    "gml": ("GML 地理要素", "GML features"),
    "txt": ("纯文本", "plain text"),
    "csv": ("分隔值表", "delimited table"),
    "json": ("JSON", "JSON"),
    "geojson": ("GeoJSON", "GeoJSON"),
    "prj": ("坐标系定义（WKT）", "coordinate system (WKT)"),
    "dxf": ("DXF 图纸（文本）", "DXF drawing (text)"),
    "ics": ("日历", "calendar"),
    "vcf": ("名片", "business card"),
    "dbf": ("dBASE 表", "dBASE table"),
    "png": ("PNG 图片", "PNG picture"),
    "jpg": ("JPEG 图片", "JPEG picture"),
    "tiff": ("TIFF 图片", "TIFF picture"),
    "bmp": ("BMP 图片", "BMP picture"),
    "gif": ("GIF 图片", "GIF picture"),
    "webp": ("WebP 图片", "WebP picture"),
    "jb2": ("JBIG2 图片", "JBIG2 picture"),
    "emf": ("增强型图元", "enhanced metafile"),
    "wmf": ("Windows 图元", "Windows metafile"),
    "svm": ("StarView 图元", "StarView metafile"),
    "ps": ("PostScript 文件", "PostScript"),
    "eps": ("DOS 形式的 EPS 图形", "EPS in its DOS form"),
    "zip": ("ZIP 压缩包", "ZIP archive"),
    "tar": ("tar 归档", "tar archive"),
    "gz": ("gzip 压缩", "gzip"),
    "bz2": ("bzip2 压缩", "bzip2"),
    "xz": ("xz 压缩", "xz"),
    "7z": ("7z 压缩包", "7z archive"),
    "rar": ("RAR 压缩包", "RAR archive"),
    "epub": ("EPUB 电子书", "EPUB book"),
    "cms": ("签名或加密的报文（CMS）", "signed or sealed message (CMS)"),
    "appledouble": ("macOS 附属文件", "macOS companion file"),
    "ds_store": ("macOS 文件夹设置", "macOS folder settings"),
    "owner": ("Office 占用标记", "Office owner file"),
}

_OCR = ("图中文字：装有识别组件时识别，否则列为未检部分", "words in the picture: read with the ocr extra, else a gap")
_SOUND = ("声音、视频只列为未检部分", "sound and video are gaps")
_PASSWORD = ("加密成员列为未检部分", "encrypted members are gaps")
_ASKED = (
    "加密成员列为未检部分，除非用 batch retry --passwords 给出密码",
    "encrypted members are gaps, unless batch retry --passwords names their password",
)
_MACROS = ("宏只读源代码，不运行", "macros are read as source, never run")
UNREAD: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("docx", "pptx", "doc", "ppt"), (f"{_SOUND[0]}；{_MACROS[0]}", f"{_SOUND[1]}; {_MACROS[1]}")),
    **dict.fromkeys(("xlsx", "xls"), (f"公式不计算，读存下的值；{_MACROS[0]}", f"formulas are not computed, their kept values are read; {_MACROS[1]}")),
    "xlsb": ("数字格式和字体不读", "number formats and fonts are not read"),
    "pdf": (f"{_OCR[0]}；没有字符表的字体列为未检部分；脚本不运行", f"{_OCR[1]}; fonts without a table of characters are gaps; scripts are not run"),
    "ofd": (_OCR[0], _OCR[1]),
    "ole": ("不知其格式：只取可读字串，并列为未检部分", "of no known form: legible runs only, and a gap"),
    "vba": ("不运行", "not run"),
    **dict.fromkeys(("png", "jpg", "tiff", "bmp", "gif", "webp", "jb2"), _OCR),
    **dict.fromkeys(("zip", "7z"), _ASKED),
    "rar": (f"{_PASSWORD[0]}；压缩的成员要有 unrar、unar、7z 或 bsdtar", f"{_PASSWORD[1]}; packed members need unrar, unar, 7z or bsdtar"),
    "cms": ("加密的内容列为未检部分；不验证签名", "what is sealed is a gap; signatures are not verified"),
    "eml": ("加密的正文列为未检部分", "encrypted bodies are gaps"),
    "html": ("脚本不运行，外部资源不取", "scripts are not run, nothing outside is fetched"),
    "epub": ("受版权保护的内容列为未检部分", "protected content is a gap"),
    "svg": ("脚本不运行，外部资源不取", "scripts are not run, nothing outside is fetched"),
    "dxf": ("二进制 DXF、DWG 列为未检部分", "binary DXF and DWG are gaps"),
    "xml": ("外部实体不取", "outside entities are not fetched"),
}  # fmt: skip
"""What a person should not expect to be read."""


def named(kind: str) -> tuple[str, str]:
    """The Chinese and the English name of a kind."""
    return FORMATS.get(kind, (kind.upper(), kind.upper()))
