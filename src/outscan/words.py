"""Every word shown to a person, in Chinese and in English. Wire words never change with the language.

In: an enum value or a message key. Out: words. A house test holds that no enum value lacks a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from outscan.types import Action, Certainty, Confidence, GapReason, HiddenKind, Kind, Level, Part

LANGUAGES = ("zh-CN", "en")

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
    Level.SECRET: ("秘密", "secret (秘密)"),
    Level.HIGHLY_SECRET: ("机密", "highly secret (机密)"),
    Level.TOP_SECRET: ("绝密", "top secret (绝密)"),
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
    "split_area": ("缩小或拆分范围", "split the area"),
    "remove_layer": ("删除图层", "remove layers"),
}

EVIDENCE: dict[str, str] = {
    "map_scale": "比例尺分母",
    "sheet_number": "图幅号对应比例尺分母",
    "area": "面积",
    "length": "长度",
    "contour_interval": "等高距",
    "grid_resolution": "格网间距",
    "image_resolution": "影像分辨率",
    "positional_accuracy": "位置精度",
    "relative_height_accuracy": "相对高度精度",
    "height_anomaly_accuracy": "高程异常精度",
    "gravity_accuracy": "重力精度",
    "gravity": "重力值",
    "deflection_accuracy": "垂线偏差精度",
    "discharge": "流量",
    "storage": "库容",
    "level": "水位",
    "depth": "深度",
    "height": "高度",
    "capacity": "装机容量",
    "voltage": "电压",
    "year": "年份",
    "date": "日期",
    "money": "金额",
    "persons": "人数",
    "percent": "百分比",
    "series": "资料系列",
    "ore_reserve": "矿产储量",
    "geographic": "经纬度坐标",
    "projected": "平面直角坐标",
    "mercator": "墨卡托坐标",
    "geohash": "地理编码",
    "wkt": "几何文本坐标",
    "towgs84": "坐标转换参数",
    "prj": "坐标系定义",
    "epsg": "坐标系代码",
    "datum": "坐标系",
    "control_points": "控制点成果表",
    "gravity_grid": "重力格网表",
    "gravity_points": "重力点表",
    "geoid_grid": "高程异常格网表",
    "dem_grid": "高程格网表",
    "levelling": "水准成果表",
    "discharge_series": "流量系列表",
    "daily_matrix": "逐日数值表",
    "water_level": "水位系列表",
    "rating_curve": "水位流量关系表",
    "cross_section": "断面成果表",
    "storage_curve": "库容曲线表",
    "dam_monitoring": "大坝监测数据表",
    "transformation_parameters": "转换参数表",
    "name_list": "人员名单表",
    "positions": "位置坐标表",
    "resident_id": "居民身份证号",
    "resident_id15": "15位身份证号",
    "passport": "护照号",
    "hk_macau_permit": "港澳通行证号",
    "taiwan_permit": "台胞证号",
    "officer_card": "军官证号",
    "mobile": "手机号",
    "landline": "固定电话",
    "bank_card": "银行卡号",
    "credit_code": "统一社会信用代码",
    "plate": "车牌号",
    "email": "电子邮箱",
    "imei": "设备识别码",
    "vin": "车辆识别代号",
    "exam_paper": "试卷结构",
    "rows": "行数",
    "count": "个数",
    "denominator": "分母",
    "grade": "等级",
    "precision_m": "精度",
    "step_m": "间距",
    "step_arcmin": "间距",
    "days": "天数",
    "step": "步长",
    "border": "涉及边界河流",
    "ids": "证件号数",
    "phones": "电话数",
    "years": "年数",
    "coming": "尚未启用",
    "questions": "题目数",
    "before_use": "启用前",
}
"""Chinese words for the names of evidence that stand in a reason (docs/evidence.md); the wire keeps the names."""

_NAMED = re.compile(r"(?<![⟦\w])[a-z][a-z0-9_]+(?![\w⟧])")

MESSAGES: dict[str, tuple[str, str]] = {
    "nothing_found": ("未发现需处理的内容", "nothing found that needs action"),
    "not_a_clearance": (
        "不等于不涉密，提供单位仍负审查责任",
        "this is no proof that nothing is secret; the providing unit still answers for the review",
    ),
    "coverage": (
        "共 {parts} 个部分：已检查 {read}，无文字部件 {inert}，未检 {gaps}",
        "{parts} parts: {read} read, {inert} without words, {gaps} not read",
    ),
    "hidden": ("隐藏内容", "hidden content"),
    "gaps": ("未检部分", "not read"),
    "findings": ("疑点", "findings"),
    "dismissed": ("已排除的命中", "dismissed"),
    "where": ("位置", "place"),
    "basis": ("依据", "basis"),
    "quote": ("命中", "match"),
    "why": ("为什么", "why"),
    "advice": ("建议", "advice"),
    "approver": ("审批", "approver"),
    "ask": ("需确认", "to confirm"),
    "level": ("可能密级", "possible level"),
    "confidence": ("置信", "confidence"),
    "risk": ("残余风险", "residual risk"),
    "pack": ("规则包", "rule pack"),
    "as_of": ("基准日", "as of"),
    "file": ("文件", "file"),
    "more": ("另有 {n} 处", "{n} more"),
    "hidden_part": ("不可见", "not visible"),
    "by_ocr": ("由图像识别，置信 {c}", "read from a picture, confidence {c}"),
    "masked_note": ("命中内容已遮盖；--show-hits 显示原文", "matches are masked; --show-hits shows them"),
    "partial": ("检查被中断，结果不完整", "interrupted: this report is partial"),
    "report_title": ("对外提供资料保密检查报告", "Secrecy review report for outbound documents"),
    "handling": ("内部资料 注意保管：本报告与其引用的内容同样需要保护", "internal: protect this report like what it quotes"),
    "page_picture": ("页面示意", "picture of page"),
    "verdict": ("处理建议", "recommendation"),
    "rule": ("规则", "rule"),
    "title": ("名称", "title"),
    "count": ("数量", "count"),
    "not_scanned": ("检查被中断：还有 {n} 个文件没有检查", "interrupted: {n} files were not scanned"),
    "summary": ("汇总", "summary"),
    "no_files": ("没有可检查的文件", "nothing to scan"),
    "not_found": ("找不到：{path}", "not found: {path}"),
    "stop_and_report": (
        "请立即停止发送，保留原件，并报告本单位保密工作机构{contact}",
        "stop sending, keep the original, and report to the secrecy office{contact}",
    ),
    "suspected": (
        "疑似，是否涉密由定密责任人或保密行政管理部门确定",
        "suspected; only an authorised person or the secrecy administration decides",
    ),
    "processable": ("技术处理命令", "command for technical processing"),
    "declared": ("依提供人声明", "on the sender's declaration"),
    "baselined": ("已复核（基线）", "reviewed before (baseline)"),
    "more_by_file": (
        "每一处的依据、理由和办法：单独检查该文件，或加 -v，或 -f html -o 报告.html",
        "for basis, reason and way forward of each: scan the file alone, add -v, or write -f html -o report.html",
    ),
    "progress": ("正在检查", "scanning"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: str = "zh-CN"

    @property
    def _index(self) -> int:
        return 1 if self.lang == "en" else 0

    def action(self, action: Action) -> str:
        """放行, 技术处理 and so on."""
        return ACTIONS[action][self._index]

    def level(self, level: Level) -> str:
        """秘密, 机密 and so on."""
        return LEVELS[level][self._index]

    def part(self, part: Part) -> str:
        """正文, 页眉 and so on."""
        return PARTS[part][self._index]

    def gap(self, reason: GapReason) -> str:
        """A sentence saying why something was not read."""
        return GAPS[reason][self._index]

    def hidden(self, kind: HiddenKind) -> str:
        """隐藏工作表 and so on."""
        return HIDDEN[kind][self._index]

    def kind(self, kind: Kind) -> str:
        """标志, 事项 and so on."""
        return KINDS[kind][self._index]

    def confidence(self, confidence: Confidence) -> str:
        """低, 中, 高."""
        return CONFIDENCE[confidence][self._index]

    def certainty(self, certainty: Certainty) -> str:
        """'' for a text that was read, 待核实 for one that must be confirmed."""
        return CERTAINTY[certainty][self._index]

    def technique(self, name: str) -> str:
        """遮盖删除, …; the name itself where a unit brought its own."""
        return TECHNIQUES.get(name, (name, name))[self._index]

    def reason(self, because: str) -> str:
        """A reason with the names of evidence in Chinese: 比例尺分母 █ < 5000."""
        if self._index:
            return because
        return _NAMED.sub(lambda found: EVIDENCE.get(found.group(), found.group()), because)

    def say(self, key: str, **values: object) -> str:
        """The message `key` with its values filled in."""
        return MESSAGES[key][self._index].format(**values)
