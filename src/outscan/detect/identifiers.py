"""Numbers that name a person, a company, a vehicle or a device (个人标识).

In: a reading. Out: `identifier/<kind>` {count}: one match for each distinct number, at most MOST of a kind a segment;
`count` is how many distinct ones the segment holds, so that a contact line is not a leak and a list of two hundred people is.
Law: GB 11643-1999 (resident identity), GB 32100-2015 (social credit code), ISO/IEC 7812 (bank cards), GB 16735 (VIN).
A number must pass its checksum; kinds without one need their name beside them, and so does an identity number failing it: lists
are typed by hand. Well-known test numbers are none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from outscan.detect.base import AtOnce, match
from outscan.lazy_regex import lazy
from outscan.lazy_regex.outline import coded, figured
from outscan.reading import Reading
from outscan.types import Kind, Match

MOST = 50
NEAR = 24
"""How far before a number its name may stand."""

_TEST = frozenset(
    {"13800138000", "13888888888", "13812345678", "13800000000", "18888888888", "110101199003070011", "4111111111111111"}
)
_ALONE = "(?<![0-9A-Za-z_.].)"
"""Behind the first character: no letter or figure before it. What may begin stands first, so that a search skips to it."""
_PATTERNS = {
    "resident_id": rf"[1-9]{_ALONE}" r"\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![0-9A-Za-z])",
    "resident_id15": rf"[1-9]{_ALONE}" r"\d{7}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?!\d)",
    "mobile": rf"[+81]{_ALONE}" r"(?:(?<=\+)86[- ]?1|(?<=8)6[- ]?1|(?<=1))[3-9]\d(?:\d{8}|[- ]\d{4}[- ]\d{4})(?!\d)",
    "bank_card": rf"[3-6]{_ALONE}"
    r"(?:(?<=6)2|(?<=4)\d|(?<=5)[1-5]|(?<=3)[47])(?:\d{11,17}|\d{2}(?:[ -]\d{4}){3}(?:[ -]?\d{1,3})?)(?!\d)",
    "imei": rf"\d{_ALONE}" r"\d{14}(?!\d)",
    "taiwan_permit": rf"\d{_ALONE}" r"\d{7}(?!\d)",
    "landline": rf"0{_ALONE}" r"\d{2,3}[- ]\d{7,8}(?!\d)",
}
_DIGITS = {kind: lazy(pattern) for kind, pattern in _PATTERNS.items()}
_LETTERS = {
    "credit_code": lazy(r"[159AN](?<![0-9A-Za-z].)[1-9ABCDGPQS]\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Za-z])"),
    "passport": lazy(
        r"[EGDSP](?<![A-Za-z0-9].)(?:(?<=E)[A-HJ-NP-Z]?\d{7,8}|(?<=G)\d{8}|(?<=[DS])E?\d{7,8}|(?<=P)[ED]?\d{7})(?![A-Za-z0-9])"
    ),
    "hk_macau_permit": lazy(r"[CHM](?<![A-Za-z0-9].)\d{8,10}(?![0-9A-Za-z])"),
    "vin": lazy(r"[A-HJ-NPR-Z0-9](?<![0-9A-Za-z].)[A-HJ-NPR-Z0-9]{16}(?![0-9A-Za-z])"),
    "email": lazy(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}"),
    "mac": lazy(r"[0-9A-Fa-f](?<![0-9A-Fa-f:-].)[0-9A-Fa-f][:-](?:[0-9A-Fa-f]{2}[:-]){4}[0-9A-Fa-f]{2}(?![0-9A-Fa-f:-])"),
    "ip": lazy(
        r"\d(?<![\d.].)(?:(?<=2)(?:5[0-5]|[0-4]\d)|(?<=1)\d\d|\d?)\."
        r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){2}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.])"
    ),
    "plate": lazy(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]·?"
        r"(?=[A-HJ-NP-Z0-9]{0,5}\d)[A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳](?![A-Za-z0-9])"
    ),
    "officer_card": lazy(r"[军兵士文武]字第?\s?\d{6,8}\s?号"),
}
_GATES = {"email": lazy("@"), "mac": lazy(r"[:-][0-9A-Fa-f]{2}[:-]"), "ip": lazy(r"\.\d{1,3}\.\d{1,3}\.")}
"""Without these a text holds none of that kind; they begin with a sign, so that figures are passed by."""
_MISTYPED = lazy(r"身份证|公民身份|身份号码|证件号|(?i:\bid (?:card|number|no\b)|identity (?:card|number))")
"""What names an identity number whose check digit is wrong."""
_NAMED = {
    "resident_id15": lazy(r"身份证|公民身份|证件号"),
    "passport": lazy(r"护照|(?i:passport)"),
    "imei": lazy(r"(?i:IMEI)|串号"),
    "hk_macau_permit": lazy(r"通行证|回乡证|往来(?:港澳|内地)|证件"),
    "taiwan_permit": lazy(r"台胞证|台湾居民"),
    "vin": lazy(r"(?i:\bVIN\b)|车架号|车辆识别"),
    "bank_card": lazy(r"卡号|账号|账户|银行|(?i:card|account|bank)"),
    "landline": lazy(r"电话|座机|(?i:tel|phone)"),
    "ip": lazy(r"(?i:\bip\b)|地址|登录|访问"),
}
_ROLE = lazy(
    r"(?:info|service|support|admin|contact|sales|hr|office|webmaster|noreply|no-reply|postmaster|editor|press)@|@example\.",
    re.IGNORECASE,
)
_PROVINCES = frozenset(
    f"{zone}{last}"
    for zone, lasts in {1: "12345", 2: "123", 3: "1234567", 4: "123456", 5: "01234", 6: "12345", 7: "1", 8: "123"}.items()
    for last in lasts
)
"""The first two digits of an identity number: GB/T 2260."""
_VIN_VALUES = {c: v for v, cs in enumerate(["", "AJ", "BKS", "CLT", "DMU", "ENV", "FW", "GPX", "HY", "RZ"]) for c in cs}
_VIN_WEIGHTS = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_ROWS = {"vin": 17, "credit_code": 18}
_LONG = {"passport": 7, "hk_macau_permit": 8, "officer_card": 6}
"""So many letters and figures, or figures alone, stand in a row in every such number."""
_DOTTED = b"0.0.0", b"0.00.0", b"0.000.0"
_RUNS = lazy(r"\d\d\d\d(?:\d{3}|[ -]\d{4})")
"""Without so many digits in a row, or parted as on a card, a text holds none of _DIGITS."""
_ANY = lazy(r"\d{4}|@|\d\.\d|[0-9A-Fa-f]{2}[:-]")


class IdentifierDetector(AtOnce):
    """The detector of identifying numbers."""

    def detect(self, reading: Reading) -> Iterator[Match]:
        """Yield each distinct identifying number of one reading, with how many of its kind there are."""
        text = reading.folded.text
        if not _ANY.search(text):
            return
        taken: set[int] = set()
        digits = _DIGITS if figured(text, b"0000000", b"0000-0000") and _RUNS.search(text) else {}
        for kind, pattern in (*digits.items(), *_LETTERS.items()):
            if not _may_stand(kind, text):
                continue
            if kind in _GATES and not _GATES[kind].search(text):
                continue
            found = _distinct(kind, pattern, text, taken)
            if kind == "resident_id":
                taken.update(start for start, _ in found.values())
            count = len(found)
            for value, (start, end) in list(found.items())[:MOST]:
                facts: dict[str, str | float | int | bool] = {"count": count}
                if kind == "resident_id":
                    facts["year"] = int(value[6:10])
                yield match(reading, f"identifier/{kind}", Kind.IDENTIFIER, start, end, facts=facts)


def _may_stand(kind: str, text: str) -> bool:
    """Whether so many letters and figures stand in a row as a number of `kind` has."""
    if kind in _ROWS:
        return coded(text, _ROWS[kind])
    if kind in _LONG:
        return figured(text, b"0" * _LONG[kind])
    return kind != "ip" or figured(text, *_DOTTED)


def _distinct(kind: str, pattern: re.Pattern[str], text: str, taken: set[int]) -> dict[str, tuple[int, int]]:
    """Distinct values of one kind and where each stands first. Once the kind is named, its column need not name it again."""
    found: dict[str, tuple[int, int]] = {}
    name, last_named = _NAMED.get(kind), -1
    for hit in pattern.finditer(text):
        value = re.sub(r"[ ·-]", "", hit.group()) if kind not in {"email", "mac", "ip"} else hit.group().lower()
        if value in found or value in _TEST or hit.start() in taken:
            continue
        if not _holds(kind, value):
            if kind != "resident_id" or not (_beside(_MISTYPED, text, hit.start()) and value[:2] in _PROVINCES):
                continue
        elif name:
            named = name.search(text, max(0, hit.start() - NEAR), hit.start())
            if (
                named is None
                and (last_named < 0 or hit.start() - last_named > 10 * NEAR)
                and not _columned(text, name, hit.start())
            ):
                continue
            last_named = hit.start()
        found[value] = hit.span()
    return found


def _beside(name: re.Pattern[str], text: str, start: int) -> bool:
    """Whether `name` stands shortly before `start`, or at the head of its column."""
    return name.search(text, max(0, start - NEAR), start) is not None or _columned(text, name, start)


def _columned(text: str, name: re.Pattern[str], start: int) -> bool:
    """Whether the first lines of the text name the kind, as a table's header does."""
    return start > NEAR and "\t" in text[:400] + text[start : start + 40] and name.search(text, 0, 400) is not None


