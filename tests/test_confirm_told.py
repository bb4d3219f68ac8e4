"""Marks in two languages, in properties, and told of one's own paper in comments and notes; and their innocent twins."""

from __future__ import annotations

import io
from datetime import date

import docx
import openpyxl
import pytest
from openpyxl.comments import Comment
from pptx import Presentation

from outscan.config import Config
from outscan.scanner import Scanner
from outscan.types import Action, Blob, Where

SCANNER = Scanner.build(Config(ocr="off", as_of=date(2026, 11, 30)))
PLAIN = [
    "关于会议安排的说明",
    "本周工作例会改在周四上午九时，地点在三楼会议室，请各科室提前五分钟到场。",
    "上季度办公用品领用情况已经汇总，打印纸比去年同期少用了两成。",
    "食堂周五提供饺子，需要的同事请在群里接龙。",
    "走廊灯管已经更换，若仍有不亮的请报修。",
]


def written(place, text):
    """A Word document with `text` as a line, a header, a footer, a comment or a property."""
    paper = docx.Document()
    lines = [*PLAIN[:3], text, *PLAIN[3:]] if place == "line" else [*text.split("\n"), *PLAIN[1:]] if place == "top" else PLAIN
    paragraphs = [paper.add_paragraph(line) for line in lines]
    paper.core_properties.comments = ""
    if place in ("header", "footer"):
        getattr(paper.sections[0], place).paragraphs[0].text = text
    elif place == "comment":
        paper.add_comment(paragraphs[1].runs, text=text, author="w", initials="w")
    elif place not in ("line", "top"):
        setattr(paper.core_properties, place, text)
    out = io.BytesIO()
    paper.save(out)
    return "a.docx", out.getvalue()


def shown(text):
    """A slide with `text` in its notes."""
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text, slide.placeholders[1].text = PLAIN[0], PLAIN[1]
    slide.notes_slide.notes_text_frame.text = text
    out = io.BytesIO()
    slides.save(out)
    return "a.pptx", out.getvalue()


def tabled(place, text):
    """A sheet of stationery whose name, or a comment to whose cell, is `text`."""
    book = openpyxl.Workbook()
    for row in (["品名", "数量"], ["打印纸", "12"], ["墨盒", "3"]):
        book.active.append(row)
    if place == "sheet":
        book.active.title = text
    else:
        book.active["B2"].comment = Comment(text, "w")
    out = io.BytesIO()
    book.save(out)
    return "a.xlsx", out.getvalue()


def verdict(place, text):
    name, data = shown(text) if place == "note" else tabled(place, text) if place in ("sheet", "cell") else written(place, text)
    return SCANNER.scan(Blob(Where((name,)), data)).verdict.action


