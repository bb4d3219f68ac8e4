"""The script another system calls: two lines of sh that hand over to `outscan hook NAME`, and how it is put in place.

In: the name of a hook. Out: text. Where the interpreter it names is gone, the shell ends with 126 or 127, which is not 0 either.
"""

from __future__ import annotations

import shlex
import sys

from outscan.words.hook import HOOK
from outscan.words.said import said


def script(name: str) -> str:
    """The script of the hook `name`, for the outscan that runs now."""
    remark = said(HOOK, f"hook_script_{name.replace('-', '_')}")
    comments = "".join(f"# {line}\n" for line in remark.splitlines())
    return f'#!/bin/sh\n{comments}exec {shlex.quote(sys.executable)} -m outscan hook {name} "$@"\n'
