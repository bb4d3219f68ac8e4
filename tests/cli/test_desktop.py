"""What is pressed on a desktop: entries are what each system reads, and what they start hands the files to the local page."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
from configparser import RawConfigParser
from pathlib import Path

import httpx2
import pytest

from outscan.cli.desktop import entries

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
PROGRAM = r"C:\Program Files\外发 100%\python.exe"
HERE = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1"}


def outscan(*words, **more):
    command = [sys.executable, "-m", "outscan", *map(str, words)]
    return subprocess.run(command, env={**HERE, **more}, capture_output=True, timeout=120, check=False)


def test_send_to_is_a_command_file_that_hands_on_every_path():
    told = entries.send_to(PROGRAM)
    assert told.count(b"\r\n") == told.count(b"\n")
    lines = told.decode("utf-8").splitlines()
    assert lines[0] == "@echo off"
    assert lines[1] == "chcp 65001 >nul"  # the path of the program is read as UTF-8 from here on
    assert lines[2] == r'"C:\Program Files\外发 100%%\python.exe" -m outscan desktop open %*'
    assert lines[3].startswith("if errorlevel 1")


def test_the_menu_is_a_registry_file_for_this_person_alone_and_goes_again():
    made = entries.all_of(PROGRAM)
    told, gone = (made[name].decode("utf-16") for name in (entries.MENU, entries.NO_MENU))
    assert made[entries.MENU][:2] in {b"\xff\xfe", b"\xfe\xff"}
    for text in (told, gone):
        assert text.startswith("Windows Registry Editor Version 5.00\r\n\r\n")
        assert text.count("\r\n") == text.count("\n")
    keys = re.findall(r"^\[(.*)\]\r$", told, re.MULTILINE)
    assert keys == [
        r"HKEY_CURRENT_USER\Software\Classes\*\shell\outscan",
        r"HKEY_CURRENT_USER\Software\Classes\*\shell\outscan\command",
    ]
    assert re.findall(r"^\[(.*)\]\r$", gone, re.MULTILINE) == [f"-{keys[0]}"]
    values = dict(re.findall(r'^(@|"\w+")="(.*)"\r$', told, re.MULTILINE))
    command = re.sub(r"\\(.)", r"\1", values["@"])
    assert command == f'"{PROGRAM}" -m outscan desktop open "%1"'
    assert values['"MultiSelectModel"'] == "Single"  # Explorer would start a gate for each file


def test_the_application_starts_what_it_should():
    told = RawConfigParser()
    told.optionxform = str
    told.read_string(entries.application('/opt/外发 "1"/50%/$x/python').decode("utf-8"))
    entry = told["Desktop Entry"]
    value = entry["Exec"].replace("\\\\", "\\").replace("%%", "%").replace("\\$", "$")
    assert shlex.split(value) == ['/opt/外发 "1"/50%/$x/python', "-m", "outscan", "desktop", "open", "%F"]
    assert entry["Type"] == "Application"
    assert entry["MimeType"].endswith(";")


@pytest.mark.skipif(os.name != "posix", reason="writes where desktops of Linux look")
def test_install_writes_it_and_remove_takes_it_away(tmp_path):
    share = {"XDG_DATA_HOME": str(tmp_path)}
    assert outscan("desktop", "install", **share).returncode == 0
    entry = tmp_path / "applications" / "outscan.desktop"
    assert sys.executable in entry.read_text("utf-8")
    assert outscan("desktop", "remove", **share).returncode == 0
    assert not entry.exists()
    assert outscan("desktop", "remove", **share).returncode == 0
    assert outscan("desktop", "install", "--to", tmp_path / "out", **share).returncode == 2  # for whom? it is not said
    assert outscan("desktop", "install", "--to", tmp_path / "out", "--program", PROGRAM, **share).returncode == 0
    assert {one.name: one.read_bytes() for one in (tmp_path / "out").iterdir()} == entries.all_of(PROGRAM)


@pytest.mark.skipif(os.name != "posix", reason="is ended by a signal")
def test_open_hands_the_files_in(tmp_path):
    files = [SAMPLES / name / "input.docx" for name in ("docx-meeting-minutes", "docx-mark-in-header")]
    command = [
        sys.executable,
        "-m",
        "outscan",
        "desktop",
        "open",
        *map(str, files),
        "--data",
        str(tmp_path / "data"),
        "--no-browser",
    ]
    with subprocess.Popen(command, env=HERE, stderr=subprocess.PIPE, text=True) as process:
        try:
            heard = ""
            while "/enter#" not in heard:
                line = process.stderr.readline()
                assert line, heard
                heard += line
            url, token = re.search(r"(http://[\d.:]+)/enter#(\S+)", heard).groups()
            with httpx2.Client(base_url=url, headers={"authorization": f"Bearer {token}"}, timeout=60) as client:
                told = client.get("/v1/scans").json()
                scans = told.get("scans", told.get("items"))
                answers = [client.get(f"/v1/scans/{one['id']}?wait=60", timeout=90).json()["decision"]["answer"] for one in scans]
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)
    assert sorted(answers) == ["pass", "stop"]


def test_open_of_what_is_no_file_opens_nothing(tmp_path):
    done = outscan("desktop", "open", tmp_path / "absent.docx", "--data", tmp_path / "data", "--no-browser")
    assert done.returncode == 2
    assert list((tmp_path / "data" / "spool").iterdir()) == []
