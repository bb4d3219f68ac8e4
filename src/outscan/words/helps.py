"""The lines of `--help`, in Chinese and in English.

In: nothing. Out: one table by key, `help.…`.
"""

from __future__ import annotations

from outscan.words.gate_help import GATE_HELP
from outscan.words.hook_help import HOOK_HELP

CODES = (
    "退出码：0 全部放行；1 有须处理、报批或不得提供的；3 无须动作，但有未检部分或须人看一眼的；2 用法、配置或程序错误；130 被中断。",
    (
        "Exit codes: 0 release for every file; 1 something must be processed, escalated or withheld; 3 nothing to act on, but "
        "something could not be checked or a person must look; 2 usage, configuration or internal error; 130 interrupted."
    ),
)
PROVED = (
    "退出码：0 已证明且可放行；3 已证明，须由人确认；1 拒绝、仍有残留或不完整；2 用法、配置或程序错误。",
    (
        "Exit codes: 0 proved and released; 3 proved, a person must confirm; 1 refused, residual or incomplete; 2 usage, "
        "configuration or internal error."
    ),
)

HELP: dict[str, tuple[str, str]] = {
    "help.codes": CODES,
    "help.proved": PROVED,
    "help.examples": ("例：", "Examples:"),
    "help.commands": ("命令", "Commands"),
    "help.outscan": (
        "outscan：对外提供资料的保密检查。读取文件中的全部内容，找出密级标志和保密事项，给出处理建议、位置、依据和办法。全程离线。",
        (
            "outscan: secrecy review of documents before they go abroad. Reads everything in a file, finds classification marks and "
            "matters of the catalogues, and says what to do, where, on what basis and how. Fully offline."
        ),
    ),
    # --- commands, one line each
    "help.scan": ("检查文件、文件夹或标准输入，给出处理建议", "scan files, folders or standard input, and recommend what to do"),
    "help.report": (
        "把已有的 JSON 报告写成 html、xlsx、docx，不再检查",
        "write a JSON report as html, xlsx or docx without scanning again",
    ),
    "help.read": (
        "列出检查程序读到的全部文字及位置（输出原文，不遮盖）",
        "list every piece of text that is read, with its place (unmasked)",
    ),
    "help.process": ("技术处理并出具证明（标志不能自行去除）", "technical processing with proof (marks are not taken off)"),
    "help.verify": ("再次核对处理证明", "check a proof again"),
    "help.keys": ("证明的签名密钥：show、trust、list、forget", "keys that sign proofs: show, trust, list, forget"),
    "help.keys_long": (
        "签署处理证明的密钥：显示本机公钥，信任别的机器的公钥。公钥须当面或用电话核对后再信任。",
        "Keys that sign proofs of processing: show this machine's public key, trust those of others. Compare a key in person first.",
    ),
    "help.keys_show": ("显示本机公钥（没有时建立）", "show this machine's public key (made where there is none)"),
    "help.keys_trust": ("信任一把公钥，并写明持有人", "trust a public key, with the name of its holder"),
    "help.keys_list": ("列出信任的公钥", "list trusted keys"),
    "help.keys_forget": ("不再信任一把公钥", "trust a key no longer"),
    "help.form": ("生成对外提供资料审批表、审查报告、台账", "fill the approval form, the review report or the register"),
    "help.rules": ("规则包：list、show、check、explain", "the rule pack: list, show, check, explain"),
    "help.fingerprint": ("登记已知文件的指纹：add、list、remove", "register known documents: add, list, remove"),
    "help.baseline": ("把已复核的疑点记入基线：add", "note reviewed findings in a baseline: add"),
    "help.model": ("残余风险模型：train、evaluate、show", "the residual-risk model: train, evaluate, show"),
    "help.batch": (
        "检查整个资料包：run、status、export、seal、verify、watch…",
        "scan a whole package: run, status, export, seal, verify, watch…",
    ),
    "help.serve": (
        "外发检查关卡：本机一人使用，或 http 为单位服务；cert、backup、restore",
        "the gate: for one person here, or http for a unit; cert, backup, restore",
    ),
    "help.audit": ("关卡的审计记录：verify", "the gate's audit record: verify"),
    "help.config": ("当前生效的设置及其来源：show", "the settings in force and where they come from: show"),
    "help.doctor": ("本机能读什么：格式、OCR、辅助程序、隔离措施", "what can be read here: formats, OCR, helpers, guards"),
    "help.completion": ("命令补全：bash、zsh、fish", "shell completion: bash, zsh, fish"),
    # --- scan
    "help.scan_long": (
        "检查文件、文件夹或标准输入（-）。结果写到标准输出，进度写到标准错误；最须注意的排在最前。",
        "Scan files, folders or standard input (-). Results go to stdout, progress to stderr; the gravest comes first.",
    ),
    "help.format": ("结果格式；写 -o 时由扩展名决定", "format of the result; with -o the ending decides"),
    "help.output": (
        "结果写入文件（权限 600），可多次：-o a.html -o b.xlsx",
        "write the result to a file (mode 600); may be given several times: -o a.html -o b.xlsx",
    ),
    "help.force": ("覆盖已有的文件（原件除外由你负责）", "overwrite files that are there, whatever they are"),
    "help.jobs": ("同时检查的文件数，或 auto", "files scanned at a time, or auto"),
    "help.name": ("标准输入的文件名", "name of standard input"),
    "help.files_from": (
        "从文件（- 为标准输入）逐行读入要检查的路径",
        "read the paths to scan from a file (- for standard input), one a line",
    ),
    "help.null": ("--files-from 的路径以空字符分隔", "paths of --files-from end in a null character"),
    "help.exclude": (
        "跳过的文件（gitignore 写法），可多次；跳过多少会写明",
        "files to leave out (as in gitignore); may be given several times; how many were left out is said",
    ),
    "help.summary": ("屏幕上只显示汇总", "show the summary only"),
    "help.show_hits": ("显示命中原文（默认遮盖）", "show what was matched (masked by default)"),
    "help.lang": ("显示语言（也可用 OUTSCAN_LANG）", "language (or OUTSCAN_LANG)"),
    "help.fail_on": (
        "仅从此级起返回 1；有未检部分的仍返回 3",
        "return 1 only from this recommendation on; whatever was not read still returns 3",
    ),
    "help.exit_zero": ("只作提示，总是返回 0（内部错误除外）", "advice only: always return 0 (but for our own failures)"),
    "help.exit_map": ("退出码换成 clamscan 的含义", "exit codes as clamscan has them"),
    "help.quiet": ("不显示进度", "no progress"),
    "help.verbose": ("文件很多时也逐个显示全部（从不写出文件原文）", "show everything of every file also where they are many"),
    "help.no_color": ("不用颜色", "no colours"),
    # --- configuration
    "help.config_file": ("配置文件（TOML）", "configuration (TOML)"),
    "help.ocr": (
        "图像识别：auto 需要时，off 不用，force 每页都用",
        "reading pictures: auto where needed, off, force on every page",
    ),
    "help.overlay": ("本单位的附加规则包文件夹，可多次", "folder of the unit's own rules; may be given several times"),
    "help.as_of": ("以哪一天为准（默认今天）", "the day to judge on (today by default)"),
    "help.recipient": ("接收方，仅作记录", "recipient; recorded only"),
    "help.declare": ("提供人声明：事项=yes|no，可多次", "the sender's statement: ITEM=yes|no; may be given several times"),
    "help.declared_by": ("声明人姓名", "who makes the statement"),
    "help.baseline_file": ("已复核疑点的基线文件", "baseline of reviewed findings"),
    "help.fingerprints": ("敏感文件指纹库", "register of known documents"),
    "help.timeout": ("每个文件的时限（秒）", "seconds for each file"),
    "help.max_file_size": ("单个文件的大小上限（字节）", "largest size of a file (bytes)"),
    "help.max_depth": ("嵌套层数上限", "deepest nesting"),
    # --- report
    "help.report_long": (
        "把 outscan scan -f json 的结果写成别的格式，不再检查文件；RUN.json 为 - 时读标准输入。",
        "Write the result of outscan scan -f json in another format without scanning again; - reads standard input.",
    ),
    # --- read
    "help.read_long": (
        "列出检查程序读到的每一段文字及其位置。注意：本命令按其用途输出文件原文，不遮盖；输出与原件同样需要保护。",
        (
            "List every piece of text that is read, with its place. Note: by its purpose this command shows the document's text "
            "unmasked; protect the output like the original."
        ),
    ),
    # --- process and verify
    "help.process_long": (
        "技术处理：删去检查发现的内容和隐藏内容，另存一份并出具证明。原件不动，标志不能自行去除。",
        (
            "Technical processing: take out what was found and what is hidden, save a copy and prove it. The original is not touched, "
            "and marks are not taken off."
        ),
    ),
    "help.process_output": (
        "处理后的文件（权限 600），旁边写 .proof.json",
        "the processed copy (mode 600); its .proof.json is written beside it",
    ),
    "help.dry_run": ("只列出处理计划", "only show the plan"),
    "help.technique": ("指定处理方法，可多次", "a way of processing; may be given several times"),
    "help.precision": (
        "坐标降低到的精度（度；0.01 约 1 千米）",
        "precision coordinates are lowered to (degrees; 0.01 is about 1 km)",
    ),
    "help.drop_column": ("删去表头为此名的列，可多次", "drop the columns of this head; may be given several times"),
    "help.aggregate": ("时间序列汇总为月均值", "time series as means by month"),
    "help.keep_hidden": ("保留没有疑点的批注、修订、属性等隐藏内容", "keep hidden content without findings"),
    "help.authority": ("批准去除标志的批准文号", "number of the approval to take off a mark"),
    "help.authority_file": ("批准文件，其 SHA-256 记入证明", "the approval itself; its SHA-256 goes into the proof"),
    "help.reason": ("去除标志的理由", "why the mark is taken off"),
    "help.verify_long": (
        "再次核对处理证明：文件未被改动，证明未被改动，重新检查仍无疑点。",
        "Check a proof again: the file is unchanged, the proof is unchanged, and a scan still finds nothing.",
    ),
    "help.proof_file": ("证明文件（默认在旁边：文件名.proof.json）", "the proof (beside the file by default: NAME.proof.json)"),
    # --- form
    "help.form_long": (
        "生成《对外提供资料审批表》（docx）、审查报告（docx）或台账（xlsx），事实已填好，密级、意见、签字留空。",
        (
            "Fill the approval form (docx), the review report (docx) or the register (xlsx) with facts; level, opinions and signatures "
            "stay empty."
        ),
    ),
    "help.form_output": ("写入的文件（.docx 或 .xlsx）", "the file to write (.docx or .xlsx)"),
    "help.form_kind": ("审批表、审查报告、台账", "approval form, review report, register"),
    "help.template": ("本单位自己的模板（字段见 docs/forms.md）", "the unit's own template (fields: docs/forms.md)"),
    "help.proofs": ("技术处理的 proof.json，可多次", "proof.json of technical processing; may be given several times"),
    "help.number": ("审批表编号", "number of the form"),
    "help.unit": ("申请单位", "applying unit"),
    "help.applicant": ("承办人", "person in charge"),
    "help.phone": ("联系电话", "telephone"),
    "help.country": ("接收方国别（地区）", "country or region of the recipient"),
    "help.project": ("项目名称及依据", "project and its basis"),
    "help.purpose": ("用途", "purpose"),
    "help.channel": ("提供方式、渠道", "how it is provided"),
    "help.copies": ("份数、载体", "copies and carrier"),
    "help.why": ("提供理由、必要性和保密措施", "why it is necessary, and the measures taken"),
    "help.agreement": ("保密协议编号", "number of the agreement on secrecy"),
    # --- rules
    "help.rules_long": (
        "规则包：列出、查看、检验、解释、签名、核对。",
        "The rule pack: list, show, check, explain, sign, verify.",
    ),
    "help.rules_list": (
        "列出全部规则。--certainty C 只列依据待核实的。",
        "List all rules; --certainty C those whose basis must be confirmed.",
    ),
    "help.rules_domain": ("只列某一领域", "one domain only"),
    "help.rules_certainty": ("只列依据为该把握程度的", "only rules whose basis is as sure as this"),
    "help.rules_show": ("显示一条规则的全部内容。", "Show a rule as it is written."),
    "help.rules_check": (
        "检验规则包：格式、依据，并用每条规则自带的正反例实测。",
        "Check the pack: form, basis, and every rule's own examples.",
    ),
    "help.rules_explain": (
        "说明一条规则何时命中、为什么、怎么办；报告里出现的编号都能解释。",
        "Say when a rule speaks, why, and what to do; every id a report prints is known.",
    ),
    "help.rules_verify": (
        "核对规则包和模型：每个文件与清单一致，清单由信任的密钥签署。不写 PATH 时核对在用的；PATH 为文件夹或 ZIP。",
        "Hold rules and models to their list: every file as listed, the list signed by a trusted key. Those in force, or a folder or ZIP.",
    ),
    "help.rules_sign": (
        "为规则包或模型的文件夹写出清单，用本机密钥签名。",
        "Write the list of a folder of rules or a model, and sign it with this installation's key.",
    ),
    "help.rules_accept": (
        "记下一份经签名的规则包或模型为本机最新：此后不接受更旧的。退回旧的一份须 --allow-older 并写明理由，记在本机 accepted.log。",
        "Take signed rules or a model for the newest here: nothing older is used afterwards. Going back takes --allow-older and a reason, and is kept in the machine's accepted.log.",
    ),
    "help.allow_older": ("退回比用过的更旧的一份。", "Go back to one older than was used."),
    "help.older_reason": ("为什么退回。", "Why one goes back."),
    "help.sign_name": (
        "清单的名称；同名的后一份接替前一份。默认为文件夹名。",
        "What the list is called: a later one of a name follows the earlier. The folder's name by default.",
    ),
    # --- fingerprint, baseline, model
    "help.fingerprint_long": (
        "登记已知文件：只保存带密钥的指纹和名称，不保存文字。add、list、remove。",
        "Register known documents: keyed fingerprints and names only, never text. add, list, remove.",
    ),
    "help.fingerprint_store": (
        "指纹库文件（默认用配置中的 rules.fingerprints）",
        "the register (rules.fingerprints of the configuration by default)",
    ),
    "help.fingerprint_add": (
        "登记文件或文件夹中的全部文件。--cleared 登记的是已批准提供或已公开的材料。",
        "Register files or all files of a folder. With --cleared they are material that was approved or published.",
    ),
    "help.fingerprint_cleared": (
        "已批准提供或已公开的材料：只显示，不降低处理建议",
        "approved or published material: shown only, lowers nothing",
    ),
    "help.fingerprint_list": ("列出已登记的文件名称。", "List what is registered."),
    "help.fingerprint_remove": ("按名称去除登记。", "Take documents out by name."),
    "help.baseline_long": (
        "基线：把已复核的疑点按人、理由、期限记下来。密级标志不能进入基线。",
        "Baseline: note reviewed findings with person, reason and last day. Marks never go into a baseline.",
    ),
    "help.baseline_add": (
        "检查文件，把其中的疑点（或 --rule 指定的）记入基线文件。",
        "Scan files and note their findings (or those of --rule) in the baseline.",
    ),
    "help.baseline_into": ("基线文件（TOML）", "the baseline (TOML)"),
    "help.baseline_reviewer": ("复核人", "reviewer"),
    "help.baseline_reason": ("理由", "reason"),
    "help.baseline_expires": ("有效期的最后一天", "last day on which it holds"),
    "help.baseline_rule": ("只记这些规则的疑点，可多次", "findings of these rules only; may be given several times"),
    "help.model_long": (
        "残余风险模型：用本单位材料训练、评测、查看。",
        "The residual-risk model: train on the unit's own texts, evaluate, show.",
    ),
    "help.model_folder": ("模型文件夹（默认：配置所用的）", "folder of the model (the configured one by default)"),
    "help.model_train": (
        (
            "用本单位材料训练。DIR 下每个领域一个文件夹（education、surveying、hydrology、geology、science_tech、"
            "statistics_economy、foreign_affairs、health、internal、trade），无害文本放 none。材料不离开本机；权重与材料同等保管（权限 600）。"
        ),
        (
            "Train on the unit's own texts. DIR holds a folder for each domain (education, surveying, hydrology, geology, science_tech, "
            "statistics_economy, foreign_affairs, health, internal, trade), and none for harmless texts. Nothing leaves this machine; "
            "protect the weights like the texts (mode 600)."
        ),
    ),
    "help.model_corpus": ("材料文件夹", "folder of texts"),
    "help.model_output": (
        "权重写入的文件夹；配置 models 指向它",
        "folder the weights are written to; `models` of the configuration points there",
    ),
    "help.model_force": ("新模型不如原有的也安装", "install also where the new model is worse"),
    "help.model_each": ("每领域每折另编写多少篇虚构文本", "invented texts for each domain and fold"),
    "help.model_readings": (
        "随程序的虚构文件和短句各用几遍（0 = 不用，快得多）",
        "how often the shipped invented texts are used (0 = not at all, much faster)",
    ),
    "help.model_evaluate": (
        "用一个材料文件夹（布局同 train）评测模型，不训练。",
        "Evaluate a model on a folder of texts (laid out as for train), without training.",
    ),
    "help.model_show": (
        "显示模型由什么训练、门槛多少、实测如何。",
        "Show what the model was trained on, its threshold and its measured figures.",
    ),
    # --- config, doctor, completion
    "help.config_long": ("查看当前生效的设置。", "Look at the settings in force."),
    "help.config_show": (
        "列出当前生效的全部设置；--origin 写明各从何处来。",
        "List all settings in force; --origin says where each comes from.",
    ),
    "help.config_origin": ("写明每项设置的来源", "say where each setting comes from"),
    "help.doctor_long": (
        "本机能读什么：格式库、OCR、辅助程序、隔离措施，以及哪些设置生效。不打开任何网络连接。",
        "What can be read here: libraries, OCR, helpers, guards, and which settings are in force. Opens no network connection.",
    ),
}
HELP |= GATE_HELP | HOOK_HELP
