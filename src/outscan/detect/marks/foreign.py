"""Foreign and international marks: national ladders, TLP, export-control statements.

In: one stretch of folded text (Latin accents are bare there) and where it begins. Out: `Candidate`s. English level names
are not the Chinese ones: a foreign mark is a matter received under obligation (保密法 art. 13(3)), shown as sensitive.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from outscan.detect.marks.candidate import Candidate
from outscan.lazy_regex import lazy
from outscan.types import Level

ANCHORS = (
    "secret", "confidential", "restricted", "noforn", "orcon", "rel to", "unclassified", "classified by", "declassify on",
    "wnintel", "cui", "controlled//", "fouo", "for official use only", "distribution statement", "atomal", "restreint",
    "limite", "official-sensitive", "official sensitive", "official - sensitive", "eyes only", "diffusion restreinte",
    "geheim", "vs-vertraulich", "vs-nfd", "vs-nur", "секретно", "дсп", "служебного пользования", "особой важности", "//nf",
    "//sci", "//si", "//tk", "(s//", "(ts//", "dienstgebrauch", "机密性", "export controlled", "极秘", "社外秘", "部外秘",
    "者外秘", "取扱注意", "급비밀", "급 비밀", "대외비", "tuyet mat", "toi mat", "绝对机密", "极机密", "tlp:", "tlp :", "eccn",
    "arms export control", "international traffic in arms", "cfr", "authorized for export only", "2021/821", "管制编码",
    "禁止出口", "限制出口", "两用物项", "出口管制", "输出管理", "itar",
)  # fmt: skip
_CAVEATS = (
    r"(?:NOFORN|NF|SCI|ORCON|RELIDO|SI|TK|HCS|NF|FGI|IMCON|PROPIN|FISA|SAR|FOUO|SP-[A-Z]+"
    r"|REL TO [A-Z]{2,4}(?:, ?[A-Z]{2,4})*|FOR OFFICIAL USE ONLY|[A-Z][A-Z\-]{1,11})"
)
_NATIONAL = (
    (
        "US",
        rf"(?<![\w/])(?:TOP SECRET|SECRET|CONFIDENTIAL|UNCLASSIFIED|CUI|CONTROLLED|TS|S|C|U)//{_CAVEATS}(?:/{{1,2}}{_CAVEATS})*",
    ),
    (
        "US",
        (
            r"(?<!\w)TOP[ -]SECRET(?!\w)|(?<![\w/'-])SECRET(?![\w/'-])|(?<!\w)NOFORN(?!\w)"
            r"|(?<!\w)ORCON(?!\w)|(?<!\w)REL TO [A-Z]{3}(?:, ?[A-Z]{2,4})*"
        ),
    ),
    (
        "US",
        (r"(?:FORMERLY )?RESTRICTED DATA|(?<!\w)WNINTEL(?!\w)|(?i:classified by|declassify on): ?\S[^\n\t]{0,30}"),
    ),
    (
        "US",
        (
            r"(?<!\w)(?:CUI|FOUO)(?!\w)|(?i:for official use only)|(?i:distribution statement [B-F])(?![a-z])"
            r"|CONTROLLED UNCLASSIFIED INFORMATION|(?i:classification) ?[:=] ?(?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED)(?!\w)"
        ),
    ),
    ("NATO", r"COSMIC TOP SECRET(?: ATOMAL)?|NATO (?:SECRET|CONFIDENTIAL|RESTRICTED)|(?<!\w)ATOMAL(?!\w)"),
    (
        "EU",
        (
            r"(?:TRES SECRET|SECRET|CONFIDENTIEL|RESTREINT) UE(?: ?/ ?EU (?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED))?"
            r"|EU (?:TOP SECRET|SECRET|CONFIDENTIAL|RESTRICTED)(?!\w)|^[\W_]{0,4}LIMITE[\W_]{0,4}$"
        ),
    ),
    ("UK", r"OFFICIAL ?[- ] ?SENSITIVE|UK EYES ONLY|UK (?:TOP )?SECRET(?!\w)|^[\W_]{0,4}(?:UK )?RESTRICTED[\W_]{0,4}$"),
    ("FR", r"(?:TRES )?SECRET DEFENSE|CONFIDENTIEL DEFENSE|(?<!\w)TRES SECRET(?!\w)|DIFFUSION RESTREINTE"),
    ("DE", r"STRENG GEHEIM|(?<!\w)GEHEIM(?!\w)|VS-VERTRAULICH|VS-NfD|VS-NFD|(?i:vs ?[-–—] ?nur fur den dienstgebrauch)"),
    (
        "RU",
        (
            r"(?i:СОВЕРШЕННО СЕКРЕТНО)|(?<!\w)СЕКРЕТНО(?!\w)|^[\W_]{0,4}ДСП[\W_]{0,4}$"
            r"|(?i:для служебного пользования)|ОСОБОЙ ВАЖНОСТИ"
        ),
    ),
    ("JP", r"极秘|社外秘|部外秘|机密性[23]情报|[\u4e00-\u9fff]{0,2}[系系]者外秘|取扱注意"),
    ("KR", r"[123]급 ?비밀|대외비"),
    ("VN", r"TUYET MAT|TOI MAT"),
    ("TW", r"绝对机密|极机密"),
)
NATIONAL = tuple((name, lazy(pattern)) for name, pattern in _NATIONAL)
TLP = lazy(r"(?<![A-Za-z0-9_])TLP ?: ?(?P<colour>RED|AMBER\+STRICT|AMBER|GREEN|CLEAR|WHITE)(?![A-Za-z0-9_])", re.IGNORECASE)
EXPORT = lazy(
    r"ECCN[ :#no.]{0,5}[0-9][A-E][0-9]{3}(?:\.[a-z])?|[^.\n\t]{0,40}(?i:arms export control act"
    r"|international traffic in arms|authorized for export only)"
    r"|(?:22 CFR (?:[Pp]arts? )?12\d|15 CFR (?:[Pp]arts? )?7[3-7]\d)"
    r"|(?:EU\)? ?)?2021/821|ITAR[ -](?:[Cc]ontrolled|CONTROLLED|[Rr]estricted|RESTRICTED)"
    r"|管制编码[::]?\s?[0-9][A-Z]\d{3}|(?:本|该|此)(?:产品|资料|文件|技术|物项|数据|设备"
    r"|软件|图纸)[\u4e00-\u9fff]{0,10}(?:禁止出口|限制出口|两用物项|出口管制|出口许可)"
    r"|EXPORT[ -]CONTROLLED|输出管理[\u4e00-\u9fff]{0,4}(?:该当|对象)"
)
PORTION = lazy(r"^\s*\((?:TS|S|C|U)(?://[A-Z,/ ]+)?\)\s")
_COLOURS = {"RED": Level.SENSITIVE, "AMBER+STRICT": Level.SENSITIVE, "AMBER": Level.SENSITIVE, "GREEN": Level.INTERNAL}


def candidates(piece: str, base: int) -> Iterator[Candidate]:
    """Foreign, TLP and export-control marks in `piece`, which begins at folded offset `base`."""
    for nation, pattern in NATIONAL:
        for found in pattern.finditer(piece):
            yield Candidate(
                base + found.start(),
                base + found.end(),
                "foreign",
                Level.SENSITIVE,
                "banner",
                {"word": found.group().strip(), "ladder": nation},
            )
    for found in TLP.finditer(piece):
        colour = found["colour"].upper()
        if colour in _COLOURS:
            yield Candidate(
                base + found.start(),
                base + found.end(),
                "tlp",
                _COLOURS[colour],
                "tlp",
                {"word": found.group(), "colour": colour},
            )
        else:
            yield Candidate(
                base + found.start(), base + found.end(), "declassified", Level.NONE, "claim", {"word": found.group()}
            )
    for found in EXPORT.finditer(piece):
        start = found.start() + len(found.group()) - len(found.group().lstrip())
        yield Candidate(
            base + start, base + found.end(), "export-control", Level.SENSITIVE, "statement", {"word": found.group().strip()}
        )
    if portion := PORTION.match(piece):
        yield Candidate(
            base + portion.start(),
            base + portion.end(),
            "foreign",
            Level.SENSITIVE,
            "portion",
            {"word": portion.group().strip(), "ladder": "US"},
        )
