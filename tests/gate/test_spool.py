"""The gate's spool: a file is whole and closed, or it is not there."""

import hashlib

import pytest

from outscan.gate.spool import Full, Spool


def broken():
    yield b"begun"
    raise OSError("the disk is gone")


def test_a_copy_is_what_came_in_under_its_digest(tmp_path):
    spool = Spool.at(tmp_path / "spool")
    copy = spool.copied(iter([b"ab", b"", b"c"]), 9)
    assert (copy.path.read_bytes(), copy.size, copy.sha256) == (b"abc", 3, hashlib.sha256(b"abc").hexdigest())
    assert list(spool.names()) == [copy.name]
    with pytest.raises(OSError, match="Bad file descriptor"):
        copy.write(b"d")


@pytest.mark.parametrize(("chunks", "limit", "raised"), [([b"ab", b"cd"], 3, Full), (broken(), 9, OSError)])
def test_what_is_too_long_or_ends_in_a_fault_leaves_no_file(tmp_path, chunks, limit, raised):
    spool = Spool.at(tmp_path / "spool")
    with pytest.raises(raised):
        spool.copied(chunks, limit)
    assert list(spool.folder.iterdir()) == []
