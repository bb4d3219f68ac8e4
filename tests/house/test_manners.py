"""The tool does not spread what it reads: no text in logs, nothing left on disk, no network, masked by default."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import outscan
from house.made import SAMPLES
from samples.mails import eml
from samples.packages import docx, odf, odf_paragraphs, ofd, pdf, rows_xml, rtf, xlsx, zipped

CANARY = "金丝雀栖云阁九七三"
LINE = f"{CANARY}测区1:2000地形图全要素数字化成果，连续覆盖范围31.6平方公里，随函提供外方，编号{CANARY}。"
WATCH = Path(__file__).parent / "watch"
DEBUG = (
    "import logging,sys; logging.basicConfig(level=logging.DEBUG, stream=sys.stderr); from outscan.cli.main import main; main()"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Documents of many formats that all hold the canary beside something to find, and some that are broken."""
    out = tmp_path_factory.mktemp("documents")
    whole = docx(LINE, header=f"秘密★5年 {CANARY}")
    made = {
        "a.docx": whole,
        "b.xlsx": xlsx(("表", "hidden", rows_xml([[LINE]]))),
        "c.pdf": pdf([LINE[:40], LINE[40:]]),
        "d.odt": odf("text", odf_paragraphs(LINE)),
        "e.ofd": ofd([LINE[:40]]),
        "f.rtf": rtf(LINE),
        "g.html": f"<meta charset='utf-8'><p>{LINE}<!-- {CANARY} -->".encode(),
        "h.eml": eml(CANARY, LINE, {"a.docx": whole}),
        "i.csv": f"备注\n{LINE}\n".encode("gb18030"),
        "j.json": f'{{"备注": "{LINE}"'.encode(),
        "k.zip": zipped({"a.docx": whole, "b.txt": LINE.encode("gb18030")}),
        "l.zip": zipped({"a.docx": whole})[:-90],
        "m.docx": whole[: len(whole) // 2],
        "n.pdf": pdf([LINE])[:-300],
        "o.docx": zipped({"word/document.xml": f"<w:document>{LINE}", "[Content_Types].xml": "<Types/>"}),
        "p.txt": LINE.encode("utf-16"),
    }
    for name, data in made.items():
        (out / name).write_bytes(data)
    return out


def run(tmp_path, *arguments, code=None):
    """A watched run of the command in an empty home: the process, and what was noted."""
    for name in ("home", "temp", "here"):
        (tmp_path / name).mkdir()
    notes = tmp_path / "notes"
    environment = {
        **{k: v for k, v in os.environ.items() if not k.startswith(("XDG_", "OUTSCAN_", "COV"))},
        "HOME": str(tmp_path / "home"),
        "TMPDIR": str(tmp_path / "temp"),
        "TEMP": str(tmp_path / "temp"),
        "PYTHONPATH": os.pathsep.join([str(WATCH), str(Path(outscan.__file__).parents[1])]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONIOENCODING": "utf-8",
        "OUTSCAN_WATCH": str(notes),
    }
    command = [sys.executable, *(["-c", code] if code else ["-m", "outscan"]), *map(str, arguments)]
    done = subprocess.run(command, cwd=tmp_path / "here", env=environment, capture_output=True, check=False, timeout=280)
    return done, notes.read_text("utf-8").splitlines()


def left(tmp_path):
    return sorted(str(p.relative_to(tmp_path)) for name in ("home", "temp", "here") for p in (tmp_path / name).rglob("*"))


def harmless(note):
    """The null device, the terminal, and the pipes of our own workers."""
    return note.split(" ", 1)[-1].startswith(("/dev/null", "/dev/tty", "nul")) or note.split(" ", 1)[-1].isdigit()


def test_the_watch_sees(tmp_path):
    code = "import socket; open('f','w').close(); socket.socket()"
    _, notes = run(tmp_path, code=code)
    assert any(n.startswith("socket ") for n in notes)
    assert "write f" in notes
    assert left(tmp_path) == ["here/f"]


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html", "sarif", "junit"])
def test_no_text_of_a_document_in_logs_or_in_a_masked_report(folder, tmp_path, form):
    done, _ = run(tmp_path, "scan", folder, "-v", "-f", form, "--ocr", "off", code=DEBUG)
    assert done.returncode == 1, done.stderr.decode()
    assert CANARY not in done.stderr.decode()
    assert "Traceback" not in done.stderr.decode()
    assert CANARY not in done.stdout.decode()
    assert CANARY.encode().hex() not in done.stdout.decode()
    assert done.stdout


def test_hits_are_shown_only_where_asked_for(folder, tmp_path):
    done, _ = run(tmp_path, "scan", folder, "-f", "json", "--ocr", "off", "--show-hits")
    assert CANARY in done.stdout.decode()
    assert CANARY not in done.stderr.decode()


def test_a_scan_writes_nothing_and_opens_no_socket(folder, tmp_path):
    done, notes = run(tmp_path, "scan", folder, SAMPLES, "-j", "2", "--ocr", "off")
    assert done.returncode == 1, done.stderr.decode()
    assert [n for n in notes if not harmless(n)] == []
    assert left(tmp_path) == []


@pytest.mark.ocr
def test_reading_pictures_writes_nothing_and_opens_no_socket(tmp_path):
    pytest.importorskip("rapidocr")
    done, notes = run(tmp_path, "scan", SAMPLES / "png-scanned-mark", "--ocr", "auto")
    assert done.returncode == 1, done.stderr.decode()
    assert [n for n in notes if not harmless(n)] == []
    assert left(tmp_path) == []


def test_doctor_and_rules_open_no_socket_and_write_nothing(tmp_path):
    done, notes = run(tmp_path, "doctor")
    assert done.returncode == 0, done.stderr.decode()
    assert [n for n in notes if not harmless(n)] == []
    assert left(tmp_path) == []


def test_word_boundaries_leave_no_cache(folder, tmp_path):
    code = (
        "import sys; from outscan import *; s = Scanner.build(Config(ocr='off'));"
        f"s.scan(Blob(Where(('a.docx',)), open({str(folder / 'a.docx')!r}, 'rb').read()));"
        "from outscan.confirm import boundary; boundary; print('jieba' in sys.modules)"
    )
    done, _ = run(tmp_path, code=code)
    assert done.stdout.decode().strip() == "False", done.stderr.decode()
    assert left(tmp_path) == []
