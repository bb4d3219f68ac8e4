"""Which licences stop a delivery, what the list of parts says, and when a wheelhouse is not whole."""

from __future__ import annotations

import json
import zipfile

import pytest

from delivery import papers, wheelhouse
from delivery.papers import Forbidden, Part


def wheel(folder, name, *lines, files=None):
    path = folder / f"{name.replace('-', '_')}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as made:
        told = "\n".join(("Metadata-Version: 2.4", f"Name: {name}", "Version: 1.0", *lines))
        made.writestr(f"{name.replace('-', '_')}-1.0.dist-info/METADATA", told + "\n")
        for inner, data in (files or {}).items():
            made.writestr(inner, data)
    return path


@pytest.mark.parametrize(
    ("licence", "stops"),
    [
        ("MIT", False),
        ("LGPL-3.0-only", False),
        ("GNU Lesser General Public License v2 or later (LGPLv2+)", False),
        ("MPL-2.0 AND MIT", False),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", False),
        ("GPL-2.0-only OR MIT", False),
        ("GPL-3.0-only", True),
        ("GPL-2.0-only OR GPL-3.0-only", True),
        ("MIT AND GPL-2.0-or-later", True),
        ("AGPL-3.0-or-later", True),
        ("GNU General Public License v3 (GPLv3)", True),
        ("GNU Affero General Public License v3", True),
        ("MIT License; GNU General Public License (GPL)", True),
    ],
)
def test_which_licences_stop_a_delivery(licence, stops):
    assert papers.forbidden(licence) is stops


def test_a_forbidden_or_unsaid_licence_stops_it_and_nothing_is_written(tmp_path):
    for licence in ("AGPL-3.0-only", ""):
        with pytest.raises(Forbidden, match="bad 1"):
            papers.write([Part("bad", "1", licence, "pkg:pypi/bad@1")], tmp_path / "out", "0", 0)
        assert not (tmp_path / "out").exists()


def test_the_list_is_valid_and_the_same_for_the_same_parts(tmp_path):
    made = wheel(tmp_path, "one-thing", "License-Expression: MIT", files={"one_thing-1.0.dist-info/licenses/LICENSE": "words"})
    parts = [papers.part_of(made), Part("libc6", "2.36", "LGPL-2.1-or-later", "pkg:deb/debian/libc6@2.36?arch=amd64")]
    texts = []
    for number, order in enumerate((parts, parts[::-1])):
        out = tmp_path / str(number)
        out.mkdir()
        texts.append(papers.write(order, out, "0.1.0", 1_790_000_000).read_text())
    assert texts[0] == texts[1]
    told = json.loads(texts[0])
    assert {(one["name"], one["purl"]) for one in told["components"]} == {
        ("one-thing", "pkg:pypi/one-thing@1.0"),
        ("libc6", "pkg:deb/debian/libc6@2.36?arch=amd64"),
    }
    [kept] = (tmp_path / "0" / "licences" / "one-thing-1.0").glob("*LICENSE")
    assert kept.read_text() == "words"
    assert "libc6" in (tmp_path / "0" / "licences" / "WITHOUT-TEXT.txt").read_text()


@pytest.mark.parametrize(
    ("line", "machine", "missing"),
    [
        ("Requires-Dist: other", "x86_64", ["other"]),
        ('Requires-Dist: other; platform_machine == "aarch64"', "x86_64", []),
        ('Requires-Dist: other; platform_machine == "aarch64"', "aarch64", ["other"]),
        ('Requires-Dist: other; sys_platform != "linux"', "x86_64", []),
        ('Requires-Dist: other; extra == "gate"', "x86_64", ["other"]),
        ('Requires-Dist: other; extra == "ocr"', "x86_64", []),
        ('Requires-Dist: other; python_version < "3.12"', "x86_64", []),
        ("Requires-Dist: There_Is", "x86_64", []),
    ],
)
def test_a_wheelhouse_is_whole_for_its_own_platform(tmp_path, line, machine, missing):
    wheels = [wheel(tmp_path, "outscan", line), wheel(tmp_path, "there-is")]
    assert wheelhouse.lacking(wheels, "gate", machine, "3.12") == missing


def test_platforms_are_named_down_to_the_oldest():
    named = wheelhouse.tags("x86_64")
    assert named[0] == "manylinux_2_28_x86_64"
    assert {"manylinux_2_17_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"} <= set(named)
    assert not [one for one in wheelhouse.tags("aarch64") if "manylinux1_" in one or "manylinux2010" in one]


def test_the_glibc_a_library_asks_for_is_read_from_it(tmp_path):
    made = wheel(tmp_path, "lib", files={"lib/x.so": b"\x7fELF\0GLIBC_2.17\0GLIBC_2.34\0", "lib/x.txt": b"GLIBC_2.99\0"})
    assert wheelhouse.glibc_of(made) == 34


def test_requirements_name_every_byte(tmp_path):
    told = wheelhouse.requirements([wheel(tmp_path, "outscan"), wheel(tmp_path, "other")], "gate")
    assert [line.split(" --hash=sha256:")[0] for line in told.splitlines()] == ["outscan[gate]==1.0", "other==1.0"]
