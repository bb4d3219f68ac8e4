from __future__ import annotations

import pytest

from outscan.detect.identifiers import IdentifierDetector
from outscan.fold import fold
from outscan.reading import Reading
from outscan.types import Match, Segment, Where


def seen(text: str) -> list[Match]:
    return list(IdentifierDetector().detect(Reading(0, Segment(Where(), text), fold(text))))


def kinds(text: str) -> list[str]:
    return [m.rule.removeprefix("identifier/") for m in seen(text)]


def resident(region: str, born: str, order: int) -> str:
    """A number with a right check digit (GB 11643), of nobody."""
    body = f"{region}{born}{order:03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(c) * w for c, w in zip(body, weights, strict=True)) % 11]


def luhn(body: str) -> str:
    total = sum(sum(divmod(int(c) * (2 if i % 2 == 0 else 1), 10)) for i, c in enumerate(reversed(body)))
    return body + str(-total % 10)


def test_resident_identity_needs_its_check_digit() -> None:
    good = resident("110105", "19850312", 217)
    (found,) = seen(f"身份证号 {good}")
    assert (found.rule, found.facts["count"], found.facts["year"], found.quote) == ("identifier/resident_id", 1, 1985, good)
    bad = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert kinds(f"订单 {bad}") == []


def test_an_identity_number_that_is_named_may_be_mistyped() -> None:
    good = resident("110105", "19850312", 217)
    bad = good[:-1] + ("0" if good[-1] != "0" else "1")
    assert kinds(f"张某 身份证号：{bad}，住东街") == ["resident_id"]
    assert kinds(f"Mr Geng, ID card {bad}") == ["resident_id"]
    assert kinds(f"身份证号：99{bad[2:]}") == []  # no province
    assert kinds(f"张某的快递单号是{bad}") == []


def test_fullwidth_digits_are_read() -> None:
    good = resident("110105", "19850312", 217).translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    assert kinds(f"身份证号{good}") == ["resident_id"]


def test_a_list_is_counted_and_bounded() -> None:
    text = "\n".join(f"{i}\t{resident('320102', '19900101', i)}" for i in range(1, 121))
    found = seen(text)
    assert {m.facts["count"] for m in found} == {120}
    assert len(found) == 50


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("联系电话 13912345677", "mobile"),
        ("mobile: 139-1234-5677", "mobile"),
        ("银行卡号 " + luhn("622202360700012345"), "bank_card"),
        ("护照号码 E12345678", "passport"),
        ("Passport No. EA1234567", "passport"),
        ("车牌 京A12345", "plate"),
        ("新能源车 粤BD12345", "plate"),
        ("士字第1234567号", "officer_card"),
        ("li.ming@univ.edu.cn", "email"),
        ("IMEI " + luhn("49015420323751"), "imei"),
        ("MAC 地址 00:1A:2B:3C:4D:5E", "mac"),
        ("VIN 1M8GDM9AXKP042788", "vin"),
        ("登录IP 36.112.20.9", "ip"),
        ("统一社会信用代码 91350100M000100Y43", "credit_code"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "测试号码 13800138000",
        "型号 E12345678",
        "版本 3.5.10.2",
        "info@example.com",
        "流水号 622202360700012346",
        "客服 400-800-8888，热线 95588",
        "合同编号 320102199001010000001",
        "公式 京ABCDEF",
        "圆周率 3.14159265358979",
    ],
)
def test_other_numbers_name_nobody(text: str) -> None:
    assert kinds(text) == []
