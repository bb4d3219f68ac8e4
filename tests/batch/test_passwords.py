"""`retry --passwords`: what a password opens is read and judged, what it does not stays a gap; no password is written down."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile

import pytest

from batch import locked
from batch.killing import ENVIRONMENT
from batch.made import MARKED, PLAIN, actions, config, counts, package, rows, run
from outscan.batch.ledger import open_ledger
from outscan.batch.makings import reading_makings
from outscan.scanner import Scanner
from outscan.types import Blob, GapReason, Where

WORD = "春江花月夜2026"
FILES = {
    "aes.zip": lambda text: locked.aes_zip("说明.txt", text.encode(), WORD.encode()),
    "old.zip": lambda text: locked.traditional_zip("说明.txt", text.encode(), WORD.encode("gb18030")),
    "a.7z": lambda text: locked.seven("说明.txt", text.encode(), WORD, header=False),
    "b.7z": lambda text: locked.seven("说明.txt", text.encode(), WORD, header=True),
    "a.pdf": lambda text: locked.pdf(text, WORD),
    "a.docx": lambda text: locked.word(text, WORD),
    "a.odt": lambda text: locked.odf(text, WORD),
    "old.odt": lambda text: locked.odf(text, WORD, old=True),
}
pytest.importorskip("msoffcrypto")


def scanned(data, name, *passwords):
    scanner = Scanner.build(config(passwords=passwords))
    return scanner.scan(Blob(Where((name,)), data))


def reasons(report):
    return {gap.reason for gap in report.gaps}


@pytest.mark.parametrize("name", FILES)
def test_the_right_password_opens_and_the_wrong_one_leaves_the_gap(name):
    data = FILES[name](MARKED)
    for passwords in ((), ("falsch",)):
        assert reasons(scanned(data, name, *passwords)) == {GapReason.ENCRYPTED}
    opened = scanned(data, name, "falsch", WORD)
    assert opened.complete, opened.gaps
    assert opened.verdict.action == "escalate"
    assert scanned(FILES[name](PLAIN), name, WORD).verdict.action == "release"


def test_a_locked_document_inside_a_locked_archive():
    inner = FILES["a.docx"](MARKED)
    data = locked.aes_zip("附件.docx", inner, b"outer")
    assert scanned(data, "a.zip", "outer").verdict.action == "review"
    both = scanned(data, "a.zip", "outer", WORD)
    assert both.complete
    assert both.verdict.action == "escalate"


def test_a_locked_pdf_with_an_earlier_revision_stays_a_gap():
    data = FILES["a.pdf"](PLAIN)
    assert reasons(scanned(data + b"\n%%EOF\n", "a.pdf", WORD)) == {GapReason.ENCRYPTED}


def outscan(*arguments):
    command = [sys.executable, "-m", "outscan", "batch", *map(str, arguments)]
    return subprocess.run(command, env=ENVIRONMENT, capture_output=True, check=False)


def test_retry_with_passwords_reads_only_what_was_locked_and_writes_no_password(tmp_path):
    files = {name: make(MARKED if "." in name and name < "b" else PLAIN) for name, make in FILES.items()}
    source = package(tmp_path / "p", {**files, "plain.txt": PLAIN})
    first = ("run", source, "--ledger", tmp_path / "l.db", "--ocr", "off", "-q", "--as-of", "2026-06-01")
    assert outscan(*first).returncode == 3
    assert {one[1] for path, one in rows(tmp_path / "l.db").items() if path in files} == {"encrypted"}
    (tmp_path / "words").write_text(f"falsch\n{WORD}\n", "utf-8")
    again = ("retry", "--ledger", tmp_path / "l.db", "--ocr", "off", "--reason", "encrypted", "--passwords", tmp_path / "words")
    done = outscan(*again, "-q")
    assert done.returncode == 1, done.stderr.decode()
    found = rows(tmp_path / "l.db")
    assert {one[0] for one in found.values()} == {"done"}
    assert {found[name][2] for name in files if name < "b"} == {"escalate"}
    assert {found[name][2] for name in files if name > "b"} == {"release"}
    for path in tmp_path.rglob("l.db*"):
        for word in (WORD, "falsch"):
            assert word.encode() not in path.read_bytes()
            assert word.encode("gb18030") not in path.read_bytes()
    readings = counts(tmp_path / "l.db")[0]
    assert outscan(*first).returncode == 1  # a later run knows what was opened, without being told the passwords again
    assert {one[0] for one in rows(tmp_path / "l.db").values()} == {"done"}
    assert counts(tmp_path / "l.db")[0] == readings


def test_other_makings_than_passwords_are_still_refused(tmp_path):
    source = package(tmp_path / "p", {"a.zip": FILES["aes.zip"](PLAIN)})
    run(tmp_path / "l.db", source)
    (tmp_path / "words").write_text(WORD, "utf-8")
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "policy.toml").write_text(
        '[[row]]\nid = "local.x"\ngap = {}\naction = "review"\nwhy = "复核"\nbasis = "规定"\n', "utf-8"
    )
    retry = ("retry", "--ledger", tmp_path / "l.db", "--ocr", "off", "--passwords", tmp_path / "words")
    done = outscan(*retry, "--overlay", tmp_path / "ours")
    assert done.returncode == 2
    assert "policy" in done.stderr.decode()
    assert rows(tmp_path / "l.db")["a.zip"][0] == "incomplete"
    missing = outscan("retry", "--ledger", tmp_path / "l.db", "--passwords", tmp_path / "none")
    assert missing.returncode == 2
    assert missing.stderr.decode().count("\n") == 1


def test_passwords_are_told_by_a_keyed_digest_and_shown_nowhere():
    settings = config(passwords=(WORD,))
    assert WORD not in repr(settings)
    assert WORD not in json.dumps(reading_makings(Scanner.build(settings)), ensure_ascii=False)
    assert "passwords" not in reading_makings(Scanner.build(config()))


def test_a_run_with_passwords_takes_over_what_nothing_was_locked_in(tmp_path):
    mixed = io.BytesIO()
    with zipfile.ZipFile(mixed, "w") as made:
        made.writestr("a.txt", PLAIN)
    source = package(tmp_path / "p", {"a.zip": mixed.getvalue(), "b.zip": FILES["aes.zip"](MARKED)})
    run(tmp_path / "l.db", source)
    told = run(tmp_path / "l.db", source, settings=config(passwords=(WORD,)))
    assert told["contents_read"] == 1
    assert actions(tmp_path / "l.db") == {"a.zip": "release", "b.zip": "escalate"}
    assert run(tmp_path / "l.db", source)["contents_read"] == 0
    assert actions(tmp_path / "l.db")["b.zip"] == "escalate"
    with open_ledger(tmp_path / "l.db", writable=False):
        pass
