"""Sentences of the batch commands: runs, progress, faults, seals, the watched folder.

In: nothing. Out: one table, whose places in braces are the same in both languages; short words for why a file was not read or
not listed.
"""

from __future__ import annotations

from outscan.words.language import language
from outscan.words.sealing import SEALING

BATCH: dict[str, tuple[str, str]] = {
    "extra": (
        "此功能需要附加组件；请执行 pip install 'outscan[{extra}]' 后重试",
        "this needs an extra; run pip install 'outscan[{extra}]' and try again",
    ),
    "no_source": ("找不到要检查的位置：{path}", "there is no such source: {path}"),
    "no_run": (
        "台账中没有这次运行 {run}；用 batch status 查看全部运行",
        "the ledger has no such run {run}; batch status lists them",
    ),
    "no_row": ("台账中没有第 {row} 行；行号见导出的台账", "the ledger has no row {row}; the exported register shows row numbers"),
    "row_unjudged": ("第 {row} 行没有结论：{path}（{why}）", "row {row} has no verdict: {path} ({why})"),
    "no_path": (
        "{path}：运行 {run} 中没有这个文件；行号和路径见导出的台账",
        "{path}: run {run} has no such file; the exported register shows rows and paths",
    ),
    "many_rows": (
        "{path}：不止一行（{rows}）；请用行号，或写全路径",
        "{path}: more than one row ({rows}); give the number or the whole path",
    ),
    "output_exists": (
        "{path}：已存在；请换一个位置，或加 --force 覆盖",
        "{path}: exists; choose another place, or --force to replace it",
    ),
    "ignore_file": ("{path}：忽略规则文件不能使用（{why}）", "{path}: the ignore file cannot be used ({why})"),
    "passwords_file": (
        "{path}：密码文件不能使用（{why}）；应为 UTF-8 文本，每行一个密码",
        "{path}: the file of passwords cannot be used ({why}); it is UTF-8 text, a password a line",
    ),
    "own_output": (
        "{path}：输出位置在被检查的资料之内；请把台账和输出放到资料之外",
        "{path}: lies inside what is to be scanned; put the ledger and every output elsewhere",
    ),
    "own_ledger": (
        "{path}：这是台账本身，不能写在这里；请换一个位置",
        "{path}: is the ledger itself, which nothing may be written over; choose another place",
    ),
    "done_before": ("运行 {run} 已结束（{state}），没有可取消的", "run {run} has ended ({state}); there is nothing to cancel"),
    "status_place": (
        "{path}：进度文件写不到这里；请先建立文件夹，或换一个位置",
        "{path}: the status file cannot be written here; make the folder, or choose another place",
    ),
    "makings_differ": (
        "本机的规则、模型或版本与这次运行不同（{what}）；请使各机器一致后再加入",
        "this machine's rules, model or version differ from the run's ({what}); make the machines the same, then join",
    ),
    "sqlite_old": (
        "台账由一个进程独占写入（早于 3.51.3 的版本在两个写入者下可能丢失提交）",
        "a ledger has one writing process (before 3.51.3 two of them could lose commits)",
    ),
    "sqlite_new": ("台账由一个进程独占写入", "a ledger has one writing process"),
    "needs_shared": (
        "{engine} 方式需要多台机器共用的台账：--ledger postgresql://…",
        "engine {engine} needs a ledger the machines share: --ledger postgresql://…",
    ),
    "dask_address": (
        "连不上 Dask 调度器 {address}（{why}）；请检查 --scheduler",
        "the Dask scheduler {address} cannot be reached ({why}); check --scheduler",
    ),
    "dask_plain": (
        "{address}：非本机的 Dask 调度器必须使用 tls://，并给出证书（--tls-ca、--tls-cert、--tls-key）",
        "{address}: a Dask scheduler beyond this machine must be tls:// with --tls-ca, --tls-cert and --tls-key",
    ),
    "unreachable_source": (
        "{path}：打不开远程存储（{why}）；请检查地址、网络和凭据",
        "{path}: the remote store cannot be opened ({why}); check the address, the network and the credentials",
    ),
    "run_line": (
        "运行 {run} · {state} · 遇到 {found} = 列入 {listed}（完成 {done} 不全 {incomplete} 跳过 {skipped}）+ 未列 {unlistable}",
        "run {run} · {state} · {found} = {listed} (done {done} partial {incomplete} skipped {skipped}) + unlisted {unlistable}",
    ),
    "resumed": ("继续运行 {run}：已完成 {done}，剩余 {left}", "resuming run {run}: {done} done, {left} left"),
    "listing": ("正在列出资料：{found}", "listing: {found}"),
    "listed": ("列入 {listed} 个文件，{bytes}", "{listed} files listed, {bytes}"),
    "progress": (
        "{done}/{listed} 个文件 · {rate} 个/秒 · 剩余约 {left}",
        "{done}/{listed} files · {rate}/s · about {left} left",
    ),
    "paused_disk": (
        "磁盘剩余 {free}，低于 --min-free：暂停，空间恢复后自动继续",
        "{free} of disk left, below --min-free: paused",
    ),
    "paused_window": ("不在 --window 时段内：暂停，到时自动继续", "outside of --window: paused until it begins"),
    "stopping": (
        "收到中断：等在检文件结束；再按一次立即停止",
        "interrupted: finishing the files in hand; once more to stop at once",
    ),
    "stopped": ("已停止；再次执行同一命令即从此处继续", "stopped; the same command goes on from here"),
    "reused": ("重新读取 {read} 份内容，沿用已有结果 {reused} 份", "{read} contents read, {reused} results reused"),
    "settled": ("本工作进程完成 {n} 个文件", "this worker settled {n} files"),
    "next_encrypted": (
        "有密码 {n} 个：知道密码时执行 outscan batch retry --reason encrypted --passwords 密码.txt（RAR、OFD 须由提供方去除密码）",
        "{n} with a password: where you know it, outscan batch retry --reason encrypted --passwords FILE (RAR and OFD: without, from whoever sent them)",
    ),
    "next_image_only": (
        "只有图像 {n} 个：装上图像识别（outscan doctor 可查）后执行 outscan batch retry --reason image_only，或由人看原件",
        "{n} of pictures only: install reading of pictures (outscan doctor), then outscan batch retry --reason image_only; or a person looks",
    ),
    "next_timeout": (
        "超时 {n} 个：执行 outscan batch retry --reason timeout 再试一次",
        "{n} out of time: outscan batch retry --reason timeout tries them once more",
    ),
    "next_crashed": (
        "检查进程中止 {n} 个：执行 outscan batch retry --reason crashed 再试一次，仍不成则由人看原件",
        "{n} whose process died: outscan batch retry --reason crashed tries them once more; else a person looks",
    ),
    "left_over": ("尚有 {n} 个文件没有检查", "{n} files are not checked yet"),
    "clock_back": (
        "本机时钟（{now}）早于台账中最近一次记录（{last}）；请校正时钟后重试，台账未作改动",
        "the clock says {now}, the ledger's last entry {last}; set the clock right and try again; nothing was changed",
    ),
    "clock_apart": (
        "本机时钟（{now}）与数据库时钟（{other}）相差一天以上；请校正时钟，或用 --as-of 指明日期",
        "this machine's clock ({now}) and the database's ({other}) are a day apart; set it right, or name the day with --as-of",
    ),
    "counts_differ": (
        "计数不符：列入 {listed}，已记入 {recorded}；请勿作为放行依据",
        "the counts do not agree: {listed} listed, {recorded} recorded; do not rely on this run",
    ),
    "slowest": ("最慢：{path}（{seconds} 秒）", "slowest: {path} ({seconds} s)"),
    "no_hits": ("没有符合条件的行", "no row fits"),
    "retrying": ("重新检查 {n} 个文件", "{n} files will be checked again"),
    "cancelled": ("运行 {run} 已取消", "run {run} is cancelled"),
    "upgraded": ("{shown}：台账已是本版本的格式（{head}）", "{shown}: the ledger is of this version's form ({head})"),
    "cancel_asked": ("已请求取消运行 {run}，在检文件结束后生效", "run {run} will stop after the files in hand"),
    "window_form": ("时段应写作 20:00-07:00", "a window is written 20:00-07:00"),
    "rate_form": ("读取速率应是一个数，如 40", "a rate of reading is a number, such as 40"),
    "size_form": ("容量应写作 2GB、500MB", "a size is written 2GB or 500MB"),
    "changes": ("两次运行对比", "two runs compared"),
    "simulated": (
        "按新规则预演运行 {run}，台账和文件不作改动；不同之处：{what}",
        "run {run} tried with other rules, nothing is written; they differ in: {what}",
    ),
    "simulated_none": ("无", "nothing"),
    "simulated_decided": (
        "按新政策重新判定 {n} 行（不读文件）：{turned} 行的建议会变",
        "{n} rows decided again (no file read): {turned} would be another recommendation",
    ),
    "simulated_sample": (
        "规则、模型或指纹有变，需重读文件：抽取 {n} 份内容，共 {all} 份（--sample 改变份数）",
        "rules, model or fingerprints differ, so files are read again: a sample of {n} contents out of {all} (--sample)",
    ),
    "simulated_read": (
        "按新规则重读 {n} 份内容：{turned} 份的建议会变",
        "{n} contents read with the new rules: {turned} would be another recommendation",
    ),
    "simulated_untold": (
        "另有 {n} 份无法比较：文件已不在、已改动，或须用 --passwords 打开",
        "{n} of them cannot be told: gone, changed since, or --passwords is needed",
    ),
    "change": ("变化", "change"),
    "run_number": ("运行 {run}", "run {run}"),
    "diff_workbook": (
        "-f xlsx 须用 -o 指明写到哪里；其他格式写到屏幕",
        "-f xlsx needs -o FILE; the other formats go to the screen",
    ),
    "diff_new": ("新增", "new"),
    "diff_gone": ("消失", "gone"),
    "diff_changed": ("结论改变", "changed verdict"),
    "diff_same": ("未变 {n}", "{n} unchanged"),
    "explain_same": ("用当时的规则重新判定，结论相同", "decided again with the rules of then: the same"),
    "explain_other": (
        "用当时的规则重新判定为 {action}，与记录不符；请核对台账是否完整",
        "decided again with the rules of then: {action}, which is not what is recorded; check the ledger",
    ),
    "explain_row": ("第 {row} 行", "row {row}"),
    "explain_made": ("制作信息", "made with"),
    "explain_holds": ("有效至（不含）", "holds until (exclusive)"),
    **SEALING,
    "watching": ("监视 {path}；Ctrl-C 停止", "watching {path}; Ctrl-C to stop"),
    "watch_same": ("监视、放行、待批三个文件夹必须各不相同，且互不包含", "the three folders must differ, none inside another"),
    "watch_in_use": ("{path}：另一个监视进程正在使用（{why}）", "{path}: another watch uses it ({why})"),
    "watch_waits": ("暂停，30 秒后再试：{why}", "waiting, will try again in 30 s: {why}"),
    "watch_nothing": ("没有文件", "no files"),
    "watch_before": ("此前已处理 {n}", "{n} settled before"),
    "watch_temporary": ("临时文件 {n}", "{n} temporary"),
    "watch_double": ("重复 {n}", "{n} doubles"),
    "watch_changed": ("检查中被改动 {n}", "{n} changed while read"),
    "watch_unlistable": ("无法列入 {n}", "{n} unlistable"),
    "not_written": (
        "{path}：写不出（{why}）；请腾出空间或换一个位置后重试",
        "{path}: cannot be written ({why}); free some space or choose another place, then try again",
    ),
    "exported": ("已写出 {path}", "wrote {path}"),
    "register": ("台账", "register"),
    "summary": ("汇总表", "summary"),
    "overview_title": ("资料包保密检查总览", "Overview of the package"),
    "by_folder": ("按文件夹", "by folder"),
    "by_domain": ("按领域", "by domain"),
    "by_level": ("按可能密级", "by possible level"),
    "by_type": ("按文件类型", "by type of file"),
    "gaps_by_reason": ("未检原因", "why not read"),
    "gravest": ("最需关注的文件", "the gravest files"),
    "verdicts": ("处理建议", "recommendations"),
    "row": ("行号", "row"),
    "recipient": ("接收方", "recipient"),
    "level": ("可能密级", "possible level"),
    "domain": ("领域", "domain"),
    "why": ("理由和依据", "reasons and basis"),
    "kind": ("类型", "type"),
    "size": ("大小（字节）", "size (bytes)"),
    "by": ("承办人", "handled by"),
    "approved": ("审批人", "approved by"),
    "sent": ("发送时间和渠道", "sent when and how"),
    "receipt": ("回执、清退", "receipt, return"),
    "folder": ("文件夹", "folder"),
    "total": ("合计", "total"),
    "cut": ("…（完整内容见 jsonl 导出）", "… (whole in the jsonl export)"),
    "rest": ("其余 {n} 个", "{n} more"),
    "no_domain": ("无", "none"),
    "only_some": ("仅列出最需关注的 {n} 个，共 {all} 个", "the gravest {n} of {all}"),
    "report_link": ("报告", "report"),
    "path": ("路径", "path"),
    "state": ("状态", "state"),
    "files": ("文件数", "files"),
    "package": ("资料包合计", "the package as a whole"),
    "package_persons": ("个人信息主体（去重）{n} 人", "{n} persons (each counted once)"),
    "package_km2": ("地图覆盖范围合计 {n} 平方千米", "{n} km² of maps together"),
    "package_rows": ("个人信息名单合计 {n} 行", "{n} rows of name lists together"),
    "package_since": ("自 {since} 起向同一接收方累计", "to the same recipient since {since}"),
    "package_crossed": ("累计达到 {line}，须由人复核", "the sum reaches {line}: a person must look"),
    "package_line": ("{total}；{line}（{cite}）", "{total}; {line} ({cite})"),
    "package_matter": ("{action}：{title}。{whys}；{files}（{cite}）", "{action}: {title}. {whys}; {files} ({cite})"),
    "package_year": ("{since}：{sums}", "{since}: {sums}"),
    "between": ("；", "; "),
    "listed_names": ("、", ", "),
    "package_files": ("涉及 {n} 个文件：{names}", "{n} files: {names}"),
    "package_earlier": (
        "连同此前提供给同一接收方的资料，涉及 {n} 个文件：{names}",
        "with what went to the same recipient before, {n} files: {names}",
    ),
    "package_unjoined": (
        "资料过多，{n} 份内容没有参加汇聚比对；请分批检查",
        "too much to join: {n} contents were left out; scan the package in parts",
    ),
    "other_rules": (
        "第 {row} 行当时的规则由版本 {version} 写成，本版本读不懂（{why}）；请用那个版本或更新的版本说明",
        "row {row} was decided with rules of version {version} that this one cannot read ({why}); use that version or a later one",
    ),
    "no_rules": (
        "台账中没有第 {row} 行当时的政策或基线，不能重新判定",
        "the ledger does not hold the policy or baseline row {row} was decided with",
    ),
    "none_recipient": ("（未填写接收方）", "(no recipient given)"),
    "state_todo": ("待检", "to do"),
    "state_done": ("完成", "done"),
    "state_incomplete": ("不完整", "incomplete"),
    "state_skipped": ("按规则跳过", "skipped by rule"),
    "state_unlistable": ("无法列入", "unlistable"),
    "run_listing": ("列出中", "listing"),
    "run_running": ("未完成", "unfinished"),
    "run_done": ("已完成", "done"),
    "run_cancelled": ("已取消", "cancelled"),
    "run_superseded": ("被替代", "superseded"),
}

