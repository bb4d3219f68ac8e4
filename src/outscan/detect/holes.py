"""Holes of one's own network told in words: where a host is, how it is open, and that nobody has mended it.

In: a reading. Out: `structure/hole`. Two of a weakness, its place and its being unmended are every manual's; an inner address,
path or port beside a weakness that stays open, or beside a name and what opens it, is what an attacker needs.
"""

from __future__ import annotations

from collections.abc import Iterator

from outscan.detect.base import match
from outscan.lazy_regex import lazy
from outscan.reading import Reading
from outscan.types import Kind, Match

REACH = 160
"""Characters on each side of a weakness in which the others stand."""
MOST = 50
_WEAK = lazy(
    r"(?i:\b(?:default|factory|vendor|blank|empty|shared) (?:password|passwd|login|account|credential)s?\b|\btelnet\b"
    r"|\bhard-?coded\b|\b(?:without|no|needs no) (?:a )?(?:login|password|authentication)\b|\bforged\b|\bsql injection\b"
    r"|\bdefault (?:\w+ )?community\b|\bunauthenticated (?:upload|access|login|request)s?\b"
    r"|\bno patch\b|\bunpatched\b|\bcve fix\b|\banonymous (?:ftp|login|access)\b|\bplain ?text passwords?\b)"
    r"|(?:默认|缺省|出厂|初始|空|弱)(?:口令|密码|账号)|无需?(?:口令|密码|登录|认证)|免(?:密|认证)|(?:口令|密码)(?:还|仍|都)?(?:旧)?是(?:出厂|默认|初始)|未授权访问|明文(?:传|存|口令|密码)|没有?(?:打|装)?补丁|注入点"
)
_PLACE = lazy(
    r"(?<![\d.])(?:10\.\d{1,3}|172\.(?:1[6-9]|2\d|3[01])|192\.168)\.\d{1,3}\.\d{1,3}(?![\d.])"
    r"|(?i:\bport \d{2,5}\b|\btcp/\d{2,5}\b|(?<![\w/.])/(?:api|admin|cgi-bin)/\S{2,})|\d{2,5}\s?端口|端口\s?\d{2,5}"
)
_OPEN = lazy(
    r"(?i:\bno (?:fix|patch)\b|\bnot (?:yet )?(?:been )?(?:fixed|patched|closed|changed|repaired|mended)\b"
    r"|\bun(?:repaired|mended|fixed)\b"
    r"|\bunpatched\b|\bstill (?:open|accept\w*|answer\w*|in use|active)\b"
    r"|\bis still\b|\bwill not (?:issue|fix|patch|supply)\b|\bnot (?:yet )?(?:been )?reported\b"
    r"|\brefused\b|\bsince 20[12]\d\b|\bnever changed\b|\bnobody has\b|\brestarts? it\b|\bbrings? it down\b)"
    r"|没(?:有)?(?:上?报|补|改|修|打补丁|升级)|未(?:修复?|补|整改|改|升级|加固)(?![改复]?的)|仍(?:可|能|未|在用|开着)|还(?:能|开着|没)|至今|一直没|要等|暂不(?:修|改|处理)|厂家不(?:修|再)|不再更新"
)
_KEYED = lazy(
    r"(?i:(?<![a-z])(?:admin\w*|root|oper\w*|user|sa)\b)\s?[/／:：]\s?(?=\S*\d)(?=\S*[A-Za-z])[^\s/，。;；]{6,24}"
    r"|(?:口令|密码|(?i:\bpassword|\bpasswd))\s?[:：是为]?\s?(?=[!-~]{0,20}\d)(?=[!-~]{0,20}[A-Za-z])[!-+\--~]{6,24}"
)
"""A name of an account and what opens it."""
_TAUGHT = lazy(
    r"(?i:\blab\b|\bexercise\b|\btutorial\b|\bctf\b|\bhoneypot\b|\bexample\b|\bmanual\b|\bhow to\b|\badvisory\b"
    r"|\bbulletin\b|\bcve-\d)|靶(?:场|机)|实验|教程|示例|蜜罐|手册|公告|首次登录"
)
"""What a lesson or a manual has beside it."""
_ORDERED = lazy(
    r"(?i:\bshould\b|(?<!to )\bchange (?:it|the default|them)\b)"
    r"|请(?:及时|尽快|立即)?(?:修改|更改|升级)|应(?:当|及时|于)|须于|限期|通报批评"
)
"""What everybody is told to mend; beside a hole that is said to be open it is one more word of it."""


def holes(reading: Reading) -> Iterator[Match]:
    """Yield the weaknesses that `reading` tells with their place and that they are open."""
    text = reading.folded.text
    told: list[int] = []
    for pattern in (_WEAK, _KEYED):
        for hit in pattern.finditer(text):
            low, high = max(0, hit.start() - REACH), hit.end() + REACH
            if len(told) >= MOST or any(abs(hit.start() - at) < REACH for at in told) or _TAUGHT.search(text, low, high):
                continue
            placed, still = _PLACE.search(text, low, high), _OPEN.search(text, low, high)
            if placed and (still or (pattern is _KEYED and not _ORDERED.search(text, low, high))):
                told.append(hit.start())
                yield match(
                    reading, "structure/hole", Kind.QUANTITY, min(placed.start(), hit.start()), max(placed.end(), hit.end())
                )
