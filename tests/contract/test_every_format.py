"""Every registered format faces the same questions; none may crash, none may call unread what it did not read clean."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from outscan.formats import FormatTrait, having
from outscan.limits import Limits
from outscan.nouns import replace
from outscan.types import Action, GapReason
from seeds import KINDS, cuts, healthy, mutant, report, still_there, wrong
from sentences import english

NAMED = having(FormatTrait.NAMED)
TEXT = NAMED | having(FormatTrait.LETTER) | having(FormatTrait.HINTED)


@pytest.fixture(params=KINDS)
def seed(request):
    return healthy()[request.param]


def test_a_healthy_file_of_every_kind_is_read_and_heard(scanner, seed):
    told = report(scanner, seed.data, seed.name)
    assert told.type == seed.kind
    assert told.coverage.read > 1 or told.gaps or told.coverage.inert
    if still_there(seed.data):
        assert told.verdict.action > Action.RELEASE


def test_nothing_at_all(scanner, seed):
    told = report(scanner, b"", seed.name)
    assert not told.complete
    assert told.verdict.action >= Action.REVIEW


def test_one_byte(scanner, seed):
    told = report(scanner, seed.data[:1], seed.name)
    if seed.kind not in TEXT:
        assert told.verdict.action >= Action.REVIEW


def test_cut_short_anywhere(scanner, seed):
    chance = random.Random(seed.kind)
    points = [seed.data[: chance.randrange(1, len(seed.data))] for _ in range(3)]
    for data in [*cuts(seed.data), *points]:
        told = report(scanner, data, seed.name)
        assert wrong(told, seed.kind, data, cut=len(data) * 16 <= len(seed.data) * 15) == ""


def test_damaged_in_some_way(scanner, seed):
    chance = random.Random(f"{seed.kind} damaged")
    others = [s.data for s in healthy().values() if len(s.data) < 10_000]
    for _ in range(6):
        data = mutant(seed.data, chance, others)
        assert wrong(report(scanner, data, seed.name), seed.kind, data, cut=False) == ""


@pytest.mark.parametrize("name", ["附件.jpg", "附件.docx", "附件", "附件.dat"])
def test_under_a_wrong_name(scanner, seed, name):
    if seed.kind in NAMED or not still_there(seed.data):
        pytest.skip("its name says what it is, or its sample holds no mark in plain sight")
    told = report(scanner, seed.data, name)
    assert told.verdict.action > Action.RELEASE
    assert told.type == seed.kind or not told.complete


def test_a_limit_it_hits_is_said_with_its_figure(scanner, seed):
    poor = replace(scanner, config=replace(scanner.config, limits=Limits(max_text_chars=3, max_members=1, max_total_bytes=8)))
    told = report(poor, seed.data, seed.name)
    said = [g for g in told.gaps if g.reason in (GapReason.TOO_LARGE, GapReason.TOO_MANY)]
    whole = report(scanner, seed.data, seed.name)
    if whole.coverage.read > 1 and seed.kind != "owner":  # more than names
        assert said
        assert all("max_" in english(g) and ">" in english(g) for g in said)
        assert told.verdict.action >= Action.REVIEW


def test_without_time_it_says_so(scanner, seed):
    late = replace(scanner, config=replace(scanner.config, limits=Limits(max_seconds=0, seconds_per_mib=0)))
    told = report(late, seed.data, seed.name)
    if told.coverage.read + told.coverage.inert > 1:
        assert GapReason.TIMEOUT in {g.reason for g in told.gaps}


def _wrapped(data: bytes, name: str, times: int) -> bytes:
    for _ in range(times):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as package:
            package.writestr(name, data)
        data, name = out.getvalue(), "内.zip"
    return data


def test_packed_many_times_over(scanner, seed):
    if seed.kind not in NAMED and still_there(seed.data) and len(seed.data) < 100_000:
        assert report(scanner, _wrapped(seed.data, seed.name, 6), "外.zip").verdict.action > Action.RELEASE
    deep = report(scanner, _wrapped(seed.data, seed.name, 20), "外.zip")
    assert GapReason.TOO_DEEP in {g.reason for g in deep.gaps}
    assert deep.verdict.action >= Action.REVIEW


SPLIT = {
    "docx": ("密★", "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>密</w:t></w:r><w:r><w:t>★"),
    "odt": ("秘密★5年", "秘<text:span>密★</text:span>5年"),
    "html": ("秘密★5年", "秘<b>密</b>★<span>5</span>年"),
    "svg": ("秘密★5年", "秘<tspan>密★5年</tspan>"),
    "xml": ("秘密★5年", "秘&#23494;★5年"),
}


@pytest.mark.parametrize("kind", sorted(SPLIT))
def test_a_mark_split_over_runs(scanner, kind):
    seed = healthy()[kind]
    whole, split = (s.encode() for s in SPLIT[kind])
    if zipfile.is_zipfile(io.BytesIO(seed.data)):
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(seed.data)) as old, zipfile.ZipFile(out, "w") as new:
            parts = {name: old.read(name) for name in old.namelist()}
            assert any(whole in part for part in parts.values())
            for name, part in parts.items():
                new.writestr(name, part.replace(whole, split))
        data = out.getvalue()
    else:
        assert whole in seed.data
        data = seed.data.replace(whole, split)
    told = report(scanner, data, seed.name)
    assert any(f.upheld and f.rule.startswith("mark/") for f in told.findings)


@pytest.mark.parametrize("encoding", ["gb18030", "big5hkscs", "utf-16", "utf-16-be", "utf-32", "shift_jis"])
@pytest.mark.parametrize("kind", ["txt", "csv", "html", "ics"])
def test_in_another_encoding(scanner, kind, encoding):
    body = {
        "txt": "關於召開會議的通知\n機密★10年\n各單位：請按要求報送資料。\n",
        "csv": "密級,名稱\n機密★10年,資料一\n",
        "html": "<html><body><p>機密★10年</p><p>關於召開會議的通知</p></body></html>",
        "ics": "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:機密★10年 會議\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    }[kind]
    told = report(scanner, body.encode(encoding), f"通知.{kind}")
    assert told.verdict.action > Action.RELEASE
