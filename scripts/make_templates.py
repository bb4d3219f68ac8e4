#!/usr/bin/env python3
"""Write the form templates that ship: 审批表 and 审查报告. A unit may replace them; docs/forms.md lists the fields.

In: nothing. Out: src/outscan/report/templates/*.docx. Layout follows GB/T 9704 habit: A4, 黑体 titles, 仿宋 text.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

OUT = Path(__file__).resolve().parents[1] / "src/outscan/report/templates"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
SUPERFLUOUS = {"stylesWithEffects", "customXml", "thumbnail", "numbering"}
"""Relationships of python-docx's template that no form needs."""


def font(paragraph: Paragraph, name: str, size: float, *, bold: bool = False) -> None:
    for run in paragraph.runs:
        run.font.name, run.font.size, run.font.bold = name, Pt(size), bold
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)  # noqa: SLF001 - python-docx has no door for East Asian fonts


def start(title: str, notice: str) -> Document:
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.PORTRAIT, Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.2), Cm(2)
    document.core_properties.author = ""
    document.core_properties.created = document.core_properties.modified = EPOCH
    style = document.styles["Normal"]
    style.font.name, style.font.size = "仿宋_GB2312", Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋_GB2312")
    head = section.header.paragraphs[0]
    head.add_run(notice)
    font(head, "仿宋_GB2312", 9)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(title)
    font(heading, "黑体", 18, bold=True)
    return document


def save(document: Document, name: str) -> None:
    """Write a template without what python-docx's own one brings along: unused styles, a second sheet of them, a picture."""
    styles = document.styles.element
    used = {"Normal", "DefaultParagraphFont", "TableNormal", "NoList", "Header", "HeaderChar", "TableGrid"}
    for style in styles.findall(qn("w:style")):
        if style.get(qn("w:styleId")) not in used:
            styles.remove(style)
    for holder in (document.part, document.part.package):
        for key in [key for key, one in holder.rels.items() if one.reltype.rsplit("/", 1)[-1] in SUPERFLUOUS]:
            del holder.rels[key]
    document.save(str(OUT / name))


def put(cell: _Cell, text: str, *, label: bool = False) -> None:
    first, *rest = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in rest:
        cell.add_paragraph().add_run(line)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(0)
        font(paragraph, "黑体" if label else "仿宋_GB2312", 10.5)


def table(document: Document, widths: list[float]) -> Table:
    made = document.add_table(rows=0, cols=len(widths))
    made.style, made.alignment, made.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
    return made


def row(made: Table, cells: list[str], widths: list[float], labels: tuple[int, ...] = (0, 2)) -> None:
    added = made.add_row()
    properties = added._tr.get_or_add_trPr()  # noqa: SLF001 - python-docx has no door for keeping a row whole
    properties.append(OxmlElement("w:cantSplit"))
    for index, (cell, text) in enumerate(zip(added.cells, cells, strict=True)):
        cell.width = Cm(widths[index])
        put(cell, text, label=index in labels)


