"""Lines of the manual page that stand nowhere else, in Chinese and in English.

In: nothing. Out: one table by key, `man.…`.
"""

from __future__ import annotations

MANS: dict[str, tuple[str, str]] = {
    "man.name": ("outscan - 对外提供资料的保密检查", "outscan - secrecy review of documents before they go abroad"),
    "man.synopsis": ("命令 [选项] [参数]…", "COMMAND [OPTIONS] [ARGS]..."),
    "man.commands": ("命令", "COMMANDS"),
    "man.environment": ("环境变量", "ENVIRONMENT"),
    "man.outscan_lang": ("显示语言：zh-CN 或 en", "language of screens and reports: zh-CN or en"),
    "man.outscan_config": ("配置文件（TOML）", "the configuration (TOML)"),
    "man.outscan_ledger": ("batch 命令的台账", "the ledger of the batch commands"),
    "man.outscan_gate": ("关卡的设置文件 gate.toml", "the settings of the gate, gate.toml"),
    "man.outscan_key": ("本机密钥文件的位置", "where this installation's key is kept"),
    "man.no_color": ("设置后不用颜色", "no colours where it is set"),
}
