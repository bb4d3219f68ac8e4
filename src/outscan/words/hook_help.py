"""Help of hooks and of the desktop: what other systems call, what is pressed.

In: nothing. Out: one table by key, in Chinese and in English.
"""

from __future__ import annotations

HOOK_HELP: dict[str, tuple[str, str]] = {
    "help.stopped": (
        "退出码：0 可以放行；1 有不能放行的，或未读全；2 用法、配置或程序错误；130 被中断。",
        "Exit codes: 0 may go; 1 something may not go or was not read whole; 2 usage, configuration or our own failure; 130 interrupted.",
    ),
    "help.hook": (
        "供别的系统调用：paperless、seafile、pre-commit、pre-receive",
        "what other systems call: paperless, seafile, pre-commit, pre-receive",
    ),
    "help.desktop": (
        "桌面入口：发送到、右键菜单、打开方式；install、remove、open",
        "on the desktop: Send to, the menu of files; install, remove, open",
    ),
    "help.hook_long": (
        "供别的系统在收取或发出之前调用。0 可以放行；1 有不能放行的，或未读全；2 本程序出错。除 0 以外一律应当停下。--script 输出要放置的脚本。",
        (
            "What other systems call before something is taken in or leaves: 0 may go; 1 something may not, or was not read; 2 our own failure. "
            "Whatever is not 0 stops it. --script prints what is to be put in place."
        ),
    ),
    "help.hook_paperless": (
        "Paperless-ngx 收取文件之前（PAPERLESS_PRE_CONSUME_SCRIPT）：检查 DOCUMENT_WORKING_PATH，文件名取自 DOCUMENT_SOURCE_PATH。",
        "Before Paperless-ngx takes a file in (PAPERLESS_PRE_CONSUME_SCRIPT): checks DOCUMENT_WORKING_PATH under the name of DOCUMENT_SOURCE_PATH.",
    ),
    "help.hook_seafile": (
        "Seafile 专业版的 virus_scan：检查一个文件；它不告诉文件名，所以名称里的标志看不到。",
        "virus_scan of Seafile Pro: checks one file, whose name it does not tell: marks in names are not seen.",
    ),
    "help.hook_pre_commit": (
        "Git 提交之前：检查暂存的文件（不是工作区里的）。",
        "Before a commit of Git: checks the files as they are staged, not as they lie in the working tree.",
    ),
    "help.hook_pre_receive": (
        "Git 服务器接收推送之前：检查每个新提交里的每个文件、说明、标签和引用名；推上来又删掉的也算。",
        "Before a server of Git takes a push: checks every file of every new commit, messages, tags and names of refs; what was added and deleted again counts.",
    ),
    "help.script": ("输出要放置的脚本和设置，不作检查", "print the script and the settings to put in place; nothing is checked"),
    "help.desktop_long": (
        "桌面入口：选中文件，从“发送到”、右键菜单或“打开方式”送到本机页面检查。",
        "Files chosen on the desktop go to the local page: by Send to, by the menu of files, by Open with.",
    ),
    "help.desktop_open": ("打开本机页面，并提交这些文件检查。", "Open the local page with these files handed in."),
    "help.desktop_install": (
        "为当前用户建立入口（Windows：发送到和资源管理器菜单；Linux 桌面：打开方式）。--to 把各系统的入口文件写到一个文件夹，供分发。",
        (
            "Make the entries for this user (Windows: Send to and Explorer's menu; desktops of Linux: Open with). --to writes the files of all "
            "systems into a folder, to be handed out."
        ),
    ),
    "help.desktop_to": ("把各系统的入口文件写到这个文件夹", "write the files of all systems into this folder"),
    "help.desktop_program": ("目标机器上 Python 的路径", "where the Python of the target machine is"),
    "help.desktop_remove": ("删除当前用户的入口。", "Remove the entries of this user."),
}
