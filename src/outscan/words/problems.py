"""What is wrong and what to do about it, in Chinese and in English.

In: nothing. Out: one table by key, `problem.…`; the places in braces are the same in both languages.
"""

from __future__ import annotations

PROBLEMS: dict[str, tuple[str, str]] = {
    "problem.nearest": ("；是否想写 {word}？", "; did you mean {word}?"),
    # --- writing
    "problem.unwritable": (
        "{path}: 无法写入（{why}）；请换一个可写的位置",
        "{path}: cannot be written ({why}); choose another place",
    ),
    "problem.output_folder": ("{path}: 是文件夹；请写明文件名", "{path}: is a folder; name a file"),
    "problem.output_input": (
        "{path}: 是被检查的文件，不能覆盖；请换一个文件名（确要覆盖加 --force）",
        "{path}: is a file under review and is not overwritten; choose another name (or --force)",
    ),
    "problem.output_proof": (
        "{path}: 是处理证明，不能覆盖；请换一个文件名（确要覆盖加 --force）",
        "{path}: is a proof and is not overwritten; choose another name (or --force)",
    ),
    "problem.output_foreign": (
        "{path}: 已有此文件，且不是本程序写的（或有人改过），不能覆盖；请换一个文件名（确要覆盖加 --force）",
        "{path}: exists and was not written by outscan, or somebody changed it since; choose another name (or --force)",
    ),
    "problem.output_original": ("处理后的文件不能是原件", "the processed copy cannot be the original"),
    "problem.output_twice": ("{path}: 同一个文件写了两次", "{path}: the same file is named twice"),
    "problem.format_unknown": (
        "{path}: 由扩展名看不出格式；请用 {known}，或用 -f 指明",
        "{path}: its ending names no format; use {known}, or say -f",
    ),
    "problem.format_differs": (
        "{path}: 扩展名与 -f {form} 不一致；请改用 {endings}，或去掉 -f",
        "{path}: the ending does not go with -f {form}; use {endings}, or leave -f out",
    ),
    "problem.format_needs_file": ("-f {form} 要用 -o 写入文件", "-f {form} needs -o FILE"),
    "problem.edit_word": (
        "{kind} 格式不能直接处理。请用 Word 或 WPS 另存为 {target} 后再处理",
        "{kind} cannot be processed itself: save it as {target} with Word or WPS, then process",
    ),
    "problem.edit_excel": (
        "{kind} 格式不能直接处理。请用 Excel 或 WPS 另存为 {target} 后再处理",
        "{kind} cannot be processed itself: save it as {target} with Excel or WPS, then process",
    ),
    "problem.edit_powerpoint": (
        "{kind} 格式不能直接处理。请用 PowerPoint 或 WPS 另存为 {target} 后再处理",
        "{kind} cannot be processed itself: save it as {target} with PowerPoint or WPS, then process",
    ),
    "problem.edit_archive": (
        "{kind} 格式不能直接处理。请解压，重新打包为 {target} 后再处理",
        "{kind} cannot be processed itself: unpack it, pack it as {target}, then process",
    ),
    "problem.edit_mail": (
        "{kind} 格式不能直接处理。请在邮件程序中另存为 {target} 后再处理",
        "{kind} cannot be processed itself: save it as {target} in the mail program, then process",
    ),
    "problem.edit_password": (
        "{kind}：文件已加密；请解除密码后再处理",
        "{kind}: the file is encrypted; take the password off, then process",
    ),
    "problem.edit_other": (
        "{kind} 格式不能直接处理。请另存为 docx、xlsx、pptx 或 pdf 后再处理",
        "{kind} cannot be processed itself: save it as docx, xlsx, pptx or pdf, then process",
    ),
    "problem.stdout": (
        "无法写出结果（{why}）；结果不完整，请换一个可写的位置后重新检查",
        "the result cannot be written ({why}) and is incomplete; choose another place and scan again",
    ),
    "problem.internal": (
        "程序内部错误 {name}（{place}）；本次结果不能作为放行依据，请告诉维护人员",
        "internal error {name} ({place}); nothing can be released on this run, please tell the maintainers",
    ),
    # --- configuration
    "problem.ocr": ("ocr = {found!r}：应为 {known}{near}", "ocr = {found!r}: one of {known}{near}"),
    "problem.day": ("{found} 不是日期（例：2026-01-31）", "{found} is no date (example: 2026-01-31)"),
    "problem.picture": (
        "cleared_pictures：{found} 不是 SHA-256（64 位十六进制数字）",
        "cleared_pictures: {found} is no SHA-256 (64 hexadecimal digits)",
    ),
    "problem.nameless_declaration": (
        "声明须写明声明人；请加 --declared-by 姓名",
        "a declaration needs the name of who makes it; add --declared-by NAME",
    ),
    "problem.declaration": ("声明 {found} 应写作（事项, 是或否）", "declaration {found} must be (item, true or false)"),
    "problem.declare_syntax": ("{found} 应写作 事项=yes 或 事项=no", "{found} must be ITEM=yes or ITEM=no"),
    "problem.declare_unknown": (
        "--declare {key}：没有这样的事项{near}；outscan rules list 列出全部",
        "--declare {key}: no such item{near}; outscan rules list shows all",
    ),
    "problem.declare_useless": (
        "--declare {key}：该事项不接受声明（机密以上，或没有可用是、否回答的问题）",
        "--declare {key}: this item takes no declaration (机密 or above, or no question that yes or no answers)",
    ),
    "problem.limit": ("limits：{name} = {found} 应为不小于 0 的数", "limits: {name} = {found} must be a number of at least 0"),
    "problem.limit_above": (
        "{path}：{name} = {found} 超过本机配置的 {most}",
        "{path}: {name} = {found} is above the machine's {most}",
    ),
    "problem.config_closed": (
        "{path}: 打不开配置文件（{why}）；请检查 --config、OUTSCAN_CONFIG 和文件权限",
        "{path}: cannot open the configuration ({why}); check --config, OUTSCAN_CONFIG and the file's permissions",
    ),
    "problem.not_toml": ("{path}: 不是 TOML：{why}", "{path}: is not TOML: {why}"),
    "problem.config_key": ("{path}: {table}：不认识 {key}{near}", "{path}: {table}: unknown key {key}{near}"),
    "problem.config_value": (
        "{path}: {why}；请按 docs/configuration.md 修改",
        "{path}: {why}; see docs/configuration.md",
    ),
    "problem.not_allowed": (
        "本机配置（{path}）不允许使用 {option}",
        "the machine's configuration ({path}) does not allow {option}",
    ),
    "problem.ocr_floor": (
        "本机配置（{path}）要求 ocr 不低于 {floor}",
        "the machine's configuration ({path}) asks for ocr of at least {floor}",
    ),
    "problem.no_policy": (
        "{path}: 没有这个策略文件；请检查 rules.policy",
        "{path}: no such policy file; check rules.policy",
    ),
    "problem.no_model": (
        "{path}: 文件夹中没有模型（manifest.toml）；请检查 rules.models，或用 outscan model train 训练",
        "{path}: no model in this folder (manifest.toml); check rules.models, or train one with outscan model train",
    ),
    "problem.no_engine": (
        "ocr = force：本机没有图像识别；请安装 outscan[ocr]，或改用 auto",
        "ocr = force: nothing here can read pictures; install outscan[ocr], or use auto",
    ),
    # --- keys, registers, baselines
    "problem.key_closed": (
        "{path}: 打不开本机密钥（{why}）；没有它，指纹库和基线不能使用。请恢复密钥备份，或重新登记",
        "{path}: cannot open this installation's key ({why}); without it no register and no baseline works. Restore it, or register anew",
    ),
    "problem.key_open": (
        "{path}: 密钥文件对他人可读；请执行 chmod 600 {path}",
        "{path}: others can read the key; run chmod 600 {path}",
    ),
    "problem.key_short": (
        "{path}: 密钥应为 {wanted} 字节，实为 {found} 字节；请恢复密钥备份",
        "{path}: a key has {wanted} bytes, this one {found}; restore it",
    ),
    "problem.key_unmade": (
        "{path}: 不能建立本机密钥（{why}）；请检查文件夹权限，或用 OUTSCAN_KEY 指定位置",
        "{path}: this installation's key cannot be made ({why}); check the folder's permissions, or set OUTSCAN_KEY",
    ),
    "problem.register_closed": (
        "{path}: 打不开指纹库（{why}）；请检查路径，或用 outscan fingerprint add 重新登记",
        "{path}: cannot open the register ({why}); check the path, or register anew with outscan fingerprint add",
    ),
    "problem.register_foreign": ("{path}: 不是本程序的指纹库", "{path}: is no register of outscan"),
    "problem.register_broken": (
        "{path}: 指纹库已损坏；请从备份恢复或重新登记",
        "{path}: the register is damaged; restore it or register anew",
    ),
    "problem.register_other_key": (
        "{path}: 指纹库不是用本机密钥建立的；请恢复原密钥，或用本机密钥重新登记",
        "{path}: the register was made with another key; restore that key, or register anew",
    ),
    "problem.register_other_machine": (
        "{path}: 指纹库已损坏或来自另一种机器；请从备份恢复或重新登记",
        "{path}: the register is damaged or from another kind of machine; restore it or register anew",
    ),
    "problem.register_unknown": (
        "指纹库中没有：{labels}；outscan fingerprint list 列出全部",
        "not in the register: {labels}; outscan fingerprint list shows all",
    ),
    "problem.baseline_closed": (
        "{path}: 打不开基线文件（{why}）；请检查 --baseline",
        "{path}: cannot open the baseline ({why}); check --baseline",
    ),
    "problem.baseline_fingerprint": (
        "{place}: fingerprint 应为 osb1: 加 32 位十六进制数字",
        "{place}: fingerprint must be osb1: and 32 hexadecimal digits",
    ),
    "problem.baseline_nameless": (
        "{place}: 每一条都要写明 reviewer 和 reason",
        "{place}: every entry names its reviewer and reason",
    ),
    # --- commands
    "problem.not_found": ("找不到：{path}", "not found: {path}"),
    "problem.and": ("；", "; "),
    "problem.no_paths": (
        "没有要检查的文件；请写明文件或文件夹，或用 --files-from",
        "nothing to scan; name files or folders, or use --files-from",
    ),
    "problem.files_from": ("{path}: 打不开文件清单（{why}）", "{path}: cannot open the list of files ({why})"),
    "problem.exclude": ("--exclude {pattern}：写法有误（{why}）", "--exclude {pattern}: not a pattern ({why})"),
    "problem.jobs": ("{found!r} 应为正整数或 auto", "{found!r} must be a number of at least 1, or auto"),
    "problem.no_output": (
        "请用 -o 指定处理后的文件，或用 --dry-run 只看计划",
        "name the processed copy with -o, or only look at the plan with --dry-run",
    ),
    "problem.authority": (
        "去除标志须同时给出 --authority 批准文号、--authority-file 批准文件、--reason 理由",
        "removing a mark needs --authority NUMBER, --authority-file FILE and --reason together",
    ),
    "problem.authority_blank": ("{option} 是空白；请写明", "{option} is blank; say it"),
    "problem.authority_input": (
        "{path}: 批准文件与要处理的文件内容相同；请给出批准文件本身",
        "{path}: the approval holds the same bytes as the file to process; name the approval itself",
    ),
    "problem.authority_closed": ("{path}: 打不开批准文件（{why}）", "{path}: cannot open the approval ({why})"),
    "problem.authority_empty": ("{path}: 批准文件是空的", "{path}: the approval is an empty file"),
    "problem.no_column": (
        "--drop-column {name}：文件中没有表头为此名的列{near}",
        "--drop-column {name}: no column has this head{near}",
    ),
    "problem.no_effect": (
        "{option}：对本文件没有可用之处；请去掉，或换一种方法（--dry-run 列出处理计划）",
        "{option}: applies to nothing in this file; leave it out, or choose another way (--dry-run shows the plan)",
    ),
    "problem.cannot_open": ("{path}: 打不开（{why}）", "{path}: cannot be opened ({why})"),
    "problem.interrupted_processing": ("处理中断：{reason}", "processing was interrupted: {reason}"),
    "problem.no_rule": (
        "没有规则 {rule}{near}；outscan rules list 列出全部",
        "no rule {rule}{near}; outscan rules list shows all",
    ),
    "problem.no_weights": ("{folder} 中没有模型", "no model in {folder}"),
    "problem.model_foreign": (
        "{path}: 文件夹里有别的文件，没有模型；请换一个空文件夹（确要写入加 --force）",
        "{path}: holds other files and no model; choose an empty folder (or --force)",
    ),
    "problem.domain_folders": (
        "不认识的领域文件夹：{found}；可用：{known}",
        "unknown folders of domains: {found}; known: {known}",
    ),
    "problem.no_training": (
        "训练和评测需要源码目录和 scikit-learn：在源码目录中运行 pip install -e '.[train]'",
        "training and evaluation need the source tree and scikit-learn: pip install -e '.[train]' in it",
    ),
    "problem.nameless_bytes": ("字节内容须给出 name", "bytes need a name"),
    # --- forms and reports
    "problem.form_ending": ("{path}: 扩展名应为 {endings}", "{path}: the ending must be {endings}"),
    "problem.template": (
        "{path}: 打不开模板（{why}）；请用 Word 另存为 docx 再试",
        "{path}: cannot open the template ({why}); save it as docx with Word and try again",
    ),
    "problem.template_field": (
        "{path}: 不认识字段 {field}；docs/forms.md 列出全部字段",
        "{path}: unknown field {field}; docs/forms.md lists all fields",
    ),
    "problem.no_report": (
        "{path}: 不是 outscan 的 JSON 报告（outscan scan -f json）",
        "{path}: is no JSON report of outscan (outscan scan -f json)",
    ),
    "problem.report_old": (
        "{path}: 报告由旧版本写出，缺少 {key}；请重新检查",
        "{path}: written by an older version, without {key}; scan again",
    ),
}
