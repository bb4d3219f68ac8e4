"""Help of the batch commands and their options, in Chinese and in English.

In: nothing. Out: one table, and a line of it in the language this process speaks.
"""

from __future__ import annotations

from outscan.words.language import language

HELP: dict[str, tuple[str, str]] = {
    "commands": ("命令", "Commands"),
    "batch": (
        "检查整个资料包：列出、检查、续跑、导出、封包，结果记入台账。",
        "a whole package: list, scan, resume, export, seal; results go to a ledger",
    ),
    "run": ("检查资料包；中断后再次执行即继续", "scan a package; run again to go on"),
    "worker": ("在任意一台机器上加入共用台账的检查", "join in from any machine that shares the ledger"),
    "status": ("查看各次运行的进度和结果", "what runs are there, and how far"),
    "diff": ("比较两次运行", "compare two runs"),
    "explain": ("说明某一行的结论，并用当时的规则重新判定", "why a row has its verdict, decided again with the rules of then"),
    "retry": ("只重新检查未能读完的文件", "check only what could not be read"),
    "cancel": ("取消一次运行", "cancel a run"),
    "export": ("导出台账、汇总表、总览", "the register, the summary, the overview"),
    "seal": ("把可放行的文件连同清单封包", "copy what may be released, with its manifest"),
    "verify": ("核对封包：多、少、改、改名", "hold a sealed folder to its manifest"),
    "watch": ("监视文件夹：可放行的复制到一处，其余留待审批", "watch a folder: copy what may go, hold the rest"),
    "upgrade": ("把旧版本的台账升级到本版本", "bring an older ledger up to date"),
    "ledger": (
        "台账：本机文件，或 postgresql://…（也可用环境变量 OUTSCAN_LEDGER）",
        "the ledger: a local file or postgresql://…",
    ),
    "jobs": ("同时检查的文件数（默认为处理器数）", "files at once (default: processors)"),
    "engine": ("local 本机，workers 各机器上的 batch worker，dask 已有的 Dask 集群", "who works: local, workers, dask"),
    "scheduler": ("Dask 调度器地址，本机以外须为 tls://", "the Dask scheduler; tls:// beyond this machine"),
    "tls": ("Dask 的证书文件", "certificate files for Dask"),
    "passwords": (
        "密码文件（每行一个），用于打开加密的文件；密码不记入台账",
        "a file of passwords, one a line, for locked files; they are not written down",
    ),
    "ignore": ("忽略规则文件（.gitignore 语法）；跳过的文件仍计数", "ignore file (.gitignore syntax); skips are counted"),
    "min_free": ("台账所在磁盘的剩余空间低于此值时暂停", "pause while the ledger's disk has less left"),
    "window": ("只在此时段内检查，如 20:00-07:00", "work in these hours only, e.g. 20:00-07:00"),
    "read_mb_s": ("读取速率上限（MB/秒），保护共享盘", "most MB read a second, for shares"),
    "max_open": ("同时打开的文件数上限", "most files open at once"),
    "status_file": (
        "进度文件（JSON，每秒原子替换；同名 .prom 为 Prometheus 格式）",
        "progress as JSON, and .prom for Prometheus",
    ),
    "rehash": ("不信任文件时间，逐个重新计算哈希", "trust no file times: hash every file"),
    "run_number": ("运行编号（默认最近一次）", "number of the run (default: the newest)"),
    "reason": ("只重试这些原因", "only rows with these reasons"),
    "output": ("输出位置", "where to write"),
    "sm3": ("除 SHA-256 外另附 SM3 清单（manifest-sm3.txt）", "a manifest by SM3 beside the one by SHA-256 (manifest-sm3.txt)"),
    "simulate": (
        "预演：新的规则、政策或基线会改变某次运行的哪些建议（只看不改）",
        "what other rules, a policy or a baseline would change in a recorded run; nothing is written",
    ),
    "sample": ("规则有变时抽样重读的内容份数", "contents to read again where rules differ"),
    "diff_output": ("工作簿写到哪里（-f xlsx）", "where the workbook goes (-f xlsx)"),
    "format": ("导出格式", "what to write"),
    "name": ("工作进程名，台账内不得重复", "the worker's name, once in a ledger"),
    "stay": ("没有任务时继续等待", "wait for more when there is nothing to do"),
    "force": ("覆盖已有的输出文件", "replace an existing output file"),
    "pass": ("可放行文件的副本放入此文件夹", "copies of what may be released go here"),
    "hold": ("其余文件的说明放入此文件夹", "notes on everything else go here"),
    "settle": ("大小和时间保持不变的秒数", "seconds without a change of size or time"),
    "once": ("处理完现有文件即退出", "end when what is there is done"),
    "limit": ("最多列出的行数", "most rows shown"),
    "quiet": ("不显示进度", "no progress"),
    "lang": ("显示语言", "language of the screen"),
}


def helped(key: str) -> str:
    """The help `key` in the language of this process."""
    return HELP[key][language() == "en"]
