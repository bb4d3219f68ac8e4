"""Where a mark is shown: levels explained one by one, papers in general, titles of works, values in rows; and its earnest twins."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import pytest

from outscan.types import Part
from test_confirm import PROSE, part, scan


def standing(*segments):
    """Whether any mark of these segments is upheld."""
    return any(finding.upheld for finding in scan(*segments).findings if finding.rule.startswith("mark/"))


def reasons(*segments):
    return {finding.dismissed.key for finding in scan(*segments).findings if finding.dismissed is not None}


SCHEMES = [
    "信息分四级:\n绝密:泄露会使公司遭受特别严重的损失,由总裁批准查阅。\n机密:泄露会使公司遭受严重损失,由分管领导批准查阅。\n公开:可以对外提供。\n",
    "Four levels\nLevel 4 – SECRET: board papers\nLevel 3 – CONFIDENTIAL: staff records\nLevel 1 – PUBLIC: press releases\n",
    "Labels in short\nTLP:RED – for the eyes of the recipients only.\nTLP:AMBER – limited sharing within the organisation.\n",
    "SecurityLevel\n  PUBLIC\n  INTERNAL\n  CONFIDENTIAL\n  SECRET\nUse the enum in every call.\n",
    "Printing\nIn the print window choose one of the stamps:\nCONFIDENTIAL\nDRAFT\nDO NOT COPY\nThen press OK.\n",
]
SCHEMES += [
    "What the letters mean\nS = SECRET\nC = CONFIDENTIAL\nU = UNCLASSIFIED\n",
    "How we label drawings\nWhite border: open\nYellow border: CONFIDENTIAL\nRed border: SECRET\n",
    "Quick card\nSECRET\nOnly the board. Never by e-mail.\nCONFIDENTIAL\nNamed staff. Encrypted mail.\nPUBLIC\nAnyone.\n",
    "会议标签清单\n标签一:内部资料(50张)\n标签二:会后收回(50张)\n标签三:请勿拍照(20张)\n",
]
GENERAL = [
    "Most lab equipment is free. Some lasers are ECCN 6A005, and a licence may be needed.\n",
    "In 2022 TLP:AMBER+STRICT was added to the scheme.\n",
    "A short history: TLP: RED, AMBER, GREEN and WHITE were the first colours.\n",
    "Tips\nIf you receive a message marked TLP:AMBER, do not forward it outside your organisation.\n",
    "Look for labels such as EXPORT CONTROLLED or ECCN 5A002 on drawings and crates.\n",
    "Reading a code\nECCN 3A001 is an example from the list.\n",
    "Any document marked ITAR Restricted must be reported before it is shared.\n",
    "Where to write it: in the header, for instance TLP:AMBER.\n",
]
OWN = [
    "SECRET\nQuick card\nCONFIDENTIAL\nNamed staff. Encrypted mail.\nPUBLIC\nAnyone.\n",
    "SECRET\nCONFIDENTIAL\nPUBLIC\nThree words\n",
    "Plan of the hall\n[Classification: CONFIDENTIAL]\n[Handling: need to know]\nThe second hall will be closed.\n",
    "Security level: Secret / Retention: 10 years / Owner: Planning\nThe line ran to plan.\n",
    "RESTRICTED – OFFICERS ONLY\nWinter roster\n",
    "密级:★机密 期限:长期\n建议将北线改为南线。\n",
    "此件为机密级国家秘密,请按规定保管。\n附:调整表一份。\n",
    "公司商业秘密 严禁外传\n供应商评审结果\n",
    "本简报属国家秘密,请妥善保管。\n第十二期\n",
    "会议须知\n会议材料为秘密级,会后收回,请勿带离会场。\n",
    "TLP:AMBER\nIncident summary\nNo data left the network.\nTLP:AMBER means that recipients may share this only within their own organisation.\n",
    "Handling: TLP:RED - named recipients only\nThe actor registered four domains.\n",
    "Marking: OFFICIAL-SENSITIVE\nSite visit report\n",
    "Minutes\nClassification of this paper: RESTRICTED\nItem 1. The plan was agreed.\n",
    "Request\nSecurity marking: [x] Secret  [ ] Confidential  [ ] Open\n",
    "Request\n☐ Public  ☑ Internal use only  ☐ Confidential\n",
    "The bridge\nClassified by: Chen Wei\nThe bridge carries forty tonnes.\n",
    "This document contains technical data controlled under ECCN 3E001; export requires a licence.\n",
    "If this document marked TLP:RED reaches you by mistake, please call us.\n",
    "We enclose drawings; all sheets marked EXPORT CONTROLLED must stay with you.\n",
    "经审核,本方案密级确定为机密,期限10年。\n",
    "材料已改过。本邮件及附件按秘密级管理,看完请删除。\n",
    "统一考试\n本卷启用前按绝密级管理\n",
    "国家秘密 机密级 20年\n工程说明\n",
    "酝酿情况\n(工作秘密 三年内不公开)\n",
    "机密文件第7号 共12份\n意见\n",
    "〖机密〗 2026年第3期\n情况反映\n",
    "《机密》\n工程说明\n",
    "SECRET\n\nMovement of stores\n",
    "SECRET Copy 3 of 5\nMovement of stores\n",
    "附件1:总体方案(机密)\n附件2:人员名单(秘密)\n",
    "CONFIDENTIAL\nDRAFT\nPlan of the coating line\n",
]


@pytest.mark.parametrize("text", SCHEMES)
def test_levels_explained_one_by_one_are_a_scheme(text):
    assert not standing(text)
    assert reasons(text) & {"mention.scheme", "mention.foreign"}


@pytest.mark.parametrize("text", GENERAL)
def test_a_sentence_about_papers_in_general_marks_none(text):
    assert not standing(text)


@pytest.mark.parametrize("text", SCHEMES + GENERAL)
def test_a_header_of_its_own_makes_a_paper_about_marks_a_marked_one(text):
    assert standing(text, part("秘密★5年", Part.HEADER))


@pytest.mark.parametrize("text", OWN)
def test_a_mark_of_its_own_in_odd_shapes_stands(text):
    assert standing(text)


@pytest.mark.parametrize("text", OWN)
def test_it_stands_with_a_text_behind_it(text):
    assert standing(text + PROSE)


@pytest.mark.parametrize(("text", "reason"), [
    ("影院本周排片\n《绝密》 周五 19:00\n《机密行动》 周六 20:30\n", "mention.title_of_work"),
    ("Kitchen\nTOP SECRET apple pie\nSix apples, two eggs.\n", "mention.foreign"),
    ("公文样式图解\n下面是一份样文,左上角为密级标志。\n机密★5年\n某某部文件\n", "mention.introduced"),
    ("碎纸机\nP-4 适合\n内部资料、客户信息\n", "mention.cited"),
    ("密级申请\n[ ] open [ ] secret 秘密 [ ] confidential 机密\n", "mention.blank_form"),
])  # fmt: skip
def test_what_only_looks_like_a_mark_says_why_it_is_none(text, reason):
    assert not standing(text)
    assert reason in reasons(text)
