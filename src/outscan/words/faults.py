"""What a model's files and its training say, in Chinese and in English.

In: nothing. Out: one table by key, `fault.…`.
"""

from __future__ import annotations

FAULTS: dict[str, tuple[str, str]] = {
    "fault.manifest_closed": (
        "{path}: 打不开模型清单（{why}）；请检查配置中的 models",
        "{path}: cannot open the manifest of the model ({why}); check models in the configuration",
    ),
    "fault.manifest_wrong": (
        "{path}: {why}；请重新运行 outscan model train",
        "{path}: {why}; run outscan model train again",
    ),
    "fault.manifest_version": (
        "{path}: version {found} 不是本程序认识的 {known}；请重新运行 outscan model train",
        "{path}: version {found} is not {known}, which this program knows; run outscan model train again",
    ),
    "fault.weights_size": (
        "{path}: {size} 字节，清单要求 {wanted}；请重新安装或重新训练",
        "{path}: {size} bytes, the manifest says {wanted}; install or train again",
    ),
    "fault.weights_closed": (
        "{path}: 打不开（{why}）；请重新安装或重新训练",
        "{path}: cannot be opened ({why}); install or train again",
    ),
    "fault.weights_other": (
        "{path}: 与清单中的 sha256 不符，拒绝使用；请重新安装或重新训练",
        "{path}: is not what the manifest names by its sha256, and is refused; install or train again",
    ),
    "fault.encoder_other": (
        "{name}: 文件与 meaning.toml 中的 sha256 不符，拒绝使用；请重新安装 outscan[meaning]",
        "{name}: its files are not what meaning.toml names by their sha256, and are refused; install outscan[meaning] again",
    ),
    "fault.too_few_texts": (
        "材料不足：需要至少 {least} 篇，并且既有领域文件夹中的正例，也有 none 中的无害文本",
        "too few texts: at least {least} are needed, positive ones in folders of domains and harmless ones in none",
    ),
    "fault.model_worse": (
        "新模型不如已安装的（新：找出 {found}，误报 {false}；旧：找出 {old_found}，误报 {old_false}），未安装；确要安装请加 --force",
        "the new model is worse than the installed one (new: found {found}, false alarms {false}; old: found {old_found}, false alarms {old_false}) and was not installed; --force installs it",
    ),
    "fault.own_positive": (
        "本单位正例，未参与训练",
        "own positive texts, left out of training",
    ),
    "fault.own_innocent": (
        "本单位无害文本误报，未参与训练",
        "false alarms on own harmless texts, left out of training",
    ),
    "fault.of_domain": (
        "其中 {key}",
        "of these {key}",
    ),
    "fault.old_positive": (
        "原模型：正例",
        "model before: positive texts",
    ),
    "fault.old_innocent": (
        "原模型：误报",
        "model before: false alarms",
    ),
    "fault.passages": (
        "{n} 段，其中 {positive} 段为正例",
        "{n} passages, {positive} of them positive",
    ),
    "fault.fold": (
        "第 {n}/{of} 折",
        "fold {n} of {of}",
    ),
}
