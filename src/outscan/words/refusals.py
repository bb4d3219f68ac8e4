"""Why a file is not processed, and what to do instead, in Chinese and in English.

In: nothing. Out: one table by key, `refusal.…`.
"""

from __future__ import annotations

REFUSALS: dict[str, tuple[str, str]] = {
    "refusal.archive_member": (
        "压缩包里有必须处理而不能处理的成员；请取出单独处理（doc、xls、ppt 先另存为新格式）后重新打包",
        "the archive holds a member that must be processed and cannot be; take it out, process it alone (doc, xls and ppt saved in a new format first) and pack again",
    ),
    "refusal.encoding_unwritten": (
        "有一个部分的文字编码不能原样写回，无法精确处理；请用原程序重新保存后再处理",
        "a part has an encoding that cannot be written back as it was; save it again with its own program first",
    ),
    "refusal.encoding_wrong": (
        "有一个部分的文字编码有误，无法精确处理；请用原程序重新保存后再处理",
        "a part has a wrong encoding and cannot be processed exactly; save it again with its own program first",
    ),
    "refusal.entity": (
        "文件声明了实体（ENTITY），文字可能另有所指；请用原程序重新保存后再处理",
        "the file declares entities (ENTITY), so that its text may mean something else; save it again with its own program first",
    ),
    "refusal.flat_odf": (
        "单一 XML 文件的 OpenDocument 不能直接处理；请另存为 odt、ods 或 odp 后再处理",
        "OpenDocument in a single XML file cannot be processed; save it as odt, ods or odp first",
    ),
    "refusal.mail_attachment": (
        "邮件里有必须处理而不能处理的附件；请取出单独处理后重新添加",
        "the mail holds an attachment that must be processed and cannot be; take it out, process it alone and attach it again",
    ),
    "refusal.package_broken": (
        "压缩包结构已损坏，无法逐部分处理；请用原程序重新保存后再处理",
        "the package is damaged and cannot be processed part by part; save it again with its own program first",
    ),
    "refusal.package_encrypted": (
        "文件已加密，无法处理；请解除密码后再处理",
        "the file is encrypted; remove the password first",
    ),
    "refusal.package_large": (
        "压缩包超过 4 GB，无法处理；请拆分后再处理",
        "the package exceeds 4 GB; split it first",
    ),
    "refusal.package_member": (
        "压缩包里有损坏的成员；请用原程序重新保存后再处理",
        "the package holds a damaged member; save it again with its own program first",
    ),
    "refusal.package_method": (
        "压缩包用了少见的压缩方法；请用常见工具重新打包后再处理",
        "the package uses a rare compression; pack it again with a common tool first",
    ),
    "refusal.package_twins": (
        "压缩包里有同名成员，不能确定接收方会打开哪一个；请重新打包后再处理",
        "the package holds members of one name, and which one a recipient opens is uncertain; pack it again first",
    ),
    "refusal.page_font": (
        "第{page}页用到的字体没有嵌入，本机也没有，绘制会丢失文字；请嵌入字体重新导出，或安装中文字体后再处理",
        "page {page} uses a font that is neither embedded nor here, and drawing it would lose text; export it with embedded fonts, or install Chinese fonts",
    ),
    "refusal.page_no_place": (
        "第{page}页上找不到要删去的文字的位置；请用原程序重新导出 PDF 后再处理",
        "the place of the text to remove is not found on page {page}; export the PDF again first",
    ),
    "refusal.page_undrawn": (
        "第{page}页无法绘制成图像；请用原程序重新导出 PDF 后再处理",
        "page {page} cannot be drawn as a picture; export the PDF again first",
    ),
    "refusal.pdf_broken": (
        "PDF 结构已损坏，无法处理；请用原程序重新导出后再处理",
        "the PDF is damaged; export it again with its own program first",
    ),
    "refusal.pdf_encrypted": (
        "PDF 已加密，无法处理；请解除密码后再处理",
        "the PDF is encrypted; remove the password first",
    ),
    "refusal.pdf_pages": (
        "两种读取方法数出的页数不同，结构有问题；请用原程序重新导出 PDF 后再处理",
        "two readers count different numbers of pages, so that the structure is faulty; export the PDF again first",
    ),
    "refusal.picture_broken": (
        "图像打不开或已损坏；请重新导出后再处理",
        "the picture cannot be opened or is damaged; export it again first",
    ),
    "refusal.picture_no_ocr": (
        "本机没有图像识别，不能确定文字在图中的位置；请安装 ocr 组件或删去该图",
        "nothing here reads pictures, so that the place of the text is unknown; install the extra ocr or delete the picture",
    ),
    "refusal.picture_unsure": (
        "图像中的文字认不准位置，不能只涂去一处；请删去该图或重做",
        "the place of the text in the picture is uncertain, so that one spot alone cannot be blotted out; delete the picture or make it anew",
    ),
    "refusal.structure": (
        "文件结构特殊，处理不成（{name}）；请用原程序重新保存后再处理",
        "the file is built in a way that cannot be processed ({name}); save it again with its own program first",
    ),
    "refusal.text_encoding": (
        "文字编码混杂或有误，不能原样写回；请另存为 UTF-8 文本后再处理",
        "the encoding is mixed or wrong and cannot be written back as it was; save it as UTF-8 text first",
    ),
    "refusal.unopened": (
        "文件打不开",
        "the file cannot be opened",
    ),
    "refusal.top_secret": (
        "{title}（{rule}）：绝密级事项不得技术处理后提供。请停止发送，保留原件，报告本单位保密工作机构",
        "{title} ({rule}): what is top secret is never provided after processing. Stop sending, keep the original, and report to the secrecy office",
    ),
    "refusal.withheld": (
        "{title}（{rule}）：该事项不得提供，不能通过技术处理解决。请停止发送，报告主管部门",
        "{title} ({rule}): must not be provided, and processing is no way out. Stop sending, and report to the competent authority",
    ),
    "refusal.residual": (
        "{title}（{rule}）：残留标志须先确认已失去效力。确认后加 --declare {key}=yes --declared-by 姓名",
        "{title} ({rule}): a residual mark must first be confirmed as void. Then add --declare {key}=yes --declared-by NAME",
    ),
    "refusal.mark": (
        "{title}（{rule}）：标志不能由提供人自行去除，技术处理不降低密级。请向标志的制发单位提出，用 outscan form 填写审批表；已批准的，加 --authority 批准文号 --authority-file 批准文件 --reason 理由",
        "{title} ({rule}): the sender must not take off a mark, and processing lowers no level. Ask the unit that issued it, with the approval form (outscan form); where it is approved, add --authority NUMBER --authority-file FILE --reason REASON",
    ),
    "refusal.registered": (
        "{title}（{rule}）：内容与登记的敏感文件相同，不能通过技术处理解决。请用 outscan form 报批",
        "{title} ({rule}): the content is that of a registered sensitive document, and processing is no way out. Ask for approval with outscan form",
    ),
    "refusal.no_way": (
        "{title}（{rule}）：没有可用的技术处理办法。请用 outscan form 报批",
        "{title} ({rule}): there is no way of processing it. Ask for approval with outscan form",
    ),
}