BORNE = [
    ("line", "工作秘密 (work secret) · 5年 · please do not forward 请勿转发"),
    ("line", "工作秘密 / Work Secret / 内部掌握 internal only"),
    ("line", "WORK SECRET 工作秘密 – not for circulation 不得外传"),
    ("line", "机密 (highly secret) · 20年 · do not copy 不得复制"),
    ("line", "秘密 Secret, 5 years 五年, 阅后退还"),
    ("line", "内部资料 Internal · do not distribute 请勿外传"),
    ("line", "内部事项 (internal matter) – handle with care 注意保管"),
    ("line", "核心商密 core trade secret ▲ 5年 do not disclose"),
    ("footer", "内部 Internal use only / 不得外传"),
    ("keywords", "机密·20年"),
    ("keywords", "秘密 5年"),
    ("category", "秘密-3年"),
    ("subject", "机密／十年"),
    ("subject", "秘密(五年)"),
    ("comments", "绝密，30年"),
    ("comments", "机密级 20年 阅后归还"),
    ("keywords", "会议纪要；机密·10年"),
    ("keywords", "confidential; 秘密·10年"),
    ("keywords", "机密,20年,不得外传"),
    ("category", "密件"),
    ("comments", "扫描时去掉了首页的“秘密★5年”"),
    ("comment", "这份卷子封面印的是“绝密★启用前”，明年一月的正卷，先别外传"),
    ("note", "这包样张首页左上角是“绝密★启用前”，是2027年学考正式卷，切勿混入练习"),
    ("comment", "此稿扉页有“机密★10年”字样，转来之前没有办过降密"),
    ("comment", "原件首页标的是“秘密★5年”，小张扫描时把那一行裁掉了"),
    ("note", "这一页底图取自馆藏件，原图角上有“秘密★长期”，做片子时抹去了。"),
    ("note", "本讲稿摘自一份标有“机密★10年”的汇报，讲完收回"),
    ("comment", "这张图是从带“机密★20年”的图册里拍下来的，图册还没解密"),
    ("cell", "本表原件标“机密★15年”，录入时没有带上密级"),
    ("cell", "这列数据从贴着“秘密★长期”的台账里抄来，台账不外借"),
    ("comment", "封面原有‘机密’二字，排版时误删，印前补上"),
    ("line", "随附两页复印自省厅密件，首页“机密★10年”未复印进来，请按原密级管理。"),
    ("comment", "The master copy is stamped “机密★10年” on its first page; the stamp was cropped out of this scan."),
    ("comment", "We removed the line “Secret ★ 5 years” from the top before sending; the original still bears it."),
    ("comment", "Cover sheet with “秘密★5年” was not scanned; the rest of the file is complete."),
    ("top", "内部刊物 供领导参阅\n教育内参 第12期\n近期几所学校家长反映收费问题。"),
    ("top", "内部参阅 注意保存\n情况反映 第7期"),
    ("sheet", "内部勿传"),
    ("line", "老周发来照片，抬头是“秘密★3年 江发〔2026〕52号 关于调整站点布设的通知”。"),
    ("line", "SECRET LEVEL: JIMI (CONFIDENTIAL) ★ 10 YEARS – issued by the bureau office"),
]
SPOKEN = [
    ("line", "课程讲解 work secret（工作秘密）与 state secret（国家秘密）的区别，学时2。"),
    ("line", "词汇：工作秘密 / work secret；国家秘密 / state secret；内部 / internal。"),
    ("line", "机密 (highly secret) 的保密期限最长为20年，绝密为30年。"),
    ("line", "内部资料 internal material 的准印证由新闻出版部门核发。"),
    ("line", "商业秘密 (trade secret) 的保护期限由合同约定，一般5年，到期可续。"),
    ("line", "请把 internal matter 译为“内部事项”，注意保管好词条卡片。"),
    ("line", "Highly Secret / 机密 / Secret / 秘密：四六级词汇辨析"),
    ("line", "Internal 内部链接 · not to be forwarded as attachment · 用共享盘"),
    ("footer", "内部控制 Internal control 培训班"),
    ("keywords", "保密法;机密级期限20年的解释"),
    ("keywords", "秘密花园 5年纪念版"),
    ("category", "秘密武器-3年级读物"),
    ("subject", "机密档案解密十年回顾"),
    ("subject", "秘密情书(五幕剧)"),
    ("comments", "绝密飞行，30年经典影片"),
    ("comments", "机密级计算机的管理要求说明"),
    ("keywords", "会议纪要；机密级印刷资质办理"),
    ("keywords", "confidential computing; 秘密共享"),
    ("keywords", "机密计算,20年,不得不说的历史"),
    ("category", "保密教育"),
    ("comments", "讲解首页的“秘密★5年”怎么标"),
    ("comment", "这道题问的是封面上“绝密★启用前”是什么意思，答案见教参"),
    ("note", "去年的真题封面左上角有“绝密★启用前”，大家可以看看格式"),
    ("comment", "小说里那份文件扉页有“机密★10年”字样，是道具，美工照着做"),
    ("comment", "示例里原件首页标的是“秘密★5年”，请同学们判断标注是否规范"),
    ("note", "这一页讲标志样式：左上角“秘密★长期”，右上角份号。"),
    ("note", "题目：一份标有“机密★10年”的汇报遗失后应当怎样处理？"),
    ("line", "思考题：一份标有“内部资料”的统计月报能不能给外方？"),
    ("cell", "样例：原件应标“机密★15年”，填表时注意星号"),
    ("cell", "填写说明：如台账上有“秘密★长期”，在此列写是"),
    ("comment", "‘机密’二字在这里译成 confidential 更好"),
    ("line", "新闻报道称，被告将标有“机密★10年”的文件带回家，被判有期徒刑八个月。"),
    ("comment", "The film poster shows a folder stamped “机密★10年”; replace the picture with a cheaper one."),
    ("comment", "In the glossary we give “Secret ★ 5 years” as the translation of the mark."),
    ("comment", "The cover in the novel bears “秘密★5年”; keep the Chinese."),
    ("top", "内部刊物登记管理办法问答\n一、什么是内部资料性出版物？"),
    ("top", "内部装修情况说明\n第18页\n东街商户的店面改造补偿已发放。"),
    ("sheet", "机密级资质说明"),
    ("sheet", "Confidential computing notes"),
    ("line", "培训课件样例：“秘密★3年 江发〔2026〕1号”放在左上角，是格式示意。"),
]


@pytest.mark.parametrize(("place", "text"), BORNE)
def test_a_mark_of_ones_own_paper_holds_where_and_how_it_is_told(place, text):
    assert verdict(place, text) >= Action.ESCALATE


@pytest.mark.parametrize(("place", "text"), SPOKEN)
def test_its_twin_is_released(place, text):
    assert verdict(place, text) == Action.RELEASE