def _holds(kind: str, value: str) -> bool:
    """Whether the checksum of `kind` holds, True where it has none."""
    check = _CHECKS.get(kind)
    return check is None or check(value)


@cache
def _stdnum(module: str) -> Callable[[str], bool]:
    """The check of python-stdnum, loaded when a candidate is first met."""
    if module == "ric":
        from stdnum.cn import ric

        # its whole check also looks the county up and refuses counties that its list lacks; the digit is what GB 11643 asks
        return lambda value: bool(ric.calc_check_digit(value) == value[-1])
    if module == "uscc":
        from stdnum.cn import uscc

        return lambda value: bool(uscc.is_valid(value))
    from stdnum import luhn

    return lambda value: bool(luhn.is_valid(value))


def _vin(value: str) -> bool:
    """The check digit of a vehicle number stands at position nine."""
    if not any(c.isalpha() for c in value):
        return False
    total = sum(
        (int(c) if c.isdigit() else _VIN_VALUES.get(c, 0)) * weight for c, weight in zip(value, _VIN_WEIGHTS, strict=True)
    )
    return value[8] == "0123456789X"[total % 11]


def _credit_code(value: str) -> bool:
    return _stdnum("uscc")(value)


def _luhn(value: str) -> bool:
    return _stdnum("luhn")(value)


_CHECKS: dict[str, Callable[[str], bool]] = {
    "resident_id": lambda value: value[:2] in _PROVINCES and _stdnum("ric")(value.upper()),
    "credit_code": _credit_code,
    "bank_card": lambda value: 13 <= len(value) <= 19 and _stdnum("luhn")(value),
    "imei": _luhn,
    "vin": _vin,
    "email": lambda value: not _ROLE.search(value),
    "ip": lambda value: value not in {"0.0.0.0", "127.0.0.1"},  # noqa: S104 - a value in a document, nothing is bound
}
