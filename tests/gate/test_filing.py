"""A case for the file: every paper is there, every digest is right, nothing of the documents and no secret of the house."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import zipfile

import pytest

from gate.made import ITEM, act, content, doorway, staff
from gate.test_http_cases import check
from outscan.gate.audit.chain import anchor_of, digest, parse

PLANTED = "钬铥镱镥密语七七四九"


@pytest.fixture(scope="module")
def filed(tmp_path_factory):
    """A case of two revisions that was sent, as its ZIP; (door, people, case, files)."""
    with doorway(tmp_path_factory.mktemp("gate") / "data", scan=True, unit="某研究院") as door:
        people = staff(door)
        handler = people["handler"]

        def upload(name):
            files = {"file": (name, ITEM + PLANTED.encode() + name.encode())}
            return handler("POST", "/v1/scans?wait=60", files=files).json()

        first, second = upload("=一.txt"), upload("二.txt")
        case = handler("POST", "/v1/cases", json=content(first)).json()["id"]
        act(handler, case, "submit")
        act(people["department"], case, "refuse", reason="=HYPERLINK(1)")
        version = handler("GET", f"/v1/cases/{case}").json()["version"]
        handler("POST", f"/v1/cases/{case}/revisions?version={version}", json=content(second))
        act(handler, case, "submit")
        while (state := handler("GET", f"/v1/cases/{case}").json()["state"]) in people:
            assert act(people[state], case, "agree", ground="not_secret", level="none").status_code == 200
        token = check(people["other"], second)["token"]
        people["other"]("POST", f"/v1/releases/{token}", json={"state": "sent"})
        reply = people["office"]("GET", f"/v1/cases/{case}/dossier.zip?term=30")
        assert reply.status_code == 200, reply.text
        with zipfile.ZipFile(io.BytesIO(reply.content)) as kept:
            assert kept.testzip() is None
            files = {name: kept.read(name) for name in kept.namelist()}
        yield door, people, case, files, reply.content


def test_every_paper_is_in_it_and_in_the_list_of_digests(filed, tmp_path):
    *_, files, data = filed
    expected = {"metadata.json", "case.json", "flow.csv", "releases.json", "events.jsonl", "head.txt", "form.docx", "SHA256SUMS"}
    assert expected <= set(files)
    assert {name for name in files if name.endswith(".report.json")} == {"scans/01-001.report.json", "scans/02-002.report.json"}
    listed = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert listed == {name: hashlib.sha256(kept).hexdigest() for name, kept in files.items() if name != "SHA256SUMS"}
    with zipfile.ZipFile(io.BytesIO(data)) as kept:
        kept.extractall(tmp_path)
    subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=tmp_path, check=True)


def test_what_an_archive_asks_for_is_told(filed):
    files = filed[3]
    told = json.loads(files["metadata.json"])
    assert (told["题名"], told["责任者"], told["保管期限"]) == ("合作资料", "某研究院", "30年")
    assert [one["revision"] for one in told["文件"]] == [1, 2]
    assert files["form.docx"].startswith(b"PK")


def test_flow_and_events_tell_what_happened_and_nothing_becomes_a_formula(filed):
    files = filed[3]
    rows = list(csv.DictReader(io.StringIO(files["flow.csv"].decode("utf-8-sig"))))
    assert [row["act"] for row in rows if row["role"] != "clock"][:4] == ["correct", "submit", "refuse", "correct"]
    assert next(row["reason"] for row in rows if row["act"] == "refuse") == "'=HYPERLINK(1)"
    found = [parse(one) for one in files["events.jsonl"].splitlines(keepends=True)]
    assert all(one and digest(one) == one.digest for one in found)
    assert {"scan.decided", "case.refuse", "approval.granted", "release.sent", "case.exported"} <= {one.act for one in found}
    assert anchor_of(files["head.txt"].decode()).seq >= max(one.seq for one in found)
    (sent,) = json.loads(files["releases.json"])
    assert sent["state"] == "sent"
    assert "token" not in sent


def test_no_document_and_no_hit_is_in_it(filed):
    files = filed[3]
    for name, data in files.items():
        assert ITEM not in data, name
        assert PLANTED.encode() not in data, name
        assert "31.6平方公里".encode() not in data, name


def test_only_the_office_files_a_case_and_a_draft_is_no_case_yet(filed):
    _, people, case, *_ = filed
    for login in ("handler", "department", "leader"):
        assert people[login]("GET", f"/v1/cases/{case}/dossier.zip").status_code == 403
    assert people["office"]("GET", f"/v1/cases/{case}/dossier.zip?term=5").status_code == 422
    assert people["office"]("GET", f"/v1/cases/{'0' * 32}/dossier.zip").status_code == 404
