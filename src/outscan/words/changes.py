"""What technical processing did, and what is to be minded about a copy, in Chinese and in English.

In: nothing. Out: one table by key, `change.…`.
"""

from __future__ import annotations

CHANGES: dict[str, tuple[str, str]] = {
    "change.accepted": (
        "接受修订",
        "changes accepted",
    ),
    "change.attachments": (
        "附件",
        "attachments",
    ),
    "change.blotted": (
        "涂黑",
        "blotted out",
    ),
    "change.comments": (
        "批注",
        "comments",
    ),
    "change.converted": (
        "原件为 {kind}，先由 LibreOffice 转换为 {target}；sha256_before 是转换后文件的校验值",
        "the original is {kind}, first converted to {target} by LibreOffice; sha256_before is of the converted file",
    ),
    "change.kept_whole": (
        "嵌入文件 {where} 的格式不能处理，已逐一检查并原样保留，其中的隐藏内容（作者、批注等）也一并保留；不应随附时请先从原件中删去",
        "the embedded file {where} is of a format that is not processed: it was checked and stays, with its own authors and comments",
    ),
    "change.embedded": (
        "嵌入文件",
        "embedded files",
    ),
    "change.hidden_columns": (
        "隐藏列",
        "hidden columns",
    ),
    "change.hidden_rows": (
        "隐藏行",
        "hidden rows",
    ),
    "change.hidden_sheets": (
        "隐藏工作表",
        "hidden sheets",
    ),
    "change.hidden_slides": (
        "隐藏幻灯片",
        "hidden slides",
    ),
    "change.mail_headers": (
        "邮件头",
        "mail headers",
    ),
    "change.mail_signature": (
        "原邮件带有数字签名，处理后签名失效",
        "the original mail is signed; processing voids the signature",
    ),
    "change.markup_comments": (
        "注释",
        "markup comments",
    ),
    "change.notes": (
        "演讲者备注",
        "speaker notes",
    ),
    "change.picture_whole": (
        "有图像中的文字认不准位置，整幅涂黑",
        "the place of the text in a picture is uncertain; the whole picture was blotted out",
    ),
    "change.plain_reader": (
        "文字读取",
        "as text",
    ),
    "change.raw_reader": (
        "原始字串",
        "raw strings",
    ),
    "change.rest_deleted": (
        "指定的处理方法之后仍有疑点，余下的已改为删除",
        "after the chosen technique something was still found; the rest was deleted",
    ),
    "change.seal_removed": (
        "原件带有电子签名或电子印章，处理后签章失效，已去除",
        "the original is signed or sealed; processing voids that, and it was removed",
    ),
    "change.seal_void": (
        "原件带有电子签名或电子印章，处理后签章失效",
        "the original is signed or sealed; processing voids that",
    ),
    "change.second_sees": (
        "第二读取仍见已删除内容（{how}）",
        "a second reader still sees removed content ({how})",
    ),
    "change.signature_removed": (
        "原件带有电子签名，处理后签名失效，已去除",
        "the original is signed; processing voids the signature, which was removed",
    ),
    "change.titles_forms": (
        "标题、表单、说明文字",
        "titles, forms, descriptions",
    ),
    "change.type_changed": (
        "格式变了：{before} → {after}",
        "the format changed: {before} → {after}",
    ),
    "change.left": (
        "{title}（{rule}）{place}",
        "{title} ({rule}) {place}",
    ),
    "change.unread": (
        "未检 {reason} {place}",
        "not read: {reason} {place}",
    ),
    "change.revisions": (
        "修订记录",
        "log of revisions",
    ),
}
