"""What speaks of secrets and holds none: a mention is no mark.

In: nothing. Out: `INNOCENT`.
"""

from __future__ import annotations

from samples.case import Case
from samples.packages import docx, pdf, rtf, word_table


def _manual() -> bytes:
    lines = (
        "手机使用说明",
        "一、设置手机密码：打开设置，选择安全与隐私，输入六位密码两次。",
        "二、忘记密码时，请用绑定的邮箱重置。",
        "三、本机采用端到端加密，保证数据的机密性和完整性。",
        "四、绝密任务是一款游戏的名称，与本机无关。",
        "五、请勿把密码告诉他人。",
    )
    return "\n".join(lines).encode()


def _law() -> bytes:
    return docx(
        "保密法律知识摘录",
        "国家秘密的密级分为绝密、机密、秘密三级。",
        "绝密级国家秘密是最重要的国家秘密，泄露会使国家安全和利益遭受特别严重的损害。",
        "国家秘密的保密期限，除另有规定外，绝密级不超过三十年，机密级不超过二十年，秘密级不超过十年。",
        "机关、单位对承载国家秘密的纸介质、光介质、电磁介质等载体，应当作出国家秘密标志。",
    )


def _form() -> bytes:
    rows = [["题名", ""], ["密级", "□绝密　□机密　□秘密　□公开"], ["保密期限", "　　年"], ["拟稿人", ""]]
    return docx("文件登记表（空白样表）", word_table(rows), "填表说明：密级由承办人勾选。")


def _lesson() -> bytes:
    return (
        "<!DOCTYPE html><html lang='zh'><head><meta charset='gb18030'><title>保密知识课</title></head><body><h1>保密知识课</h1>"
        "<p>国家秘密标志由密级、星号和保密期限组成，例如：机密★5年表示保密期限为五年。</p>"
        "<p>课后练习：国家秘密分为哪三级？</p></body></html>"
    ).encode("gb18030")


def _audit() -> bytes:
    return rtf(
        "内部控制评价报告",
        "公司按照内部控制基本规范开展内部审计，完善内部监督。",
        "商业秘密保护制度已列入年度培训计划。",
        "评价结论：内部控制有效。",
    )


def _novel() -> bytes:
    return pdf(["秘密花园★★★★", "读书笔记", "这本书讲一个孩子发现了一座秘密花园，最好的秘密是与朋友分享的。"])


def _minutes() -> bytes:
    return docx(
        "项目例会纪要",
        "会议听取了课程建设进展，决定三月前完成教材初稿。",
        word_table([["事项", "负责人", "时间"], ["教材初稿", "陈二", "3月"], ["网站更新", "周九", "4月"]]),
        "下次会议另行通知。",
    )


def _english() -> bytes:
    return (
        b"Minutes of the joint course committee\n\nThe committee thanked the secretary. Members were reminded to keep their\n"
        b"passwords confidential and to use the reading list of last year.\n"
    )


INNOCENT: tuple[Case, ...] = (
    Case("txt-phone-password-manual", "txt", "手机密码、机密性：不是标志", "release", _manual),
    Case("docx-law-text", "docx", "法律条文列举三个密级", "release", _law),
    Case("docx-blank-form", "docx", "密级栏尚未勾选的空白表", "release", _form),
    Case("html-lesson-gb18030", "html", "教学文字举例说明标志的写法", "release", _lesson),
    Case("rtf-internal-control-report", "rtf", "内部控制、内部审计：不是内部标志", "release", _audit),
    Case("pdf-secret-garden", "pdf", "书名里的秘密", "release", _novel),
    Case("docx-meeting-minutes", "docx", "平常的会议纪要", "release", _minutes),
    Case("txt-english-minutes", "txt", "英文纪要提到 confidential", "release", _english),
)
