"""Loaded by every Python of a watched run: notes each socket and each file opened for writing. Changes nothing else."""

import os
import sys

_NOTES = os.open(os.environ["OUTSCAN_WATCH"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_LOCAL = {"1", "AF_UNIX", "AddressFamily.AF_UNIX"}


def _note(event, arguments):
    if event == "socket.__new__" and str(arguments[1]) not in _LOCAL:
        os.write(_NOTES, f"socket {arguments[1]}\n".encode())
    elif event in {"socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        os.write(_NOTES, f"socket {event}\n".encode())
    elif event == "open" and isinstance(arguments[0], str | bytes):
        mode, flags = arguments[1], arguments[2]
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITING):
            os.write(_NOTES, f"write {os.fsdecode(arguments[0])}\n".encode())
    elif event in {"os.mkdir", "os.rename", "tempfile.mkstemp", "tempfile.mkdtemp", "shutil.copyfile"}:
        os.write(_NOTES, f"write {event} {arguments[0]!r}\n".encode())


sys.addaudithook(_note)
