"""Places inside a document, in Chinese and in English: 第4页 表1 R3C2, page 4 table 1 R3C2.

In: a `Spot`. Out: words. The Chinese words are also the text of `spot` on the wire and in digests, in every language.
"""

from __future__ import annotations

from outscan.types import Spot, Step, column_letters

PLACES: dict[str, tuple[str, str]] = {
    "after_end": ("文末之后", "after the end"),
    "alt_text": ("替代文字", "alternative text"),
    "appearance": ("批注外观", "appearance of an annotation"),
    "attachment": ("附件", "attachment"),
    "attachment_note": ("附件说明", "description of an attachment"),
    "autotext": ("自动图文集", "autotext"),
    "barcode": ("条码", "bar code"),
    "bcc": ("密送", "bcc"),
    "body": ("正文", "body"),
    "body_plain": ("正文(纯文本)", "body (plain text)"),
    "body_rtf": ("正文(RTF)", "body (RTF)"),
    "bookmark": ("书签", "bookmark"),
    "box": ("文本框", "text box"),
    "building_block": ("构建基块", "building block"),
    "caption": ("按钮文字", "caption of a button"),
    "cc": ("抄送", "cc"),
    "chart": ("图表", "chart"),
    "comment": ("批注", "comment"),
    "comment_author": ("批注者", "author of a comment"),
    "comment_line": ("注释行", "comment line"),
    "comment_subject": ("批注主题", "subject of a comment"),
    "composite": ("组合单元", "composite object"),
    "contents_entry": ("目录项", "contents entry"),
    "custom_property": ("自定义属性", "custom property"),
    "data_source": ("数据源", "data source"),
    "datasheet": ("数据表", "datasheet"),
    "date": ("日期", "date"),
    "deck": ("文稿", "presentation"),
    "delegate": ("代发人", "sent on behalf by"),
    "delegate_address": ("代发人地址", "address of the delegate"),
    "destination": ("命名目标", "named destination"),
    "endnote": ("尾注", "endnote"),
    "equation": ("公式", "equation"),
    "external_book": ("外部工作簿", "external workbook"),
    "external_cache": ("外部缓存", "external cache"),
    "external_sheet": ("外部工作表", "external sheet"),
    "field_code": ("域代码", "field code"),
    "field_data": ("域数据", "field data"),
    "field_default": ("表单默认值", "form default"),
    "field_hint": ("表单提示", "form hint"),
    "field_name": ("表单域名", "form field name"),
    "field_options": ("表单选项", "form options"),
    "field_value": ("表单值", "form value"),
    "figure": ("形状", "shape with text"),
    "footer": ("页脚", "footer"),
    "footer_even": ("页脚(偶数页)", "footer (even pages)"),
    "footer_first": ("页脚(首页)", "footer (first page)"),
    "footnote": ("脚注", "footnote"),
    "form_field": ("窗体域", "form field"),
    "handout_master": ("讲义母版", "handout master"),
    "handout_or_notes_master": ("讲义或备注母版", "handout or notes master"),
    "header": ("页眉", "header"),
    "header_box": ("页眉文本框", "header text box"),
    "header_even": ("页眉(偶数页)", "header (even pages)"),
    "header_first": ("页眉(首页)", "header (first page)"),
    "header_footer": ("页眉页脚", "header and footer"),
    "hidden_column": ("隐藏列", "hidden column"),
    "hidden_row": ("隐藏行", "hidden row"),
    "index_entry": ("索引项", "index entry"),
    "information": ("文档信息", "document information"),
    "last_editor": ("最后编辑者", "last editor"),
    "layer": ("图层名", "layer"),
    "layer_label": ("图层标签", "label of a layer"),
    "layout": ("版式", "layout"),
    "line": ("第{n}行", "line {n}"),
    "link": ("链接", "link"),
    "link_tip": ("链接提示", "tip of a link"),
    "linked_property": ("关联属性", "linked property"),
    "list": ("表格", "table of the sheet"),
    "macro_or_chart": ("宏表或图表", "macro sheet or chart"),
    "macro_text": ("宏文本", "macro text"),
    "media": ("媒体", "media"),
    "mail_header": ("信头", "mail header"),
    "mail_merge": ("邮件合并", "mail merge"),
    "markup_comment": ("注释", "markup comment"),
    "master": ("母版", "master"),
    "name_defined": ("名称", "defined name"),
    "near_paragraph": ("第{n}段附近", "near paragraph {n}"),
    "near_table": ("表{n}附近", "near table {n}"),
    "notes": ("备注", "notes"),
    "notes_master": ("备注母版", "notes master"),
    "number_format": ("数字格式", "number format"),
    "object": ("对象", "object"),
    "older": ("旧版本", "older revision"),
    "page": ("第{n}页", "page {n}"),
    "page_label": ("页码标签", "page label"),
    "paragraph": ("第{n}段", "paragraph {n}"),
    "pattern": ("图案", "pattern"),
    "phonetic": ("拼音", "phonetic"),
    "picture": ("图", "picture"),
    "pivot_cache": ("数据透视缓存", "pivot cache"),
    "point": ("点", "points"),
    "raw_bytes": ("原始字节", "raw bytes"),
    "raw_strings": ("原始字符串", "raw strings"),
    "recipient": ("收件人", "recipient"),
    "record": ("记录", "record"),
    "referenced_file": ("引用文件", "referenced file"),
    "reviser": ("修订者", "reviser"),
    "revision": ("修订", "tracked change"),
    "row": ("R{n}", "R{n}"),
    "rtf_destination": ("目的地", "RTF destination"),
    "saved_by": ("保存记录", "record of saving"),
    "scenario": ("方案", "scenario"),
    "script": ("脚本", "script"),
    "seal": ("印章", "seal"),
    "section": ("第{n}节", "section {n}"),
    "sender": ("发件人", "sender"),
    "sender_address": ("发件人地址", "address of the sender"),
    "separator": ("脚注分隔符", "footnote separator"),
    "shape": ("图形", "shape"),
    "shape_fallback": ("图形替代", "substitute of a shape"),
    "shape_property": ("图形属性", "property of a shape"),
    "shared_strings": ("共享字符串", "shared strings"),
    "sharing": ("共享", "sharing"),
    "signature": ("签名", "signature"),
    "slide": ("幻灯片", "slide"),
    "styles": ("字体、颜色、样式表", "fonts, colours, styles"),
    "subject": ("主题", "subject"),
    "table": ("表", "table"),
    "tag": ("标记", "tag"),
    "template": ("模板", "template"),
    "text": ("文字", "text"),
    "to": ("收件人", "to"),
    "unreferenced": ("未引用对象", "unreferenced object"),
    "unused_strings": ("未用字符串", "unused strings"),
    "user_names": ("用户名", "user names"),
    "validation": ("数据验证", "data validation"),
    "variable": ("文档变量", "document variable"),
    "view": ("视图", "view"),
    "viewport": ("视口名", "viewport"),
    "watermark": ("水印", "watermark"),
    "wordart": ("艺术字", "WordArt"),
    "workbook": ("工作簿", "workbook"),
}
"""By kind of step: with {n} a sentence around the number, else a word before number and name."""


def place_words(spot: Spot, english: bool = False) -> str:  # noqa: FBT001, FBT002 - two languages, and the wire speaks the first
    """A spot for a person: 成果!C7, 第4页 表1 R3C2, slide 2 notes; '' for nowhere."""
    words = ""
    for number, step in enumerate(spot.steps):
        of_sheet = step.kind in {"cell", "area"} and number and spot.steps[number - 1].kind == "sheet"
        words += (("!" if of_sheet else " ") if words else "") + _step(step, english)
    return words


def _step(step: Step, english: bool) -> str:  # noqa: FBT001 - handed on
    if step.kind == "cell":
        return f"{column_letters(step.column - 1)}{step.number}"
    if step.kind == "grid":
        return f"R{step.number}C{step.column}"
    if step.kind not in PLACES:  # a name the file itself gives: a part, a sheet, a range of cells
        return step.name
    word = PLACES[step.kind][english]
    if "{n}" in word:
        return word.format(n=step.number)
    number = "" if step.number is None else f" {step.number}" if english else str(step.number)
    return f"{word}{number}:{step.name}" if step.name else f"{word}{number}"
