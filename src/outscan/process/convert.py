"""Old binary formats by way of LibreOffice, where it is here: doc to docx, xls to xlsx, ppt to pptx.

In: a path and the name of the copy. Out: the job to process, and a note for the proof. The conversion runs in a private folder
that is removed; without LibreOffice the file is handed on as it is, and refused with the way forward.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from outscan.extract.sniff import sniff
from outscan.formats import FORMATS, FormatTrait
from outscan.isolate import open_blob
from outscan.scanner import Scanner
from outscan.types import Gap, Job
from outscan.words import say

_TARGETS = {row.name: row.save_as for row in FORMATS.values() if FormatTrait.CONVERTED in row.traits}
_SECONDS = 120


def converted(path: str, out: str | None, scanner: Scanner) -> tuple[Job, tuple[str, ...]]:
    """The job of `path`, converted where its format is an old one, LibreOffice is here and `out` is named for the new one."""
    job = Job(path, Path(path).name)
    blob = open_blob(job, scanner.config.limits)
    if isinstance(blob, Gap):
        return job, ()
    target = _TARGETS.get(sniff(blob), "")
    program = shutil.which("soffice")
    if not target or program is None or (out is not None and not out.lower().endswith(f".{target}")):
        return job, ()
    data = _convert(program, blob.data, sniff(blob), target)
    if data is None:
        return job, ()
    name = f"{Path(path).stem}.{target}"
    return Job(path, name, data), (say("change.converted", kind=sniff(blob), target=target),)


def _convert(program: str, data: bytes, kind: str, target: str) -> bytes | None:
    with tempfile.TemporaryDirectory(prefix="outscan-") as folder:
        source = Path(folder, f"in.{kind}")
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore", "--convert-to", target]
        try:
            subprocess.run([*command, "--outdir", folder, str(source)], capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603 - a fixed program, the document is data
            return Path(folder, f"in.{target}").read_bytes()
        except (OSError, subprocess.TimeoutExpired):
            return None
