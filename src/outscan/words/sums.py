"""Delivered rules and models: what is not as it was signed, in Chinese and in English.

In: nothing. Out: one table by key, `sum.…`; the places in braces are the same in both languages.
"""

from __future__ import annotations

SUMS: dict[str, tuple[str, str]] = {
    "sum.closed": ("{path}: 打不开（{why}）", "{path}: cannot be opened ({why})"),
    "sum.too_large": ("{path}: 文件过多或过大，不是规则包或模型", "{path}: too many or too large files for rules or a model"),
    "sum.twice": ("{path}: 同名文件不止一个", "{path}: a name stands in it twice"),
    "sum.no_list": (
        "{path}: 没有文件清单 {name}，无从核对；请向规则包的发布人索取完整的一份",
        "{path}: there is no list {name} to hold it to; ask whoever issued it for the whole of it",
    ),
    "sum.list_line": ("{path}: {name} 第 {line} 行不是清单的一行", "{path}: {name} line {line} is no line of a list"),
    "sum.missing": ("{path}: 缺少清单所列的 {name}", "{path}: {name} is listed and not there"),
    "sum.unlisted": ("{path}: {name} 不在清单内，不应加载", "{path}: {name} is not listed and must not be loaded"),
    "sum.changed": ("{path}: {name} 与清单不符，被改动过", "{path}: {name} is not the one listed; it was changed"),
    "sum.absent": (
        "{path}: 没有签名（{name}）；本机只使用经签名的规则和模型，请向发布人索取签名",
        "{path}: not signed ({name} is missing); this machine takes signed rules and models only: ask whoever issued it",
    ),
    "sum.unsigned": (
        "{path}: {n} 个文件与清单一致，没有签名（{name}）",
        "{path}: {n} files as listed, not signed (no {name})",
    ),
    "sum.broken": (
        "{path}: 签名不符：清单在签名之后被改动，或签名已损坏",
        "{path}: the signature does not hold: the list was changed after signing, or the signature is damaged",
    ),
    "sum.foreign": (
        "{path}: 由本机管理员未信任的密钥签署（{key}）；核对公钥后写入本机配置文件夹的 trusted.keys",
        "{path}: signed by a key the machine does not trust ({key}); compare it with the issuer, then put it into the machine's trusted.keys",
    ),
    "sum.unknown": (
        "{path}: {n} 个文件与清单一致，由本机不认识的密钥签署（{key}）；核对公钥后用 outscan keys trust 信任",
        "{path}: {n} files as listed, signed by a key nobody vouched for here ({key}); compare it, then outscan keys trust it",
    ),
    "sum.good": (
        "{path}: {n} 个文件与清单一致，由{name}签署，发布于{issued}",
        "{path}: {n} files as listed, signed by {name}, issued {issued}",
    ),
    "sum.undated": ("（没有发布时间）", "(without a date)"),
    "sum.older": (
        "{path}: 签名有效，但比本机用过的旧：这一份发布于 {issued}，本机 {at} 起用的是 {known} 发布的；旧规则可能少认出内容。确需退回的，由管理员执行 outscan rules accept --allow-older --reason 理由 {path}",
        "{path}: well signed, and older than what was used here: issued {issued}, while one of {known} is in use since {at}; older rules may see less. To go back all the same, the administrator runs outscan rules accept --allow-older --reason WHY {path}",
    ),
    "sum.accepted": (
        "已记下：{path} 由 {key} 发布于 {issued}，本机从此不接受更旧的",
        "remembered: {path} of {key}, issued {issued}; nothing older is taken here from now on",
    ),
    "sum.own": ("本机（{key}）", "this installation ({key})"),
    "sum.made": ("已签名：{path}（公钥 {key}）", "signed: {path} (public key {key})"),
    "sum.reason": ("退回旧的一份须写明理由（--reason）", "going back to an older one takes a reason (--reason)"),
}
