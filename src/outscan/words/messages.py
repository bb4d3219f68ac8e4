"""Sentences of screens and reports, in Chinese and in English.

In: nothing. Out: one table, whose places in braces are the same in both languages.
"""

from __future__ import annotations

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
