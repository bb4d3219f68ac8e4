"""What fences a document off while it is read, as `doctor` says it in Chinese and in English.

In: nothing. Out: one table by key: the kinds of guards, and those that have no name of the kernel's own.
"""

from __future__ import annotations

GUARDS: dict[str, tuple[str, str]] = {
    "time": ("隔离：时间", "guard: time"),
    "cpu": ("隔离：处理器用时", "guard: cpu"),
    "memory": ("隔离：内存", "guard: memory"),
    "output": ("隔离：写出的字节", "guard: output"),
    "files": ("隔离：打开的文件", "guard: files"),
    "network": ("隔离：网络", "guard: network"),
    "changes": ("隔离：改动文件", "guard: changes"),
    "orphans": ("隔离：主进程退出后", "guard: orphans"),
    "start": ("隔离：进程启动方式", "guard: start"),
    "killed": ("超时由主进程终止", "the parent kills it"),
    "bounded": ("RLIMIT_AS，主进程监看", "RLIMIT_AS, and the parent watches"),
    "watched": ("主进程监看", "the parent watches"),
    "none": ("没有", "none"),
    "no_socket": ("没有：程序不打开网络连接，但系统未予禁止", "none: nothing here opens a socket, but no guard forbids it"),
    "no_writing": ("没有：程序不写文件，但系统未予禁止", "none: nothing here writes, but no guard forbids it"),
    "orphan": ("工作进程监看主进程", "the worker watches its parent"),
}