def section(document: Document, title: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(2)
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(title)
    font(paragraph, "黑体", 12)


QUESTIONS = (
    "是否含有国家秘密标志或疑似国家秘密事项",
    "是否含有工作秘密、内部敏感信息",
    "是否含有商业秘密或第三方负有保密义务的内容",
    "是否含有个人信息、重要数据",
    "是否含有测绘、水文、气象、地质等须经主管部门审批的数据",
    "是否属于两用物项或禁止、限制出口技术",
    "隐藏内容、修订、批注、属性是否已清理",
    "提供范围是否为项目所必需",
)
AGREEMENT = (
    "所提供的涉密事项及提供理由",
    "接收方的保密义务、知悉人员范围",
    "标志、保存、复制、传递要求",
    "不得转交第三方；不得用于其他目的",
    "使用完毕的归还或销毁及回执",
    "监督检查权、泄密报告义务、违约责任",
    "保密期限（不短于事项的保密期限）及协议终止后的效力",
)
OPINIONS = ("承办人意见", "部门负责人意见", "业务主管部门（定密责任人）意见", "保密工作机构意见", "分管领导意见")


def approval() -> None:
    document = start("对外提供资料审批表", "请妥善保管        编号：{{编号}}")
    widths = [3.2, 5.2, 3.0, 5.2]
    made = table(document, widths)
    for cells in (
        ["申请单位", "{{申请单位}}", "申请日期", "{{申请日期}}"],
        ["承办人", "{{承办人}}", "联系电话", "{{联系电话}}"],
        ["接收方", "{{接收方}}", "国别（地区）", "{{国别}}"],
        ["项目名称及依据", "{{项目}}", "用途", "{{用途}}"],
        ["提供方式、渠道", "{{提供方式}}", "份数 / 载体", "{{份数}}"],
        ["密级（拟定）", "", "保密期限", ""],
    ):
        row(made, cells, widths)
    section(document, "一、资料清单")
    widths = [1.2, 5.6, 2.2, 7.6]
    made = table(document, widths)
    row(made, ["序号", "文件名称", "处理建议", "SHA-256"], widths, (0, 1, 2, 3))
    row(made, ["{{文件.序号}}", "{{文件.名称}}", "{{文件.建议}}", "{{文件.校验值}}"], widths, ())
    section(document, "二、检查结果（由检查程序填写，疑似，是否涉密由定密责任人确定）")
    widths = [4.6, 4.0, 4.2, 3.8]
    made = table(document, widths)
    row(made, ["疑点及可能密级", "位置", "依据", "建议与审批机关"], widths, (0, 1, 2, 3))
    row(made, ["{{疑点.名称}}", "{{疑点.位置}}", "{{疑点.依据}}", "{{疑点.建议}}"], widths, ())
    section(document, "三、未检查的部分")
    widths = [8.3, 8.3]
    made = table(document, widths)
    row(made, ["位置", "原因"], widths, (0, 1))
    row(made, ["{{未检.位置}}", "{{未检.原因}}"], widths, ())
    section(document, "四、技术处理及复查")
    widths = [5.6, 5.2, 5.8]
    made = table(document, widths)
    row(made, ["处理方法", "位置", "复查结果"], widths, (0, 1, 2))
    row(made, ["{{处理.方法}}", "{{处理.位置}}", "{{处理.复查}}"], widths, ())
    section(document, "五、审查内容（由审查人逐项填写）")
    widths = [11.6, 5.0]
    made = table(document, widths)
    for question in QUESTIONS:
        row(made, [question, "是 □    否 □    不适用 □"], widths, ())
    section(document, "六、提供理由、必要性和拟采取的保密措施")
    widths = [16.6]
    made = table(document, widths)
    row(made, ["{{理由}}\n\n"], widths, ())
    section(document, "七、保密协议（协议编号：{{协议编号}}）")
    widths = [11.6, 5.0]
    made = table(document, widths)
    for item in AGREEMENT:
        row(made, [item, "已载明 □    未载明 □"], widths, ())
    section(document, "八、审批意见")
    widths = [4.2, 12.4]
    made = table(document, widths)
    for opinion in OPINIONS:
        row(made, [opinion, "\n\n签字（盖章）：                    年    月    日"], widths, (0,))
    section(document, "备注")
    note = document.add_paragraph()
    note.add_run("检查程序 {{程序}}，规则包 {{规则包}}，基准日 {{基准日}}。")
    note.add_run("本表不替代定密和审批；未发现不等于不涉密，提供单位仍负审查责任。")
    font(note, "仿宋_GB2312", 9)
    save(document, "approval.docx")


def review() -> None:
    document = start("对外提供资料保密审查报告", "请妥善保管")
    intro = document.add_paragraph()
    intro.add_run("接收方：{{接收方}}    项目：{{项目}}    日期：{{申请日期}}")
    font(intro, "仿宋_GB2312", 12)
    section(document, "一、结论")
    widths = [3.0, 13.6]
    made = table(document, widths)
    row(made, ["总体建议", "{{总体建议}}"], widths, (0,))
    row(made, ["理由", "{{总体理由}}"], widths, (0,))
    section(document, "二、检查范围")
    widths = [6.6, 2.4, 2.4, 5.2]
    made = table(document, widths)
    row(made, ["文件", "建议", "疑点", "覆盖"], widths, (0, 1, 2, 3))
    row(made, ["{{文件.名称}}", "{{文件.建议}}", "{{文件.疑点数}}", "{{文件.覆盖}}"], widths, ())
    section(document, "三、疑点明细")
    widths = [4.2, 3.6, 3.6, 5.2]
    made = table(document, widths)
    row(made, ["疑点及可能密级", "位置", "依据", "为什么、怎么办"], widths, (0, 1, 2, 3))
    row(made, ["{{疑点.名称}}", "{{疑点.位置}}", "{{疑点.依据}}", "{{疑点.说明}}"], widths, ())
    section(document, "四、隐藏内容")
    widths = [6.6, 7.6, 2.4]
    made = table(document, widths)
    row(made, ["种类", "位置", "数量"], widths, (0, 1, 2))
    row(made, ["{{隐藏.种类}}", "{{隐藏.位置}}", "{{隐藏.数量}}"], widths, ())
    section(document, "五、未检查的部分")
    widths = [8.3, 8.3]
    made = table(document, widths)
    row(made, ["位置", "原因"], widths, (0, 1))
    row(made, ["{{未检.位置}}", "{{未检.原因}}"], widths, ())
    section(document, "六、技术处理及复查")
    widths = [5.6, 5.2, 5.8]
    made = table(document, widths)
    row(made, ["处理方法", "位置", "复查结果"], widths, (0, 1, 2))
    row(made, ["{{处理.方法}}", "{{处理.位置}}", "{{处理.复查}}"], widths, ())
    note = document.add_paragraph()
    note.add_run("检查程序 {{程序}}，规则包 {{规则包}}（{{规则包校验值}}），基准日 {{基准日}}。")
    note.add_run("疑似，是否涉密由定密责任人或保密行政管理部门确定。")
    font(note, "仿宋_GB2312", 9)
    save(document, "review.docx")


if __name__ == "__main__":
    OUT.mkdir(exist_ok=True)
    approval()
    review()
