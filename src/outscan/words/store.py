"""Sentences about ledgers and other stores: what is wrong with one, and what to do.

In: a key and its values. Out: the sentence in the language the door speaks.
"""

from __future__ import annotations

STORE: dict[str, tuple[str, str]] = {
    "store_extra": (
        "台账需要附加组件 {extra}；请执行 pip install 'outscan[{extra}]' 后重试",
        "a ledger needs the extra {extra}; run pip install 'outscan[{extra}]' and try again",
    ),
    "store_url": (
        "{shown}：不认识的台账地址；请写文件路径，或 postgresql://用户@主机/库名",
        "{shown}: not a ledger's address; write a file's path or postgresql://user@host/database",
    ),
    "store_network": (
        "{path}：位于网络文件系统（{kind}），SQLite 台账在其上会损坏；请放到本机磁盘，或用 --ledger postgresql://…",
        "{path}: lies on a network file system ({kind}), which damages SQLite; use a local disk or --ledger postgresql://…",
    ),
    "store_folder": (
        "{path}：所在文件夹不存在或不可写（{why}）；请先建立文件夹或换一个位置",
        "{path}: its folder does not exist or cannot be written ({why}); make the folder or choose another place",
    ),
    "store_absent": ("{path}：找不到台账", "{path}: there is no such ledger"),
    "store_in_use": (
        "{path}：正被另一个进程使用{by}；请等它结束，或用 status 查看进度",
        "{path}: in use by another process{by}; wait until it ends, or look at its progress with status",
    ),
    "store_newer": (
        "{shown}：由更新版本的 outscan 建立（{room} {found}）；请用那个版本打开，本版本不作任何改动",
        "{shown}: made by a newer outscan ({room} {found}); open it with that version; nothing was changed",
    ),
    "store_older": (
        "{shown}：由较早版本建立（{room} {found}），只读时不能升级；请先备份该文件，再执行 outscan batch upgrade",
        "{shown}: made by an older version ({room} {found}); copy it, then run outscan batch upgrade on it",
    ),
    "store_foreign": (
        "{shown}：不是 outscan 的台账；请换一个文件",
        "{shown}: not a ledger of outscan; choose another file",
    ),
    "store_corrupt": (
        "{shown}：台账已损坏，不能使用；请恢复备份，已有内容未作改动",
        "{shown}: the ledger is damaged and cannot be used; restore a backup; nothing was changed",
    ),
    "store_full": (
        "{shown}：磁盘已满，最后一批结果未记入；腾出空间后再运行一次即可继续，已记入的不会丢失",
        "{shown}: the disk is full, the last results were not recorded; free some space and run again; nothing is lost",
    ),
    "store_full_looking": (
        "{shown}：磁盘已满，现在无法查看；腾出空间后再试，已记入的不会丢失",
        "{shown}: the disk is full, so it cannot be looked at; free some space and try again; nothing recorded is lost",
    ),
    "store_read_only": (
        "{shown}：台账不可写；请检查文件和文件夹的权限",
        "{shown}: the ledger cannot be written; check the rights of the file and its folder",
    ),
    "store_locked": (
        "{shown}：台账被其他程序占用；请关闭占用它的程序后重试",
        "{shown}: the ledger is held by another program; close it and try again",
    ),
    "store_unreachable": (
        "{shown}：连不上数据库（{why}）；请检查地址、网络、用户和密码",
        "{shown}: the database cannot be reached ({why}); check the address, the network, the user and the password",
    ),
    "store_replaced": (
        "{shown}：数据库文件已被移走或替换；请停止程序，放回原文件后再启动，期间不作任何判定",
        "{shown}: the database file was moved away or replaced; stop, put the file back and start again; nothing is decided until then",
    ),
    "store_failed": (
        "{shown}：台账读写失败（{why}）；已记入的不会丢失",
        "{shown}: reading or writing the ledger failed ({why}); nothing recorded is lost",
    ),
    "worker_twice": (
        "工作进程名 {name} 已在 {host} 上使用中；请换一个 --name，或等它结束",
        "the worker name {name} is in use on {host}; choose another --name, or wait until that worker ends",
    ),
}
