"""What hooks and desktop entries say: to a pusher, to the log of another system, to who puts them in place.

In: a key and its values. Out: the sentence in the language the door speaks.
"""

from __future__ import annotations

HOOK: dict[str, tuple[str, str]] = {
    "hook_stopped": (
        "outscan：{count} 项不能放行，或未能读全；本次操作已停止。如确需对外提供，请按上面的提示处理或报批",
        "outscan: {count} may not go or could not be read whole; this was stopped. Process it, or have it approved, as said above",
    ),
    "hook_variable": (
        "没有环境变量 {name}；本命令由 Paperless-ngx 在收取文件之前调用（PAPERLESS_PRE_CONSUME_SCRIPT）",
        "there is no variable {name}; Paperless-ngx calls this before it takes a file in (PAPERLESS_PRE_CONSUME_SCRIPT)",
    ),
    "hook_refs": (
        "标准输入不是 Git 交给 pre-receive 的内容（旧值 新值 引用名）",
        "standard input is not what Git gives to pre-receive (old new ref)",
    ),
    "hook_git": ("Git 未能完成（{why}），未作检查", "Git failed ({why}); nothing was checked"),
    "hook_script_paperless": (
        (
            "Paperless-ngx 收取文件之前检查；退出码非 0 时不收取。\n"
            "保存为 /usr/local/bin/outscan-paperless，chmod 755，并写入 paperless.conf 或 docker-compose.env：\n"
            "PAPERLESS_PRE_CONSUME_SCRIPT=/usr/local/bin/outscan-paperless\n"
            "用容器时，outscan 要装在同一个容器里。"
        ),
        (
            "Checks a file before Paperless-ngx takes it in; whatever is not exit code 0 keeps it out.\n"
            "Save as /usr/local/bin/outscan-paperless, chmod 755, and write into paperless.conf or docker-compose.env:\n"
            "PAPERLESS_PRE_CONSUME_SCRIPT=/usr/local/bin/outscan-paperless\n"
            "In a container, outscan has to be installed in the same one."
        ),
    ),
    "hook_script_seafile": (
        (
            "Seafile 专业版：0 可以放行，1 不能放行或未读全；其余是没有检查成（出错、程序不在、被终止），不写进 virus_code 就等于放行。scan_command 只能写一个路径。\n"
            "保存为 /usr/local/bin/outscan-seafile，chmod 755，并写入 seafile.conf：\n"
            "[virus_scan]\n"
            "scan_command = /usr/local/bin/outscan-seafile\n"
            "virus_code = 1, 2, 126, 127, 137, 143\n"
            "nonvirus_code = 0\n"
            "scan_size_limit = 500\n"
            "scan_skip_ext = .none\n"
            "（默认跳过图片和 20 MB 以上的文件，所以后两行不能省。）要在上传时就拦下：\n"
            "[fileserver]\n"
            "check_virus_on_web_upload = true"
        ),
        (
            "Seafile Pro: 0 may go, 1 may not or could not be read whole; every other code was not checked (an error, no program, killed):\n"
            "what is not named in virus_code is let through.\n"
            "scan_command takes one path and no arguments.\n"
            "Save as /usr/local/bin/outscan-seafile, chmod 755, and write into seafile.conf:\n"
            "[virus_scan]\n"
            "scan_command = /usr/local/bin/outscan-seafile\n"
            "virus_code = 1, 2, 126, 127, 137, 143\n"
            "nonvirus_code = 0\n"
            "scan_size_limit = 500\n"
            "scan_skip_ext = .none\n"
            "(By default pictures and files over 20 MB are passed over: the last two lines are needed.) To stop uploads themselves:\n"
            "[fileserver]\n"
            "check_virus_on_web_upload = true"
        ),
    ),
    "hook_script_pre_commit": (
        (
            "保存为仓库的 .git/hooks/pre-commit，chmod 755；检查暂存的内容。本人可以用 git commit --no-verify 跳过：\n"
            "真正的关口在服务器上（outscan hook pre-receive --script）。"
        ),
        (
            "Save as .git/hooks/pre-commit of a repository, chmod 755; what is staged is checked. Its owner can pass it by with\n"
            "git commit --no-verify: the real gate is on the server (outscan hook pre-receive --script)."
        ),
    ),
    "hook_script_pre_receive": (
        (
            "保存为服务器上裸仓库的 hooks/pre-receive，chmod 755；推送的每个提交里的每个文件、说明和引用名都检查，\n"
            "有一处不能放行，整个推送被拒绝。"
        ),
        (
            "Save as hooks/pre-receive of the bare repository on the server, chmod 755. Every file of every commit of a push is\n"
            "checked, messages and names of refs too; one that may not go refuses the whole push."
        ),
    ),
    "desktop_written": ("已写入 {path}", "written: {path}"),
    "desktop_removed": ("已删除 {path}", "removed: {path}"),
    "desktop_menu": ("外发检查（outscan）", "Check before sending (outscan)"),
    "desktop_file": ("外发检查", "outscan"),
    "desktop_program": (
        "在别的系统上安装时，要用 --program 写明那台机器上 Python 的路径（例如 C:\\outscan\\python\\python.exe）",
        "for another system, --program has to name the Python there (such as C:\\outscan\\python\\python.exe)",
    ),
}
