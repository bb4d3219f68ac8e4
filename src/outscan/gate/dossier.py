"""A case as papers for the file (案卷): its form, its reports and proofs, its flow, its releases, its events, with their digests.

In: a connection, a case. Out: one ZIP. The documents themselves are not in it: what was sent is told by digest and name.
Law: every paper stands in `SHA256SUMS` (`sha256sum -c` checks it), and the record's head at that moment is among the papers.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Row, select

from outscan.gate import moment
from outscan.gate.audit.chain import line
from outscan.gate.audit.record import events, head
from outscan.gate.auth import accounts
from outscan.gate.tables import APPROVALS, CASE_SCANS, RELEASES, SCANS

TERMS = ("10", "30", "permanent")
"""保管期限: ten years, thirty, or for ever."""
SUMS = "SHA256SUMS"
_DAY_ONE = (1980, 1, 1, 0, 0, 0)
_FLOW = ("at", "revision", "actor", "role", "standing_for", "act", "before", "after", "reason")


def scans_of(link: Connection, case: str) -> list[Row[Any]]:
    """Every scan of every revision, in the order in which they were handed in."""
    wanted = select(SCANS, CASE_SCANS.c.revision).join(CASE_SCANS, CASE_SCANS.c.scan == SCANS.c.id)
    order = (CASE_SCANS.c.revision, CASE_SCANS.c.position)
    return list(link.execute(wanted.where(CASE_SCANS.c.case == case).order_by(*order)).all())


def papers(link: Connection, unit: str, case: Mapping[str, Any], term: str) -> dict[str, bytes]:
    """What is told of a case as text: name → bytes. `told` is the case as it is shown."""
    rows = scans_of(link, case["id"])
    names = {str(one["id"]): f"{one['name']} ({one['login']})" for one in accounts.listed(link)}
    flow = [{**one, "actor": names.get(one["actor"], one["actor"])} for one in case["history"]]
    releases = [one._asdict() for one in link.execute(select(RELEASES).where(RELEASES.c.case == case["id"])).all()]
    for one in releases:
        del one["token"]
    approvals = [row.id for row in link.execute(select(APPROVALS.c.id).where(APPROVALS.c.case == case["id"])).all()]
    things = {
        f"case:{case['id']}",
        *(f"scan:{row.id}" for row in rows),
        *(f"approval:{one}" for one in approvals),
        *(f"release:{one['id']}" for one in releases),
    }
    anchor = head(link)
    return {
        "metadata.json": _json(_metadata(unit, case, term, names, rows)),
        "case.json": _json(case),
        "flow.csv": _csv(_FLOW, flow),
        "releases.json": _json(releases),
        "events.jsonl": b"".join(line(one) for one in events(link) if one.thing in things),
        "head.txt": f"{anchor.text() if anchor else ''}\n".encode("ascii"),
    }


def bound(files: Iterable[tuple[str, bytes]]) -> bytes:
    """The papers as one ZIP, the list of their digests last."""
    out, sums = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, data in files:
            sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
            kept.writestr(_member(name), data)
        kept.writestr(_member(SUMS), "".join(sums))
    return out.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _DAY_ONE)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _metadata(
    unit: str, case: Mapping[str, Any], term: str, names: Mapping[str, str], rows: Iterable[Row[Any]]
) -> dict[str, object]:
    """What an archive asks for: 题名、编号、责任者、日期、保管期限、密级、格式."""
    return {
        "schema": "outscan.gate.dossier/1",
        "题名": case["title"],
        "编号": case["number"],
        "责任者": unit,
        "承办人": names.get(case["owner"], case["owner"]),
        "日期": case["created"][:10],
        "归档时间": moment.here(),
        "保管期限": {"10": "10年", "30": "30年", "permanent": "永久"}[term],
        "密级": case["level"],
        "状态": case["state"],
        "格式": [
            "application/json",
            "text/csv",
            "text/html",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ],
        "文件": [
            {
                "revision": row.revision,
                "scan": row.id,
                "name": row.name,
                "sha256": row.sha256,
                "size": row.size,
                "report": bool(row.report),
            }
            for row in rows
        ],
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True, default=str) + "\n").encode()


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """With a mark of UTF-8, as spreadsheets of offices want it; what could be a formula is text."""
    out = io.StringIO()
    kept = csv.writer(out)
    kept.writerow(columns)
    for row in rows:
        kept.writerow([_inert(str(row[name] if row[name] is not None else "")) for name in columns])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _inert(text: str) -> str:
    return f"'{text}" if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
