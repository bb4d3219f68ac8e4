"""Processing and its proof: why something is refused, what a proof notes, what became of it, in Chinese and in English.

In: nothing. Out: one table by key, `proof.…`; the places in braces are the same in both languages.
"""

from __future__ import annotations

PROOFS: dict[str, tuple[str, str]] = {
    # --- the file
    "proof.closed": ("{path}: 打不开处理证明（{why}）", "{path}: cannot open the proof ({why})"),
    "proof.too_large": (
        "{path}: 不是处理证明：超过 {most} 字节",
        "{path}: no proof: more than {most} bytes",
    ),
    "proof.broken": ("{path}: 不是处理证明，或已损坏（{why}）", "{path}: no proof, or damaged ({why})"),
    "proof.schema": (
        "{path}: 处理证明的格式是 {found}，本程序认识 {known}",
        "{path}: a proof of format {found}; this program knows {known}",
    ),
    "proof.incomplete": ("{path}: 处理证明的内容不完整（{why}）", "{path}: the proof is incomplete ({why})"),
    # --- keys
    "proof.no_key": (
        "{found}: 不是公钥；应为 ed25519: 后接 64 位十六进制数字（outscan keys show 显示）",
        "{found}: no public key; it is ed25519: and 64 hexadecimal digits, as outscan keys show prints it",
    ),
    "proof.no_name": ("请写明公钥属于谁", "say whose key this is"),
    "proof.list_closed": ("{path}: 读不出信任的公钥（{why}）", "{path}: the trusted keys cannot be read ({why})"),
    "proof.list_open": (
        "{path}: 他人可以改写信任的公钥；请执行 chmod go-w {path}",
        "{path}: others can write the trusted keys; run chmod go-w {path}",
    ),
    "proof.list_line": (
        "{path}:{line}: 不是公钥；每行写一个 ed25519:… 和持有人",
        "{path}:{line}: no public key; a line is ed25519:… and whose it is",
    ),
    "proof.trusted": ("已信任：{key} {name}（{path}）", "trusted: {key} {name} ({path})"),
    "proof.forgotten": ("不再信任：{key}", "no longer trusted: {key}"),
    "proof.unknown_key": (
        "没有信任过 {key}{near}；outscan keys list 列出全部",
        "{key} is not trusted here{near}; outscan keys list shows all",
    ),
    "proof.keyless": ("本机还没有密钥；处理第一份文件时建立", "no key here yet; it is made with the first processed copy"),
    "proof.none_trusted": ("没有信任任何公钥", "no key is trusted"),
    # --- checking a proof
    "proof.changed_file": (
        "文件与证明不符：SHA-256 不同，文件在处理之后被改动",
        "this is not the file of the proof: SHA-256 differs, it was changed after processing",
    ),
    "proof.changed_proof": ("证明的签名不符：证明被改动过", "the signature does not hold: the proof was changed"),
    "proof.foreign": (
        "证明由本机不认识的密钥签署（{key}），不能确认出具人；向出具人核对公钥后，用 outscan keys trust 信任",
        "signed by a key nobody vouched for here ({key}); compare it with whoever made the proof, then outscan keys trust it",
    ),
    "proof.by_trusted": ("证明由{name}签署", "signed by {name}"),
    "proof.old": (
        "旧式证明（{schema}），只能在出具的机器上核对：用同一原件重新处理即得到可以在别处核对的证明",
        "a proof of the old kind ({schema}), which only the machine that made it can check: process the original again for one that can be checked anywhere",
    ),
    "proof.old_unchecked": (
        "旧式证明（{schema}）的封签在本机核对不了：证明被改动，或不是本机出具，或密钥已更换",
        "the seal of this old proof ({schema}) cannot be checked here: it was changed, made elsewhere, or the key is another",
    ),
    "proof.has_residual": ("证明本身记有残留 {n} 处", "the proof itself notes {n} things left"),
    "proof.found_again": ("重新检查发现疑点 {n} 处", "a new scan has {n} findings"),
    "proof.gaps_again": ("重新检查有 {n} 部分未能检查", "a new scan could not read {n} parts"),
    "proof.other_rules": (
        "规则包与出具证明时不同，本次按现行规则包检查",
        "the rules are not those the proof was made with; this scan uses those of today",
    ),
    # --- notes of a proof
    "proof.note_marks": (
        "原件的标志依据所列批准文件去除；编辑文件不降低密级，须由有权限的人员核对批准文件后确认",
        "marks were removed on the approval named; editing lowers no level, and a person with authority confirms after checking it",
    ),
    "proof.note_grave": (
        "原件含疑似秘密级以上事项；提供人自行处理不降低密级，须由定密责任人或主管部门确认",
        "the original held a suspected matter at 秘密 or above; the sender's own editing lowers no level, and the grading officer or the authority confirms",
    ),
    "proof.note_authority": (
        "测绘、地质、水文资料须由主管部门处理或认定（《测绘成果管理条例》第十六条等）",
        "surveying, geology and hydrology material is processed or certified by the competent authority (测绘成果管理条例 art. 16)",
    ),
    "proof.note_escalated": (
        "原件的检查建议是{action}；处理后仍须由人确认",
        "the recommendation for the original was: {action}; a person must confirm the copy",
    ),
    "proof.note_approvers": ("批准或确认：{names}", "to be approved or confirmed by: {names}"),
    # --- refusals
    "proof.unread": (
        "有内容未能检查（{why}；{where}），不能处理：处理会把没有读过的内容一并去掉或留下。{forward}",
        "something could not be read ({why}; {where}), so nothing is processed: it would be thrown away or kept unseen. {forward}",
    ),
    "proof.unread_more": ("另有 {n} 处未能检查", "{n} more parts could not be read"),
    "proof.forward_picture": (
        "请安装或启用图像识别（--ocr auto），或由人看过后在原程序中删去该图像，再处理",
        "read pictures (--ocr auto, the ocr extra), or have a person look and take it out in its own program, then process",
    ),
    "proof.forward_locked": ("请解除密码后再处理", "take the password off, then process"),
    "proof.forward_other": (
        "请由人看过该部分，在原程序中删去或另存为可读的格式，再处理",
        "have a person look at the part and take it out in its own program, or save it in a readable format, then process",
    ),
    "proof.left_unread": (
        "处理要去掉的部分（{where}）没有读出来，不能去掉：{why}。请由人看过，在原程序中删去后再处理",
        "a part that processing would take out ({where}) was not read, so it is not thrown away: {why}. Have a person look and take it out in its own program",
    ),
    "proof.left_mark": (
        "处理要去掉的部分（{where}）里有标志（{rule}），不能随部件一起去掉。请向标志的制发单位提出，用 outscan form 填写审批表",
        "a part that processing would take out ({where}) holds a mark ({rule}), which is not removed with it. Ask the issuing unit; outscan form fills in the application",
    ),
    "proof.product": (
        "{option} 在这里改的是对所提供成果的描述，而成果本身没有变：应改成果，不是改句子。可遮盖（不指定该方法），或先对成果作技术处理",
        "{option} would reword what is handed over and leave the product as it is: change the product, not the sentence. Redact instead (leave the option out), or process the product first",
    ),
    "proof.technique_unknown": (
        "没有 {name} 这种处理方法{near}",
        "there is no technique {name}{near}",
    ),
    # --- traces in the copy
    "proof.trace_unread": (
        "部件没有全部读出，不能证明没有留下可据以推算删去文字的痕迹",
        "not every part could be read, so it is not shown that no trace of the removed words is left",
    ),
    "proof.trace_left": (
        "{where} 中仍留有行高、字数或编辑记录，可据以推算删去的文字",
        "{where} still keeps sizes, counts or sittings, from which the removed words could be computed",
    ),
    "proof.trace_widths": (
        "第 {page} 页仍留有逐字宽度，可据以推算删去的文字",
        "page {page} still keeps the widths of single letters, from which the words could be computed",
    ),
}
