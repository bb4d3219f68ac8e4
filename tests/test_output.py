"""Nothing is written over what would be lost."""

import json

import pytest

from outscan.errors import OutscanError
from outscan.output import guard, write_private
from outscan.report import SINKS, run_facts
from outscan.types import Action, Clause, Coverage, Makings, Report, Risk, Verdict, because

MADE = Makings("0.1.0", "r", "p", "m", "o", "2026-01-31")
REPORT = Report(
    "a.txt", "a.txt", "0" * 64, 1, "txt", (), (), (), Coverage(1, 1), Risk(),
    Verdict(Action.RELEASE, (Clause("clean", Action.RELEASE, because("clause.clean")),)), MADE,
)  # fmt: skip


@pytest.mark.parametrize("form", sorted(SINKS))
def test_what_we_wrote_may_be_written_again(tmp_path, form):
    data = SINKS[form]([REPORT], run_facts([REPORT], MADE))
    path = tmp_path / "报告"
    write_private(path, data)
    write_private(path, data)
    assert path.read_bytes() == data


@pytest.mark.parametrize(
    "data", [b"draft", b"PK\x03\x04", b"<html>", b'{"a": 1}', "年报".encode("gb18030"), b"\x00" * 9, b'{"schema": "other/1"}']
)
def test_what_others_wrote_stays(tmp_path, data):
    path = tmp_path / "成果.json"
    path.write_bytes(data)
    with pytest.raises(OutscanError, match="不能覆盖"):
        write_private(path, b"x")
    assert path.read_bytes() == data
    write_private(path, b"x", force=True)
    assert path.read_bytes() == b"x"


def test_a_form_a_person_saved_stays(tmp_path):
    from docx import Document

    from outscan.report.form import TEMPLATES, fill

    path = tmp_path / "审批表.docx"
    data = fill(TEMPLATES / "approval.docx", [REPORT], {}, {})
    write_private(path, data)
    guard(path)
    filled = Document(str(path))
    filled.core_properties.last_modified_by = "李四"
    filled.save(str(path))
    with pytest.raises(OutscanError, match="不能覆盖"):
        guard(path)


def test_no_input_by_any_name_is_written_over(tmp_path):
    path, link = tmp_path / "run.json", tmp_path / "同一个.json"
    path.write_bytes(SINKS["json"]([REPORT], run_facts([REPORT], MADE)))
    link.hardlink_to(path)
    with pytest.raises(OutscanError, match="被检查的文件"):
        guard(link, inputs=[path])


def test_a_proof_stays_and_its_untouched_copy_may_be_made_again(tmp_path):
    import hashlib

    copy, proof = tmp_path / "b.docx", tmp_path / "b.docx.proof.json"
    copy.write_bytes(b"copy")
    proof.write_text(json.dumps({"schema": "outscan.proof/1", "sha256_after": hashlib.sha256(b"copy").hexdigest()}))
    guard(copy)
    with pytest.raises(OutscanError, match="处理证明"):
        guard(proof)
    copy.write_bytes(b"changed")
    with pytest.raises(OutscanError, match="不能覆盖"):
        guard(copy)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(OutscanError, match="文件夹"):
        guard(tmp_path)
