"""Sentences of `batch seal` and `batch verify`.

In: nothing. Out: one table, whose places in braces are the same in both languages.
"""

from __future__ import annotations

SEALING: dict[str, tuple[str, str]] = {
    "seal_nothing": ("运行 {run} 没有可放行的文件，不生成封包", "run {run} has nothing to release; no seal is made"),
    "seal_unfinished": ("运行 {run} 尚未完成，不能封包", "run {run} is not finished and cannot be sealed"),
    "seal_exists": ("{path}：已存在且不为空；请给出新的文件夹", "{path}: exists and is not empty; name a new folder"),
    "seal_changed": (
        "{path}：检查之后被改动（哈希不符），不能封包；请重新运行",
        "{path}: changed after it was checked (its hash differs) and cannot be sealed; run again",
    ),
    "seal_gone": (
        "{path}：检查之后已不在原处，不能封包；请重新运行",
        "{path}: is not there any more and cannot be sealed; run again",
    ),
    "seal_unread": (
        "{path}：读不出（{why}），不能封包；请检查共享盘或权限后重试",
        "{path}: cannot be read ({why}) and cannot be sealed; check the share or the rights, then try again",
    ),
    "seal_renamed": (
        "其中 {n} 个文件名在 U 盘或 Windows 上不能用，副本已改名，对照见 {name}",
        "{n} names cannot be used on a stick or on Windows; the copies are called otherwise, see {name}",
    ),
    "no_sm3": (
        "本机 Python 的 OpenSSL 不提供 SM3；去掉 --sm3，或换一台机器封包",
        "this Python's OpenSSL offers no SM3; leave --sm3 out, or seal on another machine",
    ),
    "seal_made": ("封包完成：{n} 个文件，{left} 个未放行，见 {path}", "sealed: {n} files, {left} held back, see {path}"),
    "verify_good": ("{n} 个文件与封包清单一致", "{n} files are as sealed"),
    "verify_sm3": ("SM3 清单一并核对", "held to the SM3 manifest, too"),
    "verify_no_sm3": (
        "本机 Python 的 OpenSSL 不提供 SM3，只核对了 SHA-256",
        "this Python's OpenSSL offers no SM3; held to SHA-256 only",
    ),
    "verify_unreadable": ("读不出：{path}", "cannot be read: {path}"),
    "verify_none": ("{path}：没有封包清单 manifest-sha256.txt", "{path}: there is no manifest-sha256.txt"),
    "verify_bad": ("封包不符：{n} 处", "not as sealed: {n} differences"),
    "verify_changed": ("内容被改动：{path}", "changed: {path}"),
    "verify_extra": ("多出文件：{path}", "one too many: {path}"),
    "verify_missing": ("缺少文件：{path}", "missing: {path}"),
    "verify_renamed": ("被改名：{old} → {new}", "renamed: {old} → {new}"),
}
