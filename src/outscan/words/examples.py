"""Command lines shown under `--help` and in the manual, as a Chinese and as an English user would type them.

In: nothing. Out: one table by command; subcommands behind a low line.
"""

from __future__ import annotations

EXAMPLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "scan": (
        (
            "outscan scan 附件.docx",
            "outscan scan 合作资料/ -j auto --exclude '~$*'",
            "outscan scan 合作资料/ -o 报告.html -o 台账.xlsx -o run.json",
            "find . -newer 上次 -print0 | outscan scan --files-from - -0 --summary",
            "outscan scan - --name 附件.docx < 附件.docx",
        ),
        (
            "outscan scan annex.docx",
            "outscan scan cooperation/ -j auto --exclude '~$*'",
            "outscan scan cooperation/ -o report.html -o register.xlsx -o run.json",
            "find . -newer last -print0 | outscan scan --files-from - -0 --summary",
            "outscan scan - --name annex.docx < annex.docx",
        ),
    ),
    "report": (
        (
            "outscan report run.json",
            "outscan report run.json -o 报告.html -o 台账.xlsx",
            "outscan report run.json -f jsonl",
        ),
        (
            "outscan report run.json",
            "outscan report run.json -o report.html -o register.xlsx",
            "outscan report run.json -f jsonl",
        ),
    ),
    "read": (
        (
            "outscan read 附件.docx",
            "outscan read 资料/ -f jsonl",
        ),
        (
            "outscan read annex.docx",
            "outscan read papers/ -f jsonl",
        ),
    ),
    "process": (
        (
            "outscan process 附件.docx --dry-run",
            "outscan process 附件.docx -o 附件.处理.docx",
            "outscan process 坐标.csv -o 坐标.处理.csv --technique reduce_precision --precision 0.01",
        ),
        (
            "outscan process annex.docx --dry-run",
            "outscan process annex.docx -o annex.processed.docx",
            "outscan process points.csv -o points.processed.csv --technique reduce_precision --precision 0.01",
        ),
    ),
    "verify": (
        (
            "outscan verify 附件.处理.docx",
            "outscan verify 附件.处理.docx --proof 证明.json",
        ),
        (
            "outscan verify annex.processed.docx",
            "outscan verify annex.processed.docx --proof proof.json",
        ),
    ),
    "form": (
        (
            "outscan form 资料/ -o 审批表.docx --recipient 某境外机构 --unit 某单位",
            "outscan form 附件.docx -o 审查报告.docx --kind review",
            "outscan form 资料/ -o 台账.xlsx",
        ),
        (
            "outscan form papers/ -o approval-form.docx --recipient 'some institute' --unit 'our unit'",
            "outscan form annex.docx -o review.docx --kind review",
            "outscan form papers/ -o register.xlsx",
        ),
    ),
    "rules": (
        (
            "outscan rules list --certainty C",
            "outscan rules explain gap/encrypted",
        ),
        (
            "outscan rules list --certainty C",
            "outscan rules explain gap/encrypted",
        ),
    ),
    "rules_list": (
        (
            "outscan rules list --domain surveying",
            "outscan rules list --certainty C",
        ),
        (
            "outscan rules list --domain surveying",
            "outscan rules list --certainty C",
        ),
    ),
    "rules_show": (("outscan rules show surveying/2020-18",), ("outscan rules show surveying/2020-18",)),
    "rules_check": (("outscan rules check lexicons/local",), ("outscan rules check lexicons/local",)),
    "rules_verify": (
        ("outscan rules verify", "outscan rules verify outscan-rules-0.1.0.zip"),
        ("outscan rules verify", "outscan rules verify outscan-rules-0.1.0.zip"),
    ),
    "rules_simulate": (
        ("outscan rules simulate --ledger 台账.db --overlay 新规则/ --sample 500",),
        ("outscan rules simulate --ledger ledger.db --overlay new-rules/ --sample 500",),
    ),
    "rules_sign": (("outscan rules sign /etc/outscan/lexicons",), ("outscan rules sign /etc/outscan/lexicons",)),
    "rules_accept": (
        (
            "outscan rules accept /etc/outscan/lexicons",
            "outscan rules accept --allow-older --reason 新规则误报过多 /etc/outscan/lexicons",
        ),
        ("outscan rules accept /etc/outscan/lexicons", "outscan rules accept --allow-older --reason WHY /etc/outscan/lexicons"),
    ),
    "rules_explain": (
        (
            "outscan rules explain surveying/2020-18",
            "outscan rules explain gap/encrypted",
        ),
        (
            "outscan rules explain surveying/2020-18",
            "outscan rules explain gap/encrypted",
        ),
    ),
    "fingerprint": (
        (
            "outscan fingerprint add 敏感文件/",
            "outscan fingerprint list",
        ),
        (
            "outscan fingerprint add sensitive/",
            "outscan fingerprint list",
        ),
    ),
    "fingerprint_add": (
        (
            "outscan fingerprint add 敏感文件/",
            "outscan fingerprint add --cleared 已公开/",
        ),
        (
            "outscan fingerprint add sensitive/",
            "outscan fingerprint add --cleared published/",
        ),
    ),
    "fingerprint_list": (("outscan fingerprint list",), ("outscan fingerprint list",)),
    "fingerprint_remove": (("outscan fingerprint remove 敏感文件/甲.docx",), ("outscan fingerprint remove sensitive/a.docx",)),
    "keys": (
        (
            "outscan keys show",
            "outscan keys trust ed25519:… 某处办公机",
        ),
        (
            "outscan keys show",
            "outscan keys trust ed25519:… 'office machine'",
        ),
    ),
    "keys_show": (("outscan keys show",), ("outscan keys show",)),
    "keys_trust": (("outscan keys trust ed25519:… 某处办公机",), ("outscan keys trust ed25519:… 'office machine'",)),
    "keys_list": (("outscan keys list",), ("outscan keys list",)),
    "keys_forget": (("outscan keys forget ed25519:…",), ("outscan keys forget ed25519:…",)),
    "baseline": (
        ("outscan baseline add 年报/ --into 基线.toml --reviewer 王五 --reason 已公开 --expires 2026-12-31",),
        ("outscan baseline add yearbook/ --into baseline.toml --reviewer 'Wang Wu' --reason published --expires 2026-12-31",),
    ),
    "model": (
        (
            "outscan model show",
            "outscan model train --corpus 材料/ -o 模型/",
        ),
        (
            "outscan model show",
            "outscan model train --corpus texts/ -o model/",
        ),
    ),
    "model_train": (("outscan model train --corpus 材料/ -o 模型/",), ("outscan model train --corpus texts/ -o model/",)),
    "model_evaluate": (("outscan model evaluate --corpus 材料/",), ("outscan model evaluate --corpus texts/",)),
    "model_show": (("outscan model show",), ("outscan model show",)),
    "batch": (
        (
            "outscan batch run 资料包/ --ledger 台账.db",
            "outscan batch export --ledger 台账.db -f xlsx -o 台账.xlsx",
        ),
        (
            "outscan batch run package/ --ledger ledger.db",
            "outscan batch export --ledger ledger.db -f xlsx -o register.xlsx",
        ),
    ),
    "batch_run": (
        ("outscan batch run 资料包/ --ledger 台账.db --jobs 4",),
        ("outscan batch run package/ --ledger ledger.db --jobs 4",),
    ),
    "batch_worker": (
        ("outscan batch worker --ledger postgresql://… --name w1",),
        ("outscan batch worker --ledger postgresql://… --name w1",),
    ),
    "batch_status": (("outscan batch status --ledger 台账.db",), ("outscan batch status --ledger ledger.db",)),
    "batch_diff": (
        ("outscan batch diff 1 2 --ledger 台账.db", "outscan batch diff 1 2 --ledger 台账.db -f xlsx -o 对比.xlsx"),
        ("outscan batch diff 1 2 --ledger ledger.db", "outscan batch diff 1 2 --ledger ledger.db -f xlsx -o changes.xlsx"),
    ),
    "batch_explain": (
        ("outscan batch explain 17 --ledger 台账.db", "outscan batch explain 附件.docx --ledger 台账.db"),
        ("outscan batch explain 17 --ledger ledger.db", "outscan batch explain annex.docx --ledger ledger.db"),
    ),
    "batch_retry": (("outscan batch retry --ledger 台账.db",), ("outscan batch retry --ledger ledger.db",)),
    "batch_cancel": (("outscan batch cancel --ledger 台账.db",), ("outscan batch cancel --ledger ledger.db",)),
    "batch_export": (
        ("outscan batch export --ledger 台账.db -f xlsx -o 台账.xlsx",),
        ("outscan batch export --ledger ledger.db -f xlsx -o register.xlsx",),
    ),
    "batch_seal": (("outscan batch seal --ledger 台账.db -o 封包",), ("outscan batch seal --ledger ledger.db -o sealed",)),
    "batch_verify": (("outscan batch verify 封包",), ("outscan batch verify sealed",)),
    "batch_upgrade": (("outscan batch upgrade --ledger 台账.db",), ("outscan batch upgrade --ledger ledger.db",)),
    "batch_watch": (
        ("outscan batch watch 待发/ --pass 可发/ --hold 待批/",),
        ("outscan batch watch outbox/ --pass released/ --hold held/",),
    ),
    "serve": (
        (
            "outscan serve",
            "outscan serve http --gate gate.toml",
        ),
        (
            "outscan serve",
            "outscan serve http --gate gate.toml",
        ),
    ),
    "serve_http": (
        ("outscan serve http --gate gate.toml --icap 127.0.0.1:1344",),
        ("outscan serve http --gate gate.toml --icap 127.0.0.1:1344",),
    ),
    "serve_cert": (("outscan serve cert tls/ --name gate.example",), ("outscan serve cert tls/ --name gate.example",)),
    "hook": (
        ("outscan hook pre-receive --script > hooks/pre-receive", "outscan hook paperless --script"),
        ("outscan hook pre-receive --script > hooks/pre-receive", "outscan hook paperless --script"),
    ),
    "hook_paperless": (
        (
            "outscan hook paperless --script > /usr/local/bin/outscan-paperless",
            "DOCUMENT_WORKING_PATH=/tmp/a.pdf outscan hook paperless",
        ),
        (
            "outscan hook paperless --script > /usr/local/bin/outscan-paperless",
            "DOCUMENT_WORKING_PATH=/tmp/a.pdf outscan hook paperless",
        ),
    ),
    "hook_seafile": (
        ("outscan hook seafile --script > /usr/local/bin/outscan-seafile", "outscan hook seafile /tmp/a"),
        ("outscan hook seafile --script > /usr/local/bin/outscan-seafile", "outscan hook seafile /tmp/a"),
    ),
    "hook_pre_commit": (
        ("outscan hook pre-commit --script > .git/hooks/pre-commit", "outscan hook pre-commit"),
        ("outscan hook pre-commit --script > .git/hooks/pre-commit", "outscan hook pre-commit"),
    ),
    "hook_pre_receive": (
        ("outscan hook pre-receive --script > hooks/pre-receive",),
        ("outscan hook pre-receive --script > hooks/pre-receive",),
    ),
    "desktop": (
        ("outscan desktop install", "outscan desktop open 附件.docx"),
        ("outscan desktop install", "outscan desktop open annex.docx"),
    ),
    "desktop_open": (("outscan desktop open 附件.docx 名单.xlsx",), ("outscan desktop open annex.docx list.xlsx",)),
    "desktop_install": (
        ("outscan desktop install", r"outscan desktop install --to 分发/ --program 'C:\outscan\python\python.exe'"),
        ("outscan desktop install", r"outscan desktop install --to out/ --program 'C:\outscan\python\python.exe'"),
    ),
    "desktop_remove": (("outscan desktop remove",), ("outscan desktop remove",)),
    "audit": (
        ("outscan audit verify audit.jsonl --anchor anchors.txt",),
        ("outscan audit verify audit.jsonl --anchor anchors.txt",),
    ),
    "audit_verify": (
        (
            "outscan audit verify audit.jsonl --anchor anchors.txt",
            "outscan audit verify postgresql://…",
        ),
        (
            "outscan audit verify audit.jsonl --anchor anchors.txt",
            "outscan audit verify postgresql://…",
        ),
    ),
    "config": (("outscan config show --origin",), ("outscan config show --origin",)),
    "config_show": (
        (
            "outscan config show --origin",
            "outscan config show --origin -f json",
        ),
        (
            "outscan config show --origin",
            "outscan config show --origin -f json",
        ),
    ),
    "doctor": (("outscan doctor",), ("outscan doctor",)),
    "completion": (
        (
            'eval "$(outscan completion bash)"',
            "outscan completion fish > ~/.config/fish/completions/outscan.fish",
        ),
        (
            'eval "$(outscan completion bash)"',
            "outscan completion fish > ~/.config/fish/completions/outscan.fish",
        ),
    ),
    "serve_backup": (("outscan serve backup backup.db --gate gate.toml",), ("outscan serve backup backup.db --gate gate.toml",)),
    "serve_restore": (
        ("outscan serve restore backup.db --anchor anchors.txt",),
        ("outscan serve restore backup.db --anchor anchors.txt",),
    ),
    "baseline_add": (
        ("outscan baseline add 年报/ --into 基线.toml --reviewer 王五 --reason 已公开 --expires 2026-12-31",),
        ("outscan baseline add yearbook/ --into baseline.toml --reviewer 'Wang Wu' --reason published --expires 2026-12-31",),
    ),
    "serve_rekey": (("outscan serve rekey new.key --gate gate.toml",), ("outscan serve rekey new.key --gate gate.toml",)),
}
