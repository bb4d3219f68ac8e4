"""A file's name is read as a person's program would write it."""

from __future__ import annotations

import pytest

from outscan.gate.named import from_address, from_disposition

RAW = "合同.docx".encode("gb18030").decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ('form-data; name="f"; filename="合同.docx"', "合同.docx"),
        ("attachment; filename*=UTF-8''%E5%90%88%E5%90%8C.docx", "合同.docx"),
        ("attachment; filename*=GBK''%BA%CF%CD%AC.docx", "合同.docx"),
        ("attachment; filename*0*=UTF-8''%E5%90%88; filename*1*=%E5%90%8C.docx", "合同.docx"),
        (f'form-data; name="f"; filename="{RAW}"', "合同.docx"),
        ('form-data; name="f"; filename="C:\\\\资料\\\\合同.docx"', "合同.docx"),
        ('form-data; name="f"; filename="../../etc/合同.docx"', "合同.docx"),
        ("attachment; filename=%E5%90%88%E5%90%8C.docx", "合同.docx"),
        ('form-data; name="f"', ""),
        ("attachment; filename*=nonsense''%E5%90%88.docx", None),
        ("", ""),
    ],
)
def test_dispositions(value, name):
    told = from_disposition(value)
    assert told == name if name is not None else isinstance(told, str)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/alice/%E5%90%88%E5%90%8C.docx", "合同.docx"),
        ("/alice/%BA%CF%CD%AC.docx?x=1", "合同.docx"),
        ("http://h/合同.docx#a", "合同.docx"),
        ("/a%2Fb%5Cc.docx", "c.docx"),
        ("/folder/", ""),
        ("http://[broken/x.docx", "x.docx"),
        ("*", "*"),
    ],
)
def test_addresses(address, name):
    assert from_address(address) == name
