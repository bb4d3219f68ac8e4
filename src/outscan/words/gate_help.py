"""Help of `outscan serve` and `outscan audit`, and what all commands end their help with, in Chinese and in English.

In: nothing. Out: one table by key, `help.…`, a part of `helps.HELP`.
"""

from __future__ import annotations

GATE_HELP: dict[str, tuple[str, str]] = {
    "help.serve_long": (
        "外发检查关卡。不带子命令：只为本机一个人服务，并打开浏览器。",
        "The gate before files leave. Without a sub-command it serves one person on this machine and opens a browser.",
    ),
    "help.port": (
        "端口（127.0.0.1）",
        "port (127.0.0.1)",
    ),
    "help.data": (
        "数据文件夹（默认在用户目录下）",
        "folder of data (in the user's home by default)",
    ),
    "help.no_browser": (
        "不打开浏览器",
        "open no browser",
    ),
    "help.pictures": (
        "图像识别",
        "reading pictures",
    ),
    "help.serve_http": (
        "为单位提供 HTTP 服务（设置见 gate.toml）。",
        "Serve a unit over HTTP (settings in gate.toml).",
    ),
    "help.scan_config": (
        "检查配置（outscan.toml）",
        "configuration of the scan (outscan.toml)",
    ),
    "help.icap": (
        "启用 ICAP 入口，如 127.0.0.1:1344",
        "open the ICAP door, such as 127.0.0.1:1344",
    ),
    "help.clamd": (
        "启用 clamd 入口，如 127.0.0.1:3310",
        "open the clamd door, such as 127.0.0.1:3310",
    ),
    "help.smtp": (
        "启用邮件入口，如 127.0.0.1:10025",
        "open the mail door, such as 127.0.0.1:10025",
    ),
    "help.next_hop": (
        "放行的邮件交给谁，如 127.0.0.1:10026",
        "who takes released mail, such as 127.0.0.1:10026",
    ),
    "help.serve_cert": (
        "为本单位生成自签名证书和私钥。",
        "Make a self-signed certificate and key for the unit.",
    ),
    "help.host_name": (
        "主机名或地址，可多次",
        "host name or address; may be given several times",
    ),
    "help.days": (
        "有效天数",
        "days it is valid",
    ),
    "help.serve_backup": (
        "备份数据库（不含留存文件）并写出链头。关卡可以在运行。",
        "Back up the database (not the kept files) and print the head of the chain. The gate may be running.",
    ),
    "help.serve_restore": (
        "从备份恢复；先按链头核对记录链。",
        "Restore from a backup, after checking its chain against heads kept elsewhere.",
    ),
    "help.anchor_file": (
        "链头文件，可多次",
        "file of heads; may be given several times",
    ),
    "help.audit_verify": (
        "核对审计记录链。SOURCE 为导出的文件，或数据库（文件路径、postgresql://）。",
        "Check the chain of the audit record. SOURCE is an exported file, or a database (a path, postgresql://).",
    ),
    "help.anchors": (
        "含链头的文件（另存的链头、日志），可多次",
        "file that holds heads (kept heads, a log); may be given several times",
    ),
    "help.stamps": (
        "存放时间戳的文件夹（RFC 3161）",
        "folder of time stamps (RFC 3161)",
    ),
    "help.tsa": (
        "时间戳机构的证书（PEM），与 --stamps 同用",
        "certificate of the time stamping authority (PEM), together with --stamps",
    ),
    "help.heads": (
        "链头一行（如月度汇总表上所印），可多次",
        "a head in one line (as printed on the monthly summary); may be given several times",
    ),
    "help.done": (
        "退出码：0 完成；2 用法、配置或程序错误；130 被中断。",
        "Exit codes: 0 done; 2 usage, configuration or internal error; 130 interrupted.",
    ),
    "help.held": (
        "退出码：0 相符；1 不符或缺少；2 用法、配置或程序错误；130 被中断。",
        "Exit codes: 0 as it should be; 1 it is not, or something is missing; 2 usage, configuration or internal error; 130 interrupted.",
    ),
    "help.options_metavar": ("[选项]", "[OPTIONS]"),
    "help.command_metavar": ("命令 [参数]…", "COMMAND [ARGS]..."),
    "help.version": ("显示版本", "Show the version and exit."),
    "help.serve_rekey": (
        "更换留存文件的主密钥（关卡须已停止）：各文件自己的密钥改由 NEW 封存。",
        "Change the master key of kept files (the gate must be stopped): the keys of the files are wrapped by NEW.",
    ),
    "help.lost": (
        "旧密钥已丢失：登记所留存的文件为已灭失",
        "the old key is lost: kept files are registered as gone",
    ),
    "help.completion_long": (
        '输出命令补全脚本：eval "$(outscan completion bash)"。',
        'Print the completion script: eval "$(outscan completion bash)".',
    ),
}
