"""Sentences of the pages on which a document is looked at and processed.

In: a key and its values. Out: the sentence in Chinese or English. Part of `words.page.PAGE`.
"""

from __future__ import annotations

VIEW: dict[str, tuple[str, str]] = {
    # --- see ---
    "see_do": ("查看内容", "Look at the document"),
    "see_title": ("查看", "Look"),
    "see_hidden": ("查看隐藏内容", "Look at the hidden content"),
    "see_tabs": ("查看方式", "Ways to look"),
    "see_tab_pages": ("页面图像", "Pages"),
    "see_tab_text": ("文字", "Text"),
    "see_tab_hidden": ("隐藏内容", "Hidden content"),
    "see_sheet": ("第 {n} 页，共 {of} 页", "Page {n} of {of}"),
    "see_page": ("第 {n} 页的图像；文字见“文字”一栏", "Picture of page {n}; its words stand under “Text”"),
    "see_drawn": ("图像绘制不出来时请看“文字”", "Where the picture cannot be drawn, see “Text”"),
    "see_nothing": ("没有可显示的文字", "There is no text to show"),
    "see_beyond": ("内容太长，只显示到这里；检查不受影响", "Too long: it is shown up to here. The check read all of it"),
    "see_places": ("发现的位置", "Places"),
    "see_none_here": ("本页没有发现", "Nothing was found on this page"),
    "see_elsewhere": ("另有 {n} 处在其他页或其他栏", "{n} more on other pages or tabs"),
    "see_keys": ("用 j、k 键在各处之间移动", "Keys j and k go from place to place"),
    "see_previous": ("上一页", "Previous page"),
    "see_next": ("下一页", "Next page"),
    "see_previous_place": ("上一个有发现的页", "Previous page with a place"),
    "see_next_place": ("下一个有发现的页", "Next page with a place"),
    "see_go": ("页码（1 至 {of}）", "Page (1 to {of})"),
    "see_go_do": ("转到", "Go"),
    "back_verdict": ("返回检查结论", "Back to the verdict"),
    "reading_title": ("正在读取", "Reading"),
    "reading_why": (
        "文件较大，正在隔离环境中读取；本页会自动更新",
        "A large document is being read in the fence; the page renews itself",
    ),
    "reading_failed": ("没有读出来", "It could not be read"),
    "reading_failed_why": (
        "在限定的时间和内存内没有读出可显示的内容；检查结论不受影响，可凭结论页下载文件查看（记入审计）",
        "Nothing to show was read within the time and memory allowed. The verdict stands; the file can be downloaded there, which is recorded",
    ),
    "unmask": ("显示文字", "Show the words"),
    "unmask_why": (
        "查看原文需要理由，并记入审计；15 分钟后自动重新遮盖",
        "Seeing the words needs a reason and is recorded; they are masked again after 15 minutes",
    ),
    "unmasked_now": (
        "正在显示原文，已记入审计；请勿拍照、截屏或转发",
        "The words are shown, and that is recorded; take no pictures of them",
    ),
    "mask_again": ("重新遮盖", "Mask again"),
    "password_wrong": ("口令不对，填写的内容仍保留", "The password is wrong; what you typed is kept"),
    "password_wait": ("口令错误次数过多，请稍后再试", "Too many wrong passwords; try again later"),
    "sign_on_again": ("请先退出并重新登录，然后在五分钟内办理", "Sign off and on again first, and do it within five minutes"),
    "reason_missing": ("请写明理由", "Say why"),
    # --- process ---
    "process_title": ("技术处理", "Technical processing"),
    "process_choose": ("选择处理方法", "Choose the way"),
    "process_choose_why": (
        "换一种方法；仍不成就申请审批，或由承办人改写原文后重新送检",
        "Take another way; else ask for approval, or reword the original and check it again",
    ),
    "unprocessed": ("没有处理成", "Not processed"),
    "unprocessed_why": ("没有生成副本，原件不变。原因：", "No copy was made; the original is unchanged. Why:"),
    "process_advised": ("建议的方法", "Advised"),
    "process_by_default": ("删除有关文字", "take the words out"),
    "process_ways": ("处理方法", "Ways"),
    "process_ways_help": (
        "不选即按建议处理；所选方法不适用的地方按删除处理",
        "Choose none to process as advised; where a chosen way does not fit, words are taken out",
    ),
    "process_precision": ("坐标取整到（度）", "Round coordinates to (degrees)"),
    "process_keep_hidden": ("保留隐藏内容（不建议）", "Keep hidden content (not advised)"),
    "process_marks": (
        "密级标志不在此处删除：需有定密机关的书面批准，用命令行办理",
        "Classification marks are not taken out here: that needs the written approval of whoever set them, at the command line",
    ),
    "matter": ("事项", "Matter"),
    "beside_do": ("对照原件和处理件", "Compare original and copy"),
    "beside_title": ("对照", "Compare"),
    "beside_original": ("原件", "Original"),
    "beside_copy": ("处理件", "Processed copy"),
    "beside_see_original": ("单独查看原件", "The original alone"),
    "beside_see_copy": ("单独查看处理件", "The copy alone"),
    "beside_changed": ("改动处：原件 {before}，处理件 {after}", "Changed places: {before} in the original, {after} in the copy"),
    "beside_masked": (
        "文字已遮盖；分别显示两份的原文后可在此对照",
        "Words are masked; show those of each document first to compare them here",
    ),
    "beside_lock": ("两侧同步滚动", "Scroll both together"),
    "proof_line": ("残留 {residual} · 覆盖 {percent} %", "left {residual} · covered {percent} %"),
    "proof_done": ("处理", "Done"),
    "download_proof": ("下载证明（JSON）", "Download the proof (JSON)"),
}
