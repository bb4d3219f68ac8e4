"""Sentences of the gate: problems, answers, reasons, what an administrator reads at the start.

In: a key and its values. Out: the sentence in Chinese or English.
"""

from __future__ import annotations

GATE: dict[str, tuple[str, str]] = {
    "gate_settings_unread": (
        "{path}：打不开（{why}）；请检查文件和权限",
        "{path}: cannot be opened ({why}); check the file and its rights",
    ),
    "gate_calendar_line": (
        "{path}:{line}：应写作 2026-10-01 holiday 或 2026-10-10 workday",
        "{path}:{line}: write 2026-10-01 holiday or 2026-10-10 workday",
    ),
    "gate_not_private": (
        "{path}：他人可以读取；请执行 chmod go-rwx 后再启动",
        "{path}: others may read it; run chmod go-rwx on it and start again",
    ),
    "gate_not_writable": (
        "{path}：不能写入（{why}）；请换一个位置或检查权限",
        "{path}: cannot be written ({why}); choose another place",
    ),
    "gate_vault_broken": (
        "留存文件或其密钥不可用（{why}）；没有原密钥不能恢复，请按密钥丢失处理",
        "a held file or its key cannot be used ({why}); without the original key it is lost and must be recorded as such",
    ),
    "gate_needs_tls": (
        (
            "不允许在 {host} 上以明文提供服务：请用 outscan serve cert 生成证书并在 gate.toml 写明 certificate 和 key，"
            "或写明前置代理 proxies"
        ),
        (
            "plain HTTP on {host} is refused: make a certificate with outscan serve cert and name it in gate.toml "
            "(certificate, key), or name the proxy in front (proxies)"
        ),
    ),
    "gate_report_unread": ("留存的报告不能读取", "the kept report cannot be read"),
    "gate_extra": (
        "关卡需要附加组件；请执行 pip install 'outscan[gate]' 后重试",
        "the gate needs an extra; run pip install 'outscan[gate]' and try again",
    ),
    "gate_started": (
        "已启动：{url}（网络级别 {level}，按 Ctrl+C 结束）",
        "started: {url} (network level {level}; end with Ctrl+C)",
    ),
    "gate_open": ("请在浏览器打开：{url}", "open in a browser: {url}"),
    "gate_token": ("程序调用令牌（仅本次有效）：{token}", "token for programs (this start only): {token}"),
    "gate_first": (
        "首次启动：已建立三个互斥的管理账号，各有一次性口令，请分别交给三个人，登录后立即修改：",
        "first start: three exclusive officers' accounts; hand each one-time password to its own person, to be changed at once:",
    ),
    "gate_cert": (
        "已写出 {certificate} 和 {secret}（有效期 {days} 天）",
        "wrote {certificate} and {secret} (valid for {days} days)",
    ),
    "gate_backup": ("已备份到 {path}；链头 {anchor}", "backed up to {path}; head {anchor}"),
    "gate_restore_broken": (
        "备份与链头不符或记录链已损坏：{faults}；没有恢复",
        "the backup does not agree with the anchor, or its chain is broken: {faults}; nothing was restored",
    ),
    "gate_restored": ("已恢复；{count} 条记录，链完整", "restored; {count} events, chain whole"),
    "gate_restore_there": ("{path} 已存在；请先移走", "{path} exists; move it away first"),
    "gate_pg_program": ("找不到 PostgreSQL 的程序 {program}", "PostgreSQL's program {program} is not installed"),
    "gate_pg_failed": ("{program} 没有完成（退出码 {code}）", "{program} did not finish (exit code {code})"),
    "gate_vault_other": (
        "留存文件由另一把密钥封存（{wanted}，现为 {found}）；请放回原密钥，或用 outscan serve rekey 更换",
        "held files are wrapped by another key ({wanted}, found {found}); put it back, or change it with outscan serve rekey",
    ),
    "gate_rekeyed": (
        "已改由新密钥封存：{count} 个文件；请将 {path} 设为 vault_key，核对能启动后销毁旧密钥",
        "wrapped by the new key: {count} files; name {path} as vault_key, see that the gate starts, then destroy the old key",
    ),
    "gate_rekeyed_lost": (
        "已登记灭失：{count} 个文件；请将 {path} 设为 vault_key",
        "recorded as lost: {count} files; name {path} as vault_key",
    ),
    "gate_stamp_extra": (
        "时间戳需要附加组件；请执行 pip install 'outscan[timestamp]' 后重试",
        "time stamps need an extra; run pip install 'outscan[timestamp]' and try again",
    ),
    "gate_stamp_settings": (
        "audit.timestamp 须同时写明 url、roots、folder",
        "audit.timestamp needs url, roots and folder together",
    ),
    "audit_stamps": ("核对时间戳 {count} 个，最晚 {last}", "{count} time stamps checked, the last of {last}"),
    "audit_stamp_wrong": ("时间戳 {name} 不成立", "time stamp {name} does not hold"),
    "audit_whole": (
        "记录完整：{count} 条，链头 {head}，核对锚 {anchors} 个",
        "whole: {count} events, head {head}, {anchors} anchors checked",
    ),
    "audit_broken": ("记录不完整：{count} 条中发现 {faults} 处问题", "broken: {faults} faults in {count} events"),
    "audit_fault_line": ("第 {seq} 行不是本程序写出的内容", "line {seq} is not as this program writes it"),
    "audit_fault_start": ("第 {seq} 条不是链的开端", "event {seq} is not the beginning of a chain"),
    "audit_fault_number": (
        "第 {seq} 条编号不连续（缺少、重复或调换）",
        "event {seq} is out of order (missing, doubled or swapped)",
    ),
    "audit_fault_link": ("第 {seq} 条与前一条不相接", "event {seq} does not follow the one before"),
    "audit_fault_digest": ("第 {seq} 条内容被改动", "event {seq} was changed"),
    "audit_fault_anchor": ("第 {seq} 条与锚不符", "event {seq} does not agree with an anchor"),
    "audit_fault_cut": (
        "锚所记第 {seq} 条不在记录中（尾部被截去或整体被替换）",
        "event {seq} of an anchor is missing (cut tail or replaced record)",
    ),
    "audit_fault_chain": ("第 {seq} 条的锚属于另一条链", "the anchor at {seq} belongs to another chain"),
    "audit_fault_empty": ("没有任何记录", "there is no event at all"),
    # --- problems (RFC 9457) ---
    "problem_bad_request": ("请求有误", "The request is malformed"),
    "problem_bad_body": ("请求正文不能读取", "The request body cannot be read"),
    "problem_unauthenticated": ("没有登录，或登录已失效", "Not signed on, or no longer"),
    "problem_forbidden": ("没有此项权限", "Not permitted"),
    "problem_cross_site": ("请求来自其他网站，已拒绝", "The request came from another site and was refused"),
    "problem_own_case": (
        "本人（或其受托人）经手的事项不能由本人决定",
        "Whoever touched a matter, or stands in for them, may not decide it",
    ),
    "problem_prove_again": ("作出决定前请再次输入口令", "Give the password again before deciding"),
    "problem_change_password": ("请先修改一次性口令", "Change the one-time password first"),
    "problem_not_found": ("没有此项内容", "There is no such thing"),
    "problem_method": ("不支持此方法", "The method is not allowed here"),
    "problem_slow": ("上传过慢，已中止", "The upload was too slow and was ended"),
    "problem_conflict": ("内容已被他人更新，请重新查看后再操作", "It has changed meanwhile; look again and repeat"),
    "problem_state": ("当前状态不允许此操作", "Its present state does not allow this"),
    "problem_busy_key": ("同一请求正在处理", "The same request is being handled"),
    "problem_no_bytes": ("文件内容没有留存或已销毁", "The file's bytes are not held, or were destroyed"),
    "problem_unlawful": (
        "依法不得如此提供：国家秘密不得通过网络传递，绝密不得对外提供，不得提供的事项不能批准",
        "The law does not allow it: no state secret over a network, top secret never, withheld matters cannot be approved",
    ),
    "problem_unusable": ("所填内容在此处不可用", "What was given cannot be used here"),
    "problem_last_officer": ("三员不可缺少，不能停用最后一名", "The last account of an officer cannot be taken away"),
    "problem_length": ("缺少长度", "A length is required"),
    "problem_too_large": ("文件超过上限", "The file is larger than the limit"),
    "problem_media_type": ("不支持此内容类型", "The content type is not supported"),
    "problem_invalid": ("内容不符合要求", "The content is not as required"),
    "problem_key_reused": ("Idempotency-Key 已用于另一请求", "The Idempotency-Key was used for another request"),
    "problem_throttled": ("尝试次数过多，请稍候", "Too many attempts; wait"),
    "problem_full": ("排队已满，请稍候再送", "The queue is full; come again"),
    "problem_quota": ("已超过当日额度", "The day's quota is used up"),
    "problem_internal": ("程序内部错误；未作检查，不得发送", "Internal error; nothing was checked, do not send"),
    "problem_database": ("数据库暂不可用；未作决定，不得发送", "The database is away; nothing was decided, do not send"),
    "problem_busy": ("正在接收的文件过多，请稍候再送", "Too many uploads at once; come again"),
    "problem_disk": ("存储空间不可用；未作检查，不得发送", "Storage is unavailable; nothing was checked, do not send"),
    "problem_not_ready": ("尚未就绪", "Not ready"),
    "problem_stopping": ("正在停止服务", "Stopping"),
    # --- answers ---
    "answer_pass": (
        "未发现需处理的内容。不等于不涉密，提供单位仍负审查责任",
        "Nothing found that needs action. No proof that nothing is secret; the providing unit still answers for the review",
    ),
    "answer_process": ("请先作技术处理，处理后重新检查", "Process it technically, then have it checked again"),
    "answer_review": ("须由人复核后再决定", "A person must review it first"),
    "answer_escalate": ("须报批；批准前不得发送", "It needs approval; do not send before"),
    "answer_stop": (
        "不得提供。请停止发送，保留原件，报告本单位保密工作机构 {contact}",
        "Must not be provided. Stop, keep the original, report to the secrecy office {contact}",
    ),
    "answer_stopped": (
        (
            "发现国家秘密标志，本系统所在网络不得处理此类文件。内容已清除，未留存。请立即停止、不得转发，"
            "保护现场并报告本单位保密工作机构 {contact}；疑似泄密须在24小时内报告"
        ),
        (
            "A state-secret mark was found; this network may not handle such a file. Its bytes were wiped, nothing was kept. "
            "Stop at once, do not forward it, report to the secrecy office {contact}; a suspected leak within 24 hours"
        ),
    ),
    "answer_incomplete": ("有内容未能检查，不能据此放行", "Something could not be read; it cannot be released on this"),
    "answer_error": ("未能检查，不得发送", "Not checked; do not send"),
    # --- doors of other protocols ---
    "gate_door_address": (
        "[{door}] 地址写法有误：{address}；应写作 127.0.0.1:1344，可信网络写作 10.1.2.0/24",
        "[{door}] {address} is no address; write 127.0.0.1:1344, and networks as 10.1.2.0/24",
    ),
    "gate_door_reach": (
        "[{door}] 不允许在 {host} 上这样提供服务：请写明 certificate 和 key，或写明可信网络 trusted；邮件入口必须写明 trusted",
        "[{door}] serving on {host} like this is refused: name certificate and key, or the trusted networks; mail needs trusted",
    ),
    "gate_door_taken": ("[{door}] {address} 不能使用（{why}）", "[{door}] {address} cannot be used ({why})"),
    "gate_door_hop": (
        "[smtp] 没有写明 next_hop：放行的邮件交给谁（例如 127.0.0.1:10026）",
        "[smtp] next_hop is missing: where mail that passed is handed on (such as 127.0.0.1:10026)",
    ),
    "gate_brought": ("{path}：不能提交检查（{why}）", "{path}: cannot be handed in ({why})"),
    "gate_door_need_tls": (
        "[smtp] need_tls 需要 certificate 和 key",
        "[smtp] need_tls needs certificate and key",
    ),
    "gate_door_open": ("入口 {door} 已启用：{address}", "door {door} is open: {address}"),
    "door_page_title": ("外发检查：已阻止", "Checked before sending: stopped"),
    "door_page_case": (
        "检查编号 {case}。请凭编号联系本单位保密工作机构 {contact}",
        "Number of the check: {case}. Give it to your secrecy office {contact}",
    ),
    # --- why an approval does not cover ---
    "refusal_content": ("没有针对此内容的批准，且未经检查放行", "No approval names these bytes, and no check released them"),
    "refusal_name": ("文件名与批准的不一致", "The file name is not the approved one"),
    "refusal_recipient": ("接收方不在批准范围内", "A recipient is not among the approved"),
    "refusal_copies": ("批准的份数已用完或不足", "Not enough approved copies are left"),
    "refusal_channel": ("提供方式不在批准范围内", "The channel is not among the approved"),
    "refusal_expired": ("批准已过期", "The approval has expired"),
    "refusal_pack": ("规则已更新，须重新检查后确认", "The rules changed; it must be checked again"),
    "refusal_declarations": ("声明与批准时不一致", "The declarations are not those approved"),
    "refusal_state": ("批准已终止或暂停", "The approval has ended or is suspended"),
    "refusal_state_secret": (
        "国家秘密不得通过网络或普通方式传递（保密法第二十八条、第二十九条）",
        "A state secret may not go by network or ordinary ways (State Secrets Law, arts. 28, 29)",
    ),
}