WHYS: dict[str, tuple[str, str]] = {
    "unsupported": ("格式不认识", "unknown kind"),
    "encrypted": ("有密码", "password"),
    "corrupt": ("损坏或不完整", "damaged or cut off"),
    "garbled": ("文字乱码", "garbled text"),
    "image_only": ("只有图像", "pictures only"),
    "too_large": ("超过大小上限", "too large"),
    "too_deep": ("嵌套过深", "nested too deep"),
    "too_many": ("数量过多", "too many parts"),
    "timeout": ("检查超时", "out of time"),
    "crashed": ("检查进程中止", "checking process died"),
    "unreadable": ("打不开", "cannot be opened"),
    "skipped": ("按设定跳过", "left out by configuration"),
    "changed": ("检查中被改动", "changed while it was read"),
    "vanished": ("列出后消失", "gone after it was listed"),
    "denied": ("没有读取权限", "no right to read it"),
    "name": ("文件名无法辨认", "its name is no text"),
    "ignored": ("按忽略规则跳过", "left out by the ignore file"),
    "folder_denied": ("文件夹无权限", "folder without rights"),
    "folder": ("文件夹打不开", "folder cannot be opened"),
    "link_out": ("链接指向资料之外", "link out of the package"),
    "link_folder": ("链接指向文件夹", "link to a folder"),
    "link_broken": ("链接失效", "broken link"),
    "link_loop": ("链接成环", "link in a loop"),
    "socket": ("套接字", "socket"),
    "pipe": ("管道", "pipe"),
    "device": ("设备", "device"),
    "special": ("不是普通文件", "no regular file"),
}
"""Why a file was not read or not listed, short enough for a cell and a bar. `folder` stands for every `folder_…` without a word."""


DOMAINS: dict[str, tuple[str, str]] = {
    "marks": ("标志", "marks"),
    "education": ("教育", "education"),
    "surveying": ("测绘地理信息", "surveying"),
    "hydrology": ("水文水利", "hydrology"),
    "meteorology": ("气象", "meteorology"),
    "geology": ("地质矿产", "geology"),
    "science_tech": ("科学技术", "science and technology"),
    "statistics_economy": ("统计经济", "statistics, economy"),
    "foreign_affairs": ("外事", "foreign affairs"),
    "health": ("卫生健康", "health"),
    "data_export": ("数据出境", "data export"),
    "trade_secrets": ("商业秘密", "trade secrets"),
    "general": ("综合", "general"),
    "package": ("汇聚", "what arises together"),
    "local": ("本单位规则", "the unit's own rules"),
}


def domain(name: str) -> str:
    """The word for a domain in the language of this process; the name itself for a unit's own."""
    return DOMAINS.get(name, (name, name))[language() == "en"]


def why(reason: str) -> str:
    """The short word for a reason of the ledger in the language of this process; the reason itself where it has none."""
    pair = WHYS.get(reason) or (WHYS["folder"] if reason.startswith("folder_") else (reason, reason))
    return pair[language() == "en"]
