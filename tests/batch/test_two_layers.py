"""Readings belong to contents, verdicts to items: nothing is read twice, nothing inherits another name's verdict."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import fields
from datetime import date

import pytest
from sqlalchemy import select

from batch.made import MARKED, PLAIN, actions, config, counts, package, rows, run, upheld
from outscan.batch.content import ContentJob
from outscan.batch.explaining import again
from outscan.batch.ledger import POISON, open_ledger
from outscan.batch.loop import Loop
from outscan.batch.makings import DECIDES, MATTERS_NOT, READS, deciding_makings, reading_makings
from outscan.batch.rows import explained
from outscan.batch.running import begin, end
from outscan.batch.tables import verdict
from outscan.config import Config
from outscan.fingerprints import added, open_or_empty, save
from outscan.fold import fold
from outscan.isolate import open_blob
from outscan.limits import Limits
from outscan.nouns import replace
from outscan.scanner import Scanner
from outscan.store.jobs import LAST
from outscan.types import Blob, Gap, GapReason, Job, Where, unread

NAMES = ("plain.txt", "绝密★30年 会议纪要.txt")
EXAM = (
    "2027年普通高等学校招生全国统一考试\n数学试题\n注意事项：考试时间120分钟，满分150分。\n"
    + "".join(f"{n}．（本小题满分5分）设集合A，求其补集。\n" for n in range(1, 13))
    + "参考答案\n1．A\n评分标准：每小题5分\n"
)


@pytest.mark.parametrize("order", [NAMES, NAMES[::-1]])
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("text", [PLAIN, MARKED], ids=["plain", "marked"])
def test_the_same_bytes_under_a_clean_and_a_marked_name_are_read_once_and_judged_twice(tmp_path, order, workers, text):
    source = package(tmp_path / "p", {f"{n}/{name}": text for n, name in enumerate(order)})
    told = run(tmp_path / "l.db", source, workers=workers)
    assert told["contents_read"] == 1
    assert counts(tmp_path / "l.db")[0] == 1
    by_name = {path.partition("/")[2]: action for path, action in actions(tmp_path / "l.db").items()}
    assert by_name == {"plain.txt": "release" if text is PLAIN else "escalate", NAMES[1]: "withhold"}


def test_a_marked_name_that_comes_later_is_judged_by_its_name(tmp_path):
    source = package(tmp_path / "p", {"plain.txt": PLAIN})
    run(tmp_path / "l.db", source)
    package(source, {NAMES[1]: PLAIN, "copy.txt": PLAIN})
    told = run(tmp_path / "l.db", source)
    assert actions(tmp_path / "l.db") == {"plain.txt": "release", "copy.txt": "release", NAMES[1]: "withhold"}
    assert counts(tmp_path / "l.db")[0] == 1
    assert told["contents_read"] <= 1


def test_a_thousand_equal_files_are_one_reading(tmp_path):
    source = package(tmp_path / "p", {f"{n % 7}/{n:04}.txt": PLAIN for n in range(1000)})
    told = run(tmp_path / "l.db", source, workers=2)
    assert (told["contents_read"], told["done"]) == (1, 1000)
    assert counts(tmp_path / "l.db")[0::2] == (1, 1000)


SAMPLES = {
    "a.txt": PLAIN,
    "b.txt": MARKED,
    "c/机密★10年 说明.txt": PLAIN,
    "c/2019年高考真题.txt": EXAM,
    "c/x.txt": EXAM,
    "c/1∶2000地形图 31.6平方公里.txt": "随函提供外方。测区连续覆盖。\n",
    "broken.docx": b"PK\x03\x04 no more",
    "empty.txt": b"",
}


def test_a_batch_says_what_a_scan_says(tmp_path):
    source = package(tmp_path / "p", {**SAMPLES, **{f"twin/{name}": data for name, data in SAMPLES.items()}})
    run(tmp_path / "l.db", source, workers=2)
    scanner = Scanner.build(config())
    for path, action in actions(tmp_path / "l.db").items():
        blob = open_blob(Job(str(source / path), path.rpartition("/")[2]), scanner.config.limits)
        assert action == scanner.scan(blob).verdict.action, path


def test_a_second_run_reads_nothing(tmp_path):
    source = package(tmp_path / "p", SAMPLES)
    run(tmp_path / "l.db", source)
    first = actions(tmp_path / "l.db")
    told = run(tmp_path / "l.db", source)
    assert told["contents_read"] == 0
    assert actions(tmp_path / "l.db") == first


def test_a_day_turns_a_verdict_without_a_byte_being_read(tmp_path):
    source = package(tmp_path / "p", {"paper.txt": EXAM, "a.txt": PLAIN})
    run(tmp_path / "l.db", source)
    assert rows(tmp_path / "l.db")["paper.txt"][2:] == ("withhold", "2027-01-01")
    assert rows(tmp_path / "l.db")["a.txt"][2:] == ("release", "")
    for day, action in ((date(2027, 12, 31), "withhold"), (date(2028, 1, 1), None)):
        told = run(tmp_path / "l.db", source, settings=config(as_of=day))
        assert told["contents_read"] == 0
        scanner = Scanner.build(config(as_of=day))
        fresh = scanner.scan(open_blob(Job(str(source / "paper.txt"), "paper.txt"), scanner.config.limits)).verdict.action
        assert actions(tmp_path / "l.db")["paper.txt"] == fresh
        assert action in (fresh, None)
    assert fresh != "withhold"


def test_every_option_belongs_to_a_layer():
    assert {field.name for field in fields(Config)} == {*READS, *DECIDES, *MATTERS_NOT}


KNOWN = (
    "本报告汇总了测区内三十一处控制测站的布设过程、观测方法和数据处理结果。外业观测自三月上旬开始，历时六十四天，"
    "先后动用测量人员二十七名，车辆九台。测区北部山高谷深，交通不便，部分点位需徒步一整天方能到达，雨季来临之前必须完成全部选点埋石工作。\n"
)


def registered(path, label, text):
    """Enter a text into the register of known documents at `path`."""
    save(added(open_or_empty(path), [(label, [fold(text).text])], cleared=False, day="2026-03-01")[0], path)


def test_a_register_that_grew_is_another_option_though_its_path_is_the_same(tmp_path):
    source = package(tmp_path / "p", {"a.txt": PLAIN, "copy.txt": KNOWN})
    registered(tmp_path / "known", "别的文件", KNOWN[::-1])
    settings = config(fingerprints=tmp_path / "known")
    assert run(tmp_path / "l.db", source, settings=settings)["contents_read"] == 2
    before = actions(tmp_path / "l.db")
    assert run(tmp_path / "l.db", source, settings=settings)["contents_read"] == 0
    registered(tmp_path / "known", "规划报告", KNOWN)
    assert run(tmp_path / "l.db", source, settings=settings)["contents_read"] == 2
    after = actions(tmp_path / "l.db")
    assert (before["copy.txt"], before["a.txt"], after["a.txt"]) == ("release", "release", "release")
    assert after["copy.txt"] != "release"


def changed(name, tmp_path):
    """A configuration that differs in one option."""
    overlay = tmp_path / "overlay"
    overlay.mkdir(exist_ok=True)
    policy = (
        '[[row]]\nid = "local.any"\nhidden = {kind = ["comment"]}\naction = "process"\nwhy = "含有批注"\nbasis = "本单位规定"\n'
    )
    (overlay / "policy.toml").write_text(policy)
    if name == "lexicons":
        import shutil

        shutil.copytree(Config().lexicons, tmp_path / "lexicons", dirs_exist_ok=True)
        (tmp_path / "lexicons" / "marks.yaml").open("a").write("\n# a remark\n")
        (tmp_path / "lexicons" / "pack.msgpack").unlink()
    if name == "models":
        import shutil

        shutil.copytree(Config().models, tmp_path / "models", dirs_exist_ok=True)
        for manifest in (tmp_path / "models").rglob("manifest.toml"):
            manifest.write_text(manifest.read_text() + "\n# a remark\n")
    if name == "fingerprints":
        registered(tmp_path / "known", "规划报告", KNOWN)
    return {
        "limits": Limits(max_members=19),
        "lexicons": tmp_path / "lexicons",
        "overlays": (overlay,),
        "models": tmp_path / "models",
        "ocr": "auto",
        "cleared_pictures": frozenset({"0" * 64}),
        "policies": (overlay / "policy.toml",),
        "as_of": date(2026, 7, 1),
        "recipient": "某大学",
        "declarations": (("surveying/2020-18", True),),
        "declared_by": "张三",
        "contact": "保密办",
        "passwords": ("secret",),
        "fingerprints": tmp_path / "known",
    }[name]


@pytest.mark.parametrize("name", sorted({*READS, *DECIDES, *MATTERS_NOT} - {"baseline", "signed"}))
def test_each_option_reads_again_decides_again_or_cannot_matter(tmp_path, name):
    source = package(tmp_path / "p", {"a.txt": PLAIN, "b.txt": MARKED})
    run(tmp_path / "l.db", source)
    by = {"declared_by": "张三"} if name == "declarations" else {}  # nobody's declaration is refused
    told = run(tmp_path / "l.db", source, settings=config(**{name: changed(name, tmp_path)}, **by))
    assert told["contents_read"] == (
        2 if name in READS and name not in {"overlays", "passwords"} else 0
    )  # nothing here is locked
    assert told["done"] == 2
    assert told["run"] == 2


def test_what_must_be_signed_is_no_part_of_a_reading_or_a_decision(tmp_path):
    """A scanner is built or refused by it; of one that was built the rules' and the model's own digests speak."""
    scanner = Scanner.build(config())
    held = replace(scanner, config=replace(scanner.config, signed=(tmp_path,)))
    assert reading_makings(held) == reading_makings(scanner)
    assert deciding_makings(held) == deciding_makings(scanner)


def test_a_baseline_is_decided_without_reading_and_ends_on_its_day(tmp_path):
    from outscan.baseline import append, reviewed

    text = "测区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方。\n"
    source = package(tmp_path / "p", {"map.txt": text})
    scanner = Scanner.build(config())
    blob = open_blob(Job(str(source / "map.txt"), "map.txt"), scanner.config.limits)
    first = scanner.scan(blob)
    assert any(finding.upheld for finding in first.findings)
    entries = reviewed(first.findings, reviewer="李四", reason="已公开出版", expires=date(2026, 6, 30))
    append(tmp_path / "baseline.toml", entries)
    run(tmp_path / "l.db", source)
    settings = config(baseline=tmp_path / "baseline.toml")
    told = run(tmp_path / "l.db", source, settings=settings)
    assert told["contents_read"] == 0
    assert actions(tmp_path / "l.db")["map.txt"] == Scanner.build(settings).scan(blob).verdict.action
    assert upheld(tmp_path / "l.db") == 0
    assert rows(tmp_path / "l.db")["map.txt"][3] == "2026-07-01"
    later = config(baseline=tmp_path / "baseline.toml", as_of=date(2026, 7, 1))
    assert run(tmp_path / "l.db", source, settings=later)["contents_read"] == 0
    assert upheld(tmp_path / "l.db") == sum(finding.upheld for finding in first.findings)


def paper(text, action="escalate"):
    told = {
        "schema": "outscan.proof/2", "name": "a.txt", "type": "txt", "sha256_before": "0" * 64,
        "sha256_after": hashlib.sha256(text.encode()).hexdigest(), "size_after": len(text.encode()), "changes": [],
        "residual": [], "coverage": {}, "action": action,
    }  # fmt: skip
    return json.dumps(told)


def test_a_proof_that_comes_or_goes_is_seen_by_the_next_run_without_reading(tmp_path):
    source = package(tmp_path / "p", {"a.txt": PLAIN, "b.txt": PLAIN})
    run(tmp_path / "l.db", source)
    assert actions(tmp_path / "l.db") == {"a.txt": "release", "b.txt": "release"}
    (source / "a.txt.proof.json").write_text(paper(PLAIN))
    told = run(tmp_path / "l.db", source)
    assert actions(tmp_path / "l.db")["a.txt"] == "escalate"
    assert actions(tmp_path / "l.db")["b.txt"] == "release"
    assert told["contents_read"] == 1  # the proof itself is a file
    with open_ledger(tmp_path / "l.db", writable=False) as store, store.read() as link:
        numbers = link.execute(select(verdict.c.item)).scalars().all()
        assert all(again(link, one).action == one.row.action for one in (explained(link, number) for number in numbers))
    (source / "a.txt.proof.json").unlink()
    assert run(tmp_path / "l.db", source)["contents_read"] == 0
    assert actions(tmp_path / "l.db")["a.txt"] == "release"


def test_a_proof_among_members_counts_in_a_batch_as_in_a_scan(tmp_path):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("a.txt", PLAIN)
        made.writestr("a.txt.proof.json", paper(PLAIN))
    source = package(tmp_path / "p", {"a.zip": packed.getvalue()})
    run(tmp_path / "l.db", source)
    scanned = Scanner.build(config()).scan(Blob(Where(("a.zip",)), packed.getvalue())).verdict.action
    assert actions(tmp_path / "l.db")["a.zip"] == scanned == "escalate"


def test_a_reading_cut_short_is_nobody_elses(tmp_path):
    """Bytes read whole under a clean name; then, under a marked one, their reader dies: neither takes the other's verdict."""
    source = package(tmp_path / "p", {"a.txt": PLAIN})
    run(tmp_path / "l.db", source)
    package(source, {"绝密★30年 b.txt": PLAIN, "绝密★30年 c.txt": PLAIN, "d 绝密.txt": PLAIN})
    with open_ledger(tmp_path / "l.db") as store:
        begun = begin(store, [str(source)], config())
        loop = Loop(store, begun.run, begun.scanner, "w")
        for job in loop._jobs(LAST):
            assert isinstance(job, ContentJob)
            for task in loop._flying[job.ticket]:
                object.__setattr__(task, "lease", replace(task.lease, rank=POISON))  # read alone, for the last time
            gap = Gap(Where((job.name,)), GapReason.CRASHED, unread("signal", name="SIGKILL"))
            loop._heard(job, begun.scanner.unread(Blob(Where((job.name,)), PLAIN.encode()), job.path, [gap]))
        loop._record()
        end(store, begun.run.id)
    found = {path: one[:3] for path, one in rows(tmp_path / "l.db").items()}
    assert found["a.txt"] == ("done", "", "release")
    for name in ("绝密★30年 b.txt", "绝密★30年 c.txt"):
        assert found[name] == ("incomplete", "crashed", "withhold")
    assert found["d 绝密.txt"][0] == "incomplete"
    later = run(tmp_path / "l.db", source)
    assert later["incomplete"] == 0
    assert actions(tmp_path / "l.db")["绝密★30年 b.txt"] == "withhold"
