"""The words of the enums on the wire and of techniques, in Chinese and in English.

In: nothing. Out: tables. A house test holds that no value lacks a word.
"""

from __future__ import annotations

from outscan.types import Action, Certainty, Confidence, GapReason, HiddenKind, Kind, Level, Part

ACTIONS: dict[Action, tuple[str, str]] = {
    Action.RELEASE: ("放行", "release"),
    Action.PROCESS: ("技术处理", "technical processing"),
    Action.REVIEW: ("人工复核", "human review"),
    Action.ESCALATE: ("报批", "escalate for approval"),
    Action.WITHHOLD: ("不得提供", "withhold"),
}

LEVELS: dict[Level, tuple[str, str]] = {
    Level.NONE: ("无", "none"),
    Level.INTERNAL: ("内部", "internal"),
    Level.TRADE_SECRET: ("商业秘密", "trade secret"),
    Level.WORK_SECRET: ("工作秘密", "work secret"),
    Level.SENSITIVE: ("敏感(待定密)", "sensitive (to be graded)"),
    Level.SECRET: ("秘密", "secret"),
    Level.HIGHLY_SECRET: ("机密", "highly secret"),
    Level.TOP_SECRET: ("绝密", "top secret"),
}

PARTS: dict[Part, tuple[str, str]] = {
    Part.BODY: ("正文", "body"),
    Part.TABLE: ("表格", "table"),
    Part.HEADER: ("页眉", "header"),
    Part.FOOTER: ("页脚", "footer"),
    Part.NOTE: ("注释", "note"),
    Part.COMMENT: ("批注", "comment"),
    Part.REVISION: ("修订", "revision"),
    Part.HIDDEN: ("隐藏内容", "hidden"),
    Part.METADATA: ("属性", "metadata"),
    Part.NAME: ("名称", "name"),
    Part.IMAGE: ("图像", "image"),
    Part.ATTACHMENT: ("附件", "attachment"),
}

GAPS: dict[GapReason, tuple[str, str]] = {
    GapReason.UNSUPPORTED: ("不认识的格式，未能检查", "unknown kind, not checked"),
    GapReason.ENCRYPTED: ("有密码保护，未能检查；请去除密码后重新检查", "protected by a password; remove it and scan again"),
    GapReason.CORRUPT: ("文件已损坏或不完整，未能全部检查", "damaged or incomplete, not fully checked"),
    GapReason.GARBLED: ("文字编码错乱，读出的内容不可信", "text is garbled; what was read cannot be trusted"),
    GapReason.IMAGE_ONLY: ("只有图像，没有可读文字", "a picture without readable text"),
    GapReason.TOO_LARGE: ("超过大小上限，未能全部检查", "over a size limit, not fully checked"),
    GapReason.TOO_DEEP: ("嵌套层数超过上限", "nested too deep"),
    GapReason.TOO_MANY: ("数量超过上限，未能全部检查", "too many parts, not fully checked"),
    GapReason.TIMEOUT: ("检查超时，未能全部检查", "out of time, not fully checked"),
    GapReason.CRASHED: ("检查进程中止，未能全部检查", "the checking process died, not fully checked"),
    GapReason.UNREADABLE: ("无法打开，未能检查", "cannot be opened, not checked"),
    GapReason.SKIPPED: ("按设定跳过，未检查", "left out by configuration"),
}

