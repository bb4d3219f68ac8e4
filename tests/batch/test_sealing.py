"""What was reviewed is what is handed over: a sealed folder, and every difference found in it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys

import pytest

from batch.made import HANDED, MARKED, PLAIN, package, run
from outscan.batch.bag import MANIFEST, MANIFEST_SM3, NAMES, Places, as_written, manifest, portable, sm3, written
from outscan.batch.ledger import find_run, open_ledger
from outscan.batch.sealing import seal
from outscan.batch.verifying import Verified, verify
from outscan.errors import OutscanError


@pytest.fixture
def done(tmp_path):
    source = package(tmp_path / "p", HANDED)
    told = run(tmp_path / "l.db", source)
    return tmp_path / "l.db", source, told


def sealed(ledger, target, **options):
    with open_ledger(ledger, writable=False) as store, store.read() as link:
        return seal(link, find_run(link), target, **options)


def checked(folder, tool="sha256sum"):
    """What a tool of the system says of a manifest."""
    return subprocess.run([tool, "-c", "--quiet", MANIFEST], cwd=folder, capture_output=True, check=False).returncode


def test_only_what_may_be_released_is_sealed_and_any_tool_can_check_it(done, tmp_path):
    made = sealed(done[0], tmp_path / "s")
    assert (made.many, made.left, made.renamed) == (3, 3, 1)
    names = {p.relative_to(tmp_path / "s/data/p").as_posix() for p in (tmp_path / "s/data").rglob("*") if p.is_file()}
    assert names == {"甲/a.txt", "乙/c.txt", "乙/=cmd_'x'!A1.txt"}
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "--quiet", MANIFEST], cwd=tmp_path / "s", check=True)
    assert verify(tmp_path / "s") == Verified(3, [])


def differences(folder):
    return {(one.what, one.path.rpartition("/")[2], one.old.rpartition("/")[2]) for one in verify(folder).wrong}


def test_a_flipped_byte_an_extra_a_missing_and_a_renamed_file_are_found_among_many(tmp_path):
    source = package(tmp_path / "p", {f"{n % 10}/{n:03}.txt": f"第{n}份 {PLAIN}" for n in range(200)})
    run(tmp_path / "l.db", source, workers=2)
    sealed(tmp_path / "l.db", tmp_path / "s")
    data = tmp_path / "s" / "data" / "p"
    with (data / "1" / "001.txt").open("r+b") as file:
        first = file.read(1)[0]
        file.seek(0)
        file.write(bytes([first ^ 1]))
    (data / "extra.txt").write_text("x")
    (data / "2" / "002.txt").unlink()
    (data / "3" / "003.txt").rename(data / "3" / "other.txt")
    assert differences(tmp_path / "s") == {
        ("changed", "001.txt", ""),
        ("extra", "extra.txt", ""),
        ("missing", "002.txt", ""),
        ("renamed", "other.txt", "003.txt"),
    }


@pytest.mark.parametrize("name", ["manifest-sha256.txt", "bag-info.txt", "bagit.txt", "tagmanifest-sha256.txt"])
def test_the_seal_itself_is_held_to_its_digests(done, tmp_path, name):
    sealed(done[0], tmp_path / "s")
    (tmp_path / "s" / name).unlink()
    assert differences(tmp_path / "s") == {("missing", name, "")}
    sealed(done[0], tmp_path / "t")
    (tmp_path / "t" / name).open("a").write("\n")
    if name != "tagmanifest-sha256.txt":
        assert differences(tmp_path / "t") == {("changed", name, "")}


def test_a_file_that_changed_since_is_not_sealed(done, tmp_path):
    (done[1] / "甲" / "a.txt").write_text(PLAIN.replace("好", "坏"))
    with pytest.raises(OutscanError, match=r"a\.txt"):
        sealed(done[0], tmp_path / "s")
    assert not (tmp_path / "s").exists()
    assert not list(tmp_path.glob(".s*"))


def test_nothing_is_sealed_over_something_or_out_of_an_unfinished_run(done, tmp_path):
    (tmp_path / "s").mkdir()
    (tmp_path / "s" / "theirs").write_text("x")
    with pytest.raises(OutscanError):
        sealed(done[0], tmp_path / "s")
    assert [p.name for p in (tmp_path / "s").iterdir()] == ["theirs"]


def test_a_copy_is_made_of_the_bytes_that_were_judged(done, tmp_path):
    sealed(done[0], tmp_path / "s")
    for line in (tmp_path / "s" / MANIFEST).read_text("utf-8").splitlines():
        digest, _, name = line.partition("  ")
        assert hashlib.sha256((tmp_path / "s" / name).read_bytes()).hexdigest() == digest


def test_a_folder_without_a_seal(tmp_path):
    with pytest.raises(OutscanError):
        verify(tmp_path)


NAMED = {
    "增长100%.txt": "增长100%.txt",
    "100%0A.txt": "100%0A.txt",
    "a:b?.txt": "a_b_.txt",
    "反\\斜.txt": "反_斜.txt",
    "行\u2028末.txt": "行_末.txt",
    "AUX.txt": "AUX_.txt",
    "console.txt": "console.txt",
    "末尾点.": "末尾点_",
    "长" * 85: "长" * 85,
}
NAMED_HERE = {**NAMED, "两\n行\r.txt": "两_行_.txt", "响\x07.txt": "响_.txt"}


@pytest.mark.skipif(sys.platform == "win32", reason="names that Windows does not take")
def test_copies_are_called_as_every_disk_and_tool_takes_it(tmp_path):
    source = package(tmp_path / "p", dict.fromkeys(NAMED_HERE, PLAIN))
    raw = os.fsencode(source) + b"/" + "评估".encode("gb18030") + b".txt"
    with open(raw, "w") as file:
        file.write(PLAIN)
    run(tmp_path / "l.db", source)
    made = sealed(tmp_path / "l.db", tmp_path / "s")
    assert {path.name for path in (tmp_path / "s" / "data" / "p").iterdir()} == {*NAMED_HERE.values(), "评估.txt"}
    assert verify(tmp_path / "s") == Verified(len(NAMED_HERE) + 1, [])
    told = (tmp_path / "s" / NAMES).read_text("utf-8").removesuffix("\n").split("\n")
    assert made.renamed == len(told) == sum(old != new for old, new in NAMED_HERE.items())
    for name in NAMED:
        assert as_written(written(name)) == name
    if shutil.which("sha256sum"):
        data = tmp_path / "s" / "data" / "p"  # the one name whose code for a line end the tool does not know
        (data / "100%0A.txt").rename(data / "100%250A.txt")
        assert checked(tmp_path / "s") == 0


def test_no_two_copies_meet_on_a_disk_that_tells_no_cases_apart():
    places = Places()
    asked = ("A/x.txt", "a/y.txt", "A/X.TXT", "e\u0301.txt", "\u00e9.txt", "A", "A/x.txt/z.txt", "a:b", "a_b")
    taken = [places.take(["p", *path.split("/")], number) for number, path in enumerate(asked, 1)]
    assert taken == [
        *("p/A/x.txt", "2/p/a/y.txt", "3/p/A/X.TXT", "p/e\u0301.txt", "5/p/\u00e9.txt", "6/p/A", "7/p/A/x.txt/z.txt", "p/a_b"),
        "9/p/a_b",
    ]
    assert portable("正常 名称 (1).docx") == "正常 名称 (1).docx"
    assert len(portable("长" * 200 + ".docx").encode()) <= 255


def test_folders_that_differ_in_case_are_sealed_apart(tmp_path):
    source = package(tmp_path / "p", {"A/x.txt": PLAIN})
    if (source / "a").exists():
        pytest.skip("this disk tells no cases apart")
    package(source, {"a/y.txt": PLAIN + "二", "a/x.txt": PLAIN + "三"})
    run(tmp_path / "l.db", source)
    sealed(tmp_path / "l.db", tmp_path / "s")
    folders = [path.relative_to(tmp_path / "s").as_posix() for path in (tmp_path / "s" / "data").rglob("*")]
    assert len({one.casefold() for one in folders}) == len(folders)
    assert verify(tmp_path / "s") == Verified(3, [])


@pytest.mark.parametrize("at", [40, 65, 70, 200], ids=["in a digest", "before a name", "in a name", "later"])
def test_a_manifest_that_was_cut_off_is_not_as_sealed(done, tmp_path, at):
    sealed(done[0], tmp_path / "s")
    path = tmp_path / "s" / MANIFEST
    path.write_bytes(path.read_bytes()[:at])
    found = differences(tmp_path / "s")
    assert ("changed", MANIFEST, "") in found
    assert any(what in {"extra", "renamed"} for what, *_ in found)


def test_line_ends_of_another_system_are_a_difference_but_no_other(done, tmp_path):
    sealed(done[0], tmp_path / "s")
    path = tmp_path / "s" / MANIFEST
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert differences(tmp_path / "s") == {("changed", MANIFEST, "")}


@pytest.mark.skipif(sys.platform == "win32", reason="links")
def test_data_that_is_a_link_is_not_what_was_sealed(done, tmp_path):
    sealed(done[0], tmp_path / "s")
    (tmp_path / "s" / "data").rename(tmp_path / "elsewhere")
    (tmp_path / "s" / "data").symlink_to(tmp_path / "elsewhere")
    assert ("extra", "data", "") in differences(tmp_path / "s")
    assert sum(what == "missing" for what, *_ in differences(tmp_path / "s")) == 3


def test_a_renamed_folder_of_many_files_is_told_file_by_file(done, tmp_path):
    many = {f"data/p/{n}.txt": hashlib.sha256(str(n).encode()).hexdigest() for n in range(3000)}
    sealed(done[0], tmp_path / "s")
    for name in many:
        path = tmp_path / "s" / name.replace("data/p/", "data/q/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(path.stem)
    (tmp_path / "s" / MANIFEST).write_text("".join(f"{digest}  {name}\n" for name, digest in many.items()))
    told = [one.what for one in verify(tmp_path / "s").wrong]
    assert told.count("renamed") == 3000


@pytest.mark.skipif(not sm3(), reason="this OpenSSL offers no SM3")
def test_sm3_stands_beside_where_it_is_asked_for(done, tmp_path):
    sealed(done[0], tmp_path / "s", sm3=True)
    first, second = manifest(tmp_path / "s" / MANIFEST)[0], manifest(tmp_path / "s" / MANIFEST_SM3)[0]
    assert first.keys() == second.keys()
    for name, digest in second.items():
        assert hashlib.new("sm3", (tmp_path / "s" / name).read_bytes()).hexdigest() == digest
    assert verify(tmp_path / "s") == Verified(3, [], sm3=True)
    path = tmp_path / "s" / "data" / "p" / "甲" / "a.txt"
    path.write_text(MARKED)
    assert differences(tmp_path / "s") == {("changed", "a.txt", "")}
    path.write_text(PLAIN)
    (tmp_path / "s" / MANIFEST_SM3).unlink()
    assert differences(tmp_path / "s") == {("missing", MANIFEST_SM3, "")}
    sealed(done[0], tmp_path / "plain")
    (tmp_path / "plain" / MANIFEST_SM3).write_text("")
    assert ("extra", MANIFEST_SM3, "") in differences(tmp_path / "plain")


def test_a_python_without_sm3_says_so(done, tmp_path, monkeypatch):
    if sm3():
        sealed(done[0], tmp_path / "s", sm3=True)
    monkeypatch.setattr("outscan.batch.bag.hashlib.algorithms_available", {"sha256"})
    with pytest.raises(OutscanError, match="SM3"):
        sealed(done[0], tmp_path / "t", sm3=True)
    assert not (tmp_path / "t").exists()
    if (tmp_path / "s").exists():
        assert verify(tmp_path / "s") == Verified(3, [], sm3=False)


def test_what_went_between_is_told_as_gone(done, tmp_path):
    (done[1] / "甲" / "a.txt").unlink()
    with pytest.raises(OutscanError, match="不在原处"):
        sealed(done[0], tmp_path / "s")