HIDDEN: dict[HiddenKind, tuple[str, str]] = {
    HiddenKind.HIDDEN_SHEET: ("隐藏工作表", "hidden sheet"),
    HiddenKind.VERY_HIDDEN_SHEET: ("深度隐藏工作表", "very hidden sheet"),
    HiddenKind.HIDDEN_ROW: ("隐藏行", "hidden row"),
    HiddenKind.HIDDEN_COLUMN: ("隐藏列", "hidden column"),
    HiddenKind.HIDDEN_SLIDE: ("隐藏幻灯片", "hidden slide"),
    HiddenKind.HIDDEN_TEXT: ("隐藏文字", "hidden text"),
    HiddenKind.WHITE_TEXT: ("与背景同色的文字", "text in the colour of its background"),
    HiddenKind.TINY_TEXT: ("极小文字", "tiny text"),
    HiddenKind.INVISIBLE_TEXT: ("不可见文字层", "invisible text layer"),
    HiddenKind.OFF_PAGE: ("页面之外的内容", "content outside the page"),
    HiddenKind.HIDDEN_LAYER: ("关闭的图层", "layer switched off"),
    HiddenKind.HIDDEN_FORMAT: ("被数字格式隐藏的单元格", "cell hidden by its number format"),
    HiddenKind.TRACKED_INSERTION: ("修订插入", "tracked insertion"),
    HiddenKind.TRACKED_DELETION: ("修订删除", "tracked deletion"),
    HiddenKind.COMMENT: ("批注", "comment"),
    HiddenKind.SPEAKER_NOTE: ("演讲者备注", "speaker note"),
    HiddenKind.MASTER_TEXT: ("母版或模板文字", "text of a master or template"),
    HiddenKind.PERSON_PROPERTY: ("作者、单位等属性", "author, company and the like"),
    HiddenKind.PROPERTY: ("文档属性", "document property"),
    HiddenKind.CUSTOM_PROPERTY: ("自定义属性", "custom property"),
    HiddenKind.CUSTOM_XML: ("自定义 XML 数据", "custom XML data"),
    HiddenKind.DEFINED_NAME: ("定义的名称", "defined name"),
    HiddenKind.DATA_VALIDATION: ("数据有效性列表", "data validation list"),
    HiddenKind.FIELD_CODE: ("域代码", "field code"),
    HiddenKind.FORMULA: ("公式中的文字", "text inside a formula"),
    HiddenKind.ALT_TEXT: ("替代文字", "alternative text"),
    HiddenKind.EMBEDDED_FILE: ("嵌入的文件", "embedded file"),
    HiddenKind.ATTACHMENT: ("附件", "attachment"),
    HiddenKind.THUMBNAIL: ("缩略图", "thumbnail"),
    HiddenKind.PIVOT_CACHE: ("数据透视表缓存", "pivot cache"),
    HiddenKind.EXTERNAL_LINK: ("外部链接及其缓存", "external link and its cache"),
    HiddenKind.OLDER_REVISION: ("较早的版本", "older revision"),
    HiddenKind.DELETED_DATA: ("已删除但仍留存的数据", "deleted data still in the file"),
    HiddenKind.SCRIPT: ("脚本", "script"),
    HiddenKind.MACRO: ("宏", "macro"),
    HiddenKind.ANNOTATION: ("注释或标注", "annotation"),
    HiddenKind.FORM_FIELD: ("表单域", "form field"),
    HiddenKind.GLOSSARY: ("构建基块", "building block"),
    HiddenKind.LOCATION: ("位置信息", "location data"),
    HiddenKind.IMAGE_METADATA: ("图像元数据", "picture metadata"),
    HiddenKind.MAIL_HEADER: ("邮件头", "mail header"),
    HiddenKind.MARKUP_COMMENT: ("标记中的注释", "comment in the markup"),
    HiddenKind.RAW_STRING: ("部件中的原始字符串", "raw string inside a part"),
}

KINDS: dict[Kind, tuple[str, str]] = {
    Kind.MARK: ("标志", "mark"),
    Kind.ITEM: ("事项", "catalogue item"),
    Kind.TERM: ("词条", "term"),
    Kind.QUANTITY: ("数量", "quantity"),
    Kind.TABLE: ("数据表", "table"),
    Kind.IDENTIFIER: ("个人标识", "identifier"),
    Kind.FINGERPRINT: ("指纹", "fingerprint"),
}

CONFIDENCE: dict[Confidence, tuple[str, str]] = {
    Confidence.LOW: ("低", "low"),
    Confidence.MEDIUM: ("中", "medium"),
    Confidence.HIGH: ("高", "high"),
}

CERTAINTY: dict[Certainty, tuple[str, str]] = {
    Certainty.A: ("", ""),
    Certainty.B: ("转引", "second hand"),
    Certainty.C: ("待核实", "to be confirmed"),
}

TECHNIQUES: dict[str, tuple[str, str]] = {
    "redact": ("遮盖删除", "redact"),
    "replace_wording": ("改为概括表述", "replace with a general wording"),
    "reduce_precision": ("降低精度", "reduce precision"),
    "coarsen_scale": ("改小比例尺表述", "coarsen the scale"),
    "aggregate_series": ("汇总为较粗的统计", "aggregate the series"),
    "drop_column": ("删除列", "drop columns"),
    "drop_rows": ("删除行", "drop rows"),
    "drop_sheet": ("删除工作表", "drop the sheet"),
    "remove_hidden": ("清除隐藏内容", "remove hidden content"),
    "remove_metadata": ("清除属性", "remove metadata"),
    "flatten": ("转为图像", "flatten to an image"),
}
